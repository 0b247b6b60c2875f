"""Files in files: zips, zips in zips and gzip, opened within bounds; nothing is ever unpacked to a name it chose."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import BinaryIO

import msgspec

from midstance.formats.activities.limits import (
    CHUNK,
    MOST_DIRECTORY_BYTES,
    MOST_EXPORT_BYTES,
    MOST_MEMBERS,
    MOST_RATIO,
    Bounded,
    TooMuch,
    Unpacked,
    said_size,
)
from midstance.formats.entry import one_line

GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
_EMPTY_ZIP, _ENTRY = b"PK\x05\x06", b"PK\x01\x02"
_ENTRY_BYTES, _UTF8_NAME = 46, 0x800
_READ_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_FREE_BYTES = 256_000_000
"""So much is unpacked of any archive before its growth is looked at (ours)."""
IN_MEMORY_BYTES = 16_000_000
"""A zip within a zip up to here is opened in memory (ours)."""

DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, RuntimeError, OSError, ValueError,
    OverflowError, KeyError, IndexError,
)  # fmt: skip
"""What opening and reading damaged or foreign files raises; RuntimeError is a file locked with a password."""

Spool = Callable[[], BinaryIO]
"""Makes an empty file to put a zip within a zip into while it is read; it goes away when it is closed."""


class Bomb(TooMuch):
    """An archive that grows so much when unpacked that nothing more of it is read."""


class Allowance:
    """How much may be unpacked of one archive in all, by its size."""

    def __init__(self, packed: int) -> None:
        self._most = max(_FREE_BYTES, MOST_RATIO * packed)
        self._used = 0

    def use(self, size: int) -> None:
        """Counts bytes. Raises Bomb."""
        self._used += size
        if self._used > self._most:
            raise Bomb(f"unpacked it comes to more than {said_size(self._most)}; the rest of it is not read")


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A file, on its own or in an archive or folder, that can be opened as often as one likes."""

    name: str
    """As messages name it: without folders, on one line."""
    path: str
    """Its folders and name within what it was found in, with `/` between, in small letters: to look it up by."""
    size: int
    open: Callable[[], AbstractContextManager[BinaryIO]]
    fingerprint: str = ""
    """Checksum and size of its bytes where they are known without reading it."""


class _Counted(io.RawIOBase):
    """A stream whose bytes count against an allowance."""

    def __init__(self, stream: BinaryIO, allowance: Allowance) -> None:
        self._stream, self._allowance = stream, allowance

    def readable(self) -> bool:
        """True: it can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, never all at once. Raises Bomb."""
        data = self._stream.read(CHUNK if size is None or size < 0 else size)
        self._allowance.use(len(data))
        return data

    def close(self) -> None:
        """Closes the stream behind it too."""
        self._stream.close()
        super().close()


class _Directory(io.RawIOBase):
    """A zip's stream while its directory is read: of bounded size, and with names that are no UTF-8 marked as such."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self.opening = stream, True

    def readable(self) -> bool:
        """True: it can be read."""
        return True

    def seekable(self) -> bool:
        """True: a zip's directory stands at its end."""
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """Goes to a place."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """The place it is at."""
        return self._stream.tell()

    def read(self, size: int = -1) -> bytes:
        """Bytes from here on. Raises TooMuch for a directory that no export has."""
        if not self.opening:
            return self._stream.read(size)
        if size is None or size < 0 or size > MOST_DIRECTORY_BYTES:
            here = self._stream.tell()
            left = self._stream.seek(0, io.SEEK_END) - here
            self._stream.seek(here)
            if left > MOST_DIRECTORY_BYTES:
                raise TooMuch(f"its directory has more than {said_size(MOST_DIRECTORY_BYTES)}; no export is that large")
        data = self._stream.read(size)
        return _named(data) if data[:4] == _ENTRY else data


def _named(directory: bytes) -> bytes:
    """A directory in which names that claim to be UTF-8 and are not no longer claim it; else none could be read."""
    at, fixed = 0, None
    while directory[at : at + 4] == _ENTRY and at + _ENTRY_BYTES <= len(directory):
        (flags,) = struct.unpack_from("<H", directory, at + 8)
        name, extra, comment = struct.unpack_from("<3H", directory, at + 28)
        if flags & _UTF8_NAME:
            try:
                directory[at + _ENTRY_BYTES : at + _ENTRY_BYTES + name].decode("utf-8")
            except UnicodeDecodeError:
                fixed = bytearray(directory) if fixed is None else fixed
                struct.pack_into("<H", fixed, at + 8, flags & ~_UTF8_NAME)
        at += _ENTRY_BYTES + name + extra + comment
    return directory if fixed is None else bytes(fixed)


def shown_name(path: str) -> str:
    """A file's own name for messages: without its folders, on one line, nothing invisible in it."""
    last = path.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return one_line("".join(letter if letter.isprintable() else "?" for letter in last), 80) or "?"


def lookup_path(path: str) -> str:
    """A path to look files up by: folders that lead nowhere or upwards left out, in small letters."""
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join(parts).casefold()


def zip_members(stream: BinaryIO, place: str, allowance: Allowance) -> Iterator[Member]:
    """The files in a zip. Raises one of `DAMAGE`, TooMuch among them, where its directory cannot be read."""
    guarded = _Directory(stream)
    archive = zipfile.ZipFile(guarded)
    guarded.opening = False
    entries = archive.infolist()
    if len(entries) > MOST_MEMBERS:
        raise TooMuch(f"it holds more than {MOST_MEMBERS} files; no export has so many")
    for entry in entries:
        if not entry.is_dir():
            yield _member(archive, entry, place, allowance)


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: str, allowance: Allowance) -> Member:
    def opened() -> AbstractContextManager[BinaryIO]:
        if entry.compress_type not in _READ_METHODS:
            raise NotImplementedError("it is packed in a way that is not read; pack it anew as an ordinary zip")
        return _Counted(archive.open(entry), allowance)  # type: ignore[arg-type,return-value]

    return Member(
        name=f"{place}:{shown_name(entry.filename)}",
        path=lookup_path(entry.filename),
        size=entry.file_size,
        open=opened,
        fingerprint=f"{entry.CRC:08x}{entry.file_size:x}",
    )


def spooled(stream: BinaryIO, spool: Spool | None) -> BinaryIO:
    """A zip within a zip where it can be searched: in memory while it is small, else in a file of `spool`'s.

    Raises TooMuch, and what reading raises.
    """
    most = MOST_EXPORT_BYTES if spool is not None else IN_MEMORY_BYTES
    target: BinaryIO = io.BytesIO()
    bounded, copied = Bounded(stream, most), 0
    while chunk := bounded.read(CHUNK):
        copied += len(chunk)
        if copied > IN_MEMORY_BYTES and isinstance(target, io.BytesIO) and spool is not None:
            on_disk = spool()
            on_disk.write(target.getvalue())
            target = on_disk
        target.write(chunk)
    target.seek(0)
    return target


class Rejoined(io.RawIOBase):
    """A stream with what was already read of it put back in front."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = head, stream

    def readable(self) -> bool:
        """True: it can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, first of what was put back; all of them where no size is given."""
        if size is None or size < 0:
            head, self._head = self._head, b""
            return head + self._stream.read()
        if self._head:
            head, self._head = self._head[:size], self._head[size:]
            return head
        return self._stream.read(size)


def plain(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first bytes and the whole of a stream, out of its gzip where it is in one. Raises what unpacking raises."""
    head = _filled(stream)
    whole: BinaryIO = Rejoined(head, stream)  # type: ignore[assignment]
    if not head.startswith(GZIP):
        return head, whole
    unpacked: BinaryIO = Unpacked(whole)  # type: ignore[assignment]
    head = _filled(unpacked)
    return head, Rejoined(head, unpacked)  # type: ignore[return-value]


def _filled(stream: BinaryIO) -> bytes:
    """The first bytes, as many as a read should give: streams may give fewer than they are asked for."""
    parts, size = [], 0
    while size < 4096 and (part := stream.read(4096 - size)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def damage_said(error: BaseException) -> str:
    """What to say of an error that opening or reading raised."""
    if isinstance(error, TooMuch):
        return str(error)
    if isinstance(error, RuntimeError) and "password" in str(error):
        return "it is locked with a password; pack it anew without one"
    if isinstance(error, NotImplementedError):
        return "it is packed in a way that is not read; pack it anew as an ordinary zip"
    if isinstance(error, zipfile.BadZipFile | zlib.error | EOFError | struct.error):
        return "it is damaged or cut off; take another copy of it"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return "it cannot be read; take another copy of it"
