"""Sameness: one and the same object, as the key of a cache, where comparing contents would take too long."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Same(Generic[T]):
    """Stands for an object in a cache: equal to what stands for that very object, and to nothing else."""

    __slots__ = ("value",)

    def __init__(self, value: T) -> None:
        self.value = value  # kept alive, or its identity could become that of another

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value
