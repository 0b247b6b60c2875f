"""The head above the face that is not drawn: short hair, and a hint of the ears."""

from __future__ import annotations

import itertools
import math

from midstance.figure.eye import UNITS_PER_CM, Spot
from midstance.figure.shapes import SHAPES, Facing, number, row_at, smooth_path

HAIRLINE = (
    (0.0, 0.80), (38.0, 0.77), (58.0, 0.62), (74.0, 0.48), (92.0, 0.36), (110.0, 0.22), (135.0, 0.1), (180.0, 0.05),
)  # fmt: skip
"""How low the hair grows, as a share of the head, by the degrees round from the front (all of this is ours)."""
THICK_CM = 0.45
EAR_AT = (97.0, 0.36)
"""Degrees round from the front, and share of the head."""
EAR_CM = (1.5, 2.7)
EAR_SEEN = -0.25
"""An ear that turns away further than this is hidden by the head."""


def head_marks(faced: Facing, size: float) -> list[tuple[str, str]]:
    """What is drawn on a head: short hair, and ears a shade darker than the skin."""
    ears = [(path, "skin-far") for angle in (EAR_AT[0], -EAR_AT[0]) if (path := _ear(faced, size, angle))]
    return [(smooth_path(_hair(faced, size)), "hair"), *ears]


def _hairline(angle: float) -> float:
    round_ = abs((angle + 180) % 360 - 180)
    for (a, low), (b, high) in itertools.pairwise(HAIRLINE):
        if round_ <= b:
            return low + (high - low) * (round_ - a) / (b - a)
    return HAIRLINE[-1][1]


def _ear(faced: Facing, size: float, angle: float) -> str:
    y, near = faced.edge(row_at(SHAPES["head"], EAR_AT[1], size), angle)
    if near < EAR_SEEN:
        return ""
    wide = EAR_CM[0] * max(0.5, math.sqrt(max(0.0, near)))
    rx, ry = number(EAR_CM[1] * UNITS_PER_CM), number(wide * UNITS_PER_CM)
    x, middle = (EAR_AT[1] - 0.5) * size * UNITS_PER_CM, y * UNITS_PER_CM
    left, right = f"{number(x - EAR_CM[1] * UNITS_PER_CM)} {number(middle)}", number(2 * EAR_CM[1] * UNITS_PER_CM)
    return f"M{left}a{rx} {ry} 0 1 1 {right} 0a{rx} {ry} 0 1 1-{right} 0Z"


def _hair(faced: Facing, size: float) -> list[Spot]:
    """A cap of short hair: what of the crown and the back of the head can be seen."""
    head, more = SHAPES["head"], THICK_CM
    low = []
    for angle in range(0, 360, 10):
        t = _hairline(angle)
        y, near = faced.edge(row_at(head, t, size), angle)
        if near > 0.0:
            low.append((y, t))
    low.sort()
    edge = [((t - 0.5) * size, y) for y, t in low]

    def side(way: float, start: float) -> list[Spot]:
        shares = [start + (0.9 - start) * k / 4 for k in range(5)]
        return [((t - 0.5) * size, way * (faced.width(row_at(head, t, size), way) + more)) for t in shares]

    one, two = side(1.0, low[-1][1]), side(-1.0, low[0][1])
    out, (x, a), (_, b) = head.cap_end + more, one[-1], two[-1]
    middle = (a + b) / 2
    top = [
        (x + out * 0.72, middle + (a - middle) * 0.72),
        (x + out, middle),
        (x + out * 0.72, middle + (b - middle) * 0.72),
    ]
    points = [*edge, *one, *top, *reversed(two)]
    return [(x * UNITS_PER_CM, y * UNITS_PER_CM) for x, y in points]
