"""Several processes give what one gives, and their errors reach the first one."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from builder.errors import BuilderError, DataError, Place, Problem
from builder.output import Output
from builder.publish import publish
from builder.workers import CAN_FORK, Beside, Turns, cores, in_turns

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="processes are forked on Linux only")


def made(count: int) -> list[Output]:
    return [
        Output.later(f"pages/{n}/index.html", f"cle-{n}", lambda n=n: b"%d" % n * n) for n in range(count)
    ]


def test_each_turn_goes_to_one_process_and_every_turn_to_one_of_them() -> None:
    shares = in_turns(3, lambda turns: [number for number in range(500) if turns.mine(number)])
    assert len(shares) == 3
    assert sorted(number for share in shares for number in share) == list(range(500))


def test_alone_a_process_takes_every_turn() -> None:
    assert in_turns(1, lambda turns: [number for number in range(5) if turns.mine(number)]) == [
        [0, 1, 2, 3, 4]
    ]
    assert Turns().mine(7)
    assert cores() >= 1


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_a_site_is_the_same_whatever_the_number_of_processes(tmp_path: Path, jobs: int) -> None:
    site = tmp_path / "site"
    summary = publish(made(60), site, jobs)
    assert (summary.written, summary.unchanged) == (60, 0)
    assert {file.parent.name: file.read_bytes() for file in site.rglob("index.html")} == {
        str(n): b"%d" % n * n for n in range(60)
    }
    assert publish(made(60), site, jobs).unchanged == 60


def test_the_manifest_has_the_same_order_whatever_the_number_of_processes(tmp_path: Path) -> None:
    publish(made(40), tmp_path / "one", 1)
    publish(made(40), tmp_path / "two", 2)
    one, two = ((tmp_path / site / ".vitrine/manifeste.json").read_text() for site in ("one", "two"))
    assert [part for part in one.split('"') if "pages/" in part] == [
        part for part in two.split('"') if "pages/" in part
    ]


def test_files_of_a_folder_and_those_said_to_be_together_are_made_by_one_process(tmp_path: Path) -> None:
    def process() -> bytes:
        return str(os.getpid()).encode()

    outputs = [Output.later(f"{n % 40}/{n}.txt", "", process) for n in range(2_000)]
    outputs += [Output.later(f"loin/{n}/a", "", process, together="loin") for n in range(40)]
    publish(outputs, tmp_path / "site", 2)
    folders = [*(tmp_path / f"site/{n}" for n in range(40)), tmp_path / "site/loin"]
    made = [{file.read_text() for file in folder.rglob("*") if file.is_file()} for folder in folders]
    assert set(map(len, made)) == {1}


def test_an_error_in_a_process_is_said_here_in_the_same_words(tmp_path: Path) -> None:
    publish(made(20), tmp_path / "site", 1)
    here = os.getpid()

    def fail_elsewhere() -> bytes:
        if os.getpid() != here:
            raise BuilderError("Ce gabarit est cassé.")
        time.sleep(0.01)  # the other process comes soon enough to get a turn
        return b"autre"

    outputs = [Output.later(f"{n}/a.txt", f"{n}", fail_elsewhere) for n in range(2_000)]
    with pytest.raises(BuilderError, match=r"Ce gabarit est cassé\."):
        publish(outputs, tmp_path / "site", 2)
    assert len(list((tmp_path / "site").rglob("*.html"))) == 20
    assert [file.name for file in (tmp_path / "site").rglob("*.txt")] == ["LISEZMOI.txt"]


def test_problems_travel_whole() -> None:
    problem = Problem("mot", Place("data/projets.csv", 3), "« x » n’existe pas.", "Corrigez-le.")

    def fail() -> None:
        raise DataError([problem])

    with Beside(fail) as work, pytest.raises(DataError) as caught:
        work.result()
    assert caught.value.problems == (problem,)


def test_an_error_of_ours_keeps_its_traceback() -> None:
    with Beside(lambda: 1 // 0) as work, pytest.raises(ZeroDivisionError) as caught:
        work.result()
    assert "test_workers.py" in "".join(caught.value.__notes__)


def test_an_error_that_cannot_travel_is_told() -> None:
    class OddError(Exception):
        def __init__(self, one: int, two: int) -> None:
            super().__init__("rien")

    def fail() -> None:
        raise OddError(1, 2)

    with Beside(fail) as work, pytest.raises(RuntimeError, match="OddError"):
        work.result()


def test_a_process_that_dies_is_told_in_french() -> None:
    with Beside(lambda: os._exit(9)) as work, pytest.raises(BuilderError, match="--jobs 1"):
        work.result()


def test_a_program_that_leaves_says_all_and_gives_its_code_even_to_nobody() -> None:
    program = "from builder.workers import leave; print('dit', end=''); leave(3)"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ended.stdout, ended.stderr, ended.returncode) == ("dit", "", 3)
    read, write = os.pipe()
    os.close(read)  # as `vitrine check | head` does
    late = {**os.environ, "PYTHONUNBUFFERED": ""}  # what is printed is only sent at the end
    ended = subprocess.run(
        [sys.executable, "-c", program], stdout=write, stderr=subprocess.PIPE, env=late, check=False
    )
    os.close(write)
    assert (ended.stderr, ended.returncode) == (b"", 3)
