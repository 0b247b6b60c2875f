"""Files that commands write for a person: never over something else, and how large they came out."""

from __future__ import annotations

from pathlib import Path

from midstance.application.diary import DiaryError


def may_write(file: Path, what: str, heads: tuple[bytes, ...]) -> None:
    """Raises DiaryError rather than write over a file that does not begin as such a one does."""
    if not file.is_file():
        return
    with file.open("rb") as stream:
        head = stream.read(64)
    if head and not head.startswith(heads):
        raise DiaryError(f"{file} is there already and is no {what}; choose another name")


def said_size(size: int) -> str:
    """`4 kB`, `1.2 MB`."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"
