"""The explorer in a browser: it counts as the catalogue does, keeps all in its address, runs nothing."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from builder.catalog import CaseStudy, Catalog
from builder.explorer import index as index_module
from builder.explorer.comparison import file_of
from builder.explorer.facets import facets
from builder.explorer.jobs import job_kinds
from builder.explorer.text_index import text_of
from builder.exports.geojson import places
from builder.fragments.base import selected
from builder.fragments.cases import ORDERS
from builder.search.words import words
from builder.text import quantity, typography
from builder.words import Precision
from tests.browser.conftest import ROOT, Open, Opened, serving
from tests.browser.test_accessibility import violations
from tests.browser.test_every_page import too_wide
from tests.explorer_site import write_explorer
from tests.hostile_site import HOSTILE, write_hostile_project

pytestmark = pytest.mark.browser
READY = ".explorateur-actif"
JOBS = "effectif-projet-stock-emplois"


@dataclass(frozen=True)
class Site:
    """A site served, and the catalogue that it was made from."""

    address: str
    catalog: Catalog


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The explorer of the real data."""
    folder = tmp_path_factory.mktemp("explorateur") / "site"
    catalog = write_explorer(ROOT, folder)
    with serving(folder, ROOT) as address:
        yield Site(address, catalog)


@pytest.fixture(scope="module")
def hostile(petit: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The explorer of a territory where every text is hostile."""
    project = write_hostile_project(petit, tmp_path_factory.mktemp("hostile") / "projet")
    for file in (ROOT / "docs").glob("assets/*.*"):
        shutil.copy(file, project / "docs/assets")
    for file in ("comparer.md", "projets/index.md"):
        (project / "docs" / file).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / "docs" / file, project / "docs" / file)
    catalog = write_explorer(project, project / "site")
    with serving(project / "site", project) as address:
        yield Site(address, catalog)


def explore(open_page: Open, site: Site, asked: str = "", **options: Any) -> Opened:
    """The explorer, once it shows what an address asks for."""
    opened = open_page(f"{site.address}projets/{asked}", **options)
    opened.page.wait_for_selector(f"{READY} .x-contenu:not([aria-busy])")
    return opened


def count(page: Page) -> str:
    return page.inner_text(".x-compte").replace("\u202f", " ").replace("\u00a0", " ")


def settle(page: Page) -> None:
    """Wait until what was asked for is shown."""
    page.wait_for_timeout(250)
    page.wait_for_selector(".x-contenu:not([aria-busy])")


def shown(page: Page) -> list[str]:
    """The names of the cards or of the rows on screen."""
    return page.locator(".carte h3 a, .x-tableau tbody th a").all_inner_texts()


def names(studies: Any) -> list[str]:
    return [typography(study.project.name) for study in studies]


# ------------------------------------------------------------------ the same rules on both sides


SELECT = """async (asked) => {
  const { Files } = await import("../assets/explorateur-index.js");
  const { readAddress } = await import("../assets/explorateur-etat.js");
  const { select } = await import("../assets/explorateur-selection.js");
  const files = new Files(new URL("../explorateur/", location.href).href);
  const head = await files.open();
  return Promise.all(asked.map(async (one) => {
    const { state } = readAddress(one, head);
    const columns = await files.columnsFor(state);
    const { rows, counts } = select(columns, state, await files.ranksOfText(state.text));
    const ranks = rows.map((row) => columns.ranks[row]);
    const told = Object.fromEntries(Object.entries(counts).map(([name, map]) => [name, [...map]]));
    return { ranks, counts: told };
  }));
}"""


def in_browser(open_page: Open, site: Site, asked: list[str]) -> list[dict[str, Any]]:
    """What the browser selects and counts for some addresses."""
    found: list[dict[str, Any]] = open_page(f"{site.address}projets/").page.evaluate(SELECT, asked)
    return found


def passing(catalog: Catalog, wanted: Mapping[str, list[str]]) -> list[CaseStudy]:
    """The cases that pass some facets, without any index: one of the values of each."""
    of = {facet.name: facet.of for facet in facets(catalog)}
    return [
        study
        for study in catalog.studies
        if all(set(of[name](study)) & set(values) for name, values in wanted.items())
    ]


def ranks(catalog: Catalog, studies: Any) -> list[int]:
    order = {study.project.id: rank for rank, study in enumerate(catalog.studies)}
    return [order[study.project.id] for study in studies]


def test_each_value_of_each_facet_selects_the_cases_of_the_catalogue(open_page: Open, site: Site):
    asked = [{facet.name: [code]} for facet in facets(site.catalog) for code, _ in facet.values]
    found = in_browser(open_page, site, [f"?{urlencode(one, doseq=True)}" for one in asked])
    for one, browser in zip(asked, found, strict=True):
        assert browser["ranks"] == ranks(site.catalog, passing(site.catalog, one)), one


def test_the_filters_of_slots_select_the_same_cases(open_page: Open, site: Site):
    first = site.catalog.themes[0].key, site.catalog.territories[2].key, site.catalog.types[0].key
    names_of = ("thematique", "departement", "type")
    asked: list[dict[str, str]] = [{name: code} for name, code in zip(names_of, first, strict=True)]
    asked += [{"thematique": first[0], "departement": first[1]}, {"departement": "07", "tri": "recent"}]
    found = in_browser(open_page, site, [f"?{urlencode(one)}" for one in asked])
    for one, browser in zip(asked, found, strict=True):
        studies = ORDERS[one.get("tri", "nom")](selected(site.catalog, one))
        assert browser["ranks"] == ranks(site.catalog, studies), one


def test_a_value_counts_what_choosing_it_would_give(open_page: Open, site: Site):
    """Counts of a facet leave its own choices aside: one sees what another value would add."""
    theme, department = site.catalog.themes[0].key, "69"
    [browser] = in_browser(open_page, site, [f"?thematique={theme}&departement={department}"])
    for facet in facets(site.catalog):
        others = {"thematique": [theme], "departement": [department]}
        others.pop(facet.name, None)
        left = passing(site.catalog, others)
        told = dict(browser["counts"][facet.name])
        for number, (code, _) in enumerate(facet.values):
            assert told.get(number, 0) == sum(code in set(facet.of(study)) for study in left), code


def test_ranges_leave_out_what_is_not_known(open_page: Open, site: Site):
    kind = next(kind for kind in job_kinds(site.catalog) if kind.code == JOBS)
    by_years, by_jobs, by_order = in_browser(
        open_page, site, ["?debut=2000-2010", f"?emplois={JOBS}:20-100", f"?emplois={JOBS}&tri=emplois"]
    )
    years = [s for s in site.catalog.studies if s.project.start_year and 2000 <= s.project.start_year <= 2010]
    assert by_years["ranks"] == ranks(site.catalog, years)
    assert by_jobs["ranks"] == sorted(rank for rank, job in kind.figures.items() if 20 <= job.value <= 100)
    largest = sorted(kind.figures, key=lambda rank: (-kind.figures[rank].value, rank))
    assert by_order["ranks"][: len(largest)] == largest
    assert len(by_order["ranks"]) == len(site.catalog.studies)


@pytest.mark.parametrize("query", ["laine", "LAINE", "tiers lieu", "l’isère", "St Etienne", "coop", "zzz"])
def test_words_are_found_as_the_builder_finds_them(open_page: Open, site: Site, query: str):
    asked = words(query)
    expected = [
        study
        for study in site.catalog.studies
        if all(any(word.startswith(one) for word in words(text_of(study))) for one in asked)
    ]
    [browser] = in_browser(open_page, site, [f"?{urlencode({'q': query})}"])
    assert browser["ranks"] == ranks(site.catalog, expected)


def test_columns_cut_by_department_select_the_same_cases(
    open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(index_module, "MOST_IN_ONE", 10)
    catalog = write_explorer(ROOT, tmp_path / "site")
    with serving(tmp_path / "site", ROOT) as address:
        site = Site(address, catalog)
        wanted: list[dict[str, list[str]]] = [
            {"departement": ["07"]},
            {"departement": ["07", "26", "sans-lieu"]},
            {"departement": ["69", "38"], "thematique": [catalog.themes[0].key]},
        ]
        asked = ["?" + "&".join(f"{k}={','.join(v)}" for k, v in one.items()) for one in wanted]
        for one, browser in zip(wanted, in_browser(open_page, site, asked), strict=True):
            assert browser["ranks"] == ranks(catalog, passing(catalog, one))
        jobs = in_browser(open_page, site, [f"?departement=07,26&emplois={JOBS}:1-"])[0]["ranks"]
        kind = next(kind for kind in job_kinds(catalog) if kind.code == JOBS)
        near = set(ranks(catalog, passing(catalog, {"departement": ["07", "26"]})))
        assert jobs == sorted(near & {rank for rank, job in kind.figures.items() if job.value >= 1})
        page = explore(open_page, site).page
        assert "choisissez d’abord un ou plusieurs départements" in page.inner_text(".x-contenu")
        assert page.locator(".explorateur-liste").is_visible()
        page.locator(".x-contenu button", has_text="Ardèche").click()
        settle(page)
        assert page.evaluate("document.activeElement.className") == "x-compte"
        assert shown(page) == names(passing(catalog, {"departement": ["07"]}))


@pytest.mark.parametrize(
    "text", ["« oui » : 12 000 € ; l'eau !", "C’est  à 50 %", "12 345 678 habitants", *HOSTILE]
)
def test_french_is_written_in_the_browser_as_in_the_builder(open_page: Open, site: Site, text: str):
    page = open_page(f"{site.address}projets/").page
    script = "async (text) => (await import('../assets/ecrire.js')).typography(text)"
    assert page.evaluate(script, text) == typography(text)


def test_figures_are_written_in_the_browser_as_in_the_builder(open_page: Open, site: Site):
    page = open_page(f"{site.address}projets/").page
    rows = [job for study in site.catalog.studies for job in study.jobs]
    asked = [
        [str(job.value), "" if job.precision is Precision.EXACT else job.precision.label, job.unit.label]
        for job in rows
    ]
    script = """async (rows) => {
      const { quantity } = await import("../assets/ecrire.js");
      return rows.map((row) => quantity(...row));
    }"""
    assert page.evaluate(script, asked) == [quantity(j.value, j.unit.label, j.precision) for j in rows]


def test_files_are_spread_in_the_browser_as_in_the_builder(open_page: Open, site: Site):
    page = open_page(f"{site.address}projets/").page
    ids = [study.project.id for study in site.catalog.studies]
    script = """async (ids) => {
      const { crc32 } = await import("../assets/explorateur-empreinte.js");
      return ids.map((id) => crc32(id) % 97);
    }"""
    assert page.evaluate(script, ids) == [file_of(one, 97) for one in ids]


# ------------------------------------------------------------------ addresses


def test_choosing_changes_the_address_and_back_undoes_it(open_page: Open, site: Site):
    page = explore(open_page, site).page
    label = page.locator(".x-groupe").first.locator("label").first
    label.click()
    settle(page)
    theme = site.catalog.themes[0]
    assert page.url.endswith(f"?thematique={theme.key}")
    assert shown(page) == names(theme.studies)
    assert count(page) == f"{len(theme.studies)} coopérations sur {len(site.catalog.studies)}"
    page.click("[data-vue=tableau]")
    settle(page)
    assert page.url.endswith(f"?thematique={theme.key}&vue=tableau")
    assert shown(page) == names(theme.studies)
    page.go_back()
    page.go_back()
    settle(page)
    assert count(page) == f"{len(site.catalog.studies)} coopérations"
    assert not label.locator("input").is_checked()


def test_an_address_comes_back_as_it_was_shared(open_page: Open, site: Site):
    asked = f"?q=coop&thematique={site.catalog.themes[0].key}&departement=26,38&debut=1980-"
    asked += f"&emplois={JOBS}:1-&tri=emplois&vue=tableau&cas=ardelaine"
    opened = explore(open_page, site, asked)
    state = opened.page.evaluate(
        """async (asked) => {
          const { readAddress, addressOf } = await import("../assets/explorateur-etat.js");
          const { Files } = await import("../assets/explorateur-index.js");
          const head = await new Files(new URL("../explorateur/", location.href).href).open();
          const { state, ignored } = readAddress(asked, head);
          return [addressOf(state, head), ignored];
        }""",
        asked,
    )
    assert state == [asked, []]
    assert opened.page.input_value(".x-recherche input") == "coop"
    assert opened.journal.complaints == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("?thematique=inconnue", "« inconnue »"),
        ("?thematique=<script>alert(1)</script>", "« <script>alert(1)</script> »"),
        ("?vue=nuage&tri=au-hasard", "« nuage », « au-hasard »"),
        ("?debut=hier&emplois=tout:1-2", "« hier », « tout:1-2 »"),
        ("?departement=" + ",".join(f"x{n}" for n in range(2000)), "« x4 »"),
        ("?thematique=" + "a" * 10_000, "…"),
    ],
    ids=["unknown", "script", "view", "ranges", "many", "long"],
)
def test_what_an_address_asks_in_vain_is_told_and_left_aside(
    open_page: Open, site: Site, asked: str, said: str
):
    opened = explore(open_page, site, asked)
    told = opened.page.inner_text(".x-avis").replace("\u202f", " ")
    assert said in told
    assert len(told) < 600
    assert count(opened.page) == f"{len(site.catalog.studies)} coopérations"
    assert opened.journal.complaints == []
    assert too_wide(opened) == {}


@pytest.mark.parametrize(
    "asked",
    [
        "?q=" + "x" * 10_000,
        "?page=99999",
        "?page=-3&cas=<b>,../../x",
        "?%E0%A4%A=1&&&=&thematique",
        "?debut=2010-1990",
    ],
    ids=["long", "far", "foreign", "broken", "upside down"],
)
def test_odd_addresses_break_nothing(open_page: Open, site: Site, asked: str):
    opened = explore(open_page, site, asked)
    assert count(opened.page)
    assert opened.journal.complaints == []
    assert too_wide(opened) == {}


def test_typing_makes_one_step_of_history(open_page: Open, site: Site):
    page = explore(open_page, site).page
    before = page.evaluate("history.length")
    page.locator(".x-recherche input").press_sequentially("fromage", delay=200)
    settle(page)
    assert page.url.endswith("?q=fromage")
    assert page.evaluate("history.length") == before + 1


def test_a_word_typed_is_kept_when_a_filter_follows_at_once(open_page: Open, site: Site):
    page = explore(open_page, site).page
    page.locator(".x-recherche input").press_sequentially("coop")
    page.locator(".x-groupe").first.locator("label").first.click()
    settle(page)
    assert page.url.endswith(f"?q=coop&thematique={site.catalog.themes[0].key}")


# ------------------------------------------------------------------ what one sees


def test_the_three_views_show_the_same_selection(open_page: Open, site: Site):
    department = site.catalog.territories[2]
    asked = f"?departement={department.key}"
    for view in ("fiches", "tableau"):
        assert shown(explore(open_page, site, f"{asked}&vue={view}").page) == names(department.studies)
    page = explore(open_page, site, f"{asked}&vue=carte").page
    page.wait_for_selector(".x-repere")
    assert page.locator(".x-voisins li a").all_inner_texts() == names(department.studies)


def test_a_disc_opens_and_a_commune_lists_its_cases(open_page: Open, site: Site):
    page = explore(open_page, site, "?vue=carte").page
    page.wait_for_selector(".x-repere")
    largest = page.locator(".x-repere").first
    assert "coopérations. Agrandir la carte" in (largest.get_attribute("aria-label") or "")
    largest.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert page.locator(".x-zoomee").count() == 1
    assert page.locator(".x-voisins h3").inner_text().startswith("Autour de")
    page.get_by_role("button", name="Voir toute la carte").click()
    assert page.locator(".x-zoomee").count() == 0


def test_more_cases_come_under_those_shown_and_the_focus_follows(open_page: Open, site: Site):
    page = explore(open_page, site).page
    assert shown(page) == names(site.catalog.studies[:24])
    page.locator(".x-contenu .pages .bouton").click()
    settle(page)
    assert shown(page) == names(site.catalog.studies[:48])
    assert page.url.endswith("?page=1-2")
    assert page.evaluate("document.activeElement.textContent") == names(site.catalog.studies)[24]
    page.locator(".x-contenu .pages a", has_text="3").click()
    settle(page)
    assert shown(page) == names(site.catalog.studies[48:72])


def test_nothing_found_proposes_the_nearest(open_page: Open, site: Site):
    theme = next(group for group in site.catalog.themes if group.studies)
    page = explore(open_page, site, f"?thematique={theme.key}&q=zzzzzz").page
    assert count(page).startswith("0 coopération")
    button = page.locator(".x-relaches button")
    assert button.all_inner_texts() == ["Sans « zzzzzz »".replace("« ", "«\u202f").replace(" »", "\u202f»")]
    assert shown(page) == names(theme.studies[:6])
    button.click()
    settle(page)
    assert shown(page) == names(theme.studies)
    assert page.input_value(".x-recherche input") == ""
    assert page.evaluate("document.activeElement.className") == "x-compte"


def test_a_chip_takes_its_filter_away_and_the_focus_stays_near(open_page: Open, site: Site):
    page = explore(open_page, site, "?departement=26,38&statut=actif").page
    assert page.locator(".x-puce").count() == 3
    page.locator(".x-puce").first.click()
    settle(page)
    assert page.url.endswith("?departement=38&statut=actif")
    assert "Isère" in page.evaluate("document.activeElement.textContent")


def test_a_card_shows_the_kind_of_job_that_was_chosen(open_page: Open, site: Site):
    page = explore(open_page, site, f"?emplois={JOBS}&tri=emplois").page
    kind = next(kind for kind in job_kinds(site.catalog) if kind.code == JOBS)
    largest = max(kind.figures.values(), key=lambda job: job.value)
    assert str(int(largest.value)) in page.locator(".carte .fait").first.inner_text()
    assert "Ce chiffre n’est pas renseigné" in page.inner_text(".x-contenu")
    page.locator(".x-groupe summary", has_text="Emplois").last.click()
    assert f"{len(kind.figures)}\u00a0coopérations ont ce chiffre" in page.inner_text(".x-note")


def test_on_a_phone_filters_are_a_dialog_that_says_what_they_give(open_page: Open, site: Site):
    page = explore(open_page, site, viewport={"width": 375, "height": 800}).page
    page.click(".x-ouvrir")
    assert page.locator("dialog[open] .x-panneau").is_visible()
    page.locator("dialog .x-groupe").first.locator("label").first.click()
    settle(page)
    assert str(len(site.catalog.themes[0].studies)) in page.inner_text(".x-valider button")
    page.click(".x-valider button")
    assert page.evaluate("document.activeElement.className") == "bouton x-ouvrir"
    assert page.inner_text(".x-ouvrir") == "Filtres (1)"


def test_the_count_is_announced(open_page: Open, site: Site):
    page = explore(open_page, site).page
    page.locator(".x-groupe").first.locator("label").first.click()
    page.wait_for_timeout(900)
    assert "coopérations" in page.locator(".x-cadre > [role=status]").inner_text()


@pytest.mark.parametrize("asked", ["", "?vue=carte", f"?vue=tableau&emplois={JOBS}", "?q=zzzz&statut=actif"])
@pytest.mark.parametrize(("width", "scheme"), [(375, "dark"), (1280, "light")])
def test_axe_finds_nothing_in_any_view(open_page: Open, site: Site, asked: str, width: int, scheme: str):
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    opened = explore(open_page, site, asked, reduced_motion="reduce", **options)
    opened.page.evaluate("for (const one of document.querySelectorAll('.x-groupe')) one.open = true")
    opened.page.wait_for_timeout(200)
    assert violations(opened.page) == []
    if width < 1000:
        opened.page.click(".x-ouvrir")
        assert violations(opened.page) == []
    assert opened.journal.complaints == []


@pytest.mark.parametrize(
    "asked", ["", "?vue=carte", f"?vue=tableau&emplois={JOBS}", "?departement=07,26,38,69"]
)
def test_no_view_scrolls_sideways(open_page: Open, site: Site, asked: str):
    assert too_wide(explore(open_page, site, asked)) == {}


def test_without_javascript_the_list_is_whole(open_page: Open, site: Site):
    page = open_page(f"{site.address}projets/", java_script_enabled=False).page
    assert page.locator(".liste-projets h3 a").all_inner_texts() == names(site.catalog.studies[:100])
    assert "Les filtres ont besoin de JavaScript" in page.inner_text("noscript")


def test_files_that_do_not_come_leave_the_list(open_page: Open, site: Site):
    opened = open_page(site.address + "comparer/")
    opened.page.route("**/explorateur/index.json*", lambda route: route.abort())
    opened.page.goto(f"{site.address}projets/?statut=actif")
    opened.page.wait_for_selector(".explorateur > [role=status]")
    assert "n’ont pas pu être chargés" in opened.page.inner_text(".explorateur > [role=status]")
    assert opened.page.locator(".liste-projets").is_visible()


# ------------------------------------------------------------------ files


def downloaded(page: Page, name: str) -> str:
    with page.expect_download() as waited:
        page.get_by_role("button", name=name, exact=True).click()
    content = Path(waited.value.path()).read_bytes()
    return content.decode("utf-8-sig") if name.endswith("Excel") else content.decode()


def test_the_csv_holds_the_rows_of_the_selection(open_page: Open, site: Site):
    studies = passing(site.catalog, {"departement": ["26"]})
    page = explore(open_page, site, f"?departement=26&emplois={JOBS}").page
    rows = list(csv.DictReader(io.StringIO(downloaded(page, "CSV"))))
    assert [row["id"] for row in rows] == [study.project.id for study in studies]
    by_id = {study.project.id: study for study in studies}
    for row in rows:
        study = by_id[row["id"]]
        assert row["resume"] == study.project.summary
        assert row["source_url"] == site.catalog.sources[study.project.source_id].url
        assert row["page"] == f"{site.catalog.settings.site_url}{study.path}"
        assert bool(row["emplois_valeur"]) == bool(row["emplois_source_url"])
    assert any(row["emplois_valeur"] for row in rows)


def test_the_csv_for_excel_has_its_separator_its_mark_and_its_line_ends(open_page: Open, site: Site):
    page = explore(open_page, site).page
    with page.expect_download() as waited:
        page.get_by_role("button", name="CSV pour Excel").click()
    content = Path(waited.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid;nom;")
    assert content.count(b"\r\n") == len(site.catalog.studies) + 1
    assert waited.value.suggested_filename == f"projets-{site.catalog.edition}-excel.csv"


def test_the_geojson_holds_the_features_of_the_site(open_page: Open, site: Site):
    page = explore(open_page, site).page
    made = json.loads(downloaded(page, "GeoJSON"))
    published = json.loads(next(places(site.catalog)).content)
    assert made["features"] == published["features"]
    assert {made[key] == published[key] for key in ("edition", "mention", "avertissement")} == {True}


def test_no_cell_is_a_formula(open_page: Open, site: Site):
    page = open_page(f"{site.address}projets/").page
    text: str = page.evaluate(
        """async () => {
          const { csv } = await import("../assets/explorateur-export.js");
          const bad = ["=cmd", "+1", "-1", "@x", "\\tx", "\\rx"];
          const source = ["https://a.example", "=x"];
          const card = { id: "a", source, debut: -5, resume: 'a;"b"' };
          const rows = bad.map((nom, row) => ({ row, card: { ...card, nom } }));
          const head = { site: "https://a.example/", edition: "2026" };
          const context = { head, values: () => [["=c", "=mot"]] };
          return csv(rows, context, ";", "\\r\\n", ",");
        }"""
    )
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert [row["nom"] for row in rows] == ["'=cmd", "'+1", "'-1", "'@x", "'\tx", "'\rx"]
    assert {row["type_libelle"] for row in rows} == {"'=mot"}
    assert {row["source"] for row in rows} == {"'=x"}
    assert {row["annee_debut"] for row in rows} == {"-5"}, "a number stays a number"
    assert {row["resume"] for row in rows} == {'a;"b"'}


# ------------------------------------------------------------------ hostile text


@pytest.mark.parametrize("asked", ["", "?vue=tableau", "?vue=carte", "?q=alert", "?q=zzz&statut=actif"])
def test_hostile_text_is_text(open_page: Open, hostile: Site, asked: str):
    opened = explore(open_page, hostile, asked)
    page = opened.page
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.wait_for_timeout(400)
    assert page.locator(".explorateur img, .explorateur script").count() == 0
    assert opened.journal.complaints == []
    assert too_wide(opened) == {}
    if asked in ("", "?vue=tableau"):
        expected = names(hostile.catalog.studies[:24])
        assert [name.split() for name in shown(page)] == [name.split() for name in expected]


def test_hostile_cases_are_compared_as_text(open_page: Open, hostile: Site):
    ids = ",".join(study.project.id for study in hostile.catalog.studies[:4])
    opened = open_page(f"{hostile.address}comparer/?cas={ids}")
    opened.page.wait_for_selector(".comparer")
    assert opened.page.locator(".comparateur img, .comparateur script").count() == 0
    assert opened.journal.complaints == []
    assert too_wide(opened) == {}


# ------------------------------------------------------------------ comparison


def test_up_to_four_cases_are_chosen_then_compared(open_page: Open, site: Site):
    page = explore(open_page, site).page
    boxes = page.locator(".carte input[type=checkbox]")
    for number in range(5):
        boxes.nth(number).click()
    assert page.locator(".carte input:checked").count() == 4
    page.wait_for_timeout(500)
    assert "4 coopérations au plus" in page.locator(".x-cadre > [role=status]").inner_text()
    page.click(".x-plateau a")
    page.wait_for_selector(".comparer")
    assert page.locator(".comparer thead a:first-child").all_inner_texts() == names(site.catalog.studies[:4])


def test_a_comparison_puts_figures_of_one_kind_in_one_line(open_page: Open, site: Site):
    page = open_page(f"{site.address}comparer/?cas=ardelaine,ceralep").page
    page.wait_for_selector(".comparer")
    line = page.locator(".comparer tr", has=page.locator("th", has_text="en emplois")).first
    assert (
        line.locator("td").nth(0).inner_text().replace("\u00a0", " ").startswith("54 emplois\n2018, déclaré")
    )
    assert page.locator(".comparer .connu a[href^=http]").count() > 5
    assert "non renseigné" in page.inner_text(".comparer")


def test_every_figure_compared_has_its_source(open_page: Open, site: Site):
    page = open_page(f"{site.address}comparer/?cas=ardelaine,ceralep,agri-court").page
    page.wait_for_selector(".comparer")
    figures = page.locator(".comparer b")
    sourced = page.locator(".comparer span:has(> b) > .connu > a[href^=http]")
    assert figures.count() == sourced.count() > 5


@pytest.mark.parametrize("asked", ["", "?cas=", "?cas=inconnu", "?cas=" + "x," * 5000, "?cas=<img>"])
def test_a_comparison_of_nothing_tells_how_to_choose(open_page: Open, site: Site, asked: str):
    opened = open_page(f"{site.address}comparer/{asked}")
    opened.page.wait_for_selector(".comparateur:not([aria-busy]) a")
    assert "Choisissez d’abord deux à quatre coopérations" in opened.page.inner_text(".comparateur")
    assert opened.journal.complaints == []


def test_the_comparison_explains_itself_without_javascript(open_page: Open, site: Site):
    page = open_page(f"{site.address}comparer/?cas=ardelaine", java_script_enabled=False).page
    assert "a besoin de JavaScript" in page.inner_text(".comparateur")


@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_nothing_in_a_comparison(open_page: Open, site: Site, width: int):
    opened = open_page(
        f"{site.address}comparer/?cas=ardelaine,ceralep,agri-court,rien",
        viewport={"width": width, "height": 900},
    )
    opened.page.wait_for_selector(".comparer")
    assert violations(opened.page) == []
    assert too_wide(opened) == {}
