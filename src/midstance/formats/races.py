"""Which entries are races, which of them the plan builds to, and what the plan is for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from midstance.formats.durations import estimated_duration_s
from midstance.training.running import Priority, Race, Run

GOAL_DISTANCES_M: dict[str, int] = {"5k": 5_000, "10k": 10_000, "half": 21_098, "marathon": 42_195}
"""The distance of each goal that has one."""

_GOAL_UP_TO_M: tuple[tuple[int, str], ...] = (
    (7_500, "5k"),
    (13_000, "10k"),
    (25_000, "half"),
    (45_000, "marathon"),
    (10**9, "ultra"),
)
"""The goal whose preparation a race up to this distance is nearest to (ours)."""

_GOAL_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (goal, re.compile(pattern, re.IGNORECASE))
    for goal, pattern in (
        ("trail", r"\b(trail|sky ?race|fell ?race|mountain race|berglauf)"),
        ("ultra", r"\bultra|\b(50|60|80|100|160)\s?-?k(m|ilomet)?|\b(50|100)\s?-?(mi|miles?|milers?|m)\b"),
        ("half", r"\bhalf\b|halbmarathon|semi-?marathon|media marat|medio marat|mezza|meia marat|halve marathon"
                 r"|halvmara|półmaraton|yarı maraton|ハーフ|半程|\b21(\.\d)?\s?k|\b13\.1\b"),
        ("marathon", r"marat[hó]?[oó]n|maratona|maraton\b|マラソン|马拉松|\b42(\.\d)?\s?k|\b26\.2\b"),
        ("10k", r"\b10\s?-?k(m)?\b|\b10,?000\b"),
        ("5k", r"\b5\s?-?k(m)?\b|\bc25k\b|parkrun|\b5,?000\b"),
    )
)  # fmt: skip

_NEAR_THE_END = dt.timedelta(days=14)
"""The A race is the longest race within this time of the last one (our choice)."""
_NEARLY = 0.98
"""So that a half marathon counts as half a marathon, whatever either was rounded to (ours)."""
_B_WITHOUT_DISTANCES: Priority = "B"
"""Where distances cannot be compared the earlier race is held in more honour (our choice: it keeps legs fresher)."""


def goal_of_words(words: str) -> str | None:
    """The goal a plan's name, type or race title speaks of, or None."""
    return next((goal for goal, pattern in _GOAL_WORDS if pattern.search(words[:500])), None)


def goal_of_distance(distance_m: int) -> str:
    """The goal a race of this distance is nearest to."""
    return next(goal for most, goal in _GOAL_UP_TO_M if distance_m <= most)


def last_race(runs: Sequence[Run]) -> Run | None:
    """The race the plan builds to: the longest of those near its last race, of equals the last."""
    races = [run for run in runs if run.kind == "race"]
    if not races:
        return None
    end = max(run.date for run in races)
    near = [run for run in races if end - run.date <= _NEAR_THE_END]
    # A race without a distance at the very end is the one the plan is for: "Race Day!".
    return max(near, key=lambda run: (run.distance_m or (10**9 if run.date == end else 0), run.date, run.start))


def with_goal_distance(runs: Sequence[Run], goal: str | None) -> tuple[Run, ...]:
    """The runs, with the distance of the plan's own race filled in from its goal where its title gives none."""
    main = last_race(runs)
    distance_m = GOAL_DISTANCES_M.get(goal or "")
    if main is None or main.distance_m is not None or distance_m is None:
        return tuple(runs)
    remark = f"its distance is taken from what the plan is for ({goal})"
    filled = msgspec.structs.replace(
        main, distance_m=distance_m, assumed=f"{main.assumed}; {remark}" if main.assumed else remark
    )
    if main.duration_assumed:
        filled = msgspec.structs.replace(filled, duration_s=estimated_duration_s("race", distance_m))
    return tuple(filled if run is main else run for run in runs)


def find_races(runs: Sequence[Run]) -> tuple[Race, ...]:
    """The races in order, one a day: A the one the plan builds to, B from half its distance up, C the rest."""
    main = last_race(runs)
    if main is None:
        return ()
    by_day: dict[dt.date, Run] = {}
    for run in runs:
        before = by_day.get(run.date)
        if run.kind == "race" and (before is None or (run.distance_m or 0) > (before.distance_m or 0)):
            by_day[run.date] = run
    by_day[main.date] = main
    return tuple(
        Race(date=day, name=run.title, priority=_priority(run, main), distance_m=run.distance_m)
        for day, run in sorted(by_day.items())
    )


def goal_of(runs: Sequence[Run], about: str) -> str | None:
    """What the plan is for: by the words of its race, else by its distance, else by the plan's name."""
    main = last_race(runs)
    if main is not None:
        named = goal_of_words(main.title)
        if named in ("trail", "ultra"):
            return named
        by_name = goal_of_words(about)
        if by_name in ("trail", "ultra"):
            return by_name
        if main.distance_m:
            return goal_of_distance(main.distance_m)
        return named or by_name
    return goal_of_words(about)


def _priority(run: Run, main: Run) -> Priority:
    if run is main:
        return "A"
    if not run.distance_m or not main.distance_m:
        return _B_WITHOUT_DISTANCES
    return "B" if run.distance_m * 2 >= main.distance_m * _NEARLY else "C"
