"""The door to paper: PDF of the season, of a week, and of a session as they stand in the diary."""

from __future__ import annotations

import datetime as dt

import msgspec

from midstance.application.diary import DiaryError
from midstance.application.recording.notebook import Notebook
from midstance.application.recording.sessions import Placed
from midstance.application.season_standing import season_picture
from midstance.coach.moments import of_kind
from midstance.paper.season_page import season_data
from midstance.paper.session_page import session_data
from midstance.paper.typesetting import PaperSize, PrintOptions, page_count, pdf
from midstance.paper.week_page import week_data
from midstance.training.clock import said_date
from midstance.training.log import Preferences

USUAL = PrintOptions()


def options_of(book: Notebook, size: PaperSize = "a4", address: str = "") -> PrintOptions:
    """How this runner likes it printed: in the units of their settings, the last word of each counting."""
    found = PrintOptions(size=size, address=address)
    for entry in of_kind(book.entries, Preferences):
        found = msgspec.structs.replace(
            found,
            weight_unit=entry.weight_unit or found.weight_unit,
            distance_unit=entry.distance_unit or found.distance_unit,
        )
    return found


def season_pdf(book: Notebook, options: PrintOptions = USUAL) -> bytes:
    """The season on one page. Raises NotInstalled, and DiaryError without a plan."""
    return pdf("season", season_data(book.the_plan(), season_picture(book), options), options.size)


def week_pdf(book: Notebook, date: dt.date, options: PrintOptions = USUAL) -> bytes:
    """The week a date lies in. Raises NotInstalled, and DiaryError without a plan or outside it."""
    plan = book.the_plan()
    week = season_picture(book).week_of(date)
    if week is None:
        span = f"{said_date(plan.brief.start)} to {said_date(plan.brief.end)} {plan.brief.end.year}"
        raise DiaryError(f"{date} lies outside your season; it goes from {span}")
    return pdf("week", week_data(plan, week, options), options.size)


def session_pdf(book: Notebook, one: Placed, options: PrintOptions = USUAL) -> bytes:
    """The card of a session; a long one is set closer where it then goes on one page.

    Raises NotInstalled, and DiaryError without a plan.
    """
    data = session_data(book, one, options)
    closer = {**data, "dense": True}
    is_long = page_count("session", data, options.size) > 1
    fits = is_long and page_count("session", closer, options.size) == 1
    return pdf("session", closer if fits else data, options.size)
