"""Files that were handed over, opened within bounds; what is read of them is counted, to say how far it is."""

from __future__ import annotations

import io
from typing import BinaryIO, cast

from midstance.application.importing.brought_in import Given, Hearing
from midstance.formats.activities.packed import DAMAGE, Member, damage_said, lookup_path, plain
from midstance.formats.entry import UnreadableFile
from midstance.formats.strength_logs.rows import MOST_BYTES

AT_ONCE = 256 * 1024
"""Bytes asked of the disk at once (ours)."""


class _Counted(io.FileIO):
    """A file whose bytes are counted as they are read."""

    def __init__(self, file: Given, hearing: Hearing) -> None:
        super().__init__(file.path, "rb")
        self._hearing = hearing

    def readinto(self, buffer: object) -> int | None:
        """Fills a buffer, and tells of it."""
        size = super().readinto(buffer)  # type: ignore[arg-type]
        self._hearing.read(size or 0)
        return size


def given_member(file: Given, hearing: Hearing) -> Member:
    """A file as the readers of recordings want it; it is called as its owner calls it, wherever it is kept."""

    def opened() -> BinaryIO:
        return cast("BinaryIO", io.BufferedReader(_Counted(file, hearing), AT_ONCE))

    return Member(name=file.name, path=lookup_path(file.name), size=file.size, open=opened)


def given_bytes(file: Given, hearing: Hearing) -> bytes:
    """The bytes of a strength log, out of its gzip where it is in one. Raises UnreadableFile."""
    hearing.expect(1)
    try:
        with given_member(file, hearing).open() as packed:
            _, stream = plain(packed)
            parts, size = [], 0
            while part := stream.read(AT_ONCE):
                parts.append(part)
                size += len(part)
                if size > MOST_BYTES:
                    says = f"it has more than {MOST_BYTES // 1_000_000} MB; split it by years"
                    raise UnreadableFile(file.name, says)
    except UnreadableFile:
        raise
    except DAMAGE as error:
        raise UnreadableFile(file.name, damage_said(error)) from None
    finally:
        hearing.done()
    return b"".join(parts)
