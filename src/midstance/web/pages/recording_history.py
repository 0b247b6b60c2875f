"""The history: what was written down, each entry to be corrected or taken back; and the list of all forms."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from midstance.application.history import HistoryPage, correction_of, history_page
from midstance.application.recording.entry_words import said_entry
from midstance.application.recording.notebook import Draft, Notebook
from midstance.application.recording.undoing import entries_named, undo_draft
from midstance.web.desk import DeskRequest, at_desk
from midstance.web.pages.correction_fields import asked_of, asked_set, changed_words, set_words
from midstance.web.pages.recording_form import Sent, opened_or_sent, options, recorded
from midstance.web.plain_words import plain


@require_safe
@at_desk(plan=False)
def history(request: DeskRequest) -> HttpResponse:
    """What was written down, the latest first, a page at a time, by kind, exercise or month."""
    book, asked = request.desk.book, request.GET
    kind, word = asked.get("kind", ""), asked.get("exercise", "")[:80]
    before = _date(asked.get("before", ""))
    page: HistoryPage = history_page(book, kind=kind, exercise=word, before=before)
    context = {"page": page, "kinds": options(_kinds()), "kind": kind, "exercise": word, "wrong": page.wrong}
    return render(request, "midstance/recording/history.html", context)


def _kinds() -> dict[str, str]:
    """What the history can be narrowed to, in words."""
    return {"strength": _("strength"), "pain": _("pain and stops"), "body": _("check-ins and illness"),
            "runs": _("runs and races"), "tests": _("tests"), "away": _("days away")}  # fmt: skip


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


@opened_or_sent
@at_desk(write=True, plan=False)
def take_back(request: DeskRequest, entry: str) -> HttpResponse:
    """An entry taken back: asked once, then written down as a retraction."""
    book = request.desk.book

    def made(book: Notebook, sent: Sent) -> Draft:
        return undo_draft(book, entry, first_id=sent.id, at=sent.moment(book))

    return recorded(
        request, "midstance/recording/take_back.html", made, {"lines": _lines(book, entry), "entry": entry},
        back=request.desk.url("history"),
    )  # fmt: skip


def _lines(book: Notebook, word: str) -> list[str]:
    """The entry in words; nothing where it counts no more."""
    try:
        return [plain(said_entry(one, book.exercises)) for one in entries_named(book, word)]
    except ValueError:
        return []


@opened_or_sent
@at_desk(write=True, plan=False)
def correct(request: DeskRequest, entry: str) -> HttpResponse:
    """An entry put right, field by field; a set also in the words of the log."""
    book = request.desk.book
    found = next((one for one in book.entries if one.id == entry), None)

    shown = request.desk.shown
    fields, one_set = asked_of(found, shown.distance_unit), asked_set(found, shown.weight_unit)

    def made(book: Notebook, sent: Sent) -> Draft:
        words = sent.text("words")
        if not words:
            words = set_words(sent, one_set) if one_set else changed_words(sent, fields, shown.distance_unit)
        return correction_of(book, entry, words, new_id=sent.id)

    context = {"lines": _lines(book, entry), "set": one_set, "entry": entry, "fields": fields}
    return recorded(
        request, "midstance/recording/correct.html", made, context, back=request.desk.url("history")
    )  # fmt: skip


@require_safe
@at_desk(write=True)
def write_down(request: DeskRequest) -> HttpResponse:
    """All forms, by what they are about."""
    return render(request, "midstance/recording/forms.html", {"next": request.GET.get("next", "")})


ADDRESSES: list[URLPattern] = [
    path("record", write_down, name="record"),
    path("history", history, name="history"),
    path("history/<str:entry>/back", take_back, name="take-back"),
    path("history/<str:entry>/correct", correct, name="correct"),
]
