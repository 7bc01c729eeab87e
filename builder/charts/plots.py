"""The same charts as Plotly draws them, for who asks to make them interactive.

They keep the places and the words of the static drawing: nothing jumps when one replaces the other. Plotly
reads a part of HTML in every text and `%{…}` in templates, so texts are escaped and a template names nothing
but `customdata`. Colours are those of the light theme; docs/assets/graphique.js puts those of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

from ..text import typography
from . import bars, timeline
from .scales import NARROWEST, YearScale

INK, PAPER, MUTED, LINE, MAIN, TARGET = "#1d2433", "#fbfaf7", "#5a6070", "#8b8779", "#0f5c5c", "#b5482f"
CLEAR = "rgba(0,0,0,0)"
HOVER = "%{customdata}<extra></extra>"
UNSTYLED = {"data": {"scatter": [{"type": "scatter"}]}}  # what the plotly package calls "none"
HIDDEN = {"visible": False, "fixedrange": True}
LOOKS: dict[str, dict[str, Any]] = {
    "resultat": {"color": MAIN},
    "objectif": {"color": PAPER, "line": {"color": TARGET, "width": 2}},
    "contexte": {"color": LINE},
}


def bars_plot(panels: Sequence[bars.Panel]) -> dict[str, Any]:
    """Horizontal bars: one value axis for each panel, since their units differ."""
    placed = bars.placed_panels(panels)
    height = placed[-1].bottom
    axes: dict[str, Any] = {"yaxis": {**HIDDEN, "range": [height, 0]}}
    traces, words = [], []
    for rank, (panel, where) in enumerate(zip(panels, placed, strict=True), 1):
        axes[f"xaxis{_number(rank)}"] = _value_axis(panel.bars, rank)
        traces.append(_bars_trace(panel, where.bars, rank))
        words += list(_bars_words(where, height))
    return _plot(traces, height, words, axes)


def timeline_plot(panels: Sequence[timeline.Panel]) -> dict[str, Any]:
    """Columns over the years: one height for each series, years shared by all."""
    placed = timeline.placed_panels(panels)
    height = placed[-1].bottom
    column = timeline.frame_of(panels).column
    axes: dict[str, Any] = {"xaxis": _year_axis(panels)}
    traces, words = [], []
    for rank, (panel, where) in enumerate(zip(panels, placed, strict=True), 1):
        top = where.base - timeline.PLOT
        domain = [1 - where.base / height, 1 - top / height]
        axes[f"yaxis{_number(rank)}"] = {**HIDDEN, "range": _heights(panel), "domain": domain}
        traces.append(_columns_trace(panel, where, rank, column, _years_per_pixel(panels)))
        words += list(_timeline_words(where, height))
    return _plot(traces, height, words, axes)


def columns_plot(spans: Sequence[tuple[str, str, int]], height: int) -> dict[str, Any]:
    """Things counted by span, in order: its name, what is written under it, its count."""
    names = [_text(name) for name, _, _ in spans]
    counts = [count for _, _, count in spans]
    places = list(range(len(spans)))
    trace = {
        "type": "bar",
        "x": places,
        "y": counts,
        "text": [f"<b>{count}</b>" if count else "" for count in counts],
        "textposition": "outside",
        "textfont": {"size": bars.SIZE, "color": INK},
        "cliponaxis": False,
        "customdata": [f"{name}\u202f: <b>{count}</b>" for name, count in zip(names, counts, strict=True)],
        "hovertemplate": HOVER,
        "meta": _meta("", [(name, str(count)) for name, _, count in spans]),
        "marker": {"color": MAIN},
    }
    under = [_small(label) for _, label, _ in spans]
    shown = {"tickvals": places, "ticktext": under, "tickangle": 0, "showgrid": False, "fixedrange": True}
    axes = {"xaxis": shown, "yaxis": {**HIDDEN, "range": [0, (max(counts) or 1) * 1.12]}}
    return _plot([trace], height, [], axes, below=30)


def _plot(
    traces: list[dict[str, Any]],
    height: float,
    words: list[dict[str, Any]],
    axes: dict[str, Any],
    below: int = 0,
) -> dict[str, Any]:
    layout = {
        "height": height + below,
        "margin": {"l": 0, "r": 0, "t": 0, "b": below},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"size": bars.SIZE, "color": INK, "family": "system-ui, sans-serif"},
        "hoverlabel": {"bgcolor": PAPER, "bordercolor": MAIN, "font": {"size": bars.SIZE, "color": INK}},
        "separators": ",\u202f",
        "showlegend": False,
        "dragmode": False,
        "bargap": 0.1,
        **({"annotations": words} if words else {}),
        "template": UNSTYLED,
        **axes,
    }
    return {"data": traces, "layout": layout}


def rows(plot: dict[str, Any]) -> Iterator[tuple[str, list[tuple[str, str, int]]]]:
    """What a plot shows, part by part: a title, then labels, values, and lengths from 0 to 100.

    A part of one figure has nothing to compare: its length is 0.
    """
    for trace in plot["data"]:
        amounts = trace["x"] if trace.get("orientation") == "h" else trace["y"]
        scale = 100 / (max(amounts) or 1) if len(amounts) > 1 else 0
        said = zip(trace["meta"]["lignes"], amounts, strict=True)
        yield (
            trace["meta"]["titre"],
            [(label, value, round(amount * scale)) for (label, value), amount in said],
        )


def _meta(title: str, lines: list[tuple[str, str]]) -> dict[str, Any]:
    """What a trace says, as typed: for whoever reads the file without drawing it."""
    return {"titre": title, "lignes": lines}


def _number(rank: int) -> str:
    return "" if rank == 1 else str(rank)


def _text(words: str) -> str:
    return escape(typography(words), quote=False)


def _word(text: str, y: float, height: float, **more: Any) -> dict[str, Any]:
    """A line of text whose baseline is `y` pixels under the top."""
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": 1 - (y + 5) / height,
        "yref": "paper",
        "yanchor": "bottom",
        "borderpad": 0,
        "showarrow": False,
        **more,
    }


# ------------------------------------------------------------------ bars


def _value_axis(shown: Sequence[bars.Bar], rank: int) -> dict[str, Any]:
    longest = max(bar.amount for bar in shown) or 1
    axis = {**HIDDEN, "range": [0, longest / bars.longest_share(shown)]}
    return axis if rank == 1 else {**axis, "overlaying": "x"}


def _bars_trace(panel: bars.Panel, placed: Sequence[bars.PlacedBar], rank: int) -> dict[str, Any]:
    shown = panel.bars
    return {
        "type": "bar",
        "orientation": "h",
        "xaxis": f"x{_number(rank)}",
        "x": [bar.amount for bar in shown],
        "y": [where.y + bars.THICKNESS / 2 for where in placed],
        "width": [bars.THICKNESS] * len(shown),
        "text": [f"<b>{_text(bar.value)}</b>" for bar in shown],
        "textposition": "outside",
        "textfont": {"size": bars.SIZE, "color": INK},
        "cliponaxis": False,
        "customdata": ["<br>".join(_told(bar)) for bar in shown],
        "hovertemplate": HOVER,
        "meta": _meta(panel.title, [(bar.label, bar.value) for bar in shown]),
        "marker": {
            "color": [CLEAR if bar.hollow else MAIN for bar in shown],
            "line": {"color": [LINE if bar.hollow else MAIN for bar in shown], "width": 1},
        },
    }


def _told(bar: bars.Bar) -> Iterator[str]:
    yield f"{_text(bar.label)}\u202f: <b>{_text(bar.value)}</b>"
    if bar.note:
        yield _text(bar.note)


def _bars_words(panel: bars.PlacedPanel, height: float) -> Iterator[dict[str, Any]]:
    for line in panel.title:
        yield _word(f"<b>{_text(line.text)}</b>", line.y, height)
    for bar in panel.bars:
        for line in bar.lines:
            beside = f"  {_small(bar.beside)}" if line is bar.lines[-1] and bar.beside else ""
            yield _word(_text(line.text) + beside, line.y, height)
        for line in bar.note:
            yield _word(_small(line.text), line.y, height)


def _small(words: str) -> str:
    return f'<span style="font-size:{bars.SMALL}px;color:{MUTED}">{_text(words)}</span>'


# ------------------------------------------------------------------ columns over the years


def _years(panels: Iterable[timeline.Panel]) -> tuple[float, float]:
    """What the width covers, as `scales.YearScale` does."""
    years = [mark.year for panel in panels for mark in panel.marks]
    first, last = min(years), max(years)
    margin = YearScale(first, last).margin
    beyond = (last - first) * margin / (1 - 2 * margin)
    return (first - beyond, last + beyond) if last > first else (first - 1, first + 2)


def _year_axis(panels: Iterable[timeline.Panel]) -> dict[str, Any]:
    return {"visible": False, "range": list(_years(panels))}


def _years_per_pixel(panels: Iterable[timeline.Panel]) -> float:
    first, last = _years(panels)
    return (last - first) / NARROWEST


def _heights(panel: timeline.Panel) -> list[float]:
    """From zero; a figure that is alone stands on the line of the years: its height would say nothing."""
    most = float(max(mark.value for mark in panel.marks))
    return [most, most + 1] if len(panel.marks) == 1 else [0, most or 1]


def _columns_trace(
    panel: timeline.Panel, placed: timeline.PlacedPanel, rank: int, column: int, unit: float
) -> dict[str, Any]:
    """A trace of columns `column` pixels wide, or of one dot; a pixel is `unit` years."""
    trace: dict[str, Any] = {
        "yaxis": f"y{_number(rank)}",
        "x": [mark.year for mark in panel.marks],
        "y": [float(mark.value) for mark in panel.marks],
        "text": [_text(mark.label) for mark in panel.marks],
        "cliponaxis": False,
        "customdata": [_dated(mark, panel) for mark in panel.marks],
        "hovertemplate": HOVER,
        "meta": _meta(f"{panel.title} ({panel.unit})", [(str(m.year), m.label) for m in panel.marks]),
        "marker": LOOKS[panel.look],
    }
    if placed.single:
        dot = {**LOOKS[panel.look], "size": 12}
        return {
            **trace,
            "type": "scatter",
            "mode": "markers+text",
            "textposition": "top center",
            "marker": dot,
        }
    offset = [(mark.dx - column / 2) * unit for mark in placed.marks]
    return {**trace, "type": "bar", "textposition": "outside", "width": column * unit, "offset": offset}


def _dated(mark: timeline.Mark, panel: timeline.Panel) -> str:
    return f"{mark.year}\u202f: <b>{_text(mark.label)}</b><br>{_text(panel.unit)}"


def _timeline_words(panel: timeline.PlacedPanel, height: float) -> Iterator[dict[str, Any]]:
    for line in panel.title:
        yield _word(f"<b>{_text(line.text)}</b>", line.y, height)
    yield _word(_small(panel.unit.text), panel.unit.y, height)
    for year in panel.years:
        yield _word(_small(year.text), year.y, height, x=int(year.text), xref="x", xanchor="center")
