"""GPX, TCX and Apple Health: what points and laps add up to, with the quirks of those who write them."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from midstance.formats.activities.activity import Activity
from midstance.formats.activities.apple_health import read_apple_health
from midstance.formats.activities.gpx import read_gpx
from midstance.formats.activities.great_circle import EARTH_M, Path, metres_between
from midstance.formats.activities.sports import Played, sport_of_title, sport_of_word
from midstance.formats.activities.tcx import read_tcx
from midstance.training.running import Problem
from tests.activity_files import START, gpx, tcx

Found = list[Activity | Problem]


def of_gpx(data: bytes, *sport: Played) -> Found:
    return list(read_gpx(io.BytesIO(data), "a.gpx", *sport))


def of_tcx(data: bytes) -> Found:
    return list(read_tcx(io.BytesIO(data), "a.tcx"))


def the_one(found: Found) -> Activity:
    (one,) = found
    assert isinstance(one, Activity), one
    return one


def says(found: Found) -> list[str]:
    return [one.says for one in found if isinstance(one, Problem)]


# ----------------------------------------------------------------------------------------------------------------- GPX


def test_a_track_is_as_long_as_its_points_are_apart() -> None:
    run = the_one(of_gpx(gpx(kind="running")))
    assert run.distance_m == pytest.approx(5000, abs=1)
    assert (run.start, run.duration_s, run.elapsed_s) == (START, 1500, 1500)
    assert (run.avg_heart, run.max_heart, run.title) == (138, 149, "Evening Run")


def test_where_it_was_is_kept_nowhere() -> None:
    run = the_one(of_gpx(gpx(kind="running")))
    assert "-30.0" not in repr(run)
    assert not any("lat" in name or "lon" in name for name in run.__struct_fields__)


def test_a_new_segment_is_a_pause() -> None:
    run = the_one(of_gpx(gpx(points=26, pause_after=12, pause_s=600)))
    assert (run.duration_s, run.elapsed_s) == (1440, 2100)
    assert run.distance_m == pytest.approx(4800, abs=1)


def test_standing_still_is_no_running() -> None:
    path = Path()
    for second in range(0, 601, 5):
        path.add(0.5 + second * 3 / 111_195, -30.0, second)
    path.add(0.5 + 600 * 3 / 111_195, -30.0, 1200)
    assert path.moving_s == 600
    assert path.elapsed_s == 1200


@pytest.mark.parametrize("jump_at", [1, 5, 24])
def test_a_point_far_off_does_not_lengthen_a_run(jump_at: int) -> None:
    found = of_gpx(gpx(kind="running", jump_at=jump_at))
    assert isinstance(found[0], Activity)
    assert found[0].distance_m == pytest.approx(5000, abs=1)
    assert "jumps" in says(found)[0]


def test_of_what_is_no_run_jumps_are_counted() -> None:
    (ride,) = of_gpx(gpx(kind="cycling", jump_at=5))
    assert isinstance(ride, Activity)
    assert (ride.distance_m or 0) > 200_000


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("9", "", ("running", "")), ("running", "", ("running", "")), ("trail_running", "", ("running", "trail")),
        ("1", "", ("cycling", "")), ("", "Morning Run", ("running", "")), ("", "Lauf am Morgen", ("running", "")),
        ("", "Berlin", ("unknown", "")), ("hiking", "Evening Run", ("hiking", "")),
    ],
)  # fmt: skip
def test_its_sport_is_its_type_or_in_its_name(kind: str, name: str, expected: tuple[str, str]) -> None:
    run = the_one(of_gpx(gpx(kind=kind, name=name)))
    assert (run.sport, run.detail) == expected


def test_a_track_without_a_sport_is_what_one_says_it_is() -> None:
    assert the_one(of_gpx(gpx(name="x"), Played("running"))).sport == "running"
    assert the_one(of_gpx(gpx(name="x", kind="cycling"), Played("running"))).sport == "cycling"


@pytest.mark.parametrize(
    "data",
    [
        gpx(declared=False),
        gpx(head='\n  \t<?xml version="1.0" encoding="UTF-8"?>'),
        b"\xef\xbb\xbf" + gpx(),
        gpx(head=""),
        gpx(head="").decode().encode("utf-16"),
        gpx(head='<?xml version="1.0" encoding="ISO-8859-1"?>', name="L\u00e4ufe").decode().encode("latin-1"),
        gpx(name="caf\xe9 Run").decode().encode("latin-1"),
        gpx(name="bell \x07 Run"),
        gpx().replace(b"\n", b"\r\n"),
        gpx().replace(b"<trk>", b"<!-- <trkseg><trkpt lat='1' lon='1'></trkpt> --><trk>"),
        gpx().replace(b"<trkseg>", b"<trkseg><!-- " + 2 * b'<trkpt lat="9" lon="9"></trkpt>' + b" -->"),
        gpx().replace(b"lat=", b"data='1' lat="),
        gpx().replace(b"<ele>5</ele>", b"<ele>&#53;</ele>"),
        gpx().replace(b"<trkpt", b"<g:trkpt").replace(b"</trkpt", b"</g:trkpt"),
        gpx().replace(b'encoding="UTF-8"?>', b'encoding="UTF-8"?><!DOCTYPE gpx SYSTEM "gpx.dtd">'),
    ],
    ids=[
        "undeclared prefix", "blanks before", "mark before", "no declaration", "UTF-16", "Latin 1, said",
        "Latin 1, unsaid", "a control", "CRLF", "a comment", "points in a comment", "another attribute",
        "a reference", "a prefix", "a document type",
    ],
)  # fmt: skip
def test_however_it_is_written_it_is_the_same_run(data: bytes) -> None:
    run = the_one(of_gpx(data))
    assert run.distance_m == pytest.approx(5000, abs=1)
    assert (run.start, run.duration_s, run.avg_heart) == (START, 1500, 138)


@given(st.lists(st.sampled_from(["plain", "comment", "swapped", "entity", "spaced"]), min_size=26, max_size=26))
@settings(max_examples=60, deadline=None)
def test_fast_and_slow_reading_agree_point_by_point(shapes: list[str]) -> None:
    plain = gpx(kind="running").decode()
    head, *points = plain.split("<trkpt ")
    dressed = []
    for shape, point in zip(shapes, points, strict=True):
        match shape:
            case "comment":
                point = point.replace("<ele>", "<!-- a word --><ele>")
            case "swapped":
                lat, lon, rest = point.split(" ", 1)[0], point.split(" ", 1)[1].split(">", 1)[0], point.split(">", 1)[1]
                point = f"{lon} {lat}>{rest}"
            case "entity":
                point = point.replace("<ele>5</ele>", "<ele>&#53;</ele>")
            case "spaced":
                point = point.replace("><ele>", "  >\n\n<ele>").replace("<time>", "<time> ")
            case _:
                pass
        dressed.append(point)
    assert of_gpx("<trkpt ".join([head, *dressed]).encode()) == of_gpx(plain.encode())


def test_without_times_there_is_a_length_and_no_start() -> None:
    run = the_one(of_gpx(gpx(None)))
    assert (run.start, run.duration_s, run.elapsed_s) == (None, None, None)
    assert run.distance_m == pytest.approx(5000, abs=1)


def test_tracks_that_go_on_after_a_pause_are_one_and_others_are_not() -> None:
    def tracks(gap_s: int) -> bytes:
        first = gpx(seconds=600, metres=2000).decode()
        later = gpx(START + dt.timedelta(seconds=600 + gap_s), seconds=600, metres=2000).decode()
        return (first.removesuffix("</gpx>") + "<trk>" + later.split("<trk>")[1]).encode()

    together = the_one(of_gpx(tracks(900)))
    assert (together.duration_s, together.elapsed_s) == (1200, 2100)
    apart = of_gpx(tracks(7200))
    assert [one.source for one in apart if isinstance(one, Activity)] == ["a.gpx:track 1", "a.gpx:track 2"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'<gpx><rte><rtept lat="1" lon="2"/></rte></gpx>', "route"), (b"<gpx></gpx>", "route or places"),
        (b"<html></html>", "no GPX file"), (b"<gpx><trk><trkseg/></trk></gpx>", "no points"),
        (b"hello", "damaged or cut off"), (b"", "no GPX file"),
    ],
)  # fmt: skip
def test_what_is_no_track_is_said(data: bytes, words: str) -> None:
    found = of_gpx(data)
    assert not any(isinstance(one, Activity) for one in found)
    assert any(words in text for text in says(found))


def test_of_a_track_cut_off_what_is_there_is_read() -> None:
    data = gpx(kind="running")
    found = of_gpx(data[: len(data) // 2])
    assert "what stands before was read" in says(found)[0]
    assert any(isinstance(one, Activity) and 1000 < (one.distance_m or 0) < 4000 for one in found)


def test_the_line_of_a_fault_is_that_of_the_file() -> None:
    lines = gpx().split(b"\n")
    lines[20] = lines[20].replace(b"</ele>", b"</elf>").replace(b"<ele>", b"<!-- x --><ele>")
    assert says(of_gpx(b"\n".join(lines)))[0].startswith("line 21:")


@pytest.mark.parametrize("bad", ["nan", "inf", "1e400", "181", "abc", "", "-"])
def test_a_place_that_is_none_is_passed_over(bad: str) -> None:
    data = gpx(kind="running").replace(b'lon="-30.0"', f'lon="{bad}"'.encode(), 1)
    run = the_one(of_gpx(data))
    assert run.distance_m == pytest.approx(4800, abs=1)


@given(
    st.floats(-89, 89), st.floats(-179, 179), st.floats(-0.02, 0.02), st.floats(-0.02, 0.02)
)  # fmt: skip
@settings(max_examples=300)
def test_short_steps_are_as_long_as_on_the_globe(lat: float, lon: float, north: float, east: float) -> None:
    assume((lat, lon) != (0, 0) != (lat + north, lon + east))
    path = Path()
    path.add(lat, lon, None)
    path.add(lat + north, lon + east, None)
    exact = metres_between(lat, lon, lat + north, lon + east)
    assert path.metres == pytest.approx(exact, rel=0.02 if abs(lat) > 80 else 2e-3, abs=0.01)


def test_a_degree_of_the_meridian() -> None:
    assert metres_between(10, 20, 11, 20) == pytest.approx(EARTH_M * 3.141592653589793 / 180, abs=0.01)


# ----------------------------------------------------------------------------------------------------------------- TCX


def test_laps_say_what_was_run() -> None:
    run = the_one(of_tcx(tcx()))
    assert (run.start, run.sport, run.distance_m, run.duration_s) == (START, "running", 2000, 610)
    assert [lap.duration_s for lap in run.laps] == [300, 310]
    assert run.avg_heart == 141


def test_where_laps_say_nothing_their_points_do() -> None:
    run = the_one(of_tcx(tcx(stated=False, points=True)))
    assert (run.distance_m, run.duration_s, run.avg_heart, run.max_heart) == (2000, 610, 125, 130)


@pytest.mark.parametrize("head", [' \n\n  <?xml version="1.0" encoding="UTF-8"?>', "\ufeff", ""])
def test_blanks_and_marks_before_do_no_harm(head: str) -> None:
    assert the_one(of_tcx(tcx(head=head))).distance_m == 2000


def test_other_is_what_its_notes_say_or_not_known_to_be_a_run() -> None:
    assert the_one(of_tcx(tcx(sport="Other", notes="Trail run in the hills"))).sport == "running"
    assert the_one(of_tcx(tcx(sport="Biking"))).sport == "cycling"
    assert the_one(of_tcx(tcx(sport="Other"))).sport != "running"


def test_a_course_is_no_activity() -> None:
    data = b"<TrainingCenterDatabase><Courses><Course><Lap/></Course></Courses></TrainingCenterDatabase>"
    assert "course" in says(of_tcx(data))[0]


# -------------------------------------------------------------------------------------------------------- Apple Health


def apple(*workouts: str, doctype: str = "", records: int = 3) -> Found:
    filler = '<Record type="HKQuantityTypeIdentifierStepCount" value="3"/>' * records
    data = f'<?xml version="1.0"?>{doctype}<HealthData locale="de_DE">{filler}{"".join(workouts)}{filler}</HealthData>'
    return list(read_apple_health(io.BytesIO(data.encode()), "export.xml"))


def workout(kind: str, inside: str = "", more: str = "", start: str = "2026-09-30 18:00:00 +0200") -> str:
    return (
        f'<Workout workoutActivityType="HKWorkoutActivityType{kind}" duration="45.5" durationUnit="min" {more} '
        f'startDate="{start}" endDate="2026-09-30 18:50:00 +0200">{inside}</Workout>'
    )


NEW = (
    '<WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="8.1" unit="km"/>'
    '<WorkoutStatistics type="HKQuantityTypeIdentifierHeartRate" average="143" maximum="162" unit="count/min"/>'
)


def test_workouts_of_both_shapes() -> None:
    new, old = apple(workout("Running", NEW), workout("Running", more='totalDistance="3.1" totalDistanceUnit="mi"'))
    assert isinstance(new, Activity)
    assert isinstance(old, Activity)
    assert (new.distance_m, new.duration_s, new.elapsed_s, new.avg_heart) == (8100, 2730, 3000, 143)
    assert new.start == dt.datetime(2026, 9, 30, 16, 0, tzinfo=dt.UTC)
    assert old.distance_m == 4989


def test_a_treadmill_strength_and_a_triathlon() -> None:
    indoor = '<MetadataEntry key="HKIndoorWorkout" value="1"/>'
    parts = "".join(
        f'<WorkoutActivity duration="10" durationUnit="min" startDate="2026-09-30 18:{minute}:00 +0200" '
        f'workoutActivityType="HKWorkoutActivityType{kind}">'
        f'<WorkoutStatistics type="HKQuantityTypeIdentifierDistance{kind}" sum="{km}" unit="km"/></WorkoutActivity>'
        for kind, minute, km in (("Cycling", "10", 4), ("Running", "25", 2))
    )
    found = apple(
        workout("Running", indoor), workout("FunctionalStrengthTraining"), workout("SwimBikeRun", parts),
        doctype="<!DOCTYPE HealthData [\n<!ELEMENT HealthData (Record|Workout)*>\n<!ATTLIST x y CDATA #IMPLIED>\n]>",
    )  # fmt: skip
    assert [(one.sport, one.detail, one.distance_m) for one in found if isinstance(one, Activity)] == [
        ("running", "treadmill", None), ("strength", "", None), ("cycling", "", 4000), ("running", "", 2000),
    ]  # fmt: skip


def test_a_broken_document_type_is_no_hindrance() -> None:
    """The exports of some versions of iOS have a document type that no parser accepts."""
    doctype = "<!DOCTYPE HealthData [\n<!ELEMENT HealthData (x|<oops>\n<!ATTLIST\n]>"
    assert len(apple(workout("Running"), doctype=doctype)) == 1


def test_hours_in_halves_of_the_day_and_a_start_that_is_none() -> None:
    found = apple(workout("Running", start="2026-09-30 6:00:00 PM +0200"), workout("Running", start="soon"))
    assert isinstance(found[0], Activity)
    assert found[0].start == dt.datetime(2026, 9, 30, 16, 0, tzinfo=dt.UTC)
    assert says(found) == ["its start 'soon' is no moment"]


# -------------------------------------------------------------------------------------------------------------- sports


@pytest.mark.parametrize(
    ("word", "sport"),
    [
        ("Run", "running"), ("Trail Run", "running"), ("VirtualRun", "running"), ("Virtual Run", "running"),
        ("treadmill_running", "running"), ("Lauf", "running"), ("Course à pied", "running"), ("Ride", "cycling"),
        ("Weight Training", "strength"), ("strength_training", "strength"), ("Krafttraining", "strength"),
        ("Workout", "other"), ("Other", "other"), ("Walk", "walking"), ("Hike", "hiking"), ("Pool Swim", "swimming"),
        ("Alpine Ski", "skiing"), ("E-Bike Ride", "cycling"), ("Yoga", "mobility"), ("Rowing", "rowing"),
        ("", "unknown"), ("generic", "unknown"), ("Kitesurf", "other"), ("lap_swimming", "swimming"),
    ],
)  # fmt: skip
def test_words_for_sports(word: str, sport: str) -> None:
    assert sport_of_word(word).sport == sport


def test_a_title_that_names_no_sport_names_none() -> None:
    assert sport_of_title("Round the lake").sport == "unknown"
    assert sport_of_title("Easy run with Tom").sport == "running"
