"""What only a real server can show: several workers, restarts, its log, a proxy before it, a graceful end."""

from __future__ import annotations

import http.client
import json
import re
import secrets
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest

from midstance.storage import open_store
from midstance.web.accounts import attempts
from tests.diary_fixture import fill
from tests.web.accounts.conftest import PASSWORD
from tests.web.conftest import Server

WAIT, WRONG = "Too many wrong passwords", "do not go together"
ORIGIN = {"MIDSTANCE_ORIGIN": "https://midstance.example"}
PROXY = {"Host": "midstance.example", "X-Forwarded-Proto": "https"}


class Visitor:
    """A browser without a screen: keeps its cookies, sends tokens of forms."""

    def __init__(self, server: Server, headers: dict[str, str] | None = None) -> None:
        self.server, self.headers, self.cookies = server, headers or {}, dict[str, str]()

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, dict[str, str], str]:
        """Status, headers and text of an answer."""
        connection = http.client.HTTPConnection("localhost", self.server.port, timeout=20)
        headers = {**self.headers, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if form is not None:
            token = next((value for name, value in self.cookies.items() if "csrf" in name), "")
            body = urlencode({**form, "csrfmiddlewaretoken": token})
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": self._here()}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        text = answer.read().decode()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, text

    def _here(self) -> str:
        return f"https://{self.headers['Host']}/" if "Host" in self.headers else f"{self.server.url}/"

    def sign_in(self, name: str, password: str) -> tuple[int, dict[str, str], str]:
        """What comes of it."""
        self.ask("GET", "/login/")
        return self.ask("POST", "/login/", {"login": name, "password": password})


def accounts(home: Path, *arguments: str, given: str = "") -> str:
    """`midstance accounts …` as whoever runs the place types it."""
    command = [str(Path(sys.executable).parent / "midstance"), "accounts", *arguments]
    done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def place(home: Path) -> Path:
    """A folder with an account, made by the command."""
    assert accounts(home, "add", "ada", "--password-stdin", given=f"{PASSWORD}\n") == "ada can sign in now.\n"
    return home


def test_ten_wrong_passwords_lock_over_two_workers_and_a_restart(place: Path, serve: Callable[..., Server]) -> None:
    server = serve(place, "--accounts", "--workers=2")
    # At the same moment, so that both workers and all their threads have something to do.
    found: list[str] = []

    def guess() -> None:
        visitor = Visitor(server)
        found.extend(visitor.sign_in("ada", "wrong")[2] for _ in range(3))

    threads = [threading.Thread(target=guess) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert all((WAIT in text) is not (WRONG in text) for text in found)
    while WRONG in (text := Visitor(server).sign_in("ada", "wrong")[2]):
        found.append(text)
    assert sum(WRONG in text for text in found) == attempts.MOST
    assert WAIT in Visitor(server).sign_in("ada", PASSWORD)[2]
    server.kill(signal.SIGTERM)
    server.start()
    for _ in range(4):
        assert WAIT in Visitor(server).sign_in("ada", PASSWORD)[2]


def test_it_ends_when_told_to_and_answers_what_it_was_asked(place: Path, serve: Callable[..., Server]) -> None:
    server = serve(place, "--accounts")
    visitor = Visitor(server)
    assert visitor.sign_in("ada", PASSWORD)[0] == 302
    server.kill(signal.SIGTERM)
    said = server.said()
    assert "Stopping worker" in said
    assert "Traceback" not in said
    server.start()
    # Sessions outlive it.
    assert visitor.ask("GET", "/account")[0] == 200


def test_no_secret_is_in_the_log(place: Path, serve: Callable[..., Server]) -> None:
    marked, token = "geheim-und-lang-4711", secrets.token_urlsafe(24)
    link = accounts(place, "invite").strip()
    invitation = link.rpartition("/")[2]
    server = serve(place, "--accounts", environ={"MIDSTANCE_SECRET_KEY": f"{marked}-{secrets.token_urlsafe(40)}"})
    visitor = Visitor(server)
    visitor.sign_in("ada", marked)
    visitor.ask("GET", f"/invited/{invitation}")
    visitor.ask("GET", f"/invited/{token}")
    visitor.ask("GET", f"/calendar/{token}.ics")
    visitor.ask("GET", f"/password/reset/key/1-{token}/")
    visitor.ask("POST", f"/with/{token}/today", {"note": marked})
    visitor.sign_in("ada", PASSWORD)
    visitor.ask("POST", "/password/change/", {"oldpassword": PASSWORD, "password1": marked, "password2": marked})
    cookies = list(visitor.cookies.values())
    server.kill(signal.SIGTERM)
    said = server.said()
    assert "Started worker" in said
    for secret in (marked, token, invitation, PASSWORD, "ada@", *cookies):
        assert secret not in said, said


def test_behind_a_proxy_by_one_setting(place: Path, serve: Callable[..., Server]) -> None:
    server = serve(place, "--accounts", environ=ORIGIN)
    status, headers, _ = Visitor(server, PROXY).sign_in("ada", PASSWORD)
    assert status == 302
    assert "max-age=31536000" in headers["strict-transport-security"]
    visitor = Visitor(server, PROXY)
    visitor.ask("GET", "/login/")
    connection = http.client.HTTPConnection("localhost", server.port)
    connection.request("GET", "/login/", headers=PROXY)
    cookies = connection.getresponse().headers.get_all("Set-Cookie") or []
    assert cookies
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        assert "Secure" in cookie
        assert "SameSite=Lax" in cookie
    # In the clear it is led to TLS; where the proxy says nothing, it is told what to do; others are no hosts of ours.
    clear = Visitor(server, {**PROXY, "X-Forwarded-Proto": "http"}).ask("GET", "/login/?next=/today")
    assert clear[:2] == (301, clear[1])
    assert clear[1]["location"] == "https://midstance.example/login/?next=/today"
    silent = Visitor(server, {"Host": "midstance.example"}).ask("GET", "/login/")
    assert silent[0] == 400
    assert "X-Forwarded-Proto" in silent[2]
    assert Visitor(server, {**PROXY, "Host": "elsewhere.example"}).ask("GET", "/login/")[0] == 400
    assert Visitor(server).ask("GET", "/health")[0] == 200


def test_wrong_passwords_are_counted_by_the_address_the_proxy_saw(place: Path, serve: Callable[..., Server]) -> None:
    server = serve(place, "--accounts", environ=ORIGIN)
    for number in range(attempts.MOST + 1):
        # Whoever guesses writes what they like in front; the proxy adds the truth behind.
        guesser = Visitor(server, {**PROXY, "X-Forwarded-For": f"10.0.0.{number}, 203.0.113.5"})
        text = guesser.sign_in("ada", "wrong")[2]
    assert WAIT in text
    elsewhere = Visitor(server, {**PROXY, "X-Forwarded-For": "203.0.113.5, 198.51.100.4"})
    assert elsewhere.sign_in("ada", PASSWORD)[0] == 302


def test_uploads_beyond_the_limit_are_refused_in_words(place: Path, serve: Callable[..., Server]) -> None:
    server = serve(place, "--accounts")
    visitor = Visitor(server)
    visitor.sign_in("ada", PASSWORD)
    connection = http.client.HTTPConnection("localhost", server.port, timeout=20)
    headers = {"Content-Length": str(11 * 1024 * 1024), "Cookie": f"midstance={visitor.cookies['midstance']}"}
    connection.request("POST", "/welcome", headers=headers)
    answer = connection.getresponse()
    assert answer.status == 413
    assert "a page takes up to 10 MB" in answer.read().decode()
    assert visitor.ask("GET", "/account")[0] == 200


def test_the_command_lists_closes_and_renews(place: Path, serve: Callable[..., Server]) -> None:
    server = serve(place, "--accounts")
    visitor = Visitor(server)
    visitor.sign_in("ada", PASSWORD)
    assert re.match(r"ada: no e-mail, last there \d{4}-\d\d-\d\d, 0 coaches, coaches 0\n", accounts(place, "list"))
    accounts(place, "close", "ada")
    assert visitor.ask("GET", "/account")[0] == 302
    accounts(place, "open", "ada")
    accounts(place, "password", "ada", "--password-stdin", given="an evening by the lake\n")
    assert visitor.sign_in("ada", PASSWORD)[0] == 200
    assert visitor.sign_in("ada", "an evening by the lake")[0] == 302
    accounts(place, "delete", "ada", "--yes")
    assert visitor.ask("GET", "/account")[0] == 302
    assert accounts(place, "list") == ""


def test_a_diary_of_the_command_line_is_met_by_the_account_of_its_name(
    home: Path, serve: Callable[..., Server]
) -> None:
    store = open_store(home)
    fill(store, "ada")
    store.close()
    accounts(home, "add", "ada", "--password-stdin", given=f"{PASSWORD}\n")
    visitor = Visitor(serve(home, "--accounts"))
    visitor.sign_in("ada", PASSWORD)
    document = json.loads(visitor.ask("GET", "/account/export")[2])
    assert document["runner"] == "ada"
    assert len(document["entries"]) > 10
