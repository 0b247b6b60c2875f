"""Seasons for the pages to show: begun in a folder of their own, around the present day, partly lived."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

from midstance.application.briefing import Wishes, brief_from
from midstance.application.planning import make_plan
from midstance.application.replanning import accept, begin, propose
from midstance.storage import open_store
from midstance.training.clock import monday_of
from midstance.training.log import Entry
from midstance.training.plan import Plan
from tests.living import done

RUNNER = "me"
CLOCK = ZoneInfo("Europe/Berlin")
"""Where the runner of these seasons lives."""
KIT = ("dumbbell", "bench", "mini-band", "box")


def dawn(day: dt.date) -> dt.datetime:
    """The first moment of a day where the runner lives."""
    return dt.datetime.combine(day, dt.time(), CLOCK)


def a_plan(today: dt.date, *, weeks_before: int = 0, weeks: int = 12, level: str = "intermediate") -> Plan:
    """A plan of some weeks from a Monday, with a key run or two in each week; made anew each time, never canned."""
    start = monday_of(today) - dt.timedelta(weeks=weeks_before)
    wishes = Wishes(
        week="easy intervals easy rest easy easy long", weeks=weeks, start=start, level=level, kit=KIT,  # type: ignore[arg-type]
        race=start + dt.timedelta(weeks=weeks, days=-1), race_m=21_098, time_zone=CLOCK.key,
    )  # fmt: skip
    return make_plan(brief_from(None, wishes, start))


def begin_season(home: Path, today: dt.date, *, weeks_before: int = 0, runner: str = RUNNER) -> Plan:
    """A season in the diary of a folder; where it began some weeks before, everything until now was done as asked."""
    plan = a_plan(today, weeks_before=weeks_before)
    store = open_store(home)
    try:
        diary = store.diary(runner)
        begin(diary, plan, dawn(plan.brief.start))
        entries: list[Entry] = []
        for session in plan.sessions:
            if session.date < today:
                entries += done(session)
        diary.record(entries)
        if entries:
            made = propose(diary, dawn(today))
            accept(diary, made.kept.id)
            return made.plan
    finally:
        store.close()
    return plan
