"""The ledger of an exercise: every day it was done, what it said, what changed after it and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from midstance.coach.exercise_days import ExerciseDay
from midstance.coach.progression.changes import Change, Trainee
from midstance.coach.progression.deciding import decide
from midstance.coach.progression.judging import Judged, Verdict, amount_of, done_amount, judged_days
from midstance.formats.session_words import said_dose, said_load, said_range, said_reserve, said_with
from midstance.training.exercise import Exercise
from midstance.training.prescription import Item
from midstance.training.session import Because
from midstance.training.standing import Move, NextDose, Variable


class Step(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the ledger."""

    exercise: str
    date: dt.date
    session: str | None = None
    asked: str = ""
    """Empty where nothing was asked."""
    done: str
    verdict: Verdict
    ordinary: bool = True
    """False for deloads, tapers, lighter days and work outside the plan, from which nothing goes on."""
    move: Move
    variable: Variable | None = None
    changed: str
    """What the next dose is because of it, in short words."""
    because: Because


def exercise_ledger(
    exercise: Exercise, days: Sequence[ExerciseDay], trainee: Trainee, dose: NextDose | None = None
) -> tuple[Step, ...]:
    """A line for each day, in order; every line says what was known then.

    `dose` is what `next_doses` says now: the last line then tells it, with whatever holds the exercise at present.
    """
    history = judged_days(exercise, days)
    found = []
    for place, judged in enumerate(history):
        past = history[: place + 1]
        decided: Change | NextDose
        if len(past) == len(history):
            decided = dose or decide(exercise, past, trainee)
        else:
            decided = decide(exercise, past, trainee, until=history[place + 1].day.date)
        found.append(_step(exercise, trainee, judged, decided, past))
    return tuple(found)


def _step(
    exercise: Exercise, trainee: Trainee, judged: Judged, decided: Change | NextDose, past: Sequence[Judged]
) -> Step:
    day = judged.day
    asked = next((one.day.asked for one in reversed(past) if one.ordinary), day.asked)
    return Step(
        exercise=exercise.id,
        date=day.date,
        session=day.session,
        asked=said_asked(day.asked) if day.asked else "",
        done=said_done(day),
        verdict=judged.verdict,
        ordinary=judged.ordinary,
        move=decided.move,
        variable=decided.variable,
        changed=_changed(trainee, asked, decided),
        because=decided.because,
    )


def said_asked(item: Item) -> str:
    """What was asked: `3 x 8-10 at 20 kg, 2-3 in reserve`."""
    at = "" if item.load.kind == "body-mass" else f", {said_load(item.load)}"
    reserve = said_reserve(item)
    return said_dose(item) + at + (f", {reserve}" if reserve else "")


def said_done(day: ExerciseDay) -> str:
    """What was done: `10, 10, 9 at 20 kg, 2 in reserve`; extra sets are counted behind it."""
    if day.as_asked:
        return "as asked, no sets noted"
    sets = day.asked_sets
    said = ", ".join(
        _amount(day.asked, done_amount(day.asked, done) if day.asked else done.reps or done.seconds) for done in sets
    )
    parts = [said + said_with(*(done.load for done in sets if done.load.kind != "body-mass"))]
    left = [done.rir for done in sets if done.rir is not None]
    if left:
        parts.append(f"{said_range((min(left), max(left)))} in reserve")
    parts += sorted({fault.replace("-", " ") for done in sets for fault in done.faults})
    hurt = max((done.pain for done in sets if done.pain), default=0)
    if hurt:
        parts.append(f"pain {hurt}")
    more = len(day.sets) - len(sets)
    if more:
        parts.append(f"{more} extra")
    return ", ".join(part for part in parts if part)


def _amount(asked: Item | None, amount: int | None) -> str:
    if amount is None:
        return "?"
    return f"{amount} s" if asked is not None and asked.reps is None and asked.seconds is not None else str(amount)


def _changed(trainee: Trainee, asked: Item | None, decided: Change | NextDose) -> str:
    """The difference to what was asked, in short words."""
    if decided.instead is not None:
        other = trainee.exercises.get(decided.instead)
        return f"{other.name if other else decided.instead} instead"
    if asked is None:
        return "stays"
    found = []
    if decided.load != asked.load:
        found.append(f"{said_load(asked.load)} → {said_load(decided.load)}")
    if decided.amount != amount_of(asked):
        found.append(f"{said_range(amount_of(asked))} → {said_range(decided.amount)}")
    if decided.tempo != asked.tempo and decided.tempo is not None:
        found.append(f"tempo {asked.tempo} → {decided.tempo}")
    if decided.sets is not None and decided.sets != asked.sets:
        found.append(f"{asked.sets} → {decided.sets} sets")
    return ", ".join(found) or "stays"
