"""The JSON Schema of a diary document, made from the structs that are the document, so it cannot drift."""

from __future__ import annotations

from typing import cast

import msgspec

from midstance.application.keeping import DIARY, DiaryDocument
from midstance.formats.plan_schema import DIALECT, JsonTable, plan_schema
from midstance.training.log import Entry


def diary_schema() -> JsonTable:
    """The schema of `midstance.diary/1`, JSON Schema draft 2020-12, with the entries of the log and the plan within."""
    (whole, entry), definitions = msgspec.json.schema_components((DiaryDocument, Entry), ref_template="#/$defs/{name}")
    plan = plan_schema()
    tables = cast("dict[str, JsonTable]", {**cast("JsonTable", plan["$defs"]), **definitions, "Entry": entry})
    _property(tables["KeptEntry"], "what", {"$ref": "#/$defs/Entry"})
    _property(tables["KeptPlan"], "plan", {"$ref": str(plan["$ref"])})
    _property(tables["DiaryDocument"], "schema", {"const": DIARY.schema})
    return {"$schema": DIALECT, "$id": DIARY.schema, "title": DIARY.schema, **whole, "$defs": tables}


def _property(table: JsonTable, name: str, what: JsonTable) -> None:
    cast("JsonTable", table["properties"])[name] = what


def schema_text() -> bytes:
    """The schema as it is printed: two spaces, one new line at the end."""
    return msgspec.json.format(msgspec.json.encode(diary_schema()), indent=2) + b"\n"
