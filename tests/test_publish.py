"""Publishing: only what changed, all or nothing, never outside the site."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from builder.errors import BuilderError
from builder.output import Output, fingerprint_of
from builder.publish import Summary, publish


def outputs(**files: str) -> list[Output]:
    return [Output(path.replace("__", "/"), text.encode()) for path, text in files.items()]


def contents(site: Path) -> dict[str, str]:
    """The files of a site but the publisher's own."""
    files = (file for file in site.rglob("*") if file.is_file() and ".vitrine" not in file.parts)
    return {file.relative_to(site).as_posix(): file.read_text() for file in files}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of three files, already published."""
    site = tmp_path / "site"
    assert publish(outputs(index="a", projets__x__index="b", donnees__y="c"), site) == Summary(3, 0, 0)
    return site


def test_a_second_run_writes_nothing(site: Path):
    before = {file: file.stat().st_mtime_ns for file in site.rglob("*") if file.is_file()}
    again = outputs(index="a", projets__x__index="b", donnees__y="c")
    assert publish(again, site) == Summary(0, 3, 0)
    assert {file: file.stat().st_mtime_ns for file in site.rglob("*") if file.is_file()} == before


def test_only_changes_are_written_and_stale_files_and_folders_go(site: Path):
    assert publish(outputs(index="a", projets__x__index="B", carte="d"), site) == Summary(2, 1, 1)
    assert contents(site) == {"index": "a", "projets/x/index": "B", "carte": "d"}
    assert not (site / "donnees").exists()


def test_empty_folders_go_with_the_stale_files_around_them(site: Path):
    (site / "donnees" / "vide" / "plus" / "loin").mkdir(parents=True)
    (site / "donnees" / "reste").mkdir()
    (site / "projets" / "vide").mkdir()
    assert publish(outputs(index="a", projets__x__index="b"), site) == Summary(0, 2, 1)
    assert sorted(folder.name for folder in site.rglob("*") if folder.is_dir()) == [
        ".vitrine",
        "projets",
        "x",
    ]


def test_a_change_that_keeps_the_size_is_seen(site: Path):
    assert publish(outputs(index="z", projets__x__index="b", donnees__y="c"), site) == Summary(1, 2, 0)


def test_when_the_build_fails_midway_the_previous_site_is_whole(site: Path):
    def failing() -> Iterator[Output]:
        yield Output("index", b"nouveau")
        yield Output("nouvelle/page", b"nouveau")
        raise ZeroDivisionError

    before = contents(site)
    with pytest.raises(ZeroDivisionError):
        publish(failing(), site)
    assert contents(site) == before
    assert {file.name for file in (site / ".vitrine").iterdir()} == {"LISEZMOI.txt", "manifeste.json"}


@pytest.mark.parametrize(
    "path",
    ["", "/etc/passwd", "../x", "a/../../x", "a//x", "./x", "a/", "a\\x", "C:/x", ".vitrine/x", ".git/x"],
)
def test_a_path_that_leaves_the_site_is_refused(site: Path, path: str):
    before = contents(site)
    with pytest.raises(BuilderError, match="sortirait du dossier du site"):
        publish([Output("index", b"nouveau"), Output(path, b"x")], site)
    assert contents(site) == before


def test_two_outputs_cannot_share_a_path(site: Path):
    with pytest.raises(BuilderError, match="Deux fichiers du site ont la même adresse : « projets/x/index »"):
        publish([Output("projets/x/index", b"1"), Output("projets/x/index", b"2")], site)
    assert contents(site)["projets/x/index"] == "b"


def test_a_path_cannot_be_both_a_file_and_a_folder(site: Path):
    with pytest.raises(BuilderError, match="« projets » serait à la fois un fichier et un dossier"):
        publish(outputs(projets="1", projets__x="2"), site)


def test_a_file_may_become_a_folder_and_a_folder_a_file(site: Path):
    publish(outputs(index__page="1", projets="2"), site)
    assert contents(site) == {"index/page": "1", "projets": "2"}


def test_a_folder_with_files_of_somebody_else_is_left_alone(tmp_path: Path):
    (tmp_path / "projets.csv").write_text("précieux")
    with pytest.raises(BuilderError, match="contient des fichiers que Vitrine n’a pas écrits"):
        publish(outputs(index="a"), tmp_path)
    assert contents(tmp_path) == {"projets.csv": "précieux"}


def test_an_empty_folder_can_be_published_into(tmp_path: Path):
    publish(outputs(index="a"), tmp_path)
    assert contents(tmp_path) == {"index": "a"}


def test_links_are_replaced_and_what_they_lead_to_is_not_touched(site: Path, tmp_path: Path):
    outside = tmp_path / "ailleurs"
    outside.mkdir()
    (outside / "page").write_text("à moi")
    (site / "lien").symlink_to(outside)
    (site / "index").unlink()
    (site / "index").symlink_to(outside / "page")
    publish(outputs(index="à moi", lien__page="neuf"), site)
    assert contents(site) == {"index": "à moi", "lien/page": "neuf"}
    assert not (site / "index").is_symlink()
    assert contents(outside) == {"page": "à moi"}


def test_a_link_to_a_folder_is_replaced_even_when_it_leads_to_the_same_content(site: Path, tmp_path: Path):
    outside = tmp_path / "ailleurs"
    outside.mkdir()
    (outside / "page").write_text("la même")
    (site / "lien").symlink_to(outside)
    publish(outputs(lien__page="la même"), site)
    assert contents(site) == {"lien/page": "la même"}
    assert not (site / "lien").is_symlink()
    assert contents(outside) == {"page": "la même"}


def test_a_working_copy_of_the_published_branch_stays_one(site: Path):
    (site / ".git").write_text("gitdir: ailleurs")
    publish(outputs(index="a"), site)
    assert (site / ".git").exists()


def test_a_place_where_nothing_can_be_written_is_a_french_error(tmp_path: Path):
    (tmp_path / "site").write_text("un fichier")
    with pytest.raises(BuilderError, match="Impossible d’écrire dans"):
        publish(outputs(index="a"), tmp_path / "site")


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_tells_of_other_files_comes_after_them_and_none_is_made_again(tmp_path: Path, jobs: int):
    log = tmp_path / "fait"

    def made(name: str) -> bytes:
        with log.open("a") as file:
            file.write(f"{name}\n")
        return name.encode()

    others = [Output.later(name, "", partial(made, name)) for name in "abcdef"]
    told = Output.later("liste", "", lambda: made(" ".join(o.fingerprint.digest for o in others)), "", others)
    publish([told, *others], tmp_path / "site", jobs)
    lines = log.read_text().splitlines()
    assert sorted(lines[:-1]) == list("abcdef")
    assert lines[-1] == " ".join(fingerprint_of(name.encode()).digest for name in "abcdef")


def test_bytes_that_are_written_are_forgotten_and_can_be_made_again(tmp_path: Path):
    one = Output.later("a", "", lambda: b"a")
    publish([one], tmp_path / "site")
    assert not one.at_hand
    assert one.fingerprint == fingerprint_of(b"a")
    assert one.content == b"a"
    shutil.rmtree(tmp_path / "site")
    assert one.content == b"a"


def test_bytes_are_not_read_back_from_a_file_that_became_another(tmp_path: Path):
    one = Output.later("a", "", lambda: b"a")
    publish([one], tmp_path / "site")
    (tmp_path / "site/a").write_bytes(b"b")
    assert one.content == b"a"


def test_a_stale_file_that_somebody_removes_meanwhile_stops_nothing(site: Path):
    def made() -> bytes:
        shutil.rmtree(site / "projets")
        return b"a"

    summary = publish([Output.later("index", "", made)], site)
    assert contents(site) == {"index": "a"}
    assert summary == Summary(0, 1, 2)
