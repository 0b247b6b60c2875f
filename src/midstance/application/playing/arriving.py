"""Entries that arrive from a player: each judged for itself, kept once, and answered in words.

A player sends an entry again until it has an answer, and two players may write the same set down. The first that is
kept wins; the other is told what is there. What is meant to differ is a correction, with an id of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from midstance.application.diary import DiaryError
from midstance.application.kept_entries import UnkeepableEntry, as_kept
from midstance.application.playing.ledger import Ledger, Sides, place
from midstance.application.playing.slots import Slot, answered, slot_of
from midstance.application.playing.sound_entries import Arriving, check_arrived, is_taken
from midstance.application.recording.checks import Implausible
from midstance.application.recording.entry_words import said_entry
from midstance.formats.plan_json import said
from midstance.training.log import Entry, Retraction, SessionEnd

MOST_ENTRIES = 200
"""Entries taken at once; a session has about 40 (ours)."""
DIFFERENT, TAKEN_BACK = "different", "taken-back"

State = Literal["kept", "known", "refused"]


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one entry. `kept` and `known` are safe: it need not be sent again."""

    id: str
    state: State
    says: str = ""
    """Empty where there is nothing a runner needs to know."""
    code: str = ""
    """Why, for programs: `ahead`, `different`, `taken-back`, `unreadable`, `implausible`, `unknown`, `not-here`."""
    entry: Entry | None = None
    """What is kept where something else was sent, with the id that it has; None where that was taken back."""


class _Head(msgspec.Struct):
    id: str = ""


def arrive(ledger: Ledger, bodies: Sequence[bytes | msgspec.Raw]) -> tuple[Taken, ...]:
    """Takes entries in, and answers each in their order. Raises DiaryError where nothing can be written.

    All that are sound are written together. Where another request wrote the same in between, they are judged again.
    """
    judging = _Judging(ledger)
    answers = tuple(judging.judged(body) for body in bodies)
    try:
        if judging.sound:
            ledger.diary.record(judging.sound)
    except DiaryError:
        later = Ledger(ledger.diary, ledger.now, ledger.exercises)
        if later.seen == ledger.seen:
            raise
        return arrive(later, bodies)
    return answers


class _Judging:
    """One batch: the later entries see the earlier ones."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.index = ledger, ledger.index
        self.sound: list[Entry] = []
        self.new: dict[str, Entry] = {}
        self.slots: dict[Slot, Sides] = {}
        self.ends: dict[str, Entry] = {}

    def judged(self, body: bytes | msgspec.Raw) -> Taken:
        """The answer to one entry; a sound one is added to those to be written."""
        try:
            entry: Entry = msgspec.json.decode(body, type=Entry)
        except msgspec.ValidationError as error:
            return Taken(id=_id_in(body), state="refused", code="unreadable", says=said(error))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return Taken(id=_id_in(body), state="refused", code="unreadable", says="it is not the JSON of an entry")
        there = self.new.get(entry.id) or self.index.by_id.get(entry.id)
        if there is not None:
            return self._known(entry, there)
        same = self._answered_already(entry)
        if same is not None:
            return _different(entry, same, self.ledger)
        trouble = self._trouble(entry)
        if trouble is not None:
            return trouble
        self.sound.append(entry)
        self.new[entry.id] = entry
        if entry.supersedes is None:
            place(entry, self.slots, self.ends)
        return Taken(id=entry.id, state="kept")

    def _trouble(self, entry: Entry) -> Taken | None:
        if not is_taken(entry):
            says = f"{entry.__struct_config__.tag!r} is not written down here"
            return Taken(id=entry.id, state="refused", code="not-here", says=says)
        try:
            check_arrived(Arriving(self.ledger, self.new), entry)
            as_kept(entry)
        except Implausible as error:
            code = "ahead" if error.place == "ahead" else "unknown" if error.place == "unknown" else "implausible"
            return Taken(id=entry.id, state="refused", code=code, says=_sentence(error))
        except UnkeepableEntry as error:
            return Taken(id=entry.id, state="refused", code="unreadable", says=str(error))
        return None

    def _known(self, entry: Entry, there: Entry) -> Taken:
        """An id that is there: the same thing again, or something else that does not count."""
        counts = self.new.get(there.id) or self.index.counted.get(there.id)
        if not _says_the_same(entry, there):
            return _different(entry, counts or there, self.ledger)
        if counts is None and there.supersedes is None and entry.at.timestamp() != there.at.timestamp():
            return Taken(id=entry.id, state="known", code=TAKEN_BACK, says=_taken_back(entry, self.ledger))
        return Taken(id=entry.id, state="known")

    def _answered_already(self, entry: Entry) -> Entry | None:
        """What answers the same set, or ends the same session, under another id."""
        if entry.supersedes is not None:
            return None
        if isinstance(entry, SessionEnd):
            return self.ends.get(entry.session) or self.index.ends.get(entry.session)
        slot = slot_of(entry)
        if slot is None:
            return None
        sides = dict((*self.index.slots.get(slot, ()), *self.slots.get(slot, ())))
        side = answered(sides, getattr(entry, "side", None))
        return None if side is False else sides[side]  # type: ignore[index]


def _id_in(body: bytes | msgspec.Raw) -> str:
    try:
        return msgspec.json.decode(body, type=_Head).id[:64]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""


def _says_the_same(one: Entry, other: Entry) -> bool:
    """Whether two entries of one id say the same but for when; a retraction says nothing else."""
    if type(one) is not type(other):
        return False
    return bool(msgspec.structs.replace(one, at=other.at) == other)


def _different(entry: Entry, there: Entry, ledger: Ledger) -> Taken:
    """The answer to an entry in whose place something is there already."""
    bare = msgspec.structs.replace(there, id=entry.id, supersedes=entry.supersedes)
    if _says_the_same(entry, bare):
        return Taken(id=entry.id, state="known", entry=there if there.id != entry.id else None)
    says = f"{said_entry(there, ledger.exercises)}: so it was written down before, and that stays."
    if not isinstance(entry, Retraction):
        text = said_entry(entry, ledger.exercises)
        says += f" Correct it if this is right: {text.partition(': ')[2] or text}."
    return Taken(id=entry.id, state="known", code=DIFFERENT, says=says, entry=there)


def _taken_back(entry: Entry, ledger: Ledger) -> str:
    return f"{said_entry(entry, ledger.exercises)}: that was taken back elsewhere. Write it down again if it counts."


def _sentence(error: Implausible) -> str:
    return error.says if error.place in ("ahead", "unknown", "entry") else str(error)
