"""Strength arithmetic: the one-repetition maximum a set stands for, and the load a prescription asks for.

Both estimates count a set's repetitions to failure, `n = reps + RIR`. Epley: Epley 1985, as restated with Brzycki's
formula in Reynolds 2006 (doi 10.1519/R-15304.1); Brzycki: Brzycki 1993 (doi 10.1080/07303084.1993.10606684). They
agree at ten repetitions and part above it, so an estimate is only taken up to twelve (rule H12).
"""

from __future__ import annotations

import math

from midstance.training.athlete import KnownLoad

EPLEY_REPS = 30
"""Repetitions at which Epley's line doubles the load."""
BRZYCKI_REPS = 37
"""Repetitions at which Brzycki's curve has no load left."""
MOST_REPS_FOR_E1RM = 12
"""Reps plus RIR above which a set says too little about the maximum (rule H12; evidence, section 5)."""
KG_PER_POUND = 0.45359237
"""By definition."""
ROUNDING = 1e-9
"""Guards a load that is a whole number of steps against falling to the step below."""


def counts_for_e1rm(reps: int, rir: int) -> bool:
    """Whether a set is close enough to the maximum to estimate it from (H12)."""
    return reps >= 1 and rir >= 0 and reps + rir <= MOST_REPS_FOR_E1RM


def epley_kg(kg: float, reps: int, rir: int = 0) -> float:
    """The e1RM in kg by Epley, `kg * (1 + n / 30)`. Raises ValueError for sets of more than twelve reps to failure."""
    return kg * (1 + _reps_to_failure(kg, reps, rir) / EPLEY_REPS)


def brzycki_kg(kg: float, reps: int, rir: int = 0) -> float:
    """The e1RM in kg by Brzycki, `kg * 36 / (37 - n)`. Raises ValueError as `epley_kg` does."""
    return kg * (BRZYCKI_REPS - 1) / (BRZYCKI_REPS - _reps_to_failure(kg, reps, rir))


def _reps_to_failure(kg: float, reps: int, rir: int) -> int:
    if kg <= 0:
        raise ValueError(f"a load of {kg:g} kg is no load")
    if not counts_for_e1rm(reps, rir):
        raise ValueError(f"{reps} reps with {rir} in reserve say too little about a maximum")
    return reps + rir


def share_of_e1rm(reps: int, rir: int) -> float:
    """The share of 1RM that leaves `rir` after `reps`: Epley read backwards (8 reps at RIR 2: 0.75)."""
    return 1 / (1 + (reps + rir) / EPLEY_REPS)


def rounded_down_kg(kg: float, step_kg: float) -> float:
    """The load in whole steps of the kit, never above what was asked."""
    return round(math.floor(kg / step_kg + ROUNDING) * step_kg, 3)


def rounded_up_kg(kg: float, step_kg: float) -> float:
    """The load in whole steps of the kit, never below what was asked."""
    return round(math.ceil(kg / step_kg - ROUNDING) * step_kg, 3)


def known_e1rm_kg(known: KnownLoad) -> float | None:
    """The e1RM a runner's entry gives: as tested, or from a recent set that counts; None where it says too little."""
    if known.e1rm_kg is not None:
        return known.e1rm_kg if known.e1rm_kg > 0 else None
    if known.kg is None or known.kg <= 0 or known.reps is None or known.rir is None:
        return None
    return epley_kg(known.kg, known.reps, known.rir) if counts_for_e1rm(known.reps, known.rir) else None
