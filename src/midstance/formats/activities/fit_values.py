"""FIT's values in plain units: moments, amounts, strength sets."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from midstance.formats.activities.activity import RecordedSet
from midstance.formats.activities.fit_scan import TIMESTAMP, Fields

EPOCH_S = 631_065_600
"""FIT counts seconds from 1989-12-31T00:00:00Z."""
_UNKNOWN_CATEGORY = 65_534
_NO_VALUE = 65_535
_KINDS: dict[int, Literal["active", "rest", "unknown"]] = {0: "rest", 1: "active"}
_HEAVIEST_KG = 500.0
"""Loads beyond are taken for damage (ours: heavier than any squat)."""
_MOST_REPS = 1_000
_QUARTER_S, _FARTHEST_ZONE_S = 900, 14 * 3600
_BIRTH, _END = 0, 4_000_000_000


def number(fields: Fields, which: int, per_unit: int = 1) -> float | None:
    """A field's value, of a list its first, divided by how many make a unit; None where there is none."""
    value = fields.get(which)
    if isinstance(value, tuple):
        value = value[0]
    if value is None or isinstance(value, str):
        return None
    return value / per_unit


def numbers(fields: Fields, which: int) -> tuple[int, ...]:
    """A field's values as whole numbers, one or several; none where there are none."""
    value = fields.get(which)
    if value is None or isinstance(value, str | float):
        return ()
    return tuple(int(one) for one in value) if isinstance(value, tuple) else (value,)


def text(fields: Fields, which: int) -> str:
    """A field's text, or nothing."""
    value = fields.get(which)
    return value if isinstance(value, str) else ""


def moment(stamp: float | None, zone: dt.timezone) -> dt.datetime | None:
    """The moment of a FIT timestamp; small ones count from when a device was switched on and fall into 1990."""
    if stamp is None or not _BIRTH < stamp < _END:
        return None
    return dt.datetime.fromtimestamp(EPOCH_S + int(stamp), zone)


def zone_of(activity: Fields) -> dt.timezone | None:
    """The zone a device's clock was in: its local time against the moment, in quarters of an hour."""
    stamp, local = number(activity, TIMESTAMP), number(activity, 5)
    if stamp is None or local is None:
        return None
    ahead = round((local - stamp) / _QUARTER_S) * _QUARTER_S
    return dt.timezone(dt.timedelta(seconds=ahead)) if abs(ahead) <= _FARTHEST_ZONE_S else None


def recorded_set(fields: Fields) -> RecordedSet:
    """One strength set: up to three guesses at the exercise, those that say `unknown` left out."""
    categories = numbers(fields, 7)
    names = numbers(fields, 8)
    pairs = [
        (category, names[index] if index < len(names) and names[index] < _UNKNOWN_CATEGORY else None)
        for index, category in enumerate(categories)
        if category < _UNKNOWN_CATEGORY
    ]
    reps, load_kg, step = number(fields, 3), number(fields, 4, 16), number(fields, 11)
    kind = number(fields, 5)
    stamp = number(fields, 6)
    if stamp is None:
        stamp = number(fields, 254)
    return RecordedSet(
        start=moment(stamp, dt.UTC),
        duration_s=number(fields, 0, 1000),
        kind=_KINDS.get(int(kind), "unknown") if kind is not None else "unknown",
        reps=int(reps) if reps is not None and reps <= _MOST_REPS else None,
        load_kg=load_kg if load_kg is not None and 0 < load_kg <= _HEAVIEST_KG else None,
        categories=tuple(category for category, _ in pairs),
        names=tuple(name for _, name in pairs),
        step=int(step) if step is not None else None,
    )
