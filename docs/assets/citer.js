// « Copier » beside each citation. Without JavaScript, the text is there to be selected.

const said = document.createElement("p");
said.className = "lecteur";
said.setAttribute("role", "status");
document.querySelector("main").append(said);

// Where a page may not write to the clipboard (no HTTPS, permission refused), the text is selected instead.
async function copy(block) {
  try {
    await navigator.clipboard.writeText(block.textContent.trim());
    return "Copié";
  } catch {
    getSelection().selectAllChildren(block);
    return "Sélectionné : copiez-le au clavier";
  }
}

for (const block of document.querySelectorAll("[data-copier]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copier";
  button.textContent = "Copier";
  const about = document.createElement("span");
  about.className = "lecteur";
  about.textContent = ` ${block.dataset.copier}`;
  button.append(about);
  button.addEventListener("click", async () => {
    const done = await copy(block);
    button.firstChild.data = done;
    said.textContent = `${done}\u202f: ${block.dataset.copier}`;
    setTimeout(() => (button.firstChild.data = "Copier"), 2000);
  });
  block.after(button);
}
