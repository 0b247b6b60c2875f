"""More weight, or the reps that have to rise before it: how large a step is, and when it may be taken.

Two good sessions open a step of load as large as the reserve covers, up to 10 % and in the kit's own steps; one opens
2.5 %. Where the kit's next weight is more than a tenth heavier, reps rise first (H12).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from midstance.coach.progression.changes import Change, because, change
from midstance.coach.progression.gating import gate, outgrown, reps_in_order, was_in_order
from midstance.coach.progression.judging import Judged, amount_of, is_heavy
from midstance.coach.progression.loads import (
    a_step_up,
    is_lighter,
    number_of,
    same_load,
    step_of,
    step_ratio,
    with_number,
)
from midstance.coach.progression.saying import HOLDS
from midstance.coach.progression.thresholds import (
    EXACT_RESERVE,
    GOOD_IN_A_ROW,
    HEAVY_SPARE,
    LIGHT_KIT,
    LOAD_STEP_MOST_LIGHT,
    REPS_BACK,
    REPS_BACK_FROM,
    SMALL_STEP,
    Reason,
)
from midstance.formats.session_words import said_load
from midstance.planner.prescription.effort import is_compound, most_reps
from midstance.planner.prescription.progression import LONG_SET
from midstance.planner.prescription.runner import Runner
from midstance.planner.prescription.tables import LOAD_STEP_MOST, MODERATE_LEAST, YOUTH_REPS
from midstance.training.exercise import Exercise
from midstance.training.prescription import EFFORT, Item, Load
from midstance.training.strength import ROUNDING, share_of_e1rm


def by_load(
    exercise: Exercise, runner: Runner, asked: Item, load: Load, streak: Sequence[Judged], past: Sequence[Judged]
) -> Change | None:
    """The next step of an exercise with a weight. `streak`: the good sessions; `past`: ordinary days, in order."""
    heavy = is_heavy(exercise, asked)
    step = step_of(exercise, runner, load)
    covered = _covered(asked, streak[-1], amount_of(asked)[0])
    next_load = _already_done(load, step, streak[-1]) or _by_reserve(
        load, step, min(covered, _largest_step(exercise, runner, streak))
    )
    more = None if heavy else more_reps(exercise, runner, amount_of(asked), loaded=True)
    known = None if heavy else reps_in_order(past, load, amount_of(asked))
    if known is not None:
        return reps_step(exercise, asked, load, known, "Every rep was clean, so it goes back to what it was.")
    if next_load is not None:
        ratio = number_of(next_load) / number_of(load)
        if ratio > covered and more is not None and amount_of(asked)[1] < _home(past, load):
            return reps_step(
                exercise, asked, load, more, "The load went up last; first the reps come back, then it goes on."
            )
        return _heavier(exercise, runner, asked, next_load, ratio, low_reps=not heavy and ratio > covered)
    return _large_step(exercise, runner, asked, load, step, more, streak, past)


def _large_step(
    exercise: Exercise,
    runner: Runner,
    asked: Item,
    load: Load,
    step: float,
    more: tuple[int, int] | None,
    streak: Sequence[Judged],
    past: Sequence[Judged],
) -> Change | None:
    """The kit's next weight where it is more than a tenth heavier: reps go up first (H12), as far as they have to.

    Back to a weight that was left for form alone they have gone up before. Where two sessions left far more than asked,
    neither a few reps nor the next weight would do: the runner picks one by effort, as at the beginning.
    """
    heavy, ratio = is_heavy(exercise, asked), step_ratio(load, step)
    next_load = with_number(load, number_of(load) + step)
    if was_in_order(past, next_load):
        return _heavier(exercise, runner, asked, next_load, ratio, low_reps=False)
    if outgrown(streak):
        return change("rise", asked, EFFORT, because("by-effort", HOLDS["outgrown"]), variable="load")
    lowest = amount_of(asked)[0] if heavy else _bottom(exercise, runner, asked)
    light_enough = ratio <= _covered(asked, streak[-1], lowest) and _reps_went_up(past, load)
    if more is not None and not (light_enough or _topped(exercise, runner, past, load)):
        text = "The next weight is more than a tenth heavier, so reps rise first."
        return reps_step(exercise, asked, load, more, text, "reps-first")
    spare = (asked.rir[0] if asked.rir else 0) + HEAVY_SPARE
    if heavy and any(judged.reserve is None or judged.reserve < spare for judged in streak):
        return None
    return _heavier(exercise, runner, asked, next_load, ratio, low_reps=not heavy)


def _covered(asked: Item, last: Judged, lowest: int) -> float:
    """How much heavier the load may be, so that what was left still covers the lowest reps with the lowest reserve.

    Epley's line between two counts of reps to failure: a ratio of loads, no maximum. 1 where reserve was not said.
    """
    if asked.rir is None or last.reserve is None or asked.reps is None:
        return 1.0
    done, least = asked.reps[1] + last.reserve - EXACT_RESERVE, lowest + asked.rir[0]
    return max(1.0, share_of_e1rm(least, 0) / share_of_e1rm(done, 0))


def _by_reserve(load: Load, step: float, most: float) -> Load | None:
    """The load up to so many times as heavy, in steps of the kit; one step at least, None where that is above 10 %."""
    one = a_step_up(load, step)
    if one is None:
        return None
    steps = math.floor(number_of(load) * (most - 1) / step + ROUNDING)
    found = with_number(load, number_of(load) + steps * step)
    return found if is_lighter(one, found) else one


def _largest_step(exercise: Exercise, runner: Runner, streak: Sequence[Judged]) -> float:
    """2.5 % after one good session; a tenth after two, half of that on one leg and with dumbbells."""
    if len(streak) < GOOD_IN_A_ROW:
        return SMALL_STEP
    light = exercise.laterality != "bilateral" or runner.load_kit(exercise) in LIGHT_KIT
    return LOAD_STEP_MOST_LIGHT if light else LOAD_STEP_MOST


def _reps_went_up(past: Sequence[Judged], load: Load) -> bool:
    """Whether reps have risen at this load."""
    at_load = [judged for judged in past if judged.load is not None and same_load(judged.load, load)]
    amounts = [amount_of(judged.day.asked) for judged in at_load if judged.day.asked is not None]
    return any(one < later for one, later in pairwise(amounts))


def _topped(exercise: Exercise, runner: Runner, past: Sequence[Judged], load: Load) -> bool:
    """Whether the most reps were once done in full at this load; a new phase may since have asked for fewer."""
    return any(
        judged.verdict == "good"
        and judged.day.asked is not None
        and judged.load is not None
        and same_load(judged.load, load)
        and more_reps(exercise, runner, amount_of(judged.day.asked), loaded=True) is None
        for judged in past
    )


def _already_done(load: Load, step: float, last: Judged) -> Load | None:
    """The heavier load all asked sets were done with, where it lies within a tenth or one step of what was asked."""
    shown = last.done_load
    if shown is None or shown.kind != load.kind or not is_lighter(load, shown):
        return None
    most = max(number_of(load) * LOAD_STEP_MOST, number_of(load) + step)
    return shown if number_of(shown) <= most + ROUNDING else None


def _heavier(exercise: Exercise, runner: Runner, asked: Item, load: Load, ratio: float, *, low_reps: bool) -> Change:
    """More load; a step that the reserve does not cover takes reps back, as going easier is free (H11)."""
    low, high = amount_of(asked)
    back = 0
    if low_reps and ratio > REPS_BACK_FROM + ROUNDING:
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


def more_reps(
    exercise: Exercise, runner: Runner, amount: tuple[int, int], *, loaded: bool, spare: int = 0
) -> tuple[int, int] | None:
    """The range moved up as the planner moves it, or None at the top. `spare`: reps it may move at once, if more."""
    if runner.level not in exercise.dose:
        return None
    low, high = amount
    most = most_reps(exercise, runner, loaded=loaded)
    rises = (2, 1) if low >= LONG_SET else (1,)
    return next(((low + more, high + more) for more in (*range(spare, 1, -1), *rises) if high + more <= most), None)


def reps_step(
    exercise: Exercise, asked: Item, load: Load, more: tuple[int, int], text: str, reason: Reason | None = None
) -> Change:
    """A step of repetitions or seconds, in words."""
    unit = "seconds" if asked.reps is None and asked.seconds is not None else "reps"
    said = because(reason or gate(exercise), f"{text} Next: {more[0]} to {more[1]} {unit}.")
    return change("rise", asked, load, said, variable="reps", amount=more)
