"""Words as the search compares them: without case, accents nor ligatures.

`docs/assets/plier.js` holds the same rules, to the letter, for what is typed in the browser.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

from ..text import folded

# Words that most French sentences hold: they find nothing in particular.
EMPTY_WORDS = frozenset(
    re.findall(
        r"\w+",
        "au aux avec ce ces cet cette dans de des du elle elles en est et il ils la le les leur leurs mais ne"
        " on ou par pas plus pour qu que qui sa se ses son sont sur un une",
    )
)
ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_WORD = re.compile("[a-z0-9]+")


def words(text: str) -> list[str]:
    """The words of a text: `L’Isère, St-Étienne` → `isere`, `saint`, `etienne`.

    Empty words and single letters are left out; abbreviations are spelt out.
    """
    return list(chain.from_iterable(map(_words_in, text.split())))


@lru_cache(maxsize=1 << 15)  # what stands between two spaces comes back in thousands of texts
def _words_in(piece: str) -> tuple[str, ...]:
    return tuple(
        ABBREVIATIONS.get(word, word)
        for word in _WORD.findall(folded(piece))
        if len(word) > 1 and word not in EMPTY_WORDS
    )
