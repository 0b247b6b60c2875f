"""Loads and distances in the units a runner reads."""

from __future__ import annotations

from midstance.formats.session_words import said_km, said_load
from midstance.paper.typesetting import PrintOptions
from midstance.training.prescription import Load
from midstance.training.strength import KG_PER_POUND

METRES_PER_MILE = 1609.344
HALVES = 2
"""Converted loads are said to half a unit (ours: finer than any plate)."""


def load_said(load: Load, options: PrintOptions) -> str:
    """`14 kg` or `31 lb`; what is no mass as everywhere."""
    if load.kind == "kg" and options.weight_unit == "lb":
        return f"{round((load.kg or 0) / KG_PER_POUND * HALVES) / HALVES:g} lb"
    if load.kind == "lb" and options.weight_unit == "kg":
        return f"{round((load.lb or 0) * KG_PER_POUND * HALVES) / HALVES:g} kg"
    return said_load(load)


def distance_said(metres: int, options: PrintOptions) -> str:
    """`10 km` or `6.2 mi`."""
    if options.distance_unit == "mi":
        return f"{round(metres / METRES_PER_MILE, 1):g} mi"
    return said_km(metres)


def with_distance(title: str, metres: int | None, options: PrintOptions) -> str:
    """A title with its distance, where it does not say it itself."""
    said = distance_said(metres, options) if metres else ""
    return title if not said or said in title else f"{title}, {said}"


def whole_distance(metres: int, options: PrintOptions) -> int:
    """Whole kilometres or miles, as sums of a week are said."""
    return round(metres / (METRES_PER_MILE if options.distance_unit == "mi" else 1000))
