"""The smallest change first: weeks that still hold keep their sessions, and only the others are solved again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

import msgspec

from midstance.planner.asks import Means, WeekAsk, week_asks
from midstance.planner.columns import Column, Week, column_of
from midstance.planner.gauge import Gauge
from midstance.planner.grid import Candidate, Grid
from midstance.planner.minis import mini_on, place_minis
from midstance.planner.past import history_with, past_column, read_at, weeks_ahead
from midstance.planner.phases import outline
from midstance.planner.placement import CannotPlace, Placement, in_time, slots_of
from midstance.planner.regained import regained
from midstance.planner.search import NoSeason, Season
from midstance.planner.slots import Slot, Variant
from midstance.planner.week_rules import WeekRules
from midstance.rules.ledger import Ledger, RunAt, runs_at
from midstance.rules.rule import STEP_PRICE, Rule
from midstance.training.clock import DAY, clock_of, day_number, minute_of
from midstance.training.plan import Brief, Pin, Plan
from midstance.training.running import Run
from midstance.training.session import LOADED, Session
from midstance.training.standing import Standing, Wish

WORTH_A_CHANGE = STEP_PRICE["running"]
"""A week around which something changed is solved again only for so much: for comfort alone nothing moves (ours)."""
RUNS_REACH = dt.timedelta(days=9)
"""How far from a week a changed run still has to do with it: the longest clear time is a week (ours)."""
RUNS_REMEMBERED_DAYS = 35
"""Days of running behind that still count: a far longer run is judged by the 30 before it (P18), and some more."""


class Replaced(msgspec.Struct, frozen=True):
    """The placement of what lies ahead, and the runner's own wishes that could not be kept."""

    placement: Placement
    first: int
    """The season's index of the first week ahead."""
    refused: tuple[str, ...]
    """Sessions that could not be put where the runner wanted them."""


class _Ahead:
    """What may still be placed, with the weeks that are held fast."""

    def __init__(self, previous: Plan, brief: Brief, standing: Standing, rules: Sequence[Rule], means: Means) -> None:
        self.previous = previous
        self.standing = standing
        self.rules = rules
        self.wishes = {move.session: move for move in standing.moved}
        behind = tuple(week for week in previous.microcycles if week.start < standing.since)
        weeks = week_asks(brief, outline(brief, behind), means)
        self.first, self.weeks = weeks_ahead(weeks, previous, standing)
        self.season = weeks
        # The day of a session that was let go is not given to another, unless the runner wants one there.
        free = {one.date for one in standing.let_go if one.date >= standing.since and not one.mini}
        free -= {move.date for move in standing.moved}
        self.brief = msgspec.structs.replace(
            brief,
            start=standing.since,
            history=history_with(brief, standing.done),
            blocked=tuple(sorted({*brief.blocked, *free})),
        )
        gone = {done.session for done in standing.done} | set(standing.missed) | set(self.wishes)
        self.sessions = [one for one in previous.sessions if one.date >= standing.since and one.id not in gone]
        self.gauge = Gauge(rules, Ledger(self.brief, _runs_near(brief, standing), ()), past_beside=True)
        self.full = self._today_is_full(previous)
        self.open = self._grid((), self.brief.blocked)
        self.week_rules = WeekRules(rules, brief.athlete.age)
        monday = self.weeks[0].outline.monday if self.weeks else standing.since
        self.changed = _changed_dates(previous.brief, self.brief, standing.since - RUNS_REACH)
        self.made: dict[tuple[int, bool], dict[tuple[bool, bool], Week]] = {}
        self.stood: dict[tuple[int, tuple[bool, bool]], Column] = {}
        """Weeks with the sessions they have, by what the runner is used to."""
        self.past = past_column(brief, standing, monday, self.week_rules)
        self.regained = regained(previous, self.brief, self.weeks, means)
        self.wished = [self._index_of(move.date) for move in standing.moved]
        """The weeks into which something was put."""

    def _index_of(self, date: dt.date) -> int:
        """The week ahead that a date lies in; -1 for none."""
        shapes = (week.outline for week in self.weeks)
        return next((at for at, one in enumerate(shapes) if 0 <= (date - one.start).days < one.days), -1)

    def of_week(self, index: int, *, minis: bool) -> list[Session]:
        """The sessions that the revision before has in a week ahead."""
        shape = self.weeks[index].outline
        last = shape.start + dt.timedelta(days=shape.days - 1)
        return [one for one in self.sessions if one.mini is minis and shape.start <= one.date <= last]

    def grid(self, held: Sequence[int]) -> Grid:
        """A grid on which held weeks offer nothing but what they have."""
        blocked = set(self.brief.blocked)
        pins = [Pin(date=move.date, start=move.start) for move in self.wishes.values()]
        wished = {pin.date for pin in (*self.brief.pins, *pins)}
        for index in held:
            there = self.of_week(index, minis=False)
            week = self.weeks[index]
            pins += [
                Pin(date=one.date, start=one.start, stress=variant.classes[0])
                for one in there
                if one.date not in wished and (variant := _variant_of(week, one)) is not None
            ]
            used = {one.date for one in there} | wished
            shape = self.weeks[index].outline
            days = (shape.start + dt.timedelta(days=day) for day in range(shape.days))
            blocked |= {day for day in days if day not in used}
        return self._grid(pins, blocked)

    def _grid(self, pins: Collection[Pin], blocked: Collection[dt.date]) -> Grid:
        """A grid with these pins besides those of the brief, where nothing new begins at an hour that has passed.

        Where the runner wants something today, its usual hour stands open: they may be doing it.
        """
        brief = msgspec.structs.replace(
            self.brief, pins=(*self.brief.pins, *pins), blocked=tuple(sorted({*blocked, *self.full}))
        )
        today = self.standing.since
        stands = frozenset(minute_of(one.start) for one in self.sessions if one.date == today)
        now = read_at(brief, self.standing) if all(pin.date != today for pin in brief.pins) else None
        return Grid(brief, self.gauge, now=now, stands=stands)

    def _today_is_full(self, previous: Plan) -> frozenset[dt.date]:
        """Today, where a session of the plan was done already: nothing comes beside it unless the runner wants it.

        What stood later today all the same stays.
        """
        today, planned = self.standing.since, {session.id for session in previous.sessions}
        done = [one for one in self.standing.done if one.date == today and one.session in planned]
        over = max((minute_of(one.start) + one.minutes for one in done), default=DAY)
        later = any(one.date == today and minute_of(one.start) >= over for one in self.sessions)
        wanted = any(wish.date == today for wish in self.wishes.values())
        return frozenset({today}) if done and not wanted and not later else frozenset()

    def solve(self, loose: set[int], also: Collection[int]) -> _Solved:
        """The weeks up to the last loose one and its neighbour, exactly; the weeks behind that as they were.

        Raises NoSeason with the week that stands in the way.
        """
        upto = min(max((*loose, *also, *self.wished), default=0) + 2, len(self.weeks))
        held = [index for index in range(upto) if index not in loose]
        grid = self.grid(held)
        known = [self.made.setdefault((index, index in held), {}) for index in range(upto)]
        season = Season(self.weeks[:upto], grid, self.week_rules, self.past, known)
        found = season.solve()
        used = season.used_at_start()
        for column in found.columns:
            used = used.later(column.heavy, column.moderate)
        columns = list(found.columns)
        for index in range(upto, len(self.weeks)):
            key = (index, used.mode())
            if key not in self.stood:
                self.stood[key] = self._as_before(*key)
            columns.append(self.stood[key])
            used = used.later(columns[-1].heavy, columns[-1].moderate)
        return _Solved(tuple(columns), found.price, grid, frozenset(loose))

    def _as_before(self, index: int, mode: tuple[bool, bool]) -> Column:
        """A week with the sessions it has, as the runner comes to it. Raises NoSeason where one may not stand now."""
        week, (allowed, accustomed) = self.weeks[index], mode
        chosen = []
        for session in self.of_week(index, minis=False):
            variant, day = _variant_of(week, session), day_number(session.date)
            heavy = variant is not None and "heavy-legs" in variant.classes
            if variant is None or (heavy and not allowed):
                raise NoSeason(index)
            same = self.open.standing(day, minute_of(session.start), variant, accustomed and heavy)
            if same is None:
                raise NoSeason(index)
            chosen.append(same)
        chosen.sort(key=lambda candidate: candidate.at.start)
        return column_of(tuple(chosen), 0, 0, day_number(week.outline.monday) * DAY, self.week_rules)


class _Solved(NamedTuple):
    """A column for every week ahead, and the price of those that were solved."""

    columns: tuple[Column, ...]
    price: int
    grid: Grid
    loose: frozenset[int]


def place_again(previous: Plan, brief: Brief, standing: Standing, rules: Sequence[Rule], means: Means) -> Replaced:
    """The placement of the days from `standing.since` on. Raises CannotPlace for pins that cannot hold.

    A wish that cannot be kept takes nothing with it: its session and all others are placed as if it had not been said.
    """

    def placed(wishes: Sequence[Wish], refused: Sequence[str] = ()) -> Replaced:
        wanted = msgspec.structs.replace(standing, moved=tuple(wishes))
        return _placed(_Ahead(previous, brief, wanted, rules, means), tuple(refused))

    try:
        return placed(standing.moved)
    except CannotPlace:
        if not standing.moved:
            raise
    kept: list[Wish] = []
    for wish in standing.moved if len(standing.moved) > 1 else ():
        with suppress(CannotPlace):
            placed([*kept, wish])
            kept.append(wish)
    return placed(kept, [wish.session for wish in standing.moved if wish not in kept])


def _placed(ahead: _Ahead, refused: tuple[str, ...]) -> Replaced:
    """The placement with the wishes there are; `refused` are told with it."""
    if not ahead.weeks or ahead.standing.stop is not None:
        return Replaced(Placement(ahead.season, (), 0, 0, len(ahead.season)), ahead.first, ())
    if -1 in ahead.wished:
        raise CannotPlace(ahead.weeks[-1].outline.start)
    every = range(len(ahead.weeks))
    loose = {index for index in every if not _still_holds(ahead, index)}
    touched = {index for index in every if index in ahead.regained or _changed_around(ahead, index)} - loose
    # On the days it has, a week may take up what it could not have before.
    solved = _solved(ahead, loose, ahead.regained)
    if touched - solved.loose:
        # Both are solved up to the same week, so that their prices compare.
        other = _solved(ahead, set(solved.loose | touched))
        if _solved(ahead, set(solved.loose), other.loose).price - other.price >= WORTH_A_CHANGE:
            solved = other
    return _as_placement(ahead, solved, refused)


def _solved(ahead: _Ahead, loose: set[int], also: Collection[int] = ()) -> _Solved:
    """The season with as few loose weeks as it takes. Raises CannotPlace.

    `also`: weeks that are solved with the loose ones though they are held.
    """
    every = set(range(len(ahead.weeks)))
    while True:
        try:
            return ahead.solve(loose, also)
        except NoSeason as clash:
            near = {clash.week} if clash.week not in loose else {clash.week - 1, clash.week + 1}
            more = near & every - loose or every - loose
            if not more:
                raise CannotPlace(ahead.weeks[clash.week].outline.start) from None
            loose = loose | more


def _still_holds(ahead: _Ahead, index: int) -> bool:
    """Whether a week asks for what it asked for before, and the rules still allow its sessions where they stand."""
    week, shape = ahead.weeks[index], ahead.weeks[index].outline
    before = next((one for one in ahead.previous.microcycles if one.start == shape.monday), None)
    if before is None or (before.phase, before.deload) != (shape.phase, shape.deload):
        return False
    there = ahead.of_week(index, minis=False)
    wished = {move.date for move in ahead.wishes.values()}
    if any(one.date in wished for one in there):  # Something was put in its place: it may find another in its week.
        return False
    wanted = sum(1 for ask in week.asks if ask.counts)
    if len(there) > len(week.asks) or (wanted > len(there) and _changed_around(ahead, index)):
        return False
    return not _changed_around(ahead, index) or all(_may_stay(ahead, week, one) for one in there)


def _may_stay(ahead: _Ahead, week: WeekAsk, session: Session) -> bool:
    if session.date in ahead.brief.blocked:
        return False
    variant, day = _variant_of(week, session), day_number(session.date)
    if variant is None:
        return False
    return any(ahead.open.standing(day, minute_of(session.start), variant, used) for used in (False, True))


def _variant_of(week: WeekAsk, session: Session) -> Variant | None:
    """What a session was placed as: the variant of its template, of its stress class where there are several."""
    there = [one for ask in week.asks for one in ask.variants if one.template == session.template]
    return next((one for one in there if one.classes[0] == session.stress), there[0] if there else None)


def _changed_around(ahead: _Ahead, index: int) -> bool:
    """Whether the running plan, the days there are or what the log bars is another in a week or close to it."""
    shape = ahead.weeks[index].outline
    first, last = shape.start, shape.start + dt.timedelta(days=shape.days - 1)
    if any(first - RUNS_REACH <= date <= last + RUNS_REACH for date in ahead.changed):
        return True
    return _closed(ahead.previous.brief, first, last) != _closed(ahead.brief, first, last)


def _changed_dates(before: Brief, now: Brief, since: dt.date) -> frozenset[dt.date]:
    """Dates from `since` on whose runs are not what they were."""
    then, here = ({_told(run) for run in brief.runs if run.date >= since} for brief in (before, now))
    return frozenset(date for date, *_ in then ^ here)


def _told(run: Run) -> tuple[dt.date, str, str, bool, int | None]:
    return (run.date, run.start, run.kind, run.key, run.duration_s)


def _closed(brief: Brief, first: dt.date, last: dt.date) -> tuple[object, ...]:
    """What leaves less room in some days: blocked days, what the log bars, and a stop."""
    standing = brief.standing
    easings = standing.easings if standing is not None else ()
    return (
        [date for date in brief.blocked if first <= date <= last],
        [(one.first, one.last, one.bars) for one in easings if one.bars and one.first <= last and first <= one.last],
        standing is not None and standing.stop is not None,
    )


def _runs_near(brief: Brief, standing: Standing) -> tuple[RunAt, ...]:
    """The runs ahead, and those behind that growth and long runs are judged by."""
    first = standing.since - dt.timedelta(days=RUNS_REMEMBERED_DAYS)
    return tuple(at for at in runs_at(brief) if at.run.date >= first)


def _as_placement(ahead: _Ahead, solved: _Solved, refused: tuple[str, ...]) -> Replaced:
    given: dict[int, tuple[Candidate, ...]] = {}
    for index, column in enumerate(solved.columns):
        kept = _kept_minis(ahead, index, column.chosen) if index not in solved.loose else None
        if kept is not None:
            given[index] = kept
    short = place_minis(ahead.weeks, solved.columns, ahead.open, ahead.rules, given)
    chosen = in_time(solved.columns, short)
    loaded = [done.date for done in ahead.standing.done if LOADED.intersection(done.classes)]
    slots = slots_of(ahead.brief, ahead.weeks, chosen, solved.grid, first=ahead.first, loaded=loaded)
    named = _named(slots, ahead)
    whole = ahead.first + (ahead.weeks[0] != ahead.season[ahead.first])
    placement = Placement(ahead.season, named, solved.price, solved.price, whole)
    return Replaced(placement, ahead.first, refused)


def _kept_minis(ahead: _Ahead, index: int, chosen: Sequence[Candidate]) -> tuple[Candidate, ...] | None:
    """The minis a held week has; None where one of them can no longer stand where it stood."""
    taken = {candidate.day for candidate in chosen}
    kept = []
    for session in ahead.of_week(index, minis=True)[: ahead.weeks[index].minis]:
        day = day_number(session.date)
        here = () if day in taken or session.date in ahead.brief.blocked else mini_on(day, ahead.open)
        same = [one for one in here if one.at.start.local == day * DAY + minute_of(session.start)]
        if not same:
            return None
        kept.append(same[0])
    return tuple(kept)


def _named(slots: Sequence[Slot], ahead: _Ahead) -> tuple[Slot, ...]:
    """The slots with the ids that their sessions had before; a new session gets an id that was never given."""
    ids = _ids(slots, ahead)
    return tuple(msgspec.structs.replace(slot, id=ids[index]) for index, slot in enumerate(slots))


def _ids(slots: Sequence[Slot], ahead: _Ahead) -> Mapping[int, str]:
    there = {one.id for one in ahead.sessions} | ahead.wishes.keys()
    before = [one for one in ahead.previous.sessions if one.id in there]
    found: dict[int, str] = {}
    used: set[str] = set()
    wished = (_as_wished(ahead),) if ahead.wishes else ()
    for same in (*wished, _same_place, _same_week_and_kind, _same_week):
        for index, slot in enumerate(slots):
            if index in found:
                continue
            # What the runner put elsewhere is found there, never where it was.
            open_to = (
                one for one in before if one.id not in used and (same is not _same_place or one.id not in ahead.wishes)
            )
            match = next((one for one in open_to if same(slot, one)), None)
            if match is not None:
                found[index] = match.id
                used.add(match.id)
    behind = {done.session for done in ahead.standing.done} | set(ahead.standing.missed)
    taken = behind | {one.id for one in ahead.previous.sessions}
    for index, slot in enumerate(slots):
        if index not in found:
            letters = (f"{slot.date.isoformat()}-{chr(97 + number)}" for number in range(26))
            found[index] = next(name for name in letters if name not in taken)
            taken.add(found[index])
    return found


def _same_place(slot: Slot, session: Session) -> bool:
    return slot.date == session.date and clock_of(slot.start) == session.start and slot.variant.mini == session.mini


def _as_wished(ahead: _Ahead) -> Callable[[Slot, Session], bool]:
    def wished(slot: Slot, session: Session) -> bool:
        move = ahead.wishes.get(session.id)
        return move is not None and move.date == slot.date and not slot.variant.mini

    return wished


def _same_week_and_kind(slot: Slot, session: Session) -> bool:
    return _same_week(slot, session) and slot.variant.template == session.template


def _same_week(slot: Slot, session: Session) -> bool:
    monday = slot.date - dt.timedelta(days=slot.date.weekday())
    return 0 <= (session.date - monday).days < 7 and slot.variant.mini == session.mini
