"""`midstance runs-done`: recorded runs from watches and services into the diary."""

from __future__ import annotations

import sys
import tempfile
import time
from typing import TYPE_CHECKING, BinaryIO, cast

import click

from midstance.cli.diary_door import notebook, print_json, reading_options, say

if TYPE_CHECKING:
    import datetime as dt

    from midstance.application.importing.runs_report import ImportReport
    from midstance.application.recording.notebook import Notebook
    from midstance.formats.activities.reading import Reader

PLAYED = ("run", "none")


@click.command("runs-done", short_help="Runs from a watch or a service's export.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--since", metavar="DATE", help="The first day whose runs are taken; a year before your season if unsaid."
)
@click.option("--sport", metavar="run", help="Take recordings that do not say their sport for runs.")
@click.option("--unit", metavar="km|mi", help="What distances in Garmin's CSV are in, which does not say.")
@click.option("--time-zone", metavar="ZONE", help="Where tables without a zone were written; by default your plan's.")
@click.option("--dry-run", is_flag=True, help="Only show what would be written down.")
@reading_options
def runs_done_command(
    files: tuple[str, ...], since: str | None, sport: str | None, unit: str | None, time_zone: str | None,
    dry_run: bool, runner: str, as_json: bool,
) -> None:  # fmt: skip
    """Take over the runs you recorded: FIT, GPX, TCX (packed or not), zips and folders of them, the export of Strava,
    of Garmin or of Apple Health, CSV of Garmin Connect or TrainingPeaks.

    Each run comes once, from however many files; doing it again is harmless. Only start, distance, duration and name
    are kept, never where you ran.
    """
    from midstance.application.importing.runs_import import RunImport, default_since
    from midstance.application.importing.runs_sources import read_sources
    from midstance.application.importing.runs_words import report_lines
    from midstance.cli.wishes import date_of

    book = notebook(runner)
    day = date_of("--since", since) if since is not None else default_since(book)
    taking = RunImport(book, since=day, dry=dry_run, file=_said(files))
    progress = Progress()
    reader = _reader(book, taking, progress, sport, unit, time_zone)
    report = taking.take(read_sources(files, reader))
    progress.clear()
    if as_json:
        print_json(report)
    else:
        say(report_lines(report, has_plan=book.plan is not None))
    _leave(report)


def _said(files: tuple[str, ...]) -> str:
    """What was given, in a few words: `export.zip`, or `export.zip and 3 more`."""
    from midstance.application.files import shown

    return shown(files[0]) + (f" and {len(files) - 1} more" if len(files) > 1 else "")


def _leave(report: ImportReport) -> None:
    """Leaves with 130 where it was stopped, with 2 where nothing could be read."""
    from midstance.cli.guarding import STOPPED, UNUSABLE

    if report.stopped:
        click.get_current_context().exit(STOPPED)
    if not report.activities and not report.files_known:
        click.get_current_context().exit(UNUSABLE)


def _reader(
    book: Notebook, taking: object, progress: Progress, sport: str | None, unit: str | None, time_zone: str | None
) -> Reader:
    """How to read, by the options."""
    from midstance.application.importing.runs_import import RunImport
    from midstance.cli.wishes import choice
    from midstance.formats.activities.reading import Reader
    from midstance.formats.activities.sports import UNKNOWN, Played
    from midstance.formats.entry import Unit
    from midstance.storage.folder import home_folder

    assert isinstance(taking, RunImport)
    played = choice("--sport", sport, PLAYED) if sport is not None else "none"

    def spool() -> BinaryIO:
        home = home_folder()
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        return cast("BinaryIO", tempfile.TemporaryFile(dir=home))

    return Reader(
        zone=_zone(book, time_zone),
        unit=cast("Unit", choice("--unit", unit, ("km", "mi"))) if unit is not None else None,
        assume=Played("running") if played == "run" else UNKNOWN,
        is_known=taking.known.has_file,
        spool=spool,
        expect=progress.expect,
        done=progress.done,
    )


def _zone(book: Notebook, named: str | None) -> dt.tzinfo:
    """The zone of times without one: as named, the plan's, else that of this machine now."""
    import datetime as dt
    from zoneinfo import ZoneInfo

    from midstance.cli.wishes import zone_of

    if named is not None:
        return ZoneInfo(zone_of(named))
    return book.zone or book.now.tzinfo or dt.UTC


class Progress:
    """How many of the files are done, on one line of standard error that renews itself; silent but on a terminal."""

    EVERY_S = 0.1
    """Seconds between two renewals (ours)."""

    def __init__(self) -> None:
        self._shown = sys.stderr is not None and sys.stderr.isatty()
        self._total = self._done = 0
        self._last = 0.0

    def expect(self, files: int) -> None:
        """So many files more were found."""
        self._total += files
        self._show()

    def done(self) -> None:
        """One of them is done."""
        self._done += 1
        self._show()

    def clear(self) -> None:
        """Takes the line away."""
        if self._shown:
            click.echo("\r\033[K", nl=False, err=True)

    def _show(self) -> None:
        if self._shown and time.monotonic() - self._last >= self.EVERY_S:
            self._last = time.monotonic()
            click.echo(f"\r\033[K{self._done:,} of {self._total:,} files", nl=False, err=True)
