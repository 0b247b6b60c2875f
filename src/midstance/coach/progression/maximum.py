"""The e1RM a log stands for: from clean sets near enough to the maximum, and steady against one odd number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from midstance.coach.exercise_days import ExerciseDay
from midstance.coach.progression.loads import mass_kg, names_mass
from midstance.coach.progression.thresholds import E1RM_SESSIONS, E1RM_SURE, E1RM_SURE_REPS, E1RM_UNSURE
from midstance.training.strength import counts_for_e1rm, epley_kg


def e1rm_kg(days: Sequence[ExerciseDay], *, youth: bool) -> float | None:
    """The estimate in kg per implement from the last sessions with sets that count; None without any, or under 18.

    A session gives the weighted median of its sets, so that one reserve felt wrong by a rep or typed wrong does not
    move it; newer sessions weigh more. Extra sets, sets with a fault and sets of more than twelve reps to failure
    do not count (H12, H19).
    """
    if youth:
        return None
    sessions: list[float] = []
    for day in reversed(days):
        estimates = sorted(_estimates(day))
        if estimates:
            sessions.append(_median(estimates))
        if len(sessions) == len(E1RM_SESSIONS):
            break
    if not sessions:
        return None
    weights = E1RM_SESSIONS[: len(sessions)]
    return round(sum(weight * kg for weight, kg in zip(weights, sessions, strict=True)) / sum(weights), 1)


def _estimates(day: ExerciseDay) -> Iterator[tuple[float, float]]:
    """The e1RM of each set that counts, with its weight."""
    for done in day.asked_sets:
        kg = mass_kg(done.load)
        if kg is None or not names_mass(done.load) or done.reps is None or done.rir is None or done.faults:
            continue
        if counts_for_e1rm(done.reps, done.rir):
            sure = done.reps + done.rir <= E1RM_SURE_REPS
            yield epley_kg(kg, done.reps, done.rir), E1RM_SURE if sure else E1RM_UNSURE


def _median(estimates: Sequence[tuple[float, float]]) -> float:
    """The weighted median, in the middle of two where the weights are even."""
    half = sum(weight for _, weight in estimates) / 2
    passed = 0.0
    for place, (kg, weight) in enumerate(estimates):
        passed += weight
        if passed > half:
            return kg
        if passed == half:
            return (kg + estimates[place + 1][0]) / 2
    return estimates[-1][0]
