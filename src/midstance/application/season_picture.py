"""The season as one picture: rows of weeks, seven days each, runs above strength, and two sums beside.

Terminal, page and paper draw the same picture, each with its own marks. Nothing of the diary is needed for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from midstance.training.clock import monday_of
from midstance.training.periods import Phase
from midstance.training.plan import Microcycle, Plan
from midstance.training.running import ClockTime, Race, Run, RunKind
from midstance.training.session import STRESS, Session, Stress

RUN_ORDER: tuple[RunKind, ...] = (
    "race", "long", "intervals", "threshold", "hills", "strides", "easy", "recovery", "cross-training",
)  # fmt: skip
"""By weight: of several runs on a day the first in this order gives the mark (ours)."""


class PictureSession(msgspec.Struct, frozen=True, kw_only=True):
    """A session, where it stands, and what became of it: planned, begun, ended or skipped."""

    session: Session
    date: dt.date
    start: ClockTime
    state: str = "planned"


class PictureDay(msgspec.Struct, frozen=True, kw_only=True):
    """One day of the picture. Outside the plan nothing stands on it."""

    date: dt.date
    inside: bool = True
    runs: tuple[Run, ...] = ()
    sessions: tuple[PictureSession, ...] = ()
    blocked: bool = False
    today: bool = False

    @property
    def run(self) -> RunKind | None:
        """The kind of run that gives the day its mark."""
        kinds = {run.kind for run in self.runs}
        return next((kind for kind in RUN_ORDER if kind in kinds), None)

    @property
    def stress(self) -> Stress | None:
        """The class of strength that gives the day its mark, worst first."""
        classes = {one.session.stress for one in self.sessions}
        return next((stress for stress in STRESS if stress in classes), None)


class PictureWeek(msgspec.Struct, frozen=True, kw_only=True):
    """One row: its days, its phase, and what it holds in all."""

    number: int
    """From 1."""
    monday: dt.date
    phase: Phase
    deload: bool
    days: tuple[PictureDay, ...]
    run_m: int
    """Metres the runner's own plan runs."""
    sets: int
    """Working sets; a set on each side is one."""
    begins_phase: bool = False
    present: bool = False
    """Whether today is in it."""


class SeasonPicture(msgspec.Struct, frozen=True, kw_only=True):
    """All rows, and the most of each sum, by which bars are drawn."""

    weeks: tuple[PictureWeek, ...]
    most_run_m: int
    most_sets: int
    races: tuple[Race, ...]

    def week_of(self, date: dt.date) -> PictureWeek | None:
        """The week a date lies in."""
        return next((week for week in self.weeks if week.monday == monday_of(date)), None)


def sets_of(session: Session) -> int:
    """Working sets of a session; a set on each side is one."""
    return sum(item.sets for item in session.work())


def picture_of(
    plan: Plan, today: dt.date | None = None, where: Iterable[PictureSession] | None = None
) -> SeasonPicture:
    """The picture of a plan; `where` says where its sessions stand by now, if not where they were planned."""
    stand = where if where is not None else _as_planned(plan.sessions)
    sessions: dict[dt.date, list[PictureSession]] = {}
    for one in stand:
        sessions.setdefault(one.date, []).append(one)
    runs: dict[dt.date, list[Run]] = {}
    for run in plan.brief.runs:
        runs.setdefault(run.date, []).append(run)
    weeks: list[PictureWeek] = []
    ends = [*(cycle.start for cycle in plan.microcycles[1:]), plan.brief.end + dt.timedelta(days=1)]
    for cycle, end in zip(plan.microcycles, ends, strict=False):
        week = _week(plan, cycle, end, runs, sessions, today)
        begins = not weeks or weeks[-1].phase != week.phase
        weeks.append(msgspec.structs.replace(week, number=len(weeks) + 1, begins_phase=begins))
    return SeasonPicture(
        weeks=tuple(weeks),
        most_run_m=max((week.run_m for week in weeks), default=0),
        most_sets=max((week.sets for week in weeks), default=0),
        races=plan.brief.races,
    )


def _as_planned(sessions: Sequence[Session]) -> list[PictureSession]:
    return [PictureSession(session=one, date=one.date, start=one.start) for one in sessions]


def _week(
    plan: Plan, cycle: Microcycle, end: dt.date, runs: Mapping[dt.date, Sequence[Run]],
    sessions: Mapping[dt.date, Sequence[PictureSession]], today: dt.date | None,
) -> PictureWeek:  # fmt: skip
    monday = monday_of(cycle.start)
    dates = [monday + dt.timedelta(days=day) for day in range(7)]
    inside = [date for date in dates if cycle.start <= date < end]
    metres = sum(run.distance_m or 0 for date in inside for run in runs.get(date, ()) if run.is_running)
    days = tuple(
        PictureDay(
            date=date,
            runs=tuple(runs.get(date, ())),
            sessions=tuple(sessions.get(date, ())),
            blocked=date in plan.brief.blocked,
            today=date == today,
        )
        if date in inside
        else PictureDay(date=date, inside=False, today=date == today)
        for date in dates
    )
    return PictureWeek(
        number=0,
        monday=monday,
        phase=cycle.phase,
        deload=cycle.deload,
        days=days,
        run_m=cycle.run_m or metres,
        sets=sum(sets_of(one.session) for date in inside for one in sessions.get(date, ())),
        present=today in dates if today is not None else False,
    )
