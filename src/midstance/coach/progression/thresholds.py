"""The numbers by which exercises go on, each with its source; those of prescription stand in the planner's tables.

`ours`: our own choice, to be changed here and nowhere else.
"""

from __future__ import annotations

from typing import Literal

from midstance.training.exercise import Kit

GOOD_IN_A_ROW = 2
"""Sessions that pass the gate before anything rises (evidence, section 5)."""
SMALL_STEP = 1.025
"""Up to this step of load one good session is enough (evidence, section 5) …"""
SMALL_STEP_REPS = 1
"""A rep more is worth 2.3 to 2.9 % (evidence, section 5), so it counts as such a step too …"""
SMALL_STEP_SPARE = 1
"""… with so many reps in reserve beyond the lowest asked, as reserve is felt to about one rep (halperin-2022; ours)."""
EXACT_RESERVE = 0
"""Reps a step leaves unused of what the reserve says could be lifted at the bottom of the range: none, as people
have about one more than they feel (halperin-2022; ours). Counting on that one too gains 0.3 % and makes heavy steps
larger, so it stays theirs."""
RETURN_DAYS = 42
"""Days back to which a load counts as known, so that the way back to it after a lapse of form is short (ours)."""
LOAD_STEP_MOST_LIGHT = 1.05
"""The largest step of load on one leg and with what is held in the hands, if the kit has one so small (evidence, 5)."""
LIGHT_KIT: frozenset[Kit | None] = frozenset({"dumbbell", "kettlebell"})
"""What is held in the hands."""
REPS_BACK = 2
"""Reps the range may fall with a larger step of load (ours)."""
REPS_BACK_FROM = 1.05
"""Steps above this cost more reps than a range of two spans: one rep is 2.3 to 2.9 % (evidence, section 5)."""
HEAVY_SPARE = 2
"""Reserve beyond the lowest asked before heavy work takes a kit step above 10 %, as its reps stay low (ours)."""
FAR_TOO_LIGHT = 3
"""Reserve beyond the highest asked with which a load picked by effort is picked anew, after two sessions one that the
plan named (ours)."""
REPS_AT_ONCE = 4
"""Reps by which a range at body mass or with a band moves up at most where two sessions left far more (ours)."""

EASE_SHARE, EASE_MORE_SHARE = 0.05, 0.10
"""Load taken off after a fault, no reserve or pain; the second after two in a row (evidence, section 5)."""
FEWER_SECONDS, LEAST_SECONDS = 5, 10
"""What a hold is eased by, and how short it gets (ours)."""
SAME_LOAD = 0.01
"""Share within which two loads are one, so that kg and lb of the same plates agree (ours)."""

OFF_TABLE_DAYS = 14
"""Days in which an easier dose than the last counts as a lighter day beside it, not as a new beginning (ours)."""
OFF_TABLE: frozenset[str] = frozenset({"deload", "taper", "primer"})
"""Templates whose doses follow tables of their own; nothing goes on from them (rules page, H11)."""

RUN_FELT_BAD_DAYS = 4
"""Days before a session in which no run may have felt worse: the "several" of S4:315 (number ours)."""

E1RM_SESSIONS: tuple[int, ...] = (3, 2, 1)
"""Sessions an e1RM rests on, newest first, with their weights (ours)."""
E1RM_SURE_REPS = 8
E1RM_SURE, E1RM_UNSURE = 1.0, 0.5
"""Weight of a set up to so many reps to failure, and above (evidence, section 5)."""

STEP_LB: dict[Kit, float] = {
    "barbell": 5.0,
    "dumbbell": 5.0,
    "kettlebell": 5.0,
    "leg-press": 10.0,
    "hamstring-curl": 10.0,
    "calf-machine": 10.0,
    "seated-calf-machine": 10.0,
}
"""Smallest step of kit marked in pounds, unless the runner gives one (ours)."""
STEP_LB_GRAIN = 0.5
"""A step given in kg is rounded to this in pounds (ours)."""

LONGER_RANGE: frozenset[tuple[str, str]] = frozenset(
    {
        ("shallow-lateral-lunge", "lateral-lunge"),
        ("lateral-lunge", "cossack-squat"),
        ("alternating-lateral-lunge", "cossack-squat"),
        ("short-range-romanian-deadlift", "romanian-deadlift"),
        ("low-step-up", "step-up"),
        ("split-squat", "front-foot-elevated-split-squat"),
        ("reverse-lunge", "deficit-reverse-lunge"),
        ("single-leg-calf-raise", "step-single-leg-calf-raise"),
    }
)
"""Neighbours on the ladder that are the same movement through more range (ours, from the library's own texts)."""

Reason = Literal[
    "strength", "stability", "landing", "landings-loud", "landings-capped", "re-teach", "form", "one-thing",
    "reps-first", "reserve", "pain", "beginner", "no-numbers", "by-effort", "unasked", "screen", "half",
]  # fmt: skip
CITED: dict[Reason, tuple[str, tuple[str, ...]]] = {
    "strength": ("R-PRG-2", ("S4:324", "acsm-2009")),
    "stability": ("R-PRG-3", ("S4:324",)),
    "landing": ("R-PRG-4", ("S4:324", "S4:296-298")),
    "landings-loud": ("R-PLY-6", ("S4:296", "S4:298")),
    "landings-capped": ("H14", ("S4:286-288", "nsca-contacts", "ours")),
    "re-teach": ("R-PRG-7", ("S4:330",)),
    "form": ("R-PRG-9", ("S2:69",)),
    "one-thing": ("H11", ("S4:323",)),
    "reps-first": ("H12", ("acsm-2009", "S2:43")),
    "reserve": ("R-PRG-2", ("S4:324", "zourdos-2016", "halperin-2022")),
    "pain": ("H16", ("silbernagel-2007", "ours")),
    "beginner": ("R-PRG-5", ("S4:315",)),
    "no-numbers": ("R-PRG-2", ("S4:324", "ours")),
    "by-effort": ("R-PRG-2", ("zourdos-2016", "ours")),
    "unasked": ("R-PRG-1", ("S4:323", "ours")),
    "screen": ("H02", ("acsm-2015",)),
    "half": ("R-PRG-2", ("S4:324",)),
}
"""The rule of the catalogue and the sources behind each reason."""
