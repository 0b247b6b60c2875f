"""The page of feeds: add, check, remove, connect, send; what is secret goes in and never comes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from django.test import Client
from playwright.sync_api import Page

from midstance.application.diary import MemoryDiary
from midstance.application.recording.notebook import Notebook
from midstance.application.replanning import current_plan, proposal_of
from midstance.knowledge.library import library
from midstance.storage import open_store
from midstance.training.log import RunMoved
from midstance.training.running import Run
from midstance.web.pages import feeds_in
from tests.feed_server import FeedServer, Reply
from tests.feed_server import feed_server as feed_server
from tests.intervals_server import KEY, IntervalsServer
from tests.test_feeds_followed import ADDRESS, SECRET, calendar, moved
from tests.web.conftest import Server, axe_findings
from tests.web.seasons import RUNNER

ADD = {"address": ADDRESS, "name": "Coach"}


@pytest.fixture(autouse=True)
def led_here(monkeypatch: pytest.MonkeyPatch, feed_server: FeedServer) -> None:
    """The product's transport is led to the server of the test."""
    monkeypatch.setattr(feeds_in, "the_transport", feed_server.transport)


def planned(home: Path) -> list[Run]:
    """The runs of the plan from today on, as a calendar can hold them."""
    store = open_store(home)
    try:
        plan = current_plan(store.diary(RUNNER))
        assert plan is not None
        today = Notebook(MemoryDiary(), dt.datetime.now(dt.UTC), library().exercises).today
        kinds = ("intervals", "easy", "recovery", "long", "race")
        return [run for run in plan.brief.runs if run.date > today and run.kind in kinds]
    finally:
        store.close()


def posted(client: Client, what: str, said: dict[str, str]) -> str:
    """The page a form leads to. The secret is on none of them."""
    answer = client.post(f"/settings/feeds/{what}", said, follow=True)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert SECRET not in page
    assert KEY not in page
    return page


def test_a_calendar_is_followed_checked_and_forgotten(client: Client, season: Path, feed_server: FeedServer) -> None:
    runs = planned(season)
    feed_server.calendar(calendar(runs))
    assert "Coach: Nothing in it changes your plan." in posted(client, "add", ADD)
    page = client.get("/settings/feeds").content.decode()
    assert "Coach" in page
    assert SECRET not in page
    long = next(run for run in runs if run.kind == "long" and run.date > runs[0].date + dt.timedelta(days=7))
    feed_server.calendar(calendar(moved(runs, long.date, long.date - dt.timedelta(days=1))))
    assert "again in" in posted(client, "check", {"name": "Coach"})
    store = open_store(season)
    try:
        [feed] = store.feeds(RUNNER).feeds()
        store.feeds(RUNNER).change(feed, msgspec.structs.replace(feed, not_before=None))
        page = posted(client, "check", {"name": "Coach"})
        assert "is now on" in page
        [entry] = [one for one in store.diary(RUNNER).entries() if isinstance(one, RunMoved)]
        assert (entry.planned, entry.date) == (long.date, long.date - dt.timedelta(days=1))
        assert proposal_of(store.diary(RUNNER)) is not None
        assert "is forgotten" in posted(client, "remove", {"name": "Coach"})
        assert store.feeds(RUNNER).feeds() == ()
    finally:
        store.close()


@pytest.mark.usefixtures("season")
def test_what_cannot_be_followed_is_said_and_not_kept(client: Client, feed_server: FeedServer) -> None:
    feed_server.says(Reply(status=403))
    assert "refused" in posted(client, "add", ADD)
    assert "Only https" in posted(client, "add", {"address": ADDRESS.replace("https", "http")})
    feed_server.calendar(b"<html>")
    assert "web page" in posted(client, "add", ADD)
    assert "no calendar yet" in client.get("/settings/feeds").content.decode()


@pytest.mark.usefixtures("season")
def test_private_networks_stay_closed_to_whoever_types_addresses(
    client: Client, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds_in, "the_transport", lambda: feed_server.transport(ips=["10.0.0.1"]))
    assert "private network" in posted(client, "add", ADD)
    assert feed_server.asked == []


def test_intervals_icu_is_connected_read_and_shown_the_sessions(
    client: Client, season: Path, feed_server: FeedServer
) -> None:
    icu = IntervalsServer(feed_server)
    assert "does not know the API key" in posted(client, "connect", {"key": "wrong-key-0815"})
    assert "Connected as Ada" in posted(client, "connect", {"key": KEY})
    assert "sent" in posted(client, "push", {})
    assert icu.ours
    assert "Nothing in it" in posted(client, "check", {"name": "intervals.icu"})
    client.post("/settings/delete", {"sure": "delete"})
    store = open_store(season)
    try:
        assert store.feeds(RUNNER).feeds() == ()
    finally:
        store.close()


def test_the_page_is_fit_for_everybody(season: Path, serve: Callable[..., Server], phone: Page) -> None:
    server = serve(season)
    phone.goto(f"{server.url}/settings/feeds")
    assert axe_findings(phone) == []
    width = phone.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
