"""The independent auditor notices every planted fault and has nothing to say about a clean plan."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from . import faults_in_content, faults_in_detail  # noqa: F401  (enter their faults)
from .auditor import audit, coach_report, hard, room_for_session, weekly_counts
from .faults_in_time import FAULTS, Fault
from .specimen import Handle, clean


def test_a_clean_plan_is_clean_on_any_reading() -> None:
    assert audit(clean()) == []


@pytest.mark.parametrize("planted", FAULTS, ids=lambda f: f.plant.__name__)
def test_a_planted_fault_is_noticed(planted: Fault) -> None:
    it = Handle()
    planted.plant(it)
    found = [b for b in audit(it.document) if b.rule == planted.rule and planted.says in b.text]
    assert found
    assert all(b.strict for b in found) == planted.strict
    assert planted.strict or {b.rule for b in hard(it.document)} >= {planted.rule}


def test_moderate_legs_right_after_an_easy_run_are_welcome() -> None:
    it = Handle()
    it.move("2027-02-18", "2027-02-18", "07:50")
    assert audit(it.document) == []


def test_exactly_the_hours_asked_for_are_enough() -> None:
    it = Handle()
    it.run("2027-02-21").update({"kind": "race", "key": True, "start": "18:40"})
    it.races.append({"date": "2027-02-21", "name": "Club run", "priority": "B", "distance_m": 10000})
    it.move("2027-02-18", "2027-02-19")
    assert hard(it.document) == []


def test_sessions_exactly_a_week_apart_do_not_share_it() -> None:
    it = Handle()
    extra = json.loads(json.dumps(it.session("2027-02-16")))
    it.add({**extra, "date": "2027-02-19"})
    assert not [b for b in hard(it.document) if b.rule == "H08"]


def test_one_more_family_a_week_later_is_free_for_a_beginner() -> None:
    it = Handle()
    it.athlete["level"] = "beginner"
    for entry in it.sessions:
        plain = {"load": {"kind": "body-mass"}, "ramp_sets": 0}
        for name in ("romanian-deadlift", "split-squat", "single-leg-romanian-deadlift"):
            if name in it.items(str(entry["date"])) and str(entry["date"]) < "2027-02-23":
                it.items(str(entry["date"]))[name].update(plain)
    found = [b for b in audit(it.document) if b.rule == "H13"]
    assert not any("2027-02-16" in b.where or "2027-02-18" in b.where for b in found)


def test_weekly_counts_name_what_each_week_wants() -> None:
    rows = weekly_counts(clean())
    assert [(r.wanted, r.reached) for r in rows] == [(2, 2)] * 3 + [(1, 2)] + [(2, 2)] * 3 + [(1, 2), (1, 1), (0, 1)]
    assert [r.ordinary for r in rows] == [True, True, True, False] * 2 + [False, False]


def test_a_short_week_is_told_where_there_would_be_room() -> None:
    it = Handle()
    it.drop("2027-02-18")
    rooms = room_for_session(it.document)
    assert list(rooms) == [dt.date(2027, 2, 15)]
    assert "2027-02-18 18:00" in rooms[dt.date(2027, 2, 15)]
    assert not any(place.startswith("2027-02-20") for place in rooms[dt.date(2027, 2, 15)])


def test_the_report_shows_runs_above_strength_and_names_breaches() -> None:
    it = Handle()
    it.items("2027-02-16")["romanian-deadlift"]["rir"] = [0, 2]
    lines = coach_report(it.document).splitlines()
    monday = next(n for n, line in enumerate(lines) if line.startswith("2027-03-15"))
    assert "*interv 9" in lines[monday]
    assert "HVY+mod" in lines[monday + 1]
    assert "BREACH  H21: 2027-02-16-a 2027-02-16 18:00: romanian-deadlift to failure" in lines


@pytest.mark.parametrize("broken", [{}, {"sessions": 3}, {"brief": None}, {"sessions": [[], {"blocks": [7]}]}])
def test_any_json_object_is_read_without_a_crash(broken: dict[str, object]) -> None:
    assert any(b.rule == "document" for b in hard(broken))
    assert coach_report(broken)
