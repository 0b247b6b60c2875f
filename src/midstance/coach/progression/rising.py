"""One step up of strength and stability work, once its gate is passed: exactly one thing gets harder (H11).

Loaded: reps fill the range, then the load takes a step. With body mass and bands: reps, a stronger band, a slower way
down, more range, a harder variation.
"""

from __future__ import annotations

from collections.abc import Sequence

from midstance.coach.progression.changes import Change, Trainee, because, change
from midstance.coach.progression.gating import gate, outgrown
from midstance.coach.progression.judging import Judged, amount_of
from midstance.coach.progression.loads import names_mass, other_band
from midstance.coach.progression.thresholds import GOOD_IN_A_ROW, LONGER_RANGE, REPS_AT_ONCE
from midstance.coach.progression.weights import by_load, more_reps, reps_step
from midstance.formats.session_words import said_load
from midstance.planner.prescription.comparing import slower
from midstance.planner.prescription.effort import CONTROL
from midstance.planner.prescription.runner import is_jump
from midstance.planner.prescription.tables import ECCENTRIC_REPS
from midstance.training.exercise import Exercise
from midstance.training.prescription import Item, Load


def rise(
    exercise: Exercise, trainee: Trainee, asked: Item, load: Load, streak: Sequence[Judged], past: Sequence[Judged]
) -> Change | None:
    """The next step, or None where nothing can rise. `streak`: the good sessions; `past`: ordinary days, in order."""
    if exercise.eccentric and exercise.pattern == "knee-flexion":
        return _lowering(asked, load)
    if names_mass(load):
        return by_load(exercise, trainee.runner, asked, load, streak, past)
    return _by_body(exercise, trainee, asked, load, _spare(asked, streak))


def _spare(asked: Item, streak: Sequence[Judged]) -> int:
    """The reps that two sessions left beyond the reserve asked, where they were far more; 0 otherwise."""
    if asked.rir is None or asked.reps is None or not outgrown(streak):
        return 0
    most = asked.rir[1]
    left = min(judged.reserve - most for judged in streak[-GOOD_IN_A_ROW:] if judged.reserve is not None)
    return min(left, REPS_AT_ONCE)


def _lowering(asked: Item, load: Load) -> Change | None:
    """Nordics climb by their own table of reps."""
    more = next((row for row in ECCENTRIC_REPS if row > amount_of(asked)), None)
    if more is None:
        return None
    said = because("strength", f"Every lowering was under control, so {more[0]} to {more[1]} reps come next.")
    return change("rise", asked, load, said, variable="reps", amount=more)


def _by_body(exercise: Exercise, trainee: Trainee, asked: Item, load: Load, spare: int) -> Change | None:
    more = more_reps(exercise, trainee.runner, amount_of(asked), loaded=False, spare=spare)
    if more is not None:
        text = "Twice running that left far more than asked." if spare else "Every set was full and tidy."
        return reps_step(exercise, asked, load, more, text)
    stronger = other_band(load, 1) if load.kind == "band" else None
    if stronger is not None:
        said = because(gate(exercise), f"Reps are at the top, so the band gets stronger: {said_load(stronger)}.")
        return change("rise", asked, stronger, said, variable="load")
    tempo = slower(asked.tempo)
    if tempo != asked.tempo and exercise.pattern not in CONTROL:
        said = because(gate(exercise), "Reps are at the top, so the way down takes a second longer.")
        return change("rise", asked, load, said, variable="tempo", tempo=tempo)
    harder = _harder(exercise, trainee)
    if harder is None:
        return None
    longer = (exercise.id, harder.id) in LONGER_RANGE
    how = "moves through more range" if longer else "is the next rung of the ladder"
    said = because(gate(exercise), f"You have outgrown this one; {_named(harder)} {how}.")
    return change("rise", asked, load, said, variable="range" if longer else "variation", instead=harder.id)


def _harder(exercise: Exercise, trainee: Trainee) -> Exercise | None:
    """The nearest harder neighbour of the same pattern that kit, level and pains allow; more range goes first."""
    open_ = [
        other
        for other in (trainee.exercises.get(name) for name in exercise.progressions)
        if other is not None
        and other.pattern == exercise.pattern
        and not is_jump(other)
        and trainee.runner.may_do(other)
        and not trainee.runner.is_sore(other)
    ]
    longer = [other for other in open_ if (exercise.id, other.id) in LONGER_RANGE]
    return next(iter(longer or open_), None)


def _named(exercise: Exercise) -> str:
    """A name within a sentence; a proper noun keeps its capital."""
    name = exercise.name
    proper = name.startswith(("Bulgarian", "Romanian", "Nordic", "Cossack"))
    return f"the {name if proper else name[:1].lower() + name[1:]}"
