"""Sets a watch counted are guesses: shown as such, matched by time, step and family, and taken only with a yes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import msgspec

from midstance.application.importing.watch import WatchImport, watch_import
from midstance.application.importing.watch_matching import StepSent, asked_sets, matched
from midstance.formats.activities.activity import Activity, RecordedSet
from midstance.knowledge.names_elsewhere import names_elsewhere
from midstance.training.log import RunDone, SessionEnd, SetResult
from midstance.training.prescription import EFFORT, Load
from tests.activity_files import fit_run, fit_strength, gpx
from tests.plan_fixture import small_plan
from tests.recording_desk import BERLIN, FIRST, Desk, desk

__all__ = ["desk"]
FIT = {one.id: one.fit for one in names_elsewhere().exercise}
SQUAT, HINGE, CALF, CURL = 28, 8, 1, 7
BEGAN = dt.datetime(2027, 3, 9, 18, 0, tzinfo=BERLIN)


def counted(
    *guesses: int | None, reps: int | None = 8, kg: float | None = None, step: int | None = None
) -> list[RecordedSet]:
    """Active sets two minutes apart, each with a family or none, and rests between."""
    found = []
    for place, guess in enumerate(guesses):
        start = BEGAN.astimezone(dt.UTC) + dt.timedelta(minutes=2 * place)
        named = {} if guess is None else {"categories": (guess,), "names": (None,)}
        found.append(RecordedSet(start=start, duration_s=40, kind="active", reps=reps, load_kg=kg, step=step, **named))  # type: ignore[arg-type]
        found.append(RecordedSet(start=start + dt.timedelta(seconds=40), duration_s=80, kind="rest"))
    return found


def activity(sets: Sequence[RecordedSet], start: dt.datetime = BEGAN) -> Activity:
    return Activity(source="a.fit", start=start, sport="strength", elapsed_s=2400, sets=tuple(sets))


def seen(desk: Desk, sets: Sequence[RecordedSet], start: dt.datetime = BEGAN) -> WatchImport:
    return watch_import(desk.book, activity(sets, start), "a.fit")


def test_families_and_order_match_the_planned_session(desk: Desk) -> None:
    found = seen(desk, counted(SQUAT, SQUAT, SQUAT, HINGE, CALF, HINGE, CALF, HINGE))
    assert found.session == FIRST
    assert [one.exercise for one in found.guesses] == [
        "goblet-squat", "goblet-squat", "goblet-squat", "romanian-deadlift", "calf-raise", "romanian-deadlift",
        "calf-raise", "romanian-deadlift",
    ]  # fmt: skip
    assert "It guesses." in found.draft.says[0]
    assert "squat?, 8 reps: Goblet squat" in found.draft.says[1]


def test_nothing_is_written_down_by_looking(desk: Desk) -> None:
    before = desk.diary.entries()
    found = seen(desk, counted(SQUAT))
    assert desk.diary.entries() == before
    assert found.draft.entries


def test_with_a_yes_sets_count_as_asked_with_the_load_that_was_asked(desk: Desk) -> None:
    desk.diary.record(seen(desk, counted(SQUAT, SQUAT, SQUAT, HINGE)).draft.entries)
    sets = desk.of(SetResult)
    assert [(one.exercise, one.session, one.index, one.reps, one.rir, one.origin) for one in sets] == [
        ("goblet-squat", FIRST, 1, 8, None, "watch"), ("goblet-squat", FIRST, 2, 8, None, "watch"),
        ("goblet-squat", FIRST, 3, 8, None, "watch"), ("romanian-deadlift", FIRST, 1, 8, None, "watch"),
    ]  # fmt: skip
    assert [one.load for one in sets] == [Load(kind="kg", kg=14.0)] * 3 + [EFFORT]
    assert [(one.ended, one.minutes) for one in desk.of(SessionEnd)] == [("partly", 40)]
    assert seen(desk, counted(SQUAT, SQUAT, SQUAT, HINGE)).draft.entries == ()


def test_a_guess_of_another_exercise_is_never_taken_for_the_planned_one(desk: Desk) -> None:
    found = seen(desk, counted(SQUAT, CURL, SQUAT))
    assert [one.exercise for one in found.guesses] == ["goblet-squat", None, "goblet-squat"]
    assert found.guesses[1].seen == "something else"
    assert "something else?, 8 reps: fits nothing planned" in found.draft.says[2]


def test_a_load_the_watch_was_told_counts_and_a_count_of_one_does_not(desk: Desk) -> None:
    found = seen(desk, counted(SQUAT, kg=16.0, reps=1))
    (one,) = [entry for entry in found.draft.entries if isinstance(entry, SetResult)]
    assert (one.load, one.reps) == (Load(kind="kg", kg=16.0), None)


def test_a_step_of_the_planned_workout_settles_it() -> None:
    session = small_plan().sessions[0]
    first, second = counted(CURL, step=4)[:1], counted(SQUAT, step=5)[:1]
    pairs = matched(
        [*first, *second], asked_sets(session), FIT, {4: StepSent("romanian-deadlift"), 5: StepSent("calf-raise")}
    )
    assert [pair.item.exercise if pair else None for pair in pairs] == ["romanian-deadlift", "calf-raise"]


def test_pairs_are_expected_in_turns() -> None:
    order = [one.item.exercise for one in asked_sets(small_plan().sessions[0])]
    assert order[:8] == ["goblet-squat"] * 3 + [
        "romanian-deadlift", "calf-raise", "romanian-deadlift", "calf-raise", "romanian-deadlift",
    ]  # fmt: skip


def test_another_day_a_wrong_clock_and_no_sets_match_nothing(desk: Desk) -> None:
    assert seen(desk, counted(SQUAT), BEGAN + dt.timedelta(days=1)).session is None
    wrong = msgspec.structs.replace(activity(counted(SQUAT)), clock="wrong")
    assert watch_import(desk.book, wrong, "a.fit").draft.entries == ()
    assert seen(desk, []).draft.says == ("Your watch counted no set.",)


def test_what_is_written_down_by_hand_is_not_written_again(desk: Desk) -> None:
    desk.done("log", "goblet-squat", "3x8", "@14kg", "rir2")
    found = seen(desk, counted(SQUAT, SQUAT, HINGE))
    assert found.written_here == 2
    assert {one.exercise for one in found.draft.entries if isinstance(one, SetResult)} == {"romanian-deadlift"}


def test_many_sets_are_not_aligned_for_ever(desk: Desk) -> None:
    assert {one.exercise for one in seen(desk, counted(*[SQUAT] * 400)).guesses} == {None}


def test_the_door_for_files_shows_guesses_and_writes_with_a_yes(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "session.fit"
    file.write_bytes(fit_strength(BEGAN.astimezone(dt.UTC)).file())
    said = desk.done("import", str(file))
    assert "Your watch saw 3 sets on 2027-03-09" in said
    assert "goblet squat?, 8 reps at 20 kg: Goblet squat" in said
    assert "Nothing was written down. If it was so, say --yes." in said
    assert desk.of(SetResult) == []
    desk.done("import", str(file), "--yes")
    assert ("goblet-squat", 8, Load(kind="kg", kg=20.0)) in [
        (one.exercise, one.reps, one.load) for one in desk.of(SetResult)
    ]
    assert "It is written down already." in desk.done("import", str(file), "--yes")
    assert "Taken back: imported from watch" in desk.done("undo")
    assert desk.of(SetResult) == []
    assert "Written down." in desk.done("import", str(file), "--yes")
    assert desk.of(SetResult)


def test_the_door_for_files_hands_runs_on(desk: Desk, tmp_path: Path) -> None:
    fit, track = tmp_path / "run.fit", tmp_path / "run.gpx"
    fit.write_bytes(fit_run(BEGAN.astimezone(dt.UTC) - dt.timedelta(days=1)).file())
    track.write_bytes(gpx(BEGAN.astimezone(dt.UTC) - dt.timedelta(hours=4)))
    for file in (fit, track):
        desk.done("import", str(file))
    assert len(desk.of(RunDone)) == 2
