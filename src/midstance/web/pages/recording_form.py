"""One way for every form that records: read what was sent, ask about what is odd, write it down exactly once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from midstance.application.recording.checks import refused
from midstance.application.recording.identity import together
from midstance.application.recording.notebook import Draft, Notebook
from midstance.application.recording.wellbeing import stop_sign_in
from midstance.formats.entry import UnreadableFile, one_line
from midstance.formats.log_line import LogWordsError
from midstance.web.desk import Desk, DeskRequest
from midstance.web.plain_words import plain, said_wrong

LONGEST = 500
"""Letters of one field that are looked at (ours)."""


class Sent:
    """What a form sent, or what a link fills it with. Raises Implausible for what cannot be read."""

    def __init__(self, data: QueryDict, form_id: str) -> None:
        self._data, self.id = data, data.get("id", "")[:LONGEST] or form_id

    def __getitem__(self, name: str) -> str:
        """A field as text, for templates; nothing where it was not sent."""
        return self.id if name == "id" else self.text(name)

    def text(self, name: str) -> str:
        """A field without the space around it; nothing where it was not sent."""
        return self._data.get(name, "").strip()[:LONGEST]

    def given(self, name: str) -> bool:
        """Whether anything stands in a field."""
        return bool(self.text(name))

    def many(self, name: str) -> tuple[str, ...]:
        """All values of a field."""
        return tuple(value.strip()[:LONGEST] for value in self._data.getlist(name) if value.strip())

    def with_prefix(self, prefix: str) -> dict[str, str]:
        """The fields whose names begin so and that hold anything, by the rest of their names."""
        return {name.removeprefix(prefix): self.text(name) for name in self._data if name.startswith(prefix)
                and self.given(name)}  # fmt: skip

    def whole(self, name: str, what: str) -> int | None:
        """A whole number, or None where nothing stands there."""
        value = self.number(name, what)
        if value is not None and value != int(value):
            raise refused(what, _("%(value)s is no whole number") % {"value": self.text(name)})
        return None if value is None else int(value)

    def number(self, name: str, what: str) -> float | None:
        """A number, or None where nothing stands there."""
        text = self.text(name).replace(",", ".")
        if not text:
            return None
        try:
            value = float(text) if len(text) < 12 else float("nan")
        except ValueError:
            value = float("nan")
        if not abs(value) < 1e6:
            raise refused(what, _("“%(word)s” is no number") % {"word": one_line(self.text(name), 30)})
        return value

    def date(self, name: str, what: str) -> dt.date | None:
        """A date, or None where nothing stands there."""
        text = self.text(name)
        try:
            return dt.date.fromisoformat(text) if text else None
        except ValueError:
            word = one_line(text, 30)
            raise refused(what, _("“%(word)s” is no date; write it like 2027-04-18") % {"word": word}) from None

    def moment(self, book: Notebook) -> dt.datetime:
        """When it happened: as said in `at`, else now."""
        typed = self.text("at").replace("T", " ")
        return book.moment(typed or None, self.id)


opened_or_sent = require_http_methods(["GET", "HEAD", "POST"])
"""A form is opened and sent; nothing else."""

Making = Callable[[Notebook, Sent], Draft]


def recorded(
    request: DeskRequest, template: str, make: Making, context: Mapping[str, object] | None = None,
    *, back: str | None = None,
) -> HttpResponse:  # fmt: skip
    """The form, or what it sent written down; the same form sent twice is written down once."""
    desk = request.desk
    sent = Sent(request.POST if request.method == "POST" else request.GET, desk.book.first_id(None))
    back_to = back_from(request, back or desk.url("today"))
    shown = {**(context or {}), "sent": sent, "next": back_to}
    if request.method != "POST":
        return render(request, template, shown)
    if together(desk.book.all, sent.id):
        messages.info(request, _("This was written down already, once. To change it, correct it in the history."))
        return redirect(back_to)
    try:
        draft = make(desk.book, sent)
    except UnreadableFile as error:
        pointed = str(error) if isinstance(error, LogWordsError) else ""
        return render(request, template, {**shown, "wrong": said_wrong(error), "pointed": pointed}, status=422)
    if draft.odd and not sent.given("sure"):
        return render(request, template, {**shown, "odd": [plain(line) for line in draft.odd]}, status=422)
    desk.book.take(draft)
    for line in draft.says:
        messages.success(request, plain(line))
    sign = next((flag for note in _notes(draft) if (flag := stop_sign_in(note)) is not None), None)
    if sign is not None:
        return redirect(f"{desk.url('record-stop')}?flag={sign}")
    return redirect(desk.url("today") if desk.book.stopped() is not None else back_to)


def _notes(draft: Draft) -> list[str]:
    return [note for entry in draft.entries if (note := getattr(entry, "note", ""))]


def joined(*drafts: Draft) -> Draft:
    """Several drafts of one form as one, so that all of it is written down or none."""
    return Draft(
        entries=tuple(entry for draft in drafts for entry in draft.entries),
        says=tuple(line for draft in drafts for line in draft.says),
        odd=tuple(line for draft in drafts for line in draft.odd),
    )


def back_from(request: HttpRequest, usual: str) -> str:
    """Where to go when a form is done: the page it was opened from, where that is one of ours."""
    wanted = (request.POST if request.method == "POST" else request.GET).get("next", "")
    own = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted if own else usual


def address(desk: Desk, name: str, *arguments: object) -> str:
    """The address of a page at the desk; nothing where this installation has no such page."""
    try:
        return desk.url(name, *arguments)
    except NoReverseMatch:
        return ""


class Option(msgspec.Struct, frozen=True):
    """Something to choose from in a form."""

    value: str
    name: str


def options(values: Mapping[str, str]) -> tuple[Option, ...]:
    """Options of values and their names."""
    return tuple(Option(value, name) for value, name in values.items())
