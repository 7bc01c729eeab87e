"""The generators that we compare ourselves with, fastest first."""

from __future__ import annotations

from . import eleventy, hugo, markdown
from .base import Peer

PEERS: tuple[Peer, ...] = (hugo.PEER, eleventy.PEER, markdown.MKDOCS, markdown.ZENSICAL)

__all__ = ["PEERS", "Peer"]
