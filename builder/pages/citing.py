"""A page beside that of each case: every way of citing each of its figures, and of telling that one is wrong.

It is apart so that the page of a case stays light. Where cases are many, the API alone gives the citations.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from ..catalog import CaseStudy, Catalog
from ..citations import Item, bibtex, citations, items, page_item
from ..forge import correction_url, data_url
from ..json_text import indented
from ..keys import cases_key
from ..output import LatePage, Output, Page
from ..records import Project
from ..scale import details_each_case
from ..templating import render, root_of
from ..text import sentence, typography

FOLDER = "citer"
SECTION = "projets"
_HEAD = Markup(
    '<link rel="stylesheet" href="{root}assets/citer.css">\n'
    '<script type="module" src="{root}assets/citer.js"></script>'
)
BIBTEX, CSL = "citations.bib", "citations.json"


def cite_path(catalog: Catalog, study: CaseStudy) -> str:
    """Where that page is, relative to the site; empty when it is not made."""
    return f"{FOLDER}/{study.project.id}/" if details_each_case(catalog) else ""


def pages(catalog: Catalog) -> Iterator[LatePage]:
    """The page of every case, as long as they are not too many."""
    for study in catalog.studies if details_each_case(catalog) else ():
        make = partial(page, catalog, study)
        path, key = cite_path(catalog, study), cases_key(catalog, [study])
        yield LatePage(path=path, section=SECTION, key=key, make=make)


def files(catalog: Catalog) -> Iterator[Output]:
    """The same citations for reference managers, a file of each kind for each case."""
    for study in catalog.studies if details_each_case(catalog) else ():
        path, key = cite_path(catalog, study), cases_key(catalog, [study])
        yield Output.later(f"{path}{BIBTEX}", key, partial(_bibtex, catalog, study))
        yield Output.later(f"{path}{CSL}", key, partial(_csl, catalog, study))


def page(catalog: Catalog, study: CaseStudy) -> Page:
    """The page of one case."""
    path = cite_path(catalog, study)
    root = root_of(path)
    body = render(
        "citer.html",
        root,
        study=study,
        whole=bibtex(page_item(catalog, study)),
        citations=list(citations(catalog, study)),
        csl=_as_json,
        sentence=sentence,
        files=(f"{path}{BIBTEX}", f"{path}{CSL}"),
        report_url=correction_url(catalog.settings, path, f"Erreur : {study.project.name}"),
        edit_url=data_url(catalog.settings, Project.file, study.project.line),
    )
    return Page(
        path=path,
        title=typography(f"Citer : {study.project.name}"),
        description=typography(
            f"Citer les chiffres de la fiche « {study.project.name[:120]} » et leurs sources."
        ),
        body=str(body),
        section=SECTION,
        source_note=f"{catalog.settings.donnees}/{Project.file}, ligne {study.project.line}",
        head=_HEAD.format(root=root),
    )


def _bibtex(catalog: Catalog, study: CaseStudy) -> bytes:
    return "\n".join(map(bibtex, items(catalog, study))).encode()


def _csl(catalog: Catalog, study: CaseStudy) -> bytes:
    return f"{_as_json(items(catalog, study))}\n".encode()


def _as_json(found: list[Item] | tuple[Item, ...]) -> str:
    return indented(found)
