"""Tables of people's own making: one run a row, columns found by their headers.

Delimiter, decimal comma, language of the header and order of day and month are worked out from the whole table; what
stays open is said, never guessed.
"""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from midstance.formats.amounts import distance_metres, duration_seconds
from midstance.formats.csv_table import Row, Table
from midstance.formats.day_words import DateOrder, clock_minutes, date_of_words, order_clues, split_moment, weekday_of
from midstance.formats.entry import Entry, Extract, Unit, UnreadableFile, fewer, one_line
from midstance.formats.kind_words import KIND_WORDS
from midstance.training.clock import EPOCH
from midstance.training.running import Dropped, Problem

_HEADERS: dict[str, tuple[str, ...]] = {
    "date": ("date", "datum", "fecha", "data", "dato", "workout date", "日付"),
    "day": ("day", "weekday", "day of week", "tag", "wochentag", "jour", "día", "dia", "giorno", "dag", "dzień"),
    "week": ("week", "week no", "week number", "wk", "woche", "semaine", "semana", "settimana", "vecka", "uke"),
    "title": (
        "title", "workout", "name", "summary", "subject", "session", "run", "activity", "training", "what", "plan",
        "titel", "einheit", "trainingseinheit", "lauf", "séance", "seance", "entraînement", "entrainement", "titre",
        "entrenamiento", "sesión", "sesion", "título", "titulo", "allenamento", "titolo", "treino", "träning", "pass",
        "økt", "trening", "workout title", "workout name",
    ),
    "type": ("type", "kind", "workout type", "run type", "sport", "art", "typ", "tipo", "category", "kategorie"),
    "description": (
        "description", "notes", "note", "details", "comment", "comments", "beschreibung", "notizen", "bemerkung",
        "descripción", "descrizione", "opis", "beskrivning",
    ),
    "distance": (
        "distance", "dist", "km", "kms", "mi", "miles", "mileage", "kilometers", "kilometres", "kilometer", "distanz",
        "strecke", "distancia", "distância", "distanza", "afstand", "distans", "distanse", "dystans",
        "planned distance",
    ),
    "duration": (
        "duration", "minutes", "mins", "min", "dauer", "durée", "duree", "duración", "duracion", "durata", "duração",
        "duur", "varaktighet", "varighet", "czas trwania", "planned duration", "hours",
    ),
    "time": ("time", "zeit", "temps", "tiempo", "tempo", "tijd", "tid", "czas"),
    "start": ("start", "start time", "begin", "uhrzeit", "heure", "hora", "ora", "starttid", "at"),
}  # fmt: skip
_ROLES = {word: role for role, words in _HEADERS.items() for word in words}
_UNITS: dict[str, Unit] = {
    "km": "km", "kms": "km", "kilometers": "km", "kilometres": "km", "kilometer": "km",
    "mi": "mi", "miles": "mi", "mile": "mi", "mileage": "mi",
}  # fmt: skip
_TIME_UNITS = {"min": 60.0, "mins": 60.0, "minutes": 60.0, "h": 3600.0, "hours": 3600.0, "hrs": 3600.0, "s": 1.0}
_EARLIEST_START = 4 * 60
"""A `time` column whose every value is this late in the day holds starts, not lengths (our choice)."""


class _Columns(msgspec.Struct):
    """Which column holds what."""

    of: dict[str, int]
    unit: Unit | None = None
    metres: bool = False
    time_factor: float | None = None


def read_plain(table: Table) -> Extract:
    """The runs of a table. Raises UnreadableFile without days, or with days in two orders."""
    columns = _columns(table.rows[0])
    rows = table.rows[1:]
    problems: list[Problem] = []
    if not {"date", "day", "week"} & set(columns.of):
        columns, rows = _without_header(table), table.rows
        problems.append(Problem(place=f"{table.name}:{rows[0].line}", says=_no_header_says(columns)))
    if not {"title", "type", "distance", "duration"} & set(columns.of):
        raise UnreadableFile(table.name, "no column says what the run is; name one `title`, and one `date`")
    _settle_time(table, rows, columns, problems)
    dated = "date" in columns.of
    if not dated and not {"week", "day"} <= set(columns.of):
        raise UnreadableFile(table.name, "no column holds dates; name one `date`, or one `week` and one `day`")
    order = _order(table, rows, columns) if dated else None
    reading = _Rows(table, columns, order, problems)
    for row in rows:
        reading.take(row)
    return Extract(
        entries=tuple(reading.entries),
        dropped=tuple(reading.dropped),
        problems=fewer(problems, table.name),
        dated=dated,
    )


class _Rows:
    """The rows read so far."""

    def __init__(self, table: Table, columns: _Columns, order: DateOrder | None, problems: list[Problem]) -> None:
        self.table = table
        self.columns = columns
        self.order = order
        self.problems = problems
        self.entries: list[Entry] = []
        self.dropped: list[Dropped] = []
        self.week: int | None = None

    def cell(self, row: Row, role: str) -> str:
        """The cell of a row in the column of a role."""
        return row.cell(self.columns.of.get(role))

    def take(self, row: Row) -> None:
        """Read a row into an entry, or drop it with the reason."""
        place = self.table.place(row)
        kind = self.cell(row, "type")
        title = self.cell(row, "title") or kind
        date, minute, why = self._when(row)
        if date is None:
            self.problems.append(Problem(place=place, says=f"{why}: left out"))
            self.dropped.append(Dropped(source=place, title=one_line(title), why=why))
            return
        start = self.cell(row, "start")
        if start:
            stated = clock_minutes(start)
            minute = minute if stated is None else stated
            if stated is None:
                self.problems.append(Problem(place=place, says=f"{one_line(start, 30)!r} is no time of day like 07:00"))
        self.entries.append(
            Entry(
                date=date, minute=minute, title=title, description=self.cell(row, "description"),
                kind=KIND_WORDS.get(kind.casefold()),
                sport=kind or None, default_unit=self.columns.unit, source=place,
                distance_m=self._distance(row, place), duration_s=self._duration(row, place), distance_is_firm=True,
            )
        )  # fmt: skip

    def _when(self, row: Row) -> tuple[dt.date | None, int | None, str]:
        """Date and time of a row, or None and why."""
        if "date" in self.columns.of:
            word = self.cell(row, "date")
            day, minute = split_moment(word)
            why = f"{one_line(word, 30)!r} is no date like 2026-10-05" if word else "it has no date"
            return date_of_words(day, self.order), minute, why
        week = re.search(r"\d{1,3}", self.cell(row, "week"))
        self.week = int(week.group()) if week else self.week
        word = self.cell(row, "day")
        number = re.fullmatch(r"(?:day\s*)?([1-7])", word.casefold())
        weekday = int(number.group(1)) - 1 if number else weekday_of(word)
        if self.week is None or not 1 <= self.week <= 104 or weekday is None:
            return None, None, f"week and day {one_line(word, 30)!r} cannot be read (write 3 and Tue)"
        return EPOCH + dt.timedelta(days=7 * (self.week - 1) + weekday), None, ""

    def _distance(self, row: Row, place: str) -> int | None:
        word = self.cell(row, "distance")
        if not word or word in ("-", "–", "--", "0"):
            return None
        metres = distance_metres(word, self.columns.unit, metres=self.columns.metres)
        if metres is None:
            hint = "" if self.columns.unit else "; say the unit in the header: distance_km or distance_mi"
            says = f"the distance {one_line(word, 30)!r} is not understood: left open{hint}"
            self.problems.append(Problem(place=place, says=says))
        return metres

    def _duration(self, row: Row, place: str) -> int | None:
        word = self.cell(row, "duration")
        if not word or word in ("-", "–", "--", "0"):
            return None
        seconds = duration_seconds(word, self.columns.time_factor)
        if seconds is None:
            says = f"the duration {one_line(word, 30)!r} is not understood: left open; write 45 min or 0:45"
            self.problems.append(Problem(place=place, says=says))
        return seconds


def looks_like_plan(table: Table) -> bool:
    """Whether a table has a header, or first cells, that a plan could have."""
    roles = set(_columns(table.rows[0]).of)
    if {"date", "day", "week"} & roles and len(roles) > 1:
        return True
    return _date_column(table) is not None


def _columns(header: Row) -> _Columns:
    """Roles by header; units may stand in it: `distance_km`, `Dist (mi)`, `Duration [min]`."""
    columns = _Columns({})
    for index, cell in enumerate(header.cells):
        words = re.sub(r"[\s_\-()\[\]/.:#]+", " ", cell.casefold()).strip()
        unit = words.rsplit(" ", 1)[-1]
        bare = words.rsplit(" ", 1)[0] if unit in _UNITS or unit in _TIME_UNITS or unit == "m" else words
        role = _ROLES.get(words) or _ROLES.get(bare)
        if role is None or role in columns.of:
            continue
        columns.of[role] = index
        if role == "distance":
            columns.unit = _UNITS.get(unit)
            columns.metres = unit == "m" and words != "m"
        elif role == "duration":
            columns.time_factor = _TIME_UNITS.get(unit)
    return columns


def _date_column(table: Table) -> int | None:
    """The first column of the first row that holds a date."""
    for index, cell in enumerate(table.rows[0].cells):
        day, _ = split_moment(cell)
        if date_of_words(day, None) or date_of_words(day, "month first"):
            return index
    return None


def _without_header(table: Table) -> _Columns:
    """Roles of a table without a header: the first column with a date, and the first one after it with words."""
    date = _date_column(table)
    if date is None:
        raise UnreadableFile(
            f"{table.name}:{table.rows[0].line}", "no column holds dates; give the table a header with date and title"
        )
    cells = table.rows[0].cells
    title = next((i for i, cell in enumerate(cells) if i != date and re.search(r"[^\W\d]", cell)), None)
    if title is None:
        raise UnreadableFile(
            f"{table.name}:{table.rows[0].line}", "no column says what the run is; give the table a header"
        )
    return _Columns({"date": date, "title": title})


def _no_header_says(columns: _Columns) -> str:
    return (
        f"there is no header: column {columns.of['date'] + 1} is read as the date and column "
        f"{columns.of['title'] + 1} as the title; other columns are passed over"
    )


def _settle_time(table: Table, rows: tuple[Row, ...], columns: _Columns, problems: list[Problem]) -> None:
    """Decide whether a column headed `time` holds starts or lengths, by all of its values."""
    index = columns.of.pop("time", None)
    if index is None:
        return
    clocks = [clock_minutes(row.cell(index)) for row in rows if row.cell(index)]
    known = [minute for minute in clocks if minute is not None]
    starts = bool(known) and len(known) == len(clocks) and min(known) >= _EARLIEST_START
    role = "start" if starts else "duration"
    if role in columns.of:
        return
    columns.of[role] = index
    meaning = "the time of day" if starts else "how long the run takes"
    heading = one_line(table.rows[0].cell(index), 30)
    problems.append(
        Problem(place=f"{table.name}:{table.rows[0].line}", says=f"the column {heading!r} is read as {meaning}")
    )


def _order(table: Table, rows: tuple[Row, ...], columns: _Columns) -> DateOrder | None:
    """Day first or month first, by the whole column. Raises UnreadableFile when it stays open or contradicts itself."""
    possible: set[DateOrder] = {"day first", "month first"}
    asked = False
    for row in rows:
        clues = order_clues(split_moment(row.cell(columns.of["date"]))[0])
        if not clues:
            continue
        asked = True
        if not possible & clues:
            says = "dates in this column are written both day first and month first; write them as 2026-10-05"
            raise UnreadableFile(table.place(row), says)
        possible &= clues
    if asked and len(possible) == 2:
        word = next(row for row in rows if order_clues(split_moment(row.cell(columns.of["date"]))[0]))
        cell = one_line(word.cell(columns.of["date"]), 20)
        raise UnreadableFile(
            table.place(word), f"{cell!r} can be read day first or month first; write the dates as 2026-10-05"
        )
    return next(iter(possible)) if asked else None
