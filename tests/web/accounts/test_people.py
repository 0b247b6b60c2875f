"""Runner and coach: invited, allowed, told, ended; and what a coach sees at a glance."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.core import mail
from django.test import Client

from midstance.application.glancing import QUIET_DAYS, glance
from midstance.application.recording.notebook import Notebook
from midstance.knowledge.library import library
from midstance.storage import open_store
from midstance.training.log import PainReport, RedFlags
from midstance.web.accounts.models import CoachAccess, Comment, Invitation
from tests.web.accounts.conftest import Person, a_person, accounts_for
from tests.web.seasons import dawn


def link_of(page: str) -> str:
    found = re.search(r'value="http://localhost(/invited/[^"]+)"', page)
    assert found is not None
    return found[1]


def an_invitation(ada: Person, **given: str) -> str:
    """The path of a link that Ada made."""
    return link_of(ada.client.post("/people/invite", given).content.decode())


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_a_coach_comes_by_a_link(ada: Person) -> None:
    link = an_invitation(ada)
    dora = a_person("dora")
    assert "ada invites you to coach" in text_of(dora.client, link)
    assert dora.client.get(f"/with/{ada.key}/today").status_code == 404
    assert dora.client.post(link).headers["Location"] == "/people"
    assert "Open the diary" in text_of(dora.client, "/people")
    assert "ada’s diary" in text_of(dora.client, f"/with/{ada.key}/today")
    assert "dora" in text_of(ada.client, "/people")
    # The link is used up.
    assert a_person("eve").client.get(link).status_code == 404


def test_only_a_checksum_of_an_invitation_is_kept(ada: Person) -> None:
    secret = an_invitation(ada).rpartition("/")[2]
    row = Invitation.objects.values().get()
    assert secret not in str(row)
    assert secret not in text_of(ada.client, "/people")


def test_a_coach_without_an_account_makes_one_by_the_link(ada: Person, stranger: Client) -> None:
    link = an_invitation(ada)
    page = text_of(stranger, link)
    assert "Make an account" in page
    given = {"username": "dora", "password1": "a walk before breakfast", "next": link}
    assert stranger.post("/signup/", given).headers["Location"] == link
    stranger.post(link)
    assert f"/with/{ada.key}/today" in text_of(stranger, "/people")


def test_one_cannot_coach_oneself(ada: Person) -> None:
    link = an_invitation(ada)
    assert "This invitation is your own" in text_of(ada.client, link)
    assert ada.client.post(link).status_code == 422
    assert not CoachAccess.objects.exists()


def test_an_invitation_ends_and_can_be_taken_back(ada: Person, cleo: Person) -> None:
    old = an_invitation(ada)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=15)):
        later = a_person("cleo")
        assert later.client.get(old).status_code == 404
    other = an_invitation(ada)
    number = Invitation.objects.latest("pk").pk
    assert cleo.client.post(f"/people/invitations/{number}/withdraw").status_code == 404
    assert ada.client.post(f"/people/invitations/{number}/withdraw").status_code == 302
    assert cleo.client.get(other).status_code == 404


def test_not_more_invitations_wait_than_anybody_needs(ada: Person) -> None:
    for _ in range(20):
        an_invitation(ada)
    refused = ada.client.post("/people/invite")
    assert refused.status_code == 422
    assert "are waiting already" in refused.content.decode()


def test_an_invitation_is_sent_where_mail_can_be(ada: Person) -> None:
    with accounts_for(MIDSTANCE_EMAIL_URL="smtp://mail.example"):
        wrong = ada.client.post("/people/invite", {"email": "no address"})
        assert wrong.status_code == 422
        link = an_invitation(ada, email="dora@example.org")
        (letter,) = mail.outbox
        assert letter.to == ["dora@example.org"]
        assert f"http://localhost{link}" in letter.body


def logged(client: Client, prefix: str, today: dt.date) -> int:
    """What comes of sending a check-in as a device does."""
    at = dawn(today).isoformat()
    entry = {"entry": "check-in", "id": "from-outside-1", "at": at, "energy": 3}
    body = {"entries": [entry]}
    return client.post(f"{prefix}/api/v1/entries", body, content_type="application/json").status_code


def test_a_coach_logs_only_where_the_runner_allows_it(ada: Person, ben: Person, today: dt.date) -> None:
    access = CoachAccess.objects.get()
    store = open_store()
    before = store.diary("ada").entries()
    assert logged(ben.client, f"/with/{ada.key}", today) == 404
    # Nobody but Ada changes that.
    assert ben.client.post(f"/people/coaches/{access.pk}/change", {"may_write": "on"}).status_code == 404
    assert logged(ben.client, f"/with/{ada.key}", today) == 404
    assert store.diary("ada").entries() == before
    ada.client.post(f"/people/coaches/{access.pk}/change", {"may_write": "on"})
    assert logged(ben.client, f"/with/{ada.key}", today) == 200
    assert len(store.diary("ada").entries()) == len(before) + 1
    ada.client.post(f"/people/coaches/{access.pk}/change", {})
    assert logged(ben.client, f"/with/{ada.key}", today) == 404
    store.close()


@pytest.mark.parametrize("who", ["ada", "ben"])
def test_either_ends_it(ada: Person, ben: Person, cleo: Person, who: str) -> None:
    access = CoachAccess.objects.get()
    assert cleo.client.post(f"/people/coaches/{access.pk}/end").status_code == 404
    assert ben.client.get(f"/with/{ada.key}/today").status_code == 200
    {"ada": ada, "ben": ben}[who].client.post(f"/people/coaches/{access.pk}/end")
    assert ben.client.get(f"/with/{ada.key}/today").status_code == 404
    assert ada.key not in text_of(ben.client, "/people")


def test_comments_go_both_ways(ada: Person, ben: Person, cleo: Person, today: dt.date) -> None:
    given = {"kind": "day", "about": str(today), "text": "Take <b>Friday</b> off.", "next": f"/with/{ada.key}/today"}
    assert ben.client.post(f"/with/{ada.key}/comments", given).headers["Location"] == given["next"]
    answer = {**given, "text": "I will.", "next": "//elsewhere.example/"}
    assert ada.client.post("/comments", answer).headers["Location"] == "/today"
    assert cleo.client.post(f"/with/{ada.key}/comments", given).status_code == 404
    assert [(one.author.runner, one.text) for one in Comment.objects.order_by("pk")] == [
        ("ben", "Take <b>Friday</b> off."), ("ada", "I will."),
    ]  # fmt: skip
    assert "I will." in text_of(ben.client, "/people")
    for wrong in ({**given, "kind": "account"}, {**given, "about": ""}):
        assert ada.client.post("/comments", wrong).status_code == 404
    for wrong in ({**given, "text": " "}, {**given, "text": "x" * 2001}):
        assert ada.client.post("/comments", wrong).status_code == 422
    assert Comment.objects.count() == 2


def test_a_comment_is_taken_back_by_who_made_it_or_whose_diary_it_is(ada: Person, ben: Person, cleo: Person) -> None:
    for person, prefix in ((ben, f"/with/{ada.key}"), (ada, "")):
        person.client.post(f"{prefix}/comments", {"kind": "day", "about": "2027-03-09", "text": "x"})
    of_ben, of_ada = Comment.objects.order_by("pk").values_list("pk", flat=True)
    assert ben.client.post(f"/with/{ada.key}/comments/{of_ada}/take-back").status_code == 404
    assert cleo.client.post(f"/comments/{of_ada}/take-back").status_code == 404
    assert ada.client.post(f"/comments/{of_ben}/take-back").status_code == 302
    assert ada.client.post(f"/comments/{of_ada}/take-back").status_code == 302
    assert not Comment.objects.exists()


def test_the_room_for_comments_is_where_somebody_reads_them(
    ada: Person, ben: Person, cleo: Person, today: dt.date
) -> None:
    from django.template import engines
    from django.test import RequestFactory

    from midstance.web.accounts.access import desk_for

    def room(person: Person, key: str = "") -> str:
        request = RequestFactory().get("/today")
        request.user = person.user
        desk = desk_for(request, key)
        page = engines["django"].from_string("{% comments_on desk 'day' day %}")
        return page.render({"desk": desk, "day": today}, request)

    for person in (ada, ben, cleo):
        person.user.refresh_from_db()
    assert "Between you and your coach" in room(ada)
    assert f'action="/with/{ada.key}/comments"' in room(ben, ada.key)
    assert room(cleo).strip() == ""
    ada.client.post("/comments", {"kind": "day", "about": str(today), "text": "<script>alert(1)</script>"})
    assert "&lt;script&gt;" in room(ben, ada.key)
    assert "<script>" not in room(ben, ada.key)


def book_of(runner: str, now: dt.datetime) -> Notebook:
    return Notebook(open_store().diary(runner), now, library().exercises)


def test_at_a_glance(ada: Person, today: dt.date) -> None:
    now = dt.datetime.combine(today, dt.time(12), dt.UTC)
    found = glance(book_of("ada", now))
    assert found.next is not None
    assert found.next.date >= today
    assert found.last_trained is not None
    assert found.last_trained < today
    silent = glance(book_of("ada", now + dt.timedelta(days=QUIET_DAYS + 8)))
    assert any(line.startswith("Nothing was written down since") for line in silent.attention)
    diary = open_store().diary("ada")
    diary.record([PainReport(id="p", at=now, site="calf", score=6, when="during", side="left")])
    assert any("calf" in line.lower() for line in glance(book_of("ada", now)).attention)
    diary.record([RedFlags(id="f", at=now, flags=("chest-pain",))])
    stopped = glance(book_of("ada", now + dt.timedelta(minutes=1)))
    assert stopped.attention == ("Training stands still: a sign to stop was written down.",)
    assert stopped.next is None


def test_what_wants_looking_at_stands_in_the_list(ada: Person, ben: Person) -> None:
    now = dt.datetime.now(dt.UTC)
    open_store().diary("ada").record([RedFlags(id="f", at=now - dt.timedelta(minutes=5), flags=("chest-pain",))])
    assert "Training stands still" in text_of(ben.client, "/people")
