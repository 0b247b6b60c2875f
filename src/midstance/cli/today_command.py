"""`midstance today`: a stop first and alone; else what is due, the day's session with its reasons, and what is next."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from midstance.cli.diary_door import notebook, print_json, reading_options

if TYPE_CHECKING:
    from midstance.application.recording.sessions import Placed
    from midstance.application.recording.today import Today
    from midstance.cli.paper import Paper
    from midstance.training.plan import Plan

SAID_STATE = {"ended": "done", "skipped": "let go", "begun": "begun; `midstance start` goes on", "planned": ""}


@click.command("today", short_help="What today asks of you, and why.")
@click.argument("date", metavar="[DATE]", required=False)
@reading_options
def today_command(date: str | None, runner: str, as_json: bool) -> None:
    """Show the session of today or of DATE: what, how long, with which kit, and why; else what comes next."""
    from midstance.application.recording.today import today_of
    from midstance.cli.paper import paper_of
    from midstance.cli.wishes import date_of

    book = notebook(runner, to_read=True)
    today = today_of(book, date_of("today", date) if date is not None else None)
    if as_json:
        print_json(today)
    else:
        click.echo("\n".join(today_lines(book.the_plan(), today, paper_of())))


def today_lines(plan: Plan, today: Today, paper: Paper) -> list[str]:
    """The day as text."""
    if today.stop is not None:
        ended = "When a professional says you may go on: midstance cleared"
        return [paper.ink(line, "clay") for line in paper.wrapped(today.stop.says)] + paper.wrapped(ended)
    lines: list[str] = []
    for due in today.due:
        lines += paper.wrapped(due.says, "? ") + [paper.ink(line, "quiet") for line in paper.wrapped(due.command, "  ")]
    lines += [""] if lines else []
    lines += _runs(today, paper)
    for placed in today.sessions:
        lines += session_lines(plan, placed, paper)
    if not today.sessions:
        lines += paper.wrapped(f"No strength on {_said_day(today.date)}.")
    for because in today.easier:
        lines += paper.wrapped(f"{because.text} `midstance replan` takes it into the plan.", "! ")
    if today.next is not None:
        session = today.next.session
        where = f"{_said_day(today.next.date)} at {today.next.start}"
        lines += paper.wrapped(f"Next: {session.title}, {where}, {session.minutes} min.")
    elif not today.sessions:
        lines += paper.wrapped("Nothing lies ahead in this plan. `midstance init` begins a new season.")
    return lines


def session_lines(plan: Plan, placed: Placed, paper: Paper) -> list[str]:
    """A session's card with its kit, and how to begin it."""
    from midstance.application.session_card import kit_of
    from midstance.cli.session_cards import card, why_lines

    session = placed.session
    if (placed.date, placed.start) != (session.date, session.start):
        import msgspec

        session = msgspec.structs.replace(session, date=placed.date, start=placed.start, start_assumed=False)
    state = SAID_STATE[placed.state]
    if placed.state in ("ended", "skipped"):
        return paper.wrapped(f"{session.title}: {state}.")
    lines = card(plan, session, paper) + why_lines(session, paper)
    kit = kit_of(plan, session)
    lines += paper.wrapped(f"  Kit: {', '.join(kit)}" if kit else "  Kit: none", "", "       ")
    begin = state or "Begin: midstance start. Afterwards, in one line: midstance log today rpe 6"
    return [*lines, *paper.wrapped(f"  {begin}", "", "  "), ""]


def _runs(today: Today, paper: Paper) -> list[str]:
    from midstance.coach.runs import said_kind
    from midstance.formats.session_words import said_km

    lines: list[str] = []
    for run in today.runs:
        parts = [said_kind(run.kind).capitalize() + (" (key run)" if run.key else "")]
        parts += [said_km(run.distance_m)] if run.distance_m else []
        about = "about " if run.start_assumed else ""
        lines += [paper.ink(line, "quiet") for line in paper.joined([*parts, f"{about}{run.start}"], "Run: ")]
    return lines


def _said_day(date: dt.date) -> str:
    from midstance.training.clock import said_date, said_weekday

    return f"{said_weekday(date)} {said_date(date)}"
