"""intervals.icu as its documentation describes it, for tests: events listed, upserted by `external_id`, deleted."""

from __future__ import annotations

import base64
import json
from urllib.parse import parse_qs, urlsplit

from tests.feed_server import Asked, FeedServer, Reply

KEY = "k3y0fad4-secret"
ATHLETE = {"id": "i12345", "name": "Ada", "timezone": "Europe/Berlin", "something_new_2028": {"a": 1}}
Told = dict[str, object]


class IntervalsServer:
    """The calendar of one athlete; `troubles` are answered first, one for each request."""

    def __init__(self, server: FeedServer) -> None:
        self.server, self.events, self.troubles = server, dict[int, Told](), list[Reply]()
        self._next = 1
        server.answering = self._answer

    def add(self, category: str, day: str, *, end: str | None = None, **more: object) -> Told:
        """An event somebody put there."""
        event = {"id": self._next, "category": category, "start_date_local": day if "T" in day else f"{day}T00:00:00",
                 "end_date_local": f"{end}T00:00:00" if end else None, "icu_training_load": None, **more}  # fmt: skip
        self.events[self._next] = event
        self._next += 1
        return event

    @property
    def ours(self) -> dict[str, Told]:
        """What was sent from here, by its external id."""
        return {str(one["external_id"]): one for one in self.events.values() if one.get("external_id")}

    @property
    def written(self) -> list[Asked]:
        """The requests that changed something."""
        return [asked for asked in self.server.asked if asked.method != "GET"]

    def _answer(self, asked: Asked) -> Reply:
        if self.troubles:
            return self.troubles.pop(0)
        wanted = "Basic " + base64.b64encode(f"API_KEY:{KEY}".encode()).decode()
        if asked.headers.get("authorization") != wanted:
            return Reply(status=401, body=b'{"status":401,"error":"Unauthorized"}')
        path, query = urlsplit(asked.path).path, parse_qs(urlsplit(asked.path).query)
        parts = path.removeprefix("/api/v1/athlete/").split("/", 1)
        if not path.startswith("/api/v1/athlete/") or parts[0] not in ("0", "i12345"):
            return Reply(status=403, body=b'{"status":403,"error":"Access denied"}')
        done = self._done(asked, parts[1] if len(parts) > 1 else "", query)
        return Reply(status=404) if done is None else Reply(body=json.dumps(done).encode())

    def _done(self, asked: Asked, rest: str, query: dict[str, list[str]]) -> object:
        if asked.method == "GET" and rest == "":
            return ATHLETE
        if asked.method == "GET" and rest == "events":
            first, last = query["oldest"][0], query["newest"][0]
            return [one for one in self.events.values()
                    if str(one["start_date_local"])[:10] <= last
                    and str(one.get("end_date_local") or one["start_date_local"])[:10] >= first]  # fmt: skip
        if asked.method == "POST" and rest == "events/bulk" and query.get("upsert") == ["true"]:
            return [self._upserted(one) for one in json.loads(asked.body)]
        if asked.method == "PUT" and rest == "events/bulk-delete":
            names = [one["external_id"] for one in json.loads(asked.body)]
            gone = [number for number, one in self.events.items() if one.get("external_id") in names]
            for number in gone:
                del self.events[number]
            return {"eventsDeleted": len(gone)}
        return None

    def _upserted(self, event: Told) -> Told:
        there = self.ours.get(str(event["external_id"]))
        if there is None:
            there = {"id": self._next}
            self.events[self._next] = there
            self._next += 1
        there.update(event)
        return there
