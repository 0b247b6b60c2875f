"""`midstance start`: a session walked through on the terminal; every set is kept the moment it is answered."""

from __future__ import annotations

import os
import sys

import click

from midstance.cli.diary_access import runner_option
from midstance.cli.diary_door import notebook, say


@click.command("start", short_help="Walk through a session, set by set.")
@click.argument("session", metavar="[SESSION]", required=False)
@click.option("--no-timers", is_flag=True, help="No rest timer and no countdown for holds.")
@click.option("--at", metavar="'DATE [HH:MM]'", help="Walk through a session you did earlier.")
@runner_option
def start_command(session: str | None, no_timers: bool, at: str | None, runner: str) -> None:
    """Walk through a session, by default today's or else the next: warm-up, then set by set.

    \b
    Enter            done as asked
    8   8 @16kg      fewer or more reps, another load
    rir 1            how many were left in reserve
    fault knee-in    what was not clean
    pain calf-left 4 where it hurts
    skip  swap       leave the exercise out, or put another in its place
    back  stop       the set before once more; end the session here

    Every set is kept at once. Leave whenever you like; the same command goes on where you were.
    """
    from midstance.application.recording.sessions import session_named
    from midstance.cli.rest_timer import Timer
    from midstance.cli.start_walk import Walk
    from midstance.training.clock import said_date, said_weekday

    book = notebook(runner)
    halted = book.stopped()
    if halted is not None:
        say([halted.says])
        return
    placed = session_named(book, session)
    if placed.state in ("ended", "skipped"):
        done = "is done already" if placed.state == "ended" else "was let go"
        say([f"{placed.session.title} {done}. `midstance undo` takes that back."])
        return
    day = book.on_clock(book.moment(at)).date()
    if placed.date != day:
        say([f"Planned for {said_weekday(placed.date)} {said_date(placed.date)}; it counts for the day you do it."])
    # Waiting for a key and a clock at once is only to be had from POSIX terminals.
    timed = not no_timers and sys.stdin.isatty() and os.name == "posix"
    Walk(book, placed, at=at, timer=Timer(on=timed)).go()
