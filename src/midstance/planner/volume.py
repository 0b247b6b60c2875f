"""How much the runner runs, week by week, as their own plan says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from midstance.training.clock import monday_of
from midstance.training.plan import Brief
from midstance.training.running import EASY_PACE_S_PER_KM, Run

CUT_BACK_PERCENT = 85
"""A week at or below this share of the week before is the runner's own cut-back week (our own choice)."""

RISING_PERCENT = 100
"""Weeks that run more than the four before them, on average, are rising (our own choice)."""


def run_metres(run: Run) -> int:
    """Metres of a run, estimated from its time where it gives no distance."""
    if not run.is_running:
        return 0
    if run.distance_m is not None:
        return run.distance_m
    return (run.duration_s or 0) * 1000 // EASY_PACE_S_PER_KM


def weekly_metres(brief: Brief, mondays: Sequence[dt.date]) -> tuple[int, ...]:
    """Metres run in each week; races are left out, so that a race week does not look like a peak."""
    totals = dict.fromkeys(mondays, 0)
    for run in brief.runs:
        monday = monday_of(run.date)
        if monday in totals and run.kind != "race":
            totals[monday] += run_metres(run)
    return tuple(totals[monday] for monday in mondays)


def is_cut_back(volumes: Sequence[int], week: int) -> bool:
    """Whether a week is one of the runner's own cut-back weeks: clearly below the week before, with more to come."""
    if week == 0 or volumes[week - 1] == 0:
        return False
    falls = volumes[week] * 100 <= CUT_BACK_PERCENT * volumes[week - 1]
    follows = week + 1 >= len(volumes) or volumes[week + 1] >= volumes[week]
    return falls and follows


def rises(volumes: Sequence[int], first: int, past: int) -> bool:
    """Whether the weeks `first` to `past` (exclusive) run more than the four weeks before them."""
    before = volumes[max(0, first - 4) : first]
    during = volumes[first:past]
    if not before or not during or sum(before) == 0:
        return False
    return sum(during) * len(before) * 100 > RISING_PERCENT * sum(before) * len(during)
