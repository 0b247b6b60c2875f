"""All of one runner's diary as a document (`midstance.diary/1`): JSON that holds what was kept, to the letter."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib

import msgspec

import midstance
from midstance.application.diary import RevisionState
from midstance.application.kept_entries import (
    LONGEST_NAME,
    UnkeepableEntry,
    check_fit,
    entry_of,
    name_trouble,
    usable_moment,
)
from midstance.application.kept_files import unpacked, what_else
from midstance.formats.entry import UnreadableFile, one_line
from midstance.formats.lifting import LOG, PLAN, Ladder, NotLiftable, version_of
from midstance.formats.plan_json import said

DIARY = Ladder("midstance.diary", 1)


class KeptEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of the log as it is kept: when it arrived, the version of its words, and its words to the letter."""

    arrived: dt.datetime
    log: int = LOG.present
    what: msgspec.Raw


class KeptPlan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A revision as it is kept. `sha256` is of the plan document's bytes as they were first kept."""

    id: str
    number: int
    as_of: dt.datetime
    parent: str | None = None
    basis: str = ""
    why: tuple[str, ...] = ()
    kept: dt.datetime
    sha256: str
    plan: msgspec.Raw


class KeptMark(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A state that a revision was put into."""

    revision: str
    state: RevisionState
    at: dt.datetime


class DiaryDocument(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of one runner's data (`midstance.diary/1`), each list in the order in which things were kept."""

    schema: str = DIARY.schema
    made_by: str = f"midstance {midstance.__version__}"
    runner: str
    since: dt.datetime
    entries: tuple[KeptEntry, ...] = ()
    revisions: tuple[KeptPlan, ...] = ()
    marks: tuple[KeptMark, ...] = ()


def plan_bytes(kept: KeptPlan) -> bytes | None:
    """The bytes of a revision's plan document as they were first kept, also where the JSON around it was laid out anew.

    None where its content was changed.
    """
    bare = bytes(kept.plan)
    for document in (bare + b"\n", bare, msgspec.json.format(bare, indent=2) + b"\n"):
        if hashlib.sha256(document).hexdigest() == kept.sha256:
            return document
    return None


def write_diary(document: DiaryDocument, *, packed: bool = False) -> bytes:
    """One runner's document as JSON, two spaces, plans to the letter; `packed`: by gzip, the same bytes each time."""
    head = {"schema": document.schema, "made_by": document.made_by, "runner": document.runner, "since": document.since}
    parts = [f"  {_json(key)}: {_json(value)}" for key, value in head.items()]
    for name in ("entries", "revisions", "marks"):
        lines = ",\n".join(f"    {_json(row)}" for row in getattr(document, name))
        parts.append(f'  "{name}": [\n{lines}\n  ]' if lines else f'  "{name}": []')
    data = ("{\n" + ",\n".join(parts) + "\n}\n").encode()
    return gzip.compress(data, mtime=0) if packed else data


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def read_diary(data: bytes, name: str) -> DiaryDocument:
    """One runner's document, checked through and through: every entry can be read, every plan is as it was kept.

    `name` is only used in messages. Raises UnreadableFile with what is wrong and what to do.
    """
    data = unpacked(data, name)
    if not data.lstrip().startswith(b"{"):
        raise UnreadableFile(name, f"{what_else(data)}; give a file that `midstance export` wrote")
    try:
        version = version_of(data, DIARY)
        if version != DIARY.present:
            data = msgspec.json.encode(DIARY.lift(msgspec.json.decode(data), version))
        document = msgspec.json.decode(data, type=DiaryDocument)
    except NotLiftable as error:
        raise UnreadableFile(name, _not_liftable(data, str(error))) from None
    except msgspec.ValidationError as error:
        raise UnreadableFile(name, f"{said(error)}; export it anew") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableFile(name, f"it is no whole JSON ({one_line(str(error), 80)}); export it anew") from None
    return _checked(document, name)


def _checked(document: DiaryDocument, name: str) -> DiaryDocument:
    """The document with its entries on one line each, as they are kept. Raises UnreadableFile."""
    if trouble := name_trouble(document.runner):
        raise UnreadableFile(name, f"runner: {trouble}")
    moments = [document.since, *(entry.arrived for entry in document.entries), *(mark.at for mark in document.marks)]
    moments += [moment for plan in document.revisions for moment in (plan.as_of, plan.kept)]
    if not all(usable_moment(moment) for moment in moments):
        raise UnreadableFile(name, "a moment in it has no zone, or lies in no year a diary can be about")
    entries, seen = [], set()
    for index, entry in enumerate(document.entries):
        try:
            read = entry_of(bytes(entry.what), entry.log)
            check_fit(read)
        except (NotLiftable, msgspec.MsgspecError, UnicodeDecodeError, RecursionError, UnkeepableEntry) as error:
            words = said(error) if isinstance(error, msgspec.ValidationError) else str(error)
            raise UnreadableFile(name, f"entries[{index}]: {words}") from None
        if read.id in seen:
            raise UnreadableFile(name, f"entries[{index}]: {one_line(read.id, 40)!r} is there twice")
        seen.add(read.id)
        entries.append(
            msgspec.structs.replace(entry, what=msgspec.Raw(msgspec.json.format(bytes(entry.what), indent=-1)))
        )
    _check_revisions(document, name)
    return msgspec.structs.replace(document, entries=tuple(entries))


def _check_revisions(document: DiaryDocument, name: str) -> None:
    known: set[str] = set()
    for index, kept in enumerate(document.revisions):
        place = f"revisions[{index}]"
        if kept.id in known or not 0 < len(kept.id) <= LONGEST_NAME:
            raise UnreadableFile(name, f"{place}.id: {one_line(kept.id, 40)!r} is there twice, empty or far too long")
        if kept.parent is not None and kept.parent not in known:
            raise UnreadableFile(name, f"{place}.parent: {one_line(kept.parent, 40)!r} does not stand before it")
        document_bytes = plan_bytes(kept)
        if document_bytes is None:
            raise UnreadableFile(name, f"{place}.plan: it was changed after it was kept; a revision never changes")
        try:
            PLAN.check(version_of(document_bytes, PLAN))
        except NotLiftable as error:
            raise UnreadableFile(name, f"{place}.plan: {error}") from None
        known.add(kept.id)
    for index, mark in enumerate(document.marks):
        if mark.revision not in known:
            raise UnreadableFile(name, f"marks[{index}]: there is no revision {one_line(mark.revision, 40)!r}")


def _not_liftable(data: bytes, words: str) -> str:
    if b'"midstance.plan/' in data[:200]:
        return "it is a plan, not a diary; give a file that `midstance export` wrote"
    return words
