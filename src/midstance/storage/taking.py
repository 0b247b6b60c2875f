"""Documents of `application.keeping` taken into the tables: added to what is there, or in its place."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from django.db import connections

from midstance.application.diary import DiaryError
from midstance.application.keeping import DiaryDocument
from midstance.storage.diary import AT_ONCE, owner_to_write, same_revision, unknown_entries
from midstance.storage.models import TABLES, Revision, RevisionMark, Runner
from midstance.storage.rows import NewEntry, add_entries, entries_of, revision_from, revision_row


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What was new of what was given."""

    entries: int = 0
    revisions: int = 0
    marks: int = 0


def take(using: str, document: DiaryDocument) -> Added:
    """Adds what a document holds and is not there yet; within a transaction.

    Raises DiaryError where an entry or a revision is there already and says something else.
    """
    owner, is_new = owner_to_write(using, document.runner, document.since)
    entries = _take_entries(using, owner, document, is_new=is_new)
    names, revisions = _take_revisions(using, owner, document)
    return Added(entries=entries, revisions=revisions, marks=_take_marks(using, owner, document, names))


def clear(using: str, owners: Sequence[int] | None = None) -> None:
    """Takes away all rows, or those of some owners; within a transaction in which that is allowed."""
    with connections[using].cursor() as cursor:
        for model in TABLES:
            table, column = model._meta.db_table, "id" if model is Runner else "owner_id"
            if owners is None:
                cursor.execute(f"DELETE FROM {table}")
            for owner in owners or ():
                cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", [owner])


def _take_entries(using: str, owner: Runner, document: DiaryDocument, *, is_new: bool) -> int:
    bodies = [bytes(kept.what) for kept in document.entries]
    entries = entries_of([(kept.log, body.decode()) for kept, body in zip(document.entries, bodies, strict=True)])
    given = {entry.id: (entry, body) for entry, body in zip(entries, bodies, strict=True)}
    kept_of = {entry.id: kept for entry, kept in zip(entries, document.entries, strict=True)}
    new = list(given.values()) if is_new else unknown_entries(using, owner, given)
    rows = [NewEntry(entry, body, kept_of[entry.id].arrived, kept_of[entry.id].log) for entry, body in new]
    add_entries(using, owner, rows)
    return len(rows)


def _take_revisions(using: str, owner: Runner, document: DiaryDocument) -> tuple[dict[str, Revision], int]:
    """The runner's revisions by name, and how many were new."""
    found = {row.name: row for row in Revision.objects.using(using).filter(owner=owner).order_by("id")}
    names = {row.pk: row.name for row in found.values()}
    new = 0
    for kept in document.revisions:
        given, known = revision_from(kept), found.get(kept.id)
        if known is None:
            row = revision_row(owner, given, found[kept.parent] if kept.parent else None, kept.kept)
            row.save(using=using)
            found[kept.id] = row
            new += 1
        elif not same_revision(known, given, None if known.parent_id is None else names[known.parent_id]):
            raise DiaryError(f"revision {kept.id} is there already and is another one; nothing was taken in")
    return found, new


def _take_marks(using: str, owner: Runner, document: DiaryDocument, revisions: dict[str, Revision]) -> int:
    marks = RevisionMark.objects.using(using).filter(owner=owner)
    known = {(revision, at): state for revision, at, state in marks.values_list("revision_id", "at", "state")}
    rows = []
    for mark in document.marks:
        revision = revisions[mark.revision]
        state = known.setdefault((revision.pk, mark.at), "")
        if state == "":
            known[revision.pk, mark.at] = mark.state
            rows.append(RevisionMark(owner=owner, revision=revision, state=mark.state, at=mark.at))
        elif state != mark.state:
            raise DiaryError(
                f"revision {mark.revision} has another state here at the same moment; nothing was taken in"
            )
    RevisionMark.objects.using(using).bulk_create(rows, batch_size=AT_ONCE)
    return len(rows)
