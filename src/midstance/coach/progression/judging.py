"""What a session said about an exercise: done against asked, set by set, in one verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from midstance.coach.exercise_days import DoneSet, ExerciseDay
from midstance.coach.progression.loads import is_lighter, is_picked, lightest
from midstance.coach.progression.thresholds import OFF_TABLE, OFF_TABLE_DAYS
from midstance.planner.prescription.effort import CONTROL, is_compound
from midstance.planner.prescription.loading import is_outside
from midstance.planner.prescription.runner import is_jump
from midstance.planner.prescription.tables import MODERATE_LEAST, NO_PROGRESS_FROM_PAIN
from midstance.training.exercise import Exercise
from midstance.training.prescription import Item, Load

Verdict = Literal[
    "good", "as-asked", "unsaid", "within", "low-reserve", "short", "lighter", "half", "loud", "fault", "all-out",
    "pain", "unasked",
]  # fmt: skip
"""`good` passes the gate; `as-asked` and `unsaid` say too little to earn or to cost anything."""
BAD: frozenset[Verdict] = frozenset({"pain", "fault", "all-out"})
"""What eases the dose (evidence, section 5: regress)."""
SILENT: frozenset[Verdict] = frozenset({"as-asked", "unsaid", "unasked"})


class Judged(msgspec.Struct, frozen=True, gc=False):
    """A day of an exercise with its verdict. Loads are per implement."""

    day: ExerciseDay
    verdict: Verdict
    ordinary: bool
    """False beside the progression: deloads, tapers, lighter days, work outside the plan."""
    load: Load | None = None
    """What was asked; where the runner picked it, the lowest load of the asked sets; None where that is not known."""
    done_load: Load | None = None
    """The lowest load of the asked sets."""
    reserve: int | None = None
    """The lowest reserve that was said."""
    settled: Load | None = None
    """Where the runner picked the loads: the last that was as asked, if it is lighter than any that was not."""

    too_few: bool = False
    """Whether a set had fewer reps or seconds than the least asked."""

    @property
    def steers(self) -> bool:
        """Whether the next dose may rest on it: trouble on a lighter day counts too, and so do sets that fell short."""
        return self.ordinary or (self.day.asked is not None and (self.verdict in BAD or self.too_few))


def amount_of(asked: Item) -> tuple[int, int]:
    """Reps or seconds asked, lowest to highest."""
    return asked.reps or asked.seconds or (1, 1)


def done_amount(asked: Item, done: DoneSet) -> int | None:
    """Reps or seconds done, as they were asked."""
    return done.seconds if asked.seconds is not None and asked.reps is None else done.reps


def is_heavy(exercise: Exercise, asked: Item) -> bool:
    """Whether a dose makes a session heavy by its reps and reserve (rules page, Words)."""
    low = amount_of(asked)[0] + (asked.rir[0] if asked.rir else MODERATE_LEAST)
    return is_compound(exercise) and not is_jump(exercise) and asked.reps is not None and low < MODERATE_LEAST


def for_stability(exercise: Exercise) -> bool:
    """Whether control of hip, knee and foot decides: single-leg and hip work (R-PRG-3)."""
    return "single-leg" in exercise.tags or "hip-stability" in exercise.tags or exercise.pattern in CONTROL


def judged_days(exercise: Exercise, days: Sequence[ExerciseDay]) -> tuple[Judged, ...]:
    """Every day with its verdict, in order."""
    found: list[Judged] = []
    last: ExerciseDay | None = None
    for day in days:
        ordinary = day.asked is not None and not _beside(day, day.asked, last)
        if ordinary:
            last = day
        found.append(_judged(exercise, day, ordinary))
    return tuple(found)


def _beside(day: ExerciseDay, asked: Item, last: ExerciseDay | None) -> bool:
    """Whether a dose stands beside the progression: by its recipe, or because it asked less and left more in reserve.

    So a deload, a light day and a heavy lift's moderate day are told from a step back even where the plan is not at
    hand: the coach's own steps back never ask for more reserve.
    """
    if day.template in OFF_TABLE:
        return True
    before = last.asked if last is not None else None
    if last is None or before is None or before.rir is None or asked.rir is None:
        return False
    near = (day.date - last.date).days <= OFF_TABLE_DAYS
    softer = asked.rir[0] > before.rir[0] and amount_of(asked)[1] <= amount_of(before)[1]
    unknown = is_outside(before.load) and is_outside(asked.load) and (is_picked(before.load) or is_picked(asked.load))
    return near and softer and (unknown or not is_lighter(before.load, asked.load))


def _judged(exercise: Exercise, day: ExerciseDay, ordinary: bool) -> Judged:
    asked, sets = day.asked, day.asked_sets
    done_load = lightest([done.load for done in sets])
    if asked is None:
        return Judged(day, "unasked", False, done_load, done_load)
    reserve = min((done.rir for done in sets if done.rir is not None), default=None)
    load: Load | None = asked.load
    if is_picked(asked.load):
        load = done_load if done_load is not None and is_outside(done_load) else None
    verdict = _verdict(exercise, asked, sets, done_load, reserve, as_asked=day.as_asked)
    amounts = (done_amount(asked, done) for done in sets)
    few = any(amount is not None and amount < amount_of(asked)[0] for amount in amounts)
    return Judged(day, verdict, ordinary, load, done_load, reserve, _settled(asked, sets), few)


def _settled(asked: Item, sets: Sequence[DoneSet]) -> Load | None:
    """The load the runner came to, set by set, with reps, reserve and form as asked, if nothing as light went wrong."""
    if not is_picked(asked.load) or asked.rir is None:
        return None
    wrong = [done.load for done in sets if not _as_asked(asked, done)]
    fit = [done.load for done in sets if _as_asked(asked, done) and is_outside(done.load)]
    return next((load for load in reversed(fit) if all(is_lighter(load, one) for one in wrong)), None)


def _as_asked(asked: Item, done: DoneSet) -> bool:
    """Whether a set was in its range, with the reserve asked, clean and on both sides."""
    amount, whole = done_amount(asked, done), done.whole or not asked.per_side
    left = asked.rir is None or (done.rir is not None and done.rir >= asked.rir[0])
    return amount is not None and amount >= amount_of(asked)[0] and left and whole and not done.faults


def _verdict(
    exercise: Exercise,
    asked: Item,
    sets: Sequence[DoneSet],
    done_load: Load | None,
    reserve: int | None,
    *,
    as_asked: bool,
) -> Verdict:
    """Trouble first, then what is missing, then how it compares with what was asked."""
    if not sets or done_load is None:
        return "as-asked" if as_asked else "half"
    if any(done.pain is not None and done.pain >= NO_PROGRESS_FROM_PAIN for done in sets):
        return "pain"
    faults = {fault for done in sets for fault in done.faults}
    if faults:
        return "loud" if is_jump(exercise) and faults == {"loud-landing"} else "fault"
    if reserve == 0 and asked.rir is not None:
        return "all-out"
    if len(sets) < asked.sets or (asked.per_side and not all(done.whole for done in sets)):
        return "half"
    if is_lighter(done_load, asked.load) and not (is_picked(asked.load) and is_outside(done_load)):
        return "lighter"
    return _against_range(asked, sets, reserve, loaded=is_outside(done_load))


def _against_range(asked: Item, sets: Sequence[DoneSet], reserve: int | None, *, loaded: bool) -> Verdict:
    low, high = amount_of(asked)
    amounts = [done_amount(asked, done) for done in sets]
    said = [amount for amount in amounts if amount is not None]
    if len(said) < len(amounts):
        return "unsaid"
    if min(said) < low:
        stopped_early = asked.rir is not None and reserve is not None and reserve > asked.rir[1]
        return "half" if stopped_early else "short"
    if asked.rir is not None and reserve is not None and reserve < asked.rir[0]:
        return "low-reserve"
    if min(said) < high:
        return "within"
    if loaded and asked.rir is not None and sets[-1].rir is None:
        return "unsaid"
    return "good"
