"""A folder for each test, a client for its pages, a real server on it, and a real browser before that."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from midstance.storage import sqlite
from midstance.storage.address import database_settings
from midstance.storage.folder import FILE_NAME
from midstance.web.serving import STOPS_WITHIN_S
from midstance.web.starting import bring_up_to_date
from tests.postgresql import Cluster
from tests.web.seasons import CLOCK, begin_season

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
START_S = 20.0


A_MOMENT = dt.datetime(2026, 11, 21, 10, tzinfo=dt.UTC)
"""When all tests take place that only this process takes part in: what is planned depends on the day of the week."""
OTHER_PROGRAMS = {"serve", "chromium"}


@pytest.fixture(autouse=True)
def clock(request: pytest.FixtureRequest) -> Iterator[None]:
    """The same moment in every run, going on; servers, browsers and other programs have the clock of this machine."""
    if OTHER_PROGRAMS & set(request.fixturenames) or request.node.get_closest_marker("real_clock"):
        yield
        return
    with time_machine.travel(A_MOMENT):
        yield


@pytest.fixture
def today(clock: None) -> dt.date:
    """The present day where the runner lives."""
    return dt.datetime.now(CLOCK).date()


ON_POSTGRESQL = os.environ.get("MIDSTANCE_TESTS_ON") == "postgresql"
"""The same tests, with the diaries in a database server instead of a file (`make test` does both)."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """On a database server pages are asked for without a browser, which would show nothing of the server again."""
    if ON_POSTGRESQL:
        items[:] = [item for item in items if "chromium" not in getattr(item, "fixturenames", ())]


@pytest.fixture(scope="session")
def server_for_tests(request: pytest.FixtureRequest) -> Cluster | None:
    """The database server, where the tests are to run on one."""
    return request.getfixturevalue("postgresql") if ON_POSTGRESQL else None


class Empty:
    """A folder with all tables and nothing in them, to be copied; on a database server, a database as well."""

    def __init__(self, home: Path, cluster: Cluster | None) -> None:
        self.home, self.cluster = home, cluster
        self.database = cluster.database() if cluster is not None else ""

    def url_of(self, database: str) -> str:
        """What DATABASE_URL says."""
        return self.cluster.url(database) if self.cluster is not None else ""

    def fill(self) -> None:
        """Makes the tables of whatever the settings of this moment ask for."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("MIDSTANCE_HOME", str(self.home))
            patch.setenv("DATABASE_URL", self.url_of(self.database))
            look_at(self.home)
            bring_up_to_date()
            connections.close_all()

    def copy_to(self, place: Path, patch: pytest.MonkeyPatch) -> str:
        """A copy for one test, which the app of this process then looks at; returns its database, if it has one."""
        shutil.copytree(self.home, place)
        database = self.cluster.database(self.database) if self.cluster is not None else ""
        patch.setenv("MIDSTANCE_HOME", str(place))
        patch.setenv("DATABASE_URL", self.url_of(database))
        patch.setattr(settings, "HOME", place)
        look_at(place)
        return database

    def drop(self, database: str) -> None:
        """Takes the copy of one test away."""
        connections.close_all()
        if self.cluster is not None:
            self.cluster.drop(database)


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory, server_for_tests: Cluster | None) -> Empty:
    """The tables of the one runner's app."""
    made = Empty(tmp_path_factory.mktemp("empty"), server_for_tests)
    made.fill()
    return made


def look_at(home: Path) -> None:
    """Lets the app of this process work on the diary of a folder, or on the database of DATABASE_URL."""
    connections["default"].close()
    wanted = database_settings() or sqlite.settings_for(home / FILE_NAME)
    connections.settings["default"] = connections.configure_settings({"default": wanted})["default"]
    with contextlib.suppress(AttributeError):
        del connections["default"]


@pytest.fixture
def home(tmp_path: Path, empty_home: Empty, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with an empty diary; the app of this process looks at it."""
    place = tmp_path / "home"
    database = empty_home.copy_to(place, monkeypatch)
    yield place
    empty_home.drop(database)


@pytest.fixture
def season(home: Path, today: dt.date) -> Path:
    """A folder with a season that began four weeks ago and went as asked."""
    begin_season(home, today, weeks_before=4)
    return home


@pytest.fixture(scope="session", autouse=True)
def static_files() -> None:
    """The names with hashes that pages link to."""
    if not Path(str(settings.STATIC_ROOT)).exists():
        call_command("collectstatic", verbosity=0, interactive=False)


@pytest.fixture
def client() -> Client:
    """A client at this machine's own address."""
    return Client(SERVER_NAME="localhost")


class Server:
    """`midstance serve` as a process of its own."""

    def __init__(self, home: Path, *options: str, environ: dict[str, str] | None = None) -> None:
        self.home, self.options, self.environ = home, options, environ or {}
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts and waits until it answers."""
        command = [str(Path(sys.executable).parent / "midstance"), "serve", "--no-browser", f"--port={self.port}"]
        environ = {**os.environ, "MIDSTANCE_HOME": str(self.home), **self.environ}
        self._process = subprocess.Popen(
            [*command, *self.options], env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
        until = time.monotonic() + START_S
        while time.monotonic() < until:
            with contextlib.suppress(urllib.error.URLError, OSError):
                urllib.request.urlopen(f"{self.url}/health", timeout=2).read()
                return
            assert self._process.poll() is None, self.said()
            time.sleep(0.05)
        raise AssertionError("the server did not answer")

    def said(self) -> str:
        """What it printed, once it has ended."""
        assert self._process is not None
        assert self._process.stdout is not None
        return self._process.stdout.read().decode()

    def kill(self, how: int = signal.SIGKILL) -> None:
        """Ends it at once, or as told, with all of its processes."""
        if self._process is not None and self._process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, how)
            # A worker that is still starting does not hear it and is ended after STOPS_WITHIN_S seconds.
            self._process.wait(timeout=STOPS_WITHIN_S + 20)


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Starts servers on folders: `serve(home, "--accounts")`."""
    running: list[Server] = []

    def started(home: Path, *options: str, environ: dict[str, str] | None = None) -> Server:
        server = Server(home, *options, environ=environ)
        server.start()
        running.append(server)
        return server

    yield started
    for server in running:
        server.kill()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium. `make test` installs it where it may; without it these tests cannot be run."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("there is no Chromium here; `make browser` installs one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A phone with a profile of its own, that fails a test on which a script fell over."""
    with _context(chromium, phone=True) as opened:
        yield opened


@pytest.fixture
def phone(context: BrowserContext) -> Page:
    """A page on a phone."""
    return context.new_page()


@pytest.fixture
def desktop(chromium: Browser) -> Iterator[Page]:
    """A page on a desk."""
    with _context(chromium, phone=False) as opened:
        yield opened.new_page()


@contextlib.contextmanager
def _context(browser: Browser, *, phone: bool) -> Iterator[BrowserContext]:
    size = PHONE if phone else DESK
    opened = browser.new_context(viewport=size, is_mobile=phone, has_touch=phone, locale="en-GB")  # type: ignore[arg-type]
    faults: list[str] = []
    opened.on("weberror", lambda error: faults.append(str(error.error)))
    yield opened
    opened.close()
    assert faults == []


def axe_findings(page: Page) -> list[str]:
    """What axe-core finds wrong on a page, one line each."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['help']} ({one['nodes'][0]['html'][:120]})" for one in found]
