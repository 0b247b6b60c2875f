"""Parts of machines: beams, levers that turn about a pivot, and wheels; fixed, or moved by a joint of the body."""

from __future__ import annotations

import math
from collections.abc import Callable

from midstance.figure.eye import Eye, Spot
from midstance.figure.parts import Place
from midstance.figure.pieces import Item, Moments, Piece, centre_of, followed, name_of, size_of
from midstance.figure.rods import bar_path, rod
from midstance.figure.shapes import hull, straight_path
from midstance.figure.vectors import Axes, Vector, add, angle_between, cross, minus, times, unit
from midstance.training.figure import Figure, Prop, PropKind

TURNS_DEGREES = 1.0
"""A beam whose direction changes by less is drawn with all its faces (ours)."""

Ends = list[tuple[Vector, Vector]]


def levers(figure: Figure) -> list[Prop]:
    """Beams that turn about a pivot."""
    return [prop for prop in figure.prop if prop.kind == "beam" and prop.pivot is not None]


def top_at(prop: Prop, x: float) -> float | None:
    """How high the upper face of a fixed beam is at a place ahead; None beside it, and of an upright one."""
    (long, rise, _), (_, thick, _) = prop.reach or (10.0, 0.0, 0.0), size_of(prop)
    if abs(long) < 1.0 or abs(x - prop.at[0]) > abs(long) / 2:
        return None
    return prop.at[1] + (x - prop.at[0]) * rise / long + thick / 2 * math.hypot(1.0, rise / long)


def _ends(prop: Prop, moments: Moments) -> Ends:
    """Both ends of a beam at each moment: from its pivot to its place, or as far as it reaches to both sides."""
    found = []
    for state, body in moments:
        middle = centre_of(prop, state, body)
        if prop.pivot is not None:
            found.append((prop.pivot, middle))
            continue
        axes = followed(prop, body)[1] if prop.follows else Axes()
        half = axes.point((0.0, 0.0, 0.0), *(each / 2 for each in prop.reach or (10.0, 0.0, 0.0)))
        found.append((minus(middle, half), add(middle, half)))
    return found


def _beam(prop: Prop, moments: Moments, eye: Eye) -> list[Piece]:
    """A beam: with its faces while it keeps its direction, else as a bar."""
    ends, (_, thick, wide) = _ends(prop, moments), size_of(prop)
    way = minus(ends[0][1], ends[0][0])
    if prop.pivot is None and all(angle_between(way, minus(b, a)) < TURNS_DEGREES for a, b in ends):
        items = _faces(way, thick, wide, eye)
        middles = [times(add(a, b), 0.5) for a, b in ends]
        places = [Place(*eye.spot(middle), 0.0, 1.0) for middle in middles]
        depth = sum(eye.depth(middle) for middle in middles) / len(middles)
        return [Piece(name_of(prop), items, places, depth, standing=True)]
    longest = max(math.dist(a, b) for a, b in ends)
    return [rod(name_of(prop), ends, [(bar_path(longest / 2, thick / 2), "dark-front")], thick / 2, eye)]


def _faces(way: Vector, thick: float, wide: float, eye: Eye) -> list[Item]:
    """The outline of a beam around its middle, and its near face in another shade."""
    along = unit(way)
    side = unit(minus((0.0, 0.0, 1.0), times(along, along[2])), (0.0, 1.0, 0.0))
    over = cross(side, along)
    half, near = times(way, 0.5), wide / 2 if eye.depth(side) >= 0 else -wide / 2

    def corner(a: float, b: float, c: float) -> Spot:
        return eye.spot(add(times(half, a), add(times(over, b * thick / 2), times(side, c))))

    turns = ((-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0))
    whole = hull([corner(a, b, c) for a, b in turns for c in (-wide / 2, wide / 2)])
    face = [corner(a, b, near) for a, b in turns]
    return [(straight_path(whole), "dark-side"), (straight_path(face), "dark-front")]


def _wheel(prop: Prop, moments: Moments, eye: Eye) -> list[Piece]:
    """A disc whose axis lies across: a flywheel, a plate, a round pad."""
    size, _, wide = size_of(prop)
    r = size / 2
    turns = [2 * math.pi * k / 24 for k in range(24)]

    def rim(radius: float, z: float) -> list[Spot]:
        return [eye.spot((radius * math.cos(a), radius * math.sin(a), z)) for a in turns]

    near = wide / 2 if eye.near[2] >= 0 else -wide / 2
    items = [
        (straight_path(hull([*rim(r, -near), *rim(r, near)])), "dark-side"),
        (straight_path(rim(r, near)), "kit-front"),
        (straight_path(rim(r * 0.3, near)), "dark-front"),
    ]
    middles = [centre_of(prop, state, body) for state, body in moments]
    places = [Place(*eye.spot(middle), 0.0, 1.0) for middle in middles]
    depth = sum(eye.depth(middle) for middle in middles) / len(middles)
    return [Piece(name_of(prop), items, places, depth, standing=True)]


MACHINE: dict[PropKind, Callable[[Prop, Moments, Eye], list[Piece]]] = {"beam": _beam, "wheel": _wheel}
