"""Today: what, why today, how long, with what kit, and one button."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from midstance.application.day_page import DayPage, day_page
from midstance.web.desk import Desk, DeskRequest, at_desk
from midstance.web.pages import recording
from midstance.web.pages.recording_form import address, options
from midstance.web.pages.recording_runs import feel_options
from midstance.web.plain_words import plain
from midstance.web.remembered import remembered_page


@require_safe
@at_desk()
def today(request: DeskRequest) -> HttpResponse:
    """The day as it is on the runner's clock."""
    desk = request.desk
    page = shown_day(desk)
    if page.today.stop is not None:
        return render(request, "midstance/recording/stopped.html", {"stop": page.today.stop, "page": page})

    def context() -> dict[str, object]:
        return {
            "page": page,
            # The same until something is written down; then the page is another one, with another id.
            "form_id": desk.book.first_id(None),
            "feels": options(feel_options()),
            "scores": range(11),
            "sleeps": options({"5": "≤ 5 h", "6": "6 h", "7": "7 h", "8": "≥ 8 h"}),
            "energies": options({"1": "1", "2": "2", "3": "3", "4": "4", "5": "5"}),
            "easier": [plain(because.text) for because in page.today.easier],
            "changes_url": address(desk, "changes"),
            "players": {card.id: address(desk, "player", card.id) for card in page.cards},
        }

    return remembered_page(request, "midstance/today.html", desk.today, context)


def shown_day(desk: Desk) -> DayPage:
    """The day as it stands, remembered until the diary changes or the day is over."""
    return desk.answer(("day", desk.book.today), lambda: day_page(desk.book))


ADDRESSES: list[URLPattern] = [path("today", today, name="today"), *recording.ADDRESSES]
