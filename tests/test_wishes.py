"""Options as people type them: what they mean, and that nothing typed is ever answered by more than a sentence."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from midstance.cli.wishes import Typed, blocked_of, load_of, pain_of, pin_of, race_of, wishes_of
from midstance.formats.entry import UnreadableFile
from midstance.formats.races import GOAL_DISTANCES_M
from midstance.training.athlete import KnownLoad, Pain
from midstance.training.plan import Pin

DAY = dt.date(2027, 4, 18)
EXERCISES = ("goblet-squat", "romanian-deadlift")


@pytest.mark.parametrize(
    ("word", "metres"),
    [
        ("2027-04-18", None), ("2027-04-18:half", GOAL_DISTANCES_M["half"]), ("2027-04-18:Marathon", 42_195),
        ("2027-04-18:10k", 10_000),
        ("2027-04-18:50km", 50_000), ("2027-04-18:21.1 km", 21_100), ("2027-04-18:50mi", 80_467),
        ("2027-04-18:3000m", 3_000),
    ],
)  # fmt: skip
def test_a_race_has_a_date_and_perhaps_a_distance(word: str, metres: int | None) -> None:
    assert race_of(word) == (DAY, metres)


@pytest.mark.parametrize(
    ("word", "pin"),
    [
        ("2027-04-18", Pin(date=DAY)), ("2027-04-18@18:00", Pin(date=DAY, start="18:00")),
        ("2027-04-18=heavy", Pin(date=DAY, stress="heavy-legs")),
        ("2027-04-18@6:30=Moderate Legs", Pin(date=DAY, start="06:30", stress="moderate-legs")),
    ],
)  # fmt: skip
def test_a_pin_has_a_date_and_perhaps_an_hour_and_a_kind(word: str, pin: Pin) -> None:
    assert pin_of(word) == pin


@pytest.mark.parametrize(
    ("word", "load"),
    [
        ("goblet-squat=60kg", KnownLoad(exercise="goblet-squat", e1rm_kg=60.0)),
        ("goblet squat=16kgx8@2", KnownLoad(exercise="goblet-squat", kg=16.0, reps=8, rir=2)),
        ("romanian-deadlift=22.5 kg x 10", KnownLoad(exercise="romanian-deadlift", kg=22.5, reps=10, rir=0)),
        ("goblet-squat=135lb", KnownLoad(exercise="goblet-squat", e1rm_kg=61.23)),
    ],
)
def test_a_load_is_an_estimate_or_a_recent_set(word: str, load: KnownLoad) -> None:
    assert load_of(word, EXERCISES) == load


def test_blocked_days_may_be_given_as_stretches() -> None:
    days = blocked_of(("2027-04-20,2027-04-18..2027-04-19", "2027-04-18"))
    assert [day.day for day in days] == [18, 19, 20]


def test_a_joint_is_known_by_its_site() -> None:
    assert pain_of("Knee=3") == Pain(site="knee", score=3, joint=True)
    assert pain_of("calf=2") == Pain(site="calf", score=2, joint=False)


FIELDS = [name for name in Typed.__struct_fields__ if name != "week"]
LISTS = {"blocked", "pins", "pains", "weak", "gates", "loads"}
WORDS = st.one_of(
    st.text(max_size=30),
    st.from_regex(r"(2027-\d\d-\d\d|goblet-squat|knee)?[@=:.]{0,2}[\dkgx@:,-]{0,12}", fullmatch=True),
    st.sampled_from(
        ["", ",", "=", "@", ":", "..", "²", "٣", "1e9", "nan", "inf", "-1", "2027-04-18:", "2027-04-18@", "\x00"]
    ),
)


@settings(max_examples=300, deadline=None)
@given(field=st.sampled_from(FIELDS), word=WORDS)
def test_whatever_is_typed_is_understood_or_answered_on_one_line(field: str, word: str) -> None:
    typed = msgspec.convert({field: [word] if field in LISTS else word}, type=Typed)
    try:
        wishes_of(typed, None, EXERCISES)
    except UnreadableFile as error:
        said = str(error)
    else:
        return
    assert said.startswith("--")
    assert "\n" not in said
