"""One exercise as it stands in a session that is being built, and how sets are shared out among them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from midstance.planner.composition.roles import Role
from midstance.planner.prescription.effort import CONTROL, is_compound
from midstance.planner.prescription.loading import is_outside
from midstance.planner.prescription.tables import HEAVY_SETS_MOST, MODERATE_LEAST
from midstance.planner.prescription.timing import set_seconds
from midstance.planner.prescription.track import Dose, Track
from midstance.training.exercise import Exercise, Level
from midstance.training.prescription import Item

MOST_SETS, MOST_HEAVY_SETS, MOST_HINGE_SETS, MOST_CONTROL_SETS = 4, 5, 3, 3
"""Sets of one exercise (ours; S1:47 has five of the heavy squat); the third is a second heavy lift's."""

SHARE: dict[Role, int] = {
    "heavy": 48, "heavy-hinge": 36, "squat": 20, "lunge": 24, "single": 24, "hinge": 21, "one-leg-hinge": 21,
    "calf": 19, "soleus": 18,
    "posterior": 14, "hamstring": 12, "hip": 12, "core": 10, "march": 8,
}  # fmt: skip
"""What draws sets, single-leg work most (R-CMP-5, P11; the numbers are ours)."""


USUAL_SET_S, HEAVY_SETS_QUICK = 60, 3
"""Seconds of a usual set; sets a heavy lift keeps to where time is shortest (ours)."""
HEAVY_SETS_NEW = 3
"""Sets of a heavy lift the first time it is done: soreness is worst after what is new (evidence, section 3; ours)."""
CALF_SETS_FIRST = 2
"""Sets of a calf exercise before hip or trunk work gets a second one (evidence, section 7; the number is ours)."""
SINGLE_LEG_SHARE = 12
"""Added for single-leg work while it has less than half of the sets."""


class Line(msgspec.Struct, gc=False):
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
    fast: bool = False
    """Lifted as fast as it goes after a slow way down: power work (R-TMP-1)."""
    seconds: int = 0
    """Of one set."""
    heavy: bool = False
    """Whether it makes the session heavy by reps and reserve (rules page, Words)."""
    jumps: bool = False
    """Whether it is plyometric."""

    def __post_init__(self) -> None:
        dose = self.dose
        self.jumps = self.role == "jump"
        self.seconds = set_seconds(self.exercise, dose.amount, dose.tempo, timed=dose.timed)
        few = dose.amount[0] + dose.rir[0] < MODERATE_LEAST
        self.heavy = few and is_compound(self.exercise) and not self.jumps

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
            role=self.role,
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
    if line.fast:
        notes.append("Lower slowly, then drive up as fast as you can.")
    if line.jumps:
        notes.append("Stop the set when landings get loud.")
    return " ".join(notes) or None


def is_new_heavy(line: Line) -> bool:
    """Whether it is the heavy lift of a session, done for the first time."""
    return line.role == "heavy" and line.dose.starts == "new"


def most_sets(line: Line, level: Level) -> int:
    """Sets one exercise may take: its dose's top, within our own bounds."""
    if line.role == "heavy":
        return HEAVY_SETS_NEW if is_new_heavy(line) else MOST_HEAVY_SETS
    if line.role == "heavy-hinge":
        return MOST_HINGE_SETS
    top = line.exercise.dose[level].sets[1]
    if line.exercise.pattern in CONTROL:
        return min(top, MOST_CONTROL_SETS)
    return min(max(top, 2), MOST_SETS)


def one_each(lines: Sequence[Line]) -> int:
    """Gives a set to every line that is not a jump; how many those are."""
    counted = [line for line in lines if not line.jumps]
    for line in counted:
        line.sets = 1
    return len(counted)


def further_sets(lines: Sequence[Line], count: int, level: Level, *, quick: bool) -> list[Line]:
    """To whom the sets beyond the first go: one after the other to whom they are worth most.

    Fewer sets are the beginning of the same list. `quick`: where time is shortest, the longer a set takes the less it
    draws; the heavy lift is spared that.
    """
    draws = [_Draw(line, most_sets(line, level), quick) for line in lines if not line.jumps]
    jumps = sum(line.sets for line in lines if line.jumps)
    done, single, heavy = jumps + len(draws), sum(draw.single for draw in draws), sum(draw.heavy for draw in draws)
    calves = [draw for draw in draws if draw.calf]
    found: list[Line] = []
    while len(found) < count:
        one_leg, best, most = 2 * single < done + 1, None, 0.0
        calf_first = any(draw.sets < min(CALF_SETS_FIRST, draw.most) for draw in calves)
        for draw in draws:
            worth = draw.for_one_leg if one_leg else draw.worth
            if calf_first and draw.control:
                continue
            if worth > most and draw.sets < draw.most and (not draw.heavy or heavy < HEAVY_SETS_MOST):
                best, most = draw, worth
        if best is None:
            break
        best.take(best.sets + 1)
        found.append(best.line)
        done, single, heavy = done + 1, single + best.single, heavy + best.heavy
    return found


class _Draw:
    """What a line brings to the sharing out of sets, looked up once, and the sets it has so far."""

    __slots__ = ("calf", "control", "for_one_leg", "heavy", "line", "most", "pace", "sets", "share", "single", "worth")

    def __init__(self, line: Line, most: int, quick: bool) -> None:
        self.line = line
        self.heavy = line.heavy
        self.calf = line.exercise.pattern == "calf-raise"
        self.control = line.exercise.pattern in CONTROL
        self.most = min(most, HEAVY_SETS_QUICK) if quick and self.heavy else most
        self.single = "single-leg" in line.exercise.tags
        self.share = SHARE.get(line.role, 8)
        self.pace = line.seconds if quick and not self.heavy else USUAL_SET_S
        self.take(1)

    def take(self, sets: int) -> None:
        """Has so many sets from now on, which makes one more worth less; worth most while one leg has too few."""
        self.sets = sets
        self.worth = self.share / sets / self.pace
        self.for_one_leg = (self.share + SINGLE_LEG_SHARE) / sets / self.pace if self.single else self.worth
