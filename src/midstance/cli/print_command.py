"""`midstance print`: the season on one page, a week, or a session card, as PDF."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from midstance.cli.diary_access import runner_option
from midstance.cli.diary_door import notebook
from midstance.cli.own_files import may_write, said_size
from midstance.cli.watch_command import refuse_while_stopped

if TYPE_CHECKING:
    from midstance.application.recording.notebook import Notebook
    from midstance.paper.typesetting import PaperSize

SEASON, WEEK, SESSION = "season", "week", "session"
LONGEST_ADDRESS = 200
"""Letters of an address in a QR code (ours: more get too fine to read from paper)."""


@click.command("print", short_help="Season, week or session card as PDF.")
@click.argument("what", type=click.Choice([SEASON, WEEK, SESSION]))
@click.argument("which", required=False)
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="The PDF file; named for you else.")
@click.option("--paper", "size", type=click.Choice(["a4", "letter"]), default="a4", show_default=True)
@click.option("--address", metavar="URL", help="Where your phone reaches your web app: gives session cards a QR code.")
@runner_option
def print_command(
    what: str, which: str | None, out: Path | None, size: PaperSize, address: str | None, runner: str
) -> None:
    """Make a PDF of the season, of a week, or of a session to take to the gym.

    For a week WHICH is a date in it; for a session an id, a date, a weekday, `today` or `next`. Without WHICH it is
    this week, or the next session. Cards have stills of each exercise and boxes for what you did.
    """
    from midstance.paper.typesetting import NOT_INSTALLED, NotInstalled, installed

    if not installed():
        raise click.UsageError(NOT_INSTALLED)
    if what == SEASON and which is not None:
        raise click.UsageError("a season is printed as a whole; leave out what follows")
    if out is not None and out.suffix.casefold() != ".pdf":
        raise click.UsageError(f"{out}: a PDF file ends with .pdf")
    book = notebook(runner, to_read=True)
    book.the_plan()
    if what == SESSION:
        refuse_while_stopped(book)
    try:
        name, data = _made(book, what, which, size, _checked(address))
    except NotInstalled as error:
        raise click.UsageError(str(error)) from None
    file = out if out is not None else Path(f"{name}.pdf")
    may_write(file, "PDF file", (b"%PDF-",))
    from midstance.application.writing import write_together

    write_together(file.parent, {file.name: data})
    click.echo(f"{file}: {said_size(len(data))}.")


def _checked(address: str | None) -> str:
    """An address that a QR code may hold. Raises UsageError."""
    if address is None:
        return ""
    if (
        not address.startswith(("https://", "http://"))
        or len(address) > LONGEST_ADDRESS
        or any(map(str.isspace, address))
    ):
        raise click.UsageError(f"--address: write it as https://midstance.example, up to {LONGEST_ADDRESS} letters")
    return address.rstrip("/")


def _made(book: Notebook, what: str, which: str | None, size: PaperSize, address: str) -> tuple[str, bytes]:
    """The name of the file, and its bytes."""
    from midstance.application.exporting.watch_out import file_stem
    from midstance.application.recording.sessions import session_named
    from midstance.paper import printing
    from midstance.training.clock import monday_of

    if what == SEASON:
        return f"season-{book.the_plan().brief.start}", printing.season_pdf(book, printing.options_of(book, size))
    if what == WEEK:
        brief = book.the_plan().brief
        date = _date(which) if which is not None else min(max(book.today, brief.start), brief.end)
        return f"week-{monday_of(date)}", printing.week_pdf(book, date, printing.options_of(book, size))
    one = session_named(book, which)
    page = f"{address}/session/{one.session.id}" if address else ""
    return file_stem(one), printing.session_pdf(book, one, printing.options_of(book, size, page))


def _date(word: str) -> dt.date:
    try:
        return dt.date.fromisoformat(word)
    except ValueError:
        raise click.UsageError(f"{word[:40]!r} is no date; write it like 2027-03-09") from None
