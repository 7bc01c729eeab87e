"""One Markdown file for each case, from the CSVs: what MkDocs and Zensical need, since they read no data.

A script that runs inside the command that is timed: `python markdown_pages.py TABLES THEME.json PAGES`.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

Row = Mapping[str, str]
OWN = ("etapes", "emplois", "impacts", "partenaires", "financements", "facteurs")
CODED = {
    "themes": ("thematiques", "code"),
    "types": ("types", "code"),
    "criteria": ("criteres", "code"),
    "sources": ("sources", "id"),
    "communes": ("geo/communes", "code"),
    "departments": ("geo/departements", "code"),
}
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
REPORT = "https://forge.example/vitrine/issues/new?template=corriger-un-chiffre.yml"
CALL = (
    '<sup class="appel"><a href="#source-{n}" title="{title}">'
    '<span class="lecteur">Source </span>{n}</a></sup>'
)


def main(tables: Path, theme: Path, pages: Path) -> None:
    """Write a page for each project."""
    constants = json.loads(theme.read_text(encoding="utf-8"))
    template = _environment(constants["words"]).get_template("page.md.j2")
    for project, context in contexts(tables, constants["words"]):
        folder = pages / project["id"]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.md").write_text(template.render(project=project, **context), encoding="utf-8")


def _environment(words: Mapping[str, Mapping[str, str]]) -> Environment:
    env = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "markdown_site"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {"number": number, "day": day, "capital": capital}
    env.filters["reserve"] = lambda row: (
        "" if row["precision"] == "exact" else f"{words['precision'][row['precision']]} "
    )
    env.globals["bars"] = env.get_template("bars.html.j2").module.bars  # type: ignore[attr-defined]
    return env


def contexts(tables: Path, words: Mapping[str, Any]) -> Iterator[tuple[Row, dict[str, Any]]]:
    """Each project with all that its page needs, joined."""
    own = {name: _grouped(_rows(tables, name)) for name in OWN}
    coded = {name: {row[key]: row for row in _rows(tables, file)} for name, (file, key) in CODED.items()}
    theme = json.loads((tables.parent / "theme.json").read_text(encoding="utf-8"))
    constants = {name: theme[name] for name in ("words", "symbol", "attribution")}
    constants["bases"] = {code: Markup(base) for code, base in theme["bases"].items()}
    projects = _rows(tables, "projets")
    close: dict[str, list[Row]] = defaultdict(list)
    for project in sorted(projects, key=lambda row: row["nom"]):
        if len(close[project["thematique"]]) < 4:
            close[project["thematique"]].append(project)
    for project in projects:
        rows = {name: own[name].get(project["id"], []) for name in OWN}
        used = dict.fromkeys([project["id_source"], *(r["id_source"] for name in OWN for r in rows[name])])
        sources = [coded["sources"][source] for source in used]
        url = f"https://vitrine.example/projets/{project['id']}/"
        others = [other for other in close[project["thematique"]] if other is not project][:3]
        yield (
            project,
            {
                **constants,
                **rows,
                **_place(project, coded),
                "theme": coded["themes"][project["thematique"]],
                "type": coded["types"][project["type"]],
                "criteria": coded["criteria"],
                "sources": sources,
                "call": _calls(sources),
                "series": _series(rows["emplois"], words),
                "families": _families(rows["partenaires"], words),
                "url": url,
                "report": f"{REPORT}&title={quote('Erreur : ' + project['nom'])}&page={quote(url, safe='')}",
                "close": [
                    {"project": other, "job": next(iter(own["emplois"].get(other["id"], [])), None)}
                    | _place(other, coded)
                    for other in others
                ],
            },
        )


def _rows(tables: Path, name: str) -> list[dict[str, str]]:
    with (tables / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _grouped(table: Iterable[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in table:
        groups[row["id_projet"]].append(row)
    return groups


def _place(project: Row, coded: Mapping[str, Mapping[str, Row]]) -> dict[str, Row | None]:
    commune = coded["communes"].get(project["code_commune"])
    department = coded["departments"][commune["departement"]] if commune else None
    return {"commune": commune, "department": department}


def _calls(sources: Iterable[Row]) -> Any:
    """The function that gives the call of the source of a row."""
    calls = {
        source["id"]: Markup(CALL).format(
            n=n, title=f"{source['editeur']}, « {source['titre']} », {source['date'] or 'sans date'}"
        )
        for n, source in enumerate(sources, 1)
    }
    return lambda row: calls[row["id_source"]]


def _series(jobs: Iterable[Row], words: Mapping[str, Any]) -> list[tuple[str, list[Row]]]:
    kinds: dict[str, list[Row]] = defaultdict(list)
    for row in jobs:
        measure, perimeter, unit, period = (
            words[name][row[name]] for name in ("mesure", "perimetre", "unite", "periode")
        )
        kinds[f"{capital(measure)} {perimeter}, en {unit}, {period}"].append(row)
    return list(kinds.items())


def _families(partners: Iterable[Row], words: Mapping[str, Any]) -> list[tuple[str, list[Row]]]:
    found = {
        code: [row for row in partners if row["categorie"] == code] for code in words["categorie_partenaire"]
    }
    return [(capital(words["categorie_partenaire"][code]), rows) for code, rows in found.items() if rows]


def number(text: str) -> str:
    """A number as French writes it."""
    value = float(text)
    shown = f"{value:,.0f}" if value.is_integer() else f"{value:,.2f}".rstrip("0")
    return shown.replace(",", "\u202f").replace(".", ",")


def day(text: str) -> str:
    """A date, whole or partial, in words."""
    year, *rest = text.split("-")
    words = [year]
    if rest:
        words.insert(0, MONTHS[int(rest[0]) - 1])
    if len(rest) > 1:
        words.insert(0, "1er" if rest[1] == "01" else str(int(rest[1])))
    return " ".join(words)


def capital(text: str) -> str:
    """The text with a capital."""
    return text[:1].upper() + text[1:]


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
