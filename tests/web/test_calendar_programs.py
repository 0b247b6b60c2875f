"""Our calendar as other programs see it: what moves here moves there, in place, and comes back when it is undone.

Three that know nothing of each other, all from Debian: Evolution's data server, which subscribes by itself and reads
with libical; khal, which reads with icalendar what vdirsyncer brought; and Radicale, which takes it in with vobject.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from midstance.application.recording.notebook import Notebook
from midstance.application.recording.sessions import Placed, placed
from midstance.formats.plan_ics import uid_of
from midstance.knowledge.library import library
from midstance.storage import open_store
from midstance.training.log import Retraction, SessionMoved, SessionSkipped
from midstance.web import feeds
from tests.web.conftest import Server
from tests.web.seasons import CLOCK, RUNNER

Events = dict[str, list[str]]
"""Where events stand, by their UID, or `cancelled`; more than one place would be an event that was doubled."""
SOON_S = 30.0
SYSTEM_PYTHON = "/usr/bin/python3"
NEEDED = ("khal", "vdirsyncer", "radicale")
EVOLUTION = Path(__file__).with_name("evolution_client.py")
missing = [name for name in NEEDED if shutil.which(name) is None]


def _no_evolution() -> bool:
    """Whether Evolution's data server, or Python's way to it, is not installed."""
    asks = "import gi; gi.require_version('ECal', '2.0'); gi.require_version('EDataServer', '1.2')"
    found = shutil.which("dbus-run-session") and Path(SYSTEM_PYTHON).exists()
    found = found and Path("/usr/libexec/evolution-calendar-factory").exists()
    return not found or subprocess.run([SYSTEM_PYTHON, "-c", asks], capture_output=True, check=False).returncode != 0


class Diary:
    """The runner's diary, written to as their own device would."""

    def __init__(self, home: Path) -> None:
        self.home, self._count = home, 0

    def sessions(self) -> list[Placed]:
        """What lies ahead, from tomorrow on."""
        store = open_store(self.home)
        try:
            book = Notebook(store.diary(RUNNER), dt.datetime.now(dt.UTC), library().exercises)
            return [one for one in placed(book) if one.date > book.today and one.state == "planned"]
        finally:
            store.close()

    def write(self, kind: type[SessionMoved] | type[SessionSkipped] | type[Retraction], **said: object) -> str:
        """Writes an entry down; returns its id."""
        self._count += 1
        entry = kind(id=f"entry-{self._count}", at=dt.datetime.now(dt.UTC), **said)  # type: ignore[arg-type]
        store = open_store(self.home)
        try:
            store.diary(RUNNER).record([entry])
        finally:
            store.close()
        return entry.id


class Programs:
    """What a person has set up: a subscription, a folder that khal shows, and a server that phones sync with."""

    def __init__(self, folder: Path, feed: str, radicale: str) -> None:
        self.folder, self.radicale = folder, radicale
        self.shown = folder / "calendars" / "strength"
        self.shown.mkdir(parents=True)
        (folder / "vdirsyncer").write_text(
            f'[general]\nstatus_path = "{folder / "status"}"\n'
            + self._pair("khal", f'type = "filesystem"\npath = "{self.shown}"\nfileext = ".ics"')
            + self._pair(
                "radicale", f'type = "caldav"\nurl = "{radicale}/ada/strength/"\nusername = "ada"\npassword = "x"'
            )
            + f'[storage feed]\ntype = "http"\nurl = "{feed}"\n'
        )
        (folder / "khal").write_text(
            f"[calendars]\n[[strength]]\npath = {self.shown}\ntype = calendar\n"
            "[locale]\nlocal_timezone = Europe/Berlin\ndefault_timezone = Europe/Berlin\n"
            "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ntimeformat = %H:%M\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
            f"[sqlite]\npath = {folder / 'khal.db'}\n"
        )  # fmt: skip
        self._run("vdirsyncer", "-c", folder / "vdirsyncer", "discover")

    def _pair(self, name: str, storage: str) -> str:
        return (
            f'[pair to_{name}]\na = "feed"\nb = "{name}"\ncollections = null\nconflict_resolution = "a wins"\n'
            f"[storage {name}]\n{storage}\n"
        )

    def _run(self, *command: str | Path) -> str:
        environ = {**os.environ, "HOME": str(self.folder), "LC_ALL": "C.UTF-8", "TZ": "Europe/Berlin"}
        done = subprocess.run(
            list(map(str, command)), env=environ, input="y\n", capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def sync(self) -> None:
        """What happens by itself every so often."""
        self._run("vdirsyncer", "-c", self.folder / "vdirsyncer", "sync")

    def in_khal(self) -> list[str]:
        """When events start, as khal lists them, those cancelled left out."""
        today = dt.datetime.now(CLOCK).date()
        listed = self._run(
            "khal", "-c", self.folder / "khal", "list", "--day-format", "", "--format",
            "event|{start-long-full}|{status}", today.isoformat(), (today + dt.timedelta(days=150)).isoformat(),
        )  # fmt: skip
        found = re.findall(r"event\|([^|\n]*)\|([^\n]*)", listed)
        return sorted(start.strip() for start, status in found if "CANCELLED" not in status.upper())

    def in_radicale(self) -> list[str]:
        """The same, as Radicale hands it out to whoever asks."""
        with urllib.request.urlopen(f"{self.radicale}/ada/strength/", timeout=20) as answer:
            text = re.sub(r"\r?\n[ \t]", "", answer.read().decode())
        found = []
        for event in re.findall(r"BEGIN:VEVENT(.*?)END:VEVENT", text, re.DOTALL):
            start = re.search(r"DTSTART[^:]*:(\d{8}T\d{4})", event)
            assert start
            if "STATUS:CANCELLED" not in event:
                found.append(_said(start.group(1)))
        return sorted(found)


def _said(stamp: str) -> str:
    """`20261208T1800` as `2026-12-08 18:00`."""
    return f"{dt.datetime.strptime(stamp[:13], '%Y%m%dT%H%M'):%Y-%m-%d %H:%M}"


@pytest.fixture
def radicale(tmp_path: Path) -> Iterator[str]:
    """A Radicale of its own, with an empty calendar of Ada's."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = tmp_path / "radicale"
    config.write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = none\n[rights]\ntype = authenticated\n"
        f"[storage]\nfilesystem_folder = {tmp_path / 'collections'}\n".replace(
            "type = authenticated", "type = owner_write"
        )
    )
    process = subprocess.Popen(
        ["radicale", "--config", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + 20
        while time.monotonic() < until:
            try:
                _made(f"{url}/ada/strength/")
                break
            except OSError:
                assert process.poll() is None
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(10)


def _made(url: str) -> None:
    request = urllib.request.Request(url, method="MKCALENDAR")
    request.add_header("Authorization", "Basic YWRhOng=")
    with urllib.request.urlopen(request, timeout=5) as answer:
        assert answer.status == 201


@pytest.fixture
def address(season: Path, serve: Callable[..., Server]) -> str:
    """The secret address of a season that is served."""
    token = feeds.renew(RUNNER, dt.datetime.now(dt.UTC))
    return f"{serve(season).url}{feeds.address(token)}"


def ahead(events: Events) -> Events:
    """What lies after today."""
    today = dt.datetime.now(CLOCK).date().isoformat()
    return {uid: starts for uid, starts in events.items() if starts[0] > today}


class Evolution:
    """Evolution's data server with a subscription, in a session and folders of its own."""

    def __init__(self, folder: Path, url: str) -> None:
        folder.mkdir(mode=0o700)
        places = {
            f"XDG_{name}": str(folder / name) for name in ("CONFIG_HOME", "CACHE_HOME", "DATA_HOME", "RUNTIME_DIR")
        }
        (folder / "RUNTIME_DIR").mkdir(mode=0o700)
        environ = {**os.environ, **places, "HOME": str(folder), "TZ": "Europe/Berlin", "GSETTINGS_BACKEND": "memory"}
        self._process = subprocess.Popen(
            ["dbus-run-session", "--", SYSTEM_PYTHON, str(EVOLUTION), url], env=environ, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True,
        )  # fmt: skip

    def events(self) -> Events:
        """What it shows once it has looked again; nothing that lies before tomorrow."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("look\n")
        self._process.stdin.flush()
        found: Events = {}
        for uid, start, status in json.loads(self._process.stdout.readline()):
            found.setdefault(uid, []).append("cancelled" if status == "CANCELLED" else _said(start))
        return ahead(found)

    def shows(self, wanted: Events) -> Events:
        """What it shows as soon as that is what is wanted, or in the end."""
        until = time.monotonic() + SOON_S
        while (found := self.events()) != wanted and time.monotonic() < until:
            time.sleep(0.3)
        return found

    def close(self) -> None:
        """Ends the session, and all that was started for it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, 15)


@pytest.mark.skipif(_no_evolution(), reason="Evolution's data server is not installed; as root: make calendars")
def test_in_evolution_an_event_moves_in_place_is_cancelled_and_comes_back(
    address: str, season: Path, tmp_path: Path
) -> None:
    diary, evolution = Diary(season), Evolution(tmp_path / "evolution", address)
    planned = {uid_of(one.session.id): [f"{one.date} {one.start}"] for one in diary.sessions()}
    first, second = diary.sessions()[1:3]
    one, other, to = uid_of(first.session.id), uid_of(second.session.id), first.date + dt.timedelta(days=1)
    try:
        assert evolution.shows(planned) == planned
        moved = diary.write(SessionMoved, session=first.session.id, date=to, start="06:30")
        expected = {**planned, one: [f"{to} 06:30"]}
        assert evolution.shows(expected) == expected, "one event, on its new day"
        skipped = diary.write(SessionSkipped, session=second.session.id)
        expected = {**expected, other: ["cancelled"]}
        assert evolution.shows(expected) == expected
        diary.write(Retraction, supersedes=skipped)
        diary.write(Retraction, supersedes=moved)
        assert evolution.shows(planned) == planned, "as if nothing had happened"
    finally:
        evolution.close()


@pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}; as root: make calendars")
def test_in_khal_and_radicale_a_moved_event_stands_once_and_one_let_go_is_gone(
    address: str, season: Path, tmp_path: Path, radicale: str
) -> None:
    """vdirsyncer gives the events of a subscription UIDs of its own, so that here only their places can be compared."""
    folder = tmp_path / "programs"
    folder.mkdir()
    diary, programs = Diary(season), Programs(folder, address, radicale)
    planned = {one.session.id: f"{one.date} {one.start}" for one in diary.sessions()}
    first, second = diary.sessions()[1:3]
    to = first.date + dt.timedelta(days=1)

    def shown() -> tuple[list[str], list[str]]:
        programs.sync()
        today = dt.datetime.now(CLOCK).date()
        later = f"{today + dt.timedelta(days=1)}"
        return tuple(
            [start for start in found if start >= later] for found in (programs.in_khal(), programs.in_radicale())
        )  # type: ignore[return-value]

    def both(wanted: dict[str, str]) -> tuple[list[str], list[str]]:
        return sorted(wanted.values()), sorted(wanted.values())

    assert shown() == both(planned)
    moved = diary.write(SessionMoved, session=first.session.id, date=to, start="06:30")
    expected = {**planned, first.session.id: f"{to} 06:30"}
    assert shown() == both(expected), "one event, on its new day"
    skipped = diary.write(SessionSkipped, session=second.session.id)
    del expected[second.session.id]
    assert shown() == both(expected)
    diary.write(Retraction, supersedes=skipped)
    diary.write(Retraction, supersedes=moved)
    assert shown() == both(planned), "as if nothing had happened"
