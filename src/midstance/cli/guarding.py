"""The command line's manners: commands loaded when they are called, mistakes answered in words, never a traceback.

Exit codes: 0 well, 1 an audit with findings, 2 what was given cannot be used.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple, NoReturn

import click

FINDINGS, UNUSABLE, STOPPED = 1, 2, 130
"""Exit codes."""
FOR_PEOPLE = (
    "midstance.formats.entry.UnreadableFile",
    "midstance.application.briefing.BadInput",
    "midstance.application.writing.CannotWrite",
    "midstance.application.diary.DiaryError",
    "midstance.knowledge.library.StaleKnowledge",
)
"""Exceptions whose message is written for the person at the terminal."""
REPORT = (
    "This is a fault of ours, not of yours. Please report it with the output of the same command after `midstance -v`."
)


class LazyCommand(NamedTuple):
    """Where a command lives, and its one line in the list of commands."""

    module: str
    attribute: str
    help: str


class GuardedGroup(click.Group):
    """A group that imports a command only when it is called, and turns every exception into a message."""

    def __init__(self, *args: Any, lazy: Mapping[str, LazyCommand], **more: Any) -> None:
        super().__init__(*args, **more)
        self.lazy = dict(lazy)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of their table."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now."""
        found = self.lazy.get(cmd_name)
        if found is None:
            return None
        command = getattr(import_module(found.module), found.attribute)
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with what was probably meant where there is no such command."""
        name = args[0] if args else ""
        if name and name not in self.lazy and not name.startswith("-"):
            from midstance.formats.brief_words import meant

            raise click.UsageError(f"{name[:40]!r} is no command{meant(name, self.lazy)}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.help) for name, command in self.lazy.items()])

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run and exit with the code of the command; whatever happens, a person gets to read words."""
        typed = list(sys.argv[1:] if args is None else args)
        prog_name = prog_name or "midstance"
        if not standalone_mode:
            return super().main(typed, prog_name, complete_var, standalone_mode=False, **extra)
        _forgiving(sys.stdout, sys.stderr)
        try:
            code = super().main(typed, prog_name, complete_var, standalone_mode=False, **extra)
            if sys.stdout is not None:
                sys.stdout.flush()
        except Exception as error:
            _tell(error, verbose=bool({"-v", "--verbose"} & set(typed)))
        sys.exit(code if isinstance(code, int) else 0)


def _forgiving(*streams: object) -> None:
    """Letters that a stream cannot write become question marks instead of an error."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _tell(error: Exception, *, verbose: bool) -> NoReturn:
    """Say what happened on standard error and leave with its exit code."""
    if isinstance(error, click.Abort):
        say("Stopped. Nothing was written.")
        sys.exit(STOPPED)
    lines, code = _words(error), UNUSABLE
    if lines is None:
        lines = [f"midstance: something went wrong: {type(error).__name__}: {str(error)[:200]}", REPORT]
        if verbose:
            import traceback

            lines += traceback.format_exception(error)
    say(*lines)
    sys.exit(code)


def _words(error: Exception) -> list[str] | None:
    """The lines for an error that is meant for the person, or None for one that is not."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return [error.format_message()]
    if isinstance(error, click.UsageError):
        command = error.ctx.command_path if error.ctx else "midstance"
        return [f"midstance: {error.format_message()}", f"See `{command} --help`."]
    if isinstance(error, click.ClickException):
        return [f"midstance: {error.format_message()}"]
    if isinstance(error, BrokenPipeError):
        return []
    if _is(error, "midstance.application.planning.PlanRefused"):
        first, *rest = getattr(error, "lines", ()) or ("No plan can be made of this.",)
        return [f"midstance: {first}", *rest]
    if any(_is(error, name) for name in FOR_PEOPLE):
        return [f"midstance: {error}"]
    if isinstance(error, OSError):
        return [f"midstance: {error.strerror or error}"]
    return None


def _is(error: Exception, name: str) -> bool:
    """Whether an error is of a class, without importing the class: it can only be raised where it is loaded."""
    return any(f"{kind.__module__}.{kind.__qualname__}" == name for kind in type(error).__mro__)


def say(*lines: str) -> None:
    """Lines on standard error, without a sound where there is none."""
    try:
        for line in lines:
            click.echo(line, err=True)
    except OSError:
        return
