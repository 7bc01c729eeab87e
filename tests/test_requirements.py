"""The locked requirements: the same list as the package, the same versions for the site and its tests."""

import re
import tomllib
from importlib.metadata import metadata
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "requirements"
LOCKS = sorted(FOLDER.glob("*.txt"))
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


def requirements(path: Path) -> set[str]:
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return {line for line in lines if line}


def pins(path: Path) -> dict[str, str]:
    return dict(PIN.findall(path.read_text(encoding="utf-8")))


def test_the_site_installs_what_the_package_declares_and_what_builds_the_package():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    expected = declared["project"]["dependencies"] + declared["build-system"]["requires"]
    assert requirements(FOLDER / "site.in") == set(expected)


def test_the_tests_run_on_the_very_versions_that_make_the_site():
    assert pins(FOLDER / "site.txt").items() <= pins(FOLDER / "test.txt").items()


def test_each_locked_version_installs_on_the_oldest_python_that_we_promise():
    asked = {name: metadata(name).get("Requires-Python", "") for name in pins(FOLDER / "test.txt")}
    assert [name for name, pythons in asked.items() if "3.11.0" not in SpecifierSet(pythons)] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_each_version_is_locked_with_its_hash(lock):
    for entry in re.split(r"\n(?=[a-z0-9])", lock.read_text(encoding="utf-8"))[1:]:
        assert PIN.match(entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_no_lock_names_a_machine_or_an_index(lock):
    text = lock.read_text(encoding="utf-8")
    assert re.findall(r"https?://|file://|--index|--find-links|/home/|/root/", text) == []
