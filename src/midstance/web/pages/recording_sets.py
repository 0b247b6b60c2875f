"""Forms about sets: a line of the log, a whole session afterwards, and a named workout done whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.http import HttpResponse
from django.urls import URLPattern, path

from midstance.application.recording.names import exercise_named
from midstance.application.recording.notebook import Draft, Notebook
from midstance.application.recording.sessions import Placed, on_date, session_named
from midstance.application.recording.sets import line_draft
from midstance.application.recording.whole import end_draft
from midstance.application.session_afterwards import OpenSet, SaidSet, afterwards_draft, open_sets, said_load_of
from midstance.application.session_changes import SessionChange, changes_of
from midstance.formats.log_line import LogLine
from midstance.formats.log_words import parse_log
from midstance.formats.session_words import name_of, said_dose, said_load
from midstance.web.desk import DeskRequest, at_desk
from midstance.web.pages.recording_form import Sent, opened_or_sent, recorded


@opened_or_sent
@at_desk(write=True, plan=False)
def line(request: DeskRequest) -> HttpResponse:
    """What was done, field by field or in one line: `goblet-squat 3x8 @14kg rir2`."""
    desk = request.desk
    book = desk.book
    names = sorted((exercise.name, exercise.id) for exercise in book.exercises.values())
    context = {"names": names, "sessions": on_date(book, book.today)}

    def made(book: Notebook, sent: Sent) -> Draft:
        return _line(book, sent, desk.shown.weight_unit)

    return recorded(request, "midstance/recording/line.html", made, context)


def _line_of_fields(sent: Sent, unit: str) -> str:
    """The line of the log that the fields say; the load without a unit is in the runner's own."""
    if not sent.given("amount"):
        return sent.text("exercise")
    load = sent.text("load").replace(",", ".").replace(" ", "")
    named = f"{load}{unit}" if load.replace(".", "", 1).isdecimal() else load or "bm"
    amount = sent.text("amount") + ("s" if sent.text("of") == "s" else "")
    left = f" rir {sent.text('rir')}" if sent.given("rir") else ""
    return f"{sent.text('exercise')} {sent.text('sets') or '1'}x{amount} @{named}{left}"


def _line(book: Notebook, sent: Sent, unit: str) -> Draft:
    read = parse_log(sent.text("line") or _line_of_fields(sent, unit))
    session = sent.text("session") or None
    instead = sent.text("instead_of") or None
    if instead is not None:
        exercise_named(book, instead)
    return line_draft(book, read, at=sent.moment(book), first_id=sent.id, session=session, instead_of=instead)


@opened_or_sent
@at_desk(write=True)
def session(request: DeskRequest, session: str) -> HttpResponse:
    """A whole session afterwards: as it was asked in one tap, or set by set where it differed."""
    desk = request.desk
    placed = session_named(desk.book, session)
    words = (request.POST if request.method == "POST" else request.GET).getlist("change")
    changes = changes_of(desk.book, placed.session, words)
    sets = open_sets(desk.book, placed, changes)
    context = {"placed": placed, "groups": list(_groups(desk.book, sets)), "changes": changes, "scores": range(11),
               "minutes": placed.session.minutes, "begun": placed.state == "begun"}  # fmt: skip

    def made(book: Notebook, sent: Sent) -> Draft:
        return _session(book, sent, placed, sets, changes, desk.shown.weight_unit)

    return recorded(request, "midstance/recording/session.html", made, context)


def _groups(book: Notebook, sets: Sequence[OpenSet]) -> Iterator[dict[str, object]]:
    """The sets by exercise, with the load that is taken for all of them."""
    cards = book.the_plan().exercises
    by_exercise: dict[str, list[OpenSet]] = {}
    for one in sets:
        by_exercise.setdefault(one.step.planned.exercise, []).append(one)
    for planned, mine in by_exercise.items():
        item, load = mine[0].step.item, mine[0].usual.load
        known = book.exercises.get(item.exercise)
        name = known.name if known is not None else name_of(item.exercise, cards)
        yield {"planned": planned, "name": name, "sets": mine, "load": said_load(load) if load is not None else "",
               "asked": said_dose(item), "seconds": mine[0].usual.seconds}  # fmt: skip


def _session(
    book: Notebook, sent: Sent, placed: Placed, sets: Sequence[OpenSet], changes: Sequence[SessionChange], unit: str
) -> Draft:
    rpe, minutes = sent.whole("rpe", "RPE"), sent.whole("minutes", "minutes")
    at = sent.moment(book)
    if sent.text("how") != "sets":
        whole = LogLine(whole=True, rpe=rpe, minutes=minutes, note=sent.text("note"))
        return end_draft(book, placed, whole, at=at, first_id=sent.id)
    said = {}
    for one in sets:
        if sent.given(f"done-{one.key}"):
            load = said_load_of(sent.text(f"load-{one.step.planned.exercise}"), unit, one.step.item.exercise)
            amount, rir = sent.whole(f"amount-{one.key}", "amount"), sent.whole(f"rir-{one.key}", "RIR")
            said[one.key] = SaidSet(amount=amount, load=load, rir=rir)
    return afterwards_draft(
        book, placed, said, at=at, first_id=sent.id, rpe=rpe, minutes=minutes, changes=changes
    )  # fmt: skip


@opened_or_sent
@at_desk(write=True, plan=False)
def workout(request: DeskRequest, name: str) -> HttpResponse:
    """A named workout of the sources, done whole and outside the plan."""

    def made(book: Notebook, sent: Sent) -> Draft:
        read = parse_log(name)
        return line_draft(book, read, at=sent.moment(book), first_id=sent.id)

    return recorded(request, "midstance/recording/workout.html", made, {"name": name})


ADDRESSES: list[URLPattern] = [
    path("record/sets", line, name="record-sets"),
    path("record/session/<str:session>", session, name="record-session"),
    path("record/workout/<slug:name>", workout, name="record-workout"),
]
