"""The search of the whole site: small files that the browser asks for as somebody types, no server.

    entries.py, pages.py ──Entry…──▶ index.py ──▶ recherche/index.json, mots/, vocabulaire/, textes/

`docs/assets/recherche-moteur.js` reads them. No ready-made engine gave all that is asked: Pagefind 1.5.2, on
10,000 short records, needs 245 to 340 kB for a first query, forgives no typing error, takes « metallurg » for
« métal », and its Python interface hangs.
"""

FOLDER = "recherche/"
