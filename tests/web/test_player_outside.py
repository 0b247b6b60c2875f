"""Named workouts played at once: work outside the plan, with the kit of the place, without a network, arriving once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page

from midstance.application.playing.outside import days_of
from midstance.knowledge.library import library
from midstance.knowledge.substitution import allowed
from midstance.training.log import SessionEnd, effective
from tests.web.conftest import Server, axe_findings
from tests.web.playing import Hand, begin_short_season, sets_of, written

KITS: tuple[str, ...] = ("written", "mine", "none", "dumbbell", "mini-band+dumbbell")


def document(client: Client, name: str, day: int, place: str) -> dict[str, object]:
    answered = client.get(f"/api/v1/workout/{name}/{day}/{place}")
    assert answered.status_code == 200, answered.content
    found: dict[str, object] = answered.json()
    return found


@pytest.mark.usefixtures("season")
@pytest.mark.parametrize("name", sorted(library().workouts))
def test_each_workout_is_there_for_each_kit_and_day(client: Client, name: str) -> None:
    for day in range(1, 1 + max(1, len(days_of(library().workouts[name])))):
        for place in KITS:
            found = document(client, name, day, place)
            steps = found["steps"]
            assert isinstance(steps, list)
            slots = [(one["slot"], one["side"]) for one in steps]
            assert len(set(slots)) == len(slots)
            names = {one["planned"] for one in steps}
            if place == "none":
                assert all(allowed((), library().exercises[one]) for one in names)
            assert client.get(f"/library/workout/{name}/play/{day}/{place}").status_code == 200
    assert client.get(f"/api/v1/workout/{name}/3/none").status_code == 404


@pytest.mark.usefixtures("season")
def test_days_of_a_week_are_played_one_by_one(client: Client) -> None:
    assert len(days_of(library().workouts["W-09"])) == 2
    page = client.get("/library/workout/W-09?place=none").content.decode()
    assert "/library/workout/W-09/play/1/none" in page
    assert "/library/workout/W-09/play/2/none" in page
    first, second = (document(client, "W-09", day, "none")["exercises"] for day in (1, 2))
    assert first != second
    assert client.get("/library/workout/W-99/play/1/none").status_code == 404


@pytest.fixture
def hand(home: Path, phone: Page, today: dt.date, serve: Callable[..., Server]) -> Hand:
    begin_short_season(home, today)
    return Hand(phone, serve(home).url, "")


def sets_in(hand: Hand) -> int:
    return int(hand.page.evaluate("fetch(player.dataset.document).then(a => a.json()).then(one => one.steps.length)"))


def test_a_workout_is_played_to_its_end(home: Path, hand: Hand) -> None:
    page = hand.page
    hand.page.goto(f"{hand.url}/today")
    hand.page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    page.goto(f"{hand.url}/library/workout/W-11?place=none")
    page.click("text=Start now")
    hand.see("start")
    assert axe_findings(page) == []
    count = sets_in(hand)
    hand.start()
    page.context.set_offline(True)
    hand.done()
    page.reload()
    hand.see("set")
    for _ in range(count - 1):
        hand.done()
    hand.see("drill")
    page.click("#drill-skip")
    hand.see("end")
    assert "beside your plan" in page.inner_text("#end-later")
    page.reload()
    hand.see("end")
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    hand.sent()
    done = sets_of(home)
    assert len(done) == count
    assert {(one.session, one.asked, one.instead_of) for one in done} == {(None, None, None)}
    assert done[0].note.startswith("W-11")
    assert not [one for one in effective(written(home)) if isinstance(one, SessionEnd)]
    # Once more on the same day is another attempt.
    page.goto(f"{hand.url}/library/workout/W-11/play/1/none")
    hand.see("start")
    hand.start()
    hand.done()
    hand.sent()
    assert len(sets_of(home)) == count + 1


def test_a_swap_and_undo_outside_the_plan(home: Path, hand: Hand) -> None:
    hand.page.goto(f"{hand.url}/library/workout/W-02/play/1/mine")
    hand.see("start")
    hand.start()
    hand.page.click("section:not([hidden]) [data-open='swap']")
    hand.page.locator("#swap-choices button").first.click()
    hand.until("document.getElementById('set-name').textContent.includes('Goblet squat') === false")
    name = hand.page.inner_text("#set-name [data-name]")
    hand.done()
    hand.page.reload()
    hand.see("set")
    assert "2 of 3" in hand.page.inner_text("#dots")
    assert hand.page.inner_text("#set-name [data-name]") == name
    hand.sent()
    (one,) = sets_of(home)
    assert (one.session, one.instead_of, one.index) == (None, None, 1)
    hand.tap("section:not([hidden]) [data-undo]")
    hand.sent()
    assert sets_of(home) == []


def test_a_workout_is_played_and_kept_before_there_is_any_plan(
    home: Path, phone: Page, serve: Callable[..., Server]
) -> None:
    url = serve(home).url
    hand = Hand(phone, url, "")
    phone.goto(f"{url}/library/workout/W-11")
    phone.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    phone.goto(f"{url}/library/workout/W-11?place=none")
    phone.click("text=Start now")
    hand.see("start")
    count = sets_in(hand)
    hand.start()
    hand.done()
    hand.until("caches.match('/library/workout/W-11/play/1/none', {ignoreVary: true}).then(one => !!one)")
    phone.evaluate("navigator.serviceWorker.controller.postMessage('ahead')")
    phone.wait_for_timeout(500)
    phone.context.set_offline(True)
    phone.reload()
    hand.see("set")
    for _ in range(count - 1):
        hand.done()
    phone.click("#drill-skip")
    hand.see("end")
    assert phone.inner_text("#end-later") == "It stands in your diary."
    phone.context.set_offline(False)
    phone.evaluate("dispatchEvent(new Event('online'))")
    hand.sent()
    assert len(sets_of(home)) == count
    phone.goto(f"{url}/history")
    assert "set" in phone.inner_text("main")


@pytest.mark.usefixtures("home")
def test_work_is_written_down_read_and_taken_back_without_a_plan(client: Client) -> None:
    assert client.get("/record/sets").status_code == 200
    given = {"id": "s-1", "exercise": "goblet-squat", "sets": "2", "amount": "8", "load": "12", "rir": "2"}
    client.post("/record/sets", given)
    client.post("/record/workout/W-11", {"id": "w-1"})
    page = client.get("/history").content.decode()
    assert "Goblet squat: 8, 8 at 12 kg" in page
    client.post("/history/s-1/back", {"id": "b-1"})
    assert "Goblet squat: 8, 8 at 12 kg" not in client.get("/history").content.decode()


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("name", sorted(library().workouts))
def test_each_workout_can_be_played_without_a_plan(client: Client, name: str) -> None:
    for place in KITS:
        if place != "mine":
            assert document(client, name, 1, place)["steps"]
