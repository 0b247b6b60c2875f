"""What is counted in a season, and how many seasons are put together."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence

import msgspec

from bench.seasons.lifting import Done, Lifted

WAYS = ("coach", "blind", "fixed")
"""The coach; the first plan followed blindly; two and a half kilograms more every week."""
WEEKS_A_PART = 5
AMBER_FROM, RED_ABOVE = 2.5, 5.5
SORE_FROM = 6.0
HARDER_BY = 1.0
"""Reps by which a set is harder than the least it asked for, from which on it counts as overshot."""


class Course(msgspec.Struct, kw_only=True):
    """One runner's season under one way of planning."""

    planned: int = 0
    done: int = 0
    half: int = 0
    missed: int = 0
    sets: int = 0
    loaded: int = 0
    """Sets with a load that the plan named in kg."""
    picked: int = 0
    """Sets with a load the runner picked by feel."""
    short: int = 0
    """Sets in which fewer reps could be done than were asked for."""
    overshot: int = 0
    """Sets harder than asked by more than a rep."""
    loaded_overshot: int = 0
    errors: dict[int, list[int]] = {}
    """Asked load against the true load for what was asked, in tenths of a per cent, by part of the season."""
    amber: int = 0
    red: int = 0
    sore: int = 0
    gained: int = 0
    """Strength won in squat, hinge and calf work, tenths of a per cent, their mean."""

    def take(self, lifted: Lifted, week: int, true_kg: Sequence[float]) -> None:
        """Adds a session that was done; `true_kg` is the true load of each set, 0 where none is known."""
        self.done += lifted.whole
        self.half += not lifted.whole
        for one, kg in zip(lifted.sets, true_kg, strict=True):
            if not one.extra:
                self._set(one, week, kg)

    def _set(self, one: Done, week: int, kg: float) -> None:
        over = one.harder > HARDER_BY
        self.sets += 1
        self.short += one.short
        self.overshot += over
        if one.asked.load.kind == "effort":
            self.picked += 1
        if one.asked.load.kg is not None and kg > 0:
            self.loaded += 1
            self.loaded_overshot += over
            part = week // WEEKS_A_PART
            self.errors.setdefault(part, []).append(round(1000 * (one.asked.load.kg / kg - 1)))

    def day(self, pain: float, ache: float) -> None:
        """Adds a day as it was lived."""
        self.amber += AMBER_FROM <= pain <= RED_ABOVE
        self.red += pain > RED_ABOVE
        self.sore += ache >= SORE_FROM


class Season(msgspec.Struct, kw_only=True):
    """What came of one runner's season."""

    seed: int
    kind: str
    refused: bool = False
    """No plan could be made for this draw: nothing to live."""
    broken: list[str] = []
    """Promises that did not hold."""
    checked: dict[str, int] = {}
    """How often each promise was put to the test."""
    revisions: int = 0
    recomputed: int = 0
    """Revisions made again because an old entry came in or was corrected."""
    left_out: list[int] = []
    """Sessions that each revision leaves out because what they held broke a rule."""
    entries: int = 0
    corrections: int = 0
    changed_days: list[int] = []
    first_ms: float = 0.0
    revise_ms: list[float] = []
    seconds: float = 0.0
    courses: dict[str, Course] = {}


def quantile(values: Iterable[float], share: float) -> float:
    """The value below which a share of them lies; 0 where there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def middle(values: Iterable[float]) -> float:
    """Their median; 0 where there are none."""
    found = list(values)
    return statistics.median(found) if found else 0.0


def per_hundred(part: float, whole: float) -> float:
    """Per cent; 0 where there is no whole."""
    return 100 * part / whole if whole else 0.0
