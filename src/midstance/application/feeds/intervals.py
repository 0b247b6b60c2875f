"""The calendar of intervals.icu both ways: its runs, races and days off into the diary, sessions out as events."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence

import msgspec

from midstance.application.exporting.watch_out import session_fit
from midstance.application.feeds.drafting import Taken, ahead_of, behind_word, take_calendar
from midstance.application.feeds.kept import Feed
from midstance.application.recording.identity import numbered
from midstance.application.recording.notebook import Notebook
from midstance.application.recording.sessions import placed
from midstance.coach.illness import spells
from midstance.formats.intervals_icu import IntervalsCalendar, IntervalsWorkout, Span, intervals_workout
from midstance.formats.plan_ics import describe, summary_of
from midstance.training.clock import minute_of, said_date
from midstance.training.log import Away, Entry, PainReport, RaceSet, Retraction
from midstance.training.running import Race

PAIN_DAYS = 14
"""A pain that was told within so many days before it answers the question about an injury (ours)."""


class ToSend(msgspec.Struct, frozen=True, kw_only=True):
    """What has to be sent so that the service shows the plan as it stands."""

    changed: tuple[IntervalsWorkout, ...]
    deleted: tuple[str, ...]
    """External ids of what was sent before and is planned no more."""
    unchanged: int
    pushed: dict[str, str]
    """What holds once all of it is sent."""


def take_intervals(book: Notebook, feed: Feed, calendar: IntervalsCalendar, *, at: dt.datetime) -> Taken:
    """What the service's calendar means: runs as in any feed, races with their priority, holidays as days away.

    What is not there any more was taken out there: the service shows all days asked for. Sick and injured days are
    asked about, for the plan hangs on which signs and where. Raises DiaryError without a plan.
    """
    taken = take_calendar(book, feed, calendar.plan, at=at, missing_is_off=True)
    made = [entry for entry in taken.draft.entries[1:] if not isinstance(entry, RaceSet)]
    moved = {entry.race.date: entry for entry in taken.draft.entries[1:] if isinstance(entry, RaceSet)}
    races = _races(book, calendar, moved)
    first = book.first_id(None)
    ids = numbered(first, 1 + len(made) + len(races) + 2 * len(calendar.spans) + len(feed.taken))
    entries: list[Entry] = [*made]
    # An entry gets its id once it is known how many there are; a correction keeps that of what it corrects.
    says = list(taken.draft.says)
    for race, off in races:
        entries.append(RaceSet(id="", at=at, race=race, off=off))
        says.append(_said_race(race, off=off))
    known, away, said = _holidays(book, feed, calendar.spans, at)
    entries += away
    named = [msgspec.structs.replace(one, id=name) for one, name in zip(entries, ids[1:], strict=False)]
    roots = {key: one if isinstance(one, str) else one.supersedes or named[entries.index(one)].id
             for key, one in known.items()}  # fmt: skip
    draft = behind_word(feed, named, at=at, first=first, says=[*says, *said])
    kept = msgspec.structs.replace(taken.feed, taken=roots)
    return Taken(draft=draft, asks=(*taken.asks, *_questions(book, calendar.spans)), feed=kept)


def _races(book: Notebook, calendar: IntervalsCalendar, moved: dict[dt.date, RaceSet]) -> tuple[tuple[Race, bool], ...]:
    """Races whose priority, name or distance is another than in the plan, besides those that runs brought along."""
    races = {race.date: race for race in ahead_of(book).races}
    said = {date: (entry.race, entry.off) for date, entry in moved.items()}
    end = book.the_plan().brief.end
    for race in calendar.plan.races:
        before = races.get(race.date)
        if not book.today <= race.date <= end or (race.date in said and said[race.date][1]):
            continue
        if before is None:
            said[race.date] = (race, False)
            continue
        # Its name may be another one there; the plan hangs on how much it matters and how far it is.
        distance_m = race.distance_m or before.distance_m
        if (before.priority, before.distance_m) != (race.priority, distance_m):
            said[race.date] = (msgspec.structs.replace(race, distance_m=distance_m), False)
    return tuple(said[date] for date in sorted(said))


def _holidays(
    book: Notebook, feed: Feed, spans: Sequence[Span], at: dt.datetime
) -> tuple[dict[str, str | Away], list[Entry], list[str]]:
    """Holidays as days without strength: new ones, changed ones as corrections, those gone taken back.

    What the runner took back by hand is not written again until it changes there.
    """
    brief, counting = book.the_plan().brief, {entry.id for entry in book.entries}
    known: dict[str, str | Away] = {}
    made: list[Entry] = []
    says: list[str] = []
    before = {key.partition(" ")[0]: entry_id for key, entry_id in feed.taken.items()}
    for span in spans:
        if span.kind != "holiday" or span.last < book.today or span.first > brief.end:
            continue
        key = f"{span.id} {span.first}/{span.last}"
        if key in feed.taken:
            known[key] = feed.taken[key]
            continue
        old = before.get(span.id)
        entry = Away(
            id="", at=at, first=span.first, last=span.last, note=span.name, supersedes=old if old in counting else None
        )
        known[key] = entry
        made.append(entry)
        says.append(f"Holiday from {said_date(span.first)} to {said_date(span.last)}: no strength in these days.")
    listed = {span.id for span in spans}
    for key, entry_id in feed.taken.items():
        name, _, days = key.partition(" ")
        over = dt.date.fromisoformat(days.partition("/")[2]) < book.today
        if name not in listed and entry_id in counting and not over:
            made.append(Retraction(id="", at=at, supersedes=entry_id))
            says.append(f"The holiday of {days.replace('/', ' to ')} is off.")
    return known, made, says


def _questions(book: Notebook, spans: Sequence[Span]) -> tuple[str, ...]:
    """What to say about sick and injured days that the diary knows nothing of."""
    asks = []
    ill = spells(book.entries, book.zone)
    for span in spans:
        if span.last < book.today or span.first > book.today:
            continue
        days = f"from {said_date(span.first)} to {said_date(span.last)}"
        if span.kind == "sick" and not any(one.over is None or one.over > span.first for one in ill):
            asks.append(
                f"intervals.icu says you are sick {days}. Which signs: fever, chest, stomach, head-cold? "
                "`midstance checkin --ill fever` says so."
            )
        if span.kind == "injured" and not _pain_told(book, span):
            asks.append(
                f"intervals.icu says you are injured {days}. Where does it hurt, and how much from 0 to 10? "
                "`midstance pain knee 4` says so; strength then spares it."
            )
    return tuple(asks)


def _pain_told(book: Notebook, span: Span) -> bool:
    since = span.first - dt.timedelta(days=PAIN_DAYS)
    return any(isinstance(entry, PainReport) and book.date_of(entry) >= since for entry in book.entries)


def _said_race(race: Race, *, off: bool) -> str:
    name = race.name or "Race"
    return (
        f"{name} on {said_date(race.date)} is off."
        if off
        else (f"{name} on {said_date(race.date)}: a race of priority {race.priority}.")
    )


def to_send(book: Notebook, feed: Feed, shown: Sequence[str], *, fit: bool = False) -> ToSend:
    """What has to be sent. `shown`: external ids of ours that the service lists from today on.

    What is there with the same content is not sent again; what somebody deleted there comes back, for the plan stands.
    Raises DiaryError without a plan.
    """
    plan = book.the_plan()
    pushed: dict[str, str] = {}
    changed = []
    for one in placed(book):
        if one.state not in ("planned", "begun") or one.date < book.today:
            continue
        session = msgspec.structs.replace(one.session, date=one.date, start=one.start)
        start = dt.datetime.combine(one.date, dt.time(0)) + dt.timedelta(minutes=minute_of(one.start))
        event = intervals_workout(
            session.id, start, summary_of(session), describe(plan, session), session.minutes,
            session_fit(book, one) if fit else None,
        )  # fmt: skip
        pushed[event.external_id] = hashlib.sha256(msgspec.json.encode(event)).hexdigest()[:32]
        if event.external_id not in shown or feed.pushed.get(event.external_id) != pushed[event.external_id]:
            changed.append(event)
    gone = tuple(sorted(name for name in shown if name not in pushed))
    return ToSend(changed=tuple(changed), deleted=gone, unchanged=len(pushed) - len(changed), pushed=pushed)
