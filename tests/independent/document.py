"""The decode step: a `midstance.plan/1` dict becomes plain dataclasses, and what is malformed becomes a fault.

A fault never stops the reading: a missing value takes a harmless default, so that every other rule is still checked.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

EPOCH = dt.date(2000, 1, 3)
DAY = 24 * 60
WEEK = 7 * DAY


def words(text: str) -> frozenset[str]:
    """A closed list, written as one line of words."""
    return frozenset(text.split())


@dataclass(frozen=True)
class Breach:
    """A rule that does not hold. `strict`: only on the stricter of two readings, or a matter of judgement."""

    rule: str
    where: str
    text: str
    strict: bool


@dataclass(frozen=True)
class Moment:
    """Minutes since `EPOCH` by the runner's clock and in elapsed time; they differ when clocks change."""

    wall: int
    real: int

    def later(self, minutes: int) -> Moment:
        return Moment(self.wall + minutes, self.real + minutes)


def shortest(first: Moment, then: Moment) -> int:
    """Minutes between two moments on whichever clock shows fewer."""
    return min(then.wall - first.wall, then.real - first.real)


def longest(first: Moment, then: Moment) -> int:
    """Minutes between two moments on whichever clock shows more."""
    return max(then.wall - first.wall, then.real - first.real)


def moment(date: dt.date, minute: int, zone: ZoneInfo) -> Moment:
    wall = (date - EPOCH).days * DAY + minute
    aware = (dt.datetime.combine(date, dt.time()) + dt.timedelta(minutes=minute)).replace(tzinfo=zone)
    offset = aware.utcoffset() or dt.timedelta()
    return Moment(wall, wall - int(offset.total_seconds() // 60))


@dataclass(frozen=True)
class Item:
    exercise: str
    sets: int
    reps: tuple[int, int] | None
    seconds: tuple[int, int] | None
    per_side: bool
    load: str
    kg: float | None
    band: str
    percent: float | None
    rir: tuple[int, int] | None
    tempo: str | None
    rest_s: int
    contacts: int
    starts: str
    ramp_sets: int

    @property
    def sides(self) -> int:
        return 2 if self.per_side else 1

    @property
    def outside_load(self) -> bool:
        """Loaded beyond body mass and bands; `effort` is a load still to be picked."""
        return self.load in ("kg", "lb", "percent-1rm", "effort")


@dataclass(frozen=True)
class Block:
    kind: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Session:
    id: str
    date: dt.date
    start: str
    minutes: int
    stress: str
    also: tuple[str, ...]
    title: str
    template: str
    mini: bool
    blocks: tuple[Block, ...]
    reasons: int
    begins: Moment

    @property
    def ends(self) -> Moment:
        return self.begins.later(self.minutes)

    @property
    def claimed(self) -> tuple[str, ...]:
        return (self.stress, *self.also)

    @property
    def work(self) -> tuple[Item, ...]:
        return tuple(i for b in self.blocks if b.kind not in ("warm-up", "cooldown") for i in b.items)


@dataclass(frozen=True)
class Run:
    date: dt.date
    start: str
    kind: str
    key: bool
    title: str
    distance_m: int | None
    duration_s: int | None
    begins: Moment

    @property
    def ends(self) -> Moment:
        return self.begins.later((self.duration_s or 0) // 60)


@dataclass(frozen=True)
class Race:
    date: dt.date
    priority: str
    distance_m: int | None
    begins: Moment


@dataclass(frozen=True)
class Window:
    weekday: str
    opens: int | None
    closes: int | None


@dataclass(frozen=True)
class Pin:
    date: dt.date
    start: str | None
    stress: str | None


@dataclass(frozen=True)
class Pain:
    site: str
    score: int
    joint: bool


@dataclass(frozen=True)
class Athlete:
    level: str
    kit: tuple[str, ...]
    age: int | None
    minutes: int | None
    plyometric_gate: bool
    windows: tuple[Window, ...]
    pains: tuple[Pain, ...]
    known_exercises: tuple[str, ...]
    steps_kg: dict[str, float]


@dataclass(frozen=True)
class Microcycle:
    start: dt.date
    phase: str
    deload: bool
    mesocycle: int | None


@dataclass(frozen=True)
class Card:
    id: str
    name: str
    pattern: str
    tags: tuple[str, ...]
    regions: tuple[str, ...]
    kit: tuple[tuple[str, ...], ...]
    per_side: bool
    impact: float
    family: str | None
    eccentric: bool


NO_CARD = Card("", "", "", (), (), (), False, 0.0, None, False)


@dataclass(frozen=True)
class Document:
    start: dt.date
    end: dt.date
    zone: ZoneInfo
    athlete: Athlete
    blocked: tuple[dt.date, ...]
    pins: tuple[Pin, ...]
    prescreen: str
    history: dict[str, tuple[dt.date, ...]]
    races: tuple[Race, ...]
    runs: tuple[Run, ...]
    microcycles: tuple[Microcycle, ...]
    sessions: tuple[Session, ...]
    exercises: dict[str, Card]
    hard_findings: int
    notes: tuple[str, ...]
    faults: tuple[Breach, ...] = field(default=())

    def card(self, exercise: str) -> Card:
        return self.exercises.get(exercise, NO_CARD)

    def week_of(self, date: dt.date) -> int | None:
        """Index of the microcycle a date falls into."""
        for index, week in enumerate(self.microcycles):
            if 0 <= (date - week.start).days < 7:
                return index
        return None

    def phase_of(self, date: dt.date) -> str:
        index = self.week_of(date)
        return "" if index is None else self.microcycles[index].phase

    def is_deload(self, date: dt.date) -> bool:
        index = self.week_of(date)
        return index is not None and self.microcycles[index].deload
