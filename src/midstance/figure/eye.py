"""The eye that looks at the figure: three dimensions onto paper, without perspective."""

from __future__ import annotations

import math
from dataclasses import dataclass

from midstance.figure.vectors import Vector, cross, dot
from midstance.training.figure import View, ViewName

VIEWS: dict[ViewName, View] = {
    "side": View(turn=0, rise=5),
    "front": View(turn=90, rise=5),
    "far-side": View(turn=180, rise=5),
    "back": View(turn=270, rise=5),
    "three-quarter": View(turn=40, rise=9),
    "three-quarter-back": View(turn=-40, rise=9),
}
"""By name; the small rise lets the floor be seen. Ours."""
UNITS_PER_CM = 2.0
"""Drawing units to a centimetre: tenths of a unit are then finer than a screen's pixel."""

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Eye:
    """Directions on the paper: right, up, and towards the viewer."""

    right: Vector
    up: Vector
    near: Vector

    def spot(self, point: Vector) -> Spot:
        """Where a point lands on the paper, y downwards."""
        x, y, z = point
        (rx, ry, rz), (ux, uy, uz) = self.right, self.up
        return ((x * rx + y * ry + z * rz) * UNITS_PER_CM, -(x * ux + y * uy + z * uz) * UNITS_PER_CM)

    def depth(self, point: Vector) -> float:
        """How near a point is, in centimetres."""
        return dot(point, self.near)


def eye_of(view: ViewName | View) -> Eye:
    """The eye of a view."""
    seen = view if isinstance(view, View) else VIEWS[view]
    turn, rise = math.radians(seen.turn), math.radians(seen.rise)
    near = (math.sin(turn) * math.cos(rise), math.sin(rise), math.cos(turn) * math.cos(rise))
    right = (math.cos(turn), 0.0, -math.sin(turn))
    return Eye(right, cross(near, right), near)
