"""Tests at home: what a result says, what it opens, and how little it claims."""

from __future__ import annotations

import datetime as dt
import random
import re
from zoneinfo import ZoneInfo

import msgspec
import pytest

from midstance.coach import gates as opening
from midstance.coach import home_tests
from midstance.coach.gates import GateReport, gate_report
from midstance.coach.home_tests import asymmetry, emphasis, first_strength, middle_of, offered, readings, retest_due
from midstance.formats.brief_toml import read_brief
from midstance.formats.entry import UnreadableFile
from midstance.knowledge.checks import CLAIMS, problems
from midstance.knowledge.library import Library
from midstance.training import log
from midstance.training.athlete import Athlete, Gates, Pain, Sex
from midstance.training.home_test import Bar, GateBar, HomeTestGuide
from midstance.training.log import Cleared, Entry, HomeTest, RedFlags, SetResult, effective
from tests.strip_cards import known

GUIDES = known().home_tests
MONDAY = dt.date(2026, 6, 1)
NOON = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)


def done(
    test: HomeTest, day: int = 0, *, left: int | None = None, right: int | None = None, both: int | None = None
) -> log.TestDone:
    """A test done some days after a Monday at noon."""
    sides = f"{left}-{right}-{both}"
    at = NOON + dt.timedelta(days=day)
    return log.TestDone(id=f"{test}-{day}-{sides}", at=at, test=test, left=left, right=right, both=both)


def read(*entries: Entry, age: int | None = 34, sex: Sex | None = "female") -> dict[HomeTest, home_tests.TestReading]:
    return {one.test: one for one in readings(entries, age, sex, None, GUIDES)}


AT_34 = Athlete(age=34, sex="female")
PASSED: tuple[Entry, ...] = (
    done("calf-raises", left=24, right=22), done("quiet-landing", both=3), done("squat-pattern", both=5),
)  # fmt: skip


def report(*entries: Entry, athlete: Athlete = AT_34, weeks: int = 5, pain: int = 0) -> GateReport:
    pains = (Pain(site="knee", score=pain),) if pain else ()
    return gate_report(
        entries, athlete, first_strength=MONDAY - dt.timedelta(weeks=weeks), pains=pains, today=MONDAY, zone=None,
        guides=GUIDES,
    )  # fmt: skip


def test_the_usual_number_of_calf_raises_falls_with_age() -> None:
    norms = GUIDES["calf-raises"].norms
    for sex in ("female", "male"):
        usual = [middle_of(norms, age, sex) for age in range(20, 80)]
        assert all(one is not None for one in usual)
        highs = [one[1] for one in usual if one is not None]
        assert highs == sorted(highs, reverse=True)
    assert middle_of(norms, 34, "female") == (27, 27)
    assert middle_of(norms, 22, "male") == (37, 37)


def test_without_a_sex_both_are_shown_and_without_an_age_neither() -> None:
    norms = GUIDES["calf-raises"].norms
    assert middle_of(norms, 34, None) == (27, 33)
    assert middle_of(norms, None, "female") is None
    assert middle_of(norms, 85, "male") is None


def test_a_reading_speaks_of_the_weaker_side_and_no_closer_than_the_test_can_tell() -> None:
    reading = read(done("calf-raises", left=30, right=22))["calf-raises"]
    assert (reading.value, reading.middle) == (22, (27, 27))
    assert "about what is usual at 34: 27 reps" in reading.says
    assert "lower than what is usual" in read(done("calf-raises", left=30, right=20))["calf-raises"].says
    assert "higher than what is usual" in read(done("calf-raises", left=40, right=34))["calf-raises"].says


def test_a_change_within_the_error_is_none() -> None:
    small = read(done("calf-raises", left=20, right=20), done("calf-raises", 42, left=25, right=25))["calf-raises"]
    big = read(done("calf-raises", left=20, right=20), done("calf-raises", 42, left=27, right=27))["calf-raises"]
    assert (small.value, small.before) == (25, 20)
    assert "no change that the test could show" in small.says
    assert "better now" in big.says


def test_fewer_points_are_better() -> None:
    reading = read(done("step-down", left=1, right=4), done("step-down", 50, left=1, right=2))["step-down"]
    assert (reading.before, reading.value, reading.asymmetry) == (4, 2, None)
    assert "better now" in reading.says


def test_sides_tested_within_a_week_are_one_test() -> None:
    one = read(done("side-plank", left=40), done("side-plank", 3, right=35))["side-plank"]
    two = read(done("side-plank", left=40), done("side-plank", 9, right=35))["side-plank"]
    assert (one.left, one.right, one.whole) == (40, 35, True)
    assert (two.left, two.right, two.whole) == (None, 35, False)


def test_one_number_for_a_test_with_sides_is_both_of_them() -> None:
    reading = read(done("calf-raises", both=23))["calf-raises"]
    assert (reading.left, reading.right, reading.both) == (23, 23, None)


def test_what_cannot_be_is_passed_over() -> None:
    assert read(done("calf-raises", left=400, right=20), done("step-down", left=9, right=1)) == {}


def test_a_day_is_the_runners_day() -> None:
    late = log.TestDone(id="a", at=dt.datetime(2026, 6, 1, 23, 30, tzinfo=dt.UTC), test="squat-pattern", both=5)
    assert readings((late,), None, None, ZoneInfo("Europe/Berlin"), GUIDES)[0].date == dt.date(2026, 6, 2)
    assert readings((late,), None, None, None, GUIDES)[0].date == dt.date(2026, 6, 1)


def test_order_of_arrival_does_not_matter_and_a_correction_is_as_if_right_at_first() -> None:
    wrong = done("calf-raises", 60, left=9, right=24)
    right = msgspec.structs.replace(wrong, left=24)
    mended = msgspec.structs.replace(right, id="mended", supersedes=wrong.id, at=wrong.at + dt.timedelta(days=9))
    entries: list[Entry] = [*PASSED, wrong, mended]
    expected = readings(effective((*PASSED, right)), 34, None, None, GUIDES)
    for seed in range(10):
        random.Random(seed).shuffle(entries)
        assert readings(effective(tuple(entries)), 34, None, None, GUIDES) == expected


@pytest.mark.parametrize(
    ("left", "right", "flagged", "within", "extra", "weaker"),
    [
        (20, 20, False, False, 0, None),
        (20, 17, False, True, 0, "right"),
        (20, 16, True, True, 0, "right"),
        (24, 30, True, True, 0, "left"),
        (23, 30, True, False, 1, "left"),
    ],
)
def test_a_weaker_side_begins_and_gets_one_set_more_at_most(
    left: int, right: int, flagged: bool, within: bool, extra: int, weaker: str | None
) -> None:
    found = asymmetry(GUIDES["calf-raises"], left, right)
    assert found is not None
    assert (found.flagged, found.extra_sets, found.weaker) == (flagged, extra, weaker)
    assert found.within_error == (within or left == right)
    if flagged:
        assert "begin sets with it" in found.text
        assert ("may be nothing" in found.text) == within
    assert found.extra_sets <= home_tests.EXTRA_SETS_MOST


def test_the_gate_for_jumps_opens_when_everything_is_there() -> None:
    state = report(*PASSED).of("plyometric")
    assert (state.open, state.missing) == (True, ())
    assert report(*PASSED).gates == Gates(plyometric=True)


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        ({"weeks": 3}, "4 weeks of strength come before jumps; 3 so far"),
        ({"weeks": 0}, "none so far"),
        ({"pain": 3}, "knee hurts at 3 of 10"),
    ],
)
def test_weeks_and_pain_keep_the_gate_shut(missing: dict[str, int], says: str) -> None:
    state = report(*PASSED, **missing).of("plyometric")  # type: ignore[arg-type]
    assert len(state.missing) == 1
    assert says in state.missing[0]


def test_pain_of_two_does_not() -> None:
    assert report(*PASSED, pain=2).of("plyometric").open


@pytest.mark.parametrize("out", range(3))
def test_every_test_of_the_gate_is_asked_for(out: int) -> None:
    state = report(*PASSED[:out], *PASSED[out + 1 :]).of("plyometric")
    assert len(state.missing) == 1
    assert "not tested yet" in state.missing[0]
    assert not state.tested


@pytest.mark.parametrize(
    ("age", "sex", "raises", "is_open"),
    [
        (34, "female", 20, True), (34, "female", 19, False),
        (65, "female", 15, True), (65, "female", 14, False),
        (72, "male", 12, True), (72, None, 12, False), (72, None, 13, True), (None, None, 19, False),
    ],
)  # fmt: skip
def test_twenty_calf_raises_or_three_quarters_of_what_is_usual(
    age: int | None, sex: Sex | None, raises: int, is_open: bool
) -> None:
    tests = (done("calf-raises", left=30, right=raises), *PASSED[1:])
    assert report(*tests, athlete=Athlete(age=age, sex=sex)).of("plyometric").open == is_open


def test_two_of_three_quiet_landings_are_not_enough_and_the_last_try_counts() -> None:
    assert not report(PASSED[0], done("quiet-landing", both=2), PASSED[2]).of("plyometric").open
    assert not report(*PASSED, done("quiet-landing", 20, both=2)).of("plyometric").open
    assert report(PASSED[0], done("quiet-landing", -20, both=2), *PASSED[1:]).of("plyometric").open


def test_the_runners_word_opens_the_gate_until_a_test_or_a_pain_says_otherwise() -> None:
    said = Athlete(age=34, gates=Gates(plyometric=True))
    assert report(athlete=said, weeks=0).of("plyometric").open
    assert not report(done("quiet-landing", both=1), athlete=said).of("plyometric").open
    assert not report(athlete=said, pain=4).of("plyometric").open


def test_bone_pain_shuts_the_gate_until_it_is_cleared() -> None:
    flag = RedFlags(id="flag", at=NOON, flags=("bone-or-night-pain",))
    cleared = Cleared(id="cleared", at=NOON + dt.timedelta(days=3))
    assert any("Bone pain" in line for line in report(*PASSED, flag).of("plyometric").missing)
    assert report(*PASSED, flag, cleared).of("plyometric").open
    assert report(*PASSED, RedFlags(id="flag", at=NOON, flags=("dizziness",))).of("plyometric").open


@pytest.mark.parametrize(
    ("left", "right", "is_open"), [(25, 25, True), (24, 30, False), (25, 31, True), (26, 34, False), (24, 24, False)]
)
def test_hard_jumps_ask_for_twenty_five_and_even_sides(left: int, right: int, is_open: bool) -> None:
    state = report(done("calf-raises", left=left, right=right), *PASSED[1:]).of("high-plyometric")
    assert state.open == is_open


def test_hard_jumps_wait_for_the_first_gate_and_for_age() -> None:
    good = (done("calf-raises", left=30, right=30), *PASSED[1:])
    assert "comes first" in report(*good, weeks=1).of("high-plyometric").missing[0]
    young = report(*good, athlete=Athlete(age=15)).of("high-plyometric")
    assert young.missing == ("Hard jumps wait until 16.",)


@pytest.mark.parametrize(
    ("points", "loaded", "bounds"), [(0, True, True), (1, True, True), (2, True, False), (4, False, False)]
)
def test_the_step_down_opens_loads_on_one_leg_and_bounds(points: int, loaded: bool, bounds: bool) -> None:
    found = report(done("calf-raises", left=30, right=30), *PASSED[1:], done("step-down", left=0, right=points))
    assert (found.of("loaded-single-leg").open, found.of("bounds").open) == (loaded, bounds)


def test_one_side_is_not_enough() -> None:
    state = report(done("calf-raises", left=30), *PASSED[1:]).of("plyometric")
    assert state.missing == ("Calf raises on one leg, to a beat: the right side is not tested yet.",)


def test_gates_are_what_the_report_says() -> None:
    found = opening.gate_report(
        PASSED, Athlete(), first_strength=MONDAY - dt.timedelta(days=28), pains=(), today=MONDAY, zone=None,
        guides=GUIDES,
    )  # fmt: skip
    assert found.gates == Gates(plyometric=True)


def test_weak_points_come_from_the_tests_the_weakest_first() -> None:
    weak = (
        done("calf-raises", left=19, right=30), done("hamstring-bridge", left=15, right=16),
        done("side-plank", left=12, right=40), done("step-down", left=4, right=1),
    )  # fmt: skip
    found = readings(weak, 34, "female", None, GUIDES)
    assert emphasis(found, GUIDES) == ("trunk", "hip-abductors", "calf-soleus")
    few = readings((done("hamstring-bridge", left=3, right=20),), 34, None, None, GUIDES)
    assert emphasis(few, GUIDES) == ("hamstrings", "glutes")
    fine = readings(PASSED, 34, "female", None, GUIDES)
    assert emphasis(fine, GUIDES) == ()


def test_every_six_weeks_again() -> None:
    entries = (done("calf-raises", 0, left=20, right=20), done("squat-pattern", 1, both=5))
    assert retest_due(entries, MONDAY + dt.timedelta(days=41), None, GUIDES) == ()
    assert retest_due(entries, MONDAY + dt.timedelta(days=42), None, GUIDES) == ("calf-raises",)
    again = (*entries, done("calf-raises", 43, left=20, right=20))
    assert retest_due(again, MONDAY + dt.timedelta(days=44), None, GUIDES) == ("squat-pattern",)


def test_a_test_is_not_offered_where_it_hurts_or_before_its_gate() -> None:
    athlete = Athlete(kit=("box",))
    everything = offered(athlete, GUIDES, jumps=True, light_only=False)
    assert everything == log.HOME_TESTS
    assert set(everything) - set(offered(athlete, GUIDES, jumps=False, light_only=False)) == {"single-leg-hop"}
    sore = msgspec.structs.replace(athlete, pains=(Pain(site="knee", score=1),))
    left = offered(sore, GUIDES, jumps=True, light_only=False)
    assert set(left) == {"calf-raises", "hamstring-bridge", "side-plank"}
    assert offered(athlete, GUIDES, jumps=True, light_only=True) == ()


def test_strength_began_with_the_first_that_is_known() -> None:
    logged = SetResult(id="a", at=NOON, exercise="goblet-squat", reps=8)
    assert first_strength((), {}, None) is None
    assert first_strength((logged,), {}, None) == MONDAY
    assert first_strength((logged,), {"moderate-legs": (dt.date(2026, 5, 4),)}, None) == dt.date(2026, 5, 4)


def test_a_brief_may_say_the_sex() -> None:
    assert read_brief(b'[athlete]\nsex = "female"', "me.toml").athlete.sex == "female"
    assert read_brief(b"[athlete]\nage = 40", "me.toml").athlete.sex is None
    with pytest.raises(UnreadableFile, match=r"athlete\.sex"):
        read_brief(b'[athlete]\nsex = "femail"', "me.toml")


FORETELLING = re.compile(r"\b(risk|predict\w*|will (?:get|become) injured)\b", re.IGNORECASE)


def test_nothing_is_foretold() -> None:
    """No sentence a runner reads claims that a test knows what will happen to them."""
    assert "foretells" in home_tests.HONESTLY
    said = [home_tests.HONESTLY]
    ordered = [(name, GUIDES[name]) for name in log.HOME_TESTS]
    for low in (0, 3, 12, 30):
        found = readings(
            tuple(done(name, left=min(low, guide.most), right=guide.most // 2) for name, guide in ordered),
            40, None, None, GUIDES,
        )  # fmt: skip
        said += [reading.says for reading in found] + [reading.doubt for reading in found]
    for guide in GUIDES.values():
        said += [guide.says, *guide.steps, *guide.scoring]
    assert len(said) > 40
    assert [line for line in said if CLAIMS.search(line) or FORETELLING.search(line)] == []


def changed(name: HomeTest, **changes: object) -> Library:
    guide: HomeTestGuide = msgspec.structs.replace(GUIDES[name], **changes)
    return msgspec.structs.replace(known(), home_tests={**GUIDES, name: guide})


@pytest.mark.parametrize(
    ("name", "changes", "says"),
    [
        ("calf-raises", {"steps": ()}, "`steps` is empty"),
        ("calf-raises", {"enough": Bar(at_most=3)}, "points the way that is better"),
        ("calf-raises", {"enough": None}, "regions and what is enough"),
        ("calf-raises", {"norms": GUIDES["calf-raises"].norms[:-1]}, "cover other ages"),
        ("calf-raises", {"norms": GUIDES["calf-raises"].norms[:1] + GUIDES["calf-raises"].norms[2:]}, "leave a gap"),
        ("side-plank", {"beat_bpm": 60}, "a beat belongs to repetitions"),
        ("squat-pattern", {"enough": Bar(at_least=9), "regions": ("quadriceps",)}, "lies above 5"),
        ("squat-pattern", {"enough": Bar(at_least=3, percent_of_middle=50)}, "needs norms"),
        ("quiet-landing", {"gates": (GateBar(gate="bounds", at_least=3, asymmetry_at_most=5),)}, "without sides"),
        ("step-down", {"gates": ()}, "no test opens bounds"),
        ("step-down", {"better": "more"}, "points count against you"),
        ("side-plank", {"sources": ("kaur-2021",)}, "our own choice"),
        ("side-plank", {"says": "It prevents knee pain."}, "promises too much"),
    ],
)
def test_a_planted_fault_is_found(name: HomeTest, changes: dict[str, object], says: str) -> None:
    assert any(says in sentence for sentence in problems(changed(name, **changes)))


def test_every_test_that_can_be_recorded_has_its_file() -> None:
    without = msgspec.structs.replace(known(), home_tests={k: v for k, v in GUIDES.items() if k != "side-plank"})
    assert any("side-plank can be recorded" in sentence for sentence in problems(without))
    assert problems(known()) == []
