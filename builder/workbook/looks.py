"""Cell formats of the workbook: what is locked, what is text, how numbers show."""

from __future__ import annotations

from typing import Any

from ..columns import Column, holds_numbers

INK, TEAL, PALE, WHITE = "#1d2433", "#0f5c5c", "#dcebea", "#ffffff"
TEXT = 49  # the number of the format Text, which needs no code
MONEY = "#,##0.00"
WHOLE = "0"  # a year has no space between thousands


class Looks:
    """The formats of one workbook, which a cell is written with."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}
        # Every cell without a format of its own is open: a row that holds a locked cell cannot be deleted.
        book.formats[0].set_locked(False)

    def header(self, column: Column) -> Any:
        """A header, locked: dark where the cells below must be filled in."""
        background, ink = (TEAL, WHITE) if column.required else (PALE, INK)
        return self._format(bold=True, bg_color=background, font_color=ink, border=1, valign="vcenter")

    def cells(self, column: Column) -> Any:
        """The cells of a column, open to changes: text as it is typed, or a number."""
        return self._format(
            locked=False, valign="top", text_wrap=not holds_numbers(column), num_format=_shown_as(column)
        )

    def beyond_headers(self) -> Any:
        """The cells after the last header, locked: a further column would be refused."""
        return self._format()

    def read(self, **more: Any) -> Any:
        """A text to be read, not changed."""
        return self._format(**({"num_format": TEXT, "valign": "top", "text_wrap": True} | more))

    def title(self) -> Any:
        return self.read(bold=True, font_size=16, font_color=TEAL, valign="vcenter")

    def heading(self) -> Any:
        return self.read(bold=True, font_size=12, font_color=TEAL, valign="bottom")

    def _format(self, **properties: Any) -> Any:
        """One format for all the cells that look the same: each costs as much as hundreds of cells."""
        asked = tuple(sorted(properties.items()))
        if asked not in self._made:
            self._made[asked] = self.book.add_format({"font_color": INK} | properties)
        return self._made[asked]


def _shown_as(column: Column) -> str | int:
    if not holds_numbers(column):
        return TEXT
    if column.unit == "€":
        return MONEY
    return WHOLE if column.type is int else "General"
