"""One step up of strength and stability work, once its gate is passed: exactly one thing gets harder (H11).

Loaded: reps fill the range, then the load takes the kit's smallest step; where that is more than 10 % reps rise
first (H12). With body mass and bands: reps, a stronger band, a slower way down, more range, a harder variation.
"""

from __future__ import annotations

from collections.abc import Sequence

from midstance.coach.progression.changes import Change, Trainee, because, change
from midstance.coach.progression.gating import gate
from midstance.coach.progression.judging import Judged, amount_of, is_heavy
from midstance.coach.progression.loads import (
    a_step_up,
    is_lighter,
    names_mass,
    number_of,
    other_band,
    same_load,
    step_of,
    step_ratio,
    with_number,
)
from midstance.coach.progression.thresholds import HEAVY_SPARE, LONGER_RANGE, REPS_BACK, REPS_BACK_FROM, Reason
from midstance.formats.session_words import said_load
from midstance.planner.prescription.effort import CONTROL, is_compound, most_reps
from midstance.planner.prescription.progression import LONG_SET, slower
from midstance.planner.prescription.runner import Runner, is_jump
from midstance.planner.prescription.tables import ECCENTRIC_REPS, LOAD_STEP_MOST, MODERATE_LEAST, YOUTH_REPS
from midstance.training.exercise import Exercise
from midstance.training.prescription import Item, Load
from midstance.training.strength import ROUNDING


def rise(
    exercise: Exercise, trainee: Trainee, asked: Item, load: Load, streak: Sequence[Judged], past: Sequence[Judged]
) -> Change | None:
    """The next step, or None where nothing can rise. `streak`: the good sessions; `past`: ordinary days, in order."""
    if exercise.eccentric and exercise.pattern == "knee-flexion":
        return _lowering(asked, load)
    if names_mass(load):
        return _by_load(exercise, trainee.runner, asked, load, streak, past)
    return _by_body(exercise, trainee, asked, load)


def _lowering(asked: Item, load: Load) -> Change | None:
    """Nordics climb by their own table of reps."""
    more = next((row for row in ECCENTRIC_REPS if row > amount_of(asked)), None)
    if more is None:
        return None
    said = because("strength", f"Every lowering was under control, so {more[0]} to {more[1]} reps come next.")
    return change("rise", asked, load, said, variable="reps", amount=more)


def _by_load(
    exercise: Exercise, runner: Runner, asked: Item, load: Load, streak: Sequence[Judged], past: Sequence[Judged]
) -> Change | None:
    heavy = is_heavy(exercise, asked)
    step = step_of(exercise, runner, load)
    next_load = _already_done(load, step, streak[-1]) or a_step_up(load, step)
    more = None if heavy else more_reps(exercise, runner, amount_of(asked), loaded=True)
    if next_load is not None:
        if more is not None and amount_of(asked)[1] < _home(past, load):
            return _reps(
                exercise, asked, load, more, "The load went up last; first the reps come back, then it goes on."
            )
        return _heavier(exercise, runner, asked, next_load, number_of(next_load) / number_of(load), heavy)
    if more is not None:
        text = "The next weight is more than a tenth heavier, so reps rise first."
        return _reps(exercise, asked, load, more, text, "reps-first")
    spare = (asked.rir[0] if asked.rir else 0) + HEAVY_SPARE
    if heavy and any(judged.reserve is None or judged.reserve < spare for judged in streak):
        return None
    return _heavier(exercise, runner, asked, with_number(load, number_of(load) + step), step_ratio(load, step), heavy)


def _already_done(load: Load, step: float, last: Judged) -> Load | None:
    """The heavier load all asked sets were done with, where it lies within a tenth or one step of what was asked."""
    shown = last.done_load
    if shown is None or shown.kind != load.kind or not is_lighter(load, shown):
        return None
    most = max(number_of(load) * LOAD_STEP_MOST, number_of(load) + step)
    return shown if number_of(shown) <= most + ROUNDING else None


def _heavier(exercise: Exercise, runner: Runner, asked: Item, load: Load, ratio: float, heavy: bool) -> Change:
    """More load; a large step takes reps back towards the bottom, as going easier is free (H11)."""
    low, high = amount_of(asked)
    back = 0
    if not heavy and ratio > REPS_BACK_FROM + ROUNDING:
        room = low - _bottom(exercise, runner, asked)
        back = max(0, room if ratio > LOAD_STEP_MOST + ROUNDING else min(room, REPS_BACK))
    text = f"Every set reached {high} with reps to spare, so the load goes to {said_load(load)}."
    if back:
        text += f" Reps start lower again, from {low - back}."
    said = because(gate(exercise), text)
    return change("rise", asked, load, said, variable="load", amount=(low - back, high - back))


def _bottom(exercise: Exercise, runner: Runner, asked: Item) -> int:
    """How low reps may start: the exercise's own dose, never so low that moderate work turns heavy."""
    low = amount_of(asked)[0]
    dose = exercise.dose.get(runner.level)
    least = dose.amount[0] if dose is not None else low
    if is_compound(exercise):
        least = max(least, MODERATE_LEAST - (asked.rir[0] if asked.rir else 0))
        if runner.youth:
            least = max(least, YOUTH_REPS[0] * (2 if exercise.laterality == "alternating" else 1))
    return min(least, low)


def _home(past: Sequence[Judged], load: Load) -> int:
    """The top of the range before the last step of load took reps back; the present one where none did."""
    now = [judged for judged in past if judged.load is not None and judged.day.asked is not None]
    since = next((place for place in range(len(now) - 1, -1, -1) if not same_load(now[place].load or load, load)), None)
    if since is None or since + 1 >= len(now) or not is_lighter(now[since].load or load, load):
        return 0
    before, after = now[since].day.asked, now[since + 1].day.asked
    if before is None or after is None:
        return 0
    fell = amount_of(before)[1] - amount_of(after)[1]
    return amount_of(before)[1] if 0 < fell <= REPS_BACK else 0


def more_reps(exercise: Exercise, runner: Runner, amount: tuple[int, int], *, loaded: bool) -> tuple[int, int] | None:
    """The range moved up as the planner moves it, or None at the top."""
    if runner.level not in exercise.dose:
        return None
    low, high = amount
    most = most_reps(exercise, runner, loaded=loaded)
    rises = (2, 1) if low >= LONG_SET else (1,)
    return next(((low + more, high + more) for more in rises if high + more <= most), None)


def _reps(
    exercise: Exercise, asked: Item, load: Load, more: tuple[int, int], text: str, reason: Reason | None = None
) -> Change:
    unit = "seconds" if asked.reps is None and asked.seconds is not None else "reps"
    said = because(reason or gate(exercise), f"{text} Next: {more[0]} to {more[1]} {unit}.")
    return change("rise", asked, load, said, variable="reps", amount=more)


def _by_body(exercise: Exercise, trainee: Trainee, asked: Item, load: Load) -> Change | None:
    more = more_reps(exercise, trainee.runner, amount_of(asked), loaded=False)
    if more is not None:
        return _reps(exercise, asked, load, more, "Every set was full and tidy.")
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
