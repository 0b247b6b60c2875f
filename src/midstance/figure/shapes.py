"""The shape of each part of the body as a profile along its bone, and its outline from any side. All widths are ours,
by eye."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

from midstance.figure.eye import UNITS_PER_CM, Spot

Row = tuple[float, float, float, float]
"""Along the bone (0 to 1), then half widths in cm to the front, the back and the sides."""
Profile = tuple[Row, ...]


@dataclass(frozen=True)
class Shape:
    """A part of the body between two joints."""

    profile: Profile
    cap_start: float
    """How far the rounding goes beyond the first joint, cm."""
    cap_end: float


SHAPES: dict[str, Shape] = {
    "thigh": Shape(
        ((0, 8.6, 9.0, 8.6), (0.2, 8.7, 8.5, 8.2), (0.5, 7.6, 7.2, 7.0), (0.8, 5.8, 5.4, 5.6), (1, 5.0, 4.8, 5.2)),
        8.6,
        5.0,
    ),
    "shank": Shape(
        (
            (0, 4.9, 4.7, 5.0),
            (0.14, 4.6, 5.4, 5.0),
            (0.32, 4.1, 6.4, 5.5),
            (0.56, 3.6, 5.0, 4.4),
            (0.84, 3.0, 3.2, 3.1),
            (1, 3.0, 3.4, 3.2),
        ),
        4.8,
        3.2,
    ),
    "upper_arm": Shape(
        ((0, 4.5, 4.5, 4.2), (0.16, 4.9, 4.9, 4.7), (0.35, 4.4, 4.3, 4.3), (0.7, 3.7, 3.7, 3.5), (1, 3.3, 3.3, 3.3)),
        3.4,
        3.3,
    ),
    "forearm": Shape(((0, 3.4, 3.4, 3.4), (0.25, 3.5, 3.6, 3.7), (0.7, 2.7, 2.7, 2.8), (1, 2.2, 2.2, 2.4)), 3.4, 2.2),
    "hand": Shape(((0, 2.3, 2.3, 2.5), (0.4, 2.9, 2.9, 3.5), (1, 2.2, 2.2, 2.8)), 2.2, 2.4),
    "pelvis": Shape(
        (
            (-0.35, 7.5, 9.8, 14.0),
            (-0.1, 9.0, 11.8, 16.4),
            (0.35, 9.6, 11.6, 16.2),
            (0.8, 9.4, 9.2, 14.2),
            (1, 9.2, 8.8, 13.6),
        ),
        8.0,
        4.0,
    ),
    "lumbar": Shape(((0, 9.2, 8.8, 13.6), (0.5, 9.4, 8.3, 13.2), (1, 10.0, 9.0, 13.8)), 6.0, 6.0),
    "thorax": Shape(
        (
            (0, 10.0, 9.0, 13.8),
            (0.4, 11.2, 10.0, 15.6),
            (0.75, 9.8, 10.6, 17.4),
            (0.98, 6.9, 8.8, 18.4),
            (1.13, 5.4, 6.8, 16.0),
            (1.26, 4.8, 5.6, 7.6),
        ),
        6.0,
        1.2,
    ),
    "neck": Shape(((-0.3, 5.4, 5.8, 6.4), (0.3, 4.6, 5.2, 5.0), (1, 4.4, 5.0, 4.8)), 2.0, 3.0),
    "head": Shape(
        (
            (0.0, 7.6, 3.8, 4.6),
            (0.13, 8.7, 6.3, 6.5),
            (0.27, 8.9, 8.2, 7.4),
            (0.37, 9.7, 9.2, 7.8),
            (0.47, 9.2, 9.6, 8.0),
            (0.68, 9.0, 10.0, 8.3),
            (0.90, 6.4, 7.4, 6.2),
        ),
        2.2,
        3.0,
    ),
    "shoe": Shape(((0, 4.0, 4.2, 4.0), (0.5, 3.9, 3.7, 4.2), (1, 3.2, 3.2, 4.6)), 4.0, 3.2),
    "instep": Shape(((0, 4.3, 4.3, 4.0), (1, 3.8, 3.8, 4.2)), 4.2, 3.8),
    "toes": Shape(((0, 3.2, 3.2, 4.6), (0.6, 2.7, 2.7, 4.2), (1, 2.3, 2.3, 3.6)), 3.2, 2.3),
    "frontal shoe": Shape(((0, 4.0, 4.0, 3.9), (0.6, 4.0, 4.0, 4.4), (1, 3.4, 3.4, 4.7)), 3.4, 2.6),
    "frontal toes": Shape(((0, 2.6, 2.7, 2.6), (1, 2.6, 2.7, 2.6)), 2.6, 2.6),
    "frontal sole": Shape(((0, 1.1, 1.1, 1.1), (1, 1.1, 1.1, 1.1)), 1.1, 1.1),
    "sole": Shape(((0, 1.1, 1.1, 4.3), (1, 1.1, 1.1, 4.8)), 1.6, 1.1),
}


@dataclass(frozen=True)
class Facing:
    """How a part is turned to the viewer: its front across the bone on paper, its front towards the viewer, its
    hand."""

    across: float
    near: float
    hand: float

    def width(self, row: tuple[float, float, float, float], way: float) -> float:
        """Half width on one side of the bone on paper (`way` +1 or -1), in cm."""
        deep = row[1] if self.across * way > 0 else row[2]
        return math.hypot(self.across * deep, math.sqrt(max(0.0, 1 - self.across**2)) * row[3])

    def edge(self, row: tuple[float, float, float, float], angle: float) -> tuple[float, float]:
        """Where a point of the skin lies across the bone, and how near; 0 is the front, 90 the body's right."""
        c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        deep = row[1] if c > 0 else row[2]
        return deep * c * self.across + row[3] * s * self.hand * self.near, c * self.near - s * self.hand * self.across


def outline(shape: Shape, size: float, facing: Facing, more: float = 0.0) -> list[Spot]:
    """Corner points of a part around the middle of its bone, in drawing units; `more` cm makes it fatter all round."""
    near_side, far_side = [], []
    for row in shape.profile:
        x = (row[0] - 0.5) * size
        near_side.append((x, facing.width(row, 1) + more))
        far_side.append((x, -facing.width(row, -1) - more))
    first, last = shape.profile[0], shape.profile[-1]
    start, end = (first[0] - 0.5) * size - shape.cap_start - more, (last[0] - 0.5) * size + shape.cap_end + more
    tail = _cap((near_side[-1], far_side[-1]), end)
    head = _cap((far_side[0], near_side[0]), start)
    points = [*near_side, *tail, *reversed(far_side), *head]
    return [(x * UNITS_PER_CM, y * UNITS_PER_CM) for x, y in points]


def _cap(ends: tuple[Spot, Spot], x: float) -> list[Spot]:
    """Three points that round the end of a part."""
    (xa, a), (_, b) = ends
    middle = (a + b) / 2
    out = x - xa
    return [
        (xa + out * 0.72, middle + (a - middle) * 0.72),
        (x, middle),
        (xa + out * 0.72, middle + (b - middle) * 0.72),
    ]


def patch(
    shape: Shape, size: float, facing: Facing, around: tuple[float, float], along: tuple[float, float]
) -> list[Spot]:
    """The seen part of a region of the skin (degrees around from the front, shares along the bone); empty when
    hidden."""
    low, high = [], []
    for i in range(9):
        t = along[0] + (along[1] - along[0]) * i / 8
        row = row_at(shape, t, size)
        angles = [around[0] + (around[1] - around[0]) * k / 24 for k in range(25)]
        seen = [y for y, near in (facing.edge(row, angle) for angle in angles) if near > -0.02]
        if not seen:
            continue
        inset = math.sin(math.pi * i / 8) ** 0.4 if 0 < i < 8 else 0.15
        middle = (max(seen) + min(seen)) / 2
        x = (t - 0.5) * size
        low.append((x, middle + (min(seen) - middle) * inset))
        high.append((x, middle + (max(seen) - middle) * inset))
    if len(low) < 3 or max(b[1] - a[1] for a, b in zip(low, high, strict=True)) < 0.8:
        return []
    return [(x * UNITS_PER_CM, y * UNITS_PER_CM) for x, y in [*high, *reversed(low)]]


def row_at(shape: Shape, t: float, size: float) -> tuple[float, float, float, float]:
    """The profile at a share of the bone; beyond its beginning it is rounded."""
    rows = shape.profile
    if t <= rows[0][0]:
        beyond = min(1.0, (rows[0][0] - t) * size / shape.cap_start)
        round_off = math.sqrt(1 - beyond * beyond)
        return (t, rows[0][1] * round_off, rows[0][2] * round_off, rows[0][3] * round_off)
    for a, b in itertools.pairwise(rows):
        if t <= b[0]:
            u = (t - a[0]) / (b[0] - a[0])
            return (t, a[1] + (b[1] - a[1]) * u, a[2] + (b[2] - a[2]) * u, a[3] + (b[3] - a[3]) * u)
    return rows[-1]


def number(value: float) -> str:
    """A coordinate as short as it can be."""
    text = f"{value:.1f}"
    text = text[:-2] if text.endswith(".0") else text
    return "0" if text == "-0" else text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def smooth_path(points: list[Spot]) -> str:
    """A closed smooth curve through points (Catmull-Rom as Béziers), each corner relative to the one before, as drawn.

    The curve leaves a point as it came, so that all Béziers but the first need one control point.
    """
    count = len(points)
    xa, ya = round(points[0][0], 1), round(points[0][1], 1)
    parts = [f"M{pair(xa, ya)}"]
    for i in range(count):
        a, b, c, d = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        two = pair(c[0] - (d[0] - b[0]) / 6 - xa, c[1] - (d[1] - b[1]) / 6 - ya)
        dx, dy = round(c[0] - xa, 1), round(c[1] - ya, 1)
        if i == 0:
            one = pair((c[0] - a[0]) / 6, (c[1] - a[1]) / 6)
            parts.append(f"c{joined(one, two, pair(dx, dy))}s")
        else:
            parts.append(joined(two, pair(dx, dy)) if i == 1 else joined("", two, pair(dx, dy)))
        xa, ya = xa + dx, ya + dy
    return "".join(parts) + "Z"


def pair(x: float, y: float) -> str:
    """Two coordinates as short as they can be."""
    return joined(number(x), number(y))


def joined(*numbers: str) -> str:
    """Numbers one after the other; a minus sign divides them as well as a space."""
    first, *rest = numbers
    return first + "".join(each if each.startswith("-") else f" {each}" for each in rest)


def straight_path(points: list[Spot]) -> str:
    """A closed polygon."""
    return "M" + "L".join(pair(x, y) for x, y in points) + "Z"


def hull(points: list[Spot]) -> list[Spot]:
    """The convex outline of points (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered

    def half(run: list[Spot]) -> list[Spot]:
        found: list[Spot] = []
        for p in run:
            while len(found) > 1 and _turn(found[-2], found[-1], p) <= 0:
                found.pop()
            found.append(p)
        return found[:-1]

    return half(ordered) + half(ordered[::-1])


def _turn(a: Spot, b: Spot, c: Spot) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
