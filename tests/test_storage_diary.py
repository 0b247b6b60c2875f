"""A diary keeps what it is given, once, for its owner, and never changes it; in memory and in a database alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import msgspec
import pytest
from django.db import connections
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext

from midstance.application.diary import Diary, DiaryError, MemoryDiary
from midstance.storage.opening import open_store
from midstance.training.log import Entry, SetResult, effective
from tests.diary_fixture import NOON, a_revision, a_set, every_kind, fill

if TYPE_CHECKING:
    from midstance.storage.store import Store


@pytest.fixture(params=["sqlite", "postgresql"])
def store(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    if request.param == "postgresql":
        request.getfixturevalue("database_url")
    opened = open_store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def diary(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Diary]:
    if request.param == "memory":
        yield MemoryDiary()
        return
    if request.param == "postgresql":
        request.getfixturevalue("database_url")
    opened = open_store(tmp_path)
    yield opened.diary("me")
    opened.close()


def test_every_kind_of_entry_comes_back_in_the_order_it_came_in(diary: Diary) -> None:
    given = every_kind()
    assert {type(entry) for entry in given} == set(get_args(Entry))
    assert diary.record(given) == len(given)
    assert diary.entries() == given
    assert effective(diary.entries()) == effective(given)


def test_sending_an_entry_twice_is_harmless(diary: Diary) -> None:
    assert diary.record([a_set(1), a_set(2), a_set(1)]) == 2
    assert diary.record([a_set(2), a_set(3)]) == 1
    assert [entry.id for entry in diary.entries()] == ["set-1", "set-2", "set-3"]


def test_the_same_moment_in_another_zone_is_the_same_entry(diary: Diary) -> None:
    diary.record([a_set(1)])
    assert diary.record([msgspec.structs.replace(a_set(1), at=a_set(1).at.astimezone(dt.UTC))]) == 0


@pytest.mark.parametrize("moment", ["2026-10-25T02:30", "2026-10-25T02:30 again", "2027-03-28T02:30"])
def test_an_hour_that_clocks_show_twice_or_never_is_kept(store: Store, moment: str) -> None:
    at = dt.datetime.fromisoformat(moment[:16]).replace(tzinfo=NOON.tzinfo, fold=1 if "again" in moment else 0)
    entry = msgspec.structs.replace(a_set(1), at=at)
    assert [store.diary("me").record([entry]) for _ in range(2)] == [1, 0]
    assert store.diary("me").entries()[0].at.timestamp() == at.timestamp()


@pytest.mark.parametrize("given", [[a_set(5), a_set(1, reps=9)], [a_set(5), a_set(5, reps=9)]])
def test_another_content_under_a_known_id_refuses_all(diary: Diary, given: list[Entry]) -> None:
    diary.record([a_set(1)])
    with pytest.raises(DiaryError, match="is there already and says something else"):
        diary.record(given)
    assert diary.entries() == (a_set(1),)


def test_revisions_keep_their_document_and_their_latest_state(diary: Diary) -> None:
    diary.keep(a_revision(1))
    diary.keep(a_revision(2, state="proposed"))
    assert [one.state for one in diary.revisions()] == ["accepted", "proposed"]
    for state in ("accepted", "undone", "accepted", "undone"):
        diary.mark("revision-2", state)
        assert diary.revisions()[1].state == state
    assert diary.revisions() == (a_revision(1), a_revision(2, state="undone"))


def test_revisions_that_cannot_be_are_refused(diary: Diary) -> None:
    with pytest.raises(DiaryError, match="not there to be followed"):
        diary.keep(a_revision(2))
    diary.keep(a_revision(1))
    with pytest.raises(DiaryError, match="revision-1 is there already"):
        diary.keep(a_revision(1))
    with pytest.raises(DiaryError, match="no revision revision-9"):
        diary.mark("revision-9", "undone")
    assert diary.revisions() == (a_revision(1),)


def test_nothing_recorded_is_nothing_written(store: Store) -> None:
    assert store.diary("me").record([]) == 0
    assert store.diary("me").entries() == ()
    assert store.runners() == ()


def test_a_state_stays_the_latest_when_the_clock_is_set_back(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    diary = store.diary("me")
    diary.keep(a_revision(1))
    monkeypatch.setattr("midstance.storage.diary._now", lambda: dt.datetime(2001, 1, 1, tzinfo=dt.UTC))
    diary.mark("revision-1", "undone")
    assert diary.revisions()[0].state == "undone"


def test_moments_keep_their_zone(store: Store) -> None:
    diary = store.diary("me")
    diary.record([a_set(1)])
    diary.keep(a_revision(1))
    assert diary.entries()[0].at.utcoffset() == NOON.utcoffset() == dt.timedelta(hours=1)
    assert diary.revisions()[0].as_of.utcoffset() == dt.timedelta(hours=1)


def test_runners_see_their_own_diary_alone(store: Store) -> None:
    store.diary("Ada").record([a_set(1)])
    store.diary("Cleo").record([a_set(1, reps=3), a_set(2)])
    store.diary("Cleo").keep(a_revision(1))
    assert store.diary("Ada").entries() == (a_set(1),)
    assert store.diary("Ada").revisions() == ()
    assert store.diary("Ben").entries() == ()
    with pytest.raises(DiaryError, match="no revision"):
        store.diary("Ada").mark("revision-1", "undone")
    with pytest.raises(DiaryError, match="not there to be followed"):
        store.diary("Ada").keep(a_revision(2))
    assert [(held.runner, held.entries, held.revisions) for held in store.runners()] == [("Ada", 1, 0), ("Cleo", 2, 1)]


@pytest.mark.parametrize("name", ["", "  ", " me", "x" * 65, "a\nb", "a\x00", "\ud800"])
def test_a_name_that_is_none_is_refused(store: Store, name: str) -> None:
    with pytest.raises(DiaryError, match="a name has 1 to 64 letters"):
        store.diary(name)


@pytest.mark.parametrize(
    "entry",
    [
        msgspec.structs.replace(a_set(1), id=""),
        a_set(1, id="x" * 65),
        msgspec.structs.replace(a_set(1), pain=11),
        msgspec.structs.replace(a_set(1), note="\ud800"),
        msgspec.structs.replace(a_set(1), session="s" * 201),
        msgspec.structs.replace(a_set(1), side="middle"),
        msgspec.structs.replace(a_set(1), at=dt.datetime(2027, 3, 9, 12)),
        msgspec.structs.replace(a_set(1), at=dt.datetime(1, 1, 1, tzinfo=dt.UTC)),
        msgspec.structs.replace(every_kind()[5], sleep_h=float("nan")),
    ],
)
def test_what_could_not_be_read_again_is_not_kept(store: Store, entry: Entry) -> None:
    with pytest.raises(DiaryError, match="cannot be kept"):
        store.diary("me").record([a_set(2), entry])
    assert store.diary("me").entries() == ()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"id": ""}, "1 to 64"),
        ({"number": 0}, "below 1"),
        ({"as_of": dt.datetime(2027, 3, 9)}, "no zone"),
        ({"document": b"{}"}, "its schema is"),
        ({"document": b"plan"}, "no JSON"),
        ({"document": b'{"schema": "midstance.plan/99"}'}, "newer than this program"),
    ],
)
def test_a_revision_that_could_not_be_read_again_is_not_kept(
    store: Store, change: dict[str, object], says: str
) -> None:
    with pytest.raises(DiaryError, match=says):
        store.diary("me").keep(msgspec.structs.replace(a_revision(1), **change))
    assert store.diary("me").revisions() == ()


def test_a_whole_log_is_one_query_and_one_more_entry_three(store: Store) -> None:
    connection = connections[store.using]
    diary = store.diary("me")
    diary.record([a_set(number) for number in range(400)])
    with CaptureQueriesContext(connection) as asked:
        diary.record([a_set(400)])
    words = [query["sql"].removeprefix("1 times: ").split()[0] for query in asked.captured_queries]
    assert words == ["BEGIN", "SELECT", "SELECT", "INSERT", "COMMIT"]
    with CaptureQueriesContext(connection) as asked:
        assert len(diary.entries()) == 401
    assert len(asked) == 1


def test_rows_never_change_through_the_models(store: Store) -> None:
    from midstance.storage.models import TABLES, Changed, LogEntry

    fill(store)
    for model in TABLES:
        rows = model.objects.using(store.using)
        row = rows.all()[0]
        for attempt in (
            lambda row=row: row.save(using=store.using),
            lambda row=row: row.delete(),
            lambda rows=rows: rows.all().delete(),
            lambda rows=rows: rows.all().update(id=7),
            lambda rows=rows, row=row: rows.all().bulk_update([row], ["id"]),
        ):
            with pytest.raises(Changed):
                attempt()
    assert LogEntry.objects.using(store.using).count() == len(every_kind())


@pytest.mark.parametrize("table", ["diary_runner", "diary_logentry", "diary_revision", "diary_revisionmark"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET id = id + 100"])
def test_rows_never_change_through_the_database_either(store: Store, table: str, statement: str) -> None:
    fill(store)
    with connections[store.using].cursor() as cursor, pytest.raises(IntegrityError, match="only ever added"):
        cursor.execute(statement.format(table))
    assert store.diary("me").entries() == every_kind()


def test_two_homes_can_be_open_at_once(tmp_path: Path) -> None:
    here, there = open_store(tmp_path / "here"), open_store(tmp_path / "there")
    here.diary("me").record([a_set(1)])
    assert there.diary("me").entries() == ()
    assert open_store(tmp_path / "here").diary("me").entries() == (a_set(1),)
    here.close()
    there.close()


def test_what_was_kept_is_there_when_the_diary_is_opened_again(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    fill(store)
    store.close()
    again = open_store(tmp_path, create=False)
    assert again.diary("me").entries() == every_kind()
    assert again.diary("me").revisions() == (a_revision(1), a_revision(2, state="undone"))
    assert isinstance(again.diary("me").entries()[0], SetResult)
    again.close()


def test_the_tables_are_those_of_the_models(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """No model was changed without a migration."""
    from django.core.management import call_command

    call_command("makemigrations", "diary", check=True, dry_run=True, verbosity=1)
    assert "No changes" in capsys.readouterr().out
