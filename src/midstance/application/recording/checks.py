"""Numbers that cannot be, refused in words with what would be plausible; and what is only odd, which is asked about.

All bounds are our own choice, wide enough for what people really do, unless they say otherwise.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TypeVar

from midstance.coach.progression.loads import mass_kg
from midstance.formats.brief_words import MOST_KG, meant
from midstance.formats.entry import UnreadableFile, one_line
from midstance.training.exercise import Exercise
from midstance.training.prescription import Load
from midstance.training.strength import KG_PER_POUND

BOUNDS: dict[str, tuple[float, float]] = {
    "reps": (1, 120),
    "seconds": (1, 900),
    "RIR": (0, 10),
    "pain": (0, 10),
    "soreness": (0, 10),
    "RPE": (0, 10),
    "hours of sleep": (0, 16),
    "energy": (1, 5),
    "fatigue": (1, 5),
    "minutes": (1, 240),
}
"""Least and most that is taken down."""
SAID_BOUNDS: dict[str, str] = {
    "RIR": "repetitions you had left",
    "pain": "0 is none, 10 the worst you can imagine",
    "soreness": "0 is none, 10 the worst you can imagine",
    "RPE": "0 is rest, 10 all you have",
    "energy": "1 empty, 3 as usual, 5 full",
    "fatigue": "1 fresh, 3 as usual, 5 worn out",
}
MOST_HANDHELD_KG = 100.0
"""The heaviest single dumbbell or kettlebell that gyms keep, about."""
HANDHELD = frozenset({"dumbbell", "kettlebell"})
FUTURE = dt.timedelta(minutes=5)
"""Clocks of two devices may differ by this much."""
SEASON_BEFORE = dt.timedelta(days=365)
"""How long before a season something may have happened to be of any use."""
ODD_JUMP = 1.5
"""A load this many times the last one is asked about: a year's gain in one step."""
CLOSE = 0.08
"""How near to a load in the other unit a number has to be to be taken for a mix-up of kg and lb."""

Word = TypeVar("Word", bound=str)


class Implausible(UnreadableFile):
    """Something that cannot be taken down: what it is, and what would be plausible."""


def refused(place: str, says: str) -> Implausible:
    """The refusal, to be raised."""
    return Implausible(place, says)


def in_bounds(what: str, value: float) -> None:
    """Raises Implausible outside the bounds of `BOUNDS`."""
    least, most = BOUNDS[what]
    if not least <= value <= most:
        why = f" ({SAID_BOUNDS[what]})" if what in SAID_BOUNDS else ""
        raise refused(what, f"{value:g} cannot be; from {least:g} to {most:g} is plausible{why}")


def one_of(what: str, word: str, options: Sequence[Word]) -> Word:
    """One of the options in whatever case, or an unmistakable beginning of one. Raises Implausible."""
    name = "-".join(word.strip().casefold().replace("_", "-").split())
    exact: list[Word] = [known for known in options if known == name]
    begins: list[Word] = [known for known in options if len(name) > 2 and known.startswith(name)]
    if exact or len(begins) == 1:
        return (exact or begins)[0]
    raise refused(what, f"{one_line(word, 30)!r} is not known here{meant(name, options)}")


def check_load(load: Load, exercise: Exercise) -> None:
    """Raises Implausible for a load nobody lifts, or one that the exercise cannot have."""
    kg = mass_kg(load)
    if load.kind == "band" and exercise.loading != "band" and exercise.loading != "optional":
        raise refused(exercise.name, "it is not done with a band; write @14kg or @bm")
    if kg is None or load.kind not in ("kg", "lb"):
        return
    most = MOST_HANDHELD_KG if set(exercise.load_kit) <= HANDHELD and exercise.load_kit else MOST_KG
    shown = f"{load.kg:g} kg" if load.kind == "kg" else f"{load.lb:g} lb"
    if not 0.5 <= kg <= most:
        lb = f" ({most / KG_PER_POUND:.0f} lb)" if load.kind == "lb" else ""
        raise refused(exercise.name, f"{shown} cannot be; from 0.5 to {most:g} kg{lb} for each implement is plausible")


def odd_load(load: Load, usual: Load | None, exercise: Exercise) -> str | None:
    """A question about a load far above the usual one, with the unit that may have been meant; None where it fits."""
    kg, before = mass_kg(load), mass_kg(usual) if usual is not None else None
    if not kg or not before or kg <= before * ODD_JUMP:
        if kg and before and load.kind == "lb" and _near((load.lb or 0.0), before):
            return f"{load.lb:g} lb is {kg:.1f} kg, and last time it was {before:g} kg. Was it {load.lb:g} kg?"
        return None
    says = f"{exercise.name}: {kg:g} kg is more than half again what it was, {before:g} kg."
    if load.kind == "kg" and _near(kg * KG_PER_POUND, before):
        return f"{says} Was it {kg:g} lb ({kg * KG_PER_POUND:.1f} kg)?"
    return says


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= CLOSE * other


def check_moment(at: dt.datetime, now: dt.datetime, season_start: dt.date | None) -> None:
    """Raises Implausible for the future, and for long before the season."""
    if at > now + FUTURE:
        raise refused("--at", f"{at:%Y-%m-%d %H:%M} lies ahead; only what has happened is written down")
    if season_start is not None and at.date() < season_start - SEASON_BEFORE:
        raise refused("--at", f"{at:%Y-%m-%d} is more than a year before your season, which begins on {season_start}")
    if season_start is None and at < now - 3 * SEASON_BEFORE:
        raise refused("--at", f"{at:%Y-%m-%d} is more than three years ago; is the year right?")


def check_date(place: str, date: dt.date, first: dt.date, last: dt.date) -> None:
    """Raises Implausible for a date outside a span."""
    if not first <= date <= last:
        raise refused(place, f"{date} lies outside {first} to {last}")
