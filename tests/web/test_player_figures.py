"""Every figure the player shows is there without a network: of each side, of holds, of what takes another's place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from tests.web.conftest import Server
from tests.web.playing import Hand, begin_short_season

Serve = Callable[..., Server]
DRAWN = "[...document.images].filter(one => one.checkVisibility()).every(one => one.complete && one.naturalWidth > 0)"
ANY = "[...document.images].some(one => one.checkVisibility())"
MISSING = """async () => {
  const shown = [...document.images].filter(one => one.checkVisibility()).map(one => one.src);
  const kept = await Promise.all(shown.map(one => caches.match(one, { ignoreVary: true })));
  return shown.filter((one, place) => !kept[place]);
}"""

STEPS_KEPT = """fetch(document.getElementById('player').dataset.document).then(one => one.json()).then(made => {
  const addresses = made.steps.map(({ asked, side }) => {
    const words = new URLSearchParams({ ...(asked.tempo ? { tempo: asked.tempo } : {}), ...(side ? { side } : {}) });
    return `/figure/${asked.exercise}.svg${words.size ? `?${words}` : ""}`;
  });
  return Promise.all(addresses.map(one => caches.match(one, { ignoreVary: true }))).then(all => all.every(Boolean));
})"""


def all_drawn(hand: Hand) -> None:
    hand.until(f"{DRAWN} && {ANY}")
    assert hand.page.evaluate(MISSING) == [], hand.screen


def all_kept(hand: Hand) -> None:
    """Waits until the device has kept what the day says lies ahead."""
    hand.until(
        """fetch('/api/v1/today').then(one => one.json()).then(today => Promise.all(today.sessions.flatMap(
        one => one.figures).map(one => caches.match(one, { ignoreVary: true })))).then(all => all.every(Boolean))"""
    )


def test_a_session_never_opened_before_shows_all_its_figures(
    home: Path, today: dt.date, serve: Serve, phone: Page, context: BrowserContext
) -> None:
    server = serve(home)
    hand = Hand(phone, server.url, begin_short_season(home, today)[0].id)
    hand.prepare()
    all_kept(hand)
    server.kill()
    context.set_offline(True)
    hand.open()
    all_drawn(hand)
    phone.click("#begin")
    hand.see("drill")
    seen: list[str] = []
    while hand.screen != "finish":
        screen = hand.screen
        all_drawn(hand)
        seen.append(screen)
        hand.tap({"drill": "#drill-next", "set": "#done", "rest": "#rest-skip"}[screen])
        phone.wait_for_timeout(150)
    assert {one: seen.count(one) for one in set(seen)} == {"drill": 2, "set": 9, "rest": 3}


def test_what_takes_a_place_without_a_network_has_its_figure(
    home: Path, today: dt.date, serve: Serve, phone: Page, context: BrowserContext
) -> None:
    server = serve(home)
    hand = Hand(phone, server.url, begin_short_season(home, today)[0].id)
    hand.prepare()
    all_kept(hand)
    server.kill()
    context.set_offline(True)
    hand.open()
    hand.start()
    for site in ("", "knee"):
        phone.click("[data-view='set'] [data-open='swap']")
        phone.select_option("#swap-sore", site)
        phone.click("#swap-choices button >> nth=0")
        phone.wait_for_selector("#swap-sheet", state="hidden")
        all_drawn(hand)


def test_a_workout_begun_with_a_network_goes_on_without(
    season: Path, serve: Serve, phone: Page, context: BrowserContext
) -> None:
    server = serve(season)
    phone.goto(f"{server.url}/today")
    phone.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    hand = Hand(phone, server.url, "W-01")
    hand.until("navigator.serviceWorker.controller !== null")
    phone.goto(f"{server.url}/library/workout/W-01/play/1/mine")
    phone.wait_for_selector("body[data-screen='start']")
    hand.until(STEPS_KEPT)
    server.kill()
    context.set_offline(True)
    hand.start()
    for _ in range(4):
        all_drawn(hand)
        if phone.inner_text("#done") == "Choose the load first":
            phone.click("#load-stepper [data-by='1']")
        hand.done()
        if hand.screen != "set":
            break
