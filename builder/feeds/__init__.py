"""Feeds: what is new in the cases and in the data, for those who follow the site from elsewhere.

Identifiers never change and dates come from the data: a build without change tells nobody anything.
"""

from __future__ import annotations

from .cases import case_feeds
from .changes import changes_feed

__all__ = ["case_feeds", "changes_feed"]
