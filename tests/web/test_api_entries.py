"""The resources of the player: entries are kept once, refused in words, and never lost or doubled."""

from __future__ import annotations

import datetime as dt
import json
import threading
from pathlib import Path

import msgspec
import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from midstance.storage import open_store
from midstance.training.log import Entry, SetResult, effective
from tests.web.playing import begin_short_season
from tests.web.seasons import RUNNER

Json = dict[str, object]


@pytest.fixture
def session(home: Path, client: Client, today: dt.date) -> Json:
    """A session that is still to be done, as the player gets it."""
    document: Json = client.get(f"/api/v1/session/{begin_short_season(home, today)[0].id}").json()
    return document


def a_set(session: Json, place: int = 0, **changes: object) -> Json:
    """The entry of a step, done as asked."""
    step = session["steps"][place]  # type: ignore[index]
    asked = step["asked"]
    amount = {"reps": asked["reps"][0]} if asked["reps"] else {"seconds": asked["seconds"][0]}
    load = asked["load"] if asked["load"]["kind"] != "effort" else {"kind": "kg", "kg": 12}
    side = {"side": step["side"]} if step["side"] else {}
    return {
        "entry": "set",
        "id": f"{step['slot']}.{step['side']}" if step["side"] else step["slot"],
        "at": now(),
        "exercise": asked["exercise"],
        "session": session["session"]["id"],  # type: ignore[index]
        "index": step["number"],
        "load": load,
        "asked": asked,
        **amount,
        **side,
        **changes,
    }


def now(**off: float) -> str:
    return (dt.datetime.now(dt.UTC) - dt.timedelta(**off)).isoformat()


def send(client: Client, *entries: Json) -> list[Json]:
    answered = client.post("/api/v1/entries", {"entries": list(entries)}, content_type="application/json")
    assert answered.status_code == 200, answered.content
    taken: list[Json] = answered.json()["entries"]
    assert len(taken) == len(entries)
    return taken


def diary(home: Path) -> tuple[Entry, ...]:
    store = open_store(home)
    try:
        return store.diary(RUNNER).entries()
    finally:
        store.close()


def sets(home: Path, session: Json) -> list[SetResult]:
    wanted = session["session"]["id"]  # type: ignore[index]
    return [one for one in effective(diary(home)) if isinstance(one, SetResult) and one.session == wanted]


def test_a_set_is_kept_and_sending_it_again_is_harmless(home: Path, client: Client, session: Json) -> None:
    entry = a_set(session)
    assert send(client, entry)[0]["state"] == "kept"
    again = send(client, entry)[0]
    assert (again["state"], again["says"]) == ("known", "")
    (kept,) = sets(home, session)
    assert kept.id == entry["id"]
    assert kept.reps == entry["reps"]
    assert kept.asked is not None
    shown = client.get(f"/api/v1/session/{kept.session}").json()
    assert shown["session"]["state"] == "begun"
    assert [one["id"] for one in shown["entries"]] == [kept.id]


def test_one_set_takes_few_queries(client: Client, session: Json) -> None:
    send(client, a_set(session))
    with CaptureQueriesContext(connection) as seen:
        assert send(client, a_set(session, 1))[0]["state"] == "kept"
    asked = [one["sql"] for one in seen.captured_queries if not one["sql"].startswith(("BEGIN", "COMMIT"))]
    assert len(asked) <= 4, asked
    # What was just written is remembered: the page after it asks no more than any other.
    with CaptureQueriesContext(connection) as seen:
        client.get(f"/api/v1/session/{session['session']['id']}")  # type: ignore[index]
    assert len(seen.captured_queries) == 1


def test_two_devices_the_first_wins_and_the_other_is_told(home: Path, client: Client, session: Json) -> None:
    first, second = a_set(session), a_set(session, reps=9, at=now(seconds=30))
    assert send(client, first)[0]["state"] == "kept"
    told = send(client, second)[0]
    assert told["state"] == "known"
    assert told["code"] == "different"
    assert str(first["reps"]) in str(told["says"])
    assert told["entry"]["reps"] == first["reps"]  # type: ignore[index]
    same_but_for_when = send(client, {**first, "at": now(seconds=50)})[0]
    assert (same_but_for_when["state"], same_but_for_when["says"]) == ("known", "")
    (kept,) = sets(home, session)
    assert kept.reps == first["reps"]


def test_a_set_written_down_on_the_command_line_is_not_doubled(home: Path, client: Client, session: Json) -> None:
    entry = a_set(session)
    store = open_store(home)
    store.diary(RUNNER).record([msgspec.convert({**entry, "id": "typed-by-hand"}, Entry)])
    store.close()
    told = send(client, {**entry, "reps": 10})[0]
    assert (told["state"], told["code"]) == ("known", "different")
    assert told["entry"]["id"] == "typed-by-hand"  # type: ignore[index]
    assert len(sets(home, session)) == 1


def test_a_correction_takes_the_place_and_undo_takes_it_back(home: Path, client: Client, session: Json) -> None:
    entry = a_set(session)
    root = str(entry["id"])
    better = {**entry, "id": f"{root}~1", "supersedes": root, "reps": 9}
    assert [one["state"] for one in send(client, entry, better)] == ["kept", "kept"]
    (kept,) = sets(home, session)
    assert (kept.id, kept.reps) == (root, 9)
    back: Json = {"entry": "retracted", "id": f"{root}~2", "at": now(), "supersedes": f"{root}~1"}
    assert send(client, back)[0]["state"] == "kept"
    assert sets(home, session) == []
    assert send(client, {**entry, "at": now()})[0]["code"] == "taken-back"
    assert send(client, {**entry, "id": f"{root}~3", "supersedes": f"{root}~2"})[0]["state"] == "kept"
    assert [one.reps for one in sets(home, session)] == [entry["reps"]]


def test_the_end_of_a_session_is_written_down_once(home: Path, client: Client, session: Json) -> None:
    name = session["session"]["id"]  # type: ignore[index]
    end = {"entry": "session", "id": f"{name}.end", "at": now(), "session": name, "rpe": 6}
    assert send(client, a_set(session), end)[1]["state"] == "kept"
    assert send(client, {**end, "id": "another", "rpe": 7})[0]["code"] == "different"
    assert client.get(f"/api/v1/session/{name}").json()["session"]["state"] == "ended"


def wrong(entry: Json) -> list[tuple[str, object]]:
    """Entries that cannot be, each with what its refusal speaks of."""
    big = 10**6
    return [
        ("9999", {**entry, "reps": 9999}),
        ("either reps or seconds", {**entry, "seconds": 20}),
        ("rir", {**entry, "rir": "two"}),
        ("lies ahead", {**entry, "at": now(minutes=-20)}),
        ("more than a year", {**entry, "at": "2019-01-01T10:00:00Z"}),
        ("no session 'nowhere'", {**entry, "session": "nowhere"}),
        ("no exercise 'flying'", {**entry, "exercise": "flying", "asked": None}),
        ("'owner'", {**entry, "owner": "cleo"}),
        ("another exercise", {**entry, "exercise": "clamshell"}),
        ("500 kg", {**entry, "load": {"kind": "kg", "kg": 500}}),
        ("says how much", {**entry, "load": {"kind": "kg"}}),
        ("the load that was used", {**entry, "load": {"kind": "effort"}}),
        ("is not here", {**entry, "id": "x~1", "supersedes": "nothing"}),
        ("plain letters", {**entry, "id": "two words"}),
        ("is not written down here", {"entry": "settings", "id": "s", "at": now(), "level": "advanced"}),
        ("index", {**entry, "index": big}),
        ("at most 500", {**entry, "note": "x" * 501}),
        ("a table is wanted", 7),
        ("", {"entry": "set"}),
        ("length", {**entry, "id": "x" * 65}),
        ("names what it takes back", {"entry": "retracted", "id": "r", "at": now()}),
    ]


def test_what_cannot_be_is_refused_in_words_and_the_rest_is_kept(home: Path, client: Client, session: Json) -> None:
    entry = a_set(session)
    before = len(diary(home))
    cases = wrong(entry)
    answers = send(client, *[case for _, case in cases], a_set(session, 1))  # type: ignore[arg-type]
    for (speaks_of, case), taken in zip(cases, answers, strict=False):
        assert taken["state"] == "refused", case
        assert taken["says"], case
        assert speaks_of in str(taken["says"]), (case, taken["says"])
    assert answers[-1]["state"] == "kept"
    assert len(diary(home)) == before + 1


def test_what_is_not_a_list_of_entries_is_refused_as_a_whole(client: Client, session: Json) -> None:
    def status(body: bytes | str, kind: str = "application/json") -> int:
        answered = client.post("/api/v1/entries", body, content_type=kind)
        assert answered.json()["error"]["says"]
        return answered.status_code

    assert status("{") == 400
    assert status(b"\xff\xfe") == 400
    assert status("[]") == 422
    assert status('{"entries": {}}') == 422
    assert status('{"entries": [], "owner": "cleo"}') == 422
    assert status("[" * 100_000) in (400, 422)
    assert status(json.dumps({"entries": [{}] * 201})) == 413
    assert status(json.dumps({"entries": ["x" * 600_000]})) == 413
    assert status("entries=1", "application/x-www-form-urlencoded") == 415
    assert client.put("/api/v1/entries").status_code == 405
    assert client.post("/api/v1/today").json()["error"]["says"]


def test_entries_of_another_runner_do_not_come_into_this_diary(client: Client, session: Json) -> None:
    body = json.dumps({"entries": [a_set(session)]})
    headers = {"midstance-runner": "0123456789abcdef"}
    answered = client.post("/api/v1/entries", body, content_type="application/json", headers=headers)
    assert answered.status_code == 409
    mine = {"midstance-runner": client.get("/api/v1/token").json()["runner"]}
    answered = client.post("/api/v1/entries", body, content_type="application/json", headers=mine)
    assert answered.status_code == 200


def test_nothing_is_written_without_the_token(session: Json) -> None:
    strict = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    body = json.dumps({"entries": [a_set(session)]})
    assert strict.post("/api/v1/entries", body, content_type="application/json").status_code == 403
    headers = {"x-csrftoken": strict.get("/api/v1/token").json()["token"]}
    answered = strict.post("/api/v1/entries", body, content_type="application/json", headers=headers)
    assert answered.json()["entries"][0]["state"] == "kept"


def test_entries_are_given_in_parts(home: Path, client: Client, session: Json) -> None:
    kept = len(diary(home))
    given = client.get("/api/v1/entries").json()
    assert (len(given["entries"]), given["next"], given["more"]) == (min(kept, 500), min(kept, 500), kept > 500)
    send(client, a_set(session))
    later = client.get(f"/api/v1/entries?since={kept}").json()
    assert [one["id"] for one in later["entries"]] == [a_set(session)["id"]]
    assert client.get(f"/api/v1/entries?since={later['next']}").json()["entries"] == []
    for odd in ("-1", "x", "9" * 30, "١"):
        assert client.get("/api/v1/entries", {"since": odd}).status_code == 422


def test_a_session_that_left_the_plan_meanwhile_still_takes_its_sets(
    home: Path, client: Client, session: Json, today: dt.date
) -> None:
    from midstance.application.replanning import accept, propose
    from midstance.training.log import SessionSkipped

    name = str(session["session"]["id"])  # type: ignore[index]
    store = open_store(home)
    yours = store.diary(RUNNER)
    yours.record([SessionSkipped(id="not-today", at=dt.datetime.now(dt.UTC), session=name)])
    accept(yours, propose(yours, dt.datetime.now(dt.UTC) + dt.timedelta(seconds=1)).kept.id)
    store.close()
    assert send(client, a_set(session))[0]["state"] == "kept"


def test_eight_at_once_write_each_set_once(home: Path, session: Json) -> None:
    answers: list[Json] = []

    def device(number: int) -> None:
        mine = Client(SERVER_NAME="localhost")
        answers.extend(send(mine, *[a_set(session, place, note=f"device {number}") for place in range(6)]))
        connections.close_all()

    threads = [threading.Thread(target=device, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(str(one["state"]) for one in answers) == ["kept"] * 6 + ["known"] * 42
    assert {one["code"] for one in answers if one["state"] == "known"} == {"different"}
    kept = sets(home, session)
    assert len(kept) == 6
    assert len({one.note for one in kept}) == 1
