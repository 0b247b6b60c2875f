"""Recorded runs into the diary: each once, as what was planned, whatever they come in and however often."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from midstance.training.log import RunDone
from midstance.training.running import RunKind
from tests.activity_files import STRAVA_HEAD, fit_run, fit_strength, gpx, packed, strava_row, tcx, zipped
from tests.recorded_runs import DAY, MORNING, a_book, an_activity, put, runs_of, take
from tests.recording_desk import BERLIN, Desk, desk, desk_for

__all__ = ["desk"]

# ------------------------------------------------------------------------------------------------- through the command


def test_a_run_from_a_watch_is_the_planned_run_of_its_day(desk: Desk, tmp_path: Path) -> None:
    said = desk.done("runs-done", *put(tmp_path, a__fit=fit_run(MORNING, 8900, 2950).file()))
    assert "1 run new, 9 March 2027." in said
    assert "midstance replan" in said
    (run,) = desk.of(RunDone)
    assert (run.kind, run.key, run.distance_m, run.duration_s) == ("intervals", True, 8900, 2950)
    assert run.at == MORNING


def test_the_same_file_again_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    paths = put(tmp_path, a__fit=fit_run(MORNING).file(), b__gpx=gpx(MORNING - DAY, kind="9"))
    assert "2 runs new" in desk.done("runs-done", *paths)
    before = desk.diary.entries()
    said = desk.done("runs-done", *paths)
    assert "0 runs new" in said
    assert "2 files taken over before were not opened" in said
    assert desk.diary.entries() == before


def test_from_watch_service_and_phone_it_is_one_run(desk: Desk, tmp_path: Path) -> None:
    row = strava_row(1, MORNING, "activities/1.gpx", metres=8000)
    export = zipped({
        "activities.csv": f"{STRAVA_HEAD}\n{row}".encode(),
        "activities/1.gpx": gpx(MORNING, 8020, 2700, points=50, kind="9"),
    })  # fmt: skip
    garmin = (
        "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR\n"
        "Running,2027-03-09 07:00:00,false,Run,8.01,500,00:45:00,140\n"
    )
    paths = put(
        tmp_path, a__fit=fit_run(MORNING).file(), b__fit__gz=packed(fit_run(MORNING).file()), export__zip=export,
        late__gpx=gpx(MORNING + dt.timedelta(minutes=4), 7300, 2460, kind="9"),
        laps__tcx=tcx(MORNING, [(4000, 1350)] * 2), garmin__csv=garmin.encode(),
    )  # fmt: skip
    for order in (paths, paths[::-1]):
        desk.done("runs-done", *order)
    assert len(desk.of(RunDone)) == 1


def test_two_runs_of_a_day_are_two(desk: Desk, tmp_path: Path) -> None:
    paths = put(
        tmp_path, a__fit=fit_run(MORNING - DAY, 6000, 2000).file(),
        b__fit=fit_run(MORNING - DAY + dt.timedelta(hours=8), 6000, 2000).file(),
    )  # fmt: skip
    assert "2 runs new" in desk.done("runs-done", *paths)


def test_a_run_written_down_by_hand_gets_what_was_measured(desk: Desk, tmp_path: Path) -> None:
    desk.done("ran", "9km", "50min", "--feel", "heavy")
    said = desk.done("runs-done", *put(tmp_path, a__fit=fit_run(MORNING, 9120, 3010).file()))
    assert "1 run of your diary was completed with what was measured" in said
    (run,) = desk.of(RunDone)
    assert (run.distance_m, run.duration_s, run.feel, run.kind) == (9120, 3010, "heavy", "intervals")
    desk.done("runs-done", *put(tmp_path, b__fit=fit_run(MORNING + dt.timedelta(hours=5), 9000, 3000).file()))
    assert len(desk.of(RunDone)) == 2


def test_strength_is_shown_and_left_to_the_runner(desk: Desk, tmp_path: Path) -> None:
    paths = put(tmp_path, a__fit=fit_strength(MORNING).file())
    assert "1 strength session recorded" in desk.done("runs-done", *paths)
    shown = desk.json("runs-done", *paths)
    assert isinstance(shown, dict)
    assert [one["categories"] for one in shown["strength"][0]["sets"]] == [[28, 7], [], [17], []]
    assert desk.diary.entries() == ()


def test_a_folder_is_read_and_one_bad_file_stops_nothing(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "2027").mkdir()
    put(tmp_path / "2027", a__fit=fit_run(MORNING).file(), b__fit=b"nonsense", c__txt=b"notes", _x__gpx=b"")
    put(tmp_path, d__gpx=gpx(MORNING - DAY, kind="9"))
    outside = tmp_path.parent / f"{tmp_path.name}.fit"
    outside.write_bytes(fit_run(MORNING - 2 * DAY).file())
    (tmp_path / "link.fit").symlink_to(outside)
    said = desk.done("runs-done", str(tmp_path))
    assert "2 runs new" in said
    assert "b.fit: it is no recording" in said


def test_rides_and_swims_are_no_runs(desk: Desk, tmp_path: Path) -> None:
    rows = [strava_row(n, MORNING - n * DAY, kind=kind) for n, kind in enumerate(["Ride", "Ride", "Swim", "Yoga"], 1)]
    said = desk.done("runs-done", *put(tmp_path, a__csv="\n".join([STRAVA_HEAD, *rows]).encode()))
    assert "No runs: 2 rides, 1 mobility session, 1 swim." in said
    assert desk.diary.entries() == ()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (gpx(None, kind="9"), "it has no times"),
        (fit_run(dt.datetime(1990, 5, 1, tzinfo=dt.UTC), zone_h=None).file(), "clock was not set"),
        (fit_run(dt.datetime(2038, 1, 19, tzinfo=dt.UTC)).file(), "lies ahead"),
        (fit_run(MORNING, 200, 60).file(), "pressed by mistake"),
        (fit_run(MORNING, 40_000, 2700).file(), "no pace that anyone runs"),
        (fit_run(MORNING, sport=0xFF).file(), "--sport run"),
    ],
    ids=["no times", "1990", "2038", "a slip", "in a car", "no sport"],
)
def test_what_cannot_be_a_run_is_left_out_and_said(desk: Desk, tmp_path: Path, data: bytes, words: str) -> None:
    said = desk.done("runs-done", *put(tmp_path, a=data))
    assert words in said
    assert desk.of(RunDone) == []


def test_what_says_no_sport_can_be_called_a_run(desk: Desk, tmp_path: Path) -> None:
    paths = put(tmp_path, a__gpx=gpx(MORNING, name="Round the lake"))
    assert desk.of(RunDone) == []
    assert "1 run new" in desk.done("runs-done", *paths, "--sport", "run")


def test_a_treadmill_without_distance_is_a_run_by_its_time(desk: Desk, tmp_path: Path) -> None:
    data = fit_run(MORNING, 0, 2700, sub_sport=1, distance=False).file()
    assert "1 run new" in desk.done("runs-done", *put(tmp_path, a__fit=data))
    (run,) = desk.of(RunDone)
    assert (run.distance_m, run.duration_s, run.kind) == (None, 2700, "intervals")


def test_runs_long_before_the_season_are_counted_and_left_out(desk: Desk, tmp_path: Path) -> None:
    paths = put(tmp_path, a__fit=fit_run(MORNING - 500 * DAY).file(), b__fit=fit_run(MORNING - 300 * DAY).file())
    said = desk.done("runs-done", *paths)
    assert "1 run new" in said
    assert "1 run before 2026-03-08 left out" in said
    assert "1 run new" in desk.done("runs-done", *paths, "--since", "2020-01-01")


def test_a_dry_run_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    paths = put(tmp_path, a__fit=fit_run(MORNING).file())
    assert "1 run would be new" in desk.done("runs-done", *paths, "--dry-run")
    assert desk.diary.entries() == ()


def test_what_is_not_there_and_what_is_no_recording(desk: Desk, tmp_path: Path) -> None:
    for path in (str(tmp_path / "none.fit"), *put(tmp_path, a__pdf=b"%PDF-1.7"), str(tmp_path / "\0")):
        result = desk.run("runs-done", path)
        assert result.exit_code == 2, result.output
        assert "Traceback" not in result.output
    assert desk.refused("runs-done", "x.fit", "--unit", "stones")
    assert desk.refused("runs-done", "x.fit", "--since", "soon")


def test_local_times_are_on_the_plans_clock(desk: Desk, tmp_path: Path) -> None:
    table = (
        "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR\n"
        "Running,2027-03-09 07:00:00,false,Run,8.00,500,00:45:00,140\n"
    )
    desk.done("runs-done", *put(tmp_path, a__csv=table.encode()), "--unit", "km", "--time-zone", "Europe/Berlin")
    assert [run.at for run in desk.of(RunDone)] == [MORNING]


def test_without_a_plan_runs_are_still_written_down(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bare = desk_for(monkeypatch, None)
    said = bare.done("runs-done", *put(tmp_path, a__fit=fit_run(MORNING, 21_000, 7000).file()))
    assert "Written down." in said
    assert "replan" not in said
    assert [run.kind for run in bare.of(RunDone)] == ["long"]


# --------------------------------------------------------------------------------------------------------------- kinds


@pytest.mark.parametrize(
    ("day", "metres", "title", "kind"),
    [
        (0, 8000, "Track repeats", "intervals"), (0, 3000, "Jog home", "easy"), (5, 15_000, "", "long"),
        (5, 3000, "", "easy"), (-1, 6000, "6 x 400 m", "intervals"), (-1, 21_500, "Morning Run", "long"),
        (-1, 6000, "Recovery jog", "recovery"), (-1, 6000, "Nightly nonsense", "easy"),
    ],
)  # fmt: skip
def test_the_kind_is_the_plans_or_else_the_titles_and_the_lengths(
    day: int, metres: int, title: str, kind: RunKind
) -> None:
    book = a_book()
    take(book, an_activity(MORNING + day * DAY, distance_m=metres, duration_s=metres * 36 // 100, title=title))
    assert [run.kind for run in runs_of(book)] == [kind]


def test_a_warm_up_is_not_the_race() -> None:
    book = a_book()
    book.now = dt.datetime(2027, 4, 5, 9, 0, tzinfo=BERLIN)
    race = dt.datetime(2027, 4, 4, 7, 0, tzinfo=dt.UTC)
    take(
        book, an_activity(race - dt.timedelta(minutes=40), distance_m=2000, duration_s=700),
        an_activity(race, distance_m=10_080, duration_s=2650),
        an_activity(race + dt.timedelta(hours=1), distance_m=1500, duration_s=600),
    )  # fmt: skip
    assert [run.kind for run in runs_of(book)] == ["easy", "race", "easy"]


def test_a_spike_among_what_was_recorded_reaches_the_coach(desk: Desk, tmp_path: Path) -> None:
    usual = [strava_row(n, MORNING - 4 * n * DAY) for n in range(1, 12)]
    far = strava_row(99, MORNING - DAY, metres=30_000, seconds=10_800)
    desk.done("runs-done", *put(tmp_path, a__csv="\n".join([STRAVA_HEAD, *usual]).encode()))
    assert "run of Monday, 8 March" not in desk.done("replan")
    desk.done("runs-done", *put(tmp_path, b__csv="\n".join([STRAVA_HEAD, far]).encode()))
    assert "Your long run of Monday, 8 March, is more than 10 % longer than any" in desk.done("replan")
