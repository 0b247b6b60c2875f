"""What goes out: tables with a meaning for every column, and logs that come back the same."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from pathlib import Path

import pytest

from midstance.application.exporting.everything import all_tables, csv_files, tidy_json, zipped
from midstance.application.exporting.strength_out import done_sets, planned_sets
from midstance.application.importing.strength import strength_import
from midstance.formats.strength_logs.reading import read_strength_log
from midstance.formats.strength_logs.writing import write_hevy, write_strong
from midstance.training.log import SetResult
from midstance.training.prescription import Load
from tests.recording_desk import FIRST, NOW, Desk, desk, desk_for

__all__ = ["desk"]


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


@pytest.fixture
def lived(desk: Desk) -> Desk:
    """A desk with some life in its diary."""
    desk.done("log", "goblet-squat", "8,8,6", "@14kg", "rir", "2,2,1", "=cmd knees")
    desk.done("log", "split-squat", "left", "8,8", "right", "8,6", "@20lb", "rir2")
    desk.done("checkin", "--sleep", "6.5", "--energy", "3", "--sore", "quadriceps=4")
    desk.done("pain", "calf-left", "3")
    desk.done("ran", "8km", "50min")
    return desk


def test_every_column_is_explained_and_every_row_is_whole(lived: Desk) -> None:
    files = csv_files(all_tables(lived.book))
    told = {(row["table"], row["column"]) for row in rows(files["columns.csv"]) if row["column"]}
    there = {
        (name.removesuffix(".csv"), column)
        for name, data in files.items() if name != "columns.csv"
        for column in data.decode().split("\r\n", 1)[0].split(",")
    }  # fmt: skip
    assert told == there
    for data in files.values():
        assert len({len(row) for row in csv.reader(io.StringIO(data.decode(), newline=""))}) == 1


def test_sets_stand_with_what_was_asked_and_in_kilograms_too(lived: Desk) -> None:
    sets = rows(csv_files(all_tables(lived.book))["sets.csv"])
    assert len(sets) == len(lived.of(SetResult)) == 7
    first = sets[0]
    assert (first["exercise_id"], first["session_id"], first["reps"], first["load_kg"]) == (
        "goblet-squat",
        FIRST,
        "8",
        "14",
    )
    assert (first["asked_reps_low"], first["asked_reps_high"], first["reps_in_reserve"]) == ("8", "10", "2")
    assert first["note"] == "'=cmd knees"
    pounds = next(row for row in sets if row["load_kind"] == "lb")
    assert (pounds["load_lb"], pounds["load_kg"], pounds["side"]) == ("20", "9.072", "left")


def test_life_beside_training_is_in_tables_of_its_own(lived: Desk) -> None:
    files = csv_files(all_tables(lived.book))
    assert [(row["sleep_h"], row["sore_quadriceps"]) for row in rows(files["check_ins.csv"])] == [("6.5", "4")]
    assert [(row["site"], row["side"], row["score"]) for row in rows(files["pains.csv"])] == [("calf", "left", "3")]
    assert [(row["distance_m"], row["duration_s"]) for row in rows(files["runs_done.csv"])] == [("8000", "3000")]
    assert len(rows(files["runs_planned.csv"])) == 20
    assert len(rows(files["sessions.csv"])) == len(lived.book.the_plan().sessions)


def test_the_same_diary_makes_the_same_bytes(lived: Desk) -> None:
    tables = all_tables(lived.book)
    assert zipped(csv_files(tables)) == zipped(csv_files(all_tables(lived.book)))
    assert tidy_json(tables) == tidy_json(all_tables(lived.book))
    document = json.loads(tidy_json(tables))
    assert document["schema"] == "midstance.tidy/1"
    assert document["tables"]["sets"]["rows"][0]["reps"] == 8


def test_two_sides_are_one_row_elsewhere_at_the_weaker_count(lived: Desk) -> None:
    sets = [one for one in done_sets(lived.book, "hevy") if "Split Squat" in one.exercise]
    assert [(one.reps, one.note) for one in sets] == [(8, ""), (6, "left 8, right 6")]
    assert sets[0].load == Load(kind="lb", lb=20.0)
    assert b",9.07," in write_hevy(sets)
    assert b"weight_lbs" in write_hevy(sets, "lb")
    assert b",20," in write_hevy(sets, "lb")


@pytest.mark.parametrize("app", ["hevy", "strong"])
def test_what_was_done_comes_back_into_an_empty_diary(lived: Desk, monkeypatch: pytest.MonkeyPatch, app: str) -> None:
    write, target = (write_hevy, "hevy") if app == "hevy" else (write_strong, "strong")
    data = write(done_sets(lived.book, target))  # type: ignore[arg-type]
    empty = desk_for(monkeypatch, None)
    empty.now += dt.timedelta(days=1)
    found = strength_import(empty.book, read_strength_log(data, "x.csv", unit="kg"), "x.csv")
    assert (found.unknown, found.problems, found.new) == ((), (), 5)
    empty.diary.record(found.draft.entries)
    assert [(one.exercise, one.reps, one.rir) for one in empty.of(SetResult)] == [
        ("goblet-squat", 8, 2), ("goblet-squat", 8, 2), ("goblet-squat", 6, 1), ("split-squat", 8, 2),
        ("split-squat", 6, 2),
    ]  # fmt: skip


def test_the_plan_goes_out_as_sets_to_come(desk: Desk) -> None:
    sets = planned_sets(desk.book, "hevy")
    assert {one.started.date() for one in sets} >= {NOW.date()}
    squat = next(one for one in sets if one.exercise == "Goblet Squat")
    assert (squat.reps, squat.load, squat.note) == (10, Load(kind="kg", kg=14.0), "8-10, 2-3 in reserve, rest 90 s")
    log = read_strength_log(write_hevy(sets), "plan.csv")
    assert (len(log.sets), log.problems) == (len(sets), ())


def test_forms_are_written_and_nothing_else_is_written_over(
    lived: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for form, name in (("hevy", "h.csv"), ("strong", "s.csv"), ("json", "t.json"), ("tidy", "t.zip"), ("tidy", "t")):
        lived.done("export", name, "--as", form)
        lived.done("export", name, "--as", form)
    with zipfile.ZipFile("t.zip") as packed:
        assert sorted(packed.namelist()) == sorted(place.name for place in Path("t").iterdir())
    assert "is no export of the form hevy" in lived.refused("export", "s.csv", "--as", "hevy")
    Path("t/sets.csv").write_text("my own numbers\n")
    assert "is no table of ours" in lived.refused("export", "t", "--as", "tidy")
    assert Path("t/sets.csv").read_text() == "my own numbers\n"
    assert "--plan goes with" in lived.refused("export", "x.zip", "--as", "tidy", "--plan")


def test_without_a_plan_there_are_still_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = desk_for(monkeypatch, None)
    tables = {table.name: table for table in all_tables(empty.book)}
    assert tables["sets"].rows == tables["sessions"].rows == ()
    assert len(tables["exercises"].rows) == len(empty.book.exercises)
