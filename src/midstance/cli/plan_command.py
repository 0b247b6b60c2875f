"""`midstance plan`: a running plan in, a strength plan out, as text, JSON or a calendar."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from midstance.cli.plan_options import plan_options

if TYPE_CHECKING:
    from midstance.application.briefing import Wishes
    from midstance.cli.wishes import Typed
    from midstance.training.plan import Brief, Plan
    from midstance.training.running import RunningPlan

FORMATS = ("text", "json", "ics")


class Stopwatch:
    """Milliseconds of each step, told on standard error where they are asked for."""

    def __init__(self, *, told: bool) -> None:
        self.told = told
        self.last = time.perf_counter()

    def lap(self, step: str) -> None:
        """A step is done."""
        now = time.perf_counter()
        if self.told:
            click.echo(f"{step}: {(now - self.last) * 1000:.0f} ms", err=True)
        self.last = now


@click.command("plan", short_help="Your strength sessions until the race.")
@click.argument("files", metavar="[RUNS]...", nargs=-1)
@plan_options
@click.option("--out", metavar="DIR", help="Write plan.json, plan.ics and plan.txt there.")
@click.option("--format", "form", metavar="FORMAT", help="Print text, json or ics alone on standard output.")
@click.option("--all", "every_card", is_flag=True, help="Print the card of every session.")
@click.option("--alarms", is_flag=True, help="Calendar events with an alarm 30 minutes before.")
@click.option("-v", "--verbose", is_flag=True, help="Tell on standard error how long each step took.")
def plan_command(
    files: tuple[str, ...], brief: str | None, out: str | None, form: str | None,
    every_card: bool, alarms: bool, verbose: bool, **options: object,
) -> None:  # fmt: skip
    """Plan your strength sessions around your runs.

    RUNS is one or more files of your running plan: a calendar (.ics), a table (.csv), a calendar-hack plan (.yaml) or a
    brief (.toml). Without any, --week or --weekly-km stands in.
    """
    from midstance.application.planning import make_plan
    from midstance.cli.wishes import choice

    watch = Stopwatch(told=verbose)
    shown = choice("--format", form, FORMATS) if form is not None else None
    given, reading = given_brief(files, brief, options, watch)
    plan = make_plan(given)
    watch.lap("plan")
    give(plan, reading, shown, out, alarms=alarms, every_card=every_card)
    watch.lap("write")


def given_brief(
    files: tuple[str, ...], brief: str | None, options: Mapping[str, object], watch: Stopwatch | None = None,
    fetched: Sequence[tuple[str, bytes]] = (),
) -> tuple[Brief, RunningPlan | None]:  # fmt: skip
    """The brief of what was typed, and the running plan read for it. Raises what reading and briefing raise.

    `fetched`: running plans that came over the net, by their names.
    """
    import msgspec

    from midstance.application.briefing import brief_from
    from midstance.cli.wishes import Typed

    watch = watch or Stopwatch(told=False)
    wishes = _wishes(msgspec.convert(options, type=Typed), brief)
    today = wishes.start or dt.date.today()
    reading = _reading(files, wishes, today, fetched)
    watch.lap("read")
    given = brief_from(reading, wishes, today)
    watch.lap("brief")
    return given, reading


def give(
    plan: Plan, reading: RunningPlan | None, shown: str | None, out: str | None, *, alarms: bool, every_card: bool
) -> None:
    """Writes the plan's files where a folder is named, and prints the plan: as text unless `shown` is json or ics.

    Where `shown` is set the plan stands alone on standard output.
    """
    written = _write(plan, out, alarms, reading) if out is not None else ()
    if shown in ("json", "ics"):
        click.echo(_encoded(plan, shown, alarms), nl=False)
    else:
        click.echo(_text(plan, reading, every_card=every_card), nl=False)
    for path in written:
        click.echo(f"Written: {path}", err=shown is not None)
    if written and shown is None and plan.sessions:
        click.echo(f"Ask why: midstance why {written[0]} {plan.sessions[0].date}")


def _wishes(typed: Typed, brief: str | None) -> Wishes:
    from midstance.application.files import file_bytes
    from midstance.cli.wishes import wishes_of
    from midstance.formats.reading import read_brief
    from midstance.knowledge.library import library

    exercises = library().exercises
    parts = read_brief(file_bytes(brief), Path(brief).name, exercises=exercises) if brief is not None else None
    return wishes_of(typed, parts, exercises)


def _reading(
    files: tuple[str, ...], wishes: Wishes, today: dt.date, fetched: Sequence[tuple[str, bytes]]
) -> RunningPlan | None:
    """The running plan in the files, or None without any; what repeats without an end goes on to the race."""
    if not files and not fetched:
        return None
    from midstance.application.briefing import asked_race
    from midstance.application.running_plans import read_running_plans

    race = asked_race(wishes, today)
    window = (today, race.date) if race is not None and race.date >= today else None
    zone = wishes.time_zone or (wishes.brief.time_zone if wishes.brief else None)
    return read_running_plans(files, zone=zone, today=today, window=window, fetched=fetched)


def _encoded(plan: Plan, form: str, alarms: bool) -> bytes:
    if form == "json":
        from midstance.formats.plan_json import encode_plan

        return encode_plan(plan)
    from midstance.formats.plan_ics import write_ics

    return write_ics(plan, alarms=alarms)


def _text(plan: Plan, reading: RunningPlan | None, *, every_card: bool, plain: bool = False) -> str:
    from midstance.cli.paper import Paper, paper_of
    from midstance.cli.plan_text import plan_text
    from midstance.knowledge.library import library

    paper = Paper() if plain else paper_of()
    rules = library().rules
    return plan_text(
        plan,
        paper,
        rules_checked=len(rules),
        every_card=every_card,
        gaps=gaps_of(plan, reading),
        sayings={rule.id: rule.says for rule in rules},
    )


def gaps_of(plan: Plan, reading: RunningPlan | None) -> list[str]:
    """What was not understood in reading, and what is missing, as sentences."""
    from midstance.rules.saying import counted

    said: list[str] = []
    if reading is not None:
        open_entries = sum(1 for run in plan.brief.runs if run.assumed)
        if open_entries:
            said.append(
                f"{counted(open_entries, 'run')} left something to assume; `midstance runs` says what, line by line."
            )
        if reading.dropped:
            said.append(f"{counted(len(reading.dropped), 'entry')} left out; `midstance runs` says why.")
        said += [f"{problem.place}: {problem.says}." for problem in reading.problems[:2]]
    return said


def _write(plan: Plan, out: str, alarms: bool, reading: RunningPlan | None) -> tuple[Path, ...]:
    """Write the document, the calendar and the text, all of them or none."""
    from midstance.application.writing import next_calendar, old_file, write_together
    from midstance.formats.entry import UnreadableFile
    from midstance.formats.plan_json import encode_plan

    if not out.strip():
        raise UnreadableFile("--out", "name a folder; `.` is the one you are in")
    folder = Path(out)
    files = {
        "plan.json": encode_plan(plan),
        "plan.ics": next_calendar(plan, old_file(folder / "plan.ics"), alarms=alarms),
        "plan.txt": _text(plan, reading, every_card=True, plain=True).encode(),
    }
    return write_together(folder, files)
