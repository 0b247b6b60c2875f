"""Sets: a line that was read becomes set results, matched to what the plan asked that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from midstance.application.recording.checks import check_load, in_bounds, odd_load, refused
from midstance.application.recording.identity import numbered
from midstance.application.recording.names import exercise_named
from midstance.application.recording.notebook import Draft, Notebook
from midstance.application.recording.sessions import Placed, item_of, on_date, session_named
from midstance.application.recording.wellbeing import SAID_LIGHT
from midstance.application.recording.whole import whole_draft
from midstance.coach.pain import light_of
from midstance.formats.log_line import JOINTS, LoggedSet, LogLine, SaidPain
from midstance.formats.session_words import said_load
from midstance.training.exercise import Exercise
from midstance.training.log import Entry, PainReport, SetResult, Side
from midstance.training.prescription import BODY_MASS, Item, Load

SIDES: tuple[Side, ...] = ("left", "right")


class Place(NamedTuple):
    """Where sets belong: a planned session or none, and what it asks."""

    session: str | None
    asked: Item | None
    instead_of: str | None = None


def line_draft(
    book: Notebook,
    line: LogLine,
    *,
    at: dt.datetime,
    first_id: str,
    session: str | None = None,
    instead_of: str | None = None,
) -> Draft:
    """The entries of a line. Raises Implausible, DiaryError for a session without a plan."""
    if line.whole:
        return whole_draft(book, line, at=at, first_id=first_id)
    exercise = exercise_named(book, line.subject, book.on_clock(at).date())
    place = place_of(book, exercise, at, session, instead_of)
    return sets_draft(book, exercise, line, place, at=at, first_id=first_id)


def place_of(book: Notebook, exercise: Exercise, at: dt.datetime, session: str | None, instead_of: str | None) -> Place:
    """The planned session an exercise belongs to: the one named, else that of the day in which it stands."""
    replaced = exercise_named(book, instead_of, book.on_clock(at).date()).id if instead_of is not None else None
    wanted = replaced or exercise.id
    if session is not None:
        found: Sequence[Placed] = [session_named(book, session, book.on_clock(at).date())]
    else:
        found = [one for one in on_date(book, book.on_clock(at).date()) if item_of(one.session, wanted) is not None]
    if not found:
        if replaced is not None:
            raise refused("--instead-of", f"{replaced} does not stand in a session of that day; name it by --session")
        return Place(None, None)
    one = found[0].session
    return Place(one.id, item_of(one, exercise.id) if replaced is None else None, replaced)


def sets_draft(
    book: Notebook, exercise: Exercise, line: LogLine, place: Place, *, at: dt.datetime, first_id: str
) -> Draft:
    """Set results of one exercise, checked and counted on from those already written down."""
    before = book.without(first_id)
    done = _same_visit(book, before, exercise.id, place, at)
    sets = [
        msgspec.structs.replace(one, load=_load(exercise, one, place.asked, done)) for one in _sided(exercise, line)
    ]
    odd = list(check_sets(exercise, sets, usual_load(before, exercise.id, at) or _asked_load(place.asked)))
    pain = max((one.score for one in line.pains), default=None)
    for said in line.pains:
        in_bounds("pain", said.score)
    results: list[Entry] = []
    counts: dict[Side | None, int] = {side: _highest(done, side) for side in (None, *SIDES)}
    places = [one for one in line.pains if one.site is not None]
    ids = numbered(first_id, len(sets) + len(places))
    for number, one in enumerate(sets):
        counts[one.side] += 1
        timed = _timed(exercise, one, place.asked)
        results.append(
            SetResult(
                id=ids[number], at=at, exercise=exercise.id, session=place.session, index=counts[one.side],
                side=one.side, reps=None if timed else one.amount, seconds=one.amount if timed else None,
                load=one.load or BODY_MASS, rir=one.rir, faults=line.faults, pain=pain,
                extra=one.extra or (place.asked is not None and counts[one.side] > place.asked.sets),
                instead_of=place.instead_of, asked=place.asked, note=line.note if number == 0 else "",
            )
        )  # fmt: skip
    results += [
        pain_entry(said, entry_id, at, place.session, exercise.id)
        for said, entry_id in zip(places, ids[len(sets) :], strict=True)
    ]
    says = [*said_sets(exercise, results, place), *_said_pains(line)]
    return Draft(entries=tuple(results), says=tuple(says), odd=tuple(odd))


def _said_pains(line: LogLine) -> list[str]:
    """What follows from pains that are worth a word."""
    lights = [light_of(said.score, joint=said.site in JOINTS) for said in line.pains]
    return [SAID_LIGHT[light] for light in dict.fromkeys(lights) if light != "green"]


def pain_entry(said: SaidPain, entry_id: str, at: dt.datetime, session: str | None, exercise: str | None) -> PainReport:
    """A pain that was named beside a set."""
    site = said.site or "knee"
    return PainReport(
        id=entry_id, at=at, site=site, score=said.score, side=said.side, joint=site in JOINTS, session=session,
        exercise=exercise,
    )  # fmt: skip


def _sided(exercise: Exercise, line: LogLine) -> list[LoggedSet]:
    """The sets with their sides: an exercise done side by side was done on both where nothing else is said."""
    named = [one for one in line.sets if one.side is not None]
    if named and exercise.laterality == "bilateral":
        raise refused(exercise.name, "it is done on both sides at once; leave left and right out")
    if not exercise.per_side or named:
        return list(line.sets)
    return [msgspec.structs.replace(one, side=side) for side in SIDES for one in line.sets]


def _same_visit(
    book: Notebook, entries: Iterable[Entry], exercise: str, place: Place, at: dt.datetime
) -> list[SetResult]:
    """Sets of the exercise in the same session; outside the plan, on the same day."""
    day = book.on_clock(at).date()
    return [
        one
        for one in entries
        if isinstance(one, SetResult)
        and one.exercise == exercise
        and one.session == place.session
        and (place.session is not None or book.date_of(one) == day)
    ]


def _highest(done: Sequence[SetResult], side: Side | None) -> int:
    return max((one.index for one in done if one.side == side), default=0)


def _asked_load(asked: Item | None) -> Load | None:
    return asked.load if asked is not None and asked.load.kind in ("kg", "lb", "band", "body-mass") else None


def usual_load(entries: Iterable[Entry], exercise: str, at: dt.datetime) -> Load | None:
    """The load of the last set with a mass before a moment."""
    found = [
        one.load
        for one in entries
        if isinstance(one, SetResult) and one.exercise == exercise and one.at <= at and one.load.kind in ("kg", "lb")
    ]
    return found[-1] if found else None


def _load(exercise: Exercise, one: LoggedSet, asked: Item | None, done: Sequence[SetResult]) -> Load:
    """The load of a set: as said, as the set before it in this session, as asked; else it has to be said."""
    if one.load is not None:
        return one.load
    if done:
        return done[-1].load
    known = _asked_load(asked)
    if known is not None:
        return known
    if exercise.loading == "none" or (exercise.loading == "optional" and asked is None):
        return BODY_MASS
    if exercise.loading == "band":
        return Load(kind="band")
    raise refused(exercise.name, "with what load? Add @12kg, @25lb or @bm for body mass alone")


def _timed(exercise: Exercise, one: LoggedSet, asked: Item | None) -> bool:
    """Whether a set is counted in seconds; a bare number takes the unit of what is asked, or of the exercise."""
    if one.seconds:
        return True
    if asked is not None:
        return asked.seconds is not None
    return all(dose.unit == "seconds" for dose in exercise.dose.values())


def check_sets(exercise: Exercise, sets: Sequence[LoggedSet], usual: Load | None) -> list[str]:
    """What is odd about the sets. Raises Implausible for what cannot be."""
    odd: dict[str, None] = {}
    for one in sets:
        in_bounds("seconds" if one.seconds else "reps", one.amount)
        if one.rir is not None:
            in_bounds("RIR", one.rir)
        if one.load is not None:
            check_load(one.load, exercise)
            question = odd_load(one.load, usual, exercise)
            if question is not None:
                odd[question] = None
    return list(odd)


def said_sets(exercise: Exercise, entries: Sequence[Entry], place: Place) -> list[str]:
    """What was written down: `Goblet squat: 8, 8, 8 at 14 kg, in session 2027-03-09-a.`"""
    sets = [one for one in entries if isinstance(one, SetResult)]
    lines = []
    for side in (None, *SIDES):
        mine = [one for one in sets if one.side == side]
        if not mine:
            continue
        amounts = ", ".join(f"{one.seconds} s" if one.seconds is not None else str(one.reps) for one in mine)
        loads = " and ".join(dict.fromkeys(said_load(one.load) for one in mine))
        rirs = ", ".join(dict.fromkeys(str(one.rir) for one in mine if one.rir is not None))
        more = sum(one.extra for one in mine)
        parts = [f"{exercise.name}{f', {side}' if side else ''}: {amounts}", loads]
        parts += [f"{rirs} in reserve"] if rirs else []
        parts += [f"{more} of them extra"] if more else []
        lines.append(" · ".join(parts))
    if place.session is None:
        lines.append("Outside the plan: no session of that day asks for it.")
    elif place.instead_of is not None:
        lines.append(f"In session {place.session}, in place of {place.instead_of}.")
    elif place.asked is None:
        lines.append(f"In session {place.session}, which did not ask for it.")
    else:
        lines.append(f"In session {place.session}.")
    return lines
