"""Lengths and masses of an adult body.

Lengths are fractions of stature: Drillis & Contini 1966 (Body Segment Parameters, New York University report
1166-03), as tabulated in Winter 2009 (Biomechanics and Motor Control of Human Movement, 4th ed., fig. 4.1). Masses
and centres of mass are the mean of women and men in de Leva 1996 (J Biomech 29:1223-1230, table 4). Stature, and
what is marked so, is ours.
"""

from __future__ import annotations

STATURE_CM = 170.0
"""Ours: between the mean statures of women and men."""

HIP_HALF_WIDTH = 0.051 * STATURE_CM
"""Half the distance between the hip joints; ours, within the .191 of the hips' outer breadth."""
SHOULDER_HALF_WIDTH = 0.108 * STATURE_CM
"""To the middle of the shoulder joint; ours, within the .129 of the outer breadth."""
THIGH = 0.245 * STATURE_CM
SHANK = 0.246 * STATURE_CM
ANKLE_HEIGHT = 0.039 * STATURE_CM
FOOT = 0.152 * STATURE_CM
HEEL_BEHIND = 0.25 * FOOT
"""From below the ankle back to the end of the heel; ours."""
BALL_AHEAD = 0.47 * FOOT
"""From below the ankle to the ball of the foot, where the toes bend; ours."""
TOE_AHEAD = FOOT - HEEL_BEHIND
UPPER_ARM = 0.186 * STATURE_CM
FOREARM = 0.146 * STATURE_CM
GRIP = 0.042 * STATURE_CM
"""From the wrist to the middle of a closed hand; ours, within the .108 of the open hand."""
HAND = 0.108 * STATURE_CM
TRUNK = (0.818 - 0.530) * STATURE_CM
"""From the hip joints to the line of the shoulders."""
PELVIS = 0.26 * TRUNK
LUMBAR = 0.31 * TRUNK
THORAX = 0.43 * TRUNK
"""The three parts of the trunk that bend against each other; ours."""
NECK = (0.870 - 0.818) * STATURE_CM
HEAD = (1.0 - 0.870) * STATURE_CM

STANDING_HIPS = THIGH + SHANK + ANKLE_HEIGHT

MASS_SHARES: dict[str, tuple[float, str, str, float]] = {
    "head": (0.0681, "neck_top", "crown", 0.50),
    "thorax": (0.1571, "chest", "neck", 0.50),
    "lumbar": (0.1549, "waist", "chest", 0.50),
    "pelvis": (0.1182, "hips", "waist", 0.30),
    "right_upper_arm": (0.0263, "right_shoulder", "right_elbow", 0.576),
    "left_upper_arm": (0.0263, "left_shoulder", "left_elbow", 0.576),
    "right_forearm": (0.0150, "right_elbow", "right_wrist", 0.457),
    "left_forearm": (0.0150, "left_elbow", "left_wrist", 0.457),
    "right_hand": (0.0059, "right_wrist", "right_grip", 0.80),
    "left_hand": (0.0059, "left_wrist", "left_grip", 0.80),
    "right_thigh": (0.1447, "right_hip", "right_knee", 0.385),
    "left_thigh": (0.1447, "left_hip", "left_knee", 0.385),
    "right_shank": (0.0457, "right_knee", "right_ankle", 0.444),
    "left_shank": (0.0457, "left_knee", "left_ankle", 0.444),
    "right_foot": (0.0133, "right_heel", "right_toe", 0.42),
    "left_foot": (0.0133, "left_heel", "left_toe", 0.42),
}
"""Share of the body's mass, the two joints it lies between, and how far from the first."""
BODY_KG = 68.0
"""Only weighed against what is held; ours."""

BONES: tuple[tuple[str, str, float], ...] = (
    ("hips", "waist", PELVIS),
    ("waist", "chest", LUMBAR),
    ("chest", "neck", THORAX),
    ("neck", "neck_top", NECK),
    ("neck_top", "crown", HEAD),
    *(
        (f"{side}_{a}", f"{side}_{b}", size)
        for side in ("right", "left")
        for a, b, size in (
            ("hip", "knee", THIGH),
            ("knee", "ankle", SHANK),
            ("heel", "ball", HEEL_BEHIND + BALL_AHEAD),
            ("ball", "toe", TOE_AHEAD - BALL_AHEAD),
            ("shoulder", "elbow", UPPER_ARM),
            ("elbow", "wrist", FOREARM),
        )
    ),
)
"""Pairs of joints whose distance never changes."""
