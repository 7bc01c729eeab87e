"""The codes to paste, scope by scope: what the embed kit reads, and who has no JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from ..catalog import Catalog
from ..editions import holding
from ..exhibits import Exhibit
from ..exhibits.listing import CODES, codes_path, exhibits_by_scope
from ..exhibits.sending import frozen_block
from ..exhibits.sharing import Shared, markdown, web
from ..fragments import cette_page
from ..keys import cases_key, key_of
from ..mail import html as mail_html
from ..mail import text as mail_text
from ..output import LatePage, Page
from ..scopes import Scope, scopes
from ..templating import render, root_of
from ..text import typography


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """What one pastes to show an exhibit, of today or of an edition; `block` and `text` only when frozen."""

    shared: Shared
    web: str
    markdown: str
    block: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An exhibit, its codes, and those of the editions that froze it."""

    exhibit: Exhibit
    live: Codes
    frozen: tuple[Codes, ...]

    @property
    def anchor(self) -> str:
        """Where it is in the page: « graphiques-region-emplois-totaux »."""
        return self.exhibit.path.strip("/").replace("/", "-")


def pages(catalog: Catalog) -> Iterator[LatePage]:
    """The page of every scope."""
    for code in exhibits_by_scope(catalog):
        scope = scopes(catalog)[code]
        path = codes_path(scope)
        make = partial(page, catalog, scope)
        yield LatePage(path=path, section=CODES, key=partial(_key, catalog, scope), make=make)


def _key(catalog: Catalog, scope: Scope) -> str:
    shown = [(one.path, one.title) for one in exhibits_by_scope(catalog)[scope.code]]
    editions = [(edition.name, edition.sha256) for edition in catalog.editions]
    return key_of(shown, editions, cases_key(catalog, scope.studies))


def page(catalog: Catalog, scope: Scope) -> Page:
    """The codes of a scope."""
    path = codes_path(scope)
    root = root_of(path)
    body = render(
        "exhibits/codes.html",
        root,
        scope=scope,
        subjects=[_subject(catalog, exhibit) for exhibit in exhibits_by_scope(catalog)[scope.code]],
    )
    title = f"Codes d’intégration : {scope.label}"
    links = cette_page.page_links(catalog, {"titre": title, "adresse": path, "tableau": "projets"}, root)
    return Page(
        path=path,
        title=typography(title),
        description=typography(f"Cartes, graphiques et chiffres à montrer ailleurs : {scope.label}."),
        body=f"{body}{links}",
        section=CODES,
        head=f'<link rel="stylesheet" href="{root}assets/integrer.css">',
    )


def _subject(catalog: Catalog, exhibit: Exhibit) -> Subject:
    frozen = (Shared(catalog=catalog, exhibit=exhibit, edition=one) for one in holding(catalog, exhibit.path))
    return Subject(
        exhibit=exhibit,
        live=_codes(Shared(catalog=catalog, exhibit=exhibit)),
        frozen=tuple(map(_frozen_codes, frozen)),
    )


def _codes(shared: Shared) -> Codes:
    return Codes(shared=shared, web=web(shared), markdown=markdown(shared))


def _frozen_codes(shared: Shared) -> Codes:
    block = frozen_block(shared)
    return Codes(
        shared=shared,
        web=web(shared),
        markdown=markdown(shared),
        block=mail_html(block),
        text=mail_text(block),
    )
