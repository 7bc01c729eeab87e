"""What the guide says of a rule: the names are those that `Problem`, `Fault` and `Refusal` carry."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """An entry of the page « Lire une erreur »: `example` is a message that the code really says.

    `title` answers « what is it about », `why` « what would go wrong », `remedy` « what do I do, where ».
    """

    name: str
    title: str
    example: str
    why: str
    remedy: str
    level: Level = Level.ERROR


@dataclass(frozen=True, slots=True)
class Family:
    """Rules that are read together: the code of the anchor, the title, the rules in reading order."""

    code: str
    title: str
    rules: tuple[Rule, ...]
