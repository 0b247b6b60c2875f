"""The room of a scene on paper, the floor below it, and the lines on it that pass."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from midstance.figure.body import Body
from midstance.figure.eye import UNITS_PER_CM, Eye, Spot
from midstance.figure.movement import Frame, Movement
from midstance.figure.parts import Place
from midstance.figure.pieces import Moments, Piece, size_of
from midstance.figure.shapes import number, smooth_path, straight_path
from midstance.figure.state import State


@dataclass
class Scene:
    """Layers from far to near, and the room they take on paper."""

    layers: list[Piece] = field(default_factory=list)
    floor: list[tuple[str, str]] = field(default_factory=list)
    left: float = 1e9
    top: float = 1e9
    right: float = -1e9
    bottom: float = -1e9

    def reach(self, x: float, y: float, r: float) -> None:
        """Make room for something around a spot."""
        self.left, self.right = min(self.left, x - r), max(self.right, x + r)
        self.top, self.bottom = min(self.top, y - r), max(self.bottom, y + r)


def make_room(scene: Scene, moments: Moments, eye: Eye, shifts: list[Spot]) -> None:
    """The room that body and kit take over all moments."""
    for (_, body), (sx, sy) in zip(moments, shifts, strict=True):
        for name, joint in body.joints.items():
            x, y = eye.spot(joint)
            scene.reach(x - sx, y - sy, {"crown": 8, "hips": 26, "neck": 24}.get(name, 14))
    for piece in scene.layers:
        if piece.standing or "bar" in piece.name or piece.name.startswith(("dumbbell", "kettlebell")):
            for place in piece.places[:: max(1, len(piece.places) // 8)]:
                for x, y in _corners(piece):
                    scene.reach(place.x + x, place.y + y, 4)


def _corners(piece: Piece) -> list[Spot]:
    """Rough corners of a piece of kit."""
    straight = [path for path, _ in piece.items if "A" not in path and "a" not in path]
    numbers = [float(n) for path in straight for n in re.findall(r"-?\d*\.?\d+", path)]
    xs, ys = numbers[0::2], numbers[1::2]
    if piece.standing and xs:
        return [(min(xs), min(ys)), (max(xs), max(ys))]
    half = 60.0 if piece.standing else 24.0
    return [(-half, -half), (half, half)]


MARK_CM = 36.0
"""About how far apart the lines on the floor are that show that a body travels (ours)."""


ARROW_CM = 11.0
"""How far the ends of such a line lie behind its tip, so that a still shows which way the body goes (ours)."""


def passing_marks(movement: Movement, frames: Sequence[Frame], moments: Moments, eye: Eye) -> list[Piece]:
    """Lines on the floor that pass below a body with which the eye travels; a whole number passes in a cycle."""
    gone = movement.carried_cm(movement.duration_s)[0]
    if not gone:
        return []
    count = max(1, round(abs(gone) / MARK_CM))
    apart, lap_s = gone / count, movement.duration_s / count
    middle, grade = moments[0][1].joints["hips"][0], moments[0][0].get("grade")
    found = []
    for k in range(-1, 3):
        path, (x, y) = _arrow(eye, middle + k * apart, 1.0 if gone > 0 else -1.0, grade)

        def at(share: float, x: float = x, y: float = y) -> Place:
            dx, dy = eye.spot((-apart * share, -apart * share * grade, 0.0))
            return Place(x + dx, y + dy, 0.0, 1.0)

        places = [at(frame.t_s / lap_s % 1.0) for frame in frames]
        hidden = {-1: "end", 2: "start"}.get(k, "")
        found.append(Piece(f"mark-{k}", [(path, "mark")], places, -2000.0, (at(0.0), at(1.0), lap_s, hidden)))
    return found


def _arrow(eye: Eye, x: float, way: float, grade: float) -> tuple[str, Spot]:
    """An open arrow across the floor whose tip is at `x`, and where its middle lies on paper."""
    back = x - way * ARROW_CM
    points = [eye.spot((at, grade * at, z)) for at, z in ((back, -16.0), (x, 0.0), (back, 16.0))]
    mx, my = points[1]
    return "M" + "L".join(f"{number(a - mx)} {number(b - my)}" for a, b in points), (mx, my)


def lay_floor(scene: Scene, movement: Movement, moments: Moments, eye: Eye) -> None:
    """A quiet patch of floor below everything; under a body that travels, as much as one moment needs."""
    if movement.figure.slope:
        _lay_hill(scene, moments[0], eye)
        return
    travels = any(movement.carried_cm(movement.duration_s))
    seen = [moments[0][1]] if travels else [body for _, body in moments[:: max(1, len(moments) // 12)]]
    spots = [eye.spot((joint[0], 0.0, joint[2])) for body in seen for joint in body.joints.values()]
    for prop in movement.figure.prop:
        if not (prop.held or prop.worn or prop.follows) and prop.kind not in ("wall", "beam"):
            (x, _, z), (long, _, wide) = prop.at, size_of(prop)
            spots += [eye.spot((x + dx * long, 0.0, z + dz * wide)) for dx in (-0.5, 0.5) for dz in (-0.25, 0.25)]
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    wide = (max(xs) - min(xs)) / 2 + 20 * UNITS_PER_CM
    deep = (max(ys) - min(ys)) / 2 + 20 * UNITS_PER_CM * eye.near[1]
    x, y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    turns = [2 * math.pi * k / 16 for k in range(16)]
    corners = [(x + wide * math.cos(a), y + deep * math.sin(a)) for a in turns]
    scene.floor = [(smooth_path(corners), "floor")]
    for spot in corners:
        scene.reach(*spot, 2)


HILL_CM = 30.0
"""How far a hill goes on before and behind the body, and half its depth (ours)."""


def _lay_hill(scene: Scene, moment: tuple[State, Body], eye: Eye) -> None:
    """A rising floor: the slope with the earth below it, under as much as one moment needs."""
    state, body = moment
    xs, grade = [joint[0] for joint in body.joints.values()], state.get("grade")
    ends = (min(xs) - HILL_CM, max(xs) + HILL_CM)
    low = min(grade * x for x in ends) - 3.0
    near = HILL_CM if eye.near[2] >= 0 else -HILL_CM
    top = [eye.spot((x, grade * x, z)) for x, z in zip((*ends, *ends[::-1]), (-near, -near, near, near), strict=True)]
    earth = [eye.spot((x, y, near)) for x, y in ((ends[0], low), *((x, grade * x) for x in ends), (ends[1], low))]
    scene.floor = [(straight_path(top), "floor"), (straight_path(earth), "earth")]
    for spot in (*top, *earth):
        scene.reach(*spot, 2)
