"""The diary in PostgreSQL: the same promises as in a file, against a real server."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import IntegrityError, connections, transaction

from midstance.application.backups import read_backup, write_backup
from midstance.application.diary import DiaryError
from midstance.application.keeping import write_diary
from midstance.cli.main import cli
from midstance.storage.address import database_settings
from midstance.storage.folder import NoDiary
from midstance.storage.opening import open_store
from midstance.storage.remembering import Memory, RememberingDiary
from midstance.training.log import SetResult
from tests.diary_fixture import NOON, a_revision, a_set, all_rows, every_kind, fill, filled
from tests.postgresql import Cluster

ROOT = Path(__file__).parents[1]


def midstance(*arguments: str) -> str:
    done = CliRunner().invoke(cli, list(arguments))
    assert done.exit_code == 0, done.output
    return done.stdout


def refused(*arguments: str) -> str:
    done = CliRunner().invoke(cli, list(arguments))
    assert done.exit_code == 2, done.output
    return done.stderr


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MIDSTANCE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


@pytest.mark.usefixtures("database_url")
def test_what_is_written_comes_back(home: Path) -> None:
    store = filled(home, "me", "Ada")
    diary = store.diary("me")
    assert diary.entries() == every_kind()
    assert [one.state for one in diary.revisions()] == ["accepted", "undone"]
    assert diary.record(every_kind()) == 0
    with pytest.raises(DiaryError, match="is there already and says something else"):
        diary.record([a_set(5), a_set(1, reps=9)])
    assert diary.entries() == every_kind()
    assert [held.runner for held in store.runners()] == ["Ada", "me"]
    assert store.size_bytes > 0
    store.check()
    assert not (home / "diary.sqlite3").exists()
    store.close()


@pytest.mark.usefixtures("database_url")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE diary_logentry SET body = '{}'", "DELETE FROM diary_logentry", "DELETE FROM diary_revisionmark",
        "UPDATE diary_revision SET number = 9", "TRUNCATE diary_logentry", "DELETE FROM diary_runner",
    ],
)  # fmt: skip
def test_no_statement_changes_what_is_written(home: Path, statement: str) -> None:
    store = filled(home)
    before = all_rows(store)
    with pytest.raises(IntegrityError, match="only ever added"), transaction.atomic(using=store.using):
        connections[store.using].cursor().execute(statement)
    assert all_rows(store) == before
    with transaction.atomic(using=store.using), connections[store.using].cursor() as cursor:
        cursor.execute("SELECT current_setting('midstance.unguarded', true)")
        assert cursor.fetchone() != ("yes",)
    store.close()


def test_data_moves_both_ways_by_backup_and_restore(
    home: Path, postgresql: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = filled(home, "zoë", "Ada", "me")
    before = [write_diary(one) for one in store.documents()]
    store.close()
    midstance("backup", "from-file.backup")
    name = postgresql.database()
    monkeypatch.setenv("DATABASE_URL", postgresql.url(name))
    assert "there is no diary" in refused("backup", "nothing.backup")
    assert midstance("restore", "from-file.backup") == "Restored 3 runners from from-file.backup.\n"
    said = midstance("where")
    assert f"the database {name} on this machine" in said
    assert f"runner   Ada: {len(every_kind())} entries, 2 revisions" in said
    midstance("backup", "from-postgresql.backup")
    there = open_store(home)
    assert [write_diary(one) for one in there.documents()] == before
    there.diary("me").record([a_set(7)])
    midstance("backup", "later.backup")
    later = [write_diary(one) for one in there.documents()]
    there.close()
    monkeypatch.delenv("DATABASE_URL")
    midstance("restore", "later.backup")
    back = open_store(home)
    assert [write_diary(one) for one in back.documents()] == later
    midstance("restore", "from-postgresql.backup")
    assert [write_diary(one) for one in back.documents()] == before
    back.close()
    postgresql.drop(name)


@pytest.mark.usefixtures("database_url")
def test_export_import_and_delete(home: Path) -> None:
    filled(home, "Ada").close()
    midstance("export", "ada.json", "--runner", "Ada")
    assert json.loads(Path("ada.json").read_text("utf-8"))["runner"] == "Ada"
    midstance("import", "ada.json", "--runner", "twin")
    midstance("backup", "all.backup")
    midstance("restore", "all.backup")
    midstance("delete", "Ada", "--yes")
    store = open_store(home)
    assert [held.runner for held in store.runners()] == ["twin"]
    with connections[store.using].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM diary_logentry")
        assert cursor.fetchone() == (len(every_kind()),)
    assert store.diary("Ada").entries() == ()
    store.check()
    store.close()


@pytest.mark.usefixtures("database_url")
def test_a_restore_that_fails_leaves_all_as_it_was(home: Path) -> None:
    store = filled(home)
    before = all_rows(store)
    documents = read_backup(write_backup(store.documents(), NOON), "a backup")

    def full(_: object) -> None:
        raise OSError("no room for the copy")

    with pytest.raises(DiaryError):
        store.replace(documents[:0], full)
    assert all_rows(store) == before
    store.close()


WRITER = """
import sys
from pathlib import Path
from midstance.storage import open_store
from tests.diary_fixture import a_set
diary = open_store(Path(sys.argv[1])).diary("me")
for number in range(60):
    diary.record([a_set(number, id=f"{sys.argv[2]}-{number}")])
    diary.record([a_set(number, id=f"both-{number}")])
"""


@pytest.mark.usefixtures("database_url")
def test_what_is_remembered_has_no_gaps_while_two_write(home: Path) -> None:
    """Two processes write; a third that reads only what is new after the highest id it knows misses nothing."""
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, home, name], cwd=ROOT, stderr=subprocess.PIPE)
        for name in ("phone", "laptop")
    ]
    store = open_store(home)
    memory, seen = Memory(), 0
    while any(writer.poll() is None for writer in writers):
        remembered = RememberingDiary("me", memory, store.using).entries()
        assert len(remembered) >= seen
        seen = len(remembered)
    assert [(writer.communicate(timeout=60)[1], writer.returncode) for writer in writers] == [(b"", 0), (b"", 0)]
    remembered = RememberingDiary("me", memory, store.using).entries()
    assert [one.id for one in remembered] == [one.id for one in store.diary("me").entries()]
    wanted = {f"{who}-{number}" for who in ("phone", "laptop", "both") for number in range(60)}
    assert {one.id for one in remembered} == wanted
    assert len(remembered) == len(wanted)
    store.close()


@pytest.mark.usefixtures("database_url")
def test_a_writer_waits_for_the_one_before_in_the_same_diary_alone(home: Path) -> None:
    """An id that is given out earlier is never seen later: whoever holds the diary is waited for."""
    store = filled(home, "me", "Ada")
    done: list[str] = []

    def write(runner: str) -> None:
        store.diary(runner).record([a_set(50, id=f"after-{runner}")])
        done.append(runner)
        connections[store.using].close()

    with transaction.atomic(using=store.using):
        store.diary("me").record([a_set(40, id="first")])
        others = [threading.Thread(target=write, args=[name]) for name in ("me", "Ada")]
        for one in others:
            one.start()
        others[1].join(timeout=4)
        assert done == ["Ada"]
    for one in others:
        one.join(timeout=10)
    assert [one.id for one in store.diary("me").entries()][-2:] == ["first", "after-me"]
    store.close()


@pytest.mark.usefixtures("database_url")
def test_two_that_begin_a_diary_at_once_begin_one(home: Path) -> None:
    store = open_store(home)
    ready = threading.Barrier(4)
    failed: list[BaseException] = []

    def begin(number: int) -> None:
        try:
            ready.wait()
            store.diary("me").record([a_set(number, id=f"set-{number}")])
        except BaseException as error:
            failed.append(error)
        finally:
            connections[store.using].close()

    threads = [threading.Thread(target=begin, args=[number]) for number in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=20)
    assert failed == []
    assert len(store.diary("me").entries()) == 4
    store.close()


@pytest.mark.usefixtures("database_url")
def test_several_processes_that_start_at_once_make_the_tables_once(home: Path) -> None:
    code = "import sys, pathlib; from midstance.storage import open_store; open_store(pathlib.Path(sys.argv[1]))"
    starts = [subprocess.Popen([sys.executable, "-c", code, home], cwd=ROOT, stderr=subprocess.PIPE) for _ in range(3)]
    assert [(one.communicate(timeout=60)[1], one.returncode) for one in starts] == [(b"", 0)] * 3


@pytest.mark.usefixtures("database_url")
def test_a_reader_of_all_sees_one_moment(home: Path) -> None:
    from midstance.storage.postgresql import reading

    store = filled(home)
    connection = connections[store.using]

    def meanwhile() -> None:
        store.diary("me").record([a_set(60, id="meanwhile")])
        connections[store.using].close()

    with reading(connection):
        before = store.document("me")
        other = threading.Thread(target=meanwhile)
        other.start()
        other.join(timeout=10)
        assert store.document("me") == before
    assert len(store.document("me").entries) == len(before.entries) + 1
    store.close()


def test_a_database_of_something_else_is_left_alone(home: Path, postgresql: Cluster, database_url: str) -> None:
    import psycopg

    with psycopg.connect(database_url) as other:
        other.execute("CREATE TABLE shop_orders (id int)")
    assert "holds tables of something else; nothing was changed" in refused("where")
    with psycopg.connect(database_url) as other:
        tables = other.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert tables == [("shop_orders",)]


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://ada:geheim@db/diary", "does not begin with postgresql://"),
        ("postgresql://ada:geheim@db", "names no database"),
        ("postgresql://ada:geheim@db:port/diary", "cannot be read"),
        ("postgresql://ada:geheim@db/diary?pool=3", "'pool' is not known"),
        ("postgresql://ada:geheim@db/diary?sslmode=maybe", "sslmode is one of"),
    ],
)
def test_an_address_that_is_none_is_said_without_its_password(url: str, says: str) -> None:
    with pytest.raises(DiaryError, match="DATABASE_URL") as error:
        database_settings({"DATABASE_URL": url})
    assert says in str(error.value)
    assert "geheim" not in str(error.value)


def test_an_address_says_everything_the_driver_needs() -> None:
    found = database_settings({"DATABASE_URL": "postgres://ad%40:p%2Fw@db.example:5433/my%20diary?sslmode=require"})
    assert found is not None
    wanted = {"USER": "ad@", "PASSWORD": "p/w", "HOST": "db.example", "PORT": "5433", "NAME": "my diary"}
    assert {name: found[name] for name in wanted} == wanted
    assert found["OPTIONS"]["sslmode"] == "require"  # type: ignore[index]
    assert database_settings({}) is None


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("/diary_", "/nowhere_"), "is not there. Make it"),
        (("host=/", "host=/nowhere/"), "does not answer; nothing of this was written"),
    ],
)
def test_a_server_that_is_not_there_is_said(
    home: Path, database_url: str, monkeypatch: pytest.MonkeyPatch, change: tuple[str, str], says: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url.replace(*change))
    said = refused("where")
    assert says in said
    assert "fault of ours" not in said


@pytest.mark.usefixtures("database_url")
def test_a_writer_that_waits_too_long_is_told_so(home: Path) -> None:
    store = filled(home)
    with connections[store.using].cursor() as cursor:
        cursor.execute("SET lock_timeout = '200ms'")
    held, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic(using=store.using):
            store.diary("me").record([a_set(70, id="held")])
            held.set()
            let_go.wait(10)
        connections[store.using].close()

    other = threading.Thread(target=hold)
    other.start()
    held.wait(10)
    with pytest.raises(DiaryError, match="another program has been writing"):
        store.diary("me").record([a_set(71, id="late")])
    let_go.set()
    other.join(timeout=10)
    ids = [one.id for one in store.diary("me").entries() if isinstance(one, SetResult)]
    assert "held" in ids
    assert "late" not in ids
    store.close()


@pytest.mark.usefixtures("database_url")
def test_without_tables_none_are_made_by_looking(home: Path) -> None:
    with pytest.raises(NoDiary, match="it begins with the first thing you write down"):
        open_store(home, create=False)
    store = open_store(home)
    fill(store)
    assert store.diary("me").revisions()[0].document == a_revision(1).document
    store.close()
