"""Readers of the shapes that speak of a whole week; weeks run from Monday to Sunday."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from midstance.rules import shapes
from midstance.rules.items import exercises
from midstance.rules.ledger import FULL_PHASES, Ledger, SessionAt
from midstance.rules.saying import Breach
from midstance.training.clock import DAY_NAMES, date_of, day_number, said_date
from midstance.training.plan import Microcycle
from midstance.training.session import LOADED

QUIET_KINDS = frozenset({"rest", "other", "strength"})
"""Entries of the running plan that leave a day without training."""


class WeekAt(msgspec.Struct, frozen=True):
    """A week: its number from `clock.EPOCH`, its microcycle where the plan has one, and its sessions."""

    number: int
    cycle: Microcycle | None
    sessions: tuple[SessionAt, ...]
    proper: tuple[SessionAt, ...]
    """The sessions that are no minis."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the sessions."""
        return tuple(at.id for at in self.sessions)

    @property
    def called(self) -> str:
        """How people call it."""
        return f"The week of {said_date(date_of(self.number * 7))}"


def weeks_of(ledger: Ledger) -> tuple[WeekAt, ...]:
    """The weeks of a plan, in order; a plan without microcycles has those in which a session stands."""
    sessions: defaultdict[int, list[SessionAt]] = defaultdict(list)
    for at in ledger.sessions:
        sessions[at.day // 7].append(at)
    cycles = {day_number(cycle.start) // 7: cycle for cycle in ledger.microcycles}
    numbers = sorted(sessions.keys() | cycles.keys())
    found = []
    for number in numbers:
        there = tuple(sessions.get(number, ()))
        found.append(WeekAt(number, cycles.get(number), there, tuple([at for at in there if not at.mini])))
    return tuple(found)


def week_count(weeks: tuple[WeekAt, ...]) -> Iterator[Breach]:
    """Weeks with fewer sessions than their phase asks for."""
    for week in weeks:
        wanted = week.cycle.sessions_wanted if week.cycle else 0
        held = sum(1 for at in week.proper if set(at.classes) != {"mobility"})
        if held < wanted:
            yield Breach(
                wanted - held, f"{week.called} holds {held} of the {wanted} sessions its phase asks for.", week.ids
            )


def rest_day(weeks: tuple[WeekAt, ...], ledger: Ledger) -> Iterator[Breach]:
    """Weeks with a day free of running whose last free day a session takes."""
    run_days = {run.day for run in ledger.runs if run.run.kind not in QUIET_KINDS}
    for week in weeks:
        quiet = set(range(week.number * 7, week.number * 7 + 7)) - run_days
        if quiet and quiet.issubset([at.day for at in week.sessions]):
            free = tuple(at.id for at in week.sessions if at.day not in run_days)
            yield Breach(1, f"{week.called} has no day without training.", free)


def same_weekdays(weeks: tuple[WeekAt, ...]) -> Iterator[Breach]:
    """Sessions on weekdays that the week before did not use."""
    for before, week in pairwise(weeks):
        old = {at.day % 7 for at in before.proper}
        new = sorted({at.day % 7 for at in week.proper} - old)
        if before.number + 1 == week.number and old and new:
            names = " and ".join(DAY_NAMES[day % 7] for day in new)
            ids = tuple(at.id for at in week.proper if at.day % 7 in new)
            yield Breach(len(new), f"{week.called} trains on {names}, unlike the week before.", ids)


def early_in_week(weeks: tuple[WeekAt, ...]) -> Iterator[Breach]:
    """Heavy sessions behind other loaded ones of their week."""
    for week in weeks:
        for index, earlier in enumerate(week.proper):
            if "heavy-legs" in earlier.classes or not LOADED & set(earlier.classes):
                continue
            for later in week.proper[index + 1 :]:
                if "heavy-legs" in later.classes:
                    text = f"{week.called} has its heavy session behind an easier one."
                    yield Breach(1, text, (earlier.id, later.id))


def set_growth(shape: shapes.SetGrowth, weeks: tuple[WeekAt, ...], ledger: Ledger) -> Iterator[Breach]:
    """Weeks with many more sets than the last ordinary one that held as many sessions."""
    before: tuple[int, int] | None = None
    for week in weeks:
        cycle = week.cycle
        if cycle is None or cycle.deload or cycle.phase not in FULL_PHASES or not week.proper:
            continue
        sets = sets_of(week, ledger)
        if not sets:
            continue
        if before is not None and before[1] >= len(week.proper) and sets * 100 > before[0] * (100 + shape.percent):
            text = f"{week.called} has {sets} sets after {before[0]}; {shape.percent} % more is the most."
            yield Breach(1, text, week.ids)
        before = (sets, len(week.proper))


def _times(count: int) -> str:
    """`once`, `twice`, `3 times`."""
    return {0: "not at all", 1: "once", 2: "twice"}.get(count, f"{count} times")


def sets_of(week: WeekAt, ledger: Ledger) -> int:
    """Work sets of a week, minis included."""
    cards = ledger.plan.exercises if ledger.plan else {}
    return sum(item.sets for at in week.sessions if at.session for item in exercises(at.session, cards))


def each_week(shape: shapes.EachWeek, weeks: tuple[WeekAt, ...], ledger: Ledger) -> Iterator[Breach]:
    """Weeks with full sessions that leave out a group of exercises."""
    for week in weeks:
        used = _used(week, ledger)
        missing = [name for name, group in shape.groups.items() if used and not used & set(group)]
        if missing:
            yield Breach(len(missing), f"{week.called} leaves out {' and '.join(missing)}.", week.ids)


def _used(week: WeekAt, ledger: Ledger) -> set[str]:
    """Exercises of a week that holds a full session with known contents; none otherwise."""
    cards = ledger.plan.exercises if ledger.plan else {}
    if not any(at.full and at.session is not None and at.session.blocks for at in week.sessions):
        return set()
    return {item.exercise for at in week.sessions if at.session for item in exercises(at.session, cards)}


def doses_a_week(shape: shapes.DosesAWeek, weeks: tuple[WeekAt, ...], ledger: Ledger) -> Iterator[Breach]:
    """Weeks in which too few sessions train one of the tags."""
    if ledger.brief.athlete.level != shape.level or ledger.plan is None:
        return
    cards = ledger.plan.exercises
    for week in weeks:
        if not _used(week, ledger):
            continue
        held = sum(
            1
            for at in week.sessions
            if at.session
            and any(set(cards[item.exercise].tags) & set(shape.tags) for item in exercises(at.session, cards)
                    if item.exercise in cards)
        )  # fmt: skip
        if held < shape.count:
            yield Breach(
                shape.count - held,
                f"{week.called} trains hips and trunk {_times(held)}; {_times(shape.count)} is asked for.",
                week.ids,
            )
