"""A file of data/ is replaced whole, or left as it was."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from builder.errors import BuilderError
from builder.rewrite import replace_file


def test_a_file_gets_new_content_and_keeps_its_permissions(tmp_path: Path):
    file = tmp_path / "t.csv"
    file.write_bytes(b"before")
    file.chmod(0o640)
    replace_file(file, b"after")
    assert file.read_bytes() == b"after"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [file], "nothing is left aside"


def test_a_new_file_may_be_read_by_everybody(tmp_path: Path):
    replace_file(tmp_path / "t.csv", b"new")
    assert stat.S_IMODE((tmp_path / "t.csv").stat().st_mode) & 0o444


def test_a_link_still_leads_to_the_file(tmp_path: Path):
    (tmp_path / "real.csv").write_bytes(b"before")
    (tmp_path / "link.csv").symlink_to("real.csv")
    replace_file(tmp_path / "link.csv", b"after")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"after"


def test_when_the_disk_refuses_the_file_is_what_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "t.csv"
    file.write_bytes(b"before")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("builder.rewrite.os.fsync", refuse)
    with pytest.raises(BuilderError, match="Impossible d’écrire"):
        replace_file(file, b"after")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"before"]


def test_a_folder_that_does_not_exist_is_said(tmp_path: Path):
    with pytest.raises(BuilderError, match="Impossible d’écrire"):
        replace_file(tmp_path / "nowhere/t.csv", b"")
