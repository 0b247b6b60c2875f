"""Where the hands usually are, by name. All numbers are ours, tried by looking."""

from __future__ import annotations

from midstance.training.figure import Arm

ARMS: dict[str, Arm] = {
    "hang": Arm(frame="hang", at=(2, 0, 5)),
    "front": Arm(frame="hang", at=(17, 0, 1)),
    "reach": Arm(frame="hang", at=(57, 56, -4), elbow_out=25),
    "overhead": Arm(frame="hang", at=(2, 124, 2), elbow_out=120),
    "goblet": Arm(frame="chest", at=(17, -16, 5), elbow_out=14),
    "chest": Arm(frame="chest", at=(18, -12, 3), elbow_out=25),
    "rack": Arm(frame="chest", at=(13, -3, 19), elbow_out=5),
    "bar-front": Arm(frame="chest", at=(12, 7, 20), elbow_out=8, wrist=58),
    "bell-rack": Arm(frame="chest", at=(15, 1, 12), elbow_out=10),
    "bar-back": Arm(frame="chest", at=(-7, 3, 37), elbow_out=0),
    "hips": Arm(frame="hips", at=(6, 13, 17), elbow_out=75),
    "head": Arm(frame="chest", at=(-2, 22, 9), elbow_out=85),
    "run": Arm(frame="angles", flex=0, abduct=8, elbow=85),
}
