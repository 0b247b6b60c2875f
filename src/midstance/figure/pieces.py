"""Kit and how it is drawn: sizes of usual kit in centimetres (ours), and pieces with a place at each moment."""

from __future__ import annotations

from dataclasses import dataclass

from midstance.figure.body import Body, blend_axes
from midstance.figure.parts import Place
from midstance.figure.state import SIDES, SIGN, State
from midstance.figure.vectors import Axes, Vector, blend
from midstance.training.figure import Prop, PropKind

Item = tuple[str, str]
"""A path and its colour."""
USUAL_SIZE: dict[PropKind, Vector] = {
    "bench": (30.0, 42.0, 110.0),
    "box": (45.0, 40.0, 55.0),
    "chair": (42.0, 45.0, 42.0),
    "wall": (6.0, 200.0, 90.0),
    "mat": (190.0, 1.0, 62.0),
    "stability-ball": (55.0, 55.0, 55.0),
    "foam-roller": (15.0, 15.0, 45.0),
    "dumbbell": (30.0, 11.0, 11.0),
    "barbell": (150.0, 34.0, 34.0),
    "dowel": (150.0, 2.4, 2.4),
    "pad": (10.0, 8.0, 40.0),
    "leg-press": (40.0, 40.0, 44.0),
    "hamstring-curl": (40.0, 58.0, 44.0),
    "seated-calf-machine": (40.0, 46.0, 44.0),
    "calf-machine": (22.0, 16.0, 50.0),
    "beam": (0.0, 4.0, 4.0),
    "wheel": (46.0, 46.0, 5.0),
    "bottle": (7.0, 22.0, 7.0),
}
STANDING_DEPTH = -1000.0
"""What stands on the floor is drawn behind the body, unless it hides some of it."""


@dataclass(frozen=True)
class Piece:
    """Something drawn with its own movement: paths around an origin, its place at each moment, and how near it is."""

    name: str
    items: list[Item]
    places: list[Place]
    depth: float
    passing: tuple[Place, Place, float, str] | None = None
    """A line on the floor that passes: from, to, in so many seconds, and at which end it is out of sight."""
    standing: bool = False
    """It stands on the floor, and its items have no arcs but a ball's."""
    shown: tuple[bool, ...] = ()
    """At which moments it is drawn, where not always."""


Moments = list[tuple[State, Body]]


def size_of(prop: Prop) -> Vector:
    """The size of a piece of kit."""
    return prop.size or USUAL_SIZE.get(prop.kind, (20.0, 20.0, 20.0))


def name_of(prop: Prop) -> str:
    """The name by which poses move it."""
    return prop.name or prop.kind


FOLLOWS = {"knee": "thigh", "ankle": "shank", "ball": "foot"}
"""The part of the leg in whose axes the offset of what follows a joint is given."""


def followed(prop: Prop, body: Body) -> tuple[Vector, Axes]:
    """The place of a part of a machine that a point of the body moves, and the axes of what moves it."""
    side, _, joint = (prop.follows or "").rpartition("-")
    joint = joint.removesuffix("s")
    sides = (side,) if side else SIDES
    places, axes = [], []
    for each in sides:
        sign, own = SIGN[each] if side else 1.0, body.axes[f"{each}_{FOLLOWS[joint]}"]
        places.append(own.point(body.joints[f"{each}_{joint}"], prop.at[0], prop.at[1], sign * prop.at[2]))
        axes.append(own)
    return blend(places[0], places[-1], 0.5), blend_axes(axes[0], axes[-1], 0.5)


def centre_of(prop: Prop, state: State, body: Body) -> Vector:
    """Where kit is that stands, or that the body moves."""
    return followed(prop, body)[0] if prop.follows else centre_at(prop, state)


def centre_at(prop: Prop, state: State) -> Vector:
    """Where standing kit is: the middle of its footprint."""
    name = f"prop.{name_of(prop)}"
    x, y, z = state.vector(name) if f"{name}.x" in state.values else prop.at
    return (x, y + state.get("grade") * x, z)
