"""How much is read of what strangers made: bounds on bytes, on what packing may hide, and on nesting. All are ours."""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO

CHUNK = 65_536
MOST_FIT_BYTES = 64_000_000
"""A FIT file is read as a whole. A day with a point each second and every sensor is 5 MB."""
MOST_TRACK_BYTES = 512_000_000
"""GPX and TCX are streamed; a day of these is 30 MB."""
MOST_TABLE_BYTES = 256_000_000
MOST_EXPORT_BYTES = 32_000_000_000
"""Apple's and Garmin's single large files are streamed; decades of a watch are said to be some gigabytes."""
MOST_DIRECTORY_BYTES = 64_000_000
"""The directory of a zip is read as a whole; 64 MB is half a million files."""
MOST_MEMBERS = 300_000
DEEPEST_ZIP = 3
"""Zips within zips; Garmin's export has two."""
MOST_RATIO, RATIO_FROM = 250, 8_000_000
"""How many times larger than packed a file may become, looked at from 8 MB on. Repetitive XML reaches fifty or so."""


class TooMuch(ValueError):
    """More than is read; the message says of what."""


def said_size(size: int) -> str:
    """`12 MB`, `3 GB`."""
    return f"{size / 1e9:.3g} GB" if size >= 1_000_000_000 else f"{max(1, size // 1_000_000)} MB"


class Bounded(io.RawIOBase):
    """A stream that reads from another and refuses to give more than `most` bytes. Raises TooMuch."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._stream, self._most, self.given = stream, most, 0

    def readable(self) -> bool:
        """True: it can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fills a buffer."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._stream.read(len(view))
        self.given += len(data)
        if self.given > self._most:
            raise TooMuch(f"it has more than {said_size(self._most)}; no such recording is that large")
        view[: len(data)] = data
        return len(data)

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, or all of them, still within the bound."""
        if size is None or size < 0:
            data = self._stream.read(self._most - self.given + 1)
            parts = [data]
            self._count(len(data))
            while data and (data := self._stream.read(CHUNK)):
                parts.append(data)
                self._count(len(data))
            return b"".join(parts)
        data = self._stream.read(size)
        self._count(len(data))
        return data

    def _count(self, size: int) -> None:
        self.given += size
        if self.given > self._most:
            raise TooMuch(f"it has more than {said_size(self._most)}; no such recording is that large")


class Unpacked(io.RawIOBase):
    """What a gzip stream holds, unpacked piece by piece. Raises TooMuch for a bomb, EOFError, zlib.error for damage."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._unpacker = zlib.decompressobj(31)
        self._packed = self._plain = 0
        self._left = b""

    def readable(self) -> bool:
        """True: it can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; all of them only within the bounds of another stream. Raises as the class says."""
        if size is None or size < 0:
            parts = []
            while part := self.read(CHUNK):
                parts.append(part)
            return b"".join(parts)
        while size:
            if not self._left:
                self._left = self._stream.read(CHUNK)
                self._packed += len(self._left)
            if self._unpacker.eof:
                # Several gzip streams may follow each other; zeros behind the last are padding.
                self._left = self._left.lstrip(b"\0")
                if not self._left:
                    return b""
                self._unpacker = zlib.decompressobj(31)
            if not self._left:
                raise EOFError("it ends early")
            data = self._unpacker.decompress(self._left, size)
            self._left = self._unpacker.unconsumed_tail or self._unpacker.unused_data
            if data:
                self._plain += len(data)
                if self._plain > RATIO_FROM and self._plain > MOST_RATIO * self._packed:
                    raise TooMuch(f"unpacked it grows more than {MOST_RATIO} times; it was not read on")
                return data
        return b""
