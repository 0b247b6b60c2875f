"""Which moments of a movement tell most, for stills side by side: start, end, and what differs most from them.

Farthest-point selection (Gonzalez 1985, Theor Comput Sci 38:293-306) over the places of the joints. In a cycle whose
second half is the mirror image of the first, a moment and its mirror image count as one, so that a run shows stance,
swing and flight and not one of them twice.
"""

from __future__ import annotations

from collections.abc import Sequence

from midstance.figure.movement import Frame, Movement
from midstance.figure.state import swapped
from midstance.figure.vectors import Vector, distance, minus, mirrored

Joints = dict[str, Vector]


def telling_moments(movement: Movement, frames: Sequence[Frame], poster: int, count: int) -> list[int]:
    """Indices of `count` frames in the order of time, the first one and the poster among them."""
    seen = [_seen(movement, frame) for frame in frames]
    sided = movement.figure.motion == "cycle" and movement.figure.alternate
    offered = _offered(movement, frames)
    chosen = [0]
    apart = [_apart(each, seen[0], sided) for each in seen]
    while len(chosen) < min(count, len(offered)):
        free = [i for i in offered if i not in chosen]
        best = poster if poster in free else max(free, key=lambda i: apart[i])
        chosen.append(best)
        apart = [min(so_far, _apart(each, seen[best], sided)) for so_far, each in zip(apart, seen, strict=True)]
    return sorted(chosen)


def _offered(movement: Movement, frames: Sequence[Frame]) -> list[int]:
    """Frames to choose from: without the last one, which is the first again, and without what only repeats others:
    the second half of a cycle that is a mirror image, the way back of a rep that is the way out."""
    figure = movement.figure
    until = movement.duration_s * (0.5 if figure.motion == "cycle" and figure.alternate else 1.0)
    back = [(p.begins_s, p.begins_s + p.lasts_s) for p in movement.phases if p.back and not figure.back]
    return [
        i
        for i, frame in enumerate(frames[:-1])
        if frame.t_s <= until and not any(begins < frame.t_s < ends for begins, ends in back)
    ]


def _seen(movement: Movement, frame: Frame) -> Joints:
    """The joints as the eye sees them that goes along."""
    gone = movement.carried_cm(frame.t_s)
    return {name: minus(joint, gone) for name, joint in frame.body.joints.items()}


def _apart(one: Joints, two: Joints, sided: bool) -> float:
    """How far the joints of two moments are apart, on the sum; the nearer of a moment and its mirror image."""
    plain = sum(distance(one[name], two[name]) for name in one)
    if not sided:
        return plain
    return min(plain, sum(distance(one[name], mirrored(two[swapped(name)])) for name in one))
