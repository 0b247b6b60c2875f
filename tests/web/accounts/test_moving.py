"""A whole place moves to another database and back: diaries by a backup, accounts by theirs."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from midstance.formats.entry import UnreadableFile
from midstance.web.accounts.models import Seat
from midstance.web.accounts.moving import read_accounts
from tests.postgresql import Cluster
from tests.web.accounts.conftest import PASSWORD
from tests.web.accounts.test_on_a_real_server import Visitor
from tests.web.conftest import Server
from tests.web.seasons import begin_season


def midstance(home: Path, *arguments: str, url: str = "", given: str = "", fails: bool = False) -> str:
    """What a command says, in a folder and with a database."""
    environ = {**os.environ, "MIDSTANCE_HOME": str(home), "DATABASE_URL": url}
    command = [str(Path(sys.executable).parent / "midstance"), *arguments]
    done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=60, env=environ, check=False)
    assert done.returncode == (2 if fails else 0), done.stderr
    return done.stderr if fails else done.stdout


def test_everybody_finds_their_diary_and_their_coach_in_another_database(
    tmp_path: Path, postgresql: Cluster, serve: Callable[..., Server], today: dt.date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    here, there, back = tmp_path / "here", tmp_path / "there", tmp_path / "back"
    begin_season(here, today, weeks_before=1, runner="ada")
    for name in ("ada", "ben"):
        midstance(here, "accounts", "add", name, "--password-stdin", given=f"{PASSWORD}\n")
    server = serve(here, "--accounts")
    ada, ben = Visitor(server), Visitor(server)
    for visitor, name in ((ada, "ada"), (ben, "ben")):
        visitor.sign_in(name, PASSWORD)
    link = re.search(r'value="http://localhost:\d+(/invited/[^"]+)"', ada.ask("POST", "/people/invite", {})[2])
    assert link is not None
    ben.ask("POST", link[1], {})
    assert "Open the diary" in ben.ask("GET", "/people")[2]
    server.kill()

    url = postgresql.url(postgresql.database())
    diaries, accounts = str(tmp_path / "diaries.backup"), str(tmp_path / "accounts.json")
    midstance(here, "backup", diaries)
    assert midstance(here, "accounts", "backup", accounts) == f"{accounts}: 2 accounts.\n"
    assert Path(accounts).stat().st_mode & 0o077 == 0
    assert PASSWORD not in Path(accounts).read_text("utf-8")
    midstance(there, "restore", diaries, url=url)
    assert midstance(there, "accounts", "restore", accounts, url=url) == "2 accounts taken in from accounts.json.\n"
    assert "accounts here already" in midstance(there, "accounts", "restore", accounts, url=url, fails=True)
    server = serve(there, "--accounts", environ={"DATABASE_URL": url})
    ben = Visitor(server)
    assert ben.sign_in("ben", PASSWORD)[0] == 302
    assert "Open the diary" in ben.ask("GET", "/people")[2]
    # New rows are numbered after those that came along.
    midstance(there, "accounts", "add", "cleo", "--password-stdin", given=f"{PASSWORD}\n", url=url)
    server.kill()

    later = str(tmp_path / "later.json")
    assert midstance(there, "accounts", "backup", later, url=url) == f"{later}: 3 accounts.\n"
    assert midstance(back, "accounts", "restore", later) == "3 accounts taken in from later.json.\n"
    assert "cleo: no e-mail" in midstance(back, "accounts", "list")


@pytest.mark.parametrize(
    "data",
    [
        b"", b"Dear diary", b"{}", b'{"schema": "midstance.diary/1", "rows": []}',
        b'{"schema": "midstance.accounts/1", "rows": [{"model": "diary.runner", "pk": 1, "fields": {"name": "x"}}]}',
        b'{"schema": "midstance.accounts/1", "rows": [{"model": "auth.user", "pk": 1, "fields": {"age": 3}}]}',
        b'{"schema": "midstance.accounts/1", "rows": [{"model": "accounts.seat", "pk": 1, "fields": {"user": 99}}]}',
    ],
)  # fmt: skip
def test_what_holds_no_accounts_changes_nothing(home: Path, data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"^accounts\.json: "):
        read_accounts(data, "accounts.json")
    assert not User.objects.exists()
    assert not Seat.objects.exists()
