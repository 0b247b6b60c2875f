"""What is drawn before what: limbs by how near they are, kit by what hides what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from midstance.figure.body import Body
from midstance.figure.eye import Eye
from midstance.figure.pieces import Moments, Piece, centre_of, size_of
from midstance.figure.state import SIDES
from midstance.figure.vectors import Vector, blend, times
from midstance.training.figure import Prop

GROUP_JOINTS = {
    "trunk": ("hips", "waist", "chest"), "head": ("crown", "neck_top"),
    "right_leg": ("right_hip", "right_knee", "right_ankle"), "left_leg": ("left_hip", "left_knee", "left_ankle"),
    "right_arm": ("right_elbow", "right_grip"), "left_arm": ("left_elbow", "left_grip"),
}  # fmt: skip


def order_of(eye: Eye, moments: Moments) -> dict[str, float]:
    """How near each group is, on the mean."""
    found = {}
    for group, names in GROUP_JOINTS.items():
        depths = [eye.depth(body.joints[name]) for _, body in moments for name in names]
        found[group] = sum(depths) / len(depths)
    found["head"] += 0.5
    for side in ("right", "left"):
        # An arm as near as the trunk lies before it, for the trunk is thick.
        found[f"{side}_arm"] += 1.0
    return found


HIDING = ("box", "bench", "pad")
"""Kit that can stand between the viewer and a leg; a wall in front of everything is left behind it."""
TOUCH_CM = 2.0
"""A point no deeper in a block than this only touches it (ours)."""


def kit_in_order(
    prop: Prop, pieces: Sequence[Piece], moments: Moments, eye: Eye, order: dict[str, float]
) -> list[Piece]:
    """The pieces of kit with their depths: a bar on the shoulders behind or before the trunk, a block before a leg that
    it hides. What hides a leg at some moments alone is drawn once behind and once, at these moments, before it."""
    if prop.worn == "chest":
        return [_on_shoulders(piece, prop, moments, eye, order) for piece in pieces]
    if prop.kind not in HIDING or prop.held or prop.worn:
        return list(pieces)
    hidden = {side: _covered(prop, moments, eye, side) for side in SIDES}
    found = list(pieces)
    for side, at in hidden.items():
        depth = order[f"{side}_leg"] + 0.01
        if not any(at):
            continue
        for piece in pieces:
            always = all(at)
            found.append(replace(piece, name=f"{piece.name}-before-{side}", depth=depth, shown=() if always else at))
    return found


def _on_shoulders(piece: Piece, prop: Prop, moments: Moments, eye: Eye, order: dict[str, float]) -> Piece:
    """A bar lies behind the neck or before it, whatever the lean does to its depth."""
    if not piece.name.endswith("-bar"):
        return piece
    forward = sum(eye.depth(body.axes["thorax"].forward) for _, body in moments) * prop.at[0]
    behind = forward < 0
    depth = min(order["trunk"], order["head"]) - 0.2 if behind else max(order["trunk"], order["head"]) + 0.2
    return replace(piece, depth=depth)


def _covered(prop: Prop, moments: Moments, eye: Eye, side: str) -> tuple[bool, ...]:
    """At which moments a block is drawn before a leg: never, if it hides none of it; else always but when some of the
    leg is before the block."""
    long, high, wide = size_of(prop)
    hides, before = [], []
    away = times(eye.near, -1)
    for state, body in moments:
        x, y, z = centre_of(prop, state, body)
        low, top = (x - long / 2, y, z - wide / 2), (x + long / 2, y + high, z + wide / 2)
        points = _leg_points(body, side)
        before.append(any(_meets(point, away, low, top) for point in points))
        hides.append(not before[-1] and any(_meets(point, eye.near, low, top) for point in points))
    return tuple(not each for each in before) if any(hides) else (False,) * len(before)


def _leg_points(body: Body, side: str) -> list[Vector]:
    knee, ankle, heel, ball, toe = (body.joints[f"{side}_{name}"] for name in ("knee", "ankle", "heel", "ball", "toe"))
    return [*(blend(knee, ankle, part / 6) for part in range(7)), heel, blend(heel, ball, 0.5), ball, toe]


def _meets(point: Vector, way: Vector, low: Vector, top: Vector) -> bool:
    """Whether a line from a point meets a block further on; a point within it meets nothing."""
    enters, leaves = -1e9, 1e9
    for axis, (p, w, a, b) in enumerate(zip(point, way, low, top, strict=True)):
        a, b = a + (TOUCH_CM if axis != 1 else -TOUCH_CM), b - TOUCH_CM
        if a > b:
            return False
        if abs(w) < 1e-6:
            if not a <= p <= b:
                return False
            continue
        one, two = sorted(((a - p) / w, (b - p) / w))
        enters, leaves = max(enters, one), min(leaves, two)
    return 0 < enters < leaves
