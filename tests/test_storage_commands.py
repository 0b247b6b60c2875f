"""The diary from the command line: where it is, and files of it that are yours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from midstance.application.backups import write_backup
from midstance.cli.main import cli
from midstance.storage.copies import copies_of
from midstance.storage.opening import open_store
from tests.diary_fixture import MARKER, NOON, a_set, all_rows, every_kind, file_of, filled
from tests.test_storage_troubles import other_database


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, not there yet, and the working directory beside it."""
    monkeypatch.setenv("MIDSTANCE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("MIDSTANCE_RUNNER", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


def run(*arguments: str, answer: str | None = None) -> Result:
    return CliRunner().invoke(cli, list(arguments), input=answer)


def told(*arguments: str) -> str:
    """What a command that goes well prints."""
    done = run(*arguments)
    assert done.exit_code == 0, done.output
    return done.stdout


def refused(*arguments: str) -> str:
    """What a command says that leaves with 2."""
    done = run(*arguments)
    assert done.exit_code == 2, done.output
    assert done.stdout == ""
    assert "fault of ours" not in done.stderr
    assert 1 <= len(done.stderr.splitlines()) <= 3
    return done.stderr


def test_where_says_the_folder_and_makes_nothing(home: Path) -> None:
    assert told("where").splitlines() == [
        f"folder   {home}",
        "diary    none yet; it begins with the first thing you write down",
    ]
    assert not home.exists()


def test_where_says_who_is_in_it_and_how_much(home: Path) -> None:
    filled(home, "Ada", "me").close()
    lines = told("where").splitlines()
    assert lines[0] == f"folder   {home}"
    assert lines[1].startswith("diary    diary.sqlite3, ")
    assert lines[2].startswith("runner   Ada: 22 entries, 2 revisions, since 20")
    assert lines[3].startswith("runner   me: 22 entries, 2 revisions, since 20")


def test_backup_and_restore_bring_everything_back(home: Path) -> None:
    store = filled(home, "Ada", "me")
    rows = all_rows(store)
    assert told("backup", "all.backup").startswith("all.backup: 2 runners, ")
    store.diary("Cleo").record([a_set(1)])
    store.diary("me").record([a_set(9)])
    said = told("restore", "all.backup")
    assert said.startswith("Restored 2 runners from all.backup.\nWhat was there before is kept; to go back: ")
    assert all_rows(store) == rows
    (copy,) = copies_of(home)
    assert f"copies   1, the latest {copy.name}" in told("where")
    told("restore", str(copy))
    assert [held.runner for held in store.runners()] == ["Ada", "Cleo", "me"]
    store.close()


def test_a_backup_restores_into_a_home_where_nothing_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = filled(home)
    told("backup", "all.backup")
    monkeypatch.setenv("MIDSTANCE_HOME", str(home.parent / "new"))
    assert told("restore", "all.backup") == "Restored 1 runner from all.backup.\n"
    new = open_store(home.parent / "new")
    assert all_rows(new) == all_rows(store)
    new.close()
    store.close()


def test_export_and_import_move_a_runner(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(home, "Ada").close()
    assert told("export", "ada.json", "--runner", "Ada").startswith("ada.json: 22 entries, 2 revisions of Ada, ")
    assert json.loads(Path("ada.json").read_text("utf-8"))["runner"] == "Ada"
    told("export", "ada.json.gz", "--runner", "Ada")
    assert Path("ada.json.gz").read_bytes()[:2] == b"\x1f\x8b"
    monkeypatch.setenv("MIDSTANCE_HOME", str(home.parent / "new"))
    assert told("import", "ada.json") == "Ada: 22 entries and 2 revisions new, 0 there already.\n"
    assert told("import", "ada.json.gz") == "Ada: 0 entries and 0 revisions new, 24 there already.\n"
    assert told("import", "ada.json.gz", "--runner", "twin").startswith("twin: 22 entries and 2 revisions new")
    monkeypatch.setenv("MIDSTANCE_RUNNER", "twin")
    assert "of twin" in told("export", "twin.json")


def test_importing_what_contradicts_takes_nothing(home: Path) -> None:
    filled(home).close()
    told("export", "me.json")
    changed = json.loads(Path("me.json").read_text("utf-8"))
    changed["entries"][0]["what"]["id"] = "new-one"
    changed["entries"][1]["what"]["pain"] = 3
    Path("me.json").write_text(json.dumps(changed), "utf-8")
    assert "entry hold is there already and says something else" in refused("import", "me.json")
    store = open_store(home)
    assert store.diary("me").entries() == every_kind()
    store.close()


def test_delete_asks_and_then_leaves_nothing(home: Path) -> None:
    filled(home, "Ada", "me").close()
    told("backup", "all.backup")
    told("restore", "all.backup")
    asked = run("delete", "Ada", answer="n\n")
    assert asked.exit_code == 130
    assert "Delete all of Ada, 22 entries and 2 revisions? There is no way back." in asked.stdout
    assert "Ada" in told("where")
    said = run("delete", "Ada", answer="y\n")
    assert said.exit_code == 0
    assert "Ada is deleted." in said.stdout
    assert "Ada" not in told("where")
    assert "me is deleted." in told("delete", "me", "--yes")
    for place in home.iterdir():
        assert MARKER.encode() not in place.read_bytes()
    assert "nobody called 'me' has a diary here" in refused("delete", "me", "--yes")


def test_a_name_is_not_deleted_for_another(home: Path) -> None:
    filled(home, "Ada").close()
    assert "nobody called 'Adda' has a diary here; choose from Ada" in refused("delete", "Adda", "--yes")
    assert "Ada" in told("where")


@pytest.mark.parametrize(
    "arguments", [("backup", "x.backup"), ("export", "x.json"), ("delete", "me", "--yes")], ids=lambda words: words[0]
)
def test_where_there_is_no_diary_none_is_made(home: Path, arguments: tuple[str, ...]) -> None:
    assert "there is no diary in" in refused(*arguments)
    assert not home.exists()
    assert not Path("x.backup").exists()


def test_an_export_of_nobody_says_who_is_there(home: Path) -> None:
    filled(home, "Ada").close()
    assert "nobody called 'me' has a diary here; choose from Ada" in refused("export", "me.json")
    assert not Path("me.json").exists()


@pytest.mark.parametrize("kind", ["half", "text", "database", "export", "missing", "folder", "plan"])
def test_a_file_that_is_no_backup_changes_nothing(home: Path, kind: str) -> None:
    store = filled(home)
    rows = all_rows(store)
    file = Path("given")
    if kind == "half":
        data = write_backup(store.documents(), NOON)
        file.write_bytes(data[: len(data) // 2])
    elif kind in ("text", "plan"):
        file.write_text("Dear diary," if kind == "text" else '{"schema": "midstance.plan/1"}')
    elif kind == "database":
        other_database(file)
    elif kind == "export":
        told("export", "given")
    elif kind == "folder":
        file.mkdir()
    said = refused("restore", "given")
    assert said.startswith("midstance: given: ")
    assert all_rows(store) == rows
    assert copies_of(home) == ()
    if kind != "export":
        assert refused("import", "given").startswith("midstance: given: ")
        assert all_rows(store) == rows
    store.close()


@pytest.mark.parametrize("command", ["backup", "export"])
def test_a_file_that_is_something_else_is_not_written_over(home: Path, command: str) -> None:
    filled(home).close()
    Path("thesis.odt").write_text("Chapter one")
    assert f"thesis.odt is there already and is no {command}" in refused(command, "thesis.odt")
    assert Path("thesis.odt").read_text() == "Chapter one"
    told(command, "mine")
    told(command, "mine")
    assert sorted(place.name for place in Path.cwd().iterdir()) == ["home", "mine", "thesis.odt"]


@pytest.mark.parametrize("command", ["backup", "export"])
def test_a_place_that_cannot_be_written_is_said(home: Path, command: str) -> None:
    filled(home).close()
    Path("file").touch()
    assert "is a file" in refused(command, "file/mine")
    Path("folder").mkdir()
    assert "is a folder" in refused(command, "folder")


@pytest.mark.skipif(os.name != "posix", reason="modes of files are of POSIX")
def test_what_is_written_is_for_its_owner_alone(home: Path) -> None:
    filled(home).close()
    told("backup", "mine.backup")
    told("export", "mine.json")
    assert {Path(name).stat().st_mode & 0o777 for name in ("mine.backup", "mine.json")} == {0o600}


@pytest.mark.parametrize("command", [("where",), ("backup", "x"), ("export", "x"), ("delete", "me", "--yes")])
def test_a_diary_that_is_not_ours_is_said(home: Path, command: tuple[str, ...]) -> None:
    home.mkdir()
    file_of(home).write_text("Dear diary,")
    done = run(*command)
    assert done.exit_code == 2
    assert "is no diary of Midstance; it was left as it is" in done.stderr
    assert file_of(home).read_text() == "Dear diary,"


def test_a_home_that_cannot_be_made_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(home).close()
    told("backup", "all.backup")
    told("export", "me.json")
    Path("file").touch()
    monkeypatch.setenv("MIDSTANCE_HOME", str(home.parent / "file" / "home"))
    for command in (("restore", "all.backup"), ("import", "me.json")):
        assert "no folder for the diary can be made there" in refused(*command)
    monkeypatch.setenv("MIDSTANCE_HOME", "here")
    assert "give a whole path" in refused("where")


def test_only_the_commands_of_the_diary_load_a_database(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`where` without a diary, and every other command, do without."""
    code = (
        "import sys\nfrom midstance.cli.main import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        "print('django' in sys.modules, 'django.http' in sys.modules)"
    )

    # What somebody else's project has in the environment is not ours to load.
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "their.settings")

    def loads(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=60, check=True
        )
        return done.stdout.splitlines()[-1]

    assert loads("where") == "False False"
    assert loads("rules") == "False False"
    filled(home).close()
    assert loads("where") == "True False"
