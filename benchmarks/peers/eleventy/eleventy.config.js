// Eleventy in its best mode: the CSVs are global data, read once, and one JavaScript template prints every page.
export default function (config) {
  config.setQuietMode(true);
  return { dir: { input: "source", output: "site" } };
}
