"""Workout files of the FIT format: written by our own hand, and read back by it.

Only four kinds of message are needed: what the file is, the workout, its steps, and the true names of its exercises.
Numbers of messages, fields and values are facts of the format; no vendor's profile or program stands behind them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import struct
from collections.abc import Sequence
from typing import Literal

import msgspec

from midstance.formats.activities.fit_checksum import checksum
from midstance.formats.activities.fit_scan import Damage, Fields, is_fit, messages, parts_of
from midstance.formats.activities.fit_values import EPOCH_S, number, text
from midstance.formats.entry import UnreadableFile

FILE_ID, WORKOUT, WORKOUT_STEP, EXERCISE_TITLE = 0, 26, 27, 264
_WANTED = {
    FILE_ID: (0, 1, 2, 3, 4), WORKOUT: (4, 6, 8, 11),
    WORKOUT_STEP: (0, 1, 2, 3, 4, 7, 8, 10, 11, 12, 13, 254), EXERCISE_TITLE: (0, 1, 2, 254),
}  # fmt: skip
_ENUM, _STRING, _U16, _U32, _U32Z = 0x00, 0x07, 0x84, 0x86, 0x8C
_CODES = {_ENUM: "B", _U16: "H", _U32: "I", _U32Z: "I"}
_NOTHING = {_ENUM: 0xFF, _U16: 0xFFFF, _U32: 0xFFFFFFFF, _U32Z: 0}
_WORKOUT_FILE, _DEVELOPMENT, _TRAINING, _STRENGTH = 5, 255, 10, 20
"""`development` is the maker's number for programs that no maker registered."""
_PRODUCT = 1
_PROTOCOL, _PROFILE = 0x10, 2132
"""Versions 1.0 and 21.32: the first that is enough for what is written (no developer fields), and a late one."""
_TIME, _OPEN, _REPEAT, _REPS = 0, 5, 6, 29
_NO_TARGET = 2
_MS, _HUNDREDTHS = 1000, 100
_UNITS: dict[str, int] = {"kg": 1, "lb": 2}
_LONGEST_STRING = 254
"""A field's width is one byte; a text needs a zero behind it."""

Ends = Literal["time", "reps", "open", "repeat"]
Intensity = Literal["active", "rest", "warm-up", "cooldown"]
INTENSITIES: tuple[Intensity, ...] = ("active", "rest", "warm-up", "cooldown")
"""By their numbers in FIT."""
_ENDS: dict[int, Ends] = {_TIME: "time", _OPEN: "open", _REPEAT: "repeat", _REPS: "reps"}
_END_NUMBERS = {said: number for number, said in _ENDS.items()}

_Spec = tuple[int, int, int]
"""Number, base type, width in bytes."""
_Value = int | str | None


class FitStep(msgspec.Struct, frozen=True, kw_only=True):
    """A step as it stands in the file. `amount`: seconds, reps, or how often a repeat goes round."""

    ends: Ends
    amount: int | None = None
    back_to: int | None = None
    """Index of the first step that a repeat repeats."""
    intensity: Intensity | None = None
    name: str = ""
    notes: str = ""
    category: int | None = None
    exercise: int | None = None
    weight_hundredths: int | None = None
    """Hundredths of a kilogram."""
    shown_in: Literal["kg", "lb"] | None = None


class FitTitle(msgspec.Struct, frozen=True, kw_only=True):
    """The true name of an exercise that the file names by category and number."""

    category: int
    exercise: int | None = None
    """None where the whole category is meant."""
    name: str


class FitWorkout(msgspec.Struct, frozen=True, kw_only=True):
    """A workout file."""

    name: str
    created: dt.datetime
    """With its zone, whole seconds."""
    serial: int
    """Not 0; with the maker it has to tell this workout from the others on the watch."""
    steps: tuple[FitStep, ...]
    titles: tuple[FitTitle, ...] = ()


def serial_of(id: str) -> int:
    """A number for a workout that is always the same and hardly ever another's."""
    return int.from_bytes(hashlib.sha256(id.encode("utf-8", "replace")).digest()[:4], "little") or 1


def write_fit_workout(workout: FitWorkout) -> bytes:
    """The file. Texts longer than 254 bytes are cut; lengths that watches show are the caller's care."""
    body = _rows(FILE_ID, [(0, _ENUM, 1), (1, _U16, 2), (2, _U16, 2), (3, _U32Z, 4), (4, _U32, 4)],
                 [[_WORKOUT_FILE, _DEVELOPMENT, _PRODUCT, workout.serial,
                   int(workout.created.timestamp()) - EPOCH_S]])  # fmt: skip
    body += _rows(WORKOUT, [(4, _ENUM, 1), (11, _ENUM, 1), (6, _U16, 2), (8, _STRING, _width([workout.name]))],
                  [[_TRAINING, _STRENGTH, len(workout.steps), workout.name]])  # fmt: skip
    body += _rows(WORKOUT_STEP, [
        (254, _U16, 2), (1, _ENUM, 1), (2, _U32, 4), (3, _ENUM, 1), (4, _U32, 4), (7, _ENUM, 1), (10, _U16, 2),
        (11, _U16, 2), (12, _U16, 2), (13, _U16, 2), (0, _STRING, _width([step.name for step in workout.steps])),
        (8, _STRING, _width([step.notes for step in workout.steps])),
    ], [_step_row(index, step) for index, step in enumerate(workout.steps)])  # fmt: skip
    body += _rows(
        EXERCISE_TITLE,
        [(254, _U16, 2), (0, _U16, 2), (1, _U16, 2), (2, _STRING, _width([title.name for title in workout.titles]))],
        [[index, title.category, title.exercise, title.name] for index, title in enumerate(workout.titles)],
    )
    head = struct.pack("<BBHI4s", 14, _PROTOCOL, _PROFILE, len(body), b".FIT")
    whole = head + struct.pack("<H", checksum(head)) + body
    return whole + struct.pack("<H", checksum(whole))


def _step_row(index: int, step: FitStep) -> list[_Value]:
    value: int | None = step.amount
    target = 0
    if step.ends == "repeat":
        value, target = step.back_to, step.amount or 0
    elif step.ends == "time":
        value = (step.amount or 0) * _MS
    return [
        index, _END_NUMBERS[step.ends], value, _NO_TARGET, target,
        INTENSITIES.index(step.intensity) if step.intensity is not None else None, step.category, step.exercise,
        step.weight_hundredths, _UNITS[step.shown_in] if step.shown_in is not None else None, step.name, step.notes,
    ]  # fmt: skip


def _width(texts: Sequence[str]) -> int:
    """Bytes that the longest text needs with the zero behind it: one definition then fits all messages of a kind."""
    return min(_LONGEST_STRING, max((len(one.encode("utf-8", "replace")) for one in texts), default=0)) + 1


def _rows(message: int, specs: Sequence[_Spec], rows: Sequence[Sequence[_Value]]) -> bytes:
    """A definition and the messages it describes; nothing where there are none."""
    if not rows:
        return b""
    found = struct.pack("<BBBHB", 0x40, 0, 0, message, len(specs))
    found += b"".join(struct.pack("BBB", field, width, base) for field, base, width in specs)
    for row in rows:
        found += b"\0" + b"".join(
            _packed(value, base, width) for value, (_, base, width) in zip(row, specs, strict=True)
        )
    return found


def _packed(value: _Value, base: int, width: int) -> bytes:
    if base == _STRING:
        said = value.encode("utf-8", "replace") if isinstance(value, str) else b""
        # Cut between letters, never within one.
        return said[: width - 1].decode("utf-8", "ignore").encode().ljust(width, b"\0")
    return struct.pack("<" + _CODES[base], value if isinstance(value, int) else _NOTHING[base])


def read_fit_workout(data: bytes, name: str) -> FitWorkout:
    """The workout in a FIT file. Raises UnreadableFile where there is none, or where it is damaged."""
    part = next(parts_of(data), None) if is_fit(data[:14]) else None
    if part is None:
        raise UnreadableFile(name, "it is no FIT file; take another copy of it")
    if not part.whole or checksum(data[: part.end + 2]):
        raise UnreadableFile(name, "it is damaged or ends early; take another copy of it")
    try:
        found = list(messages(data, part, _WANTED))
    except Damage as damage:
        raise UnreadableFile(name, f"it is damaged from byte {damage.at} on; take another copy of it") from None
    about = next((one.fields for one in found if one.number == FILE_ID), {})
    head = next((one.fields for one in found if one.number == WORKOUT), None)
    if about.get(0) != _WORKOUT_FILE or head is None:
        raise UnreadableFile(name, "it holds no planned workout")
    steps = sorted((one.fields for one in found if one.number == WORKOUT_STEP), key=lambda one: number(one, 254) or 0)
    return FitWorkout(
        name=text(head, 8),
        created=dt.datetime.fromtimestamp(EPOCH_S + int(number(about, 4) or 0), dt.UTC),
        serial=int(number(about, 3) or 0),
        steps=tuple(_step(fields) for fields in steps),
        titles=tuple(_title(one.fields) for one in found if one.number == EXERCISE_TITLE),
    )


def _whole(fields: Fields, which: int) -> int | None:
    value = number(fields, which)
    return int(value) if value is not None else None


def _step(fields: Fields) -> FitStep:
    ends = _ENDS.get(_whole(fields, 1) or 0, "open")
    value, target = _whole(fields, 2), _whole(fields, 4)
    amounts = {
        "time": value // _MS if value is not None else None, "reps": value, "open": None, "repeat": target,
    }  # fmt: skip
    intensity, unit = _whole(fields, 7), _whole(fields, 13)
    return FitStep(
        ends=ends,
        amount=amounts[ends],
        back_to=value if ends == "repeat" else None,
        intensity=INTENSITIES[intensity] if intensity is not None and intensity < len(INTENSITIES) else None,
        name=text(fields, 0),
        notes=text(fields, 8),
        category=_whole(fields, 10),
        exercise=_whole(fields, 11),
        weight_hundredths=_whole(fields, 12),
        shown_in="lb" if unit == _UNITS["lb"] else "kg" if unit == _UNITS["kg"] else None,
    )


def _title(fields: Fields) -> FitTitle:
    return FitTitle(category=_whole(fields, 0) or 0, exercise=_whole(fields, 1), name=text(fields, 2))
