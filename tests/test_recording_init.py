"""A season begins: by options or by a short interview; its first plan is kept and shown."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest

from midstance.application.beginning import machine_zone
from midstance.application.replanning import plan_of, season_of
from tests.recording_desk import BERLIN, Desk, desk, desk_for
from tests.test_recording_start import Terminal

__all__ = ["desk"]
SEASON = (
    "init", "--weekly-km", "35", "--runs", "4", "--goal", "half", "--weeks", "4", "--from", "2027-03-08", "--kit",
    "dumbbell,mini-band",
)  # fmt: skip


@pytest.fixture
def empty(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk without a plan."""
    return desk_for(monkeypatch, None)


def test_the_first_plan_is_kept_as_revision_one_and_shown(empty: Desk) -> None:
    printed = empty.done(*SEASON)
    season = season_of(empty.diary)
    assert [(one.number, one.parent, one.state, one.basis) for one in season] == [(1, None, "accepted", "")]
    assert plan_of(season[0]).brief.athlete.kit == ("mini-band", "dumbbell")
    assert "rules checked, none broken" in printed
    assert "Kept as revision 1" in printed
    first = plan_of(season[0]).sessions[0]
    assert first.title in empty.done("today", str(first.date))


def test_another_season_is_begun_only_when_it_is_wanted(empty: Desk) -> None:
    empty.done(*SEASON)
    empty.done("log", "goblet-squat", "8", "@14kg")
    assert "add --yes" in empty.refused(*SEASON)
    empty.done(*SEASON, "--yes", "--minutes", "30")
    assert len(empty.diary.revisions()) == 2
    assert plan_of(season_of(empty.diary)[0]).brief.athlete.minutes == 30
    assert len(empty.entries) == 1


def test_what_was_said_of_one_season_counts_in_no_other(empty: Desk) -> None:
    """A new season over the same days has sessions of its own: the one that was skipped is not skipped there too."""
    empty.done(*SEASON)
    old = plan_of(season_of(empty.diary)[0])
    let_go = old.sessions[0]
    empty.done("skip", str(let_go.date), "--why", "time")
    empty.done(*SEASON, "--yes", "--minutes", "30")
    new = plan_of(season_of(empty.diary)[0])
    same_day = [one for one in new.sessions if one.date == let_go.date]
    assert same_day
    assert let_go.id not in {one.id for one in new.sessions}
    assert {one.id for one in old.sessions[1:]} & {one.id for one in new.sessions}
    assert len({one.id for one in new.sessions}) == len(new.sessions)
    assert same_day[0].title in empty.done("today", str(let_go.date))


def test_what_cannot_be_planned_is_refused_and_nothing_is_kept(empty: Desk) -> None:
    assert "such as: midstance init my-runs.ics" in empty.refused("init")
    assert "no such file" in empty.refused("init", "nowhere.ics")
    assert "did you mean" in empty.refused(*SEASON, "--goal", "hlf")
    assert empty.diary.revisions() == ()


def test_times_without_a_zone_are_those_of_this_machine(empty: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        empty.done(*SEASON)
        brief = plan_of(season_of(empty.diary)[0]).brief
        assert (brief.time_zone, brief.time_zone_assumed) == ("America/New_York", False)
        empty.now = dt.datetime(2027, 3, 10, 3, 0, tzinfo=BERLIN)
        assert "Tue 9 Mar " in empty.done("today")
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_machines_zone_is_read_from_its_link_or_left_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TZ", raising=False)
    for name, found in (("Europe/Paris", "Europe/Paris"), ("Etc/UTC", None), ("Nowhere/Town", None)):
        link = tmp_path / name.replace("/", "-")
        link.symlink_to(f"/usr/share/zoneinfo/{name}")
        assert machine_zone(link) == found
    assert machine_zone(tmp_path / "missing") is None


def test_a_few_questions_make_a_plan(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "init")
    for question, answer in (
        ("Your race", "someday"), ("Your race", ""), ("Your running plan", ""), ("Kilometres you run", "thirty"),
        ("Kilometres you run", "30"), ("Runs in a week", "3"), ("What for?", "half"), ("1, 2 or 3", "2"),
        ("What you have at hand", "dumbells"), ("What you have at hand", "dumbbell"), ("When you can train", ""),
        ("Your age", "41"),
        ("At least one of them", "n"), ("Does anything hurt", "knee=2"), ("Days you cannot", ""),
    ):  # fmt: skip
        terminal.until(question)
        terminal.until(">" if question != "At least one of them" else ":")
        terminal.types(answer)
    terminal.until("Kept as revision 1")
    terminal.kill()


def test_an_open_health_question_keeps_to_light_work(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "init")
    for question, answer in (
        ("Your race", ""), ("Your running plan", ""), ("Kilometres you run", "30"), ("Runs in a week", "3"),
        ("What for?", "half"), ("1, 2 or 3", "2"), ("What you have at hand", ""), ("When you can train", ""),
        ("Your age", ""), ("At least one of them", "y"), ("Does anything hurt", ""), ("Days you cannot", ""),
    ):  # fmt: skip
        terminal.until(question)
        terminal.until(">" if question != "At least one of them" else ":")
        terminal.types(answer)
    shown = terminal.until("Kept as revision 1")
    assert "light" in shown
    assert "moderate legs" not in shown
    terminal.kill()


def test_a_season_that_began_earlier_can_be_lived_from_its_first_day(empty: Desk) -> None:
    empty.done("init", "--weekly-km", "30", "--runs", "4", "--goal", "half", "--weeks", "8", "--from", "2027-02-15")
    assert season_of(empty.diary)[0].as_of.date() == dt.date(2027, 2, 15)
    assert "begins on 2027-02-15" in empty.refused("replan", "--at", "2027-02-14 20:00")
    empty.done("replan", "--at", "2027-02-20 20:00", "--yes")
    assert "`midstance undo --revision` takes it back first" in empty.refused("replan", "--at", "2027-02-18 20:00")
