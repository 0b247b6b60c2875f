"""There and back: a planned session goes to the watch, what the watch records of it comes home set by set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import fitdecode
import msgspec
import pytest

from midstance.application.exporting.watch_out import workout_of
from midstance.application.importing.watch import watch_import
from midstance.application.recording.sessions import placed
from midstance.formats.activities.fit import read_fit
from midstance.formats.watch.as_fit import fit_workout, session_as_fit
from midstance.formats.watch.fit_workout import FitStep
from midstance.training.log import SessionEnd, SetResult
from midstance.training.plan import Plan
from midstance.training.prescription import Item, Load
from tests.activity_files import ENUM, FILE_ID, SET, STRING, U16, U32, WORKOUT, Field, FitWriter, fit_session, stamp
from tests.plan_fixture import small_plan
from tests.recording_desk import BERLIN, FIRST, Desk, desk, desk_for

__all__ = ["desk"]
BEGAN = dt.datetime(2027, 3, 9, 18, 2, tzinfo=BERLIN).astimezone(dt.UTC)
FOOTBALL, CURL = 65_000, 7
"""A category that means nothing to us, and one of another exercise."""


def gone_round(steps: Sequence[FitStep]) -> list[int]:
    """The places of the steps in the order in which a watch goes through them: a repeat leads back."""
    order: list[int] = []
    at, rounds = 0, 1
    while at < len(steps):
        step = steps[at]
        if step.ends != "repeat":
            order.append(at)
            at += 1
        elif step.back_to is not None and rounds < (step.amount or 1):
            at, rounds = step.back_to, rounds + 1
        else:
            at, rounds = at + 1, 1
    return order


def recorded(
    steps: Sequence[FitStep], title: str, *, category: int | None = None, named: bool = True, fewer_reps: int = 0
) -> bytes:
    """What a watch writes that followed these steps: a set for each, with the number of its step."""
    fit = FitWriter()
    fit.message(FILE_ID, [(0, ENUM, 4), (1, U16, 1), (4, U32, stamp(BEGAN))])
    fit.message(WORKOUT, [(8, STRING, title)], local=1)
    at = stamp(BEGAN)
    for place in gone_round(steps):
        step = steps[place]
        lasted = step.amount if step.ends == "time" and step.amount else 40
        active = step.intensity != "rest"
        fields: list[Field] = [
            (0, U32, lasted * 1000), (5, ENUM, int(active)), (6, U32, at), (11, U16, place),
            (3, U16, (step.amount or 0) - fewer_reps if step.ends == "reps" else 0xFFFF),
            (4, U16, 0xFFFF if step.weight_hundredths is None else round(step.weight_hundredths / 100 * 16)),
        ]  # fmt: skip
        kind = category if category is not None else step.category
        if active and named and kind is not None:
            fields += [(7, U16, kind), (8, U16, 0xFFFF if step.exercise is None else step.exercise)]
        fit.message(SET, fields, local=2)
        at += lasted
    fit_session(fit, BEGAN, None, at - stamp(BEGAN), 10, 20)
    return fit.file()


def sent(desk: Desk) -> tuple[tuple[FitStep, ...], str]:
    """The first session as it was sent."""
    (one,) = [one for one in placed(desk.book) if one.session.id == FIRST]
    fit = fit_workout(workout_of(desk.book, one))
    return fit.steps, fit.name


def come_home(desk: Desk, data: bytes) -> list[SetResult]:
    """The sets that an import brings."""
    reading = read_fit(data, "it.fit")
    assert reading.problems == ()
    (activity,) = reading.activities
    return [one for one in watch_import(desk.book, activity, "it.fit").draft.entries if isinstance(one, SetResult)]


def wanted(session: str, plan: Plan) -> list[tuple[str, str | None, int]]:
    """Every set that the session asks for, each side by itself."""
    (planned,) = [one for one in plan.sessions if one.id == session]
    return sorted(
        (item.exercise, side or "", number)
        for item in planned.work()
        for number in range(1, item.sets + 1)
        for side in (("left", "right") if item.per_side else (None,))
    )


def test_every_set_comes_home_to_its_exercise_its_side_and_its_number(desk: Desk) -> None:
    sets = come_home(desk, recorded(*sent(desk), fewer_reps=1))
    assert sorted((one.exercise, one.side or "", one.index) for one in sets) == wanted(FIRST, small_plan())
    squats = [one for one in sets if one.exercise == "goblet-squat"]
    assert [(one.reps, one.load) for one in squats] == [(9, Load(kind="kg", kg=14.0))] * 3
    assert {one.seconds for one in sets if one.exercise == "side-plank"} == {30}


def test_practice_sets_rests_and_drills_count_for_nothing(desk: Desk) -> None:
    steps, title = sent(desk)
    lighter = [place for place, step in enumerate(steps) if step.name.endswith(", lighter")]
    assert lighter
    sets = come_home(desk, recorded(steps, title))
    assert len([one for one in sets if one.exercise == "goblet-squat"]) == 3
    assert {"brisk-walk", "hip-flexor-stretch"}.isdisjoint(one.exercise for one in sets)


def test_the_session_is_ended_as_done_and_twice_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "session.fit"
    file.write_bytes(recorded(*sent(desk)))
    said = desk.done("import", str(file), "--yes")
    assert "It followed the workout it was sent." in said
    assert "Split squat, left" in said
    assert [one.ended for one in desk.of(SessionEnd)] == ["done"]
    before = desk.entries
    assert "It is written down already." in desk.done("import", str(file), "--yes")
    assert desk.entries == before


def test_without_names_the_title_of_the_workout_tells_that_it_is_ours(desk: Desk) -> None:
    steps, title = sent(desk)
    ours = come_home(desk, recorded(steps, title, named=False))
    assert sorted((one.exercise, one.side or "", one.index) for one in ours) == wanted(FIRST, small_plan())
    others = come_home(desk, recorded(steps, "Chest day", named=False))
    assert {one.side for one in others} == {None}


@pytest.mark.parametrize("category", [FOOTBALL, CURL])
def test_steps_of_another_workout_are_not_taken_for_ours(desk: Desk, category: int) -> None:
    assert come_home(desk, recorded(*sent(desk), category=category)) == []


def test_a_longer_workout_than_ours_is_another_one(desk: Desk) -> None:
    steps, title = sent(desk)
    more = (*steps, *[FitStep(ends="reps", amount=8, intensity="active", category=28, exercise=37)] * 3)
    assert {one.side for one in come_home(desk, recorded(more, title))} == {None}


def test_two_exercises_of_one_family_are_told_apart_by_their_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = small_plan()
    first = plan.sessions[0]
    squats = tuple(Item(exercise=name, sets=2, reps=(8, 8), rest_s=60) for name in ("bodyweight-squat", "goblet-squat"))
    blocks = (msgspec.structs.replace(first.blocks[1], kind="paired", items=squats),)
    changed = msgspec.structs.replace(first, blocks=blocks)
    desk = desk_for(monkeypatch, msgspec.structs.replace(plan, sessions=(changed, *plan.sessions[1:])))
    sets = come_home(desk, recorded(*sent(desk)))
    assert [one.exercise for one in sets] == ["bodyweight-squat", "goblet-squat"] * 2


def test_the_command_writes_files_and_no_others(desk: Desk, tmp_path: Path) -> None:
    said = desk.done("watch", "--days", "7", "--out", str(tmp_path / "there"))
    files = sorted((tmp_path / "there").iterdir())
    assert [path.name for path in files] == ["2027-03-09-squat-hinge-and-calves.fit", "2027-03-11-hips-and-trunk.fit"]
    assert "2 workouts. Copy it into GARMIN/NewFiles" in said
    (one,) = [one for one in placed(desk.book) if one.session.id == FIRST]
    assert files[0].read_bytes() == session_as_fit(workout_of(desk.book, one))
    with fitdecode.FitReader(files[1]) as frames:
        assert sum(1 for _ in frames) > 5


def test_the_command_says_what_is_wrong(desk: Desk, tmp_path: Path) -> None:
    assert "choose one: a session, --all or --days" in desk.refused("watch", "next", "--all")
    assert "is no session of your plan" in desk.refused("watch", "nonsense")
    other = tmp_path / "2027-03-09-squat-hinge-and-calves.fit"
    other.write_text("my own notes")
    assert "is there already and is no workout file" in desk.refused("watch", "2027-03-09", "--out", str(tmp_path))
    assert other.read_text() == "my own notes"


def test_while_a_red_flag_stands_no_session_goes_out(desk: Desk, tmp_path: Path) -> None:
    desk.done("red-flag", "chest-pain")
    result = desk.run("watch", "--out", str(tmp_path))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "chest pain" in result.stderr
    assert list(tmp_path.iterdir()) == []
