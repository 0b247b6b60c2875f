"""The plan as the readers of rules see it: runs and sessions on one time line."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec

from midstance.rules.shapes import Target
from midstance.training.clock import DAY, HOUR, Instant, instant, minute_of
from midstance.training.plan import Brief, Microcycle, Plan
from midstance.training.running import ASSUMED_RACE_START, Race, Run
from midstance.training.session import Session, Stress

ACCUSTOMED_EXPOSURES = 3
"""Heavy sessions after which a runner is accustomed (rules page, Words; doma-2015)."""
ACCUSTOMED_WITHIN = 21 * 24 * HOUR
"""Minutes after the last heavy session in which a runner stays accustomed (rules page, Words)."""

FULL_PHASES = frozenset({"foundation", "build", "strength"})
LEG_CLASSES = frozenset({"heavy-legs", "moderate-legs"})
"""Classes of which a full session holds one (rules page, Words)."""
FULL_OVER_MINUTES = 20
"""A full session lasts longer than this (rules page, Words)."""


class RunAt(msgspec.Struct, frozen=True, gc=False):
    """A run on the time line."""

    run: Run
    start: Instant
    end: Instant
    target: Target | None
    """What the hours before it are counted to; None where nothing has to be clear."""

    @property
    def day(self) -> int:
        """Day number of its date."""
        return self.start.local // DAY


class SessionAt(msgspec.Struct, frozen=True, gc=False):
    """A session on the time line."""

    id: str
    start: Instant
    end: Instant
    classes: tuple[Stress, ...]
    accustomed: bool
    mini: bool = False
    full: bool = False
    session: Session | None = None

    @property
    def day(self) -> int:
        """Day number of its date."""
        return self.start.local // DAY


@lru_cache(maxsize=64)
def zone_of(name: str) -> ZoneInfo | None:
    """The zone of an IANA name; None for UTC, where clock time and elapsed time are one."""
    return None if name == "UTC" else ZoneInfo(name)


def target_of(run: Run, races: Mapping[dt.date, Race]) -> Target | None:
    """What a run is to the hours before it."""
    if not run.is_running:
        return None
    if run.kind == "race":
        race = races.get(run.date)
        priority = race.priority if race else "C"
        return {"A": "a-race", "B": "b-race", "C": "c-race"}[priority]  # type: ignore[return-value]
    return "key" if run.key else "easy"


class _Given:
    """What the time line is made from, told apart by identity: the same tuples give the same runs."""

    __slots__ = ("races", "runs", "zone")

    def __init__(self, brief: Brief) -> None:
        self.runs, self.races, self.zone = brief.runs, brief.races, brief.time_zone

    def __hash__(self) -> int:
        return id(self.runs)

    def __eq__(self, other: object) -> bool:
        alike = isinstance(other, _Given) and self.runs is other.runs and self.races is other.races
        return alike and isinstance(other, _Given) and self.zone == other.zone


def runs_at(brief: Brief) -> tuple[RunAt, ...]:
    """The brief's runs on the time line, in order; a race without a run of its own is added."""
    return _runs_at(_Given(brief))


@lru_cache(maxsize=8)
def _runs_at(brief: _Given) -> tuple[RunAt, ...]:
    zone = zone_of(brief.zone)
    races = {race.date: race for race in brief.races}
    found = []
    raced = {run.date for run in brief.runs if run.kind == "race"}
    unrun = [
        Run(date=race.date, start=ASSUMED_RACE_START, kind="race", key=True, title=race.name, start_assumed=True)
        for race in brief.races
        if race.date not in raced
    ]
    for run in (*brief.runs, *unrun):
        start = instant(run.date, minute_of(run.start), zone)
        end = start.plus((run.duration_s or 0) // 60)
        found.append(RunAt(run, start, end, target_of(run, races)))
    found.sort(key=lambda run: (run.start, run.end, run.run.kind))
    return tuple(found)


class Ledger(msgspec.Struct, frozen=True):
    """Runs and sessions in order of start, with what is needed to judge them."""

    brief: Brief
    runs: tuple[RunAt, ...]
    sessions: tuple[SessionAt, ...]
    microcycles: tuple[Microcycle, ...] = ()
    plan: Plan | None = None
    cycle_starts: tuple[dt.date, ...] = ()
    """The days on which the microcycles start."""
    behind: frozenset[str] = frozenset()
    """Sessions that nothing can change any more: those before a revision began, and those that were done."""
    ahead: tuple[SessionAt, ...] = ()
    """The sessions that a revision may still change; all of a first plan."""

    def week_of(self, date: dt.date) -> int:
        """Index of the microcycle a date lies in, or -1 before the first."""
        return bisect_right(self.cycle_starts, date) - 1


def ledger_of(plan: Plan) -> Ledger:
    """The plan on the time line; sessions are marked accustomed or not as they follow one another."""
    zone = zone_of(plan.brief.time_zone)
    weeks = plan.microcycles
    starts = tuple([cycle.start for cycle in weeks])
    heavy = sorted(instant(day, 0, zone) for day in plan.brief.history.get("heavy-legs", ()))
    placed = []
    for session in sorted(plan.sessions, key=lambda item: (item.date, item.start, item.id)):
        start = instant(session.date, minute_of(session.start), zone)
        recent = bool(heavy) and start.local - heavy[-1].local < ACCUSTOMED_WITHIN
        accustomed = len(heavy) >= ACCUSTOMED_EXPOSURES and recent
        week = bisect_right(starts, session.date) - 1
        cycle = weeks[week] if week >= 0 else None
        full = (
            not session.mini
            and not LEG_CLASSES.isdisjoint(session.classes)
            and session.minutes > FULL_OVER_MINUTES
            and cycle is not None
            and cycle.phase in FULL_PHASES
            and not cycle.deload
        )
        placed.append(
            SessionAt(
                session.id, start, start.plus(session.minutes), session.classes, accustomed, session.mini, full, session
            )
        )
        if "heavy-legs" in session.classes:
            heavy.append(start)
    behind = _behind(plan)
    ahead = tuple([at for at in placed if at.id not in behind])
    return Ledger(plan.brief, runs_at(plan.brief), tuple(placed), weeks, plan, starts, behind, ahead)


def _behind(plan: Plan) -> frozenset[str]:
    if plan.revision is None:
        return frozenset()
    done = {one.session for one in plan.brief.standing.done} if plan.brief.standing is not None else set()
    return frozenset([one.id for one in plan.sessions if one.date < plan.revision.since or one.id in done])
