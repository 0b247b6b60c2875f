"""Drawings of figures, drawn once: kept in memory and beside the diary, packed, until a new version draws them anew."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import os
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import msgspec

import midstance

FOLDER = "figures"
MOST_IN_MEMORY = 512
"""About 10 KB each, packed (ours: all exercises, both sides, and then some)."""
MOST_ON_DISK = 4096
"""About 40 MB; the oldest go first (ours: room for the tempos of a few runners)."""
MARK_LETTERS = 32


class KeptDrawing(msgspec.Struct, frozen=True):
    """A drawing as it is sent: packed by gzip, and the mark by which a browser asks whether it is still the same."""

    packed: bytes
    mark: str

    def plain(self) -> bytes:
        """The drawing for whoever takes nothing packed."""
        return gzip.decompress(self.packed)


class FiguresKept:
    """The drawings of one folder. One is drawn at a time, so that what is asked for by several is drawn once."""

    def __init__(self, home: Path) -> None:
        self.folder = home / FOLDER / version_of_drawings()
        self._memory: OrderedDict[str, KeptDrawing] = OrderedDict()
        self._lock, self._drawing = threading.Lock(), threading.Lock()

    def drawing(self, key: str, draw: Callable[[], str]) -> KeptDrawing:
        """The drawing of a key, drawn where it was never asked for. Raises what `draw` raises."""
        kept = self._known(key)
        if kept is not None:
            return kept
        with self._drawing:
            kept = self._known(key)
            if kept is None:
                kept = _kept(gzip.compress(draw().encode(), 6, mtime=0))
                self._write(key, kept.packed)
                self._remember(key, kept)
        return kept

    def _known(self, key: str) -> KeptDrawing | None:
        with self._lock:
            kept = self._memory.get(key)
            if kept is not None:
                self._memory.move_to_end(key)
                return kept
        try:
            packed = self._file(key).read_bytes()
            gzip.decompress(packed)
        except (OSError, EOFError, ValueError):
            return None
        return self._remember(key, _kept(packed))

    def _remember(self, key: str, kept: KeptDrawing) -> KeptDrawing:
        with self._lock:
            self._memory[key] = kept
            while len(self._memory) > MOST_IN_MEMORY:
                self._memory.popitem(last=False)
        return kept

    def _file(self, key: str) -> Path:
        return self.folder / f"{hashlib.sha256(key.encode()).hexdigest()[:40]}.svg.gz"

    def _write(self, key: str, packed: bytes) -> None:
        """A drawing that cannot be kept is drawn again another time; nothing hangs on it."""
        with contextlib.suppress(OSError):
            if not self.folder.exists():
                self.folder.mkdir(parents=True)
                self._let_go_of_others()
            handle, name = tempfile.mkstemp(prefix=".drawing-", dir=self.folder)
            with os.fdopen(handle, "wb") as file:
                file.write(packed)
            os.replace(name, self._file(key))
            self._let_go_of_oldest()

    def _let_go_of_others(self) -> None:
        """What another version drew is of no use any more."""
        for other in self.folder.parent.iterdir():
            if other != self.folder:
                for file in other.iterdir():
                    file.unlink()
                other.rmdir()

    def _let_go_of_oldest(self) -> None:
        files = list(self.folder.iterdir())
        if len(files) > MOST_ON_DISK:
            files.sort(key=lambda file: (file.stat().st_mtime, file.name))
            for file in files[: len(files) // 4]:
                file.unlink()


def _kept(packed: bytes) -> KeptDrawing:
    return KeptDrawing(packed, hashlib.sha256(packed).hexdigest()[:MARK_LETTERS])


@lru_cache(maxsize=1)
def version_of_drawings() -> str:
    """Tells one way of drawing from another: by all that draws, and all the poses."""
    package = Path(midstance.__file__).parent
    seen = hashlib.sha256(midstance.__version__.encode())
    for file in [*sorted((package / "figure").glob("*.py")), package / "knowledge" / "poses.msgpack"]:
        seen.update(file.read_bytes() if file.is_file() else b"")
    return seen.hexdigest()[:16]
