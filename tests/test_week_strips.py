"""The week strip reads what it writes, and says what it cannot read."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from midstance.rules.strip import plan_of, strip_of
from midstance.rules.strip_items import StripError
from midstance.training.prescription import Load
from tests.strip_cards import cards

RUNS = ("rest", "easy", "long", "intervals", "race-A", "race-B", "easy&strides", "cross-training")
LEGS = (".", "heavy", "heavy+moderate", "light", "mini", "moderate+hops", "light&mini")


def weeks_of(words: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Two weeks of words."""
    week = st.lists(st.sampled_from(words), min_size=7, max_size=7).map(" ".join)
    return st.lists(week, min_size=2, max_size=2).map(" | ".join)


@settings(max_examples=50, deadline=None)
@given(weeks_of(RUNS), weeks_of(LEGS))
def test_a_strip_comes_back_as_it_was(runs: str, legs: str) -> None:
    lines = strip_of(plan_of(f"run: {runs}\nlegs: {legs}")).splitlines()
    assert len(lines) == 4
    assert " | ".join(" ".join(line.split()[1:]) for line in lines[0::2]) == runs
    assert " | ".join(" ".join(line.split()[1:]) for line in lines[1::2]) == legs


def test_columns_stand_under_each_other() -> None:
    above, below = strip_of(plan_of("run: easy intervals . . . . long\nlegs: . heavy+moderate . . . . .")).splitlines()
    assert above == "run:  easy intervals      rest rest rest rest long"
    assert below == "legs: .    heavy+moderate .    .    .    .    ."


def test_everything_a_strip_can_say_of_a_session() -> None:
    text = "goblet-squat 3x8-10 rir2-3 kg20.5 rest90 tempo3-0-1-0 ramp2 more-load; pogo-hop 2x10s contacts40 paired"
    plan = plan_of(f"run: . . . . . . .\nlegs: . heavy+hops@06:30:40min({text}) . . . . .", cards())
    (session,) = plan.sessions
    squat, hops = session.work()
    assert (session.date, session.start, session.minutes) == (dt.date(2026, 1, 6), "06:30", 40)
    assert session.classes == ("heavy-legs", "low-plyometric")
    assert (squat.sets, squat.reps, squat.rir, squat.load) == (3, (8, 10), (2, 3), Load(kind="kg", kg=20.5))
    assert (squat.rest_s, squat.tempo, squat.ramp_sets, squat.starts) == (90, "3-0-1-0", 2, "more-load")
    assert (hops.seconds, hops.contacts) == ((10, 10), 40)
    assert [block.kind for block in session.blocks] == ["straight", "paired"]
    assert set(plan.exercises) == {"goblet-squat", "pogo-hop"}


def test_the_lines_before_the_week_set_the_scene() -> None:
    plan = plan_of(
        "who: 41 advanced gate positive dumbbell weak-glutes\nwhen: tue 17:00-20:00; sat\ndone: heavy moderate:25\n"
        "from: 2026-03-23\nzone: Europe/Berlin\nphase: build | build deload | taper\nwant: 2\n"
        "run: easy:70min . . . . . race-A:10km |\n . . . . . . . | . . . . . . ."
    )
    athlete = plan.brief.athlete
    assert (athlete.age, athlete.level, athlete.kit, athlete.gates.plyometric) == (41, "advanced", ("dumbbell",), True)
    assert athlete.weak_points == ("glutes",)
    assert [(window.weekday, window.start) for window in athlete.windows] == [("tue", "17:00"), ("sat", None)]
    assert plan.brief.prescreen == "positive"
    assert plan.brief.history["moderate-legs"] == (dt.date(2026, 2, 26),)
    assert [(cycle.phase, cycle.deload, cycle.mesocycle) for cycle in plan.microcycles] == [
        ("build", False, 0),
        ("build", True, 0),
        ("taper", False, 1),
    ]
    assert plan.brief.races[0].distance_m == 10_000
    assert plan.brief.runs[0].duration_s == 4200


@pytest.mark.parametrize(
    ("strip", "word"),
    [
        ("run: easy easy", "seven days"),
        ("run: jog . . . . . .", "jog"),
        ("legs: squats . . . . . .", "squats"),
        ("who: tall\nrun: . . . . . . .", "tall"),
        ("when: noon\nrun: . . . . . . .", "noon"),
        ("done: running\nrun: . . . . . . .", "running"),
        ("phase: peak\nrun: . . . . . . .", "peak"),
        ("legs: moderate(goblet-squat 3x8 swiftly) . . . . . .", "swiftly"),
        ("legs: moderate(warm-up long) . . . . . .", "warm-up"),
        ("easy easy", "run:"),
    ],
)
def test_what_a_strip_cannot_say_is_named(strip: str, word: str) -> None:
    with pytest.raises(StripError, match=word):
        plan_of(strip)
