"""The table in Strava's bulk export: one row for each activity, with the file that holds its recording, if any.

Its header has five names twice: the first Distance is what the page shows (kilometres, metres for swims), the second
is metres. Header and dates come in the account's language; where the header is not known, the places of columns are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import msgspec

from midstance.formats.activities.activity import (
    FARTHEST_M,
    LONGEST_S,
    Activity,
    bounded,
    clock_of_start,
    heart,
)
from midstance.formats.activities.moments import written_moment
from midstance.formats.activities.sports import sport_of_word
from midstance.formats.activities.table_rows import NoTable, Row, amount_of, column_of, rows_of
from midstance.formats.entry import one_line
from midstance.training.running import Problem

_NAMES: dict[str, tuple[str, ...]] = {
    "id": ("Activity ID", "Aktivitäts-ID", "ID de l’activité", "ID de l'activité", "ID de actividad"),
    "date": ("Activity Date", "Aktivitätsdatum", "Date de l’activité", "Date de l'activité", "Fecha de la actividad"),
    "title": ("Activity Name", "Name der Aktivität", "Nom de l’activité", "Nom de l'activité",
              "Nombre de la actividad"),
    "type": ("Activity Type", "Aktivitätsart", "Type d’activité", "Type d'activité", "Tipo de actividad"),
    "elapsed": ("Elapsed Time", "Verstrichene Zeit", "Temps écoulé", "Tiempo transcurrido"),
    "distance": ("Distance", "Distanz", "Distancia"),
    "max_heart": ("Max Heart Rate", "Max. Herzfrequenz"),
    "avg_heart": ("Average Heart Rate", "Durchschnittliche Herzfrequenz"),
    "file": ("Filename", "Dateiname", "Nom du fichier", "Nombre de archivo"),
    "moving": ("Moving Time", "Bewegungszeit", "Durée de déplacement", "Tiempo en movimiento"),
    "load": ("Relative Effort", "Relative Leistung"),
}  # fmt: skip
"""English as seen in exports; of the others only some names are certain, and places help out."""
_PLACES = {"id": 0, "date": 1, "title": 2, "type": 3, "elapsed": 5, "distance": 6, "max_heart": 7, "load": 8}
_FILE_PLACES = (12, 11, 10)
_BEHIND_FILE = {"moving": 4, "metres": 5, "avg_heart": 19}
"""How far behind the file's column others stand in an export of 94 columns."""
_WIDE = 60
_FOLDER = "activities/"
_IN_METRES = frozenset({"swimming", "rowing"})


class StravaRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row: the activity as the table has it, and the name of its file in the export, or nothing."""

    activity: Activity
    file: str = ""


def is_strava(header: Sequence[str]) -> bool:
    """Whether a header is that of Strava's activities.csv, in a language that is known."""
    return all(column_of(header, _NAMES[thing]) is not None for thing in ("id", "date", "type"))


def read_strava(stream: BinaryIO, name: str) -> Iterator[StravaRow | Problem]:
    """The rows of an activities.csv, and problems. Raises what reading the stream raises, nothing else."""
    columns: dict[str, int | None] | None = None
    try:
        for row in rows_of(stream):
            if columns is None:
                columns = _columns(row.cells)
                if columns is None:
                    yield Problem(place=name, says="it is no table of activities as Strava exports it")
                    return
                continue
            yield _read(row, columns, f"{name}:{row.line}")
    except NoTable as error:
        yield Problem(place=name, says=f"{error}; what stands before was read")
    if columns is None:
        yield Problem(place=name, says="it is empty")


def _columns(header: Sequence[str]) -> dict[str, int | None] | None:
    """Where things stand, by name or else by place; None where it cannot be such a table."""
    known = is_strava(header)
    if not known and len(header) < max(_FILE_PLACES):
        return None
    found = {thing: column_of(header, names) for thing, names in _NAMES.items()}
    found["metres"] = column_of(header, _NAMES["distance"], 1)
    found["heart_2"] = column_of(header, _NAMES["max_heart"], 1)
    if not known:
        for thing, place in _PLACES.items():
            found[thing] = place if found[thing] is None else found[thing]
    if len(header) >= _WIDE:
        found["file"] = _FILE_PLACES[0] if found["file"] is None else found["file"]
        for thing, behind in _BEHIND_FILE.items():
            if found[thing] is None and found["file"] is not None:
                found[thing] = found["file"] + behind
    return found


def _read(row: Row, columns: dict[str, int | None], place: str) -> StravaRow | Problem:
    said = row.cell(columns["date"])
    written = written_moment(said)
    if written is None:
        return Problem(place=place, says=f"its date {one_line(said, 40)!r} is not understood")
    start = written.at.replace(tzinfo=dt.UTC)
    played = sport_of_word(row.cell(columns["type"]))
    metres = amount_of(row.cell(columns["metres"]))
    if metres is None:
        shown = amount_of(row.cell(columns["distance"]))
        metres = shown if shown is None or played.sport in _IN_METRES else shown * 1000
    elapsed = amount_of(row.cell(columns["elapsed"]))
    moving = amount_of(row.cell(columns["moving"]))
    rate = amount_of(row.cell(columns["max_heart"])) or amount_of(row.cell(columns["heart_2"]))
    return StravaRow(
        activity=Activity(
            source=place,
            start=start,
            clock=clock_of_start(start, "exact" if written.sure and written.has_hour else "day"),
            sport=played.sport,
            detail=played.detail,
            title=one_line(row.cell(columns["title"]), 120),
            distance_m=bounded(metres, FARTHEST_M),
            duration_s=bounded(moving, LONGEST_S) or bounded(elapsed, LONGEST_S),
            elapsed_s=bounded(elapsed, LONGEST_S),
            avg_heart=heart(amount_of(row.cell(columns["avg_heart"]))),
            max_heart=heart(rate),
            load=amount_of(row.cell(columns["load"])),
        ),
        file=_file(row, columns["file"]),
    )


def _file(row: Row, column: int | None) -> str:
    """The file of a row: where the header does not tell its column, the first cell that names one."""
    if column is not None:
        return row.cell(column)
    return next((cell.strip() for cell in row.cells if cell.strip().startswith(_FOLDER)), "")
