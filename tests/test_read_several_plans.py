"""Several files as one plan, a plan moved to its race, and the command that shows what was understood."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from midstance.application.running_plans import read_running_plans
from midstance.cli.main import cli
from midstance.formats.entry import MAX_BYTES
from midstance.formats.reading import UnreadableFile, find_races, merge, read_running_plan, shift_to, with_race_on
from midstance.training.running import Run, RunKind, RunningPlan

SAMPLES = Path(__file__).parent / "samples" / "plans"


def plan(*rows: str) -> RunningPlan:
    return read_running_plan("p.csv", "\n".join(("date;start;title", *rows)).encode())


def race(day: str, distance_m: int | None, kind: RunKind = "race") -> Run:
    return Run(date=dt.date.fromisoformat(day), kind=kind, key=True, title="r", distance_m=distance_m)


def test_the_same_entry_in_two_files_is_one() -> None:
    whole = plan("2026-10-05;;Easy run 5 km", "2026-10-06;;Rest")
    again = plan("2026-10-05;06:30;EASY RUN, 5 km!", "2026-10-07;;Long run 15 km")
    merged = merge([whole, again])
    assert [(run.date.day, run.start, run.start_assumed) for run in merged.runs] == [
        (5, "06:30", False), (6, "07:00", True), (7, "07:00", True),
    ]  # fmt: skip
    assert [entry.why for entry in merged.dropped] == ["the same entry is in another file"]


def test_a_double_within_one_file_stays_a_double() -> None:
    double = plan("2026-10-05;06:30;Easy run 5 km", "2026-10-05;18:00;Easy run 5 km")
    assert len(merge([double, double]).runs) == 2


def test_races_of_one_day_are_one_race() -> None:
    merged = merge([plan("2026-10-25;;Race Day!"), plan("2026-10-25;10:00;Race Day! Half Marathon")])
    assert [(run.start, run.distance_m) for run in merged.runs if run.kind == "race"] == [("10:00", 21098)]
    assert len(merged.races) == 1


def test_the_order_of_files_does_not_matter_to_the_runs() -> None:
    plans = [
        plan("2026-10-05;;Easy run 5 km", "2026-10-06;;Rest"),
        plan("2026-10-05;06:30;Easy run 5 km"),
        plan("2026-10-05;;Tempo run 8 km", "2026-10-25;;Race Day!"),
    ]
    results = {merge(order).runs for order in itertools.permutations(plans)}
    assert len(results) == 1


def test_dated_and_undated_plans_do_not_mix_unasked() -> None:
    undated = read_running_plan("h.yaml", (SAMPLES / "half_4w.yaml").read_bytes())
    with pytest.raises(UnreadableFile, match="--race"):
        merge([undated, plan("2026-10-05;;Rest")])


def test_a_finished_plan_moves_as_a_whole() -> None:
    old = plan("2025-10-06;;Easy run 5 km", "2025-10-19;;Race Day!", "2025-10-21;;Rest")
    moved = shift_to(old, dt.date(2027, 4, 18))
    assert [str(run.date) for run in moved.runs] == ["2027-04-05", "2027-04-18", "2027-04-20"]
    assert moved.races[0].date == dt.date(2027, 4, 18)


def test_a_plan_without_a_race_moves_by_its_last_day() -> None:
    moved = shift_to(plan("2025-10-06;;Easy run 5 km", "2025-10-07;;Rest"), dt.date(2027, 4, 18))
    assert [run.date.day for run in moved.runs] == [17, 18]


def test_a_race_that_is_given_takes_its_day() -> None:
    with_one = with_race_on(plan("2026-10-25;;Easy run 5 km"), dt.date(2026, 10, 25), 42195)
    assert [(run.kind, run.start) for run in with_one.runs] == [("race", "09:00")]
    assert (with_one.races[0].distance_m, with_one.goal) == (42195, "marathon")
    assert with_one.dropped[0].title == "Easy run 5 km"


@pytest.mark.parametrize(
    ("races", "priorities"),
    [
        ((("2026-09-06", 21098), ("2026-11-08", 42195)), "BA"),
        ((("2026-09-06", 10000), ("2026-11-08", 42195)), "CA"),
        ((("2026-10-31", 42195), ("2026-11-08", 5000)), "AC"),
        ((("2026-09-06", 5000), ("2026-11-08", None)), "BA"),
        ((("2026-09-06", 42195), ("2026-11-08", 21098)), "BA"),
    ],
)
def test_which_race_the_plan_builds_to(races: tuple[tuple[str, int | None], ...], priorities: str) -> None:
    found = find_races([race(day, distance_m) for day, distance_m in races])
    assert "".join(one.priority for one in found) == priorities


def test_files_are_read_from_disk_and_moved(tmp_path: Path) -> None:
    club = tmp_path / "club.csv"
    club.write_text("date,title\n2027-04-06,Interval run 6 x 400 m\n", "utf-8")
    whole = read_running_plans([SAMPLES / "half_4w.yaml", club], race_day=dt.date(2027, 4, 18))
    assert whole.races[-1].date == dt.date(2027, 4, 18)
    assert "club.csv:2" in {run.source for run in whole.runs}


@pytest.mark.parametrize("path", ["nowhere.ics", ".", "https://example.org/secret-token.ics", "a\0b"])
def test_what_cannot_be_opened_is_said(path: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_running_plans([path])
    assert "secret-token" not in str(caught.value)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.ics"
    with huge.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(UnreadableFile, match="MB"):
        read_running_plans([huge])


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["runs", *(str(argument) for argument in arguments)])


def test_the_command_prints_json_others_rely_on() -> None:
    done = run(str(SAMPLES / "repeating_berlin.ics"), "--json")
    document = json.loads(done.output)
    keys = {"date", "start", "kind", "key", "title", "distance_m", "duration_s", "source", "assumed"}
    assert all(keys <= set(row) for row in document["runs"])
    assert all({"source", "title", "why"} <= set(row) for row in document["dropped"])
    assert document["runs"][0]["date"] == "2026-10-06"


def test_the_command_prints_a_table_a_person_can_read() -> None:
    done = run(str(SAMPLES / "half_4w.yaml"), "--race", "2027-04-18")
    assert "2027-04-18 sun" in done.output
    assert "Race A: 2027-04-18 Race Day!, 21.1 km" in done.output
    assert "half_4w.yaml:32" in done.output
    assert "Say when the race is" in run(str(SAMPLES / "half_4w.yaml")).output


@pytest.mark.parametrize(
    "arguments",
    [("nowhere.ics",), (str(SAMPLES / "half_4w.yaml"), "--race", "soon"), (str(SAMPLES / "brief_mistakes.toml"),)],
)
def test_the_command_ends_with_2_on_what_it_cannot_read(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.startswith("midstance: ")


def test_races_that_a_brief_states_stand_above_those_found() -> None:
    brief = read_running_plan(
        "b.toml",
        b'[[runs]]\ndate = 2026-10-01\nkind = "easy"\n[[races]]\ndate = 2026-11-01\nname = "Mine"\ndistance_m = 10_000',
    )
    merged = merge([plan("2026-10-25;;Race Day! Half Marathon"), brief])
    assert [(race.name, race.priority) for race in merged.races] == [("Race Day! Half Marathon", "B"), ("Mine", "A")]


def test_a_mark_at_the_end_of_a_plan_is_its_last_day() -> None:
    ended = plan("2026-10-24;;Easy run 5 km", "2026-10-25;;Plan Ends")
    assert [run.date.day for run in shift_to(ended, dt.date(2027, 4, 18)).runs] == [17, 18]
    assert ended.races == ()
