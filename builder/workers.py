"""Several processes at once, forked from this one: each has at hand all that this one has in memory.

Where processes cannot be forked, the same work is done by this one alone: the result is the same.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, NoReturn, Self, TypeVar

from .errors import BuilderError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
CAN_FORK = sys.platform == "linux"
NO_MORE = 1 << 62
LOST = (
    "Un des processus s’est arrêté sans rien dire, faute de mémoire peut-être. "
    "Recommencez avec un seul : « --jobs 1 »."
)


def cores() -> int:
    """How many processes may work at once here; 1 where none can be forked safely."""
    return len(os.sched_getaffinity(0)) if CAN_FORK else 1


class Turns:
    """Numbers from 0, given out in order to the processes that share them: each number to one of them."""

    def __init__(self, counter: Any = None) -> None:
        self._counter = counter
        self._mine = self._next()

    def mine(self, number: int) -> bool:
        """Whether a number is for this process; it asks for every number, in order."""
        if self._counter is None:
            return True
        if number != self._mine:
            return False
        self._mine = self._next()
        return True

    def _next(self) -> int:
        if self._counter is None:
            return 0
        with self._counter.get_lock():
            self._counter.value += 1
            return int(self._counter.value) - 1


def in_turns(jobs: int, work: Callable[[Turns], T]) -> list[T]:
    """What some work gives in each of `jobs` processes, this one included, which share the turns.

    An error of any of them is raised here, after which none goes on.
    """
    if jobs == 1 or not CAN_FORK:
        return [work(Turns())]
    counter = _fork_context().Value("q", 0)
    gc.freeze()  # or the collector of each would copy the memory that they share, by marking what it looks at
    gc.set_threshold(50_000, 20, 20)  # what pages leave is no cycle: seldom looking spares a twentieth
    others = [Beside(lambda: _stopping_all(counter, work)) for _ in range(jobs - 1)]
    try:
        own = work(Turns(counter))
        return [own, *(other.result() for other in others)]
    finally:
        for other in others:
            other.stop()


def _stopping_all(counter: Any, work: Callable[[Turns], T]) -> T:
    """Some work that, when it fails, leaves no turn to anyone."""
    try:
        return work(Turns(counter))
    except BaseException:
        counter.value = NO_MORE
        raise


def leave(code: int) -> NoReturn:
    """End the program at once: undoing a million objects one by one would take as long as 500 pages."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(BrokenPipeError):
            stream.flush()
    os._exit(code)


class Beside(Generic[T]):
    """Some work that another process does while this one goes on; its result is sent back."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        if not CAN_FORK:
            return
        context = _fork_context()
        self._answer, sender = context.Pipe(duplex=False)
        self._process = context.Process(target=_send, args=(sender, work), daemon=True)
        self._process.start()
        sender.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def result(self) -> T:
        """What the work gave, once it is done; its error is raised here."""
        if not CAN_FORK:
            return self._work()
        try:
            error, value = self._answer.recv()
        except EOFError:
            raise BuilderError(LOST) from None
        if error is not None:
            raise error
        return value  # type: ignore[no-any-return]

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        if CAN_FORK:
            self._process.terminate()
            self._process.join()
            self._answer.close()


def _send(sender: Connection, work: Callable[[], Any]) -> None:
    answer: tuple[BaseException | None, Any]
    try:
        answer = (None, work())
    except BaseException as error:  # an interruption too: the first process says it
        answer = (_travelling(error), None)
    sender.send(answer)


def _travelling(error: BaseException) -> BaseException:
    """An error that another process can be sent: with its traceback as a note, since none travels."""
    error.add_note(traceback.format_exc())
    try:
        return pickle.loads(pickle.dumps(error))  # type: ignore[no-any-return]
    except Exception:  # some cannot be made again from their message
        return RuntimeError(traceback.format_exc())


def _fork_context() -> Any:
    from multiprocessing import get_context  # here: a command that forks nothing need not wait for it

    return get_context("fork")
