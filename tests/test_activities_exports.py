"""Exports of services: Strava's, Garmin's, TrainingPeaks' tables and bundles, in several languages and units."""

from __future__ import annotations

import datetime as dt
import io
import json
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from midstance.formats.activities.activity import Activity
from midstance.formats.activities.bundles import read_file
from midstance.formats.activities.garmin_export import read_summaries
from midstance.formats.activities.moments import written_moment
from midstance.formats.activities.reading import FileRead, Reader
from midstance.formats.activities.table_rows import amount_of, clock_seconds
from midstance.training.running import Problem
from tests.activity_files import START, STRAVA_HEAD, fit_run, fit_strength, gpx, member, packed, strava_row, tcx, zipped

BERLIN = ZoneInfo("Europe/Berlin")


def read(data: bytes, name: str = "export", **how: object) -> list[FileRead]:
    return list(read_file(member(data, name), Reader(**how)))  # type: ignore[arg-type]


def activities(data: bytes, name: str = "export", **how: object) -> list[Activity]:
    return [one for some in read(data, name, **how) for one in some.activities]


def problems(data: bytes, name: str = "export", **how: object) -> list[Problem]:
    return [one for some in read(data, name, **how) for one in some.problems]


def strava(*rows: str, **files: bytes) -> bytes:
    """A Strava export; names of files with a double underscore for the dot."""
    listed = {f"activities/{name.replace('__', '.').lstrip('f')}": data for name, data in files.items()}
    return zipped({"activities.csv": "\n".join([STRAVA_HEAD, *rows]).encode(), **listed, "media.csv": b"Media\n"})


# -------------------------------------------------------------------------------------------------------------- Strava


def test_a_row_and_its_file_are_one_run() -> None:
    """The file's number is not the activity's; name, sport and distance are what the runner put right on the page."""
    export = strava(
        strava_row(1, START, "activities/77.fit.gz", name="Long one", kind="Trail Run", metres=8100),
        f77__fit__gz=packed(fit_run().file()),
    )
    (run,) = activities(export)
    assert (run.title, run.sport, run.detail, run.distance_m) == ("Long one", "running", "trail", 8100)
    assert (run.duration_s, len(run.laps)) == (2700, 1)
    assert problems(export) == []


def test_of_the_two_distances_the_second_is_metres() -> None:
    (run,) = activities(strava(strava_row(1, START, metres=8000)))
    assert (run.distance_m, run.duration_s, run.elapsed_s) == (8000, 2700, 2760)
    assert run.start == START


def test_manual_and_missing_ones_are_taken_from_the_table() -> None:
    export = strava(strava_row(1, START), strava_row(2, START + dt.timedelta(days=1), "activities/gone.fit.gz"))
    assert len(activities(export)) == 2
    assert [problem.says for problem in problems(export)] == [
        "gone.fit.gz is not in the export; what the table says of it was taken"
    ]


def test_a_broken_file_leaves_what_the_table_says() -> None:
    export = strava(strava_row(1, START, "activities/7.fit.gz"), f7__fit__gz=packed(fit_run().file())[:60])
    (run,) = activities(export)
    assert run.distance_m == 8000
    assert "table" in problems(export)[-1].says


def test_a_watch_with_a_wrong_clock_is_put_right_by_the_table() -> None:
    wrong = fit_run(dt.datetime(1990, 1, 1, tzinfo=dt.UTC), zone_h=None).file()
    (run,) = activities(strava(strava_row(1, START, "activities/7.fit"), f7__fit=wrong))
    assert (run.start, run.clock, len(run.laps)) == (START, "exact", 1)


def test_a_file_of_another_day_is_not_this_run() -> None:
    other = gpx(START - dt.timedelta(days=3), kind="9")
    export = strava(strava_row(1, START, "activities/7.gpx"), f7__gpx=other)
    (run,) = activities(export)
    assert (run.start, run.distance_m, run.duration_s) == (START, 8000, 2700)
    assert "another time" in problems(export)[0].says


def test_of_other_sports_the_file_is_not_opened_and_of_weights_it_is() -> None:
    export = strava(
        strava_row(1, START, "activities/1.gpx", kind="Ride"),
        strava_row(2, START, "activities/2.fit", kind="Weight Training", metres=0),
        f1__gpx=b"not a track", f2__fit=fit_strength().file(),
    )  # fmt: skip
    ride, strength = activities(export)
    assert (ride.sport, strength.sport, len(strength.sets)) == ("cycling", "strength", 4)
    assert problems(export) == []


def test_a_swim_is_shown_in_metres() -> None:
    head = STRAVA_HEAD.replace(",Distance,Max Heart Rate,Average", ",Metres,Max Heart Rate,Average")
    table = f"{head}\n{strava_row(1, START, kind='Swim', metres=1200)}\n{strava_row(2, START, metres=8000)}"
    assert [one.distance_m for one in activities(table.encode(), "activities.csv")] == [1200, 8000]


GERMAN = (
    "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Aktivitätsbeschreibung,Verstrichene Zeit,Distanz,"
    "Max. Herzfrequenz,Relative Leistung,Pendelfahrt,Dateiname,Bewegungszeit,Distanz\n"
    '1,"09.03.2027, 17:30:00",Lauf am Abend,Lauf,,2760,"8,00",149,,false,,2700,8000\n'
)


def test_in_german() -> None:
    (run,) = activities(GERMAN.encode(), "activities.csv")
    assert (run.start, run.sport, run.distance_m, run.duration_s) == (START, "running", 8000, 2700)


def test_in_a_language_nobody_told_us_of_the_places_of_columns_help() -> None:
    """As in an export of 94 columns, with names that mean nothing to us."""
    names = [f"kolonne {number}" for number in range(94)]
    row = [""] * 94
    row[:9] = ["1", "9 mrt 2027 17:30:00", "Avondloop", "Hardlopen", "", "2760", "8,00", "149", ""]
    row[12], row[15], row[16], row[17] = "activities/3.gpx", "2760", "2700", "8000.0"
    table = "\n".join([",".join(names), ",".join(f'"{cell}"' for cell in row)])
    export = zipped({"activities.csv": table.encode(), "activities/3.gpx": gpx(kind="9")})
    (run,) = activities(export)
    assert (run.title, run.sport, run.distance_m) == ("Avondloop", "running", 8000)


def test_a_folder_in_the_zip_is_no_hindrance() -> None:
    rows = "\n".join([STRAVA_HEAD, strava_row(1, START, "activities/7.tcx.gz", name="Named")])
    export = zipped({
        "export_1/activities.csv": rows.encode(), "export_1/activities/7.tcx.gz": packed(b"   " + tcx()),
    })  # fmt: skip
    (run,) = activities(export)
    assert (run.title, len(run.laps)) == ("Named", 2)


# -------------------------------------------------------------------------------------------------------------- Garmin


def summary(**fields: object) -> dict[str, object]:
    begin = START.timestamp() * 1000
    usual = {
        "activityId": 1, "name": "Easy {\"]}", "activityType": "trail_running", "beginTimestamp": begin,
        "startTimeLocal": begin + 3_600_000, "duration": 2_700_000.0, "elapsedDuration": 2_760_000.0,
        "distance": 800_000.0, "avgHr": 140.0, "splits": [{"a": [1, {"b": "]"}]}],
    }  # fmt: skip
    return {**usual, **fields}


def of_summaries(*some: object, cut: int | None = None) -> list[Activity | Problem]:
    data = json.dumps([{"other": [1, {}], "summarizedActivitiesExport": list(some)}], indent=1).encode()
    return list(read_summaries(io.BytesIO(data[:cut]), "x_summarizedActivities.json"))


def test_summaries_are_in_centimetres_and_milliseconds() -> None:
    (run,) = of_summaries(summary())
    assert isinstance(run, Activity)
    assert (run.distance_m, run.duration_s, run.elapsed_s, run.avg_heart) == (8000, 2700, 2760, 140)
    assert run.start is not None
    assert run.start.isoformat() == "2027-03-09T18:30:00+01:00"
    assert (run.sport, run.detail, run.title) == ("running", "trail", 'Easy {"]}')


def test_summaries_that_cannot_be_understood_are_left_out_alone() -> None:
    found = of_summaries(summary(), summary(duration="long"), summary(name=None, distance=None), 7, "x")
    assert [type(one) for one in found] == [Activity, Problem, Activity]


def test_summaries_cut_off_give_those_before() -> None:
    whole = of_summaries(*[summary(activityId=number) for number in range(500)])
    part = of_summaries(*[summary(activityId=number) for number in range(500)], cut=100_000)
    assert len(whole) == 500
    assert 50 < len(part) - 1 < 500
    assert isinstance(part[-1], Problem)
    assert "ends early" in part[-1].says


def test_garmins_export_has_zips_in_it_and_says_runs_twice() -> None:
    uploads = zipped({"me_1.fit": fit_run().file(), "me_2.fit": fit_strength().file()})
    summaries = json.dumps([{"summarizedActivitiesExport": [summary()]}]).encode()
    export = zipped({
        "DI_CONNECT/DI-Connect-Fitness/me_0_summarizedActivities.json": summaries,
        "DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip": uploads,
        "DI_CONNECT/DI-Connect-Aggregator/UDSFile_1.json": b"[]",
    })  # fmt: skip
    assert [one.sport for one in activities(export)] == ["running", "running", "strength"]
    assert problems(export) == []


GARMIN_HEAD = "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR,Avg Run Cadence,Avg Stride Length"


def of_garmin(*rows: str, **how: object) -> tuple[list[Activity], list[Problem]]:
    data = "\n".join([GARMIN_HEAD, *rows]).encode()
    return activities(data, "Activities.csv", **how), problems(data, "Activities.csv", **how)


def test_garmins_table_is_in_local_time_and_says_no_unit() -> None:
    row = 'Running,2027-03-09 18:30:00,false,"Town, Running",8.00,"1,420",00:45:00,140,--,--,--'
    (run,), (problem,) = of_garmin(row, zone=BERLIN)
    assert run.start == START
    assert (run.clock, run.distance_m, run.duration_s, run.max_heart) == ("local", 8000, 2700, None)
    assert "--unit" in problem.says
    (miles,), none = of_garmin(row, zone=BERLIN, unit="mi")
    assert (miles.distance_m, none) == (12875, [])


@pytest.mark.parametrize(("distance", "metres"), [("8.00", 8000), ("4.97", 7998), ("8,00", 8000)])
def test_the_length_of_strides_tells_the_unit(distance: str, metres: int) -> None:
    row = f'Running,2027-03-09 18:30:00,false,Run,"{distance}",500,00:45:00,140,150,170,1.045'
    (run,), none = of_garmin(row)
    assert run.distance_m == metres
    assert none == []


def test_metres_stay_metres() -> None:
    found, _ = of_garmin(
        'Track Running,2027-03-09 18:30:00,false,Track,"5,000",500,00:25:00,140,150,--,--',
        'Pool Swimming,2027-03-10 18:30:00,false,Pool,"1,200",500,00:25:00,140,150,--,--',
        "Strength Training,2027-03-11 18:30:00,false,Legs,--,500,00:25:00,140,150,--,--",
    )
    assert [(one.sport, one.distance_m) for one in found] == [
        ("running", 5000), ("swimming", 1200), ("strength", None),
    ]  # fmt: skip


def test_a_day_that_cannot_be_read_is_said_with_its_line() -> None:
    _, (problem, *_) = of_garmin("Running,sometime,false,Run,8.00,500,00:45:00,140,150,--,--")
    assert problem.place.startswith("Activities.csv:2")


PEAKS = (
    "Title,WorkoutType,WorkoutDescription,PlannedDuration,PlannedDistanceInMeters,WorkoutDay,CoachComments,"
    "DistanceInMeters,HeartRateAverage,HeartRateMax,TimeTotalInHours,TSS\n"
    'Easy,Run,"two lines\nof words",1.0,10000,2027-03-09,,8000,140,150,0.75,45\n'
    "Only planned,Run,,1.0,10000,2027-03-10,,,,,,\n"
)


def test_trainingpeaks_says_the_day_and_only_what_was_done_counts() -> None:
    (run,) = activities(PEAKS.encode(), "workouts.csv", zone=BERLIN)
    assert (run.clock, run.distance_m, run.duration_s, run.load) == ("day", 8000, 2700, 45)
    assert run.start == dt.datetime(2027, 3, 9, tzinfo=BERLIN)


# ------------------------------------------------------------------------------------------------- numbers and moments


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8.00", 8.0), ("8,00", 8.0), ("1,234", 1234.0), ("1,234.5", 1234.5), ("1.234,5", 1234.5), ("12 345", 12345.0),
        ("12\u202f345,5", 12345.5), ("1.234.567", 1234567.0), ("5,45", 5.45), ("--", None), ("", None), ("n/a", None),
        ("abc", None), ("1e3", 1000.0), ("1e999", None), ("-3", -3.0), ("0.5", 0.5), (".5", 0.5),
    ],
)  # fmt: skip
def test_numbers_of_any_locale(text: str, value: float | None) -> None:
    assert amount_of(text) == value


@given(st.text(max_size=60))
def test_whatever_a_cell_says_nothing_is_raised(text: str) -> None:
    amount_of(text)
    clock_seconds(text)
    written_moment(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mar 9, 2027, 5:30:00 PM", "Mar 9, 2027, 5:30:00\u202fPM", "09.03.2027, 17:30:00", "2027-03-09 17:30:00",
        "9 mars 2027 à 17:30:00", "9 mar 2027, 17:30:00", "9 de mar. de 2027 17:30:00", "9. März 2027, 17:30:00",
        "9/3/2027, 17:30:00", "3/9/2027, 5:30:00 PM", "2027-03-09T17:30:00Z",
    ],
)  # fmt: skip
def test_moments_of_any_language(text: str) -> None:
    written = written_moment(text)
    assert written is not None
    assert written.at == START.replace(tzinfo=None)


@pytest.mark.parametrize("text", ["", "soon", "31.02.2027", "2027-13-01", "99/99/2027", "2027-03-09 25:00"])
def test_what_is_no_moment_is_none(text: str) -> None:
    assert written_moment(text) is None
