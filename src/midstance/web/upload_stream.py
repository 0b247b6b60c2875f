"""Uploads of a form straight onto the disk, however large: each part is written as it comes, and nothing is held."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from io import BufferedWriter
from pathlib import Path

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from midstance.formats.activities.packed import shown_name


class Unread(FileUploadHandler):
    """Ends a form where its first file begins."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Raises StopUpload."""
        raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Never reached."""
        return None

    def file_complete(self, file_size: int) -> None:
        """Never reached."""
        return


class ToDisk(FileUploadHandler):
    """Writes the files of a form to places that `place` names, by their number from 1; more than `most` bytes end it.

    What arrived stands in `files`. Where the form ends early, what was written is deleted.
    """

    chunk_size = 1024 * 1024

    def __init__(self, place: Callable[[int], Path], most: int, most_files: int) -> None:
        super().__init__()
        self._place, self._most, self._most_files = place, most, most_files
        self.files: list[tuple[str, int]] = []
        self.trouble: OSError | None = None
        self.too_much = False
        self._bytes = 0
        self._stream: BufferedWriter | None = None

    def new_file(self, *args: object, **kwargs: object) -> None:
        """A file begins. Raises StopUpload for one too many."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        if len(self.files) >= self._most_files:
            self._stop(too_much=True)
        try:
            path = self._place(len(self.files) + 1)
            path.unlink(missing_ok=True)
            self._stream = path.open("xb")
            path.chmod(0o600)
        except OSError as error:
            self.trouble = error
            self._stop()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """A piece of it, written at once. Raises StopUpload where it is too much, or cannot be written."""
        self._bytes += len(raw_data)
        if self._bytes > self._most:
            self._stop(too_much=True)
        try:
            assert self._stream is not None
            self._stream.write(raw_data)
        except OSError as error:
            self.trouble = error
            self._stop()
        return None

    def file_complete(self, file_size: int) -> None:
        """It is whole. An empty choice of the form is none."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None
        if file_size or self.file_name:
            self.files.append((shown_name(self.file_name or ""), file_size))
        return

    def upload_interrupted(self) -> None:
        """The connection broke: nothing stays."""
        self._drop()

    def _stop(self, *, too_much: bool = False) -> None:
        self.too_much = self.too_much or too_much
        self._drop()
        raise StopUpload(connection_reset=True)

    def _drop(self) -> None:
        with suppress(OSError):
            if self._stream is not None:
                self._stream.close()
        self._stream = None
        for number in range(1, len(self.files) + 2):
            with suppress(OSError):
                self._place(number).unlink(missing_ok=True)
        self.files = []
