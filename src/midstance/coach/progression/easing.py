"""One step back, which is always free: less load, fewer reps, or the easier rung of the ladder."""

from __future__ import annotations

import msgspec

from midstance.coach.progression.changes import Change, Trainee, change
from midstance.coach.progression.judging import amount_of, is_heavy
from midstance.coach.progression.loads import names_mass, number_of, other_band, step_of, steps_down
from midstance.coach.progression.thresholds import EASE_MORE_SHARE, EASE_SHARE, FEWER_SECONDS, LEAST_SECONDS
from midstance.knowledge.ladders import easier_neighbours
from midstance.planner.prescription.comparing import lowering
from midstance.planner.prescription.effort import is_compound
from midstance.planner.prescription.progression import LEAST_EASED_REPS
from midstance.planner.prescription.runner import is_jump
from midstance.planner.prescription.tables import EASIER_RIR, YOUTH_REPS
from midstance.training.exercise import Exercise
from midstance.training.prescription import BODY_MASS, EFFORT, Item, Load
from midstance.training.session import Because
from midstance.training.strength import ROUNDING


def ease(
    exercise: Exercise, trainee: Trainee, asked: Item, load: Load, said: Because, *, more: bool, hurt: bool = False
) -> Change:
    """The dose one step easier; `more` after two sessions in a row that asked for it, `hurt` after pain.

    Where the kit's step takes far more than 5 % off, two reps fewer are nearer to it; what hurt gets less load.
    """
    if is_jump(exercise):
        return _fewer_landings(exercise, trainee, asked, said, more=more)
    if names_mass(load):
        step = step_of(exercise, trainee.runner, load)
        coarse = step > number_of(load) * EASE_MORE_SHARE + ROUNDING
        fewer = _fewer_still_moderate(exercise, trainee, asked)
        if coarse and fewer is not None and not (more or hurt):
            return change("ease", asked, load, said, amount=fewer)
        less = steps_down(load, step, EASE_MORE_SHARE if more else EASE_SHARE)
        if less is None and exercise.loading == "optional":
            less = BODY_MASS
        return (
            change("ease", asked, less, said)
            if less is not None
            else _easier_form(exercise, trainee, asked, load, said)
        )
    if load == EFFORT:
        return change("ease", asked, load, said)
    return _at_body_mass(exercise, trainee, asked, load, said, more=more)


def _at_body_mass(
    exercise: Exercise, trainee: Trainee, asked: Item, load: Load, said: Because, *, more: bool
) -> Change:
    if load.kind == "band":
        weaker = other_band(load, -1)
        if weaker is not None:
            return change("ease", asked, weaker, said)
    rung = easier_rung(exercise, trainee)
    if more and rung is not None:
        return change("ease", asked, load, said, instead=rung)
    dose = exercise.dose.get(trainee.runner.level)
    if dose is not None and dose.tempo is not None and lowering(asked.tempo) > lowering(dose.tempo):
        return change("ease", asked, load, said, tempo=dose.tempo)
    return _easier_form(exercise, trainee, asked, load, said)


def _easier_form(exercise: Exercise, trainee: Trainee, asked: Item, load: Load, said: Because) -> Change:
    """Where no load can be taken off: fewer reps; at the fewest the easier rung; where there is none it stays."""
    fewer = _fewer(exercise, trainee, asked)
    rung = easier_rung(exercise, trainee)
    if names_mass(load) and rung is not None:
        return change("ease", asked, load, said, instead=rung)
    if fewer != amount_of(asked):
        return change("ease", asked, load, said, amount=fewer)
    return change("ease" if rung else "hold", asked, load, said, instead=rung)


def _fewer_still_moderate(exercise: Exercise, trainee: Trainee, asked: Item) -> tuple[int, int] | None:
    """Two reps fewer with the same weight, where that neither is too few nor makes the work heavy (rules page)."""
    fewer = _fewer(exercise, trainee, asked)
    less = msgspec.structs.replace(asked, reps=fewer)
    if asked.reps is None or asked.reps[1] - fewer[1] < EASIER_RIR or is_heavy(exercise, less):
        return None
    return fewer


def _fewer(exercise: Exercise, trainee: Trainee, asked: Item) -> tuple[int, int]:
    low, high = amount_of(asked)
    if asked.reps is None and asked.seconds is not None:
        less, least = FEWER_SECONDS, LEAST_SECONDS
    else:
        both = 2 if exercise.laterality == "alternating" else 1
        young = trainee.runner.youth and is_compound(exercise)
        less, least = both * EASIER_RIR, both * (YOUTH_REPS[0] if young else LEAST_EASED_REPS)
    return min(low, max(low - less, least)), min(high, max(high - less, least))


def _fewer_landings(exercise: Exercise, trainee: Trainee, asked: Item, said: Because, *, more: bool) -> Change:
    """A set less; with one set left, or after two sessions in a row, the easier rung."""
    rung = easier_rung(exercise, trainee)
    if rung is not None and (more or asked.sets <= 1):
        return change("ease", asked, asked.load, said, sets=asked.sets, instead=rung)
    if asked.sets > 1:
        return change("ease", asked, asked.load, said, sets=asked.sets - 1)
    return change("hold", asked, asked.load, said, sets=asked.sets)


def easier_rung(exercise: Exercise, trainee: Trainee) -> str | None:
    """The nearest easier neighbour that kit, level and pains allow; a jump may give way to a jump or to calf work."""
    for name in easier_neighbours(trainee.exercises).get(exercise.id, ()):
        other = trainee.exercises[name]
        lands = is_jump(other)
        if lands and not (is_jump(exercise) and trainee.runner.may_jump(other, high=True)):
            continue
        if trainee.runner.may_do(other):
            return name
    return None
