"""Strength sessions to intervals.icu: what changed is sent, what is planned no more is taken away there."""

from __future__ import annotations

import msgspec

from midstance.application.feeds.intervals import to_send
from midstance.application.feeds.kept import Feed, FeedBox
from midstance.application.recording.notebook import Notebook
from midstance.formats.intervals_icu import read_intervals_events
from midstance.services.intervals_client import Intervals


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """What was sent."""

    changed: int = 0
    deleted: int = 0
    unchanged: int = 0


def send_sessions(book: Notebook, feed: Feed, box: FeedBox, client: Intervals, *, fit: bool = False) -> Sent:
    """Makes the service show the sessions from today on as they stand; doing it again sends nothing.

    What is new is sent before what is over is deleted, so that breaking off loses nothing. Raises ServiceTrouble in
    words, DiaryError without a plan.
    """
    plan = book.the_plan()
    calendar = read_intervals_events(client.events(book.today, plan.brief.end), feed.name)
    shown = [event.external_id for event in calendar.ours if event.external_id]
    work = to_send(book, feed, shown, fit=fit)
    if work.changed:
        client.upsert(work.changed)
    if work.deleted:
        client.delete(work.deleted)
    after = msgspec.structs.replace(feed, pushed=work.pushed)
    if after != feed:
        box.change(feed, after)
    return Sent(changed=len(work.changed), deleted=len(work.deleted), unchanged=work.unchanged)
