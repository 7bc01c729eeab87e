// The interactive map. Leaflet is already open on the element (see builder/maps/frame.py); this draws our own
// backdrop, then what the map is about. Every text comes from data and only ever becomes text, never HTML.
// A plain script, not a module: a sandboxed frame may run the first, not fetch the second.
(function () {
  "use strict";

  const map = window.vitrineCarte;
  const backdrop = window.vitrineFond;
  if (!map || !backdrop) {
    document.documentElement.classList.remove("anime"); // the drawing comes back
    return;
  }

  const data = JSON.parse(document.getElementById("carte-donnees").textContent);
  const MANY_CIRCLES = 400; // beyond, circles are painted: they are in the table, but not under the keyboard
  const CLUSTER_RADIUS = data.comptes.length ? 52 : 34; // discs of large numbers are large
  const LEGEND = 340; // pixels that the key covers on a wide screen, where it is open
  const POPUP = { maxWidth: 260, minWidth: 180, autoPanPadding: [14, 14] };
  const NARROW = "\u202f";
  const sandboxed = window.origin === "null";
  if (sandboxed) document.querySelector("base").remove(); // no other window may be reached: links stay here

  const key = document.querySelector(".tiroir-legende");
  const isWide = () => innerWidth >= 1000;
  const say = (text) => {
    document.getElementById("carte-annonce").textContent = text;
  };
  const inFrench = (count) => count.toLocaleString("fr-FR");
  const plural = (count, one, several = `${one}s`) => `${inFrench(count)}\u00a0${count < 2 ? one : several}`;

  function element(name, properties = {}, ...children) {
    const made = document.createElement(name);
    Object.assign(made, properties);
    made.append(...children.filter(Boolean));
    return made;
  }

  function drawn(name, attributes) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  // ------------------------------------------------------------------ places: columns made into rows

  // As builder/text.py makes it, for the letters that builder/maps/frame.py allows.
  function slug(title) {
    const small = title.toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae");
    const plain = small.normalize("NFKD").replace(/\p{M}/gu, "");
    return (plain.match(/[a-z0-9]+/g) ?? []).join("-");
  }

  const [communes, themes, precisions, further, names, endings, labels, figures] = data.lieux;
  const places = names.map((name, index) => {
    const [shared, rest = ""] = endings[index];
    return {
      place: data.communes[communes[index]],
      theme: data.themes[themes[index]],
      precision: precisions[index],
      further: further[index],
      name,
      path: `projets/${slug(name).slice(0, shared)}${rest}/`,
      label: labels[index],
      figure: figures[index],
    };
  });

  // ------------------------------------------------------------------ the backdrop

  function points(steps) {
    const line = [];
    let x = 0;
    let y = 0;
    for (let index = 0; index < steps.length; index += 2) {
      x += steps[index];
      y += steps[index + 1];
      line.push([y * backdrop.pas, x * backdrop.pas]);
    }
    return line;
  }

  const arcs = backdrop.arcs.map(points);
  const arc = (number) => (number < 0 ? arcs[~number].slice().reverse() : arcs[number]);
  const ring = (numbers) => numbers.flatMap((number) => arc(number).slice(1));
  const rings = (shape) => (shape ?? []).map(ring);

  function layer(pane, zIndex) {
    map.createPane(pane).style.zIndex = zIndex;
    map.getPane(pane).setAttribute("aria-hidden", "true");
    return L.svg({ pane, padding: 0.6 });
  }

  const under = layer("fond", 210);
  const over = layer("traits", 320);

  function polygon(lines, className, renderer = under) {
    const { pane } = renderer.options;
    return L.polygon(lines, { renderer, pane, className, interactive: false, stroke: true }).addTo(map);
  }

  function line(lines, className, renderer = under) {
    const { pane } = renderer.options;
    return L.polyline(lines, { renderer, pane, className, interactive: false }).addTo(map);
  }

  function drawBackdrop() {
    polygon(backdrop.voisins.map((one) => [points(one)]), "fond-voisin");
    polygon(rings(backdrop.terre), "fond-terre");
    if (data.departement) polygon(rings(backdrop.departements[data.departement]), "fond-choisi");
    line(backdrop.rivieres.map(points), "fond-riviere");
    const streams = line(backdrop.ruisseaux.map(points), "fond-riviere");
    polygon(backdrop.lacs.map((one) => [points(one)]), "fond-lac");
    const districts = line(backdrop.intercommunalites.map(arc), "fond-epci", over);
    line(backdrop.limites.map(arc), "fond-limite", over);
    if (data.departement) line(rings(backdrop.departements[data.departement]), "fond-contour", over);
    const adapt = () => {
      const close = map.getZoom() >= 8.5;
      for (const one of [streams, districts]) close ? one.addTo(map) : one.remove();
    };
    map.on("zoomend", adapt);
    adapt();
  }

  // Names: those of the zoom, the most important first, none on another.
  const LETTERS = { ville: 7.4, loin: 7.2, departement: 8, voisin: 8.4 };
  const LINE = 17;
  const LAST_ZOOM = { ville: 99, loin: 99, departement: 9.5, voisin: 9 };

  function drawNames() {
    const pane = map.createPane("noms");
    pane.style.zIndex = 350;
    pane.setAttribute("aria-hidden", "true");
    const names = namesInOrder();
    let waiting = 0;
    const writeSoon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => writeNames(pane, names), 60);
    };
    map.on("moveend zoomend viewreset layeradd layerremove", writeSoon);
    writeSoon();
  }

  function namesInOrder() {
    const order = { voisin: 1, departement: 1, ville: 0, loin: 2 };
    const names = backdrop.noms.map((name, rank) => ({ name, rank }));
    names.sort((a, b) => a.name[4] - b.name[4] || order[a.name[3]] - order[b.name[3]] || a.rank - b.rank);
    return names.map(({ name }) => name);
  }

  function writeNames(pane, names) {
    const zoom = map.getZoom();
    const view = map.getBounds().pad(0.15);
    const taken = roomOfMarkers();
    const written = document.createDocumentFragment();
    for (const [text, latitude, longitude, kind, from] of names) {
      if (from > zoom + 0.5 || zoom > LAST_ZOOM[kind] || !view.contains([latitude, longitude])) continue;
      const label = placedName(text, kind, map.latLngToLayerPoint([latitude, longitude]), taken);
      if (!label) continue;
      if (from <= 7 && kind === "ville") label.classList.add("nom-grand");
      written.append(label);
    }
    pane.replaceChildren(written);
  }

  // A name goes right of its dot, else left, below or above; nowhere when something is there already.
  function placedName(text, kind, at, taken) {
    const isDotted = kind === "ville" || kind === "loin";
    const width = text.length * LETTERS[kind] + 4;
    const around = [[6, -LINE / 2], [-6 - width, -LINE / 2], [-width / 2, 4], [-width / 2, -4 - LINE]];
    for (const [x, y] of isDotted ? around : [[-width / 2, -LINE / 2]]) {
      const box = [at.x + x, at.y + y, at.x + x + width, at.y + y + LINE];
      if (taken.some((b) => box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1])) continue;
      taken.push(box);
      if (isDotted) taken.push([at.x - 3, at.y - 3, at.x + 3, at.y + 3]);
      const words = element("span", { textContent: text });
      Object.assign(words.style, { width: `${width}px`, left: `${x}px`, top: `${y}px` });
      words.style.textAlign = { 6: "left", [-6 - width]: "right" }[x] ?? "center";
      const label = element("span", { className: `nom nom-${kind}` }, words);
      label.style.transform = `translate(${Math.round(at.x)}px, ${Math.round(at.y)}px)`;
      return label;
    }
    return null;
  }

  function roomOfMarkers() {
    const boxes = [];
    map.eachLayer((one) => {
      const mark = one instanceof L.Marker && one.getElement();
      if (!mark) return;
      const { x, y } = L.DomUtil.getPosition(mark);
      const half = parseFloat(mark.style.width) / 2 - 3;
      boxes.push([x - half, y - half, x + half, y + half]);
    });
    return boxes;
  }

  // ------------------------------------------------------------------ what the map is about

  const file = location.protocol === "file:" ? "index.html" : ""; // a folder on a disk has no server
  const link = (text, path, query = "") =>
    element("a", { href: data.racine + path + file + query, textContent: text });
  const list = (text, query) => link(text, "projets/", `?${query}`); // of cases, filtered

  function placePopup({ place: [, , place], theme: [theme], precision, name, path, label, figure }) {
    const box = element("div", { className: "bulle" });
    box.append(element("h2", {}, link(name, path)));
    box.append(element("p", { className: "bulle-theme", textContent: theme }));
    if (figure) box.append(element("p", { className: "bulle-chiffre", textContent: figure }));
    box.append(element("p", { textContent: label ? `${label}, ${place}` : place }));
    const how = `Précision${NARROW}: ${data.precisions[precision]}`;
    box.append(element("p", { className: "bulle-precision", textContent: how }));
    return box;
  }

  function zonePopup([, name, , , , count, cases, asked]) {
    const first = element("ul");
    for (const [text, path] of cases) first.append(element("li", {}, link(text, path)));
    if (count > cases.length) first.append(element("li", {}, list("Toutes, dans la liste", asked)));
    const words = element("p", { textContent: plural(count, "coopération") });
    return element("div", { className: "bulle" }, element("h2", { textContent: name }), words, first);
  }

  function countPopup([, , place], [count, around, query]) {
    const words = element("p", { textContent: plural(count, "lieu", "lieux") });
    const all = element("p", {}, list(`Les coopérations de ${around}, dans la liste`, query));
    return element("div", { className: "bulle" }, element("h2", { textContent: place }), words, all);
  }

  // A marker whose drawing is made when it comes in view, and which says its name.
  const Drawing = L.Icon.extend({
    createIcon() {
      const box = element("div", { className: `leaflet-marker-icon repere ${this.options.className ?? ""}` });
      const size = this.options.size;
      const [side, middle] = [`${size}px`, `${-size / 2}px`];
      Object.assign(box.style, { width: side, height: side, marginLeft: middle, marginTop: middle });
      box.append(this.options.draw());
      box.setAttribute("aria-label", this.options.words);
      return box;
    },
    createShadow: () => null,
  });

  function marker(latitude, longitude, options, popup, zIndexOffset = 0) {
    const made = L.marker([latitude, longitude], { icon: new Drawing(options), keyboard: true, zIndexOffset });
    made.bindPopup(() => popup(), POPUP);
    return made;
  }

  function symbol({ theme: [, path, tone], precision, further }) {
    const hollow = precision > 0;
    const picture = drawn("svg", { viewBox: "-12 -12 24 24", "aria-hidden": "true" });
    picture.append(
      drawn("path", {
        d: path,
        class: hollow ? "signe creux" : "signe",
        style: `--ton: var(--q${tone})`,
        transform: `scale(${further ? 0.8 : 1.1})`,
      }),
    );
    return picture;
  }

  function placeMarker(row) {
    const { name, label, precision } = row;
    const [latitude, longitude, place] = row.place;
    const words = `${name}, ${label ? `${label}, ` : ""}${place}${precision ? ", position approchée" : ""}`;
    return marker(latitude, longitude, { size: 28, draw: () => symbol(row), words }, () => placePopup(row));
  }

  function circleMarker(row, radius) {
    const [latitude, longitude, place] = row.place;
    const draw = () => {
      const [start, side] = [-radius - 2, 2 * radius + 4];
      const picture = drawn("svg", { viewBox: `${start} ${start} ${side} ${side}`, "aria-hidden": "true" });
      picture.append(drawn("circle", { r: radius, class: "cercle" }));
      return picture;
    };
    const options = { size: 2 * radius + 4, draw, words: `${row.name}, ${place}, ${row.figure}`, className: "rond" };
    return marker(latitude, longitude, options, () => placePopup(row), -1000 * radius); // small ones stay in reach
  }

  function paintedCircle(row, radius) {
    const [latitude, longitude] = row.place;
    const style = { radius, className: "cercle", color: "#fbfaf7", weight: 1, fillColor: "#0f5c5c", fillOpacity: 0.7 };
    const circle = L.circleMarker([latitude, longitude], { renderer: canvas, ...style });
    return circle.bindPopup(() => placePopup(row), POPUP);
  }

  const canvas = L.canvas({ padding: 0.3 });

  function disc(count, words) {
    const size = Math.round(30 + 7 * Math.log10(count));
    const draw = () => element("span", { textContent: inFrench(count) });
    return { size, draw, words, className: "groupe" };
  }

  function clusterIcon(cluster) {
    const counts = data.comptes.length ? cluster.getAllChildMarkers().map(({ count }) => count) : [];
    const places = counts.reduce((sum, count) => sum + count, 0) || cluster.getChildCount();
    return new Drawing(disc(places, `${plural(places, "lieu", "lieux")} groupés, ouvrir`));
  }

  function countMarker(place, row) {
    const [latitude, longitude, name] = place;
    const options = disc(row[0], `${name}, ${plural(row[0], "lieu", "lieux")}`);
    return Object.assign(marker(latitude, longitude, options, () => countPopup(place, row)), { count: row[0] });
  }

  function drawClustered(markers) {
    const group = L.markerClusterGroup({
      maxClusterRadius: CLUSTER_RADIUS,
      iconCreateFunction: clusterIcon,
      showCoverageOnHover: false,
      spiderLegPolylineOptions: { weight: 1, color: "currentColor", opacity: 0.6 },
      chunkedLoading: true,
      animate: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    });
    group.addLayers(markers);
    map.addLayer(group);
    group.on("clusterclick clusterkeypress", openCluster);
    group.on("spiderfied", ({ markers }) => {
      say(`${plural(markers.length, "lieu déployé", "lieux déployés")} au même endroit.`);
      focusOn(markers[0]);
    });
  }

  // The keyboard opens a cluster as the pointer does; the focus goes on to what comes out of it.
  function openCluster(event) {
    const { layer: cluster, type, originalEvent } = event;
    const byKeyboard = type === "clusterkeypress" && originalEvent.key === "Enter";
    if (byKeyboard) cluster.fire("click", { originalEvent }, true);
    if (!byKeyboard) return;
    const inside = cluster.getAllChildMarkers();
    map.once("moveend", () => {
      setTimeout(() => {
        say(`Carte agrandie sur ${plural(inside.length, "lieu", "lieux")}.`);
        focusOn(inside.find((one) => one.getElement()?.isConnected));
      }, 350);
    });
  }

  function focusOn(one) {
    (one?.getElement() ?? map.getContainer()).focus({ preventScroll: true });
  }

  function drawCircles() {
    const make = places.length > MANY_CIRCLES ? paintedCircle : circleMarker;
    places.forEach((row, index) => make(row, data.rayons[index]).addTo(map));
  }

  function drawZones() {
    const renderer = L.svg({ pane: "zones", padding: 0.6 });
    map.createPane("zones").style.zIndex = 250;
    for (const zone of data.zones) {
      const [code, name, latitude, longitude, level, count] = zone;
      const outline = rings(backdrop.epci[code]);
      const shape = L.polygon(outline, { renderer, pane: "zones", className: `zone zone-${level}` }).addTo(map);
      shape.bindPopup(() => zonePopup(zone), POPUP);
      const words = `${name}, ${plural(count, "coopération")}`;
      const draw = () => element("span", { textContent: inFrench(count) });
      marker(latitude, longitude, { size: 26, draw, words, className: "compte" }, () => zonePopup(zone)).addTo(map);
    }
  }

  // ------------------------------------------------------------------ popups, keyboard

  let opener = null;

  map.on("popupopen", ({ popup }) => {
    opener = popup._source;
    const box = popup.getElement();
    const close = box.querySelector(".leaflet-popup-close-button");
    close.setAttribute("aria-label", "Fermer");
    close.title = "Fermer";
    close.target = "_self";
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", box.querySelector("h2").textContent);
    document.querySelector(".carte-cadre").classList.add("lecture");
    (box.querySelector("a[href]:not(.leaflet-popup-close-button)") ?? close).focus({ preventScroll: true });
  });

  map.on("popupclose", ({ popup }) => {
    document.querySelector(".carte-cadre").classList.remove("lecture");
    if (!popup.getElement().contains(document.activeElement)) return;
    const mark = opener?.getElement?.();
    (mark?.matches?.(".repere") ? mark : map.getContainer()).focus({ preventScroll: true });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const drawer = document.activeElement.closest(".carte-tiroirs details[open]");
    if (drawer) {
      drawer.open = false;
      drawer.querySelector("summary").focus();
    } else map.closePopup();
  });

  // ------------------------------------------------------------------ controls

  function button(text, sign, action) {
    const made = element("button", { type: "button", title: text, onclick: action });
    made.setAttribute("aria-label", text);
    const picture = drawn("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" });
    picture.append(drawn("path", { d: sign }));
    made.append(picture);
    return made;
  }

  let opened = false;

  function showAll() {
    const chosen = data.departement && backdrop.departements[data.departement];
    const around = chosen ? L.latLngBounds(rings(chosen).flat()) : L.latLngBounds(backdrop.etendue);
    const covered = key.open && isWide() ? LEGEND : 10;
    map.closePopup();
    map.fitBounds(around, { paddingTopLeft: [covered, 10], paddingBottomRight: [10, 10], animate: opened });
  }

  function addControls() {
    const bar = element("div", { className: "leaflet-bar commandes" });
    L.DomEvent.disableClickPropagation(bar);
    bar.append(
      button("Agrandir", "M10 4V16M4 10H16", () => map.zoomIn()),
      button("Réduire", "M4 10H16", () => map.zoomOut()),
      button("Vue d’ensemble", "M3 9L10 3L17 9M5 8V16H15V8", showAll),
    );
    if (document.fullscreenEnabled) {
      bar.append(button("Plein écran", "M3 7V3H7M13 3H17V7M17 13V17H13M7 17H3V13", toggleFullScreen));
    }
    const Controls = L.Control.extend({ onAdd: () => bar });
    new Controls({ position: "topleft" }).addTo(map);
    L.control.scale({ imperial: false, maxWidth: 90, position: "bottomright" }).addTo(map);
    new (L.Control.extend({ onAdd: tilesControl }))({ position: "topright" }).addTo(map);
    map.getContainer().setAttribute("aria-label", "Carte interactive");
    map.getContainer().setAttribute("role", "region");
  }

  function toggleFullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  }

  // ------------------------------------------------------------------ background tiles: only when asked for

  const TILES =
    "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&STYLE=normal&FORMAT=image/png" +
    "&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}";
  let tiles = null;

  function tilesControl() {
    const warning = `Le serveur de l’IGN (data.geopf.fr) recevra l’adresse de votre connexion.`;
    const ask = element("button", { type: "button", textContent: "Afficher le plan de l’IGN" });
    const box = element("details", { className: "plan-ign leaflet-bar" });
    box.append(element("summary", { textContent: "Fond de plan" }), element("p", { textContent: warning }), ask);
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    ask.addEventListener("click", () => {
      toggleTiles();
      ask.textContent = tiles ? "Revenir au fond de Vitrine" : "Afficher le plan de l’IGN";
      box.open = false;
    });
    return box;
  }

  function toggleTiles() {
    map.getContainer().classList.toggle("avec-plan", !tiles);
    if (tiles) {
      tiles.remove();
      tiles = null;
      map.setMaxZoom(13);
      return;
    }
    tiles = L.tileLayer(TILES, { maxZoom: 18, zIndex: 1, referrerPolicy: "strict-origin-when-cross-origin" });
    tiles.addTo(map);
    map.setMaxZoom(17);
    say("Plan de l’IGN affiché. © IGN.");
  }

  // ------------------------------------------------------------------ open

  key.open = isWide();
  showAll();
  opened = true;
  drawBackdrop();
  drawNames();
  if (data.zones.length) drawZones();
  else if (data.rayons.length) drawCircles();
  else if (data.comptes.length) drawClustered(data.comptes.map((row, index) => countMarker(data.communes[index], row)));
  else drawClustered(places.map(placeMarker));
  addControls();
  map.setMaxBounds(L.latLngBounds(backdrop.etendue).pad(0.6));
  new ResizeObserver(() => map.invalidateSize()).observe(map.getContainer());
  document.documentElement.dataset.pret = Math.round(performance.now());
})();
