"""Days of exercises written by hand or drawn by chance, for the tests of the coach's progression."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from midstance.coach.exercise_days import exercise_days
from midstance.coach.progression.changes import Trainee
from midstance.coach.progression.deciding import next_doses
from midstance.knowledge.library import library
from midstance.planner.prescription.runner import runner_of
from midstance.training.athlete import Athlete, Gates
from midstance.training.exercise import Kit, Level
from midstance.training.log import Entry, Fault, SetResult, Side
from midstance.training.plan import Brief
from midstance.training.prescription import BODY_MASS, Item, Load
from midstance.training.session import Because
from midstance.training.standing import NextDose

START = dt.date(2027, 1, 4)
EXERCISES = library().exercises


def kg(mass: float) -> Load:
    return Load(kind="kg", kg=float(mass))


def lb(mass: float) -> Load:
    return Load(kind="lb", lb=float(mass))


def trainee(
    level: Level = "intermediate",
    kit: tuple[Kit, ...] = ("dumbbell",),
    *,
    steps: dict[str, float] | None = None,
    age: int | None = None,
    felt_bad: tuple[dt.date, ...] = (),
    gate: bool = True,
) -> Trainee:
    athlete = Athlete(
        level=level, kit=kit, load_steps_kg=steps or {}, age=age, gates=Gates(plyometric=gate), goal="10k"
    )
    brief = Brief(start=START, end=START + dt.timedelta(weeks=20), athlete=athlete)
    return Trainee(runner_of(brief), EXERCISES, felt_bad)


def item(
    exercise: str,
    load: Load = BODY_MASS,
    reps: tuple[int, int] | None = (8, 10),
    *,
    sets: int = 3,
    rir: tuple[int, int] | None = (2, 3),
    tempo: str | None = "3-0-1-0",
    seconds: tuple[int, int] | None = None,
) -> Item:
    side = EXERCISES[exercise].per_side
    return Item(
        exercise=exercise, sets=sets, reps=reps, seconds=seconds, load=load, rir=rir, tempo=tempo, per_side=side
    )


def moment(day: int) -> dt.datetime:
    return dt.datetime(2027, 1, 4, 18, tzinfo=dt.UTC) + dt.timedelta(days=day)


def done(
    day: int,
    asked: Item,
    amounts: Sequence[int],
    *,
    load: Load | None = None,
    rir: Sequence[int | None] | int | None = 2,
    faults: tuple[Fault, ...] = (),
    pain: int | None = None,
    extra: bool = False,
    side: Side | None = None,
) -> list[SetResult]:
    """The sets of one session, alike but for reps and reserve."""
    left = list(rir) if isinstance(rir, Sequence) else [rir] * len(amounts)
    mark = f"{day:03}-{asked.exercise}-{side or 'both'}{'-extra' if extra else ''}"
    timed = asked.reps is None
    return [
        SetResult(
            id=f"{mark}-{place}", at=moment(day) + dt.timedelta(minutes=3 * place), exercise=asked.exercise,
            session=f"S{day}", index=place + 1, side=side, reps=None if timed else amount,
            seconds=amount if timed else None, load=load or asked.load, rir=left[place], faults=faults, pain=pain,
            extra=extra, asked=asked,
        )
        for place, amount in enumerate(amounts)
    ]  # fmt: skip


def dose_after(log: Sequence[Entry], who: Trainee, exercise: str, held: Because | None = None) -> NextDose:
    """The next dose of an exercise."""
    return next_doses(exercise_days(log, None), who, {exercise: held} if held else None)[exercise]


def next_item(asked: Item, dose: NextDose) -> Item:
    """What a plan that follows the dose asks next of the same exercise."""
    timed = asked.reps is None
    return msgspec.structs.replace(
        asked,
        reps=None if timed else dose.amount,
        seconds=dose.amount if timed else None,
        load=dose.load,
        tempo=dose.tempo,
        sets=dose.sets or asked.sets,
    )
