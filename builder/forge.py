"""Addresses on the forge: the line to edit, the issue to open."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote, urlencode

from .config import Settings


def data_url(settings: Settings, file: str, first: int, last: int | None = None) -> str:
    """Where the forge shows some lines of a CSV of the data folder, one click from its editor."""
    lines = f"L{first}" if last is None or last == first else f"L{first}-L{last}"
    path = _quoted(f"{settings.branche}/{settings.donnees}/{file}")
    return f"{settings.repo_url}/blob/{path}?plain=1#{lines}"


_quoted = lru_cache(maxsize=128)(quote)  # a file of data for each page


CORRECTION, PROPOSAL = "corriger-un-chiffre", "proposer-un-projet"  # forms of .github/ISSUE_TEMPLATE


def form_url(settings: Settings, form: str, title: str, **answers: str) -> str:
    """A form of the forge, with some answers already written: each is named by its identifier there."""
    return _new_issue(settings, {"template": f"{form}.yml", "title": title, **answers})


def correction_url(settings: Settings, path: str, title: str, figure: str = "") -> str:
    """The form that tells of an error in the page at `path`, and in which figure when it is given."""
    figures = {"chiffre": figure} if figure else {}
    return form_url(settings, CORRECTION, title, page=f"{settings.site_url}{path}", **figures)


def issue_url(settings: Settings, title: str, body: str) -> str:
    """A new issue on the forge, its title and text already written."""
    return _new_issue(settings, {"title": title, "body": body})


def _new_issue(settings: Settings, answers: Mapping[str, str]) -> str:
    return f"{settings.repo_url}/issues/new?{urlencode(answers, quote_via=quote)}"
