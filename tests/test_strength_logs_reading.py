"""Logs of strength apps are read as they are written: shapes, units, dates in many languages, marks and notes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from midstance.formats.entry import UnreadableFile
from midstance.formats.strength_logs.logged import ForeignSet, MassUnit, StrengthLog, UnitUnknown
from midstance.formats.strength_logs.reading import is_strength_log, read_strength_log
from midstance.training.prescription import Load

SAMPLES = Path(__file__).parent / "samples" / "strength_logs"
HEVY = (
    "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_kg,reps,"
    "distance_km,duration_seconds,rpe\n"
)


def read(name: str, unit: MassUnit | None = None) -> StrengthLog:
    return read_strength_log((SAMPLES / name).read_bytes(), name, unit=unit)


def hevy(*rows: str) -> StrengthLog:
    return read_strength_log((HEVY + "\n".join(rows)).encode(), "h.csv")


def one_row(started: str, exercise: str = "Goblet Squat", mass: str = "20", reps: str = "8", rpe: str = "") -> str:
    return f'"Legs","{started}","","","{exercise}",,"",0,"normal","{mass}",{reps},,0,{rpe}'


def shown(one: ForeignSet) -> tuple[object, ...]:
    mass = None if one.load is None else one.load.kg if one.load.kind == "kg" else -(one.load.lb or 0)
    return one.exercise, one.kind, one.reps, one.seconds, mass, one.rir


@pytest.mark.parametrize(
    ("name", "app", "sets"),
    [
        ("strong_commas.csv", "strong", 3), ("strong_short.csv", "strong", 2), ("strong_semicolons.csv", "strong", 4),
        ("strong_units.csv", "strong", 1), ("hevy.csv", "hevy", 9), ("hevy_es.csv", "hevy", 2),
        ("hevy_de.csv", "hevy", 1), ("hevy_lbs.csv", "hevy", 1), ("fitnotes.csv", "fitnotes", 2),
        ("fitnotes_columns.csv", "fitnotes", 1), ("liftosaur.csv", "liftosaur", 3), ("fitbod.csv", "fitbod", 2),
        ("wger.json", "wger", 3),
    ],
)  # fmt: skip
def test_every_app_is_known_by_its_file_alone(name: str, app: str, sets: int) -> None:
    assert is_strength_log((SAMPLES / name).read_bytes())
    log = read(name, unit="kg")
    assert (log.app, len(log.sets), log.problems) == (app, sets, ())


def test_there_is_a_case_above_for_each_sample() -> None:
    assert len(list(SAMPLES.iterdir())) == 13


@pytest.mark.parametrize("name", ["strong_commas.csv", "strong_short.csv"])
def test_masses_without_a_unit_are_asked_about_and_never_guessed(name: str) -> None:
    with pytest.raises(UnitUnknown, match=rf"^{name}:2: .*--unit kg or --unit lb"):
        read(name)
    kg, lb = read(name, unit="kg").sets[0].load, read(name, unit="lb").sets[0].load
    assert kg is not None
    assert kg.kind == "kg"
    assert lb is not None
    assert lb.kind == "lb"
    assert lb.lb == kg.kg


@pytest.mark.parametrize("name", ["strong_semicolons.csv", "strong_units.csv", "hevy.csv", "hevy_lbs.csv", "wger.json"])
def test_a_unit_in_the_file_goes_before_one_that_is_given(name: str) -> None:
    assert read(name, unit="lb").sets == read(name, unit="kg").sets == read(name).sets


def test_strongs_marks_notes_decimal_commas_and_byte_order_mark() -> None:
    log = read("strong_semicolons.csv")
    assert [shown(one) for one in log.sets] == [
        ("Squat (Barbell)", "warm-up", 10, None, 40.0, None),
        ("Squat (Barbell)", "work", 5, None, 72.5, 1),
        ("Seated Leg Curl (Machine)", "drop", 12, None, 20.0, None),
        ("Seated Leg Curl (Machine)", "failure", 9, None, 25.0, 0),
    ]
    assert log.sets[1].note == "langsam abwärts Knie gut"
    assert {(one.workout, one.minutes) for one in log.sets} == {("Beine; schwer", 45)}


def test_hevys_log_comes_oldest_first_with_literal_line_breaks_undone() -> None:
    log = read("hevy.csv")
    assert [one.started.date() for one in log.sets] == sorted(one.started.date() for one in log.sets)
    calf = next(one for one in log.sets if "Calf" in one.exercise)
    assert (calf.note, calf.rir, calf.seconds, calf.superset) == ("left right", 0, None, "1")
    assert [(one.number, one.kind) for one in log.sets if one.exercise == "Goblet Squat"] == [
        (1, "warm-up"), (2, "work"), (3, "work"), (4, "work"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rpe", "rir"), [("10", 0), ("9.5", 0), ("9", 1), ("8,5", 1), ("8", 2), ("6", 4), ("4", None), ("", None)]
)
def test_reserve_follows_from_rpe_and_never_says_too_much(rpe: str, rir: int | None) -> None:
    assert hevy(one_row("9 Mar 2027, 18:02", rpe=f'"{rpe}"')).sets[0].rir == rir


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("9 Mar 2027, 18:02", (3, 9, 18, 2)), ("Mar 9, 2027, 6:02 PM", (3, 9, 18, 2)),
        ("Mar 9, 2027, 12:02 AM", (3, 9, 0, 2)), ("19 ago 2027, 14:20", (8, 19, 14, 20)),
        ("5 ene 2027, 07:30", (1, 5, 7, 30)), ("05.06.2027, 07:30", (6, 5, 7, 30)),
        ("5. März 2027, 07:30", (3, 5, 7, 30)),
        ("5 févr. 2027, 07:30", (2, 5, 7, 30)), ("5 août 2027 à 07:30", (8, 5, 7, 30)),
        ("5 dic 2027, 07:30", (12, 5, 7, 30)), ("5 de out. de 2027, 07:30", (10, 5, 7, 30)),
        ("5 paź 2027, 07:30", (10, 5, 7, 30)), ("5 ott 2027, 07:30", (10, 5, 7, 30)),
        ("5 mei 2027, 07:30", (5, 5, 7, 30)),
        ("5 Ağu 2027, 07:30", (8, 5, 7, 30)), ("2027-06-05 07:30:00", (6, 5, 7, 30)),
        ("2027-06-05T07:30:00", (6, 5, 7, 30)), ("2027年6月5日 7:30", (6, 5, 7, 30)),
        ("25/06/2027, 07:30", (6, 25, 7, 30)),
        ("06/25/2027, 7:30 a. m.", (6, 25, 7, 30)),
    ],
)  # fmt: skip
def test_dates_in_the_language_of_the_phone(said: str, meant: tuple[int, int, int, int]) -> None:
    log = hevy(one_row(said))
    assert log.problems == ()
    assert log.sets[0].started == dt.datetime(2027, *meant)


def test_a_zone_is_kept_and_a_day_alone_is_said_to_be_one() -> None:
    assert read("liftosaur.csv").sets[0].started == dt.datetime(2027, 1, 12, 18, 5, tzinfo=dt.UTC)
    assert read("fitbod.csv").sets[0].started.utcoffset() == dt.timedelta(hours=1)
    assert [one.day_only for one in read("fitnotes.csv").sets] == [True, True]
    assert read("hevy.csv").sets[0].day_only is False


def test_the_order_of_day_and_month_is_told_by_the_whole_file_or_asked_about() -> None:
    rows = [one_row("03/04/2027, 18:00"), one_row("04/25/2027, 18:00")]
    assert [one.started.month for one in hevy(*rows).sets] == [3, 4]
    with pytest.raises(UnreadableFile, match="day or the month first"):
        hevy(rows[0])
    data = (HEVY + rows[0]).encode()
    assert read_strength_log(data, "h.csv", order="day first").sets[0].started.month == 4
    assert read_strength_log(data, "h.csv", order="month first").sets[0].started.month == 3


def test_a_bad_row_is_told_with_its_line_and_the_rest_goes_on() -> None:
    log = hevy(
        one_row("9 Mar 2027, 18:02"), one_row("yesterday"), one_row("9 Mar 2027, 18:02", mass="heavy"),
        one_row("9 Mar 2027, 18:02", reps="8.5"), one_row("9 Mar 2027, 18:02", rpe="14"),
        one_row("9 Mar 2027, 18:02", exercise=""), one_row("9 Mar 2027, 18:02", mass="22,5"),
    )  # fmt: skip
    assert [one.load for one in log.sets] == [Load(kind="kg", kg=20.0), Load(kind="kg", kg=22.5)]
    assert [problem.place for problem in log.problems] == [f"h.csv:{line}" for line in (3, 4, 5, 6, 7)]
    assert all("left out" in problem.says for problem in log.problems)


def test_a_workout_that_stands_twice_counts_once() -> None:
    rows = [one_row("9 Mar 2027, 18:02"), one_row("9 Mar 2027, 18:02"), one_row("2 Mar 2027, 18:02")]
    alone = hevy(*rows)
    assert (len(alone.sets), alone.copies) == (3, 0)
    joined = hevy(*rows, *rows)
    assert (joined.sets, joined.copies) == (hevy(*rows).sets, 3)


def test_runs_and_sets_never_done_are_no_sets() -> None:
    assert (read("strong_commas.csv", "kg").cardio, read("fitnotes.csv").cardio) == (1, 1)
    assert read("liftosaur.csv").empty == 1


def test_wger_counts_repetitions_to_failure_and_seconds() -> None:
    assert [shown(one)[1:] for one in read("wger.json").sets] == [
        ("work", 8, None, 14.0, 2), ("failure", 12, None, -30.0, 0), ("work", None, 40, None, None),
    ]  # fmt: skip
    assert read("wger.json").sets[0].ids == ("wger:203",)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"), (b"Dear diary,\nit was heavy", "no app that is known here"), (b"PK\x03\x04zip", "zip"),
        (b'{"results": [], "exercise": 1, "weight_unit": 2}', "no workout log of wger"), (b"[1, 2", "no whole JSON"),
        (b"date,title\n2027-01-01,Run", "no app that is known here"),
    ],
)  # fmt: skip
def test_what_is_no_log_is_said_to_be_none(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        read_strength_log(data, "x")
