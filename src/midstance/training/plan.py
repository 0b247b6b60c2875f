"""The brief that is given and the plan that comes back: the document other programs read (`midstance.plan/1`)."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from midstance.training.athlete import Athlete, Pain
from midstance.training.exercise import Kit, Pattern, Region, Tag
from midstance.training.periods import Phase
from midstance.training.running import ClockTime, Race, Run
from midstance.training.session import Session, Stress
from midstance.training.standing import Standing

SCHEMA = "midstance.plan/1"

Prescreen = Literal["clear", "positive"]


class Pin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A session the runner wants on a date, at a time or of a stress class if they say so."""

    date: dt.date
    start: ClockTime | None = None
    stress: Stress | None = None


class Brief(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that is given. Dates are local to `time_zone`, an IANA name."""

    time_zone: str = "UTC"
    start: dt.date
    end: dt.date
    athlete: Athlete = Athlete()
    blocked: tuple[dt.date, ...] = ()
    pins: tuple[Pin, ...] = ()
    prescreen: Prescreen = "clear"
    history: dict[str, tuple[dt.date, ...]] = {}
    """Dates of sessions already done, by stress class."""
    races: tuple[Race, ...] = ()
    runs: tuple[Run, ...] = ()
    replaced: tuple[Run, ...] = ()
    """Strength entries of the running plan in whose stead these sessions stand."""
    time_zone_assumed: bool = False
    weekly_m: int | None = None
    """Metres a week, where the runs were made up from a mileage."""
    standing: Standing | None = None
    """What the log says, in a revision that was made from one; None in a first plan."""


def pains_on(brief: Brief, date: dt.date) -> tuple[Pain, ...]:
    """The pains a day is planned with: those of the whole plan, and those the log plans up to that day."""
    spared = brief.standing.spared if brief.standing is not None else ()
    passing = (one.planned for one in spared if one.until is None or one.until >= date)
    return (*brief.athlete.pains, *(pain for pain in passing if pain is not None))


class Microcycle(msgspec.Struct, frozen=True, kw_only=True):
    """One week of the plan."""

    start: dt.date
    """Its Monday, also where the plan begins later in that week."""
    phase: Phase
    deload: bool = False
    mesocycle: int = 0
    """Counts the stretches of weeks with one aim, from 0."""
    sessions_wanted: int = 0
    """Full or light sessions the phase asks of this week, minis not counted."""
    run_m: int = 0
    """Distance the runner's own plan runs this week, metres, estimated from time where it gives none."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that does not hold, by how much, and what a person should read."""

    rule: str
    excess: int
    text: str
    sessions: tuple[str, ...] = ()


class Audit(msgspec.Struct, frozen=True, kw_only=True):
    """What an audit found: `hard` is empty in every plan that is written out."""

    hard: tuple[Finding, ...] = ()
    soft: tuple[Finding, ...] = ()


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """The versions that made the plan and how good the placement is proven to be."""

    midstance: str
    knowledge: str
    engine: str
    status: str
    objective: int
    bound: int


class ExerciseCard(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader of the document needs to know of an exercise it uses."""

    name: str
    pattern: Pattern | Literal["drill"]
    tags: tuple[Tag, ...] = ()
    regions: tuple[Region, ...] = ()
    kit: tuple[tuple[Kit, ...], ...] = ()
    per_side: bool = False
    impact: float = 0.0
    family: str | None = None
    eccentric: bool = False


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """Something the runner should know that belongs to no single session."""

    about: str
    text: str


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """How a plan follows from the one before: what lies before `since` is frozen and judged no more."""

    number: int
    """From 1 for the first plan."""
    since: dt.date
    why: tuple[str, ...] = ()
    """What was taken in, as sentences."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A finished plan: immutable, complete, audited."""

    schema: str = SCHEMA
    made: Made
    brief: Brief
    microcycles: tuple[Microcycle, ...]
    sessions: tuple[Session, ...]
    audit: Audit = Audit()
    exercises: dict[str, ExerciseCard] = {}
    notes: tuple[Note, ...] = ()
    revision: Revision | None = None
    """None in a first plan."""
