"""Totals where a naive sum would lie: small hand-made records, exact results."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from builder.catalog import CaseStudy, Catalog
from builder.records import CooperationType, Funding, Impact, JobFigure, Partner, Project, Theme
from builder.statistics import (
    Coverage,
    YearCount,
    asked_again,
    cases_by_start,
    cases_by_theme,
    forget_sets,
    impact_series,
    impacts_by_family,
    job_rankings,
    job_series,
    job_totals,
    key_figures,
    money_total,
    partners_by_category,
)
from builder.words import (
    FunderCategory,
    ImpactFamily,
    JobUnit,
    Measure,
    MoneyUse,
    Nature,
    PartnerCategory,
    Perimeter,
    Period,
    PlacePrecision,
    Precision,
    Status,
)

JOB = JobFigure(
    project_id="a",
    year=2020,
    measure=Measure.CREATED,
    perimeter=Perimeter.PROJECT,
    period=Period.TOTAL,
    value=Decimal(10),
    unit=JobUnit.JOBS,
    nature=Nature.DECLARED,
    precision=Precision.EXACT,
    source_id="s",
    note=None,
)
GIFT = Funding(
    project_id="a",
    funder="Région",
    category=FunderCategory.REGION,
    amount=Decimal(1000),
    year=2020,
    use=MoneyUse.ENGINEERING,
    nature=Nature.DECLARED,
    source_id="s",
)
IMPACT = Impact(
    project_id="a",
    family=ImpactFamily.ECONOMIC,
    indicator="Adhérents",
    value=Decimal(10),
    unit="membres",
    year=2020,
    nature=Nature.DECLARED,
    precision=Precision.EXACT,
    source_id="s",
    note=None,
)
PARTNER = Partner(project_id="a", name="Ville", category=PartnerCategory.PUBLIC, source_id="s", role=None)


def job(value: int | str, **changes: object) -> JobFigure:
    return replace(JOB, value=Decimal(value), **changes)  # type: ignore[arg-type]


def gift(amount: int, **changes: object) -> Funding:
    return replace(GIFT, amount=Decimal(amount), **changes)  # type: ignore[arg-type]


def study(*rows: object, id: str = "a", start: int | None = None, theme: str = "culture") -> CaseStudy:
    """A case that holds the rows given, each one moved to it."""
    project = Project(
        id=id,
        name=id,
        type="ptce",
        status=Status.ACTIVE,
        commune_code=None,
        place_precision=PlacePrecision.SITE,
        territory=None,
        theme=theme,
        start_year=start,
        end_year=None,
        lead=None,
        website=None,
        summary="",
        source_id="s",
        checked_on=None,
    )
    moved = [replace(row, project_id=id, line=line) for line, row in enumerate(rows, 2)]  # type: ignore[type-var]
    return CaseStudy(
        project=project,
        theme=Theme(code=theme, label=theme.title(), definition=""),
        type=CooperationType(code="ptce", label="PTCE", definition=""),
        locations=(),
        jobs=tuple(row for row in moved if isinstance(row, JobFigure)),
        impacts=tuple(row for row in moved if isinstance(row, Impact)),
        fundings=tuple(row for row in moved if isinstance(row, Funding)),
        partners=tuple(row for row in moved if isinstance(row, Partner)),
        milestones=(),
        evidence=(),
        events=(),
        sources=(),
    )


def totals(*studies: CaseStudy) -> dict[tuple[str, str], Decimal]:
    """The value of each total, by measure and unit."""
    return {(t.measure.value, t.unit.value): t.value for t in job_totals(studies)}


# ------------------------------------------------------------------ jobs


def test_a_series_is_not_a_sum_the_latest_year_counts():
    assert totals(study(job(25, year=2014), job(200, year=2018), job(170, year=2016))) == {
        ("crees", "emplois"): Decimal(200)
    }


def test_the_latest_counts_even_when_it_is_lower():
    assert totals(study(job(60, year=2010), job(55, year=2014)))["crees", "emplois"] == 55


def test_units_are_never_added():
    found = totals(study(job(20, unit=JobUnit.PEOPLE), job(14, unit=JobUnit.FTE), job(3)))
    assert found == {("crees", "emplois"): 3, ("crees", "etp"): 14, ("crees", "personnes"): 20}


def test_measures_are_never_added_even_when_one_is_part_of_the_other():
    stock = {"period": Period.STOCK, "unit": JobUnit.PEOPLE}
    found = totals(
        study(job(32, measure=Measure.HEADCOUNT, **stock), job(25, measure=Measure.INCLUSION, **stock))
    )
    assert found == {("effectif", "personnes"): 32, ("insertion", "personnes"): 25}


def test_what_happened_within_a_year_is_not_a_total_since_the_start():
    assert totals(study(job(48, period=Period.FLOW))) == {}


@pytest.mark.parametrize("perimeter", [Perimeter.MEMBERS, Perimeter.SECTOR])
def test_jobs_around_the_cooperation_are_never_added_across_cases(perimeter: Perimeter):
    rows = job(6000, measure=Measure.HEADCOUNT, period=Period.STOCK, perimeter=perimeter)
    assert job_totals([study(rows), study(rows, id="b")]) == ()


def test_a_target_is_never_added_whether_the_measure_or_the_nature_says_it():
    planned = job(300, measure=Measure.PLANNED, nature=Nature.TARGET)
    hoped = job(150, nature=Nature.TARGET, year=2025)
    assert totals(study(planned, hoped, job(42, year=2024))) == {("crees", "emplois"): 42}


def test_a_case_with_only_a_target_is_not_covered():
    (total,) = job_totals([study(job(150, nature=Nature.TARGET)), study(job(5), id="b")])
    assert (total.value, total.coverage) == (5, Coverage(1, 2))


def test_jobs_lost_before_the_project_are_not_a_result():
    assert totals(study(job(350, measure=Measure.CONTEXT))) == {}


def test_a_figure_without_year_never_replaces_a_dated_one():
    assert totals(study(job(1600, year=None), job(1450, year=2014)))["crees", "emplois"] == 1450


def test_a_figure_without_year_counts_when_it_is_alone_and_is_said():
    (total,) = job_totals([study(job(13, year=None))])
    assert (total.value, total.undated, total.years) == (13, 1, None)


def test_when_sources_disagree_on_a_year_the_lower_is_taken_and_said():
    (total,) = job_totals(
        [study(job(72, year=2018), job(49, year=2018), job(12, year=2017)), study(job(1), id="b")]
    )
    assert (total.value, total.disagreements) == (50, ("a",))


def test_a_disagreement_on_an_older_year_is_not_one_about_the_total():
    (total,) = job_totals([study(job(72, year=2018), job(49, year=2018), job(82, year=2019))])
    assert (total.value, total.disagreements) == (82, ())


def test_two_figures_without_year_that_differ_disagree():
    (total,) = job_totals([study(job(214, year=None), job(120, year=None))])
    assert (total.value, total.disagreements) == (120, ("a",))


def test_sources_that_agree_do_not_disagree():
    (total,) = job_totals([study(job(20), job(20, source_id="t"))])
    assert (total.value, total.coverage, total.disagreements) == (20, Coverage(1, 1), ())


def test_zero_is_a_figure():
    (total,) = job_totals([study(job(0)), study(id="b")])
    assert (total.value, total.coverage) == (0, Coverage(1, 2))


def test_nothing_known_is_no_total_rather_than_zero():
    assert job_totals([study()]) == ()
    assert job_totals([]) == ()


def test_decimals_are_added_exactly():
    assert totals(study(job("0.1")), study(job("0.2"), id="b"))["crees", "emplois"] == Decimal("0.3")


def test_years_and_reserves_of_the_rows_added_are_known():
    (total,) = job_totals(
        [study(job(5, year=2013)), study(job(9, year=2022, precision=Precision.AT_LEAST), id="b")]
    )
    assert (total.years, total.qualified, [row.value for row in total.rows]) == ((2013, 2022), 1, [5, 9])


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ([Precision.EXACT, Precision.EXACT], Precision.EXACT),
        ([Precision.EXACT, Precision.AT_LEAST], Precision.AT_LEAST),
        ([Precision.AT_LEAST, Precision.AT_MOST], Precision.ABOUT),
    ],
)
def test_a_total_keeps_the_reserve_of_what_it_adds(known: list[Precision], said: Precision):
    studies = [study(job(5, precision=precision), id=id) for id, precision in zip("ab", known, strict=True)]
    (total,) = job_totals(studies)
    assert total.precision is said


def test_a_ranking_takes_the_latest_headcount_of_each_case_unit_by_unit():
    around = {"measure": Measure.HEADCOUNT, "period": Period.STOCK, "perimeter": Perimeter.MEMBERS}
    rankings = job_rankings(
        [
            study(job(167, year=2016, **around), job(430, year=2022, **around)),
            study(job(8265, **around), job(400, **around | {"period": Period.FLOW}), id="b"),
            study(job(50000, unit=JobUnit.PEOPLE, **around), id="c"),
        ],
        Perimeter.MEMBERS,
    )
    assert [(r.unit.value, [(row.project_id, row.value) for row in r.rows]) for r in rankings] == [
        ("emplois", [("b", 8265), ("a", 430)]),
        ("personnes", [("c", 50000)]),
    ]
    assert rankings[0].coverage == Coverage(2, 3)


# ------------------------------------------------------------------ money


def test_several_funders_are_added_and_their_shares_too():
    total = money_total(
        [
            study(gift(1000), gift(3000, funder="État", category=FunderCategory.STATE, use=MoneyUse.SEED)),
            study(gift(500), id="b"),
            study(id="c"),
        ]
    )
    assert total
    assert (total.value, total.coverage) == (4500, Coverage(2, 3))
    assert [(s.word.value, s.value, s.cases) for s in total.by_category] == [
        ("etat", 3000, 1),
        ("region", 1500, 2),
    ]
    assert [(s.word.value, s.value) for s in total.by_use] == [("amorcage", 3000), ("ingenierie", 1500)]


def test_the_same_funder_for_the_same_use_counts_once_by_its_latest_sum():
    total = money_total(
        [study(gift(900, year=2015), gift(1000, year=2018), gift(400, year=2018, use=MoneyUse.SEED))]
    )
    assert total
    assert (total.value, total.superseded) == (1400, 1)


def test_a_funder_typed_under_two_categories_still_counts_once():
    total = money_total([study(gift(900, year=2015), gift(1000, category=FunderCategory.STATE))])
    assert total
    assert [(s.word.value, s.value) for s in total.by_category] == [("etat", 1000)]


def test_two_sums_for_the_same_year_take_the_lower_and_say_so():
    total = money_total([study(gift(1000), gift(800))])
    assert total
    assert (total.value, total.disagreements, total.superseded) == (800, ("a",), 0)


def test_money_only_hoped_for_is_left_out_and_counted():
    total = money_total([study(gift(9000, nature=Nature.TARGET), gift(100, year=None))])
    assert total
    assert (total.value, total.targets, total.undated) == (100, 1, 1)
    assert money_total([study(gift(9000, nature=Nature.TARGET))]) is None


def test_the_share_of_engineering_leaves_out_money_whose_use_is_unknown():
    unknown = gift(8000, use=MoneyUse.UNSPECIFIED)
    total = money_total([study(gift(1000), gift(3000, use=MoneyUse.SEED), unknown)])
    assert total
    assert total.engineering_share == Decimal("0.25")
    alone = money_total([study(unknown)])
    assert alone
    assert alone.engineering_share is None


# ------------------------------------------------------------------ counts


def test_a_partner_counts_once_in_a_case_and_again_in_another():
    twice = replace(PARTNER, role="prête un local")
    studies = [study(PARTNER, twice), study(PARTNER, id="b"), study(id="c")]
    assert [(s.word.value, s.value, s.cases) for s in partners_by_category(studies)] == [("public", 2, 2)]
    figures = key_figures(studies)
    assert (figures.partners, figures.partner_coverage) == (1, Coverage(2, 3))


def test_figures_of_results_are_counted_without_targets():
    target = replace(IMPACT, nature=Nature.TARGET)
    social = replace(IMPACT, family=ImpactFamily.SOCIAL)
    found = impacts_by_family([study(IMPACT, IMPACT, target), study(social, id="b")])
    assert [(s.word.value, s.value, s.cases) for s in found] == [("economique", 2, 1), ("social", 1, 1)]
    assert impacts_by_family([study(target)]) == ()


def test_themes_come_most_cases_first_then_by_label():
    studies = [
        study(id=id, theme=theme) for id, theme in (("a", "mobilite"), ("b", "énergie"), ("c", "mobilite"))
    ]
    studies.append(study(id="d", theme="culture"))
    assert [(s.word.label, s.cases) for s in cases_by_theme(studies)] == [
        ("Mobilite", 2),
        ("Culture", 1),
        ("Énergie", 1),
    ]


def test_start_years_are_spans_of_five_years_empty_ones_included():
    studies = [study(id=str(n), start=year) for n, year in enumerate((2004, 2005, 2016, None))]
    assert cases_by_start(studies) == (
        YearCount(2000, 2004, 1),
        YearCount(2005, 2009, 1),
        YearCount(2010, 2014, 0),
        YearCount(2015, 2019, 1),
    )
    assert cases_by_start([study()]) == ()


def test_very_old_cases_make_one_open_span():
    studies = [study(id=str(n), start=year) for n, year in enumerate((1896, 1972, 2012, 2024))]
    assert cases_by_start(studies, most=3) == (
        YearCount(None, 2009, 2),
        YearCount(2010, 2014, 1),
        YearCount(2015, 2019, 0),
        YearCount(2020, 2024, 1),
    )


@pytest.mark.parametrize("total", [job_totals, money_total, partners_by_category, impacts_by_family])
def test_totals_do_not_depend_on_the_order_of_cases(total: Callable[..., object]):
    a = study(job(5), gift(10), PARTNER, IMPACT)
    b = study(job(7), gift(30), PARTNER, IMPACT, id="b")
    values = [getattr(total([*pair]), "value", None) for pair in ((a, b), (b, a))]
    assert values[0] == values[1]


# ------------------------------------------------------------------ series


def test_series_of_jobs_keep_results_targets_and_context_apart_in_that_order():
    series = job_series(
        [
            job(300, measure=Measure.CONTEXT),
            job(90, measure=Measure.PLANNED, nature=Nature.TARGET),
            job(70, nature=Nature.TARGET),
            job(8, perimeter=Perimeter.MEMBERS),
            job(5, year=2012),
            job(6, year=2015),
        ]
    )
    assert [[row.value for row in s.rows] for s in series] == [[5, 6], [8], [70], [90], [300]]
    assert [s.target for s in series] == [False, False, True, True, False]


def test_a_series_says_for_which_years_its_sources_diverge():
    (series,) = job_series(
        [job(72, year=2018), job(49, year=2018), job(49, year=2018), job(82), job(5, year=None)]
    )
    assert series.diverging_years == (2018,)
    assert [(row.year, row.value) for row in series.dated] == [(2018, 49), (2018, 72), (2020, 82)]
    assert series.years == (2018, 2020)


def test_impacts_share_a_series_only_with_the_same_indicator_and_unit():
    rows = [
        IMPACT,
        replace(IMPACT, year=2012),
        replace(IMPACT, unit="%"),
        replace(IMPACT, indicator="Clients"),
    ]
    assert [len(s.rows) for s in impact_series(rows)] == [2, 1, 1]


# ------------------------------------------------------------------ what is kept


def test_what_was_said_of_sets_of_cases_is_kept_until_they_are_replaced(petit_catalog: Catalog):
    asked: list[int] = []

    @asked_again
    def counted(studies: Iterable[CaseStudy]) -> int:
        asked.append(len(tuple(studies)))
        return asked[-1]

    assert (
        counted(petit_catalog.studies) == counted(list(petit_catalog.studies)) == len(petit_catalog.studies)
    )
    assert len(asked) == 1
    forget_sets()
    counted(petit_catalog.studies)
    assert len(asked) == 2
