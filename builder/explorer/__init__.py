"""The explorer of `/projets/`: what a browser loads to filter, sort, search, show and export the cases.

`index.json` holds whole columns of small numbers, enough to count and choose; words, cards and figures come
in small files, loaded for what is shown. Beyond `MOST_IN_ONE` cases, the columns are cut by département.
"""

from __future__ import annotations

FOLDER = "explorateur/"
__all__ = ["FOLDER"]
