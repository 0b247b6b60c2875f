"""The calendar of a plan, read back by a library that is not ours: every session at its hour, replaced when changed."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import msgspec
import pytest

from midstance.application.writing import next_calendar
from midstance.formats.foreign_strength import read_strength
from midstance.formats.ics_writing import folded, zone_lines
from midstance.formats.plan_ics import read_earlier, write_ics
from midstance.training.plan import Plan
from tests.plan_fixture import small_plan

PLAN = small_plan()


def events(data: bytes) -> list[Any]:
    """The events as the library reads them; its types say little about what a property holds."""
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def with_brief(plan: Plan, **more: object) -> Plan:
    return msgspec.structs.replace(plan, brief=msgspec.structs.replace(plan.brief, **more))


def without_first(plan: Plan) -> Plan:
    return msgspec.structs.replace(plan, sessions=plan.sessions[1:])


def test_every_session_is_there_at_its_hour_on_both_sides_of_the_change_of_clocks() -> None:
    found = {str(event["UID"]): event for event in events(write_ics(PLAN))}
    assert len(found) == len(PLAN.sessions)
    for session in PLAN.sessions:
        event = found[f"{session.id}@midstance"]
        start = event["DTSTART"].dt
        assert start.strftime("%Y-%m-%d %H:%M") == f"{session.date} {session.start}"
        assert (event["DTEND"].dt - start) == dt.timedelta(minutes=session.minutes)
        summer = session.date >= dt.date(2027, 3, 28)
        assert start.utcoffset() == dt.timedelta(hours=2 if summer else 1)


@pytest.mark.parametrize(
    "zone",
    ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo", "Europe/Dublin", "Africa/Casablanca"],
)
def test_the_zone_described_in_the_file_is_the_true_one(zone: str) -> None:
    """A client that knows no zone by name works from these lines alone."""
    first, last = dt.date(2027, 1, 4), dt.date(2027, 12, 26)
    text = "BEGIN:VCALENDAR\r\n" + "\r\n".join(zone_lines(zone, first, last)) + "\r\nEND:VCALENDAR\r\n"
    described: Any = icalendar.Calendar.from_ical(text).walk("VTIMEZONE")[0]
    changes = sorted(
        (part["DTSTART"].dt.replace(tzinfo=None), part["TZOFFSETTO"].td) for part in described.subcomponents
    )
    for day in range((last - first).days):
        noon = dt.datetime.combine(first + dt.timedelta(days=day), dt.time(12))
        holds = [offset for start, offset in changes if start <= noon][-1]
        assert holds == noon.replace(tzinfo=ZoneInfo(zone)).utcoffset(), noon


def test_the_file_is_well_formed() -> None:
    data = write_ics(PLAN, alarms=True)
    assert data.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert b"METHOD:PUBLISH\r\n" in data
    lines = data.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")


def test_no_letter_is_cut_in_two() -> None:
    line = "SUMMARY:" + "Kniebeugen für Läufer – ½ Stunde 🏃 " * 8
    assert (
        "".join(piece.removeprefix(" ") if number else piece for number, piece in enumerate(folded(line).split("\r\n")))
        == line
    )
    assert all(len(piece.encode()) <= 75 for piece in folded(line).split("\r\n"))


def test_the_whole_session_can_be_read_in_the_description() -> None:
    text = str(events(write_ics(PLAN))[0]["DESCRIPTION"])
    for said in (
        "Moderate legs · 38 min", "Warm-up", "Brisk walk: 6 min", "Goblet squat (new)\n3 x 8-10, 14 kg, rest 90 s",
        "Stop with 2-3 reps in reserve; 3 s down, 1 s up", "A1 Romanian deadlift", "A2 Calf raise",
        "Side plank\n2 x 20-30 s each side",
        "Cool-down", "36 hours before Sunday's long run",
    ):  # fmt: skip
        assert said in text


def test_what_a_title_holds_comes_through() -> None:
    odd = msgspec.structs.replace(PLAN.sessions[0], title="Legs; hips, \\ and\nmore")
    plan = msgspec.structs.replace(PLAN, sessions=(odd,))
    assert str(events(write_ics(plan))[0]["SUMMARY"]) == "Legs; hips, \\ and\nmore"


def test_times_float_where_the_zone_is_assumed() -> None:
    event = events(write_ics(with_brief(PLAN, time_zone="UTC", time_zone_assumed=True)))[0]
    assert event["DTSTART"].dt == dt.datetime(2027, 3, 9, 18, 0)
    said = events(write_ics(with_brief(PLAN, time_zone="UTC")))[0]
    assert said["DTSTART"].dt == dt.datetime(2027, 3, 9, 18, 0, tzinfo=dt.UTC)


def test_alarms_only_when_asked_for() -> None:
    assert b"VALARM" not in write_ics(PLAN)
    assert write_ics(PLAN, alarms=True).count(b"BEGIN:VALARM") == len(PLAN.sessions)


def test_the_same_plan_is_the_same_file() -> None:
    first = next_calendar(PLAN, None)
    assert first == write_ics(PLAN)
    assert next_calendar(PLAN, first) == first


def test_a_changed_plan_replaces_the_one_before() -> None:
    first = write_ics(PLAN)
    second = next_calendar(without_first(PLAN), first)
    found = {str(event["UID"]): event for event in events(second)}
    gone = found[f"{PLAN.sessions[0].id}@midstance"]
    assert gone["STATUS"] == "CANCELLED"
    assert {int(event["SEQUENCE"]) for event in found.values()} == {1}
    assert sum(event["STATUS"] == "CONFIRMED" for event in found.values()) == len(PLAN.sessions) - 1
    third = next_calendar(PLAN, second)
    assert all(event["STATUS"] == "CONFIRMED" and event["SEQUENCE"] == 2 for event in events(third))


def test_what_was_done_before_the_new_start_stays() -> None:
    later = with_brief(without_first(PLAN), start=dt.date(2027, 3, 10))
    uids = {str(event["UID"]) for event in events(next_calendar(later, write_ics(PLAN)))}
    assert f"{PLAN.sessions[0].id}@midstance" not in uids


def test_a_calendar_of_somebody_else_is_not_cancelled() -> None:
    foreign = write_ics(PLAN).replace(b"@midstance", b"@elsewhere")
    assert read_earlier(foreign).events == ()
    assert next_calendar(PLAN, b"\xff\x00 no calendar") == write_ics(PLAN)


def test_our_own_calendar_can_be_audited_as_a_plan_from_elsewhere() -> None:
    found = read_strength("plan.ics", write_ics(PLAN))
    assert [(one.date, one.start, one.minutes, one.classes) for one in found.sessions] == [
        (one.date, one.start, one.minutes, one.classes) for one in PLAN.sessions
    ]
    assert found.assumed == ()
