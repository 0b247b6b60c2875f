"""A sign-in costs a page two questions to the database, a coach's look one more: whose session, and whose desk."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.accounts.conftest import Person


def asked(client: Client, path: str) -> list[str]:
    """The questions of a page that was shown before."""
    client.get(path)
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return [one["sql"] for one in found.captured_queries if not one["sql"].startswith(("PRAGMA", "BEGIN", "SET "))]


def test_a_page_of_ones_own_and_of_a_runner(ada: Person, ben: Person) -> None:
    own, coached = asked(ada.client, "/library"), asked(ben.client, f"/with/{ada.key}/library")
    of_accounts = [sql for sql in own if "diary_" not in sql]
    assert len(of_accounts) <= 2, of_accounts
    of_coach = [sql for sql in coached if "diary_" not in sql]
    # The frame of a coach says whose diary it is from what is known already.
    assert len(of_coach) <= 3, of_coach
