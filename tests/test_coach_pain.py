"""Pain on the log: green, amber, red; the 24-hour rule; how it ends; what may be done instead."""

from __future__ import annotations

import datetime as dt
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from midstance.coach.pain import light_of
from midstance.coach.spared import held_exercises, pains_after, pains_of, spared
from midstance.coach.substitutes import substitutes
from midstance.knowledge.library import library
from midstance.planner.prescription.runner import runner_of, stops
from midstance.training.athlete import Athlete, Pain
from midstance.training.exercise import KIT, PAIN_SITES, PainSite
from midstance.training.log import Entry, PainReport, effective
from midstance.training.plan import Brief
from midstance.training.standing import Spared
from tests.coach_log import LOGS, day, ended, lifted, pain

EXERCISES = library().exercises


def one(entries: list[Entry], today: int) -> Spared | None:
    """The only place that hurts, or None."""
    found = spared(effective(tuple(entries)), None, day(today))
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(
    ("score", "joint", "light"),
    [
        (2, False, "green"), (3, False, "amber"), (5, False, "amber"), (6, False, "red"),
        (2, True, "green"), (3, True, "amber"), (4, True, "red"),
    ],
)  # fmt: skip
def test_where_amber_and_red_begin(score: int, joint: bool, light: str) -> None:
    assert light_of(score, joint=joint) == light
    found = one([pain(0, score, joint=joint)], 0)
    assert (found.light if found else "green") == light


def test_a_limp_is_red_at_any_score() -> None:
    found = one([pain(0, 0, limping=True)], 0)
    assert found is not None
    assert found.light == "red"


def test_amber_that_has_settled_by_the_morning_stays_amber() -> None:
    found = one([pain(0, 4), pain(1, 2, "next-morning")], 1)
    assert found is not None
    assert (found.light, found.no_jumps, found.load_percent, found.refer) == ("amber", False, 100, False)


@pytest.mark.parametrize(("score", "stiffer"), [(3, False), (4, False), (1, True)])
def test_amber_that_has_not_settled_by_the_morning_is_red(score: int, stiffer: bool) -> None:
    found = one([pain(0, 4), pain(1, score, "next-morning", stiffer=stiffer)], 1)
    assert found is not None
    assert (found.light, found.refer) == ("red", True)
    assert "next morning" in found.because.text


def test_back_at_what_it_was_before_counts_as_settled() -> None:
    entries: list[Entry] = [pain(0, 3, "at-rest", hour=8), pain(0, 5), pain(1, 3, "next-morning")]
    found = one(entries, 1)
    assert found is not None
    assert found.light == "amber"


def test_said_twice_on_one_morning_is_said_once() -> None:
    entries: list[Entry] = [pain(1, 4, "next-morning"), pain(1, 4, "at-rest", hour=9)]
    found = one(entries, 1)
    assert found is not None
    assert found.light == "amber"


@pytest.mark.parametrize(("second", "eased"), [(6, True), (7, False)])
def test_two_ambers_in_seven_days_mean_less_load_and_no_jumps(second: int, eased: bool) -> None:
    entries: list[Entry] = [pain(0, 3), pain(1, 1, "next-morning"), pain(second, 3)]
    found = one(entries, second)
    assert found is not None
    assert (found.no_jumps, found.load_percent) == ((True, 80) if eased else (False, 100))


def test_two_ambers_of_one_day_are_one() -> None:
    found = one([pain(0, 3), pain(0, 4, "after", hour=20)], 0)
    assert found is not None
    assert found.load_percent == 100


def test_a_rise_from_week_to_week_means_less_load() -> None:
    found = one([pain(0, 3), pain(1, 2, "next-morning"), pain(8, 4)], 8)
    assert found is not None
    assert (found.load_percent, found.no_jumps) == (80, True)


def test_a_red_is_amber_again_on_a_later_quiet_day_and_not_before() -> None:
    entries: list[Entry] = [pain(0, 7), pain(0, 1, "after", hour=21)]
    same_day = one(entries, 0)
    assert same_day is not None
    assert same_day.light == "red"
    later = one([*entries, pain(1, 2, "next-morning")], 1)
    assert later is not None
    assert later.light == "amber"


def test_two_quiet_days_end_an_amber() -> None:
    entries: list[Entry] = [pain(0, 4), pain(1, 1, "next-morning"), pain(2, 0)]
    assert one(entries[:2], 2) is not None
    assert one(entries, 2) is None


def test_silence_ends_an_amber_only_when_training_goes_on_and_a_red_never() -> None:
    amber: list[Entry] = [pain(0, 4)]
    assert one([*amber, ended(3)], 6) is not None
    assert one([*amber, ended(3)], 7) is None
    assert one(amber, 30) is not None
    red = one([pain(0, 6), ended(3), ended(20)], 30)
    assert red is not None
    assert red.light == "red"


@pytest.mark.parametrize(("last", "refer"), [(14, False), (15, True)])
def test_a_pain_of_more_than_two_weeks_is_to_be_looked_at(last: int, refer: bool) -> None:
    entries: list[Entry] = [pain(number, 3) for number in range(0, last, 3)]
    found = one([*entries, pain(last, 3)], last)
    assert found is not None
    assert found.refer is refer


def test_the_worse_side_speaks_for_a_place_and_an_unnamed_side_for_both() -> None:
    found = one([pain(0, 6, side="right"), pain(0, 3, side="left", hour=19)], 0)
    assert found is not None
    assert (found.light, found.score) == ("red", 6)
    assert one([pain(0, 4), pain(1, 0, "next-morning", side=None), pain(2, 0, side=None)], 2) is None


def test_a_corrected_score_counts_as_if_it_had_been_right_at_first() -> None:
    wrong = pain(0, 8)
    right = msgspec.structs.replace(wrong, id="fix", score=2, supersedes=wrong.id)
    assert spared(effective((right, wrong)), None, day(0)) == ()


@settings(max_examples=150, deadline=None)
@given(LOGS, st.randoms(use_true_random=False))
def test_order_of_arrival_does_not_matter(entries: list[Entry], rng: Random) -> None:
    shuffled = list(entries)
    rng.shuffle(shuffled)
    before, after = effective(tuple(entries)), effective(tuple(shuffled))
    assert spared(before, None, day(20)) == spared(after, None, day(20))


@settings(max_examples=150, deadline=None)
@given(LOGS)
def test_a_red_score_of_today_is_red_whatever_came_before(entries: list[Entry]) -> None:
    found = {one.site: one for one in spared(effective((*entries, pain(21, 6))), None, day(21))}
    assert (found["calf"].light, found["calf"].refer) == ("red", True)


@pytest.mark.parametrize("place", [
    Spared(site="calf", light="red", score=4, because=spared((pain(0, 4),), None, day(0))[0].because),
    Spared(site="knee", light="red", score=3, joint=True, because=spared((pain(0, 4),), None, day(0))[0].because),
    Spared(site="calf", light="amber", score=1, because=spared((pain(0, 4),), None, day(0))[0].because),
    Spared(site="knee", light="amber", score=0, joint=True, because=spared((pain(0, 4),), None, day(0))[0].because),
])  # fmt: skip
def test_the_planner_reads_the_light_off_the_score(place: Spared) -> None:
    (found,) = pains_of((place,))
    athlete = Athlete(pains=(found,))
    assert stops(found) is (place.light == "red")
    assert runner_of(Brief(start=day(0), end=day(1), athlete=athlete)).sore == {place.site}


def test_what_the_log_speaks_of_takes_the_place_of_what_the_brief_said() -> None:
    given_first = (Pain(site="calf", score=4), Pain(site="hip", score=3))
    entries = effective((pain(0, 4), pain(1, 0, "next-morning"), pain(2, 0)))
    assert pains_after(given_first, entries, spared(entries, None, day(2))) == (Pain(site="hip", score=3),)


def test_an_exercise_that_hurt_is_held_until_it_has_not() -> None:
    entries = effective((lifted(0, hurt=3), lifted(0, "calf-raise", hurt=2)))
    assert set(held_exercises(entries, None)) == {"goblet-squat"}
    assert held_exercises(effective((*entries, lifted(3, hurt=2))), None) == {}


def test_a_strong_pain_in_an_exercise_says_leave_it_out() -> None:
    assert "leave it out" in held_exercises((lifted(0, hurt=6),), None)["goblet-squat"].text
    assert "leave it out" not in held_exercises((lifted(0, hurt=5),), None)["goblet-squat"].text


def test_a_pain_told_of_an_exercise_holds_it_too() -> None:
    entries = effective((lifted(0), pain(0, 4, exercise="goblet-squat", hour=18.5)))
    assert set(held_exercises(entries, None)) == {"goblet-squat"}


ADVANCED = Athlete(level="advanced", kit=KIT)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(sorted(EXERCISES)), st.sets(st.sampled_from(PAIN_SITES), min_size=1, max_size=3))
def test_a_substitute_spares_the_sore_places(name: str, sites: set[PainSite]) -> None:
    sore = tuple(Pain(site=site, score=6) for site in sorted(sites))
    runner = runner_of(Brief(start=day(0), end=day(1), athlete=msgspec.structs.replace(ADVANCED, pains=sore)))
    for other in substitutes(name, sites, ADVANCED, EXERCISES):
        assert other != name
        assert runner.may_do(EXERCISES[other])


def test_a_substitute_keeps_the_work() -> None:
    hinge = substitutes("romanian-deadlift", {"knee"}, ADVANCED, EXERCISES)
    assert EXERCISES[hinge[0]].pattern == "hinge"
    squat = substitutes("goblet-squat", {"knee"}, ADVANCED, EXERCISES)
    assert squat
    assert all("glutes" in EXERCISES[name].primary for name in squat)


def test_a_substitute_needs_only_the_kit_there_is() -> None:
    bare = Athlete(level="intermediate")
    for name in substitutes("romanian-deadlift", (), bare, EXERCISES):
        assert () in EXERCISES[name].kit


def test_dates_are_those_of_the_runner() -> None:
    late = PainReport(id="x", at=dt.datetime(2027, 1, 4, 23, 30, tzinfo=dt.UTC), site="calf", score=4)
    from zoneinfo import ZoneInfo

    berlin = ZoneInfo("Europe/Berlin")
    next_day = PainReport(id="y", at=dt.datetime(2027, 1, 5, 18, tzinfo=dt.UTC), site="calf", score=1, when="after")
    later = PainReport(id="z", at=dt.datetime(2027, 1, 6, 18, tzinfo=dt.UTC), site="calf", score=1, when="after")
    assert spared((late, next_day, later), None, day(2)) == ()
    assert len(spared((late, next_day, later), berlin, day(2))) == 1


@pytest.mark.parametrize(("before", "rises"), [(1, True), (2, True), (0, False)])
def test_the_week_before_is_the_seven_days_before_this_week(before: int, rises: bool) -> None:
    found = one([pain(before, 3), pain(before + 1, 2, "next-morning"), pain(14, 4)], 14)
    assert found is not None
    assert (found.load_percent == 80) is rises


@pytest.mark.parametrize(("back", "old"), [(12 + 7, True), (12 + 8, False)])
def test_a_pain_that_is_back_within_a_week_is_the_same_one(back: int, old: bool) -> None:
    entries: list[Entry] = [pain(0, 3), pain(5, 3), pain(10, 3), pain(11, 1, "next-morning"), pain(12, 0)]
    assert one(entries, 12) is None
    found = one([*entries, pain(back, 3)], back)
    assert found is not None
    assert found.refer is old


def test_no_more_than_five_substitutes_are_offered() -> None:
    assert len(substitutes("bodyweight-squat", (), ADVANCED, EXERCISES)) == 5
