"""The plan document goes out and comes back whole, and what is wrong in one is said with its path."""

from __future__ import annotations

import json
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from midstance.application.auditing import audit
from midstance.application.explaining import why_date
from midstance.formats.entry import UnreadableFile
from midstance.formats.plan_json import encode_plan, read_plan
from midstance.formats.plan_schema import plan_schema
from tests.independent.specimen import clean
from tests.plan_fixture import small_plan

Json = dict[str, object]
PLAN = small_plan()
DOCUMENT = encode_plan(PLAN)


def changed(path: str, value: object) -> bytes:
    """The document with one value changed; `path` as in messages, with `/` between its steps."""
    document = json.loads(DOCUMENT)
    *steps, last = path.split("/")
    place = document
    for step in steps:
        place = place[int(step)] if step.isdigit() else place[step]
    place[int(last) if last.isdigit() else last] = value
    return json.dumps(document).encode()


def test_what_goes_out_comes_back() -> None:
    assert read_plan(DOCUMENT, "plan.json") == PLAN


def test_the_document_is_written_the_same_every_time() -> None:
    assert encode_plan(read_plan(DOCUMENT, "plan.json")) == DOCUMENT


def test_it_reads_as_promised() -> None:
    lines = DOCUMENT.decode().splitlines()
    assert lines[:3] == ["{", '  "schema": "midstance.plan/1",', '  "made": {']
    assert DOCUMENT.endswith(b"}\n")
    document = json.loads(DOCUMENT)
    assert document["brief"]["start"] == "2027-03-08"
    assert document["brief"]["athlete"]["windows"][0] == {"weekday": "tue", "from": "18:00", "to": "19:00"}
    item = document["sessions"][0]["blocks"][1]["items"][0]
    assert item["load"] == {"kind": "kg", "kg": 14.0}
    assert item["reps"] == [8, 10]
    assert item["seconds"] is None
    assert list(document["exercises"]) == sorted(document["exercises"])


def test_a_document_made_elsewhere_is_read() -> None:
    plan = read_plan(json.dumps(clean()).encode(), "specimen.json")
    assert len(plan.sessions) == 18


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "it is empty"),
        (b"BEGIN:VCALENDAR", "it is no plan document"),
        (b"{", "it is no JSON"),
        (b"{}", "it names no schema"),
        (b'{"schema": "midstance.plan/9"}', "of schema 'midstance.plan/9', and this version reads 'midstance.plan/1'"),
        (b'{"schema": "something"}', "of schema 'something'"),
        (b'{"schema": "midstance.plan/1"}', "'made' is missing"),
        (changed("sessions/1/minutes", "ten"), "sessions[1].minutes: a whole number is wanted, not a text"),
        (changed("sessions/1/start", "25:00"), "sessions[1].start"),
        (changed("sessions/1/minutes", -3), "sessions[1].minutes: a session takes 1 to 600 minutes, not -3"),
        (changed("sessions/1/id", "2027-03-09-a"), "sessions[1].id: '2027-03-09-a' is there twice"),
        (changed("sessions/0/stress", "brutal"), "'brutal' is not known here"),
        (changed("brief/time_zone", "Europe/Atlantis"), "brief.time_zone: 'Europe/Atlantis' is no time zone"),
        (changed("brief/end", "2027-01-01"), "brief.end: 2027-01-01 lies before the start 2027-03-08"),
        (changed("brief/athlete/colour", "red"), "brief.athlete: there is no key 'colour' here"),
        (changed("microcycles/2/start", "2027-01-01"), "microcycles: the weeks are not in order"),
        (changed("brief/runs/0/date", "0001-01-01"), "has a date no plan can be about"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_plan(data, "plan.json")
    assert str(caught.value).startswith("plan.json: ")
    assert says in str(caught.value)


def test_keys_added_later_do_not_disturb() -> None:
    assert read_plan(changed("sessions/0/mood", "good"), "plan.json") == PLAN


def leaves(value: object, path: str = "") -> list[str]:
    """The paths of all values that hold no others."""
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in leaves(item, f"{path}/{key}")]
    if isinstance(value, list):
        return [leaf for index, item in enumerate(value) for leaf in leaves(item, f"{path}/{index}")]
    return [path.strip("/")]


LEAVES = [path for path in leaves(json.loads(DOCUMENT)) if not path.startswith("exercises")]
ODD = st.one_of(
    st.none(), st.integers(), st.floats(allow_nan=False), st.text(max_size=5), st.booleans(),
    st.sampled_from(["2027-03-10", "9999-12-31", "0001-01-01", "24:00", "00:00", "race", "UTC", "Asia/Tokyo", 10**30,
                     -1, []]),
)  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(path=st.sampled_from(LEAVES), value=ODD)
def test_a_changed_document_is_refused_in_words_or_can_be_judged(path: str, value: object) -> None:
    data = changed(path, value)
    try:
        plan = read_plan(data, "plan.json")
    except UnreadableFile:
        return
    audit(plan)
    why_date(plan, plan.brief.start)


def structure_fits(value: object, schema: Json, definitions: dict[str, Json]) -> bool:
    """A small reading of JSON Schema: references, types, required keys, closed choices."""
    if "$ref" in schema:
        return structure_fits(value, definitions[str(schema["$ref"]).rsplit("/", 1)[1]], definitions)
    if "anyOf" in schema:
        return any(structure_fits(value, one, definitions) for one in cast("list[Json]", schema["anyOf"]))
    if "const" in schema or "enum" in schema:
        return value in cast("list[object]", schema.get("enum", [schema.get("const")]))
    kinds = {
        "string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None), "array": list,
        "object": dict,
    }  # fmt: skip
    if not isinstance(value, cast("type", kinds[str(schema["type"])])):
        return False
    if isinstance(value, list):
        each = schema.get("items")
        return not isinstance(each, dict) or all(structure_fits(item, each, definitions) for item in value)
    if isinstance(value, dict):
        properties = cast("dict[str, Json]", schema.get("properties", {}))
        more = schema.get("additionalProperties", True)
        for key, item in value.items():
            rule = properties.get(key, more)
            if rule is False or (isinstance(rule, dict) and not structure_fits(item, rule, definitions)):
                return False
        return set(cast("list[str]", schema.get("required", []))) <= set(value)
    return True


@pytest.mark.parametrize("document", [json.loads(DOCUMENT), clean()], ids=["by hand", "from elsewhere"])
def test_real_documents_fit_the_schema(document: Json) -> None:
    schema = plan_schema()
    assert structure_fits(document, schema, cast("dict[str, Json]", schema["$defs"]))


@pytest.mark.parametrize(
    "data",
    [changed("sessions/0/minutes", "ten"), changed("schema", "midstance.plan/2"), changed("sessions/0/stress", "hard")],
)
def test_a_broken_document_does_not_fit_the_schema(data: bytes) -> None:
    schema = plan_schema()
    assert not structure_fits(json.loads(data), schema, cast("dict[str, Json]", schema["$defs"]))
