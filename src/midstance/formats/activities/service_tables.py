"""Activities in the CSV exports of Garmin Connect and TrainingPeaks: local times, no zone, and units left unsaid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from midstance.formats.activities.activity import (
    FARTHEST_M,
    LONGEST_S,
    Activity,
    Clock,
    bounded,
    clock_of_start,
    heart,
)
from midstance.formats.activities.moments import written_moment
from midstance.formats.activities.sports import sport_of_title, sport_of_word
from midstance.formats.activities.table_rows import NoTable, Row, amount_of, clock_seconds, columns_of, rows_of
from midstance.formats.entry import METRES_PER_MILE, Unit, one_line
from midstance.training.running import Problem

_GARMIN: dict[str, tuple[str, ...]] = {
    "type": ("Activity Type", "Aktivitätstyp", "Type d'activité", "Tipo de actividad", "Tipo attività"),
    "date": ("Date", "Datum", "Fecha", "Data"),
    "title": ("Title", "Titel", "Titre", "Título", "Titolo"),
    "distance": ("Distance", "Distanz", "Distancia", "Distanza", "Afstand"),
    "time": ("Time", "Zeit", "Durée", "Tiempo", "Tempo", "Tijd"),
    "moving": ("Moving Time", "Zeit in Bewegung", "Temps de déplacement"),
    "elapsed": ("Elapsed Time", "Verstrichene Zeit", "Temps écoulé"),
    "avg_heart": ("Avg HR", "Ø Herzfrequenz", "Ø HF", "Durchschnittliche Herzfrequenz", "FC moyenne", "FC media"),
    "max_heart": ("Max HR", "Maximale Herzfrequenz", "Max. HF", "FC maximale", "FC máxima"),
    "load": ("Training Stress Score®", "Training Stress Score"),
    "cadence": ("Avg Run Cadence", "Ø Schrittfrequenz (Laufen)"),
    "stride": ("Avg Stride Length", "Ø Schrittlänge"),
}  # fmt: skip
"""English names are certain; the others were seen in public code and may have changed since."""
_PEAKS: dict[str, tuple[str, ...]] = {
    "type": ("WorkoutType",), "date": ("WorkoutDay",), "title": ("Title",), "distance": ("DistanceInMeters",),
    "hours": ("TimeTotalInHours",), "avg_heart": ("HeartRateAverage",), "max_heart": ("HeartRateMax",),
    "load": ("TSS",),
}  # fmt: skip
_IN_METRES = frozenset({"swimming"})
_TRACK_METRES = 200.0
"""Garmin shows runs on a track in metres: a number from here on can be no kilometres of a run (ours)."""
_NEAR_MILE = (1.45, 1.8)
"""What metres by strides, divided by kilometres as written, comes to where miles were written (1.609)."""


def is_garmin(header: Sequence[str]) -> bool:
    """Whether a header is that of Garmin Connect's activities."""
    found = columns_of(header, _GARMIN)
    return all(found[thing] is not None for thing in ("type", "date", "time", "distance"))


def is_trainingpeaks_done(header: Sequence[str]) -> bool:
    """Whether a header is that of TrainingPeaks' workouts, with columns for what was done."""
    found = columns_of(header, _PEAKS)
    return found["date"] is not None and (found["hours"] is not None or found["distance"] is not None)


def read_service_table(
    stream: BinaryIO, name: str, zone: dt.tzinfo = dt.UTC, unit: Unit | None = None
) -> Iterator[Activity | Problem]:
    """The activities of a table that Garmin or TrainingPeaks exported, and problems.

    `zone` is the runner's clock. `unit` is what Garmin's distances are in: its table does not say, so without one it is
    told from the length of strides where there are any, else taken as kilometres and said. Raises what reading raises.
    """
    reader: _Garmin | _Peaks | None = None
    try:
        for row in rows_of(stream):
            if reader is not None:
                yield from reader.read(row, f"{name}:{row.line}")
            elif is_trainingpeaks_done(row.cells):
                reader = _Peaks(row.cells, zone)
            elif is_garmin(row.cells):
                reader = _Garmin(row.cells, zone, unit)
            else:
                says = "it is no table of activities that is known: Strava's, Garmin's or TrainingPeaks'"
                yield Problem(place=name, says=says)
                return
    except NoTable as error:
        yield Problem(place=name, says=f"{error}; what stands before was read")
    if reader is None:
        yield Problem(place=name, says="it is empty")
    elif isinstance(reader, _Garmin) and reader.assumed:
        says = f"the table does not say its unit: distances are taken as {reader.assumed}; --unit says otherwise"
        yield Problem(place=name, says=says)


class _Garmin:
    """Garmin Connect's table."""

    def __init__(self, header: Sequence[str], zone: dt.tzinfo, unit: Unit | None) -> None:
        self.columns, self.zone, self.unit = columns_of(header, _GARMIN), zone, unit
        self.assumed: Unit | None = None

    def read(self, row: Row, place: str) -> Iterator[Activity | Problem]:
        """The activity of a row, or what is wrong with it."""
        at = self.columns
        start = _start(row.cell(at["date"]), self.zone)
        if start is None:
            yield Problem(place=place, says=f"its date {one_line(row.cell(at['date']), 40)!r} is not understood")
            return
        title = one_line(row.cell(at["title"]), 120)
        played = sport_of_word(row.cell(at["type"]))
        if played.sport in ("other", "unknown"):
            named = sport_of_title(title)
            played = named if named.sport != "unknown" else played
        seconds = clock_seconds(row.cell(at["time"]))
        moving = clock_seconds(row.cell(at["moving"]))
        metres = self._metres(row, played.sport in _IN_METRES, seconds)
        load = amount_of(row.cell(at["load"]))
        yield Activity(
            source=place,
            start=start[0],
            clock=clock_of_start(start[0], start[1]),
            sport=played.sport,
            detail=played.detail,
            title=title,
            distance_m=bounded(metres, FARTHEST_M),
            duration_s=bounded(seconds, LONGEST_S) or bounded(moving, LONGEST_S),
            elapsed_s=bounded(clock_seconds(row.cell(at["elapsed"])), LONGEST_S),
            avg_heart=heart(amount_of(row.cell(at["avg_heart"]))),
            max_heart=heart(amount_of(row.cell(at["max_heart"]))),
            load=load if load else None,
        )

    def _metres(self, row: Row, in_metres: bool, seconds: float | None) -> float | None:
        written = amount_of(row.cell(self.columns["distance"]))
        if not written or in_metres or written >= _TRACK_METRES:
            return written
        unit = self.unit or self._told(row, written, seconds)
        if unit is None:
            unit = self.assumed = "km"
        return written * (METRES_PER_MILE if unit == "mi" else 1000.0)

    def _told(self, row: Row, written: float, seconds: float | None) -> Unit | None:
        """The unit, told from strides: their length times how many there were is a distance in metres."""
        cadence, stride = amount_of(row.cell(self.columns["cadence"])), amount_of(row.cell(self.columns["stride"]))
        if not cadence or not stride or not seconds or not 0.3 < stride < 3:
            return None
        ratio = cadence * seconds / 60 * stride / 1000 / written
        if _NEAR_MILE[0] <= ratio <= _NEAR_MILE[1]:
            return "mi"
        return "km" if 0.8 <= ratio <= 1.2 else None


class _Peaks:
    """TrainingPeaks' table, of which only what was done counts."""

    def __init__(self, header: Sequence[str], zone: dt.tzinfo) -> None:
        self.columns, self.zone = columns_of(header, _PEAKS), zone

    def read(self, row: Row, place: str) -> Iterator[Activity | Problem]:
        """The activity of a row that was done, nothing for one only planned, or what is wrong with it."""
        at = self.columns
        hours, metres = amount_of(row.cell(at["hours"])), amount_of(row.cell(at["distance"]))
        if not hours and not metres:
            return
        start = _start(row.cell(at["date"]), self.zone)
        if start is None:
            yield Problem(place=place, says=f"WorkoutDay {one_line(row.cell(at['date']), 40)!r} is not understood")
            return
        played = sport_of_word(row.cell(at["type"]))
        seconds = hours * 3600 if hours else None
        yield Activity(
            source=place,
            start=start[0],
            clock=clock_of_start(start[0], start[1]),
            sport=played.sport,
            detail=played.detail,
            title=one_line(row.cell(at["title"]), 120),
            distance_m=bounded(metres, FARTHEST_M),
            duration_s=bounded(seconds, LONGEST_S),
            elapsed_s=bounded(seconds, LONGEST_S),
            avg_heart=heart(amount_of(row.cell(at["avg_heart"]))),
            max_heart=heart(amount_of(row.cell(at["max_heart"]))),
            load=amount_of(row.cell(at["load"])),
        )


def _start(text: str, zone: dt.tzinfo) -> tuple[dt.datetime, Clock] | None:
    """A local start, and whether it has an hour."""
    written = written_moment(text)
    if written is None:
        return None
    return written.at.replace(tzinfo=zone), "local" if written.has_hour and written.sure else "day"
