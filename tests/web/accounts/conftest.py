"""Ada, whose diary it is; Ben, a coach she invited; Cleo, who must see nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.test.utils import override_settings

from midstance.web.accounts.configuration import account_settings
from midstance.web.configuration import settings_from
from tests.postgresql import Cluster
from tests.web.conftest import Empty
from tests.web.seasons import begin_season

PASSWORD = "a calm and quiet morning"
BACKEND = "midstance.web.accounts.backend.Backend"


def accounts_for(**environ: str) -> override_settings:
    """The settings with accounts, for an environment."""
    given = {"MIDSTANCE_HOME": str(settings.HOME), "MIDSTANCE_SECRET_KEY": str(settings.SECRET_KEY), **environ}
    single = settings_from(given)
    wanted = account_settings(given, single)
    # They are there already (`tests/conftest.py`).
    del wanted["INSTALLED_APPS"]
    hosts = [*settings.ALLOWED_HOSTS, *wanted.get("ALLOWED_HOSTS", ())]  # type: ignore[misc]
    mail = {"EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend"}
    quick = {"PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"]}
    return override_settings(**{**wanted, **mail, **quick, "ACCOUNTS": True, "ALLOWED_HOSTS": hosts})


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory, server_for_tests: Cluster | None) -> Empty:
    """The tables with those of accounts."""
    made = Empty(tmp_path_factory.mktemp("empty-accounts"), server_for_tests)
    with accounts_for():
        made.fill()
    return made


@pytest.fixture(autouse=True)
def accounts(home: Path) -> Iterator[None]:
    """Every test here is in the app with accounts."""
    with accounts_for():
        yield


class Person(NamedTuple):
    """Somebody with an account, and a browser signed in to it."""

    user: User
    client: Client

    @property
    def key(self) -> str:
        """The name under which coaches come to their diary."""
        from midstance.web.accounts.models import Seat

        return Seat.objects.get(user=self.user).key


def a_person(name: str, *, strict: bool = False) -> Person:
    """An account, and a client signed in to it; `strict`: forms need their token."""
    from midstance.web.accounts import hosting

    user = User.objects.filter(username=name).first()
    if user is None:
        hosting.add(name, PASSWORD, email=f"{name}@example.org")
        user = User.objects.get(username=name)
    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=strict)
    client.force_login(user, backend=BACKEND)
    return Person(user, client)


@pytest.fixture
def ada(home: Path, today: dt.date) -> Person:
    """Whose diary it is: a season, four weeks of it lived."""
    begin_season(home, today, weeks_before=4, runner="ada")
    return a_person("ada")


@pytest.fixture
def ben(ada: Person) -> Person:
    """A coach whom Ada invited; he sees and comments."""
    from midstance.web.accounts.models import CoachAccess, Seat

    found = a_person("ben")
    CoachAccess.objects.create(owner=Seat.objects.get(user=ada.user), coach=Seat.objects.get(user=found.user))
    return found


@pytest.fixture
def cleo() -> Person:
    """Somebody else who has an account."""
    return a_person("cleo")


@pytest.fixture
def stranger() -> Client:
    """Somebody who is not signed in."""
    return Client(SERVER_NAME="localhost")


@pytest.fixture(autouse=True)
def nothing_counted(accounts: None) -> None:
    """What was counted before counts no more, and no mail has been sent."""
    cache.clear()
    mail.outbox = []
