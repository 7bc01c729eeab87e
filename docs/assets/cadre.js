// A page in a frame tells its host how high it is, for hosts that want to follow:
//   addEventListener("message", ({ data, source }) => { if (data?.vitrine === "hauteur") … data.hauteur … })
// Nothing else is said, and nothing is listened to.

if (parent !== window) {
  const tell = () => {
    const hauteur = Math.ceil(document.body.getBoundingClientRect().height);
    parent.postMessage({ vitrine: "hauteur", adresse: location.href, hauteur }, "*");
  };
  // The page is at least as high as its frame: only what it holds says how high it wants to be.
  document.body.style.minHeight = "0";
  new ResizeObserver(tell).observe(document.body);
}
