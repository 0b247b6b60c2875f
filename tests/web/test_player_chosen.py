"""A session done otherwise than planned: started like this, kept over reloads, without a network, logged as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page

from midstance.training.log import SessionEnd, SetResult, effective
from midstance.training.prescription import BODY_MASS
from tests.web.conftest import Server
from tests.web.playing import Hand, begin_short_season, sets_of, written

CHANGES = ("goblet-squat:bodyweight-squat", "reverse-lunge:1:bm", "single-leg-calf-raise:0")

OTHERWISE = """(async () => {{
  const open = indexedDB.open(`midstance.${{document.getElementById("player").dataset.runner}}`);
  const database = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const asked = database.transaction("sessions").objectStore("sessions").get("{session}");
  const walk = await new Promise((done) => (asked.onsuccess = () => done(asked.result)));
  database.close();
  return [walk.swaps, walk.fewer, walk.skipped].reduce((sum, one) => sum + Object.keys(one).length, 0) === {left};
}})()"""
"""Whether so many exercises are still done otherwise than planned."""


@pytest.fixture
def hand(home: Path, phone: Page, today: dt.date, serve: Callable[..., Server]) -> Hand:
    session = begin_short_season(home, today)[0]
    return Hand(phone, serve(home).url, session.id)


def chosen_in(client: Client, session: str, *words: str) -> dict[str, object]:
    answered = client.get(f"/api/v1/session/{session}", {"change": list(words)})
    assert answered.status_code == 200, answered.content
    found: dict[str, object] = answered.json()["chosen"]
    return found


def test_the_document_says_what_is_chosen(home: Path, client: Client, today: dt.date) -> None:
    session = begin_short_season(home, today)[0].id
    chosen = chosen_in(client, session, *CHANGES)
    assert chosen["words"] == list(CHANGES)
    instead = chosen["instead"]
    assert isinstance(instead, dict)
    assert instead["goblet-squat"]["exercise"] == "bodyweight-squat"
    assert instead["reverse-lunge"]["item"]["load"] == {"kind": "body-mass"}
    assert (chosen["sets"], chosen["left_out"]) == ({"reverse-lunge": 1}, ["single-leg-calf-raise"])
    assert chosen_in(client, session)["words"] == []
    refused = client.get(f"/api/v1/session/{session}", {"change": "push-up:2"})
    assert refused.status_code == 422
    assert "push-up" in refused.json()["error"]["says"]


def test_it_is_played_as_chosen_through_reloads_and_without_a_network(home: Path, hand: Hand) -> None:
    hand.prepare()
    hand.open(*CHANGES)
    hand.see("start")
    listed = hand.page.inner_text("#start-list")
    assert "instead of Goblet squat" in listed
    assert "one set only" in listed
    assert "left out" in listed
    hand.page.context.set_offline(True)
    hand.page.reload()
    hand.see("start")
    assert hand.page.inner_text("#start-list") == listed
    hand.start()
    hand.tap("#steppers [data-step='amount'][data-by='1']")
    amount = hand.page.inner_text("#set-number")
    hand.page.reload()
    hand.see("set")
    assert hand.page.inner_text("#set-number") == amount
    for _ in range(5):
        hand.done()
    assert hand.screen == "drill"
    hand.end()
    hand.page.context.set_offline(False)
    hand.page.evaluate("dispatchEvent(new Event('online'))")
    hand.sent()
    squat, left, right, *calves = sets_of(home)
    assert (squat.exercise, squat.instead_of, str(squat.reps)) == ("bodyweight-squat", "goblet-squat", amount)
    assert [one.exercise for one in (left, right, *calves)] == ["reverse-lunge"] * 2 + ["calf-raise"] * 2
    assert left.load == BODY_MASS
    assert left.asked is not None
    assert left.asked.load.kg == 12
    ends = [one for one in effective(written(home)) if isinstance(one, SessionEnd)]
    assert [one.ended for one in ends] == ["partly"]


def test_undo_leads_back_to_the_plan_and_stays_there(home: Path, hand: Hand) -> None:
    hand.open(*CHANGES)
    hand.start()
    for left in (3, 2, 1, 0):
        hand.tap("section:not([hidden]) [data-undo]")
        hand.until(OTHERWISE.format(session=hand.session, left=left))
    hand.page.reload()
    hand.see("set")
    assert hand.page.inner_text("#set-name [data-name]") == "Goblet squat"
    hand.done()
    hand.sent()
    assert [(one.exercise, one.instead_of) for one in sets_of(home)] == [("goblet-squat", None)]
    assert all(isinstance(one, SetResult) for one in written(home))
