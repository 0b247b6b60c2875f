"""What must always be at hand in the player is: in sight on small phones, on every screen, without scrolling."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page

from midstance.training.log import PainReport
from tests.web.conftest import Server
from tests.web.playing import Hand, begin_short_season, written
from tests.web.seasons import begin_season

SMALL = ((360, 640), (390, 844))
IN_SIGHT = """what => [...document.querySelectorAll(what)].filter(one => one.checkVisibility()).map(one => {
  const box = one.getBoundingClientRect();
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth && one.contains(at);
})"""


def in_sight(page: Page, what: str) -> bool:
    """Whether all of an element is seen, and nothing lies over it."""
    found = page.evaluate(IN_SIGHT, what)
    return bool(found) and all(found)


def test_pain_is_in_sight_where_a_load_is_chosen_first(
    home: Path, today: dt.date, serve: Callable[..., Server], chromium: Browser
) -> None:
    plan = begin_season(home, today)
    session = next(one for one in plan.sessions if one.date >= today and one.stress == "heavy-legs")
    url = serve(home).url
    for width, height in SMALL:
        context = chromium.new_context(viewport={"width": width, "height": height}, is_mobile=True, has_touch=True)
        hand = Hand(context.new_page(), url, session.id)
        hand.open()
        hand.start()
        assert hand.page.inner_text("#done") == "Choose the load first"
        for what in ("[data-view='set'] [data-open='pain']", "#done", "#skip", "#load-stepper button", "#amount-value"):
            assert in_sight(hand.page, what), (what, width)
        context.close()


def test_pain_is_in_sight_on_every_screen_with_work(
    home: Path, today: dt.date, serve: Callable[..., Server], chromium: Browser
) -> None:
    session = begin_short_season(home, today)[0].id
    context = chromium.new_context(viewport={"width": 360, "height": 640}, is_mobile=True, has_touch=True)
    hand = Hand(context.new_page(), serve(home).url, session)
    hand.open()
    hand.page.click("#begin")
    hand.see("drill")
    seen: set[str] = set()
    while hand.screen != "finish":
        screen = hand.screen
        assert in_sight(hand.page, f"[data-view='{screen}'] [data-open='pain']"), screen
        seen.add(screen)
        hand.tap({"drill": "#drill-next", "set": "#done", "rest": "#rest-skip"}[screen])
        hand.page.wait_for_timeout(150)
    assert seen == {"drill", "set", "rest"}
    context.close()


def test_a_pain_of_the_warm_up_is_of_no_exercise(
    home: Path, today: dt.date, serve: Callable[..., Server], phone: Page
) -> None:
    hand = Hand(phone, serve(home).url, begin_short_season(home, today)[0].id)
    hand.open()
    phone.click("#begin")
    hand.see("drill")
    phone.click("[data-view='drill'] [data-open='pain']")
    phone.click("#pain-sites label:has-text('knee')")
    phone.click("#pain-scores label:has-text('6')")
    phone.click("#pain-write")
    phone.wait_for_selector("#pain-end")
    assert phone.is_hidden("#pain-skip")
    phone.click("#pain-on")
    hand.sent()
    assert hand.screen == "drill"
    report = next(one for one in written(home) if isinstance(one, PainReport))
    assert (report.site, report.score, report.exercise) == ("knee", 6, None)


def test_the_next_screen_begins_at_its_top(
    home: Path, today: dt.date, serve: Callable[..., Server], phone: Page
) -> None:
    hand = Hand(phone, serve(home).url, begin_short_season(home, today)[0].id)
    hand.open()
    hand.start()
    phone.click("[data-view='set'] .player-how summary")
    phone.evaluate("scrollTo(0, 500)")
    hand.tap("#done")
    hand.see("rest")
    assert phone.evaluate("scrollY") == 0
