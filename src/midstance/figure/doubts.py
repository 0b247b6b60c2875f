"""What is worth a look in a figure, though it need not be wrong: faults that no body could show, feet in a box."""

from __future__ import annotations

from midstance.figure.checks import beyond_findings, short_findings, sunk_findings
from midstance.figure.moment import fault_moment
from midstance.figure.movement import movement_of
from midstance.figure.pieces import centre_of, name_of, size_of
from midstance.figure.state import SIDES
from midstance.training.figure import Figure

IN_KIT_CM = 2.5
"""A foot no deeper in a box than this touches its edge (ours)."""


def fault_problems(figure: Figure) -> list[str]:
    """What is wrong with the `not like this` frames beyond what they show: a body could not be so at all.

    Balance, contacts and knees that track are what faults are about, and not asked of them.
    """
    found: list[str] = []
    for name in figure.fault:
        frame = fault_moment(figure, name).at(0.0)
        wrong = [*beyond_findings(frame), *short_findings(frame), *sunk_findings(frame.state, frame.body)]
        found += [f"fault {name}: {says}" for _, _, says in wrong]
    return found


def feet_in_kit(figure: Figure, tempo: str | None = None) -> list[str]:
    """Toes and balls of feet that go through a box or a bench, each with its worst moment."""
    movement = movement_of(figure, tempo)
    solid = [prop for prop in figure.prop if prop.kind in ("box", "bench") and not prop.held and not prop.worn]
    worst: dict[tuple[str, str], tuple[float, float]] = {}
    for frame in (movement.at(t) for t in movement.moments()) if solid else ():
        for prop in solid:
            (cx, cy, cz), (long, high, wide) = centre_of(prop, frame.state, frame.body), size_of(prop)
            for joint in (f"{side}_{part}" for side in SIDES for part in ("toe", "ball")):
                x, y, z = frame.body.joints[joint]
                deep = min(long / 2 - abs(x - cx), wide / 2 - abs(z - cz), cy + high - y, y - cy + IN_KIT_CM + 1.0)
                found = worst.get((joint, name_of(prop)), (IN_KIT_CM, 0.0))
                if deep > found[0]:
                    worst[joint, name_of(prop)] = (deep, frame.t_s)
    return [
        f"at {t:.2f} s of {movement.duration_s:.2f}: the {joint.replace('_', ' ')} is {deep:.1f} cm in the {kit}"
        for (joint, kit), (deep, t) in worst.items()
    ]
