"""What the builder makes: files of the site, and generated pages still to be printed into the theme.

What is costly comes as a recipe, with a key (`keys.py`): the same key, the same bytes, made only once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

Key = str | Callable[[], str]  # a key, or how to get it when that takes time: only publication asks for it


class Fingerprint(NamedTuple):
    """What tells contents apart: their size and their SHA-256, in hexadecimal digits."""

    size: int
    digest: str


def fingerprint_of(content: bytes) -> Fingerprint:
    """The fingerprint of some bytes."""
    return Fingerprint(len(content), hashlib.sha256(content).hexdigest())


class Output:
    """A file of the site: a path relative to the site (« projets/ardelaine/index.html ») and its bytes.

    What is costly to make comes as a recipe, `Output.later`: `make` runs only when somebody asks for
    `content`, and `key` stands for all that it depends on.
    """

    __slots__ = (
        "_content",
        "_fingerprint",
        "_key",
        "_lasting",
        "_make",
        "_read",
        "path",
        "tells_of",
        "together",
    )

    def __init__(self, path: str, content: bytes) -> None:
        self.path = path
        self._key: Key = ""
        self._lasting: Key = ""
        self._content: bytes | None = content
        self._make: Callable[[], bytes] | None = None
        self._read: Callable[[], bytes] | None = None
        self._fingerprint: Fingerprint | None = None
        self.tells_of: Sequence[Output] = ()
        self.together = ""

    @classmethod
    def later(
        cls,
        path: str,
        key: Key,
        make: Callable[[], bytes],
        lasting: Key = "",
        tells_of: Sequence[Output] = (),
        together: str = "",
    ) -> Output:
        """A file that `make` gives; the same `key` always means the same bytes, no key that nobody knows.

        So does the same `lasting`, whatever else the code has become: it takes longer to get. `tells_of` are
        files whose fingerprints or bytes it holds: it is best made after them. Files that share work are best
        made by one process: those of one `together`, or neighbours in a folder when nothing is said.
        """
        output = cls(path, b"")
        output.tells_of, output.together = tells_of, together
        output._key, output._content, output._make, output._lasting = key, None, make, lasting
        return output

    @property
    def key(self) -> str:
        """What the bytes depend on, as a hash; empty when that is not known."""
        if not isinstance(self._key, str):
            self._key = self._key()
        return self._key

    @property
    def lasting(self) -> str:
        """A key that changes only with the part of the code that makes this file; often empty."""
        if not isinstance(self._lasting, str):
            self._lasting = self._lasting()
        return self._lasting

    @property
    def at_hand(self) -> bool:
        """Whether the bytes are there already."""
        return self._content is not None

    @property
    def content(self) -> bytes:
        """The bytes of the file, made once; once written, read back unless another one is there."""
        if self._content is None and self._read is not None:
            with suppress(FileNotFoundError):
                content = self._read()
                if fingerprint_of(content) == self._fingerprint:
                    return content
        if self._content is None and self._make is not None:
            self._content = self._make()
        return self._content or b""

    def let_go(self, read: Callable[[], bytes]) -> None:
        """Forget the bytes, which `read` gives from where they were written; their fingerprint stays."""
        if self._make is not None:
            self._content, self._read = None, read

    @property
    def fingerprint(self) -> Fingerprint:
        """The size and the hash of the bytes, for which they need not be made when they are known."""
        if self._fingerprint is None:
            self._fingerprint = fingerprint_of(self.content)
        return self._fingerprint

    def known(self, fingerprint: Fingerprint, read: Callable[[], bytes] | None = None) -> None:
        """Say what the bytes are, made elsewhere or earlier with the same key, and maybe how to read them."""
        self._fingerprint, self._read = fingerprint, read or self._read

    def __repr__(self) -> str:
        return f"Output({self.path!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A generated page, before the theme is put around it.

    `path` is its address relative to the site, with its final slash (« projets/ardelaine/ »). `title` and
    `description` are plain text. `body` and `head` are HTML, already safe. `section` is the address of the
    menu entry it belongs to, without slash (« projets »). `source_note` says which line of the data it comes
    from (« data/projets.csv, ligne 12 »). `picture` is the address of the picture that networks show beside a
    link to it, and `picture_alt` what one reads there; empty, those of the site.
    """

    path: str
    title: str
    description: str
    body: str
    section: str
    source_note: str = ""
    head: str = ""
    picture: str = ""
    picture_alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LatePage:
    """A generated page that is rendered only when somebody needs it, as `Output.later` is.

    `path` and `section` are those of the page that `make` gives; `key` stands for all that it depends on but
    the theme around it.
    """

    path: str
    section: str
    key: Key
    make: Callable[[], Page]
