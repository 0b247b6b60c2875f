"""What is kept, as rows, and rows as what is kept: to the letter both ways."""

from __future__ import annotations

import datetime as dt
import hashlib
import zlib
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from midstance.application.diary import DiaryError, KeptRevision, RevisionState
from midstance.application.keeping import DiaryDocument, KeptEntry, KeptMark, KeptPlan, plan_bytes
from midstance.formats.entry import one_line
from midstance.formats.lifting import LOG, PLAN, NotLiftable, lift_entry, lift_plan, version_of
from midstance.storage.folder import DamagedDiary
from midstance.storage.models import LONGEST_ID, LogEntry, Revision, RevisionMark, Runner
from midstance.training.log import Entry


class _Made(msgspec.Struct):
    midstance: str = ""
    knowledge: str = ""
    engine: str = ""


class _Head(msgspec.Struct):
    schema: str = ""
    made: _Made = msgspec.field(default_factory=_Made)


class NewEntry(NamedTuple):
    """An entry to be written: what it says, its letters, when it arrived and the version of its words."""

    entry: Entry
    body: bytes
    arrived: dt.datetime
    version: int = LOG.present


_COLUMNS = (
    "owner_id", "client_id", "kind", "at", "arrived", "supersedes", "session", "exercise", "version", "body",
)  # fmt: skip
_INTO = f"INSERT INTO {LogEntry._meta.db_table} ({', '.join(_COLUMNS)})"
NEWEST_ENTRY = f"SELECT id FROM {LogEntry._meta.db_table} WHERE owner_id = %s ORDER BY id DESC LIMIT 1"
"""The id of an owner's newest entry; no row where there is none."""


def add_entries(using: str, owner: Runner, new: Sequence[NewEntry]) -> None:
    """Writes rows for entries, within a transaction. One statement for all: objects would take ten times as long."""
    if not new:
        return
    connection = connections[using]
    marks = ", ".join(["%s"] * len(_COLUMNS))
    with connection.cursor() as cursor:
        cursor.executemany(f"{_INTO} VALUES ({marks})", [_row(connection, owner.pk, one) for one in new])


def add_next_entry(using: str, owner: int, newest: int, new: NewEntry) -> int | None:
    """Writes one row if the owner's newest entry is still the one given, in one statement; returns its id, else None.

    Raises IntegrityError where its id is taken, or the owner is gone. The database has to give the ids of what it
    adds (`can_return_columns_from_insert`).
    """
    connection = connections[using]
    marks = ", ".join(["%s"] * len(_COLUMNS))
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_INTO} SELECT {marks} WHERE COALESCE(({NEWEST_ENTRY}), 0) = %s RETURNING id",
            [*_row(connection, owner, new), owner, newest],
        )
        found = cursor.fetchall()
    return int(found[0][0]) if found else None


def _row(connection: BaseDatabaseWrapper, owner: int, new: NewEntry) -> tuple[str | int | None, ...]:
    entry, moment = new.entry, connection.ops.adapt_datetimefield_value
    return (
        owner,
        entry.id,
        str(entry.__struct_config__.tag),
        moment(entry.at),
        moment(new.arrived),
        entry.supersedes or "",
        getattr(entry, "session", None) or "",
        getattr(entry, "exercise", None) or "",
        new.version,
        new.body.decode(),
    )


def entries_of(bodies: list[tuple[int, str]]) -> tuple[Entry, ...]:
    """The entries of their versions and letters, in one go. Raises DiaryError."""
    try:
        lifted = [
            body if version == LOG.present else lift_entry(body.encode(), version).decode() for version, body in bodies
        ]
        return msgspec.json.decode(f"[{','.join(lifted)}]", type=tuple[Entry, ...])
    except (NotLiftable, msgspec.MsgspecError) as error:
        raise DiaryError(
            f"an entry of the diary cannot be read ({one_line(str(error), 120)}); "
            "if a newer midstance wrote it, use that one"
        ) from error


def revision_row(owner: Runner, revision: KeptRevision, parent: Revision | None, kept: dt.datetime) -> Revision:
    """The row of a revision. Raises DiaryError where its document is no plan document of this version or before."""
    try:
        PLAN.check(version_of(revision.document, PLAN))
        head = msgspec.json.decode(revision.document, type=_Head)
    except (NotLiftable, msgspec.MsgspecError) as error:
        raise DiaryError(f"revision {one_line(revision.id, LONGEST_ID)} cannot be kept: {error}") from None
    return Revision(
        owner=owner,
        name=revision.id,
        number=revision.number,
        as_of=revision.as_of.isoformat(),
        parent=parent,
        basis=revision.basis,
        why=msgspec.json.encode(revision.why).decode(),
        schema=head.schema,
        knowledge=head.made.knowledge[:128],
        engine=head.made.engine[:80],
        made_by=head.made.midstance[:80],
        kept=kept,
        sha256=hashlib.sha256(revision.document).hexdigest(),
        document=zlib.compress(revision.document),
    )


def revision_of(row: Revision, parent: str | None, state: RevisionState) -> KeptRevision:
    """The revision of a row, its document lifted to the present version. Raises DiaryError."""
    try:
        document = lift_plan(letters(row))
    except NotLiftable as error:
        raise DiaryError(f"revision {row.name}: {error}") from None
    return KeptRevision(
        id=row.name,
        number=row.number,
        as_of=dt.datetime.fromisoformat(row.as_of),
        document=document,
        basis=row.basis,
        parent=parent,
        why=msgspec.json.decode(row.why, type=tuple[str, ...]),
        state=state,
    )


def letters(row: Revision) -> bytes:
    """The plan document of a row as it was kept. Raises DiaryError where it is no longer that."""
    try:
        document = zlib.decompress(bytes(row.document))
    except zlib.error:
        document = b""
    if hashlib.sha256(document).hexdigest() != row.sha256:
        raise DamagedDiary(f"the plan of revision {row.name} is damaged; `midstance restore` with your last backup")
    return document


def document_of(owner: Runner, using: str) -> DiaryDocument:
    """All that is kept of a runner, as a document."""
    entries = LogEntry.objects.using(using).filter(owner=owner).order_by("id")
    revisions = list(Revision.objects.using(using).filter(owner=owner).order_by("id"))
    names = {row.pk: row.name for row in revisions}
    marks = RevisionMark.objects.using(using).filter(owner=owner).order_by("id")
    return DiaryDocument(
        runner=owner.name,
        since=owner.since,
        entries=tuple(
            KeptEntry(arrived=arrived, log=version, what=msgspec.Raw(body))
            for arrived, version, body in entries.values_list("arrived", "version", "body")
        ),
        revisions=tuple(_kept_plan(row, names) for row in revisions),
        marks=tuple(_kept_mark(row, names) for row in marks),
    )


def _kept_plan(row: Revision, names: dict[int, str]) -> KeptPlan:
    return KeptPlan(
        id=row.name,
        number=row.number,
        as_of=dt.datetime.fromisoformat(row.as_of),
        parent=None if row.parent_id is None else names[row.parent_id],
        basis=row.basis,
        why=msgspec.json.decode(row.why, type=tuple[str, ...]),
        kept=row.kept,
        sha256=row.sha256,
        plan=msgspec.Raw(letters(row).strip()),
    )


def _kept_mark(row: RevisionMark, names: dict[int, str]) -> KeptMark:
    state: RevisionState = row.state  # type: ignore[assignment]
    return KeptMark(revision=names[row.revision_id], state=state, at=row.at)


def revision_from(kept: KeptPlan) -> KeptRevision:
    """The revision that a document holds. Its plan was checked when the document was read."""
    return KeptRevision(
        id=kept.id,
        number=kept.number,
        as_of=kept.as_of,
        document=plan_bytes(kept) or b"",
        basis=kept.basis,
        parent=kept.parent,
        why=kept.why,
    )
