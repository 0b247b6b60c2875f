"""Our exercises elsewhere: each is there once, no name means two of them, and what is only alike is never taken."""

from __future__ import annotations

import pytest

from midstance.knowledge.library import library
from midstance.knowledge.names_elsewhere import names_elsewhere
from midstance.knowledge.naming import Names, plain

NAMES = Names(library().exercises, names_elsewhere())


def test_every_exercise_is_there_once() -> None:
    listed = [one.id for one in names_elsewhere().exercise]
    assert sorted(listed) == sorted(library().exercises)


def test_no_name_means_two_exercises() -> None:
    meant: dict[str, set[str]] = {}
    for one in names_elsewhere().exercise:
        exercise = library().exercises[one.id]
        for name in (*one.titles, exercise.name, *exercise.aliases):
            meant.setdefault(plain(name), set()).add(one.id)
    assert {name: ids for name, ids in meant.items() if len(ids) > 1} == {}


def test_the_entry_of_the_fit_profile_is_that_of_the_exercise() -> None:
    for one in names_elsewhere().exercise:
        exercise = library().exercises[one.id]
        assert (one.fit.category, one.fit.name) == (exercise.fit_category, exercise.fit_name)
    numbers = {(one.fit.category, one.fit.category_id) for one in names_elsewhere().exercise}
    assert len({category for category, _ in numbers}) == len(numbers) == len({number for _, number in numbers})


def test_the_same_entry_elsewhere_is_the_same_exercise_for_one_of_ours_only() -> None:
    for field in ("free_exercise_db", "wger"):
        exact = [
            entry.id for one in names_elsewhere().exercise if (entry := getattr(one, field)) and entry.match == "exact"
        ]
        assert len(exact) == len(set(exact))


@pytest.mark.parametrize(
    ("name", "exercise"),
    [
        ("Squat (Barbell)", "back-squat"), ("squat  (BARBELL)", "back-squat"), ("Squat, Barbell", "back-squat"),
        ("Sentadilla (Barra)", "back-squat"), ("Kniebeuge (Langhantel)", "back-squat"),
        ("Squat à la barre", "back-squat"), ("Peso Muerto Rumano (Mancuerna)", "romanian-deadlift"),
        ("Dumbbell Goblet Squat", "goblet-squat"), ("Goblet Squat (Kettlebell)", "goblet-squat"),
        ("Goblet Squats", "goblet-squat"), ("DB RDL", "romanian-deadlift"), ("BB RDL", "barbell-romanian-deadlift"),
        ("Lying Leg Curl (Machine)", "hamstring-curl"), ("goblet-squat", "goblet-squat"),
    ],
)  # fmt: skip
def test_names_are_known_with_their_equipment(name: str, exercise: str) -> None:
    assert NAMES.meaning(name).exercise == exercise


@pytest.mark.parametrize(
    "name",
    [
        "Bulgarian Split Squat (Barbell)", "Hack Squat", "Squat", "Squat (Smith Machine)", "Front Lever",
        "Walking Lunge (Barbell)", "x", "",
    ],
)  # fmt: skip
def test_what_is_only_alike_is_not_taken(name: str) -> None:
    assert not NAMES.meaning(name).known


@pytest.mark.parametrize(
    "name",
    [
        "Bench Press (Barbell)", "Lat Pulldown (Cable)", "Press de Banca (Barra)", "Klimmzüge", "Hanging Leg Raise",
        "Running (Treadmill)", "Plank", "Triceps Extension (Cable)",
    ],
)  # fmt: skip
def test_work_for_other_parts_is_left_out_without_asking(name: str) -> None:
    assert NAMES.meaning(name).beside


def test_candidates_share_words_and_fit_the_equipment() -> None:
    assert NAMES.candidates("Hip Thrust (Machine)")[0] == "hip-thrust"
    assert "goblet-squat" in NAMES.candidates("Squat (Dumbbell)")
    assert NAMES.candidates("Front Lever") == ()


def test_the_runners_own_words_go_before_all() -> None:
    own = Names(library().exercises, names_elsewhere(), {"Squat (Barbell)": "front-squat", "Goblet squat": None})
    assert own.meaning("squat (barbell)").exercise == "front-squat"
    assert own.meaning("Goblet Squat").beside
