"""Parts: three machines give the very site that one gives, and nothing else passes for it."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builder import parts as parts_module
from builder.cli import run
from builder.errors import BuilderError
from builder.output import Output
from builder.parts import RECORD, Part, gather, key_of_site, share, to_part
from builder.publish import publish
from builder.shell import Shell

FILES = {f"projets/{n}/index.html": f"page {n}" for n in range(20)} | {
    "index.html": "accueil",
    "é/à.csv": "a;b",
}


def contents(site: Path) -> dict[str, bytes]:
    files = (file for file in site.rglob("*") if file.is_file() and ".vitrine" not in file.parts)
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in files}


@pytest.fixture(scope="module")
def project(petit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with the real theme."""
    copy = tmp_path_factory.mktemp("parties") / "projet"
    shutil.copytree(petit, copy, ignore=shutil.ignore_patterns("site"))
    config = (copy / "mkdocs.yml").read_text(encoding="utf-8")
    theme = Path(__file__).parent.parent / "builder/theme"
    (copy / "mkdocs.yml").write_text(
        re.sub(r"custom_dir: .*", f"custom_dir: {theme}", config), encoding="utf-8"
    )
    return copy


@pytest.fixture
def parts(tmp_path: Path) -> list[Path]:
    """Three parts of a site of a few files."""
    folders = [tmp_path / f"partie-{number}" for number in (1, 2, 3)]
    for number, folder in enumerate(folders, 1):
        outputs = (Output(path, text.encode()) for path, text in FILES.items())
        publish(share(outputs, Part(number, 3), "clé"), folder)
    return folders


def test_three_parts_give_the_very_site_that_one_build_gives(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    whole, gathered = tmp_path / "entier", tmp_path / "rassemblé"
    folders = [tmp_path / f"partie-{number}" for number in (1, 2, 3)]
    assert run(["build", "--projet", str(project), "--site-dir", str(whole)]) == 0
    for number, folder in enumerate(folders, 1):
        arguments = ["build", "--projet", str(project), "--part", f"{number}/3", "--site-dir", str(folder)]
        assert run(arguments) == 0
        assert f"La partie {number} sur 3" in capsys.readouterr().out
    assert (
        run(["rassembler", *map(str, folders[::-1]), "--site-dir", str(gathered), "--projet", str(project)])
        == 0
    )
    assert contents(gathered) == contents(whole)
    shares = [contents(folder).keys() - {RECORD} for folder in folders]
    assert all(len(one) > len(contents(whole)) / 6 for one in shares)
    assert sum(map(len, shares)) == len(contents(whole))


def test_the_key_of_a_site_changes_with_data_pages_files_and_code(monkeypatch: pytest.MonkeyPatch):
    shell = Shell({"index.html": "a"}, {"x.css": b"b"}, {"gabarits/page/": "c"})
    shells = [
        replace(shell, pages={"index.html": "A"}),
        replace(shell, files={"x.css": b"B"}),
        replace(shell, blanks={"gabarits/page/": "C"}),
    ]
    keys = [key_of_site("d", shell), key_of_site("D", shell), *(key_of_site("d", other) for other in shells)]
    assert keys[0] == key_of_site("d", replace(shell))
    monkeypatch.setattr(parts_module, "code_version", lambda: "autre")
    keys.append(key_of_site("d", shell))
    assert len(set(keys)) == len(keys)


def test_the_parts_hold_each_file_once(parts: list[Path]):
    found = [contents(part).keys() - {RECORD} for part in parts]
    assert set.union(*map(set, found)) == FILES.keys()
    assert sum(map(len, found)) == len(FILES)
    assert {output.path: output.content.decode() for output in gather(parts)} == FILES


def test_one_part_of_one_is_the_whole_site(tmp_path: Path):
    publish(
        share((Output(path, text.encode()) for path, text in FILES.items()), Part(1, 1), "k"), tmp_path / "1"
    )
    assert {output.path for output in gather([tmp_path / "1"])} == FILES.keys()


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ((0, 2), "Il manque la partie 2 sur 3"),
        ((0, 1, 1, 2), "sont la même partie, la 2"),
    ],
)
def test_a_part_that_is_missing_or_given_twice_is_said(
    parts: list[Path], tmp_path: Path, chosen: tuple[int, ...], said: str
):
    folders = []
    for number, index in enumerate(chosen):
        folders.append(tmp_path / f"copie-{number}")
        shutil.copytree(parts[index], folders[-1])
    with pytest.raises(BuilderError, match=said):
        list(gather(folders))


def test_a_part_that_lost_a_file_is_incomplete(parts: list[Path]):
    lost = next(path for path in contents(parts[1]) if path != RECORD)
    (parts[1] / lost).unlink()
    with pytest.raises(BuilderError, match=f"Il manque « {lost} »"):
        next(gather(parts))


@pytest.mark.parametrize(
    "record",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"{}",
        b"\xff",
        b'{"version": 1, "number": "1", "count": 3, "key": "k", "files": []}',
    ],
)
def test_a_folder_that_is_no_part_is_refused(parts: list[Path], record: bytes):
    (parts[1] / RECORD).write_bytes(record)
    with pytest.raises(BuilderError, match="n’est pas une partie de site"):
        next(gather(parts))


@pytest.mark.parametrize("change", [{"key": "autre"}, {"count": 4}])
def test_parts_of_another_site_are_refused(parts: list[Path], change: dict[str, Any]):
    record = json.loads((parts[1] / RECORD).read_bytes())
    (parts[1] / RECORD).write_text(json.dumps(record | change))
    with pytest.raises(BuilderError, match="ne viennent pas du même site"):
        next(gather(parts))


@pytest.mark.parametrize("path", ["../secret", "/etc/hostname", ".vitrine/manifeste.json"])
def test_a_record_cannot_lead_out_of_the_site(parts: list[Path], tmp_path: Path, path: str):
    (tmp_path / "secret").write_text("secret")
    record = json.loads((parts[0] / RECORD).read_bytes())
    record["files"].append(path)
    (parts[0] / RECORD).write_text(json.dumps(record))
    with pytest.raises(BuilderError):
        publish(gather(parts), tmp_path / "site")
    assert contents(tmp_path / "site") == {}


@pytest.mark.parametrize(
    "text", ["", "0/3", "4/3", "1", "a/b", "1/0", "-1/3", "1/1001", "1/3/3", "²/3", "1.0/3"]
)
def test_what_is_no_part_is_none(text: str):
    assert to_part(text) is None


def test_a_part_is_read_as_it_is_typed():
    assert to_part("2/3") == Part(2, 3)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--part", "4/3", "--site-dir", "x"), "« 4/3 » n’est pas une partie. Écrivez par exemple 2/3."),
        (("--part", "1/3"), "dites où l’écrire, avec --site-dir."),
    ],
)
def test_a_part_that_is_badly_asked_for_is_said_in_french(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
):
    assert run(["build", "--projet", str(project), *arguments]) == 2
    assert said in capsys.readouterr().err.replace("\u202f", " ").replace("\u00a0", " ")


def test_the_site_is_left_as_it_was_when_parts_are_refused(parts: list[Path], tmp_path: Path, project: Path):
    publish([Output("index.html", b"avant")], tmp_path / "site")
    assert (
        run(["rassembler", str(parts[0]), "--site-dir", str(tmp_path / "site"), "--projet", str(project)])
        == 2
    )
    assert contents(tmp_path / "site") == {"index.html": b"avant"}
