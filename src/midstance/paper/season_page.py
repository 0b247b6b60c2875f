"""The season on one page: the same picture as on the terminal and in the browser."""

from __future__ import annotations

import midstance
from midstance.application.season_picture import PictureDay, PictureSession, PictureWeek, SeasonPicture, sets_of
from midstance.formats.session_words import SAID_PHASE
from midstance.paper.marks import BLOCKED, RUN_SHAPES, STRENGTH_SHAPES, run_mark, strength_mark
from midstance.paper.said_in_units import whole_distance, with_distance
from midstance.paper.typesetting import Data, PrintOptions
from midstance.rules.saying import counted
from midstance.training.clock import DAY_NAMES, said_date
from midstance.training.plan import Plan
from midstance.training.session import STRESS, Stress

ROOM_MM = {"a4": 220, "letter": 202}
"""Height left for the weeks beside title, weekdays and legend (ours, measured on the pages)."""


def season_data(plan: Plan, picture: SeasonPicture, options: PrintOptions) -> Data:
    """What the page holds."""
    weeks = picture.weeks
    most_sets = max((_sets(week) for week in weeks), default=0)
    return {
        "title": "Your strength season",
        "says": "Runs and strength, one row for each week",
        "facts": _facts(plan, picture, options),
        "weekdays": [day[:2] for day in DAY_NAMES],
        "run_unit": options.distance_unit,
        "room_mm": ROOM_MM[options.size],
        "weeks": [_week(week, picture, most_sets, options) for week in weeks],
        "legend": _legend(picture),
        "foot": foot(),
    }


def foot() -> str:
    """The line at the foot of each page."""
    return f"Midstance {midstance.__version__} · training information, not medical advice"


def _facts(plan: Plan, picture: SeasonPicture, options: PrintOptions) -> list[str]:
    first, last = plan.brief.start, plan.brief.end
    races = [
        f"{with_distance(race.name or 'race', race.distance_m, options)} on {said_date(race.date)}"
        for race in picture.races
    ]
    span = f"{said_date(first)}{f' {first.year}' if first.year != last.year else ''} to {said_date(last)} {last.year}"
    return [span, counted(len(picture.weeks), "week"), *races[:MOST_RACES]]


MOST_RACES = 3
"""Races named in the head of the page (ours); all of them have their mark."""


def kept(day: PictureDay) -> tuple[PictureSession, ...]:
    """The sessions of a day that were not let go."""
    return tuple(one for one in day.sessions if one.state != "skipped")


def _sets(week: PictureWeek) -> int:
    return sum(sets_of(one.session) for day in week.days for one in kept(day))


def _stress(day: PictureDay) -> Stress | None:
    classes = {one.session.stress for one in kept(day)}
    return next((stress for stress in STRESS if stress in classes), None)


def _week(week: PictureWeek, picture: SeasonPicture, most_sets: int, options: PrintOptions) -> Data:
    sets = _sets(week)
    lighter = "lighter" if week.deload else ""
    phase = SAID_PHASE[week.phase].split(" and ")[0] if week.begins_phase else ""
    return {
        "date": f"{week.monday.day} {said_date(week.monday).split()[1][:3]}",
        "begins": week.begins_phase,
        "deload": week.deload,
        "phase": ", ".join(part for part in (phase, lighter) if part),
        "days": [{"inside": day.inside, "marks": _marks(day)} for day in week.days],
        "run": f"{whole_distance(week.run_m, options)} {options.distance_unit}" if week.run_m else "",
        "run_share": _share(week.run_m, picture.most_run_m),
        "sets": counted(sets, "set") if sets else "",
        "sets_share": _share(sets, most_sets),
    }


def _marks(day: PictureDay) -> list[Data]:
    found = [run_mark(day.run)] if day.run is not None else []
    stress = _stress(day)
    if stress is not None:
        found.append(strength_mark(stress))
    elif day.blocked:
        found.append(BLOCKED)
    return found


def _share(value: int, most: int) -> int:
    return round(100 * value / most) if most else 0


def _legend(picture: SeasonPicture) -> list[Data]:
    """What the marks on this page mean; only those that occur."""
    days = [day for week in picture.weeks for day in week.days if day.inside]
    runs, classes = {day.run for day in days}, {_stress(day) for day in days}
    strength = [strength_mark(stress) for stress in STRENGTH_SHAPES if stress in classes]
    if any(day.blocked and _stress(day) is None for day in days):
        strength.append(BLOCKED)
    groups = [("Runs", [run_mark(kind) for kind in RUN_SHAPES if kind in runs]), ("Strength", strength)]
    return [{"about": about, "marks": marks} for about, marks in groups if marks]
