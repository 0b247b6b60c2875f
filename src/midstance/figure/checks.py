"""What could be wrong with a figure, looked for in every frame; each finding is a sentence for the author of the
poses."""

from __future__ import annotations

from collections.abc import Sequence

from midstance.figure import anthropometry as size
from midstance.figure.anatomy import beyond_limits
from midstance.figure.body import Body, anchor_point
from midstance.figure.drafting import whole_centre
from midstance.figure.kit import axis_of, held_at
from midstance.figure.machines import levers, top_at
from midstance.figure.movement import Frame, Movement, movement_of
from midstance.figure.pieces import centre_of, size_of
from midstance.figure.shapes import hull
from midstance.figure.state import SIDES, State
from midstance.figure.vectors import Vector, across, distance, dot, length, minus, times
from midstance.training.figure import Figure, Prop

SLIDE_CM = 1.0
"""What is planted moves less than this (the issue's own number)."""
SUNK_CM = 1.2
ROLLS = ("stability-ball", "foam-roller")
LEAN_OUT_CM = 2.5
"""How far the centre of mass may leave the base of support: a body is never as exact as its drawing (ours)."""
REACH_CM = 1.0
LEVER_CM = 1.0
"""A lever changes its length by less, as a planted foot slides by less (ours)."""
GRASP_CM = 4.5
"""A fist whose middle is no further from a bar still has it in the fingers (ours)."""
BOTH_HANDS_CM = 14.0
"""Two hands around one bell are no further apart (ours)."""
HEEL_LIGHT_CM = 5.0
"""A heel no higher than this still shares the weight in an instant (ours)."""
STEP_CM = 13.0
"""A foot no higher than this is in the middle of a step, in which a body leans towards where it will land (ours)."""
SKIN: dict[str, float] = {
    "knee": 4.4, "elbow": 2.8, "wrist": 1.8, "grip": 1.5, "hip": 7.0, "shoulder": 4.2, "heel": 0.0, "ball": 0.0,
    "toe": 0.0, "crown": 0.0, "neck_top": 4.0, "hips": 8.0, "neck": 6.0, "chest": 7.0, "waist": 7.0, "ankle": 3.0,
    "fingertip": 0.0,
}  # fmt: skip
"""Flesh between a joint and the skin, cm (ours, as drawn)."""
LIES: dict[str, tuple[str, float, float]] = {
    "sole": ("ball", -1.0, 1.0), "ball": ("ball", -1.0, 1.0), "heel": ("heel", -1.0, 1.0), "laces": ("ankle", 3.0, 9.0),
}  # fmt: skip
"""By what bears of a foot: the joint, and how far above what it lies on that is, cm (ours; over a foot that lies on its
laces the ankle is as high as the foot is thick, or more where only the toes touch)."""
REST_SKIN: dict[str, float] = {
    "hips": 11.0, "shoulders": 7.0, "upper-back": 0.0, "head": 9.0, "knees": 4.6,
    **{f"{side}-{part}": skin for side in SIDES
       for part, skin in (("knee", 4.6), ("elbow", 3.0), ("hip", 9.0), ("shoulder", 5.0), ("ankle", 3.5))},
}  # fmt: skip


def problems_of(figure: Figure, tempo: str | None = None, movement: Movement | None = None) -> list[str]:
    """Everything that is wrong in any frame, each kind said once with its worst moment."""
    movement = movement or movement_of(figure, tempo)
    frames = [movement.at(t) for t in movement.moments()]
    found: dict[str, tuple[float, str]] = {}

    def note(kind: str, amount: float, frame: Frame, says: str) -> None:
        if kind not in found or amount > found[kind][0]:
            found[kind] = (amount, f"at {frame.t_s:.2f} s of {movement.duration_s:.2f}: {says}")

    for frame in frames:
        for kind, amount, says in _of_frame(figure, frame):
            note(kind, amount, frame, says)
    for kind, amount, frame, says in _over_time(figure, movement, frames):
        note(kind, amount, frame, says)
    return [says for _, says in found.values()]


Finding = tuple[str, float, str]


def _of_frame(figure: Figure, frame: Frame) -> list[Finding]:
    state, body = frame.state, frame.body
    found = [
        *beyond_findings(frame),
        *sunk_findings(state, body),
        *_surfaces(figure, state, body),
        *_hands(figure, frame),
    ]
    if not frame.flying:
        found += [*short_findings(frame), *_knees(state, body)]
    if figure.slow and not frame.flying:
        found += _balance(figure, state, body)
    return found


def beyond_findings(frame: Frame) -> list[Finding]:
    """Joints beyond their limits."""
    return [
        (name, abs(value - limit), f"{name} is {value:.0f}°, beyond {limit:.0f}°")
        for name, value, limit in beyond_limits(frame.state, frame.body)
    ]


def short_findings(frame: Frame) -> list[Finding]:
    """Limbs that do not reach what they shall."""
    return [
        (f"short {limb}", short, f"the {limb.replace('_', ' ')} is {short:.1f} cm too short for where it shall be")
        for limb, short in frame.body.short.items()
        if short > REACH_CM
    ]


def sunk_findings(state: State, body: Body) -> list[Finding]:
    """Joints so low that their flesh is in the floor."""
    found = []
    for name, joint in body.joints.items():
        skin = SKIN.get(name.split("_", 1)[1] if name.startswith(("right_", "left_")) else name, 0.0)
        above = joint[1] - state.get("grade") * joint[0]
        if above < skin - SUNK_CM - (1.5 if skin else 0.0):
            found.append((f"below {name}", skin - above, f"{name} sinks {skin - above:.1f} cm into the floor"))
    return found


def _hands(figure: Figure, frame: Frame) -> list[Finding]:
    """Hands stay on a bar that lies on the body, and together on what both hold."""
    found: list[Finding] = []
    for prop in figure.prop:
        if prop.kind in ("barbell", "dowel") and prop.worn:
            off = max(distance_to_bar(prop, frame, side) for side in SIDES)
            if off > GRASP_CM:
                found.append(("hands on bar", off, f"a hand is {off:.1f} cm off the bar"))
        elif prop.held == "hands" and prop.kind in ("dumbbell", "kettlebell"):
            apart = distance(frame.body.joints["right_grip"], frame.body.joints["left_grip"])
            if apart > BOTH_HANDS_CM:
                found.append(("hands apart", apart, f"the hands that hold the {prop.kind} are {apart:.1f} cm apart"))
    return found


def distance_to_bar(prop: Prop, frame: Frame, side: str) -> float:
    """How far the middle of a fist is from a bar that lies on the body, cm."""
    way, middle = axis_of(prop, frame.state, frame.body, side), held_at(prop, frame.state, frame.body, side)
    beside = minus(frame.body.joints[f"{side}_grip"], middle)
    return length(across(beside, way))


def surfaces_at(figure: Figure, state: State, body: Body, x: float, z: float) -> list[float]:
    """Heights of everything that a point may lie on: the floor, and kit below it."""
    heights = [state.get("grade") * x]
    for prop in figure.prop:
        if prop.held or prop.worn:
            continue
        if prop.kind == "beam":
            top = None if prop.follows or prop.pivot else top_at(prop, x)
            heights += [] if top is None else [top]
            continue
        centre, (long, high, wide) = centre_of(prop, state, body), size_of(prop)
        if prop.kind in ROLLS:
            r = high / 2
            inside = r * r - (x - centre[0]) ** 2
            if inside > 0:
                heights += [centre[1] + r + inside**0.5, centre[1] + r - inside**0.5]
        elif abs(x - centre[0]) <= long / 2 + 3 and abs(z - centre[2]) <= wide / 2 + 3:
            heights.append(centre[1] + high)
    return heights


def _surfaces(figure: Figure, state: State, body: Body) -> list[Finding]:
    found = []
    for side in SIDES:
        joint, low, high = LIES.get(state.on[f"{side}_leg"], ("", 0.0, 0.0))
        # A pedal or a plate lies below the foot wherever that goes.
        carried = any(prop.follows in (f"{side}-ball", "balls") for prop in figure.prop)
        upright = joint == "ball" and body.axes[f"{side}_foot"].up[1] < 0.3
        if not joint or carried or upright or f"{side}_leg" in state.other:
            continue
        x, y, z = body.joints[f"{side}_{joint}"]
        gap = min((y - top for top in surfaces_at(figure, state, body, x, z)), key=abs)
        if not low <= gap <= high:
            found.append((f"floating {side}", abs(gap), f"the {side} foot is {abs(gap):.1f} cm off what it stands on"))
    for name in state.rests:
        x, y, z = anchor_point(state, name, body)
        gap = min(abs(y - REST_SKIN[name] - high) for high in surfaces_at(figure, state, body, x, z))
        if gap > 4.0:
            found.append((f"resting {name}", gap, f"{name} should rest on something, but is {gap:.1f} cm from it"))
    return found


def _knees(state: State, body: Body) -> list[Finding]:
    """A bent knee over a planted foot tracks the toes."""
    found = []
    for side in SIDES:
        leg = f"{side}_leg"
        if state.on[leg] != "sole" or state.ways[leg] != "foot" or leg in state.other:
            continue
        foot, hinge = body.axes[f"{side}_foot"], body.axes[f"{side}_thigh"].right
        bent = dot(body.axes[f"{side}_thigh"].up, body.axes[f"{side}_shank"].up) < 0.9
        off = abs(dot(hinge, foot.forward))
        if bent and off > 0.42:
            found.append((f"knee {side}", off, f"the {side} knee does not track the toes"))
    return found


def supports(figure: Figure, state: State, body: Body) -> list[Vector]:
    """Points by which the body rests on something; a foot about to land, or only just lifted, counts already or
    still."""
    found: list[Vector] = []
    for side in SIDES:
        on, foot = state.on[f"{side}_leg"], body.axes[f"{side}_foot"]
        ends = {"sole": ("heel", "toe"), "ball": ("ball", "toe"), "heel": ("heel",), "laces": ("ankle", "ball"),
                "edge": ("heel", "ball"), "knee": ("knee", "toe")}.get(on, ())  # fmt: skip
        heel, ball = body.joints[f"{side}_heel"], body.joints[f"{side}_ball"]
        if on == "ball" and heel[1] - ball[1] < HEEL_LIGHT_CM:
            ends = ("heel", "toe")
        elif on == "air" and state.ways[f"{side}_leg"] == "foot":
            ground = min(abs(ball[1] - high) for high in surfaces_at(figure, state, body, ball[0], ball[2]))
            ends = ("ball",) if ground < STEP_CM else ()
        for name in ends:
            point = body.joints[f"{side}_{name}"]
            found += [foot.point(point, 0, 0, w) for w in (-4.0, 4.0)]
        if state.on[f"{side}_arm"] == "palm":
            found += [body.joints[f"{side}_wrist"], body.joints[f"{side}_fingertip"]]
    for name in state.rests:
        x, y, z = anchor_point(state, name, body)
        found += [(x + dx, y, z + dz) for dx in (-6, 6) for dz in (-6, 6)]
    return found


def _balance(figure: Figure, state: State, body: Body) -> list[Finding]:
    centre = whole_centre(figure.prop, body)
    out = outside((centre[0], centre[2]), [(x, z) for x, _, z in supports(figure, state, body)])
    if out <= LEAN_OUT_CM:
        return []
    return [("balance", out, f"the centre of mass is {out:.1f} cm outside of what bears the body")]


def outside(point: tuple[float, float], base: Sequence[tuple[float, float]]) -> float:
    """How far a point lies outside the convex outline of others, cm; 0 within."""
    ring = hull(list(base))
    if not ring:
        return 99.0
    worst = 0.0
    count = len(ring)
    inside = count > 2
    best = 1e9
    for i in range(count):
        (ax, az), (bx, bz) = ring[i], ring[(i + 1) % count]
        ex, ez = bx - ax, bz - az
        size2 = ex * ex + ez * ez or 1e-9
        if ex * (point[1] - az) - ez * (point[0] - ax) < 0:
            inside = False
        u = max(0.0, min(1.0, ((point[0] - ax) * ex + (point[1] - az) * ez) / size2))
        best = min(best, ((ax + u * ex - point[0]) ** 2 + (az + u * ez - point[1]) ** 2) ** 0.5)
    return worst if inside else best


def planted_points(state: State, body: Body) -> dict[str, Vector]:
    """Points that bear and must not move while they do."""
    found: dict[str, Vector] = {}
    for side in SIDES:
        leg, arm = f"{side}_leg", f"{side}_arm"
        if leg not in state.other:
            for name in {"sole": ("heel", "ball"), "ball": ("ball",), "heel": ("heel",), "laces": ("ankle",)}.get(
                state.on[leg], ()
            ):
                found[f"{side} {name} ({state.on[leg]})"] = body.joints[f"{side}_{name}"]
        if state.on[arm] == "palm" and arm not in state.other and state.ways[arm] == "world":
            found[f"{side} hand"] = body.joints[f"{side}_wrist"]
    return found


def _over_time(figure: Figure, movement: Movement, frames: Sequence[Frame]) -> list[tuple[str, float, Frame, str]]:
    found: list[tuple[str, float, Frame, str]] = []
    since: dict[str, tuple[Vector, Frame]] = {}
    for frame in frames:
        points: dict[str, Vector] = {} if frame.flying else planted_points(frame.state, frame.body)
        now = {name: (point, frame) for name, point in points.items()}
        for name, (point, _) in now.items():
            planted, then = since.get(name, (point, frame))
            moved = slid(figure, minus(point, planted), then, frame)
            if moved > SLIDE_CM:
                found.append((f"slide {name}", moved, frame, f"the planted {name} has slid {moved:.1f} cm"))
        since = {name: since.get(name, here) for name, here in now.items()}
        for a, b, long in size.BONES:
            off = abs(distance(frame.body.joints[a], frame.body.joints[b]) - long)
            if off > 0.05:
                found.append((f"bone {a}", off, frame, f"the bone from {a} to {b} changes its length by {off:.2f} cm"))
    found += _levers(figure, frames)
    first, last = frames[0], frames[-1]
    gone = movement.carried_cm(movement.duration_s)
    for name, joint in first.body.joints.items():
        jump = distance(minus(last.body.joints[name], gone), joint)
        if jump > 0.5:
            found.append(("loop", jump, last, f"{name} jumps {jump:.1f} cm when the movement begins again"))
    return found


def _levers(figure: Figure, frames: Sequence[Frame]) -> list[tuple[str, float, Frame, str]]:
    """A lever between its pivot and what moves it keeps its length."""
    found = []
    for prop in levers(figure):
        long = distance(centre_of(prop, frames[0].state, frames[0].body), prop.pivot or prop.at)
        for frame in frames:
            off = abs(distance(centre_of(prop, frame.state, frame.body), prop.pivot or prop.at) - long)
            if off > LEVER_CM:
                found.append(
                    (f"lever {prop.name}", off, frame, f"the lever {prop.name} is {off:.1f} cm off its length")
                )
    return found


def slid(figure: Figure, moved: Vector, then: Frame, now: Frame) -> float:
    """How far a planted point has moved against what it may stand on, cm: the floor, or kit that moves by itself.

    The top of what rolls goes twice as far as its middle; over its round, a point may rise and sink.
    """
    found = [length(moved)]
    for prop in figure.prop:
        if prop.held or prop.worn:
            continue
        gone = minus(centre_of(prop, now.state, now.body), centre_of(prop, then.state, then.body))
        if prop.kind in ROLLS:
            x, _, z = minus(moved, times(gone, 2.0))
            found.append(length((x, 0.0, z)))
        else:
            found.append(length(minus(moved, gone)))
    return min(found)
