"""The named workouts hold the numbers of their sources, transcribed here by hand from the lines named."""

from __future__ import annotations

import pytest

from midstance.formats.dose_words import said_item
from midstance.knowledge.library import library
from midstance.training.workout import Workout, WorkoutItem

TABLE = {
    # S0:40-80
    "W-01": """
        leg-swings 10 each side
        high-knees 30 s
        butt-kicks 30 s
        warm-up-squat 10
        lunge-with-twist 5 each side
        barbell-hip-thrust 3 × 10–12
        lateral-lunge 3 × 10 each side
        bulgarian-split-squat 3 × 8–10 each side
        romanian-deadlift 3 × 10
        step-up 3 × 12 each side
        calf-raise 3 × 15
        hamstring-stretch 30 s each side
        quadriceps-stretch 30 s each side
        figure-four-stretch 30 s each side
        hip-flexor-stretch 30 s each side
        foam-rolling
    """,
    # S1:32-37
    "W-02": """
        easy-movement 5–8 min
        leg-swings
        goblet-squat 3 × 8–10
        reverse-lunge 3 × 8 each side
        calf-raise 3 × 12
        glute-bridge 2 × 12
        foam-roll-thighs
        hip-mobility 3–5 min
    """,
    # S1:39-44, the jump first
    "W-03": """
        dynamic-mobility
        strides 4
        box-jump 3 × 6–8
        bulgarian-split-squat 4 × 6–8 each side
        single-leg-rdl 3 × 8 each side
        nordic-lower 3 × 6–8
        hip-mobility
    """,
    # S1:46-52, the bounds first
    "W-04": """
        easy-movement 10 min
        running-drills
        strides
        bound 4 × 6–8
        back-squat 5 × 3–5
        step-up 4 × 6 each side
        eccentric-calf-lower 3 × 10 each side
        clamshell 3 × 12 each side
        dead-bug 3 × 12
        mobility-and-water
    """,
    # S2:43-105, the jump first; ten trips of the band walk are five steps each way
    "W-05": """
        dynamic-mobility
        box-jump 3 × 10
        clamshell 3 × 15–20 each side
        lateral-band-walk 2–3 × 50 steps each way
        kettlebell-swing 3 × 10
        romanian-deadlift 3 × 10
        elevated-glute-bridge 3 × 10
        hip-mobility
    """,
    # S4:306-311
    "W-07": """
        easy-movement 5–8 min
        activation
        goblet-squat 3 × 8–10, rest 90
        reverse-lunge 3 × 8 each side, rest 60–90
        romanian-deadlift 3 × 8–10, rest 90
        step-up 2 × 10 each side, rest 60–90
        calf-raise 3 × 12–20, rest 45–75
        lateral-band-walk 2 × 10 steps each way, rest 30–60
    """,
    # S4:314
    "W-08": """
        easy-movement 5–8 min
        activation
        bodyweight-squat 2 × 10
        assisted-reverse-lunge 2 × 8 each side
        glute-bridge 2 × 12
        low-step-up 2 × 8 each side
        wall-calf-raise 2 × 15
    """,
}

MINUTES = {"W-01": (40, 65), "W-02": (20, 30), "W-03": (30, 40), "W-04": (40, 50), "W-06": (10, 20)}
PER_WEEK = {"W-01": (1, 2), "W-07": (1, 2), "W-08": (1, 2), "W-09": (2, 2), "W-10": (2, 2)}
LEVELS = {"W-02": "beginner", "W-03": "intermediate", "W-04": "advanced", "W-08": "beginner", "W-09": "intermediate",
          "W-10": "advanced"}  # fmt: skip
INSTEAD = {
    ("W-01", "barbell-hip-thrust"): ("glute-bridge",),
    ("W-01", "bulgarian-split-squat"): ("reverse-lunge",),
    ("W-01", "romanian-deadlift"): ("barbell-romanian-deadlift", "single-leg-glute-bridge"),
    ("W-03", "box-jump"): ("alternating-step-up",),
    ("W-03", "nordic-lower"): ("hamstring-curl",),
    ("W-04", "bound"): ("depth-jump",),
    ("W-04", "back-squat"): ("front-squat",),
    ("W-05", "box-jump"): ("squat-jump", "pop-squat", "bodyweight-squat"),
}
NO_SCHEME = ("W-06", "W-09", "W-10", "W-11", "W-12")
WORKOUTS = library().workouts


def items(workout: Workout) -> list[WorkoutItem]:
    return [item for block in workout.blocks for item in block.items]


def line(item: WorkoutItem) -> str:
    rest = item.rest_s and ("" if item.rest_s[0] == item.rest_s[1] else f"–{item.rest_s[1]}")
    said = f"{item.exercise} {said_item(item)}".rstrip()
    return f"{said}, rest {item.rest_s[0]}{rest}" if item.rest_s else said


def test_all_twelve_are_there() -> None:
    assert list(WORKOUTS) == [f"W-{number:02d}" for number in range(1, 13)]


@pytest.mark.parametrize("name", TABLE)
def test_numbers_are_those_of_the_source(name: str) -> None:
    assert [line(item) for item in items(WORKOUTS[name])] == [row.strip() for row in TABLE[name].strip().splitlines()]


@pytest.mark.parametrize("name", WORKOUTS)
def test_minutes_weeks_and_level_are_those_of_the_source(name: str) -> None:
    workout = WORKOUTS[name]
    if name in TABLE or name in MINUTES:
        assert workout.minutes == MINUTES.get(name)
    if name in TABLE or name in PER_WEEK:
        assert workout.per_week == PER_WEEK.get(name)
    assert workout.level == LEVELS.get(name)


@pytest.mark.parametrize("name", TABLE)
def test_what_the_source_allows_instead(name: str) -> None:
    given = {(name, item.exercise): item.alternatives for item in items(WORKOUTS[name]) if item.alternatives}
    ours = {("W-04", "clamshell")}
    assert {key: value for key, value in given.items() if key not in ours} == {
        key: value for key, value in INSTEAD.items() if key[0] == name
    }


@pytest.mark.parametrize("name", NO_SCHEME)
def test_numbers_without_a_source_are_marked_ours(name: str) -> None:
    workout = WORKOUTS[name]
    assert workout.ours
    exercises = [item for item in items(workout) if item.exercise in library().exercises]
    assert exercises
    assert all({"sets", "amount"} & set(item.ours) for item in exercises)


@pytest.mark.parametrize("name", TABLE)
def test_numbers_with_a_source_are_not(name: str) -> None:
    assert not WORKOUTS[name].ours
    assert all("sets" not in item.ours for item in items(WORKOUTS[name]))


def test_the_heavy_day_keeps_three_to_five() -> None:
    """S1:20 gives the heavy day's repetitions and nothing else."""
    heavy = next(block for block in WORKOUTS["W-10"].blocks if block.name == "Heavy day")
    assert [item.amount for item in heavy.items if item.load == "heavy"] == [(3, 5)] * 3


def test_jumps_come_first_after_the_warm_up() -> None:
    exercises = library().exercises
    for workout in WORKOUTS.values():
        for block in workout.blocks:
            lands = [item.exercise in exercises and exercises[item.exercise].contacts > 0 for item in block.items]
            assert lands == sorted(lands, reverse=True), workout.id


def test_the_superset_day_has_three_pairs() -> None:
    assert [len(block.items) for block in WORKOUTS["W-01"].blocks if block.kind == "superset"] == [2, 2, 2]
