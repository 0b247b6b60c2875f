"""Who does everything as asked keeps the season they know: no session ahead changes its day or its kind."""

from __future__ import annotations

import datetime as dt

import pytest

from midstance.application.briefing import Wishes, brief_from
from midstance.application.planning import make_plan
from midstance.training.exercise import Kit, Level
from midstance.training.plan import Plan
from tests.living import log_until, revised

START = dt.date(2026, 11, 23)
BELLS: tuple[Kit, ...] = ("dumbbell", "bench")
GYM: tuple[Kit, ...] = ("barbell", "bench", "box", "leg-press")
HALF_M, MARATHON_M = 21_098, 42_195
RUNNERS = [
    ("easy rest tempo easy long easy intervals", "intermediate", ("dumbbell", "bench", "box"), None, 12, HALF_M),
    ("rest easy tempo easy intervals rest long", "advanced", BELLS, 60, 16, MARATHON_M),
    ("easy hills easy rest easy long rest", "intermediate", GYM, None, 12, 10_000),
    ("intervals easy rest tempo easy rest long", "advanced", BELLS, 45, 10, MARATHON_M),
    ("easy easy rest easy easy long rest", "intermediate", (), 30, 10, HALF_M),
    ("easy rest intervals easy rest easy long", "beginner", BELLS, None, 14, HALF_M),
]


def season(week: str, level: Level, kit: tuple[Kit, ...], minutes: int | None, weeks: int, race_m: int) -> Plan:
    race = START + dt.timedelta(weeks=weeks, days=-1)
    wishes = Wishes(
        week=week, weeks=weeks, start=START, level=level, kit=kit, minutes=minutes, race=race, race_m=race_m,
        time_zone="UTC",
    )  # fmt: skip
    return make_plan(brief_from(None, wishes, START))


def ahead(plan: Plan, day: dt.date) -> dict[str, tuple[dt.date, str, str]]:
    return {one.id: (one.date, one.template, one.stress) for one in plan.sessions if one.date >= day}


@pytest.mark.parametrize("runner", RUNNERS, ids=lambda one: f"{one[1]}, {one[0]}")
def test_no_session_ahead_changes_its_day_or_its_kind(
    runner: tuple[str, Level, tuple[Kit, ...], int | None, int, int],
) -> None:
    first = previous = season(*runner)
    for number in range(1, 7 * runner[4], 3):
        day = START + dt.timedelta(days=number)
        entries = log_until(first, day)
        assert ahead(revised(first.brief, first, entries, day), day) == ahead(first, day), f"all at once, {day}"
        plan = revised(first.brief, previous, entries, day)
        assert ahead(plan, day) == ahead(previous, day), f"one after the other, {day}"
        previous = plan
