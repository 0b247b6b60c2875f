"""The log by exercise: on which days each was really done, what was asked, and every set of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from zoneinfo import ZoneInfo

import msgspec

from midstance.coach.moments import date_of
from midstance.coach.progression.loads import weight_of
from midstance.training.log import Entry, Fault, SessionEnd, SetResult, Side, effective
from midstance.training.prescription import Item, Load
from midstance.training.session import Session


class DoneSet(msgspec.Struct, frozen=True, gc=False):
    """A set as it counts: where it was done side by side, the weaker side decides in everything."""

    sides: tuple[Side, ...]
    """Empty where it was not said, which stands for both."""
    reps: int | None
    seconds: int | None
    load: Load
    rir: int | None
    faults: tuple[Fault, ...]
    pain: int | None
    extra: bool

    @property
    def whole(self) -> bool:
        """Whether no side is missing."""
        return len(self.sides) != 1


class ExerciseDay(msgspec.Struct, frozen=True, gc=False):
    """An exercise in one session, or on one day where it stood outside the plan."""

    exercise: str
    date: dt.date
    """Local, of its first set."""
    session: str | None
    asked: Item | None
    """What the plan asked of this exercise; None for work outside the plan or in place of another."""
    sets: tuple[DoneSet, ...]
    """In order, extra ones last; none where the session was only said to be done as asked."""
    as_asked: bool = False
    """The whole session was done as planned and nothing was written down: an exposure without numbers."""
    template: str | None = None
    """The recipe of its session, where the session is known."""

    @property
    def asked_sets(self) -> tuple[DoneSet, ...]:
        """The sets that answer what was asked; more than that never steers."""
        own = tuple(done for done in self.sets if not done.extra)
        return own if self.asked is None else own[: self.asked.sets]


def exercise_days(
    entries: Sequence[Entry], zone: ZoneInfo | None, sessions: Mapping[str, Session] | None = None
) -> dict[str, tuple[ExerciseDay, ...]]:
    """The days of every exercise in the log, in order of time, by exercise id.

    `sessions` are the planned sessions by id: they tell what stood in one that was only said to be done as planned,
    and which doses follow tables of their own.
    """
    return days_of(effective(tuple(entries)), zone, sessions)


def days_of(
    counted: Sequence[Entry], zone: ZoneInfo | None, sessions: Mapping[str, Session] | None = None
) -> dict[str, tuple[ExerciseDay, ...]]:
    """The same from the entries that count, in order of time, where the caller has them already."""
    known = sessions or {}
    groups: dict[tuple[str, str], list[SetResult]] = {}
    for entry in counted:
        if isinstance(entry, SetResult):
            visit = f"in {entry.session}" if entry.session else f"on {date_of(entry, zone)}"
            groups.setdefault((entry.exercise, visit), []).append(entry)
    found = [((group[0].at, group[0].id), _day(group, zone, known)) for group in groups.values()]
    found += [((end.at, end.id), day) for end, day in _as_planned(counted, zone, known)]
    found.sort(key=lambda pair: (pair[0], pair[1].exercise))
    days: dict[str, list[ExerciseDay]] = {}
    for _, day in found:
        days.setdefault(day.exercise, []).append(day)
    return {exercise: tuple(days[exercise]) for exercise in sorted(days)}


def _day(group: Sequence[SetResult], zone: ZoneInfo | None, known: Mapping[str, Session]) -> ExerciseDay:
    first = group[0]
    session = known.get(first.session) if first.session else None
    asked = next((done.asked for done in group if done.asked and done.asked.exercise == first.exercise), None)
    if asked is None and session is not None and all(done.instead_of is None for done in group):
        asked = next((item for item in session.work() if item.exercise == first.exercise), None)
    own = _sets([done for done in group if not done.extra])
    extra = _sets([done for done in group if done.extra])
    return ExerciseDay(
        exercise=first.exercise, date=date_of(first, zone), session=first.session, asked=asked, sets=(*own, *extra),
        template=session.template if session else None,
    )  # fmt: skip


def _sets(results: Iterable[SetResult]) -> Iterator[DoneSet]:
    """The sets in order, from those in order of time; the nth of the left belongs to the nth of the right."""
    by_side: dict[Side | None, list[SetResult]] = {"left": [], "right": [], None: []}
    for result in sorted(results, key=lambda done: done.index):
        by_side[result.side].append(result)
    left, right = by_side["left"], by_side["right"]
    for one, other in zip_longest(left, right):
        yield _weaker(one, other) if one is not None and other is not None else _alone(one or other)
    for result in by_side[None]:
        yield _alone(result)


def _alone(one: SetResult) -> DoneSet:
    sides = (one.side,) if one.side is not None else ()
    return DoneSet(sides, one.reps, one.seconds, one.load, one.rir, one.faults, one.pain, one.extra)


def _weaker(one: SetResult, other: SetResult) -> DoneSet:
    """Both sides of a set."""
    both = (one, other)
    return DoneSet(
        sides=tuple([result.side for result in both if result.side is not None]),
        reps=_least(one.reps, other.reps),
        seconds=_least(one.seconds, other.seconds),
        load=other.load if weight_of(other.load) < weight_of(one.load) else one.load,
        rir=min([result.rir for result in both if result.rir is not None], default=None),
        faults=tuple(dict.fromkeys((*one.faults, *other.faults))),
        pain=max([result.pain for result in both if result.pain is not None], default=None),
        extra=one.extra and other.extra,
    )


def _least(one: int | None, other: int | None) -> int | None:
    """The smaller of what was said; None where a side did not say, as that may be the weaker one."""
    return min(one, other) if one is not None and other is not None else None


def _as_planned(
    counted: Sequence[Entry], zone: ZoneInfo | None, known: Mapping[str, Session]
) -> Iterator[tuple[SessionEnd, ExerciseDay]]:
    """What stood in sessions that were done as planned with no set written down."""
    written = {entry.session for entry in counted if isinstance(entry, SetResult)}
    told: set[str] = set()
    for entry in counted:
        if not isinstance(entry, SessionEnd) or not entry.as_planned or entry.ended != "done":
            continue
        session = known.get(entry.session)
        if session is None or entry.session in written or entry.session in told:
            continue
        told.add(entry.session)
        for item in {item.exercise: item for item in reversed(session.work())}.values():
            yield entry, ExerciseDay(
                exercise=item.exercise, date=date_of(entry, zone), session=entry.session, asked=item, sets=(),
                as_asked=True, template=session.template,
            )  # fmt: skip
