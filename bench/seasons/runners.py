"""Runners of many kinds, drawn from a seed: who they are, how they live, and the hidden truth about their bodies.

The truth is known to the simulation alone. Its numbers are our own choice, made so that seasons look like seasons;
those with a source name it. They are no claim about physiology.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import NamedTuple, get_args

import msgspec

from bench.invented import invented
from midstance.training.athlete import Athlete, Gates, KnownLoad, Weekday, Window
from midstance.training.exercise import PAIN_SITES, Kit, Level, PainSite
from midstance.training.plan import Brief

WEEKS = 20
AWKWARD_EVERY = 8
"""Every so many runners are drawn with whatever hours, pins, pains and kit the fuzz invents."""


class Kind(NamedTuple):
    """A kind of runner: what they are like before anything is drawn."""

    name: str
    level: Level
    ages: tuple[int, int]
    kit: tuple[Kit, ...]
    minutes: tuple[int | None, ...] = (None,)
    gate: float = 0.0
    """Share who passed the plyometric tests before."""
    adherence: tuple[float, float] = (0.75, 0.97)


KINDS: tuple[Kind, ...] = (
    Kind("beginner, no kit", "beginner", (22, 45), ()),
    Kind("beginner, dumbbells", "beginner", (20, 48), ("dumbbell", "chair", "mini-band"), gate=0.2),
    Kind("beginner, busy", "beginner", (30, 50), ("kettlebell", "chair"), minutes=(15, 20), adherence=(0.5, 0.75)),
    Kind("intermediate, at home", "intermediate", (22, 48), ("dumbbell", "bench", "box", "mini-band"), gate=0.6),
    Kind(
        "intermediate, gym", "intermediate", (20, 48),
        ("barbell", "dumbbell", "bench", "box", "leg-press", "calf-machine", "hamstring-curl"), gate=0.6,
    ),
    Kind("advanced, gym", "advanced", (22, 45), ("barbell", "dumbbell", "bench", "box", "leg-press"), gate=0.9),
    Kind("advanced, dumbbells", "advanced", (22, 45), ("dumbbell", "kettlebell", "bench", "mini-band"), gate=0.8),
    Kind("from fifty", "intermediate", (50, 64), ("dumbbell", "bench", "mini-band"), gate=0.4),
    Kind("from sixty-five", "beginner", (65, 72), ("dumbbell", "chair", "wall"), gate=0.1),
    Kind("young", "intermediate", (15, 17), ("dumbbell", "bench", "box"), gate=0.5),
    Kind("little time", "intermediate", (28, 50), ("dumbbell",), minutes=(20, 25, 30), adherence=(0.55, 0.8)),
)  # fmt: skip


class Truth(msgspec.Struct, frozen=True, kw_only=True):
    """What nobody but the simulation knows of a runner."""

    body_kg: float
    strength: float
    """Factor on what people of this level lift."""
    endurance: float
    """Reps at which a line like Epley's would double the load; his is 30, people differ."""
    gain: float
    """Share of strength won by one good set, before it diminishes."""
    ceiling: float
    """Strength, as a factor on the first day's, that this season cannot exceed."""
    form_sd: float
    """How much strength differs from day to day."""
    rir_bias: float
    """Reps by which the reserve is under-predicted; 0.95 on average (Halperin 2022)."""
    rir_sd: float
    soreness: float
    """Factor on how sore a set makes."""
    prone: dict[PainSite, float]
    """Chance of a new pain a day of ordinary running, by site."""
    landing: float
    """Chance that a set of jumps lands loudly."""
    wobble: float
    """Chance that a set shows a fault while it is far from failure."""
    adherence: float
    """Share of sessions that are not missed for reasons of life."""


class Habits(msgspec.Struct, frozen=True, kw_only=True):
    """How a runner writes things down and when the plan is made anew."""

    replans_at: int
    """Minute of the day."""
    replans_on: tuple[int, ...]
    """Weekdays, Monday is 0."""
    check_ins: float
    """Share of mornings with a check-in."""
    runs_logged: float
    mistakes: float
    """Share of sets written down wrongly, corrected later."""
    late: float
    """Share of sessions that arrive days later."""
    twice: float
    """Share of entries that are sent twice."""
    silent: float
    """Share of missed sessions of which nothing is said."""
    offset: dt.timezone
    """How the phone writes its times."""


class Runner(msgspec.Struct, frozen=True, kw_only=True):
    """Who lives a season."""

    seed: int
    kind: str
    brief: Brief
    truth: Truth
    habits: Habits


def noise(*what: object) -> random.Random:
    """A source of chance of its own for each purpose, so that other plans meet the same luck."""
    return random.Random("/".join(map(str, what)))


def runner_of(seed: int, again: int = 0) -> Runner:
    """The runner of a seed; `again` draws another where no plan can be made for the one before."""
    rng = noise(seed, again, "runner")
    brief = invented(seed * 10 + again, weeks=(WEEKS, WEEKS))
    kind = "drawn at random"
    if seed % AWKWARD_EVERY:
        chosen = KINDS[seed % len(KINDS)]
        kind, brief = chosen.name, _of_kind(brief, chosen, rng)
    level = brief.athlete.level
    truth = _truth(rng, level, brief.athlete.age or 35, _adherence(kind))
    return Runner(seed=seed, kind=kind, brief=brief, truth=truth, habits=_habits(rng))


def _adherence(kind: str) -> tuple[float, float]:
    return next((one.adherence for one in KINDS if one.name == kind), (0.6, 0.95))


def _of_kind(brief: Brief, kind: Kind, rng: random.Random) -> Brief:
    athlete = Athlete(
        level=kind.level,
        kit=kind.kit,
        goal=brief.athlete.goal,
        age=rng.randint(*kind.ages),
        minutes=rng.choice(kind.minutes),
        gates=Gates(plyometric=rng.random() < kind.gate),
        windows=_windows(rng),
    )
    return msgspec.structs.replace(brief, athlete=athlete, pins=(), prescreen="clear")


def _windows(rng: random.Random) -> tuple[Window, ...]:
    """Any time, or evenings, lunch hours or mornings of most days."""
    hours = rng.choice((None, None, ("17:30", "20:30"), ("11:30", "13:30"), ("06:00", "08:30")))
    if hours is None:
        return ()
    days: tuple[Weekday, ...] = get_args(Weekday)
    chosen = sorted(rng.sample(range(7), rng.randint(4, 7)))
    return tuple(Window(weekday=days[day], start=hours[0], end=hours[1]) for day in chosen)


STRENGTH: dict[Level, float] = {"beginner": 1.0, "intermediate": 1.3, "advanced": 1.65}
CEILING: dict[Level, float] = {"beginner": 1.45, "intermediate": 1.28, "advanced": 1.15}
GAIN: dict[Level, float] = {"beginner": 0.008, "intermediate": 0.005, "advanced": 0.003}


def _truth(rng: random.Random, level: Level, age: int, adherence: tuple[float, float]) -> Truth:
    older = max(0, age - 40)
    return Truth(
        body_kg=rng.uniform(50, 88),
        strength=STRENGTH[level] * rng.lognormvariate(0, 0.15) * (1 - 0.008 * older) * (0.8 if age < 18 else 1),
        endurance=rng.uniform(24, 38),
        gain=GAIN[level] * rng.lognormvariate(0, 0.4) * (1 - 0.01 * older),
        ceiling=1 + (CEILING[level] - 1) * rng.uniform(0.6, 1.3),
        form_sd=rng.uniform(0.012, 0.035),
        rir_bias=rng.gauss(0.95, 0.4),
        rir_sd=rng.uniform(0.6, 1.4),
        soreness=rng.lognormvariate(0, 0.3) * (1 + 0.008 * older),
        prone={site: 0.0016 * rng.lognormvariate(-0.5, 1.0) for site in PAIN_SITES},
        landing=rng.uniform(0.02, 0.2),
        wobble=rng.uniform(0.002, 0.02),
        adherence=rng.uniform(*adherence),
    )


def _habits(rng: random.Random) -> Habits:
    days = rng.choice(((0,), (0,), (0, 3), (6,), (1, 4)))
    careful = rng.random() < 0.5
    return Habits(
        replans_at=rng.choice((6 * 60 + 40, 6 * 60 + 40, 22 * 60 + 30)),
        replans_on=days,
        check_ins=rng.choice((0.0, 0.15, 0.4, 0.9)),
        runs_logged=rng.choice((0.0, 0.5, 0.9)),
        mistakes=0.002 if careful else 0.008,
        late=0.0 if careful else 0.12,
        twice=0.03,
        silent=rng.choice((0.2, 0.6, 1.0)),
        offset=dt.timezone(dt.timedelta(hours=rng.choice((0, 0, 1, -5, 9)))),
    )


def runners_of(seed: int) -> Iterator[Runner]:
    """Draws for a seed until one is accepted; the first serves for nearly all."""
    for again in range(10):
        yield runner_of(seed, again)


def with_loads(runner: Runner, loads: tuple[KnownLoad, ...]) -> Runner:
    """The runner who knows some of their lifts."""
    athlete = msgspec.structs.replace(runner.brief.athlete, loads=loads)
    return msgspec.structs.replace(runner, brief=msgspec.structs.replace(runner.brief, athlete=athlete))
