"""Whatever is handed over finds its way in: looked at on a copy, taken in once, one bad file never in the way."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from midstance.application.diary import Diary
from midstance.application.importing.bringing_in import brought_in, copy_of
from midstance.application.importing.brought_in import BroughtIn, Given, Stopped, Told
from midstance.application.importing.file_kinds import kind_of_file
from midstance.application.recording.notebook import Notebook
from midstance.knowledge.library import library
from midstance.training.log import RunDone, SetResult
from tests.activity_files import fit_run, fit_strength, gpx, zipped
from tests.plan_fixture import small_plan
from tests.recording_desk import BERLIN, Desk, desk

__all__ = ["desk"]
SAMPLES = Path(__file__).parent / "samples" / "strength_logs"
BEGAN = dt.datetime(2027, 3, 9, 18, 0, tzinfo=BERLIN).astimezone(dt.UTC)
DAY = dt.timedelta(days=1)


class Heard:
    """Hears how far it is, and may end it after so many files."""

    def __init__(self, ends_after: int = 10**9) -> None:
        self.files = self.of_files = self.bytes = 0
        self._ends_after = ends_after

    def expect(self, files: int) -> None:
        self.of_files += files

    def done(self) -> None:
        self.files += 1
        if self.files > self._ends_after:
            raise Stopped

    def read(self, size: int) -> None:
        self.bytes += size


class Door:
    """The door to a desk's diary, and a folder for what is handed over."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk, self.folder, self.heard = desk, folder, Heard()

    def put(self, **files: bytes) -> list[Given]:
        """Files kept under numbers; a double underscore in a name stands for the dot."""
        found = []
        for number, (name, data) in enumerate(files.items(), 1):
            path = self.folder / str(number)
            path.write_bytes(data)
            found.append(Given(number=number, name=name.replace("__", "."), size=len(data), path=path))
        return found

    def look(self, files: list[Given], **told: object) -> BroughtIn:
        """What would come of them."""
        return self._through(copy_of(self.desk.diary), files, told, dry=True)

    def take(self, files: list[Given], **told: object) -> BroughtIn:
        """What came of them."""
        return self._through(self.desk.diary, files, told, dry=False)

    def _through(self, diary: Diary, files: list[Given], told: dict[str, object], *, dry: bool) -> BroughtIn:
        def book() -> Notebook:
            return Notebook(diary, self.desk.now, library().exercises)

        return brought_in(book, files, Told(**told), self.heard, lambda: tempfile.TemporaryFile(), dry=dry)  # type: ignore[arg-type]


@pytest.fixture
def door(desk: Desk, tmp_path: Path) -> Door:
    """Ada's door, some days after her first session."""
    desk.now += 20 * DAY
    return Door(desk, tmp_path)


def everything(door: Door) -> list[Given]:
    """A recording, an export, a log, a session from a watch, and what is none of them."""
    export = zipped({f"runs/{day}.gpx": gpx(BEGAN - day * DAY, metres=6000 + day) for day in range(1, 6)})
    return door.put(
        morning__fit=fit_run(BEGAN - dt.timedelta(hours=10)).file(),
        export__zip=export,
        hevy__csv=(SAMPLES / "hevy.csv").read_bytes(),
        watch__fit=fit_strength(BEGAN + DAY * 0).file(),
        notes__txt=b"buy milk",
        nothing__gpx=b"",
        plan__ics=b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    )


def test_a_look_says_what_taking_it_in_then_does_and_writes_nothing(door: Door) -> None:
    files, before = everything(door), door.desk.diary.entries()
    looked = door.look(files)
    assert door.desk.diary.entries() == before
    assert looked.dry
    taken = door.take(files)
    assert looked.new == taken.new > 5
    assert [part.report.added for part in looked.runs] == [part.report.added for part in taken.runs] == [1, 5]
    assert len(door.desk.of(RunDone)) == 6
    new = sum(1 for one in door.desk.of(SetResult))
    assert new == sum(part.new for part in taken.strength) > 0


def test_taking_it_in_again_changes_nothing(door: Door) -> None:
    files = everything(door)
    door.take(files)
    before = door.desk.diary.entries()
    again = door.take(files)
    assert door.desk.diary.entries() == before
    assert again.new == 0
    assert sum(part.report.files_known for part in again.runs) >= 6


def test_what_is_nothing_to_bring_in_is_said_file_by_file(door: Door) -> None:
    found = door.look(everything(door))
    said = {one.place: one.says for one in found.left}
    assert set(said) == {"notes.txt", "nothing.gpx", "plan.ics"}
    assert "empty" in said["nothing.gpx"]
    assert "running plan" in said["plan.ics"]
    assert "nothing here knows it" in said["notes.txt"]


def test_one_bad_file_never_stops_the_others(door: Door) -> None:
    good = fit_run(BEGAN).file()
    bomb = zipped({"a.gpx": b"<gpx>" + b" " * 40_000_000})
    tricks = zipped({"../../../../etc/midstance.fit": fit_run(BEGAN - DAY).file(), "/abs/../x.gpx": b"<gpx"})
    deep = zipped({"1.zip": zipped({"2.zip": zipped({"3.zip": zipped({"4.zip": zipped({"a.fit": good})})})})})
    files = door.put(
        bomb__zip=bomb, tricks__zip=tricks, deep__zip=deep, cut__fit=good[: len(good) // 2], good__fit=good,
        lies__csv=b"Date,Exercise Name,Set Order,Weight,Reps\n2027-99-99,Squat,1,x,y\n", gz__gpx=b"\x1f\x8b\x08\0cut",
    )  # fmt: skip
    outside = set(door.folder.rglob("*"))
    found = door.take(files)
    assert set(door.folder.rglob("*")) == outside
    assert len(door.desk.of(RunDone)) == 2
    told = {one.place.partition(":")[0] for part in found.runs for one in part.report.problems}
    told |= {one.place.partition(":")[0] for part in found.strength for one in part.problems}
    told |= {one.place for one in found.left} | {part.name for part in found.strength if part.asks}
    assert {"bomb.zip", "tricks.zip", "deep.zip", "lies.csv", "gz.gpx"} <= told


def test_guesses_of_a_watch_are_taken_only_with_a_yes(door: Door) -> None:
    files = door.put(watch__fit=fit_strength(BEGAN).file())
    (part,) = door.look(files).watch
    assert part.state == "asked"
    assert part.fits
    assert "goblet squat" in part.sets[0].seen
    assert part.sets[0].exercise == "Goblet squat"
    assert door.take(files).has_guesses
    assert door.desk.of(SetResult) == []
    (taken,) = door.take(files, watch=(part.key,)).watch
    assert taken.state == "taken"
    assert door.desk.of(SetResult)
    assert door.take(files, watch=(part.key,)).watch[0].state == "known"


def test_a_name_that_is_said_brings_its_sets(door: Door) -> None:
    files = door.put(hevy__csv=(SAMPLES / "hevy.csv").read_bytes())
    found = door.take(files)
    assert found.is_open
    name = found.names[0]
    door.desk.done("names", name.name, "machine-calf-raise")
    again = door.take(files)
    assert again.new == name.sets
    assert name.name not in [one.name for one in again.names]


def test_a_log_without_units_is_asked_about_and_others_come_in(door: Door) -> None:
    strong = b"Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n" \
        b"2027-03-09 18:05:00,Legs,Goblet Squat,1,40,8,0,0,,,\n"  # fmt: skip
    files = door.put(strong__csv=strong, run__fit=fit_run(BEGAN).file())
    found = door.take(files)
    assert [part.asks for part in found.strength] == ["unit"]
    assert len(door.desk.of(RunDone)) == 1
    assert door.take(files, units={1: "lb"}).strength[0].new == 1
    assert door.desk.of(SetResult)[0].load.lb == 40


def test_how_far_it_is_is_told_in_files_and_bytes(door: Door) -> None:
    files = everything(door)
    door.look(files)
    assert door.heard.files == door.heard.of_files >= 8
    assert door.heard.bytes >= sum(one.size for one in files if one.name != "notes.txt") * 0.9


@settings(max_examples=8, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_ended_anywhere_it_goes_on_and_each_run_comes_once(chance: Random) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(small_plan())
        desk.now += 20 * DAY
        door = Door(desk, Path(folder))
        files = everything(door)
        for _ in range(3):
            door.heard = Heard(ends_after=chance.randint(0, 7))
            _until_stopped(lambda: door.take(files))
        door.heard = Heard()
        door.take(files)
        assert len(desk.of(RunDone)) == 6
        assert len({entry.id for entry in desk.diary.entries()}) == len(desk.diary.entries())
        before = desk.diary.entries()
        door.take(files)
        assert desk.diary.entries() == before


def _until_stopped(act: Callable[[], object]) -> None:
    try:
        act()
    except Stopped:
        return


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x05\x06" + b"\0" * 18, "bundle"), (b"\xff\xfe<\0g\0p\0x\0>\0", "recording"),
        (b"<?xml?><gpx/>", "recording"),
        (b"SQLite format 3\0", "other"), (b"\x1f\x8b", None), (b'{"schema": "midstance.diary/1"}', "diary"),
    ],
)  # fmt: skip
def test_what_a_file_is_stands_in_it(tmp_path: Path, data: bytes, kind: str | None) -> None:
    from midstance.formats.entry import UnreadableFile

    path = tmp_path / "1"
    path.write_bytes(data)
    if kind is None:
        with pytest.raises(UnreadableFile, match=r"a\.bin"):
            kind_of_file(path, "a.bin")
    else:
        assert kind_of_file(path, "a.bin") == kind


@settings(max_examples=60, deadline=None)
@given(
    data=st.binary(max_size=3000),
    head=st.sampled_from([b"", b"PK\x03\x04", b"\x1f\x8b\x08\0", b"Date;", b"{", b"<gpx"]),
)
def test_no_bytes_bring_it_down(data: bytes, head: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        door = Door(Desk(small_plan()), Path(folder))
        found = door.look(door.put(x__csv=head + data))
        assert found.new == 0
