"""The player's page: next to nothing that is the runner's own; the session itself comes as a document."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.csrf import ensure_csrf_cookie

from midstance.application.playing.making import placed_session
from midstance.web.desk import DeskRequest, at_desk
from midstance.web.pages import figures
from midstance.web.pages.player_words import player_words
from midstance.web.runner_keys import runner_key


@ensure_csrf_cookie
@at_desk()
def player(request: DeskRequest, session: str) -> HttpResponse:
    """The page that plays a session. Raises Http404 for one that is not in the plan."""
    desk = request.desk
    one = placed_session(desk.book, session)
    if one is None:
        raise Http404
    context = {
        "title": one.session.title,
        "played": one.session.id,
        "document": desk.url("api-session", one.session.id),
        "after": desk.url("api-after", one.session.id),
        "read": desk.url("session", one.session.id),
        "runner": runner_key(desk),
        "words": player_words(),
        "may_write": desk.rights.write,
    }
    return render(request, "midstance/player.html", context)


ADDRESSES: list[URLPattern] = [path("session/<str:session>/play", player, name="player"), *figures.ADDRESSES]
