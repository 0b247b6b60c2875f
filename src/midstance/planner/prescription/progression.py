"""From one time an exercise is done to the next: at most one thing changes (H11), and the plan says which.

Without a log the plan is a projection, so it climbs slowly: reps rise every second week up to the top of the range,
then a known load by its smallest step; where the runner picks the load by effort, reserve stays and the load follows.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from midstance.planner.prescription.effort import CONTROL, Mode, effort, is_compound, most_reps, not_heavy
from midstance.planner.prescription.loading import (
    eased,
    first_load,
    is_outside,
    no_big_leap,
    one_step_up,
    without_outside,
)
from midstance.planner.prescription.runner import Runner
from midstance.planner.prescription.tables import (
    BEGINNER_CAREFUL_DAYS,
    EASIER_RIR,
    HOLDING_PHASES,
    LIGHT_RIR,
    SLOWEST_LOWERING_S,
    YOUTH_REPS,
    Effort,
    Stage,
)
from midstance.planner.slots import Slot
from midstance.training.exercise import Exercise
from midstance.training.plan import Phase
from midstance.training.prescription import BODY_MASS, Load, Starts

LONG_SET = 12
"""From here on reps climb two at a time (ours)."""
LEAST_EASED_REPS = 4
STEP_WEEKS = 2
"""Weeks at a dose before it goes up; a step that a deload or a run spike holds back comes as soon as it may (ours)."""
OWN_DOSES: frozenset[Phase] = frozenset({"taper", "race", "recovery"})
"""Phases whose doses follow a table of their own, as deloads do; what was asked in them is not gone on from."""


class Dose(NamedTuple):
    """What is asked of one exercise, sets and rest aside."""

    amount: tuple[int, int]
    timed: bool
    load: Load
    rir: tuple[int, int]
    tempo: str | None
    starts: Starts


@dataclass(frozen=True, slots=True)
class Track:
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
    """The load last asked for, deloads too: no step is counted from anything heavier (H12)."""
    shown: Dose | None = None
    """What was last asked for outside deloads and the phases with doses of their own."""


class Planned(NamedTuple):
    """A dose, and where the exercise stands once it is done."""

    dose: Dose
    track: Track


@dataclass(slots=True)
class Progress:
    """The progressions of all exercises so far. Planning changes nothing; `keep` does."""

    runner: Runner
    start: dt.date
    tracks: dict[str, Track] = field(default_factory=dict)
    stage: Stage = "foundation"

    def enter(self, phase: Phase) -> None:
        """Remembers the last stage of development; what comes after holds it."""
        if phase == "foundation" or phase == "build" or phase == "strength":
            self.stage = phase

    def keep(self, exercise: str, track: Track) -> None:
        """Makes a planned dose the one to go on from."""
        self.tracks[exercise] = track

    def plan(self, exercise: Exercise, slot: Slot, mode: Mode, *, outside: bool, tempo: str | None) -> Planned:
        """The dose of an exercise in a session. `outside`: it may be loaded from outside."""
        old = self.tracks.get(exercise.id)
        if old is None:
            planned = self._first(exercise, slot, mode, outside, tempo)
        elif self._goes_on(exercise, old, slot, mode):
            planned = self._next(exercise, old, slot, mode, outside)
        else:
            planned = self._anew(exercise, old, slot, mode, outside, tempo)
        return _told(old, self._eased(exercise, planned, slot, mode, outside), slot)

    def _effort(self, exercise: Exercise, slot: Slot, mode: Mode) -> Effort:
        early = (slot.date - self.start).days < BEGINNER_CAREFUL_DAYS
        done = self.tracks[exercise.id].times if exercise.id in self.tracks else 0
        return effort(exercise, self.runner, self.stage, mode, careful=early or self.stage == "foundation", done=done)

    def _load(self, exercise: Exercise, found: Effort, outside: bool) -> Load:
        if outside:
            return first_load(exercise, self.runner, found.reps, found.rir)
        return without_outside(exercise, self.runner, self.stage)

    def _first(self, exercise: Exercise, slot: Slot, mode: Mode, outside: bool, tempo: str | None) -> Planned:
        found = self._effort(exercise, slot, mode)
        load = self._load(exercise, found, outside)
        track = Track(found.reps, load, tempo, found.rir, mode == "heavy", slot.phase, slot.mesocycle, slot.week)
        return _planned(exercise, self.runner, track)

    def _goes_on(self, exercise: Exercise, old: Track, slot: Slot, mode: Mode) -> bool:
        if mode == "heavy" and not old.heavy:
            return False
        held = slot.deload or slot.phase in HOLDING_PHASES or self.runner.is_sore(exercise)
        return held or mode == "light" or old.phase == slot.phase

    def _next(self, exercise: Exercise, old: Track, slot: Slot, mode: Mode, outside: bool) -> Planned:
        """The same dose, or one small step from it."""
        stays = old.mesocycle == slot.mesocycle or mode == "light" or old.heavy or self.runner.is_sore(exercise)
        rir = old.rir if stays else self._effort(exercise, slot, mode).rir
        now = replace(old, rir=rir, mesocycle=slot.mesocycle, times=old.times + 1)
        if exercise.eccentric and old.week != slot.week and not slot.deload:
            now = replace(now, amount=max(old.amount, self._effort(exercise, slot, mode).reps))
        if outside and not is_outside(old.load) and mode != "light":
            now = replace(now, load=self._load(exercise, Effort(old.amount, rir), True))
        elif slot.deload:
            now = replace(now, rested=True)
        elif slot.week != old.week and slot.phase not in HOLDING_PHASES:
            now = replace(now, week=slot.week, weeks=old.weeks + 1, phase=slot.phase, rested=False)
            back = old.rested or old.shown_kg is not None
            still = back or slot.spike or self.runner.is_sore(exercise) or mode == "light"
            if not still and now.weeks >= STEP_WEEKS:
                now = replace(self._step(exercise, now), weeks=0)
        return _planned(exercise, self.runner, now)

    def _step(self, exercise: Exercise, now: Track) -> Track:
        low, high = now.amount
        loaded = is_outside(now.load)
        rise = 2 if low >= LONG_SET else 1
        if exercise.eccentric:
            return now
        if not now.heavy and high + rise <= most_reps(exercise, self.runner, loaded=loaded):
            return replace(now, amount=(low + rise, high + rise))
        if not loaded:
            return replace(now, tempo=slower(now.tempo)) if is_compound(exercise) else now
        heavier = one_step_up(now.load, self.runner.step_kg(exercise))
        return replace(now, load=heavier) if heavier is not None else now

    def _anew(
        self, exercise: Exercise, old: Track, slot: Slot, mode: Mode, outside: bool, tempo: str | None
    ) -> Planned:
        """A new phase or a new kind of work: reps as its table says, the load no more than a tenth above the last."""
        found = self._effort(exercise, slot, mode)
        amount = found.reps if outside or old.heavy else max(old.amount, found.reps)
        load = self._load(exercise, Effort(amount, found.rir), outside)
        if old.load.kg is not None:
            before = Load(kind="kg", kg=old.last_kg or old.load.kg)
            load = no_big_leap(load, before, self.runner.step_kg(exercise))
        if not outside and old.tempo is not None and not old.heavy:
            tempo = old.tempo
        now = Track(
            amount, load, tempo, found.rir, mode == "heavy", slot.phase, slot.mesocycle, slot.week,
            weeks=old.weeks + 1 if (amount, found.rir) == (old.amount, old.rir) else 0,
            times=old.times + 1, shown=old.shown,
        )  # fmt: skip
        return _planned(exercise, self.runner, now)

    def _eased(self, exercise: Exercise, planned: Planned, slot: Slot, mode: Mode, outside: bool) -> Planned:
        """What deloads, moderate sessions and light ones take from the dose; the track stays."""
        dose, track = planned
        amount, load, rir = dose.amount, dose.load, dose.rir
        if not outside and is_outside(load):
            load = BODY_MASS
        if mode == "light" and rir[0] < LIGHT_RIR[0]:
            less = LIGHT_RIR[0] - rir[0]
            amount = (max(amount[0] - less, LEAST_EASED_REPS), max(amount[1] - less, LEAST_EASED_REPS))
            rir = LIGHT_RIR
        elif slot.load_percent < 100 and is_outside(load):
            load, rir = eased(load, self.runner.step_kg(exercise)), (rir[0] + EASIER_RIR, rir[1] + EASIER_RIR)
        elif slot.deload and not is_outside(load) and not exercise.eccentric and exercise.pattern not in CONTROL:
            amount, rir = self._fewer(exercise, amount), (rir[0] + EASIER_RIR, rir[1] + EASIER_RIR)
        if mode != "heavy" and is_compound(exercise):
            held = not_heavy(exercise, Effort(amount, rir))
            if held.rir != rir and load == dose.load:
                load = eased(load, self.runner.step_kg(exercise))
            rir = held.rir
        track = replace(track, last_kg=load.kg)
        if not slot.deload:
            shown = load.kg if load.kg is not None and load != track.load else None
            track = replace(track, shown_kg=shown)
        return Planned(dose._replace(amount=amount, load=load, rir=rir), track)

    def _fewer(self, exercise: Exercise, amount: tuple[int, int]) -> tuple[int, int]:
        """A deload's reps at body mass, where no load can be taken off; the young keep their eight (H19)."""
        both = 2 if exercise.laterality == "alternating" else 1
        least = both * (YOUTH_REPS[0] if self.runner.youth and is_compound(exercise) else LEAST_EASED_REPS)
        return max(amount[0] - both * EASIER_RIR, least), max(amount[1] - both * EASIER_RIR, least)


def _planned(exercise: Exercise, runner: Runner, track: Track) -> Planned:
    timed = exercise.dose[runner.level].unit == "seconds"
    return Planned(Dose(track.amount, timed, track.load, track.rir, track.tempo, "new"), track)


def _told(old: Track | None, planned: Planned, slot: Slot) -> Planned:
    """The dose with what changed since it was last asked for, so that the words are true by how they are found."""
    dose, track = planned
    if old is not None:
        new_aim = old.mesocycle != slot.mesocycle
        dose = dose._replace(starts=label(old.shown, dose, new_aim=new_aim) if old.shown else "same")
    if not slot.deload and slot.phase not in OWN_DOSES:
        track = replace(track, shown=dose)
    return Planned(dose, track)


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
