"""Kit that is held or worn, and the pieces that any kit is drawn with."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from midstance.figure.body import Body
from midstance.figure.eye import UNITS_PER_CM, Eye
from midstance.figure.machines import MACHINE
from midstance.figure.parts import Place
from midstance.figure.pieces import Moments, Piece, name_of, size_of
from midstance.figure.rods import bar_path, rod, rounded
from midstance.figure.shapes import number, smooth_path
from midstance.figure.standing_kit import STANDING, standing_piece
from midstance.figure.state import SIGN, State
from midstance.figure.vectors import Axes, Vector, add, blend, distance, minus, times, unit
from midstance.training.figure import Prop, PropKind

GRIP_WIDTH_BAND = 2.6
SLEEVE_CM = 2.5
"""Radius of the ends of a bar that carry the plates."""


def axis_of(prop: Prop, state: State, body: Body, side: str) -> Vector:
    """Which way something held or worn points."""
    level = Axes().yawed(state.get("turn"))
    if prop.axis == "forearm":
        return unit(minus(body.joints[f"{side}_grip"], body.joints[f"{side}_elbow"]))
    if prop.axis == "rack":
        fore = body.axes[f"{side}_forearm"]
        outward = add(times(level.right, 0.62 * SIGN[side]), times(fore.forward, -0.4))
        return unit(add(times(fore.up, 0.55), outward))
    return {"across": level.right, "along": level.forward, "up": (0.0, 1.0, 0.0)}[prop.axis]


def held_at(prop: Prop, state: State, body: Body, side: str) -> Vector:
    """The middle of what is held or worn; in each hand its offset points outwards."""
    level = Axes().yawed(state.get("turn"))
    if prop.worn == "chest":
        return body.axes["thorax"].point(body.joints["neck"], *prop.at)
    if prop.worn == "hips":
        return body.axes["pelvis"].point(body.joints["hips"], *prop.at)
    if prop.held == "hands":
        return level.point(blend(body.joints["right_grip"], body.joints["left_grip"], 0.5), *prop.at)
    x, y, z = prop.at
    return level.point(body.joints[f"{side}_grip"], x, y, SIGN[side] * z)


def disc(x0: float, x1: float, r: float, ends: list[tuple[Vector, Vector]], eye: Eye) -> str:
    """A short cylinder: round when its axis mostly points at the viewer, else a block with soft corners."""
    seen = sum(abs(eye.depth(unit(minus(b, a)))) for a, b in ends) / len(ends)
    if seen < 0.75:
        return rounded(x0, x1, r)
    turns = [2 * math.pi * k / 16 for k in range(16)]
    return smooth_path([((x1 - x0) * 0.97 * math.cos(a), 2 * r * math.sin(a)) for a in turns])


def _dumbbell(prop: Prop, moments: Moments, eye: Eye, side: str) -> list[Piece]:
    size, thick, _ = size_of(prop)
    half, r = size / 2, thick / 2
    head = half * 0.62
    ends = []
    for state, body in moments:
        way, centre = axis_of(prop, state, body, side), held_at(prop, state, body, side)
        ends.append((add(centre, times(way, -half)), add(centre, times(way, half))))
    name = f"{name_of(prop)}-{side}"
    pieces = [rod(f"{name}-handle", ends, [(bar_path(half * 0.9, 1.5), "metal")], 1.5, eye)]
    for k, (a, b) in enumerate(((0.0, head / size), (1 - head / size, 1.0))):
        pair = [(blend(one, two, a), blend(one, two, b)) for one, two in ends]
        pieces.append(rod(f"{name}-{k}", pair, [(disc(-head / 2, head / 2, r, pair, eye), "iron")], r, eye))
    return pieces


HANDLE = "M-12.4 6C-13.6-17 13.6-17 12.4 6L7.6 6C8-9.2-8-9.2-7.6 6Z"
"""The handle of a kettlebell, in drawing units around the grip."""
BELL_CM, HANDLE_CM = 9.5, 13.0
"""Radius of the bell, and from the grip to its middle."""
FLATTEST = 0.4
"""A handle that points at the viewer is still this much of its height (ours)."""


def _kettlebell(prop: Prop, moments: Moments, eye: Eye, side: str) -> list[Piece]:
    """The bell hangs below the grip; along the forearm it flies on from the hand, in the rack it lies outside the
    forearm."""
    n = number(UNITS_PER_CM * BELL_CM)
    bell = f"M-{n} 0a{n} {n} 0 1 1 {number(4 * BELL_CM)} 0a{n} {n} 0 1 1-{number(4 * BELL_CM)} 0Z"
    handles, bells, depth = [], [], 0.0
    for state, body in moments:
        grip = held_at(prop, state, body, side)
        way = axis_of(prop, state, body, side) if prop.axis in ("forearm", "rack") else (0.0, -1.0, 0.0)
        a, b = eye.spot(way)
        seen = min(1.0, math.hypot(a, b) / UNITS_PER_CM)
        middle = add(grip, times(way, HANDLE_CM))
        handles.append(Place(*eye.spot(add(grip, times(way, 2.0))), math.degrees(math.atan2(b, a)) - 90, 1.0,
                             max(FLATTEST, seen)))  # fmt: skip
        bells.append(Place(*eye.spot(middle), 0.0, 1.0))
        depth += eye.depth(blend(grip, middle, 0.5)) / len(moments)
    name = f"{name_of(prop)}-{side}"
    return [
        Piece(f"{name}-handle", [(HANDLE, "metal")], handles, depth + 3),
        Piece(name, [(bell, "iron")], bells, depth + 3),
    ]


def _barbell(prop: Prop, moments: Moments, eye: Eye, side: str) -> list[Piece]:
    """A bar with a plate and its sleeve at each end."""
    size, plate, _ = size_of(prop)
    half, r = size / 2, plate / 2
    centres = [(held_at(prop, state, body, side), axis_of(prop, state, body, side)) for state, body in moments]

    def ends(a: float, b: float) -> list[tuple[Vector, Vector]]:
        return [(add(c, times(way, a)), add(c, times(way, b))) for c, way in centres]

    pieces = [rod(f"{name_of(prop)}-bar", ends(-half, half), [(bar_path(half, 1.3), "metal")], 1.3, eye)]
    for k, sign in (("a", 1.0), ("b", -1.0)):
        pair, sleeve = ends(sign * (half - 16), sign * (half - 9)), ends(sign * (half - 17), sign * (half - 1))
        plates = rod(f"{name_of(prop)}-{k}", pair, [(disc(-3.5, 3.5, r, pair, eye), "plate")], r, eye)
        hub = rod(f"{name_of(prop)}-{k}-hub", sleeve, [(disc(-8, 8, SLEEVE_CM, sleeve, eye), "metal")], SLEEVE_CM, eye)
        hub = replace(hub, depth=plates.depth)
        faces_viewer = sum(eye.depth(minus(b, a)) for a, b in sleeve) > 0
        pieces += [plates, hub] if faces_viewer else [hub, plates]
    return pieces


def _dowel(prop: Prop, moments: Moments, eye: Eye, side: str) -> list[Piece]:
    half = size_of(prop)[0] / 2
    ends = []
    for state, body in moments:
        way, centre = axis_of(prop, state, body, side), held_at(prop, state, body, side)
        ends.append((add(centre, times(way, -half)), add(centre, times(way, half))))
    return [rod(name_of(prop), ends, [(rounded(-half, half, 1.2), "wood")], 1.2, eye)]


BOTTLE_CAP = 0.2
"""Share of a bottle that is its neck (ours)."""


def _bottle(prop: Prop, moments: Moments, eye: Eye, side: str) -> list[Piece]:
    """A drinking bottle held round its middle, its neck along the thumb."""
    wide, high, _ = size_of(prop)
    ends = []
    for state, body in moments:
        fore, centre = body.axes[f"{side}_hand"], held_at(prop, state, body, side)
        ends.append((add(centre, times(fore.forward, -high / 2)), add(centre, times(fore.forward, high / 2))))
    neck = [(blend(a, b, 1 - BOTTLE_CAP), b) for a, b in ends]
    below = [(a, blend(a, b, 1 - BOTTLE_CAP)) for a, b in ends]
    half = high * (1 - BOTTLE_CAP) / 2
    pieces = [
        rod(f"{name_of(prop)}-neck", neck, [(bar_path(high * BOTTLE_CAP / 2, wide * 0.3), "metal")], wide * 0.3, eye),
        rod(name_of(prop), below, [(rounded(-half, half, wide / 2), "ball")], wide / 2, eye),
    ]
    return [replace(piece, depth=pieces[1].depth) for piece in pieces]


def _band(prop: Prop, moments: Moments, eye: Eye, side: str) -> list[Piece]:
    """The stretch of a mini-band between the legs; what lies around each leg is drawn with the leg."""
    joint, up = {"knees": ("knee", 6.0), "ankles": ("ankle", 5.0), "feet": ("ball", 3.0)}[prop.worn or "knees"]
    ends = []
    for _, body in moments:
        pair = []
        for name in ("left", "right"):
            part = {"knee": "thigh", "ankle": "shank", "ball": "foot"}[joint]
            pair.append(body.axes[f"{name}_{part}"].point(body.joints[f"{name}_{joint}"], 0, up, 0))
        ends.append((pair[0], pair[1]))
    longest = max(distance(a, b) for a, b in ends)
    half = longest / 2
    piece = rod(name_of(prop), ends, [(bar_path(half, GRIP_WIDTH_BAND), "band")], GRIP_WIDTH_BAND, eye)
    stretched = [
        Place(p.x, p.y, p.turn, p.along * distance(a, b) / longest)
        for p, (a, b) in zip(piece.places, ends, strict=True)
    ]
    return [Piece(piece.name, piece.items, stretched, -900.0)]


HELD: dict[PropKind, Callable[[Prop, Moments, Eye, str], list[Piece]]] = {
    "dumbbell": _dumbbell,
    "kettlebell": _kettlebell,
    "barbell": _barbell,
    "dowel": _dowel,
    "bottle": _bottle,
    "mini-band": _band,
}


def pieces_of(prop: Prop, moments: Moments, eye: Eye) -> list[Piece]:
    """What is drawn of a piece of kit."""
    if prop.kind in HELD and (prop.held or prop.worn):
        sides = (
            ("right", "left") if prop.held == "each" else (prop.held if prop.held in ("right", "left") else "right",)
        )
        return [piece for side in sides for piece in HELD[prop.kind](prop, moments, eye, side)]
    if prop.kind in MACHINE:
        return MACHINE[prop.kind](prop, moments, eye)
    if prop.kind in STANDING:
        return [standing_piece(prop, moments, eye)]
    return []
