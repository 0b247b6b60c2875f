"""TrainingPeaks' workout export in CSV: hours and metres as planned, and a workout type for days off."""

from __future__ import annotations

import datetime as dt

from midstance.formats.csv_table import Row, Table
from midstance.formats.entry import SPORT_KINDS, Entry, Extract, UnreadableFile, fewer, one_line, plausible
from midstance.training.running import Dropped, Problem


def is_trainingpeaks(table: Table) -> bool:
    """Whether the header is that of TrainingPeaks' export."""
    header = {cell.lower() for cell in table.rows[0].cells}
    return "workoutday" in header and bool(header & {"workouttype", "plannedduration", "planneddistanceinmeters"})


def read_trainingpeaks(table: Table) -> Extract:
    """The planned workouts. Raises UnreadableFile when not one row has a day."""
    columns = {cell.lower(): index for index, cell in enumerate(table.rows[0].cells)}
    entries: list[Entry] = []
    dropped: list[Dropped] = []
    problems: list[Problem] = []
    for row in table.rows[1:]:
        place = table.place(row)
        day = row.cell(columns["workoutday"])
        date = _date(day)
        if date is None:
            problems.append(Problem(place=place, says=f"WorkoutDay {one_line(day, 30)!r} is no date like 2026-10-05"))
            why = "its day cannot be read" if day else "it has no day"
            dropped.append(Dropped(source=place, title=one_line(row.cell(columns.get("title"))), why=why))
            continue
        entries.append(_entry(table, row, columns, date, problems))
    if not entries and not dropped:
        raise UnreadableFile(table.name, "it has a header but no rows; export your workouts again")
    return Extract(entries=tuple(entries), dropped=tuple(dropped), problems=fewer(problems, table.name))


def _entry(table: Table, row: Row, columns: dict[str, int], date: dt.date, problems: list[Problem]) -> Entry:
    def amount(column: str, factor: float) -> int | None:
        word = row.cell(columns.get(column)).replace(",", ".")
        if not word:
            return None
        try:
            value = float(word) * factor
        except ValueError:
            value = -1.0
        if not 0 <= value < 1_000_000:
            problems.append(
                Problem(
                    place=table.place(row),
                    says=f"{table.rows[0].cell(columns[column])} {one_line(word, 30)!r} is no amount",
                )
            )
            return None
        return round(value) or None

    sport = row.cell(columns.get("workouttype"))
    distance_m = amount("planneddistanceinmeters", 1.0)
    return Entry(
        date=date,
        title=row.cell(columns.get("title")) or sport,
        description=row.cell(columns.get("workoutdescription")),
        sport=sport or None,
        kind=SPORT_KINDS.get(sport.lower()),
        # Hours are written with four digits: a minute's precision is what they hold.
        duration_s=_to_minute(amount("plannedduration", 3600.0)),
        distance_m=distance_m,
        distance_is_firm=distance_m is not None,
        source=table.place(row),
    )


def _to_minute(seconds: int | None) -> int | None:
    return None if seconds is None else max(60, round(seconds / 60) * 60)


def _date(word: str) -> dt.date | None:
    try:
        date = dt.date.fromisoformat(word[:10])
    except ValueError:
        return None
    return date if plausible(date) else None
