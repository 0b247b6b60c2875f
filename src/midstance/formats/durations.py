"""How long a run takes when the plan does not say: by distance and kind.

Every number here is our own choice, for a runner of middling pace, and is always written out as assumed.
"""

from __future__ import annotations

from midstance.training.running import EASY_PACE_S_PER_KM, RunKind

PACE_S_PER_KM: dict[RunKind, int] = {
    "recovery": 390,
    "easy": EASY_PACE_S_PER_KM,
    "strides": EASY_PACE_S_PER_KM,
    "long": 375,
    "threshold": 315,
    "intervals": 345,
    "hills": 375,
    "race": 330,
    "cross-training": 180,
    "other": 390,
}
"""Whole-run pace with warm-up and recoveries in it, seconds a kilometre (ours). Cross-training is mostly ridden."""

RACE_PACE_S_PER_KM: tuple[tuple[int, int], ...] = (
    (7_500, 300),
    (12_500, 310),
    (25_000, 330),
    (45_000, 345),
    (10**9, 450),
)
"""Race pace up to each distance in metres (ours)."""

MINUTES: dict[RunKind, int] = {
    "recovery": 30,
    "easy": 45,
    "strides": 45,
    "long": 90,
    "threshold": 50,
    "intervals": 55,
    "hills": 50,
    "race": 60,
    "cross-training": 45,
    "strength": 40,
    "other": 45,
}
"""Minutes where not even a distance is known (ours); a race without a distance is taken as the plan's own if known."""

_LONGEST_S = 48 * 3600


def estimated_duration_s(kind: RunKind, distance_m: int | None) -> int | None:
    """Seconds a run of this kind and distance takes, to the minute; None for rest days."""
    if kind == "rest":
        return None
    if not distance_m or kind == "strength":
        return MINUTES[kind] * 60
    pace = PACE_S_PER_KM[kind]
    if kind == "race":
        pace = next(pace for most, pace in RACE_PACE_S_PER_KM if distance_m <= most)
    seconds = distance_m * pace / 1000
    return max(5 * 60, min(_LONGEST_S, int(seconds / 60 + 0.5) * 60))
