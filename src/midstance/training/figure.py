"""How an exercise is drawn: poses, kit and timing as plain data; one TOML file each in `knowledge/poses`.

Lengths are centimetres for a body 170 cm tall, angles degrees. The figure faces +x, y is up, z its right; in `at` of
a leg or an arm the third number points outwards, away from the middle, so that one line serves both sides.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Point = tuple[float, float, float]
Side = Literal["right", "left"]
Motion = Literal["rep", "hold", "cycle"]
ViewName = Literal["side", "front", "back", "three-quarter", "three-quarter-back", "far-side"]
Footing = Literal["sole", "ball", "heel", "laces", "edge", "knee", "air"]
"""What of the leg bears: the whole sole, the ball (heel up), the heel, the top of the foot, its outer edge, the knee,
nothing."""
ArmFrame = Literal["hang", "world", "chest", "hips", "angles"]
PropKind = Literal[
    "dumbbell", "kettlebell", "barbell", "bench", "box", "chair", "mini-band", "stability-ball", "wall", "dowel",
    "foam-roller", "leg-press", "hamstring-curl", "calf-machine", "seated-calf-machine", "mat", "pad", "beam", "wheel",
    "bottle",
]  # fmt: skip
BodyPoint = Literal[
    "hips", "shoulders", "upper-back", "head", "knees", "right-knee", "left-knee", "right-elbow", "left-elbow",
    "right-hip", "left-hip", "right-shoulder", "left-shoulder", "right-ankle", "left-ankle",
]  # fmt: skip
Followed = Literal[
    "knees", "right-knee", "left-knee", "ankles", "right-ankle", "left-ankle", "balls", "right-ball", "left-ball"
]
"""Points of the legs that move parts of machines; the plural is the middle between both sides."""
FaultPlace = Literal[
    "knees", "right-knee", "left-knee", "heels", "right-heel", "left-heel", "toes", "hips", "right-hip", "left-hip",
    "elbows", "hands", "feet", "right-foot", "left-foot", "back", "lower-back", "chest", "shoulders",
]  # fmt: skip
"""Where a fault shows; the plural is both sides."""
Axis = Literal["across", "along", "up", "forearm", "rack"]


class View(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where the eye is: `turn` 0 sees the right side, 90 the front, 180 the left, 270 the back; `rise` looks down."""

    turn: float
    rise: float = 6.0


class Leg(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One leg, or both: either a place for the foot (`at`), or angles at hip, knee and ankle."""

    on: Footing | None = None
    at: Point | None = None
    """The point of the sole below the ankle while the foot is flat: forward, up, outward. `laces`: the ankle's own."""
    toe_out: float | None = None
    heel: float | None = None
    """Heel up, turning on the ball; negative lifts the toes, turning on the heel."""
    knee_out: float | None = None
    """The knee outside of the line over the toes; negative is a knee that falls inward."""
    hip: float | None = None
    """Flexion; negative extends."""
    abduct: float | None = None
    rotate: float | None = None
    """Outward rotation at the hip."""
    knee: float | None = None
    ankle: float | None = None
    """Dorsiflexion; negative points the toes."""


class Arm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One arm, or both: a place for the palm in a frame, or angles at shoulder and elbow."""

    frame: ArmFrame | None = None
    at: Point | None = None
    """Forward, up, outward: from straight down at the side (`hang`), the floor's origin (`world`), the middle between
    the shoulders (`chest`) or between the hips (`hips`)."""
    elbow_out: float | None = None
    """Elbow turned outward about the line from shoulder to hand; 0 points it down and back."""
    palm: bool | None = None
    """The flat hand bears on something; otherwise it is closed or loose."""
    wrist: float | None = None
    """The closed hand bent back at the wrist, as under a bar on the shoulders."""
    flex: float | None = None
    abduct: float | None = None
    rotate: float | None = None
    """Inward rotation of the upper arm."""
    elbow: float | None = None


class Pose(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A body position. What is absent is as in the pose before it."""

    hips: tuple[float, ...] | None = None
    """The middle between the hip joints: forward, up and, if need be, right."""
    knees: float | None = None
    """In place of the height of the hips: this much knee flexion in the legs that stand on a sole or ball."""
    weight_right: float | None = None
    """Share of the weight on the right foot when the hips are placed by balance; 0.5 is even."""
    anchor: BodyPoint | None = None
    """The body is placed by this point instead of the hips …"""
    place: Point | None = None
    """… which lies here."""
    lean: float | None = None
    """Whole trunk forward from upright, spine straight: 90 face down, -90 on the back."""
    tilt: float | None = None
    """Whole trunk to the right: 90 lies on the right side."""
    turn: float | None = None
    """Whole body turned to the right."""
    pelvis: float | None = None
    """Forward tip of the pelvis under a trunk that stays (hollow back); negative tucks it."""
    pelvis_drop: float | None = None
    """The left side of the pelvis lower, the trunk upright."""
    bend: float | None = None
    """Rounding of the spine forward; negative arches."""
    side_bend: float | None = None
    twist: float | None = None
    """Chest turned to the right against the pelvis."""
    nod: float | None = None
    """Chin to chest; negative looks up. Absent throughout: the head eases a forward lean a little."""
    look: float | None = None
    """Face turned to the right."""
    legs: Leg | None = None
    right_leg: Leg | None = None
    left_leg: Leg | None = None
    arms: Arm | str | None = None
    right_arm: Arm | str | None = None
    left_arm: Arm | str | None = None
    props: dict[str, Point] = {}
    """Where kit that moves by itself is now, by its name."""
    rests: tuple[BodyPoint, ...] | None = None
    """What of the trunk, knees or elbows lies on something."""


class Key(Pose, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A pose on the way."""

    at: float | None = None
    """In a rep: how far from start (0) to end (1). It says only what leaves the way between the two."""
    after_s: float | None = None
    """In a cycle: seconds since the pose before; absent after a flight, which takes the time that gravity gives."""
    flight_cm: float | None = None
    """A jump begins here and carries the centre of mass this high above its height at take-off."""


class Prop(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A piece of kit: standing somewhere, held, or worn."""

    kind: PropKind
    name: str | None = None
    at: Point = (0.0, 0.0, 0.0)
    """Standing: the middle of its footprint (of a wheel or a beam: its middle). Held or worn: an offset from hands or
    body. Following: an offset in the axes of the thigh (knees), the shank (ankles) or the foot (balls)."""
    follows: Followed | None = None
    """A part of a machine that this point of the body moves."""
    pivot: Point | None = None
    """A beam's other end, which stays: a lever."""
    reach: Point | None = None
    """A beam's whole length and direction, its middle at `at`; in the axes of what it follows."""
    size: Point | None = None
    """Length along x, height, width; each kind has its own usual size."""
    held: Literal["hands", "right", "left", "each"] | None = None
    worn: Literal["chest", "hips", "knees", "ankles", "feet"] | None = None
    axis: Axis = "across"
    kg: float = 0.0
    """Counted for balance."""


class Fault(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A `not like this` frame: the pose at a point of the movement, and what goes wrong in it."""

    says: str
    at: Literal["start", "end"] = "end"
    view: ViewName | View | None = None
    where: tuple[FaultPlace, ...] = ()
    """Ringed in the drawing."""
    pose: Pose


class Figure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Everything needed to draw one exercise, drill or test. The working side is the right one."""

    id: str
    view: ViewName | View = "side"
    motion: Motion = "rep"
    first: Literal["down", "up"] = "down"
    """Whether the way from start to end lowers (eccentric) or lifts."""
    alternate: bool = False
    """The second half is the mirror image of the first."""
    repeat: int = 1
    """How often the cycle is repeated before it is mirrored."""
    travel: Point = (0.0, 0.0, 0.0)
    """How far one cycle carries the body; the eye goes with it."""
    moving: Literal["both", "right", "left"] = "both"
    """The legs that work; the other one is drawn paler."""
    slope: float = 0.0
    """Degrees by which the floor rises ahead. Heights in the poses are those above the floor below."""
    slow: bool = True
    """Whether the body must balance at every moment (false for what is thrown, swung or leapt)."""
    return_s: float | None = None
    """In a cycle: seconds from the last pose back to the first."""
    breath: float = 4.0
    """In a hold: seconds of one breath."""
    prop: tuple[Prop, ...] = ()
    start: Pose = Pose()
    end: Pose | None = None
    via: tuple[Key, ...] = ()
    back: tuple[Key, ...] = ()
    """In a rep: poses on the way back, where it is another way."""
    key: tuple[Key, ...] = ()
    """In a cycle: the poses after the start."""
    fault: dict[str, Fault] = {}
