"""The JSON Schema of the plan document, made from the structs that are the document, so it cannot drift."""

from __future__ import annotations

from typing import cast

import msgspec

from midstance.training.plan import SCHEMA, Plan

JsonTable = dict[str, object]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def plan_schema() -> JsonTable:
    """The schema of `midstance.plan/1`, JSON Schema draft 2020-12."""
    schema = cast("JsonTable", msgspec.json.schema(Plan))
    definitions = cast("dict[str, JsonTable]", schema["$defs"])
    whole = definitions["Plan"]
    properties = cast("dict[str, JsonTable]", whole["properties"])
    properties["schema"] = {"const": SCHEMA}
    whole["required"] = ["schema", *cast("list[str]", whole.get("required", []))]
    return {"$schema": DIALECT, "$id": SCHEMA, "title": SCHEMA, **schema}


def schema_text() -> bytes:
    """The schema as it is printed: two spaces, one new line at the end."""
    return msgspec.json.format(msgspec.json.encode(plan_schema()), indent=2) + b"\n"
