"""Kit that stands on the floor, and the parts of machines that move."""

from __future__ import annotations

import math
from collections.abc import Callable

from midstance.figure.eye import UNITS_PER_CM, Eye, Spot
from midstance.figure.parts import Place
from midstance.figure.pieces import STANDING_DEPTH, Item, Moments, Piece, centre_of, name_of, size_of
from midstance.figure.shapes import hull, number, straight_path
from midstance.figure.vectors import Vector
from midstance.training.figure import Prop, PropKind


def block(eye: Eye, low: Vector, high: Vector, colour: str = "kit") -> list[Item]:
    """A box between two corners: the faces that can be seen, each in its shade."""
    found: list[Item] = []
    for axis, shade in ((0, "side"), (1, "top"), (2, "front")):
        turned = eye.near[axis]
        if abs(turned) < 0.02:
            continue
        fixed = high[axis] if turned > 0 else low[axis]
        others = [k for k in range(3) if k != axis]
        corners = []
        for a, b in ((0, 0), (1, 0), (1, 1), (0, 1)):
            point = [0.0, 0.0, 0.0]
            point[axis] = fixed
            point[others[0]] = (low, high)[a][others[0]]
            point[others[1]] = (low, high)[b][others[1]]
            corners.append(eye.spot((point[0], point[1], point[2])))
        found.append((straight_path(corners), f"{colour}-{shade}"))
    return found


def _bench(eye: Eye, x: float, y: float, z: float) -> list[Item]:
    items: list[Item] = []
    for end in (-0.36, 0.36):
        items += block(eye, (-x * 0.32, 0, z * end - 3), (x * 0.32, y - 8, z * end + 3), "dark")
    return items + block(eye, (-x / 2, y - 9, -z / 2), (x / 2, y, z / 2))


def _chair(eye: Eye, x: float, y: float, z: float) -> list[Item]:
    items: list[Item] = []
    for dx in (-0.46, 0.4):
        for dz in (-0.46, 0.4):
            items += block(eye, (x * dx, 0, z * dz), (x * dx + 2.5, y - 4, z * dz + 2.5), "dark")
    back = block(eye, (-x / 2 - 2, y, -z / 2), (-x / 2 + 2, y + 42, z / 2))
    seat = block(eye, (-x / 2, y - 5, -z / 2), (x / 2, y, z / 2))
    return [*items, *(back + seat if eye.near[0] >= 0 else seat + back)]


def _plain(eye: Eye, x: float, y: float, z: float) -> list[Item]:
    return block(eye, (-x / 2, 0, -z / 2), (x / 2, y, z / 2))


def _wall(eye: Eye, x: float, y: float, z: float) -> list[Item]:
    return block(eye, (-x / 2, 0, -z / 2), (x / 2, y, z / 2), "wall")


def _pad(eye: Eye, x: float, y: float, z: float) -> list[Item]:
    return block(eye, (-x / 2, 0, -z / 2), (x / 2, y, z / 2), "dark")


def _slab(eye: Eye, foot: Spot, top: Spot, thick: float, wide: float, colour: str) -> Item:
    """A leaning board between two points of the side plane."""
    (xa, ya), (xb, yb) = foot, top
    size = math.hypot(xb - xa, yb - ya)
    nx, ny = -(yb - ya) / size * thick / 2, (xb - xa) / size * thick / 2
    corners = [(xa + nx, ya + ny), (xa - nx, ya - ny), (xb + nx, yb + ny), (xb - nx, yb - ny)]
    return straight_path(hull([eye.spot((x, y, z)) for x, y in corners for z in (-wide / 2, wide / 2)])), colour


def _seat(eye: Eye, x: float, y: float, z: float) -> list[Item]:
    """A machine's seat with a leaning back, the sitter facing +x; `y` is the height of the seat."""
    back = _slab(eye, (-x / 2 - 2, y), (-x / 2 - 18, y + 58), 8.0, z, "kit-side")
    return [*_frame(eye, x, y, z), back, *block(eye, (-x / 2, y - 8, -z / 2), (x / 2, y, z / 2))]


def _frame(eye: Eye, x: float, y: float, z: float) -> list[Item]:
    """Two feet on the floor, each with two posts up to a seat."""
    items: list[Item] = []
    for middle in (-z * 0.3, z * 0.3):
        items += block(eye, (-x / 2 - 6, 0, middle - 3), (x / 2 + 4, 5, middle + 3), "dark")
        for post in (-x / 2 + 2, x / 2 - 8):
            items += block(eye, (post, 5, middle - 2.5), (post + 6, y - 8, middle + 2.5), "dark")
    return items


def _leg_press(eye: Eye, x: float, y: float, z: float) -> list[Item]:
    return [*block(eye, (-30, 0, -10), (x + 62, 8, 10), "dark"), *_seat(eye, x, y, z)]


def _calf_machine(eye: Eye, x: float, y: float, z: float) -> list[Item]:
    """A platform for the balls of the feet, its tower in front."""
    tower = block(eye, (x / 2 + 16, 0, -z / 4), (x / 2 + 24, 178, z / 4), "dark")
    base = block(eye, (-x / 2 - 20, 0, -z / 2), (x / 2 + 24, 4, z / 2), "dark")
    return [*base, *tower, *block(eye, (-x / 2, 4, -z / 2), (x / 2, y, z / 2))]


def _ball(eye: Eye, x: float, y: float, z: float) -> list[Item]:
    r = x / 2 * UNITS_PER_CM
    lines = "".join(
        f"M{number(-r * c)} {number(-r * s)}A{number(r)} {number(r * bulge)} {number(turn)} 0 1 "
        f"{number(r * c)} {number(r * s)}"
        for turn, bulge in ((20.0, 0.35), (110.0, 0.35))
        for c, s in ((math.cos(math.radians(turn)), math.sin(math.radians(turn))),)
    )
    return [(_circle(r), "ball"), (lines, "ball-line")]


def _roller(eye: Eye, x: float, y: float, z: float) -> list[Item]:
    r = y / 2
    points: list[Spot] = []
    for end in (-z / 2, z / 2):
        turns = [2 * math.pi * k / 24 for k in range(24)]
        points += [eye.spot((r * math.cos(a), r + r * math.sin(a), end)) for a in turns]
    near = z / 2 if eye.near[2] >= 0 else -z / 2
    face = [
        eye.spot((r * math.cos(2 * math.pi * k / 24), r + r * math.sin(2 * math.pi * k / 24), near)) for k in range(24)
    ]
    return [(straight_path(hull(points)), "kit-front"), (straight_path(face), "kit-top")]


def _circle(r: float) -> str:
    n = number(r)
    return f"M-{n} 0A{n} {n} 0 1 1 {n} 0A{n} {n} 0 1 1-{n} 0Z"


STANDING: dict[PropKind, Callable[[Eye, float, float, float], list[Item]]] = {
    "bench": _bench,
    "box": _plain,
    "chair": _chair,
    "wall": _wall,
    "mat": _plain,
    "pad": _pad,
    "leg-press": _leg_press,
    "hamstring-curl": _seat,
    "calf-machine": _calf_machine,
    "seated-calf-machine": _seat,
    "stability-ball": _ball,
    "foam-roller": _roller,
}


def standing_piece(prop: Prop, moments: Moments, eye: Eye) -> Piece:
    """Kit on the floor, where it is at each moment; a ball rolls."""
    x, y, z = size_of(prop)
    items = STANDING[prop.kind](eye, x, y, z)
    centres = [centre_of(prop, state, body) for state, body in moments]
    places = []
    for centre in centres:
        up, turn = (0.0, 0.0)
        if prop.kind in ("stability-ball",):
            up = y / 2
            rolled = (centre[0] - centres[0][0]) * eye.right[0] + (centre[2] - centres[0][2]) * eye.right[2]
            turn = math.degrees(rolled / (x / 2))
        sx, sy = eye.spot((centre[0], centre[1] + up, centre[2]))
        places.append(Place(sx, sy, turn, 1.0))
    return Piece(name_of(prop), items, places, STANDING_DEPTH, standing=True)
