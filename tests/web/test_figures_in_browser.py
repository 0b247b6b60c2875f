"""A drawing in a real browser: it moves at its tempo, and stands still where reduced motion is asked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from midstance.figure.body_map import body_map_svg
from midstance.figure.figures import figure_svg
from midstance.figure.paint import COLOURS

WHERE = """t => {
  const moves = document.getAnimations();
  for (const one of moves) { one.pause(); one.currentTime = t; }
  return [...document.querySelectorAll('svg g')].map(each => each.getBoundingClientRect().top);
}"""
"""The heights of all parts at a moment, in milliseconds."""
LENGTHS = "() => document.getAnimations().map(one => one.effect.getComputedTiming().duration)"
SEEN = "selector => getComputedStyle(document.querySelector(selector)).fill"


def shown(page: Page, drawing: str) -> Page:
    page.set_content(f'<!doctype html><style>svg{{width:600px}}</style><div id="room">{drawing}</div>')
    return page


@pytest.fixture
def page(chromium: Browser) -> Page:
    """A page without a server."""
    return chromium.new_page()


def test_a_drawing_moves_at_the_tempo_that_is_asked(page: Page) -> None:
    shown(page, figure_svg("goblet-squat", tempo="3-1-1-0"))
    assert set(page.evaluate(LENGTHS)) == {5000}
    start, way, low, still_low, risen = (page.evaluate(WHERE, t) for t in (0, 1500, 3000, 4000, 4999.9))
    crown = min(range(len(start)), key=lambda k: start[k])
    assert start[crown] + 20 < way[crown] < low[crown] - 20
    assert still_low == pytest.approx(low, abs=0.7)
    assert risen == pytest.approx(start, abs=0.7)


def test_nothing_moves_where_reduced_motion_is_asked(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    shown(page, figure_svg("goblet-squat", tempo="3-1-1-0"))
    assert page.evaluate("document.getAnimations().length") == 0
    before = page.locator("svg").screenshot()
    page.wait_for_timeout(600)
    assert page.locator("svg").screenshot() == before
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate("document.getAnimations().length") > 10


@pytest.mark.parametrize("reduced", [False, True])
def test_a_drawing_as_a_picture_stands_still_too(chromium: Browser, tmp_path: Path, reduced: bool) -> None:
    """As pages use it: in an image element, which follows the setting of the whole browser."""
    (tmp_path / "squat.svg").write_text(figure_svg("goblet-squat", tempo="1-0-1-0"), "utf-8")
    (tmp_path / "page.html").write_text('<img src="squat.svg" width="600" height="450" alt="">', "utf-8")
    wish = ["--force-prefers-reduced-motion"] if reduced else []
    path = next(found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name)))
    browser = chromium.browser_type.launch(executable_path=path, args=["--no-sandbox", *wish])
    try:
        page = browser.new_page()
        page.goto((tmp_path / "page.html").as_uri())
        before = page.locator("img").screenshot()
        page.wait_for_timeout(500)
        assert (page.locator("img").screenshot() == before) is reduced
    finally:
        browser.close()


def colour(pair: tuple[str, str], k: int) -> str:
    r, g, b = (int(pair[k][i : i + 2], 16) for i in (1, 3, 5))
    return f"rgb({r}, {g}, {b})"


@pytest.mark.parametrize("drawing", [figure_svg("goblet-squat", prefix="x"), body_map_svg({}, title="", prefix="x")])
def test_colours_follow_the_reader_and_the_page(page: Page, drawing: str) -> None:
    muscle = COLOURS["muscle"]
    kind = "x-r" if "x-rest" in drawing else "x-muscle"
    drawing = drawing.replace("</svg>", f'<path class="{kind}" d="M0 0"/></svg>')
    shown(page, drawing)
    page.emulate_media(color_scheme="light")
    assert page.evaluate(SEEN, f".{kind}") == colour(muscle, 0)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(SEEN, f".{kind}") == colour(muscle, 1)
    page.evaluate("document.documentElement.dataset.theme = 'light'")
    assert page.evaluate(SEEN, f".{kind}") == colour(muscle, 0)
