"""From the few numbers of a pose to a whole state: what is absent stays, hips are placed by balance where none are
said."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from midstance.figure import anthropometry as size
from midstance.figure.body import Body, centre_of_mass, leg_aim, resting_nod, solve
from midstance.figure.presets import ARMS
from midstance.figure.state import SIDES, State
from midstance.figure.vectors import Vector, add, blend, minus, times
from midstance.training.figure import Arm, Figure, Leg, Pose, Prop

TRUNK_CHANNELS = ("lean", "tilt", "turn", "pelvis", "pelvis_drop", "bend", "side_bend", "twist", "nod", "look")
FOOT_FIELDS = ("toe_out", "heel", "knee_out")
ANGLE_FIELDS = ("hip", "abduct", "rotate", "knee", "ankle")
ARM_FIELDS = ("flex", "abduct", "rotate", "elbow")
STANDING_KNEES = 5.0
"""Knees at ease in a pose that says nothing (ours)."""
USUAL_FOOT = {"x": 0.0, "y": 0.0, "z": 9.0, "toe_out": 7.0, "heel": 0.0, "knee_out": 0.0}
STEP_CM = 13.0
"""A foot no higher than this above the other is in the middle of a step and shares in the balance (ours)."""
MID_FOOT = 0.5 * (size.BALL_AHEAD - size.HEEL_BEHIND) + 2.0
"""Where the body balances over a flat foot, ahead of the ankle (ours: a little ahead of its middle)."""


class BadPose(Exception):
    """A pose that names something unknown."""


@dataclass(frozen=True)
class Draft:
    """A pose on its way to a state."""

    values: dict[str, float] = field(default_factory=dict)
    ways: dict[str, str] = field(default_factory=dict)
    on: dict[str, str] = field(default_factory=dict)
    rests: tuple[str, ...] = ()
    knees: float | None = STANDING_KNEES
    balanced: bool = True
    weight_right: float = 0.5


def first_draft() -> Draft:
    """Standing at ease, arms hanging."""
    upright = {name: 0.0 for name in TRUNK_CHANNELS if name != "nod"}
    plain = Draft(ways={"root": "hips"}, values={"root.hips.y": size.STANDING_HIPS, **upright})
    return with_pose(plain, Pose(legs=Leg(on="sole"), arms="hang"))


def with_pose(draft: Draft, pose: Pose) -> Draft:
    """The draft with what a pose says. Raises BadPose for an unknown arm."""
    values, ways, on = dict(draft.values), dict(draft.ways), dict(draft.on)
    for name in TRUNK_CHANNELS:
        value = getattr(pose, name)
        if value is not None:
            values[name] = float(value)
    for side in SIDES:
        for leg in (pose.legs, getattr(pose, f"{side}_leg")):
            if leg is not None:
                _leg(f"{side}_leg", leg, values, ways, on)
        for arm in (pose.arms, getattr(pose, f"{side}_arm")):
            if arm is not None:
                _arm(f"{side}_arm", arm, values, ways, on)
    for name, place in pose.props.items():
        _place(values, f"prop.{name}", place)
    told = replace(draft, values=values, ways=ways, on=on, rests=draft.rests if pose.rests is None else pose.rests)
    return _root(told, pose)


def _root(draft: Draft, pose: Pose) -> Draft:
    values, ways = draft.values, draft.ways
    if pose.weight_right is not None:
        draft = replace(draft, weight_right=pose.weight_right)
    if pose.anchor is not None or pose.place is not None:
        ways["root"] = pose.anchor or ways["root"]
        _place(values, f"root.{ways['root']}", pose.place or (0.0, 0.0, 0.0))
        return replace(draft, knees=None)
    if pose.hips is not None:
        ways["root"] = "hips"
        _place(values, "root.hips", (*pose.hips, 0.0, 0.0)[:3])
        return replace(draft, knees=pose.knees, balanced=False)
    if pose.knees is not None:
        ways["root"] = "hips"
        return replace(draft, knees=pose.knees, balanced=draft.balanced or draft.knees is None)
    return draft


def _place(values: dict[str, float], name: str, place: tuple[float, ...]) -> None:
    for axis, value in zip("xyz", place, strict=True):
        values[f"{name}.{axis}"] = float(value)


def _leg(name: str, leg: Leg, values: dict[str, float], ways: dict[str, str], on: dict[str, str]) -> None:
    angles = [each for each in ANGLE_FIELDS if getattr(leg, each) is not None]
    if angles:
        on[name] = leg.on or (on.get(name, "air") if ways.get(name) == "angles" else "air")
        ways[name] = "angles"
        for each in ANGLE_FIELDS:
            values.setdefault(f"{name}.angles.{each}", 0.0)
        for each in angles:
            values[f"{name}.angles.{each}"] = float(getattr(leg, each))
        return
    if leg.on is not None:
        on[name] = leg.on
    placed = leg.at is not None or any(getattr(leg, each) is not None for each in FOOT_FIELDS)
    if not placed and ways.get(name) == "angles":
        return
    way = "laces" if on[name] == "laces" else "foot"
    if ways.get(name) != way:
        ways[name] = way
        for channel, value in USUAL_FOOT.items():
            values.setdefault(f"{name}.{way}.{channel}", value)
        if way == "laces" and not values[f"{name}.laces.heel"]:
            values[f"{name}.laces.heel"] = 148.0
    if leg.at is not None:
        _place(values, f"{name}.{way}", leg.at)
    for each in FOOT_FIELDS:
        if getattr(leg, each) is not None:
            values[f"{name}.{way}.{each}"] = float(getattr(leg, each))


def _arm(name: str, said: Arm | str, values: dict[str, float], ways: dict[str, str], on: dict[str, str]) -> None:
    if isinstance(said, str):
        if said not in ARMS:
            raise BadPose(f"arms are {said!r}, which is not one of {', '.join(sorted(ARMS))}")
        arm = ARMS[said]
    else:
        arm = said
    on[name] = "palm" if arm.palm else "free"
    angles = [each for each in ARM_FIELDS if getattr(arm, each) is not None]
    way = "angles" if angles else arm.frame or ways.get(name, "hang")
    ways[name] = way
    if way == "angles":
        for each in ARM_FIELDS:
            values.setdefault(f"{name}.angles.{each}", 0.0)
    for each in angles:
        values[f"{name}.angles.{each}"] = float(getattr(arm, each))
    if arm.at is not None:
        _place(values, f"{name}.{way}", arm.at)
        values[f"{name}.{way}.elbow_out"] = 0.0
    if arm.elbow_out is not None:
        values[f"{name}.{way}.elbow_out"] = float(arm.elbow_out)
    if arm.wrist is not None or arm.at is not None or isinstance(said, str):
        values[f"{name}.wrist"] = float(arm.wrist or 0.0)


# --------------------------------------------------------------------------------------------- to a whole state


def state_of(draft: Draft, figure: Figure) -> State:
    """The state of a draft, its hips placed by knees and balance where that is asked."""
    grade = {"grade": math.tan(math.radians(figure.slope))} if figure.slope else {}
    state = State(values=draft.values | grade, ways=dict(draft.ways), on=dict(draft.on), rests=draft.rests)
    if "nod" not in state.values:
        state = state.having(nod=resting_nod(state))
    if draft.knees is None:
        return state
    return _balanced(state, draft, figure)


def _balanced(state: State, draft: Draft, figure: Figure) -> State:
    """Hips as high as the knees say, and over the feet as the weight says; a few rounds settle it to a millimetre."""
    assert draft.knees is not None
    for _ in range(12):
        body = solve(state)
        height = _height(state, body, draft)
        shift: Vector = (0.0, 0.0, 0.0)
        if draft.balanced:
            wanted = _balance_point(state, body, draft)
            shift = minus(wanted, whole_centre(figure.prop, body))
        x, _, z = state.vector("root.hips")
        x, above = x + shift[0], height - state.get("grade") * (x + shift[0])
        state = state.having(root__hips__x=x, root__hips__z=z + shift[2], root__hips__y=above)
        if abs(shift[0]) + abs(shift[2]) < 0.05 and abs(height - body.joints["hips"][1]) < 0.05:
            break
    return state


def bearing(state: State) -> list[str]:
    """The sides that stand on something; those on a whole sole alone, where there is one."""
    on = {side: state.on[f"{side}_leg"] for side in SIDES if state.ways[f"{side}_leg"] == "foot"}
    whole = [side for side, how in on.items() if how == "sole"]
    return whole or [side for side, how in on.items() if how in ("ball", "heel")]


def _height(state: State, body: Body, draft: Draft) -> float:
    """Height of the hips at which the bearing legs have the asked knee flexion, on the mean."""
    bend = math.radians(max(draft.knees or 0.0, 2.5))
    reach2 = size.THIGH**2 + size.SHANK**2 + 2 * size.THIGH * size.SHANK * math.cos(bend)
    heights = []
    for side in bearing(state):
        ankle = leg_aim(state, side, "foot", body).ankle
        hip = body.joints[f"{side}_hip"]
        flat2 = (hip[0] - ankle[0]) ** 2 + (hip[2] - ankle[2]) ** 2
        rise = math.sqrt(max(25.0, reach2 - flat2))
        heights.append(ankle[1] + rise + body.joints["hips"][1] - hip[1])
    return sum(heights) / len(heights) if heights else body.joints["hips"][1]


def _balance_point(state: State, body: Body, draft: Draft) -> Vector:
    """The point over which the body stands: between the feet as the weight is shared."""
    points: dict[str, Vector] = {}
    for side in SIDES:
        how = state.on[f"{side}_leg"]
        if state.ways[f"{side}_leg"] == "foot" and how in ("sole", "ball", "heel"):
            aim = leg_aim(state, side, "foot", body)
            ahead = {"sole": MID_FOOT, "ball": size.BALL_AHEAD + 1.0, "heel": -size.HEEL_BEHIND}[how]
            points[side] = aim.foot.point(aim.ankle, ahead, -size.ANKLE_HEIGHT, 0)
        elif state.ways[f"{side}_leg"] == "foot" and how == "air":
            ankle = leg_aim(state, side, "foot", body).ankle
            above = ankle[1] - state.get("grade") * ankle[0] - size.ANKLE_HEIGHT
            if abs(above - min(_sole_heights(state))) < STEP_CM:
                points[side] = add(ankle, (MID_FOOT, 0.0, 0.0))
    if len(points) == 2:
        return blend(points["left"], points["right"], draft.weight_right)
    return next(iter(points.values()), body.joints["hips"])


def _sole_heights(state: State) -> list[float]:
    return [state.get(f"{side}_leg.foot.y") for side in bearing(state)] or [0.0]


def whole_centre(props: tuple[Prop, ...], body: Body) -> Vector:
    """The centre of mass of the body with what it carries."""
    mass, total = size.BODY_KG, times(centre_of_mass(body), size.BODY_KG)
    for prop in props:
        for place, share in _carried_at(prop, body):
            mass += prop.kg * share
            total = add(total, times(place, prop.kg * share))
    return times(total, 1 / mass)


def _carried_at(prop: Prop, body: Body) -> list[tuple[Vector, float]]:
    grips = {side: body.joints[f"{side}_grip"] for side in SIDES}
    if prop.held in ("right", "left"):
        return [(grips[prop.held], 1.0)]
    if prop.held == "each":
        return [(grips["right"], 1.0), (grips["left"], 1.0)]
    if prop.held == "hands":
        return [(grips["right"], 0.5), (grips["left"], 0.5)]
    if prop.worn in ("chest", "hips"):
        return [(body.joints["neck" if prop.worn == "chest" else "hips"], 1.0)]
    return []
