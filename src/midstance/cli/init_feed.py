"""A season that begins from a calendar on the net: fetched once for the plan, then followed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

import msgspec

from midstance.application.feeds.kept import Feed, FeedBox, free_name
from midstance.application.recording.notebook import Notebook
from midstance.services.addresses import parsed
from midstance.services.calendar_client import fetch_calendar
from midstance.services.looking import Looker
from midstance.services.patience import Patience
from midstance.services.transport import Answer, Asked, Transport
from midstance.services.trouble import ServiceTrouble


class Once:
    """A transport that asks each address once, and gives the same answer when it is asked again."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._answers: dict[tuple[str, int, str], Answer] = {}

    def send(self, asked: Asked, name: str) -> Answer:
        """The answer, as `Transport.send` says."""
        key = (asked.address.host, asked.address.port, asked.address.target)
        if key not in self._answers:
            self._answers[key] = self._transport.send(asked, name)
        return self._answers[key]


class Following(msgspec.Struct, frozen=True):
    """A calendar as it was fetched for the first plan."""

    feed: Feed
    data: bytes


def fetched(addresses: Sequence[str], box: FeedBox, transport: Transport, now: dt.datetime) -> tuple[Following, ...]:
    """The calendars behind addresses. Raises ServiceTrouble in words; nothing is kept yet."""
    found: list[Following] = []
    for address in addresses:
        where = parsed(address, "--feed")
        name = free_name((*box.feeds(), *(one.feed for one in found)), where.host)
        got = Patience().tried(partial(fetch_calendar, where, name, transport, now))
        if got.data is None:
            raise ServiceTrouble(name, "its server says that it has not changed, though it was never read; try again")
        found.append(Following(Feed(name=name, secret=address.strip(), added=now), got.data))
    return tuple(found)


def followed(following: Sequence[Following], box: FeedBox, transport: Transport, book: Notebook) -> list[str]:
    """Follows the calendars from now on, as they were when the plan was made; what to say of it."""
    says = []
    for one in following:
        known = next((feed for feed in box.feeds() if feed.secret == one.feed.secret), None)
        if known is None:
            box.add(one.feed)
        look = Looker(box, lambda: book, transport, Patience).look(known or one.feed)
        says.append(
            f"{look.feed.name} is followed. `midstance feed check` looks whether anything moved; the web app does"
        )
        says[-1] += " so by itself while it runs."
        says += look.asks
    return says
