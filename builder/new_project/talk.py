"""Talking with an editor: a question is asked again until its answer can be kept, and the reason is said.

Nothing here prints or reads a keyboard: the command line gives both, and so do the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..canonical import cell_writer
from ..columns import Column
from ..converters import converter, empty_cell
from ..errors import Fault
from ..text import sentence, slug
from ..wording import spaced

YES, NO = ("o", "oui"), ("n", "non")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a numbered list: what goes in the cell, the words that people read, a remark."""

    value: str
    label: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """`ask` shows a question and gives the line that is typed; `say` shows a line as it is."""

    ask: Callable[[str], str]
    say: Callable[[str], None]

    def tell(self, words: str) -> None:
        """Say French words, spaced as French asks."""
        self.say(spaced(words))

    def line(self, question: str, default: str = "") -> str:
        """What is typed, without the spaces around it; the default, shown in brackets, when nothing is."""
        shown = f" [{default}]" if default else ""
        return self.ask(spaced(f"{question}{shown} : ")).strip() or default

    def cell(self, column: Column, question: str, default: str = "") -> str:
        """The text of a cell of this column, in canonical form; empty only where it may be."""
        asked = question if column.required else f"{question} (facultatif)"
        return self.checked(column, self.line(asked, default), asked, default)

    def checked(self, column: Column, typed: str, question: str, default: str = "") -> str:
        """What was typed for this column, else what is typed when the question is asked again."""
        while isinstance(read := _read(column, typed), Fault):
            self.tell(f"  {sentence(read.what)} {read.fix}")
            typed = self.line(question, default)
        return read

    def choice(self, question: str, choices: Sequence[Choice]) -> str:
        """One of a numbered list, by its number, its word or its label; accents and case do not matter."""
        self.tell("")
        self.tell(question)
        self._list(choices)
        while True:
            typed = self.line("Numéro")
            for number, choice in enumerate(choices, 1):
                if typed == str(number) or slug(typed) in {slug(choice.value), slug(choice.label)}:
                    return choice.value
            self.tell(f"  Tapez un nombre de 1 à {len(choices)}.")

    def _list(self, choices: Sequence[Choice]) -> None:
        for number, choice in enumerate(choices, 1):
            remark = f" – {choice.remark}" if choice.remark else ""
            self.tell(f"  {number:>2}. {sentence(choice.label)}{remark}")

    def confirm(self, question: str, *, default: bool) -> bool:
        """Yes or no; Enter is the default."""
        while True:
            typed = self.line(f"{question} {'(O/n)' if default else '(o/N)'}").casefold()
            if typed in (*YES, *NO) or not typed:
                return typed in YES if typed else default
            self.tell("  Répondez par o (oui) ou n (non).")


def _read(column: Column, typed: str) -> str | Fault:
    if not typed:
        return empty_cell(column) if column.required else ""
    value = converter(column)(typed, column)
    return value if isinstance(value, Fault) else cell_writer(column)(value)
