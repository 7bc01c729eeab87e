"""What a chart is: a name for slots, a title, and how to draw it from a set of cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..catalog import CaseStudy
from ..figure import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart: `draw(studies)` gives None when there is nothing to see. `definition` says what it shows."""

    name: str
    title: str
    definition: str
    draw: Callable[[Sequence[CaseStudy]], Figure | None]
