"""The player as it is met: by keyboard alone, by ear, small, large, sideways, dark; holds, supersets, sounds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from tests.web.conftest import PHONE, Empty, Server, axe_findings
from tests.web.playing import SECOND_TAP_MS, SLOTS, Hand, begin_short_season, sets_of
from tests.web.seasons import CLOCK

HEADING = "[...document.querySelectorAll('section:not([hidden]) h1')].map(one => one.innerText)[0].replace('\\n', ' ')"
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


class Gym(NamedTuple):
    """A server for all tests of this module, and a session for each."""

    home: Path
    url: str
    sessions: Iterator[str]


@pytest.fixture(scope="module")
def gym(empty_home: Empty, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gym]:
    place = tmp_path_factory.mktemp("gym") / "home"
    with pytest.MonkeyPatch.context() as patch:
        database = empty_home.copy_to(place, patch)
        sessions = begin_short_season(place, dt.datetime.now(CLOCK).date())
        server = Server(place)
        server.start()
        yield Gym(place, server.url, iter([one.id for one in sessions]))
        server.kill()
        empty_home.drop(database)


@pytest.fixture
def hand(gym: Gym, phone: Page) -> Hand:
    """A phone in front of a session of its own."""
    return Hand(phone, gym.url, next(gym.sessions))


def test_a_session_by_keyboard_alone(gym: Gym, desktop: Page) -> None:
    """One key goes through it: what comes next always has the focus, holds end by themselves, on both sides."""
    hand = Hand(desktop, gym.url, next(gym.sessions))
    desktop.clock.install()
    hand.open()
    seen: list[str] = []
    while hand.screen != "finish":
        desktop.wait_for_timeout(SECOND_TAP_MS)
        screen = hand.screen
        seen.append(f"{screen} {desktop.inner_text(f'section[data-view={screen}] h1')}".replace("\n", " "))
        timed = desktop.evaluate("document.activeElement.id") in ("clock", "drill-clock")
        desktop.keyboard.press("Enter")
        if timed:
            desktop.wait_for_selector(".player-ready")
            desktop.clock.fast_forward(6_000)
            desktop.wait_for_selector(f"section[data-view='{screen}'] h1:has-text('RIGHT')")
            desktop.wait_for_selector(".player-ready")
            desktop.clock.fast_forward(8_000)
        hand.until(f"`${{document.body.dataset.screen}} ${{{HEADING}}}` !== {seen[-1]!r}")
        assert len(seen) < 30, seen
    desktop.keyboard.press("Tab")
    desktop.keyboard.press("Enter")
    hand.see("end")
    hand.sent()
    kept = [one for one in sets_of(gym.home) if one.session == hand.session]
    assert [one.id.removeprefix(f"{hand.session}.") for one in kept] == SLOTS
    assert [(one.seconds, one.side) for one in kept if one.seconds] == [(2, "left"), (2, "right")]
    before = [seen[place - 1] for place, one in enumerate(seen) if one.startswith("rest")]
    assert before == ["set Goblet squat", "set Standing calf raise", "set Standing calf raise"]


def test_a_screen_reader_hears_what_is_asked(hand: Hand, phone: Page) -> None:
    hand.open()
    hand.start()
    said = phone.get_by_role("status").filter(has_text="Goblet squat")
    said.wait_for(state="attached")
    assert "8 reps. 12 kg. stop with 2 left in you Set 1 of 1." in str(said.text_content())
    main = phone.get_by_role("button", name="Done as asked")
    describes = str(main.get_attribute("aria-describedby")).split()
    assert "set-name" in describes
    for name in ("fewer", "more", "lighter", "heavier"):
        assert phone.get_by_role("button", name=name).count()
    assert phone.get_by_role("button", name="Leave").count() == 1
    hand.tap("#done")
    hand.see("rest")
    assert phone.get_by_role("timer").count() == 1
    assert "Rest 60 seconds. Next: Reverse lunge, left" in phone.inner_text("#said")
    phone.click("#rest-more")
    hand.until("Number(document.getElementById('rest-number').textContent.split(':')[0]) === 1")


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_nothing_stands_in_the_way(hand: Hand, phone: Page, colours: str) -> None:
    """axe-core finds nothing wrong with any screen or sheet, in both themes."""
    phone.emulate_media(color_scheme=colours, reduced_motion="reduce")  # type: ignore[arg-type]
    hand.open()
    found = {"start": axe_findings(phone)}
    phone.click("#begin")
    hand.see("drill")
    found["drill"] = axe_findings(phone)
    phone.click("#drill-skip")
    hand.see("set")
    phone.click("section[data-view='set'] summary")
    found["set"] = axe_findings(phone)
    for sheet, opener in (("pain", "[data-open='pain']"), ("swap", "[data-open='swap']")):
        phone.click(f"section[data-view='set'] {opener}")
        found[sheet] = axe_findings(phone)
        phone.keyboard.press("Escape")
    for sheet in ("leave", "sounds"):
        phone.click(f"#{sheet}")
        found[sheet] = axe_findings(phone)
        phone.keyboard.press("Escape")
    hand.tap("#done")
    hand.see("rest")
    found["rest"] = axe_findings(phone)
    phone.click("#leave")
    phone.click("#end-here")
    hand.see("finish")
    found["finish"] = axe_findings(phone)
    phone.click("#rpe button >> nth=5")
    hand.see("end")
    phone.wait_for_selector("#end-next li")
    found["end"] = axe_findings(phone)
    assert {screen: wrong for screen, wrong in found.items() if wrong} == {}


def test_small_large_and_sideways(gym: Gym, chromium: Browser) -> None:
    """At 320 px, with text twice as large, and sideways nothing is cut off, and all that is tapped is large enough."""
    for width, height, text in ((320, 568, 100), (390, 844, 200), (844, 390, 100)):
        context = chromium.new_context(viewport={"width": width, "height": height}, locale="en-GB", has_touch=True)
        page = context.new_page()
        hand = Hand(page, gym.url, next(gym.sessions))
        hand.open()
        page.evaluate(f"document.documentElement.style.fontSize = '{text}%'")
        assert not page.evaluate(WIDER), ("start", width)
        hand.start()
        assert not page.evaluate(WIDER), ("set", width)
        small = """[...document.querySelectorAll('button, a.button')].filter(one => one.checkVisibility())
            .map(one => [one.innerText, one.getBoundingClientRect()])
            .filter(([, box]) => box.height < 47.5 || box.width < 43.5).map(([name]) => name)"""
        assert page.evaluate(small) == []
        page.click("section[data-view='set'] [data-open='pain']")
        assert not page.evaluate("document.getElementById('pain-sheet').scrollWidth > innerWidth"), ("pain", width)
        page.keyboard.press("Escape")
        page.click("#leave")
        page.click("#end-here")
        hand.page.wait_for_selector("body:not([data-screen='set'])")
        assert not page.evaluate(WIDER), ("end", width)
        context.close()


def test_a_rest_goes_on_while_nobody_looks(hand: Hand, phone: Page) -> None:
    """Its end is a moment, not a count: after a while without the page it is over, and the next set stands there."""
    phone.clock.install()
    hand.open()
    hand.start()
    hand.tap("#done")
    hand.see("rest")
    phone.clock.fast_forward(58_000)
    hand.until("Number(document.getElementById('rest-number').textContent) <= 3")
    phone.clock.fast_forward(5_000)
    hand.see("set")
    assert "Reverse lunge" in phone.inner_text("#set-name")


def test_without_a_store_nothing_is_pretended(hand: Hand, phone: Page) -> None:
    """Without a store the player says so, and does not go on as if it kept anything."""
    phone.add_init_script("indexedDB.open = () => { throw new DOMException('full', 'QuotaExceededError'); };")
    phone.goto(f"{hand.url}/session/{hand.session}/play")
    phone.wait_for_selector(".player-notice.stop")
    assert "cannot keep what you write down" in phone.inner_text(".player-notice")
    assert phone.is_hidden("#done")


def test_another_device_goes_on_where_the_first_was(gym: Gym, chromium: Browser) -> None:
    session = next(gym.sessions)
    places: list[str] = []
    for _ in range(2):
        context = chromium.new_context(viewport=PHONE, locale="en-GB")  # type: ignore[arg-type]
        hand = Hand(context.new_page(), gym.url, session)
        hand.open()
        if places:
            assert hand.page.inner_text("#begin-work") == "Go on where you were"
        hand.start()
        places.append(hand.page.inner_text("#set-name"))
        for _ in range(2):
            hand.done()
        hand.sent()
        context.close()
    assert [place.replace("\n", " ") for place in places] == ["Goblet squat", "Reverse lunge RIGHT"]
    assert len([one for one in sets_of(gym.home) if one.session == session]) == 4
