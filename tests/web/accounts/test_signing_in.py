"""In and out: by name or e-mail, with a second factor, by a link in a mail; and not by guessing."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.models import User
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from midstance.application.diary import DiaryError
from midstance.storage import open_store
from midstance.web.accounts import attempts, hosting
from midstance.web.accounts.models import Attempt, Seat
from tests.diary_fixture import fill
from tests.web.accounts.conftest import PASSWORD, Person, a_person, accounts_for

SAYS_WAIT = "Too many wrong passwords"
MAIL = {"MIDSTANCE_EMAIL_URL": "smtp://mail.example", "MIDSTANCE_ORIGIN": "http://localhost:8437"}


@pytest.fixture
def account() -> User:
    hosting.add("ada", PASSWORD, email="ada@example.org")
    return User.objects.get(username="ada")


def sign_in(client: Client, name: str, password: str, address: str = "192.0.2.1") -> HttpResponse:
    given = {"login": name, "password": password}
    return client.post("/login/", given, REMOTE_ADDR=address)  # type: ignore[return-value]


def is_in(client: Client) -> bool:
    return client.get("/account").status_code == 200


@pytest.mark.parametrize("name", ["ada", "ADA", "ada@example.org"])
def test_by_name_or_mail(account: User, stranger: Client, name: str) -> None:
    assert sign_in(stranger, name, PASSWORD).headers["Location"] == "/"
    assert is_in(stranger)
    stranger.post("/logout/")
    assert not is_in(stranger)


def test_a_page_that_was_asked_for_is_come_back_to(account: User, stranger: Client) -> None:
    led = stranger.get("/season?week=3").headers["Location"]
    assert led == "/login/?next=/season%3Fweek%3D3"
    given = {"login": "ada", "password": PASSWORD, "next": "/season?week=3"}
    assert stranger.post("/login/", given).headers["Location"] == "/season?week=3"
    stranger.post("/logout/")
    given["next"] = "https://elsewhere.example/"
    assert stranger.post("/login/", given).headers["Location"] == "/"


def test_ten_wrong_passwords_lock_the_account_for_that_address(account: User, stranger: Client) -> None:
    for _ in range(attempts.MOST):
        assert SAYS_WAIT not in sign_in(stranger, "ada", "wrong").content.decode()
    # By mail it is the same account; the right password is not even looked at.
    for name in ("ada", "ada@example.org"):
        assert SAYS_WAIT in sign_in(stranger, name, PASSWORD).content.decode()
    assert not is_in(stranger)
    # Ada herself, elsewhere, gets in; so does somebody else from that address.
    assert sign_in(Client(SERVER_NAME="localhost"), "ada", PASSWORD, "198.51.100.7").status_code == 302
    hosting.add("ben", PASSWORD)
    assert sign_in(Client(SERVER_NAME="localhost"), "ben", PASSWORD).status_code == 302


def test_a_lock_ends(account: User, stranger: Client) -> None:
    for _ in range(attempts.MOST):
        sign_in(stranger, "ada", "wrong")
    with time_machine.travel(dt.datetime.now(dt.UTC) + attempts.LASTS + dt.timedelta(seconds=5)):
        assert sign_in(stranger, "ada", PASSWORD).status_code == 302


def test_right_passwords_are_not_counted(account: User, stranger: Client) -> None:
    for _ in range(attempts.MOST + 2):
        assert sign_in(stranger, "ada", PASSWORD).status_code == 302
        stranger.post("/logout/")
    assert not Attempt.objects.exists()


def test_many_addresses_do_not_help(account: User, stranger: Client) -> None:
    for number in range(attempts.MOST_ALTOGETHER):
        attempts.count(attempts.account_of("ada"), f"203.0.113.{number}", dt.datetime.now(dt.UTC))
    assert SAYS_WAIT in sign_in(stranger, "ada", PASSWORD, "198.51.100.9").content.decode()


def test_one_password_for_everybody_does_not_help(account: User, stranger: Client) -> None:
    for number in range(attempts.MOST_FROM_ONE):
        assert SAYS_WAIT not in sign_in(stranger, f"nobody-{number}", "password").content.decode()
    assert SAYS_WAIT in sign_in(stranger, "ada", PASSWORD).content.decode()
    assert sign_in(Client(SERVER_NAME="localhost"), "ada", PASSWORD, "198.51.100.7").status_code == 302


def test_a_household_has_one_address_of_ipv6() -> None:
    assert attempts.place_of("2001:db8:1:2:3::9") == attempts.place_of("2001:db8:1:2:ffff::1") == "2001:db8:1:2::/64"
    assert attempts.place_of("192.0.2.7") == "192.0.2.7"
    assert attempts.place_of("unknown") == "unknown"


def test_what_is_counted_names_nobody(account: User, stranger: Client) -> None:
    sign_in(stranger, "ada", "wrong")
    sign_in(stranger, "nobody-at-all", "wrong")
    kept = " ".join(Attempt.objects.values_list("sha256", flat=True))
    assert re.fullmatch(r"[0-9a-f ]+", kept)
    assert len(set(kept.split())) == 5


def test_nobody_can_tell_whether_there_is_an_account(account: User, stranger: Client) -> None:
    there, missing = sign_in(stranger, "ada", "wrong"), sign_in(stranger, "eve", "wrong")
    strip = re.compile(r'csrf\w*" value="\w+"|X-CSRFToken": "\w+"|value="(ada|eve)"')
    assert strip.sub("", there.content.decode()) == strip.sub("", missing.content.decode())
    with accounts_for(**MAIL):
        for address in ("ada@example.org", "eve@example.org"):
            assert stranger.post("/password/reset/", {"email": address}).headers["Location"] == "/password/reset/done/"
        assert [one.to for one in mail.outbox] == [["ada@example.org"]]


def test_a_forgotten_password_is_renewed_by_mail_and_ends_a_lock(account: User, stranger: Client) -> None:
    for _ in range(attempts.MOST + 1):
        sign_in(stranger, "ada", "wrong")
    with accounts_for(**MAIL):
        stranger.post("/password/reset/", {"email": "ada@example.org"})
        (link,) = re.findall(r"http://localhost(/password/reset/key/\S+)", str(mail.outbox[0].body))
        form = stranger.get(link).headers["Location"]
        stranger.post(form, {"password1": "an evening by the lake", "password2": "an evening by the lake"})
        assert sign_in(stranger, "ada", PASSWORD).status_code == 200
        assert sign_in(stranger, "ada", "an evening by the lake").status_code == 302
        again = Client(SERVER_NAME="localhost")
        assert "used up" in again.get(link).content.decode()


def figures(secret: str) -> str:
    """What the app shows now."""
    counters = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret, counters[len(counters) // 2])))


def test_a_second_factor_is_asked_for(account: User, stranger: Client) -> None:
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(account, secret)
    assert sign_in(stranger, "ada", PASSWORD).headers["Location"].startswith("/2fa/authenticate/")
    assert not is_in(stranger)
    for _ in range(3):
        stranger.post("/2fa/authenticate/", {"code": "000000"})
    assert not is_in(stranger)
    stranger.post("/2fa/authenticate/", {"code": figures(secret)})
    assert is_in(stranger)


def test_guessing_the_second_factor_is_stopped(account: User, stranger: Client) -> None:
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(account, secret)
    sign_in(stranger, "ada", PASSWORD)
    for number in range(20):
        stranger.post("/2fa/authenticate/", {"code": f"{number:06}"})
    stranger.post("/2fa/authenticate/", {"code": figures(secret)})
    assert not is_in(stranger)


def test_a_recovery_code_opens_once(account: User, stranger: Client) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    TOTP.activate(account, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    code = RecoveryCodes.activate(account).get_unused_codes()[0]
    for opens in (True, False):
        sign_in(stranger, "ada", PASSWORD)
        stranger.post("/2fa/authenticate/", {"code": code})
        assert is_in(stranger) is opens
        stranger.post("/logout/")
    assert Authenticator.objects.filter(user=account).count() == 2


def test_what_guards_the_account_is_changed_only_by_who_just_said_who_they_are(account: User) -> None:
    ada = Client(SERVER_NAME="localhost")
    sign_in(ada, "ada", PASSWORD)
    assert ada.get("/2fa/totp/activate/").headers["Location"].startswith("/reauthenticate/")
    ada.post("/reauthenticate/", {"password": PASSWORD})
    assert ada.get("/2fa/totp/activate/").status_code == 200
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=16)):
        for page in ("/2fa/totp/activate/", "/2fa/webauthn/add/", "/account/leave"):
            assert ada.get(page).headers["Location"].startswith("/reauthenticate/"), page


def test_signing_out_elsewhere(account: User) -> None:
    here, there = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
    for client in (here, there):
        sign_in(client, "ada", PASSWORD)
    assert here.get("/sessions/").content.decode().count("<li class") == 2
    here.post("/sessions/")
    assert is_in(here)
    assert not is_in(there)


JOIN = {"username": "dora", "password1": "a walk before breakfast", "email": ""}


@pytest.mark.parametrize(("registration", "joins"), [("open", True), ("invite", False), ("closed", False)])
def test_who_may_join(stranger: Client, registration: str, joins: bool) -> None:
    with accounts_for(MIDSTANCE_REGISTRATION=registration):
        page = stranger.get("/signup/")
        assert ('name="username"' in page.content.decode()) is joins
        stranger.post("/signup/", JOIN)
        assert is_in(stranger) is joins
        assert User.objects.filter(username="dora").exists() is joins
        assert Seat.objects.filter(runner="dora").exists() is joins


@pytest.mark.parametrize(
    ("registration", "says", "not_said"),
    [
        ("open", "Make an account", "by invitation"),
        ("invite", "Open the link you were invited by", "Make an account"),
        ("closed", "Sign in", "Make an account"),
    ],
)
def test_signing_in_offers_only_what_can_be_done(stranger: Client, registration: str, says: str, not_said: str) -> None:
    with accounts_for(MIDSTANCE_REGISTRATION=registration):
        page = stranger.get("/login/").content.decode()
    assert says in page
    assert not_said not in page


def test_whoever_was_invited_is_offered_an_account_where_they_sign_in(stranger: Client) -> None:
    with accounts_for(MIDSTANCE_REGISTRATION="invite"):
        stranger.get(hosting.invitation_link(at="http://localhost"))
        assert "Make an account" in stranger.get("/login/").content.decode()


def test_a_link_of_the_host_leads_to_where_the_app_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert hosting.invitation_link(at="http://192.168.1.7:8600").startswith("http://192.168.1.7:8600/")
    monkeypatch.setenv("MIDSTANCE_PORT", "8601")
    with accounts_for(MIDSTANCE_ORIGIN=""):
        assert hosting.invitation_link().startswith("http://localhost:8601/")
    with accounts_for(MIDSTANCE_ORIGIN="https://midstance.example"):
        assert hosting.invitation_link().startswith("https://midstance.example/")
    with pytest.raises(DiaryError, match="no address like"):
        hosting.invitation_link(at="midstance.example/somewhere")


def test_an_invitation_of_the_host_makes_one_account(stranger: Client) -> None:
    link = hosting.invitation_link().removeprefix("http://localhost:8437")
    page = stranger.get(link).content.decode()
    assert "You are invited" in page
    # It is used up by joining; whoever came back to it would be told that it leads nowhere.
    assert 'href="/signup/"' in page
    stranger.post("/signup/", JOIN)
    assert is_in(stranger)
    other = Client(SERVER_NAME="localhost")
    assert other.get(link).status_code == 404
    other.post("/signup/", {**JOIN, "username": "eve"})
    assert not is_in(other)


@pytest.mark.parametrize("name", ["me", "Me", "a", "admin", "x@y", "eve mallory", "-eve", "ada", "Ada", "Zoë ", "zoë"])
def test_names_that_cannot_be_taken(account: User, stranger: Client, name: str) -> None:
    """`zoë` has a diary from the command line, which nobody comes to by taking the name."""
    store = open_store()
    fill(store, "Zoë")
    store.close()
    with accounts_for(MIDSTANCE_REGISTRATION="open"):
        stranger.post("/signup/", {**JOIN, "username": name})
        assert not is_in(stranger)
        assert User.objects.count() == 1


def test_whoever_runs_the_place_gives_a_diary_its_account() -> None:
    for runner in ("Zoë", "me"):
        fill(open_store(), runner)
    for name, runner in (("zoë", "Zoë"), ("me", "me"), ("dora", "dora")):
        hosting.add(name, PASSWORD)
        assert Seat.objects.get(user__username=name).runner == runner
    assert hosting.unseated() == ()


@pytest.mark.parametrize("password", ["short", "password1234", "93847563829", "dora-dora-dora"])
def test_passwords_that_are_too_easy(stranger: Client, password: str) -> None:
    with accounts_for(MIDSTANCE_REGISTRATION="open"):
        stranger.post("/signup/", {**JOIN, "password1": password, "username": "dora-dora"})
        assert not is_in(stranger)


def test_where_mail_can_be_sent_an_address_is_confirmed_first(stranger: Client) -> None:
    with accounts_for(**MAIL, MIDSTANCE_REGISTRATION="open"):
        stranger.post("/signup/", {**JOIN, "email": "dora@example.org"})
        assert not is_in(stranger)
        (link,) = re.findall(r"http://localhost(/confirm-email/\S+)", str(mail.outbox[0].body))
        assert "Yes, it is mine" in stranger.get(link).content.decode()
        stranger.post(link)
        assert sign_in(stranger, "dora", JOIN["password1"]).status_code == 302
        assert is_in(stranger)


def test_a_closed_account_is_out_at_once(account: User, stranger: Client) -> None:
    sign_in(stranger, "ada", PASSWORD)
    hosting.set_active("ada", active=False)
    assert not is_in(stranger)
    assert sign_in(stranger, "ada", PASSWORD).headers["Location"] == "/inactive/"
    hosting.set_active("ada", active=True)
    assert sign_in(stranger, "ada", PASSWORD).headers["Location"] == "/"


def test_leaving_takes_everything_along(ada: Person, ben: Person) -> None:
    """Diary, comments, coaches, sessions and the copies beside the diary; and nothing of anybody else."""
    fill(open_store(), "ben")
    store = open_store()
    store.replace(store.documents(), lambda documents: None)
    assert b'"runner": "ada"' in ada.client.get("/account/export").content
    ada.client.post("/reauthenticate/", {"password": PASSWORD})
    assert "Export it first" in ada.client.get("/account/leave").content.decode()
    ada.client.post("/account/leave", {"name": "adda"})
    assert is_in(ada.client)
    assert "gone from here" in ada.client.post("/account/leave", {"name": "ada"}).content.decode()
    assert not User.objects.filter(username="ada").exists()
    assert [held.runner for held in open_store().runners()] == ["ben"]
    assert not is_in(ada.client)
    assert ben.client.get("/people").status_code == 200
    # The name is free again, and what was there is not there any more.
    again = a_person("ada")
    assert again.client.get("/today").headers["Location"] == "/welcome"
