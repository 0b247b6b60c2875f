"""Full disks, foreign files, damage, crowds: a sentence that says what to do, and nothing lost."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from midstance.application.diary import DiaryError
from midstance.storage.folder import DamagedDiary, NoDiary, home_folder
from midstance.storage.opening import open_store
from tests.diary_fixture import a_set, all_rows, every_kind, file_of, filled

ROOT = Path(__file__).parents[1]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of half a megabyte, where this machine lets us have one."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k,mode=0700", "tmpfs", place], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("a small disk can only be mounted by root")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def test_a_full_disk_is_said_and_nothing_acknowledged_is_lost(small_disk: Path) -> None:
    store = open_store(small_disk)
    diary = store.diary("me")
    acknowledged: list[int] = []

    def write_until_it_ends() -> None:
        for turn in range(1000):
            new = diary.record([a_set(number, id=f"{turn}-{number}") for number in range(50)])
            acknowledged.append(new)

    with pytest.raises(DiaryError, match="the disk is full; nothing of this was written"):
        write_until_it_ends()
    kept = sum(acknowledged)
    assert len(diary.entries()) == kept > 0
    store.close()
    subprocess.run(["mount", "-o", "remount,size=4m", small_disk], check=True)
    again = open_store(small_disk)
    again.check()
    assert again.diary("me").record([a_set(1, id="after")]) == 1
    assert len(again.diary("me").entries()) == kept + 1
    again.close()


def test_a_disk_that_is_full_from_the_start_is_said(small_disk: Path) -> None:
    (small_disk / "ballast").write_bytes(b"x" * 480_000)
    with pytest.raises(DiaryError, match="the disk is full"):
        open_store(small_disk / "home")
    (small_disk / "ballast").unlink()
    store = open_store(small_disk / "home")
    assert store.diary("me").record([a_set(1)]) == 1
    store.close()


def test_a_disk_that_filled_up_since_is_said_too(small_disk: Path) -> None:
    store = open_store(small_disk)
    store.diary("me").record([a_set(1)])
    store.close()
    for beside in ("diary.sqlite3-wal", "diary.sqlite3-shm"):
        (small_disk / beside).unlink(missing_ok=True)
    with (small_disk / "ballast").open("wb", buffering=0) as ballast, contextlib.suppress(OSError):
        while ballast.write(b"x" * 1024):
            pass
    with pytest.raises(DiaryError, match="the disk is full"):
        open_store(small_disk).diary("me").record([a_set(2)])
    (small_disk / "ballast").unlink()
    store = open_store(small_disk)
    assert store.diary("me").entries() == (a_set(1),)
    store.close()


def test_a_file_that_may_not_grow_is_like_a_full_disk(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.diary("me").record([a_set(1)])
    with connections[store.using].cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count={cursor.fetchone()[0]}")
    with pytest.raises(DiaryError, match="the disk is full"):
        store.diary("me").record([a_set(number, id=f"more-{number}") for number in range(200)])
    assert store.diary("me").entries() == (a_set(1),)
    store.close()


def test_a_disk_that_can_only_be_read_is_said(small_disk: Path) -> None:
    store = open_store(small_disk)
    store.diary("me").record([a_set(1)])
    store.close()
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(DiaryError, match="cannot be written there; nothing was changed"):
        open_store(small_disk).diary("me").record([a_set(2)])
    subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    again = open_store(small_disk)
    assert again.diary("me").entries() == (a_set(1),)
    again.close()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(DiaryError, match="no folder for the diary can be made there"):
        open_store(tmp_path / "file" / "home")
    assert (tmp_path / "file").read_text() == "not a folder"


def other_database(file: Path) -> None:
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()


@pytest.mark.parametrize("kind", ["text", "empty", "database", "folder"])
def test_a_file_that_is_not_ours_is_left_as_it_is(tmp_path: Path, kind: str) -> None:
    file = file_of(tmp_path)
    if kind == "text":
        file.write_text("Dear diary,")
    elif kind == "empty":
        file.touch()
    elif kind == "database":
        other_database(file)
    else:
        file.mkdir()
    before = b"" if kind == "folder" else file.read_bytes()
    with pytest.raises(DiaryError, match=re.escape(str(file))):
        open_store(tmp_path)
    assert kind == "folder" or file.read_bytes() == before
    assert [place.name for place in tmp_path.iterdir()] == [file.name]


def test_a_damaged_file_is_said_and_left_as_it_is(tmp_path: Path) -> None:
    store = filled(tmp_path)
    store.diary("me").record([a_set(number, id=f"more-{number}") for number in range(500)])
    store.close()
    data = bytearray(file_of(tmp_path).read_bytes())
    data[8192:-4096] = b"\xa5" * (len(data) - 12288)
    file_of(tmp_path).write_bytes(bytes(data))
    with pytest.raises(DamagedDiary, match="is damaged; nothing was changed"):
        open_store(tmp_path).check()
    assert file_of(tmp_path).read_bytes() == bytes(data)


def test_half_a_file_is_said(tmp_path: Path) -> None:
    store = filled(tmp_path)
    store.close()
    data = file_of(tmp_path).read_bytes()
    file_of(tmp_path).write_bytes(data[: len(data) // 2])
    with pytest.raises(DamagedDiary, match="is damaged"):
        open_store(tmp_path).check()
    assert file_of(tmp_path).read_bytes() == data[: len(data) // 2]


def test_a_plan_that_was_tampered_with_is_said(tmp_path: Path) -> None:
    store = filled(tmp_path)
    with connections[store.using].cursor() as cursor:
        cursor.execute("DROP TRIGGER diary_revision_lasts")
        cursor.execute("UPDATE diary_revision SET document = x'00' WHERE name = 'revision-2'")
    with pytest.raises(DiaryError, match="the plan of revision revision-2 is damaged"):
        store.diary("me").revisions()
    store.close()


def test_a_diary_of_a_newer_version_is_left_as_it_is(tmp_path: Path) -> None:
    store = filled(tmp_path)
    with connections[store.using].cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('diary', '0999_tomorrow', '2031-01-01')"
        )
    rows = all_rows(store)
    with pytest.raises(DiaryError, match=r"last used by a newer midstance.*Install the newest"):
        open_store(tmp_path)
    assert all_rows(store) == rows
    store.close()


def test_an_entry_of_a_newer_version_is_said(tmp_path: Path) -> None:
    store = filled(tmp_path)
    with connections[store.using].cursor() as cursor:
        cursor.execute("DROP TRIGGER diary_logentry_lasts")
        cursor.execute("UPDATE diary_logentry SET version = 99 WHERE client_id = 'ran'")
    with pytest.raises(DiaryError, match="a newer midstance"):
        store.diary("me").entries()
    store.close()


def test_a_writer_waits_for_another_and_then_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("midstance.storage.sqlite.BUSY_S", 0.1)
    store = open_store(tmp_path)
    other = sqlite3.connect(store.file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DiaryError, match="another program has been writing"):
        store.diary("me").record([a_set(1)])
    assert store.diary("me").entries() == ()
    other.execute("ROLLBACK")
    other.close()
    assert store.diary("me").record([a_set(1)]) == 1
    store.close()


WRITER = """
import sys
from pathlib import Path
from midstance.storage import open_store
from tests.diary_fixture import a_set
diary = open_store(Path(sys.argv[1])).diary("me")
for number in range(200):
    diary.record([a_set(number, id=f"{sys.argv[2]}-{number}"), a_set(number, id=f"both-{number}")])
"""


def test_two_processes_at_once_lose_and_double_nothing(tmp_path: Path) -> None:
    """They begin together on a diary that is not there yet, and both send the same half of their entries."""
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, tmp_path / "home", name], cwd=ROOT, stderr=subprocess.PIPE)
        for name in ("phone", "laptop")
    ]
    assert [(writer.communicate(timeout=120)[1], writer.returncode) for writer in writers] == [(b"", 0), (b"", 0)]
    store = open_store(tmp_path / "home")
    names = [entry.id for entry in store.diary("me").entries()]
    assert len(names) == 600
    assert set(names) == {f"{who}-{number}" for who in ("phone", "laptop", "both") for number in range(200)}
    store.check()
    store.close()


def test_where_there_is_none_and_none_is_to_be_made(tmp_path: Path) -> None:
    with pytest.raises(NoDiary, match="no diary in"):
        open_store(tmp_path / "home", create=False)
    assert not (tmp_path / "home").exists()


@pytest.mark.skipif(os.name != "posix", reason="modes of files are of POSIX")
def test_a_diary_is_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        store = filled(tmp_path / "home")
    finally:
        os.umask(before)
    assert (tmp_path / "home").stat().st_mode & 0o777 == 0o700
    beside = sorted(place.name for place in (tmp_path / "home").iterdir())
    assert beside == ["diary.sqlite3", "diary.sqlite3-shm", "diary.sqlite3-wal"]
    assert {place.stat().st_mode & 0o777 for place in (tmp_path / "home").iterdir()} == {0o600}
    assert store.diary("me").entries() == every_kind()
    store.close()


def test_the_folder_is_where_the_platform_keeps_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ada"))
    told = {
        ("linux", ()): "/home/ada/.local/share/midstance",
        ("linux", (("XDG_DATA_HOME", "/data/ada"),)): "/data/ada/midstance",
        ("linux", (("XDG_DATA_HOME", "data"),)): "/home/ada/.local/share/midstance",
        ("linux", (("XDG_DATA_HOME", "/data/ada"), ("MIDSTANCE_HOME", "/run/diary"))): "/run/diary",
        ("darwin", ()): "/home/ada/Library/Application Support/midstance",
        ("win32", ()): "/home/ada/AppData/Local/midstance",
        ("win32", (("LOCALAPPDATA", "/local"),)): "/local/midstance",
    }
    for (platform, environ), place in told.items():
        assert home_folder(dict(environ), platform).as_posix() == place
    with pytest.raises(DiaryError, match="give a whole path"):
        home_folder({"MIDSTANCE_HOME": "diary"})
