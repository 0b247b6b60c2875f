"""The bytes of backups and exports: read within bounds, unpacked, and called by what they are."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path

from midstance.formats.entry import UnreadableFile

MOST_BYTES = 500_000_000
"""Beyond this a file, packed or unpacked, is refused (ours: 40,000 entries and 200 revisions are a tenth of it)."""
SOMETHING_ELSE = "it is something else"
_DATABASE, ZIP, _GZIP = b"SQLite format 3\0", b"PK\x03\x04", b"\x1f\x8b"


def kept_bytes(path: str | Path) -> bytes:
    """The bytes of a backup or an export. Raises UnreadableFile where there are none to be had, or too many."""
    file = Path(path)
    name = file.name or str(path)
    try:
        if not file.is_file():
            raise UnreadableFile(
                name, "it is a folder; name a file in it" if file.is_dir() else "there is no such file"
            )
        if file.stat().st_size > MOST_BYTES:
            raise UnreadableFile(name, f"it is far too large; at most {MOST_BYTES // 1_000_000} MB are read")
        return file.read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(name, getattr(error, "strerror", None) or "it cannot be opened") from error


def unpacked(data: bytes, name: str) -> bytes:
    """The bytes, out of their gzip where they are in one. Raises UnreadableFile."""
    if not data.startswith(_GZIP):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            plain = stream.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        raise UnreadableFile(name, "it is damaged or only a part of an export; take another copy of it") from None
    if len(plain) > MOST_BYTES:
        raise UnreadableFile(name, f"unpacked it has more than {MOST_BYTES // 1_000_000} MB; no diary is that large")
    return plain


def what_else(data: bytes) -> str:
    """What a file is that is not what was asked for."""
    if not data.strip():
        return "it is empty"
    if data.startswith(_DATABASE):
        return "it is a database"
    if data.startswith(ZIP):
        return "it is a backup or another zip file, which `midstance restore` takes"
    if data.startswith(_GZIP) or b'"midstance.diary/' in data[:200]:
        return "it is an export, which `midstance import` takes"
    return SOMETHING_ELSE
