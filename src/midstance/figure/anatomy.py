"""How far each joint goes, and how far it is bent in a body.

Ranges: American Academy of Orthopaedic Surgeons 1965 (Joint Motion) and Norkin & White 2016 (Measurement of Joint
Motion, 5th ed.), widened where a loaded or held position goes further than a free one: dorsiflexion with the foot
planted 20 → 45 (weight-bearing lunge, Bennell et al. 1998, Aust J Physiother 44:175-180), hip flexion 120 → 135
with the pelvis free, knee 150 → 158 in a deep squat or on the heels (Hemmerich et al. 2006, J Orthop Res
24:770-781), toes 70 → 80. Ours, because the sources measure one motion at a time: hip abduction 45 → 58 and
rotation 45 → 52 inward and 62 outward, for the hip of a deep side lunge or of crossed legs does several at once and
the pelvis gives way. Rounded to what drawings need; ours where a range combines two of theirs.
"""

from __future__ import annotations

import math

from midstance.figure.body import Body, joint_hinge_bend
from midstance.figure.state import SIDES, SIGN, State
from midstance.figure.vectors import Axes, angle_between, cross, dot, minus, times, unit

LIMITS: dict[str, tuple[float, float]] = {
    "hip flexion": (-32.0, 135.0),
    "hip abduction": (-35.0, 58.0),
    "hip rotation": (-52.0, 62.0),
    "knee flexion": (-3.0, 158.0),
    "ankle dorsiflexion": (-58.0, 45.0),
    "ankle tilt": (-38.0, 38.0),
    "toe extension": (-45.0, 80.0),
    "shoulder elevation": (0.0, 182.0),
    "shoulder extension": (-62.0, 185.0),
    "elbow flexion": (-3.0, 152.0),
    "pelvis tip": (-25.0, 30.0),
    "spine bend": (-45.0, 75.0),
    "spine side bend": (-35.0, 35.0),
    "spine twist": (-50.0, 50.0),
    "neck nod": (-65.0, 55.0),
    "neck turn": (-80.0, 80.0),
}


def angles(state: State, body: Body) -> dict[str, float]:
    """Every joint's angle in degrees, sides named."""
    found = {
        "pelvis tip": state.get("pelvis"),
        "spine bend": state.get("bend"),
        "spine side bend": state.get("side_bend"),
        "spine twist": state.get("twist"),
        "neck nod": _pitch_between(body.axes["thorax"], body.axes["head"]),
        "neck turn": state.get("look"),
    }
    for side in SIDES:
        found |= {f"{side} {name}": value for name, value in {**_leg(side, body), **_arm(side, body)}.items()}
    return found


def _pitch_between(lower: Axes, upper: Axes) -> float:
    return math.degrees(math.atan2(dot(upper.up, lower.forward), dot(upper.up, lower.up)))


def leg_angles(side: str, body: Body) -> tuple[float, float, float, float, float]:
    """Hip flexion, abduction and outward rotation, knee flexion and dorsiflexion of a leg, in degrees."""
    sign, joints, pelvis = SIGN[side], body.joints, body.axes["pelvis"]
    thigh, shank, foot = body.axes[f"{side}_thigh"], body.axes[f"{side}_shank"], body.axes[f"{side}_foot"]
    down = times(thigh.up, -1)
    abduction = math.degrees(math.asin(max(-1.0, min(1.0, sign * dot(down, pelvis.right)))))
    flexion = math.degrees(math.atan2(dot(down, pelvis.forward), -dot(down, pelvis.up)))
    plain = pelvis.turned(pelvis.right, flexion)
    plain = plain.turned(plain.forward, -sign * abduction)
    turn = -sign * math.degrees(math.atan2(dot(thigh.right, plain.forward), dot(thigh.right, plain.right)))
    knee = joint_hinge_bend(joints[f"{side}_hip"], joints[f"{side}_knee"], joints[f"{side}_ankle"])
    if dot(cross(thigh.up, shank.up), thigh.right) > 0.02:
        knee = -knee
    return flexion, abduction, turn, knee, math.degrees(math.atan2(dot(shank.up, foot.forward), dot(shank.up, foot.up)))


def _leg(side: str, body: Body) -> dict[str, float]:
    shank, foot = body.axes[f"{side}_shank"], body.axes[f"{side}_foot"]
    flexion, abduction, turn, knee, ankle = leg_angles(side, body)
    tilt = math.degrees(math.asin(max(-1.0, min(1.0, dot(shank.up, foot.right)))))
    toes = math.degrees(math.asin(max(-1.0, min(1.0, dot(body.axes[f"{side}_toes"].forward, foot.up)))))
    return {
        "hip flexion": flexion,
        "hip abduction": abduction,
        "hip rotation": turn if knee > 8 else 0.0,
        "knee flexion": knee,
        "ankle dorsiflexion": ankle,
        "ankle tilt": tilt,
        "toe extension": toes,
    }


def _arm(side: str, body: Body) -> dict[str, float]:
    joints, thorax = body.joints, body.axes["thorax"]
    arm = unit(minus(joints[f"{side}_elbow"], joints[f"{side}_shoulder"]))
    elevation = angle_between(arm, times(thorax.up, -1))
    behind = math.degrees(math.asin(max(-1.0, min(1.0, dot(arm, thorax.forward)))))
    return {
        "shoulder elevation": elevation,
        "shoulder extension": behind if dot(arm, thorax.up) < 0 else 90.0,
        "elbow flexion": joint_hinge_bend(joints[f"{side}_shoulder"], joints[f"{side}_elbow"], joints[f"{side}_wrist"]),
    }


def beyond_limits(state: State, body: Body) -> list[tuple[str, float, float]]:
    """Joints that go further than they can: their name, the angle, and the limit passed."""
    found = []
    for name, value in angles(state, body).items():
        low, high = LIMITS[name.removeprefix("right ").removeprefix("left ")]
        if value < low - 0.5 or value > high + 0.5:
            found.append((name, value, low if value < low else high))
    return found
