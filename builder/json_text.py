"""JSON as we write it: French letters as they are, never two spellings of the same value."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup


def readable(value: Any) -> bytes:
    """A file that people can read too."""
    return f"{indented(value)}\n".encode()


def indented(value: Any, line: str = "\n") -> str:
    """What `json.dumps` writes with an indent of one space, several times faster; keys are texts.

    `line` begins a line.
    """
    inner = f"{line} "
    if isinstance(value, dict) and value:
        members = [f"{_ROW(key)}: {indented(said, inner)}" for key, said in value.items()]
        return f"{{{inner}{f',{inner}'.join(members)}{line}}}"
    if isinstance(value, (list, tuple)) and value:
        return f"[{inner}{f',{inner}'.join([indented(said, inner) for said in value])}{line}]"
    return _ROW(value)


def row(value: Any) -> str:
    """What stands on a line of its own in a long file, which people compare line by line."""
    return _ROW(value)


def compact(value: Any) -> str:
    """What programs alone read, without a space."""
    return _COMPACT(value)


_ROW = json.JSONEncoder(ensure_ascii=False).encode
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def in_page(value: Any) -> Markup:
    """What a page may hold in a script: no tag opens or closes in it."""
    text = compact(value)
    for character, code in _CODES:
        text = text.replace(character, code)
    return Markup(text)


_CODES = [(character, f"\\u{ord(character):04x}") for character in "<>&\u2028\u2029"]
