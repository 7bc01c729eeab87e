// « Carte interactive » opens the map in the place of its drawing, when there is room; else the link leads to it.

const ROOM = 600; // pixels; a telephone does better with the whole page
const HEIGHT = 560;

function open(link, drawing) {
  const frame = document.createElement("iframe");
  frame.src = link.href;
  frame.title = link.dataset.titre;
  frame.allow = "fullscreen";
  const border = "1px solid var(--filet)";
  Object.assign(frame.style, { width: "100%", height: `${HEIGHT}px`, border, borderRadius: "4px" });
  drawing.hidden = true;
  drawing.before(frame);
  frame.focus();
  return frame;
}

for (const link of document.querySelectorAll("a.carte-sur-place")) {
  const drawing = link.closest("figure")?.querySelector(".dessin");
  const words = link.firstChild.data;
  let frame = null;
  link.addEventListener("click", (event) => {
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!drawing || elsewhere || (!frame && drawing.clientWidth < ROOM)) return;
    event.preventDefault();
    if (frame) {
      frame.remove();
      drawing.hidden = false;
    }
    frame = frame ? null : open(link, drawing);
    link.firstChild.data = frame ? "Revenir au dessin" : words;
  });
}
