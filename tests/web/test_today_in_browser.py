"""Today, a session and the library in a real browser: by thumb, by keyboard, in both themes, and on narrow screens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from midstance.storage import open_store
from midstance.training.log import CheckIn
from midstance.training.session import Session
from tests.web.conftest import Server, axe_findings
from tests.web.seasons import RUNNER
from tests.web.strength_days import begin_with_session_today

NARROW = {"width": 320, "height": 640}
PATIENCE_MS = 20_000
"""Figures are drawn when they are first asked for, which takes a machine with much else to do a while."""


@pytest.fixture
def session(home: Path, today: dt.date) -> Session:
    """The session of a season in which today holds one."""
    return begin_with_session_today(home, today)


@pytest.fixture
def server(serve: Callable[..., Server], home: Path, session: Session) -> Server:
    """The app on that season."""
    assert session.id
    return serve(home)


def pages(session: Session) -> list[str]:
    """Every page of today, the session, the forms and the library."""
    item = session.work()[0].exercise
    otherwise = [f"session/{session.id}/otherwise/{way}" for way in ("shorter", "easier", "kit", "not-today")]
    forms = ["", "/check-in?where=1", "/pain", "/stop", "/cleared", "/well", "/run", "/run-moved", "/race", "/away",
             "/sets", f"/session/{session.id}", f"/session/{session.id}/moved", f"/session/{session.id}/skipped",
             "/workout/W-07"]  # fmt: skip
    rooms = ["", "?q=squat&mine=1", f"/exercise/{item}", "/drill/strides", "/workouts", "/workout/W-04", "/rules",
             "/rule/heavy-legs-apart", "/sources", "/source/doma-2017", "/what-we-know"]  # fmt: skip
    return [
        "today", f"session/{session.id}", f"session/{session.id}/swap/{item}", *otherwise,
        *(f"record{one}" for one in forms), "tests", "tests/calf-raises", "history",
        *(f"library{one}" for one in rooms),
    ]  # fmt: skip


def test_from_today_into_the_session_in_one_tap(phone: Page, server: Server, session: Session) -> None:
    phone.goto(f"{server.url}/today")
    phone.get_by_role("link", name="Start").tap()
    phone.wait_for_url(f"**/session/{session.id}/play")


def test_a_check_in_takes_three_taps(phone: Page, server: Server, home: Path) -> None:
    phone.goto(f"{server.url}/today")
    phone.get_by_role("group", name="Sleep").get_by_label("7 h").tap()
    phone.get_by_role("group", name="Energy").get_by_label("3", exact=True).tap()
    phone.get_by_role("button", name="No, done").tap()
    expect(phone.get_by_role("status")).to_contain_text("slept 7 h", timeout=PATIENCE_MS)
    store = open_store(home)
    checks = [one for one in store.diary(RUNNER).entries() if isinstance(one, CheckIn)]
    store.close()
    assert [(one.sleep_h, one.energy) for one in checks] == [(7, 3)]


def test_swaps_open_in_place_and_say_what_follows(phone: Page, server: Server, session: Session) -> None:
    phone.goto(f"{server.url}/session/{session.id}")
    first = phone.locator(".session-item").first
    first.get_by_text("Do something else").tap()
    expect(first.locator(".session-choices")).to_be_visible(timeout=PATIENCE_MS)
    first.get_by_label("Is something sore?").select_option("knee")
    first.get_by_role("button", name="Show what fits").tap()
    expect(first.locator(".session-choices")).to_contain_text("spares what is sore", timeout=PATIENCE_MS)
    first.locator(".session-choices a.button").first.tap()
    expect(phone.get_by_role("heading", name="Otherwise than planned")).to_be_visible(timeout=PATIENCE_MS)


def test_the_library_answers_while_one_types(desktop: Page, server: Server) -> None:
    desktop.goto(f"{server.url}/library")
    desktop.get_by_role("searchbox").press_sequentially("bulg")
    expect(desktop.locator("#hits")).not_to_contain_text("Clamshell", timeout=PATIENCE_MS)
    expect(desktop.locator("#hits")).to_contain_text("Bulgarian split squat", timeout=PATIENCE_MS)
    assert desktop.url.endswith("q=bulg&pattern=&level=&best=&sore=")


def test_by_keyboard_alone_one_comes_from_today_to_a_rung_of_a_ladder(
    desktop: Page, server: Server, session: Session
) -> None:
    desktop.goto(f"{server.url}/session/{session.id}")

    def go(name: str) -> None:
        for _ in range(80):
            desktop.keyboard.press("Tab")
            focused = desktop.evaluate("document.activeElement.getAttribute('href') ?? ''")
            if name in focused:
                assert desktop.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none" or (
                    desktop.evaluate("document.activeElement instanceof SVGElement")
                )
                desktop.keyboard.press("Enter")
                return
        raise AssertionError(f"{name} is out of reach")

    go("/library/exercise/")
    desktop.wait_for_url("**/library/exercise/**")
    here = desktop.url
    desktop.evaluate("document.querySelector('.ladder').previousElementSibling.scrollIntoView()")
    rung = desktop.locator(".ladder a").first.get_attribute("href")
    assert rung is not None
    go(rung)
    desktop.wait_for_url(f"**{rung}")
    assert desktop.url != here


def test_no_page_has_a_barrier_in_either_theme_or_scrolls_sideways(
    phone: Page, server: Server, session: Session
) -> None:
    phone.set_viewport_size(NARROW)  # type: ignore[arg-type]
    for path in pages(session):
        phone.emulate_media(color_scheme="light", reduced_motion="reduce")
        answer = phone.goto(f"{server.url}/{path}")
        assert answer is not None
        assert answer.status == 200, path
        phone.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert axe_findings(phone) == [], path
        phone.emulate_media(color_scheme="dark", reduced_motion="reduce")
        dark = Axe().run(phone, options={"runOnly": ["color-contrast"]}).response["violations"]
        assert dark == [], path
        assert sideways(phone) <= 0, path


def sideways(page: Page) -> int:
    """How much wider than the screen the page is, px."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_at_twice_the_size_of_text_nothing_of_the_content_is_cut_off(
    phone: Page, server: Server, session: Session
) -> None:
    for path in ("today", f"session/{session.id}", "library", "record/pain", f"record/session/{session.id}"):
        phone.goto(f"{server.url}/{path}")
        phone.evaluate("document.documentElement.style.fontSize = '200%'")
        phone.evaluate("document.querySelector('.places').remove()")
        assert sideways(phone) <= 0, path


def test_without_scripts_the_whole_way_works(phone: Page, server: Server, session: Session) -> None:
    browser = phone.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False, viewport=NARROW)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{server.url}/session/{session.id}")
    page.get_by_text("Do something else").first.click()
    page.get_by_role("link", name="What else is possible").first.click()
    page.locator(".session-choices a.button").first.click()
    assert "change=" in page.url
    page.goto(f"{server.url}/library")
    page.get_by_role("searchbox").fill("clamshell")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#hits")).to_contain_text("Clamshell", timeout=PATIENCE_MS)
    context.close()


def test_nothing_shows_between_start_and_the_places_of_a_phone(server: Server, phone: Page) -> None:
    phone.goto(f"{server.url}/today")
    phone.evaluate("scrollTo(0, 60)")
    gap = """() => {
      const box = (one) => document.querySelector(one).getBoundingClientRect();
      return box(".places").top - box(".today-start").bottom;
    }"""
    assert phone.evaluate(gap) <= 0
