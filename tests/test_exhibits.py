"""What travels: each chart and key figure has an address, a frame, files; any name stays text."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
import zxingcpp
from PIL import Image
from plotly.graph_objects import Figure as Plot
from site_reader import read_page, tag, text
from small_catalog import ROWS, SETTINGS, small_catalog

from builder import scale
from builder.catalog import Catalog
from builder.charts import CASE_CHARTS, CHARTS
from builder.editions import Edition, FrozenExhibit, FrozenFile
from builder.exhibits import Exhibit, charts, exhibits, files, key_figures, sending
from builder.exhibits.frame import frame_height, lines
from builder.exhibits.listing import exhibits_by_scope
from builder.exhibits.sharing import Shared, markdown, qr_code, web
from builder.fragments.tiles import KNOWN, TILES, selection
from builder.mail import html as mail_html
from builder.output import Output
from builder.pages import codes
from builder.pictures import png
from builder.scopes import scope_of, scopes

CATALOG = small_catalog()
NASTY = "</script><img src=x onerror=alert(1)> {{ 7*7 }} ${alert(2)} %{x} [a](javascript:b) C:\\2019"


def hostile_catalog() -> Catalog:
    """The small one, its cases, themes and partners named to hurt."""
    projects = ROWS["projets"].replace("La Laine du Haut", NASTY).replace("Lait du Bas", f"=cmd {NASTY}")
    return small_catalog(
        {
            "projets": projects,
            "thematiques": ROWS["thematiques"].replace("Savoir-faire", NASTY),
            "types": ROWS["types"].replace("Cluster", f"=cmd {NASTY}"),
            "sources": ROWS["sources"].replace("Le Journal", f"=cmd {NASTY}"),
        }
    )


def called(path: str, catalog: Catalog = CATALOG) -> Exhibit:
    return next(one for one in exhibits(catalog) if one.path == path)


def file(path: str, catalog: Catalog = CATALOG) -> str:
    """A file of an exhibit, as text."""
    return made(path, catalog).content.decode()


def made(path: str, catalog: Catalog = CATALOG) -> Output:
    outputs = (*files.files(catalog), *sending.files(catalog))
    return next(output for output in outputs if output.path == path)


# ------------------------------------------------------------------ what there is


def test_every_chart_and_key_figure_that_shows_something_is_an_exhibit():
    found = {one.path for one in exhibits(CATALOG)}
    for name, chart in CHARTS.items():
        assert (f"graphiques/region/{name}/" in found) == bool(chart.draw(CATALOG.studies)), name
    for study in CATALOG.studies:
        for name, chart in CASE_CHARTS.items():
            path = f"graphiques/projet-{study.project.id}/{name}/"
            assert (path in found) == bool(chart.draw([study])), path
    assert {f"chiffres-cles/region/{name}/" for name in TILES} - found == {
        "chiffres-cles/region/emplois-maintenus/"
    }


@pytest.mark.parametrize("name", TILES)
def test_a_key_figure_is_there_as_soon_as_one_case_tells_it(name: str):
    groups = [scope for scope in scopes(CATALOG).values() if scope.kind != "projet"]
    assert len(groups) > 2
    for scope in groups:
        told = any(TILES[name](selection(CATALOG, scope.attributes)))
        assert any(map(KNOWN[name], scope.studies)) == told, scope.code


def test_nothing_is_drawn_to_know_what_there_is(monkeypatch: pytest.MonkeyPatch):
    def drawn(*_: object) -> None:
        raise AssertionError("only its files need a drawing")

    monkeypatch.setattr(charts, "chart_figure", drawn)
    monkeypatch.setattr(key_figures, "_figure", drawn)
    catalog = small_catalog()
    assert all(output.path for output in (*files.files(catalog), *sending.files(catalog)))
    assert list(codes.pages(catalog))


def test_an_empty_group_has_no_exhibit_and_the_number_of_departements_is_dull_in_one():
    found = {one.path for one in exhibits(CATALOG)}
    assert not [path for path in found if "thematique-mobilite" in path and not path.startswith("cartes/")]
    assert "chiffres-cles/departement-01/departements/" not in found
    assert "chiffres-cles/thematique-savoir_faire/departements/" in found


def test_beyond_so_many_cases_none_has_exhibits_of_its_own(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(scale, "EACH_CASE", 2)
    found = {one.path for one in exhibits(small_catalog())}
    assert not [path for path in found if "/projet-" in path]
    assert (
        "graphiques/departement-01/projets-par-annee/" in found
        or "chiffres-cles/departement-01/projets/" in found
    )


def test_an_address_is_given_once_and_every_title_says_what_it_speaks_of():
    shown = [one for one in exhibits(CATALOG) if one.kind != "carte"]
    assert len({one.path for one in shown}) == len(shown)
    for scope in scopes(CATALOG).values():
        for one in exhibits_by_scope(CATALOG).get(scope.code, []):
            assert one.kind == "carte" or one.title.endswith(f" : {scope.label}")


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        ({}, "region"),
        ({"nom": "projets-par-annee"}, "region"),
        ({"departement": "01"}, "departement-01"),
        ({"type": "filiere"}, "type-filiere"),
        ({"projet": "laine"}, "projet-laine"),
    ],
)
def test_a_slot_with_one_filter_at_most_speaks_of_a_scope(attributes: dict[str, str], code: str):
    assert getattr(scope_of(CATALOG, attributes), "code", None) == code


@pytest.mark.parametrize("attributes", [{"departement": "01", "type": "filiere"}, {"critere": "duree"}])
def test_other_filters_speak_of_none(attributes: dict[str, str]):
    assert scope_of(CATALOG, attributes) is None


# ------------------------------------------------------------------ the frame


FRAMES = ["graphiques/region/projets-par-thematique/", "chiffres-cles/region/emplois-crees/"]


@pytest.mark.parametrize("catalog", [CATALOG, hostile_catalog()], ids=["plain", "hostile"])
@pytest.mark.parametrize("path", FRAMES)
def test_a_frame_is_a_whole_page_that_asks_nothing_from_elsewhere(path: str, catalog: Catalog):
    page = read_page(f"{path}index.html", file(f"{path}index.html", catalog).encode())
    assert page.faults == []
    assert [text(h1) for h1 in page.all("h1")] == [page.title.rpartition(" – ")[0]]
    loaded = [e.get("src") or e.get("href", "") for e in page.all() if tag(e) in ("script", "img")]
    assert [link for link in loaded if "://" in link] == []
    assert [tag(e) for e in page.all() if tag(e) in ("iframe", "object", "embed")] == []
    assert [e for e in page.all() if any(key.startswith("on") for key in e.attrib)] == []


@pytest.mark.parametrize("path", FRAMES)
def test_a_frame_tells_where_its_oembed_is_among_the_first_lines(path: str):
    head = file(f"{path}index.html").encode()[:2_000].decode(errors="replace")
    (address,) = re.findall(r'<link rel="alternate" type="application/json\+oembed" href="([^"]+)"', head)
    assert address == f"{SETTINGS.site_url}{path}oembed.json"


@pytest.mark.parametrize(
    ("path", "picture"),
    [
        ("chiffres-cles/region/emplois-crees/", "partage/accueil.png"),
        ("chiffres-cles/departement-01/projets/", "partage/territoires-01.png"),
    ],
)
def test_a_frame_that_is_shared_shows_the_card_of_its_page_or_of_the_site(path: str, picture: str):
    pictures = re.findall(r'<meta property="og:image" content="([^"]+)"', file(f"{path}index.html"))
    assert pictures == [f"{SETTINGS.site_url}{picture}"]


def test_a_frame_says_its_source_its_date_and_its_licence():
    said = file("chiffres-cles/region/emplois-crees/index.html")
    assert "données au 12 janvier 2026" in said
    assert SETTINGS.licence.nom in said


def test_a_frame_is_higher_when_there_is_more_to_say():
    figure = called("graphiques/region/projets-par-thematique/").draw()
    assert frame_height(figure) > 300
    assert lines("", 14) == 0
    assert lines("mot", 14) == 1
    assert lines("Anticonstitutionnellement" * 10, 14) > 5


# ------------------------------------------------------------------ the files


def test_a_drawing_alone_says_its_title_its_limits_its_date_and_its_address():
    drawing = file("graphiques/region/projets-par-thematique/graphique.svg")
    said = " ".join(
        " ".join(e.itertext()) for e in ElementTree.fromstring(drawing).iter() if e.tag.endswith("text")
    )
    for words in (
        "Projets par thématique",
        "Deux-Vallées",
        "3 projets",
        "12 janvier 2026",
        "vitrine.example",
    ):
        assert words in said.replace("\u00a0", " "), words


def test_the_least_letters_of_a_drawing_alone_can_be_read():
    """13 pixels where it is drawn, 14 and more once it is as large as it is shown."""
    drawing = file("graphiques/region/projets-par-thematique/graphique.svg")
    (scale,) = re.findall(r"scale\(([\d.]+)\)", drawing)
    assert 13 * float(scale) >= 14
    assert not re.search(r'="[\d.]+%"', drawing.replace('width="100%"', "")), "resvg would misplace it"


def test_the_table_of_a_chart_keeps_its_licence_its_date_and_its_sources():
    rows = list(csv.DictReader(io.StringIO(file("chiffres-cles/region/emplois-crees/chiffre.csv"))))
    assert {row["Données au"] for row in rows} == {"2026-01-12"}
    assert {row["Licence"] for row in rows} == {SETTINGS.licence.nom}
    assert {row["Adresse"] for row in rows} == {f"{SETTINGS.site_url}chiffres-cles/region/emplois-crees/"}
    assert "https://journal.example/laine" in {row["Lien"] for row in rows}


def test_no_spreadsheet_runs_what_a_table_says():
    content = file("graphiques/region/projets-par-type/graphique.csv", hostile_catalog())
    cells = [cell for row in csv.reader(io.StringIO(content)) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert [cell for cell in cells if cell.startswith("'=cmd </script>")]


def test_only_what_speaks_of_the_whole_territory_has_pictures():
    paths = {output.path for output in files.files(CATALOG)}
    pictures = {path for path in paths if path.endswith(".png")}
    assert {path.split("/")[1] for path in pictures} == {"region"}
    assert {path for path in paths if "/region/" in path and path.endswith(".svg")} == {
        path.replace("-2x.png", ".svg") for path in pictures if path.endswith("-2x.png")
    }


@pytest.mark.parametrize(
    "path", ["graphiques/region/projets-par-thematique/graphique", "chiffres-cles/region/projets/chiffre"]
)
def test_a_picture_is_light_and_twice_as_large_as_it_is_shown(path: str):
    content = made(f"{path}-2x.png").content
    assert len(content) <= 80_000
    assert Image.open(io.BytesIO(content)).width == 1200
    assert made(f"{path}-2x.png").content == content, "the same bytes each time"


def test_a_key_changes_when_the_bytes_may():
    changed = small_catalog({"projets": ROWS["projets"].replace("Lait du Bas", "Lait du Fond")})
    path = "graphiques/region/projets-par-thematique/graphique.svg"
    assert made(path).key == made(path, small_catalog()).key != made(path, changed).key


# ------------------------------------------------------------------ codes


def shared(path: str, catalog: Catalog = CATALOG) -> Shared:
    return Shared(catalog=catalog, exhibit=called(path, catalog))


def test_the_code_of_a_web_page_is_a_titled_frame_of_fixed_height_and_a_link():
    one = shared("graphiques/region/projets-par-thematique/")
    page = read_page("x", f"<!doctype html><title>x</title>{web(one)}".encode())
    (frame,) = page.all("iframe")
    assert frame.get("src") == one.url
    assert frame.get("title") == "Projets par thématique\u202f: Deux-Vallées"
    assert frame.get("height") == str(one.exhibit.height)
    assert frame.get("width", "").isdigit()
    assert frame.get("loading") == "lazy"
    assert frame.get("referrerpolicy") == "strict-origin-when-cross-origin"
    assert page.links == [one.url]


def test_oembed_holds_what_wordpress_asks_for():
    said = json.loads(file("chiffres-cles/region/projets/oembed.json"))
    assert {"version": "1.0", "type": "rich", "provider_name": SETTINGS.site_name}.items() <= said.items()
    assert said["html"] == web(shared("chiffres-cles/region/projets/"))
    assert said["width"] > 0 < said["height"]


def test_hostile_names_stay_text_in_every_code():
    catalog = hostile_catalog()
    path = "graphiques/thematique-savoir_faire/projets-par-type/"
    one = (
        shared(path, catalog)
        if path in {e.path for e in exhibits(catalog)}
        else shared("cartes/thematique-savoir_faire/", catalog)
    )
    assert NASTY in one.title.replace("\u202f", " ").replace("\u00a0", " ") or "alert(1)" in one.title
    page = read_page("x", f"<!doctype html><title>x</title>{web(one)}".encode())
    assert [tag(e) for e in page.all() if tag(e) in ("img", "script")] == []
    code = markdown(one)
    assert "\\<img" in code
    assert "\\[a\\](javascript:b)" in code
    raw = next(o for o in sending.files(catalog) if o.path == f"{one.exhibit.path}oembed.json").content
    assert b"<" not in raw
    assert json.loads(raw)["title"] == one.title


def test_a_printed_code_leads_to_the_exhibit():
    one = shared("graphiques/region/projets-par-thematique/")
    picture = Image.open(io.BytesIO(png(qr_code(one.url).decode(), 400)))
    (read,) = zxingcpp.read_barcodes(picture.convert("RGB"))
    assert read.text == one.url


# ------------------------------------------------------------------ what an edition froze


def frozen() -> tuple[Catalog, Edition]:
    """A catalogue with an edition that kept one chart, as it was then."""
    path = "graphiques/region/projets-par-thematique/"
    table = 'Thématique,Projets,Part\nSavoir-faire,1,"50 %"\n'.encode()
    sizes = {
        f"{path}{name}": FrozenFile(1, "") for name in ("graphique.csv", "graphique-2x.png", "index.html")
    }
    kept = FrozenExhibit(kind="graphique", path=path, title="Projets par thème : hier", height=432)
    edition = Edition(
        name="2025-11",
        date=date(2025, 11, 20),
        files=sizes,
        exhibits=(kept,),
        previous=("", ""),
        sha256="abc",
        read=lambda path: table,
    )
    return replace(CATALOG, editions=(edition,)), edition


def test_frozen_codes_say_what_was_frozen_and_lead_there():
    catalog, edition = frozen()
    path = "graphiques/region/projets-par-thematique/"
    one = Shared(catalog=catalog, exhibit=called(path, catalog), edition=edition)
    assert one.url == f"{SETTINGS.site_url}editions/2025-11/{path}"
    assert 'height="432"' in web(one)
    for said in (web(one), markdown(one), mail_html(sending.frozen_block(one))):
        assert "version figée, données au 20 novembre 2025" in said.replace("\u00a0", " ")
        assert "Projets par thème" in said
        assert f"{SETTINGS.site_url}{path}" not in said
    assert "Savoir-faire\u202f: 1" in mail_html(sending.frozen_block(one))


def test_the_page_of_codes_gives_those_of_each_edition():
    catalog, _ = frozen()
    page = codes.page(catalog, scopes(catalog)["region"])
    assert page.body.count('data-edition="2025-11"') == 5
    assert page.body.count("data-sujet=") == len(exhibits_by_scope(catalog)["region"])


# ------------------------------------------------------------------ interactive charts


@pytest.mark.parametrize("catalog", [CATALOG, hostile_catalog()], ids=["plain", "hostile"])
def test_every_specification_is_one_that_plotly_takes(catalog: Catalog):
    found = [o for o in files.files(catalog) if o.path.endswith(".json")]
    assert found
    for output in found:
        said = json.loads(output.content)
        assert Plot(said).to_plotly_json() == said, output.path
        assert "<img" not in json.dumps([t["customdata"] for t in said["data"]]), output.path
        assert {t["hovertemplate"] for t in said["data"]} == {"%{customdata}<extra></extra>"}
        assert not re.search(r"https?://", output.content.decode()), output.path


def test_a_specification_holds_the_figures_of_the_drawing():
    said = json.loads(file("graphiques/region/projets-par-thematique/graphique.json"))
    (trace,) = said["data"]
    assert trace["x"] == [2, 1]
    assert trace["meta"]["lignes"] == [["Savoir-faire", "2"], ["Alimentation", "1"]]


def test_the_script_turns_off_what_would_leave_the_site():
    script = (Path(__file__).parent.parent / "docs/assets/graphique.js").read_text(encoding="utf-8")
    for setting in ("showSendToCloud: false", 'plotlyServerURL: ""', "displaylogo: false", 'locale: "fr"'):
        assert setting in script
