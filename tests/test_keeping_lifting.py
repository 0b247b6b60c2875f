"""Old documents are read as what they meant when they were written; those of the future are refused in words."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from django.db import connections

from midstance.application.diary import DiaryError
from midstance.formats import lifting
from midstance.formats.lifting import LOG, PLAN, JsonTable, Ladder, NotLiftable, lift_entry, lift_plan
from midstance.formats.plan_json import encode_plan, read_plan
from midstance.storage.opening import open_store
from midstance.training.plan import SCHEMA
from tests.diary_fixture import a_revision, a_set
from tests.plan_fixture import small_plan

DOCUMENT = encode_plan(small_plan())


def names_first(document: JsonTable) -> JsonTable:
    """A made-up step: what was `label` became `title`."""
    document["title"] = document.pop("label")
    return document


def counts_up(document: JsonTable) -> JsonTable:
    """A made-up step: there are numbers now."""
    return {**document, "number": 1}


LADDER = Ladder("tale.song", 3, {1: names_first, 2: counts_up})


def test_steps_are_taken_one_after_the_other_from_any_version() -> None:
    assert json.loads(lift_plan(b'{"schema":"tale.song/1","label":"Ode"}', LADDER)) == {
        "schema": "tale.song/3", "title": "Ode", "number": 1,
    }  # fmt: skip
    lifted = lift_plan(b'{"schema":"tale.song/2","title":"Ode"}', LADDER)
    assert lifted == b'{\n  "schema": "tale.song/3",\n  "title": "Ode",\n  "number": 1\n}\n'
    assert json.loads(lift_entry(b'{"label":"Ode"}', 1, LADDER)) == {"title": "Ode", "number": 1}


def test_a_document_of_today_comes_back_byte_for_byte() -> None:
    today = b'{ "title" : "Ode",   "schema":"tale.song/3"}'
    assert lift_plan(today, LADDER) is today
    assert lift_plan(DOCUMENT) is DOCUMENT
    assert lift_entry(b"{}", LOG.present) == b"{}"


@pytest.mark.parametrize(
    ("document", "says"),
    [
        (b'{"schema":"tale.song/4"}', r"tale.song/4, newer than this program, which reads tale.song/3; install"),
        (b'{"schema":"tale.song/0","label":"Ode"}', r"tale.song/0, and nothing is known of that version"),
        (b'{"schema":"midstance.plan/1"}', r"its schema is 'midstance.plan/1', and 'tale.song/3' is wanted"),
        (b'{"schema":"tale.song/three"}', r"its schema is"),
        (b'{"schema":', r"no JSON"),
        (b"\xff\xfe", r"no JSON"),
        (b"[" * 5000, r"no JSON"),
        (b"[1, 2]", r"no JSON"),
    ],
)
def test_what_cannot_be_lifted_is_said(document: bytes, says: str) -> None:
    with pytest.raises(NotLiftable, match=says):
        lift_plan(document, LADDER)


def test_our_ladders_reach_from_each_step_to_the_present() -> None:
    assert PLAN.schema == SCHEMA
    for ladder in (PLAN, LOG):
        assert sorted(ladder.steps) == list(range(ladder.present - len(ladder.steps), ladder.present))


def test_plans_from_before_there_were_revisions_are_read() -> None:
    """Keys that came later have a default, so a document written without them needs no step."""
    plain = json.loads(DOCUMENT)
    later = {"revision", "standing", "role", "weekly_m"}

    def without(value: object) -> object:
        if isinstance(value, dict):
            return {key: without(one) for key, one in value.items() if key not in later}
        return [without(one) for one in value] if isinstance(value, list) else value

    old = msgspec.json.encode(without(plain))
    assert b'"revision"' not in old
    assert b'"standing"' not in old
    assert read_plan(lift_plan(old), "plan.json") == small_plan()


def test_the_diary_reads_what_an_older_version_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if this were a later version in which notes have another name and plans another schema."""
    store = open_store(tmp_path)
    diary = store.diary("me")
    diary.record([a_set(1, note="slow")])
    diary.keep(a_revision(1))
    before = store.document("me")

    def renamed(entry: JsonTable) -> JsonTable:
        return {**entry, "note": f"was {entry['note']}"}

    def noted(plan: JsonTable) -> JsonTable:
        return {**plan, "notes": [{"about": "age", "text": "lifted"}]}

    for module in ("midstance.formats.lifting", "midstance.storage.rows"):
        monkeypatch.setattr(f"{module}.LOG", Ladder("midstance.log", 2, {1: renamed}))
    monkeypatch.setattr(lifting.lift_entry, "__defaults__", (Ladder("midstance.log", 2, {1: renamed}),))
    monkeypatch.setattr(lifting.lift_plan, "__defaults__", (Ladder("midstance.plan", 2, {1: noted}),))
    assert diary.entries() == (a_set(1, note="was slow"),)
    document = diary.revisions()[0].document
    assert msgspec.json.decode(document)["schema"] == "midstance.plan/2"
    assert msgspec.json.decode(document)["notes"] == [{"about": "age", "text": "lifted"}]
    # What is kept has not changed by being read, and goes out as it was kept.
    assert store.document("me") == before
    store.close()


def test_a_diary_does_not_guess_at_what_a_newer_version_kept(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.diary("me").keep(a_revision(1))
    with connections[store.using].cursor() as cursor:
        cursor.execute("DROP TRIGGER diary_revision_lasts")
        newer = a_revision(1).document.replace(b"midstance.plan/1", b"midstance.plan/9")
        import hashlib
        import zlib

        cursor.execute(
            "UPDATE diary_revision SET document = %s, sha256 = %s",
            [zlib.compress(newer), hashlib.sha256(newer).hexdigest()],
        )
    with pytest.raises(DiaryError, match=r"revision-1: it is of midstance.plan/9, newer than this program"):
        store.diary("me").revisions()
    store.close()
