"""One exercise as it stands in a session that is being built, and how sets are shared out among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from midstance.planner.composition.roles import Role
from midstance.planner.prescription.effort import CONTROL, is_compound
from midstance.planner.prescription.loading import is_outside
from midstance.planner.prescription.progression import Dose, Track
from midstance.planner.prescription.tables import HEAVY_SETS_MOST, MODERATE_LEAST
from midstance.planner.prescription.timing import set_seconds
from midstance.training.exercise import Exercise, Level
from midstance.training.prescription import Item

MOST_SETS, MOST_HEAVY_SETS, MOST_CONTROL_SETS = 4, 5, 3
"""Sets of one exercise (ours; S1:47 has five of the heavy squat)."""

SHARE: dict[Role, int] = {
    "heavy": 48, "squat": 20, "lunge": 24, "single": 24, "hinge": 19, "one-leg-hinge": 21, "calf": 20, "soleus": 18,
    "posterior": 14, "hamstring": 12, "hip": 12, "core": 10, "march": 8,
}  # fmt: skip
"""What draws sets, single-leg work most (R-CMP-5, P11; the numbers are ours)."""


SINGLE_LEG_SHARE = 12
"""Added for single-leg work while it has less than half of the sets."""


@dataclass(slots=True)
class Line:
    """An exercise with its dose; `sets` is settled last. A jump has its sets from the contacts."""

    role: Role
    exercise: Exercise
    worth: int
    dose: Dose
    track: Track | None
    rest_s: tuple[int, int]
    """The exercise's own range of rest."""
    sets: int = 1
    contacts: int = 0
    seconds: int = 0
    """Of one set."""

    def __post_init__(self) -> None:
        self.seconds = set_seconds(self.exercise, self.dose.amount, self.dose.tempo, timed=self.dose.timed)

    @property
    def jumps(self) -> bool:
        """Whether it is plyometric."""
        return self.role == "jump"

    @property
    def heavy(self) -> bool:
        """Whether it makes the session heavy by reps and reserve (rules page, Words)."""
        return is_compound(self.exercise) and not self.jumps and self.dose.amount[0] + self.dose.rir[0] < MODERATE_LEAST

    @property
    def ramp_sets(self) -> int:
        """Lighter practice sets: one for loaded lifts, two for heavy ones (H20)."""
        if self.heavy:
            return 2
        return 1 if is_outside(self.dose.load) else 0

    def item(self, rest_s: int) -> Item:
        """The line as the plan document writes it."""
        dose = self.dose
        return Item(
            exercise=self.exercise.id,
            sets=self.sets,
            reps=None if dose.timed else dose.amount,
            seconds=dose.amount if dose.timed else None,
            per_side=self.exercise.per_side,
            load=dose.load,
            rir=None if self.jumps else dose.rir,
            tempo=dose.tempo,
            rest_s=rest_s,
            contacts=self.contacts,
            starts=dose.starts,
            ramp_sets=self.ramp_sets,
            note=_note(self),
        )


def _note(line: Line) -> str | None:
    unit = next(iter(line.exercise.dose.values())).unit
    notes = []
    if unit == "steps":
        notes.append(
            "Count steps to each side." if line.exercise.per_side else "Count the steps of both legs together."
        )
    elif line.exercise.laterality == "alternating" and not line.jumps:
        notes.append("Count both legs together.")
    if line.dose.load.kind == "effort" and line.dose.starts == "new":
        notes.append(
            f"Take a weight with which {line.dose.rir[0]} to {line.dose.rir[1]} more reps would have been clean."
        )
    if line.jumps:
        notes.append("Stop the set when landings get loud.")
    return " ".join(notes) or None


def most_sets(line: Line, level: Level) -> int:
    """Sets one exercise may take: its dose's top, within our own bounds."""
    if line.role == "heavy":
        return MOST_HEAVY_SETS
    top = line.exercise.dose[level].sets[1]
    if line.exercise.pattern in CONTROL:
        return min(top, MOST_CONTROL_SETS)
    return min(max(top, 2), MOST_SETS)


def share_sets(lines: Sequence[Line], total: int, level: Level) -> None:
    """Shares `total` sets out among the lines that are not jumps: one each, then to whom they are worth most."""
    counted = [line for line in lines if not line.jumps]
    for line in counted:
        line.sets = 1
    left = total - len(counted)
    heavy = 0
    while left > 0:
        open_lines = [line for line in counted if line.sets < most_sets(line, level)]
        heavy = sum(line.sets for line in counted if line.heavy)
        open_lines = [line for line in open_lines if not line.heavy or heavy < HEAVY_SETS_MOST]
        if not open_lines:
            return
        done = sum(line.sets for line in lines)
        single = sum(line.sets for line in lines if "single-leg" in line.exercise.tags)
        one_leg = 2 * single < done + 1
        max(open_lines, key=lambda line: _draw(line, one_leg)).sets += 1
        left -= 1


def _draw(line: Line, one_leg: bool) -> float:
    bonus = SINGLE_LEG_SHARE if one_leg and "single-leg" in line.exercise.tags else 0
    return (SHARE.get(line.role, 8) + bonus) / line.sets
