"""The guide keeps its word: every message explained, every page listed, every drawing said in words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree

import pytest
import yaml
from typer.main import get_command

from builder import cli
from builder.catalog import Catalog
from builder.errors import Level
from builder.fragments import FRAGMENTS
from builder.pipeline import load
from builder.records import CURATED
from builder.rules import FAMILIES, RULES
from tests.site_reader import Page, read_site, text
from tests.small_catalog import small_catalog
from tests.small_site import _Loader
from tests.test_checks import problems_of

ROOT = Path(__file__).parent.parent
DOCS, CODE = ROOT / "docs", ROOT / "builder"
CONFIG: dict[str, Any] = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), _Loader)
WRITTEN = {
    file.relative_to(DOCS).as_posix(): file.read_text(encoding="utf-8")
    for file in sorted(DOCS.rglob("*.md"))
    if "gabarits" not in file.parts
}
GUIDE = {path: words for path, words in WRITTEN.items() if path.startswith("contribuer/")}


# ------------------------------------------------------------------ every message


def trees() -> Iterator[ast.AST]:
    for file in sorted(CODE.rglob("*.py")):
        if "rules" not in file.relative_to(CODE).parts[:1]:
            yield ast.parse(file.read_text(encoding="utf-8"))


def position_of_rule() -> dict[str, int]:
    """Where the callables that take the name of a rule expect it: the classes, and those that pass it on."""
    found = {"Problem": 0, "Fault": 0, "Refusal": 0}
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                names = [argument.arg for argument in node.args.args]
                if "rule" in names and names[0] != "self":
                    found[node.name] = names.index("rule")
    return found


def named_rules() -> set[str]:
    """The rules that the code names when it says that something is wrong."""
    positions, named = position_of_rule(), set()
    for tree in trees():
        for node in ast.walk(tree):
            position = positions.get(getattr(getattr(node, "func", None), "id", ""), -1)
            if isinstance(node, ast.Call) and 0 <= position < len(node.args):
                rule = node.args[position]
                if isinstance(rule, ast.Constant) and isinstance(rule.value, str):
                    named.add(rule.value)
    return named


def literals() -> set[str]:
    """Every text that the code holds, f-strings cut where a value comes in."""
    return {
        node.value
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def outline(message: str) -> str:
    """A message without what changes from one to the next: quotations, numbers, what is between brackets."""
    message = re.sub(r"[\u202f\u00a0]", " ", message)
    return re.sub(r"\d+", "0", re.sub(r"«[^»]*»|\([^)]*\)", "", message))


TEXTS = "\n".join(outline(literal) for literal in sorted(literals()))


def test_every_rule_of_the_code_is_explained():
    named = named_rules()
    assert len(named) > 60
    assert sorted(named - set(RULES)) == []


def test_every_rule_that_is_explained_is_in_the_code():
    assert sorted(set(RULES) - literals()) == []


def test_every_rule_is_explained_once_in_full_sentences():
    assert sum(len(family.rules) for family in FAMILIES) == len(RULES)
    assert len({rule.title for rule in RULES.values()}) == len(RULES)
    for rule in RULES.values():
        assert not rule.title.endswith("."), rule.name
        for words in (rule.example, rule.why, rule.remedy):
            assert words.endswith((".", "?")), rule.name
            assert not re.search(r"'|\.\.\.|  ", words), (rule.name, words)
        assert len(re.findall(r"[.?!](?=\s|$)", f"{rule.why} {rule.remedy}")) <= 6, rule.name


@pytest.fixture(scope="module")
def said(casse: Path) -> dict[str, set[str]]:
    """What the broken project makes the code say, by rule."""
    found: dict[str, set[str]] = {}
    for problem in problems_of(casse):
        found.setdefault(problem.rule, set()).add(outline(problem.message))
    return found


@pytest.mark.parametrize("name", RULES)
def test_the_example_is_a_message_that_the_code_says(said: dict[str, set[str]], name: str):
    """Word for word when the broken project shows it; else two words at a time, but for the values in it."""
    example = outline(RULES[name].example)
    if example in said.get(name, ()):
        return
    words = example.split()
    pairs = [pair in TEXTS for pair in map(" ".join, pairwise(words))]
    known = [any(pairs[max(place - 1, 0) : place + 1]) for place in range(len(words))]
    assert sum(known) >= 0.5 * len(words), [word for word, ok in zip(words, known, strict=True) if not ok]


def test_the_level_is_the_one_of_the_code(casse: Path):
    for problem in problems_of(casse):
        assert RULES[problem.rule].level is problem.level, problem.rule


def test_the_page_of_errors_has_an_anchor_for_each_rule():
    html = str(FRAGMENTS["erreurs"].render(small_catalog(), {}, "../"))
    for name, rule in RULES.items():
        assert html.count(f'id="{name}"') == 1
        assert ("(avertissement)" in html.partition(f'id="{name}"')[2].partition("</h3>")[0]) == (
            rule.level is Level.WARNING
        )
    assert 'data-slot="erreurs"' in WRITTEN["contribuer/erreurs.md"]


# ------------------------------------------------------------------ every page


def menu(entries: list[Any]) -> Iterator[str]:
    for entry in entries:
        [(_, leads)] = entry.items()
        if isinstance(leads, str):
            yield leads
        else:
            yield from menu(leads)


def test_every_written_page_is_in_the_menu_and_in_the_site_plan():
    assert sorted(menu(CONFIG["nav"])) == sorted(WRITTEN)
    plan = set(re.findall(r"\]\(([^)]+\.md)\)", WRITTEN["plan-du-site.md"]))
    assert sorted(plan) == sorted(WRITTEN)


def test_a_page_is_edited_on_the_branch_that_the_settings_name():
    branch = CONFIG["extra"]["vitrine"]["branche"]
    assert CONFIG["edit_uri"] == f"edit/{branch}/{CONFIG['docs_dir']}/"


def test_a_page_that_shows_a_table_names_a_table():
    tables = re.findall(r"(?m)^tableau: (.+)$", "\n".join(WRITTEN.values()))
    assert len(tables) >= 8
    assert set(tables) <= set(CURATED)


def test_every_slot_has_a_line_in_the_guide():
    lines = set(re.findall(r"(?m)^\| `([a-z-]+)` \|", WRITTEN["contribuer/pages.md"]))
    assert sorted(FRAGMENTS.keys() - lines) == []


def test_every_command_of_the_guide_exists_with_its_options():
    root = get_command(cli.app)
    commands = {" ".join(path): command for path, command in walk(root, ())}
    for line in re.findall(r"(?m)^\s*(?:\.venv/bin/)?vitrine ([^#\n]+)", "\n".join(GUIDE.values())):
        words = [word for word in line.split() if not word.startswith("-")]
        command = commands.get(" ".join(words[:2])) or commands[words[0]]  # what follows is an argument
        known = {name for option in command.params for name in option.opts}
        assert {word for word in line.split() if word.startswith("-")} <= known, line
    assert {"--lignes", "--vides"} <= {name for o in commands["nouveau projet"].params for name in o.opts}


def walk(command: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, command
    for name, sub in getattr(command, "commands", {}).items():
        yield from walk(sub, (*path, name))


def test_the_guide_never_asks_for_what_a_navigator_does_not_have():
    """Terminal commands stay in the parts that say so: to pages for editors, nothing is to be installed."""
    for path in ("donnees.md", "classeur.md", "publier.md", "erreurs.md", "index.md"):
        assert not re.search(r"(?m)^\s*```sh", GUIDE[f"contribuer/{path}"]), path


# ------------------------------------------------------------------ drawings

DRAWINGS = sorted((DOCS / "assets/guide").glob("*.svg"))


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.stem)
def test_a_drawing_is_light_self_contained_legible_and_said_in_words(drawing: Path):
    source = drawing.read_text(encoding="utf-8")
    root = ElementTree.fromstring(source)
    assert len(source) < 6_000
    assert re.findall(r"(?:href|src|url\(|@import|<script)", source) == []
    assert float(root.get("width", "")) <= 360, "wider, it would be shrunk on a telephone"
    assert min(map(float, re.findall(r"(\d+)px", source))) >= 13
    assert "prefers-color-scheme: dark" in source
    said = re.findall(rf"!\[([^\]]+)\]\([./]*assets/guide/{drawing.name}\)", "\n".join(GUIDE.values()))
    assert said, "nobody sees it"
    assert all(len(words) > 60 for words in said)


# ------------------------------------------------------------------ every page of the site leads back here


@pytest.fixture(scope="module")
def pages(real_site: Path) -> list[Page]:
    return [page for page in read_site(real_site).values() if page.path != "404.html"]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load(ROOT).catalog


def actions(page: Page) -> dict[str, str]:
    """The links of the part of a page that helps to make it better, by what they say."""
    return {text(link): link.get("href", "") for link in page.all("a", inside=page.one(css="actions"))}


def test_every_page_tells_of_an_error_with_its_own_address(pages: list[Page], catalog: Catalog):
    for page in pages:
        link = urlsplit(actions(page)["Signaler une erreur"])
        answers = parse_qs(link.query)
        assert link.path.endswith("/issues/new"), page.path
        assert answers["page"] == [f"{catalog.settings.site_url}{page.address}"], page.path


def test_every_page_leads_to_its_text_or_to_the_line_of_its_data(pages: list[Page], catalog: Catalog):
    keys = {f"{s.path}index.html": s.project.id for s in catalog.studies}
    keys |= {f"{g.path}index.html": g.key for g in (*catalog.themes, *catalog.types)}
    for page in pages:
        links = actions(page)
        if "Modifier cette page" in links:
            assert (ROOT / unquote(links["Modifier cette page"]).partition("/edit/main/")[2]).is_file()
            continue
        file, line = re.findall(r"/blob/main/(.+)\?plain=1#L(\d+)", links["Modifier les données"])[0]
        if page.path in keys:
            row = (ROOT / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
            assert row.startswith(f"{keys[page.path]},"), page.path


def test_a_group_leads_to_the_line_of_each_of_its_projects(pages: list[Page], catalog: Catalog):
    rows = (ROOT / "data/projets.csv").read_text(encoding="utf-8").splitlines()
    by_path = {page.path: page for page in pages}
    for group in (*catalog.territories, *catalog.themes, *catalog.types):
        links = list(actions(by_path[f"{group.path}index.html"]).values())
        lines = [int(n) for link in links for n in re.findall(r"projets\.csv\?plain=1#L(\d+)$", link)]
        ids = {rows[line - 1].partition(",")[0] for line in lines}
        assert {study.project.id for study in group.studies} <= ids, group.path
