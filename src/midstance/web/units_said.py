"""Sentences of the house with their loads and distances in the units a runner reads."""

from __future__ import annotations

import re

from midstance.training.strength import KG_PER_POUND

METRES_PER_MILE = 1609.344
HALVES = 2
"""Converted loads are said to half a unit (ours: finer than any plate)."""
KG, LB, KM = (re.compile(rf"(?<![\w.])(\d+(?:\.\d+)?) {unit}\b") for unit in ("kg", "lb", "km"))


def loads_in(text: str, unit: str) -> str:
    """The text with each load in `unit`, kg or lb: `8, 8 at 17.5 lb`."""
    if unit == "lb":
        return KG.sub(lambda kg: f"{round(float(kg[1]) / KG_PER_POUND * HALVES) / HALVES:g} lb", text)
    return LB.sub(lambda lb: f"{round(float(lb[1]) * KG_PER_POUND * HALVES) / HALVES:g} kg", text)


def distances_in(text: str, unit: str) -> str:
    """The text with each distance in `unit`, km or mi: `intervals, 4.3 mi`."""
    if unit != "mi":
        return text
    return KM.sub(lambda km: f"{round(float(km[1]) * 1000 / METRES_PER_MILE, 1):g} mi", text)
