"""The command line in French: help pages and misuse, where Typer would speak English."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from .wording import quoted, spaced, suggestion

HELP_OPTIONS = ["--help", "-h", "--aide"]
HELP_ON_HELP = "Affiche cette aide."


def help_page(command: Any, path: str, context: Any) -> str:
    """The help of a command: how to call it, what it does, its options or its commands."""
    arguments, options = _parameters(command, context)
    called = " ".join([path, *(name for name, _ in arguments), _pattern(command)])
    blocks = [f"Utilisation : {called}", *_paragraphs(command.help or "")]
    if arguments:
        blocks.append(_listed("Arguments", arguments))
    if options:
        blocks.append(_listed("Options", options))
    if isinstance(command, TyperGroup):
        each = [(name, _first_line(sub.help)) for name, sub in command.commands.items()]
        blocks.append(_listed("Commandes", each))
    return spaced("\n\n".join(blocks))


def _parameters(command: Any, context: Any) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What a command is given: arguments, by their place, and options, by their name; each with its help."""
    parameters = command.get_params(context)
    arguments = [p for p in parameters if p.param_type_name == "argument"]
    options = [p for p in parameters if p.param_type_name != "argument"]
    return (
        [(p.metavar if p.required else f"[{p.metavar}]", p.help or "") for p in arguments],
        [(_names(p), _text(p)) for p in options],
    )


def _pattern(command: Any) -> str:
    return "COMMANDE [OPTIONS]" if isinstance(command, TyperGroup) else "[OPTIONS]"


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            yield "  " + "\n  ".join(line.strip() for line in paragraph.strip().splitlines())


def _names(option: Any) -> str:
    names = ", ".join(HELP_OPTIONS if _is_help(option) else option.opts)
    return f"{names} {option.metavar}" if option.metavar else names


def _text(option: Any) -> str:
    return HELP_ON_HELP if _is_help(option) else option.help or ""


def _is_help(option: Any) -> bool:
    return set(option.opts) == set(HELP_OPTIONS)  # Typer keeps no order among them


def _first_line(text: str | None) -> str:
    return (text or "").strip().partition("\n")[0]


def _listed(title: str, entries: Iterable[tuple[str, str]]) -> str:
    entries = list(entries)
    width = max(len(name) for name, _ in entries)
    return "\n".join([f"{title} :", *(f"  {name:<{width}}  {text}" for name, text in entries)])


class FrenchCommand(TyperCommand):
    """A command whose help is French."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(help_page(self, ctx.command_path, ctx) + "\n")


class FrenchGroup(TyperGroup):
    """Commands whose help is French, and whose misspelt names are answered in French."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(help_page(self, ctx.command_path, ctx) + "\n")

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        command = super().get_command(ctx, cmd_name)
        if command is None and not cmd_name.startswith("-"):
            cure = suggestion(cmd_name, self.commands, most=20)
            raise typer.BadParameter(f"la commande {quoted(cmd_name)} n’existe pas. {cure}", ctx=ctx)
        return command


def misuse(error: typer.TyperException) -> str:
    """What is wrong with a command line, by the kind of error: Typer's own words are English."""
    context = getattr(error, "ctx", None)
    say = _MISUSES.get(type(error).__name__, _unexpected)
    program = context.command_path if context else "vitrine"
    return spaced(f"{say(error)} Voyez « {program} --help ».")


def _no_such_option(error: Any) -> str:
    known = {name for option in error.ctx.command.get_params(error.ctx) for name in option.opts}
    return f"L’option {quoted(error.option_name)} n’existe pas. {suggestion(error.option_name, known)}"


def _bad_option(error: Any) -> str:
    name = quoted(error.option_name)
    return f"L’option {name} est mal employée : il y manque une valeur, ou il y en a une de trop."


def _missing(error: Any) -> str:
    return f"Il manque {error.param.metavar or error.param.opts[0]}."


def _said(error: Any) -> str:
    return f"{error.message[:1].upper()}{error.message[1:]}"


def _unexpected(error: Any) -> str:
    return "La commande n’est pas comprise : un mot est en trop."


_MISUSES: dict[str, Callable[[Any], str]] = {
    "NoSuchOption": _no_such_option,
    "BadOptionUsage": _bad_option,
    "BadParameter": _said,
    "MissingParameter": _missing,
}
