"""Dates: how people and spreadsheets write them, and what a spreadsheet makes of what is no date.

A date is as precise as it was typed. What a spreadsheet shortened (« mars-19 ») has lost something: it is
never read, only suggested.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from .columns import Column, PartialDate
from .errors import Fault
from .wording import quoted

FIRST_YEAR, LAST_YEAR = 1800, 2100
_MIDNIGHT = r"(?:[ T]0?0:00(?::00(?:[.,]0+)?)?)?"  # what spreadsheets add to a day
_ISO_DATE = re.compile(rf"([0-9]{{4}})(?:-([0-9]{{2}})(?:-([0-9]{{2}}){_MIDNIGHT})?|[.,]0+)?")
FRENCH_DATE = re.compile(rf"([0-9]{{1,2}})/([0-9]{{1,2}})/([0-9]{{4}}){_MIDNIGHT}")


def to_partial_date(text: str, column: Column) -> PartialDate | Fault:
    """AAAA, AAAA-MM, AAAA-MM-JJ, or JJ/MM/AAAA, which French spreadsheets write (a warning says so)."""
    typed = text.strip()
    if match := _ISO_DATE.fullmatch(typed):
        parsed = PartialDate(*(int(part or 0) for part in match.groups()))
        exists = "00" not in match.groups()[1:] and _exists(parsed)
    elif match := FRENCH_DATE.fullmatch(typed):
        day, month, year = map(int, match.groups())
        parsed = PartialDate(year, month, day)
        exists = bool(day and month) and _exists(parsed)
    else:
        return _date_fault(typed)
    if not exists:
        return _date_fault(typed)
    if not FIRST_YEAR <= parsed.year <= LAST_YEAR:
        what = f"l’année de {quoted(typed)} n’est pas entre {FIRST_YEAR} et {LAST_YEAR}."
        return Fault("borne", what, "Vérifiez la date dans la source.")
    return parsed


def to_date(text: str, column: Column) -> date | Fault:
    """A date known to the day."""
    parsed = to_partial_date(text, column)
    if isinstance(parsed, Fault):
        return parsed
    if not parsed.day:
        fix = f"Écrivez l’année, le mois et le jour : {column.example}."
        return Fault("date", f"{quoted(text)} n’est pas une date complète.", fix)
    return date(parsed.year, parsed.month, parsed.day)


def _exists(parsed: PartialDate) -> bool:
    try:
        date(parsed.year, parsed.month or 1, parsed.day or 1)
    except ValueError:
        return False
    return True


def _date_fault(text: str) -> Fault:
    if day := _numbered_day(text):
        what = f"{quoted(text)} est le numéro que le tableur donne à un jour."
        return Fault("date", what, f"Vouliez-vous dire {day} ? {_AS_TEXT}")
    what = f"{quoted(text)} n’est pas une date."
    short = shortened_date(text)
    if short and short.iso:
        return Fault("date", what, f"Vouliez-vous dire {short.iso} ? {_AS_TEXT}")
    if short and not short.year:
        what = f"{quoted(text)} n’est pas une date : le tableur cache l’année."
    return Fault("date", what, "Écrivez 2019, 2019-03 ou 2019-03-05, dans une colonne au format Texte.")


_AS_TEXT = "Mettez la colonne au format Texte."


def _numbered_day(text: str) -> date | None:
    """The day that a spreadsheet keeps as a number of days: 43831 is 1 January 2020."""
    match = re.fullmatch(r"([1-7][0-9]{4})(?:[.,]0+)?", text)
    return date(1899, 12, 30) + timedelta(days=int(match[1])) if match else None


# ------------------------------------------------------------------ what spreadsheets shorten

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("janvier janv jan", "février févr fév fevr feb", "mars mar", "avril avr apr", "mai may", "juin jun",
         "juillet juil jul", "août aout aug", "septembre sept sep", "octobre oct", "novembre nov",
         "décembre déc dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WITH_WORD = re.compile(r"(?:([0-9]{1,2})[- ])?([^\W\d_]{3,9})\.?(?:[- ]([0-9]{2}|[0-9]{4}))?")
_WITH_SLASH = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{2}|[0-9]{4}))?")
_PIVOT = 30  # below, spreadsheets take two digits for a year of this century


@dataclass(frozen=True, slots=True)
class ShortDate:
    """A day or a month as a spreadsheet shows it: 0 stands for what it hides."""

    day: int
    month: int
    year: int

    @property
    def iso(self) -> str:
        """The date that it may stand for, empty when the year is hidden or when there is no such day."""
        year = self.year + (2000 if self.year < _PIVOT else 1900) if self.year < 100 else self.year
        known = PartialDate(year, self.month, self.day)
        return str(known) if self.year and FIRST_YEAR <= year <= LAST_YEAR and _exists(known) else ""

    @property
    def number(self) -> str:
        """The decimal number that it may come from (2,5 becomes « 2-mai »), empty when it cannot."""
        if self.day and not self.year:
            return f"{self.day},{self.month}"
        return f"{self.month},{self.year:02d}" if not self.day and self.year < 100 else ""


def shortened_date(text: str) -> ShortDate | None:
    """What a spreadsheet puts in the place of a number or a fraction: `mars-19`, `2-mai`, `05/03`."""
    if match := _WITH_WORD.fullmatch(text):
        month = _MONTHS.get(match[2].casefold(), 0)
        short = ShortDate(int(match[1] or 0), month, int(match[3] or 0))
        return short if month and short.day <= 31 and (match[1] or match[3]) else None
    if match := _WITH_SLASH.fullmatch(text):
        short = ShortDate(int(match[1]), int(match[2]), int(match[3] or 0))
        return short if 1 <= short.day <= 31 and 1 <= short.month <= 12 else None
    return None
