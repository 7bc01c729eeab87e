"""What the builder makes: files of the site, and generated pages still to be printed into the theme."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site: a path relative to the site (« projets/ardelaine/index.html ») and its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A generated page, before the theme is put around it.

    `path` is its address relative to the site, with its final slash (« projets/ardelaine/ »). `title` and
    `description` are plain text. `body` and `head` are HTML, already safe. `section` is the address of the
    menu entry it belongs to, without slash (« projets »). `source_note` says which line of the data it comes
    from (« data/projets.csv, ligne 12 »).
    """

    path: str
    title: str
    description: str
    body: str
    section: str
    source_note: str = ""
    head: str = ""
