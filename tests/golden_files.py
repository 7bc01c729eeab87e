"""Golden files: what a test expects, short enough to be read in review.

`GOLDEN=write pytest tests/test_fragments.py` writes them again; read the difference before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def assert_golden(name: str, text: str) -> None:
    """The text is the one of the file, which ends with one line break."""
    file = FOLDER / name
    text = text.strip("\n") + "\n"
    if os.environ.get("GOLDEN") == "write":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
