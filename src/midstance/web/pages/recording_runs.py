"""Forms about runs: one that was run, one that moved or was left out, and races."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from midstance.application.recording.checks import one_of, refused
from midstance.application.recording.notebook import Draft, Notebook
from midstance.application.recording.running import (
    RUN_KINDS_DONE,
    planned_runs,
    race_draft,
    ran_draft,
    run_moved_draft,
)
from midstance.coach.run_feel import FEELS
from midstance.coach.runs import said_kind
from midstance.training.running import Priority, RunKind
from midstance.web.desk import DeskRequest, at_desk
from midstance.web.pages.recording_form import Sent, opened_or_sent, options, recorded

PRIORITIES: tuple[Priority, ...] = ("A", "B", "C")
METRES = {"km": 1000.0, "mi": 1609.344}


def feel_options() -> dict[str, str]:
    """How a run may have felt, in words."""
    return {"bad": _("Bad"), "heavy": _("Heavy legs"), "usual": _("As usual"), "good": _("Good")}


def _kinds() -> dict[str, str]:
    return {kind: said_kind(kind).capitalize() for kind in RUN_KINDS_DONE}


@opened_or_sent
@at_desk(write=True)
def ran(request: DeskRequest) -> HttpResponse:
    """A run that was run, as planned or with what differed, and how it felt."""
    book, unit = request.desk.book, request.desk.shown.distance_unit
    asked = request.POST.get("planned") or request.GET.get("planned") or ""
    day = _date_or(asked, book.today)
    context = {"feels": options(feel_options()), "kinds": options(_kinds()), "unit": unit,
               "planned_runs": planned_runs(book, day), "day": day}  # fmt: skip

    def made(book: Notebook, sent: Sent) -> Draft:
        return _ran(book, sent, unit)

    return recorded(request, "midstance/recording/ran.html", made, context)


def _ran(book: Notebook, sent: Sent, unit: str) -> Draft:
    far = sent.number("distance", "distance")
    words = [f"{round(far * METRES[unit])}m"] if far else []
    words += [sent.text("duration")] if sent.given("duration") else []
    at = sent.moment(book)
    planned = sent.date("planned", "planned")
    feel = one_of("feel", sent.text("feel"), FEELS) if sent.given("feel") else None
    return ran_draft(
        book, words, at=at, entry_id=sent.id, kind=_kind(sent), feel=feel, title=sent.text("title"),
        planned=planned if planned != book.on_clock(at).date() else None,
    )  # fmt: skip


def _kind(sent: Sent) -> RunKind | None:
    return one_of("kind", sent.text("kind"), RUN_KINDS_DONE) if sent.given("kind") else None


def _date_or(text: str, usual: dt.date) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return usual


@opened_or_sent
@at_desk(write=True)
def run_moved(request: DeskRequest) -> HttpResponse:
    """A planned run put on another day, or not run."""
    book = request.desk.book
    day = _date_or(request.POST.get("planned") or request.GET.get("planned") or "", book.today)
    context = {"planned_runs": planned_runs(book, day), "day": day}
    return recorded(request, "midstance/recording/run_moved.html", _moved, context)


def _moved(book: Notebook, sent: Sent) -> Draft:
    planned = sent.date("planned", "planned") or book.today
    date = sent.date("date", "date")
    if date is None and not sent.given("off"):
        raise refused("date", _("say on which day it is now, or that it will not be run"))
    return run_moved_draft(
        book, planned, None if sent.given("off") else date, at=sent.moment(book), entry_id=sent.id, kind=_kind(sent),
        start=sent.text("start") or None,
    )  # fmt: skip


@opened_or_sent
@at_desk(write=True)
def race(request: DeskRequest) -> HttpResponse:
    """A race that came in, changed or is off."""
    plan = request.desk.book.the_plan()
    unit = request.desk.shown.distance_unit
    context = {"races": plan.brief.races, "priorities": PRIORITIES, "unit": unit, "today": request.desk.book.today}

    def made(book: Notebook, sent: Sent) -> Draft:
        date = sent.date("date", "date")
        if date is None:
            raise refused("date", _("say on which day the race is"))
        far = sent.number("distance", "distance")
        priority = one_of("priority", sent.text("priority").casefold() or "a", ("a", "b", "c"))
        return race_draft(
            book, date, round(far * METRES[unit]) if far else None, at=sent.moment(book), entry_id=sent.id,
            priority=PRIORITIES["abc".index(priority)], name=sent.text("name"), off=sent.given("off"),
        )  # fmt: skip

    return recorded(request, "midstance/recording/race.html", made, context)


ADDRESSES: list[URLPattern] = [
    path("record/run", ran, name="record-run"),
    path("record/run-moved", run_moved, name="record-run-moved"),
    path("record/race", race, name="record-race"),
]
