// What pages do better with JavaScript. Every page works without it.

// Theme: automatic (the system's choice), light or dark, remembered on this device only.
// main.html applies the remembered choice before the page is painted.
const THEMES = ["automatique", "clair", "sombre"];
const button = document.querySelector(".bascule-theme");

function theme() {
  return document.documentElement.dataset.theme ?? "automatique";
}

function applyTheme(name) {
  if (name === "automatique") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
  try {
    if (name === "automatique") localStorage.removeItem("vitrine-theme");
    else localStorage.setItem("vitrine-theme", name);
  } catch {
    // storage refused: the choice lasts as long as the page
  }
  button.textContent = `Thème\u202f: ${name}`;
}

if (button) {
  button.textContent = `Thème\u202f: ${theme()}`;
  button.hidden = false;
  button.addEventListener("click", () => {
    applyTheme(THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]);
  });
}

// Menus close on Escape, giving the focus back to what opened them, and on a click elsewhere.
function closeMenus(menus) {
  for (const menu of menus) menu.open = false;
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.(".entete details[open]");
  if (!menu) return;
  closeMenus([menu]);
  menu.querySelector("summary").focus();
});

document.addEventListener("click", (event) => {
  const menus = document.querySelectorAll(".entete details[open]");
  closeMenus([...menus].filter((menu) => !menu.contains(event.target)));
});

// Search: the field is a form that leads to a page; nothing of the search is loaded before somebody goes to it.
const searchForm = document.querySelector(".chercher");

function readySearch() {
  import("./recherche.js").then(
    (search) => search.enliven(searchForm),
    () => {}, // a page opened from a folder: the form still leads to the page
  );
}

if (searchForm) {
  if (searchForm.contains(document.activeElement)) readySearch();
  else searchForm.addEventListener("focusin", readySearch, { once: true });
}

// « / » goes to the field, from anywhere but where people write.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!searchForm || event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  searchForm.elements.q.focus();
  searchForm.elements.q.select();
});

// The address of the page, to be pasted anywhere: nobody else is told.
for (const item of document.querySelectorAll(".copier")) {
  if (!navigator.clipboard) break; // the page is not served by HTTPS
  item.hidden = false;
  const copy = item.firstElementChild;
  const said = item.appendChild(document.createElement("span"));
  said.className = "lecteur";
  said.setAttribute("role", "status");
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(copy.value);
    copy.textContent = said.textContent = "Lien copié";
  });
}
