"""Files meant to do harm, and files that are only broken: a message each, the rest goes on, within bounds."""

from __future__ import annotations

import io
import random
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from midstance.formats.activities.activity import Activity
from midstance.formats.activities.bundles import read_file
from midstance.formats.activities.limits import MOST_FIT_BYTES
from midstance.formats.activities.packed import Member, lookup_path, shown_name
from midstance.formats.activities.reading import FileRead, Reader
from tests.activity_files import START as START
from tests.activity_files import STRAVA_HEAD, fit_run, fit_strength, gpx, member, packed, strava_row, tcx, zipped

GOOD = fit_run().file()
SAMPLES: dict[str, bytes] = {
    "a.fit": GOOD,
    "sets.fit": fit_strength().file(),
    "a.gpx": gpx(kind="9"),
    "a.tcx": tcx(points=True),
    "a.fit.gz": packed(GOOD),
    "a.csv": f"{STRAVA_HEAD}\n{strava_row(1, START, 'activities/1.fit')}\n{strava_row(2, START, kind='Swim')}".encode(),
    "a.json": b'[{"summarizedActivitiesExport":[{"name":"Easy","beginTimestamp":1804613400000,"duration":2700000.0,'
    b'"distance":800000.0,"activityType":"running"},{"name":"\\u00e4"}]}]',
    "export.xml": b'<!DOCTYPE HealthData [\n<!ELEMENT a (b)>\n]><HealthData><Workout workoutActivityType="HKWorkout'
    b'ActivityTypeRunning" duration="30" startDate="2026-09-30 18:00:00 +0200"/></HealthData>',
    "a.zip": zipped({"a.fit": GOOD, "in.zip": zipped({"b.gpx": gpx()}), "activities.csv": STRAVA_HEAD.encode()}),
}


def read(data: bytes, name: str = "x") -> list[FileRead]:
    return list(read_file(member(data, name), Reader()))


def runs(data: bytes) -> list[Activity]:
    return [one for some in read(data) for one in some.activities]


def says(data: bytes) -> str:
    return " | ".join(problem.says for some in read(data) for problem in some.problems)


def peak_mb(call: Callable[[], object]) -> float:
    """Megabytes at the worst moment of a call."""
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


class Endless(io.RawIOBase):
    """A file of any size, made as it is read: a beginning, then the same again and again."""

    def __init__(self, head: bytes, again: bytes, size: int) -> None:
        self._head, self._again, self._left = head, again, size

    def read(self, size: int = -1) -> bytes:
        size = min(65_536 if size < 0 else size, self._left)
        data = self._head[:size] or (self._again * (size // len(self._again) + 1))[:size]
        self._head = self._head[len(data) :]
        self._left -= len(data)
        return data


def endless(head: bytes, again: bytes, size: int) -> Member:
    def opened() -> AbstractContextManager[BinaryIO]:
        return Endless(head, again, size)  # type: ignore[return-value]

    return Member(name="huge", path="huge", size=size, open=opened, fingerprint="huge")


def read_endless(head: bytes, again: bytes, size: int) -> tuple[str, float]:
    """What is said of such a file, and the megabytes it took."""
    found: list[FileRead] = []
    peak = peak_mb(lambda: found.extend(read_file(endless(head, again, size), Reader())))
    return " | ".join(problem.says for some in found for problem in some.problems), peak


# ----------------------------------------------------------------------------------------------------------- too large


def test_a_fit_file_of_two_gigabytes_is_refused_and_not_read() -> None:
    words, peak = read_endless(GOOD, b"\0", 2_000_000_000)
    assert "64 MB" in words
    assert peak < 2.5 * MOST_FIT_BYTES / 1e6


def test_a_tag_and_a_comment_that_never_end() -> None:
    for head in (b"<gpx><trk><trkseg><!-- ", b'<gpx><trk><trkseg><trkpt lat="', b"<TrainingCenterDatabase><a b='"):
        words, peak = read_endless(head, b"x" * 1000, 50_000_000)
        assert "never ends" in words or "damaged" in words
        assert peak < 20


def test_elements_that_nest_without_end() -> None:
    for head in (b"<gpx><trk>", b"<TrainingCenterDatabase><Activities>", b"<HealthData><Workout>", b"<HealthData>"):
        words, peak = read_endless(head, b"<a>", 50_000_000)
        assert "deep" in words
        assert peak < 20


def test_a_text_a_line_and_a_string_that_never_end() -> None:
    head = STRAVA_HEAD.encode() + b"\n"
    for begin, again in (
        (b"<gpx><trk><name>", b"long "), (head, b"x"), (head + b'1,"', b"x\n"),
        (b'[{"summarizedActivitiesExport":[{"name":"', b"x"), (b'[{"summarizedActivitiesExport":[{"a":', b"["),
    ):  # fmt: skip
        words, peak = read_endless(begin, again, 40_000_000)
        assert words
        assert peak < 30


def test_a_document_type_that_never_ends() -> None:
    words, peak = read_endless(b"<!DOCTYPE HealthData [<!ELEMENT HealthData ANY>", b"<!ELEMENT a ANY>", 50_000_000)
    assert "document type never ends" in words or "no recording" in words
    assert peak < 20


def test_many_points_take_no_more_memory_than_few() -> None:
    head = b"<gpx><trk><type>9</type><trkseg>"
    point = b'<trkpt lat="0.5" lon="-30.1"><ele>5</ele><time>2027-03-09T17:30:00Z</time></trkpt>\n'
    small = read_endless(head, point, 1_000_000)[1]
    large = read_endless(head, point, 20_000_000)[1]
    assert large < small * 1.5


def test_many_workouts_take_no_more_memory_than_few() -> None:
    again = (
        b'<Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30" '
        b'startDate="2026-09-30 18:00:00 +0200"/>'
    )

    def drained(size: int) -> float:
        return peak_mb(lambda: sum(1 for _ in read_file(endless(b"<HealthData>", again, size), Reader())))

    assert drained(8_000_000) < drained(800_000) * 1.5


# --------------------------------------------------------------------------------------------------------------- bombs


def test_a_gzip_bomb_is_left_early() -> None:
    squeezer = zlib.compressobj(9, zlib.DEFLATED, 31)
    data = b"".join(squeezer.compress(GOOD if not n else b"\0" * 1_000_000) for n in range(400)) + squeezer.flush()
    words: list[str] = []
    assert peak_mb(lambda: words.append(says(data))) < 200
    assert "64 MB" in words[0] or "grows" in words[0]


def test_a_gzip_bomb_of_points_is_left_early() -> None:
    point = b'<trkpt lat="0.5" lon="-30.1"></trkpt>' * 1000
    squeezer = zlib.compressobj(9, zlib.DEFLATED, 31)
    body = b"".join(squeezer.compress(point) for _ in range(1000))
    data = squeezer.compress(b"") + body + squeezer.flush()
    assert "no recording" in says(data)
    squeezer = zlib.compressobj(9, zlib.DEFLATED, 31)
    data = squeezer.compress(b"<gpx><trk><trkseg>") + b"".join(squeezer.compress(point) for _ in range(1000))
    assert "grows more than 250 times" in says(data + squeezer.flush())


def test_zips_in_zips_in_zips_are_opened_only_so_deep() -> None:
    data = zipped({"a.fit": GOOD})
    for _ in range(5):
        data = zipped({"in.zip": data, "a.gpx": gpx()})
    assert "3 deep" in says(data)
    assert len(runs(data)) == 3


def test_a_large_zip_in_a_zip_goes_to_a_file_that_is_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("midstance.formats.activities.packed.IN_MEMORY_BYTES", 300)
    data = zipped({"a.gpx": gpx(), "in.zip": zipped({"a.fit": GOOD}, stored=True)})
    assert len(runs(data)) == 1
    assert "more than 1 MB" in says(data)
    made: list[BinaryIO] = []

    def spool() -> BinaryIO:
        made.append((tmp_path / "spool").open("w+b"))
        return made[-1]

    found = list(read_file(member(data), Reader(spool=spool)))
    assert [len(some.activities) for some in found] == [1, 1]
    assert [file.closed for file in made] == [True]


def test_an_archive_that_grows_beyond_all_measure_ends_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("midstance.formats.activities.packed._FREE_BYTES", 1_000_000)
    point = b'<trkpt lat="0.5" lon="-30.1"></trkpt>' * 20_000
    bomb = zipped({f"{n}.gpx": b"<gpx><trk><trkseg>" + point for n in range(200)})
    data = zipped({"a.fit": GOOD, "in.zip": bomb})
    assert "the rest of it is not read" in says(data)
    assert len(runs(data)) == 1


def test_a_zip_whose_files_all_share_one_body() -> None:
    """As in the bombs that do not nest: a directory of many entries that all point to the same place."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0.gpx", b"<gpx><trk><trkseg>" + b" " * 3_000_000)
        for number in range(1, 300):
            entry = zipfile.ZipInfo.from_file(__file__, f"{number}.gpx")
            for name in ("header_offset", "CRC", "compress_size", "file_size", "compress_type", "flag_bits"):
                setattr(entry, name, getattr(archive.filelist[0], name))
            archive.filelist.append(entry)
    assert says(stream.getvalue())
    assert runs(stream.getvalue()) == []


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE gpx [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE gpx [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;]>',
    ],
    ids=["bomb", "a file", "an address"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(declared: str, encoding: str) -> None:
    text = gpx(head="", name="&a;").decode()
    data = f'<?xml version="1.0" encoding="{encoding}"?>{declared}{text}'.encode(encoding)
    words = says(data)
    assert "entities" in words or "damaged" in words
    assert not any("root:" in run.title for run in runs(data))


# ------------------------------------------------------------------------------------------------------ names and lies


@pytest.mark.parametrize(
    "name", ["../../up.fit", "/etc/cron.d/x.fit", "C:\\x\\..\\y.fit", "a/\x1b[31m\n.fit", "x" * 5000 + ".fit"]
)
def test_names_that_lead_elsewhere_lead_nowhere(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (some,) = read(zipped({name: GOOD}))
    assert len(some.activities) == 1
    assert len(some.place) < 120
    assert some.place.isprintable()
    assert ".." not in some.place.replace("...", "")
    assert list(tmp_path.iterdir()) == []


def test_a_row_that_names_a_file_elsewhere_finds_none() -> None:
    data = zipped({"activities.csv": f"{STRAVA_HEAD}\n{strava_row(1, START, '../../../etc/passwd')}".encode()})
    assert len(runs(data)) == 1
    assert "passwd is not in the export" in says(data)


@given(st.text(max_size=200))
def test_whatever_a_name_is_it_is_shown_on_one_line(name: str) -> None:
    assert shown_name(name).isprintable()
    assert 0 < len(shown_name(name)) <= 80
    assert not {"..", ".", ""} & set(lookup_path(name).split("/")) or not lookup_path(name)


def patched(data: bytes, offset_of: bytes, at: int, value: bytes) -> bytes:
    """The bytes with others at a distance behind the last place of a mark."""
    where = data.rindex(offset_of) + at
    return data[:where] + value + data[where + len(value) :]


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (24, struct.pack("<I", 5)), (24, struct.pack("<I", 0xFFFFFFF0)), (20, struct.pack("<I", 3)),
        (16, b"\0\0\0\0"), (42, struct.pack("<I", 0xFFFFFF)), (10, struct.pack("<H", 14)), (10, struct.pack("<H", 99)),
        (8, struct.pack("<H", 1)), (28, struct.pack("<H", 60_000)),
    ],
    ids=["small", "vast", "packed", "checksum", "place", "LZMA", "no packing known", "locked", "name's length"],
)  # fmt: skip
def test_a_directory_that_lies_spoils_no_other_file(at: int, value: bytes) -> None:
    data = patched(zipped({"a.gpx": gpx(), "b.fit": GOOD}), b"PK\x01\x02", at, value)
    found = read(data)
    assert any(some.problems for some in found) or runs(data)
    if at != 28:
        assert "a.gpx" in found[0].place
        assert found[0].activities


def test_a_directory_larger_than_any_is_not_read() -> None:
    data = patched(zipped({"a.fit": GOOD}), b"PK\x05\x06", 12, struct.pack("<I", 0xFFFFFF00))
    assert says(data)
    assert runs(data) == []


def test_names_that_are_no_utf8_spoil_nothing() -> None:
    data = zipped({"ä.fit": GOOD, "b.gpx": gpx()})
    data = data.replace("ä.fit".encode(), b"\xff\xfe.fit"[:6].ljust(len("ä.fit".encode()), b"t"))
    assert len(runs(data)) >= 1


def test_letters_that_are_no_utf8_become_question_marks() -> None:
    table = f"{STRAVA_HEAD}\n{strava_row(1, START, name='Caf__')}".encode().replace(b"__", b"\xe9\xff")
    assert [run.title for run in runs(table)] == ["Caf\ufffd\ufffd"]


def test_what_is_something_else_is_said() -> None:
    for data in (b"%PDF-1.7", b"\x89PNG\r\n", b"SQLite format 3\0", b"{}", b"[]", b"<html/>", b"a,b\n1,2", b"\0" * 100):
        assert "known" in says(data) or "empty" in says(data)
    assert "nothing in it" in says(zipped({"photo.jpg": b"x"}))
    assert "nothing in it" in says(zipped({}))
    assert says(zipped({"a.fit": GOOD})[:-40])


# ----------------------------------------------------------------------------------------------------------- mutations


def outcomes(data: bytes) -> Iterator[str]:
    """What reading comes to; whatever it is, it is no exception."""
    for some in read_file(member(data, "x"), Reader()):
        assert some.place
        yield from (problem.says for problem in some.problems)
        for activity in some.activities:
            assert activity.start is None or activity.start.tzinfo is not None
            assert 0 < (activity.distance_m or 1) <= 1_000_000
            assert 0 < (activity.duration_s or 1) <= 7 * 86_400


@pytest.mark.parametrize("name", SAMPLES)
def test_whatever_is_cut_turned_or_doubled_nothing_is_raised(name: str) -> None:
    from bench.fuzz_readers import mutated

    chance = random.Random(name)
    for _ in range(150):
        list(outcomes(mutated(SAMPLES[name], chance)))


@given(st.binary(max_size=2000))
@settings(max_examples=200, deadline=None)
def test_whatever_the_bytes_nothing_is_raised(data: bytes) -> None:
    for head in (b"", b"\x0e\x20\x92\x08\xff\xff\0\0.FIT\0\0", b"<gpx>", b"PK\x03\x04", b"\x1f\x8b\x08\0", b"[{"):
        list(outcomes(head + data))


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parent / "samples" / "activities").glob("*.*")), ids=lambda p: p.name
)
def test_what_the_fuzzer_found_stays_found(path: Path) -> None:
    list(outcomes(path.read_bytes()))
