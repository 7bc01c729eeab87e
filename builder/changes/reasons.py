"""Reasons: why the data of a project changed, as the change log says it.

A line of the part to come (the first one, « Non publié ») that begins with the identifier of a project says
why that project changed: `- `ardelaine` : l’effectif de 2018 était celui du groupe.` The other lines are
about the site, and stay in the log.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_PART = re.compile(r"^## ", re.MULTILINE)
_REASON = re.compile(r"^[-*] `([a-z0-9-]+)`\s*:\s*(\S.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)


def reasons_in(changelog: str) -> Mapping[str, str]:
    """The reason of each project that the part to come of a change log names, on one line."""
    parts = _PART.split(changelog.replace("\r\n", "\n"))
    coming = parts[1] if len(parts) > 1 else ""
    return {key: " ".join(words.split()) for key, words in _REASON.findall(coming)}
