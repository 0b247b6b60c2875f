"""The documents of the resources: complete enough to be played without a network, described, and never a fault."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import msgspec
import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.core.result import Ok
from schemathesis.generation.modes import GenerationMode
from schemathesis.specs.openapi.checks import response_schema_conformance

from midstance.application.playing.document import PlayerDocument
from midstance.training.plan import Plan
from midstance.web.api.openapi import description

REQUESTS = 80
"""Made up anew in each run of the test; `--hypothesis-seed` repeats one."""
Json = dict[str, object]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def ahead(season: Path, client: Client) -> list[dict[str, str]]:
    found: list[dict[str, str]] = client.get("/api/v1/today").json()["sessions"]
    return found


def test_every_session_ahead_can_be_played_from_its_document(client: Client, ahead: list[dict[str, str]]) -> None:
    assert ahead
    for one in ahead:
        document = msgspec.json.decode(client.get(one["document"]).content, type=PlayerDocument)
        assert document.session.id == one["id"]
        planned = [item.planned for block in document.blocks for item in block.items]
        assert [step.planned for step in document.steps if step.planned not in planned] == []
        assert len({(step.slot, step.side) for step in document.steps}) == len(document.steps)
        assert all(len(step.slot) <= 44 for step in document.steps)
        for block in document.blocks:
            for item in block.items:
                told = [*item.swaps, *item.spares.values()]
                assert {choice.exercise for choice in told} <= set(document.exercises)
                assert all(choice.says for choice in told)
                assert {name for names in item.sore.values() for name in names} == set(item.spares)
        assert document.exercises[planned[0]].cues
        assert client.get(one["play"]).status_code == 200


def test_within_a_superset_the_rest_comes_after_the_round(client: Client, ahead: list[dict[str, str]]) -> None:
    for one in ahead:
        document = msgspec.json.decode(client.get(one["document"]).content, type=PlayerDocument)
        for step in document.steps:
            asked_last = step.side != "left"
            assert step.rest_s == 0 or asked_last
            assert step.label[0].isalpha() == (len(document.blocks[step.block].items) > 1)


def test_the_plan_and_the_addresses_ahead(client: Client, ahead: list[dict[str, str]], today: dt.date) -> None:
    plan = msgspec.json.decode(client.get("/api/v1/plan").content, type=Plan)
    wanted = {
        one.id for one in plan.sessions if today <= one.date <= today + dt.timedelta(days=7)
    }  # fmt: skip
    assert wanted <= {one["id"] for one in ahead}
    figures = [address for one in ahead for address in one["figures"]]
    answered = client.get(figures[-1])
    assert answered.status_code in (200, 404)
    if answered.status_code == 200:
        assert answered.headers["Content-Type"] == "image/svg+xml"
        assert "default-src 'none'" in answered.headers["Content-Security-Policy"]


@pytest.mark.usefixtures("season")
def test_what_is_not_there_is_said_in_json(client: Client) -> None:
    for address in ("/api/v1/session/nowhere", "/api/v1/session/nowhere/after", "/api/v1/nothing"):
        answered = client.get(address)
        assert answered.status_code == 404
        assert answered.json()["error"]["says"]
    assert client.get("/session/nowhere/play").status_code == 404
    assert client.get("/figure/nowhere.svg").status_code == 404
    assert client.get("/figure/goblet-squat.svg?side=up").status_code == 404


@pytest.mark.usefixtures("home")
def test_without_a_plan_the_resources_still_answer(client: Client) -> None:
    assert client.get("/api/v1/today").json()["sessions"] == []
    assert client.get("/api/v1/plan").status_code == 404
    assert client.get("/api/v1/entries").json()["entries"] == []
    assert client.get("/api/v1/session/x").status_code == 404


@pytest.mark.usefixtures("season")
def test_what_comes_next_time_is_told_with_its_reason(client: Client, today: dt.date) -> None:
    before = client.get("/api/v1/plan").content
    last = [one.id for one in msgspec.json.decode(before, type=Plan).sessions if one.date < today][-1]
    after = client.get(f"/api/v1/session/{last}/after").json()
    assert after["exercises"]
    assert all(one["says"] and one["why"] for one in after["exercises"])
    assert all(one["says"] for one in after["plan"])
    assert client.get("/api/v1/plan").content == before
    assert b"proposed" not in client.get("/changes").content


def test_every_resource_and_every_key_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "api.md").read_text("utf-8")
    paths: list[str] = list(description()["paths"])  # type: ignore[call-overload]
    listed = [path.replace("{session}", "<id>").replace("{", "<").replace("}", ">") for path in paths]
    assert [path for path in listed if f"`{path}" not in page] == []
    keys = {
        name
        for shape in ("PlayerDocument", "PlayerHead", "Step", "PlayerItem", "Choice", "Taken")
        for name in description()["components"]["schemas"][shape]["properties"]  # type: ignore[index]
    }
    assert sorted(key for key in keys if f"`{key}`" not in page) == []


@pytest.mark.filterwarnings("ignore")
def test_no_request_makes_a_fault(season: Path, client: Client) -> None:
    """Requests made up from the description, sound and unsound: none fails, and each answer is as described."""
    token = client.get("/api/v1/token").json()["token"]
    cookies = {"csrftoken": client.cookies["csrftoken"].value}
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler(), headers={"Host": "localhost"})
    seen: Counter[tuple[str, int]] = Counter()

    requests = st.one_of(
        *[
            operation.as_strategy(generation_mode=mode)
            for operation in [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
            if mode is GenerationMode.POSITIVE or operation.method == "post" or "{" in operation.path
        ]
    )

    @settings(max_examples=REQUESTS, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(requests)
    def ask(case: schemathesis.Case) -> None:  # type: ignore[type-arg]
        answered = case.call(headers={**dict(case.headers or {}), "X-CSRFToken": token}, cookies=cookies)
        seen[case.method, answered.status_code] += 1
        assert answered.status_code < 500, case.as_curl_command()
        case.validate_response(answered, checks=[response_schema_conformance])

    ask()
    # They are made up anew each time: some of both were sound.
    assert seen["POST", 200] > 0
    assert seen["GET", 200] > 0
