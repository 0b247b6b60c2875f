"""Whether a gate is open: good sessions in a row, and what keeps an earned step back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from midstance.coach.progression.changes import Change, Trainee, because
from midstance.coach.progression.judging import SILENT, Judged, amount_of, for_stability
from midstance.coach.progression.loads import is_lighter, is_picked, names_mass, number_of, same_load
from midstance.coach.progression.saying import HOLDS, TROUBLE
from midstance.coach.progression.thresholds import (
    FAR_TOO_LIGHT,
    GOOD_IN_A_ROW,
    RETURN_DAYS,
    RUN_FELT_BAD_DAYS,
    SMALL_STEP,
    SMALL_STEP_REPS,
    SMALL_STEP_SPARE,
    Reason,
)
from midstance.planner.prescription.runner import is_jump
from midstance.training.exercise import Exercise
from midstance.training.log import STABILITY_FAULTS
from midstance.training.prescription import Item, Load
from midstance.training.session import Because
from midstance.training.strength import ROUNDING


def streak(exercise: Exercise, row: Sequence[Judged]) -> list[Judged]:
    """The good sessions at the end that asked for the same thing; days that say nothing neither earn nor break.

    With a load, a day that asked for more counts with them, and one that asked for less where the next left reps to
    spare: that the load is in order has then been seen twice.
    """
    telling = [judged for judged in row if judged.verdict not in SILENT]
    if not telling or telling[-1].verdict != "good":
        return []
    found = telling[-1:]
    for later, judged in pairwise(reversed(telling)):
        if judged.verdict != "good" or not (
            _same_demand(exercise, judged, later) or _counts_too(exercise, judged, later)
        ):
            break
        found.insert(0, judged)
    return found


def _same_demand(exercise: Exercise, one: Judged, other: Judged) -> bool:
    if one.day.asked is None or other.day.asked is None:
        return False
    alike = amount_of(one.day.asked) == amount_of(other.day.asked) and one.day.asked.tempo == other.day.asked.tempo
    if is_jump(exercise) and one.day.asked.sets != other.day.asked.sets:
        return False
    loads = one.load, other.load
    return alike and loads[0] is not None and loads[1] is not None and same_load(loads[0], loads[1])


def _counts_too(exercise: Exercise, one: Judged, later: Judged) -> bool:
    """Whether a day with a load asked for as much as the next or more; or for less, and the next left reps to spare."""
    before, after = one.day.asked, later.day.asked
    if before is None or after is None or is_jump(exercise) or before.tempo != after.tempo:
        return False
    if one.load is None or later.load is None or not (names_mass(one.load) and names_mass(later.load)):
        return False
    as_much = not is_lighter(one.load, later.load) and amount_of(before) >= amount_of(after)
    less = not is_lighter(later.load, one.load) and amount_of(after) >= amount_of(before)
    return as_much or (less and spares(later))


def was_in_order(past: Sequence[Judged], load: Load) -> bool:
    """Whether a load was lately done in its range with its reserve, and was then left for form alone."""
    left = False
    for judged in reversed(past):
        if past[-1].day.date - judged.day.date > dt.timedelta(days=RETURN_DAYS):
            return False
        if judged.verdict in ("pain", "all-out", "short"):
            return False
        if judged.load is None or not names_mass(judged.load) or is_lighter(judged.load, load):
            continue
        if judged.verdict in ("good", "within"):
            return left
        left = left or judged.verdict == "fault"
    return False


def reps_in_order(past: Sequence[Judged], load: Load, now: tuple[int, int]) -> tuple[int, int] | None:
    """More reps that were lately done in their range at this load, and were then left for form alone; None for none."""
    left = False
    for judged in reversed(past):
        if past[-1].day.date - judged.day.date > dt.timedelta(days=RETURN_DAYS):
            return None
        if judged.verdict in ("pain", "all-out", "short") or judged.load is None or not same_load(judged.load, load):
            return None
        if judged.day.asked is None or amount_of(judged.day.asked) <= now:
            continue
        if judged.verdict in ("good", "within"):
            return amount_of(judged.day.asked) if left else None
        left = left or judged.verdict == "fault"
    return None


def spares(judged: Judged) -> bool:
    """Whether a day left reps beyond the lowest reserve asked."""
    asked = judged.day.asked
    if asked is None or asked.rir is None or judged.reserve is None:
        return False
    return judged.reserve >= asked.rir[0] + SMALL_STEP_SPARE


def needed(exercise: Exercise, trainee: Trainee, asked: Item, steering: Sequence[Judged], found: Change) -> int:
    """Two good sessions; one with reps to spare for 2.5 %, for one rep, and back to a load left for form alone.

    Beginners always need two, and so do jumps and work without a weight.
    """
    steer, load = steering[-1], steering[-1].load
    if trainee.runner.level == "beginner" or not names_mass(load) or is_jump(exercise) or is_picked(asked.load):
        return GOOD_IN_A_ROW
    if load is None or not spares(steer):
        return GOOD_IN_A_ROW
    small = found.variable == "reps" and (
        found.amount[1] - amount_of(asked)[1] <= SMALL_STEP_REPS
        or found.amount == reps_in_order(steering, load, amount_of(asked))
    )
    if found.variable == "load":
        small = number_of(found.load) <= number_of(load) * SMALL_STEP + ROUNDING or was_in_order(steering, found.load)
    return 1 if small else GOOD_IN_A_ROW


def far_too_light(judged: Judged) -> bool:
    """Whether a load was picked so low that it is better picked anew than climbed from."""
    asked = judged.day.asked
    return asked is not None and is_picked(asked.load) and left_far_more(judged)


def left_far_more(judged: Judged) -> bool:
    """Whether every set of a good day left far more in reserve than was asked."""
    asked = judged.day.asked
    if asked is None or asked.rir is None or judged.reserve is None:
        return False
    return judged.verdict == "good" and judged.reserve >= asked.rir[1] + FAR_TOO_LIGHT


def outgrown(good: Sequence[Judged]) -> bool:
    """Whether two good sessions in a row left far more than was asked: what is asked says little then."""
    return len(good) >= GOOD_IN_A_ROW and all(left_far_more(judged) for judged in good[-GOOD_IN_A_ROW:])


def trouble(exercise: Exercise, steer: Judged, *, again: bool) -> Because:
    """Why the dose goes back after this day."""
    says = " It is the second time running, so the step back is larger." if again else ""
    if steer.verdict == "pain":
        return because("pain", TROUBLE["pain"] + says)
    if steer.verdict == "all-out":
        return because("reserve", TROUBLE["all-out"] + says)
    faults = {fault for done in steer.day.asked_sets for fault in done.faults}
    if faults & STABILITY_FAULTS and for_stability(exercise):
        return because("re-teach", TROUBLE["stability"] + says)
    return because("landing" if is_jump(exercise) else "form", TROUBLE["fault"] + says)


def why_held(exercise: Exercise, steer: Judged) -> Because:
    """Why a day without trouble does not earn a step."""
    said = HOLDS[steer.verdict]
    if steer.verdict in SILENT:
        return because("no-numbers", said)
    if steer.verdict == "loud":
        return because("landings-loud", said)
    if steer.verdict == "low-reserve":
        return because("reserve", said)
    return because("half" if steer.verdict == "half" else gate(exercise), said)


def gate(exercise: Exercise) -> Reason:
    """Which of the three gates an exercise has to pass (R-PRG-2, R-PRG-3, R-PRG-4)."""
    if is_jump(exercise):
        return "landing"
    return "stability" if for_stability(exercise) else "strength"


def kept_back(exercise: Exercise, trainee: Trainee, steer: Judged, until: dt.date | None) -> Because | None:
    """What keeps an earned step back: open health questions, pain in what it works, a beginner's bad runs."""
    runner = trainee.runner
    if runner.light_only:
        return because("screen", HOLDS["screen"])
    if runner.is_sore(exercise):
        return because("pain", HOLDS["sore"])
    since = steer.day.date - dt.timedelta(days=RUN_FELT_BAD_DAYS)
    felt_bad = any(since <= date and (until is None or date < until) for date in trainee.run_felt_bad)
    if runner.level == "beginner" and felt_bad:
        return because("beginner", HOLDS["run"])
    return None
