"""Where the runner stands, as the coach derives it from the log: what the next revision of the plan is made from."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from midstance.training.athlete import Pain
from midstance.training.exercise import Kit, PainSite
from midstance.training.periods import Phase
from midstance.training.prescription import Item, Load
from midstance.training.running import ClockTime
from midstance.training.session import Because, Stress

Variable = Literal["load", "reps", "range", "tempo", "variation"]
"""The five things of which one at a time may change (R-PRG-1, H11)."""
Move = Literal["rise", "hold", "ease"]
EXTRA = "extra-"
"""Begins the id of a day's work that belongs to no planned session; its date follows."""


class NextDose(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is asked of an exercise the next time it stands in an ordinary week, and why.

    The planner goes on from here: deloads, tapers and new phases follow their own tables.
    """

    exercise: str
    asked: Item
    """What was last asked of it outside deloads and tapers, or what was done where nothing was asked."""
    date: dt.date
    """Of the session this rests on."""
    move: Move
    variable: Variable | None = None
    """What rises; None where nothing does."""
    amount: tuple[int, int]
    """Reps or seconds, per side where the exercise is per side."""
    load: Load
    rir: tuple[int, int] | None = None
    tempo: str | None = None
    sets: int | None = None
    """Sets that were asked, for jumps whose sets grow; None: the planner shares them out."""
    instead: str | None = None
    """The neighbour on the ladder that takes its place: harder for a rise in variation, easier for an ease."""
    heavy: bool = False
    times: int = 1
    """Sessions in which it was done."""
    e1rm_kg: float | None = None
    because: Because


class Done(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A session that lies behind: when it really was, and what stress it was by what was done."""

    session: str
    date: dt.date
    start: ClockTime
    minutes: int
    classes: tuple[Stress, ...]
    """Worst first."""
    logged: bool = True
    """False where nothing is logged at all yet, so that what was planned counts as done."""


class LetGo(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A session that was missed in the week that goes on: it has had its place there and gets no other."""

    session: str
    date: dt.date
    template: str
    mini: bool = False


class Easing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Days in which less is asked, both ends included. Several at once: the least of each counts."""

    first: dt.date
    last: dt.date
    sets_percent: int = 100
    load_percent: int = 100
    contacts_percent: int = 100
    bars: tuple[Stress, ...] = ()
    """Classes that may not stand; all six bar every session."""
    holds: bool = True
    """Nothing rises."""
    because: Because


class AwayKit(msgspec.Struct, frozen=True, kw_only=True):
    """Days with other kit, both ends included."""

    first: dt.date
    last: dt.date
    kit: tuple[Kit, ...]


class Wish(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A session the runner put elsewhere."""

    session: str
    date: dt.date
    start: ClockTime | None = None


class Restart(msgspec.Struct, frozen=True, kw_only=True):
    """After a long break the phases begin anew on a Monday."""

    monday: dt.date
    phase: Phase
    because: Because


class Stop(msgspec.Struct, frozen=True, kw_only=True):
    """Training has stopped: what was reported, and what to do. Nothing is planned until a professional was seen."""

    since: dt.date
    says: str
    flags: tuple[str, ...]


class Spared(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A place that hurts and what follows from it. Red stands among the athlete's pains too: for the whole plan."""

    site: PainSite
    light: Literal["amber", "red"]
    score: int
    joint: bool = False
    no_jumps: bool = False
    load_percent: int = 100
    refer: bool = False
    """Red, or older than two weeks: have it looked at."""
    until: dt.date | None = None
    """The last day it is planned for, so that a passing pain does not change months; None until it is better."""
    planned: Pain | None = None
    """The pain as planning sees it up to `until`; None where it stands among the athlete's pains."""
    because: Because


class Standing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything the log says about what comes next. The same log gives the same standing, byte by byte."""

    since: dt.date
    """The first day that may still change."""
    as_of: dt.datetime | None = None
    """The moment up to which the log was read."""
    done: tuple[Done, ...] = ()
    """Sessions that lie behind, in order of time."""
    missed: tuple[str, ...] = ()
    """Planned sessions that were not done; none is caught up (R-FRQ-5)."""
    let_go: tuple[LetGo, ...] = ()
    """Those of them that stood in the week of `since` or later."""
    moved: tuple[Wish, ...] = ()
    """Sessions to come that the runner put elsewhere."""
    doses: dict[str, NextDose] = {}
    spared: tuple[Spared, ...] = ()
    easings: tuple[Easing, ...] = ()
    away: tuple[AwayKit, ...] = ()
    restart: Restart | None = None
    stop: Stop | None = None
    level_up: Because | None = None
    """Why the runner now counts as one level further, where the log promotes them."""
    notes: tuple[Because, ...] = ()
    """What the runner should read: kept days, returns, runs that felt bad after heavy legs."""
