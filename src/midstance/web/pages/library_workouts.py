"""The named workouts W-01 to W-12: as written, or as one's own kit allows; printed, or written down whole."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from midstance.application.browsing import citations
from midstance.application.named_workouts import workout_card
from midstance.formats.brief_words import checked_kit
from midstance.knowledge.library import library
from midstance.training.exercise import KIT
from midstance.web.desk import Desk, DeskRequest, at_desk
from midstance.web.pages import workout_player
from midstance.web.pages.recording_form import Option, options
from midstance.web.pages.workout_player import AS_WRITTEN, MINE, NOTHING, kit_at, place_of_kit, starts

TICKED = "ticked"
FIXED = (AS_WRITTEN, MINE, NOTHING)


@require_safe
@at_desk(plan=False)
def workouts(request: DeskRequest) -> HttpResponse:
    """All named workouts."""
    return render(request, "midstance/library/workouts.html", {"workouts": library().workouts.values()})


@require_safe
@at_desk(plan=False)
def workout(request: DeskRequest, name: str) -> HttpResponse:
    """One workout, as a kit allows it."""
    desk = request.desk
    ticked = [word for word in request.GET.getlist("kit") if word in KIT]
    usual = MINE if desk.has_plan else AS_WRITTEN
    place = TICKED if ticked else request.GET.get("place", usual)
    kit = checked_kit(ticked) if place == TICKED else desk.shown.places.get(place)
    there = place_of_kit(kit) if kit is not None else place if place in FIXED else AS_WRITTEN
    card = workout_card(name, kit_at(desk, there))
    if card is None:
        raise Http404
    context = {
        "card": card, "place": place, "places": list(_places(desk)), "citations": citations(card.workout.sources),
        "kit": options({kit: kit.replace("-", " ").capitalize() for kit in KIT}), "chosen": ticked,
        "starts": starts(desk, name, there) if desk.rights.write else [],
    }  # fmt: skip
    return render(request, "midstance/library/workout.html", context)


def _places(desk: Desk) -> list[Option]:
    found = [Option(AS_WRITTEN, _("As written"))]
    found += [Option(MINE, _("My kit"))] if desk.has_plan else []
    found += [Option(name, name.capitalize()) for name in desk.shown.places]
    return [*found, Option(NOTHING, _("No kit"))]


ADDRESSES: list[URLPattern] = [
    path("library/workouts", workouts, name="workouts"),
    path("library/workout/<slug:name>", workout, name="workout"),
    *workout_player.ADDRESSES,
]
