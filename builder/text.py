"""French writing: numbers, money, dates, plurals, typography, slugs, citations.

Every figure and date that people read goes through here; numbers carry U+202F between thousands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date, get_month_names
from babel.numbers import format_decimal

from .columns import PartialDate
from .records import Project, Source
from .wording import NARROW as NARROW
from .wording import NO_BREAK as NO_BREAK
from .wording import spaced
from .words import Nature, Precision, Status

LOCALE = "fr_FR"
MONTHS: tuple[str, ...] = tuple(get_month_names("wide", locale=LOCALE).values())


@lru_cache(maxsize=4096)
def number(value: Decimal | int | float) -> str:
    """`1234.5` → `1 234,5`, thousands kept together; two decimals, more when two would show a zero."""
    if value == (whole := int(value)):  # most are, and babel takes thirty times as long
        return f"{whole:,}".replace(",", NARROW)
    pattern = "#,##0.##" if abs(Decimal(value)) >= Decimal("0.01") else "#,##0.#########"
    return str(format_decimal(value, format=pattern, locale=LOCALE))


def euros(value: Decimal | int) -> str:
    """`40000` → `40 000 €`."""
    return f"{number(value)}{NARROW}€"


def short_euros(value: Decimal | int) -> str:
    """A large sum in a few characters: `19400000` → `19,4 M€`; exact below a million."""
    if value >= 1_000_000:
        return f"{number(round(Decimal(value) / 1_000_000, 1))}{NARROW}M€"
    return euros(value)


def percent(share: float | Decimal) -> str:
    """A share between 0 and 1, without decimals: `0.34` → `34 %`; a part is never said to be none or all."""
    exact = Decimal(share) * 100
    rounded = round(exact)
    if rounded == 0 and exact > 0:
        return f"moins de 1{NARROW}%"
    if rounded == 100 and exact < 100:
        return f"plus de 99{NARROW}%"
    return f"{number(rounded)}{NARROW}%"


def plural(count: Decimal | int, singular: str, several: str | None = None) -> str:
    """`2, "projet"` → `2 projets`; French counts 0 and 1,5 as singular."""
    word = singular if -2 < count < 2 else several or f"{singular}s"
    return f"{number(count)}{NO_BREAK}{word}"


def enumeration(words: Sequence[str]) -> str:
    """`a, b et c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} et {words[-1]}" if words else ""


@lru_cache(maxsize=4096)
def date_in_words(day: date | PartialDate) -> str:
    """`5 mars 2019`, `mars 2019` or `2019`, as precise as the date is; the first of a month is `1er`."""
    if isinstance(day, date):
        return _ordinal(str(format_date(day, "d MMMM y", locale=LOCALE)))
    if day.day:
        return date_in_words(date(day.year, day.month, day.day))
    return f"{MONTHS[day.month - 1]} {day.year}" if day.month else str(day.year)


def _ordinal(words: str) -> str:
    return re.sub(r"^1 ", f"1er{NO_BREAK}", words)


def period_in_words(start: PartialDate, end: PartialDate | None) -> str:
    """The dates of an event: `5 et 6 mars 2019`, `du 30 juin au 2 juillet 2020`, `d’avril à juin 2019`."""
    if end is None or end == start:
        return date_in_words(start)
    opening, closing = _without_repetition(start, end), date_in_words(end)
    if start.day and (start.year, start.month, start.day + 1) == (end.year, end.month, end.day):
        return f"{opening} et {closing}"
    return f"{_from(opening, start)}{opening} {'au' if end.day else 'à'} {closing}"


def _from(words: str, day: PartialDate) -> str:
    if day.day:
        return "du "
    return "d’" if words[0] in "ao" else "de "


def _without_repetition(start: PartialDate, end: PartialDate) -> str:
    """The first date of a period, without the month and the year that its last date says again."""
    if not start.month or not end.month or start.year != end.year:
        return date_in_words(start)
    if not start.day:
        return MONTHS[start.month - 1]
    day = "1er" if start.day == 1 else str(start.day)
    return day if end.day and start.month == end.month else f"{day}{NO_BREAK}{MONTHS[start.month - 1]}"


_OVER = {Status.FINISHED, Status.STOPPED}


def lifetime_in_words(project: Project) -> str:
    """The life of a cooperation: `depuis 1982`, `de 2015 à 2019`; never « depuis » once it is over.

    Empty when no year is known.
    """
    start, end = project.start_year, project.end_year
    if start and end:
        return f"en {start}" if start == end else f"de {start} à {end}"
    if start:
        return f"{'à partir de' if project.status in _OVER else 'depuis'} {start}"
    return f"jusqu’en {end}" if end else ""


_THOUSANDS = re.compile(r"(?<!\d)\d{1,3}([ \u00a0]\d{3})+(?!\d)")
_HUNDREDS = re.compile(r" \d{3}(?!\d)")  # quickly found, or not: what most texts do not hold


@lru_cache(maxsize=1024)  # a summary is told four times in its page
def typography(text: str) -> str:
    """The no-break spaces that French asks for, in a text typed with ordinary ones."""
    text = spaced(str(text))
    if _HUNDREDS.search(text) or NO_BREAK in text:
        text = _THOUSANDS.sub(lambda number: re.sub(r"\s", NARROW, number[0]), text)
    return text.replace("'", "’")


def sort_key(name: str) -> str:
    """The order of a French index: accents, ligatures, case and punctuation do not count."""
    return _PUNCTUATION.sub("", folded(name))


def slug(text: str) -> str:
    """`L’Isère & Cie` → `l-isere-cie`: ASCII, for an address or an anchor."""
    words = re.findall(r"[a-z0-9]+", folded(text))
    return "-".join(words)


_MARKS = re.compile("[\u0300-\u036f]+")
_PUNCTUATION = re.compile(r"[^\w ]|_")


def folded(text: str) -> str:
    """A text without case, accents nor ligatures: `Œuvre d’Équipement` → `oeuvre d’equipement`."""
    if text.isascii():
        return text.casefold()
    small = text.casefold().replace("œ", "oe").replace("æ", "ae")
    return _MARKS.sub("", unicodedata.normalize("NFKD", small))


def citation(source: Source) -> str:
    """A source as a reference list prints it: publisher, title, date, without its address."""
    when = date_in_words(source.date) if source.date else "sans date"
    return f"{source.publisher}, « {source.title} », {when}"


_INVARIABLE = frozenset({"mois", "fois"})


def quantity(value: Decimal, unit: str, precision: Precision = Precision.EXACT) -> str:
    """A figure with its unit and its reserve: `plus de 500 emplois`, `environ 25 %`, `1 emploi`."""
    reserve = "" if precision is Precision.EXACT else f"{precision.label} "
    space = NARROW if unit.startswith(("€", "%")) else NO_BREAK
    return f"{reserve}{number(value)}{space}{unit_for(value, unit)}"


def unit_for(value: Decimal, unit: str) -> str:
    """The unit as the number commands it: `emplois` is singular below 2, in its first word."""
    first, blank, rest = unit.partition(" ")
    if abs(value) < 2 and first.isalpha() and first.endswith("s") and first not in _INVARIABLE:
        first = first[:-1]
    return f"{first}{blank}{rest}"


def how_known(year: int | None, nature: Nature) -> str:
    """When and how a figure is known: `2015, déclaré`, `année non renseignée, estimé`."""
    return f"{year or 'année non renseignée'}, {nature.label}"


def covered(known: int, among: int) -> str:
    """How many cases a figure speaks of: `11 projets renseignés sur 72`."""
    return f"{plural(known, 'projet renseigné', 'projets renseignés')} sur {number(among)}"


def sentence(words: str) -> str:
    """Words that begin a line: `chiffre d’affaires` → `Chiffre d’affaires`, the rest untouched."""
    return words[:1].upper() + words[1:]


def mid_sentence(words: str) -> str:
    """The contrary, for words that a sentence goes on with: `Une coopération` → `une coopération`."""
    return words[:1].lower() + words[1:]
