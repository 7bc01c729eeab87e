"""Rasters: a drawing in pieces looks as resvg draws it whole, and the same whatever was drawn before."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from small_catalog import small_catalog

from builder import rasters
from builder.catalog import Catalog
from builder.exhibits import exhibits
from builder.exhibits.files import alone
from builder.maps import map_called
from builder.maps.files import drawing
from builder.pictures import MODULES, picture_key
from builder.pieces import MOST_LINES, lifted
from builder.rasters import PAPER, drawn, standalone

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">{}</svg>'
WIDTH = 1200
ALIKE = 50
TITLE = re.compile(r'<text x="20"[^>]*>[^<]*</text>')
BUILDER = Path(rasters.__file__).parent


def whole(svg: str, pixels: int = WIDTH) -> Image.Image:
    return rasters._rasterised(standalone(svg), pixels, PAPER).convert("RGB")


def far_apart(one: Image.Image, other: Image.Image) -> int:
    """The largest difference, out of 255, for who looks from far enough not to see the spaces of letters."""
    softer = (picture.reduce(20) for picture in (one, other))
    return max(level for level, pixels in enumerate(_levels(*softer)) if pixels)


def _levels(one: Image.Image, other: Image.Image) -> list[int]:
    return ImageChops.difference(one, other).convert("L").histogram()


def drawing_of_chart(catalog: Catalog, kind: str) -> str:
    figures = ((one, one.draw()) for one in exhibits(catalog) if one.kind == kind)
    return next(alone(catalog, one, figure) for one, figure in figures if figure.picture)


@pytest.mark.parametrize("name", ["region", "departement-07", "emplois", "epci"])
def test_a_map_in_pieces_looks_as_it_does_whole(real: Catalog, name: str):
    one = map_called(real, name)
    assert one
    svg = drawing(real, one)
    assert far_apart(drawn(svg, WIDTH), whole(svg)) < ALIKE
    assert far_apart(drawn(svg, WIDTH), whole(TITLE.sub("", svg, count=1))) > ALIKE


@pytest.mark.parametrize("kind", ["graphique", "chiffre"])
def test_a_chart_in_pieces_looks_as_it_does_whole(kind: str):
    svg = drawing_of_chart(small_catalog(), kind)
    assert far_apart(drawn(svg, WIDTH), whole(svg)) < ALIKE


def test_what_was_drawn_before_changes_no_byte():
    svg = drawing_of_chart(small_catalog(), "graphique")
    first = drawn(svg, WIDTH).tobytes()
    for cached in (rasters._sprite, rasters._written, rasters._backdrop):
        cached.cache_clear()
    drawn(SVG.format('<text x="3.3" y="7.7" font-size="9">Autre</text>'), 333)
    assert drawn(svg, WIDTH).tobytes() == first


@pytest.mark.parametrize(
    "element",
    [
        '<text x="50%" y="20" font-size="9">part de la largeur</text>',
        '<path d="M0 0h90v9" stroke="#000"/>',
        '<g opacity=".5"><circle cx="9" cy="9" r="4"/></g>',
        '<circle transform="rotate(45)" cx="9" cy="9" r="4"/>',
        '<use href="#nulle-part"/>',
        '<rect width="50%" height="9"/>',
        '<line x2="100%" stroke="#000"/>',
        f'<path d="{"M0 0L9 9" * (MOST_LINES + 1)}" stroke="#000"/>',
    ],
)
def test_what_could_not_be_drawn_alone_stays(element: str):
    assert lifted(rasters._parsed(SVG.format(element))) == ([], [], True)


def test_what_is_drawn_first_stays_below():
    """A circle, a bar over it, a text over both: three colours in the order of the drawing."""
    svg = SVG.format(
        '<circle cx="50" cy="25" r="20" fill="#0f0"/><path d="M40 0h20v50h-20z" fill="#00f"/>'
        '<g transform="translate(50 25) scale(2)"><path d="M-2 -2H2V2H-2Z" fill="#f00"/></g>'
    )
    picture = drawn(svg, 100)
    assert [picture.getpixel((x, 25)) for x in (35, 43, 50)] == [(0, 255, 0), (0, 0, 255), (255, 0, 0)]


def test_a_long_or_large_text_is_not_cut():
    svg = SVG.format(
        '<text font-size="3" text-anchor="end" x="99" y="30">ÀWM<tspan font-size="40">Ég</tspan></text>'
    )
    assert far_apart(drawn(svg, 800), whole(svg, 800)) <= 1


def test_a_plain_text_is_written_where_resvg_would():
    """At its start, its middle or its end, in its size, its weight and its colour."""
    for more in (
        'text-anchor="end" x="99"',
        'text-anchor="middle" x="50" fill="#b5482f"',
        'x="1" font-weight="700"',
    ):
        svg = SVG.format(f'<g font-size="9"><text y="30" {more}>Annecy</text></g>')
        ours, theirs = (
            picture.convert("L").point(lambda v: 255 * (v < 200))
            for picture in (drawn(svg, 800), whole(svg, 800))
        )
        assert max(abs(a - b) for a, b in zip(ours.getbbox(), theirs.getbbox(), strict=True)) <= 5, more


def test_a_name_on_a_map_has_the_halo_that_resvg_would_draw():
    """Bold, grey and spaced, or light: what the style sheet says of its class is kept."""
    opening = '<g class="noms" fill="#1d2433" stroke="#ffcc00" stroke-width="3" stroke-linejoin="round"'
    for kind in ("ville", "departement", "ville mineure", "loin"):
        name = f'<text class="{kind}" x="50" y="30" text-anchor="middle">Annecy</text>'
        svg = SVG.format(f'{opening} paint-order="stroke">{name}</g>')
        assert lifted(rasters._parsed(svg))[2] is False
        ours, theirs = drawn(svg, 800), whole(svg, 800)
        assert far_apart(ours, theirs) < ALIKE, kind
        assert far_apart(ours, whole(svg.replace("#ffcc00", "#fbfaf7"), 800)) > ALIKE, kind


def test_bars_and_straight_lines_are_laid_where_resvg_draws_them():
    svg = SVG.format(
        '<g transform="translate(3 2)"><rect x="1" y="5" width="80" height="9" fill="#0f5c5c" stroke="#000"/>'
        '<line x1="9" x2="70" y1="30" y2="30" stroke="#b5482f" stroke-width="2"/></g>'
    )
    assert lifted(rasters._parsed(svg))[2] is False
    assert far_apart(drawn(svg, 800), whole(svg, 800)) < 5


def imported(module: str) -> set[str]:
    """The modules of `builder/` that a module imports, `keys` and `version` apart: they make no byte."""
    tree = ast.parse((BUILDER / f"{module}.py").read_text(encoding="utf-8"))
    found = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level}
    return {name for name in found if name} - {"keys", "version"}


def test_the_lasting_key_of_a_picture_knows_all_the_code_that_makes_it():
    """A module that it would not know could change without the picture being drawn again."""
    told = set(MODULES)
    assert {name for module in told - {"attribution"} for name in imported(module)} <= told
    key = picture_key(SVG, 600, b"")
    others = [picture_key(SVG + " ", 600, b""), picture_key(SVG, 601, b""), picture_key(SVG, 600, b"a")]
    assert len({key, *others}) == 4


def test_what_is_no_drawing_is_said():
    with pytest.raises(ValueError, match="SVG"):
        drawn("<svg", 100)
