"""Feeds that come in: calendars that are followed, and intervals.icu both ways. Secrets go in here and never out."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import msgspec
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from midstance.application.feeds.kept import Feed, FeedBox, feed_named, free_name
from midstance.application.recording.notebook import Notebook
from midstance.formats.entry import UnreadableFile, one_line
from midstance.knowledge.library import library
from midstance.services.addresses import parsed
from midstance.services.intervals_client import HOST, Intervals, checked_account, checked_key
from midstance.services.looking import Look, Looker, next_look
from midstance.services.patience import Patience
from midstance.services.sending import send_sessions
from midstance.services.transport import Https, Transport
from midstance.web.desk import Desk, DeskRequest, at_desk
from midstance.web.kept_data import the_store
from midstance.web.plain_words import plain, said_wrong

ANSWER_S = 15.0
"""Longest a page waits for a server, and it tries once: somebody sits in front of it (ours)."""
MOST_FEEDS = 20
"""Feeds of one runner (ours; each is asked over the network of whoever runs the app)."""


class Shown(NamedTuple):
    """A feed as its page shows it."""

    feed: Feed
    checked: dt.datetime | None
    """On the runner's clock, without a zone."""
    said: str
    next: dt.datetime | None
    """When it is looked at by itself, on the runner's clock; None: it is not, or it is about to be."""


def the_transport() -> Transport:
    """What requests go through."""
    return Https(answer_s=ANSWER_S)


def the_feeds(desk: Desk) -> FeedBox:
    """The feeds of a desk's runner."""
    return the_store().feeds(desk.runner)


@require_GET
@at_desk(own=True, plan=False)
def feeds_in(request: DeskRequest) -> HttpResponse:
    """What is followed, when it was last read, and what came of it."""
    desk = request.desk
    shown = [_shown(desk, feed) for feed in the_feeds(desk).feeds()]
    context = {
        "feeds": [one for one in shown if one.feed.is_calendar],
        "account": next((one for one in shown if not one.feed.is_calendar), None),
        "every_h": settings.FEEDS_HOURS,
    }
    return render(request, "midstance/settings/feeds_in.html", context)


def _shown(desk: Desk, feed: Feed) -> Shown:
    every = settings.FEEDS_HOURS
    then = next_look(feed, dt.timedelta(hours=every)) if every else None
    ahead = then if then is not None and then > desk.now else None
    return Shown(feed, _on_clock(desk, feed.checked), plain(feed.said), _on_clock(desk, ahead))


@require_POST
@at_desk(own=True, plan=False)
def add_feed(request: DeskRequest) -> HttpResponse:
    """Follows a calendar, once it could be read. What was typed is never shown again, not even where it was wrong."""
    desk, typed = request.desk, request.POST.get("address", "")
    box = the_feeds(desk)
    try:
        host = parsed(typed, _("The address")).host
        if len(box.feeds()) >= MOST_FEEDS:
            raise UnreadableFile(_("The address"), _("you follow as many feeds as there may be; remove one first"))
        called = one_line(request.POST.get("name", ""), 40) or host
        feed = Feed(name=free_name(box.feeds(), called), secret=typed.strip(), added=desk.now)
        box.add(feed)
        look = _looker(desk, box).look(feed)
    except UnreadableFile as error:
        messages.error(request, said_wrong(error))
        return redirect(desk.url("feeds-in"))
    if look.state == "failed":
        box.remove(feed.name)
        messages.error(request, _said_trouble(look))
        return redirect(desk.url("feeds-in"))
    return _told(request, look)


@require_POST
@at_desk(own=True, plan=False)
def check_feed(request: DeskRequest) -> HttpResponse:
    """Looks at a feed now; what moved becomes a revision that waits."""
    box = the_feeds(request.desk)
    feed = feed_named(box.feeds(), request.POST.get("name", ""))
    return _told(request, _looker(request.desk, box).look(feed, missing_is_off="missing_off" in request.POST))


@require_POST
@at_desk(own=True, plan=False)
def remove_feed(request: DeskRequest) -> HttpResponse:
    """Forgets a feed with its secret."""
    box = the_feeds(request.desk)
    feed = feed_named(box.feeds(), request.POST.get("name", ""))
    box.remove(feed.name)
    messages.success(request, _("%(name)s is forgotten. What it brought stays in your diary.") % {"name": feed.name})
    return redirect(request.desk.url("feeds-in"))


@require_POST
@at_desk(own=True, plan=False)
def connect(request: DeskRequest) -> HttpResponse:
    """Keeps an API key of intervals.icu, once it is seen to work."""
    desk = request.desk
    try:
        key, account = checked_key(request.POST.get("key", "")), checked_account(request.POST.get("athlete", ""))
        found = _client(desk, key, account).athlete()
    except UnreadableFile as error:
        messages.error(request, said_wrong(error))
        return redirect(desk.url("feeds-in"))
    box = the_feeds(desk)
    before = next((feed for feed in box.feeds() if not feed.is_calendar), None)
    if before is None:
        box.add(Feed(name=free_name(box.feeds(), HOST), kind="intervals", secret=key, account=account, added=desk.now))
    else:
        box.change(before, msgspec.structs.replace(before, secret=key, account=account, not_before=None, failures=0))
    messages.success(request, _("Connected as %(name)s.") % {"name": one_line(found.name or found.id, 60)})
    return redirect(desk.url("feeds-in"))


@require_POST
@at_desk(own=True)
def push(request: DeskRequest) -> HttpResponse:
    """Shows the sessions ahead in the calendar of intervals.icu."""
    desk = request.desk
    box = the_feeds(desk)
    feed = feed_named(tuple(one for one in box.feeds() if not one.is_calendar), None)
    try:
        sent = send_sessions(
            _fresh(desk), feed, box, _client(desk, feed.secret, feed.account), fit="fit" in request.POST
        )
    except UnreadableFile as error:
        messages.error(request, said_wrong(error))
        return redirect(desk.url("feeds-in"))
    says = ngettext("%(count)d session sent", "%(count)d sessions sent", sent.changed) % {"count": sent.changed}
    more = _("%(gone)d taken away, %(same)d as they were.") % {"gone": sent.deleted, "same": sent.unchanged}
    messages.success(request, f"{says}, {more}")
    return redirect(desk.url("feeds-in"))


def _on_clock(desk: Desk, moment: dt.datetime | None) -> dt.datetime | None:
    return None if moment is None else desk.book.on_clock(moment).replace(tzinfo=None)


def _client(desk: Desk, key: str, account: str) -> Intervals:
    return Intervals(key, account, the_transport(), desk.now.astimezone(dt.UTC), Patience(budget_s=0))


def _fresh(desk: Desk) -> Notebook:
    return Notebook(desk.diary, desk.now, library().exercises)


def _looker(desk: Desk, box: FeedBox) -> Looker:
    return Looker(box, lambda: _fresh(desk), the_transport(), lambda: Patience(budget_s=0))


def _said_trouble(look: Look) -> str:
    return f"{look.feed.name}: {plain(look.trouble.removeprefix(f'{look.feed.name}: '))}"


def _told(request: DeskRequest, look: Look) -> HttpResponse:
    """What came of a look, and the revision that waits, where one does."""
    if look.trouble:
        messages.error(request, _said_trouble(look))
    if look.state != "failed":
        messages.success(request, f"{look.feed.name}: {plain(' '.join(look.says))}")
    for question in look.asks:
        messages.warning(request, plain(question))
    waits = look.proposal is not None and look.proposal.changed
    return redirect(request.desk.url("changes" if waits else "feeds-in"))


ADDRESSES: list[URLPattern] = [
    path("settings/feeds", feeds_in, name="feeds-in"),
    path("settings/feeds/add", add_feed, name="feeds-add"),
    path("settings/feeds/check", check_feed, name="feeds-check"),
    path("settings/feeds/remove", remove_feed, name="feeds-remove"),
    path("settings/feeds/connect", connect, name="feeds-connect"),
    path("settings/feeds/push", push, name="feeds-push"),
]
