"""Decoding: the lines of text that some bytes hold, or why they are no CSV.

A file is never decoded whole: however large or broken it is, it takes little more memory than its bytes.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from itertools import islice

from .converters import DAMAGE
from .wording import in_thousands

MOST_LINES = 500_000  # for 100 000 cooperations the largest table has 350 000 rows
LONGEST_LINE = 100_000  # bytes: a row of ours has a few hundred
UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CHUNK = 1 << 20
_MARKS = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")  # without which a large file need not be searched
_CONFLICT = re.compile(rb"^\"?(<<<<<<< |=======[,;\t]*\r?$|>>>>>>> |\|\|\|\|\|\|\| )", re.MULTILINE)
_LINE = re.compile(rb"[^\r\n]+")
_FILLED_LINE = re.compile(rb"[^\r\n\x00\t ,;\"][^\r\n]*")
_WEB_PAGE = re.compile(rb"(\xef\xbb\xbf)?\s*<(!doctype|html|\?xml|table)\b", re.IGNORECASE)
# What French never writes, and what é, è or à become when a file of an old Mac or of DOS is read as Windows.
_NOT_FRENCH = re.compile("[ŠšŽž‚„ƒˆ˜†‡‰‹›]")


class Refusal(Exception):  # noqa: N818 — what it carries is said to an editor, as any problem
    """Why some bytes cannot be read as a CSV: rule, what is wrong, what to do (French), from which line."""

    def __init__(self, rule: str, what: str, fix: str, line: int = 0) -> None:
        self.rule, self.what, self.fix, self.line = rule, what, fix, line
        super().__init__(rule)


def refuse_what_is_no_csv(raw: bytes) -> None:
    """Refusal when some bytes are no CSV, whatever their encoding."""
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        what, fix = "c’est un classeur renommé en .csv.", "Dans le tableur : Enregistrer sous, « CSV UTF-8 »."
        raise Refusal("classeur", what, fix)
    if _WEB_PAGE.match(raw[:1000]):
        fix = "Sur la forge, prenez le fichier lui-même, par son bouton de téléchargement."
        raise Refusal("page-web", "c’est une page web, pas un tableau.", fix)
    if not raw.startswith(UTF16) and b"\x00" in raw:
        what, fix = "le fichier est abîmé : ce n’est plus du texte.", "Repartez de la version publiée."
        raise Refusal("octet-nul", what, fix, _line_at(raw, raw.index(b"\x00")))
    if any(mark in raw for mark in _MARKS) and (mark := _CONFLICT.search(raw)):
        what = "le fichier contient les marques d’un conflit (<<<<<<<, =======, >>>>>>>)."
        fix = "Gardez une seule des deux versions et effacez ces marques."
        raise Refusal("conflit-git", what, fix, _line_at(raw, mark.start()))
    _refuse_what_is_endless(raw)


def _refuse_what_is_endless(raw: bytes) -> None:
    """Lines are counted and measured before any is read: blank ones are no reason to refuse."""
    if _has_short_lines(raw) and raw.count(b"\n") + raw.count(b"\r") < MOST_LINES:
        return
    for line in _LINE.finditer(raw):
        if line.end() - line.start() > LONGEST_LINE:
            what, fix = "cette ligne est d’une longueur démesurée.", "Repartez de la version publiée."
            raise Refusal("ligne-trop-longue", what, fix, _line_at(raw, line.start()))
    if sum(1 for _ in islice(_FILLED_LINE.finditer(raw), MOST_LINES + 1)) > MOST_LINES:
        what = f"le fichier a plus de {in_thousands(MOST_LINES)} lignes."
        raise Refusal("trop-de-lignes", what, "Ôtez celles qui ne sont pas à publier.")


def _has_short_lines(raw: bytes) -> bool:
    """Whether no line is longer than a line may be, told in leaps: from each line end to the last one that is
    near enough, which takes a hundredth of the time of looking at each line."""
    start = 0
    while len(raw) - start > LONGEST_LINE:
        end = raw.rfind(b"\n", start, start + LONGEST_LINE + 1)
        if end < 0:
            return False
        start = end + 1
    return True


def encoding_of(raw: bytes) -> str:
    """The encoding of a file: by its byte-order mark, else UTF-8, else the Windows code page (never latin-1).

    Refusal when it would come out garbled: French text from an old Mac or DOS, or two encodings in one file.
    """
    marked = "utf-16" if raw.startswith(UTF16) else "utf-8"
    stop = _first_fault(raw, marked)
    if stop is None:
        return "utf-8-sig" if raw.startswith(codecs.BOM_UTF8) else marked
    if marked == "utf-8" and _is_windows_french(raw):
        return "cp1252"
    what = "les accents sont illisibles à partir d’ici."
    fix = "Dans le tableur : Enregistrer sous, « CSV UTF-8 »."
    raise Refusal("encodage", what, fix, _line_at(raw, stop))


def lines_of(raw: bytes, encoding: str) -> Iterator[str]:
    """The lines of a file, with their ends."""
    return io.TextIOWrapper(io.BytesIO(raw), encoding=encoding, newline="")


def _first_fault(raw: bytes, encoding: str) -> int | None:
    """The position of the first byte that the encoding cannot read, or of the first null character."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, len(raw) or 1, _CHUNK):
        waiting = len(decoder.getstate()[0])
        try:
            text = decoder.decode(raw[start : start + _CHUNK], final=start + _CHUNK >= len(raw))
        except UnicodeDecodeError as error:
            return start - waiting + error.start
        if "\x00" in text:
            return start
    return None


def _is_windows_french(raw: bytes) -> bool:
    for start in range(0, len(raw), _CHUNK):
        chunk = raw[max(start - 1, 0) : start + _CHUNK]  # damage is two characters long
        try:
            text = chunk.decode("cp1252")
        except UnicodeDecodeError:
            return False
        if _NOT_FRENCH.search(text) or DAMAGE.search(text):
            return False
    return True


def _line_at(raw: bytes, position: int) -> int:
    return raw.count(b"\n", 0, position) + 1
