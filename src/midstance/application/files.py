"""Files on disk as bytes, with a sentence where there are none to be had."""

from __future__ import annotations

from pathlib import Path

from midstance.formats.entry import MAX_BYTES, UnreadableFile, check_size


def shown(path: str | Path) -> str:
    """The file's own name, as places in messages begin with; never the folders or the tokens of an address."""
    return Path(path).name or str(path) or "''"


def file_bytes(path: str | Path) -> bytes:
    """The bytes of a file. Raises UnreadableFile where there are none to be had, or too many."""
    file, name = Path(path), shown(path)
    if str(path) == "-":
        raise UnreadableFile(name, "standard input is not read; save it as a file and name that")
    try:
        if file.is_dir():
            raise UnreadableFile(name, "it is a folder; name a file in it")
        if not file.is_file():
            raise UnreadableFile(name, "there is no such file" if not file.exists() else "it is no ordinary file")
        check_size(name, file.stat().st_size)
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except UnreadableFile:
        raise
    except (OSError, ValueError) as error:
        raise UnreadableFile(name, getattr(error, "strerror", None) or "it cannot be opened") from error
