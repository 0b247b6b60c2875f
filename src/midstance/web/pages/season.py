"""Season: runs and strength in one picture, week and day behind it, and moving a session by hand, key or thumb."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from midstance.application.explaining import why_date
from midstance.application.moving import Moving, moving
from midstance.application.plan_notes import notes_told
from midstance.application.recording.arranging import moved_draft
from midstance.application.recording.undoing import undo_draft
from midstance.application.replanning import proposal_of, untaken
from midstance.application.season_picture import PictureWeek, SeasonPicture
from midstance.application.season_standing import season_picture
from midstance.application.session_changes import plan_as_it_stands
from midstance.web.desk import Desk, DeskRequest, at_desk
from midstance.web.plain_words import plain
from midstance.web.plots.season_volume import Bars, volume_bars
from midstance.web.remembered import remembered_page

SAID_ELSEWHERE = frozenset({"times", "windows", "early windows", "time zone", "minutes", "race", "stop"})
"""Subjects of notes that Settings and Today speak of."""


def _picture(desk: Desk) -> SeasonPicture:
    return desk.answer(("season", desk.book.today), lambda: season_picture(desk.book))


def _volume(desk: Desk) -> Bars:
    picture, unit = _picture(desk), desk.shown.distance_unit
    return desk.answer(("volume", desk.book.today, unit), lambda: volume_bars(picture, unit))


@require_GET
@at_desk()
def season(request: DeskRequest) -> HttpResponse:
    """The whole season."""
    desk = request.desk

    def context() -> dict[str, object]:
        return {
            "picture": _picture(desk),
            "bars": _volume(desk),
            "waiting": proposal_of(desk.diary),
            "untaken": untaken(desk.diary),
            "notes": _notes(desk),
        }

    return remembered_page(request, "midstance/season/season.html", desk.today, context)


def _notes(desk: Desk) -> list[str]:
    """What the plan notes of this season; what other pages ask for and say is left to them."""
    told = (plain(text) for text in notes_told(desk.book.the_plan(), SAID_ELSEWHERE).others)
    return [text for text in told if text]


def _week(desk: Desk, date: dt.date) -> PictureWeek:
    week = _picture(desk).week_of(date)
    if week is None:
        raise Http404
    return week


@require_GET
@at_desk()
def week(request: DeskRequest, date: dt.date) -> HttpResponse:
    """One week as a list of days."""
    found = _week(request.desk, date)
    around = {name: _picture(request.desk).week_of(date + dt.timedelta(weeks=by)) for name, by in _NEIGHBOURS}
    return render(request, "midstance/season/week.html", {"week": found, **around})


_NEIGHBOURS = (("before", -1), ("after", 1))


@require_GET
@at_desk()
def day(request: DeskRequest, date: dt.date) -> HttpResponse:
    """One day: what stands on it, and why; without strength, why there is none. Raises Http404 outside the plan."""
    desk = request.desk
    found = next((one for one in _week(desk, date).days if one.date == date and one.inside), None)
    if found is None or not desk.book.the_plan().brief.start <= date <= desk.book.the_plan().brief.end:
        raise Http404
    answer = desk.answer(("day", date, desk.book.today), lambda: why_date(plan_as_it_stands(desk.book), date))
    return render(request, "midstance/season/day.html", {"day": found, "answer": answer})


def _moving(desk: Desk, session: str) -> Moving:
    return desk.answer(("moving", session, desk.book.today), lambda: moving(desk.book, session))


@require_GET
@at_desk(write=True)
def move_days(request: DeskRequest, session: str) -> JsonResponse:
    """The days around a session and what each would break, for dragging."""
    found = _moving(request.desk, session)
    days = {
        str(one.date): {
            "may": bool(one.answer.may),
            "here": one.date == found.session.date,
            "says": one.answer.says,
            "why": [why.text for why in one.answer.reasons if why.hard or one.answer.may],
        }
        for one in found.days
    }
    return JsonResponse({"session": session, "title": found.session.title, "days": days})


@require_http_methods(["GET", "POST"])
@at_desk(write=True)
def move(request: DeskRequest, session: str) -> HttpResponse:
    """Another day for a session: the days with what they break, and the one that was chosen."""
    desk = request.desk
    if request.method == "GET":
        return render(request, "midstance/season/move.html", {"moving": _moving(desk, session)})
    book = desk.book
    draft = moved_draft(
        book, session, _date(request.POST.get("date", "")), None,
        at=book.moment(None), entry_id=book.first_id(request.POST.get("id") or None),
    )  # fmt: skip
    if draft.odd and not request.POST.get("all_the_same"):
        context = {"session": session, "date": request.POST["date"], "odd": draft.odd, "id": draft.entries[0].id}
        return render(request, "midstance/season/move_all_the_same.html", context, status=409)
    book.take(draft)
    messages.success(request, plain(draft.says[0]), extra_tags=f"undo:{draft.entries[0].id}")
    return redirect(desk.url("season"))


@require_POST
@at_desk(write=True)
def undo(request: DeskRequest, entry: str) -> HttpResponse:
    """Takes back what was just arranged."""
    book = request.desk.book
    draft = undo_draft(book, entry, first_id=book.first_id(None), at=book.moment(None))
    book.take(draft)
    messages.success(request, plain(" ".join(draft.says)) or _("Taken back."))
    return redirect(request.desk.url("season"))


def _date(typed: str) -> dt.date:
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        raise Http404 from None


ADDRESSES: list[URLPattern] = [
    path("season", season, name="season"),
    path("season/week/<date:date>", week, name="week"),
    path("season/day/<date:date>", day, name="day"),
    path("season/move/<str:session>", move, name="move"),
    path("season/move/<str:session>/days", move_days, name="move-days"),
    path("season/undo/<str:entry>", undo, name="undo-move"),
]
