"""An estimated 1RM with its doubt: how far the reserve may have been felt wrong, and how far strength varies by day."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import msgspec

from midstance.coach.exercise_days import DoneSet
from midstance.coach.progression.loads import mass_kg, names_mass
from midstance.coach.progression.thresholds import E1RM_SESSIONS
from midstance.training.strength import EPLEY_REPS, counts_for_e1rm, epley_kg

RESERVE_DOUBT = 1
"""Repetitions by which people misjudge what they have left (Halperin 2022, doi 10.1007/s40279-021-01559-x)."""
DAY_TO_DAY = 0.042
"""By what share a 1RM tested twice differs, as a coefficient of variation (median of 32 studies, Grgic 2020, doi
10.1186/s40798-020-00260-z)."""
SPREAD = 2.0
"""Such deviations to either side, about 95 of 100 days."""


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """An estimated 1RM in kg per implement, between what it may lie, and on how many days it rests."""

    kg: float
    low_kg: float
    high_kg: float
    days: int = 1


def of_day(sets: Iterable[DoneSet]) -> Estimate | None:
    """The middle of a day's sets that count (H12), and how far one rep of doubt reaches from the outermost of them.

    One day says nothing of how days differ, so that what is known of it from others is the least doubt there is.
    """
    middle: list[float] = []
    around: list[float] = []
    for done in sets:
        kg = mass_kg(done.load)
        if kg is None or not names_mass(done.load) or done.reps is None or done.rir is None or done.faults:
            continue
        if counts_for_e1rm(done.reps, done.rir):
            middle.append(epley_kg(kg, done.reps, done.rir))
            around += [middle[-1] - RESERVE_DOUBT * kg / EPLEY_REPS, middle[-1] + RESERVE_DOUBT * kg / EPLEY_REPS]
    if not middle:
        return None
    ordered = sorted(middle)
    half = len(ordered) // 2
    value = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
    return _around(value, min(around), max(around), 1)


def of_days(kg: float, days: Sequence[Estimate]) -> Estimate:
    """What the last days come to together, `kg` being their weighted middle: surer the more days there are."""
    last = days[-len(E1RM_SESSIONS) :]
    middle = [one.kg for one in last]
    return _around(kg, min(middle), max(middle), len(last))


def _around(kg: float, low: float, high: float, days: int) -> Estimate:
    doubt = kg * SPREAD * DAY_TO_DAY / math.sqrt(days)
    least, most = min(low, kg - doubt), max(high, kg + doubt)
    return Estimate(kg=round(kg, 1), low_kg=round(least, 1), high_kg=round(most, 1), days=days)
