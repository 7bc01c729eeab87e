"""One symbol for each theme: a shape and a colour, so that colour never speaks alone."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ..catalog import Catalog
from .drawing import Point

RADIUS = 7  # units; every shape covers about the area of that circle
# The light values of the style sheet, for a drawing that is shown without it.
COLOURS = ("#0f5c5c", "#b5482f", "#3d6fb6", "#94690f", "#8a4a86", "#3f7d3a", "#5d6470", "#b03a6a")


@dataclass(frozen=True, slots=True)
class Symbol:
    """The symbol of a theme: `path` is centred on 0,0; `colour` is a CSS value, with its fallback."""

    number: int
    path: str
    colour: str


def _path(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{x:.3g} {y:.3g}" for x, y in points) + "Z"


def _polygon(sides: int, radius: float, turn: float = 0, inner: float | None = None) -> str:
    """A regular polygon, point up, turned by degrees; `inner` makes it a star."""
    corners = sides if inner is None else 2 * sides
    radii = (radius, radius if inner is None else inner)
    angles = [math.radians(turn - 90 + 360 * index / corners) for index in range(corners)]
    return _path(
        (radii[index % 2] * math.cos(angle), radii[index % 2] * math.sin(angle))
        for index, angle in enumerate(angles)
    )


def _cross(arm: float, half: float, turn: float = 0) -> str:
    corners = [(half, half), (half, arm), (-half, arm), (-half, half), (-arm, half), (-arm, -half)]
    corners += [(-x, -y) for x, y in corners]
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return _path((x * cos - y * sin, x * sin + y * cos) for x, y in corners)


# Fifteen shapes and eight colours share no divisor: pairs only come back after 120 themes.
SHAPES = (
    "M7 0A7 7 0 1 1-7 0A7 7 0 1 1 7 0Z",  # disc
    "M-6-6H6V6H-6Z",  # square
    _polygon(3, 8.8),  # triangle
    _polygon(4, 8.4),  # diamond
    _cross(7.6, 2.9),  # plus
    _polygon(3, 8.8, 180),  # triangle, point down
    _polygon(5, 9, inner=4.2),  # star
    "M-7.6 5A7.6 9.4 0 0 1 7.6 5Z",  # half disc
    _cross(7.8, 2.7, 45),  # saltire
    "M-8.4-4.2H8.4V4.2H-8.4Z",  # brick
    "M-6 6.6V-1L0-7.4L6-1V6.6Z",  # house
    "M-6.8-7H6.8L1.6 0L6.8 7H-6.8L-1.6 0Z",  # hourglass
    _polygon(3, 8.8, 90),  # triangle, point to the right
    "M-4.2-8.4H4.2V8.4H-4.2Z",  # post
    _polygon(6, 7.8),  # hexagon
)


def symbol(position: int) -> Symbol:
    """The symbol of the theme at a position of the table of themes, from 0."""
    tone = position % len(COLOURS)
    return Symbol(position, SHAPES[position % len(SHAPES)], f"var(--q{tone + 1},{COLOURS[tone]})")


@lru_cache(maxsize=8)
def _symbols(codes: tuple[str, ...]) -> dict[str, Symbol]:
    return {code: symbol(position) for position, code in enumerate(codes)}


def symbols_by_theme(catalog: Catalog) -> dict[str, Symbol]:
    """The symbol of every theme by code; the order of the file decides, so that a page never changes it."""
    return _symbols(tuple(theme.code for theme in catalog.dataset.records["thematiques"]))
