"""The door between commands and the diary: what time it is, the notebook of a runner, and writing things down."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import click

from midstance.cli.diary_access import runner_option, the_store

if TYPE_CHECKING:
    from midstance.application.diary import Diary
    from midstance.application.recording.notebook import Draft, Notebook

Command = TypeVar("Command", bound=Callable[..., object])


def now() -> dt.datetime:
    """The moment it is; the only place where recording looks at the clock."""
    return dt.datetime.now(dt.UTC)


def the_diary(runner: str) -> Diary:
    """A runner's diary in the store of this machine. Raises DiaryError."""
    return the_store().diary(runner)


def diary_to_read(runner: str) -> Diary:
    """A runner's diary to look into, an empty one where there is none: looking makes no file. Raises DiaryError."""
    from midstance.application.diary import MemoryDiary
    from midstance.storage.address import database_settings
    from midstance.storage.folder import FILE_NAME, home_folder

    kept = database_settings() is not None or (home_folder() / FILE_NAME).exists()
    return the_diary(runner) if kept else MemoryDiary()


def notebook(runner: str, *, to_read: bool = False) -> Notebook:
    """The runner's notebook at this moment; `to_read`: nothing will be written down. Raises DiaryError."""
    from midstance.application.recording.notebook import Notebook
    from midstance.knowledge.library import library

    diary = diary_to_read(runner) if to_read else the_diary(runner)
    return Notebook(diary, now(), library().exercises)


def reading_options(command: Command) -> Command:
    """Options of commands that show something: whose diary, and as JSON."""
    return runner_option(click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command))


def recording_options(command: Command) -> Command:
    """Options of commands that write something down: whose diary, when it was, under which id, and as JSON."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print what was written down as JSON."),
        click.option("--id", "given_id", metavar="ID", help="An id of your own; sending it twice is harmless."),
        click.option("--at", metavar="'DATE [HH:MM]'", help="When it was, if not now; never in the future."),
        runner_option,
    ):
        command = option(command)
    return command


def is_conversation() -> bool:
    """Whether a person sits at both ends, so that one may ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def write_down(
    book: Notebook, draft: Draft, *, as_json: bool = False, changes_plan: bool = True, closing: str | None = None
) -> bool:
    """Writes a draft down and says so; what is odd is asked about, or only noted where nobody can be asked.

    False where the person took it back. `closing` is the last line where the usual one does not fit.
    """
    from midstance.application.recording.notebook import WRITTEN_DOWN

    for question in draft.odd:
        click.echo(f"Odd: {question}", err=True)
    if draft.odd and is_conversation() and not click.confirm("Write it down as it is?", default=False):
        click.echo("Nothing was written down.")
        return False
    added = book.take(draft)
    if as_json:
        print_json(draft.entries)
        return True
    say(draft.says)
    if added == 0:
        click.echo("It was written down already.")
    elif changes_plan:
        click.echo(closing or (WRITTEN_DOWN if book.plan is not None else "Written down."))
    return True


def say(lines: Sequence[str]) -> None:
    """Sentences as lines of the terminal."""
    from midstance.cli.paper import paper_of

    paper = paper_of()
    for line in lines:
        click.echo("\n".join(paper.wrapped(line)))


def print_json(value: object) -> None:
    """A value as JSON of two spaces."""
    import msgspec

    click.echo(msgspec.json.format(msgspec.json.encode(value, order="deterministic"), indent=2).decode())
