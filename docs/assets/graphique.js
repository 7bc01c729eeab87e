// Charts: a picture of the drawing, and the interactive form of the same data, only when somebody asks for it.
// A plain script: a module would not load in a frame that its host isolates. Several figures of a page may name
// it: only the buttons that are still hidden are made ready.

(() => {
  const HERE = document.currentScript.src;

  // ---------------------------------------------------------------- PNG made by the browser

  // What the drawing says of itself, as text chunks of a PNG file: those of the site have the same (attribution.py).
  function texts(svg) {
    const drawing = new DOMParser().parseFromString(svg, "image/svg+xml");
    const named = (name) => [...drawing.getElementsByTagName(name)];
    const said = (name) => named(name).map((element) => element.textContent);
    const led = (name) => named(name).map((element) => element.getAttribute("rdf:resource"));
    const references = led("dcterms:references");
    const sources = said("dc:source").map((text, rank) => `${text}, ${references[rank]}`);
    return {
      Title: said("dc:title")[0],
      Author: said("dc:creator")[0],
      Description: said("dc:description")[0],
      Copyright: said("dc:rights")[0],
      Source: [...led("dcterms:source"), ...sources].join(" ; "),
    };
  }

  // CRC-32, which explorateur-empreinte.js has for modules.
  function checksum(bytes) {
    let crc = ~0;
    for (const byte of bytes) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc >>> 0;
  }

  function chunk(keyword, text) {
    const content = new TextEncoder().encode(`iTXt${keyword}\0\0\0fr\0\0${text}`);
    const whole = new Uint8Array(content.length + 8);
    const view = new DataView(whole.buffer);
    whole.set(content, 4);
    view.setUint32(0, content.length - 4);
    view.setUint32(content.length + 4, checksum(content));
    return whole;
  }

  const HEADER = 33; // the signature of a PNG file and its first chunk

  async function signed(png, svg) {
    const bytes = new Uint8Array(await png.arrayBuffer());
    const chunks = Object.entries(texts(svg)).map(([keyword, text]) => chunk(keyword, text));
    return new Blob([bytes.slice(0, HEADER), ...chunks, bytes.slice(HEADER)], { type: "image/png" });
  }

  // Drawn twice as large as it is shown, as the PNG files of the site are.
  async function paint(button) {
    const svg = await (await fetch(button.dataset.dessin)).text();
    const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [picture.width * 2, picture.height * 2];
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(address);
    const png = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await signed(png, svg));
    link.download = `${button.dataset.nom}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // once it has been saved
  }

  // ---------------------------------------------------------------- interactive charts

  // The strings that Plotly shows here: there is no button bar, so no other.
  const FRENCH = {
    moduleType: "locale",
    name: "fr",
    dictionary: {
      "Double-click to zoom back out": "Double-cliquez pour tout revoir",
      "Click to enter a title": "",
      Loading: "Chargement",
    },
    format: {
      days: ["Dimanche", "Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi"],
      shortDays: ["dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."],
      months: [
        "Janvier", "Février", "Mars", "Avril", "Mai", "Juin",
        "Juillet", "Août", "Septembre", "Octobre", "Novembre", "Décembre",
      ],
      shortMonths: [
        "janv.", "févr.", "mars", "avr.", "mai", "juin",
        "juil.", "août", "sept.", "oct.", "nov.", "déc.",
      ],
      date: "%d/%m/%Y",
      decimal: ",",
      thousands: "\u202f",
      grouping: [3],
      currency: ["", "\u202f€"],
    },
  };
  const CONFIG = {
    showSendToCloud: false,
    plotlyServerURL: "",
    displaylogo: false,
    displayModeBar: false,
    locale: "fr",
    responsive: true,
    doubleClick: "reset",
  };
  // The colours of the specification, and the variables of the page that stand for them.
  const COLOURS = {
    "#1d2433": "--encre",
    "#fbfaf7": "--papier",
    "#5a6070": "--discret",
    "#8b8779": "--filet-fort",
    "#0f5c5c": "--q1",
    "#b5482f": "--q2",
  };
  let plotly;

  function loadPlotly() {
    plotly ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("plotly/plotly.min.js", HERE);
      script.onload = () => {
        Plotly.register(FRENCH);
        resolve();
      };
      script.onerror = reject;
      document.head.append(script);
    });
    return plotly;
  }

  // A variable may hold light-dark(): only a colour in use is resolved.
  function colour(variable) {
    const probe = document.createElement("span");
    probe.style.color = `var(${variable})`;
    document.body.append(probe);
    const resolved = getComputedStyle(probe).color;
    probe.remove();
    return resolved;
  }

  function inTheColoursOfThePage(text) {
    for (const [given, variable] of Object.entries(COLOURS)) text = text.replaceAll(given, colour(variable));
    return JSON.parse(text);
  }

  async function draw(text, box) {
    const { data, layout } = inTheColoursOfThePage(text);
    if (box.data) Plotly.Fx.unhover(box);
    await Plotly.react(box, data, { ...layout, autosize: true }, CONFIG);
  }

  function onThemeChange(redraw) {
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
    new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  }

  // Arrows go from one value to the next, and say it: what a mouse shows when it hovers.
  function readByKeyboard(box, told) {
    const points = box.data.flatMap((trace, curveNumber) =>
      trace.customdata.map((_, pointNumber) => ({ curveNumber, pointNumber })),
    );
    let at = -1;
    box.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      at = at < 0 && step < 0 ? points.length - 1 : (at + step + points.length) % points.length;
      const { curveNumber, pointNumber } = points[at];
      const { xaxis, yaxis, meta } = box.data[curveNumber];
      Plotly.Fx.hover(box, [points[at]], [`${xaxis ?? "x"}${yaxis ?? "y"}`]);
      told.textContent = [meta.titre, ...meta.lignes[pointNumber]].filter(Boolean).join(", ");
    });
    box.addEventListener("blur", () => Plotly.Fx.unhover(box));
  }

  async function animate(button) {
    const figure = button.closest("figure");
    const drawing = figure.querySelector(".dessin");
    button.disabled = true;
    const [answer] = await Promise.all([fetch(`${button.dataset.graphique}graphique.json`), loadPlotly()]);
    const text = await answer.text();
    const box = document.createElement("div");
    const told = document.createElement("p");
    const name = drawing.querySelector("svg").getAttribute("aria-label");
    box.className = "anime";
    box.tabIndex = 0;
    box.setAttribute("role", "img");
    box.setAttribute("aria-label", `${name} Les flèches du clavier passent d’une valeur à l’autre.`);
    told.className = "lecteur";
    told.setAttribute("role", "status");
    drawing.replaceChildren(box, told);
    await draw(text, box);
    readByKeyboard(box, told);
    onThemeChange(() => draw(text, box));
    button.remove();
    box.focus();
  }

  for (const button of document.querySelectorAll(".outils .peindre[hidden]")) {
    button.hidden = false;
    button.addEventListener("click", () => paint(button));
  }

  for (const button of document.querySelectorAll(".outils .animer[hidden]")) {
    button.hidden = false;
    const words = button.textContent;
    button.addEventListener("click", () => {
      animate(button).catch(() => {
        button.disabled = false;
        button.textContent = `${words}\u202f: échec, réessayer`;
      });
    });
  }
})();
