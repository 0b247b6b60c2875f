"""What is long: a piece drawn along a line between two points, turned and foreshortened with them."""

from __future__ import annotations

import math

from midstance.figure.eye import UNITS_PER_CM, Eye
from midstance.figure.parts import Place
from midstance.figure.pieces import Item, Piece
from midstance.figure.shapes import smooth_path, straight_path
from midstance.figure.vectors import Vector, blend, distance


def rod(name: str, ends: list[tuple[Vector, Vector]], items: list[Item], radius: float, eye: Eye) -> Piece:
    """Something long between two points, drawn along x around its middle."""
    places = []
    for a, b in ends:
        (xa, ya), (xb, yb) = eye.spot(a), eye.spot(b)
        full = distance(a, b) * UNITS_PER_CM
        s = min(1.0, math.hypot(xb - xa, yb - ya) / full)
        along = s + 2 * radius * UNITS_PER_CM / full * math.sqrt(1 - s * s)
        places.append(Place((xa + xb) / 2, (ya + yb) / 2, math.degrees(math.atan2(yb - ya, xb - xa)), along))
    depth = sum(eye.depth(blend(a, b, 0.5)) for a, b in ends) / len(ends)
    return Piece(name, items, places, depth)


def bar_path(half: float, r: float) -> str:
    """A straight bar along x, in cm."""
    h, w = half * UNITS_PER_CM, r * UNITS_PER_CM
    return straight_path([(-h, -w), (h, -w), (h, w), (-h, w)])


def rounded(x0: float, x1: float, r: float) -> str:
    """A bar from x0 to x1, in cm, with rounded corners."""
    a, b, w = x0 * UNITS_PER_CM, x1 * UNITS_PER_CM, r * UNITS_PER_CM
    c = min(3.0, (b - a) / 3)
    half = [(a, -w + c), (a + c, -w), ((a + b) / 2, -w), (b - c, -w), (b, -w + c), (b, 0.0)]
    return smooth_path([*half, *((a + b - x, -y) for x, y in half)])
