"""What was done and what is planned as sets with the names other apps know."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from midstance.application.recording.notebook import Notebook
from midstance.application.recording.sessions import Placed, placed
from midstance.formats.session_words import said_range, said_reserve, said_rest
from midstance.formats.strength_logs.logged import ForeignSet
from midstance.knowledge.names_elsewhere import NamesElsewhere, names_elsewhere
from midstance.training.clock import minute_of
from midstance.training.exercise import Exercise
from midstance.training.log import SessionEnd, SetResult
from midstance.training.prescription import Item, Load
from midstance.training.session import Session

Target = Literal["hevy", "strong"]
OUTSIDE = "Strength"
"""What a workout outside the plan is called."""


def title_for(exercise: str, target: Target, exercises: Mapping[str, Exercise], names: NamesElsewhere) -> str:
    """The exercise as an app calls it; our own name where it has none."""
    there = names.of(exercise)
    title = getattr(there, target, None) if there is not None else None
    return title or (exercises[exercise].name if exercise in exercises else exercise)


def done_sets(book: Notebook, target: Target) -> tuple[ForeignSet, ...]:
    """All sets that count, oldest first. Two sides of one set are one row, at the weaker side's count."""
    names = names_elsewhere()
    titles = {session.id: session.title for session in book.plan.sessions} if book.plan is not None else {}
    ends = {entry.session: entry for entry in book.entries if isinstance(entry, SessionEnd)}
    visits: dict[tuple[dt.date, str | None], list[SetResult]] = defaultdict(list)
    for entry in book.entries:
        if isinstance(entry, SetResult):
            visits[book.date_of(entry), entry.session].append(entry)
    found: list[ForeignSet] = []
    for (_, session), sets in sorted(visits.items(), key=lambda pair: pair[1][0].at):
        started = book.on_clock(sets[0].at).replace(tzinfo=None, microsecond=0)
        end = ends.get(session) if session is not None else None
        span = round((sets[-1].at - sets[0].at).total_seconds() / 60)
        minutes = end.minutes if end is not None and end.minutes is not None else span
        workout = (titles.get(session) or OUTSIDE) if session is not None else OUTSIDE
        for one in _both_sides(sets):
            title = title_for(one.exercise, target, book.exercises, names)
            found.append(_row(one, title, started, minutes or None, workout))
    return tuple(found)


def _both_sides(sets: Sequence[SetResult]) -> Iterator[SetResult]:
    """Left and right of the same set as one, with both counts in its note where they differ."""
    waiting: dict[tuple[str, int], SetResult] = {}
    paired: dict[str, SetResult] = {}
    for one in sets:
        other = waiting.pop((one.exercise, one.index), None) if one.side is not None else None
        if other is not None and other.side != one.side:
            paired[other.id] = one
            paired[one.id] = one
        elif one.side is not None:
            waiting[one.exercise, one.index] = one
    for one in sets:
        other = paired.get(one.id)
        if other is None:
            yield one if one.side is None else msgspec.structs.replace(one, note=_noted(one, f"{one.side} only"))
        elif other is not one:
            yield _weaker(one, other)


def _weaker(one: SetResult, other: SetResult) -> SetResult:
    amounts = [(side.reps if side.reps is not None else side.seconds) or 0 for side in (one, other)]
    weak = one if amounts[0] <= amounts[1] else other
    says = f"{one.side} {amounts[0]}, {other.side} {amounts[1]}" if amounts[0] != amounts[1] else ""
    rirs = [side.rir for side in (one, other) if side.rir is not None]
    return msgspec.structs.replace(weak, note=_noted(one, says), rir=min(rirs, default=None))


def _noted(one: SetResult, says: str) -> str:
    return "; ".join(part for part in (one.note, says) if part)


def _row(one: SetResult, title: str, started: dt.datetime, minutes: int | None, workout: str) -> ForeignSet:
    load = one.load if one.load.kind in ("kg", "lb") else None
    says = f"{one.load.band} band" if one.load.kind == "band" and one.load.band else ""
    return ForeignSet(
        place=one.id, started=started, minutes=minutes, workout=workout, exercise=title, number=one.index,
        kind="drop" if one.extra and one.origin else "work", reps=one.reps, seconds=one.seconds, load=load,
        rir=one.rir, note=_noted(one, says),
    )  # fmt: skip


def planned_sets(book: Notebook, target: Target, since: dt.date | None = None) -> tuple[ForeignSet, ...]:
    """The sets of the plan from a day on as if they were done as asked: the top of each range, and what is asked in
    the note. Raises DiaryError without a plan."""
    book.the_plan()
    names = names_elsewhere()
    first = since or book.today
    found: list[ForeignSet] = []
    for one in placed(book):
        if one.date >= first and one.state == "planned":
            found += _of_session(one, book, target, names)
    return tuple(found)


def _of_session(one: Placed, book: Notebook, target: Target, names: NamesElsewhere) -> Iterator[ForeignSet]:
    minute = minute_of(one.start)
    started = dt.datetime.combine(one.date, dt.time(minute // 60, minute % 60))
    counts: Counter[str] = Counter()
    for superset, item in _with_pairs(one.session):
        title = title_for(item.exercise, target, book.exercises, names)
        for _ in range(item.sets):
            counts[item.exercise] += 1
            yield ForeignSet(
                place=one.session.id, started=started, minutes=one.session.minutes, workout=one.session.title,
                exercise=title, number=counts[item.exercise], reps=item.reps[1] if item.reps else None,
                seconds=item.seconds[1] if item.seconds else None, load=_named(item.load),
                note=_asked(item), superset=superset,
            )  # fmt: skip


def _with_pairs(session: Session) -> Iterator[tuple[str, Item]]:
    number = 0
    for block in session.blocks:
        if block.kind in ("warm-up", "cooldown"):
            continue
        turns = block.kind != "straight" and len(block.items) > 1
        for item in block.items:
            yield (str(number) if turns else "", item)
        number += turns


def _named(load: Load) -> Load | None:
    return load if load.kind in ("kg", "lb") else None


def _asked(item: Item) -> str:
    """What is asked in words: `8-10 each side, 2-3 in reserve, rest 90 s`."""
    amount = said_range(item.reps) if item.reps else f"{said_range(item.seconds)} s" if item.seconds else ""
    side = f"{amount} each side" if item.per_side and amount else amount
    load = "load by feel" if item.load.kind == "effort" else ""
    band = f"{item.load.band} band" if item.load.kind == "band" and item.load.band else ""
    parts = (side, load, band, said_reserve(item), said_rest(item.rest_s), item.note or "")
    return ", ".join(part for part in parts if part)
