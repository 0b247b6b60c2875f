"""What a brief is made from: which running plan counts, where the races are, and what contradicts what."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from midstance.application.briefing import BadInput, Wishes, brief_from
from midstance.application.files import file_bytes
from midstance.application.planning import PlanRefused, make_plan
from midstance.application.writing import CannotWrite, write_together
from midstance.cli.main import cli
from midstance.formats.entry import UnreadableFile
from midstance.formats.plan_json import read_plan
from midstance.formats.reading import BriefParts, read_brief, read_running_plan
from midstance.training.athlete import Athlete, KnownLoad
from midstance.training.plan import Pin
from midstance.training.running import RunningPlan
from tests.running_weeks import brief_for

FOR_EVER = b"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Somebody//EN
BEGIN:VEVENT
UID:1@example.org
DTSTART:20270105T063000
DURATION:PT45M
RRULE:FREQ=WEEKLY
SUMMARY:Easy run 8 km
END:VEVENT
END:VCALENDAR
"""
TODAY = dt.date(2027, 1, 4)
RACE_DAY = dt.date(2027, 3, 28)
DATED = b"date,title,distance\n2027-01-05,6 x 800 m,9\n2027-01-10,Long run,18\n2027-01-17,Long run,20\n"
UNDATED = b"title: Four weeks\nunits: km\nschedule:\n- workouts:\n  - title: Easy run 5 km\n  - title: Long run 15 km\n"
STATED = b"[[races]]\ndate = 2027-03-28\nname = 'Spring half'\ndistance_m = 21098\n"


def parts(data: bytes = STATED) -> BriefParts:
    return read_brief(data, "me.toml")


def dated() -> RunningPlan:
    return read_running_plan("runs.csv", DATED)


def test_a_week_is_repeated_to_the_race_of_the_brief() -> None:
    wishes = Wishes(brief=parts(), week="easy intervals . easy tempo . long:18km")
    brief = brief_from(None, wishes, TODAY)
    assert (brief.end, brief.races[-1].priority, brief.races[-1].distance_m) == (RACE_DAY, "A", 21_098)
    assert [run.kind for run in brief.runs if run.date == RACE_DAY] == ["race"]


def test_a_week_is_repeated_to_the_last_race_of_a_season_and_gives_way_to_each() -> None:
    first = dt.date(2027, 2, 14)
    season = STATED + b"[[races]]\ndate = 2027-02-14\npriority = 'B'\ndistance_m = 10000\n"
    season += b"[[races]]\ndate = 2027-02-28\ndistance_m = 10000\n"
    brief = brief_from(None, Wishes(brief=parts(season), week="easy . easy . tempo . long:18km"), TODAY)
    assert max(run.date for run in brief.runs) == RACE_DAY
    assert (brief.races[0].date, brief.races[0].priority) == (first, "B")
    for race in brief.races:
        assert [run.kind for run in brief.runs if run.date == race.date] == ["race"]


def test_a_mileage_leads_to_the_race_of_the_brief() -> None:
    assert brief_from(None, Wishes(brief=parts(), weekly_km=35), TODAY).end == RACE_DAY


def test_a_brief_may_state_the_mileage_itself() -> None:
    said = brief_from(None, Wishes(brief=parts(b"weekly_m = 35000\n" + STATED)), TODAY)
    typed = brief_from(None, Wishes(brief=parts(), weekly_km=35), TODAY)
    assert said == typed
    assert said.weekly_m == 35_000


def test_a_plan_without_dates_is_moved_to_the_race_of_the_brief() -> None:
    brief = brief_from(read_running_plan("plan.yaml", UNDATED), Wishes(brief=parts()), TODAY)
    assert brief.end == RACE_DAY


def test_a_plan_with_dates_stays_and_goes_on_to_the_race_of_the_brief() -> None:
    brief = brief_from(dated(), Wishes(brief=parts()), TODAY)
    assert [run.date for run in brief.runs] == [run.date for run in dated().runs]
    assert brief.end == RACE_DAY


def test_the_race_that_is_typed_outranks_the_one_in_the_brief() -> None:
    asked = dt.date(2027, 5, 2)
    brief = brief_from(dated(), Wishes(brief=parts(), race=asked, race_m=10_000), TODAY)
    assert [(race.date, race.priority) for race in brief.races] == [(RACE_DAY, "C"), (asked, "A")]


@pytest.mark.parametrize(
    ("wishes", "says"),
    [
        (Wishes(week=". . . . . . long"), "--week"),
        (Wishes(weekly_km=30), "--weekly-km"),
        (Wishes(runs=3), "--runs"),
    ],
)
def test_a_second_running_plan_is_never_passed_over_in_silence(wishes: Wishes, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        brief_from(dated(), wishes, TODAY)


def test_a_week_and_a_mileage_contradict_each_other() -> None:
    with pytest.raises(BadInput, match="both"):
        brief_from(None, Wishes(week=". . . . . . long", weekly_km=30), TODAY)


def test_no_run_of_a_hundred_kilometres_is_made_up() -> None:
    with pytest.raises(BadInput, match="Give more --runs"):
        brief_from(None, Wishes(weekly_km=300, runs=1), TODAY)


def test_days_without_a_run_are_said_and_not_tripped_over() -> None:
    with pytest.raises(BadInput, match="No run"):
        brief_from(None, Wishes(brief=parts(b"start = 2027-01-04\nend = 2027-01-05\n"), weekly_km=20, runs=1), TODAY)


def test_race_day_is_not_for_pins() -> None:
    pins = (Pin(date=RACE_DAY),)
    with pytest.raises(BadInput, match="race day"):
        brief_from(dated(), Wishes(race=RACE_DAY, pins=pins), TODAY)


def test_the_minutes_a_mileage_leaves_room_for_stand_in_the_brief() -> None:
    plan = make_plan(brief_from(None, Wishes(weekly_km=35, runs=4, weeks=4), TODAY))
    assert plan.brief.athlete.minutes == 35
    assert not any(finding.rule == "as-long-as-you-have" for finding in plan.audit.soft)


def test_blocked_days_are_not_blamed_on_windows() -> None:
    brief = brief_for([100] * 2, Athlete())
    days = tuple(brief.start + dt.timedelta(days=day) for day in range((brief.end - brief.start).days + 1))
    with pytest.raises(PlanRefused) as refused:
        make_plan(msgspec.structs.replace(brief, blocked=days))
    assert "blocked" in refused.value.lines[0]
    assert "window" not in " ".join(refused.value.lines)


def test_a_plan_without_a_session_says_so() -> None:
    race_day = read_running_plan("race.csv", b"date,title,distance\n2027-01-05,Half marathon race,21.1\n")
    plan = make_plan(brief_from(race_day, Wishes(), dt.date(2027, 1, 5)))
    assert not plan.sessions
    assert plan.notes[0].about == "sessions"


def planned(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["plan", *arguments, "--from", "2027-01-04"])


@pytest.mark.parametrize("said", ["--race", "--brief"])
def test_a_calendar_that_repeats_for_ever_goes_on_to_the_race(tmp_path: Path, said: str) -> None:
    (tmp_path / "weeks.ics").write_bytes(FOR_EVER)
    (tmp_path / "me.toml").write_bytes(STATED)
    race = {"--race": "2027-03-28:half", "--brief": str(tmp_path / "me.toml")}[said]
    done = planned(str(tmp_path / "weeks.ics"), said, race, "--format", "json")
    plan = read_plan(done.stdout_bytes, "plan.json")
    assert plan.brief.end == RACE_DAY
    assert plan.microcycles[-1].phase == "race"
    assert max(run.date for run in plan.brief.runs if run.kind == "easy") == dt.date(2027, 3, 23)


def test_a_series_that_begins_after_the_race_is_left_out_and_said(tmp_path: Path) -> None:
    (tmp_path / "weeks.ics").write_bytes(FOR_EVER)
    done = planned(str(tmp_path / "weeks.ics"), "--race", "2027-01-04")
    assert done.exit_code == 2
    assert "begins on 2027-01-05" in done.stderr


def test_a_file_is_no_folder_to_write_to(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(CannotWrite, match="is a file"):
        write_together(tmp_path / "out", {"plan.json": b"{}"})
    assert (tmp_path / "out").read_text() == "mine"


@pytest.mark.parametrize(("name", "says"), [("-", "standard input"), ("", "folder"), ("nowhere.ics", "no such file")])
def test_what_is_no_file_is_said_in_words(name: str, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        file_bytes(name)


@pytest.mark.parametrize("name", ["reverse-lunge", "single-leg-rdl", "hip-thrust"])
def test_an_exercise_whose_load_was_named_is_met_more_often(name: str) -> None:
    def times(*loads: KnownLoad) -> int:
        athlete = Athlete(level="intermediate", kit=("dumbbell", "bench", "box"), minutes=45, loads=loads)
        plan = make_plan(brief_for([90] * 12, athlete))
        return sum(1 for session in plan.sessions for item in session.work() if item.exercise == name)

    assert times(KnownLoad(exercise=name, kg=16, reps=8, rir=2)) > times()
