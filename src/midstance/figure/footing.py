"""How a foot meets the floor: which way that goes, and how the toes bend over it."""

from __future__ import annotations

import math

from midstance.figure.state import State
from midstance.figure.vectors import Axes, Vector, dot

UPRIGHT = 0.3
"""A foot that is tipped further than this (its up against the floor's, as a cosine) lets its toes go straight again
(ours)."""


def ground_axes(state: State) -> Axes:
    """Which way the floor goes ahead, and which way is up from it."""
    return Axes().pitched(-math.degrees(math.atan(state.get("grade"))))


def toe_bend(state: State, name: str, foot: Axes, ball: Vector, toe: float) -> float:
    """How far the toes bend up, in degrees; a leg on its way to or from angles, which leave the toes straight, bends
    them less and less."""
    ground = ground_axes(state)
    rise = math.degrees(math.asin(max(-1.0, min(1.0, -dot(foot.forward, ground.up)))))
    second, share = state.other.get(name, (state.ways[name], 0.0))
    placed = (1 - share) * (state.ways[name] == "foot") + share * (second == "foot")
    upright = 1.0 if state.on[name] == "ball" else min(1.0, max(0.0, dot(foot.up, ground.up) / UPRIGHT))
    if placed <= 0 or rise <= 0 or upright <= 0:
        return 0.0
    above = ground.up[1] * (ball[1] - state.get("grade") * ball[0])
    room = math.degrees(math.asin(max(0.0, min(1.0, above / toe))))
    droop = state.light.get(name, 1.0) * min(0.7 * rise, room) if state.on[name] in ("air", "heel") else 0.0
    return min(max((rise - droop) * placed * upright, rise - room), 80.0)
