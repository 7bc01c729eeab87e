"""The scripts of the site, read without a browser: nothing puts them together, so nothing else would say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ASSETS = Path(__file__).parent.parent / "docs/assets"
SCRIPTS = sorted(ASSETS.glob("*.js"))
LONGEST_LINE = 120
_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([^"]+)";', re.MULTILINE)
_EXPORT = re.compile(r"^export (?:async )?(?:const|class|function) (\w+)", re.MULTILINE)


@pytest.fixture(params=SCRIPTS, ids=lambda path: path.name)
def script(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return path.read_text(encoding="utf-8")


def names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def test_a_script_begins_by_saying_why_it_exists(script: str):
    assert script.startswith("// ")


def test_what_a_script_imports_is_exported_and_used(script: str):
    for wanted, file in _IMPORT.findall(script):
        exported = _EXPORT.findall((ASSETS / file).read_text(encoding="utf-8"))
        assert set(names(wanted)) <= set(exported), file
        rest = _IMPORT.sub("", script)
        assert [name for name in names(wanted) if not re.search(rf"\b{name}\b", rest)] == []


def test_what_a_script_exports_is_asked_for_somewhere():
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("browser/*.py"))
    every = {path.name: path.read_text(encoding="utf-8") for path in SCRIPTS}
    for file, text in every.items():
        elsewhere = tests + "".join(other for name, other in every.items() if name != file)
        unused = [name for name in _EXPORT.findall(text) if not re.search(rf"\b{name}\b", elsewhere)]
        assert unused == [], file


def test_lines_are_short_enough_to_be_read(script: str):
    assert [line for line in script.splitlines() if len(line) > LONGEST_LINE] == []
