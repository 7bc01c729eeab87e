// The frame of the explorer: field, order, views, panel of filters, chips, count, comparison, what is announced.

import { button, element, number, plural, quoted, shortened, typography } from "./ecrire.js";
import { delayed, filtersInWords, MOST_CASES, VIEWS } from "./explorateur-etat.js";
import { Chips, clearAllButton, Filters } from "./explorateur-filtres.js";
import { Footer } from "./explorateur-pied.js";
import { departmentList } from "./explorateur-vues.js";

const SILENCE = 400; // ms before a count is announced: those in between are not worth hearing
const WIDE = "(width >= 64rem)";
const VIEW_NAMES = { fiches: "Fiches", carte: "Carte", tableau: "Tableau" };
const SORT_NAMES = { nom: "Nom", recent: "Les plus récentes", documente: "Les mieux documentées" };
const CASE = "coopération";
const TOO_MANY =
  "Elles sont trop nombreuses pour être chargées d’un coup\u202f: choisissez d’abord un ou plusieurs " +
  "départements. La liste complète reste ci-dessous.";
const FAILURE = "Une partie des données n’a pas pu être chargée. Vérifiez votre connexion, puis réessayez.";

export class Frame {
  constructor(explorer) {
    this.explorer = explorer;
    this.change = delayed((...asked) => explorer.change(...asked));
    this.filters = new Filters(explorer.head, () => explorer.state, this.change);
    this.announced = element("p", { class: "lecteur", role: "status" });
    this.warning = element("div", { class: "x-avis", role: "status" });
    this.count = element("h2", { class: "x-compte", tabindex: "-1" });
    this.chips = new Chips(explorer, this.count);
    this.content = element("div", { class: "x-contenu", click: (event) => this.goToPage(event) });
    this.footer = new Footer(explorer, {
      say: (words) => this.say(words),
      warn: (words) => this.warn(words),
      fail: () => this.fail(),
    });
    this.column = element("aside", { class: "x-colonne", "aria-label": "Filtres" });
    this.dialog = this.buildDialog();
    this.node = this.buildNode();
    this.placePanel();
  }

  // ------------------------------------------------------------ built once

  buildNode() {
    const parts = [this.warning, this.count, this.chips.node, this.content, this.footer.node];
    const results = element("div", { class: "x-resultats" }, parts);
    return element(
      "div",
      { class: "x-cadre" },
      this.buildBar(),
      element("div", { class: "x-corps" }, this.column, results),
      this.dialog,
      this.buildTray(),
      this.announced,
    );
  }

  buildDialog() {
    return element("dialog", {
      class: "x-dialogue",
      "aria-label": "Filtres",
      click: ({ target }) => target === this.dialog && this.dialog.close(), // beside the panel
    });
  }

  // The panel stands in a column on wide screens, in a dialog elsewhere: the same nodes, moved.
  placePanel() {
    const panel = this.buildPanel();
    const wide = matchMedia(WIDE);
    const place = () => {
      if (wide.matches && this.dialog.open) this.dialog.close();
      (wide.matches ? this.column : this.dialog).append(panel);
    };
    wide.addEventListener("change", place);
    place();
  }

  buildPanel() {
    const close = () => this.dialog.close();
    this.see = button("", close, "bouton x-plein");
    const cross = { type: "button", class: "x-fermer", "aria-label": "Fermer les filtres", click: close };
    const title = [element("h2", {}, "Filtrer"), clearAllButton(this.explorer), element("button", cross, "×")];
    return element(
      "div",
      { class: "x-panneau" },
      element("div", { class: "x-titre" }, title),
      this.filters.node,
      element("div", { class: "x-valider" }, this.see),
    );
  }

  buildBar() {
    const type = ({ target }) => this.change((state) => ({ ...state, text: target.value }), { typing: true });
    this.field = element("input", {
      type: "search",
      class: "x-champ",
      maxlength: "200",
      autocomplete: "off",
      placeholder: "laine, tiers-lieu, Saint-Étienne…",
      input: type,
    });
    const sort = ({ target }) => this.change((state) => ({ ...state, sort: target.value }));
    this.sort = element("select", { class: "x-champ", change: sort });
    this.views = VIEWS.map((view) => this.viewButton(view));
    this.opener = button("Filtres", () => this.dialog.showModal(), "bouton x-ouvrir");
    return element(
      "form",
      { class: "x-barre", role: "search", submit: (event) => event.preventDefault() },
      element("label", { class: "x-recherche" }, element("span", {}, "Chercher un projet"), this.field),
      element("label", { class: "x-tri" }, element("span", {}, "Trier"), this.sort),
      element("div", { class: "x-vues", role: "group", "aria-label": "Voir la sélection en" }, this.views),
      this.opener,
    );
  }

  viewButton(view) {
    const click = () => this.change((state) => ({ ...state, view }));
    return element("button", { type: "button", "data-vue": view, click }, VIEW_NAMES[view]);
  }

  buildTray() {
    this.chosen = element("span", {});
    this.compareLink = element("a", { class: "bouton x-plein" }, "Comparer");
    const empty = () => {
      this.explorer.chooseCases([]);
      this.count.focus();
    };
    const tray = { class: "x-plateau", hidden: true, role: "region", "aria-label": "Comparaison" };
    this.tray = element("div", tray, this.chosen, this.compareLink, button("Vider", empty));
    return this.tray;
  }

  // ------------------------------------------------------------ at each change

  // Everything that follows from the state and its selection, but the view itself.
  update() {
    const { state, selection, columns, head } = this.explorer;
    const total = selection.rows.length;
    this.filters.update(selection.counts, columns);
    const among = filtersInWords(state, head).length ? ` sur ${number(head.count)}` : "";
    this.count.textContent = `${plural(total, CASE)}${among}`;
    this.see.textContent = total > 1 ? `Voir les ${plural(total, CASE)}` : "Aucune coopération";
    if (total === 1) this.see.textContent = "Voir la coopération";
    this.updateAround();
    this.say(this.count.textContent);
  }

  updateAround() {
    this.updateBar();
    this.chips.update();
    this.updateComparison();
    this.footer.update();
  }

  updateBar() {
    const { state, head } = this.explorer;
    this.updateSorts(state, head);
    if (document.activeElement !== this.field) this.field.value = state.text;
    for (const one of this.views) one.setAttribute("aria-pressed", String(one.dataset.vue === state.view));
    const active = filtersInWords(state, head).filter(({ key }) => key !== "q").length;
    this.opener.textContent = active ? `Filtres (${active})` : "Filtres";
  }

  // Jobs only sort within the kind that was chosen.
  updateSorts(state, head) {
    const kind = head.jobs[state.jobs.kind];
    if (this.sort.dataset.genre !== String(state.jobs.kind)) {
      const sorts = { ...SORT_NAMES, ...(kind ? { emplois: typography(`${kind.title}, du plus au moins`) } : {}) };
      const options = Object.entries(sorts).map(([value, words]) => element("option", { value }, words));
      this.sort.replaceChildren(...options);
      this.sort.dataset.genre = String(state.jobs.kind);
    }
    this.sort.value = state.sort;
  }

  updateComparison() {
    const { state, section } = this.explorer;
    const { cases } = state;
    this.tray.hidden = !cases.length;
    const chosen = plural(cases.length, "coopération choisie", "coopérations choisies");
    this.chosen.textContent = `${chosen} sur ${MOST_CASES}`;
    this.compareLink.href = `${section.dataset.comparaison}?cas=${cases.join(",")}`;
    for (const box of this.content.querySelectorAll("input[data-cas]")) {
      box.checked = cases.includes(box.dataset.cas);
    }
  }

  // The nodes of a view take the place of the former ones, which stay until then; a focus that was among them
  // goes to the count.
  async show(view, isCurrent) {
    this.content.setAttribute("aria-busy", "true");
    try {
      const nodes = [await view].flat().filter(Boolean);
      if (!isCurrent()) return;
      const isLost = this.content.contains(document.activeElement);
      this.content.replaceChildren(...nodes);
      if (isLost) this.count.focus({ preventScroll: true });
    } finally {
      if (isCurrent()) this.content.removeAttribute("aria-busy");
    }
  }

  // Too many cases for one index: the counts of the whole, until a département is chosen.
  wait(totals) {
    const counts = Object.entries(totals).map(([name, list]) => [name, new Map(list.entries())]);
    this.filters.update(Object.fromEntries(counts), null);
    this.updateAround();
    this.count.textContent = plural(this.explorer.head.count, CASE);
    this.see.textContent = "Fermer";
    const list = departmentList(this.explorer.head, totals, this.change);
    this.content.replaceChildren(element("p", { class: "x-attente" }, TOO_MANY), list);
  }

  // ------------------------------------------------------------ pages, focus, words

  goToPage(event) {
    const link = event.target.closest?.("a[data-page]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.explorer.goToPage(Number(link.dataset.page));
    this.count.focus({ preventScroll: true });
    this.count.scrollIntoView({ block: "start" });
  }

  links() {
    return [...this.content.querySelectorAll(".carte h3 a, .x-tableau tbody th a")];
  }

  // What an address asked in vain, quoted and cut.
  tellIgnored(values) {
    if (!values.length) return this.warning.replaceChildren();
    const words = values.map((value) => quoted(shortened(value))).join(", ");
    const rest =
      values.length > 1
        ? "qui n’existent pas ici, ou plus\u202f: ces filtres ont été laissés de côté."
        : "qui n’existe pas ici, ou plus\u202f: ce filtre a été laissé de côté.";
    return this.warn(`Ce lien demande ${words}, ${rest}`);
  }

  warn(words) {
    this.warning.replaceChildren(element("p", {}, words));
  }

  fail() {
    this.warn(FAILURE);
  }

  say(words) {
    clearTimeout(this.toSay);
    this.toSay = setTimeout(() => (this.announced.textContent = words), SILENCE);
  }
}
