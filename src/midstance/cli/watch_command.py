"""`midstance watch`: planned sessions as workout files for a watch."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from midstance.cli.diary_access import runner_option
from midstance.cli.diary_door import notebook
from midstance.cli.own_files import may_write
from midstance.rules.saying import counted

if TYPE_CHECKING:
    from midstance.application.recording.notebook import Notebook
    from midstance.application.recording.sessions import Placed
    from midstance.formats.watch.garmin_connect import MassWritten

FIT, GARMIN = "fit", "garmin-connect"
HEADS = {FIT: (b"\x0e",), GARMIN: (b"{",)}
"""How files begin that such a one may be written over: FIT by the size of its header."""
TO_THE_WATCH = {
    FIT: "Copy it into GARMIN/NewFiles on the watch, or open it in your watch's app.",
    GARMIN: "Post it with a client of Garmin Connect; then see on the watch that the weights are right.",
}


@click.command("watch", short_help="Planned sessions as files for a watch.")
@click.argument("session", required=False)
@click.option("--all", "every", is_flag=True, help="Every session that is still ahead.")
@click.option("--days", type=click.IntRange(1, 400), metavar="N", help="The sessions of the next N days.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path(), show_default="here",
              help="The folder to write into.")  # fmt: skip
@click.option("--as", "form", type=click.Choice([FIT, GARMIN]), default=FIT, show_default=True,
              help="FIT workout files, or the JSON that clients of Garmin Connect post.")  # fmt: skip
@click.option("--mass", type=click.Choice(["grams", "kilograms"]), default="grams", show_default=True,
              help="What garmin-connect counts weights in.")  # fmt: skip
@runner_option
def watch_command(
    session: str | None, every: bool, days: int | None, out: Path, form: str, mass: MassWritten, runner: str
) -> None:
    """Write SESSION as a workout that your watch walks you through, a file for each session.

    SESSION is an id, a date, a weekday, `today` or `next`; the next one by itself. Each set is a step with its reps or
    time, its weight and the true name of the exercise; rests count down; a set on each side is two steps. What your
    watch records comes back by `midstance import`, each set to its step.
    """
    if sum((session is not None, every, days is not None)) > 1:
        raise click.UsageError("choose one: a session, --all or --days")
    book = notebook(runner, to_read=True)
    book.the_plan()
    refuse_while_stopped(book)
    sessions = _chosen(book, session, every, days)
    if not sessions:
        raise click.UsageError("no session is ahead in that time")
    files = _files(book, sessions, form, mass)
    from midstance.application.writing import write_together

    for name in files:
        may_write(out / name, "workout file", HEADS[form])
    for path in write_together(out, files):
        click.echo(str(path))
    click.echo(f"{counted(len(files), 'workout')}. {TO_THE_WATCH[form]}", err=True)


def refuse_while_stopped(book: Notebook) -> None:
    """Leaves with 1 where training stands still because of a red flag: no session is handed out then."""
    halted = book.stopped()
    if halted is not None:
        click.echo(f"midstance: {halted.says}", err=True)
        click.get_current_context().exit(1)


def _chosen(book: Notebook, session: str | None, every: bool, days: int | None) -> tuple[Placed, ...]:
    from midstance.application.exporting.watch_out import ahead
    from midstance.application.recording.sessions import session_named

    if every or days is not None:
        return ahead(book, None if days is None else book.today + dt.timedelta(days=days - 1))
    return (session_named(book, session),)


def _files(book: Notebook, sessions: tuple[Placed, ...], form: str, mass: MassWritten) -> dict[str, bytes]:
    from midstance.application.exporting.watch_out import garmin_files, watch_files
    from midstance.formats.watch.garmin_connect import TooManySteps

    if form == FIT:
        return watch_files(book, sessions)
    try:
        return garmin_files(book, sessions, mass)
    except TooManySteps as error:
        raise click.UsageError(str(error)) from None
