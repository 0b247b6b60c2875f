"""One invented season in the forms people have: a calendar-hack file, a calendar, a week strip, and as a brief."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from midstance.training.athlete import Athlete, Gates, KnownLoad, Weekday, Window
from midstance.training.plan import Brief
from midstance.training.running import KEY_KINDS, Race, Run, RunKind

START = dt.date(2027, 1, 4)
STRIP = "rest intervals:10km easy:8km tempo:11km rest easy:6km long:17km"
WEEK: tuple[tuple[RunKind, str, int], ...] = (
    ("rest", "Rest", 0), ("intervals", "6 x 800 m @ 5k pace", 10), ("easy", "Easy run", 8),
    ("threshold", "Tempo 25 min", 11), ("rest", "Rest", 0), ("easy", "Easy run", 6), ("long", "Long run", 17),
)  # fmt: skip
RUNNER = """time_zone = "Europe/Berlin"

[athlete]
level = "advanced"
age = 38
minutes = 45
kit = ["bench", "box", "mini-band", "dumbbell", "barbell"]
gates = { plyometric = true }
windows = "mon 18:00-19:15; tue 18:00-19:15; wed 18:00-19:15; thu 18:00-19:15; sat 10:00-12:00"
"""


def race_day(weeks: int) -> dt.date:
    """The Sunday that ends so many weeks."""
    return START + dt.timedelta(days=7 * weeks - 1)


def days_of(weeks: int) -> list[tuple[dt.date, RunKind, str, float]]:
    """Date, kind, title and kilometres of every day: growing, cut back every fourth week, a half at the end."""
    found: list[tuple[dt.date, RunKind, str, float]] = []
    for week in range(weeks):
        part = (70 + 3 * min(week % 18, 12)) / 100 * (0.75 if week % 4 == 3 or week >= weeks - 2 else 1)
        for offset, (kind, title, km) in enumerate(WEEK):
            found.append((START + dt.timedelta(days=7 * week + offset), kind, title, round(km * part, 1)))
    found[-1] = (race_day(weeks), "race", "Half marathon race", 21.1)
    return found


def brief(weeks: int) -> Brief:
    """The season as a brief, for measures inside one process."""
    runs = tuple(
        Run(
            date=date,
            start="09:00" if kind == "race" else "07:00",
            kind=kind,
            key=kind in KEY_KINDS,
            title=title,
            distance_m=int(km * 1000) if km else None,
            duration_s=int(km * 340) if km else None,
        )
        for date, kind, title, km in days_of(weeks)
    )
    evenings: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu")
    windows = tuple(Window(weekday=day, start="18:00", end="19:15") for day in evenings)
    athlete = Athlete(
        level="advanced",
        age=38,
        minutes=45,
        kit=("bench", "box", "mini-band", "dumbbell", "barbell"),
        goal="half",
        gates=Gates(plyometric=True),
        windows=(*windows, Window(weekday="sat", start="10:00", end="12:00")),
        loads=(KnownLoad(exercise="goblet-squat", e1rm_kg=40),),
    )
    race = Race(date=race_day(weeks), distance_m=21097, name="Half marathon")
    return Brief(time_zone="Europe/Berlin", start=START, end=race.date, athlete=athlete, races=(race,), runs=runs)


def write(folder: Path, weeks: int) -> dict[str, list[str]]:
    """Writes the season's files; for each form the arguments of `midstance plan`."""
    (folder / "runner.toml").write_text(RUNNER, "utf-8")
    (folder / "season.yaml").write_text(_yaml(weeks), "utf-8")
    (folder / "season.ics").write_bytes(_ics(weeks))
    end = race_day(weeks).isoformat()
    said = ["--brief", str(folder / "runner.toml"), "--from", START.isoformat(), "--race", f"{end}:half"]
    return {
        "YAML": [str(folder / "season.yaml"), *said],
        "week strip": ["--week", STRIP, *said],
        "ICS": [str(folder / "season.ics"), *said],
    }


def _yaml(weeks: int) -> str:
    lines = ["id: invented", "name: Invented half", "units: km", "type: Half Marathon", "schedule:"]
    for index, (_, _, title, km) in enumerate(days_of(weeks)):
        if index % 7 == 0:
            lines += [f'- description: "week {index // 7 + 1}"', "  workouts:"]
        lines.append(f'  - title: "{title}"')
        lines += [f"    distance: {km}"] if km else []
    return "\n".join(lines) + "\n"


def _ics(weeks: int) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Midstance//bench//EN", "X-WR-TIMEZONE:Europe/Berlin"]
    for index, (date, _, title, km) in enumerate(days_of(weeks)):
        if km:
            lines += [
                "BEGIN:VEVENT",
                f"UID:{index}@bench.example",
                "DTSTAMP:20260101T000000Z",
                f"DTSTART;VALUE=DATE:{date:%Y%m%d}",
                f"SUMMARY:{title} {km} km",
                "END:VEVENT",
            ]
    return ("\r\n".join([*lines, "END:VCALENDAR"]) + "\r\n").encode()
