"""Feeds that are followed, looked at while the server runs: what moved there waits as a proposal, as ever.

Several processes may do it at once: a look begins by changing what is kept of the feed, and only one can.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from functools import partial

from midstance.application.feeds.kept import Feed
from midstance.application.recording.notebook import Notebook
from midstance.knowledge.library import library
from midstance.services.looking import Looker, next_look
from midstance.services.patience import Patience
from midstance.services.transport import Https, Transport
from midstance.storage.diary import DatabaseDiary
from midstance.storage.subscriptions import DatabaseFeeds, followers

MOST_AT_ONCE = 30
"""Feeds looked at in one round; the others have their turn in the next one (ours)."""
PATIENCE_S = 20.0
"""Longest that is waited for a server that asks for a moment (ours)."""
_LOG = logging.getLogger(__name__)

Clock = Callable[[], dt.datetime]


def the_transport() -> Transport:
    """What requests go through."""
    return Https()


def is_due(feed: Feed, now: dt.datetime, every_h: int) -> bool:
    """Whether the time of a feed has come."""
    return every_h > 0 and next_look(feed, dt.timedelta(hours=every_h)) <= now


def look_at_all(clock: Clock, every_h: int) -> int:
    """Looks at every feed whose time has come; how many were looked at. Raises DiaryError without a database."""
    looked = 0
    for runner in followers() if every_h else ():
        box = DatabaseFeeds(runner)
        looker = Looker(box, partial(_book, runner, clock), the_transport(), _patience)
        for feed in box.feeds():
            if looked >= MOST_AT_ONCE:
                return looked
            if is_due(feed, clock(), every_h):
                looked += 1
                _look(looker, feed)
    return looked


def _look(looker: Looker, feed: Feed) -> None:
    try:
        looker.look(feed, pressed=False)
    except Exception as trouble:
        # One feed that goes wrong keeps no other waiting; what it was about is kept for itself.
        _LOG.warning("a feed was not looked at: %s", type(trouble).__name__)


def _patience() -> Patience:
    return Patience(budget_s=PATIENCE_S)


def _book(runner: str, clock: Clock) -> Notebook:
    return Notebook(DatabaseDiary(runner), clock(), library().exercises)
