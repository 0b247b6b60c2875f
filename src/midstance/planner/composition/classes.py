"""The stress classes of what was really composed (rules page, Words)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from midstance.planner.composition.lines import Line
from midstance.planner.prescription.effort import is_compound
from midstance.planner.prescription.loading import is_outside
from midstance.planner.prescription.runner import Runner, is_high_jump
from midstance.planner.prescription.tables import FULL_PHASES, LIGHT_RIR, LOW_JUMPS_MOST
from midstance.planner.slots import Slot
from midstance.training.session import STRESS, Stress

ECCENTRIC_EXPOSURES = 3
SHORT_MINUTES = 20
"""Up to here a session is not full (rules page, Words)."""


def classes_of(
    lines: Sequence[Line], runner: Runner, slot: Slot, minutes: int, known: Mapping[str, int]
) -> tuple[Stress, ...]:
    """All classes of a session's work, worst first. Light and mobility are only named where nothing worse is in it."""
    found: set[Stress] = set()
    for line in lines:
        if line.jumps:
            continue
        first = line.exercise.eccentric and known.get(line.exercise.id, 0) < ECCENTRIC_EXPOSURES
        if line.heavy or first:
            found.add("heavy-legs")
        elif is_outside(line.dose.load) or line.dose.rir[0] < LIGHT_RIR[0]:
            found.add("moderate-legs")
    jumps = [line for line in lines if line.jumps]
    if jumps:
        weighted = sum(line.contacts * line.exercise.impact for line in jumps)
        high = weighted > LOW_JUMPS_MOST or any(is_high_jump(line.exercise) for line in jumps)
        found.add("high-plyometric" if high else "low-plyometric")
    if _beginners_full(lines, runner, slot, minutes):
        found.add("moderate-legs")
    if not found:
        return ("light",)
    return tuple(stress for stress in STRESS if stress in found)


def _beginners_full(lines: Sequence[Line], runner: Runner, slot: Slot, minutes: int) -> bool:
    """A beginner's full session counts as moderate even at body mass."""
    in_phase = slot.phase in FULL_PHASES and not slot.deload and not slot.variant.mini
    legs = any(is_compound(line.exercise) for line in lines)
    return runner.level == "beginner" and in_phase and minutes > SHORT_MINUTES and legs


def is_granted(classes: Sequence[Stress], slot: Slot) -> bool:
    """Whether each class is one the slot was placed as; light work may stand wherever loaded work may."""
    granted = set(slot.variant.classes)
    if slot.variant.loaded or "light" in granted:
        granted |= {"light", "mobility"}
    return granted.issuperset(classes) and not set(slot.bars).intersection(classes)
