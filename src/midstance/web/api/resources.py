"""The resources: the player document, today, the plan, entries both ways, and what comes after a session."""

from __future__ import annotations

from urllib.parse import urlencode

import msgspec
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from midstance.application.playing.ahead import next_time, plan_changes, sessions_ahead
from midstance.application.playing.arriving import MOST_ENTRIES, arrive
from midstance.application.playing.document import PlayerDocument
from midstance.application.playing.ledger import Ledger
from midstance.application.playing.making import placed_session, player_document
from midstance.application.playing.pictures import Picture, pictures_of
from midstance.application.recording.checks import Implausible
from midstance.application.recording.sessions import Placed, placed
from midstance.application.replanning import NO_PLAN, season_of
from midstance.formats.plan_json import said
from midstance.knowledge.library import library
from midstance.web.api.answering import body_of, error, json, resource
from midstance.web.api.openapi import description
from midstance.web.api.shapes import (
    AfterAnswer,
    EntriesKept,
    EntriesSent,
    EntriesTaken,
    SessionAhead,
    TodayAnswer,
    TokenAnswer,
)
from midstance.web.desk import Desk, DeskRequest
from midstance.web.runner_keys import runner_key

RUNNER_HEADER = "Midstance-Runner"
MOST_GIVEN = 500
"""Entries given at once (ours)."""
LARGEST_SINCE = 2**53
"""Numbers beyond are not the same in every program."""


@resource()
def session(request: DeskRequest, session: str) -> HttpResponse:
    """All that a player needs of a session; `change` says what is done otherwise this time."""
    desk, words = request.desk, tuple(request.GET.getlist("change"))
    one = placed_session(desk.book, session)
    if one is None:
        return _no_session(session)
    try:
        made = _document(desk, one, words)
    except Implausible as trouble:
        return error(trouble.says, 422)
    return json(made)


def _document(desk: Desk, one: Placed, words: tuple[str, ...] = ()) -> PlayerDocument:
    about = ("player", one.session.id, desk.book.today, words)
    return desk.answer(about, lambda: player_document(desk.book, one, words))


@resource()
def after(request: DeskRequest, session: str) -> HttpResponse:
    """What changes next time, and why."""
    desk = request.desk
    one = placed_session(desk.book, session)
    if one is None:
        return _no_session(session)

    def told() -> AfterAnswer:
        return AfterAnswer(exercises=next_time(desk.book, one), plan=plan_changes(desk.book))

    return json(desk.answer(("player-after", session, desk.book.today), told))


@resource()
def today(request: DeskRequest) -> HttpResponse:
    """The day, and what a device keeps for when there is no network."""
    desk = request.desk
    halted = desk.book.stopped()
    return json(
        TodayAnswer(
            runner=runner_key(desk),
            date=desk.book.today,
            now=desk.now,
            stop=halted.says if halted is not None else None,
            pages=(desk.url("today"),),
            sessions=desk.answer(("player-ahead", desk.book.today, desk.key), lambda: _ahead(desk)),
        )
    )


def _ahead(desk: Desk) -> tuple[SessionAhead, ...]:
    found = {one.session.id: one for one in placed(desk.book)}
    return tuple(
        SessionAhead(
            id=one.id,
            title=one.title,
            date=one.date,
            start=one.start,
            minutes=one.minutes,
            state=one.state,
            page=desk.url("session", one.id),
            play=desk.url("player", one.id),
            document=desk.url("api-session", one.id),
            figures=tuple(_figure(desk, picture) for picture in pictures_of(_document(desk, found[one.id]))),
        )
        for one in sessions_ahead(desk.book)
    )


def _figure(desk: Desk, picture: Picture) -> str:
    """The address of a drawing, with the very letters by which the player asks for it."""
    theme = "" if desk.shown.theme == "auto" else desk.shown.theme
    asked = {
        "tempo": (not picture.still and picture.tempo) or "",
        "side": picture.side or "",
        "still": "1" if picture.still else "",
        "theme": theme,
    }
    said = urlencode({name: value for name, value in asked.items() if value})
    plain = desk.url("figure", picture.exercise)
    return f"{plain}?{said}" if said else plain


@resource()
def plan(request: DeskRequest) -> HttpResponse:
    """The plan in effect, as `midstance.plan/1`."""
    season = season_of(request.desk.diary)
    if not season:
        return error(NO_PLAN, 404)
    return HttpResponse(season[-1].document, content_type="application/json")


def entries(request: DeskRequest, **where: str) -> HttpResponse:
    """Takes entries in, or gives those that arrived; `where` names another runner's desk."""
    view = take_entries if request.method == "POST" else give_entries
    return view(request, **where)  # type: ignore[return-value]


@resource("POST", write=True)
def take_entries(request: DeskRequest) -> HttpResponse:
    """Writes down what is sound; sending again is harmless.

    A device that was another runner's names that runner, so that nothing comes into the wrong diary.
    """
    if request.headers.get(RUNNER_HEADER, "") not in ("", runner_key(request.desk)):
        return error(_("These entries are another runner’s. Sign in as that runner to send them."), 409)
    body = body_of(request)
    if isinstance(body, HttpResponse):
        return body
    try:
        sent = msgspec.json.decode(body, type=EntriesSent)
    except msgspec.ValidationError as trouble:
        return error(_("Send an object with the key entries, a list: %(trouble)s") % {"trouble": said(trouble)}, 422)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return error(_("What was sent is not JSON. Nothing was written down."), 400)
    if len(sent.entries) > MOST_ENTRIES:
        says = _("That is too much at once: at most %(most)s entries. Send them in parts.") % {"most": MOST_ENTRIES}
        return error(says, 413)
    ledger = Ledger(request.desk.diary, request.desk.now, library().exercises)
    return json(EntriesTaken(entries=arrive(ledger, sent.entries)))


@resource()
def give_entries(request: DeskRequest) -> HttpResponse:
    """The entries that arrived since."""
    given = request.GET.get("since", "0")
    if not (given.isascii() and given.isdecimal() and len(given) < 17 and int(given) <= LARGEST_SINCE):
        return error(_("`since` is the `next` of an earlier answer, or 0."), 422)
    since = int(given)
    kept = request.desk.book.all
    part = kept[since : since + MOST_GIVEN]
    last = min(since, len(kept)) + len(part)
    return json(EntriesKept(entries=part, next=last, more=last < len(kept)))


@resource()
def token(request: DeskRequest) -> HttpResponse:
    """What sending needs; a page that was kept for long may have an old one."""
    return json(TokenAnswer(token=get_token(request), runner=runner_key(request.desk)))


@resource()
def openapi(request: DeskRequest) -> HttpResponse:
    """These resources as an OpenAPI 3.1 document."""
    return HttpResponse(msgspec.json.encode(description()), content_type="application/json")


def _no_session(name: str) -> HttpResponse:
    return error(_("There is no session %(name)s in your plan.") % {"name": name[:40]}, 404)


ADDRESSES: list[URLPattern] = [
    path("api/v1/session/<str:session>", session, name="api-session"),
    path("api/v1/session/<str:session>/after", after, name="api-after"),
    path("api/v1/today", today, name="api-today"),
    path("api/v1/plan", plan, name="api-plan"),
    path("api/v1/entries", entries, name="api-entries"),
    path("api/v1/token", token, name="api-token"),
    path("api/v1/openapi.json", openapi, name="api-openapi"),
]
