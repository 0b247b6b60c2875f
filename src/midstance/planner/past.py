"""What lies behind a revision, as placement sees it: the sessions that were done, and the weeks that are left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from midstance.planner.asks import Ask, WeekAsk
from midstance.planner.columns import Column, WeekRules, column_of
from midstance.planner.gauge import mask_of
from midstance.planner.grid import Candidate
from midstance.planner.slots import Variant
from midstance.rules.ledger import SessionAt, zone_of
from midstance.training.clock import DAY, WEEK, Instant, clock_of, day_number, instant, minute_of
from midstance.training.plan import Brief, Plan
from midstance.training.session import STRESS, Session
from midstance.training.standing import Done, LetGo, Standing

REMEMBERED_DAYS = 9
"""Days behind in which sessions still stand beside those to come: a week, and what clocks and long gaps add (ours)."""
LAST_MINUTE = DAY - 1
"""History has dates without hours; each counts from the end of its day."""


def kept_sessions(previous: Plan, standing: Standing) -> tuple[Session, ...]:
    """The sessions behind that were done, at the day and hour they really were; what was missed is left out.

    Frozen: nothing in them changes any more but when they were, and what stress they were by what was really done.
    """
    by_id = {done.session: done for done in standing.done}
    kept = [_as_done(session, by_id[session.id]) for session in previous.sessions if session.id in by_id]
    return tuple(sorted(kept, key=lambda session: (session.date, session.start, session.id)))


def _as_done(session: Session, done: Done) -> Session:
    stress, *also = done.classes or session.classes
    return msgspec.structs.replace(session, date=done.date, start=done.start, stress=stress, also=tuple(also))


def history_with(brief: Brief, done: Sequence[Done]) -> dict[str, tuple[dt.date, ...]]:
    """The brief's history and what was done since, by stress class."""
    found: dict[str, list[dt.date]] = {name: list(dates) for name, dates in brief.history.items()}
    for session in done:
        for stress in session.classes:
            found.setdefault(stress, []).append(session.date)
    return {name: tuple(sorted(dates)) for name, dates in found.items()}


def past_column(brief: Brief, standing: Standing, first_monday: dt.date, rules: WeekRules) -> Column | None:
    """What was done lately as the neighbour of the first week to come; None where nothing was."""
    zone = zone_of(brief.time_zone)
    since = standing.since - dt.timedelta(days=REMEMBERED_DAYS)
    placed: dict[Instant, Candidate] = {}
    for date in sorted({date for dates in brief.history.values() for date in dates if date >= since}):
        at = instant(date, LAST_MINUTE, zone)
        classes = tuple(stress for stress in STRESS if date in brief.history.get(stress, ()))
        placed[at] = _candidate(
            Done(session="", date=date, start=clock_of(LAST_MINUTE), minutes=0, classes=classes), at
        )
    for done in standing.done:
        if done.date >= since:
            at = instant(done.date, minute_of(done.start), zone)
            placed[at] = _candidate(done, at)
    if not placed:
        return None
    chosen = tuple(placed[at] for at in sorted(placed))
    weekdays = 0
    for candidate in chosen:
        weekdays |= 1 << (candidate.day % 7)
    return column_of(chosen, 0, weekdays, day_number(first_monday) * DAY - WEEK, rules)


def _candidate(done: Done, at: Instant) -> Candidate:
    variant = Variant(template="general", classes=done.classes, minutes=done.minutes, full=False)
    stands = SessionAt(done.session, at, at.plus(done.minutes), done.classes, False)
    return Candidate(variant, stands, mask_of(done.classes), 0, False, False)


def weeks_ahead(weeks: Sequence[WeekAsk], previous: Plan, standing: Standing) -> tuple[int, tuple[WeekAsk, ...]]:
    """The season's index of the first week that still has days to come, and the weeks from there on.

    What was done or missed, or was put into another week, is not asked for again, so that nothing is caught up
    (R-FRQ-5).
    """
    first = next((index for index, week in enumerate(weeks) if _last_day(week) >= standing.since), len(weeks))
    return first, tuple(_still_asked(week, previous, standing) for week in weeks[first:])


def _still_asked(week: WeekAsk, previous: Plan, standing: Standing) -> WeekAsk:
    since, last = standing.since, _last_day(week)
    moved = {move.session: week.outline.monday <= move.date <= last for move in standing.moved}
    gone = {done.session for done in standing.done} | {name for name, here in moved.items() if not here}
    stays = {name for name, here in moved.items() if here}
    known = {one.session for one in standing.let_go}
    behind: list[Session | LetGo] = [one for one in standing.let_go if week.outline.monday <= one.date <= last]
    behind += [
        session
        for session in previous.sessions
        if week.outline.monday <= session.date <= last
        and (session.date < since or session.id in gone or session.id in standing.missed)
        and session.id not in stays | known
    ]
    if not behind and week.outline.start >= since:
        return week
    start = max(week.outline.start, since)
    shape = msgspec.structs.replace(week.outline, start=start, days=(last - start).days + 1)
    minis = sum(1 for session in behind if session.mini)
    asks = _open_asks(week.asks, [session for session in behind if not session.mini])
    return msgspec.structs.replace(week, outline=shape, asks=asks, minis=max(week.minis - minis, 0))


def _last_day(week: WeekAsk) -> dt.date:
    return week.outline.start + dt.timedelta(days=week.outline.days - 1)


def _open_asks(asks: Sequence[Ask], behind: Sequence[Session | LetGo]) -> tuple[Ask, ...]:
    """The asks that no session behind answers: each takes the ask it was made for, or the last that is left."""
    left = list(asks)
    for session in behind:
        made_for = [ask for ask in left if any(variant.template == session.template for variant in ask.variants[:2])]
        if made_for or left:
            left.remove(made_for[0] if made_for else left[-1])
    return tuple(left)
