"""How templates become Python: Jinja's own code, without what only serves templates that one does not trust.

Ours are given dataclasses and functions. So an attribute is an attribute, never a key of the same name; what
is called is called; a macro is a function. What is missing is an error, as StrictUndefined has it. Templates
take half the time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain, repeat
from typing import Any

from jinja2 import BytecodeCache, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.utils import missing
from markupsafe import Markup, escape

_SPECIAL = re.compile("[&<>\"']")
_SAFE = frozenset({"typo"})  # filters that give HTML


def marked(html: str) -> Markup:
    """What is HTML already, said to be: the same as `Markup`, which first asks the text what it is."""
    return str.__new__(Markup, html)


def printed(value: Any) -> str:
    """A value as HTML, what is not safe escaped; the same as `escape`, which is slower on what is plain."""
    kind = type(value)
    if kind is Markup or (kind is str and not _SPECIAL.search(value)):
        return value  # type: ignore[no-any-return]
    return str(value) if kind is int else escape(value)


def macro(function: Callable[..., str], names: tuple[str, ...]) -> Callable[..., Markup]:
    """What a template calls: the function that Jinja compiled a macro into, whose HTML is safe."""
    function.__defaults__ = (missing,) * len(names)

    def call(*args: Any, **named: Any) -> Markup:
        if named:
            args += tuple(named.pop(name, missing) for name in names[len(args) :])
            if named:
                raise TypeError(f"Macro : paramètres inconnus ou donnés deux fois, {', '.join(named)}.")
        return marked(function(*args))

    return call


class Direct(CodeGenerator):
    """The code of a template, with direct attributes, items, calls and macros."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """The whole module."""
        self.writeline(f"from {__name__} import macro as direct_macro, printed")
        super().visit_Template(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """`a.b`."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        """`a[b]`."""
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """`a(b)`; what « call » blocks and starred arguments need is left to Jinja."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        for sign, argument in zip(chain("(", repeat(", ")), [*node.args, *node.kwargs], strict=False):
            self.write(sign)
            self.visit(argument, frame)
        self.write(")" if node.args or node.kwargs else "()")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """`{% macro a(b) %}`, when it takes the parameters that it names and nothing else."""
        if macro_ref.accesses_kwargs or macro_ref.accesses_varargs or macro_ref.accesses_caller:
            super().macro_def(macro_ref, frame)
            return
        names = tuple(argument.name for argument in macro_ref.node.args)
        self.write(f"direct_macro(macro, {names!r})")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        safe = isinstance(node, nodes.Filter) and node.name in _SAFE
        self.write("(" if safe else "printed(")


class Compiled(BytecodeCache):
    """The code of templates, kept while the program runs: each environment would compile them again."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template, when it was kept."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self._code[bucket.key, bucket.checksum] = bucket.code
