"""A season that begins from a calendar on the net: planned around, followed, and asked for once."""

from __future__ import annotations

import datetime as dt

import pytest

from midstance.application.feeds.kept import MemoryFeeds
from midstance.application.replanning import current_plan
from midstance.cli import feed_command
from midstance.training.log import RunMoved
from tests.feed_server import FeedServer, Reply
from tests.feed_server import feed_server as feed_server
from tests.plan_fixture import runs
from tests.recording_desk import NOW, Desk, desk_for
from tests.test_feeds_followed import ADDRESS, SECRET, calendar, moved

RACE = "2027-05-02:half"
FROM = ("--from", "2027-03-09", "--race", RACE)


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch, feed_server: FeedServer) -> MemoryFeeds:
    """Where feeds are kept; the product's transport is led to the server of the test."""
    kept = MemoryFeeds()
    monkeypatch.setattr(feed_command, "the_feeds", lambda runner: kept)
    monkeypatch.setattr(feed_command, "the_transport", feed_server.transport)
    return kept


@pytest.fixture
def new(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk without a plan."""
    return desk_for(monkeypatch, None)


PLANNED = [run for run in runs() if run.date >= NOW.date()]


@pytest.mark.parametrize("words", [("--feed", ADDRESS), (ADDRESS,)])
def test_the_plan_is_made_around_it_and_it_is_followed(
    new: Desk, box: MemoryFeeds, feed_server: FeedServer, words: tuple[str, ...]
) -> None:
    feed_server.calendar(calendar(PLANNED))
    said = new.done("init", *words, *FROM)
    assert "calendar.example is followed." in said
    assert SECRET not in said
    assert len(feed_server.asked) == 1
    plan = current_plan(new.diary)
    assert plan is not None
    assert {run.date for run in PLANNED} <= {run.date for run in plan.brief.runs}
    (feed,) = box.feeds()
    assert feed.secret == ADDRESS
    assert feed.seen


def test_what_moves_later_is_a_proposal(new: Desk, box: MemoryFeeds, feed_server: FeedServer) -> None:
    feed_server.calendar(calendar(PLANNED))
    new.done("init", "--feed", "-", *FROM, typed=f"{ADDRESS}\n")
    long = next(run for run in PLANNED if run.kind == "long")
    feed_server.calendar(calendar(moved(PLANNED, long.date, long.date - dt.timedelta(days=1))))
    new.now += dt.timedelta(hours=1)
    assert "Revision 2 waits." in new.done("feed", "check")
    assert [entry.planned for entry in new.of(RunMoved)] == [long.date]
    assert len(box.feeds()) == 1


def test_what_cannot_be_read_begins_nothing(new: Desk, box: MemoryFeeds, feed_server: FeedServer) -> None:
    feed_server.says(Reply(status=403))
    said = new.refused("init", "--feed", ADDRESS, *FROM)
    assert "refused" in said
    assert SECRET not in said
    assert "only https" in new.refused("init", ADDRESS.replace("https", "http"), *FROM)
    feed_server.calendar(b"<html>")
    new.refused("init", ADDRESS, *FROM)
    assert box.feeds() == ()
    assert current_plan(new.diary) is None


def test_beginning_anew_from_the_same_calendar_follows_it_once(
    new: Desk, box: MemoryFeeds, feed_server: FeedServer
) -> None:
    feed_server.calendar(calendar(PLANNED))
    new.done("init", ADDRESS, *FROM)
    new.now += dt.timedelta(hours=1)
    new.done("init", ADDRESS, *FROM, "--yes")
    (feed,) = box.feeds()
    assert feed.seen


def test_planning_alone_says_how_a_calendar_is_followed(new: Desk) -> None:
    assert "midstance init --feed" in new.refused("plan", ADDRESS, "--race", RACE)
