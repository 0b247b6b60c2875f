"""What only the week around a run can tell: which of the runs without a name is its long run.

`refine_week` is called once with all entries of a plan. It looks at the days before and after each run, so it does not
matter on which day the plan's weeks start. It changes only what a title left open (`Understood.context`):

- a bare amount (`9.7 km`) stays the long run unless a clearly longer run or a race is near: then it is an easy run;
- a plain or easy run that is clearly the longest in seven days without any long run or race, and not outdone in the
  next three, is that week's long run;
- a run called long only for its length is an easy run where a much longer one is near;
- a bare race distance, or a run or an unknown entry with a proper name, as the last one of a plan without a race is the
  race;
- an entry with a proper name and nothing else, alone on its day at a weekend of a calendar that holds nothing but
  training, with the race still to come, is a race on the way;
- a race known only by a name that comes three times or more is a run on a route of that name.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections import Counter
from collections.abc import Sequence

import msgspec

from midstance.formats.titles.events import has_name
from midstance.formats.titles.judging import LONG_FROM_M
from midstance.formats.titles.understood import HALF_MARATHON_M, MARATHON_M, Understood
from midstance.training.running import RUNNING_KINDS, RunKind

NEAR_DAYS = 3
SHORTER_BARE = 0.75
"""A bare amount under this share of the longest run near is not the long run (our choice)."""
CLEARLY_LONGER = 1.1
"""A run without a name is the week's long run when it is this much longer than the next (our choice)."""
WEEK_BEFORE_DAYS = 6
"""A long run is compared with the six days before it: the training week it ends."""
ROUTE_TIMES = 3
"""A name that comes this often in a plan is no race (our choice)."""
MUCH_LONGER_PLAIN, MUCH_LONGER_EASY = 1.5, 1.25
"""How much longer another run must be to make a plain or easy run of long-run length an easy one (our choice)."""
LEAST_ENTRIES = 14
"""Shorter plans are not completed from their end or their weekends (our choice)."""
MOST_UNKNOWN = 0.1
"""Where more of a calendar than this is not understood, its names may be anything (our choice)."""
SATURDAY = 5
LEAST_LONG_M = 6_000
"""Shorter runs are never made long runs by their week (our choice)."""
ALWAYS_LONG_M = 24_000
"""Runs from here stay long runs whatever else the week holds (our choice)."""
SECONDS_PER_KM = 360
"""To compare runs given in time with runs given in distance (our choice: an easy pace)."""

_RACE_DISTANCES = (5_000, 10_000, 15_000, 16_093, HALF_MARATHON_M, MARATHON_M)

DatedEntry = tuple[dt.date, Understood, str]
"""Day, what was understood, title."""


def refine_week(entries: Sequence[DatedEntry]) -> tuple[Understood, ...]:
    """The entries' meanings with their weeks taken into account, in the order given. Never raises."""
    read = [understood for _, understood, _ in entries]
    order = sorted(range(len(entries)), key=lambda i: (entries[i][0], i))
    days = [entries[i][0].toordinal() for i in order]
    titles = [title for _, _, title in entries]
    _unname_routes(read, titles)
    _mark_final_race(order, read, titles)
    _mark_named_weekends(order, read, titles, [entry[0] for entry in entries])

    def runs(i: int, first: int, last: int) -> list[Understood]:
        """Runs other than `i` on the days from `first` to `last`."""
        among = order[bisect.bisect_left(days, first) : bisect.bisect_right(days, last)]
        return [read[k] for k in among if k != i and read[k].kind in RUNNING_KINDS]

    open_ones = [(i, day) for i, day in zip(order, days, strict=True) if read[i].context is not None]
    lowered = {i: _lowered(read[i], runs(i, day - NEAR_DAYS, day + NEAR_DAYS)) for i, day in open_ones}
    for i, one in lowered.items():
        read[i] = one
    raised = {
        i: _raised(read[i], runs(i, day - WEEK_BEFORE_DAYS, day), runs(i, day + 1, day + NEAR_DAYS))
        for i, day in open_ones
    }
    return tuple(raised.get(i, one) for i, one in enumerate(read))


def _size(one: Understood) -> float:
    """Metres, or what the time comes to; 0 where neither is known."""
    return float(one.distance_m or 0) or (one.duration_s or 0) / SECONDS_PER_KM * 1000


def _unname_routes(read: list[Understood], titles: list[str]) -> None:
    """A race by name only, of a title that keeps coming, is a run on that route."""
    counted = Counter(title for one, title in zip(read, titles, strict=True) if one.context == "named")
    for i, one in enumerate(read):
        if one.context == "named" and counted[titles[i]] >= ROUTE_TIMES:
            kind: RunKind = "long" if _size(one) >= LONG_FROM_M else "easy"
            why = "the same name comes again and again: taken as a run on that route"
            read[i] = msgspec.structs.replace(_as(one, kind, why), context="plain")


def _mark_final_race(order: list[int], read: list[Understood], titles: list[str]) -> None:
    """The last run of a plan without a race, when it is a bare race distance; the last entry, when it has a name."""
    if len(order) < LEAST_ENTRIES or any(one.kind == "race" for one in read):
        return
    last = next((i for i in reversed(order) if read[i].kind in RUNNING_KINDS), None)
    if last is not None and read[last].context == "bare":
        size = read[last].distance_m or 0
        if any(abs(size - distance) <= 0.01 * distance for distance in _RACE_DISTANCES):
            read[last] = _as(read[last], "race", "the plan's last run is a bare race distance: taken as the race")
            return
    final = next((i for i in reversed(order) if not read[i].banner and not read[i].private), None)
    if final is None or not has_name(titles[final]):
        return
    one = read[final]
    if one.context == "plain" or (one.kind == "other" and not one.confident):
        read[final] = _as(one, "race", "the plan ends with an entry that has a proper name: taken as the race")


def _mark_named_weekends(order: list[int], read: list[Understood], titles: list[str], dates: list[dt.date]) -> None:
    """Names alone on a Saturday or Sunday, where everything else is training and a sure race comes later."""
    unknown = [i for i in order if read[i].kind == "other" and not read[i].confident and not read[i].banner]
    if not unknown or len(order) < LEAST_ENTRIES or any(one.private for one in read):
        return
    if len(unknown) > MOST_UNKNOWN * len(order):
        return
    last = max((dates[i] for i in order if read[i].kind == "race" and read[i].confident), default=dt.date.min)
    a_day = Counter(dates)
    names = Counter(titles)
    for i in unknown:
        alone = a_day[dates[i]] == 1 and names[titles[i]] == 1
        if alone and dates[i] < last and dates[i].weekday() >= SATURDAY and has_name(titles[i]):
            read[i] = _as(read[i], "race", "a proper name alone at a weekend of the plan: taken as a race")


def _lowered(one: Understood, near: list[Understood]) -> Understood:
    """A long run by length only, where its week has a longer one."""
    size = _size(one)
    if one.kind != "long" or one.context is None or size >= ALWAYS_LONG_M:
        return one
    longest = max((_size(other) for other in near if other.kind == "long" or other.context), default=0.0)
    race = any(other.kind == "race" for other in near)
    if one.context == "bare":
        if size < SHORTER_BARE * longest or (race and size < 10_000):
            why = "a race is near" if race else "a longer run is near"
            return _as(one, "easy", f"an amount without a word, and {why}: taken as an easy run")
        return one
    much = MUCH_LONGER_EASY if one.context == "easy" else MUCH_LONGER_PLAIN
    if longest >= much * size:
        return _as(one, "easy", "long by its length, but a much longer run is near: taken as an easy run")
    return one


def _raised(one: Understood, before: list[Understood], after: list[Understood]) -> Understood:
    """An easy run that is clearly the longest of seven days without a long run."""
    size = _size(one)
    if one.kind != "easy" or one.context is None or size < LEAST_LONG_M or len(before) < 2:
        return one
    if any(other.kind in {"long", "race"} for other in (*before, *after)):
        return one
    longest = max(_size(other) for other in before)
    if longest > 0 and size >= CLEARLY_LONGER * longest and all(size >= _size(other) for other in after):
        return _as(one, "long", "clearly the longest run of its week: taken as the long run")
    return one


def _as(one: Understood, kind: RunKind, assumed: str) -> Understood:
    return msgspec.structs.replace(one, kind=kind, confident=False, assumed=assumed)
