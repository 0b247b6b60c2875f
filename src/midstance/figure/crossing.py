"""A leg that goes over from one way of being placed to another, from a planted foot to angles in the air or back, does
so from where it is: at both ends of the way, each of the two is given the other's measure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from midstance.figure import anthropometry as size
from midstance.figure.anatomy import leg_angles
from midstance.figure.body import Body, solve
from midstance.figure.footing import ground_axes
from midstance.figure.state import SIDES, SIGN, State
from midstance.figure.vectors import dot

PLACED = {"foot", "angles"}


def met(states: Sequence[State]) -> list[State]:
    """The states, each with the measures by which its neighbours place the legs."""
    found = list(states)
    for i, state in enumerate(states):
        values: dict[str, float] = {}
        body: Body | None = None
        for side in SIDES:
            leg = f"{side}_leg"
            own = state.ways[leg]
            near = {states[k].ways[leg] for k in (i - 1, i + 1) if 0 <= k < len(states)} - {own}
            if own in PLACED and near & PLACED:
                body = body or solve(state)
                values |= _as_angles(side, body) if own == "foot" else _as_place(state, side, body)
        if values:
            found[i] = replace(state, values=state.values | values)
    return found


def _as_angles(side: str, body: Body) -> dict[str, float]:
    """The angles at hip, knee and ankle of a leg whose foot is placed."""
    at = f"{side}_leg.angles."
    hip, abduct, rotate, knee, ankle = leg_angles(side, body)
    return {at + "hip": hip, at + "abduct": abduct, at + "rotate": rotate, at + "knee": knee, at + "ankle": ankle}


def _as_place(state: State, side: str, body: Body) -> dict[str, float]:
    """The place and the turn of the foot of a leg that is placed by angles."""
    at, sign, foot, ground = f"{side}_leg.foot.", SIGN[side], body.axes[f"{side}_foot"], ground_axes(state)
    toe_out = sign * math.degrees(math.atan2(-foot.right[0], foot.right[2]))
    flat = ground.yawed(sign * toe_out)
    heel = math.degrees(math.atan2(-dot(foot.forward, flat.up), dot(foot.up, flat.up)))
    pivot = size.BALL_AHEAD if heel >= 0 else -size.HEEL_BEHIND
    turned = flat.pitched(heel)
    below = turned.point(body.joints[f"{side}_ankle"], pivot, -size.ANKLE_HEIGHT, 0)
    x, y, z = flat.point(below, -pivot, 0, 0)
    return {
        at + "x": x, at + "y": y - state.get("grade") * x, at + "z": sign * z,
        at + "toe_out": toe_out, at + "heel": heel, at + "knee_out": 0.0,
    }  # fmt: skip
