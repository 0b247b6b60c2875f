"""A session: what, why today, how long, with what kit, each exercise; and what is done otherwise, with what follows."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import msgspec
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from midstance.application.answers import Answer
from midstance.application.moving import Move, moves_of
from midstance.application.recording.sessions import Placed, session_named
from midstance.application.session_card import session_card
from midstance.application.session_changes import SessionChange, changes_of
from midstance.application.session_consequences import consequence_of
from midstance.application.session_ways import Way, easier_ways, shorter_ways, swap_choices, with_kit_way
from midstance.formats.brief_words import checked_kit
from midstance.formats.entry import UnreadableFile
from midstance.formats.log_line import site_of
from midstance.knowledge.library import library
from midstance.training.exercise import KIT, PAIN_SITES, Kit
from midstance.web.desk import Desk, DeskRequest, at_desk
from midstance.web.pages.recording_form import address, options

WAYS = ("shorter", "easier", "kit", "not-today")


def placed_or_404(desk: Desk, session: str) -> Placed:
    """A session of the plan by its id. Raises Http404."""
    try:
        placed = session_named(desk.book, session)
    except UnreadableFile:
        raise Http404 from None
    if placed.session.id != session:
        raise Http404
    return placed


def _asked(request: DeskRequest, placed: Placed) -> tuple[SessionChange, ...]:
    """The changes that the address carries; what cannot be read leaves the session as planned."""
    try:
        return changes_of(request.desk.book, placed.session, request.GET.getlist("change"))
    except UnreadableFile:
        return ()


def carried(changes: Sequence[SessionChange]) -> str:
    """Changes as the end of an address: `?change=goblet-squat:step-up`; nothing without any."""
    return "?" + urlencode([("change", change.word) for change in changes]) if changes else ""


@require_safe
@at_desk()
def session(request: DeskRequest, session: str) -> HttpResponse:
    """One session, as planned or with the changes its address carries."""
    desk = request.desk
    placed = placed_or_404(desk, session)
    changes = _asked(request, placed)
    player = address(desk, "player", session)
    context = {
        "card": session_card(desk.book, placed, changes),
        "placed": placed,
        "carried": carried(changes),
        "consequence": consequence_of(desk.book, placed.session, changes) if changes else None,
        "player": player + carried(changes) if player else "",
        "today": desk.book.today,
        "without": {change.planned: carried([one for one in changes if one != change]) for change in changes},
    }
    return render(request, "midstance/session.html", context)


@require_safe
@at_desk()
def swap(request: DeskRequest, session: str, exercise: str) -> HttpResponse:
    """What may be done in place of one exercise, each with its consequence; a part of the page, or one of its own."""
    desk = request.desk
    placed = placed_or_404(desk, session)
    if all(item.exercise != exercise for item in placed.session.work()):
        raise Http404
    changes = _asked(request, placed)
    place = site_of(request.GET.get("sore", "")[:40])
    sore = place[0] if place is not None else None
    others = [change for change in changes if change.planned != exercise]
    choices = swap_choices(desk.book, placed.session, exercise, sore, keeping=changes)
    known = library().exercises.get(exercise)
    context = {
        "placed": placed,
        "planned": exercise,
        "planned_name": known.name if known is not None else exercise,
        "choices": [(choice, carried([*others, choice.change])) for choice in choices],
        "left_out": carried([*others, SessionChange(planned=exercise, sets=0)]),
        "as_planned": carried(others),
        "is_changed": len(others) < len(changes),
        "sites": options({site: site.capitalize() for site in PAIN_SITES}),
        "sore": sore or "",
        "words": [change.word for change in changes],
    }
    template = "midstance/session/swaps.html" if request.htmx else "midstance/session/swap.html"  # type: ignore[attr-defined]
    return render(request, template, context)


class Offer(msgspec.Struct, frozen=True):
    """A way to do the session otherwise, and the end of the addresses that keep it."""

    way: Way
    carried: str


@require_safe
@at_desk()
def otherwise(request: DeskRequest, session: str, way: str) -> HttpResponse:
    """The session in less time, easier, with other kit, or not today: each with its consequence before it is kept."""
    desk = request.desk
    if way not in WAYS:
        raise Http404
    placed = placed_or_404(desk, session)
    ways: Sequence[Way] = ()
    moves: tuple[Move, ...] = ()
    answer: Answer | None = None
    if way == "shorter":
        ways = shorter_ways(desk.book, placed.session)
    elif way == "easier":
        ways = easier_ways(desk.book, placed.session)
    elif way == "kit":
        ways = _kit_ways(request, placed)
    else:
        moves, answer = moves_of(desk.book, placed, desk.book.today)
    player = address(desk, "player", session)
    titles = {"shorter": _("Shorter"), "easier": _("Easier"), "kit": _("Other kit"), "not-today": _("Not today")}
    context = {
        "placed": placed,
        "way": way,
        "title": titles[way],
        "player": player,
        "moves": moves,
        "blocked": sum(move.answer.may is False for move in moves),
        "answer": answer,
        "offers": [Offer(one, carried(one.changes)) for one in ways],
        "kit": options({kit: kit.replace("-", " ").capitalize() for kit in KIT}),
        "form_id": desk.book.first_id(None),
        "chosen": request.GET.getlist("kit"),
        "today": desk.book.today,
    }
    return render(request, "midstance/session/otherwise.html", context)


def _kit_ways(request: DeskRequest, placed: Placed) -> Sequence[Way]:
    """The session with the kit of each place the runner has named, with none, and with what was ticked."""
    book = request.desk.book
    places: dict[str, tuple[Kit, ...]] = {}
    ticked = [word for word in request.GET.getlist("kit") if word in KIT]
    if ticked:
        places[_("With what you ticked")] = checked_kit(ticked)
    places |= {name.capitalize(): kit for name, kit in request.desk.shown.places.items()}
    places.setdefault(_("With nothing but you"), ())
    return [with_kit_way(book, placed.session, kit, name) for name, kit in places.items()]


ADDRESSES: list[URLPattern] = [
    path("session/<str:session>", session, name="session"),
    path("session/<str:session>/swap/<slug:exercise>", swap, name="session-swap"),
    path("session/<str:session>/otherwise/<slug:way>", otherwise, name="session-otherwise"),
]
