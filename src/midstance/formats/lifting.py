"""Old documents lifted to the version this program reads, one tested step at a time.

A document that was kept stays as it was written; it is lifted whenever it is read. New keys that have a default need
no step: only what was renamed, moved or given another meaning does, together with a new number in its schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import msgspec

from midstance.formats.entry import one_line
from midstance.training.plan import SCHEMA

JsonTable = dict[str, object]
Step = Callable[[JsonTable], JsonTable]
"""Takes a document of one version and gives it as the next one would have been written, `schema` aside."""

_NAMED = re.compile(r"([a-z.]+)/(\d{1,4})", re.ASCII)


class NotLiftable(ValueError):
    """A document that this version cannot read; the message says why and what to do."""


class Ladder(msgspec.Struct, frozen=True):
    """The versions of one kind of document: the present one, and for each older one the step to the next."""

    family: str
    present: int
    steps: Mapping[int, Step] = {}

    @property
    def schema(self) -> str:
        """The name of the present version, as documents carry it."""
        return f"{self.family}/{self.present}"

    def check(self, version: int) -> None:
        """Raises NotLiftable for a version that is newer than this program, or older than its oldest step."""
        if version > self.present:
            raise NotLiftable(
                f"it is of {self.family}/{version}, newer than this program, which reads {self.schema}; "
                "install the newest midstance"
            )
        for at in range(version, self.present):
            if at not in self.steps:
                raise NotLiftable(f"it is of {self.family}/{at}, and nothing is known of that version")

    def lift(self, document: JsonTable, version: int) -> JsonTable:
        """The document as of the present version. Raises NotLiftable as `check` does."""
        self.check(version)
        for at in range(version, self.present):
            document = self.steps[at](dict(document))
        return document


PLAN = Ladder(SCHEMA.partition("/")[0], int(SCHEMA.partition("/")[2]))
LOG = Ladder("midstance.log", 1)
"""Entries of the log. They carry no schema of their own: what keeps them keeps the number beside them."""


class _Head(msgspec.Struct):
    schema: str = ""


def lift_plan(document: bytes, ladder: Ladder = PLAN) -> bytes:
    """A plan document as of the present version; one of that version comes back byte for byte.

    Raises NotLiftable for what is newer than this program, or no plan document.
    """
    version = version_of(document, ladder)
    if version == ladder.present:
        return document
    lifted = ladder.lift(_table(document), version)
    lifted = {"schema": ladder.schema, **{key: value for key, value in lifted.items() if key != "schema"}}
    return msgspec.json.format(msgspec.json.encode(lifted), indent=2) + b"\n"


def lift_entry(body: bytes, version: int, ladder: Ladder = LOG) -> bytes:
    """An entry of the log as of the present version. Raises NotLiftable."""
    if version == ladder.present:
        return body
    return msgspec.json.encode(ladder.lift(_table(body), version))


def version_of(document: bytes, ladder: Ladder) -> int:
    """The number in a document's `schema`. Raises NotLiftable where it is a document of another kind, or none."""
    try:
        schema = msgspec.json.decode(document, type=_Head).schema
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise NotLiftable("it is no JSON document, or only a part of one") from None
    match = _NAMED.fullmatch(schema)
    if match is None or match[1] != ladder.family:
        raise NotLiftable(f"its schema is {one_line(schema, 40)!r}, and {ladder.schema!r} is wanted")
    return int(match[2])


def _table(document: bytes) -> JsonTable:
    try:
        found = msgspec.json.decode(document)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise NotLiftable("it is no JSON document, or only a part of one") from None
    if not isinstance(found, dict):
        raise NotLiftable("it is no JSON object")
    return found
