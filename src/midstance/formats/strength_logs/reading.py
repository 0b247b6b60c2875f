"""The door: one file of a strength app as a log, whichever app wrote it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator

import msgspec

from midstance.formats.entry import UnreadableFile, fewer, one_line
from midstance.formats.strength_logs.apps import Shape, Told, is_note, shape_of, with_note
from midstance.formats.strength_logs.cells import BadCell, Record
from midstance.formats.strength_logs.logged import ForeignSet, MassUnit, Order, OrderUnknown, StrengthLog, UnitUnknown
from midstance.formats.strength_logs.moments import is_ambiguous, order_of
from midstance.formats.strength_logs.rows import Rows, read_rows
from midstance.training.running import Problem

KINDS = "an export of Strong, Hevy, FitNotes, Liftosaur or Fitbod (CSV), or the workout log of wger (JSON)"
_LOOKED_AT = 4_000
_DISTANCE = ("distance", "distance (meters)", "distance_km", "distance_miles", "distance(m)")


def is_strength_log(data: bytes) -> bool:
    """Whether a file is one that `read_strength_log` reads, by its beginning."""
    head = data[:_LOOKED_AT]
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"{", b"[")):
        from midstance.formats.strength_logs.wger import is_wger

        return is_wger(data)
    try:
        return shape_of(read_rows(head.rpartition(b"\n")[0] or head, "head").header) is not None
    except UnreadableFile:
        return False


def read_strength_log(
    data: bytes, name: str, *, unit: MassUnit | None = None, order: Order | None = None
) -> StrengthLog:
    """The sets of a strength app's export, oldest first. `name` is only used to say where something stands.

    `unit` is of masses that name none, `order` of dates such as 03/04/2026. A row that cannot be read is told of and
    left out. Raises UnreadableFile where it is no such export, UnitUnknown where masses name no unit and none is given.
    """
    if data[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"{", b"[")):
        from midstance.formats.strength_logs.wger import read_wger

        return read_wger(data, name, unit=unit)
    rows = read_rows(data, name)
    shape = shape_of(rows.header)
    if shape is None:
        raise UnreadableFile(f"{name}:1", f"its columns are of no app that is known here; give {KINDS}")
    told = Told(unit, order or _order(rows, shape))
    return _log(rows, shape, told)


def _log(rows: Rows, shape: Shape, told: Told) -> StrengthLog:
    problems = list(rows.notes)
    sets: list[ForeignSet] = []
    unitless = not shape.unit_columns.intersection(rows.header)
    empty = cardio = 0
    for record in rows.records(problems):
        if unitless and told.unit is None and _has_mass(record):
            raise UnitUnknown(
                record.place, "this export names no unit for its masses; say which it is: --unit kg or --unit lb"
            )
        try:
            one = shape.row(record, told)
        except BadCell as error:
            problems.append(Problem(place=record.place, says=f"{one_line(str(error), 120)}; this row is left out"))
            continue
        if one is None:
            continue
        if is_note(record, shape):
            if sets and (sets[-1].started, sets[-1].exercise) == (one.started, one.exercise):
                sets[-1] = with_note(sets[-1], one.note)
            continue
        moved = _moved(record)
        if moved and one.reps is None and one.load is None:
            cardio += 1
        elif one.reps is None and one.seconds is None:
            empty += 1
        else:
            sets.append(one)
    kept, copies = _once(sets)
    return StrengthLog(
        app=shape.app, sets=numbered(kept), problems=fewer(problems, rows.name), copies=copies, empty=empty,
        cardio=cardio,
    )  # fmt: skip


def _has_mass(record: Record) -> bool:
    try:
        return bool(record.number("weight"))
    except BadCell:
        return False


def _moved(record: Record) -> bool:
    """Whether a row has a distance: a run or a row, not something lifted."""
    try:
        return any(record.number(name) for name in _DISTANCE)
    except BadCell:
        return False


def _order(rows: Rows, shape: Shape) -> Order | None:
    """The order of day and month by all dates of the file. Raises OrderUnknown where they leave it open."""
    doubtful, found = False, set()
    for record in rows.records([]):
        said = record.text(shape.date)
        clear = order_of(said)
        if clear is not None:
            found.add(clear)
        doubtful = doubtful or is_ambiguous(said)
        if found and not doubtful and not said[:2].strip().isdecimal():
            break
    if len(found) == 1:
        return found.pop()
    if doubtful:
        raise OrderUnknown(
            rows.name,
            "its dates can be read with the day or the month first; say which: --dates day-first or month-first",
        )
    return None


def _once(sets: list[ForeignSet]) -> tuple[list[ForeignSet], int]:
    """The sets without those of workouts that stand in the file a second time, as joined exports have them.

    A workout is a run of rows with one start and one title; where it comes again, rows it had before are copies.
    """
    kept: list[ForeignSet] = []
    before: dict[Hashable, Counter[Hashable]] = {}
    copies = 0
    for workout in _runs(sets):
        key = (workout[0].started, workout[0].workout)
        seen = before.get(key, Counter())
        there = Counter(seen)
        for one in workout:
            same = _content(one)
            if there[same] > 0:
                there[same] -= 1
                copies += 1
            else:
                kept.append(one)
                seen[same] += 1
        before[key] = seen
    return kept, copies


def _runs(sets: list[ForeignSet]) -> Iterator[list[ForeignSet]]:
    run: list[ForeignSet] = []
    for one in sets:
        if run and (one.started, one.workout) != (run[0].started, run[0].workout):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _content(one: ForeignSet) -> Hashable:
    return (one.exercise, one.kind, one.reps, one.seconds, one.load, one.rir, one.rpe, one.note)


def numbered(sets: list[ForeignSet]) -> tuple[ForeignSet, ...]:
    """Oldest first, the sets of a workout in their order, each with its number among those of its exercise."""
    counts: Counter[tuple[str, str]] = Counter()
    found = []
    for one in sorted(sets, key=lambda one: _sortable(one)):
        key = (one.started.isoformat(), one.exercise)
        counts[key] += 1
        found.append(msgspec.structs.replace(one, number=counts[key]))
    return tuple(found)


def _sortable(one: ForeignSet) -> str:
    """Moments with and without a zone side by side, by what their clocks showed."""
    return one.started.replace(tzinfo=None).isoformat()
