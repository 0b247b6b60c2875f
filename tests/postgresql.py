"""A PostgreSQL server of our own for the tests: made in a folder, reached by a socket, gone when they end.

`make postgres` installs it; without one, tests that need it say so and are skipped.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

MISSING = "there is no PostgreSQL server here; `make postgres` installs one"


def binaries() -> Path | None:
    """Where the server's programs are: Debian keeps them out of the way of other versions."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: float(place.parent.name), reverse=True)
    found = shutil.which("initdb")
    for place in [*places, *([Path(found).parent] if found else [])]:
        if (place / "initdb").exists() and (place / "postgres").exists():
            return place
    return None


class Cluster:
    """A running server; each test asks it for a database of its own."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self._programs, self._made = folder, programs, 0
        # The server refuses to run as root, as tests in a container do.
        self._as = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
        self.user = "postgres" if self._as else pwd.getpwuid(os.getuid()).pw_name

    def start(self) -> None:
        """Makes the cluster and waits until it answers."""
        data = self.folder / "data"
        self._run("initdb", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C", f"--username={self.user}",
                  f"--pgdata={data}")  # fmt: skip
        settings = {
            "listen_addresses": "", "unix_socket_directories": str(self.folder), "fsync": "off",
            "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "40",
        }  # fmt: skip
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        log = self.folder / "log"
        self._run("pg_ctl", "start", "-w", "-t", "60", "-D", str(data), "-o", options, "-l", str(log))

    def stop(self) -> None:
        """Ends it at once."""
        self._run("pg_ctl", "stop", "-m", "immediate", "-D", str(self.folder / "data"))

    def database(self, template: str = "template0") -> str:
        """The name of a new database, a copy of another."""
        self._made += 1
        name = f"diary_{self._made}"
        self._run("createdb", "-h", str(self.folder), "-U", self.user, "-T", template, name)
        return name

    def drop(self, name: str) -> None:
        """Takes a database away, whoever is connected to it."""
        self._run("dropdb", "-h", str(self.folder), "-U", self.user, "--if-exists", "--force", name)

    def url(self, name: str) -> str:
        """What DATABASE_URL says for a database."""
        return f"postgresql://{self.user}@/{name}?host={self.folder}"

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [*self._as, str(self._programs / program), *arguments], cwd=self.folder, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{program}: {done.stderr.decode(errors='replace')}"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """A server for as long as the tests run."""
    programs = binaries()
    if programs is None:
        pytest.skip(MISSING)
    folder = Path(tempfile.mkdtemp(prefix="midstance-pg-"))
    cluster = Cluster(folder, programs)
    try:
        if os.getuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        cluster.start()
        yield cluster
        cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database_url(postgresql: Cluster, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty database, named by DATABASE_URL for this test and the processes it starts."""
    name = postgresql.database()
    url = postgresql.url(name)
    monkeypatch.setenv("DATABASE_URL", url)
    yield url
    _disconnect(name)
    postgresql.drop(name)


def _disconnect(name: str) -> None:
    from django.db import connections

    for alias, given in connections.settings.items():
        if given.get("NAME") == name:
            connections[alias].close()
