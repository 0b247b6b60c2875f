"""The parts that are drawn: which bone each lies on, which colour it has, and where the working muscles show."""

from __future__ import annotations

import math
from dataclasses import dataclass

from midstance.figure.body import Body
from midstance.figure.eye import UNITS_PER_CM, Eye
from midstance.figure.shapes import SHAPES, Facing, Shape
from midstance.figure.state import SIDES
from midstance.figure.vectors import Axes, Vector, add, blend, distance, dot, times, unit
from midstance.training.exercise import Region


@dataclass(frozen=True, slots=True)
class Bone:
    """Two points of the body and which way the part between them faces."""

    start: Vector
    end: Vector
    axes: Axes
    wide: float = 1.0


@dataclass(frozen=True)
class Part:
    """A filled shape on a bone."""

    name: str
    group: str
    shape: Shape
    colour: str
    cover: tuple[Shape, str] | None = None
    """What is worn over it, and its colour."""


def cut(shape: Shape, until: float, more: float) -> Shape:
    """The beginning of a shape, a little fatter: a sleeve or the leg of shorts."""
    rows = [row for row in shape.profile if row[0] < until]
    a = rows[-1]
    b = next(row for row in shape.profile if row[0] >= until)
    u = (until - a[0]) / (b[0] - a[0])
    last = (until, *(a[k] + (b[k] - a[k]) * u for k in (1, 2, 3)))
    widened = tuple((t, f + more, k + more, s + more) for t, f, k, s in (*rows, last))
    return Shape(widened, shape.cap_start + more, 0.6)


def _limb_parts(side: str) -> list[Part]:
    leg, arm = f"{side}_leg", f"{side}_arm"
    return [
        Part(f"{side}_instep", leg, SHAPES["instep"], "shoe"),
        Part(f"{side}_shank", leg, SHAPES["shank"], "skin"),
        Part(f"{side}_thigh", leg, SHAPES["thigh"], "skin", (cut(SHAPES["thigh"], 0.5, 0.7), "shorts")),
        Part(f"{side}_toes", leg, SHAPES["toes"], "shoe"),
        Part(f"{side}_shoe", leg, SHAPES["shoe"], "shoe"),
        Part(f"{side}_sole", leg, SHAPES["sole"], "sole"),
        Part(f"{side}_toe_sole", leg, SHAPES["sole"], "sole"),
        Part(f"{side}_hand", arm, SHAPES["hand"], "skin"),
        Part(f"{side}_forearm", arm, SHAPES["forearm"], "skin"),
        Part(f"{side}_upper_arm", arm, SHAPES["upper_arm"], "skin", (cut(SHAPES["upper_arm"], 0.5, 0.5), "shirt")),
    ]


PARTS: tuple[Part, ...] = (
    Part("neck", "trunk", SHAPES["neck"], "skin-far"),
    Part("pelvis", "trunk", SHAPES["pelvis"], "shorts"),
    Part("lumbar", "trunk", SHAPES["lumbar"], "shirt"),
    Part("thorax", "trunk", SHAPES["thorax"], "shirt"),
    Part("head", "head", SHAPES["head"], "skin"),
    *_limb_parts("right"),
    *_limb_parts("left"),
)

GROUPS = ("trunk", "head", "right_leg", "left_leg", "right_arm", "left_arm")

Patch = tuple[str, tuple[float, float], tuple[float, float]]
"""A part, degrees around it from the front (outwards), and shares of its bone."""
LEG_MUSCLES: dict[Region, tuple[Patch, ...]] = {
    "quadriceps": (("thigh", (-58, 66), (0.14, 0.93)),),
    "hamstrings": (("thigh", (128, 232), (0.16, 0.97)),),
    "glutes": (("thigh", (92, 236), (-0.15, 0.17)),),
    "adductors": (("thigh", (-126, -60), (0.04, 0.72)),),
    "hip-abductors": (("thigh", (44, 92), (-0.06, 0.28)),),
    "hip-flexors": (("thigh", (-40, 40), (-0.02, 0.22)),),
    "calf-soleus": (("shank", (112, 248), (0.04, 0.7)),),
    "foot": (("shoe", (-100, 100), (0.1, 1.0)), ("instep", (-100, 100), (0.0, 1.0))),
}
WORN: frozenset[Region] = frozenset(("glutes", "hip-abductors", "hip-flexors"))
"""Regions that lie below the shorts; they are drawn without letting anything through, for on pelvis and thigh they meet
each other."""
TRUNK_MUSCLES: dict[Region, tuple[Patch, ...]] = {
    "glutes": (("pelvis", (98, 172), (-0.42, 0.5)), ("pelvis", (188, 262), (-0.42, 0.5))),
    "hip-abductors": (("pelvis", (52, 95), (0.0, 0.75)), ("pelvis", (-95, -52), (0.0, 0.75))),
    "hip-flexors": (("pelvis", (-48, 48), (-0.3, 0.5)),),
    "trunk": (("lumbar", (-50, 50), (-0.1, 1.0)), ("lumbar", (150, 210), (-0.1, 1.0))),
}


FRONTAL = 0.78
"""A foot that points at the viewer (or away) more than this is drawn from its front (ours)."""


def frontal_feet(body: Body, eye: Eye) -> bool:
    """Whether the feet are seen from their front or back."""
    return abs(sum(eye.depth(body.axes[f"{side}_foot"].forward) for side in SIDES)) / 2 > FRONTAL


def _frontal_foot(side: str, body: Body) -> dict[str, Bone]:
    """The parts of a foot that points at the viewer: instep upright, toes and sole across."""
    foot, toes = body.axes[f"{side}_foot"], body.axes[f"{side}_toes"]
    ball, toe, ankle = (body.joints[f"{side}_{name}"] for name in ("ball", "toe", "ankle"))
    upright, lying = Axes(foot.forward, foot.up, foot.right), Axes(toes.up, toes.right, toes.forward)
    return {
        f"{side}_shoe": Bone(foot.point(ankle, 2, 0.5, 0), foot.point(ball, 0, 2.8, 0), upright),
        f"{side}_instep": Bone(foot.point(ankle, 0, 0.5, 0), foot.point(ankle, 2, -2.5, 0), upright),
        f"{side}_sole": Bone(foot.point(ball, 0, 1.0, -3.4), foot.point(ball, 0, 1.0, 3.4), lying),
        f"{side}_toes": Bone(toes.point(toe, -3, 2.9, -1.9), toes.point(toe, -3, 2.9, 1.9), lying),
        f"{side}_toe_sole": Bone(toes.point(toe, -2, 1.0, -3.2), toes.point(toe, -2, 1.0, 3.2), lying),
    }


def bones(body: Body, breath: float = 0.0, frontal: bool = False) -> dict[str, Bone]:
    """Every part's bone in a body."""
    joints, axes = body.joints, body.axes
    found = {
        "pelvis": Bone(joints["hips"], joints["waist"], axes["pelvis"]),
        "lumbar": Bone(joints["waist"], joints["chest"], axes["lumbar"]),
        "thorax": Bone(joints["chest"], joints["neck"], axes["thorax"], 1 + 0.05 * breath),
        "neck": Bone(joints["neck"], joints["neck_top"], axes["neck"]),
        "head": Bone(joints["neck_top"], joints["crown"], axes["head"]),
    }
    for side in SIDES:
        foot, toes = axes[f"{side}_foot"], axes[f"{side}_toes"]
        ankle, heel, ball, toe = (joints[f"{side}_{name}"] for name in ("ankle", "heel", "ball", "toe"))
        for part, top, bottom in (
            ("thigh", "hip", "knee"), ("shank", "knee", "ankle"), ("upper_arm", "shoulder", "elbow"),
            ("forearm", "elbow", "wrist"),
        ):  # fmt: skip
            found[f"{side}_{part}"] = Bone(joints[f"{side}_{top}"], joints[f"{side}_{bottom}"], axes[f"{side}_{part}"])
        # Along a foot the bone runs forward, so that its front is the instep.
        foot_skin, toe_skin = Axes(foot.up, foot.forward, foot.right), Axes(toes.up, toes.forward, toes.right)
        # Over bent toes the end of the shoe lies above them, not below the floor.
        foot_end = add(ball, times(unit(blend(foot.up, toes.up, 0.75)), 3.3))
        palm = blend(joints[f"{side}_wrist"], joints[f"{side}_fingertip"], 0.62)
        found[f"{side}_hand"] = Bone(joints[f"{side}_wrist"], palm, axes[f"{side}_hand"])
        found[f"{side}_shoe"] = Bone(foot.point(heel, 4.2, 4.1, 0), foot_end, foot_skin)
        found[f"{side}_instep"] = Bone(foot.point(ankle, 0.2, -0.6, 0), foot.point(ankle, 7.0, -2.8, 0), foot_skin)
        found[f"{side}_sole"] = Bone(foot.point(heel, 2.2, 1.0, 0), foot.point(ball, 0, 1.0, 0), foot_skin)
        found[f"{side}_toes"] = Bone(toes.point(ball, 0, 3.2, 0), toes.point(toe, -2.3, 2.4, 0), toe_skin)
        found[f"{side}_toe_sole"] = Bone(toes.point(ball, 0, 1.0, 0), toes.point(toe, -1.6, 1.0, 0), toe_skin)
        if frontal:
            found |= _frontal_foot(side, body)
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part lies on the paper: the middle of its bone, its turn, and how much it is foreshortened."""

    x: float
    y: float
    turn: float
    along: float
    wide: float = 1.0


def placed(bone: Bone, shape: Shape, eye: Eye) -> Place:
    """The place of a part; its rounded ends keep their size when the bone points at the viewer."""
    (xa, ya), (xb, yb) = eye.spot(bone.start), eye.spot(bone.end)
    size = distance(bone.start, bone.end) * UNITS_PER_CM
    seen = math.hypot(xb - xa, yb - ya)
    first, last = shape.profile[0][0], shape.profile[-1][0]
    caps = (shape.cap_start + shape.cap_end) * UNITS_PER_CM
    along = ((last - first) * seen + caps) / ((last - first) * size + caps)
    return Place((xa + xb) / 2, (ya + yb) / 2, math.degrees(math.atan2(yb - ya, xb - xa)), along, bone.wide)


MOST_FACED = 24
"""So many moments are enough for a mean (ours)."""


def facing(all_bones: list[Bone], eye: Eye) -> Facing:
    """How a part is turned to the viewer, on the mean of a movement."""
    across = near = hand = 0.0
    for bone in all_bones[:: max(1, len(all_bones) // MOST_FACED)]:
        (xa, ya), (xb, yb) = eye.spot(bone.start), eye.spot(bone.end)
        seen = math.hypot(xb - xa, yb - ya) or 1.0
        way = (-(yb - ya) / seen, (xb - xa) / seen)
        parts = []
        for axis in (bone.axes.forward, bone.axes.right):
            x, y = dot(axis, eye.right), -dot(axis, eye.up)
            parts.append((x * way[0] + y * way[1], eye.depth(axis)))
        (fy, fn), (ry, rn) = parts
        across, near, hand = across + fy, near + fn, hand + ry * fn - rn * fy
    size = math.hypot(across, near) or 1.0
    return Facing(across / size, near / size, 1.0 if hand >= 0 else -1.0)
