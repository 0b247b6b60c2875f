"""A runner who trains as asked and writes it down: logs for tests, made from the plan itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from midstance.application.planning import known
from midstance.application.replanning import revise
from midstance.training.clock import minute_of
from midstance.training.log import Entry, SessionEnd, SetResult, Side
from midstance.training.plan import Brief, Plan
from midstance.training.prescription import Item, Load
from midstance.training.session import Session

PICKED_KG = 12.0
"""What the runner takes where the load is left to them."""


def at(date: dt.date, clock: str = "08:00") -> dt.datetime:
    """A moment on a day, in UTC."""
    return dt.datetime.combine(date, dt.time(0), tzinfo=dt.UTC) + dt.timedelta(minutes=minute_of(clock))


def done(session: Session, *, rir: int | None = None, day: dt.date | None = None) -> Iterator[Entry]:
    """A session done as asked, every set at the top of its range. `rir`: None leaves the lowest that was asked."""
    moment = at(day or session.date, session.start)
    for item in session.work():
        if item.exercise not in known().exercises:
            continue
        for index in range(1, item.sets + 1):
            for side in ("left", "right") if item.per_side else (None,):
                moment += dt.timedelta(seconds=90)
                yield _set(session, item, index, side, moment, rir)
    yield SessionEnd(id=f"{session.id}-end", at=moment, session=session.id, minutes=session.minutes, rpe=5)


def _set(
    session: Session, item: Item, index: int, side: Side | None, moment: dt.datetime, rir: int | None
) -> SetResult:
    load = Load(kind="kg", kg=PICKED_KG) if item.load.kind == "effort" else item.load
    return SetResult(
        id=f"{session.id}-{item.exercise}-{index}-{side or 'both'}",
        at=moment,
        session=session.id,
        exercise=item.exercise,
        index=index,
        side=side,
        reps=item.reps[1] if item.reps else None,
        seconds=item.seconds[1] if item.seconds else None,
        load=load,
        rir=item.rir[0] if rir is None and item.rir else rir,
        asked=item,
    )


def log_until(plan: Plan, day: dt.date, *, missing: Sequence[str] = ()) -> list[Entry]:
    """Everything before a day done as asked, but for the sessions that are missing."""
    return [entry for one in plan.sessions if one.date < day and one.id not in missing for entry in done(one)]


def revised(first: Brief, plan: Plan, entries: Sequence[Entry], day: dt.date, clock: str = "06:00") -> Plan:
    """The revision of a morning."""
    return revise(first, plan, entries, at(day, clock), known())
