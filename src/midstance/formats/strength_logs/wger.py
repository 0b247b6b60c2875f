"""wger's workout log: the JSON that its programming interface answers with, one page or several joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from midstance.formats.entry import UnreadableFile, fewer, one_line
from midstance.formats.strength_logs.cells import MOST_NOTE, BadCell, number_of
from midstance.formats.strength_logs.logged import ForeignSet, MassUnit, StrengthLog
from midstance.formats.strength_logs.moments import moment_of
from midstance.formats.strength_logs.rows import MOST_BYTES, MOST_ROWS
from midstance.training.prescription import Load
from midstance.training.running import Problem

Row = Mapping[str, object]
REPETITIONS, UNTIL_FAILURE, SECONDS, MINUTES = "1", "2", "3", "4"
"""wger's own numbers for what was counted."""
KILOGRAMS, POUNDS, BODY_WEIGHT = "1", "2", "3"
"""wger's own numbers for units of mass."""
_MOST_RESERVE = 10
_EXERCISE = ("exercise", "exercise_base")


def is_wger(data: bytes) -> bool:
    """Whether JSON looks like a page of wger's workout log."""
    head = data[:4_000]
    units = (b'"weight_unit', b'"repetition_unit', b'"repetitions_unit')
    named = b'"exercise"' in head or b'"exercise_base"' in head
    return named and any(unit in head for unit in units) and b'"midstance.' not in head


def read_wger(data: bytes, name: str, *, unit: MassUnit | None = None) -> StrengthLog:
    """The sets of a workout log. Raises UnreadableFile where it is none; a row that cannot be read is told of."""
    from midstance.formats.strength_logs.reading import numbered

    problems: list[Problem] = []
    sets: list[ForeignSet] = []
    empty = 0
    for number, row in enumerate(_rows(data, name), 1):
        place = f"{name}: entry {number}"
        try:
            one = _set(row, place, unit)
        except BadCell as error:
            problems.append(Problem(place=place, says=f"{one_line(str(error), 120)}; it is left out"))
            continue
        if one.reps is None and one.seconds is None:
            empty += 1
        else:
            sets.append(one)
    return StrengthLog(app="wger", sets=numbered(sets), problems=fewer(problems, name), empty=empty)


def _rows(data: bytes, name: str) -> Sequence[Row]:
    if len(data) > MOST_BYTES:
        raise UnreadableFile(name, f"it has more than {MOST_BYTES // 1_000_000} MB; split it by years")
    try:
        whole = msgspec.json.decode(data.lstrip(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise UnreadableFile(name, "it is no whole JSON; save the answer of wger's workoutlog again") from None
    pages = whole if isinstance(whole, list) else [whole]
    found: list[Row] = []
    for page in pages:
        listed = page.get("results") if isinstance(page, dict) and "results" in page else [page]
        found += [row for row in (listed if isinstance(listed, list) else ()) if isinstance(row, dict)]
        if len(found) > MOST_ROWS:
            raise UnreadableFile(name, f"it has more than {MOST_ROWS} entries; split it by years")
    if not any(key in row for row in found[:50] for key in _EXERCISE):
        raise UnreadableFile(name, "it is no workout log of wger; save the answer of /api/v2/workoutlog/")
    return found


def _set(row: Row, place: str, unit: MassUnit | None) -> ForeignSet:
    exercise = _word(row, *_EXERCISE)
    if not exercise:
        raise BadCell("no exercise is named")
    started, day_only = moment_of(_word(row, "date"), None)
    counted = _word(row, "repetitions_unit", "repetition_unit", "repetition_unit_id") or REPETITIONS
    amount = _number(row, "repetitions", "reps")
    whole = round(amount) if amount else None
    if counted not in (REPETITIONS, UNTIL_FAILURE, SECONDS, MINUTES):
        raise BadCell("it counts a distance")
    timed = counted in (SECONDS, MINUTES)
    rir = _number(row, "rir")
    left = None if rir is None or rir > _MOST_RESERVE else int(rir)
    return ForeignSet(
        place=place, started=started, day_only=day_only, exercise=f"wger {exercise}", ids=(f"wger:{exercise}",),
        kind="failure" if counted == UNTIL_FAILURE else "work", reps=None if timed else whole,
        seconds=None if not timed or whole is None else whole * (60 if counted == MINUTES else 1),
        load=_load(row, unit), rir=0 if counted == UNTIL_FAILURE else left, workout=_word(row, "session", "workout"),
        note=one_line(_word(row, "notes", "comment"), MOST_NOTE),
    )  # fmt: skip


def _load(row: Row, unit: MassUnit | None) -> Load | None:
    mass = _number(row, "weight")
    of = _word(row, "weight_unit", "weight_unit_id") or (KILOGRAMS if unit != "lb" else POUNDS)
    if not mass or of == BODY_WEIGHT:
        return None
    if of == KILOGRAMS:
        return Load(kind="kg", kg=mass)
    if of == POUNDS:
        return Load(kind="lb", lb=mass)
    raise BadCell("its mass is counted in plates or a speed")


def _word(row: Row, *names: str) -> str:
    value = next((row[name] for name in names if row.get(name) is not None), "")
    if isinstance(value, dict):
        value = value.get("id", "")
    return str(value) if isinstance(value, str | int | float) else ""


def _number(row: Row, *names: str) -> float | None:
    said = _word(row, *names)
    return number_of(said, names[0]) if said else None
