"""A plausible running week from a mileage, for who has no running plan: the product promise of R-CUS-1.

Every number here is our own choice; the plan says that the week was made up and may be replaced by a real one.
"""

from __future__ import annotations

import datetime as dt

from midstance.formats.durations import estimated_duration_s
from midstance.training.running import KEY_KINDS, Run, RunKind

DAYS: dict[int, tuple[tuple[int, RunKind, int], ...]] = {
    1: ((5, "easy", 100),),
    2: ((2, "easy", 40), (6, "long", 60)),
    3: ((1, "easy", 30), (3, "threshold", 28), (6, "long", 42)),
    4: ((1, "intervals", 22), (3, "easy", 22), (5, "easy", 18), (6, "long", 38)),
    5: ((1, "intervals", 18), (2, "easy", 16), (3, "threshold", 18), (5, "easy", 14), (6, "long", 34)),
    6: ((0, "easy", 12), (1, "intervals", 17), (2, "easy", 14), (3, "threshold", 16), (5, "easy", 11), (6, "long", 30)),
    7: (
        (0, "recovery", 10), (1, "intervals", 16), (2, "easy", 13), (3, "threshold", 15), (4, "recovery", 8),
        (5, "easy", 10), (6, "long", 28),
    ),
}  # fmt: skip
"""For each number of runs a week: weekday (Monday 0), kind, share of the week's distance in per cent."""

RUNS_BY_KM = ((15, 2), (25, 3), (45, 4), (65, 5), (90, 6))
"""Runs a week taken up to a distance in km when the runner does not say."""


def sample_runs(weekly_m: int, runs: int | None, first: dt.date, last: dt.date) -> tuple[Run, ...]:
    """The week repeated from Monday `first` to `last`. `runs` outside 1 to 7 is taken for the nearest."""
    count = runs or next((count for up_to, count in RUNS_BY_KM if weekly_m <= up_to * 1000), 6)
    week = DAYS[max(1, min(count, 7))]
    found = []
    for start in range(0, (last - first).days + 1, 7):
        for weekday, kind, share in week:
            date = first + dt.timedelta(days=start + weekday)
            if date > last:
                continue
            metres = weekly_m * share // 100
            found.append(
                Run(
                    date=date,
                    kind=kind,
                    key=kind in KEY_KINDS,
                    title=kind.capitalize(),
                    distance_m=metres,
                    duration_s=estimated_duration_s(kind, metres),
                    start_assumed=True,
                    duration_assumed=True,
                    source="--weekly-km",
                    assumed="made up from your weekly distance",
                )
            )
    return tuple(found)
