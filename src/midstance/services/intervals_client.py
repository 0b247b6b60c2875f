"""The client of intervals.icu: its documented API, by the runner's own key.

`GET athlete/{id}/events`, `POST athlete/{id}/events/bulk?upsert=true` and `PUT athlete/{id}/events/bulk-delete`, the
two latter by `external_id`, so that sending something twice is harmless.
"""

from __future__ import annotations

import base64
import datetime as dt
import re
from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import urlencode

import msgspec

from midstance.formats.entry import one_line
from midstance.formats.intervals_icu import IntervalsWorkout
from midstance.services.addresses import Address
from midstance.services.calendar_client import trouble_of
from midstance.services.patience import Patience
from midstance.services.transport import Answer, Asked, Transport
from midstance.services.trouble import ServiceTrouble

HOST, ROOT, USER = "intervals.icu", "/api/v1", "API_KEY"
AT_ONCE = 50
"""Events in one request (ours: with a FIT file each it stays below a megabyte)."""
SAID_STATUS = {
    401: "it does not know the API key; copy it again from its settings, at the very end",
    403: "the API key may not do this; is the athlete id that of your own account, such as i12345?",
    404: "it knows no such athlete; leave the id away, or copy it from its settings",
    422: "it refused what was sent; nothing was changed. Please report it",
}
One = TypeVar("One")
_ATHLETE = re.compile(r"i?\d{1,12}")


class Athlete(msgspec.Struct, frozen=True, kw_only=True):
    """Whose key it is."""

    id: str = ""
    name: str | None = None
    timezone: str | None = None


class Intervals:
    """One account. What comes is bytes for `formats.intervals_icu`; every method raises ServiceTrouble in words."""

    def __init__(
        self, key: str, account: str, transport: Transport, now: dt.datetime, patience: Patience | None = None
    ) -> None:
        self._headers = {
            "Authorization": "Basic " + base64.b64encode(f"{USER}:{key}".encode()).decode(),
            "Accept": "application/json",
        }
        self._account, self._transport, self._now = account, transport, now
        self._patience = patience or Patience()

    def athlete(self) -> Athlete:
        """Whose key it is."""
        answer = self._asked("GET", f"/athlete/{self._account}")
        try:
            return msgspec.json.decode(answer.body, type=Athlete)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            raise ServiceTrouble(HOST, "its answer cannot be read; try again later", passing=True) from None

    def events(self, oldest: dt.date, newest: dt.date) -> bytes:
        """The events of these days, both included, as JSON."""
        query = urlencode({"oldest": oldest.isoformat(), "newest": newest.isoformat()})
        return self._asked("GET", f"/athlete/{self._account}/events?{query}").body

    def upsert(self, workouts: Sequence[IntervalsWorkout]) -> None:
        """Makes or changes events, known by their `external_id`."""
        for part in _parts(workouts):
            self._asked("POST", f"/athlete/{self._account}/events/bulk?upsert=true", msgspec.json.encode(part))

    def delete(self, external_ids: Sequence[str]) -> None:
        """Takes events away; one that is gone already is no trouble."""
        for part in _parts(external_ids):
            body = msgspec.json.encode([{"external_id": name} for name in part])
            self._asked("PUT", f"/athlete/{self._account}/events/bulk-delete", body)

    def _asked(self, method: str, path: str, body: bytes | None = None) -> Answer:
        """One request, tried again where that may help: each of them may safely arrive twice."""
        headers = {**self._headers, **({"Content-Type": "application/json"} if body is not None else {})}
        asked = Asked(address=Address(host=HOST, target=ROOT + path), method=method, headers=headers, body=body)

        def once() -> Answer:
            answer = self._transport.send(asked, HOST)
            if answer.status in (200, 201, 204):
                return answer
            raise trouble_of(answer, HOST, self._now, SAID_STATUS)

        return self._patience.tried(once)


def checked_key(typed: str) -> str:
    """An API key as it was typed. Raises ServiceTrouble for what can be none."""
    key = typed.strip()
    if not 8 <= len(key) <= 200 or not key.isascii() or not key.isprintable() or " " in key or ":" in key:
        raise ServiceTrouble(HOST, "that is no API key; its settings show yours at the very end")
    return key


def checked_account(typed: str) -> str:
    """An athlete's id as it was typed; nothing is the key's own account. Raises ServiceTrouble."""
    account = typed.strip() or "0"
    if not _ATHLETE.fullmatch(account):
        raise ServiceTrouble(HOST, f"{one_line(account, 30)!r} is no athlete id; it looks like i12345")
    return account


def _parts(items: Sequence[One]) -> list[Sequence[One]]:
    return [items[at : at + AT_ONCE] for at in range(0, len(items), AT_ONCE)]
