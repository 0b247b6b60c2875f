"""The history: what was written down, each entry to be corrected or taken back; and the list of all forms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from midstance.application.history import HistoryPage, correction_of, history_page
from midstance.application.recording.entry_words import said_entry
from midstance.application.recording.notebook import Draft, Notebook
from midstance.application.recording.undoing import entries_named, undo_draft
from midstance.training.log import Entry, SetResult
from midstance.web.desk import DeskRequest, at_desk
from midstance.web.pages.recording_form import Sent, opened_or_sent, options, recorded
from midstance.web.plain_words import plain


@require_safe
@at_desk()
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
@at_desk(write=True)
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
@at_desk(write=True)
def correct(request: DeskRequest, entry: str) -> HttpResponse:
    """An entry put right: a set in the words of the log, any other field by field."""
    book = request.desk.book
    found = next((one for one in book.entries if one.id == entry), None)

    def made(book: Notebook, sent: Sent) -> Draft:
        words = sent.text("words") or _fields(sent, found)
        return correction_of(book, entry, words, new_id=sent.id)

    fields = [(name, _FIELD_NAMES.get(name, name), value) for name, value in _shown_fields(found)]
    context = {"lines": _lines(book, entry), "is_set": isinstance(found, SetResult), "entry": entry, "fields": fields}
    return recorded(
        request, "midstance/recording/correct.html", made, context, back=request.desk.url("history")
    )  # fmt: skip


_SHOWN = ("score", "side", "when", "minutes", "rpe", "sleep_h", "energy", "fatigue", "distance_m", "duration_s",
          "feel", "kind", "date", "start", "left", "right", "both", "first", "last", "over", "note")  # fmt: skip


_FIELD_NAMES: dict[str, str | Promise] = {
    "score": gettext_lazy("How bad, 0 to 10"), "side": gettext_lazy("Side: left, right or none"),
    "when": gettext_lazy("When: during, after, next-morning, at-rest or running"), "minutes": gettext_lazy("Minutes"),
    "rpe": gettext_lazy("How hard, 0 to 10"), "sleep_h": gettext_lazy("Sleep, hours"),
    "energy": gettext_lazy("Energy, 1 to 5"), "fatigue": gettext_lazy("Tiredness, 1 to 5"),
    "distance_m": gettext_lazy("Distance, metres"), "duration_s": gettext_lazy("Time, seconds"),
    "feel": gettext_lazy("How it felt: good, usual, heavy or bad"), "kind": gettext_lazy("Kind"),
    "date": gettext_lazy("Day, such as 2027-03-09"), "start": gettext_lazy("At, such as 18:00"),
    "left": gettext_lazy("Left"), "right": gettext_lazy("Right"), "both": gettext_lazy("Both"),
    "first": gettext_lazy("First day, such as 2027-03-09"), "last": gettext_lazy("Last day, such as 2027-03-12"),
    "over": gettext_lazy("First day without symptoms, such as 2027-03-12"),
}  # fmt: skip
"""The fields of an entry as people read them."""


def _shown_fields(entry: Entry | None) -> Sequence[tuple[str, str]]:
    """The fields of an entry that a form can put right, with what they hold."""
    if entry is None or isinstance(entry, SetResult):
        return ()
    built = msgspec.to_builtins(entry)
    names = {field.name for field in msgspec.structs.fields(type(entry))}
    return tuple((name, str(built.get(name, ""))) for name in _SHOWN if name in names and name != "note")


def _fields(sent: Sent, entry: Entry | None) -> str:
    """`field=value` for each field that was changed."""
    before = dict(_shown_fields(entry))
    changed = [name for name, value in before.items() if sent.text(f"field-{name}") != value]
    return " ".join(f"{name}={sent.text(f'field-{name}').replace(' ', '') or 'none'}" for name in changed)


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
