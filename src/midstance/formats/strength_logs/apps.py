"""What each app's rows say: its columns, its marks for warm-ups, its units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import msgspec

from midstance.formats.strength_logs.cells import BadCell, Record, reserve_of
from midstance.formats.strength_logs.logged import App, ForeignSet, MassUnit, Order, SetKind
from midstance.formats.strength_logs.moments import moment_of
from midstance.training.prescription import Load

KG_WORDS = frozenset({"kg", "kgs", "kilogram", "kilograms", "kilo"})
LB_WORDS = frozenset({"lb", "lbs", "pound", "pounds", "lbs."})
_TRUE = frozenset({"1", "true", "yes", "y"})
_STRONG_MARKS: Mapping[str, SetKind] = {"w": "warm-up", "d": "drop", "f": "failure"}
_HEVY_TYPES: Mapping[str, SetKind] = {
    "normal": "work", "warmup": "warm-up", "warm_up": "warm-up", "failure": "failure", "dropset": "drop",
    "drop": "drop",
}  # fmt: skip


class Told(NamedTuple):
    """How a file is to be read: the unit of masses that name none, and the order of days and months."""

    unit: MassUnit | None = None
    order: Order | None = None


class Shape(NamedTuple):
    """One app's table: the columns that tell it, and how a row is read. None: a row that is no set."""

    app: App
    columns: frozenset[str]
    date: str
    row: Callable[[Record, Told], ForeignSet | None]
    unit_columns: frozenset[str]
    """Columns of which one says the unit of the masses."""


def _load(record: Record, unit: MassUnit | None, *names: str) -> Load | None:
    """The mass of a column. None where there is none, or nothing but a nought."""
    value = record.number(*names)
    if not value:
        return None
    if unit is None:
        raise BadCell("its mass has no unit")
    return Load(kind=unit, kg=value) if unit == "kg" else Load(kind=unit, lb=value)


def _unit_of(word: str, otherwise: MassUnit | None) -> MassUnit | None:
    """The unit of a word. Raises BadCell for one that is not known."""
    plain = word.strip().casefold()
    if plain in KG_WORDS:
        return "kg"
    if plain in LB_WORDS:
        return "lb"
    if plain:
        raise BadCell(f"the unit {word[:20]!r} is not known; kg and lb are")
    return otherwise


def _set(
    record: Record, *, exercise: str, started: str, told: Told, load: Load | None, kind: SetKind = "work",
    reps: int | None = None, seconds: int | None = None, rpe: float | None = None, rir: int | None = None,
    minutes: int | None = None, workout: str = "", note: str = "", superset: str = "",
) -> ForeignSet:  # fmt: skip
    """A set with its moment; a nought stands for nothing. Raises BadCell."""
    if not exercise:
        raise BadCell("no exercise is named")
    moment, day_only = moment_of(started, told.order)
    left = 0 if kind == "failure" else reserve_of(rpe) if rir is None else rir
    return ForeignSet(
        place=record.place, started=moment, day_only=day_only, minutes=minutes or None, workout=workout,
        exercise=exercise, kind=kind, reps=reps or None, seconds=seconds or None, load=load, rir=left, rpe=rpe or None,
        note=note, superset=superset,
    )  # fmt: skip


def strong_row(record: Record, told: Told) -> ForeignSet | None:
    """A row of Strong. Rest timers are no sets, and notes come as rows of their own."""
    order = record.text("set order").casefold()
    if order == "rest timer":
        return None
    unit: MassUnit | None = told.unit
    if "weight (kg)" in record.cells:
        unit = "kg"
    elif "weight (lbs)" in record.cells or "weight (lb)" in record.cells:
        unit = "lb"
    elif "weight unit" in record.cells:
        unit = _unit_of(record.text("weight unit"), told.unit)
    note = record.note("notes")
    length = record.seconds("duration (sec)", "duration", "workout duration")
    if order == "note":
        return _set(
            record, exercise=record.text("exercise name"), started=record.text("date"), told=told, load=None,
            workout=record.text("workout name"), note=note,
        )  # fmt: skip
    if order not in _STRONG_MARKS and not order.isdecimal():
        raise BadCell(f"set order is {order[:20]!r}; a number, W, D or F is wanted")
    return _set(
        record, exercise=record.text("exercise name"), started=record.text("date"), told=told,
        load=_load(record, unit, "weight (kg)", "weight (lbs)", "weight (lb)", "weight"),
        kind=_STRONG_MARKS.get(order, "work"), reps=record.whole("reps"), seconds=record.seconds("seconds"),
        rpe=record.number("rpe"), minutes=round((length or 0) / 60), workout=record.text("workout name"), note=note,
    )  # fmt: skip


def hevy_row(record: Record, told: Told) -> ForeignSet:
    """A row of Hevy. Its seconds are nought where repetitions were counted."""
    unit: MassUnit = "kg" if "weight_kg" in record.cells else "lb"
    kind = _HEVY_TYPES.get(record.text("set_type").casefold() or "normal")
    if kind is None:
        raise BadCell(f"set_type {record.text('set_type')[:20]!r} is not known")
    minutes = None
    if record.text("end_time"):
        begun, over = moment_of(record.text("start_time"), told.order), moment_of(record.text("end_time"), told.order)
        minutes = max(round((over[0] - begun[0]).total_seconds() / 60), 0)
    return _set(
        record, exercise=record.text("exercise_title"), started=record.text("start_time"), told=told,
        load=_load(record, unit, "weight_kg", "weight_lbs"), kind=kind, reps=record.whole("reps"),
        seconds=record.seconds("duration_seconds"), rpe=record.number("rpe"), minutes=minutes,
        workout=record.text("title"), note=record.note("exercise_notes"), superset=record.text("superset_id"),
    )  # fmt: skip


def fitnotes_row(record: Record, told: Told) -> ForeignSet:
    """A row of FitNotes, which keeps days and has no mark for warm-ups."""
    unit = told.unit
    mass = next((name for name in record.cells if name.startswith("weight (") and record.text(name)), "weight")
    if mass != "weight":
        unit = _unit_of(mass.removeprefix("weight (").rstrip(")"), None)
    elif record.text("weight unit"):
        unit = _unit_of(record.text("weight unit"), told.unit)
    return _set(
        record, exercise=record.text("exercise"), started=record.text("date"), told=told,
        load=_load(record, unit, mass), reps=record.whole("reps"), seconds=record.seconds("time"),
        note=record.note("comment", "notes"),
    )  # fmt: skip


def liftosaur_row(record: Record, told: Told) -> ForeignSet:
    """A row of Liftosaur: what was completed; what was only asked for is passed over."""
    unit = _unit_of(record.text("completed weight unit", "required weight unit"), told.unit)
    warm = record.text("is warmup set?").casefold() in _TRUE
    return _set(
        record, exercise=record.text("exercise"), started=record.text("workout datetime"), told=told,
        load=_load(record, unit, "completed weight value"), kind="warm-up" if warm else "work",
        reps=record.whole("completed reps"), rpe=record.number("completed rpe"),
        workout=record.text("day name"), note=record.note("notes"),
    )  # fmt: skip


def fitbod_row(record: Record, told: Told) -> ForeignSet:
    """A row of Fitbod. The end of its header differs between versions, so that only these columns are asked for."""
    unit: MassUnit = "kg" if "weight(kg)" in record.cells else "lb"
    warm = record.text("iswarmup").casefold() in _TRUE
    return _set(
        record, exercise=record.text("exercise"), started=record.text("date"), told=told,
        load=_load(record, unit, "weight(kg)", "weight(lbs)", "weight(lb)"), kind="warm-up" if warm else "work",
        reps=record.whole("reps"), seconds=record.seconds("duration(s)"), note=record.note("note"),
    )  # fmt: skip


SHAPES: tuple[Shape, ...] = (
    Shape("hevy", frozenset({"start_time", "exercise_title", "set_index"}), "start_time", hevy_row,
          frozenset({"weight_kg", "weight_lbs"})),
    Shape("liftosaur", frozenset({"workout datetime", "exercise", "completed reps"}), "workout datetime",
          liftosaur_row, frozenset({"completed weight unit", "required weight unit"})),
    Shape("strong", frozenset({"date", "exercise name", "set order"}), "date", strong_row,
          frozenset({"weight (kg)", "weight (lbs)", "weight (lb)", "weight unit"})),
    Shape("fitbod", frozenset({"date", "exercise", "iswarmup"}), "date", fitbod_row,
          frozenset({"weight(kg)", "weight(lbs)", "weight(lb)"})),
    Shape("fitnotes", frozenset({"date", "exercise", "category", "reps"}), "date", fitnotes_row,
          frozenset({"weight unit", "weight (kg)", "weight (kgs)", "weight (lbs)", "weight (lb)"})),
)  # fmt: skip
"""In the order in which they are tried."""


def shape_of(header: tuple[str, ...]) -> Shape | None:
    """The app whose table this header is; None where it is none of them."""
    there = set(header)
    return next((shape for shape in SHAPES if shape.columns <= there), None)


def is_note(record: Record, shape: Shape) -> bool:
    """Whether a row is a note of Strong, which belongs to the set before it."""
    return shape.app == "strong" and record.text("set order").casefold() == "note"


def with_note(one: ForeignSet, note: str) -> ForeignSet:
    """The set with one more note."""
    return msgspec.structs.replace(one, note=" ".join(part for part in (one.note, note) if part))
