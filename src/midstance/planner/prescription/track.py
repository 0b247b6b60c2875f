"""Where an exercise stands in its progression, and what is asked of it."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from midstance.training.periods import Phase
from midstance.training.prescription import Load, Starts
from midstance.training.standing import NextDose


class Dose(NamedTuple):
    """What is asked of one exercise, sets and rest aside."""

    amount: tuple[int, int]
    timed: bool
    load: Load
    rir: tuple[int, int]
    tempo: str | None
    starts: Starts


class Track(Struct, frozen=True, gc=False):
    """Where an exercise stands in its progression."""

    amount: tuple[int, int]
    load: Load
    tempo: str | None
    rir: tuple[int, int]
    heavy: bool
    phase: Phase
    mesocycle: int
    week: int
    weeks: int = 0
    """Weeks since the dose last went up."""
    rested: bool = False
    """A deload came since; the next time is a return, not a step up."""
    times: int = 1
    shown_kg: float | None = None
    """The load last asked for outside a deload, where it was eased below the track's own."""
    last_kg: float | None = None
    """The load last asked for, where a deload lowers nothing: no step is counted from anything heavier (H12)."""
    shown: Dose | None = None
    """What was last asked for outside deloads and the phases with doses of their own."""
    due: NextDose | None = None
    """What the log says of the next time, until that has come."""

    def after(self, kg: float | None, *, rested: bool) -> Track:
        """The same after a deload, behind which it goes on as before, or after a phase with doses of its own."""
        last = self.last_kg if kg is None else max(kg, self.last_kg or 0.0) if rested else kg
        return replace(self, last_kg=last, rested=rested, times=self.times + 1)

    def coached(self, dose: NextDose) -> Track:
        """The same with what the log says of the next time."""
        # What the plan asked last may have been eased since; the log's ordinary week stands in where it asked none.
        last = self.last_kg if self.last_kg is not None else dose.asked.load.kg
        return replace(self, due=dose, times=dose.times, last_kg=last)


class Planned(NamedTuple):
    """A dose, and where the exercise stands once it is done."""

    dose: Dose
    track: Track
