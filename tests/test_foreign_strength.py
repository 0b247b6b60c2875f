"""Plans from elsewhere: what is heavy is read from titles, and judged by day and hour."""

from __future__ import annotations

from pathlib import Path

import pytest

from midstance.application.auditing import audit_foreign
from midstance.formats.entry import UnreadableFile
from midstance.formats.foreign_strength import read_strength

RUNS = """date,title,distance
2027-03-09,6 x 800 m intervals,9
2027-03-10,easy run,7
2027-03-14,Long run,18
2027-03-16,Tempo run,9
2027-03-21,Long run,18
"""


def table(*rows: str) -> bytes:
    return ("date,start,title,duration\n" + "\n".join(rows) + "\n").encode()


def classes(title: str, heavy: tuple[str, ...] = (), light: tuple[str, ...] = ()) -> tuple[str, ...]:
    data = table(f'2027-03-08,18:00,"{title}",45 min', "2027-03-09,18:00,Yoga,45 min")
    return read_strength("s.csv", data, heavy=heavy, light=light).sessions[0].classes


@pytest.mark.parametrize(
    ("title", "worst"),
    [
        ("Heavy legs", "heavy-legs"), ("Back squat 5x5", "heavy-legs"), ("Deadlift 3 x 3 @ 85%", "heavy-legs"),
        ("Schwere Kniebeugen", "heavy-legs"), ("Plyometrics", "high-plyometric"),
        ("Box jumps + core", "high-plyometric"),
        ("Pogo jumps", "low-plyometric"), ("Lower body B", "moderate-legs"), ("Leg day", "moderate-legs"),
        ("Squats and lunges 3x12", "moderate-legs"), ("Full body strength", "moderate-legs"), ("Upper body", "light"),
        ("Heavy upper body", "light"), ("Core", "light"), ("Light strength session", "light"),
        ("Hip stability with bands", "light"),
        ("Yoga", "mobility"), ("Mobility & foam rolling", "mobility"),
    ],
)  # fmt: skip
def test_titles_tell_what_is_heavy(title: str, worst: str) -> None:
    assert classes(title)[0] == worst


def test_the_runners_own_words_go_first() -> None:
    assert classes("Session Blue", heavy=("blue",))[0] == "heavy-legs"
    assert classes("Leg day", light=("leg",)) == ("light",)


def test_what_no_word_tells_is_assumed_and_said() -> None:
    found = read_strength("s.csv", table("2027-03-08,18:00,Gym session,45 min"))
    assert found.sessions[0].stress == "moderate-legs"
    assert "'Gym session' does not say what it trains" in found.assumed[0].says
    assert found.assumed[0].place == "s.csv:2"


def test_runs_and_appointments_are_left_out() -> None:
    found = read_strength(
        "s.csv",
        table("2027-03-08,18:00,Leg day,45 min", "2027-03-09,07:00,Easy run 8 km,", "2027-03-10,09:00,Dentist,"),
    )
    assert [session.title for session in found.sessions] == ["Leg day"]
    assert {entry.title for entry in found.dropped} >= {"Easy run 8 km"}


def test_a_file_without_strength_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="no strength session"):
        read_strength("s.csv", table("2027-03-09,07:00,Easy run 8 km,45 min"))


def audited(tmp_path: Path, *rows: str, accustomed: bool = False) -> list[str]:
    (tmp_path / "runs.csv").write_text(RUNS, "utf-8")
    (tmp_path / "strength.csv").write_bytes(table(*rows))
    found = audit_foreign([tmp_path / "runs.csv"], tmp_path / "strength.csv", accustomed=accustomed)
    return [finding.rule for finding in found.audit.hard]


def test_heavy_legs_on_the_eve_of_intervals_are_found(tmp_path: Path) -> None:
    assert "new-heavy-legs-clear-of-runs" in audited(tmp_path, "2027-03-08,18:00,Heavy squats,45 min")


def test_two_clear_days_are_enough_for_who_is_accustomed(tmp_path: Path) -> None:
    row = "2027-03-12,06:00,Heavy squats,45 min"
    assert audited(tmp_path, row, accustomed=True) == []
    assert audited(tmp_path, row) == []
    early = "2027-03-12,20:00,Heavy squats,30 min"
    assert audited(tmp_path, early) == ["new-heavy-legs-clear-of-runs"]
    assert audited(tmp_path, early, accustomed=True) == ["heavy-legs-clear-of-runs"]


def test_a_session_before_the_first_run_counts_and_one_long_before_does_not(tmp_path: Path) -> None:
    eve = "2027-03-08,18:00,Heavy squats,45 min"
    assert audited(tmp_path, eve, "2026-06-01,18:00,Heavy squats,45 min")
    with pytest.raises(UnreadableFile, match="never meet"):
        audited(tmp_path, "2026-06-01,18:00,Heavy squats,45 min")


def test_a_weekly_event_without_end_is_judged_as_far_as_the_runs_go(tmp_path: Path) -> None:
    (tmp_path / "runs.csv").write_text(RUNS, "utf-8")
    (tmp_path / "weekly.ics").write_text(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Somebody//EN\nBEGIN:VEVENT\nUID:weekly\nDTSTART:20270201T180000\n"
        "DTEND:20270201T190000\nRRULE:FREQ=WEEKLY;BYDAY=MO\nSUMMARY:Heavy legs\nEND:VEVENT\nEND:VCALENDAR\n",
        "utf-8",
    )
    found = audit_foreign([tmp_path / "runs.csv"], tmp_path / "weekly.ics")
    assert [session.date.isoformat() for session in found.strength.sessions] == [
        "2027-03-08", "2027-03-15", "2027-03-22",
    ]  # fmt: skip
    first, second, _ = (session.id for session in found.strength.sessions)
    assert {session for finding in found.audit.hard for session in finding.sessions} == {first, second}


def test_core_before_a_long_run_is_no_matter(tmp_path: Path) -> None:
    assert audited(tmp_path, "2027-03-13,18:00,Core,30 min") == []


def test_strength_inside_the_running_calendar_is_judged_too(tmp_path: Path) -> None:
    (tmp_path / "both.csv").write_text(RUNS + "2027-03-13,Heavy strength training legs,\n", "utf-8")
    found = audit_foreign([tmp_path / "both.csv"], None)
    assert [session.stress for session in found.strength.sessions] == ["heavy-legs"]
    assert {finding.rule for finding in found.audit.hard} >= {"new-heavy-legs-clear-of-runs"}
