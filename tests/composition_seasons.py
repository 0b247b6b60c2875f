"""Invented seasons for the tests of composition: slots as placement would hand them over, and the real library."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

import midstance.knowledge
from midstance.planner.slots import Slot, Variant
from midstance.training.athlete import Athlete
from midstance.training.exercise import Drill, Exercise
from midstance.training.periods import Phase
from midstance.training.plan import Brief, Prescreen
from midstance.training.running import Race
from midstance.training.session import Stress, Template

MONDAY = dt.date(2026, 1, 5)
KNOWLEDGE = Path(midstance.knowledge.__file__).parent

Known = TypeVar("Known", Exercise, Drill)

Plan = tuple[tuple[Phase, Template, Template | None], ...]
"""A week each: its phase, the first session's template and the second's."""

SEASON: Plan = (
    ("foundation", "foundation", None),
    ("foundation", "foundation", "foundation"),
    ("foundation", "foundation", "foundation"),
    ("foundation", "deload", "deload"),
    ("build", "heavy", "power"),
    ("build", "heavy", "power"),
    ("build", "heavy", "power"),
    ("build", "deload", "deload"),
    ("strength", "heavy", "power"),
    ("strength", "heavy", "power"),
    ("strength", "heavy", "power"),
    ("strength", "deload", None),
    ("strength", "heavy", "power"),
    ("strength", "general", "general"),
    ("maintain", "maintain-heavy", "maintain"),
    ("taper", "taper", None),
    ("taper", "taper", None),
    ("race", "primer", None),
)


@cache
def exercises() -> dict[str, Exercise]:
    """The library's exercises, as their files say."""
    return {path.stem: _read(path, Exercise) for path in sorted((KNOWLEDGE / "exercises").glob("*.toml"))}


@cache
def drills() -> dict[str, Drill]:
    """The library's drills."""
    return {path.stem: _read(path, Drill) for path in sorted((KNOWLEDGE / "drills").glob("*.toml"))}


def _read(path: Path, kind: type[Known]) -> Known:
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), kind, strict=True)


def brief_for(athlete: Athlete, weeks: int = len(SEASON), *, prescreen: Prescreen = "clear") -> Brief:
    """A brief whose A race is on the last Sunday."""
    race = MONDAY + dt.timedelta(days=7 * weeks - 1)
    races = (Race(date=race, distance_m=21_097),)
    return Brief(start=MONDAY, end=race, athlete=athlete, races=races, prescreen=prescreen)


def classes_for(template: Template, level: str, *, high: bool) -> tuple[Stress, ...]:
    """What placement would grant."""
    if template in ("heavy", "maintain-heavy"):
        return ("heavy-legs", "moderate-legs") if level != "beginner" else ("moderate-legs",)
    if template == "power":
        return ("high-plyometric", "moderate-legs", "low-plyometric") if high else ("moderate-legs", "low-plyometric")
    if template in ("light", "mini", "primer"):
        return ("light",)
    return ("mobility",) if template == "mobility" else ("moderate-legs",)


def slots_for(
    brief: Brief, minutes: int, plan: Sequence[tuple[Phase, Template, Template | None]] = SEASON
) -> list[Slot]:
    """The season's slots: Tuesday 18:00 and Friday 18:00, and a mini after Wednesday's run."""
    level = brief.athlete.level
    high = brief.athlete.gates.plyometric and level == "advanced" and (brief.athlete.age or 30) >= 16
    slots: list[Slot] = []
    mesocycle, before = -1, ""
    for week, (phase, first, second) in enumerate(plan):
        deload = first == "deload"
        if phase != before or (week and plan[week - 1][1] == "deload"):
            mesocycle += 1
        before = phase
        for day, template in ((1, first), (4, second), (2, "mini" if phase == "foundation" else None)):
            if template is not None:
                slots.append(_slot(brief, week, day, phase, mesocycle, deload, template, minutes, level, high=high))
    return sorted(slots, key=lambda slot: (slot.date, slot.start))


def _slot(
    brief: Brief, week: int, day: int, phase: Phase, mesocycle: int, deload: bool, template: Template, minutes: int,
    level: str, *, high: bool,
) -> Slot:  # fmt: skip
    date = MONDAY + dt.timedelta(days=7 * week + day)
    days = min(((race.date - date).days for race in brief.races if race.date >= date), default=None)
    share = {"maintain": 50, "taper": 55, "race": 35}.get(phase, 50 if deload else 100)
    light = template in ("mini", "primer", "light", "mobility")
    full = not light and not deload and phase in ("foundation", "build", "strength") and minutes >= 22
    classes = ("light",) if brief.prescreen == "positive" else classes_for(template, level, high=high)
    return Slot(
        id=f"{date}-{day}",
        date=date,
        start=7 * 60 + 50 if template == "mini" else 18 * 60,
        start_assumed=False,
        variant=Variant(
            template="light" if brief.prescreen == "positive" and not light else template,
            classes=classes,
            minutes=min(minutes, 15 if template == "mini" else 20) if light else minutes,
            full=full and brief.prescreen == "clear",
            mini=template == "mini",
        ),
        week=week,
        phase=phase,
        mesocycle=mesocycle,
        deload=deload,
        sets_percent=share,
        load_percent=90 if deload else 100,
        after_run=template == "mini",
        days_to_a_race=days,
        no_new_exercise=days is not None and days <= 28,
        body_mass_only=False,
        spike=week == 6,
    )
