"""From one time an exercise is done to the next: at most one thing changes (H11), and the plan says which.

Without a log the plan is a projection, so it climbs slowly: reps rise every second week up to the top of the range,
then a known load by its smallest step; where the runner picks the load by effort, reserve stays and the load follows.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct, field
from msgspec.structs import replace

from midstance.planner.prescription.comparing import label, lowering, slower
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
    LOAD_STEP_MOST,
    YOUTH_REPS,
    YOUTH_RIR,
    Effort,
    Stage,
)
from midstance.planner.prescription.track import Dose, Planned, Track
from midstance.planner.slots import Slot
from midstance.rules.changes import load_rises
from midstance.training.exercise import Exercise
from midstance.training.periods import Phase
from midstance.training.prescription import BODY_MASS, EFFORT, Load, Starts
from midstance.training.standing import NextDose
from midstance.training.strength import ROUNDING

LONG_SET = 12
"""From here on reps climb two at a time (ours)."""
LEAST_EASED_REPS = 4
STEP_WEEKS = 2
"""Weeks at a dose before it goes up; a step that a deload or a run spike holds back comes as soon as it may (ours)."""
OWN_DOSES: frozenset[Phase] = frozenset({"taper", "race", "recovery"})
"""Phases whose doses follow a table of their own, as deloads do; what was asked in them is not gone on from."""


class Progress(Struct):
    """The progressions of all exercises so far. Planning changes nothing; `keep` does."""

    runner: Runner
    start: dt.date
    e1rm_kg: dict[str, float] = field(default_factory=dict)
    """Estimated maxima: what the runner said, and what the log has shown since."""
    tracks: dict[str, Track] = field(default_factory=dict)
    replaces: dict[str, str] = field(default_factory=dict)
    """Neighbours on the ladder that come in because the log asks for them, and what they take the place of."""
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
        planned = self._no_leap(exercise, old, self._eased(exercise, planned, slot, mode, outside))
        still = slot.holds or self.runner.is_sore(exercise)
        planned = _held(old, planned) if still else _one_thing(old, planned, slot)
        told = _told(old, planned, slot)
        return self._in_place(exercise, told) if old is None and exercise.id in self.replaces else told

    def _in_place(self, exercise: Exercise, planned: Planned) -> Planned:
        """The first time of a neighbour on the ladder, named for what it is."""
        left = self.tracks.get(self.replaces[exercise.id])
        harder = left is not None and left.due is not None and left.due.move == "rise"
        starts: Starts = "harder-variation" if harder else "less"
        return planned._replace(dose=planned.dose._replace(starts=starts))

    def _no_leap(self, exercise: Exercise, old: Track | None, planned: Planned) -> Planned:
        """No load more than a tenth above the one last asked for, whatever was asked before that (H12)."""
        if old is None or old.last_kg is None or planned.dose.load.kg is None:
            return planned
        if self._is_earned(exercise, old, planned.dose.load):
            return planned
        before = Load(kind="kg", kg=old.last_kg)
        held = no_big_leap(planned.dose.load, before, self.runner.step_kg(exercise))
        if held == planned.dose.load:
            return planned
        track = replace(planned.track, last_kg=held.kg, shown_kg=held.kg)
        return Planned(planned.dose._replace(load=held), track)

    def _is_earned(self, exercise: Exercise, old: Track, load: Load) -> bool:
        """Whether a load is what the log has earned, with reps that rose first, and a step from what was last asked."""
        due, last = old.due, old.last_kg
        if due is None or due.variable != "load" or load != due.load or load.kg is None:
            return False
        return last is None or load.kg <= max(last * LOAD_STEP_MOST, last + self.runner.step_kg(exercise)) + ROUNDING

    def _effort(self, exercise: Exercise, slot: Slot, mode: Mode) -> Effort:
        early = (slot.date - self.start).days < BEGINNER_CAREFUL_DAYS
        done = self.tracks[exercise.id].times if exercise.id in self.tracks else 0
        return effort(exercise, self.runner, self.stage, mode, careful=early or self.stage == "foundation", done=done)

    def _load(self, exercise: Exercise, found: Effort, outside: bool) -> Load:
        if outside:
            return first_load(exercise, self.runner, self.e1rm_kg.get(exercise.id), found)
        return without_outside(exercise, self.runner, self.stage)

    def _first(self, exercise: Exercise, slot: Slot, mode: Mode, outside: bool, tempo: str | None) -> Planned:
        found = self._effort(exercise, slot, mode)
        load = self._load(exercise, found, outside)
        track = Track(found.reps, load, tempo, found.rir, mode == "heavy", slot.phase, slot.mesocycle, slot.week)
        return _planned(exercise, self.runner, track)

    def _goes_on(self, exercise: Exercise, old: Track, slot: Slot, mode: Mode) -> bool:
        if (mode == "heavy" and not old.heavy) or self._is_too_hard_now(exercise, old, slot, mode):
            return False
        held = slot.deload or slot.phase in HOLDING_PHASES or self.runner.is_sore(exercise)
        return held or mode == "light" or old.phase == slot.phase

    def _is_too_hard_now(self, exercise: Exercise, old: Track, slot: Slot, mode: Mode) -> bool:
        """Whether less was left in reserve than somebody may who turns out to be under 18 (H19)."""
        young = self.runner.youth and old.rir[0] < YOUTH_RIR[0]
        return young and self._effort(exercise, slot, mode).rir[0] >= YOUTH_RIR[0]

    def _next(self, exercise: Exercise, old: Track, slot: Slot, mode: Mode, outside: bool) -> Planned:
        """The same dose, or one small step from it."""
        stays = old.mesocycle == slot.mesocycle or mode == "light" or old.heavy or self.runner.is_sore(exercise)
        rir = old.rir if stays else self._effort(exercise, slot, mode).rir
        now = replace(old, rir=rir, mesocycle=slot.mesocycle, times=old.times + 1)
        if exercise.eccentric and old.week != slot.week and not slot.deload:
            now = replace(now, amount=max(old.amount, self._effort(exercise, slot, mode).reps))
        if outside and not is_outside(old.load) and mode != "light":
            now = replace(now, load=self._load(exercise, Effort(old.amount, rir), True))
            if old.due is not None and not is_outside(old.due.load):
                now = replace(now, due=None)
        elif slot.deload:
            now = replace(now, rested=True)
        elif slot.week != old.week and slot.phase not in HOLDING_PHASES:
            now = replace(now, week=slot.week, weeks=old.weeks + 1, phase=slot.phase, rested=False)
            back = old.rested or old.shown_kg is not None
            still = slot.holds or self.runner.is_sore(exercise) or mode == "light"
            if not (still or back or slot.spike) and now.weeks >= STEP_WEEKS and old.due is None:
                now = replace(self._step(exercise, now), weeks=0)
            elif old.due is not None and old.due.move == "rise" and not still and not (back and _was_eased(old)):
                now = _unless_heavier(now, _as_logged(now, old.due), slot)
        if old.due is not None and old.due.move != "rise":
            now = _as_logged(now, old.due)
            if slot.deload or slot.phase in OWN_DOSES:  # Said of an ordinary week, so it stays due for that.
                now = replace(now, due=old.due)
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
        if not outside and old.due is not None and old.due.move != "rise":
            amount = min(amount[0], old.due.amount[0]), min(amount[1], old.due.amount[1])
        load = self._load(exercise, Effort(amount, found.rir), outside)
        if old.load.kg is not None or (old.due is not None and old.due.load.kg is not None):
            load = self._after_phase(exercise, old, load, Effort(amount, found.rir))
        if old.due is not None and old.due.move == "ease" and not is_outside(old.due.load):
            load = old.due.load
        if old.due is not None and old.due.variable == "reps" and found.reps == old.amount and mode != "heavy":
            amount = max(amount, old.due.amount)
        if old.due is not None and self._is_earned(exercise, old, load):
            amount = min(amount[0], old.due.amount[0]), min(amount[1], old.due.amount[1])
        if is_outside(load) and self._is_too_hard_now(exercise, old, slot, mode):
            load = EFFORT
        if not outside and old.tempo is not None and not old.heavy:
            tempo = old.tempo
        now = Track(
            amount, load, tempo, found.rir, mode == "heavy", slot.phase, slot.mesocycle, slot.week,
            weeks=old.weeks + 1 if (amount, found.rir) == (old.amount, old.rir) else 0,
            times=old.times + 1, shown=old.shown, last_kg=old.last_kg,
        )  # fmt: skip
        return _planned(exercise, self.runner, now)

    def _after_phase(self, exercise: Exercise, old: Track, load: Load, asked: Effort) -> Load:
        """A new phase's load: what was last done where nothing better is known, and no more than the log allows.

        Fewer repetitions than were earned may weigh more. As many with as much in reserve weigh no less than what the
        log has shown for them: an estimate, rounded down, is a poorer guide than sets that were done. What the log
        wants picked anew is picked anew.
        """
        due, amount = old.due, asked.reps
        if due is not None and due.load == EFFORT and due.move != "ease":
            return EFFORT
        last = due.load.kg if due is not None and due.load.kg is not None else old.last_kg or old.load.kg
        if load.kg is None and last is not None and load.kind == "effort":
            load = Load(kind="kg", kg=last)
        easier = due is not None and due.move == "rise" and amount[1] < due.amount[1]
        if due is not None and not easier and load.kg is not None and last is not None:
            load = Load(kind="kg", kg=min(load.kg, last))
        if due is not None and load.kg is not None and _shown_for(due, asked):
            load = Load(kind="kg", kg=max(load.kg, due.load.kg or 0.0))
        if self._is_earned(exercise, old, load):
            return load
        before = Load(kind="kg", kg=old.last_kg or last)
        return no_big_leap(load, before, self.runner.step_kg(exercise))

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
            load = self._eased_load(exercise, load, track, slot)
            rir = (rir[0] + EASIER_RIR, rir[1] + EASIER_RIR)
        elif slot.deload and not is_outside(load) and not exercise.eccentric and exercise.pattern not in CONTROL:
            amount, rir = self._fewer(exercise, amount), (rir[0] + EASIER_RIR, rir[1] + EASIER_RIR)
        if mode != "heavy" and is_compound(exercise):
            held = not_heavy(exercise, Effort(amount, rir))
            if held.rir != rir and load == dose.load:
                load = eased(load, self.runner.step_kg(exercise))
            rir = held.rir
        last = load.kg if is_outside(load) else track.last_kg
        if slot.deload and last is not None:
            last = max(last, track.last_kg or 0.0)
        shown = track.shown_kg
        if not slot.deload:
            shown = load.kg if load.kg is not None and load != track.load else None
        track = replace(track, last_kg=last, shown_kg=shown)
        return Planned(Dose(amount, dose.timed, load, rir, dose.tempo, dose.starts), track)

    def _eased_load(self, exercise: Exercise, load: Load, track: Track, slot: Slot) -> Load:
        """What an eased day leaves of a load; what was eased already on the way back is not eased twice."""
        less = eased(load, self.runner.step_kg(exercise), slot.load_percent)
        was_eased = track.shown is not None and track.shown.starts == "less" and not slot.deload
        if was_eased and track.last_kg is not None and less.kg is not None and load.kg is not None:
            return Load(kind="kg", kg=max(less.kg, min(track.last_kg, load.kg)))
        return less

    def _fewer(self, exercise: Exercise, amount: tuple[int, int]) -> tuple[int, int]:
        """A deload's reps at body mass, where no load can be taken off; the young keep their eight (H19)."""
        both = 2 if exercise.laterality == "alternating" else 1
        least = both * (YOUTH_REPS[0] if self.runner.youth and is_compound(exercise) else LEAST_EASED_REPS)
        return max(amount[0] - both * EASIER_RIR, least), max(amount[1] - both * EASIER_RIR, least)


def _held(old: Track | None, planned: Planned) -> Planned:
    """Where nothing may rise, nothing is harder than it was last asked, whatever phase begins."""
    if old is None or old.shown is None or old.shown.timed != planned.dose.timed:
        return planned
    dose, last = planned.dose, old.shown
    amount = min(dose.amount[0], last.amount[0]), min(dose.amount[1], last.amount[1])
    load = last.load if load_rises(last.load, dose.load) else dose.load
    tempo = last.tempo if lowering(dose.tempo) > lowering(last.tempo) > 0 else dose.tempo
    last_kg = load.kg if is_outside(load) else planned.track.last_kg
    return Planned(dose._replace(amount=amount, load=load, tempo=tempo), replace(planned.track, last_kg=last_kg))


def _one_thing(old: Track | None, planned: Planned, slot: Slot) -> Planned:
    """Within a mesocycle at most one thing harder than last time: where the load rises, reps and tempo wait (H11)."""
    if old is None or old.shown is None or old.mesocycle != slot.mesocycle or slot.deload or slot.phase in OWN_DOSES:
        return planned
    dose, last = planned.dose, old.shown
    if not (load_rises(last.load, dose.load) or _comes_back(last, dose)) or dose.timed != last.timed:
        return planned
    amount = min(dose.amount[0], last.amount[0]), min(dose.amount[1], last.amount[1])
    tempo = last.tempo if lowering(dose.tempo) > lowering(last.tempo) > 0 else dose.tempo
    return (
        planned
        if (amount, tempo) == (dose.amount, dose.tempo)
        else Planned(dose._replace(amount=amount, tempo=tempo), planned.track)
    )


def _shown_for(due: NextDose, asked: Effort) -> bool:
    """Whether the load the log goes on with is one for so many repetitions, with so much in reserve, or for more."""
    as_many = asked.reps[1] <= due.amount[1]
    return due.move != "ease" and as_many and due.rir is not None and asked.rir[0] <= due.rir[0]


def _comes_back(last: Dose, dose: Dose) -> bool:
    """Whether a named load follows a lighter one that was picked by effort: with more in reserve less was lifted."""
    return last.load.kind == "effort" and dose.load.kg is not None and last.rir[0] > dose.rir[0]


def _was_eased(old: Track) -> bool:
    """Whether the load last asked for was below the one to go on from, so that the way back is a step of its own."""
    return old.last_kg is not None and old.load.kg is not None and old.last_kg < old.load.kg


def _unless_heavier(now: Track, stepped: Track, slot: Slot) -> Track:
    """A step the log has earned, but for more load close to a run far longer than any lately (P18): that waits."""
    return now if slot.spike and load_rises(now.load, stepped.load) else stepped


def _as_logged(now: Track, due: NextDose) -> Track:
    """The dose the log asks for; from here on the plan is a projection again."""
    rir = due.rir if due.rir is not None else now.rir
    return replace(now, amount=due.amount, load=due.load, rir=rir, tempo=due.tempo, weeks=0, due=None)


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
