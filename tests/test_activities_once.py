"""Each run once: whatever order files come in, however often, stopped anywhere, undone and taken in again."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from midstance.application.importing.runs_import import RunImport
from midstance.application.importing.runs_sources import read_sources
from midstance.formats.activities.reading import FileRead, Reader
from midstance.training.log import Retraction, RunDone
from tests.activity_files import fit_run, gpx, zipped
from tests.recorded_runs import DAY, MORNING, a_book, an_activity, put, runs_of, take
from tests.recording_desk import Desk, desk

__all__ = ["desk"]


def test_what_was_taken_back_does_not_come_again() -> None:
    book = a_book()
    take(book, an_activity())
    (run,) = runs_of(book)
    book.diary.record([Retraction(id="back", at=run.at, supersedes=run.id)])
    again = a_book(diary=book.diary)  # type: ignore[arg-type]
    assert take(again, an_activity()).known == 1
    assert take(again, an_activity(distance_m=8010)).known == 1
    assert runs_of(again) == []


def test_what_was_corrected_by_hand_stays_so() -> None:
    book = a_book()
    take(book, an_activity(duration_s=None))
    (run,) = runs_of(book)
    book.diary.record([RunDone(id="mine", at=run.at, supersedes=run.id, kind="race", distance_m=10_000)])
    again = a_book(diary=book.diary)  # type: ignore[arg-type]
    assert take(again, an_activity(duration_s=None)).known == 1
    assert take(again, an_activity(distance_m=8001)).completed == 1
    (run,) = runs_of(again)
    assert (run.kind, run.distance_m, run.duration_s) == ("race", 10_000, 2700)


def test_an_import_is_undone_as_a_whole_and_can_come_again(desk: Desk, tmp_path: Path) -> None:
    paths = put(tmp_path, a__fit=fit_run(MORNING).file(), b__gpx=gpx(MORNING - DAY, kind="9"))
    for _ in range(2):
        assert "2 runs new" in desk.done("runs-done", *paths)
        assert len(desk.of(RunDone)) == 2
        assert "Taken back: imported from recordings, a.fit and 1 more: 2 entries" in desk.done("undo")
        assert desk.of(RunDone) == []
    desk.done("runs-done", *paths)
    assert "0 runs new" in desk.done("runs-done", *paths)
    assert len(desk.of(RunDone)) == 2


def test_undone_a_run_written_by_hand_is_what_it_was(desk: Desk, tmp_path: Path) -> None:
    desk.done("ran", "9km", "50min", "--feel", "heavy")
    desk.done("runs-done", *put(tmp_path, a__fit=fit_run(MORNING, 9120, 3010).file()))
    desk.done("undo")
    (run,) = desk.of(RunDone)
    assert (run.distance_m, run.duration_s, run.feel) == (9000, 3000, "heavy")


def test_stopped_by_hand_it_says_what_is_safe(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def reads(*_: object) -> Iterator[FileRead]:
        yield FileRead(place="a.fit", fingerprint="a", activities=(an_activity(),))
        raise KeyboardInterrupt

    monkeypatch.setattr("midstance.application.importing.runs_sources.read_sources", reads)
    result = desk.run("runs-done", "export.zip")
    assert result.exit_code == 130
    assert "1 run new" in result.stdout
    assert "What is counted here is safe" in " ".join(result.stdout.split())
    assert len(desk.of(RunDone)) == 1


class _Stopping:
    """Files, and Ctrl-C at one of them."""

    def __init__(self, reads: list[FileRead], at: int) -> None:
        self.left, self.at = list(reads), at

    def __iter__(self) -> _Stopping:
        return self

    def __next__(self) -> FileRead:
        if self.at == 0:
            raise KeyboardInterrupt
        if not self.left:
            raise StopIteration
        self.at -= 1
        return self.left.pop(0)


@pytest.mark.parametrize("at", [0, 1, 499, 500, 501, 600])
def test_stopped_anywhere_and_gone_on_with_each_run_is_there_once(at: int) -> None:
    reads = [
        FileRead(place=f"{n}.fit", fingerprint=f"{n:x}", activities=(an_activity(MORNING - n * DAY),))
        for n in range(1, 601)
    ]
    book = a_book()
    report = RunImport(book, since=dt.date(2000, 1, 1)).take(_Stopping(reads, at))
    assert report.stopped
    assert report.added == at == len(runs_of(book))
    again = a_book(diary=book.diary)  # type: ignore[arg-type]
    whole = RunImport(again, since=dt.date(2000, 1, 1))
    whole.take(FileRead(place=one.place, known=True) if whole.known.has_file(one.fingerprint) else one for one in reads)
    assert whole.report.files_known == at
    assert len(runs_of(again)) == 600


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40)), max_size=25), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_in_whatever_order_and_however_often_the_runs_are_the_same(
    starts: list[tuple[int, int]], chance: random.Random
) -> None:
    """Runs of half an hour begun on whole hours: those that begin together are one, the others are not."""
    activities = [
        an_activity(MORNING - dt.timedelta(hours=hour), distance_m=4000 + 10 * more, duration_s=1800)
        for hour, more in starts
    ]
    book = a_book()
    take(book, *activities)
    shuffled = activities * 2
    chance.shuffle(shuffled)
    other = a_book()
    take(other, *shuffled)
    take(a_book(diary=other.diary), *shuffled)  # type: ignore[arg-type]
    hours = sorted(MORNING - dt.timedelta(hours=hour) for hour in {hour for hour, _ in starts})
    assert [run.at for run in runs_of(book)] == [run.at for run in runs_of(other)] == hours


def test_a_table_without_hours_knows_its_runs_by_their_amounts() -> None:
    book = a_book()
    take(book, an_activity())
    midnight = dt.datetime(2027, 3, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    assert take(a_book(diary=book.diary), an_activity(midnight, clock="day", distance_m=8050)).known == 1  # type: ignore[arg-type]
    assert take(a_book(diary=book.diary), an_activity(midnight, clock="day", distance_m=9000)).added == 1  # type: ignore[arg-type]
    off = MORNING + dt.timedelta(hours=2)
    assert take(a_book(diary=book.diary), an_activity(off, clock="local")).known == 1  # type: ignore[arg-type]
    assert take(a_book(diary=book.diary), an_activity(off + dt.timedelta(minutes=7), clock="local")).added == 1  # type: ignore[arg-type]


def test_a_file_on_disk_has_the_same_fingerprint_as_in_a_zip(tmp_path: Path) -> None:
    data = fit_run(MORNING).file()
    paths = put(tmp_path, a__fit=data, z__zip=zipped({"b.fit": data}))
    alone, within = (next(iter(read_sources([path], Reader()))) for path in paths)
    assert alone.fingerprint == within.fingerprint != ""
