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
    return dose_after([*done(0, LIGHT, (10, 10, 10), rir=5), *done(3, more, (11, 11, 11), rir=9)], trainee(), GOBLET.id)


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


def test_an_earned_step_comes_right_after_a_deload_that_took_load_off() -> None:
    """A deload has a table of its own, so that the way back from it is no step and costs none."""
    asked = item("goblet-squat", kg(20))
    dose = dose_after([*done(0, asked, (10, 10, 10)), *done(3, asked, (10, 10, 10))], trainee(), GOBLET.id)
    assert (dose.variable, dose.load) == ("load", kg(22))
    progress = Progress(trainee().runner, START)
    track = Track((8, 10), kg(20), asked.tempo, (2, 3), False, "foundation", 0, 3, last_kg=20.0)
    progress.keep(GOBLET.id, track.coached(dose))
    progress.enter("foundation")
    easy = replace(slot(4, "foundation", 0), deload=True, load_percent=90)
    found = progress.plan(GOBLET, easy, "moderate", outside=True, tempo=asked.tempo)
    progress.keep(GOBLET.id, found.track.after(18.0, rested=True))
    assert progress.plan(GOBLET, slot(5, "foundation", 0), "moderate", outside=True, tempo=asked.tempo).dose.load == kg(
        22
    )


def test_a_new_phase_asks_for_no_less_than_the_log_has_shown_for_as_many_reps() -> None:
    """An estimated maximum, rounded down to the kit, is a poorer guide than sets that were done."""
    asked = item("goblet-squat", kg(20), (9, 11))
    dose = dose_after(done(0, asked, (10, 10, 10)), trainee(), GOBLET.id)
    assert dose.move == "hold"
    progress = Progress(trainee().runner, START, e1rm_kg={GOBLET.id: 22.0})
    progress.keep(GOBLET.id, Track((9, 11), kg(20), asked.tempo, (2, 3), False, "foundation", 0, 3).coached(dose))
    progress.enter("build")
    found = progress.plan(GOBLET, slot(4, "build", 1), "moderate", outside=True, tempo=asked.tempo).dose
    assert found.amount[1] <= 11
    assert found.load == kg(20)


def test_who_turns_out_to_be_under_18_leaves_three_in_reserve_from_then_on() -> None:
    progress = Progress(replace(trainee().runner, youth=True), START)
    progress.keep(GOBLET.id, Track((8, 10), kg(20), "3-0-1-0", (2, 3), False, "build", 1, 3, last_kg=20.0))
    progress.enter("build")
    found = progress.plan(GOBLET, slot(4, "build", 1), "moderate", outside=True, tempo="3-0-1-0").dose
    assert found.rir[0] >= 3
    assert found.amount[0] >= 8
    assert found.load.kind == "effort"
