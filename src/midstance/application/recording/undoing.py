"""Taking back and correcting: both are entries too, so that nothing is ever lost."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

import msgspec

from midstance.application.diary import Diary
from midstance.application.importing.batches import batch_of
from midstance.application.recording.checks import check_load, in_bounds, refused
from midstance.application.recording.entry_words import said_entry
from midstance.application.recording.identity import first_of, numbered, together
from midstance.application.recording.notebook import Draft, Notebook
from midstance.application.recording.wellbeing import latest_id
from midstance.application.replanning import season_of, untaken
from midstance.formats.entry import one_line
from midstance.formats.log_words import parse_parts
from midstance.formats.plan_json import said
from midstance.training.log import Entry, Imported, Retraction, SetResult

BOUND_FIELDS: Mapping[str, str] = {
    "reps": "reps", "seconds": "seconds", "rir": "RIR", "pain": "pain", "score": "pain", "rpe": "RPE",
    "sleep_h": "hours of sleep", "energy": "energy", "fatigue": "fatigue", "minutes": "minutes",
}  # fmt: skip
FIXED = frozenset({"id", "at", "supersedes", "asked", "entry"})
"""What a correction takes over and cannot change."""


def entries_named(book: Notebook, word: str) -> tuple[Entry, ...]:
    """The entries that count with an id, or with the unmistakable beginning or end of one. Raises Implausible."""
    wanted = word.strip().casefold()
    ids = dict.fromkeys(first_of(entry.id) for entry in book.entries)
    whole = [one for one in ids if one.casefold() == wanted]
    near = whole or [one for one in ids if len(wanted) > 3 and one.casefold().endswith(wanted)]
    near = near or [one for one in ids if len(wanted) > 3 and one.casefold().startswith(wanted)]
    single = tuple(entry for entry in book.entries if entry.id.casefold() == wanted and "+" in wanted)
    if not single and "+" in wanted:
        head, _, number = wanted.partition("+")
        single = tuple(
            one for one in book.entries
            if first_of(one.id).casefold().endswith(head)
            and (one.id.casefold().endswith(f"+{number}") or (number == "1" and "+" not in one.id))
        )  # fmt: skip
    if len(near) != 1 and len(single) != 1:
        many = "is the id of several entries" if len(near) > 1 else "is the id of no entry that counts"
        raise refused("id", f"{one_line(word, 40)!r} {many}; `midstance history` shows them")
    return single or tuple(entry for entry in book.entries if first_of(entry.id) == near[0])


def undo_draft(book: Notebook, word: str | None, *, first_id: str, at: dt.datetime) -> Draft:
    """Takes back what one command wrote down: that of an id, or the last one, where a correction goes back to what
    was first written. Raises Implausible where there is nothing."""
    if word is None:
        entries = last_written(book)
        if not entries:
            raise refused("undo", "nothing is written down yet")
    else:
        entries = _with_imports(book, entries_named(book, word))
    made: list[Entry] = []
    for entry, entry_id in zip(entries, numbered(first_id, len(entries)), strict=True):
        latest = latest_id(book, entry.id)
        original = next(one for one in book.all if one.id == entry.id)
        if word is None and not _same(entry, original):
            made.append(msgspec.structs.replace(original, id=entry_id, supersedes=latest))
        else:
            made.append(Retraction(id=entry_id, at=at, supersedes=latest))
    imports = [entry for entry in entries if isinstance(entry, Imported)]
    says = tuple(f"Taken back: {said_entry(entry, book.exercises)}" for entry in imports or entries)
    return Draft(entries=tuple(made), says=says)


def _with_imports(book: Notebook, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries, and all that came with those of them that are the word of an import."""
    counted = {entry.id: entry for entry in book.entries}
    by_id = {entry.id: entry for entry in book.all}
    found: dict[str, Entry] = {}
    for entry in entries:
        came = batch_of(book.all, entry.id) if isinstance(entry, Imported) else (entry,)
        roots = (_root(by_id, one) for one in came)
        found |= {root: counted[root] for root in roots if root in counted}
    return tuple(found.values())


def _same(one: Entry, other: Entry) -> bool:
    """Whether two entries say the same, whenever and under whatever id."""
    return msgspec.structs.replace(one, id=other.id, at=other.at, supersedes=None) == msgspec.structs.replace(
        other, supersedes=None
    )


def last_written(book: Notebook) -> tuple[Entry, ...]:
    """The entries that count of the command that wrote last, by the diary's own order.

    A correction that says what was first written again is none: it is what taking a correction back leaves.
    """
    counted = {entry.id: entry for entry in book.entries}
    by_id = {entry.id: entry for entry in book.all}
    for written in reversed(book.all):
        root = _root(by_id, written)
        if root not in counted or isinstance(written, Retraction):
            continue
        if _same(counted[root], by_id[root]) == (written.id == root):
            came = batch_of(book.all, written.id) or together(book.all, first_of(written.id))
            group = dict.fromkeys(_root(by_id, one) for one in came)
            return tuple(counted[one] for one in group if one in counted)
    return ()


def _root(by_id: Mapping[str, Entry], entry: Entry) -> str:
    """The id of the entry that a chain of corrections began with."""
    seen = {entry.id}
    while entry.supersedes is not None and entry.supersedes in by_id and entry.supersedes not in seen:
        entry = by_id[entry.supersedes]
        seen.add(entry.id)
    return entry.id


def revision_is_last(diary: Diary) -> bool:
    """Whether the last thing written was a revision that took effect: it holds all that the log says."""
    return len(season_of(diary)) > 1 and untaken(diary) == 0


def correct_draft(book: Notebook, word: str, words: str, *, entry_id: str) -> Draft:
    """A correction of one entry: of a set by words of the log such as `8 @16kg rir 2`, of others by `field=value`.

    Raises Implausible in words, LogWordsError for words of a set that cannot be read.
    """
    found = entries_named(book, word)
    if len(found) > 1:
        listed = ", ".join(f"{first_of(one.id)[-6:]}+{place}" for place, one in enumerate(found, 1) if place > 1)
        raise refused("correct", f"{len(found)} sets have that id; say which one: {found[0].id[-6:]}+1, {listed}")
    entry = found[0]
    if isinstance(entry, SetResult) and "=" not in words:
        changed: Entry = _corrected_set(book, entry, words)
    else:
        changed = _with_fields(entry, words)
    for field, what in BOUND_FIELDS.items():
        value = getattr(changed, field, None)
        if value is not None:
            in_bounds(what, value)
    if isinstance(changed, SetResult) and changed.exercise in book.exercises:
        check_load(changed.load, book.exercises[changed.exercise])
    if changed == entry:
        raise refused("correct", "that is what is written down already")
    made = msgspec.structs.replace(changed, id=entry_id, supersedes=latest_id(book, entry.id))
    was, now = said_entry(entry, book.exercises), said_entry(changed, book.exercises)
    return Draft(entries=(made,), says=(f"Was: {was}", f"Now: {now}"))


def _corrected_set(book: Notebook, entry: SetResult, words: str) -> SetResult:
    line = parse_parts(words)
    if len(line.sets) > 1:
        raise refused("correct", "one set is corrected at a time, such as 8 @16kg rir 2")
    one = line.sets[0] if line.sets else None
    timed = entry.seconds is not None if one is None or not one.seconds else True
    amount = one.amount if one is not None else None
    load, rir = (one.load, one.rir) if one is not None else (line.load, line.rir)
    return msgspec.structs.replace(
        entry,
        reps=entry.reps if amount is None else None if timed else amount,
        seconds=entry.seconds if amount is None else amount if timed else None,
        load=load or entry.load,
        rir=entry.rir if rir is None else rir,
        faults=line.faults or entry.faults,
        pain=max((pain.score for pain in line.pains), default=entry.pain),
        note=line.note or entry.note,
    )


def _with_fields(entry: Entry, words: str) -> Entry:
    """The entry with fields of `score=3 side=left` changed; `none` takes a field away."""
    built = msgspec.to_builtins(entry)
    fields = {field.name for field in msgspec.structs.fields(type(entry))} - FIXED
    for piece in words.split():
        name, equals, value = piece.partition("=")
        if not equals or name not in fields:
            raise refused(
                "correct", f"{one_line(piece, 30)!r} is not like field=value; fields: {', '.join(sorted(fields))}"
            )
        if value.casefold() in ("", "none"):
            built.pop(name, None)
        else:
            if name in BOUND_FIELDS and re.fullmatch(r"-?\d{1,6}(\.\d{1,3})?", value):
                in_bounds(BOUND_FIELDS[name], float(value))
            built[name] = value.split(",") if isinstance(getattr(entry, name), tuple) else value
    try:
        return msgspec.convert(built, type(entry), strict=False)
    except msgspec.ValidationError as error:
        raise refused("correct", said(error)) from None
