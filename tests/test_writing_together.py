"""Files are written all or none, whatever goes wrong on the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from midstance.application.writing import CannotWrite, write_together

NEW = {"plan.json": b"new json", "plan.ics": b"new ics", "plan.txt": b"new text"}


def state(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_missing_folder_is_made_and_nothing_else_is_left(tmp_path: Path) -> None:
    paths = write_together(tmp_path / "a" / "season", NEW)
    assert [path.name for path in paths] == list(NEW)
    assert state(tmp_path / "a" / "season") == NEW
    assert [path.name for path in (tmp_path / "a" / "season").iterdir() if path.is_dir()] == []


def test_old_files_are_replaced_and_others_left_alone(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_bytes(b"old")
    (tmp_path / "mine.txt").write_bytes(b"mine")
    write_together(tmp_path, NEW)
    assert state(tmp_path) == {**NEW, "mine.txt": b"mine"}


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_when_a_replacement_fails_everything_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    (tmp_path / "plan.json").write_bytes(b"old json")
    before = state(tmp_path)
    replace, calls = os.replace, [0]

    def failing(source: Path, target: Path) -> None:
        calls[0] += 1
        if calls[0] == fails_at:
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(CannotWrite, match="No space left on device"):
        write_together(tmp_path, NEW)
    assert state(tmp_path) == before


def test_a_folder_in_the_way_is_told_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").mkdir()
    with pytest.raises(CannotWrite, match="is a folder"):
        write_together(tmp_path, NEW)
    assert state(tmp_path) == {}


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "season").write_bytes(b"a file")
    with pytest.raises(CannotWrite, match="season"):
        write_together(tmp_path / "season", NEW)
    with pytest.raises(CannotWrite):
        write_together(tmp_path / "season" / "deeper", NEW)
    assert state(tmp_path) == {"season": b"a file"}


def test_folders_that_were_made_are_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(source: Path, target: Path) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(CannotWrite):
        write_together(tmp_path / "a" / "b", NEW)
    assert list(tmp_path.iterdir()) == []
