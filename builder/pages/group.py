"""One page for each département, theme and type: map, key figures, cases, charts."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog import CaseStudy, Catalog, Group
from ..charts import CHARTS
from ..forge import correction_url, data_url
from ..fragments import FRAGMENTS
from ..output import Page
from ..records import TABLES, Project
from ..templating import render, root_of
from ..text import NARROW, typography

KINDS = {
    "territoires": ("Territoires", "departements", "departement"),
    "thematiques": ("Thématiques", "thematiques", "thematique"),
    "types": ("Types de coopération", "types", "type"),
}
LEFT_OUT = {
    "territoires": "projets-par-departement",
    "thematiques": "projets-par-thematique",
    "types": "projets-par-type",
}


def pages(catalog: Catalog) -> Iterator[Page]:
    """The pages of every territory, theme and type, empty ones included."""
    for group in (*catalog.territories, *catalog.themes, *catalog.types):
        yield page(catalog, group)


def page(catalog: Catalog, group: Group) -> Page:
    """The page of one group; its map and key figures are those of a slot with the same filter."""
    label, table, filter_name = KINDS[group.kind]
    root = root_of(group.path)
    only = {filter_name: group.key}
    body = render(
        "group.html",
        root,
        group=group,
        kind_label=label,
        figures=FRAGMENTS["chiffres-cles"].render(catalog, only, root) if group.studies else "",
        map=FRAGMENTS["carte"].render(catalog, only, root),
        charts=[
            chart
            for name, kind in CHARTS.items()
            if name != LEFT_OUT[group.kind] and (chart := kind.draw(group.studies))
        ],
        report_url=correction_url(catalog.settings, group.path, f"Erreur : {group.label}"),
        edit_url=edit_url(catalog, group),
        project_url=lambda study: project_url(catalog, study),
        nnbsp=NARROW,
    )
    return Page(
        path=group.path,
        title=typography(group.label),
        description=_description(catalog, group),
        body=str(body),
        section=group.kind,
        source_note=f"{catalog.settings.donnees}/{TABLES[table].file}, ligne {group.line}",
    )


def edit_url(catalog: Catalog, group: Group) -> str:
    """The row that defines a theme or a type; for a département, whose row is official, the projects."""
    if group.kind == "territoires":
        return data_url(catalog.settings, Project.file, 1)
    return data_url(catalog.settings, TABLES[KINDS[group.kind][1]].file, group.line)


def project_url(catalog: Catalog, study: CaseStudy) -> str:
    """The row of a case: what puts it in this page."""
    return data_url(catalog.settings, Project.file, study.project.line)


def _description(catalog: Catalog, group: Group) -> str:
    count = len(group.studies)
    found = "aucune coopération décrite" if not count else f"{count} coopération{'s' if count > 1 else ''}"
    where = "" if group.kind == "territoires" else f" {catalog.settings.en_territoire}"
    return typography(f"{group.label} : {found}{where}. Résultats, carte, partenaires et sources.")
