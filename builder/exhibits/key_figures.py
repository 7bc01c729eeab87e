"""Key figures as exhibits: a card that says what is counted, over how many cases, as of when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from markupsafe import Markup

from ..catalog import Catalog
from ..charts.scales import NARROWEST, wrapped
from ..figure import Cell, DataTable, Figure
from ..fragments.tiles import KNOWN, NAMES, TABLES, TILES, Tile, selection
from ..kept import kept
from ..scopes import Scope, key_figure_path, scopes
from ..templating import render
from ..text import NARROW, NO_BREAK, typography
from .base import Exhibit
from .frame import GAP, KEY_FIGURE_WIDTH, PADDING, SLACK, height_of, title_height

NUMBER, TEXT, SMALL = 40, 15, 13  # sizes of letters
FOOT = 120  # source, links, on the narrowest screen
FOLDED = 40  # « D’où vient ce chiffre »


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """A key figure of a scope: one tile for each unit, worked out when somebody asks."""

    exhibit: Exhibit
    work_out: Callable[[], tuple[Tile, ...]]

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """What it says."""
        return self.work_out()


@lru_cache(maxsize=1)
def key_figures(catalog: Catalog) -> Mapping[str, KeyFigure]:
    """Every key figure that is known, by its address; a case has none, its results stand on its page."""
    found = (_key_figures(catalog, scope) for scope in scopes(catalog).values() if scope.kind != "projet")
    return {one.exhibit.path: one for figures in found for one in figures}


def _key_figures(catalog: Catalog, scope: Scope) -> Iterator[KeyFigure]:
    for name, is_known in KNOWN.items():
        path = key_figure_path(scope, name)
        if path and any(map(is_known, scope.studies)):
            yield KeyFigure(
                exhibit=_exhibit(catalog, scope, name, path),
                work_out=partial(kept, catalog, _tiles, scope.code, name),
            )


def _tiles(catalog: Catalog, code: str, name: str) -> tuple[Tile, ...]:
    return tuple(TILES[name](selection(catalog, scopes(catalog)[code].attributes)))


def _exhibit(catalog: Catalog, scope: Scope, name: str, path: str) -> Exhibit:
    return Exhibit(
        kind="chiffre",
        path=path,
        title=_title(scope, name),
        page=scope.page,
        width=KEY_FIGURE_WIDTH,
        studies=scope.studies,
        draw=partial(kept, catalog, _drawn, scope.code, name),
        measure=partial(_height, catalog, scope.code, name),
        tables=TABLES[name],
        together=scope.page.rstrip("/"),
    )


def _title(scope: Scope, name: str) -> str:
    return f"{NAMES[name]} : {scope.label}"


def _drawn(catalog: Catalog, code: str, name: str) -> Figure:
    scope = scopes(catalog)[code]
    tiles = kept(catalog, _tiles, code, name)
    return _figure(_title(scope, name), key_figure_path(scope, name), tiles)


def _height(catalog: Catalog, code: str, name: str) -> int:
    figure = kept(catalog, _drawn, code, name)
    folded = sum(FOLDED for tile in kept(catalog, _tiles, code, name) if tile.rows)
    return PADDING + title_height(figure.title) + height_of(figure.svg) + folded + GAP + FOOT + SLACK


def _figure(title: str, path: str, tiles: Sequence[Tile]) -> Figure:
    description = " ; ".join(map(in_words, tiles))
    return Figure(
        id="-".join(path.strip("/").split("/")),
        title=title,
        description=f"{description}.",
        svg=_svg(f"{title}. {description}.", tiles),
        tabulate=partial(_table, title, tiles),
        path=path,
    )


def in_words(tile: Tile) -> str:
    """`plus de 24 emplois : emplois créés depuis le début (2 projets renseignés sur 3)`."""
    space = NARROW if tile.unit.startswith(("%", "€")) else NO_BREAK
    reserve = f"{tile.reserve} " if tile.reserve else ""
    known = f" ({tile.known})" if tile.known else ""
    return f"{reserve}{tile.number}{space}{tile.unit} : {tile.label}{known}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedTile:
    """A tile where it is drawn: baselines in pixels."""

    tile: Tile
    number: int
    words: tuple[tuple[str, int, int], ...]  # text, baseline, size


def _svg(name: str, tiles: Sequence[Tile]) -> Markup:
    placed, y = [], 0
    for tile in tiles:
        one, y = _placed(tile, y)
        placed.append(one)
    return render("svg/chiffre.svg", "", name=name, tiles=placed, height=y, size=NUMBER)


def _placed(tile: Tile, y: int) -> tuple[PlacedTile, int]:
    number = y + NUMBER
    words, below = [], number + 6
    for text, size in ((tile.label, TEXT), (tile.known, SMALL)):
        for line in wrapped(typography(text), NARROWEST, size, most=4) if text else ():
            below += round(size * 1.4)
            words.append((line, below, size))
    return PlacedTile(tile=tile, number=number, words=tuple(words)), below + 20


def _table(title: str, tiles: Sequence[Tile]) -> DataTable:
    """What each total adds; the total itself where it adds nothing."""
    rows = [row for tile in tiles for row in _rows(tile)]
    headers = ("Ce qui est compté", "Valeur", "Projet", "Année et nature", "Source")
    return DataTable(caption=title, headers=headers, rows=tuple(rows))


def _rows(tile: Tile) -> Iterator[tuple[Cell, ...]]:
    total = f"{tile.reserve} {tile.number}{NO_BREAK}{tile.unit}".strip()
    yield Cell(tile.label), Cell(total, numeric=True), Cell(tile.known), Cell(""), Cell("")
    for row in tile.rows:
        yield (
            Cell(f"{tile.label}, détail"),
            Cell(row.quantity, numeric=True),
            Cell(row.name, href=row.href),
            Cell(row.known),
            Cell(row.source.publisher, href=row.source.url),
        )
