"""A moment of the body in numbers: one value per channel, and in which way each limb is placed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from midstance.figure.vectors import Vector

SIDES = ("right", "left")
SIGN = {"right": 1.0, "left": -1.0}


@dataclass(frozen=True, slots=True)
class State:
    """Channels by name (`right_leg.foot.x`), and the way each of `root` and the limbs is placed."""

    values: dict[str, float]
    ways: dict[str, str]
    """`root`: `hips` or the anchor; legs: `foot`, `laces` or `angles`; arms: their frame."""
    on: dict[str, str]
    """What bears: footing of each leg, `palm` or `free` of each arm."""
    rests: tuple[str, ...] = ()
    other: dict[str, tuple[str, float]] = field(default_factory=dict)
    """A limb on its way from one way of being placed to another: the second one, and how far."""
    light: dict[str, float] = field(default_factory=dict)
    """A foot in the air: how far it has left what it stood on, or has not yet reached what it will (1 wholly)."""

    def get(self, name: str) -> float:
        """The value of a channel; 0 where nothing says otherwise."""
        return self.values.get(name, 0.0)

    def vector(self, name: str) -> Vector:
        """The three values of a place."""
        get = self.values.get
        return (get(f"{name}.x", 0.0), get(f"{name}.y", 0.0), get(f"{name}.z", 0.0))

    def place(self, name: str) -> Vector:
        """A place in the world; on a slope its height is that above the floor below it."""
        x, y, z = self.vector(name)
        return (x, y + self.get("grade") * x, z)

    def having(self, **changed: float) -> State:
        """With some channels changed; a dot in a name is written as two underscores."""
        named = {name.replace("__", "."): value for name, value in changed.items()}
        return replace(self, values=self.values | named)


def swapped(name: str) -> str:
    """The same channel or joint on the other side."""
    if name.startswith("right"):
        return "left" + name[5:]
    return "right" + name[4:] if name.startswith("left") else name


ODD = {"tilt", "turn", "pelvis_drop", "side_bend", "twist", "look"}
"""Channels of the middle that change sign in the mirror."""


def mirror_state(state: State, offset: Vector = (0.0, 0.0, 0.0)) -> State:
    """The mirror image of a state, carried by an offset."""
    values: dict[str, float] = {}
    for name, value in state.values.items():
        middle = not name.startswith(("right", "left"))
        odd = name in ODD or (middle and name.endswith(".z"))
        values[swapped(name)] = -value if odd else value
    turned = State(
        values=values,
        ways={swapped(k): swapped(v) if k == "root" else v for k, v in state.ways.items()},
        on={swapped(k): v for k, v in state.on.items()},
        rests=tuple(swapped(each) for each in state.rests),
        other={swapped(k): v for k, v in state.other.items()},
        light={swapped(k): v for k, v in state.light.items()},
    )
    turned = replace(turned, values={_root_swapped(k): v for k, v in turned.values.items()})
    return carried(turned, offset)


def _root_swapped(name: str) -> str:
    """Names of anchors within root channels change sides too."""
    if not name.startswith("root."):
        return name
    _, anchor, axis = name.split(".")
    return f"root.{swapped(anchor)}.{axis}"


def carried(state: State, offset: Vector) -> State:
    """The same state somewhere else: everything that is placed in the world moves along."""
    if offset == (0.0, 0.0, 0.0):
        return state
    values = dict(state.values)
    for name in values:
        head, _, axis = name.rpartition(".")
        world = head.startswith(("root.", "prop.")) or head.endswith((".foot", ".laces", ".world"))
        if world and axis in "xyz":
            sign = -1.0 if axis == "z" and head.startswith("left") else 1.0
            values[name] += sign * offset["xyz".index(axis)]
    return replace(state, values=values)
