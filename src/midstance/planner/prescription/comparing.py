"""How one dose compares with another: heavier, slower, and the plan document's word for what changed."""

from __future__ import annotations

from functools import lru_cache

from midstance.planner.prescription.loading import is_outside
from midstance.planner.prescription.tables import SLOWEST_LOWERING_S
from midstance.planner.prescription.track import Dose
from midstance.training.prescription import Load, Starts


def label(old: Dose, now: Dose, *, new_aim: bool) -> Starts:
    """What changed since the last time, in the plan document's words. `new_aim`: another mesocycle has begun."""
    if max(now.amount[0] - old.amount[0], now.amount[1] - old.amount[1]) > 0:
        return "more-reps"
    if heavier(old.load, now.load):
        return "more-load"
    if lowering(now.tempo) > lowering(old.tempo) > 0:
        return "slower"
    nearer = now.amount[1] + now.rir[0] < old.amount[1] + old.rir[0]
    if new_aim and nearer and now.load.kind == old.load.kind == "effort":
        return "more-load"
    if now.amount != old.amount or heavier(now.load, old.load) or now.rir[0] > old.rir[0]:
        return "less"
    return "same"


@lru_cache(maxsize=64)
def lowering(tempo: str | None) -> int:
    """Seconds a rep spends on the way down and at the bottom; 0 where no tempo is asked."""
    return sum(int(part) for part in (tempo or "0").split("-")[:2] if part.isdigit())


def slower(tempo: str | None) -> str | None:
    """A second more on the way down, up to the most there is."""
    if tempo is None or not tempo[0].isdigit() or int(tempo[0]) >= SLOWEST_LOWERING_S:
        return tempo
    return f"{int(tempo[0]) + 1}{tempo[1:]}"


BANDS = {"light": 1, "medium": 2, "heavy": 3}


def heavier(before: Load, after: Load) -> bool:
    """Whether a load is heavier than the one before, as far as a reader can see."""
    if before.kg is not None and after.kg is not None:
        return after.kg > before.kg
    if before.kind == after.kind == "band":
        return BANDS[after.band or "light"] > BANDS[before.band or "light"]
    return (not is_outside(before)) and is_outside(after)
