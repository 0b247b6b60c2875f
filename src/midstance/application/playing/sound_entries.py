"""Whether an entry of a player can be what happened: known names, possible numbers, a moment that has been."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from midstance.application.playing.ledger import Ledger
from midstance.application.recording.checks import FUTURE, Implausible, check_load, check_moment, in_bounds, refused
from midstance.application.replanning import plan_of, season_of
from midstance.formats.entry import one_line
from midstance.training.log import (
    CheckIn,
    Entry,
    PainReport,
    RedFlags,
    Retraction,
    SessionEnd,
    SessionSkipped,
    SetResult,
)
from midstance.training.prescription import Load

TAKEN = (SetResult, SessionEnd, SessionSkipped, PainReport, RedFlags, CheckIn, Retraction)
"""Kinds of entries a player writes down; all others have pages of their own."""
MOST_INDEX = 50
"""Sets of one exercise in one session; more are a slip (ours)."""
MOST_LETTERS = 500
"""Letters of a note (ours)."""


class Arriving(NamedTuple):
    """What an entry is judged by: what is there already, and those of the same batch by their ids."""

    ledger: Ledger
    new: Mapping[str, Entry]

    def named(self, name: str | None) -> Entry | None:
        """The entry with an id, or None."""
        return None if name is None else self.new.get(name) or self.ledger.index.by_id.get(name)


def is_taken(entry: Entry) -> bool:
    """Whether a player may write entries of this kind down."""
    return isinstance(entry, TAKEN)


def check_arrived(arriving: Arriving, entry: Entry) -> None:
    """Raises Implausible; its place is `ahead` for a moment that lies ahead, `unknown` for names that are not ours."""
    ledger = arriving.ledger
    if not entry.id.isascii() or not entry.id.isprintable() or " " in entry.id or "+" in entry.id:
        raise refused("entry", "an id has plain letters and digits, no spaces and no +")
    _check_moment(ledger, entry)
    if len(getattr(entry, "note", "")) > MOST_LETTERS:
        raise refused("entry", f"a note has at most {MOST_LETTERS} letters")
    _check_correction(arriving, entry)
    _check_session(ledger, getattr(entry, "session", None))
    match entry:
        case SetResult():
            _check_set(ledger, entry)
        case SessionEnd() if entry.minutes is not None:
            in_bounds("minutes", entry.minutes)
        case PainReport() if entry.exercise is not None and entry.exercise not in ledger.exercises:
            raise refused("unknown", f"there is no exercise {one_line(entry.exercise, 40)!r}")
        case CheckIn() if entry.sleep_h is not None:
            in_bounds("hours of sleep", entry.sleep_h)
        case RedFlags() if not entry.flags:
            raise refused("entry", "no sign is named")


def _check_moment(ledger: Ledger, entry: Entry) -> None:
    if entry.at > ledger.now + FUTURE:
        raise refused("ahead", f"{entry.at:%Y-%m-%d %H:%M} lies ahead; is the clock of this device right?")
    try:
        check_moment(entry.at, ledger.now, ledger.plan.brief.start if ledger.plan is not None else None)
    except Implausible as error:
        raise refused("entry", error.says) from None


def _check_correction(arriving: Arriving, entry: Entry) -> None:
    """A correction is of the kind of what it corrects; what it corrects is here, and was written down in training."""
    if entry.supersedes is None:
        if isinstance(entry, Retraction):
            raise refused("entry", "a retraction names what it takes back by `supersedes`")
        return
    corrected = arriving.named(entry.supersedes)
    if corrected is None:
        raise refused("unknown", f"what it corrects, {one_line(entry.supersedes, 64)}, is not here")
    if entry.supersedes == entry.id:
        raise refused("entry", "an entry cannot correct itself")
    if not is_taken(corrected):
        raise refused("entry", "what it corrects was not written down in training")
    first = _first(arriving, corrected)
    if not isinstance(entry, Retraction) and type(entry) is not type(first):
        raise refused("entry", f"it corrects an entry of another kind, {first.__struct_config__.tag}")


def _first(arriving: Arriving, entry: Entry) -> Entry:
    """What a chain of corrections began with."""
    seen = {entry.id}
    while (before := arriving.named(entry.supersedes)) is not None and before.id not in seen:
        entry = before
        seen.add(entry.id)
    return entry


def _check_session(ledger: Ledger, session: str | None) -> None:
    """A session may have left the plan while a device was without network; what was done of it still counts."""
    if session is None or any(session in ids for ids in _sessions(ledger)):
        return
    raise refused("unknown", f"there is no session {one_line(session, 40)!r} in your plan")


def _sessions(ledger: Ledger) -> Iterator[set[str]]:
    """The ids of the plan in effect, then those of the earlier revisions of the season."""
    if ledger.plan is not None:
        yield {session.id for session in ledger.plan.sessions}
    for revision in reversed(season_of(ledger.diary)[:-1]):
        yield {session.id for session in plan_of(revision).sessions}


def _check_set(ledger: Ledger, entry: SetResult) -> None:
    exercise = ledger.exercises.get(entry.exercise)
    if exercise is None:
        raise refused("unknown", f"there is no exercise {one_line(entry.exercise, 40)!r}")
    if entry.instead_of is not None:
        _check_planned(ledger, entry.instead_of)
    if (entry.reps is None) == (entry.seconds is None):
        raise refused("entry", "a set has either reps or seconds")
    for what, value in (("reps", entry.reps), ("seconds", entry.seconds), ("RIR", entry.rir)):
        if value is not None:
            in_bounds(what, value)
    if not 1 <= entry.index <= MOST_INDEX:
        raise refused("entry", f"index {entry.index} cannot be; from 1 to {MOST_INDEX} is plausible")
    if entry.side is not None and exercise.laterality == "bilateral":
        raise refused("entry", f"{exercise.name} is done on both sides at once; leave `side` out")
    if entry.asked is not None and entry.asked.exercise != entry.exercise:
        raise refused("entry", "`asked` speaks of another exercise")
    _check_shape(entry.load)
    check_load(entry.load, exercise)


def _check_planned(ledger: Ledger, name: str) -> None:
    if name not in ledger.exercises:
        raise refused("unknown", f"there is no exercise {one_line(name, 40)!r}")


def _check_shape(load: Load) -> None:
    """A load says what its kind says, and nothing else."""
    wanted = {"kg": load.kg, "lb": load.lb, "percent-1rm": load.percent}
    if load.kind in wanted and wanted[load.kind] is None:
        raise refused("entry", f"a load in {load.kind} says how much")
    if load.kind in ("effort", "percent-1rm"):
        raise refused("entry", "the load that was used is written down: kg, lb, band or body-mass")
    others = [name for name, value in wanted.items() if value is not None and name != load.kind]
    if others or (load.band is not None and load.kind != "band"):
        raise refused("entry", f"a load of the kind {load.kind} names nothing else")
