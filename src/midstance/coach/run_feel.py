"""How runs feel: key runs that felt bad after heavy legs, and ratings since strength began (R-CUS-2).

Ratings are counted and shown side by side. Much else changes in the same weeks, so nothing here says why.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import get_args
from zoneinfo import ZoneInfo

import msgspec

from midstance.coach import tables
from midstance.coach.moments import date_of, local, of_kind, within
from midstance.rules.ledger import zone_of
from midstance.training.clock import HOUR, gap, instant, minute_of, said_date, said_weekday
from midstance.training.log import Entry, RunDone, RunFeel
from midstance.training.plan import Brief
from midstance.training.running import KEY_KINDS
from midstance.training.session import Because
from midstance.training.standing import Done, Easing

DAY = dt.timedelta(days=1)
FEELS: tuple[RunFeel, ...] = get_args(RunFeel)
NO_CAUSE = "Sleep, weather, miles and life change too: this says what came after, not why."
TOO_FEW = (
    f"There are too few rated runs to say anything: {tables.FEEL_RATED_LEAST} before and as many since are needed."
)


class FeelWindow(msgspec.Struct, frozen=True, kw_only=True):
    """Ratings in four weeks, both ends included; `weeks_since` is negative before strength began."""

    first: dt.date
    last: dt.date
    weeks_since: int
    counts: dict[RunFeel, int]

    @property
    def rated(self) -> int:
        """Runs that were rated."""
        return sum(self.counts.values())


class RunFeelSummary(msgspec.Struct, frozen=True, kw_only=True):
    """Ratings before and since strength began."""

    windows: tuple[FeelWindow, ...]
    """In order of time; windows without a rating are left out."""
    before: dict[RunFeel, int]
    since: dict[RunFeel, int]
    enough: bool
    """Whether there are enough rated runs on both sides to be shown side by side."""
    says: tuple[str, ...]


def run_feel_summary(entries: Sequence[Entry], first_strength: dt.date, zone: ZoneInfo | None) -> RunFeelSummary:
    """Counts per four weeks on both sides of the first strength session, and what may honestly be said of them."""
    rated = [(date_of(entry, zone), entry.feel) for entry in of_kind(entries, RunDone) if entry.feel is not None]
    by_window: dict[int, dict[RunFeel, int]] = {}
    for date, feel in rated:
        counts = by_window.setdefault((date - first_strength).days // tables.FEEL_WINDOW_DAYS, dict.fromkeys(FEELS, 0))
        counts[feel] += 1
    windows = tuple(_window(index, counts, first_strength) for index, counts in sorted(by_window.items()))
    before = _sum([window for window in windows if window.weeks_since < 0])
    since = _sum([window for window in windows if window.weeks_since >= 0])
    enough = min(sum(before.values()), sum(since.values())) >= tables.FEEL_RATED_LEAST
    says = (_counted("Before strength", before), _counted("Since then", since), NO_CAUSE if enough else TOO_FEW)
    return RunFeelSummary(windows=windows, before=before, since=since, enough=enough, says=says)


def _window(index: int, counts: dict[RunFeel, int], first_strength: dt.date) -> FeelWindow:
    first = first_strength + index * tables.FEEL_WINDOW_DAYS * DAY
    last = first + (tables.FEEL_WINDOW_DAYS - 1) * DAY
    return FeelWindow(first=first, last=last, weeks_since=index * tables.FEEL_WINDOW_DAYS // 7, counts=counts)


def _sum(windows: Sequence[FeelWindow]) -> dict[RunFeel, int]:
    return {feel: sum(window.counts[feel] for window in windows) for feel in FEELS}


def _counted(when: str, counts: dict[RunFeel, int]) -> str:
    rated = sum(counts.values())
    said = ", ".join(f"{counts[feel]} {'as usual' if feel == 'usual' else feel}" for feel in reversed(FEELS))
    return f"{when}: {rated} rated run{'' if rated == 1 else 's'} ({said})."


def after_heavy_legs(
    entries: Sequence[Entry], done: Sequence[Done], brief: Brief, today: dt.date
) -> tuple[tuple[Easing, ...], tuple[Because, ...]]:
    """What follows from key runs that felt bad within 72 hours after heavy legs.

    The next heavy session rises by nothing; twice in four weeks, and heavy legs rest for a week.
    """
    zone = zone_of(brief.time_zone)
    bad = [run for run in _bad_key_runs(entries) if _heavy_before(run, done, zone) is not None]
    bad = [run for run in bad if date_of(run, zone) <= today]
    if not bad:
        return (), ()
    dates = sorted({date_of(run, zone) for run in bad})
    found = [_hold(dates[-1], done, today), _rest(dates)]
    easings = tuple(easing for easing in found if easing is not None and easing.last >= today)
    recent = [date for date in dates if (today - date).days < tables.HEAVY_RUNS_DAYS]
    return easings, tuple(_note(date) for date in recent)


def _bad_key_runs(entries: Sequence[Entry]) -> list[RunDone]:
    return [
        entry
        for entry in of_kind(entries, RunDone)
        if entry.feel in tables.FELT_BAD and (entry.kind in KEY_KINDS if entry.key is None else entry.key)
    ]


def _heavy_before(run: RunDone, done: Sequence[Done], zone: ZoneInfo | None) -> Done | None:
    """The last heavy session that ended within the hours before a run."""
    moment = local(run.at, zone)
    start = instant(moment.date(), moment.hour * 60 + moment.minute, zone)
    for one in reversed(done):
        end = instant(one.date, minute_of(one.start), zone).plus(one.minutes)
        if "heavy-legs" in one.classes and 0 <= gap(end, start) < tables.HEAVY_RUN_HOURS * HOUR:
            return one
    return None


def _hold(date: dt.date, done: Sequence[Done], today: dt.date) -> Easing | None:
    """Nothing rises until a heavy session was done after the run, or two weeks are over."""
    if any("heavy-legs" in one.classes and one.date > date for one in done):
        return None
    text = (
        "A key run felt bad soon after heavy legs: the next heavy session stays as it was, 72 hours before such a run."
    )
    return Easing(first=date, last=date + (tables.HEAVY_HOLD_DAYS - 1) * DAY, because=_because(text))


def _rest(dates: Sequence[dt.date]) -> Easing | None:
    last = within(dates, tables.HEAVY_RUNS_DAYS, tables.HEAVY_RUNS)
    if last is None:
        return None
    text = f"{tables.HEAVY_RUNS} key runs felt bad soon after heavy legs: no heavy legs for a week."
    return Easing(
        first=last, last=last + (tables.HEAVY_REST_DAYS - 1) * DAY, bars=("heavy-legs",), because=_because(text)
    )


def _note(date: dt.date) -> Because:
    when = f"{said_weekday(date)}, {said_date(date)}"
    return _because(
        f"Your key run of {when}, felt bad within {tables.HEAVY_RUN_HOURS} hours after heavy legs. It may have other "
        "reasons; more room between the two is worth a try."
    )


def _because(text: str) -> Because:
    return Because(rule="runs-come-first", text=text, sources=tables.HEAVY_RUN_SOURCES)
