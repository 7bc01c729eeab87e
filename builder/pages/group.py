"""One page for each département, theme and type: map, key figures, cases, charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from ..catalog import CaseStudy, Catalog, Group
from ..exhibits.charts import chart_figures
from ..exports.selections import downloads
from ..feeds.cases import FILE
from ..figure import Figure
from ..forge import correction_url, data_url
from ..fragments import FRAGMENTS
from ..keys import cases_key, key_of
from ..output import LatePage, Page
from ..paging import address, last_page, on_page, page_links
from ..records import TABLES, Project
from ..scopes import FILTERS, group_code, group_scope
from ..sharing.addresses import group_picture, public_address
from ..sharing.printed import printed_code
from ..templating import render, root_of
from ..text import NARROW, number, typography

# What each kind is called, and its table.
KINDS = {
    "territoires": ("Territoires", "departements"),
    "thematiques": ("Thématiques", "thematiques"),
    "types": ("Types de coopération", "types"),
}
LEFT_OUT = {
    "territoires": "projets-par-departement",
    "thematiques": "projets-par-thematique",
    "types": "projets-par-type",
}


def pages(catalog: Catalog) -> Iterator[LatePage]:
    """The pages of every territory, theme and type, empty ones included; many cases take several pages."""
    for group in (*catalog.territories, *catalog.themes, *catalog.types):
        key = partial(_key, catalog, group)
        for current in range(1, last_page(group.studies) + 1):
            make = (
                partial(page, catalog, group) if current == 1 else partial(next_page, catalog, group, current)
            )
            yield LatePage(path=address(group.path, current), section=group.kind, key=key, make=make)


def _key(catalog: Catalog, group: Group) -> str:
    return key_of(group.path, cases_key(catalog, group.studies))


def page(catalog: Catalog, group: Group) -> Page:
    """The first page of one group; its map and key figures are those of a slot with the same filter."""
    filter_name = FILTERS[group.kind]
    root = root_of(group.path)
    only = {filter_name: group.key}
    body = render(
        "group.html",
        root,
        **_list(catalog, group, 1),
        figures=FRAGMENTS["chiffres-cles"].render(catalog, only, root) if group.studies else "",
        map=FRAGMENTS["carte"].render(catalog, only, root),
        charts=[chart for name, chart in _charts(catalog, group).items() if name != LEFT_OUT[group.kind]],
        report_url=correction_url(catalog.settings, group.path, f"Erreur : {group.label}"),
        edit_url=edit_url(catalog, group),
        downloads=downloads(catalog, group_code(group)),
        explorer=f"projets/?{filter_name}={group.key}",
        feed=f"{group.path}{FILE}" if catalog.settings.has_address else "",
        share_url=public_address(catalog, group.path),
        catalog=catalog,
        code=printed_code(catalog, group.path),
        nnbsp=NARROW,
    )
    return Page(
        path=group.path,
        title=typography(group.label),
        description=_description(catalog, group),
        body=str(body),
        section=group.kind,
        source_note=_source_note(catalog, group),
        head=feed_link(catalog, group),
        **group_picture(group),
    )


def next_page(catalog: Catalog, group: Group, current: int) -> Page:
    """A further page of one group: more cases, nothing else."""
    path, last = address(group.path, current), last_page(group.studies)
    where = f"{group.label}, page {number(current)} sur {number(last)}"
    return Page(
        path=path,
        title=typography(where),
        description=typography(f"{where}. {_description(catalog, group)}"),
        body=str(render("group-page.html", root_of(path), **_list(catalog, group, current))),
        section=group.kind,
        source_note=_source_note(catalog, group),
    )


def _list(catalog: Catalog, group: Group, current: int) -> dict[str, Any]:
    """What the pages of a group share: some of its cases, and the way to the others."""
    last = last_page(group.studies)
    return {
        "group": group,
        "kind_label": KINDS[group.kind][0],
        "studies": on_page(group.studies, current),
        "current": current,
        "last": last,
        "links": page_links(group.path, current, last, root_of(address(group.path, current))),
        "project_url": partial(project_url, catalog),
    }


def _source_note(catalog: Catalog, group: Group) -> str:
    table = TABLES[KINDS[group.kind][1]]
    return f"{catalog.settings.donnees}/{table.file}, ligne {group.line}"


def feed_link(catalog: Catalog, group: Group) -> str:
    """What tells a feed reader of the feed of the group."""
    if not catalog.settings.has_address:
        return ""
    return str(render("feeds/lien.html", root_of(group.path), group=group, file=FILE))


def _charts(catalog: Catalog, group: Group) -> Mapping[str, Figure]:
    scope = group_scope(catalog, group)
    return chart_figures(catalog, scope) if scope else {}


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
