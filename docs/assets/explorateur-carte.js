// The map of the selection: the site's own base map, and over it one symbol a commune, or a counted disc where
// symbols would touch. Everything on it is in the list beside it, which is its accessible twin.

import { element, NARROW, number, plural, svg, typography } from "./ecrire.js";
import { box, clusters, communesOf, covers, placesAround, radius } from "./explorateur-grappes.js";

const GAP = 46; // pixels between two symbols, at least
const MOST_ZOOM = 24;
const MARGIN = 0.12; // of the width, around what one zooms to
const STEP = 1.6;
const SLIDE = 0.2; // of the view, for an arrow key
const FAR = 5; // pixels, from which a pointer drags
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class SelectionMap {
  // `choose(rows, title)` shows some rows in the list beside the map.
  constructor({ baseMap, head, choose }) {
    Object.assign(this, { head, choose });
    this.marks = svg("g", { class: "x-reperes" });
    this.drawing = drawingOf(baseMap);
    this.drawing.append(this.marks);
    this.whole = this.view = { x: 0, y: 0, ...head.map };
    this.names = [...this.drawing.querySelectorAll(".noms text")].map(nameOf);
    this.node = element("div", { class: "x-carte dessin" }, this.drawing, this.controls());
    this.key = element("ul", { class: "x-legende" });
    this.drawing.addEventListener("keydown", (event) => this.slide(event));
    this.followPointer();
    new ResizeObserver(() => this.draw()).observe(this.node);
  }

  controls() {
    const control = (text, words, click) =>
      element("button", { type: "button", "aria-label": words, title: words, click }, text);
    return element(
      "div",
      { class: "x-zoom" },
      control("+", "Agrandir la carte", () => this.zoom(1 / STEP)),
      control("−", "Réduire la carte", () => this.zoom(STEP)),
      control("⤢", "Voir toute la carte", () => this.show(this.whole)),
    );
  }

  update(context, rows) {
    this.context = context;
    this.communes = communesOf(context.columns, rows);
    this.draw();
  }

  // ------------------------------------------------------------ what is in view

  zoom(factor) {
    const { x, y, width, height } = this.view;
    const [w, h] = [width * factor, height * factor];
    this.show({ x: x + (width - w) / 2, y: y + (height - h) / 2, width: w });
  }

  heightFor(width) {
    return (width * this.whole.height) / this.whole.width;
  }

  // A part of the map, kept within its edges and in its proportions.
  show({ x, y, width: wanted }) {
    const { whole } = this;
    const width = Math.min(whole.width, Math.max(whole.width / MOST_ZOOM, wanted));
    const height = this.heightFor(width);
    const within = (value, end) => Math.max(0, Math.min(value, end));
    this.view = { x: within(x, whole.width - width), y: within(y, whole.height - height), width, height };
    this.frame();
    this.waiting ??= requestAnimationFrame(() => setTimeout(() => this.draw())); // once a frame, after it
  }

  surround(communes) {
    const { whole } = this;
    const ends = (values) => [Math.min(...values), Math.max(...values)];
    const [left, right] = ends(communes.map(({ x }) => x));
    const [top, bottom] = ends(communes.map(({ y }) => y));
    const spread = Math.max(right - left, ((bottom - top) * whole.width) / whole.height) * (1 + 2 * MARGIN);
    const width = Math.max(spread, whole.width / MOST_ZOOM);
    const height = this.heightFor(width);
    this.show({ x: (left + right - width) / 2, y: (top + bottom - height) / 2, width });
  }

  // The part of the map in the frame; gives how much of the drawing is in a pixel.
  frame() {
    const { x, y, width, height } = this.view;
    this.drawing.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
    const unit = width / (this.node.clientWidth || this.whole.width);
    this.node.style.setProperty("--unite", String(unit));
    this.node.classList.toggle("x-zoomee", width < this.whole.width);
    return unit;
  }

  // ------------------------------------------------------------ what is drawn

  draw() {
    this.waiting = null;
    const { x, y, width, height } = this.view;
    const unit = this.frame();
    if (!this.communes || !this.node.clientWidth) return; // not in the page yet: nothing can be measured
    const isInside = ({ x: cx, y: cy }) =>
      cx >= x - 1 && cx <= x + width + 1 && cy >= y - 1 && cy <= y + height + 1;
    const visible = clusters(this.communes, GAP * unit).filter(isInside);
    const active = document.activeElement?.dataset?.cle;
    this.marks.replaceChildren(...visible.map((cluster) => this.mark(cluster, unit)));
    this.clearNames(visible, unit);
    this.explain(visible);
    if (active) [...this.marks.children].find(({ dataset }) => dataset.cle === active)?.focus();
  }

  // The name of a town that a disc covers goes beside the disc, under or above it, or away.
  clearNames(visible, unit) {
    const discs = visible.map(({ x, y, rows }) => ({ x, y, r: radius(rows.length) * unit }));
    for (const name of this.names) {
      name.width ??= name.text.getComputedTextLength() / unit; // in pixels, the same at every zoom
      const tries = [name.place, ...placesAround(discs, name, unit)];
      const place = tries.find((one) => this.isFree(one, name, discs, unit));
      name.text.style.display = place ? "" : "none";
      if (place) put(name.text, place);
    }
  }

  // Whether a name fits there: under no disc, and whole.
  isFree(place, name, discs, unit) {
    const { x, width } = this.view;
    const taken = box(place, name.width, unit);
    const isCutBy = (edge) => taken.x < edge && taken.x + taken.width > edge;
    return !isCutBy(x) && !isCutBy(x + width) && !discs.some((disc) => covers(disc, taken));
  }

  // The key of the symbols that stand alone on the map.
  explain(visible) {
    const alone = visible.map(({ rows }) => rows).filter(({ length }) => length === 1);
    const themes = new Map(alone.map(([row]) => this.context.values("thematique", row)[0]));
    const items = [...themes].map(([code, words]) => {
      const [d, fill] = this.head.symbols[code];
      const frame = { viewBox: "-10 -10 20 20", width: "16", height: "16", "aria-hidden": "true" };
      return element("li", {}, svg("svg", frame, svg("path", { d, fill })), typography(words));
    });
    this.key.replaceChildren(...items);
  }

  mark(cluster, unit) {
    const { x, y, rows, communes } = cluster;
    const place = placeOf(communes);
    const more = communes.length === 1 ? "" : ". Agrandir la carte";
    const words = `${typography(place)}${NARROW}: ${plural(rows.length, "coopération")}${more}`;
    const open = () => this.open(cluster, place);
    const openByKey = (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      open();
    };
    return svg(
      "g",
      {
        class: "x-repere",
        role: "button",
        tabindex: "0",
        "aria-label": words,
        "data-cle": `${x}/${y}`,
        transform: `translate(${x} ${y}) scale(${unit})`,
        click: open,
        keydown: openByKey,
      },
      svg("title", {}, words),
      svg("circle", { class: "x-cible", r: "22" }),
      rows.length === 1 ? this.symbol(rows[0], communes[0].hollow) : disc(rows.length),
    );
  }

  symbol(row, hollow) {
    const [[code]] = this.context.values("thematique", row);
    const [path, colour] = this.head.symbols[code];
    return svg("path", {
      d: path,
      fill: hollow ? "var(--papier)" : colour,
      stroke: hollow ? colour : "var(--papier)",
      "stroke-width": hollow ? "2.2" : "1.2",
    });
  }

  // A disc of several communes opens; a commune shows its cases in the list.
  open({ rows, communes }, place) {
    this.choose(rows, place);
    const spots = new Set(communes.map(({ x, y }) => `${x}/${y}`)).size;
    if (spots > 1 && this.view.width > this.whole.width / MOST_ZOOM) this.surround(communes);
  }

  // ------------------------------------------------------------ keyboard and pointer

  slide(event) {
    const way = ARROWS[event.key];
    if (!way || this.view.width >= this.whole.width) return;
    event.preventDefault();
    const { x, y, width, height } = this.view;
    this.show({ ...this.view, x: x + way[0] * SLIDE * width, y: y + way[1] * SLIDE * height });
  }

  // Drags a map that is larger than its frame; a finger on the whole map still scrolls the page.
  followPointer() {
    let held = null;
    this.drawing.addEventListener("pointerdown", ({ pointerId: id, clientX: x, clientY: y }) => {
      if (this.view.width < this.whole.width) held = { id, x, y, view: this.view };
    });
    this.drawing.addEventListener("pointermove", ({ pointerId, clientX, clientY }) => {
      if (!held || held.id !== pointerId) return;
      const [dx, dy] = [clientX - held.x, clientY - held.y];
      if (!held.far && Math.hypot(dx, dy) < FAR) return;
      if (!held.far) this.drawing.setPointerCapture(held.id);
      held.far = true;
      const unit = held.view.width / this.node.clientWidth;
      this.show({ ...held.view, x: held.view.x - dx * unit, y: held.view.y - dy * unit });
    });
    for (const end of ["pointerup", "pointercancel"]) this.drawing.addEventListener(end, () => (held = null));
  }
}

function drawingOf(baseMap) {
  const drawing = document.importNode(new DOMParser().parseFromString(baseMap, "image/svg+xml").documentElement, true);
  drawing.setAttribute("aria-label", "Carte de la sélection");
  drawing.removeAttribute("aria-describedby");
  drawing.querySelector("desc")?.remove();
  return drawing;
}

// The name of a town, and where the base map has it.
function nameOf(text) {
  const anchor = text.getAttribute("text-anchor") ?? "start";
  return { text, place: { x: Number(text.getAttribute("x")), y: Number(text.getAttribute("y")), anchor } };
}

function put(text, { x, y, anchor }) {
  text.setAttribute("x", x);
  text.setAttribute("y", y);
  text.setAttribute("text-anchor", anchor);
}

function placeOf([first, ...others]) {
  return others.length ? `Autour de ${first.names[0]}` : first.names[0];
}

function disc(count) {
  return [
    svg("circle", { class: "x-disque", r: radius(count).toFixed(1) }),
    svg("text", { "text-anchor": "middle", "dominant-baseline": "central" }, number(count)),
  ];
}
