"""What lies behind a revision, as placement sees it: the sessions that were done, and the weeks that are left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from midstance.planner.asks import MINI_MINUTES, Ask, WeekAsk
from midstance.planner.columns import Column, column_of
from midstance.planner.gauge import mask_of
from midstance.planner.grid import Candidate
from midstance.planner.slots import Variant
from midstance.planner.week_rules import WeekRules
from midstance.rules.ledger import SessionAt, zone_of
from midstance.training.clock import DAY, WEEK, Instant, clock_of, day_number, instant, minute_of
from midstance.training.plan import Brief, Plan
from midstance.training.session import LOADED, STRESS, Session, Template
from midstance.training.standing import EXTRA, Done, LetGo, Standing

REMEMBERED_DAYS = 9
"""Days behind in which sessions still stand beside those to come: a week, and what clocks and long gaps add (ours)."""
MADE_FOR = 2
"""Variants of an ask that a session behind is taken to answer; those further down stand in for any (ours)."""
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


def read_at(brief: Brief, standing: Standing) -> tuple[int, int] | None:
    """The day number and minute of the day up to which the log was read, on the plan's clock; None where not known."""
    if standing.as_of is None:
        return None
    zone = zone_of(brief.time_zone)
    local = standing.as_of.astimezone(zone) if zone is not None else standing.as_of
    return day_number(local.date()), 60 * local.hour + local.minute


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
    return Candidate(variant, stands, mask_of(done.classes), 0, False, False, at.day)


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
    behind += _done_as_shown_before(week, previous, standing)
    if not behind and week.outline.start >= since:
        return week
    start = max(week.outline.start, since)
    shape = msgspec.structs.replace(week.outline, start=start, days=(last - start).days + 1)
    minis = sum(1 for session in behind if session.mini)
    over = gone | known | set(standing.missed)
    ahead = [
        one
        for one in previous.sessions
        if not one.mini and (one.id in stays or (since <= one.date <= last and one.id not in over))
    ]
    wanted = _no_more_than_before(week, previous, since)
    asks = _open_asks(wanted, [one for one in behind if not one.mini], ahead)
    return msgspec.structs.replace(week, outline=shape, asks=asks, minis=max(week.minis - minis, 0))


def _done_as_shown_before(week: WeekAsk, previous: Plan, standing: Standing) -> list[LetGo]:
    """Sessions done in a week that the revision before no longer held: an earlier one had shown them.

    They have their place in the week as any other; work of the runner's own beside the plan takes nobody's place.
    """
    known = {session.id for session in previous.sessions} | {one.session for one in standing.let_go}
    shown = [
        done
        for done in standing.done
        if week.outline.monday <= done.date <= _last_day(week) and done.session not in known
    ]
    return [
        LetGo(session=done.session, date=done.date, template=_made_as(week, done), mini=_was_mini(done))
        for done in shown
        if not done.session.startswith(EXTRA)
    ]


def _was_mini(done: Done) -> bool:
    return done.minutes <= MINI_MINUTES and not LOADED.intersection(done.classes)


def _made_as(week: WeekAsk, done: Done) -> Template:
    """The recipe a session was most likely made by: that of the week which has its worst class."""
    there = [variant for ask in week.asks for variant in ask.variants]
    same = (variant.template for variant in there if variant.classes[0] == done.classes[0])
    return next(same, "general")


def _no_more_than_before(week: WeekAsk, previous: Plan, since: dt.date) -> tuple[Ask, ...]:
    """What a week asks for; one that has begun asks for no more than it did, whatever the runs are now."""
    monday = week.outline.monday
    begun = next((one for one in previous.microcycles if one.start == monday and monday < since), None)
    if begun is None:
        return week.asks
    asks, left = [], begun.sessions_wanted
    for ask in week.asks:
        if left > 0 or not ask.counts:
            asks.append(ask)
            left -= ask.counts
    return tuple(asks)


def _last_day(week: WeekAsk) -> dt.date:
    return week.outline.start + dt.timedelta(days=week.outline.days - 1)


def _open_asks(asks: Sequence[Ask], behind: Sequence[Session | LetGo], ahead: Sequence[Session]) -> tuple[Ask, ...]:
    """The asks that no session behind answers, nor is needed for.

    First choices are matched before what may stand in for them, and what still stands ahead keeps its ask: a general
    session that is done does not take the place of the heavy one to come. What no ask was made for takes the last that
    nothing was made for, or else the last of all.
    """
    left, free = list(asks), list(asks)
    answers: list[tuple[Session | LetGo, bool]] = [*((one, False) for one in ahead), *((one, True) for one in behind)]
    for choice in range(MADE_FOR):
        for answer in tuple(answers):
            session, is_behind = answer
            ask = next((one for one in free if _template(one, choice) == session.template), None)
            if ask is not None:
                answers.remove(answer)
                free.remove(ask)
                if is_behind:
                    left.remove(ask)
    for _ in (session for session, is_behind in answers if is_behind):
        if left:
            ask = free.pop() if free else left[-1]
            left.remove(ask)
    return tuple(left)


def _template(ask: Ask, choice: int) -> Template | None:
    return ask.variants[choice].template if choice < len(ask.variants) else None
