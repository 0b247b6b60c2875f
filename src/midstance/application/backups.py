"""A backup of everybody's diary: one zip file with a document for each runner and a manifest with their checksums.

It belongs to no database, so it can be restored into another one, and by any later version of this program.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile
import zlib
from collections.abc import Sequence

import msgspec

import midstance
from midstance.application.keeping import DiaryDocument, read_diary, write_diary
from midstance.application.kept_files import MOST_BYTES, ZIP, what_else
from midstance.formats.entry import UnreadableFile, one_line
from midstance.formats.lifting import Ladder, NotLiftable, version_of

BACKUP = Ladder("midstance.backup", 1)
_MANIFEST = "manifest.json"


class _Member(msgspec.Struct, frozen=True, kw_only=True):
    """One runner's document in a backup."""

    file: str
    runner: str
    bytes: int
    sha256: str


class _Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup holds."""

    schema: str = BACKUP.schema
    made_by: str = f"midstance {midstance.__version__}"
    made: dt.datetime
    diaries: tuple[_Member, ...]


def write_backup(documents: Sequence[DiaryDocument], made: dt.datetime) -> bytes:
    """A backup: a zip file of one document for each runner, and a manifest with their checksums."""
    written = [(f"diaries/{number:04}.json", one.runner, write_diary(one)) for number, one in enumerate(documents, 1)]
    members = tuple(
        _Member(file=file, runner=runner, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
        for file, runner, data in written
    )
    manifest = msgspec.json.format(msgspec.json.encode(_Manifest(made=made, diaries=members)), indent=2) + b"\n"
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED) as packed:
        for file, data in [(_MANIFEST, manifest), *((file, data) for file, _, data in written)]:
            entry = zipfile.ZipInfo(file, made.utctimetuple()[:6])
            entry.external_attr = 0o600 << 16
            packed.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return room.getvalue()


def read_backup(data: bytes, name: str) -> tuple[DiaryDocument, ...]:
    """The documents of a backup, every byte checked. Raises UnreadableFile for anything less than a whole one."""
    if not data.startswith(ZIP):
        raise UnreadableFile(name, f"{what_else(data)}; give a file that `midstance backup` wrote")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            manifest = _manifest(packed, name)
            contents = [_member(packed, member, name) for member in manifest.diaries]
    except UnreadableFile:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError, OSError, ValueError):
        raise UnreadableFile(name, "it is damaged or only a part of a backup; take another copy of it") from None
    documents = tuple(read_diary(content, f"{name}: {member.file}") for member, content in zip(
        manifest.diaries, contents, strict=True
    ))  # fmt: skip
    if len({document.runner for document in documents}) < len(documents):
        raise UnreadableFile(name, "it holds a runner twice, as no backup of ours does")
    return documents


def _manifest(packed: zipfile.ZipFile, name: str) -> _Manifest:
    if _MANIFEST not in packed.namelist():
        raise UnreadableFile(name, "it is a zip file, but no backup of ours; give one that `midstance backup` wrote")
    if packed.getinfo(_MANIFEST).file_size > MOST_BYTES // 100:
        raise UnreadableFile(name, "its manifest is far too large; no backup of ours is like that")
    data = packed.read(_MANIFEST)
    try:
        BACKUP.check(version_of(data, BACKUP))
        return msgspec.json.decode(data, type=_Manifest)
    except NotLiftable as error:
        raise UnreadableFile(name, str(error)) from None
    except msgspec.MsgspecError as error:
        raise UnreadableFile(name, f"its manifest cannot be read ({one_line(str(error), 80)})") from None


def _member(packed: zipfile.ZipFile, member: _Member, name: str) -> bytes:
    if packed.getinfo(member.file).file_size != member.bytes or member.bytes > MOST_BYTES:
        raise UnreadableFile(name, "it is damaged: a diary in it is not as long as its manifest says")
    data = packed.read(member.file)
    if hashlib.sha256(data).hexdigest() != member.sha256:
        raise UnreadableFile(name, "it is damaged: a checksum is wrong; take another copy of it")
    return data
