"""What is kept of a feed between two looks at it, and the box it is kept in.

The address of a calendar and a key are secrets of the runner: they leave this struct only on their way to the server
they belong to. Neither `repr` nor any export of a diary holds them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Literal, Protocol

import msgspec

from midstance.application.diary import DiaryError
from midstance.training.running import Run

FeedKind = Literal["calendar", "intervals"]
LONGEST_LABEL = 40


class Feed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A calendar feed, or an account at intervals.icu."""

    name: str
    """How the runner calls it; of a runner's feeds each has its own."""
    kind: FeedKind = "calendar"
    secret: str
    """The whole address, or the API key."""
    account: str = "0"
    """The athlete's id at intervals.icu; 0 is the one the key belongs to."""
    added: dt.datetime
    season: str = ""
    """The first revision of the season that `seen` belongs to."""
    seen: tuple[Run, ...] = ()
    """The runs of the last look that was taken in, from its day on."""
    stands: dict[str, str] = {}
    """UID of a run in the feed to the source of the planned run it is, where that is another: it is found again
    wherever the runner put it."""
    taken: dict[str, str] = {}
    """What a holiday or a race of the service became in the log: its id there and what it said, to the entry's id."""
    pushed: dict[str, str] = {}
    """What was sent: external id to the checksum of what was said."""
    etag: str = ""
    modified: str = ""
    checked: dt.datetime | None = None
    """When it last answered."""
    tried: dt.datetime | None = None
    """When it was last asked."""
    not_before: dt.datetime | None = None
    """It is not asked again sooner, by its own word or ours."""
    failures: int = 0
    """How often in a row it could not be read."""
    said: str = ""
    """What came of the last look, in words."""

    def __repr__(self) -> str:
        return f"Feed({self.name!r}, {self.kind})"

    @property
    def is_calendar(self) -> bool:
        """Whether it is a calendar behind an address."""
        return self.kind == "calendar"

    def mark(self) -> str:
        """What tells whether two states of a feed are the same."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()


class FeedBox(Protocol):
    """Where the feeds of one runner are kept, for them alone."""

    def feeds(self) -> tuple[Feed, ...]:
        """All of them, by name."""
        ...

    def add(self, feed: Feed) -> None:
        """Keeps a new one. Raises DiaryError where the name is taken."""
        ...

    def change(self, before: Feed, after: Feed) -> bool:
        """Puts one in the place of what it was; False where it is another by now, and then nothing changes."""
        ...

    def remove(self, name: str) -> bool:
        """Forgets one, secret and all; False where there is none."""
        ...


class MemoryFeeds:
    """A box that lives as long as the program: for trying things out."""

    def __init__(self) -> None:
        self._feeds: dict[str, Feed] = {}

    def feeds(self) -> tuple[Feed, ...]:
        """All of them, by name."""
        return tuple(feed for _, feed in sorted(self._feeds.items()))

    def add(self, feed: Feed) -> None:
        """Keeps a new one, as `FeedBox.add` says."""
        if feed.name in self._feeds:
            raise name_taken(feed.name)
        self._feeds[feed.name] = feed

    def change(self, before: Feed, after: Feed) -> bool:
        """As `FeedBox.change` says."""
        if self._feeds.get(before.name) != before:
            return False
        self._feeds[before.name] = after
        return True

    def remove(self, name: str) -> bool:
        """Forgets one."""
        return self._feeds.pop(name, None) is not None


def name_taken(name: str) -> DiaryError:
    """The refusal, to be raised."""
    return DiaryError(f"there is a feed called {name!r} already; give this one another name with --name")


def feed_named(feeds: tuple[Feed, ...], name: str | None) -> Feed:
    """The feed of a name, or the only one. Raises DiaryError in words."""
    if not feeds:
        raise DiaryError("No feed is kept. `midstance feed add ADDRESS` adds a calendar.")
    names = ", ".join(feed.name for feed in feeds)
    if name is None:
        if len(feeds) > 1:
            raise DiaryError(f"Say which one: {names}.")
        return feeds[0]
    found = [feed for feed in feeds if feed.name.casefold() == name.strip().casefold()]
    if not found:
        raise DiaryError(f"There is no feed called {name.strip()[:LONGEST_LABEL]!r}; there is {names}.")
    return found[0]


def free_name(feeds: tuple[Feed, ...], wanted: str) -> str:
    """The name, or the next one like it that is not taken."""
    taken = {feed.name.casefold() for feed in feeds}
    name, number = wanted[:LONGEST_LABEL], 1
    while name.casefold() in taken:
        number += 1
        name = f"{wanted[: LONGEST_LABEL - 4]}-{number}"
    return name
