// The explorer of /projets/. The page holds the complete list; this puts filters, views, export and comparison in
// its place, once the index is there. Nothing is loaded before somebody comes near it or the browser is idle.

import { button, element, plural, quoted, typography } from "./ecrire.js";
import { Frame } from "./explorateur-cadre.js";
import {
  addressOf,
  emptyState,
  filtersInWords,
  MOST_CASES,
  MOST_PAGES,
  readAddress,
  without,
} from "./explorateur-etat.js";
import { Files } from "./explorateur-index.js";
import { MapView } from "./explorateur-lieux.js";
import { select } from "./explorateur-selection.js";
import { BY_PAGE, cardList, Context, pageLinks, table } from "./explorateur-vues.js";

const NEAREST = 6; // cases shown when nothing fits every filter
const MOST_PRINTED = 500;
const WITHOUT_FILTERS = "Les filtres n’ont pas pu être chargés. La liste complète est ci-dessous.";
const NOTHING =
  "Aucune coopération ne répond à ces filtres, même en en retirant un. Retirez-en plusieurs, ou effacez tout.";

class Explorer {
  constructor(section) {
    this.section = section;
    this.files = new Files(new URL(section.dataset.fichiers, location.href).href);
    this.turn = 0; // counts what is asked for: an answer that comes after a later one is dropped
  }

  async begin() {
    if (this.isBegun) return;
    this.isBegun = true;
    this.section.setAttribute("aria-busy", "true");
    try {
      this.head = await this.files.open();
      this.frame = new Frame(this);
      this.mapView = new MapView(this);
      await this.followAddress(); // shown once it is whole: nothing jumps
      this.section.prepend(this.frame.node);
      this.section.classList.add("explorateur-actif");
      addEventListener("popstate", () => this.followAddress());
    } catch (error) {
      console.error(error);
      this.section.prepend(element("p", { class: "limites", role: "status" }, WITHOUT_FILTERS));
    }
    this.section.removeAttribute("aria-busy");
  }

  // ------------------------------------------------------------ state and address

  followAddress() {
    const { state, ignored } = readAddress(location.search, this.head);
    this.state = state;
    this.frame.tellIgnored(ignored);
    return this.render();
  }

  // The state becomes what `transformation` makes of it; typing replaces the address instead of adding to it.
  change(transformation, { typing = false, page = false } = {}) {
    const next = transformation(this.state);
    this.state = page ? next : { ...next, pages: [1, 1] };
    const address = this.addressOf(this.state);
    if (typing && this.wasTyping) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
    this.wasTyping = typing;
    this.frame.tellIgnored([]);
    return this.render();
  }

  addressOf(state) {
    return location.pathname + addressOf(state, this.head);
  }

  sharedAddress() {
    return location.origin + this.addressOf({ ...this.state, pages: [1, 1], cases: [] });
  }

  clearAll() {
    const { view, cases } = this.state;
    this.change(() => ({ ...emptyState(this.head), view, cases }));
  }

  // ------------------------------------------------------------ what is shown

  // The filters and counts at once, then the cards when they have come.
  async render() {
    const turn = ++this.turn;
    const isCurrent = () => turn === this.turn;
    await painted();
    if (!isCurrent()) return;
    try {
      const [columns, text] = await Promise.all([
        this.files.columnsFor(this.state),
        this.files.ranksOfText(this.state.text),
      ]);
      if (!isCurrent()) return;
      if (!columns) {
        this.waitForDepartment();
        return;
      }
      this.section.classList.remove("explorateur-attend");
      this.columns = columns;
      this.selection = select(columns, this.state, text);
      this.boundPages();
      const root = this.section.dataset.racine;
      this.context = new Context({ ...this, root, compare: (...choice) => this.compare(...choice) });
      this.frame.update();
      await this.frame.show(this.view(), isCurrent);
    } catch (error) {
      console.error(error);
      if (isCurrent()) this.frame.fail();
    }
  }

  // Columns cut by département: counts of the whole, and a word about what to choose first.
  waitForDepartment() {
    this.section.classList.add("explorateur-attend");
    this.columns = this.selection = null;
    this.frame.wait(this.head.totals);
  }

  boundPages() {
    const last = Math.max(1, Math.ceil(this.selection.rows.length / BY_PAGE));
    const [first, end] = this.state.pages;
    if (end > last) this.state = { ...this.state, pages: [Math.min(first, last), last] };
  }

  // The content of the current view, as a promise of nodes.
  async view() {
    const { rows } = this.selection;
    if (!rows.length) return this.nearest();
    const { view, pages } = this.state;
    if (view === "carte") return this.mapView.show(rows);
    const [first, end] = pages;
    const shown = rows.slice((first - 1) * BY_PAGE, end * BY_PAGE);
    const cards = await this.cards(shown);
    const draw = view === "tableau" ? table : cardList;
    const addressOfPage = (n) => this.addressOf({ ...this.state, pages: [n, n] });
    return [
      draw(this.context, shown, cards),
      pageLinks(rows.length, this.state.pages, addressOfPage, () => this.showMore()),
    ];
  }

  cards(rows) {
    return this.files.cards(rows.map((row) => this.columns.ranks[row]));
  }

  // Nothing fits: what each filter hides by itself, and the nearest cases.
  async nearest() {
    const relaxed = this.selection
      .relaxed()
      .filter(({ rows }) => rows.length)
      .sort((a, b) => b.rows.length - a.rows.length);
    if (!relaxed.length) return element("p", { class: "manque" }, NOTHING);
    const nearest = relaxed[0].rows.slice(0, NEAREST);
    return [
      element("p", {}, "Aucune coopération ne répond à tous ces filtres. En retirer un suffit\u202f:"),
      element("ul", { class: "x-relaches" }, relaxed.map((one) => this.proposal(one))),
      element("h3", {}, `Les plus proches, sans ${this.nameOf(relaxed[0].key)}`),
      cardList(this.context, nearest, await this.cards(nearest)),
    ];
  }

  proposal({ key, rows }) {
    const relax = () => this.change((state) => without(state, key));
    const count = ` ${plural(rows.length, "coopération")}`;
    return element("li", {}, button(`Sans ${this.nameOf(key)}`, relax, "bouton"), count);
  }

  // The values of a filter, quoted; the words typed already are.
  nameOf(key) {
    const filters = filtersInWords(this.state, this.head).filter((filter) => filter.key === key);
    const names = filters.map(({ words }) => typography(words)).join(", ");
    return key === "q" ? names : quoted(names);
  }

  // ------------------------------------------------------------ pages

  // One page more under those shown; beyond some, the next page alone.
  async showMore() {
    const [first, end] = this.state.pages;
    const isFull = end - first + 1 >= MOST_PAGES;
    const before = isFull ? 0 : this.frame.links().length;
    const pages = [isFull ? end + 1 : first, end + 1];
    await this.change((state) => ({ ...state, pages }), { page: true });
    this.frame.links()[before]?.focus();
  }

  goToPage(number) {
    this.change((state) => ({ ...state, pages: [number, number] }), { page: true });
  }

  // ------------------------------------------------------------ comparison, files, paper

  compare(card, box) {
    const { cases } = this.state;
    if (box.checked && cases.length >= MOST_CASES) {
      box.checked = false;
      this.frame.say(`${MOST_CASES} coopérations au plus\u202f: retirez-en une d’abord.`);
      return;
    }
    this.chooseCases(box.checked ? [...cases, card.id] : cases.filter((id) => id !== card.id));
  }

  // Choosing what to compare changes neither the selection nor what is drawn of it.
  chooseCases(cases) {
    this.state = { ...this.state, cases };
    history.replaceState(null, "", this.addressOf(this.state));
    if (this.context) this.context.state = this.state;
    this.frame.updateComparison();
  }

  // The whole selection with its cards, in order.
  async wholeRows() {
    const { rows } = this.selection;
    const cards = await this.cards(rows);
    return rows.map((row, rank) => ({ row, card: cards[rank] }));
  }

  async print() {
    const rows = this.selection.rows.slice(0, MOST_PRINTED);
    const rest = this.selection.rows.length - rows.length;
    const others = plural(rest, "autre coopération", "autres coopérations");
    const sheet = element(
      "div",
      { class: "x-feuille" },
      table(this.context, rows, await this.cards(rows)),
      rest ? element("p", {}, `${others}\u202f: le fichier CSV les donne toutes.`) : null,
    );
    const { classList } = document.documentElement;
    const clear = () => {
      sheet.remove();
      classList.remove("x-imprime");
    };
    this.section.append(sheet);
    classList.add("x-imprime");
    addEventListener("afterprint", clear, { once: true });
    print();
  }
}

// What was touched is painted before anything is worked out.
function painted() {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

const section = document.querySelector(".explorateur");
if (section) {
  const explorer = new Explorer(section);
  const begin = () => explorer.begin();
  for (const gesture of ["pointerdown", "focusin"]) section.addEventListener(gesture, begin, { once: true });
  if (location.search) begin();
  else if ("requestIdleCallback" in window) requestIdleCallback(begin, { timeout: 1500 });
  else setTimeout(begin, 200);
}
