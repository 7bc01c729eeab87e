"""The same report for a terminal, a forge and programs; what people typed stays text everywhere."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from builder.changes import as_json, markdown, plain_lines
from builder.changes.formats import MOST_CHARACTERS, MOST_LINES, escaped
from tests.small_catalog import ROWS
from tests.versions import added, edited, plain, report_of, version

HOSTILE = (
    "@equipe",
    "a@b.example",
    "#12",
    "autre/depot#12",
    "GH-12",
    "!12",
    "https://piege.example/x",
    "HTTP://piege.example",
    "www.piege.example",
    "<https://piege.example>",
    "[lien](https://piege.example)",
    "![image](https://piege.example/i.png)",
    "[ref]: https://piege.example",
    "<img src=x onerror=alert(1)>",
    "<!-- caché -->",
    "&#60;b&#62; &lt;b&gt; &copy;",
    "\\<b> \\\\`",
    "**gras** __gras__ *i* ~~barré~~ `code` ``` $x$",
    "# titre",
    "- puce",
    "+ puce",
    "1. liste",
    "12) liste",
    "> citation",
    "| a | b |",
    "---",
    "===",
    "```mermaid",
    "    code",
    ":tada: :+1:",
    "ligne\u2028deux\u202erevers\u200b",
    "##[set-output name=x]y",
    "::error::y",
)


def rendered(text: str) -> str:
    """Markdown as a forge would show it, tables and struck words included."""
    return str(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text))


def hostile_report(text: str) -> str:
    """The Markdown of a report in which a text stands everywhere it can."""
    cell = '"' + text.replace('"', '""') + '"'
    row = f"piege,{cell},filiere,actif,,territoire,{cell},alimentation,2020,,,,Texte.,presse-2020,"
    after = edited(
        added("projets", row),
        added("impacts", f"laine,social,{cell},3,{cell},2019,declare,exact,presse-2020,"),
        ("partenaires", "laine,Commune du Haut,public,prêt du bâtiment", f"laine,{cell},public,{cell}"),
        added("reseaux", f"piege,{cell},reseau,,,Texte.,annuaire"),
        ("projets", "lait,Lait du Bas", f"lait,{cell}"),
    )
    return markdown(report_of(after))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_typed_in_a_table_stays_text_on_a_forge(text: str):
    source = hostile_report(text)
    html = rendered(source)
    assert set(re.findall(r"<(\w+)", html)) == {"p", "h4", "ul", "li", "strong"}
    shown = re.sub("<[^>]*>", "", html)
    assert not re.search(r"@\w|#\d|gh-\d|!\d|https?:/|www\.|:\w+:|:\+1", shown, re.IGNORECASE)
    assert "@equipe" not in source


@pytest.mark.parametrize("text", HOSTILE)
def test_an_escaped_text_reads_as_it_was_typed(text: str):
    """Line breaks aside, which no text of a report holds."""
    line = " ".join(text.split())
    html = rendered(f"- {escaped(line)}")
    shown = re.sub("<[^>]*>", "", html).strip().replace("\u2060", "")
    for code, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        shown = shown.replace(code, sign)
    assert shown == line


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30))
def test_no_text_whatever_becomes_more_than_text(text: str):
    html = rendered(f"- {escaped(text)}\n- **{escaped(text.strip())}** : fin\n")
    assert set(re.findall(r"<(\w+)", html)) <= {"ul", "li", "strong"}
    assert html.count("<li>") == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_a_terminal_gets_one_printable_line_and_no_command(text: str):
    after = edited(("projets", "lait,Lait du Bas", f'lait,"{text.replace(chr(34), "")}"'))
    for line in plain_lines(report_of(after)):
        assert all(c.isprintable() for c in line.replace("\u202f", " ").replace("\u00a0", " "))
        assert not line.startswith("::")
        assert "##[" not in line


# ------------------------------------------------------------------ the three formats

AFTER = edited(("emplois", "cumul,14,emplois", "cumul,14000,emplois"))


def test_the_terminal_has_sections_of_lines():
    assert [plain(line) for line in plain_lines(report_of(AFTER))] == [
        "Ce qui change dans les données depuis « main » (0123456, 1er mars 2026)",
        "",
        "La Laine du Haut : emplois créés plus de 14 → plus de 14 000 (2020, déclaré) ; "
        "total emplois créés depuis le début (emplois) plus de 20 → plus de 14 006, couverture 2 sur 3.",
        "",
        "Projets modifiés",
        "- La Laine du Haut : emplois créés plus de 14 → plus de 14 000 (2020, déclaré)",
        "",
        "Totaux",
        "- total emplois créés depuis le début (emplois) plus de 20 → plus de 14 006, couverture 2 sur 3",
        "",
        "Pages du site",
        "- Modifiée : projets/laine/",
        "- Modifiée : territoires/01/",
        "- Modifiée : territoires/02/",
        "- Modifiée : thematiques/savoir_faire/",
        "- Modifiée : types/filiere/",
    ]


def test_a_forge_has_titles_bold_names_and_what_is_to_be_checked():
    assert plain(markdown(report_of(AFTER))) == (
        "La Laine du Haut : emplois créés plus de 14 → plus de 14 000 (2020, déclaré) ; "
        "total emplois créés depuis le début (emplois) plus de 20 → plus de 14 006, couverture 2 sur 3.\n"
        "\n#### Projets modifiés\n\n"
        "- **La Laine du Haut** : emplois créés plus de 14 → plus de 14 000 (2020, déclaré)\n"
        "\n#### Totaux\n\n"
        "- total emplois créés depuis le début (emplois) plus de 20 → plus de 14 006, couverture 2 sur 3\n"
        "\n#### Pages du site\n\n"
        "- **Modifiée** : projets/laine/\n"
        "- **Modifiée** : territoires/01/\n"
        "- **Modifiée** : territoires/02/\n"
        "- **Modifiée** : thematiques/savoir&#95;faire/\n"
        "- **Modifiée** : types/filiere/\n"
        "\n#### À vérifier\n\n"
        "- **data/emplois.csv:3 (F3, valeur)** : 14 est devenu 14 000, mille fois plus. "
        "Vérifiez dans la source les zéros, la virgule et l’unité.\n"
        "\nComparé avec « main » (0123456, 1er mars 2026).\n"
    )


def test_programs_get_cells_totals_pages_and_warnings():
    content = json.loads(as_json(report_of(AFTER)))
    assert content["version"] == 1
    assert content["revision"] == {"name": "main", "commit": "0123456789", "day": "2026-03-01"}
    assert content["changes"] == [
        {
            "table": "emplois",
            "kind": "modified",
            "key": {
                "id_projet": "laine", "annee": "2020", "mesure": "crees", "perimetre": "projet",
                "periode": "cumul", "valeur": "14000", "unite": "emplois", "nature": "declare",
                "id_source": "presse-2020",
            },
            "before": {"valeur": "14"},
            "after": {"valeur": "14000"},
            "line": 3,
        }
    ]  # fmt: skip
    assert content["totals"] == [
        {
            "name": "total emplois créés depuis le début (emplois)",
            "before": {"value": "20", "precision": "plus_de", "coverage": {"known": 2, "among": 3}},
            "after": {"value": "14006", "precision": "plus_de", "coverage": {"known": 2, "among": 3}},
        }
    ]
    assert content["pages"][0] == {"path": "projets/laine/", "kind": "modified"}
    [warning] = content["warnings"]
    assert (warning["rule"], warning["path"], warning["line"]) == ("ordre-de-grandeur", "data/emplois.csv", 3)


def test_a_row_that_came_or_went_has_all_its_cells():
    content = json.loads(as_json(report_of(edited(("lieux", "laine,02001,Boutique\n", "")))))
    [change] = content["changes"]
    cells = {"id_projet": "laine", "code_commune": "02001", "libelle": "Boutique"}
    assert (change["before"], change["after"], change["line"]) == (cells, None, 0)


# ------------------------------------------------------------------ length


def many(count: int) -> str:
    row = "projet-{0},Projet numéro {0} {1},filiere,actif,,territoire,,alimentation,2020,,,,T.,presse-2020,\n"
    return ROWS["projets"] + "".join(row.format(n, "_" * 40) for n in range(count))


def test_long_sections_are_cut_and_counted():
    lines = list(plain_lines(report_of(version(projets=many(MOST_LINES + 2)))))
    start = lines.index("Projets ajoutés")
    assert plain(lines[start + MOST_LINES + 1]) == "- … et 2 autres lignes"


def test_a_comment_is_never_longer_than_a_forge_accepts():
    changed = "".join(
        f"laine,Partenaire {n} {'_' * 60},public,rôle {'_' * 50},presse-2020\n" for n in range(40)
    )
    tables = {
        name: ROWS[name] + "".join(row.format(n, "_" * 55) for n in range(40))
        for name, row in {
            "reseaux": "r{0},{1},reseau,,,T.,annuaire\n",
            "criteres": "c{0},{1}{0},T.,T.\n",
            "aides": "a{0},{1},T.,amorcage,,,,annuaire\n",
            "sources": "s{0},{1},{1},,https://a.example/{0},2026-01-01\n",
            "thematiques": "t{0},{1}{0},T.\n",
            "types": "y{0},{1}{0},T.\n",
            "evenements": "e{0},{1},autre,2019,,,,,,,annuaire\n",
        }.items()
    }
    text = markdown(report_of(version(**tables, projets=many(60), partenaires=changed)))
    assert MOST_CHARACTERS / 2 < len(text) <= MOST_CHARACTERS + 100
    assert text.endswith("*La suite est trop longue pour être montrée ici.*\n")
