"""Jumps and hops: sets, then contacts, then the next rung, in small steps and only from quiet landings (R-PRG-4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from midstance.coach.progression.changes import Change, Trainee, because, change
from midstance.coach.progression.judging import Judged, amount_of, done_amount
from midstance.planner.prescription.contacts import most_jump_sets, set_contacts
from midstance.planner.prescription.runner import Runner, is_jump
from midstance.planner.prescription.tables import (
    CONTACTS_GROWTH_PERCENT,
    CONTACTS_GROWTH_WEEKS,
    HOP_SECONDS_STEP,
)
from midstance.training.exercise import Exercise
from midstance.training.prescription import Item
from midstance.training.strength import ROUNDING


def rise_landings(exercise: Exercise, trainee: Trainee, asked: Item, days: Sequence[Judged]) -> Change | None:
    """One more set, then more in each, then a harder jump; None at the top. A hold where the growth cap is reached."""
    dose = exercise.dose.get(trainee.runner.level)
    if dose is None:
        return None
    low, high = amount_of(asked)
    sets, amount = asked.sets, (low, high)
    if sets < most_jump_sets(exercise, trainee.runner):
        sets += 1
    elif high < dose.amount[1]:
        more = min(HOP_SECONDS_STEP if asked.reps is None else 1, dose.amount[1] - high)
        amount = (low + more, high + more)
    else:
        return _harder(exercise, trainee, asked)
    if weighted(exercise, sets, amount[1]) > _most_contacts(exercise, trainee.runner, asked, days) + ROUNDING:
        text = "Landings are quiet, and there are as many as they may be for now. They stay."
        return change("hold", asked, asked.load, because("landings-capped", text), sets=asked.sets)
    what = "one more set" if sets > asked.sets else "a little more in each set"
    said = because("landing", f"Quiet, controlled landings without pain, so {what} comes next.")
    return change("rise", asked, asked.load, said, variable="reps", amount=amount, sets=sets)


def weighted(exercise: Exercise, sets: int, amount: int) -> float:
    """Weighted contacts of a session's sets (H14)."""
    return sets * set_contacts(exercise, amount) * exercise.impact


def _most_contacts(exercise: Exercise, runner: Runner, asked: Item, days: Sequence[Judged]) -> float:
    """A fifth above the highest session of four weeks, or one set where that is more, within the session's cap."""
    last = days[-1].day.date
    recent = [judged for judged in days if last - judged.day.date < dt.timedelta(weeks=CONTACTS_GROWTH_WEEKS)]
    highest = max(_done(exercise, judged) for judged in recent)
    one_set = weighted(exercise, 1, amount_of(asked)[1])
    return min(runner.contacts, max(highest * CONTACTS_GROWTH_PERCENT / 100, highest + one_set))


def _done(exercise: Exercise, judged: Judged) -> float:
    asked = judged.day.asked
    if asked is None:
        return 0.0
    return sum(weighted(exercise, 1, done_amount(asked, done) or 0) for done in judged.day.asked_sets)


def _harder(exercise: Exercise, trainee: Trainee, asked: Item) -> Change | None:
    runner = trainee.runner
    for name in exercise.progressions:
        other = trainee.exercises.get(name)
        if other is None or not is_jump(other) or not runner.may_do(other) or runner.is_sore(other):
            continue
        if runner.may_jump(other, high=True):
            said = because("landing", f"Quiet landings at the top of the dose: the next rung is {other.name.lower()}.")
            return change("rise", asked, asked.load, said, variable="variation", sets=asked.sets, instead=name)
    return None
