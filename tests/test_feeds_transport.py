"""Fetching what lies behind an address: only https, only public servers, and never more than there may be."""

from __future__ import annotations

import datetime as dt
import gzip
import socket
import ssl
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from midstance.services.addresses import Address, is_public, parsed
from midstance.services.calendar_client import MOST_REDIRECTS, Fetched, fetch_calendar
from midstance.services.patience import Patience, rest_after, retry_after_s
from midstance.services.transport import Asked, Https
from midstance.services.trouble import Refused, ServiceTrouble
from tests.feed_server import PUBLIC, FeedServer, Reply
from tests.feed_server import feed_server as feed_server

NOW = dt.datetime(2027, 3, 9, 12, 0, tzinfo=dt.UTC)
SECRET = "token-7f3a9c"
ADDRESS = f"https://calendar.example/{SECRET}/runs.ics?key={SECRET}"
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"


def fetched(server: FeedServer, address: str = ADDRESS, **more: str) -> Fetched:
    """What the product's client brings from the server."""
    return fetch_calendar(parsed(address), "coach", server.transport(), NOW, **more)


def refusal(server: FeedServer, address: str = ADDRESS, transport: Https | None = None) -> str:
    """What it says where it brings nothing; the secret is never in it."""
    with pytest.raises(ServiceTrouble) as trouble:
        fetch_calendar(parsed(address), "coach", transport or server.transport(), NOW)
    assert SECRET not in str(trouble.value) + repr(trouble.value)
    assert str(trouble.value).startswith("coach: ")
    return str(trouble.value)


def test_a_calendar_comes_with_its_marks(feed_server: FeedServer) -> None:
    feed_server.calendar(CALENDAR, ETag='"one"', **{"Last-Modified": "Tue, 09 Mar 2027 10:00:00 GMT"})
    got = fetched(feed_server)
    assert got == Fetched(data=CALENDAR, etag='"one"', modified="Tue, 09 Mar 2027 10:00:00 GMT")
    assert feed_server.asked[0].path == f"/{SECRET}/runs.ics?key={SECRET}"
    assert feed_server.asked[0].headers["host"] == "calendar.example"
    assert feed_server.asked[0].headers["user-agent"].startswith("Midstance/")
    assert feed_server.dialled == [f"{PUBLIC}:443"]


def test_what_has_not_changed_is_not_sent_again(feed_server: FeedServer) -> None:
    feed_server.says(Reply(status=304))
    got = fetched(feed_server, etag='"one"', modified="Tue, 09 Mar 2027 10:00:00 GMT")
    assert got.data is None
    assert got.etag == '"one"'
    assert feed_server.asked[0].headers["if-none-match"] == '"one"'
    assert feed_server.asked[0].headers["if-modified-since"] == "Tue, 09 Mar 2027 10:00:00 GMT"


@pytest.mark.parametrize("typed", [
    "webcal://calendar.example/a.ics", "WEBCAL://Calendar.Example/a.ics ", "https://calendar.example:443/a.ics",
    "webcals://calendar.example/a.ics",
])  # fmt: skip
def test_webcal_is_https_by_another_name(typed: str) -> None:
    assert parsed(typed) == Address(host="calendar.example", target="/a.ics")


@pytest.mark.parametrize("typed", [
    "http://calendar.example/a.ics", "ftp://calendar.example/a.ics", "file:///etc/passwd", "calendar.example/a.ics", "",
    "https://", "https:///a.ics", "https://calendar.example:99999/", "https://calendar.example:25/", "https://[::1/",
    "https://calendar.example/a\r\nHost: b", "https://calendar.example\\@127.0.0.1/", "javascript:alert(1)",
    "https://" + "a" * 300 + ".example/", "https://calendar.example/" + "a" * 5000,
])  # fmt: skip
def test_what_is_no_https_address_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        parsed(typed)


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_refused_in_words(text: str) -> None:
    for typed in (text, f"https://{text}", f"https://calendar.example/{text}"):
        try:
            found = parsed(typed)
        except Refused:
            continue
        assert found.host
        assert found.target.startswith("/")
        assert found.target.isascii()
        assert not set(found.target + found.host) & set("\r\n\0 ")


@pytest.mark.parametrize("ip", [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:10.0.0.1", "::127.0.0.1", "2002:7f00:1::",
    "2002:c0a8:101::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "nonsense", "",
])  # fmt: skip
def test_addresses_of_private_networks_are_not_public(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize("ip", [PUBLIC, "8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8",
                                "64:ff9b::808:808"])  # fmt: skip
def test_addresses_of_the_internet_are(ip: str) -> None:
    assert is_public(ip)


@pytest.mark.parametrize("ips", [["127.0.0.1"], [PUBLIC, "10.0.0.1"], ["::ffff:192.168.0.1"], [PUBLIC, "fe80::1"]])
def test_a_name_that_leads_into_a_private_network_is_not_connected_to(feed_server: FeedServer, ips: list[str]) -> None:
    feed_server.calendar(CALENDAR)
    assert "private network" in refusal(feed_server, transport=feed_server.transport(ips=ips))
    assert feed_server.dialled == []


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "169.254.169.254", "[::ffff:7f00:1]", "[fd00:ec2::254]"])
def test_a_private_address_typed_as_numbers_is_not_connected_to(feed_server: FeedServer, host: str) -> None:
    assert "private network" in refusal(feed_server, f"https://{host}/{SECRET}")
    assert feed_server.dialled == []


def test_the_connection_goes_to_the_address_that_was_checked_though_the_name_changes_its_mind(
    feed_server: FeedServer,
) -> None:
    answers: list[list[str]] = [[PUBLIC], ["127.0.0.1"]]
    dialled: list[str] = []

    def resolve(host: str, port: int, seconds: float) -> Sequence[str]:
        return answers.pop(0)

    def dial(ip: str, port: int, seconds: float) -> socket.socket:
        dialled.append(ip)
        return socket.create_connection(("127.0.0.1", feed_server.port), timeout=seconds)

    feed_server.says(Reply(status=302, headers={"Location": "/again"}), Reply(body=CALENDAR))
    transport = Https(resolve=resolve, dial=dial, secure=lambda raw, host: raw)
    assert "private network" in refusal(feed_server, transport=transport)
    assert dialled == [PUBLIC]


@pytest.mark.parametrize("place", ["http://calendar.example/a.ics", "https://127.0.0.1/a.ics", "file:///etc/passwd",
                                   "https://169.254.169.254/latest/meta-data"])  # fmt: skip
def test_a_redirect_is_checked_like_any_address(feed_server: FeedServer, place: str) -> None:
    feed_server.says(Reply(status=302, headers={"Location": place}), Reply(body=CALENDAR))
    refusal(feed_server)
    assert len(feed_server.asked) == 1


def test_redirects_are_followed_and_passwords_stay_with_their_host(feed_server: FeedServer) -> None:
    feed_server.says(
        Reply(status=301, headers={"Location": "/moved"}),
        Reply(status=307, headers={"Location": "https://other.example/calendar"}),
        Reply(body=CALENDAR),
    )
    assert fetched(feed_server, "https://ada:s%3Acret@calendar.example/a").data == CALENDAR
    assert [one.path for one in feed_server.asked] == ["/a", "/moved", "/calendar"]
    assert feed_server.asked[1].headers["authorization"] == "Basic YWRhOnM6Y3JldA=="
    assert "authorization" not in feed_server.asked[2].headers


def test_redirects_in_a_circle_and_without_end_are_given_up(feed_server: FeedServer) -> None:
    feed_server.says(Reply(status=302, headers={"Location": ADDRESS}))
    assert "circle" in refusal(feed_server)
    assert len(feed_server.asked) == 1
    feed_server.answering = lambda asked: Reply(status=302, headers={"Location": asked.path + "0"})
    feed_server.asked.clear()
    assert "more than" in refusal(feed_server)
    assert len(feed_server.asked) == MOST_REDIRECTS + 1


def test_an_answer_that_is_too_large_is_left(feed_server: FeedServer) -> None:
    small = feed_server.transport(most_bytes=10_000)
    feed_server.says(Reply(body=b"x" * 10_001))
    assert "more than 0.01 MB" in refusal(feed_server, transport=small)
    feed_server.says(Reply(body=b"", lies_bytes=10**12))
    assert "more than" in refusal(feed_server, transport=small)
    endless = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"400\r\n" + b"x" * 1024 + b"\r\n"
    feed_server.says(Reply(raw=endless + (b"400\r\n" + b"x" * 1024 + b"\r\n") * 20))
    assert "more than" in refusal(feed_server, transport=small)
    feed_server.says(Reply(body=gzip.compress(b"x" * 1_000_000), headers={"Content-Encoding": "gzip"}))
    assert "more than" in refusal(feed_server, transport=small)


def test_an_answer_packed_unasked_is_unpacked(feed_server: FeedServer) -> None:
    feed_server.says(Reply(body=gzip.compress(CALENDAR), headers={"Content-Encoding": "gzip"}))
    assert fetched(feed_server).data == CALENDAR
    feed_server.says(Reply(body=gzip.compress(CALENDAR)[:-9], headers={"Content-Encoding": "gzip"}))
    assert "broke off" in refusal(feed_server)
    feed_server.says(Reply(body=b"not gzip", headers={"Content-Encoding": "gzip"}))
    assert "damaged" in refusal(feed_server)
    feed_server.says(Reply(body=CALENDAR, headers={"Content-Encoding": "br"}))
    assert "packed" in refusal(feed_server)


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize("raw", [
    b"", b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nBEGIN:VCALENDAR", b"nonsense\r\n\r\n", CHUNKED + b"zz\r\n",
    CHUNKED + b"40\r\nabc", b"HTTP/1.1 99999 X\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500 + b"\r\n",
    b"HTTP/1.1 200 OK\r\nA: " + b"a" * 100_000,
])  # fmt: skip
def test_an_answer_that_breaks_off_or_is_none_is_said_in_words(feed_server: FeedServer, raw: bytes) -> None:
    feed_server.says(Reply(raw=raw))
    assert len(refusal(feed_server)) > len("coach: ")


@pytest.mark.parametrize("slow", ["body", "head"])
def test_a_server_that_drips_is_left_when_its_time_is_up(feed_server: FeedServer, slow: str) -> None:
    long = b"x" * 500
    feed_server.says(Reply(body=long, drip_s=0.05))
    if slow == "head":
        feed_server.answering = lambda asked: time.sleep(3) or Reply()  # type: ignore[func-returns-value]
    before = time.monotonic()
    assert "longer than 0.4 seconds" in refusal(feed_server, transport=feed_server.transport(answer_s=0.4))
    assert time.monotonic() - before < 2


@pytest.mark.parametrize(("status", "word"), [(401, "password"), (403, "refused"), (404, "no calendar"),
                                              (410, "no calendar"), (500, "trouble"), (503, "trouble"),
                                              (418, "418"), (206, "206")])  # fmt: skip
def test_what_a_server_answers_is_said_in_words(feed_server: FeedServer, status: int, word: str) -> None:
    feed_server.says(Reply(status=status))
    assert word in refusal(feed_server)


def test_too_often_says_for_how_long() -> None:
    assert retry_after_s({"retry-after": "120"}, NOW) == 120
    assert retry_after_s({"retry-after": "Tue, 09 Mar 2027 12:01:30 GMT"}, NOW) == 90
    assert retry_after_s({"retry-after": "Tue, 09 Mar 2027 11:00:00 GMT"}, NOW) == 0
    assert retry_after_s({"retry-after": "999999999999"}, NOW) is None
    assert retry_after_s({"retry-after": "999999999"}, NOW) == 7 * 86_400
    assert retry_after_s({"retry-after": "soon"}, NOW) is None
    assert retry_after_s({}, NOW) is None


def test_waiting_grows_is_never_in_step_and_has_an_end() -> None:
    slept: list[float] = []

    def always_fails() -> None:
        raise ServiceTrouble("coach", "no", passing=True)

    with pytest.raises(ServiceTrouble):
        Patience(sleep=slept.append, chance=lambda: 1.0).tried(always_fails)
    assert slept == [1.0, 2.0]
    with pytest.raises(ServiceTrouble):
        Patience(sleep=slept.append, chance=lambda: 0.0).tried(always_fails)
    assert slept[2:] == [0.5, 1.0]
    with pytest.raises(ServiceTrouble):
        Patience(budget_s=0, sleep=slept.append).tried(always_fails)
    assert len(slept) == 4
    rests = [rest_after(failures, lambda: 0.5) for failures in (1, 2, 3, 20)]
    assert rests == [dt.timedelta(minutes=15), dt.timedelta(minutes=30), dt.timedelta(hours=1), dt.timedelta(days=1)]


def test_what_cannot_pass_is_not_tried_again() -> None:
    tries: list[int] = []

    def refused() -> None:
        tries.append(1)
        raise ServiceTrouble("coach", "no")

    with pytest.raises(ServiceTrouble):
        Patience(sleep=lambda seconds: None).tried(refused)
    assert tries == [1]


def test_a_name_that_leads_nowhere_is_said_in_words(feed_server: FeedServer) -> None:
    def nowhere(host: str, port: int, seconds: float) -> Sequence[str]:
        raise OSError("no such name")

    assert "not found" in refusal(feed_server, transport=Https(resolve=nowhere))

    def closed(ip: str, port: int, seconds: float) -> socket.socket:
        raise ConnectionRefusedError

    transport = Https(resolve=lambda host, port, seconds: [PUBLIC], dial=closed)
    assert "does not answer" in refusal(feed_server, transport=transport)


def test_secrets_are_in_no_repr() -> None:
    address = parsed(ADDRESS.replace("https://", f"https://ada:{SECRET}@"))
    assert SECRET not in repr(address)
    assert SECRET not in repr(Asked(address=address))


def test_a_certificate_of_nobody_is_refused_before_anything_is_sent(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2",
         "-subj", "/CN=calendar.example", "-addext", "subjectAltName=DNS:calendar.example"],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("openssl is not installed")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        got: list[bytes] = []

        def serve_one() -> None:
            raw, _ = listening.accept()
            try:
                with context.wrap_socket(raw, server_side=True) as line:
                    got.append(line.recv(1000))
            except OSError:
                pass

        import threading

        thread = threading.Thread(target=serve_one, daemon=True)
        thread.start()
        transport = Https(
            resolve=lambda host, port, seconds: [PUBLIC],
            dial=lambda ip, _, seconds: socket.create_connection(("127.0.0.1", port), timeout=seconds),
        )
        with pytest.raises(ServiceTrouble, match="cannot prove"):
            transport.send(Asked(address=parsed(ADDRESS)), "coach")
        thread.join(5)
    assert got in ([], [b""])
