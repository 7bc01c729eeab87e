"""A project of a few pages, with the real theme and the real settings, for the tests of the shell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
NAV = [
    {"Accueil": "index.md"},
    {"Projets": "projets/index.md"},
    {'Guide "R&D" <b>': [{"Comment faire": "guide/index.md"}, {"Aller plus loin": "guide/loin.md"}]},
    {"À propos": [{"Accessibilité": "accessibilite.md"}]},
]
HOME = """---
title: Emplois & "impacts" <b> d’ici / là
description: Des "guillemets" & des <balises>
---

Du *texte*, une note[^1] et du code : `<div data-slot="code"></div>`.

<div data-slot="carte" data-thematique="alimentation"></div>

| Année | Emplois |
| ----- | ------- |
| 2019  | 12      |

!!! note "Attention"
    Un encadré.

??? note "Replié"
    Un détail.

```html
<div data-slot="cloture"></div>
```

Terme
:   Définition

- un
- deux [lien](projets/index.md)

[^1]: La note.
"""
PAGES = {
    "index.md": HOME,
    "projets/index.md": "---\ntitle: Tous les projets\n---\n\nTexte.\n",
    "guide/index.md": "---\ntitle: Comment faire\n---\n\nTexte.\n",
    "guide/loin.md": "# Plus loin\n\nTexte.\n",
    "accessibilite.md": "---\ntitle: Accessibilité\n---\n\nTexte.\n",
    "gabarits/page.md": "---\ntitle: Page vierge\ngabarit: true\n---\n",
    "assets/vitrine.css": "body { margin: 0 }\n",
}


class _Loader(yaml.SafeLoader):
    """Reads `!ENV [NAME, default]` as its default."""


_Loader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node)[-1])


def write_small_site(folder: Path, pages: dict[str, str] | None = None, **settings: Any) -> Path:
    """The `mkdocs.yml` of a small project; `pages` are added, `settings` replace those of the real one."""
    config = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), _Loader)
    config |= {"nav": NAV, "theme": {**config["theme"], "custom_dir": str(ROOT / "builder/theme")}}
    config |= {"hooks": [str(ROOT / "builder/mkdocs_hook.py")], **settings}
    for path, text in (PAGES | (pages or {})).items():
        file = folder / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    file = folder / "mkdocs.yml"
    file.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    return file
