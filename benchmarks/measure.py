"""What a command takes: seconds, processor seconds, peak memory of its whole tree of processes."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.05  # seconds between two looks at memory: a look takes about a millisecond per process


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One run: wall and processor seconds, peak megabytes (a page shared by n processes counts once)."""

    seconds: float
    processor: float
    megabytes: float


class CommandError(Exception):
    """A command that ended badly; the message holds the end of what it said."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Measure:
    """Run a command to its end; CommandError when its exit code is not 0."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    clock = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | dict(environment or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    peak = _Peak(process.pid)
    said, _ = process.communicate()
    seconds = time.perf_counter() - clock
    megabytes = peak.stop()
    if process.returncode:
        raise CommandError(f"{' '.join(command)} : code {process.returncode}\n{said[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measure(seconds=seconds, processor=spent, megabytes=megabytes)


class _Peak:
    """Looks at the memory of a process and its descendants until it is stopped."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._most = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._ended.wait(EVERY):
            self._most = max(self._most, sum(map(_pss, _tree(self._pid))))

    def stop(self) -> float:
        """The most memory seen, in megabytes."""
        self._ended.set()
        self._thread.join()
        return self._most / 1000


def _tree(pid: int) -> list[int]:
    """A process and all that it started; what ended meanwhile is left out."""
    try:
        tasks = [task.read_text() for task in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    return [pid, *(found for children in tasks for child in children.split() for found in _tree(int(child)))]


def _pss(pid: int) -> int:
    """Kilobytes of a process, a page shared by n processes counting for one nth."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
