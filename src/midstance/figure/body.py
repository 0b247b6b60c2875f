"""From a state to a body: every joint in its place, by forward kinematics and by the bending of two bones to a
contact."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from midstance.figure import anthropometry as size
from midstance.figure.footing import ground_axes, toe_bend
from midstance.figure.state import SIDES, SIGN, State
from midstance.figure.vectors import (
    RIGHT,
    UP,
    Axes,
    Vector,
    across,
    add,
    blend,
    cross,
    dot,
    length,
    minus,
    rotated,
    times,
    unit,
)  # fmt: skip

STRAIGHTEST = 0.9995
"""Share of a limb's full length that it may reach: a joint at rest is never quite straight (ours)."""
AIR_ANKLE = (-48.0, 32.0)
"""How far a foot that bears nothing points down or up (ours, within the limits of the ankle)."""
RAISED_AHEAD, RAISED_ASIDE = 152.0, 116.0
"""Flexion of the upper arm at which an elbow at rest turns from below to behind, in degrees (ours, by eye)."""
WALL_TO_FLOOR = (-0.38, -0.22)
"""How steeply a forearm points down, as a sine, while a bearing palm goes over from a wall to the floor (ours)."""
HEAD_EASES = 0.35
"""How much of a forward lean the neck takes back when a pose says nothing of the head (ours)."""


@dataclass(slots=True)
class Body:
    """Where the joints are (cm), and which way each part faces."""

    joints: dict[str, Vector] = field(default_factory=dict)
    axes: dict[str, Axes] = field(default_factory=dict)
    short: dict[str, float] = field(default_factory=dict)
    """Limbs that do not reach their contact, by how many centimetres."""


@dataclass(frozen=True, slots=True)
class LegAim:
    """Where an ankle shall be, how the foot lies, and the axis about which the knee bends."""

    ankle: Vector
    foot: Axes
    hinge: Vector


@dataclass(frozen=True, slots=True)
class ArmAim:
    """Where the end of the forearm (or the grip) shall be, and where the elbow points."""

    hand: Vector
    elbow_way: Vector


def solve(state: State) -> Body:
    """The body of a state. A limb that cannot reach is stretched towards its contact, and noted in `short`."""
    if state.ways["root"] == "hips" and "root" not in state.other:
        body = trunk(state, state.place("root.hips"))
    else:
        body = trunk(state, _anchored(state))
    for side in SIDES:
        _leg(state, side, body)
        _arm(state, side, body)
    return body


def _anchored(state: State) -> Vector:
    """Where the hips are when the body hangs on another point, or goes over from one to another."""
    body = trunk(state, (0.0, 0.0, 0.0))
    hips = _root(state, state.ways["root"], body)
    if "root" in state.other:
        second, share = state.other["root"]
        hips = blend(hips, _root(state, second, body), share)
    return hips


# ---------------------------------------------------------------------------------------------------- the trunk


def trunk(state: State, hips: Vector) -> Body:
    """Pelvis, spine, head, hips and shoulders."""
    get = state.get
    straight = Axes().yawed(get("turn")).pitched(get("lean")).rolled(get("tilt"))
    pelvis = straight.pitched(get("pelvis")).rolled(-get("pelvis_drop"))
    bend, side, twist = get("bend"), get("side_bend"), get("twist")
    lumbar = straight.pitched(0.5 * bend).rolled(0.5 * side).yawed(0.3 * twist)
    thorax = straight.pitched(bend).rolled(side).yawed(twist)
    head = thorax.pitched(get("nod")).yawed(get("look"))
    neck_way = thorax.pitched(0.5 * get("nod"))
    body = Body(axes={"pelvis": pelvis, "lumbar": lumbar, "thorax": thorax, "head": head, "neck": neck_way})
    joints = body.joints
    joints["hips"] = hips
    joints["waist"] = pelvis.point(hips, 0, size.PELVIS, 0)
    joints["chest"] = lumbar.point(joints["waist"], 0, size.LUMBAR, 0)
    joints["neck"] = thorax.point(joints["chest"], 0, size.THORAX, 0)
    joints["neck_top"] = neck_way.point(joints["neck"], 0, size.NECK, 0)
    joints["crown"] = head.point(joints["neck_top"], 0, size.HEAD, 0)
    for name in SIDES:
        joints[f"{name}_hip"] = pelvis.point(hips, 0, 0, SIGN[name] * size.HIP_HALF_WIDTH)
        joints[f"{name}_shoulder"] = thorax.point(joints["neck"], 0, 0, SIGN[name] * size.SHOULDER_HALF_WIDTH)
    return body


def resting_nod(state: State) -> float:
    """How the head is held where a pose does not say."""
    return -HEAD_EASES * min(80.0, max(0.0, state.get("lean") + state.get("bend")))


def _root(state: State, way: str, at_origin: Body) -> Vector:
    """Where the hips are: said, or from the place of another point of the body."""
    place = state.place(f"root.{way}")
    if way == "hips":
        return place
    return minus(place, anchor_point(state, way, at_origin))


def anchor_point(state: State, name: str, body: Body) -> Vector:
    """A point of the body by its name in the data; limbs that carry an anchor are placed by angles."""
    joints, thorax = body.joints, body.axes["thorax"]
    if name in ("hips", "shoulders"):
        return joints["hips" if name == "hips" else "neck"]
    if name == "upper-back":
        return thorax.point(joints["neck"], -11.0, -8.0, 0)
    if name == "head":
        return blend(joints["neck_top"], joints["crown"], 0.6)
    if name == "knees":
        return blend(anchor_point(state, "right-knee", body), anchor_point(state, "left-knee", body), 0.5)
    side, _, part = name.partition("-")
    if f"{side}_{part}" not in joints:
        if part in ("knee", "ankle"):
            _leg_by_angles(state, side, body)
        else:
            _arm_by_angles(state, side, body)
    return joints[f"{side}_{part}"]


# ----------------------------------------------------------------------------------------------------- the legs


def _leg_by_angles(state: State, side: str, body: Body) -> LegAim:
    """Hip, knee and ankle as said."""
    sign, at = SIGN[side], f"{side}_leg.angles."
    thigh = body.axes["pelvis"].turned(body.axes["pelvis"].right, state.get(at + "hip"))
    thigh = thigh.turned(thigh.forward, -sign * state.get(at + "abduct")).yawed(sign * state.get(at + "rotate"))
    shank = thigh.turned(thigh.right, -state.get(at + "knee"))
    knee = thigh.point(body.joints[f"{side}_hip"], 0, -size.THIGH, 0)
    ankle = shank.point(knee, 0, -size.SHANK, 0)
    foot = shank.turned(shank.right, state.get(at + "ankle"))
    body.joints[f"{side}_knee"], body.joints[f"{side}_ankle"] = knee, ankle
    return LegAim(ankle, foot, thigh.right)


def foot_axes(state: State, side: str, way: str) -> Axes:
    """How a placed foot lies in the world: turned out, then heel up."""
    at = f"{side}_leg.{way}."
    flat = ground_axes(state).yawed(SIGN[side] * state.get(at + "toe_out"))
    return flat.pitched(state.get(at + "heel"))


def _foot_aim(state: State, side: str, way: str, hip: Vector) -> LegAim:
    """The ankle over a foot that turns on its ball or its heel; `laces` gives the ankle itself."""
    sign, at = SIGN[side], f"{side}_leg.{way}."
    x, y, z = state.place(f"{side}_leg.{way}")
    foot = foot_axes(state, side, way)
    place = (x, y, sign * z)
    if way == "foot":
        pivot = size.BALL_AHEAD if state.get(at + "heel") >= 0 else -size.HEEL_BEHIND
        flat = ground_axes(state).yawed(sign * state.get(at + "toe_out"))
        place = foot.point(flat.point(place, pivot, 0, 0), -pivot, size.ANKLE_HEIGHT, 0)
    way_down = unit(minus(place, hip), (0.0, -1.0, 0.0))
    hinge = rotated(foot.right, way_down, sign * state.get(at + "knee_out"))
    return LegAim(place, foot, hinge)


def leg_aim(state: State, side: str, way: str, body: Body) -> LegAim:
    """Where a way of placing the leg wants it."""
    if way == "angles":
        return _leg_by_angles(state, side, body)
    return _foot_aim(state, side, way, body.joints[f"{side}_hip"])


def _leg(state: State, side: str, body: Body) -> None:
    name = f"{side}_leg"
    aim = leg_aim(state, side, state.ways[name], body)
    if name in state.other:
        second, share = state.other[name]
        then = leg_aim(state, side, second, body)
        foot = blend_axes(aim.foot, then.foot, share)
        aim = LegAim(blend(aim.ankle, then.ankle, share), foot, unit(blend(aim.hinge, then.hinge, share), RIGHT))
    hip = body.joints[f"{side}_hip"]
    way = minus(aim.ankle, hip)
    down = unit(way, (0.0, -1.0, 0.0))
    hinge = unit(across(aim.hinge, down), RIGHT)
    knee, ankle, short = two_bones(hip, aim.ankle, size.THIGH, size.SHANK, cross(hinge, down))
    if short > 0:
        body.short[name] = short
    body.joints[f"{side}_knee"], body.joints[f"{side}_ankle"] = knee, ankle
    for part, top, bottom in (("thigh", hip, knee), ("shank", knee, ankle)):
        up = unit(minus(top, bottom))
        right = unit(across(hinge, up))
        body.axes[f"{side}_{part}"] = Axes(cross(up, right), up, right)
    foot = aim.foot if state.on[name] != "air" else _eased(aim.foot, body.axes[f"{side}_shank"])
    body.axes[f"{side}_foot"] = foot
    _foot(state, side, body, ankle, foot)


def _eased(foot: Axes, shank: Axes) -> Axes:
    """A foot in the air goes no further than its ankle lets it."""
    up, forward = dot(shank.up, foot.up), dot(shank.up, foot.forward)
    bent = math.degrees(math.atan2(forward, up))
    low, high = AIR_ANKLE
    if low <= bent <= high:
        return foot
    return foot.turned(foot.right, (low if bent < low else high) - bent)


def _foot(state: State, side: str, body: Body, ankle: Vector, foot: Axes) -> None:
    """Heel, ball and toes; the toes stay flat while the heel is up and the ball bears."""
    joints = body.joints
    joints[f"{side}_heel"] = foot.point(ankle, -size.HEEL_BEHIND, -size.ANKLE_HEIGHT, 0)
    joints[f"{side}_ball"] = foot.point(ankle, size.BALL_AHEAD, -size.ANKLE_HEIGHT, 0)
    name, toe = f"{side}_leg", size.TOE_AHEAD - size.BALL_AHEAD
    toes = foot.pitched(-toe_bend(state, name, foot, joints[f"{side}_ball"], toe))
    body.axes[f"{side}_toes"] = toes
    joints[f"{side}_toe"] = toes.point(joints[f"{side}_ball"], toe, 0, 0)


def two_bones(top: Vector, end: Vector, first: float, second: float, out: Vector) -> tuple[Vector, Vector, float]:
    """Middle joint and end of two bones between two points, bent towards `out`; the last number is what is missing."""
    way = minus(end, top)
    far = length(way)
    along = unit(way, (0.0, -1.0, 0.0))
    reach = (first + second) * STRAIGHTEST
    short = far - reach
    nearest = abs(first - second) * 1.02 + 0.5
    far = max(nearest, min(far, reach))
    cosine = (first * first + far * far - second * second) / (2 * first * far)
    sine = math.sqrt(max(0.0, 1 - cosine * cosine))
    bent = unit(across(out, along), unit(cross(along, RIGHT)))
    middle = add(add(top, times(along, first * cosine)), times(bent, first * sine))
    return middle, add(top, times(along, far)), short


def blend_axes(a: Axes, b: Axes, share: float) -> Axes:
    """Between two orientations, made square again."""
    up = unit(blend(a.up, b.up, share), UP)
    forward = unit(across(blend(a.forward, b.forward, share), up), across(a.forward, up))
    return Axes(forward, up, cross(forward, up))


# ----------------------------------------------------------------------------------------------------- the arms


def _arm_by_angles(state: State, side: str, body: Body) -> tuple[Vector, Vector, Vector]:
    """Elbow, wrist and grip from the angles at shoulder and elbow."""
    sign, at = SIGN[side], f"{side}_arm.angles."
    thorax = body.axes["thorax"]
    arm = thorax.turned(thorax.right, state.get(at + "flex"))
    arm = arm.turned(arm.forward, -sign * state.get(at + "abduct")).yawed(-sign * state.get(at + "rotate"))
    fore = arm.turned(arm.right, state.get(at + "elbow"))
    elbow = arm.point(body.joints[f"{side}_shoulder"], 0, -size.UPPER_ARM, 0)
    wrist = fore.point(elbow, 0, -size.FOREARM, 0)
    body.joints[f"{side}_elbow"], body.joints[f"{side}_wrist"] = elbow, wrist
    return elbow, wrist, fore.point(wrist, 0, -size.GRIP, 0)


def arm_aim(state: State, side: str, way: str, body: Body) -> ArmAim:
    """Where a way of placing the arm wants hand and elbow."""
    sign, name = SIGN[side], f"{side}_arm.{way}"
    shoulder, thorax = body.joints[f"{side}_shoulder"], body.axes["thorax"]
    palm = state.on[f"{side}_arm"] == "palm"
    if way == "angles":
        elbow, wrist, grip = _arm_by_angles(state, side, body)
        hand = wrist if palm else grip
        along = unit(minus(hand, shoulder))
        return ArmAim(hand, unit(across(minus(elbow, shoulder), along), _elbow_way(thorax, along, sign, 0.0)))
    x, y, z = state.vector(name)
    if way == "hang":
        reach = size.UPPER_ARM + size.FOREARM + (0.0 if palm else size.GRIP)
        level = Axes().yawed(state.get("turn"))
        down = math.sqrt(max(1.0, (0.985 * reach) ** 2 - x * x - z * z)) if not y else 0.985 * reach
        hand = level.point(shoulder, x, y - down, sign * z)
    elif way == "world":
        hand = (x, state.place(name)[1], sign * z)
    elif way == "hips":
        hand = body.axes["pelvis"].point(body.joints["hips"], x, y, sign * z)
    else:
        hand = thorax.point(body.joints["neck"], x, y, sign * z)
    along = unit(minus(hand, shoulder))
    return ArmAim(hand, _elbow_way(thorax, along, sign, state.get(f"{name}.elbow_out")))


def _elbow_way(thorax: Axes, along: Vector, sign: float, out: float) -> Vector:
    """An elbow points down and back, unless it is turned outward about the line to the hand; 90 is straight outward.

    Which of the two ways is down turns over where the arm is raised far: straight ahead of the body as late as
    RAISED_AHEAD, so that arms may reach forward from a leaning trunk; out to the side, or behind, earlier.
    """
    aside = min(1.0, max(0.0, (abs(dot(along, thorax.right)) - 0.3) / 0.4))
    ahead = min(1.0, max(0.0, dot(along, thorax.forward) / 0.4)) * (1 - aside)
    turns_at = math.radians(RAISED_ASIDE + (RAISED_AHEAD - RAISED_ASIDE) * ahead * ahead * (3 - 2 * ahead))
    resting = add(times(thorax.forward, -math.sin(turns_at)), times(thorax.up, math.cos(turns_at)))
    back = unit(across(resting, along), thorax.forward)
    side = unit(across(times(thorax.right, sign), along), thorax.up)
    turn = math.radians(out)
    return unit(add(times(back, math.cos(turn)), times(side, math.sin(turn))), back)


def _arm(state: State, side: str, body: Body) -> None:
    name = f"{side}_arm"
    aim = arm_aim(state, side, state.ways[name], body)
    if name in state.other:
        second, share = state.other[name]
        then = arm_aim(state, side, second, body)
        aim = ArmAim(blend(aim.hand, then.hand, share), unit(blend(aim.elbow_way, then.elbow_way, share), RIGHT))
    palm = state.on[name] == "palm"
    shoulder = body.joints[f"{side}_shoulder"]
    bent = 0.0 if palm else state.get(f"{side}_arm.wrist")
    lower, off = (size.FOREARM, 0.0) if palm else _bent_forearm(bent)
    elbow, end, short = two_bones(shoulder, aim.hand, size.UPPER_ARM, lower, aim.elbow_way)
    if short > 0 and state.ways[name] != "angles":
        body.short[name] = short
    hinge = unit(cross(minus(elbow, shoulder), times(aim.elbow_way, -1)), RIGHT)
    fore = rotated(unit(minus(end, elbow)), hinge, -off)
    wrist = add(elbow, times(fore, size.FOREARM))
    hand = _flat_hand(body, fore, wrist) if palm else rotated(fore, hinge, bent)
    joints = body.joints
    joints[f"{side}_elbow"], joints[f"{side}_wrist"] = elbow, wrist
    joints[f"{side}_grip"] = add(wrist, times(hand, size.GRIP))
    joints[f"{side}_fingertip"] = add(wrist, times(hand, size.HAND))
    for part, top, bottom in (("upper_arm", shoulder, elbow), ("forearm", elbow, wrist)):
        up = unit(minus(top, bottom))
        right = unit(across(hinge, up), RIGHT)
        body.axes[f"{side}_{part}"] = Axes(cross(up, right), up, right)
    up = times(hand, -1)
    right = unit(across(hinge, up), unit(across(UP, up)))
    body.axes[f"{side}_hand"] = Axes(cross(up, right), up, right)


def _bent_forearm(bent: float) -> tuple[float, float]:
    """From elbow to grip with the wrist bent back: the distance, and how far the forearm turns off that line."""
    along = size.FOREARM + size.GRIP * math.cos(math.radians(bent))
    beside = size.GRIP * math.sin(math.radians(bent))
    return math.hypot(along, beside), math.degrees(math.atan2(beside, along))


def _flat_hand(body: Body, fore: Vector, wrist: Vector) -> Vector:
    """A palm that bears: flat on the floor or a seat under an upright forearm, flat on a wall, or lying beside the
    body."""
    thorax = body.axes["thorax"]
    ahead = add(thorax.up, thorax.forward)
    on_floor = unit((ahead[0], 0.0, ahead[2]), unit(across(UP, fore)))
    on_wall = unit((fore[0], 0.0, fore[2])) if wrist[1] < 12.0 else unit(across(UP, fore))
    steep, level = WALL_TO_FLOOR
    share = max(0.0, min(1.0, (fore[1] - steep) / (level - steep)))
    return unit(blend(on_floor, on_wall, share * share * (3 - 2 * share)), on_wall)


def centre_of_mass(body: Body) -> Vector:
    """The centre of mass of the body alone."""
    total: Vector = (0.0, 0.0, 0.0)
    for share, top, bottom, part in size.MASS_SHARES.values():
        total = add(total, times(blend(body.joints[top], body.joints[bottom], part), share))
    whole = sum(entry[0] for entry in size.MASS_SHARES.values())
    return times(total, 1 / whole)


def joint_hinge_bend(a: Vector, middle: Vector, b: Vector) -> float:
    """How far a joint is bent from straight, in degrees."""
    one, two = unit(minus(middle, a)), unit(minus(b, middle))
    return math.degrees(math.acos(max(-1.0, min(1.0, dot(one, two)))))
