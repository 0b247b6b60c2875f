"""Planned sessions as FIT workout files: two decoders that know nothing of each other read back what was written."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from midstance.application.exporting.watch_out import session_fit
from midstance.application.recording.sessions import placed
from midstance.application.recording.walking import steps_of
from midstance.formats.entry import UnreadableFile
from midstance.formats.watch.as_fit import (
    LONGEST_NAME,
    LONGEST_NOTES,
    LONGEST_TITLE,
    fit_workout,
    session_as_fit,
    step_name,
)
from midstance.formats.watch.fit_workout import FitTitle, read_fit_workout
from midstance.formats.watch.workout import WatchRepeat
from midstance.knowledge.names_elsewhere import names_elsewhere
from midstance.training.prescription import Block, Item, Load
from midstance.training.session import Session
from tests.activity_files import fit_run
from tests.plan_fixture import small_plan
from tests.recording_desk import Desk, desk
from tests.watch_decoding import decoded
from tests.watch_sessions import laid_out, session_of, sessions, walked

__all__ = ["desk"]
SQUAT = Item(exercise="goblet-squat", sets=3, reps=(8, 10), load=Load(kind="kg", kg=14.0), rest_s=90)


@settings(max_examples=150, deadline=None)
@given(sessions())
def test_two_decoders_read_back_every_session_as_it_was_meant(session: Session) -> None:
    workout = laid_out(session)
    data = session_as_fit(workout)
    assert read_fit_workout(data, "it.fit") == fit_workout(workout) == decoded(data)


@settings(max_examples=100, deadline=None)
@given(sessions())
def test_the_watch_walks_through_the_very_sets_that_the_walk_does(session: Session) -> None:
    work = [(one.exercise, one.side) for one in walked(laid_out(session)) if one.kind == "work"]
    assert work == [(one.item.exercise, one.side) for one in steps_of(session, {})]


@settings(max_examples=100, deadline=None)
@given(sessions())
def test_texts_fit_on_a_watch_and_stay_whole_letters(session: Session) -> None:
    fit = fit_workout(laid_out(session))
    assert len(fit.name.encode()) <= LONGEST_NAME
    assert all(
        len(step.name.encode()) <= LONGEST_TITLE and len(step.notes.encode()) <= LONGEST_NOTES for step in fit.steps
    )
    assert "�" not in session_as_fit(laid_out(session)).decode("utf-8", "ignore")


def steps(session: Session) -> list[tuple[object, ...]]:
    """Steps in short: how they end, after how much, how hard, what."""
    found = decoded(session_as_fit(laid_out(session))).steps
    return [
        (
            one.ends,
            one.amount,
            one.back_to if one.ends == "repeat" else one.intensity,
            *([one.name] if one.name else []),
        )
        for one in found
    ]


def test_a_session_with_every_kind_of_block_is_walked_through_in_order() -> None:
    assert steps(small_plan().sessions[0]) == [
        ("time", 360, "warm-up", "Brisk walk"),
        ("open", None, "warm-up", "Goblet squat, lighter"),
        ("reps", 10, "active", "Goblet squat, 14 kg"), ("time", 90, "rest", "Rest"), ("repeat", 3, 2),
        ("reps", 10, "active", "Romanian deadlift"), ("time", 60, "rest", "Rest"),
        ("reps", 15, "active", "Standing calf raise"), ("time", 60, "rest", "Rest"), ("repeat", 2, 5),
        ("reps", 10, "active", "Romanian deadlift"), ("time", 60, "rest", "Rest"),
        ("reps", 8, "active", "Split squat left"), ("reps", 8, "active", "Split squat right"),
        ("time", 60, "rest", "Rest"), ("repeat", 2, 12),
        ("time", 30, "active", "Side plank left"), ("time", 30, "active", "Side plank right"),
        ("time", 45, "rest", "Rest"), ("repeat", 2, 16),
        ("time", 60, "cooldown", "Half-kneeling hip-flexor stretch"),
    ]  # fmt: skip


def test_weights_are_in_kilograms_and_shown_in_the_unit_they_were_planned_in() -> None:
    pounds = msgspec.structs.replace(SQUAT, load=Load(kind="lb", lb=30.0))
    blocks = [Block(kind="straight", items=(one,)) for one in (SQUAT, pounds)]
    kg, _, _, lb, _, _ = decoded(session_as_fit(laid_out(session_of(blocks)))).steps
    assert (kg.weight_hundredths, kg.shown_in, kg.name) == (1400, "kg", "Goblet squat, 14 kg")
    assert (lb.weight_hundredths, lb.shown_in, lb.name) == (1361, "lb", "Goblet squat, 30 lb")


def test_a_superset_rests_only_at_the_end_of_a_round() -> None:
    calf = Item(exercise="calf-raise", sets=2, reps=(12, 12), rest_s=60)
    found = steps(session_of([Block(kind="superset", items=(SQUAT, calf))]))
    assert found == [
        ("reps", 10, "active", "Goblet squat, 14 kg"), ("reps", 12, "active", "Standing calf raise"),
        ("time", 60, "rest", "Rest"), ("repeat", 2, 0),
        ("reps", 10, "active", "Goblet squat, 14 kg"), ("time", 90, "rest", "Rest"),
    ]  # fmt: skip


def test_what_is_asked_stands_in_the_notes() -> None:
    (step, *_) = [
        one for one in decoded(session_as_fit(laid_out(small_plan().sessions[0]))).steps if "14 kg" in one.name
    ]
    assert step.notes == "8-10 reps. Stop with 2-3 left. 3 s down, 1 s up. New."
    assert (step.category, step.exercise) == (28, 37)


def test_the_true_name_stands_beside_the_nearest_one_unless_two_share_it() -> None:
    fits = {one.id: (one.fit.category_id, one.fit.id) for one in names_elsewhere().exercise}
    shared = next([a, b] for a in fits for b in fits if a < b and fits[a] == fits[b])
    listed = tuple(Item(exercise=name, sets=1, reps=(8, 8)) for name in ["goblet-squat", *shared, "goblet-squat"])
    found = decoded(session_as_fit(laid_out(session_of([Block(kind="straight", items=listed)]))))
    assert found.titles == (FitTitle(category=28, exercise=37, name="Goblet squat"),)
    assert len({one.name.removesuffix(" left").removesuffix(" right") for one in found.steps}) == 3


def test_a_long_name_gives_way_to_the_side_and_the_load() -> None:
    step = laid_out(session_of([Block(kind="straight", items=(SQUAT,))])).steps[0]
    assert isinstance(step, WatchRepeat)
    long = msgspec.structs.replace(step.steps[0], title="Rear-foot-elevated " * 6, side="left")
    assert step_name(long).endswith(".. left, 14 kg")
    assert len(step_name(long).encode()) <= LONGEST_TITLE


def test_a_very_long_session_has_its_warm_up_in_one_step() -> None:
    drill = Item(exercise="leg-swings", sets=1, reps=(10, 10), per_side=True)
    lunges = [
        Item(exercise="split-squat", sets=2, reps=(8, 8), per_side=True, rest_s=60, ramp_sets=1) for _ in range(9)
    ]
    easy, work = Block(kind="warm-up", items=(drill,) * 6), Block(kind="straight", items=tuple(lunges))
    found = laid_out(session_of([easy, work]))
    assert found.count == 9 * 5 + 1
    first = fit_workout(found).steps[0]
    assert (first.ends, first.name) == ("open", "Warm-up")
    assert "Leg swings: 1 x 10 each side; Leg swings" in first.notes


def test_files_tell_sessions_apart_and_are_always_the_same(desk: Desk) -> None:
    files = [session_fit(desk.book, one) for one in placed(desk.book)]
    assert files == [session_fit(desk.book, one) for one in placed(desk.book)]
    read = [decoded(one) for one in files]
    assert len({one.serial for one in read}) == len(read)
    assert read[0].name == "9 Mar Squat, hinge and calves"
    assert read[0].created == dt.datetime(2027, 3, 9, 17, 0, tzinfo=dt.UTC)


def test_a_moved_session_says_its_new_day(desk: Desk) -> None:
    desk.done("moved", "2027-03-09-a", "2027-03-10")
    (one,) = [one for one in placed(desk.book) if one.session.id == "2027-03-09-a"]
    assert decoded(session_fit(desk.book, one)).name == "10 Mar Squat, hinge and calves"


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damage_is_told_and_never_a_traceback(data: st.DataObject) -> None:
    good = session_as_fit(laid_out(small_plan().sessions[0]))
    spoiled = bytearray(good[: data.draw(st.integers(0, len(good)))])
    for _ in range(data.draw(st.integers(0, 4))):
        if spoiled:
            spoiled[data.draw(st.integers(0, len(spoiled) - 1))] = data.draw(st.integers(0, 255))
    told: list[str] = []
    try:
        found = read_fit_workout(bytes(spoiled), "it.fit")
    except UnreadableFile as error:
        told.append(str(error))
    else:
        assert found == fit_workout(laid_out(small_plan().sessions[0]))
    assert all(says.startswith("it.fit: it ") for says in told)


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "no FIT file"), (b"{}", "no FIT file"), (fit_run().file(), "no planned workout")],
)
def test_what_is_no_workout_is_said_so(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        read_fit_workout(data, "it.fit")


def test_every_exercise_of_ours_has_a_place_in_a_file() -> None:
    from tests.watch_sessions import EXERCISES

    items = tuple(Item(exercise=name, sets=1, reps=(8, 8)) for name in EXERCISES)
    fit = decoded(session_as_fit(laid_out(session_of([Block(kind="straight", items=items)]))))
    assert all(step.category is not None and step.exercise is not None for step in fit.steps)
