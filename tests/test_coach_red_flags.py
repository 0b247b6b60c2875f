"""Red flags: any of them stops, until the runner says that a professional was seen."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from midstance.coach.red_flags import stop
from midstance.training.log import RED_FLAGS, Entry, RedFlag, Retraction, effective
from tests.coach_log import LOGS, at, cleared, day, flagged, pain

CLAIMS = ("diagnos", "injury", "fracture", "thrombosis", "heart attack", "treat", "cure", "prevent")


@settings(max_examples=200, deadline=None)
@given(LOGS, st.sets(st.sampled_from(RED_FLAGS), min_size=1), st.integers(0, 20))
def test_a_red_flag_always_stops(entries: list[Entry], flags: set[RedFlag], when: int) -> None:
    found = stop(effective((*entries, flagged(when, *sorted(flags)))), None, day(20))
    assert found is not None
    assert set(found.flags) >= flags
    assert found.since <= day(when)


@pytest.mark.parametrize("flag", RED_FLAGS)
def test_what_is_said_is_plain_and_names_no_illness(flag: RedFlag) -> None:
    found = stop((flagged(0, flag),), None, day(0))
    assert found is not None
    assert "Stop training now" in found.says
    assert "doctor" in found.says
    assert not any(claim in found.says.lower() for claim in CLAIMS)


@pytest.mark.parametrize("flag", ["chest-pain", "fainting", "breathless", "palpitations"])
def test_the_emergency_number_is_named_where_it_may_be_needed(flag: RedFlag) -> None:
    found = stop((flagged(0, flag),), None, day(0))
    calm = stop((flagged(0, "joint-swelling"),), None, day(0))
    assert found is not None
    assert calm is not None
    assert "emergency number" in found.says
    assert "emergency number" not in calm.says


def test_cleared_ends_what_was_before_it_and_nothing_after() -> None:
    entries = (flagged(0, "dizziness"), cleared(2))
    assert stop(entries, None, day(2)) is None
    again = stop((*entries, flagged(3, "numbness")), None, day(3))
    assert again is not None
    assert (again.since, again.flags) == (day(3), ("numbness",))


def test_a_flag_that_was_taken_back_is_none() -> None:
    mistake = flagged(0, "numbness")
    back = Retraction(id="back", at=at(1), supersedes=mistake.id)
    assert stop(effective((back, mistake)), None, day(1)) is None


def test_a_corrected_flag_stops_by_what_it_says_now() -> None:
    first = flagged(0, "numbness")
    right = msgspec.structs.replace(first, id="right", at=at(2), flags=("dizziness",), supersedes=first.id)
    found = stop(effective((first, right)), None, day(2))
    assert found is not None
    assert (found.flags, found.since) == (("dizziness",), day(0))


def test_a_report_that_names_no_sign_stops_too() -> None:
    assert stop((flagged(0),), None, day(0)) is not None


@pytest.mark.parametrize(("hours", "stops"), [(23, False), (24, True)])
def test_a_limp_of_a_day_is_a_flag(hours: int, stops: bool) -> None:
    entries = (pain(0, 4, hour=8, limping=True), pain(0, 4, "after", hour=8 + hours, limping=True))
    found = stop(entries, None, day(2))
    assert (found is not None) is stops
    if found is not None:
        assert found.flags == ("limp-over-a-day",)


def test_a_limp_that_was_gone_between_is_two_limps() -> None:
    walked = pain(1, 1, "at-rest")
    entries = effective((pain(0, 4, limping=True), walked, pain(2, 4, limping=True)))
    assert stop(entries, None, day(2)) is None


@pytest.mark.parametrize(("second", "stops"), [(7, True), (8, False)])
def test_a_limp_long_ago_is_another(second: int, stops: bool) -> None:
    found = stop((pain(0, 4, limping=True), pain(second, 4, limping=True)), None, day(second))
    assert (found is not None) is stops


def test_a_limp_on_either_side_is_not_ended_by_the_other() -> None:
    entries = effective((
        pain(0, 4, limping=True), pain(1, 0, side="right"), pain(2, 4, limping=True),
    ))  # fmt: skip
    assert stop(entries, None, day(2)) is not None
