"""A look at a feed: asked politely, taken into the diary, followed by a proposal that nobody has accepted yet."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from typing import Literal

import msgspec

from midstance.application.diary import DiaryError
from midstance.application.feeds.drafting import Taken, take_calendar
from midstance.application.feeds.intervals import take_intervals
from midstance.application.feeds.kept import Feed, FeedBox
from midstance.application.planning import PlanRefused
from midstance.application.recording.notebook import Notebook
from midstance.application.replanning import Proposal, propose, season_of
from midstance.application.running_plans import read_given
from midstance.formats.entry import UnreadableFile
from midstance.formats.intervals_icu import read_intervals_events
from midstance.services.addresses import parsed
from midstance.services.calendar_client import fetch_calendar
from midstance.services.intervals_client import Intervals
from midstance.services.patience import Patience, rest_after
from midstance.services.transport import Transport
from midstance.services.trouble import ServiceTrouble

State = Literal["unchanged", "same", "changed", "too-soon", "failed"]
USUAL_REST = dt.timedelta(minutes=15)
"""A feed that is looked at by itself is asked no more often (ours; apps write new calendars a few times a day)."""
PRESSED_REST = dt.timedelta(seconds=30)
"""And no more often where the runner asks for it (ours)."""
JITTER = 0.2
"""By so much of it the time between two looks varies, so that servers are not asked in step (ours)."""
AT_WORK = dt.timedelta(minutes=5)
"""So long a look may take before another one takes over from it (ours)."""


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a look."""

    feed: Feed
    state: State
    says: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    trouble: str = ""
    proposal: Proposal | None = None


class Looker:
    """Looks at the feeds of one runner. `fresh` gives the notebook of this moment, with its clock."""

    def __init__(
        self, box: FeedBox, fresh: Callable[[], Notebook], transport: Transport, patience: Callable[[], Patience]
    ) -> None:
        self._box, self._fresh, self._transport, self._patience = box, fresh, transport, patience

    def look(
        self, feed: Feed, *, pressed: bool = True, missing_is_off: bool = False, dry: bool = False, anew: bool = False
    ) -> Look:
        """One look. `pressed`: the runner asked for it now. `dry`: nothing is written down. `anew`: also what has not
        changed since is read again.

        Trouble of the service is told, not raised. Raises DiaryError where the diary cannot be written.
        """
        book = self._fresh()
        if (soon := _too_soon(feed, book.now, pressed=pressed)) is not None:
            return Look(feed=feed, state="too-soon", says=(soon,))
        held = msgspec.structs.replace(feed, not_before=book.now + AT_WORK)
        if not dry and not self._box.change(feed, held):
            return Look(feed=feed, state="too-soon", says=(f"{feed.name} is being looked at just now.",))
        held = feed if dry else held
        try:
            fresh, taken = self._taken(held, book, missing_is_off=missing_is_off, anew=anew)
        except ServiceTrouble as trouble:
            return self._failed(held, book, str(trouble), trouble.retry_s, dry=dry)
        except UnreadableFile as trouble:
            return self._failed(held, book, str(trouble), None, dry=dry)
        except BaseException:
            if not dry:
                self._box.change(held, feed)
            raise
        if not fresh:
            return self._kept(held, _looked(held, book, "Nothing new."), "same", dry=dry)
        if taken is None:
            says = ("Kept. There is no plan in this diary yet that it could change.",)
            return self._kept(held, _looked(held, book, says[0]), "unchanged", says, dry=dry)
        return self._written(held, book, taken, dry=dry)

    def _taken(self, feed: Feed, book: Notebook, *, missing_is_off: bool, anew: bool) -> tuple[bool, Taken | None]:
        """Whether anything came that was not known, and what it means; None without a plan."""
        return (self._calendar if feed.is_calendar else self._intervals)(feed, book, missing_is_off, anew)

    def _calendar(self, feed: Feed, book: Notebook, missing_is_off: bool, anew: bool) -> tuple[bool, Taken | None]:
        address = parsed(feed.secret, feed.name)
        season = season_of(book.diary)[:1]
        # What was understood for another season says nothing about this one.
        anew = anew or feed.season != (season[0].id if season else "")
        etag, modified = ("", "") if anew else (feed.etag, feed.modified)

        def once() -> tuple[bytes | None, str, str]:
            got = fetch_calendar(address, feed.name, self._transport, book.now, etag=etag, modified=modified)
            return got.data, got.etag, got.modified

        data, etag, modified = self._patience().tried(once)
        if data is None:
            return False, None
        plan, zone, window = book.plan, None, None
        if plan is not None:
            zone, window = plan.brief.time_zone, (book.today, plan.brief.end)
        reading = read_given([(feed.name, data)], zone=zone, today=book.today, window=window)
        known = msgspec.structs.replace(feed, etag=etag, modified=modified)
        if plan is None:
            return True, None
        return True, take_calendar(
            book, known, reading, at=book.now.replace(microsecond=0), missing_is_off=missing_is_off
        )

    def _intervals(self, feed: Feed, book: Notebook, _off: bool, _anew: bool) -> tuple[bool, Taken | None]:
        if book.plan is None:
            return True, None
        client = Intervals(feed.secret, feed.account, self._transport, book.now, self._patience())
        calendar = read_intervals_events(client.events(book.today, book.plan.brief.end), feed.name)
        return True, take_intervals(book, feed, calendar, at=book.now.replace(microsecond=0))

    def _written(self, feed: Feed, book: Notebook, taken: Taken, *, dry: bool) -> Look:
        says = taken.draft.says or ("Nothing in it changes your plan.",)
        if not dry:
            book.take(taken.draft)
        after = msgspec.structs.replace(_looked(taken.feed, book, " ".join(says)), failures=0)
        state: State = "changed" if taken.brings else "unchanged"
        look = self._kept(feed, after, state, says, dry=dry)
        look = msgspec.structs.replace(look, asks=taken.asks)
        return self._proposed(look) if taken.brings and not dry else look

    def _proposed(self, look: Look) -> Look:
        """The next revision waits; where none can be made now, that is said, and what came is written down anyway."""
        book = self._fresh()
        try:
            return msgspec.structs.replace(look, proposal=propose(book.diary, book.now))
        except (DiaryError, PlanRefused) as refusal:
            return msgspec.structs.replace(look, trouble=f"It is written down, but no new plan follows yet: {refusal}")

    def _failed(self, feed: Feed, book: Notebook, says: str, retry_s: float | None, *, dry: bool) -> Look:
        rest = PRESSED_REST if retry_s is None else dt.timedelta(seconds=max(retry_s, PRESSED_REST.total_seconds()))
        after = msgspec.structs.replace(
            feed,
            failures=feed.failures + 1,
            tried=book.now,
            not_before=book.now + rest,
            said=says.removeprefix(f"{feed.name}: ")[:500],
        )
        look = self._kept(feed, after, "failed", dry=dry)
        return msgspec.structs.replace(look, trouble=says)

    def _kept(self, before: Feed, after: Feed, state: State, says: tuple[str, ...] = (), *, dry: bool) -> Look:
        if not dry and not self._box.change(before, after):
            # Removed meanwhile, or another look took over: theirs is the later word.
            return Look(feed=before, state=state, says=says)
        return Look(feed=after, state=state, says=says or (after.said,))


def due(feed: Feed, now: dt.datetime) -> bool:
    """Whether a feed may be looked at by itself, without the runner asking."""
    return _too_soon(feed, now, pressed=False) is None


def next_look(feed: Feed, every: dt.timedelta) -> dt.datetime:
    """When a program that goes on running looks at a feed by itself, every so often, and ever later where it fails.

    Feeds that were added together drift apart, each by a share of its own; the same feed has the same answer until it
    was looked at again.
    """
    since = feed.tried or feed.added
    word = hashlib.sha256(f"{feed.name}|{feed.secret}|{since.isoformat()}".encode()).digest()
    share = int.from_bytes(word[:4], "big") / (1 << 32)
    rest = rest_after(feed.failures, lambda: share) if feed.failures else every * (1 - JITTER / 2 + JITTER * share)
    return max(since + rest, feed.not_before or since)


def _too_soon(feed: Feed, now: dt.datetime, *, pressed: bool) -> str | None:
    """Why a feed is not asked now, or None. By itself one that fails is asked ever more seldom."""
    moments = [feed.not_before] if feed.not_before is not None else []
    if not pressed and feed.tried is not None:
        moments.append(feed.tried + (rest_after(feed.failures) if feed.failures else USUAL_REST))
    until = max(moments, default=now)
    if now >= until:
        return None
    wait = (until - now).total_seconds()
    said = f"{max(1, round(wait))} seconds" if wait < 90 else f"{round(wait / 60)} minutes"
    return f"{feed.name} was asked a moment ago or wants to be left alone; again in {said}."


def _looked(feed: Feed, book: Notebook, said: str) -> Feed:
    return msgspec.structs.replace(
        feed, checked=book.now, tried=book.now, not_before=book.now + PRESSED_REST, failures=0, said=said[:500]
    )
