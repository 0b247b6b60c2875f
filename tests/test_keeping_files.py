"""Exports and backups hold what is kept to the letter; anything less than a whole one is said, and changes nothing."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from django.db import IntegrityError, connections

from midstance.application.backups import read_backup, write_backup
from midstance.application.diary import DiaryError
from midstance.application.diary_schema import schema_text
from midstance.application.keeping import DiaryDocument, plan_bytes, read_diary, write_diary
from midstance.formats.entry import UnreadableFile
from midstance.storage.copies import copies_of, forget, restore
from midstance.storage.opening import open_store
from midstance.training.log import Entry
from tests.diary_fixture import MARKER, NOON, a_revision, a_set, all_rows, every_kind, file_of, fill, filled

if TYPE_CHECKING:
    from midstance.storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = filled(tmp_path / "home", "Ada", "Ben")
    yield opened
    opened.close()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "elsewhere")
    yield opened
    opened.close()


def test_an_export_can_be_read_by_anyone(store: Store) -> None:
    found = json.loads(write_diary(store.document("Ada")))
    assert found["schema"] == "midstance.diary/1"
    assert found["runner"] == "Ada"
    assert [row["what"]["id"] for row in found["entries"]] == [entry.id for entry in every_kind()]
    assert msgspec.convert([row["what"] for row in found["entries"]], tuple[Entry, ...]) == every_kind()
    assert found["revisions"][1]["plan"] == json.loads(a_revision(2).document)
    assert [mark["state"] for mark in found["marks"]] == ["accepted", "proposed", "accepted", "undone"]


@pytest.mark.parametrize("packed", [False, True])
def test_an_export_imported_elsewhere_is_the_same_bit_by_bit(store: Store, elsewhere: Store, packed: bool) -> None:
    for runner in ("Ada", "Ben"):
        data = write_diary(store.document(runner), packed=packed)
        assert data == write_diary(store.document(runner), packed=packed)
        added = elsewhere.take(read_diary(data, "export"))
        assert (added.entries, added.revisions, added.marks) == (len(every_kind()), 2, 4)
        assert write_diary(elsewhere.document(runner), packed=packed) == data
    assert all_rows(elsewhere) == all_rows(store)
    assert elsewhere.diary("Ada").revisions() == store.diary("Ada").revisions()


def test_importing_twice_is_harmless(store: Store) -> None:
    before = all_rows(store)
    added = store.take(read_diary(write_diary(store.document("Ada")), "export"))
    assert (added.entries, added.revisions, added.marks) == (0, 0, 0)
    assert all_rows(store) == before


def test_two_halves_make_a_whole(store: Store, elsewhere: Store) -> None:
    """A diary that went on in two places: what either holds is there at the end, once."""
    elsewhere.take(store.document("Ada"))
    store.diary("Ada").record([a_set(8)])
    elsewhere.diary("Ada").record([a_set(9)])
    elsewhere.diary("Ada").mark("revision-2", "accepted")
    store.take(elsewhere.document("Ada"))
    assert {entry.id for entry in store.diary("Ada").entries()} >= {"set-8", "set-9"}
    assert len(store.diary("Ada").entries()) == len(every_kind()) + 2
    assert [one.state for one in store.diary("Ada").revisions()] == ["accepted", "accepted"]


def test_layout_does_not_matter_but_content_does(store: Store, elsewhere: Store) -> None:
    """A file that went through another program is taken; one in which a plan was changed is not."""
    plain = json.loads(write_diary(store.document("Ada")))
    elsewhere.take(read_diary(json.dumps(plain, ensure_ascii=False, indent=7).encode(), "export"))
    assert all_rows(elsewhere)["entries"] == [row for row in all_rows(store)["entries"] if row[0] == "Ada"]
    assert elsewhere.diary("Ada").revisions() == store.diary("Ada").revisions()
    plain["revisions"][1]["plan"]["sessions"][0]["minutes"] += 1
    with pytest.raises(UnreadableFile, match=r"revisions\[1\].plan: it was changed after it was kept"):
        read_diary(json.dumps(plain).encode(), "export")


@pytest.mark.parametrize("what", ["entry", "revision"])
def test_what_contradicts_is_refused_whole(store: Store, elsewhere: Store, what: str) -> None:
    if what == "entry":
        elsewhere.diary("Ada").record([a_set(77), a_set(1, reps=3)])
    else:
        elsewhere.diary("Ada").record([a_set(77)])
        elsewhere.diary("Ada").keep(msgspec.structs.replace(a_revision(1), document=a_revision(2).document))
    before = all_rows(store)
    with pytest.raises(DiaryError, match="is there already and"):
        store.take(elsewhere.document("Ada"))
    assert all_rows(store) == before


Change = Callable[[dict[str, list[dict[str, object]]]], object]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda it: it.update(schema="midstance.diary/9"), "newer than this program"),
        (lambda it: it.update(schema="midstance.plan/1"), "it is a plan, not a diary"),
        (lambda it: it.update(schema=7), "no JSON document"),
        (lambda it: it.update(runner=" "), "runner: a name has"),
        (lambda it: it.pop("runner"), "'runner' is missing"),
        (lambda it: it.update(since="2027-01-01T00:00:00"), "a moment in it has no zone"),
        (lambda it: it.update(since="0001-01-01T00:00:00Z"), "no year a diary can be about"),
        (lambda it: it["entries"][0].update(what={"entry": "wish", "id": "x"}), r"entries\[0\]"),
        (lambda it: it["entries"][3]["what"].update(id=""), r"entries\[3\]: id"),
        (lambda it: it["entries"][3]["what"].update(id="set-1"), r"entries\[3\]: 'set-1' is there twice"),
        (lambda it: it["entries"][0].update(log=2), "newer than this program"),
        (lambda it: it["revisions"][1].update(id="revision-1"), r"revisions\[1\].id: 'revision-1' is there twice"),
        (lambda it: it["revisions"].reverse(), r"revisions\[0\].parent: 'revision-1' does not stand before it"),
        (lambda it: it["marks"][0].update(revision="revision-7"), r"marks\[0\]: there is no revision 'revision-7'"),
        (lambda it: it["marks"][0].update(state="burnt"), r"marks\[0\].state: 'burnt' is not known here"),
    ],
)
def test_what_is_wrong_in_an_export_is_said_with_its_place(store: Store, change: Change, says: str) -> None:
    document = json.loads(write_diary(store.document("Ada")))
    change(document)
    with pytest.raises(UnreadableFile, match=says):
        read_diary(json.dumps(document).encode(), "export.json")


DATABASE = b"SQLite format 3\x00" + bytes(4080)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "it is empty"),
        (b"Dear diary,", "it is something else"),
        (DATABASE, "it is a database"),
        (b"PK\x03\x04 and more", "which `midstance restore` takes"),
        (b'{"schema": "midstance.diary/1", "runner"', "no JSON document"),
        (gzip.compress(b"x" * 1000, mtime=0)[:-20], "damaged or only a part"),
        (gzip.compress(b"Dear diary,", mtime=0), "it is something else"),
        (b"[" * 100_000, "it is something else"),
        (b'{"schema":' + b"[" * 100_000, "no JSON document"),
    ],
)
def test_a_file_that_is_no_export_is_called_what_it_is(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        read_diary(data, "file")


def test_a_backup_restores_everything_bit_by_bit(store: Store, elsewhere: Store) -> None:
    elsewhere.diary("Cleo").record([a_set(1)])
    backup = write_backup(store.documents(), NOON)
    done = restore(elsewhere.home, read_backup(backup, "a backup"), NOON)
    assert all_rows(done.store) == all_rows(store)
    assert done.store.diary("Ben").entries() == every_kind()
    assert write_backup(done.store.documents(), NOON) == backup
    done.store.check()


def test_rows_are_guarded_again_after_a_restore_and_a_deletion(store: Store) -> None:
    def guards() -> int:
        with connections[store.using].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")
            return int(cursor.fetchone()[0])

    assert guards() == 8
    restore(store.home, store.documents(), NOON)
    assert guards() == 8
    store.delete("Ada")
    assert guards() == 8
    with connections[store.using].cursor() as cursor, pytest.raises(IntegrityError, match="only ever added"):
        cursor.execute("DELETE FROM diary_logentry")


def test_what_a_restore_replaced_can_be_restored(store: Store, elsewhere: Store) -> None:
    fill(elsewhere, "Cleo")
    before = all_rows(elsewhere)
    done = restore(elsewhere.home, store.documents(), NOON)
    assert done.copy is not None
    assert done.copy.name == "before-restore-20270309-120000.backup"
    again = restore(elsewhere.home, read_backup(done.copy.read_bytes(), "copy"), NOON)
    assert all_rows(elsewhere) == before
    assert [place.name for place in copies_of(elsewhere.home)] == [
        "before-restore-20270309-120000-2.backup", "before-restore-20270309-120000.backup",
    ]  # fmt: skip
    assert again.copy != done.copy


def test_a_restore_that_fails_changes_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = all_rows(store)
    broken = msgspec.structs.replace(store.document("Ada"), runner="Ben")
    with pytest.raises(DiaryError, match="is there already"):
        restore(store.home, [broken, msgspec.structs.replace(a_conflict(broken), runner="Ben")], NOON)
    assert all_rows(store) == before
    assert copies_of(store.home) == ()


def a_conflict(document: DiaryDocument) -> DiaryDocument:
    """A document whose first entry says something else."""
    first = document.entries[0]
    other = msgspec.structs.replace(first, what=msgspec.Raw(msgspec.json.encode(a_set(1, reps=1))))
    return msgspec.structs.replace(document, entries=(other,), revisions=(), marks=())


@pytest.mark.parametrize("kind", ["damaged", "damaged within", "foreign"])
def test_a_diary_that_cannot_be_read_is_set_aside_by_a_restore(store: Store, tmp_path: Path, kind: str) -> None:
    home = tmp_path / "home"
    documents, rows = store.documents(), all_rows(store)
    store.close()
    data = bytearray(file_of(home).read_bytes())
    first = data.index(MARKER.encode()) // 4096 * 4096 if kind == "damaged within" else 4096
    last = first + 4096 if kind == "damaged within" else len(data) - 4096
    data[first:last] = b"\xa5" * (last - first)
    file_of(home).write_bytes(b"Dear diary," if kind == "foreign" else bytes(data))
    found = file_of(home).read_bytes()
    done = restore(home, documents, NOON)
    assert all_rows(done.store) == rows
    assert done.copy is None
    assert done.set_aside[0].name == "damaged-20270309-120000-diary.sqlite3"
    assert all("diary.sqlite3-" in place.name for place in done.set_aside[1:])
    assert done.set_aside[0].read_bytes() == found
    done.store.close()
    assert all_rows(open_store(home)) == rows


def packed(*files: tuple[str, bytes]) -> bytes:
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w") as there:
        for name, data in files:
            there.writestr(name, data)
    return room.getvalue()


def test_half_a_backup_is_refused_wherever_it_was_cut(store: Store) -> None:
    backup = write_backup(store.documents(), NOON)
    for size in range(0, len(backup), 997):
        with pytest.raises(UnreadableFile):
            read_backup(backup[:size], "half.backup")
    with pytest.raises(UnreadableFile, match=r"half.backup: it is damaged or only a part of a backup"):
        read_backup(backup[: len(backup) // 2], "half.backup")


def test_a_flipped_bit_is_found_wherever_it_is(store: Store) -> None:
    """Or it makes no difference to what is restored: a few bytes of a zip file mean nothing to us."""
    documents = store.documents()
    backup = write_backup(documents, NOON)
    refused = 0
    for at in range(0, len(backup), 331):
        data = bytearray(backup)
        data[at] ^= 0x10
        try:
            assert read_backup(bytes(data), "flipped.backup") == read_backup(backup, "whole.backup")
        except UnreadableFile:
            refused += 1
    assert refused > 10


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "it is empty"),
        (b"Dear diary,", "it is something else; give a file that `midstance backup` wrote"),
        (DATABASE, "it is a database"),
        (b'{"schema": "midstance.diary/1"}', "it is an export, which `midstance import` takes"),
        (gzip.compress(b"{}", mtime=0), "it is an export"),
        (packed(("holiday.txt", b"sun")), "a zip file, but no backup of ours"),
        (packed(("manifest.json", b"sun")), "no JSON document"),
        (packed(("manifest.json", b'{"schema":"midstance.backup/9"}')), "newer than this program"),
        (packed(("manifest.json", b'{"schema":"midstance.backup/1"}')), "its manifest cannot be read"),
    ],
)
def test_a_file_that_is_no_backup_is_called_what_it_is(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        read_backup(data, "file")


def test_a_backup_is_of_one_moment_while_others_write(store: Store) -> None:
    from midstance.storage.sqlite import reading

    other = sqlite3.connect(store.file, timeout=0.2, isolation_level=None)
    with reading(connections[store.using]):
        before = store.documents()
        other.execute("INSERT INTO diary_runner (name, since) VALUES ('Cleo', '2027-01-01 00:00:00')")
        assert store.documents() == before
    assert [held.runner for held in store.runners()] == ["Ada", "Ben", "Cleo"]
    other.close()


def test_deleting_leaves_no_trace_in_any_file_of_the_folder(store: Store) -> None:
    store.diary("Ben").record([a_set(99, note="stays here")])
    restore(store.home, store.documents(), NOON)
    (store.home / ".midstance-killed").mkdir()
    (store.home / ".midstance-killed" / "x.backup").write_bytes(write_backup(store.documents(), NOON))
    files = [place for place in store.home.rglob("*") if place.is_file()]
    assert any(MARKER.encode() in place.read_bytes() for place in files)
    ben = store.document("Ben")
    with connections[store.using].cursor() as cursor:
        # Some builds of SQLite wipe what is deleted by themselves; this must not hang on it.
        cursor.execute("PRAGMA secure_delete=OFF")
    assert forget(store.home, "Ada") == ()
    store.delete("Ada")
    assert [held.runner for held in store.runners()] == ["Ben"]
    assert store.document("Ben") == ben
    (copy,) = copies_of(store.home)
    assert [one.runner for one in read_backup(copy.read_bytes(), "copy")] == ["Ben"]
    store.delete("Ben")
    assert forget(store.home, "Ben") == ()
    for place in (place for place in store.home.rglob("*") if place.is_file()):
        data = place.read_bytes()
        assert not any(trace in data for trace in (MARKER.encode(), b"goblet-squat", b"Ada", b"Ben", b"stays here"))
    store.check()


def test_deleting_asks_for_somebody_who_is_there(store: Store) -> None:
    before = all_rows(store)
    with pytest.raises(DiaryError, match="nobody called 'Ana' has a diary here"):
        store.delete("Ana")
    assert all_rows(store) == before


def test_deleting_says_when_another_program_holds_the_traces(store: Store) -> None:
    with connections[store.using].cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=100")
    other = sqlite3.connect(store.file, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT * FROM diary_logentry").fetchone()
    with pytest.raises(DiaryError, match="another program holds the diary open"):
        store.delete("Ada")
    other.execute("ROLLBACK")
    other.close()
    with pytest.raises(DiaryError, match="nobody called 'Ada'"):
        store.delete("Ada")
    store.delete("Ben")
    assert MARKER.encode() not in store.file.read_bytes()


def test_copies_that_cannot_be_read_are_named(store: Store) -> None:
    broken = store.home / "before-restore-20200101-000000.backup"
    broken.write_bytes(b"PK\x03\x04")
    assert forget(store.home, "Ada") == (broken,)


def test_plans_come_out_of_their_documents_as_they_went_in(store: Store) -> None:
    kept = read_diary(write_diary(store.document("Ada")), "export").revisions
    assert [plan_bytes(one) for one in kept] == [a_revision(1).document, a_revision(2).document]


def test_moments_of_arrival_are_kept(store: Store, elsewhere: Store) -> None:
    document = store.document("Ada")
    assert all(entry.arrived.utcoffset() == dt.timedelta(0) for entry in document.entries)
    elsewhere.take(document)
    assert [entry.arrived for entry in elsewhere.document("Ada").entries] == [
        entry.arrived for entry in document.entries
    ]


def test_the_schema_of_an_export_knows_every_entry_and_the_plan() -> None:
    schema = json.loads(schema_text())
    text = json.dumps(schema)
    assert set(re.findall(r"#/\$defs/(\w+)", text)) <= set(schema["$defs"])
    kinds = {one["$ref"].rsplit("/", 1)[1] for one in schema["$defs"]["Entry"]["anyOf"]}
    assert kinds == {type(entry).__name__ for entry in every_kind()}
    assert schema["$defs"]["KeptPlan"]["properties"]["plan"] == {"$ref": "#/$defs/Plan"}
    assert schema["$defs"]["DiaryDocument"]["properties"]["schema"] == {"const": "midstance.diary/1"}
