"""Large exports made by multiplying invented recordings of a usual size."""

from __future__ import annotations

import datetime as dt
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.activity_files import STRAVA_HEAD, fit_run, fit_session, gpx, packed, stamp, strava_row, tcx

from midstance.formats.activities.fit_checksum import checksum

FIRST = dt.datetime(2016, 1, 2, 6, 30, tzinfo=dt.UTC)
SECONDS, METRES = 2700, 8000


def recordings() -> dict[str, bytes]:
    """A run of 45 minutes with a point each second, as FIT and GPX, and as TCX with its laps."""
    return {"fit": usual_fit(FIRST), "gpx": usual_gpx(FIRST), "tcx": usual_tcx(FIRST)}


def usual_fit(start: dt.datetime) -> bytes:
    """The run as FIT, 60 kB."""
    return fit_run(start, METRES, SECONDS, points=SECONDS, laps=8, places=True).file()


def usual_gpx(start: dt.datetime) -> bytes:
    """The run as GPX, 400 kB."""
    return gpx(start, METRES, SECONDS, points=SECONDS, kind="9")


def usual_tcx(start: dt.datetime) -> bytes:
    """The run as TCX."""
    return tcx(start, [(1000, SECONDS // 8)] * 8, points=True)


def strava_export(file: Path, runs: int) -> None:
    """A Strava export of so many runs, one each day: six of ten as .fit.gz, three as .gpx, one as .tcx.gz."""
    fits, tracks = _Fits(), _Tracks()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        rows = [STRAVA_HEAD]
        for index in range(runs):
            start = FIRST + dt.timedelta(days=index)
            kind = index % 10
            name = f"activities/{9000 + index}.{'fit.gz' if kind < 6 else 'gpx' if kind < 9 else 'tcx.gz'}"
            if kind < 6:
                archive.writestr(zipfile.ZipInfo(name), packed(fits.at(start)), zipfile.ZIP_STORED)
            elif kind < 9:
                archive.writestr(name, tracks.at(start))
            else:
                archive.writestr(zipfile.ZipInfo(name), packed(usual_tcx(start)), zipfile.ZIP_STORED)
            rows.append(strava_row(5000 + index, start, name))
        archive.writestr("activities.csv", "\n".join(rows))


class _Fits:
    """One FIT run, its session put on other days."""

    def __init__(self) -> None:
        self._fit = fit_run(FIRST, METRES, SECONDS, points=SECONDS, laps=8, places=True, session=False, zone_h=None)
        before = len(self._fit.body)
        fit_session(self._fit, FIRST, METRES, SECONDS)
        self._whole = bytearray(self._fit.file())
        self._times = [
            before + 14 + at
            for value in (SECONDS, 0)
            for at in _places(bytes(self._fit.body[before:]), struct.pack("<I", stamp(FIRST) + value))
        ]

    def at(self, start: dt.datetime) -> bytes:
        """The run begun at another moment."""
        end, begin = self._times
        struct.pack_into("<I", self._whole, end, stamp(start) + SECONDS)
        struct.pack_into("<I", self._whole, begin, stamp(start))
        struct.pack_into("<H", self._whole, len(self._whole) - 2, checksum(memoryview(self._whole)[:-2]))
        return bytes(self._whole)


def _places(data: bytes, wanted: bytes) -> Iterator[int]:
    at = data.find(wanted)
    while at >= 0:
        yield at
        at = data.find(wanted, at + 1)


class _Tracks:
    """One GPX run, put on other days."""

    def __init__(self) -> None:
        self._text = usual_gpx(FIRST)

    def at(self, start: dt.datetime) -> bytes:
        """The run begun on another day at the same hour."""
        return self._text.replace(f"{FIRST:%Y-%m-%dT}".encode(), f"{start:%Y-%m-%dT}".encode())
