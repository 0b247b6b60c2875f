"""What the sources ask for and no rule keeps: it is in the library, the phases or the reader of briefs."""

from __future__ import annotations

import datetime as dt

import pytest

from midstance.application.briefing import Wishes, brief_from
from midstance.planner.asks import Ask, means_of, week_asks
from midstance.planner.assumptions import DISCLAIMER
from midstance.planner.phases import outline
from midstance.rules.items import class_of
from midstance.rules.shapes import TrueClasses
from midstance.training.athlete import Athlete, Gates, Pain
from midstance.training.exercise import COVERAGE, REGIONS, Exercise, Pattern
from midstance.training.prescription import Item
from midstance.training.running import KEY_KINDS
from midstance.training.strength import counts_for_e1rm
from tests.running_weeks import brief_for
from tests.strip_cards import cards, known
from tests.test_rules import rule

SMALL: frozenset[Pattern] = frozenset({"calf-raise", "hip-abduction", "hip-extension", "hip-flexion", "trunk"})
"""Calf, hip, bridge and trunk work: what high repetitions are for."""


def exercise(name: str) -> Exercise:
    return known().exercises[name]


def easier(name: str) -> set[str]:
    """Everything down the ladder from an exercise."""
    found: set[str] = set()
    ahead = [name]
    while ahead:
        for rung in exercise(ahead.pop()).regressions:
            if rung not in found:
                found.add(rung)
                ahead.append(rung)
    return found


def words(name: str) -> str:
    """All that is said about how to do it, in lower case."""
    one = exercise(name)
    return " ".join((*one.steps, *one.cues, *one.faults, one.tip, *one.cautions)).lower()


@pytest.mark.parametrize(
    ("harder", "easier_one"),
    [
        ("walking-lunge", "split-squat"),
        ("bulgarian-split-squat", "split-squat"),
        ("squat-jump", "pop-squat"),
        ("pop-squat", "bodyweight-squat"),
        ("pogo-hop", "fast-calf-raise"),
        ("hip-thrust", "glute-bridge"),
        ("romanian-deadlift", "short-range-romanian-deadlift"),
        ("single-leg-rdl", "kickstand-rdl"),
        ("step-up", "low-step-up"),
        ("lateral-lunge", "shallow-lateral-lunge"),
    ],
)
def test_ladders_lead_down_to_the_easier_form(harder: str, easier_one: str) -> None:
    assert easier_one in easier(harder) or exercise(harder).body_mass == easier_one


def test_loaded_compounds_lower_for_three_seconds_and_rise_in_one() -> None:
    for one in known().exercises.values():
        for dose in one.dose.values():
            if one.pattern in ("squat", "hinge", "lunge", "step-up", "press") and dose.tempo:
                down, _, up, _ = (int(part) for part in dose.tempo.split("-"))
                assert (down >= 3, up) == (True, 1), one.id


def test_the_library_has_slow_lowering_for_hamstrings_and_calves() -> None:
    eccentric = {one.id for one in known().exercises.values() if one.eccentric}
    assert {"nordic-lower", "eccentric-calf-lower"} <= eccentric
    assert "single-leg" in exercise("single-leg-rdl").tags


def test_more_than_twelve_repetitions_are_for_small_work() -> None:
    high = {
        one.id
        for one in known().exercises.values()
        for dose in one.dose.values()
        if dose.unit == "reps" and one.laterality != "alternating" and dose.amount[1] > 12
        and one.pattern not in SMALL and one.id != "hip-hinge"
    }  # fmt: skip
    assert high == set()


def test_every_region_is_trained_by_something_that_needs_no_kit() -> None:
    trained = {
        region for one in known().exercises.values() if () in one.kit for region in (*one.primary, *one.secondary)
    }
    assert trained == set(REGIONS)


def test_there_is_movement_beside_and_across_the_running_direction() -> None:
    patterns = {one.pattern for one in known().exercises.values()}
    assert {"hip-abduction", "hip-flexion", "trunk"} <= patterns
    assert "side-to-side strength" in exercise("lateral-lunge").best_for


@pytest.mark.parametrize("tag", COVERAGE)
def test_a_beginner_without_kit_has_something_for_every_tag(tag: str) -> None:
    assert [
        one.id for one in known().exercises.values() if tag in one.tags and one.level == "beginner" and () in one.kit
    ]


def test_every_exercise_page_is_complete() -> None:
    for one in known().exercises.values():
        assert all((one.primary, one.dose, one.steps, one.faults, one.tip, one.best_for)), one.id


def test_lunges_begin_with_a_hand_on_something() -> None:
    for name in ("walking-lunge", "bulgarian-split-squat", "reverse-lunge"):
        assert "assisted-reverse-lunge" in easier(name)


def test_jumping_ends_when_landings_get_loud() -> None:
    for one in known().exercises.values():
        if one.impact:
            assert any(word in words(one.id) for word in ("quiet", "loud", "silent", "soft", "sound")), one.id


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("goblet-squat", ("knee", "heel", "back", "brace", "mid-foot")),
        ("romanian-deadlift", ("back", "hips")),
        ("reverse-lunge", ("knee",)),
        ("hip-thrust", ("rib",)),
        ("single-leg-calf-raise", ("lower",)),
        ("calf-raise", ("lower",)),
    ],
)
def test_form_is_said_where_it_matters(name: str, said: tuple[str, ...]) -> None:
    for word in said:
        assert word in words(name), word


@pytest.mark.parametrize(
    ("name", "good_for"),
    [
        ("step-up", "hill"),
        ("bulgarian-split-squat", "hill"),
        ("single-leg-rdl", "balance"),
        ("goblet-squat", "general leg strength"),
        ("reverse-lunge", "knee"),
        ("walking-lunge", "stride"),
        ("seated-calf-raise", "soleus"),
        ("lateral-band-walk", "knee control"),
    ],
)
def test_the_goal_finds_its_exercise(name: str, good_for: str) -> None:
    assert good_for in " ".join(exercise(name).best_for)


def test_band_walks_are_counted_in_steps() -> None:
    assert {dose.unit for dose in exercise("lateral-band-walk").dose.values()} == {"steps"}


def test_held_stretches_come_after_never_before() -> None:
    stretches = [drill for drill in known().drills.values() if "stretch" in drill.id]
    assert stretches
    assert {drill.kind for drill in stretches} == {"cooldown"}


def test_rolling_and_a_cool_down_are_there_and_roll_muscle() -> None:
    rolling = known().drills["foam-rolling"]
    assert rolling.kind == "cooldown"
    assert set(rolling.regions) <= set(REGIONS)
    assert "mobility-and-water" in known().drills


def test_cross_training_is_named_as_other_training() -> None:
    assert known().drills["cycling-swimming-elliptical"].kind == "other-training"


def test_step_ups_are_strength_and_no_jump() -> None:
    shape = rule("called-what-it-is").demand
    assert isinstance(shape, TrueClasses)
    step_up = Item(exercise="step-up", sets=3, reps=(12, 12), rir=(3, 3))
    assert class_of(step_up, cards(), shape, 0) == "moderate-legs"


def test_hills_and_tempo_count_as_hard_running() -> None:
    assert {"hills", "threshold", "intervals", "long", "race"} == KEY_KINDS


def strength_asks(athlete: Athlete) -> tuple[Ask, ...]:
    """What a week of the strength phase asks for."""
    brief = brief_for([100] * 16, athlete, race_m=None)
    weeks = week_asks(brief, outline(brief), means_of(brief))
    return next(week.asks for week in weeks if week.outline.phase == "strength" and not week.outline.deload)


def test_the_strength_phase_pairs_a_heavy_session_with_one_of_power() -> None:
    asks = strength_asks(Athlete(level="advanced", kit=("barbell", "box"), gates=Gates(plyometric=True)))
    assert "heavy-legs" in asks[0].variants[0].classes
    assert "high-plyometric" in asks[1].variants[0].classes
    assert asks[1].power


def test_beginners_do_not_jump_and_pain_stops_jumps() -> None:
    assert not means_of(brief_for([100] * 8, Athlete())).small_jumps
    sore = Athlete(level="advanced", gates=Gates(plyometric=True), pains=(Pain(site="knee", score=4),))
    assert not means_of(brief_for([100] * 8, sore)).small_jumps


def test_four_weeks_come_from_mileage_and_goal() -> None:
    brief = brief_from(None, Wishes(weekly_km=35, runs=4, goal="half"), dt.date(2027, 1, 4))
    assert brief.end == dt.date(2027, 1, 31)
    assert brief.end - brief.start > dt.timedelta(days=25)
    assert brief.athlete.goal == "half"


def test_the_red_flags_are_named_and_the_plan_says_it_is_no_medicine() -> None:
    for word in ("sharp pain", "numbness", "dizziness", "chest pain", "unusual", "not medical advice"):
        assert word in DISCLAIMER


def test_a_maximum_is_only_estimated_from_few_repetitions() -> None:
    assert counts_for_e1rm(10, 2)
    assert not counts_for_e1rm(10, 3)


def test_a_beginners_second_session_comes_in_week_four() -> None:
    brief = brief_for([100] * 8, Athlete(), race_m=None)
    weeks = week_asks(brief, outline(brief), means_of(brief))
    assert [len(week.asks) for week in weeks[:4]] == [1, 1, 1, 2]


def test_rests_lie_between_thirty_and_a_hundred_and_fifty_seconds() -> None:
    rests = [second for one in known().exercises.values() for dose in one.dose.values() for second in dose.rest_s]
    assert min(rests) >= 30
    assert max(rests) <= 150
