"""The door to recorded activities: any file, zip or folder's files in, activities and problems out, piece by piece.

What a file is is told from what is in it. One bad file never stops the others.
"""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections.abc import Callable, Iterator
from itertools import islice
from typing import BinaryIO, Literal

import msgspec

from midstance.formats.activities.activity import Activity
from midstance.formats.activities.apple_health import read_apple_health
from midstance.formats.activities.fit import read_fit
from midstance.formats.activities.fit_scan import is_fit
from midstance.formats.activities.garmin_export import read_summaries
from midstance.formats.activities.gpx import read_gpx
from midstance.formats.activities.limits import (
    CHUNK,
    MOST_EXPORT_BYTES,
    MOST_FIT_BYTES,
    MOST_TABLE_BYTES,
    MOST_TRACK_BYTES,
    Bounded,
)
from midstance.formats.activities.packed import DAMAGE, ZIP, Bomb, Member, Spool, damage_said, plain
from midstance.formats.activities.service_tables import is_garmin, is_trainingpeaks_done, read_service_table
from midstance.formats.activities.sports import UNKNOWN, Played
from midstance.formats.activities.strava import StravaRow, is_strava, read_strava
from midstance.formats.activities.tcx import read_tcx
from midstance.formats.entry import Unit
from midstance.training.running import Problem

FileKind = Literal["fit", "gpx", "tcx", "apple", "summaries", "strava", "table", "zip", "empty", "other"]
TRACKS: frozenset[FileKind] = frozenset({"fit", "gpx", "tcx"})
AT_ONCE = 200
"""Activities of one file handed on together."""
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]")
_ROOTS: dict[bytes, FileKind] = {b"gpx": "gpx", b"TrainingCenterDatabase": "tcx", b"HealthData": "apple"}
_MOST: dict[FileKind, int] = {
    "fit": MOST_FIT_BYTES, "gpx": MOST_TRACK_BYTES, "tcx": MOST_TRACK_BYTES, "apple": MOST_EXPORT_BYTES,
    "summaries": MOST_EXPORT_BYTES, "strava": MOST_TABLE_BYTES, "table": MOST_TABLE_BYTES,
}  # fmt: skip


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """How to read: what files leave unsaid, and what need not be read."""

    zone: dt.tzinfo = dt.UTC
    """The runner's clock, for tables with local times."""
    unit: Unit | None = None
    """Of distances in Garmin's table; None: to be told from it."""
    assume: Played = UNKNOWN
    """The sport of recordings that name none."""
    is_known: Callable[[str], bool] = lambda fingerprint: False
    """Whether a file of a fingerprint was taken in before, so that it need not be opened."""
    spool: Spool | None = None
    expect: Callable[[int], None] = lambda files: None
    """Told of so many files more that are to be looked at."""
    done: Callable[[], None] = lambda: None
    """Told that one of them is."""


class FileRead(msgspec.Struct, frozen=True, kw_only=True):
    """What one file, or a piece of a large one, holds."""

    place: str
    fingerprint: str = ""
    """Checksum and size of the file's bytes, for single recordings; empty for tables and exports of many."""
    activities: tuple[Activity, ...] = ()
    problems: tuple[Problem, ...] = ()
    known: bool = False
    """It was taken in before and was not opened."""
    first: bool = True
    """Whether it is the first piece of its file."""


def kind_of(head: bytes) -> FileKind:
    """What a file is by its first bytes (some thousands of them)."""
    if not head.strip(b" \t\r\n\0"):
        return "empty"
    if is_fit(head):
        return "fit"
    if head.startswith((ZIP, b"PK\x05\x06")):
        return "zip"
    bare = head.replace(b"\0", b"").lstrip(b" \t\r\n\xef\xbb\xbf\xfe\xff")
    if bare.startswith(b"<"):
        root = _ROOT.search(re.sub(rb"<!DOCTYPE\s+(\w+)[^<]*", rb"<\1 ", bare, count=1))
        return _ROOTS.get(root[1] if root else b"", "other")
    if bare[:1] in (b"{", b"["):
        return "summaries" if b"summarizedActivitiesExport" in bare else "other"
    return _table_kind(bare)


def _table_kind(bare: bytes) -> FileKind:
    first = bare.split(b"\n", 1)[0].decode("utf-8", "replace").strip("\r")
    cells = [cell.strip().strip('"') for cell in re.split(r"[,;\t]", first)]
    if is_strava(cells):
        return "strava"
    return "table" if is_garmin(cells) or is_trainingpeaks_done(cells) else "other"


def read_member(member: Member, reader: Reader) -> Iterator[FileRead]:
    """What one file that is no zip holds. Never raises but Bomb, with which the archive around it is to be left."""
    fingerprint = member.fingerprint
    if fingerprint and reader.is_known(fingerprint):
        yield FileRead(place=member.name, fingerprint=fingerprint, known=True)
        return
    try:
        with member.open() as packed:
            head, stream = plain(packed)
            kind = kind_of(head)
            if kind in TRACKS:
                yield from _read_track(member, kind, stream, reader)
            else:
                yield from _pieces(member.name, _read(kind, stream, member.name, reader))
    except Bomb:
        raise
    except DAMAGE as error:
        yield FileRead(place=member.name, problems=(Problem(place=member.name, says=damage_said(error)),))


def _read_track(member: Member, kind: FileKind, stream: BinaryIO, reader: Reader) -> Iterator[FileRead]:
    """A single recording, with the fingerprint of its file."""
    fingerprint = member.fingerprint or fingerprint_of(member)
    if not member.fingerprint and reader.is_known(fingerprint):
        yield FileRead(place=member.name, fingerprint=fingerprint, known=True)
        return
    activities: list[Activity] = []
    problems: list[Problem] = []
    try:
        for one in _read(kind, stream, member.name, reader):
            (activities if isinstance(one, Activity) else problems).append(one)  # type: ignore[arg-type]
    except Bomb:
        raise
    except DAMAGE as error:
        problems.append(Problem(place=member.name, says=damage_said(error)))
    yield FileRead(place=member.name, fingerprint=fingerprint, activities=tuple(activities), problems=tuple(problems))


def fingerprint_of(member: Member) -> str:
    """Checksum and size of a file's bytes, as zips state them for theirs. Raises what reading raises."""
    value, size = 0, 0
    with member.open() as stream:
        while chunk := stream.read(CHUNK):
            value, size = zlib.crc32(chunk, value), size + len(chunk)
    return f"{value:08x}{size:x}"


def _read(kind: FileKind, stream: BinaryIO, name: str, reader: Reader) -> Iterator[Activity | Problem]:
    """What a stream of a kind holds. Raises what reading the stream raises."""
    bounded: BinaryIO = Bounded(stream, _MOST.get(kind, CHUNK))  # type: ignore[assignment]
    if kind == "fit":
        reading = read_fit(bounded.read(), name)
        yield from reading.activities
        yield from reading.problems
    elif kind == "gpx":
        yield from read_gpx(bounded, name, reader.assume)
    elif kind == "tcx":
        yield from read_tcx(bounded, name, reader.assume)
    elif kind == "apple":
        yield from read_apple_health(bounded, name)
    elif kind == "summaries":
        yield from read_summaries(bounded, name)
    elif kind == "strava":
        for row in read_strava(bounded, name):
            yield row.activity if isinstance(row, StravaRow) else row
    elif kind == "table":
        yield from read_service_table(bounded, name, reader.zone, reader.unit)
    else:
        says = "it is empty" if kind == "empty" else "it is no recording or export that is known"
        yield Problem(place=name, says=says)


def _pieces(place: str, found: Iterator[Activity | Problem]) -> Iterator[FileRead]:
    """What a large file holds, some at a time. An error of the stream ends the last piece and is said in it."""
    first, ended = True, False
    while not ended:
        some: list[Activity | Problem] = []
        try:
            some.extend(islice(found, AT_ONCE))
            ended = len(some) < AT_ONCE
        except Bomb:
            raise
        except DAMAGE as error:
            some.append(Problem(place=place, says=damage_said(error)))
            ended = True
        if some or first:
            yield FileRead(
                place=place,
                activities=tuple(one for one in some if isinstance(one, Activity)),
                problems=tuple(one for one in some if isinstance(one, Problem)),
                first=first,
            )
        first = False
