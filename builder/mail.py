"""A block to paste in a newsletter: HTML that every client shows, the same in plain text, and a message.

Only what Gmail, Outlook, Apple Mail, Orange, SFR and La Poste all keep: tables, inline styles, PNG pictures.
Neither SVG, frame, script nor style sheet; the picture's words carry its figures for who blocks pictures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from .plates import WIDTH
from .templating import render
from .text import typography

MOST_ALT = 600  # characters: what is read when the picture is not shown
POLICY = SMTP.clone(cte_type="8bit")
PART = "vitrine-0f5c5c-b5482f-partie"  # stands for the parts of a message: nobody is called so
NOON = time(12, tzinfo=ZoneInfo("Europe/Paris"))


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart that has no picture: what it says, its value, its length from 0 to 100."""

    label: str
    value: str
    length: int


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars that may be compared."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A key figure: its number with its reserve and its unit, what it counts, what it covers."""

    value: str
    label: str
    known: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What a block shows: a picture, or bars, or numbers; `words` say the same figures in a sentence.

    `source` says where they come from, of which day and under which licence.
    """

    title: str
    url: str
    words: str
    source: str
    link: str
    picture: str = ""
    panels: tuple[Panel, ...] = ()
    numbers: tuple[Number, ...] = ()

    @property
    def alt(self) -> str:
        """What replaces the picture."""
        whole = f"{self.title}. {self.words}"
        return whole if len(whole) <= MOST_ALT else f"{whole[:MOST_ALT].rsplit(' ', 1)[0]}…"


def html(block: Block) -> str:
    """The block itself, one table."""
    return str(render("mail/bloc.html", "", block=block, width=WIDTH)).strip()


def document(block: Block) -> str:
    """The block as a file that opens by itself."""
    return str(render("mail/document.html", "", block=block, width=WIDTH))


def text(block: Block) -> str:
    """The same in plain text."""
    figures = ["\n".join(filter(None, (n.value, n.label, n.known))) for n in block.numbers] or [block.words]
    parts = [block.title, *figures, f"{block.source}\n{block.link} :"]
    return "\n\n".join(map(typography, parts)) + f"\n{block.url}\n"


def message(title: str, plain: str, html: str, day: date, sender: str = "") -> bytes:
    """A message to open in a mail program and to send again; `day` is that of the data."""
    after, between, end = _envelope(day, sender)
    subject = POLICY.header_factory("Subject", re.sub(r"\s+", " ", title)).fold(policy=POLICY)
    return b"".join((subject.encode(), after, _lines(plain), between, _lines(html), end))


def _lines(text: str) -> bytes:
    """A text as the part of a message: ended by the line break of mail."""
    return b"\r\n".join(text.encode().splitlines()) + b"\r\n"


@lru_cache(maxsize=2)
def _envelope(day: date, sender: str) -> list[bytes]:
    """What is around the subject, the text and the HTML of every message, which email is slow to write."""
    mail = EmailMessage(policy=POLICY)
    mail["Date"] = format_datetime(datetime.combine(day, NOON))
    if sender:
        mail["From"] = sender
    mail["X-Unsent"] = "1"  # Outlook then opens it ready to be sent
    mail.set_content(PART, cte="8bit")
    mail.add_alternative(PART, subtype="html", cte="8bit")
    mail.set_boundary("vitrine-0f5c5c-b5482f")  # the same bytes at each build
    return mail.as_bytes().split(_lines(PART))
