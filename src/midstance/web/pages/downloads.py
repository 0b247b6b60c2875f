"""What goes elsewhere from the app: workouts for a watch, pages to print, the season as a calendar file."""

from __future__ import annotations

import datetime as dt
import os

from django.http import Http404, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from midstance.application.calendar_feed import feed_calendar
from midstance.application.exporting.watch_out import file_stem, session_fit, session_garmin_json
from midstance.formats.watch.garmin_connect import TooManySteps
from midstance.paper.printing import options_of, season_pdf, session_pdf, week_pdf
from midstance.paper.typesetting import PaperSize, installed
from midstance.web.desk import Desk, DeskRequest, at_desk
from midstance.web.pages.session import placed_or_404
from midstance.web.pages.trouble import refused_page
from midstance.web.variables import has_accounts, origin_of

PDF, FIT, JSON, CALENDAR = (
    "application/pdf",
    "application/vnd.ant.fit",
    "application/json",
    "text/calendar; charset=utf-8",
)
CONFLICT = 409
"""While a red flag stands no session is handed out."""
SIZES: dict[str, PaperSize] = {"": "a4", "a4": "a4", "letter": "letter"}


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    """Bytes to be kept as a file; what stands in them is the runner's own."""
    return HttpResponse(
        data,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-cache"},
    )


def _size(request: DeskRequest) -> PaperSize:
    size = SIZES.get(request.GET.get("paper", ""))
    if size is None:
        raise Http404
    return size


def _not_installed(request: DeskRequest) -> HttpResponse:
    says = _(
        "Printing is not installed on this server. Whoever looks after it adds it by: pip install 'midstance[pdf]'"
    )
    return refused_page(request, (says,), 501)


def reached(desk: Desk, session: str) -> str:
    """The address of a session's page where a phone can reach it; nothing on a machine that only answers itself."""
    origin = origin_of(os.environ) if has_accounts(os.environ) else None
    return f"{origin}{desk.url('session', session)}" if origin is not None else ""


@require_safe
@at_desk()
def fit(request: DeskRequest, session: str) -> HttpResponse:
    """A session as a FIT workout file."""
    one = placed_or_404(request.desk, session)
    if (halted := request.desk.book.stopped()) is not None:
        return refused_page(request, (halted.says,), CONFLICT)
    return _file(session_fit(request.desk.book, one), FIT, f"{file_stem(one)}.fit")


@require_safe
@at_desk()
def garmin_json(request: DeskRequest, session: str) -> HttpResponse:
    """A session as clients of Garmin Connect post it."""
    one = placed_or_404(request.desk, session)
    if (halted := request.desk.book.stopped()) is not None:
        return refused_page(request, (halted.says,), CONFLICT)
    try:
        data = session_garmin_json(request.desk.book, one)
    except TooManySteps as error:
        return refused_page(request, (str(error),))
    return _file(data, JSON, f"{file_stem(one)}.garmin.json")


@require_safe
@at_desk()
def session_card(request: DeskRequest, session: str) -> HttpResponse:
    """A session card as PDF, with a QR code where the app can be reached from elsewhere."""
    desk, size = request.desk, _size(request)
    one = placed_or_404(desk, session)
    if (halted := desk.book.stopped()) is not None:
        return refused_page(request, (halted.says,), CONFLICT)
    if not installed():
        return _not_installed(request)
    options = options_of(desk.book, size, reached(desk, session))
    data = desk.answer(("session-pdf", session, options), lambda: session_pdf(desk.book, one, options))
    return _file(data, PDF, f"{file_stem(one)}.pdf")


@require_safe
@at_desk()
def week(request: DeskRequest, date: dt.date) -> HttpResponse:
    """A week as PDF. Raises Http404 outside the season."""
    desk, size = request.desk, _size(request)
    brief = desk.book.the_plan().brief
    if not brief.start - dt.timedelta(days=6) <= date <= brief.end + dt.timedelta(days=6):
        raise Http404
    if not installed():
        return _not_installed(request)
    options = options_of(desk.book, size)
    date = min(max(date, brief.start), brief.end)
    data = desk.answer(("week-pdf", date, options), lambda: week_pdf(desk.book, date, options))
    return _file(data, PDF, f"week-{date}.pdf")


@require_safe
@at_desk()
def season(request: DeskRequest) -> HttpResponse:
    """The season on one page as PDF."""
    desk, size = request.desk, _size(request)
    if not installed():
        return _not_installed(request)
    options = options_of(desk.book, size)
    data = desk.answer(("season-pdf", desk.today, options), lambda: season_pdf(desk.book, options))
    return _file(data, PDF, f"season-{desk.book.the_plan().brief.start}.pdf")


@require_safe
@at_desk()
def calendar(request: DeskRequest) -> HttpResponse:
    """The season as a calendar file; who wants it to follow the plan subscribes to the feed instead."""
    desk = request.desk
    data = desk.answer("season-ics", lambda: feed_calendar(desk.book))
    return _file(data, CALENDAR, "midstance.ics")


ADDRESSES: list[URLPattern] = [
    path("session/<str:session>/workout.fit", fit, name="session-fit"),
    path("session/<str:session>/garmin.json", garmin_json, name="garmin-json"),
    path("session/<str:session>/card.pdf", session_card, name="session-pdf"),
    path("season/week/<date:date>.pdf", week, name="week-pdf"),
    path("season/season.pdf", season, name="season-pdf"),
    path("season/season.ics", calendar, name="season-ics"),
]
