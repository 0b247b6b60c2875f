"""The commands as people type them: what they print, how they leave, and what they say when something is wrong."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from midstance.cli.main import COMMANDS, cli
from midstance.cli.reference import PAGE, reference_page
from midstance.formats.plan_ics import write_ics
from midstance.formats.plan_json import encode_plan, read_plan
from tests.plan_fixture import small_plan

ROOT = Path(__file__).parents[1]
DOCUMENT = encode_plan(small_plan())
BRIEF = """
[athlete]
level = "intermediate"
kit = ["dumbbell", "mini-band", "bench", "box"]
windows = "tue 18:00-19:30; thu 18:00-19:30; sat"
"""
MILEAGE = ("plan", "--weekly-km", "35", "--runs", "4", "--goal", "half", "--weeks", "4", "--from", "2027-01-04")
RUNS = "date,title,distance\n2027-03-09,6 x 800 m,9\n2027-03-14,Long run,18\n2027-03-21,Half marathon race,21.1\n"


def run(*arguments: str, cwd: Path | None = None) -> Result:
    before = Path.cwd()
    os.chdir(cwd or before)
    try:
        return CliRunner().invoke(cli, list(arguments))
    finally:
        os.chdir(before)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a plan document and a running plan in it."""
    (tmp_path / "plan.json").write_bytes(DOCUMENT)
    (tmp_path / "runs.csv").write_text(RUNS, "utf-8")
    (tmp_path / "me.toml").write_text(BRIEF, "utf-8")
    return tmp_path


def refused(result: Result, *says: str, lines: int = 3) -> None:
    """A mistake is answered in a few lines on standard error, with 2, and nothing on standard output."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert 1 <= len(result.stderr.splitlines()) <= lines
    for word in says:
        assert word in result.stderr


def test_every_command_has_help_and_a_line_in_the_list() -> None:
    listed = run("--help").output
    for name, command in COMMANDS.items():
        assert f"  {name}" in listed
        assert command.help in listed
        assert run(name, "--help").exit_code == 0


def test_the_reference_page_is_that_of_this_program() -> None:
    assert (ROOT / PAGE).read_text("utf-8") == reference_page()


def test_the_version_is_told() -> None:
    assert run("--version").output.startswith("midstance ")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("plen",), "did you mean 'plan'?"),
        (("plan", "--levle", "beginner"), "--level"),
        ((*MILEAGE, "--level", "advnced"), "--level: 'advnced' is not known here; did you mean 'advanced'?"),
        ((*MILEAGE, "--kit", "dumbell"), "did you mean 'dumbbell'?"),
        ((*MILEAGE, "--windows", "tud 18:00-19:00"), "--windows"),
        ((*MILEAGE, "--windows", "tue 19:00-18:00"), "ends before it starts"),
        ((*MILEAGE, "--minutes", "4"), "no whole number from 10 to 180"),
        ((*MILEAGE, "--goal", "maraton"), "did you mean 'marathon'?"),
        ((*MILEAGE, "--race", "18.4.2027"), "--race: '18.4.2027' is no date; write it like 2027-04-18"),
        ((*MILEAGE, "--race", "2027-04-18:hlaf"), "did you mean 'half'?"),
        ((*MILEAGE, "--race", "2027-04-18:Ultra"), "write how long it is, as 2027-04-18:50km"),
        ((*MILEAGE, "--from", "2027-02-30"), "--from"),
        ((*MILEAGE, "--time-zone", "Europe/Berln"), "did you mean 'Europe/Berlin'?"),
        ((*MILEAGE, "--age", "seven"), "--age"),
        ((*MILEAGE, "--blocked", "2027-01-09..2027-01-07"), "ends before it starts"),
        ((*MILEAGE, "--pin", "2027-01-12@25:00"), "--pin"),
        ((*MILEAGE, "--pin", "2027-01-12=heavylegs"), "did you mean 'heavy-legs'?"),
        ((*MILEAGE, "--pin", "2026-01-12"), "lies outside the plan"),
        ((*MILEAGE, "--pin", "2027-01-12", "--blocked", "2027-01-12"), "pinned and blocked at once"),
        ((*MILEAGE, "--pain", "kne=3"), "did you mean 'knee'?"),
        ((*MILEAGE, "--pain", "knee=11"), "no whole number from 0 to 10"),
        ((*MILEAGE, "--weak", "calfs"), "--weak"),
        ((*MILEAGE, "--gate", "jumping"), "--gate"),
        ((*MILEAGE, "--load", "goblet-sqat=60kg"), "did you mean 'goblet-squat'?"),
        ((*MILEAGE, "--load", "goblet-squat=lots"), "goblet-squat=16kgx8@2"),
        ((*MILEAGE, "--prescreen", "maybe"), "--prescreen"),
        ((*MILEAGE, "--format", "pdf"), "--format"),
        (("plan", "--week", "easy easy easy"), "a week has seven days"),
        (("plan",), "Give a running plan, or --week, or --weekly-km"),
        (("plan", "nowhere.ics"), "there is no such file"),
        (("plan", "runs.csv", "--brief", "nowhere.toml"), "nowhere.toml: there is no such file"),
        (("plan", "runs.csv", "--from", "2030-01-01"), "This plan is over"),
        (("audit",), "give a PLAN.json"),
        (("audit", "runs.csv"), "it is no plan document"),
        (("audit", "nowhere.json"), "there is no such file"),
        (("audit", "--runs", "runs.csv"), "give the strength plan with --strength"),
        (("why", "plan.json", "2030-01-01"), "lies outside the plan, 2027-03-08 to 2027-04-04"),
        (("why", "plan.json", "goblet-sqat"), "did you mean 'goblet-squat'?"),
        (("why", "plan.json", "2027-03-09", "--on", "someday"), "--on"),
        (("why", "plan.json", "2027-03-10", "--on", "fri"), "no such session"),
        (("why", "plan.json", "nordic-curl"), "nordic-curl"),
        (("schema", "plam"), "did you mean 'plan'?"),
    ],
    ids=lambda value: " ".join(value[-2:]) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_a_mistake_is_answered_with_what_to_do(place: Path, arguments: tuple[str, ...], says: str) -> None:
    before = sorted(place.iterdir())
    refused(run(*arguments, cwd=place), says)
    assert sorted(place.iterdir()) == before


def test_a_plan_from_a_mileage_alone() -> None:
    done = run(*MILEAGE)
    assert done.exit_code == 0, done.output
    assert "4 weeks" in done.stdout
    assert "none broken" in done.stdout
    assert "your week of 35 km was made up" in " ".join(done.stdout.split())
    assert "\x1b" not in done.stdout


def test_json_alone_on_standard_output_is_a_document_that_passes_its_audit(place: Path) -> None:
    done = run(*MILEAGE, "--format", "json", "-v")
    plan = read_plan(done.stdout.encode(), "stdout")
    assert plan.audit.hard == ()
    assert plan.sessions
    assert "plan: " in done.stderr
    (place / "made.json").write_text(done.stdout, "utf-8")
    assert run("audit", "made.json", cwd=place).exit_code == 0


def test_the_same_question_gives_the_same_bytes() -> None:
    assert run(*MILEAGE, "--format", "json").stdout == run(*MILEAGE, "--format", "json").stdout


def test_out_writes_document_calendar_and_text(place: Path) -> None:
    done = run(*MILEAGE, "--brief", "me.toml", "--out", "season", cwd=place)
    assert done.exit_code == 0, done.output
    names = sorted(path.name for path in (place / "season").iterdir())
    assert names == ["plan.ics", "plan.json", "plan.txt"]
    plan = read_plan((place / "season" / "plan.json").read_bytes(), "plan.json")
    assert (place / "season" / "plan.ics").read_bytes() == write_ics(plan)
    page = (place / "season" / "plan.txt").read_text("utf-8")
    assert all(session.title in page for session in plan.sessions)
    again = run(*MILEAGE, "--brief", "me.toml", "--out", "season", "--format", "ics", cwd=place)
    assert again.stdout_bytes == write_ics(plan)
    assert "Written: " in again.stderr


def test_out_that_cannot_be_written_leaves_nothing(place: Path) -> None:
    (place / "season").write_text("a file", "utf-8")
    refused(run(*MILEAGE, "--out", "season", cwd=place), "season")
    assert (place / "season").read_text("utf-8") == "a file"


def test_out_needs_a_name(place: Path) -> None:
    before = sorted(place.iterdir())
    refused(run(*MILEAGE, "--out", "", cwd=place), "--out: name a folder")
    assert sorted(place.iterdir()) == before


def test_all_the_wishes_reach_the_brief() -> None:
    done = run(
        *MILEAGE, "--format", "json", "--level", "Intermediate", "--kit", "dumbbells, bench",
        "--minutes", "40", "--age", "52",
        "--windows", "tue 18-19:30;sat", "--blocked", "2027-01-09,2027-01-16..2027-01-17", "--pain", "knee=2",
        "--weak", "calf-soleus", "--gate", "plyometric", "--load", "goblet-squat=20kgx10@2",
        "--load", "romanian-deadlift=60kg",
        "--time-zone", "Europe/Berlin",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    brief = json.loads(done.stdout)["brief"]
    athlete = brief["athlete"]
    assert (athlete["level"], athlete["kit"], athlete["minutes"], athlete["age"]) == (
        "intermediate", ["bench", "dumbbell"], 40, 52,
    )  # fmt: skip
    assert athlete["windows"][0] == {"weekday": "tue", "from": "18:00", "to": "19:30"}
    assert brief["blocked"] == ["2027-01-09", "2027-01-16", "2027-01-17"]
    assert athlete["pains"] == [{"site": "knee", "score": 2, "joint": True}]
    assert athlete["gates"] == {"plyometric": True}
    assert [(load["exercise"], load["e1rm_kg"], load["kg"]) for load in athlete["loads"]] == [
        ("goblet-squat", None, 20.0), ("romanian-deadlift", 60.0, None),
    ]  # fmt: skip
    assert brief["time_zone"] == "Europe/Berlin"


def test_an_audit_leaves_with_one_when_a_rule_is_broken(place: Path) -> None:
    done = run("audit", "plan.json", cwd=place)
    assert done.exit_code == 1
    assert "Wednesday 18:00 to 18:20 is outside your windows" in " ".join(done.stdout.split())
    as_json = run("audit", "plan.json", "--json", cwd=place)
    assert as_json.exit_code == 1
    assert "only-in-your-time" in {finding["rule"] for finding in json.loads(as_json.stdout)["hard"]}


def test_why_answers_in_sentences_with_rule_and_source(place: Path) -> None:
    day = " ".join(run("why", "plan.json", "2027-03-09", cwd=place).stdout.split())
    assert "Tuesday 9 March: intervals at 07:00, 9 km." in day
    assert "36 hours before Sunday's long run" in day
    moved = run("why", "plan.json", "2027-03-09-a", "--on", "sat", cwd=place)
    said = " ".join(moved.stdout.split())
    assert "Not on Saturday 13 March at 18:00" in said
    assert "12 hours before Sunday's long run; 24 hours are asked for" in said
    assert "Rule moderate-legs-clear-of-runs, never broken. Shown in trials" in said
    answer = json.loads(run("why", "plan.json", "2027-03-09-a", "--on", "2027-03-13", "--json", cwd=place).stdout)
    assert answer["may"] is False
    assert answer["reasons"][0]["sources"]
    load = " ".join(run("why", "plan.json", "load:goblet-squat", cwd=place).stdout.split())
    assert "You gave 16 kg for 8 reps with 2 in reserve" in load
    exercise = run("why", "plan.json", "Goblet squat", cwd=place).stdout
    assert "15 kg, 2-3 in reserve, heavier than last time" in exercise


def test_a_day_without_strength_says_why(place: Path) -> None:
    said = " ".join(run("why", "plan.json", "2027-03-10", cwd=place).stdout.split())
    assert "No strength." in said
    assert "stands on Tuesday (moderate legs) and Thursday (light)" in said
    assert "You gave no time for strength on Wednesdays." in said
    assert "You blocked this day." in run("why", "plan.json", "2027-03-19", cwd=place).stdout


FILES = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(str.encode),
    st.integers(0, len(DOCUMENT) - 1).map(lambda cut: DOCUMENT[:cut]),
    st.tuples(st.integers(0, len(DOCUMENT) - 1), st.binary(max_size=3)).map(
        lambda at: DOCUMENT[: at[0]] + at[1] + DOCUMENT[at[0] + 1 :]
    ),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=FILES, name=st.sampled_from(["x.json", "x.ics", "x.csv", "x.yaml", "x.toml"]))
def test_whatever_the_bytes_there_is_no_traceback(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str
) -> None:
    place = tmp_path_factory.mktemp("bytes")
    (place / name).write_bytes(data)
    out = ("--out", str(place / "out"), "--from", "2027-01-04")
    for arguments in (
        ("audit", name), ("why", name, "2027-03-09"), ("why", name, "2027-03-09", "--on", "fri"),
        ("why", name, "goblet-squat"),
        ("plan", name, *out), ("plan", "--weekly-km", "20", "--brief", name, *out),
        ("audit", "--runs", name, "--strength", name),
    ):  # fmt: skip
        done = run(*arguments, cwd=place)
        assert done.exit_code in (0, 1, 2)
        assert "Traceback" not in done.output
        assert "fault of ours" not in done.output, (arguments, done.output)
        if done.exit_code == 2:
            assert done.stdout == ""
            assert sorted(path.name for path in place.iterdir()) == [name]
        for path in (place / "out").glob("*"):
            path.unlink()
        if (place / "out").exists():
            (place / "out").rmdir()


def installed(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "midstance.cli.main", *arguments],
        capture_output=True, timeout=120, check=False, cwd=ROOT, env={**os.environ, **environment},
    )  # fmt: skip


def test_a_process_of_its_own_leaves_with_the_same_codes() -> None:
    assert installed("--version").returncode == 0
    wrong = installed("plan", "--level", "x", "--weekly-km", "30")
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert wrong.stderr.startswith(b"midstance: --level: 'x' is not known here")


@pytest.mark.parametrize("target", ["/dev/full", "closed"])
def test_an_output_that_takes_nothing_is_no_traceback(target: str) -> None:
    if target == "/dev/full" and not Path(target).exists():
        pytest.skip("this system has no /dev/full")
    where = ">&-" if target == "closed" else f"> {target}"
    command = f'"$0" -m midstance.cli.main {" ".join(MILEAGE)} {where}'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable], capture_output=True, timeout=120, check=False, cwd=ROOT
    )  # fmt: skip
    assert b"Traceback" not in done.stderr
    assert b"fault of ours" not in done.stderr
    assert done.returncode == (2 if target == "/dev/full" else 0)


def test_a_stream_that_knows_no_shapes_gets_letters() -> None:
    done = installed(*MILEAGE, PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    page = done.stdout.decode("latin-1")
    assert re.search(r"^strength +M moderate legs", page, re.MULTILINE)
    assert "?M" not in page
    assert " · " in page


def test_an_unexpected_fault_is_told_without_a_traceback(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    import midstance.application.explaining

    def broken(*_: object) -> None:
        raise RuntimeError("a screw came loose")

    monkeypatch.setattr(midstance.application.explaining, "why_date", broken)
    done = run("why", "plan.json", "2027-03-09", cwd=place)
    refused(done, "a screw came loose", "Please report it")
    assert "Traceback" in run("-v", "why", "plan.json", "2027-03-09", cwd=place).stderr


def test_a_day_that_holds_a_session_takes_no_second_one(place: Path) -> None:
    said = " ".join(run("why", "plan.json", "2027-03-09-a", "--on", "thursday", cwd=place).stdout.split())
    assert said.startswith("Not on Thursday 11 March")
    assert "a plan holds one session a day" in said
    assert "0 minutes" not in said


def test_race_day_belongs_to_the_race(place: Path) -> None:
    assert "It is race day" in run("why", "plan.json", "2027-04-04", cwd=place).stdout


def test_runs_takes_the_time_zone_as_every_command_does(place: Path) -> None:
    (place / "runs.csv").write_text("date,title\n2027-03-09,Easy 6 km\n", "utf-8")
    assert run("runs", "runs.csv", "--time-zone", "Europe/Berlin", cwd=place).exit_code == 0
    assert run("runs", "runs.csv", "--zone", "Europe/Berlin", cwd=place).exit_code == 0
    assert "--zone" not in run("runs", "--help").stdout.replace("--time-zone", "")
