"""From a feed's new content to a draft for the diary: runs that moved, a running plan that changed, races."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from midstance.application.diary import DiaryError
from midstance.application.feeds.differences import Difference, differences, merged, said_difference
from midstance.application.feeds.kept import Feed
from midstance.application.feeds.matching import compared, is_same_plan, match
from midstance.application.recording.identity import numbered
from midstance.application.recording.notebook import Draft, Notebook
from midstance.application.replanning import NO_PLAN, first_plan, season_of
from midstance.coach.runs import is_logged, runs_after
from midstance.training.clock import said_date, said_weekday
from midstance.training.log import Entry, Imported, RaceSet, RunMoved, RunsGiven
from midstance.training.running import Race, Run, RunningPlan

MOST_SAID = 12
"""Changes told one by one; the rest is counted (ours)."""


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What a look at a feed brings: entries to write down, questions, and the feed as it is to be kept."""

    draft: Draft
    asks: tuple[str, ...] = ()
    feed: Feed

    @property
    def brings(self) -> bool:
        """Whether there is anything to write down."""
        return bool(self.draft.entries)


class Ahead(msgspec.Struct, frozen=True, kw_only=True):
    """What lies ahead, as the runner has it now."""

    runs: tuple[Run, ...]
    done: tuple[Run, ...]
    """Runs of today that were run already."""
    races: tuple[Race, ...]


def ahead_of(book: Notebook) -> Ahead:
    """The runs from today on, and the races.

    The whole log is taken in by the brief first given, so that nothing is moved twice. Raises DiaryError without one.
    """
    first = first_plan(book.diary)
    if first is None:
        raise DiaryError(NO_PLAN)
    entries = [entry for entry in book.entries if entry.at <= book.now]
    runs, races, _ = runs_after(first.brief, entries, book.zone, book.today)
    since = [run for run in runs if run.date >= book.today]
    return Ahead(
        runs=tuple(run for run in since if not is_logged(run)),
        done=tuple(run for run in since if is_logged(run)),
        races=tuple(race for race in races if race.date >= book.today),
    )


def take_calendar(book: Notebook, feed: Feed, reading: RunningPlan, *, at: dt.datetime, missing_is_off: bool) -> Taken:
    """What a calendar's new content means. Raises DiaryError without a plan."""
    ahead, season = ahead_of(book), season_of(book.diary)[0].id
    planned, end = ahead.runs, book.the_plan().brief.end
    now = [run for run in compared(reading.runs) if book.today <= run.date <= end]
    before = tuple(run for run in feed.seen if run.date >= book.today) if feed.season == season else ()
    cancelled = [one.source for one in reading.dropped if one.why == "cancelled"]
    if not before and not is_same_plan(planned, now):
        found = _in_place_of(planned, now)
        says: tuple[str, ...] = (_said_whole(now),)
    else:
        base, over = before or _within(compared(planned), now), missing_is_off and bool(before and now)
        found = differences(
            base, now, planned, done=ahead.done, cancelled=cancelled, missing_is_off=over, stands=feed.stands
        )
        says = said_difference(found)
    draft = _draft(book, feed, planned, found, _races(reading, found, ahead.races), at=at, says=says)
    known = _still_known(before, now, {run.source for run in found.off} | set(cancelled))
    kept = msgspec.structs.replace(feed, season=season, seen=known, stands=_stands(found))
    return Taken(draft=draft, asks=found.asks, feed=kept)


def _within(planned: Sequence[Run], now: Sequence[Run]) -> tuple[Run, ...]:
    """The planned runs of the days a feed speaks of."""
    days = [run.date for run in now]
    return tuple(run for run in planned if days and min(days) <= run.date <= max(days))


def _in_place_of(planned: Sequence[Run], now: Sequence[Run]) -> Difference:
    """Another running plan: within its days it takes the place of what was planned. Races stay: they are entered."""
    races = {run.date for run in planned if run.kind == "race"}
    off = tuple(run for run in _within(compared(planned), now) if run.kind != "race")
    return Difference(off=off, added=tuple(run for run in now if run.kind != "race" or run.date not in races))


def _still_known(before: Sequence[Run], now: Sequence[Run], over: set[str]) -> tuple[Run, ...]:
    """What the feed says now, and what it said before and does not speak of any more: it may only have rolled on."""
    left = [run for run in match(before, now).gone if run.source not in over]
    return tuple(sorted((*now, *left), key=lambda run: (run.date, run.start, run.kind, run.title, run.source)))


def _stands(found: Difference) -> dict[str, str]:
    """Where each run of the feed stands from now on: runs that are given anew bring their own source."""
    anew = () if found.plain_moves else {new.source for _, new in (*found.moved, *found.changed)}
    return {uid: source for uid, source in found.stands.items() if uid != source and uid not in anew}


def _races(reading: RunningPlan, found: Difference, races: Sequence[Race]) -> tuple[tuple[Race, bool], ...]:
    """Races to set, or (True) to call off, where runs are given anew; single runs that move take theirs with them."""
    if found.plain_moves:
        return ()
    known, read = {race.date: race for race in races}, {race.date: race for race in reading.races}
    said: list[tuple[Race, bool]] = []
    for one, new in (*found.moved, *found.changed):
        if one.kind == "race" and one.date != new.date and one.date in known:
            said.append((known[one.date], True))
            said.append((msgspec.structs.replace(known[one.date], date=new.date), False))
    off = [run for run in found.off if run.kind == "race"]
    coming = {run.date for run in found.added if run.kind == "race"}
    said += [(known[run.date], True) for run in off if run.date in known and run.date not in coming]
    said += [(read[date], False) for date in sorted(coming) if date in read and date not in known]
    return tuple(said)


def _draft(
    book: Notebook, feed: Feed, planned: Sequence[Run], found: Difference, races: Sequence[tuple[Race, bool]], *,
    at: dt.datetime, says: tuple[str, ...],
) -> Draft:  # fmt: skip
    """The entries, behind a word that they came from this feed, so that one undo takes them back."""
    if found.nothing and not races:
        return Draft(entries=())
    first = book.first_id(None)
    ids = numbered(first, 2 + len(found.moved) + len(found.off) + len(races))
    made: list[Entry] = []
    if found.plain_moves:
        for one, new in found.moved:
            start = None if new.start_assumed else new.start
            made.append(
                RunMoved(id=ids[len(made) + 1], at=at, planned=one.date, kind=one.kind, date=new.date, start=start)
            )
        for one in found.off:
            made.append(RunMoved(id=ids[len(made) + 1], at=at, planned=one.date, kind=one.kind))
    elif not found.nothing:
        made.append(RunsGiven(id=ids[1], at=at, runs=merged(planned, found)))
    for race, off in races:
        made.append(RaceSet(id=ids[len(made) + 1], at=at, race=race, off=off))
    return behind_word(feed, made, at=at, first=first, says=says)


def behind_word(feed: Feed, made: Sequence[Entry], *, at: dt.datetime, first: str, says: Sequence[str]) -> Draft:
    """A draft of entries that arrive behind the word of their import; nothing where there are none."""
    if not made:
        return Draft(entries=())
    origin = "calendar feed" if feed.is_calendar else "intervals.icu"
    word = Imported(id=first, at=at, origin=origin, file=feed.name, entries=len(made))
    told = tuple(says[:MOST_SAID]) + ((f"And {len(says) - MOST_SAID} more.",) if len(says) > MOST_SAID else ())
    return Draft(entries=(word, *made), says=told)


def _said_whole(now: Sequence[Run]) -> str:
    first, last = min(run.date for run in now), max(run.date for run in now)
    span = f"{said_weekday(first)} {said_date(first)} to {said_weekday(last)} {said_date(last)}"
    return f"It is another running plan than yours: its {len(now)} runs take the place of those planned from {span}."
