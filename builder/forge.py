"""Addresses on the forge: the line to edit, the issue to open."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from .config import Settings


def data_url(settings: Settings, file: str, first: int, last: int | None = None) -> str:
    """Where the forge shows some lines of a CSV of the data folder, one click from its editor."""
    lines = f"L{first}" if last is None or last == first else f"L{first}-L{last}"
    path = quote(f"{settings.branche}/{settings.donnees}/{file}")
    return f"{settings.repo_url}/blob/{path}?plain=1#{lines}"


def issue_url(settings: Settings, title: str, body: str) -> str:
    """A new issue on the forge, its title and text already written."""
    return f"{settings.repo_url}/issues/new?{urlencode({'title': title, 'body': body}, quote_via=quote)}"
