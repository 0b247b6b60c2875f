"""`midstance runs`: what is understood of a running plan, entry by entry, before anything is planned on it."""

from __future__ import annotations

import textwrap

import click
import msgspec

from midstance.application.running_plans import as_document, read_running_plans
from midstance.cli.paper import Paper, paper_of
from midstance.cli.wishes import date_of, zone_of
from midstance.formats.reading import with_race_on
from midstance.training.clock import day_number, weekday
from midstance.training.running import Run, RunningPlan

LEAST_TITLE = 16
"""Columns that a title needs beside the rest (ours)."""


@click.command("runs", short_help="What is understood of your running plan.")
@click.argument("files", metavar="RUNS...", nargs=-1, required=True)
@click.option("--race", metavar="DATE", help="Move the plan so that its race, or its last day, falls on this date.")
@click.option(
    "--time-zone", "zone", metavar="ZONE", help="Your time zone, such as Europe/Berlin, where the calendar names none."
)
@click.option("--zone", "zone", hidden=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def runs_command(files: tuple[str, ...], race: str | None, zone: str | None, as_json: bool) -> None:
    """Show what is understood of each entry of your running plan.

    RUNS is one or more files: a calendar (.ics), a table (.csv), a calendar-hack plan (.yaml) or a brief (.toml).
    """
    day = date_of("--race", race) if race is not None else None
    plan = read_running_plans(files, zone=zone_of(zone) if zone is not None else None, race_day=day)
    if day is not None and not plan.races:
        plan = with_race_on(plan, day)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(as_document(plan)), indent=2).decode())
    else:
        click.echo("\n".join(lines_of(plan, paper_of())))


def lines_of(plan: RunningPlan, paper: Paper) -> list[str]:
    """The plan as lines of text: a row for each entry, then what was dropped, what was wrong and the races."""
    rows = [_row(run, plan.dated) for run in plan.runs]
    header = ("week day" if not plan.dated else "date", "start", "kind", "distance", "time", "title")
    widths = [max(len(row[column]) for row in (header, *rows)) for column in range(5)]
    lines = [line for row in (header, *rows) for line in _line(row, widths, paper)]
    notes = ["", "~ estimated or assumed, * key run"]
    notes += _section(
        "Assumed", [f"{_day(run, plan.dated)} {run.source}: {run.assumed}" for run in plan.runs if run.assumed]
    )
    notes += _section(
        "Left out", [f"{entry.source}: {entry.title or '(no title)'} — {entry.why}" for entry in plan.dropped]
    )
    notes += _section("Look at these", [f"{problem.place}: {problem.says}" for problem in plan.problems])
    return [line.rstrip() for line in (*lines, *notes, "", *_races(plan))]


def _line(row: tuple[str, ...], widths: list[int], paper: Paper) -> list[str]:
    """A row; a title too long for the room beside the rest is broken, or stands below where there is hardly any."""
    left = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)) + "  "
    if paper.columns - len(left) < LEAST_TITLE:
        return [left.rstrip(), *textwrap.wrap(row[5], paper.columns, initial_indent="    ", subsequent_indent="    ")]
    return textwrap.wrap(left + row[5], paper.columns, subsequent_indent=" " * len(left)) or [left]


def _races(plan: RunningPlan) -> list[str]:
    if not plan.races:
        return ["No race is named. Say when it is: --race DATE."]
    if not plan.dated:
        return ["The plan has no dates. Say when the race is: --race DATE."]
    return [
        f"Race {race.priority}: {race.date} {race.name}" + (f", {_km(race.distance_m)}" if race.distance_m else "")
        for race in plan.races
    ]


def _row(run: Run, dated: bool) -> tuple[str, ...]:
    start = "" if run.kind == "rest" else f"{run.start}{'~' if run.start_assumed else ''}"
    minutes = "" if run.duration_s is None else f"{round(run.duration_s / 60)} min{'~' if run.duration_assumed else ''}"
    return (
        _day(run, dated),
        start,
        f"{run.kind}{' *' if run.key else ''}",
        _km(run.distance_m) if run.distance_m else "",
        minutes,
        run.title,
    )


def _day(run: Run, dated: bool) -> str:
    """The date with its weekday, or week and day where the plan has no dates."""
    return f"{run.date if dated else f'{day_number(run.date) // 7 + 1:>4}'} {weekday(run.date)}"


def _km(distance_m: int) -> str:
    return f"{distance_m / 1000:.1f} km"


def _section(title: str, lines: list[str]) -> list[str]:
    return ["", f"{title}:", *(f"  {line}" for line in lines)] if lines else []
