"""A maker of recordings for tests: FIT, GPX, TCX, zips and tables, invented through and through, with every quirk."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import math
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import BinaryIO

from midstance.formats.activities.packed import Member

START = dt.datetime(2027, 3, 9, 17, 30, tzinfo=dt.UTC)
FIT_EPOCH = dt.datetime(1989, 12, 31, tzinfo=dt.UTC)
LAT, LON = 0.5, -30.0
"""In the middle of the Atlantic: nobody lives there."""
EARTH_M = 6_371_009.0

ENUM, U8, U16, U32, I32, STRING, BYTES = 0x00, 0x02, 0x84, 0x86, 0x85, 0x07, 0x0D
_CODES = {ENUM: "B", U8: "B", U16: "H", U32: "I", I32: "i", BYTES: "B"}
FILE_ID, SPORT, SESSION, LAP, RECORD, EVENT, WORKOUT, ACTIVITY, SET = 0, 12, 18, 19, 20, 21, 26, 34, 225
Value = int | str | bytes | Sequence[int]
Field = tuple[int, int, Value]
"""Number, base type, value."""


def stamp(moment: dt.datetime) -> int:
    """FIT's count of seconds."""
    return int((moment - FIT_EPOCH).total_seconds())


def crc(data: bytes) -> int:
    """FIT's checksum bit by bit, as the protocol describes it."""
    value = 0
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ (0xA001 if value & 1 else 0)
    return value


class FitWriter:
    """Writes FIT records one after the other."""

    def __init__(self, *, big_endian: bool = False) -> None:
        self.order = ">" if big_endian else "<"
        self.body = bytearray()
        self._defined: dict[int, bytes] = {}

    def message(
        self, number: int, fields: Sequence[Field], *, local: int = 0, developer: bytes = b"",
        compressed: int | None = None,
    ) -> None:  # fmt: skip
        """A message, with its definition where the local type means something else so far.

        `developer` are the bytes of one developer field; `compressed` the five bits of time in the header.
        """
        packed = [(number, base, self._packed(base, value)) for number, base, value in fields]
        shape = b"".join(struct.pack("BBB", number, len(data), base) for number, base, data in packed)
        order = 1 if self.order == ">" else 0
        definition = struct.pack(f"{self.order}BBHB", 0, order, number, len(packed)) + shape
        head = 0x40 | local
        if developer:
            head |= 0x20
            definition += struct.pack("BBBB", 1, 0, len(developer), 0)
        definition = bytes([head]) + definition
        if self._defined.get(local) != definition:
            self._defined[local] = definition
            self.body += definition
        self.body.append(local if compressed is None else 0x80 | local << 5 | compressed & 31)
        self.body += b"".join(data for _, _, data in packed) + developer

    def _packed(self, base: int, value: Value) -> bytes:
        if isinstance(value, str):
            return value.encode() + b"\0"
        if isinstance(value, bytes):
            return value
        values = [value] if isinstance(value, int) else list(value)
        return struct.pack(f"{self.order}{len(values)}{_CODES[base]}", *values)

    def file(self, *, header: int = 14, header_crc: int | None = None, crc_off: int = 0) -> bytes:
        """The whole file. `header_crc` None is the right one; `crc_off` spoils the checksum at the end."""
        head = struct.pack("<BBHI4s", header, 0x20, 2194, len(self.body), b".FIT")
        if header == 14:
            head += struct.pack("<H", crc(head) if header_crc is None else header_crc)
        whole = head + bytes(self.body)
        return whole + struct.pack("<H", crc(whole) ^ crc_off)


def fit_run(
    start: dt.datetime = START, metres: int = 8000, seconds: int = 2700, *, sport: int = 1, sub_sport: int = 0,
    laps: int = 1, points: int = 20, hearts: bool = True, session: bool = True, places: bool = False,
    writer: FitWriter | None = None, paused_s: int = 0, zone_h: int | None = 1, distance: bool = True,
) -> FitWriter:  # fmt: skip
    """A run as a watch writes it."""
    fit = writer or FitWriter()
    begin = stamp(start)
    fit.message(FILE_ID, [(0, ENUM, 4), (1, U16, 255), (4, U32, begin)])
    fit.message(EVENT, [(253, U32, begin), (0, ENUM, 0), (1, ENUM, 0)], local=1)
    for index in range(points):
        part = index / max(1, points - 1)
        fields: list[Field] = [(253, U32, begin + round(part * seconds))]
        if distance:
            fields.append((5, U32, round(part * metres * 100)))
        if hearts:
            fields.append((3, U8, 130 + index % 20))
        if places:
            north = LAT + math.degrees(part * metres / EARTH_M)
            fields += [(0, I32, round(north * 2**31 / 180)), (1, I32, round(LON * 2**31 / 180))]
        fit.message(RECORD, fields, local=2)
    for index in range(laps):
        lap_start = begin + index * seconds // laps
        fit.message(LAP, [
            (253, U32, lap_start + seconds // laps), (2, U32, lap_start), (7, U32, seconds * 1000 // laps),
            (8, U32, seconds * 1000 // laps), (9, U32, metres * 100 // laps), (15, U8, 140), (16, U8, 150),
        ], local=3)  # fmt: skip
    if session:
        fit_session(fit, start, metres if distance else None, seconds, sport, sub_sport, hearts, paused_s)
    if zone_h is not None:
        end = begin + seconds + paused_s
        fit.message(ACTIVITY, [(253, U32, end), (5, U32, end + zone_h * 3600)], local=5)
    return fit


def fit_session(
    fit: FitWriter, start: dt.datetime, metres: int | None, seconds: int, sport: int = 1, sub_sport: int = 0,
    hearts: bool = True, paused_s: int = 0,
) -> None:  # fmt: skip
    """One session message."""
    begin = stamp(start)
    fit.message(SESSION, [
        (253, U32, begin + seconds + paused_s), (2, U32, begin), (5, ENUM, sport), (6, ENUM, sub_sport),
        (7, U32, (seconds + paused_s) * 1000), (8, U32, seconds * 1000),
        (9, U32, 0xFFFFFFFF if metres is None else metres * 100),
        (16, U8, 140 if hearts else 0xFF), (17, U8, 165 if hearts else 0xFF),
    ], local=4)  # fmt: skip


def fit_strength(start: dt.datetime = START) -> FitWriter:
    """A strength session with sets: a guess of three, a rest, a set without a load, one without a guess."""
    fit = FitWriter()
    begin = stamp(start)
    fit.message(FILE_ID, [(0, ENUM, 4), (1, U16, 1), (4, U32, begin)])
    sets: list[list[Field]] = [
        [(5, U8, 1), (3, U16, 8), (4, U16, 20 * 16), (7, U16, [65534, 28, 7]), (8, U16, [65535, 37, 65535])],
        [(5, U8, 0), (3, U16, 0xFFFF), (4, U16, 0xFFFF), (7, U16, [65535] * 3), (8, U16, [65535] * 3)],
        [(5, U8, 1), (3, U16, 12), (4, U16, 0), (7, U16, [17, 65535, 65535]), (8, U16, [65535] * 3)],
        [(5, U8, 1), (3, U16, 0), (4, U16, 0xFFFF), (7, U16, [65534] * 3), (8, U16, [65535] * 3)],
    ]
    for index, fields in enumerate(sets):
        when = begin + index * 60
        fit.message(SET, [(254, U32, when), (6, U32, when), (0, U32, 40_000), *fields], local=1)
    fit_session(fit, start, None, 240, sport=10, sub_sport=20)
    return fit


def gpx(
    start: dt.datetime | None = START, metres: int = 5000, seconds: int = 1500, *, points: int = 26, kind: str = "",
    name: str = "Evening Run", hearts: bool = True, pause_after: int | None = None, pause_s: int = 600,
    head: str = '<?xml version="1.0" encoding="UTF-8"?>\n', extra: str = "",
    jump_at: int | None = None, declared: bool = True,
) -> bytes:  # fmt: skip
    """A track straight to the north, evenly run. `pause_after` a point a new segment begins; one point may jump.

    Without `declared` the prefix of its heart rates is not declared, so that it is not well-formed by namespaces.
    """
    prefix = ' xmlns:x="http://www.garmin.com/xmlschemas/TrackPointExtension/v1"' if declared else ""
    lines = [head, f'<gpx version="1.1" creator="made up" xmlns="http://www.topografix.com/GPX/1/1"{prefix}>']
    lines.append(f"<trk><name>{name}</name>{f'<type>{kind}</type>' if kind else ''}<trkseg>")
    late = 0
    for index in range(points):
        part = index / max(1, points - 1)
        north = LAT + math.degrees(part * metres / EARTH_M) + (1.0 if index == jump_at else 0.0)
        at = start + dt.timedelta(seconds=round(part * seconds) + late) if start is not None else None
        time = f"<time>{at.isoformat().replace('+00:00', 'Z')}</time>" if at is not None else ""
        heart = f"<extensions><x:hr>{130 + index % 20}</x:hr></extensions>" if hearts else ""
        lines.append(f'<trkpt lat="{north:.7f}" lon="{LON}"><ele>5</ele>{time}{heart}</trkpt>')
        if index == pause_after:
            lines.append("</trkseg><trkseg>")
            late = pause_s
    return "\n".join([*lines, f"</trkseg></trk>{extra}</gpx>"]).encode()


def tcx(
    start: dt.datetime = START, laps: Iterable[tuple[int, int]] = ((1000, 300), (1000, 310)), *, sport: str = "Running",
    points: bool = False, stated: bool = True, head: str = '<?xml version="1.0"?>', notes: str = "",
) -> bytes:  # fmt: skip
    """An activity with laps of metres and seconds; with points, or with stated sums, or both."""
    lines = [head, '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">']
    lines.append(f'<Activities><Activity Sport="{sport}"><Id>{start:%Y-%m-%dT%H:%M:%SZ}</Id>')
    at, far = start, 0
    for metres, seconds in laps:
        lines.append(f'<Lap StartTime="{at:%Y-%m-%dT%H:%M:%SZ}">')
        if stated:
            lines.append(f"<TotalTimeSeconds>{seconds}</TotalTimeSeconds><DistanceMeters>{metres}</DistanceMeters>")
            lines.append("<AverageHeartRateBpm><Value>141</Value></AverageHeartRateBpm>")
        if points:
            lines.append("<Track>")
            for step in range(11):
                when = at + dt.timedelta(seconds=seconds * step / 10)
                lines.append(
                    f"<Trackpoint><Time>{when.isoformat().replace('+00:00', 'Z')}</Time>"
                    f"<DistanceMeters>{far + metres * step / 10}</DistanceMeters>"
                    f"<HeartRateBpm><Value>{120 + step}</Value></HeartRateBpm></Trackpoint>"
                )
            lines.append("</Track>")
        lines.append("</Lap>")
        at, far = at + dt.timedelta(seconds=seconds), far + metres
    note = f"<Notes>{notes}</Notes>" if notes else ""
    return "\n".join([*lines, f"{note}</Activity></Activities></TrainingCenterDatabase>"]).encode()


def zipped(files: Mapping[str, bytes], *, stored: bool = False) -> bytes:
    """A zip of files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2027, 1, 1, 0, 0, 0)), data, archive.compression)
    return stream.getvalue()


def packed(data: bytes) -> bytes:
    """The bytes in gzip."""
    return gzip.compress(data, mtime=0)


STRAVA_HEAD = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Max Heart Rate,"
    "Relative Effort,Commute,Activity Private Note,Activity Gear,Filename,Athlete Weight,Bike Weight,Elapsed Time,"
    "Moving Time,Distance,Max Heart Rate,Average Heart Rate,Relative Effort,Commute"
)
"""As Strava's, with the five names that it has twice, and without the many columns that nobody reads."""


def strava_row(
    number: int, start: dt.datetime, file: str = "", *, name: str = "Evening Run", kind: str = "Run",
    metres: int = 8000, seconds: int = 2700,
) -> str:  # fmt: skip
    """A row of activities.csv."""
    hour = start.hour % 12 or 12
    when = f"{start:%b} {start.day}, {start.year}, {hour}:{start:%M:%S} {'AM' if start.hour < 12 else 'PM'}"
    shown = f"{metres / 1000:.2f}" if kind != "Swim" else str(metres)
    return (
        f'{number},"{when}",{name},{kind},,{seconds + 60},{shown},150,,false,,,{file},,,'
        f"{seconds + 60}.0,{seconds}.0,{metres}.0,150,140,,0"
    )


def member(data: bytes, name: str = "file") -> Member:
    """The bytes as a file to be read."""

    def opened() -> AbstractContextManager[BinaryIO]:
        return io.BytesIO(data)

    return Member(name=name, path=name.casefold(), size=len(data), open=opened)
