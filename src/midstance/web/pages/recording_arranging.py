"""Forms for what the runner arranges: a session moved or let go, days away, tests at home."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from midstance.application.home_tests import fitting_tests, usual_of
from midstance.application.home_tests import readings_of as readings_now
from midstance.application.recording.arranging import away_draft, home_test_draft, moved_draft, skipped_draft
from midstance.application.recording.checks import refused
from midstance.application.recording.notebook import Draft, Notebook
from midstance.coach.home_tests import HONESTLY
from midstance.formats.brief_words import parse_kit
from midstance.knowledge.library import library
from midstance.training.exercise import KIT
from midstance.training.log import HOME_TESTS
from midstance.web.desk import DeskRequest, at_desk
from midstance.web.pages.recording_form import Option, Sent, opened_or_sent, options, recorded


@opened_or_sent
@at_desk(write=True)
def session_moved(request: DeskRequest, session: str) -> HttpResponse:
    """A session put on another day; what speaks against it was shown, and is asked about again."""

    def made(book: Notebook, sent: Sent) -> Draft:
        date = sent.date("date", "date")
        if date is None:
            raise refused("date", _("say on which day the session is now"))
        at = sent.moment(book)
        return moved_draft(book, session, date, sent.text("start") or None, at=at, entry_id=sent.id)

    return recorded(request, "midstance/recording/session_moved.html", made, {"session": session})


@opened_or_sent
@at_desk(write=True)
def session_skipped(request: DeskRequest, session: str) -> HttpResponse:
    """A session let go."""

    def made(book: Notebook, sent: Sent) -> Draft:
        return skipped_draft(book, session, sent.text("why"), at=sent.moment(book), entry_id=sent.id)

    return recorded(request, "midstance/recording/session_skipped.html", made, {"session": session})


@opened_or_sent
@at_desk(write=True)
def away(request: DeskRequest) -> HttpResponse:
    """Days with other kit, or without strength."""
    places = [Option(name, ", ".join(kit) or _("no kit")) for name, kit in request.desk.shown.places.items()]
    context = {"kit": options({kit: kit.replace("-", " ").capitalize() for kit in KIT}), "places": places,
               "today": request.desk.book.today}  # fmt: skip

    def made(book: Notebook, sent: Sent) -> Draft:
        first = sent.date("first", "first")
        if first is None:
            raise refused("away", _("say from which day on"))
        place = sent.text("place")
        if not place:
            raise refused("away", _("say what you have there, or that you do no strength at all"))
        kit = None
        if place != "none":
            kit = request.desk.shown.places.get(place.removeprefix("place-")) if place.startswith("place-") else None
            kit = parse_kit(",".join(sent.many("kit")) or "none") if kit is None else kit
        last = sent.date("last", "last") or first
        return away_draft(book, first, last, kit, at=sent.moment(book), entry_id=sent.id, note=sent.text("note"))

    return recorded(request, "midstance/recording/away.html", made, context)


@require_safe
@at_desk()
def tests(request: DeskRequest) -> HttpResponse:
    """The tests that are fitting now, and what the last results say."""
    context = {"tests": fitting_tests(request.desk.book), "readings": readings_now(request.desk.book),
               "guides": library().home_tests, "honestly": HONESTLY}  # fmt: skip
    return render(request, "midstance/recording/tests.html", context)


@opened_or_sent
@at_desk(write=True)
def test(request: DeskRequest, name: str) -> HttpResponse:
    """One test, step by step, with what is usual, and its result."""
    if name not in HOME_TESTS:
        raise Http404
    guide = library().home_tests[name]
    context = {"guide": guide, "usual": usual_of(request.desk.book, guide), "honestly": HONESTLY}

    def made(book: Notebook, sent: Sent) -> Draft:
        return home_test_draft(
            guide.id, at=sent.moment(book), entry_id=sent.id, left=sent.whole("left", "left"),
            right=sent.whole("right", "right"), both=sent.whole("both", "both"),
        )  # fmt: skip

    return recorded(request, "midstance/recording/test.html", made, context, back=request.desk.url("tests"))


ADDRESSES: list[URLPattern] = [
    path("record/session/<str:session>/moved", session_moved, name="record-moved"),
    path("record/session/<str:session>/skipped", session_skipped, name="record-skipped"),
    path("record/away", away, name="record-away"),
    path("tests", tests, name="tests"),
    path("tests/<slug:name>", test, name="test"),
]
