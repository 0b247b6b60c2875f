"""What a server remembers of a diary is what is on the disk, also where others write in between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext

from midstance.application.diary import DiaryError
from midstance.storage.opening import open_store
from midstance.storage.remembering import Memory, RememberingDiary
from tests.diary_fixture import a_set

if TYPE_CHECKING:
    from midstance.storage.store import Store


@pytest.fixture(params=["sqlite", "postgresql"])
def store(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    if request.param == "postgresql":
        request.getfixturevalue("database_url")
    opened = open_store(tmp_path)
    opened.diary("me").record([a_set(0)])
    yield opened
    opened.close()


def asked_anew(store: Store, memory: Memory) -> RememberingDiary:
    """A diary as each request opens it."""
    return RememberingDiary("me", memory, store.using)


def test_each_set_is_on_the_disk_and_remembered_at_once(store: Store) -> None:
    memory = Memory()
    assert len(asked_anew(store, memory).entries()) == 1
    for number in range(1, 4):
        diary = asked_anew(store, memory)
        assert diary.entries() == store.diary("me").entries()
        assert diary.record([a_set(number)]) == 1
        assert diary.entries() == store.diary("me").entries()
    with CaptureQueriesContext(connections[store.using]) as asked:
        assert len(asked_anew(store, memory).entries()) == 4
    assert len(asked) == 1


def test_others_write_in_between(store: Store) -> None:
    phone, laptop = Memory(), Memory()
    late = asked_anew(store, phone)
    assert len(late.entries()) == 1
    assert asked_anew(store, laptop).record([a_set(1)]) == 1
    assert late.record([a_set(2)]) == 1
    assert asked_anew(store, laptop).record([a_set(3)]) == 1
    kept = store.diary("me").entries()
    assert [one.id for one in kept] == ["set-0", "set-1", "set-2", "set-3"]
    assert asked_anew(store, phone).entries() == asked_anew(store, laptop).entries() == kept


def test_what_is_there_is_not_written_twice(store: Store) -> None:
    memory = Memory()
    asked_anew(store, memory).entries()
    assert asked_anew(store, memory).record([a_set(0)]) == 0
    with pytest.raises(DiaryError, match="is there already and says something else"):
        asked_anew(store, memory).record([a_set(0, reps=3)])
    assert asked_anew(store, memory).entries() == (a_set(0),)


def test_what_is_taken_back_by_the_database_is_not_remembered(store: Store) -> None:
    memory = Memory()
    asked_anew(store, memory).entries()
    with transaction.atomic(using=store.using):
        asked_anew(store, memory).record([a_set(1)])
        transaction.set_rollback(True, using=store.using)
    assert asked_anew(store, memory).entries() == store.diary("me").entries() == (a_set(0),)


def test_a_runner_who_was_deleted_in_between_begins_anew(store: Store) -> None:
    diary = asked_anew(store, Memory())
    assert len(diary.entries()) == 1
    store.delete("me")
    assert diary.record([a_set(1)]) == 1
    assert store.diary("me").entries() == (a_set(1),)


def test_an_entry_comes_back_as_it_is_kept(store: Store) -> None:
    memory = Memory()
    asked_anew(store, memory).entries()
    moment = dt.datetime(2026, 10, 25, 2, 30, tzinfo=a_set(1).at.tzinfo, fold=1)
    diary = asked_anew(store, memory)
    diary.record([msgspec.structs.replace(a_set(1), at=moment)])
    assert diary.entries() == store.diary("me").entries()
    with pytest.raises(DiaryError, match="cannot be kept"):
        diary.record([msgspec.structs.replace(a_set(2), pain=11)])
