"""A season in which the present day holds a session, whatever day of the week it is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from midstance.application.briefing import Wishes, brief_from
from midstance.application.planning import make_plan
from midstance.application.replanning import accept, begin, propose
from midstance.storage import open_store
from midstance.training.clock import monday_of
from midstance.training.log import Entry
from midstance.training.plan import Plan
from midstance.training.session import LOADED, Session
from tests.living import done
from tests.web.seasons import KIT, RUNNER, dawn

WEEK = ("easy", "intervals", "easy", "rest", "tempo", "easy", "long")
ZONE = "UTC"


def plan_with_session_on(today: dt.date, *, weeks_before: int = 4) -> Plan:
    """A plan of twelve weeks whose week is turned until a loaded session stands on the day."""
    start = monday_of(today) - dt.timedelta(weeks=weeks_before)
    for turn in range(7):
        week = " ".join(WEEK[(day + turn) % 7] for day in range(7))
        wishes = Wishes(
            week=week, weeks=12, start=start, level="intermediate", kit=KIT,  # type: ignore[arg-type]
            race=start + dt.timedelta(weeks=12, days=-1), race_m=21_098, time_zone=ZONE,
        )  # fmt: skip
        plan = make_plan(brief_from(None, wishes, start))
        if any(session.date == today and set(session.classes) & LOADED for session in plan.sessions):
            return plan
    raise AssertionError("no week puts a session on this day")


def begin_with_session_today(home: Path, today: dt.date) -> Session:
    """Such a season in the diary of a folder, done as asked until now; today's session."""
    plan = plan_with_session_on(today)
    store = open_store(home)
    try:
        diary = store.diary(RUNNER)
        begin(diary, plan, dawn(plan.brief.start))
        entries: list[Entry] = []
        for session in plan.sessions:
            if session.date < today:
                entries += done(session)
        diary.record(entries)
        made = propose(diary, dawn(today))
        accept(diary, made.kept.id)
        return next(session for session in made.plan.sessions if session.date == today)
    finally:
        store.close()
