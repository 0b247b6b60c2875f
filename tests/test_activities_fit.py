"""FIT files of every kind of device: sessions, laps and sets are read, whatever is odd or broken about the file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from midstance.formats.activities.activity import Activity
from midstance.formats.activities.fit import read_fit
from midstance.formats.activities.fit_checksum import checksum
from tests.activity_files import (
    BYTES,
    ENUM,
    FILE_ID,
    RECORD,
    SESSION,
    START,
    U8,
    U16,
    U32,
    FitWriter,
    crc,
    fit_run,
    fit_session,
    fit_strength,
    stamp,
)


def only(data: bytes) -> Activity:
    """The one activity of a file that is fine."""
    reading = read_fit(data, "a.fit")
    assert reading.problems == ()
    (activity,) = reading.activities
    return activity


def said(data: bytes) -> str:
    """The one problem of a file."""
    (problem,) = read_fit(data, "a.fit").problems
    assert problem.place.startswith("a.fit")
    return problem.says


def test_a_run_is_what_its_session_says() -> None:
    run = only(fit_run(laps=2).file())
    assert (run.start, run.clock, run.sport) == (START, "exact", "running")
    assert (run.distance_m, run.duration_s, run.elapsed_s) == (8000, 2700, 2700)
    assert (run.avg_heart, run.max_heart) == (140, 165)
    assert [(lap.distance_m, lap.duration_s, lap.avg_heart) for lap in run.laps] == [(4000, 1350, 140)] * 2


def test_it_begins_on_the_clock_the_watch_was_on() -> None:
    assert only(fit_run(zone_h=-7).file()).start.isoformat() == "2027-03-09T10:30:00-07:00"  # type: ignore[union-attr]
    assert only(fit_run(zone_h=None).file()).start.isoformat() == "2027-03-09T17:30:00+00:00"  # type: ignore[union-attr]


def test_pauses_are_not_running() -> None:
    run = only(fit_run(paused_s=300).file())
    assert (run.duration_s, run.elapsed_s) == (2700, 3000)


@pytest.mark.parametrize(
    ("sport", "sub_sport", "expected"),
    [
        (1, 1, ("running", "treadmill")), (1, 3, ("running", "trail")), (1, 4, ("running", "track")),
        (4, 1, ("running", "treadmill")), (1, 58, ("running", "virtual")), (2, 0, ("cycling", "")),
        (10, 20, ("strength", "")), (4, 20, ("strength", "")), (10, 43, ("mobility", "")), (11, 0, ("walking", "")),
        (37, 0, ("other", "")), (0, 0, ("unknown", "")), (0xFF, 0xFF, ("unknown", "")),
    ],
)  # fmt: skip
def test_sports_by_their_numbers(sport: int, sub_sport: int, expected: tuple[str, str]) -> None:
    activity = only(fit_run(sport=sport, sub_sport=sub_sport).file())
    assert (activity.sport, activity.detail) == expected


def test_sets_are_guesses_with_what_was_counted() -> None:
    activity = only(fit_strength().file())
    first, rest, third, last = activity.sets
    assert (activity.sport, activity.distance_m) == ("strength", None)
    assert (first.kind, first.reps, first.load_kg, first.duration_s) == ("active", 8, 20.0, 40.0)
    assert (first.categories, first.names) == ((28, 7), (37, None))
    assert (rest.kind, rest.reps, rest.categories) == ("rest", None, ())
    assert (third.reps, third.load_kg, third.categories, third.names) == (12, None, (17,), (None,))
    assert (last.reps, last.categories) == (0, ())
    assert [one.start for one in activity.sets] == [START + dt.timedelta(minutes=n) for n in range(4)]


@pytest.mark.parametrize(
    "made",
    [
        lambda: fit_run().file(header=12),
        lambda: fit_run().file(header_crc=0),
        lambda: fit_run(writer=FitWriter(big_endian=True)).file(),
        lambda: fit_run(laps=0).file(),
        lambda: fit_run(points=0).file(),
    ],
    ids=["short header", "header without checksum", "big endian", "no laps", "no points"],
)
def test_what_the_format_allows_is_fine(made: Callable[[], bytes]) -> None:
    assert only(made()).distance_m == 8000


def test_developer_fields_are_stepped_over() -> None:
    fit = FitWriter()
    fit.message(FILE_ID, [(0, ENUM, 4)])
    for second in range(5):
        fit.message(RECORD, [(253, U32, stamp(START) + second), (3, U8, 150)], local=2, developer=b"\x01\x02\x03")
    fit_session(fit, START, 3000, 900)
    assert only(fit.file()).distance_m == 3000


def test_without_a_session_its_points_add_up() -> None:
    run = read_fit(fit_run(session=False).file(), "a.fit").activities[0]
    assert (run.start, run.distance_m, run.duration_s, run.elapsed_s) == (START, 8000, 2700, 2700)
    assert (run.avg_heart, run.max_heart) == (140, 149)
    along = read_fit(fit_run(session=False, places=True, distance=False).file(), "a.fit").activities[0]
    assert along.distance_m == pytest.approx(8000, abs=2)


def test_timer_stops_are_no_running_without_a_session() -> None:
    fit = FitWriter()
    begin = stamp(START)
    for second, event in ((0, 0), (100, 4), (400, 0)):
        fit.message(21, [(253, U32, begin + second), (0, ENUM, 0), (1, ENUM, event)], local=1)
    for second in range(0, 1001, 10):
        fit.message(RECORD, [(253, U32, begin + second), (5, U32, second * 300)], local=2)
    run = read_fit(fit.file(), "a.fit").activities[0]
    assert (run.duration_s, run.elapsed_s, run.distance_m) == (700, 1000, 3000)


def test_compressed_times_and_distances() -> None:
    """Points whose time is five bits in the header and whose distance is twelve bits of sixteenths of a metre."""
    fit = FitWriter()
    begin = stamp(START)
    fit.message(RECORD, [(253, U32, begin), (8, BYTES, [0, 0, 0])], local=0)
    for number in range(1, 121):
        sixteenths = number * 30 * 16 & 0xFFF
        packed = [0, (sixteenths & 15) << 4, sixteenths >> 4]
        fit.message(RECORD, [(8, BYTES, packed)], local=1, compressed=begin + number * 10)
    run = read_fit(fit.file(), "a.fit").activities[0]
    assert (run.start, run.elapsed_s, run.distance_m) == (START, 1200, 3600)


def test_a_session_without_distance_takes_that_of_its_points() -> None:
    fit = fit_run(session=False, zone_h=None)
    fit_session(fit, START, None, 2700)
    assert only(fit.file()).distance_m == 8000


def test_several_sessions_are_several_activities() -> None:
    fit = fit_run(session=False, laps=4, zone_h=None)
    fit_session(fit, START, 4000, 1350, sport=2)
    fit_session(fit, START + dt.timedelta(seconds=1350), 4000, 1350, sport=1)
    reading = read_fit(fit.file(), "a.fit")
    assert [(one.sport, one.distance_m, len(one.laps)) for one in reading.activities] == [
        ("cycling", 4000, 2), ("running", 4000, 2),
    ]  # fmt: skip
    assert [one.source for one in reading.activities] == ["a.fit:session 1", "a.fit:session 2"]


def test_files_that_follow_each_other_are_all_read() -> None:
    later = START + dt.timedelta(hours=2)
    reading = read_fit(fit_run().file() + fit_run(later, 5000).file(), "a.fit")
    assert reading.problems == ()
    assert [(one.source, one.start, one.distance_m) for one in reading.activities] == [
        ("a.fit:file 1", START, 8000), ("a.fit:file 2", later, 5000),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "clock"),
    [
        (dt.datetime(1990, 1, 1, tzinfo=dt.UTC), "wrong"), (dt.datetime(1999, 12, 31, tzinfo=dt.UTC), "wrong"),
        (dt.datetime(2000, 1, 1, tzinfo=dt.UTC), "exact"), (dt.datetime(2099, 6, 1, tzinfo=dt.UTC), "exact"),
        (dt.datetime(2101, 1, 1, tzinfo=dt.UTC), "wrong"),
    ],
)  # fmt: skip
def test_a_clock_that_was_never_set_is_flagged(start: dt.datetime, clock: str) -> None:
    assert only(fit_run(start, zone_h=None).file()).clock == clock


def test_a_wrong_checksum_is_told_and_the_file_is_read() -> None:
    reading = read_fit(fit_run().file(crc_off=1), "a.fit")
    assert reading.activities[0].distance_m == 8000
    assert "checksum" in reading.problems[0].says


def test_of_a_file_cut_off_what_is_there_is_read() -> None:
    whole = fit_run(points=200).file()
    reading = read_fit(whole[: len(whole) // 2], "a.fit")
    assert "ends early" in reading.problems[0].says
    assert 1000 < (reading.activities[0].distance_m or 0) < 8000


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"), (b"this is no fit at all", "no FIT file"), (b"<gpx></gpx>", "no FIT file"),
        (fit_run().file()[:14], "ends early"), (fit_run().file() + b"and more", "8 bytes follow"),
    ],
    ids=["empty", "text", "xml", "header alone", "something behind"],
)  # fmt: skip
def test_what_is_no_recording_is_said(data: bytes, words: str) -> None:
    assert words in said(data)


@pytest.mark.parametrize(("kind", "words"), [(5, "planned workout"), (2, "settings"), (32, "monitoring")])
def test_other_files_of_a_watch_are_no_activities(kind: int, words: str) -> None:
    fit = FitWriter()
    fit.message(FILE_ID, [(0, ENUM, kind)])
    fit_session(fit, START, 3000, 900)
    reading = read_fit(fit.file(), "a.fit")
    assert reading.activities == ()
    assert words in reading.problems[0].says


@pytest.mark.parametrize(("metres", "seconds"), [(1_000_001, 2700), (8000, 8 * 86_400)])
def test_amounts_that_cannot_be_are_no_amounts(metres: int, seconds: int) -> None:
    fit = FitWriter()
    fit_session(fit, START, metres, seconds)
    (activity,) = read_fit(fit.file(), "a.fit").activities
    assert None in (activity.distance_m, activity.duration_s)
    assert (activity.distance_m or 0) <= 1_000_000
    assert (activity.duration_s or 0) <= 7 * 86_400


def test_more_sessions_than_a_day_has_are_left_out() -> None:
    fit = FitWriter()
    for minute in range(150):
        fit_session(fit, START + dt.timedelta(minutes=minute), 1000, 60)
    reading = read_fit(fit.file(), "a.fit")
    assert len(reading.activities) == 100
    assert "50" in reading.problems[0].says


@given(st.binary(max_size=400), st.integers(0, 0xFFFF))
@settings(max_examples=200)
def test_the_checksum_is_that_of_the_protocol(data: bytes, value: int) -> None:
    assert checksum(data) == crc(data)
    assert checksum(data[3:], checksum(data[:3])) == crc(data)
    assert 0 <= checksum(data, value) <= 0xFFFF


@given(
    st.integers(600, 200_000), st.integers(60, 40_000), st.integers(0, 12), st.integers(0, 60),
    st.booleans(), st.sampled_from([12, 14]),
)  # fmt: skip
@example(64990, 30811, 1, 3, False, 12)  # Its checksum begins as a longer header does.
@settings(max_examples=60, deadline=None)
def test_whatever_a_watch_writes_comes_back(
    metres: int, seconds: int, laps: int, points: int, big: bool, header: int
) -> None:
    writer = FitWriter(big_endian=big)
    run = only(fit_run(START, metres, seconds, laps=laps, points=points, writer=writer).file(header=header))
    assert (run.distance_m, run.duration_s, len(run.laps)) == (metres, seconds, laps)


@given(st.integers(0, 5000), st.binary(min_size=1, max_size=8))
@settings(max_examples=300, deadline=None)
def test_whatever_is_broken_in_it_nothing_is_raised(at: int, junk: bytes) -> None:
    data = bytearray(fit_run(points=60, laps=3).file())
    at %= len(data)
    data[at : at + len(junk)] = junk
    reading = read_fit(bytes(data), "a.fit")
    assert reading.activities or reading.problems
    for activity in reading.activities:
        assert 0 < (activity.distance_m or 1) <= 1_000_000


def test_a_definition_of_no_fields_and_a_type_never_defined() -> None:
    fit = FitWriter()
    fit.message(SESSION, [], local=0)
    fit.body.append(0x05)
    assert "damaged from byte" in said(fit.file())


def test_a_width_that_does_not_fit_its_type_is_no_value() -> None:
    fit = FitWriter()
    fit.message(SESSION, [(2, U32, stamp(START)), (9, U32, b"\x01\x02\x03"), (8, U32, 900_000), (5, U16, 1)])
    run = only(fit.file())
    assert (run.distance_m, run.duration_s, run.sport) == (None, 900, "running")
