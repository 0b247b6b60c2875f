"""What the resources take and give, as types; the OpenAPI document is made from them."""

from __future__ import annotations

import datetime as dt

import msgspec

from midstance.application.playing.ahead import NextTime, PlanChange
from midstance.application.playing.arriving import Taken
from midstance.application.recording.sessions import State
from midstance.training.log import Entry
from midstance.training.running import ClockTime

TODAY = "midstance.today/1"


class SessionAhead(msgspec.Struct, frozen=True, kw_only=True):
    """A session of the days around today, and the addresses of all that a device keeps of it."""

    id: str
    title: str
    date: dt.date
    start: ClockTime
    minutes: int
    state: State
    page: str
    play: str
    document: str
    figures: tuple[str, ...] = ()


class TodayAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The day, and the sessions that lie ahead."""

    schema: str = TODAY
    runner: str
    """Tells one runner's things on a device from another's; says nothing else."""
    date: dt.date
    now: dt.datetime
    """The server's clock."""
    stop: str | None = None
    """Training stands still: what to do instead."""
    pages: tuple[str, ...]
    """Addresses that a device keeps beside the sessions."""
    sessions: tuple[SessionAhead, ...] = ()


class EntriesSent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Entries as they are sent; each is read for itself."""

    entries: list[msgspec.Raw]


class EntriesToSend(msgspec.Struct, frozen=True, kw_only=True):
    """Entries as a sender sees them: the same as `EntriesSent`, with their types."""

    entries: list[Entry]


class EntriesTaken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of each entry, in the order in which they were sent."""

    entries: tuple[Taken, ...]


class EntriesKept(msgspec.Struct, frozen=True, kw_only=True):
    """Entries in the order in which they arrived, corrections and retractions among them."""

    entries: tuple[Entry, ...]
    next: int
    """What to ask for as `since` the next time."""
    more: bool
    """Whether there are more right now."""


class AfterAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What comes next of each exercise of a session, and why."""

    exercises: tuple[NextTime, ...]
    plan: tuple[PlanChange, ...] = ()
    """What the plan would change if it were made anew now; it is the runner who has it made anew."""


class TokenAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What has to stand in the header `X-CSRFToken` of whatever is sent; its cookie is set beside it."""

    token: str
    runner: str
