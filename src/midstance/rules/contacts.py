"""Readers of the shapes that count ground contacts, by session and by week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from midstance.rules import shapes
from midstance.rules.items import one_set_of_contacts, weighted_contacts
from midstance.rules.ledger import Ledger
from midstance.rules.saying import Breach
from midstance.training.athlete import Athlete


class Landings(msgspec.Struct):
    """Weighted contacts of a week, the sessions they are in, and the biggest of its sets."""

    contacts: float = 0.0
    biggest_set: float = 0.0
    sessions: list[str] = []


def _by_session(ledger: Ledger) -> Iterator[tuple[int, str, float, float]]:
    """Week number, session id, weighted contacts and biggest set of every session that lands."""
    cards = ledger.plan.exercises if ledger.plan else {}
    for at in ledger.sessions:
        items = at.session.work() if at.session else ()
        contacts = sum([weighted_contacts(item, cards) for item in items if item.contacts])
        if contacts:
            yield at.day // 7, at.id, contacts, max(one_set_of_contacts(item, cards) for item in items)


def _by_week(sessions: Iterable[tuple[int, str, float, float]]) -> dict[int, Landings]:
    """Weighted contacts by week, counted from `clock.EPOCH`."""
    weeks: defaultdict[int, Landings] = defaultdict(Landings)
    for week, session, contacts, biggest in sessions:
        weeks[week].contacts += contacts
        weeks[week].biggest_set = max(weeks[week].biggest_set, biggest)
        weeks[week].sessions.append(session)
    return dict(weeks)


def session_limit(shape: shapes.ContactsWithin, athlete: Athlete) -> float:
    """Weighted contacts a session may hold for this runner."""
    if athlete.level == "beginner" and not athlete.gates.plyometric:
        return float(shape.beginner_before_gate)
    age = athlete.age
    percents = [percent for from_age, percent in shape.from_age if age is not None and age >= from_age]
    return shape.session[athlete.level] * min([100, *percents]) / 100


def contacts_within(shape: shapes.ContactsWithin, ledger: Ledger) -> Iterator[Breach]:
    """Sessions and weeks with more landings than the runner's legs are ready for."""
    limit = session_limit(shape, ledger.brief.athlete)
    there = list(_by_session(ledger))
    for _, session, contacts, _ in there:
        if contacts > limit + 1e-9:
            yield Breach(_over(contacts, limit), f"{contacts:g} weighted landings; {limit:g} are the most.", (session,))
    for _, week in sorted(_by_week(there).items()):
        most = limit * shape.week_times
        if week.contacts > most + 1e-9:
            text = f"{week.contacts:g} weighted landings in the week; {most:g} are the most."
            yield Breach(_over(week.contacts, most), text, tuple(week.sessions))


def contacts_grow(shape: shapes.ContactsGrow, ledger: Ledger) -> Iterator[Breach]:
    """Weeks whose landings grow faster than allowed over the highest of the weeks before, one set always being free."""
    weeks = _by_week(_by_session(ledger))
    for number, week in sorted(weeks.items()):
        before = [weeks[past].contacts for past in range(number - shape.weeks, number) if past in weeks]
        highest = max(before, default=0.0)
        most = max(highest * (100 + shape.percent) / 100, highest + week.biggest_set)
        if week.contacts > most + 1e-9:
            text = f"{week.contacts:g} weighted landings in the week after {highest:g} at most; {most:g} are the most."
            yield Breach(_over(week.contacts, most), text, tuple(week.sessions))


def _over(value: float, limit: float) -> int:
    return max(1, round(value - limit))
