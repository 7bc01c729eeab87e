"""Each figure has an address for ever, and is cited with its source, in words and for machines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import bibtexparser
import pytest
from small_catalog import SETTINGS, small_catalog

from builder.anchors import Anchor, anchors, figures
from builder.catalog import CaseStudy, Catalog
from builder.citations import Citation, bibtex, citations, items
from builder.config import LegalNotice
from builder.pages import case_study, citing
from builder.records import JobFigure
from builder.words import JobUnit, Measure, Nature

HOSTILE = "</script><img src=x onerror=alert(1)> {{ 7*7 }} ${alert(1)} =cmd \\ { } % & # _ ~ ^ 𝒱 😀"


def study(*jobs: JobFigure) -> CaseStudy:
    return replace(small_catalog().by_id["laine"], jobs=jobs, impacts=(), fundings=())


def job(**changes: object) -> JobFigure:
    return replace(small_catalog().by_id["laine"].jobs[0], **changes)


def found(catalog: Catalog, case: str) -> list[Citation]:
    return list(citations(catalog, catalog.by_id[case]))


# ------------------------------------------------------------------ anchors


def test_the_anchor_of_a_figure_says_what_it_is_and_not_where_it_stands():
    named = anchors(
        study(
            job(line=2),
            job(line=3, year=None, value=Decimal("2.50"), unit=JobUnit.FTE),
            job(line=4, measure=Measure.KEPT, value=Decimal("1200")),
        )
    )
    assert named == {
        ("emplois", 2): Anchor("emplois-2018-crees-projet-cumul-emplois", "emplois-2018-crees"),
        ("emplois", 3): Anchor("emplois-sans-annee-crees-projet-cumul-etp", "emplois-sans-annee-crees"),
        ("emplois", 4): Anchor("emplois-2018-maintenus-projet-cumul-emplois", "emplois-2018-maintenus"),
    }


def test_results_and_money_have_anchors_too():
    catalog = small_catalog()
    assert list(anchors(catalog.by_id["laine"]).values())[-1] == Anchor(
        "resultats-2019-laine-transformee-tonnes", "resultats-2019-laine-transformee"
    )
    assert list(anchors(catalog.by_id["lait"]).values())[-1] == Anchor(
        "argent-2021-region-amorcage", "argent-2021-region"
    )


def test_figures_of_the_same_kind_are_told_by_their_source_and_have_no_short_anchor():
    rows = (job(line=2), job(line=3, source_id="bilan-2022"), job(line=4, value=Decimal(2)))
    assert list(anchors(study(*rows)).values()) == [
        Anchor("emplois-2018-crees-projet-cumul-emplois--presse-2020", ""),
        Anchor("emplois-2018-crees-projet-cumul-emplois", ""),
        Anchor("emplois-2018-crees-projet-cumul-emplois--presse-2020-2", ""),
    ]


def test_a_target_has_another_anchor_than_a_result():
    rows = (job(line=2), job(line=3, nature=Nature.TARGET, value=Decimal(50)))
    assert [one.long for one in anchors(study(*rows)).values()] == [
        "emplois-2018-crees-projet-cumul-emplois",
        "emplois-2018-crees-projet-cumul-emplois-objectif",
    ]


def test_a_result_whose_unit_has_no_letter_has_a_single_anchor():
    catalog = small_catalog({"impacts": "laine,economique,Ventes,8,€,2019,declare,exact,presse-2020,\n"})
    one = catalog.by_id["laine"]
    assert anchors(one)["impacts", 2] == Anchor("resultats-2019-ventes", "")
    assert case_study.page(catalog, one).body.count('id="resultats-2019-ventes"') == 1


def test_a_corrected_figure_keeps_its_anchors():
    before = anchors(study(job(line=2)))
    told = {"nature": Nature.MEASURED, "source_id": "bilan-2022", "note": "Recompté."}
    assert anchors(study(job(line=2, value=Decimal("11.5"), **told))) == before


def test_a_figure_added_elsewhere_changes_no_anchor():
    before = anchors(study(job(line=2)))
    after = anchors(study(job(line=7), job(line=2, year=2001, value=Decimal(3))))
    assert after["emplois", 7] == before["emplois", 2]


def test_every_anchor_is_in_the_page_once(petit_catalog: Catalog):
    for one in petit_catalog.studies:
        body = case_study.page(petit_catalog, one).body
        for anchor in anchors(one).values():
            assert body.count(f'id="{anchor.long}"') == 1
            assert not anchor.short or body.count(f'id="{anchor.short}"') == 1


# ------------------------------------------------------------------ in words


def test_a_figure_is_cited_with_its_source_its_words_and_its_address():
    cited = found(small_catalog(), "laine")[1]
    address = "https://vitrine.example/essai/projets/laine/#emplois-2020-crees-projet-cumul-emplois"

    assert plain(cited.short) == (
        "La Laine du Haut : emplois créés, plus de 14 (2020, déclaré). Source : Le Journal (4 mai 2020), "
        f"repris de Vitrine d’essai, {address}"
    )
    assert plain(cited.full) == (
        "Le Journal (4 mai 2020). La laine repart. https://journal.example/laine (consulté le 12 janvier "
        "2026). Chiffre repris de : Vitrine d’essai (12 janvier 2026). La Laine du Haut : emplois créés, "
        f"plus de 14 (2020, déclaré) [jeu de données, Licence Ouverte 2.0]. {address}"
    )


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_a_source_without_date_is_said_to_have_none():
    changed = {"projets": "laine,Laine,filiere,actif,,territoire,,mobilite,,,,,Filature.,annuaire,\n"}
    none = dict.fromkeys(("emplois", "financements", "partenaires", "etapes", "facteurs", "lieux"), "")
    changed |= none | {
        "impacts": "laine,social,Repas,8,repas,,declare,exact,annuaire,\n",
        "evenements": "",
    }
    (cited,) = found(small_catalog(changed), "laine")

    assert "Maison commune (s. d.). Annuaire." in cited.full
    assert "issued" not in cited.csl[0]
    assert "year" not in bibtex(cited.csl[0])


def test_the_publisher_signs_once_the_settings_name_one():
    settings = replace(SETTINGS, mentions=LegalNotice(editeur="Maison commune"))
    (cited, *_) = found(small_catalog(settings=settings), "laine")

    assert "repris de : Vitrine d’essai, Maison commune (" in plain(cited.full)


# ------------------------------------------------------------------ for machines


def test_csl_tells_the_source_and_the_figure():
    source, figure = found(small_catalog(), "laine")[0].csl

    assert (source["type"], source["issued"]) == ("webpage", {"date-parts": [[2020, 5, 4]]})
    assert source["author"] == [{"literal": "Le Journal"}]
    assert (figure["type"], figure["version"]) == ("dataset", "2026-01-12")
    assert figure["URL"].endswith("#emplois-2018-crees-projet-cumul-emplois")


def test_items_of_a_case_have_one_id_each(petit_catalog: Catalog):
    for one in petit_catalog.studies:
        ids = [item["id"] for item in items(petit_catalog, one)]
        assert len(ids) == len(set(ids))


def entries(text: str) -> list[dict[str, str]]:
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    return [{field.key: field.value for field in entry.fields} for entry in library.entries]


def test_bibtex_is_read_by_another_program(petit_catalog: Catalog):
    for one in petit_catalog.studies:
        expected = items(petit_catalog, one)
        read = entries("\n".join(map(bibtex, expected)))
        assert [entry["url"].strip("{}") for entry in read] == [item["URL"] for item in expected]


def test_hostile_texts_break_neither_bibtex_nor_the_page():
    source = f'presse-2020,"{HOSTILE}","{HOSTILE}",2020-05-04,https://journal.example/laine,2026-01-12\n'
    more = "annuaire,A,B,,https://a.example/,2026-01-10\nbilan-2022,C,D,2022,https://b.example/?q=%7B,2026-01-11\n"
    catalog = small_catalog({"sources": source + more})
    one = catalog.by_id["laine"]

    (read, _) = entries(found(catalog, "laine")[0].bibtex)
    assert read["author"].count("{") - read["author"].count("\\{") == read["author"].count("}") - read[
        "author"
    ].count("\\}")
    body = citing.page(catalog, one).body
    assert "<img" not in body
    assert "</script>" not in body
    assert "{{ 7*7 }}" in body


# ------------------------------------------------------------------ errors


def asked(url: str) -> dict[str, str]:
    return {key: value for key, (value,) in parse_qs(urlsplit(url).query).items()}


def every_figure(catalog: Catalog) -> Iterator[Citation]:
    for one in catalog.studies:
        yield from citations(catalog, one)


def test_an_error_is_told_with_the_figure_and_its_line_already_written():
    catalog = small_catalog()
    cited = found(catalog, "laine")[0]
    written = asked(cited.report_url)

    assert len(list(every_figure(catalog))) == sum(len(list(figures(one))) for one in catalog.studies)
    assert written["page"] == cited.url
    assert plain(written["chiffre"]) == "emplois créés 10 (2018, déclaré) (data/emplois.csv, ligne 2)"


# ------------------------------------------------------------------ the page, the files


def test_there_is_a_page_and_two_files_for_each_case_while_they_are_few(monkeypatch: pytest.MonkeyPatch):
    catalog = small_catalog()
    assert [page.path for page in citing.pages(catalog)] == ["citer/laine/", "citer/lait/", "citer/reseau/"]
    assert {file.path for file in citing.files(catalog)} >= {
        "citer/laine/citations.bib",
        "citer/laine/citations.json",
    }
    monkeypatch.setattr("builder.scale.EACH_CASE", 2)
    assert list(citing.pages(catalog)) == []
    assert list(citing.files(catalog)) == []
    assert 'class="citer"' not in case_study.page(catalog, catalog.by_id["laine"]).body


def test_the_reserve_of_the_source_is_said():
    exact, more, about = found(small_catalog(), "laine")
    assert [one.reserve for one in (exact, more, about)] == ["aucune", "plus de", "environ"]
    assert found(small_catalog(), "lait")[-1].reserve == "aucune"
