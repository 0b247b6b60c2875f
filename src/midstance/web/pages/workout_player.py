"""The named workouts played at once: the player's page with a workout in a session's place, and its document."""

from __future__ import annotations

from collections.abc import Collection

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie

from midstance.application.playing.document import PlayerDocument
from midstance.application.playing.outside import days_of, workout_document
from midstance.formats.brief_words import checked_kit
from midstance.knowledge.library import library
from midstance.training.exercise import KIT, Kit
from midstance.web.api.answering import error, json, resource
from midstance.web.desk import Desk, DeskRequest, at_desk
from midstance.web.pages.player_words import player_words
from midstance.web.pages.recording_form import Option
from midstance.web.runner_keys import runner_key

AS_WRITTEN, MINE, NOTHING = "written", "mine", "none"
AND = "+"
"""Between the kit of a place that is told by its kit."""


def place_of_kit(kit: Collection[Kit]) -> str:
    """The name of a place that has this kit, for an address."""
    return AND.join(kit) or NOTHING


def kit_at(desk: Desk, place: str) -> tuple[Kit, ...] | None:
    """The kit of a place as addresses name it; None: the workout as it is written."""
    if place == NOTHING:
        return ()
    if place == MINE and desk.book.plan is not None:
        return desk.book.plan.brief.athlete.kit
    ticked = place.split(AND)
    return checked_kit(ticked) if set(ticked) <= set(KIT) else None


def starts(desk: Desk, name: str, place: str) -> list[Option]:
    """The addresses at which a workout is played with the kit of a place, and what to call them."""
    days = days_of(library().workouts[name])
    plain = Option(desk.url("workout-player", name, 1, place), _("Start now"))
    named = (
        Option(desk.url("workout-player", name, day, place), _("Start now: %(day)s") % {"day": said})
        for day, said in enumerate(days, 1)
    )
    return list(named) or [plain]


@ensure_csrf_cookie
@at_desk(plan=False)
def play(request: DeskRequest, name: str, day: int, place: str) -> HttpResponse:
    """The page that plays a workout. Raises Http404 where there is none, or this kit leaves nothing of it."""
    desk = request.desk
    made = _document(desk, name, day, place)
    if made is None:
        raise Http404
    context = {
        "title": made.session.title,
        "played": f"{name}.{day}.{place}",
        "document": desk.url("api-workout", name, day, place),
        "read": desk.url("workout", name),
        "outside": True,
        "runner": runner_key(desk),
        "words": player_words() | ({} if desk.has_plan else {"counts-beside": _("It stands in your diary.")}),
        "may_write": desk.rights.write,
    }
    return render(request, "midstance/player.html", context)


@resource()
def document(request: DeskRequest, name: str, day: int, place: str) -> HttpResponse:
    """All that a player needs of a workout with the kit of a place."""
    made = _document(request.desk, name, day, place)
    if made is None:
        return error(_("There is no workout %(name)s to be played.") % {"name": name[:40]}, 404)
    return json(made)


def _document(desk: Desk, name: str, day: int, place: str) -> PlayerDocument | None:
    about = ("player-workout", name, day, place, desk.book.today)
    return desk.answer(about, lambda: workout_document(desk.book, name, day, kit_at(desk, place)))


ADDRESSES: list[URLPattern] = [
    path("library/workout/<slug:name>/play/<int:day>/<str:place>", play, name="workout-player"),
    path("api/v1/workout/<slug:name>/<int:day>/<str:place>", document, name="api-workout"),
]
