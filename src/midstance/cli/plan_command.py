"""`midstance plan`: a running plan in, a strength plan out, as text, JSON or a calendar."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from midstance.training.exercise import KIT

if TYPE_CHECKING:
    from midstance.application.briefing import Wishes
    from midstance.cli.wishes import Typed
    from midstance.training.plan import Plan
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
@click.option(
    "--race",
    metavar="DATE[:DISTANCE]",
    help="Race day, such as 2027-04-18:half. Moves a finished or undated plan there.",
)
@click.option("--level", metavar="LEVEL", help="beginner (unless you say otherwise), intermediate or advanced.")
@click.option("--kit", metavar="LIST", help=f"What you have, with commas: {', '.join(KIT)}.")
@click.option("--windows", metavar="TIMES", help='When you can train: "tue 18:00-19:00;thu 12:00-12:45;sat".')
@click.option("--minutes", metavar="N", help="Minutes a session may take, warm-up included.")
@click.option(
    "--week",
    metavar="STRIP",
    help='A running week in words, Monday first: "easy intervals easy rest tempo easy long:18km".',
)
@click.option("--from", "start", metavar="DATE", help="Plan as if this were today.")
@click.option("--brief", metavar="FILE.toml", help="Everything about you in a file.")
@click.option("--weekly-km", metavar="N", help="Without a running plan: your kilometres a week.")
@click.option("--runs", metavar="N", help="Without a running plan: your runs a week.")
@click.option("--goal", metavar="GOAL", help="5k, 10k, half, marathon, ultra, trail, hills or general.")
@click.option("--weeks", metavar="N", help="How many weeks to plan, where no race says it.")
@click.option("--time-zone", metavar="ZONE", help="Such as Europe/Berlin, where the calendar names none.")
@click.option("--age", metavar="N", help="Your age in years.")
@click.option(
    "--blocked",
    metavar="DATES",
    multiple=True,
    help="Days without strength: 2027-02-14,2027-03-01..2027-03-07.",
)
@click.option("--pin", "pins", metavar="DATE[@HH:MM][=KIND]", multiple=True, help="A session must stand here.")
@click.option("--pain", "pains", metavar="SITE=SCORE", multiple=True, help="A pain from 0 to 10, such as knee=3.")
@click.option("--weak", metavar="REGION", multiple=True, help="What needs more work, such as calf-soleus.")
@click.option("--gate", "gates", metavar="plyometric", multiple=True, help="You passed the test for jumping.")
@click.option(
    "--load",
    "loads",
    metavar="EXERCISE=LOAD",
    multiple=True,
    help="goblet-squat=60kg (estimated 1RM) or goblet-squat=16kgx8@2.",
)
@click.option("--prescreen", metavar="ANSWER", help="positive if a health question is open: light work only.")
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
    import msgspec

    from midstance.application.briefing import brief_from
    from midstance.application.planning import make_plan
    from midstance.cli.wishes import Typed, choice

    watch = Stopwatch(told=verbose)
    shown = choice("--format", form, FORMATS) if form is not None else None
    wishes = _wishes(msgspec.convert(options, type=Typed), brief)
    today = wishes.start or dt.date.today()
    reading = _reading(files, wishes, today)
    watch.lap("read")
    given = brief_from(reading, wishes, today)
    watch.lap("brief")
    plan = make_plan(given)
    watch.lap("plan")
    written = _write(plan, out, alarms, reading) if out is not None else ()
    watch.lap("write")
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


def _reading(files: tuple[str, ...], wishes: Wishes, today: dt.date) -> RunningPlan | None:
    """The running plan in the files, or None without any; what repeats without an end goes on to the race."""
    if not files:
        return None
    from midstance.application.briefing import asked_race
    from midstance.application.running_plans import read_running_plans

    race = asked_race(wishes, today)
    window = (today, race.date) if race is not None and race.date >= today else None
    zone = wishes.time_zone or (wishes.brief.time_zone if wishes.brief else None)
    return read_running_plans(files, zone=zone, today=today, window=window)


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
