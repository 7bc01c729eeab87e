"""What is made for each case only as long as there are not too many of them.

A picture costs a hundred times what a page costs. Beyond this number of cases, what would be made for each of
them besides its page and its data (its map as a picture, its downloads, its sharing picture) is made for its
theme and its département only.
"""

from __future__ import annotations

from .catalog import Catalog

EACH_CASE = 500


def details_each_case(catalog: Catalog) -> bool:
    """Whether each case has files of its own besides its page and its data."""
    return len(catalog.studies) <= EACH_CASE


def has_picture(path: str) -> bool:
    """Whether the exhibit at this address has PNG files.

    Every map has them; of charts and key figures, those of the whole territory only, since there are hundreds
    of others: a browser makes a picture of their drawing, and their e-mail does without.
    """
    folder, scope = path.split("/")[:2]
    return folder == "cartes" or scope == "region"
