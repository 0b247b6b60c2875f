"""A session written down afterwards, set by set and all of it at once, with what differed from what was asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec

from midstance.application.recording.checks import refused
from midstance.application.recording.identity import numbered
from midstance.application.recording.notebook import Draft, Notebook
from midstance.application.recording.sessions import Placed
from midstance.application.recording.walking import (
    Step,
    answer_draft,
    finish_draft,
    is_done,
    sets_in,
    steps_of,
    usual,
)
from midstance.application.session_changes import SessionChange, changed_session, items_of
from midstance.formats.entry import one_line
from midstance.formats.log_line import LoggedSet, LogLine, load_of
from midstance.training.prescription import Load

IDS_FOR_A_SET = 2
"""A set may bring a pain with it; so many ids are kept for each (ours)."""


class OpenSet(msgspec.Struct, frozen=True, kw_only=True):
    """One set of a session that is not written down yet, and what is taken where nothing else is said."""

    step: Step
    usual: LoggedSet
    key: str
    """Tells it from all others of the session, in letters a form can carry."""


class SaidSet(msgspec.Struct, frozen=True, kw_only=True):
    """What was said of one set; None: as asked."""

    amount: int | None = None
    load: Load | None = None
    rir: int | None = None


def open_sets(book: Notebook, placed: Placed, changes: Sequence[SessionChange] = ()) -> tuple[OpenSet, ...]:
    """The sets of a session that are not written down yet, in the order they are done."""
    session = placed.session
    done = sets_in(book, session.id)
    left_out = {change.planned for change in changes if change.sets == 0}
    kept = {item.exercise for item in changed_session(book, session, changes).work()}
    found = []
    for step in steps_of(session, items_of(book, session, changes)):
        short = step.number > step.item.sets or step.planned.exercise in left_out or step.item.exercise not in kept
        if not short and not is_done(step, done):
            name, number, side = step.key
            key = f"{name}.{number}.{side or 'both'}"
            found.append(OpenSet(step=step, usual=usual(book, step, session.id), key=key))
    return tuple(found)


def afterwards_draft(
    book: Notebook, placed: Placed, said: Mapping[str, SaidSet], *, at: dt.datetime, first_id: str,
    rpe: int | None = None, minutes: int | None = None, changes: Sequence[SessionChange] = (),
) -> Draft:  # fmt: skip
    """The sets that were done and the session's end. `said` holds the keys of `open_sets` that were done.

    Raises Implausible where a set cannot be, a load is missing, or nothing was done at all.
    """
    if placed.state == "ended":
        raise refused("session", "this session is written down already")
    if placed.date > book.on_clock(at).date():
        raise refused("session", f"this session stands on {placed.date}, which lies ahead; move it if you did it early")
    sets = open_sets(book, placed, changes)
    done = [one for one in sets if one.key in said]
    if not done and placed.state != "begun":
        raise refused("session", "no set was done, so nothing is written down; you can let the session go instead")
    ids = numbered(first_id, IDS_FOR_A_SET * len(done) + 1)
    drafts = [
        answer_draft(
            book, placed.session.id, one.step, _line(one, said[one.key]), at=at, first_id=ids[IDS_FOR_A_SET * place]
        )
        for place, one in enumerate(done)
    ]
    whole = len(done) == len(sets) and not changes
    drafts.append(
        finish_draft(
            placed.session.id, "done" if whole else "partly", at=at, entry_id=ids[-1], rpe=rpe, minutes=minutes
        )
    )
    odd = dict.fromkeys(line for draft in drafts for line in draft.odd)
    counted = f"{len(done)} of {len(sets)} sets" if len(done) < len(sets) else f"all {len(sets)} sets"
    return Draft(
        entries=tuple(entry for draft in drafts for entry in draft.entries),
        says=(f"{placed.session.title}: {counted} written down.",),
        odd=tuple(odd),
    )


def _line(one: OpenSet, said: SaidSet) -> LogLine:
    before = one.usual
    amount = before.amount if said.amount is None else said.amount
    load = said.load or before.load
    return LogLine(sets=(LoggedSet(amount=amount, seconds=before.seconds, load=load, rir=said.rir),))


def said_load_of(text: str, unit: str, exercise: str) -> Load | None:
    """A load as typed in a form: `12`, `12 kg`, `30lb`, `light band`, `body mass`; None for nothing.

    `unit`: of a bare number, `kg` or `lb`. Raises Implausible.
    """
    word = "".join(text.split()).casefold()
    if not word or word == "loadbyfeel":
        return None
    bare = word.replace(".", "", 1).replace(",", "", 1).isdecimal()
    found = load_of(word + unit if bare else word)
    if found is None:
        raise refused(exercise, f"{one_line(text, 30)!r} is no load; write it like 12 kg, light band or body mass")
    return found
