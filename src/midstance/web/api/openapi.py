"""The OpenAPI document of the resources, made from the types they are made of, so that it cannot drift."""

from __future__ import annotations

from functools import lru_cache

import msgspec

import midstance
from midstance.application.playing.document import PlayerDocument
from midstance.training.plan import Plan
from midstance.web.api.answering import Refusal
from midstance.web.api.shapes import AfterAnswer, EntriesKept, EntriesTaken, EntriesToSend, TodayAnswer, TokenAnswer

Table = dict[str, object]
TYPES = (PlayerDocument, TodayAnswer, Plan, EntriesToSend, EntriesTaken, EntriesKept, AfterAnswer, TokenAnswer, Refusal)
WHERE = "#/components/schemas/{name}"
SESSION: Table = {"name": "session", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
WORKOUT: list[Table] = [
    {"name": name, "in": "path", "required": True, "schema": schema}
    for name, schema in (
        ("name", {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}),
        ("day", {"type": "integer", "minimum": 1, "maximum": 2}),
        ("place", {"type": "string", "minLength": 1}),
    )
]
CHANGE: Table = {
    "name": "change",
    "in": "query",
    "schema": {"type": "array", "items": {"type": "string"}},
    "explode": True,
}
SINCE: Table = {"name": "since", "in": "query", "schema": {"type": "integer", "minimum": 0, "default": 0}}
CODES = {
    "400": "What was sent is not JSON.",
    "403": "The token is missing or old.",
    "404": "It is not there, or not yours.",
    "405": "The address answers to another method.",
    "409": "The entries are another runner's.",
    "413": "Too much at once.",
    "415": "Not JSON.",
    "422": "It cannot be taken like this.",
    "503": "The diary cannot be read or written just now; the same may be sent again.",
}


@lru_cache(maxsize=1)
def description() -> Table:
    """OpenAPI 3.1 of the resources."""
    _, components = msgspec.json.schema_components(TYPES, ref_template=WHERE)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Midstance",
            "version": "1",
            "description": f"What the player uses, made by Midstance {midstance.__version__}.",
        },
        "paths": _paths(),
        "components": {"schemas": components},
    }


def _paths() -> Table:
    return {
        "/api/v1/session/{session}": {
            "get": _get(
                "session", "All that a player needs of a session.", PlayerDocument, [SESSION, CHANGE], "404", "422"
            )
        },
        "/api/v1/workout/{name}/{day}/{place}": {
            "get": _get("workout", "All that a player needs of a named workout.", PlayerDocument, WORKOUT, "404")
        },
        "/api/v1/session/{session}/after": {
            "get": _get("after", "What changes next time, and why.", AfterAnswer, [SESSION], "404")
        },
        "/api/v1/today": {"get": _get("today", "The day, and the sessions that lie ahead.", TodayAnswer, [])},
        "/api/v1/plan": {"get": _get("plan", "The plan in effect.", Plan, [], "404")},
        "/api/v1/entries": {
            "get": _get("entries", "The entries that arrived since.", EntriesKept, [SINCE], "422"),
            "post": _post(),
        },
        "/api/v1/token": {"get": _get("token", "What sending needs.", TokenAnswer, [])},
    }


def _get(name: str, says: str, gives: type, parameters: list[Table], *codes: str) -> Table:
    return {
        "operationId": name,
        "summary": says,
        "parameters": parameters,
        "responses": {"200": _content(says, gives), **_refusals("503", *codes)},
    }


def _post() -> Table:
    return {
        "operationId": "takeEntries",
        "summary": "Takes entries in; each is answered for itself, and sending again is harmless.",
        "parameters": [_header("X-CSRFToken"), _header("Midstance-Runner")],
        "requestBody": {"required": True, **_media(EntriesToSend)},
        "responses": {
            "200": _content("What became of each entry.", EntriesTaken),
            **_refusals("400", "403", "409", "413", "415", "422", "503"),
        },
    }


def _header(name: str) -> Table:
    return {"name": name, "in": "header", "schema": {"type": "string"}}


def _refusals(*codes: str) -> Table:
    return {code: _content(CODES[code], Refusal) for code in sorted(codes)}


def _content(says: str, of: type) -> Table:
    return {"description": says, **_media(of)}


def _media(of: type) -> Table:
    return {"content": {"application/json": {"schema": {"$ref": WHERE.format(name=of.__name__)}}}}
