"""Feeds are looked at while the server runs: when their time has come, by one process, and only to propose."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

import msgspec
import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from midstance.application.feeds.kept import Feed
from midstance.application.replanning import proposal_of
from midstance.services.looking import JITTER, next_look
from midstance.storage import open_store
from midstance.training.running import Run
from midstance.web import feeds_by_themselves, rounds
from midstance.web.pages import feeds_in
from tests.feed_server import FeedServer, Reply
from tests.feed_server import feed_server as feed_server
from tests.test_feeds_followed import ADDRESS, SECRET, calendar, moved
from tests.web.seasons import RUNNER
from tests.web.test_feeds_in import planned

HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def led_here(monkeypatch: pytest.MonkeyPatch, feed_server: FeedServer) -> None:
    """The product's transport is led to the server of the test; feeds are looked at every six hours."""
    monkeypatch.setattr(feeds_in, "the_transport", feed_server.transport)
    monkeypatch.setattr(feeds_by_themselves, "the_transport", feed_server.transport)
    monkeypatch.setattr(settings, "FEEDS_HOURS", 6)


def kept_feed(home: Path) -> Feed:
    """The one feed that is followed."""
    store = open_store(home)
    try:
        (feed,) = store.feeds(RUNNER).feeds()
        return feed
    finally:
        store.close()


def turned_back(home: Path, by: dt.timedelta) -> None:
    """As if the feed had been looked at so much earlier."""
    feed = kept_feed(home)
    store = open_store(home)
    try:
        assert feed.tried is not None
        earlier = msgspec.structs.replace(feed, tried=feed.tried - by, not_before=None)
        assert store.feeds(RUNNER).change(feed, earlier)
    finally:
        store.close()


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@pytest.fixture
def runs(client: Client, season: Path, feed_server: FeedServer) -> list[Run]:
    """The runs of a calendar that is followed."""
    found = planned(season)
    feed_server.calendar(calendar(found))
    client.post("/settings/feeds/add", {"address": ADDRESS, "name": "Coach"})
    feed_server.asked.clear()
    return found


def test_what_moved_waits_on_today_and_nothing_is_accepted(
    client: Client, season: Path, feed_server: FeedServer, runs: list[Run]
) -> None:
    assert feeds_by_themselves.look_at_all(now, 6) == 0
    assert feed_server.asked == []
    long = next(run for run in runs if run.kind == "long" and run.date > runs[0].date + dt.timedelta(days=7))
    feed_server.calendar(calendar(moved(runs, long.date, long.date - dt.timedelta(days=1))))
    turned_back(season, 7 * HOUR)
    assert feeds_by_themselves.look_at_all(now, 6) == 1
    page = client.get("/today").content.decode()
    assert "A change of your plan waits for you" in page
    store = open_store(season)
    try:
        waiting = proposal_of(store.diary(RUNNER))
        assert waiting is not None
        assert waiting.kept.state == "proposed"
    finally:
        store.close()
    assert feeds_by_themselves.look_at_all(now, 6) == 0


@pytest.mark.usefixtures("runs")
def test_several_processes_never_look_twice(season: Path, feed_server: FeedServer) -> None:
    turned_back(season, 7 * HOUR)
    begin, went = threading.Barrier(4), []

    def process() -> None:
        begin.wait()
        try:
            went.append(feeds_by_themselves.look_at_all(now, 6))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=process) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(went) == 4
    assert len(feed_server.asked) == 1


@pytest.mark.usefixtures("runs")
def test_switched_off_nothing_is_asked(client: Client, season: Path, feed_server: FeedServer,
                                       monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    turned_back(season, 100 * HOUR)
    monkeypatch.setattr(settings, "FEEDS_HOURS", 0)
    assert rounds.one_round()
    assert feed_server.asked == []
    assert "when you ask for it" in client.get("/settings/feeds").content.decode()


def test_the_page_says_when_it_was_and_will_be_looked_at(client: Client, season: Path, runs: list[Run]) -> None:
    page = client.get("/settings/feeds").content.decode()
    assert "Read on" in page
    assert "looked at again on" in page
    assert "every 6 hours" in page
    assert SECRET not in page
    turned_back(season, 9 * HOUR)
    assert "in a moment" in client.get("/settings/feeds").content.decode()
    assert runs


@pytest.mark.usefixtures("runs")
def test_one_that_fails_is_asked_ever_more_seldom(season: Path, feed_server: FeedServer) -> None:
    feed_server.says(Reply(status=403))
    waits = []
    for _ in range(4):
        turned_back(season, 30 * HOUR)
        assert feeds_by_themselves.look_at_all(now, 6) == 1
        feed = kept_feed(season)
        assert feed.tried is not None
        waits.append(next_look(feed, 6 * HOUR) - feed.tried)
    assert kept_feed(season).failures == 4
    assert waits == sorted(waits)
    assert waits[-1] > 3 * waits[0]
    asked = len(feed_server.asked)
    assert feeds_by_themselves.look_at_all(now, 6) == 0
    assert len(feed_server.asked) == asked


@pytest.mark.usefixtures("runs")
def test_one_feed_that_breaks_something_keeps_no_round_from_its_end(
    season: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    turned_back(season, 7 * HOUR)

    def broken() -> None:
        raise RuntimeError(ADDRESS)

    monkeypatch.setattr(feeds_by_themselves, "the_transport", broken)
    assert rounds.one_round()
    assert SECRET not in caplog.text


def test_feeds_that_were_added_together_drift_apart() -> None:
    when = dt.datetime(2027, 3, 9, 12, tzinfo=dt.UTC)
    feeds = [Feed(name=f"feed-{place}", secret="https://x", added=when, tried=when) for place in range(40)]
    waits = [next_look(feed, 6 * HOUR) - when for feed in feeds]
    assert len(set(waits)) == 40
    assert min(waits) >= 6 * HOUR * (1 - JITTER / 2)
    assert max(waits) <= 6 * HOUR * (1 + JITTER / 2)
    assert waits == [next_look(feed, 6 * HOUR) - when for feed in feeds]
    held = msgspec.structs.replace(feeds[0], not_before=when + 30 * HOUR)
    assert next_look(held, 6 * HOUR) == when + 30 * HOUR


def test_a_round_has_one_process_at_a_time(home: Path) -> None:
    from midstance.storage.locking import locked

    with locked(home / rounds.LOCK) as mine:
        assert mine
        assert not rounds.one_round()
    assert rounds.one_round()
