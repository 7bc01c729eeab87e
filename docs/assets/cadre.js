// A page in a frame tells its host how high it is, for hosts that want to follow:
//   addEventListener("message", ({ data, source }) => { if (data?.vitrine === "hauteur") … data.hauteur … })
// Nothing else is said, and nothing is listened to.

if (parent !== window) {
  // The page is at least as high as its frame: only what it holds says how high it wants to be.
  const wanted = () => {
    document.body.style.minHeight = "0";
    const { height } = document.body.getBoundingClientRect();
    document.body.style.minHeight = "";
    return Math.ceil(height);
  };
  const tell = () => {
    parent.postMessage({ vitrine: "hauteur", adresse: location.href, hauteur: wanted() }, "*");
  };
  const observer = new ResizeObserver(tell);
  for (const part of document.querySelectorAll("main > *, footer")) observer.observe(part);
}
