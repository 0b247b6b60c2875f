"""A single pose that does not move: a fault, or the body of the map."""

from __future__ import annotations

from midstance.figure.body import Body
from midstance.figure.drafting import first_draft, state_of, with_pose
from midstance.figure.movement import Movement
from midstance.figure.state import SIDES, State
from midstance.figure.vectors import Vector, blend
from midstance.training.figure import Fault, Figure, Pose


class Moment(Movement):
    """A single pose, which does not move."""

    def __init__(self, figure: Figure, state: State) -> None:
        super().__init__(figure)
        self.state, self.duration_s, self.poster_s = state, 0.0, 0.0
        self.phases = []

    def state_at(self, t: float) -> tuple[State, bool]:
        """The pose."""
        return self.state, False


def moment_in(figure: Figure, *poses: Pose) -> Moment:
    """The pose that several give one after the other, each over the ones before it."""
    draft = first_draft()
    for pose in poses:
        draft = with_pose(draft, pose)
    return Moment(figure, state_of(draft, figure))


def fault_moment(figure: Figure, name: str) -> Moment:
    """The pose of a fault, over the position of the figure that it belongs to."""
    fault = figure.fault[name]
    end = (figure.end,) if fault.at == "end" and figure.end is not None else ()
    return moment_in(figure, figure.start, *end, fault.pose)


BOTH = {"knees": "knee", "heels": "heel", "toes": "toe", "elbows": "elbow", "hands": "grip", "feet": "ball"}
MIDDLE = {"hips": "hips", "lower-back": "waist", "chest": "chest", "shoulders": "neck"}


def fault_places(fault: Fault, body: Body) -> list[Vector]:
    """The points of the body where a fault shows."""
    joints, found = body.joints, []
    for place in fault.where:
        if place in BOTH:
            found += [joints[f"{side}_{BOTH[place]}"] for side in SIDES]
        elif place in MIDDLE:
            found.append(joints[MIDDLE[place]])
        elif place == "back":
            found.append(body.axes["lumbar"].point(blend(joints["waist"], joints["neck"], 0.4), -6.0, 0.0, 0.0))
        else:
            found.append(joints[place.replace("-", "_").replace("foot", "ball")])
    return found
