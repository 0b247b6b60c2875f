"""Bundles of files: a zip, a folder, an export of a service; what belongs together is put together.

Strava's table and its recordings are one thing, and so are Apple's export and its routes. Zips in zips are opened up to
a depth.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

import msgspec

from midstance.formats.activities.activity import Activity
from midstance.formats.activities.limits import DEEPEST_ZIP, MOST_TABLE_BYTES, Bounded
from midstance.formats.activities.packed import (
    DAMAGE,
    Allowance,
    Bomb,
    Member,
    damage_said,
    lookup_path,
    plain,
    shown_name,
    spooled,
    zip_members,
)
from midstance.formats.activities.reading import FileKind, FileRead, Reader, kind_of, read_member
from midstance.formats.activities.strava import StravaRow, read_strava
from midstance.training.running import Problem

_ENDINGS = (".fit", ".gpx", ".tcx", ".csv", ".json", ".xml", ".zip")
_TRACK_ENDINGS = (".fit", ".gpx", ".tcx")
_STRAVA_TABLE = "activities.csv"
_ROUTES = "workout-routes/"
_MAC_SHADOW, _MAC_FOLDER = "._", "__macosx/"
_SAME_START_S = 900
"""A recording whose start is further from its row's is another one (ours; they are the same to the second)."""
_NOTHING_IN_FILE = frozenset({"cycling", "walking", "hiking", "swimming", "rowing", "skiing", "mobility", "other"})
"""Of these sports nothing is planned by: where Strava's table names one, the recording is not opened."""


def read_file(member: Member, reader: Reader) -> Iterator[FileRead]:
    """What a file of any kind holds, a zip included. Never raises."""
    try:
        with member.open() as stream:
            is_zip = kind_of(stream.read(4096)) == "zip"
    except DAMAGE as error:
        yield FileRead(place=member.name, problems=(Problem(place=member.name, says=damage_said(error)),))
        return
    reader.expect(1)
    yield from read_zip(member, reader) if is_zip else read_member(member, reader)
    reader.done()


def read_bundle(
    members: Sequence[Member], reader: Reader, depth: int = 0, allowance: Allowance | None = None
) -> Iterator[FileRead]:
    """What the files of a zip or a folder hold, tables and exports first. Never raises but Bomb."""
    wanted = [member for member in members if _is_wanted(member)]
    tables = [(member, _kind(member)) for member in wanted if not _is_track(member) and not _is_zip(member)]
    tables = [(member, kind) for member, kind in tables if kind not in ("other", "empty")]
    tracks = [member for member in wanted if _is_track(member)]
    zips = [member for member in wanted if _is_zip(member)]
    reader.expect(len(tables) + len(tracks) + len(zips))
    rows: dict[str, StravaRow] = {}
    for member, kind in tables:
        if kind == "strava":
            yield from _strava_table(member, rows)
        else:
            yield from read_member(member, reader)
        reader.done()
    if any(kind == "apple" for _, kind in tables):
        # The export itself says all about these workouts; its routes say only where they were.
        tracks = [member for member in tracks if _ROUTES not in member.path]
    for member in tracks:
        yield from _track(member, rows.pop(_row_key(member, rows), None), reader)
        reader.done()
    yield from _without_file(rows)
    for member in zips:
        yield from read_zip(member, reader, depth + 1, allowance)
        reader.done()


def read_zip(member: Member, reader: Reader, depth: int = 1, allowance: Allowance | None = None) -> Iterator[FileRead]:
    """What a zip holds. A bomb in it, at whatever depth, ends the outermost zip with a problem: never raises there.

    `allowance` is that of the zip around it, against which all that is unpacked within counts.
    """
    if depth > DEEPEST_ZIP:
        says = f"zips in it nest more than {DEEPEST_ZIP} deep; it was not opened"
        yield FileRead(place=member.name, problems=(Problem(place=member.name, says=says),))
        return
    try:
        with member.open() as stream:
            if allowance is None:
                yield from _of_zip(member, stream, Allowance(member.size), reader, depth)
            else:
                with spooled(stream, reader.spool) as searchable:
                    yield from _of_zip(member, searchable, allowance, reader, depth)
    except Bomb as bomb:
        if allowance is not None:
            raise
        yield FileRead(place=member.name, problems=(Problem(place=member.name, says=str(bomb)),))
    except DAMAGE as error:
        yield FileRead(place=member.name, problems=(Problem(place=member.name, says=damage_said(error)),))


def _of_zip(member: Member, stream: BinaryIO, allowance: Allowance, reader: Reader, depth: int) -> Iterator[FileRead]:
    members = list(zip_members(stream, member.name, allowance))
    if not any(_is_wanted(one) for one in members):
        says = "nothing in it is a recording or an export that is known"
        yield FileRead(place=member.name, problems=(Problem(place=member.name, says=says),))
    yield from read_bundle(members, reader, depth, allowance)


def _is_wanted(member: Member) -> bool:
    """Whether a file can be of any use, by its name: what has none of the known endings is not even opened."""
    last = member.path.rpartition("/")[2]
    if last.startswith(_MAC_SHADOW) or member.path.startswith(_MAC_FOLDER):
        return False
    return last.removesuffix(".gz").endswith(_ENDINGS)


def _is_track(member: Member) -> bool:
    return member.path.removesuffix(".gz").endswith(_TRACK_ENDINGS)


def _is_zip(member: Member) -> bool:
    return member.path.endswith(".zip")


def _kind(member: Member) -> FileKind:
    """What a table or an export is, by its beginning; `other` where it cannot be opened.

    A table by the name of Strava's whose header is not understood is Strava's in a language that is not known.
    """
    try:
        with member.open() as stream:
            kind = kind_of(plain(stream)[0])
            is_named = member.path.rpartition("/")[2] == _STRAVA_TABLE
            return "strava" if kind == "other" and is_named else kind
    except Bomb:
        raise
    except DAMAGE:
        return "other"


def _strava_table(member: Member, rows: dict[str, StravaRow]) -> Iterator[FileRead]:
    """Takes the rows of Strava's table in; gives only its problems."""
    problems: list[Problem] = []
    try:
        with member.open() as stream:
            for row in read_strava(Bounded(plain(stream)[1], MOST_TABLE_BYTES), member.name):  # type: ignore[arg-type]
                if isinstance(row, Problem):
                    problems.append(row)
                else:
                    rows[lookup_path(row.file) or f"/{len(rows)}"] = row
    except Bomb:
        raise
    except DAMAGE as error:
        problems.append(Problem(place=member.name, says=damage_said(error)))
    yield FileRead(place=member.name, problems=tuple(problems))


def _row_key(member: Member, rows: dict[str, StravaRow]) -> str:
    """The row of a file: by its path within the export, which may itself lie in a folder."""
    if member.path in rows:
        return member.path
    return "/".join(member.path.split("/")[-2:])


def _track(member: Member, row: StravaRow | None, reader: Reader) -> Iterator[FileRead]:
    """A recording, with what Strava's table says of it."""
    if row is not None and row.activity.sport in _NOTHING_IN_FILE:
        yield FileRead(place=member.name, activities=(row.activity,))
        return
    for read in read_member(member, reader):
        yield read if row is None or read.known else _with_row(read, row)


def _with_row(read: FileRead, row: StravaRow) -> FileRead:
    """The recording by what the table says: the runner may have put sport, distance and name right there."""
    listed = row.activity
    if len(read.activities) > 1:
        return read
    if read.activities and _is_another(read.activities[0], listed):
        says = "its recording begins at another time than Strava's table says; the table was taken"
        problems = (*read.problems, Problem(place=read.place, says=says))
        return msgspec.structs.replace(read, activities=(listed,), problems=problems)
    if not read.activities:
        says = "its recording cannot be used; what Strava's table says of it was taken"
        problems = (*read.problems, Problem(place=read.place, says=says))
        return msgspec.structs.replace(read, activities=(listed,), problems=problems)
    recorded = read.activities[0]
    said = listed.sport not in ("unknown", "other")
    use_start = recorded.start is not None and recorded.clock == "exact"
    merged = msgspec.structs.replace(
        recorded,
        title=listed.title or recorded.title,
        sport=listed.sport if said else recorded.sport,
        detail=(listed.detail or recorded.detail) if said else recorded.detail,
        start=recorded.start if use_start else listed.start,
        clock=recorded.clock if use_start else listed.clock,
        distance_m=listed.distance_m or recorded.distance_m,
        duration_s=recorded.duration_s or listed.duration_s,
        elapsed_s=recorded.elapsed_s or listed.elapsed_s,
        avg_heart=recorded.avg_heart or listed.avg_heart,
        max_heart=recorded.max_heart or listed.max_heart,
        load=recorded.load if recorded.load is not None else listed.load,
    )
    return msgspec.structs.replace(read, activities=(merged,))


def _is_another(recorded: Activity, listed: Activity) -> bool:
    """Whether a recording cannot be that of its row: its times begin elsewhere, and both can be trusted."""
    if recorded.start is None or listed.start is None or (recorded.clock, listed.clock) != ("exact", "exact"):
        return False
    return abs((recorded.start - listed.start).total_seconds()) > _SAME_START_S


def _without_file(rows: dict[str, StravaRow]) -> Iterator[FileRead]:
    """Activities of Strava's table whose file is not there, or that never had one."""
    for row in rows.values():
        problems: tuple[Problem, ...] = ()
        if row.file:
            says = f"{shown_name(row.file)} is not in the export; what the table says of it was taken"
            problems = (Problem(place=row.activity.source, says=says),)
        yield FileRead(place=row.activity.source, activities=(row.activity,), problems=problems)
