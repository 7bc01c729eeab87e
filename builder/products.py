"""What is published besides pages, in the order in which it is made: one line for each family of files.

A product depends on the catalogue alone. Costly files come as `Output.later`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from . import editions
from .api import api
from .calendar import calendars
from .catalog import Catalog
from .changes.history import changes_json
from .exhibits import files as exhibit_files
from .exhibits import sending as exhibit_sending
from .explorer.products import explorer
from .exports import derived, exported
from .feeds import case_feeds, changes_feed
from .maps import files as map_files
from .output import Output
from .pages import citing
from .sharing.cards import cards
from .sharing.well_known import well_known
from .vendored import vendored

PRODUCTS: tuple[Callable[[Catalog], Iterable[Output]], ...] = (
    exported,
    derived,
    citing.files,
    api,
    vendored,
    editions.published,
    changes_json,
    changes_feed,
    case_feeds,
    calendars,
    well_known,
    cards,
    explorer,
    map_files.files,
    exhibit_files.files,
    exhibit_sending.files,
)
