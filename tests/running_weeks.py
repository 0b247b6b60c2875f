"""Running plans made up for tests: a week of kinds, repeated, with distances that grow and cut back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from midstance.training.athlete import Athlete
from midstance.training.plan import Brief
from midstance.training.running import KEY_KINDS, Race, Run, RunKind

MONDAY = dt.date(2027, 1, 4)
WEEK: tuple[RunKind, ...] = ("rest", "intervals", "easy", "threshold", "rest", "easy", "long")
KM = {"easy": 8, "recovery": 6, "strides": 8, "intervals": 10, "threshold": 11, "hills": 9, "long": 16}


def runs_for(
    shares: Sequence[int], *, race_m: int | None = 21097, week: Sequence[RunKind] = WEEK, first: dt.date = MONDAY
) -> tuple[Run, ...]:
    """One week per share (per cent of the ordinary distance); the last day is the race where there is one."""
    runs: list[Run] = []
    for number, share in enumerate(shares):
        for weekday, kind in enumerate(week):
            date = first + dt.timedelta(days=7 * number + weekday)
            if race_m is not None and number == len(shares) - 1 and weekday == 6:
                runs.append(
                    Run(date=date, kind="race", key=True, start="09:00", distance_m=race_m, duration_s=race_m // 3)
                )
            elif kind in KM:
                metres = KM[kind] * share * 10
                runs.append(
                    Run(date=date, kind=kind, key=kind in KEY_KINDS, distance_m=metres, duration_s=metres * 36 // 100)
                )
    return tuple(runs)


def brief_for(
    shares: Sequence[int], athlete: Athlete | None = None, *, race_m: int | None = 21097, week: Sequence[RunKind] = WEEK
) -> Brief:
    """A brief over those weeks with an A race at the end where there is one."""
    runs = runs_for(shares, race_m=race_m, week=week)
    end = MONDAY + dt.timedelta(weeks=len(shares), days=-1)
    races = (Race(date=end, distance_m=race_m),) if race_m is not None else ()
    return Brief(start=MONDAY, end=end, athlete=athlete or Athlete(), races=races, runs=runs)
