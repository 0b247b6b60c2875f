"""Which run of a feed is which run of before: by day and title, by UID, and by being near.

Apps make new UIDs whenever a plan is made again, number events by their place, and show only some weeks at a time. So
what is the same is known by its day and title first, by its UID only then, and a run that is not there proves nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Hashable, Sequence

import msgspec

from midstance.training.running import Run

NEAR = dt.timedelta(days=6)
"""A run of the same title this near is the same run, moved: a week on is the next one of its kind (ours)."""
ALIKE = 0.5
"""From this share of runs found again on the same day, a feed is the plan that is followed already (ours)."""
_BY_PLACE = re.compile(r":\d+$")


class Matched(msgspec.Struct, frozen=True):
    """Runs of before and of now, told which is which."""

    same: tuple[tuple[Run, Run], ...]
    gone: tuple[Run, ...]
    added: tuple[Run, ...]


def compared(runs: Sequence[Run]) -> list[Run]:
    """The runs that a feed can move: neither rest days nor strength work."""
    return [run for run in runs if run.kind not in ("rest", "strength")]


def match(before: Sequence[Run], now: Sequence[Run]) -> Matched:
    """Pairs runs, the surest ones first; each run is in one pair at most. The order of either does not matter."""
    left, right = _ordered(before), _ordered(now)
    last_known = max((run.date for run in left), default=dt.date.min)
    same = _paired(left, right, lambda run: (run.date, title_of(run)))
    same += _paired(left, right, _uid_within(left, right))
    same += _paired(left, right, lambda run: (run.date, run.kind))
    same += _moved_near(left, right, last_known)
    same += _paired(left, right, lambda run: run.date)
    return Matched(tuple(same), tuple(left), tuple(right))


def is_same_plan(before: Sequence[Run], now: Sequence[Run]) -> bool:
    """Whether a feed seen for the first time is the plan that is followed already."""
    left, right = _ordered(before), _ordered(now)
    if not right:
        return True
    count = len(right)
    found = _paired(left, right, lambda run: (run.date, title_of(run)))
    found += _paired(left, right, _uid_within(left, right))
    found += _paired(left, right, lambda run: (run.date, run.kind))
    return len(found) >= ALIKE * count


def _ordered(runs: Sequence[Run]) -> list[Run]:
    return sorted(compared(runs), key=lambda run: (run.date, run.start, run.kind, run.title, run.source))


def title_of(run: Run) -> str:
    """Letters and digits alone: a tick for what is done does not make it another run."""
    return re.sub(r"[\W_]+", " ", run.title.casefold()).strip()


def _paired(left: list[Run], right: list[Run], key: Callable[[Run], Hashable | None]) -> list[tuple[Run, Run]]:
    """Takes out of both lists the runs that have the same key, in order."""
    waiting: dict[Hashable, list[Run]] = {}
    for run in right:
        if (name := key(run)) is not None:
            waiting.setdefault(name, []).append(run)
    found = []
    for run in list(left):
        name = key(run)
        if name is not None and waiting.get(name):
            other = waiting[name].pop(0)
            found.append((run, other))
            _take_out(left, run)
            _take_out(right, other)
    return found


def _take_out(runs: list[Run], run: Run) -> None:
    """By identity: two entries may be equal to the letter."""
    runs[:] = [one for one in runs if one is not run]


def _uid_within(left: Sequence[Run], right: Sequence[Run]) -> Callable[[Run], Hashable | None]:
    """A run's UID, where it is one: alone in its list, and no line of a file."""
    alone = [{uid for uid, many in Counter(run.source for run in runs).items() if many == 1} for runs in (left, right)]

    def uid(run: Run) -> Hashable | None:
        known = run.source in alone[0] and run.source in alone[1]
        return run.source if run.source and known and not _BY_PLACE.search(run.source) else None

    return uid


def _moved_near(left: list[Run], right: list[Run], last_known: dt.date) -> list[tuple[Run, Run]]:
    """Runs of the same title, or of the same kind and distance, within some days: the nearest first.

    What lies behind the last day that was known is new, not moved there: a window rolls on.
    """
    near = sorted(
        (
            (abs(one.date - other.date), title_of(one) != title_of(other), place, there)
            for place, one in enumerate(left)
            for there, other in enumerate(right)
            if abs(one.date - other.date) <= NEAR and other.date <= last_known and _alike(one, other)
        ),
    )
    lefts, rights = list(left), list(right)
    used: tuple[set[int], set[int]] = (set(), set())
    found = []
    for _, _, place, there in near:
        if place not in used[0] and there not in used[1]:
            used[0].add(place)
            used[1].add(there)
            found.append((lefts[place], rights[there]))
            _take_out(left, lefts[place])
            _take_out(right, rights[there])
    return found


def _alike(one: Run, other: Run) -> bool:
    if title_of(one) and title_of(one) == title_of(other):
        return True
    return one.kind == other.kind and one.distance_m is not None and one.distance_m == other.distance_m
