"""Doses of the library in words: `3 × 8–10 each side`, `rest 60–90 s`."""

from __future__ import annotations

from collections.abc import Sequence

from midstance.training.exercise import Dose, Unit
from midstance.training.workout import WorkoutItem

UNITS: dict[Unit, str] = {"reps": "", "seconds": " s", "steps": " steps"}
MINUTES_FROM_S = 120
"""From here on a time is said in minutes (ours)."""


def said_range(low_high: Sequence[int]) -> str:
    """`8–10`, or `8` where both ends are the same."""
    low, high = low_high
    return str(low) if low == high else f"{low}–{high}"


def said_amount(unit: Unit, amount: Sequence[int], per_side: bool) -> str:
    """`8–10 each side`, `20–30 s`, `10 steps each way`."""
    each = " each way" if unit == "steps" else " each side"
    if unit == "seconds" and amount[0] >= MINUTES_FROM_S:
        return said_range([seconds // 60 for seconds in amount]) + " min"
    return f"{said_range(amount)}{UNITS[unit]}{each if per_side else ''}"


def said_dose(dose: Dose, per_side: bool) -> list[str]:
    """A dose in parts: sets and amount, rest, tempo."""
    parts = [f"{said_range(dose.sets)} × {said_amount(dose.unit, dose.amount, per_side)}"]
    parts.append(f"rest {said_range(dose.rest_s)} s")
    if dose.tempo:
        parts.append(f"tempo {dose.tempo}")
    return parts


def said_item(item: WorkoutItem) -> str:
    """Sets and amount of a workout's line; empty where the source gives neither."""
    if item.amount is None:
        return ""
    amount = said_amount(item.unit, item.amount, item.per_side)
    return f"{said_range(item.sets)} × {amount}" if item.sets else amount
