"""Every page is walked, those of tomorrow too: closed to strangers, none of Ada's for Cleo, Ben as Ada allows."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from django.test import Client
from django.urls import URLPattern

from midstance.storage import open_store
from midstance.web.accounts.models import CoachAccess, Comment, Seat
from midstance.web.accounts.open_list import OPEN
from tests.web.accounts.conftest import Person, a_person
from tests.web.accounts.every_page import Page, every_page, samples

COMMENTS = {"with:comment", "with:comment-take-back"}
"""What a coach may send who may not write."""
READ_ONLY = {"with:plan-check"}
"""What takes a file and says what it finds in it, and writes nothing down."""


@pytest.fixture
def pages(ada: Person, today: dt.date) -> list[Page]:
    store = open_store()
    found = every_page(samples(store.diary("ada"), ada.key, today))
    store.close()
    return found


def all_of(runner: str) -> tuple[object, ...]:
    """All that is kept of a runner."""
    store = open_store()
    found = store.document(runner)
    store.close()
    seat = Seat.objects.get(runner=runner)
    comments = tuple(Comment.objects.filter(owner=seat).values_list("pk", flat=True))
    return (found, comments, tuple(CoachAccess.objects.filter(owner=seat).values_list("coach", "may_write")))


def test_every_page_but_those_of_the_open_list_needs_a_sign_in(pages: list[Page], stranger: Client) -> None:
    before = all_of("ada")
    wrong = []
    for page in pages:
        if page.name in OPEN:
            continue
        for method in ("get", "post", "put", "delete"):
            response = getattr(stranger, method)(page.address)
            led = response.status_code == 302 and response.headers["Location"].startswith("/login/")
            refused = "/api/v1/" in page.address and response.status_code == 401
            if not led and not refused:
                wrong.append(f"{method} {page.address}: {response.status_code}")
    assert wrong == []
    assert all_of("ada") == before


def test_the_open_list_names_pages_and_shows_nothing_of_anybody(pages: list[Page], stranger: Client) -> None:
    wrong = []
    for page in pages:
        if page.name in OPEN:
            response = stranger.get(page.address)
            text = b"".join(response) if response.streaming else response.content
            if response.status_code >= 500 or b"ada" in text.lower().split():
                wrong.append(f"{page.address}: {response.status_code}")
    assert wrong == []
    assert {page.name for page in pages} >= OPEN - {"feed", "calendar-feed"}


def test_what_is_sent_needs_the_token_of_a_form(pages: list[Page], ada: Person) -> None:
    strict = a_person("ada", strict=True).client
    before = all_of("ada")
    taken = [f"{page.address}: {answer}" for page in pages if (answer := strict.post(page.address).status_code) != 403]
    assert taken == []
    assert all_of("ada") == before


def test_nothing_of_adas_is_there_for_cleo(pages: list[Page], cleo: Person) -> None:
    before = all_of("ada")
    seen = [
        f"{method} {page.address}: {answer}"
        for page in pages
        if page.is_at_another_desk
        for method in ("get", "post")
        # 405 says that the address takes no forms, whoever asks and whosever it is.
        if (answer := getattr(cleo.client, method)(page.address).status_code) not in (404, 405)
    ]
    assert seen == []
    assert all_of("ada") == before


def test_cleo_gets_the_same_answer_for_a_runner_who_is_not_there(ada: Person, cleo: Person) -> None:
    one = cleo.client.get(f"/with/{ada.key}/today")
    other = cleo.client.get("/with/0123456789abcdef/today")
    texts = [re.sub(r'"X-CSRFToken": "\w+"|[0-9a-f]{16}', "", answer.content.decode()) for answer in (one, other)]
    assert one.status_code == other.status_code == 404
    assert texts[0] == texts[1]
    assert "ada" not in texts[0].lower().split()


def test_at_her_own_desk_cleo_sees_nothing_of_adas(pages: list[Page], cleo: Person) -> None:
    """The same addresses with Ada's ids in them, and every page of people and accounts."""
    before = all_of("ada")
    seen = []
    for page in pages:
        if page.is_at_another_desk or page.name.startswith(("account_", "mfa_", "usersessions")):
            continue
        for method in ("get", "post"):
            response = getattr(cleo.client, method)(page.address)
            if response.status_code >= 500 or (not response.streaming and b">ada<" in response.content):
                seen.append(f"{method} {page.address}: {response.status_code}")
    assert seen == []
    assert all_of("ada") == before


def test_ben_sees_what_ada_sees_and_cannot_write(pages: list[Page], ada: Person, ben: Person) -> None:
    before = all_of("ada")
    wrong = []
    for page in pages:
        if not page.is_at_another_desk:
            continue
        own = page.address.replace(f"/with/{ada.key}", "", 1)
        hers, his = ada.client.get(own).status_code, ben.client.get(page.address).status_code
        # The same page, or one that is the owner's alone.
        if his not in (hers, 404) or his >= 500:
            wrong.append(f"get {page.address}: {his}, Ada {hers}")
        sent = ben.client.post(page.address)
        # A page that only shows may answer a form as if it had been asked for; nothing else looks at what was sent.
        shown = sent.status_code == his == 200
        if page.name not in COMMENTS | READ_ONLY and sent.status_code not in (404, 405) and not shown:
            wrong.append(f"post {page.address}: {sent.status_code}")
    assert wrong == []
    assert all_of("ada") == before


def test_ben_sees_the_pages_of_her_training(ada: Person, ben: Person) -> None:
    for name in ("today", "season", "progress", "library"):
        response = ben.client.get(f"/with/{ada.key}/{name}")
        assert response.status_code == 200, name
        assert f"/with/{ada.key}/" in response.content.decode(), name
    assert ben.client.get(f"/with/{ada.key}/settings").status_code == 404


def test_the_headers_of_every_page(pages: list[Page], ada: Person) -> None:
    wanted = {
        "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
    }  # fmt: skip
    wrong = []
    for page in pages:
        if page.name == "account_logout":
            continue
        response = ada.client.get(page.address)
        headers = response.headers
        policy = headers.get("Content-Security-Policy", "")
        kept = headers.get("Cache-Control", "")
        if any(headers.get(name) != value for name, value in wanted.items()):
            wrong.append(f"{page.address}: {dict(headers)}")
        if headers["Content-Type"].startswith("image/svg"):
            # A picture may hold its own style; a page that shows it is not touched by that.
            policy = policy.replace("style-src 'unsafe-inline'", "")
        if "default-src 'none'" not in policy or "'unsafe" in policy:
            wrong.append(f"{page.address}: {policy}")
        if "camera=()" not in headers.get("Permissions-Policy", ""):
            wrong.append(f"{page.address}: no Permissions-Policy")
        if "public" in kept or not kept:
            wrong.append(f"{page.address}: Cache-Control {kept!r}")
        if response.status_code >= 500:
            wrong.append(f"{page.address}: {response.status_code}")
    assert wrong == []


def test_a_wrong_answer_of_the_walk_would_be_seen(ada: Person, cleo: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """A door that lets everybody through fails the walk: the walk looks at something."""
    from midstance.web.accounts import access

    def careless(request: object, key: str) -> object:
        from midstance.web.desk import Desk

        return Desk("ada", access.OWNER, key=key)

    monkeypatch.setattr(access, "desk_for", careless)
    assert cleo.client.get(f"/with/{ada.key}/today").status_code == 200


def test_nothing_is_found_twice_under_one_name() -> None:
    from midstance.web.accounts.urls import urlpatterns

    names = [one.name for one in urlpatterns if isinstance(one, URLPattern)]
    assert len(names) == len(set(names)), json.dumps(sorted(str(name) for name in names))
