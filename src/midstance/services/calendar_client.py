"""Fetches a calendar behind an address: redirects followed and checked anew, nothing read twice that did not change."""

from __future__ import annotations

import datetime as dt

import msgspec

from midstance.services.addresses import Address
from midstance.services.patience import retry_after_s
from midstance.services.transport import Answer, Asked, Transport
from midstance.services.trouble import ServiceTrouble

MOST_REDIRECTS = 5
"""As many as browsers of the past followed; calendars take one or two (ours)."""
TOO_OFTEN_S = 60.0
"""How long a server is left alone that says "too often" and not how long (ours)."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
SAID_STATUS = {
    401: "it asks for a password; copy the secret address of the calendar, or write https://name:password@…",
    403: "its address is refused; copy it again from your app, where it may have been renewed",
    404: "there is no calendar at its address any more; copy it again from your app",
    410: "there is no calendar at its address any more; copy it again from your app",
}


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """A calendar that came, or the word that it has not changed (`data` None)."""

    data: bytes | None
    etag: str = ""
    modified: str = ""


def fetch_calendar(
    address: Address, name: str, transport: Transport, now: dt.datetime, *, etag: str = "", modified: str = ""
) -> Fetched:
    """The calendar, unless it is still the one of before. Raises ServiceTrouble in words."""
    headers = {"Accept": "text/calendar, text/plain;q=0.5, */*;q=0.1"}
    if etag:
        headers["If-None-Match"] = etag
    if modified:
        headers["If-Modified-Since"] = modified
    place, seen = address, {(address.host, address.port, address.target)}
    for _ in range(MOST_REDIRECTS + 1):
        answer = transport.send(Asked(address=place, headers=headers), name)
        if answer.status not in REDIRECTS or "location" not in answer.headers:
            return _fetched(answer, name, now, etag, modified)
        place = place.joined(answer.headers["location"], name)
        if (known := (place.host, place.port, place.target)) in seen:
            raise ServiceTrouble(name, "its server sends us round in a circle; copy the address again from your app")
        seen.add(known)
    raise ServiceTrouble(name, f"its server sends us on more than {MOST_REDIRECTS} times; copy the address again")


def _fetched(answer: Answer, name: str, now: dt.datetime, etag: str, modified: str) -> Fetched:
    if answer.status == 304 and (etag or modified):
        return Fetched(data=None, etag=etag, modified=modified)
    if answer.status == 200:
        headers = answer.headers
        return Fetched(
            data=answer.body, etag=headers.get("etag", "")[:500], modified=headers.get("last-modified", "")[:100]
        )
    raise trouble_of(answer, name, now, SAID_STATUS)


def trouble_of(answer: Answer, name: str, now: dt.datetime, said: dict[int, str]) -> ServiceTrouble:
    """What a status means for the runner, to be raised."""
    if answer.status in said:
        return ServiceTrouble(name, said[answer.status])
    wait = retry_after_s(answer.headers, now)
    if answer.status == 429:
        wait = TOO_OFTEN_S if wait is None else wait
        return ServiceTrouble(name, f"it was asked too often; it is left alone {_said_wait(wait)}", retry_s=wait,
                              passing=True)  # fmt: skip
    if answer.status >= 500 or answer.status == 408:
        says = f"its server has trouble of its own ({answer.status}); nothing was changed. Try again later"
        return ServiceTrouble(name, says, retry_s=wait, passing=True)
    return ServiceTrouble(name, f"its server answered {answer.status}, which no calendar does; is the address right?")


def _said_wait(wait_s: float | None) -> str:
    if wait_s is None:
        return "for a while"
    return f"for {round(wait_s)} seconds" if wait_s < 120 else f"for {round(wait_s / 60)} minutes"
