"""Slots: the places that editors leave in a page for a live fragment, `<div data-slot="carte"></div>`.

The same scanner reads the Markdown that editors write (to say on which line a slot is wrong) and the HTML
that the theme makes of it (to fill it), so that both agree on what a slot is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

_NAME = r"[A-Za-z][\w:-]*"
_VALUE = r"""(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+)"""
_ATTRIBUTE = rf"\s+({_NAME})(?:\s*=\s*({_VALUE}))?"
# A comment is matched first, and left alone: a slot inside it is text that an editor put aside.
_SCANNER = re.compile(
    rf"<!--.*?-->|<div(?P<attributes>(?:{_ATTRIBUTE})+)\s*>(?P<end>\s*</div\s*>)?",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTES = re.compile(_ATTRIBUTE)
# Fences first: a fence may hold single backticks.
_CODE = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?^[ \t>]*(?P=fence)[`~]*[ \t]*$|.*\Z)"
    r"|(?<!`)(?P<tick>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=tick)(?!`)",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot and its line in the text that was read; attribute names come without « data- ».

    `closed` is false when `</div>` does not follow at once: such a slot cannot be filled.
    """

    name: str
    attributes: Mapping[str, str]
    line: int
    closed: bool = True


def find_slots(text: str) -> Iterator[Slot]:
    """Every slot of an HTML text, in order; slots in comments are not slots."""
    for match in _SCANNER.finditer(text):
        if slot := _slot(match):
            yield slot


def find_slots_in_markdown(text: str) -> Iterator[Slot]:
    """Every slot of a Markdown text, lines as in the file; those shown as code, fenced or inline, are not."""
    return find_slots(_CODE.sub(_blanked, text))


def find_strays_in_markdown(text: str) -> Iterator[int]:
    """The lines where « data-slot » stands outside a slot, a comment or code: nobody would fill it."""
    rest = _SCANNER.sub(_blanked, _CODE.sub(_blanked, text))
    for match in re.finditer("data-slot", rest):
        yield rest.count("\n", 0, match.start()) + 1


def _blanked(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def replace_slots(text: str, fragment: Callable[[Slot], str]) -> str:
    """The HTML text with each closed slot replaced, tags included, by the HTML that `fragment` gives."""

    def replacement(match: re.Match[str]) -> str:
        slot = _slot(match)
        return fragment(slot) if slot and slot.closed else match[0]

    return _SCANNER.sub(replacement, text) if "data-slot" in text else text


def _slot(match: re.Match[str]) -> Slot | None:
    attributes = {
        found[1].lower(): html.unescape(_unquoted(found[2] or ""))
        for found in _ATTRIBUTES.finditer(match["attributes"] or "")
    }
    name = attributes.pop("data-slot", None)
    if name is None:
        return None
    line = match.string.count("\n", 0, match.start()) + 1
    options = {key.removeprefix("data-"): value for key, value in attributes.items()}
    return Slot(name, options, line, closed=match["end"] is not None)


def _unquoted(value: str) -> str:
    return value[1:-1] if value[:1] in ("'", '"') else value
