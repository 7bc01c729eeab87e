"""The manifest: what is costly is made once, and nothing untrue is ever believed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builder import manifest
from builder.errors import BuilderError
from builder.manifest import Published, as_bytes, from_bytes
from builder.output import Output, fingerprint_of
from builder.publish import Summary, publish
from builder.version import code_version


class Recipe:
    """A costly file that counts how many times it was made."""

    def __init__(self) -> None:
        self.made = 0

    def output(self, content: str, key: str, path: str = "carte.png") -> Output:
        def make() -> bytes:
            self.made += 1
            return content.encode()

        return Output.later(path, key, make)


@pytest.fixture
def recipe() -> Recipe:
    return Recipe()


@pytest.fixture
def site(tmp_path: Path, recipe: Recipe) -> Path:
    """A site of a page and a picture, published once."""
    site = tmp_path / "site"
    assert publish([Output("index.html", b"a"), recipe.output("image", "k1")], site) == Summary(2, 0, 0)
    assert recipe.made == 1
    return site


def again(site: Path, recipe: Recipe, content: str = "image", key: str = "k1") -> Summary:
    return publish([Output("index.html", b"a"), recipe.output(content, key)], site)


def kept(site: Path) -> Path:
    return site / ".vitrine" / "manifeste.json"


def rewritten(site: Path, change: Callable[[Any], None]) -> None:
    document = json.loads(kept(site).read_text())
    change(document)
    kept(site).write_text(json.dumps(document))


def test_what_is_costly_is_not_made_again(site: Path, recipe: Recipe):
    before = {file: file.stat().st_mtime_ns for file in site.rglob("*")}
    assert again(site, recipe) == Summary(0, 2, 0)
    assert recipe.made == 1
    assert {file: file.stat().st_mtime_ns for file in site.rglob("*") if file != site / ".vitrine"} == {
        file: time for file, time in before.items() if file != site / ".vitrine"
    }


def test_another_key_makes_it_again_and_writes_only_what_differs(site: Path, recipe: Recipe):
    assert again(site, recipe, key="k2") == Summary(0, 2, 0)
    assert again(site, recipe, content="autre", key="k3") == Summary(1, 1, 0)
    assert (site / "carte.png").read_text() == "autre"
    assert recipe.made == 3
    assert again(site, recipe, content="autre", key="k3") == Summary(0, 2, 0)
    assert recipe.made == 3


def test_what_describes_a_file_that_stays_does_not_make_it(site: Path, recipe: Recipe):
    picture = recipe.output("image", "k1")
    listed = Output.later("liste", "k1", lambda: str(picture.fingerprint).encode())
    publish([Output("index.html", b"a"), picture, listed], site)
    assert recipe.made == 1
    assert (site / "liste").read_text() == str(Output("carte.png", b"image").fingerprint)


@pytest.mark.parametrize(("content", "key"), [("autre", "k2"), ("image", "k2")])
def test_what_describes_a_file_that_may_differ_makes_it(site: Path, recipe: Recipe, content: str, key: str):
    picture = recipe.output(content, key)
    listed = Output.later("liste", key, lambda: str(picture.fingerprint).encode())
    publish([Output("index.html", b"a"), picture, listed], site)
    assert recipe.made == 2
    assert (site / "liste").read_text() == str(fingerprint_of(content.encode()))


def test_a_key_is_that_of_one_path(site: Path, recipe: Recipe):
    assert publish([recipe.output("autre", "k1", path="ailleurs.png")], site) == Summary(1, 0, 2)
    assert (site / "ailleurs.png").read_text() == "autre"


def test_a_file_without_recipe_takes_no_notice_of_an_old_key(site: Path, recipe: Recipe):
    publish([Output("carte.png", b"sans cle")], site)
    assert (site / "carte.png").read_text() == "sans cle"
    assert again(site, recipe) == Summary(2, 0, 0)


@pytest.mark.parametrize("content", ["abime", "trop long", ""])
def test_a_file_that_was_changed_by_hand_is_made_again(site: Path, recipe: Recipe, content: str):
    (site / "carte.png").write_text(content)
    os.utime(site / "carte.png", ns=(0, 0))
    assert again(site, recipe) == Summary(1, 1, 0)
    assert (site / "carte.png").read_text() == "image"


def test_a_page_that_was_changed_by_hand_is_written_again(site: Path, recipe: Recipe):
    (site / "index.html").write_text("z")
    os.utime(site / "index.html", ns=(0, 0))
    assert again(site, recipe) == Summary(1, 1, 0)
    assert (site / "index.html").read_text() == "a"


def test_a_file_that_went_is_made_again(site: Path, recipe: Recipe):
    (site / "carte.png").unlink()
    assert again(site, recipe) == Summary(1, 1, 0)
    assert (site / "carte.png").read_text() == "image"


def test_a_link_is_not_taken_for_the_file(site: Path, recipe: Recipe, tmp_path: Path):
    (site / "carte.png").rename(tmp_path / "carte.png")
    (site / "carte.png").symlink_to(tmp_path / "carte.png")
    assert again(site, recipe) == Summary(1, 1, 0)
    assert not (site / "carte.png").is_symlink()


def test_a_site_copied_from_elsewhere_is_read_rather_than_made_again(site: Path, recipe: Recipe):
    for file in (site / "carte.png", site / "index.html"):
        os.utime(file, ns=(0, 0))  # a copy, or a cache of the forge, does not keep times as they are
    assert again(site, recipe) == Summary(0, 2, 0)
    assert recipe.made == 1


BROKEN = [
    b"",
    b"{",
    b"null",
    b"[]",
    b"\xff",
    b"[" * 100_000,
    b'{"version": 1}',
    b'{"version": 1, "files": 3}',
]


@pytest.mark.parametrize("raw", BROKEN)
def test_a_broken_manifest_is_no_manifest(site: Path, recipe: Recipe, raw: bytes):
    kept(site).write_bytes(raw)
    assert from_bytes(raw) == {}
    assert again(site, recipe) == Summary(0, 2, 0)
    assert recipe.made == 2
    assert again(site, recipe) == Summary(0, 2, 0)  # it was mended
    assert recipe.made == 2


@pytest.mark.parametrize("entry", [None, [], [1, 2, "x"], ["1", 2, "x", "k"], [1, 2, "x", None], "abcd"])
def test_an_entry_that_makes_no_sense_is_not_believed(site: Path, recipe: Recipe, entry: Any):
    rewritten(site, lambda document: document["files"].update({"carte.png": entry}))
    assert again(site, recipe) == Summary(0, 2, 0)
    assert recipe.made == 2


def test_a_manifest_of_another_version_is_no_manifest(site: Path, recipe: Recipe):
    rewritten(site, lambda document: document.update(version=0))
    assert again(site, recipe) == Summary(0, 2, 0)
    assert recipe.made == 2


def test_a_manifest_that_went_is_no_manifest(site: Path, recipe: Recipe):
    kept(site).unlink()
    assert again(site, recipe) == Summary(0, 2, 0)
    assert recipe.made == 2


def test_what_other_code_made_is_made_again(site: Path, recipe: Recipe, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(manifest, "code_version", lambda: "autre")
    assert again(site, recipe) == Summary(0, 2, 0)
    assert recipe.made == 2
    assert again(site, recipe) == Summary(0, 2, 0)
    assert recipe.made == 2


def test_what_lasts_is_left_as_it_is_by_other_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A picture of the same drawing is not drawn again, whatever else changed in the code and in the data."""
    made = []

    def picture(key: str, lasting: str) -> list[Output]:
        return [Output.later("carte.png", key, lambda: made.append(key) or lasting.encode(), lambda: lasting)]

    site = tmp_path / "site"
    assert publish(picture("k1", "dessin"), site) == Summary(1, 0, 0)
    monkeypatch.setattr(manifest, "code_version", lambda: "autre")
    assert (
        publish(picture("k1", "dessin"), site) == publish(picture("k2", "dessin"), site) == Summary(0, 1, 0)
    )
    assert made == ["k1"]
    assert publish(picture("k2", "autre"), site) == Summary(0, 1, 0), "the key says that nothing changed"
    assert publish(picture("k3", "autre"), site) == Summary(1, 0, 0)
    (site / "carte.png").write_bytes(b"retouche")
    assert publish(picture("k3", "autre"), site) == Summary(1, 0, 0)
    assert made == ["k1", "k3", "k3"]


def test_a_manifest_cannot_lead_out_of_the_site(site: Path, tmp_path: Path):
    (tmp_path / "précieux").write_text("à moi")
    rewritten(site, lambda document: document["files"].update({"../précieux": [5, 0, "x", "k"]}))
    with pytest.raises(BuilderError, match="sortirait du dossier du site"):
        publish([Output("../précieux", b"x")], site)
    publish([Output("index.html", b"a")], site)
    assert (tmp_path / "précieux").read_text() == "à moi"


def test_a_build_that_fails_leaves_site_and_manifest(site: Path, recipe: Recipe):
    def failing() -> bytes:
        raise ZeroDivisionError

    before = {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}
    with pytest.raises(ZeroDivisionError):
        publish([Output("index.html", b"b"), Output.later("carte.png", "k2", failing)], site)
    assert {file: file.read_bytes() for file in site.rglob("*") if file.is_file()} == before
    assert again(site, recipe) == Summary(0, 2, 0)
    assert recipe.made == 1


def test_a_publication_killed_before_its_manifest_is_not_believed(site: Path, recipe: Recipe):
    old = kept(site).read_bytes()
    publish([Output("index.html", b"b"), recipe.output("autre", "k2")], site)
    kept(site).write_bytes(old)  # as it was when the run was killed
    assert again(site, recipe) == Summary(2, 0, 0)
    assert (site / "index.html").read_text() == "a"
    assert (site / "carte.png").read_text() == "image"


def test_one_content_at_a_time_is_kept_in_memory(tmp_path: Path):
    alive = 0

    class Counted(bytes):
        def __new__(cls, content: bytes) -> Counted:
            nonlocal alive
            alive += 1
            assert alive <= 2  # the one that is written, and the one that comes
            return super().__new__(cls, content)

        def __del__(self) -> None:
            nonlocal alive
            alive -= 1

    publish((Output(f"{n}", Counted(b"%d" % n)) for n in range(50)), tmp_path / "site")


def test_a_manifest_reads_as_it_was_written():
    files = {"é/index.html": Published(3, 1_700_000_000_123_456_789, "ab", ""), "x": Published(0, 0, "", "k")}
    assert from_bytes(as_bytes(files)) == files


def test_the_version_of_the_code_is_the_same_all_along_and_changes_with_the_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assert code_version() == code_version()
    code_version.cache_clear()
    (tmp_path / "page.html").write_text("a")
    monkeypatch.setattr("builder.version._HERE", tmp_path)
    first = code_version()
    code_version.cache_clear()
    (tmp_path / "page.html").write_text("b")
    assert code_version() != first
    code_version.cache_clear()
