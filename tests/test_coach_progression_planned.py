"""What the log has earned reaches the plan: over a change of phase and after a deload, and never as a leap."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from midstance.planner.prescription.progression import Progress
from midstance.planner.prescription.track import Dose, Track
from midstance.planner.slots import Slot, Variant
from midstance.training.periods import Phase
from midstance.training.standing import NextDose
from tests.progression_log import EXERCISES, START, done, dose_after, item, kg, next_item, trainee

GOBLET = EXERCISES["goblet-squat"]
FULL = Variant(template="general", classes=("moderate-legs",), minutes=40, full=True)
LIGHT = item("goblet-squat", kg(8))


def slot(week: int, phase: Phase, mesocycle: int) -> Slot:
    return Slot(
        id="S", date=START + dt.timedelta(weeks=week), start=1080, start_assumed=False, variant=FULL, week=week,
        phase=phase, mesocycle=mesocycle, deload=False, sets_percent=100, load_percent=100, after_run=False,
        days_to_a_race=None, no_new_exercise=False, body_mass_only=False, spike=False,
    )  # fmt: skip


def earned() -> NextDose:
    """Kettlebells of 2 kg: reps rose once, and the reserve covers the next."""
    more = item("goblet-squat", kg(8), (9, 11))
    return dose_after([*done(0, LIGHT, (10, 10, 10), rir=9), *done(3, more, (11, 11, 11), rir=9)], trainee(), GOBLET.id)


def planned(dose: NextDose, at: Slot, *, last_kg: float, rested: bool = False) -> Dose:
    """What is planned next in a slot, the exercise having stood in foundation until the week before."""
    progress = Progress(trainee().runner, START)
    asked = dose.asked
    assert asked.reps is not None
    assert asked.rir is not None
    track = Track(asked.reps, asked.load, asked.tempo, asked.rir, False, "foundation", 0, at.week - 1, rested=rested)
    progress.keep(GOBLET.id, replace(track.coached(dose), last_kg=last_kg))
    progress.enter(at.phase)
    return progress.plan(GOBLET, at, "moderate", outside=True, tempo=asked.tempo).dose


def test_an_earned_step_is_not_lost_when_a_phase_begins() -> None:
    dose = earned()
    assert (dose.variable, dose.load) == ("load", kg(10))
    found = planned(dose, slot(4, "build", 1), last_kg=8.0)
    assert (found.load, found.amount) == (kg(10), dose.amount)


def test_an_earned_step_comes_right_after_a_deload_that_took_no_load_off() -> None:
    found = planned(earned(), slot(4, "foundation", 0), last_kg=8.0, rested=True)
    assert found.load == kg(10)


def test_after_lighter_days_the_way_back_comes_first() -> None:
    heavy = item("goblet-squat", kg(30))
    dose = dose_after([*done(0, heavy, (10, 10, 10)), *done(3, heavy, (10, 10, 10))], trainee(), GOBLET.id)
    assert dose.load == kg(32)
    found = planned(dose, slot(4, "foundation", 0), last_kg=28.0, rested=True)
    assert found.load == kg(30)
    after_phase = planned(dose, slot(4, "build", 1), last_kg=28.0, rested=True)
    assert after_phase.load == kg(30)


def test_the_dose_that_is_planned_is_the_one_that_was_earned() -> None:
    dose = earned()
    found = planned(dose, slot(4, "foundation", 0), last_kg=8.0)
    assert (found.load, found.amount) == (next_item(LIGHT, dose).load, dose.amount)
