"""Nothing in the player moves under a thumb: layout shift as Chromium itself counts it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.web.conftest import Server
from tests.web.playing import Hand, begin_short_season

MOST_SHIFT = 0.05
"""Half of what Chromium calls good."""
WATCH = """
globalThis.shift = 0;
const add = (one) => { shift += one.hadRecentInput ? 0 : one.value; };
new PerformanceObserver((all) => all.getEntries().forEach(add)).observe({ type: "layout-shift", buffered: true });
"""
PUSH = """
const block = document.createElement("p");
block.className = "player-number";
block.textContent = "pushed";
document.querySelector("section:not([hidden])").prepend(block);
"""
SETTLED_MS, AFTER_TAP_MS = 600, 700
"""A shift within half a second of a tap is the tap's own."""


def test_nothing_moves_under_a_thumb(home: Path, today: dt.date, serve: Callable[..., Server], phone: Page) -> None:
    hand = Hand(phone, serve(home).url, begin_short_season(home, today)[0].id)
    phone.add_init_script(WATCH)
    hand.open()
    hand.see("start")
    phone.wait_for_timeout(SETTLED_MS)
    hand.start()
    phone.wait_for_timeout(AFTER_TAP_MS)
    hand.tap("#done")
    hand.see("rest")
    phone.wait_for_timeout(AFTER_TAP_MS)
    hand.tap("#rest-skip")
    hand.see("set")
    phone.wait_for_timeout(AFTER_TAP_MS)
    seen = float(phone.evaluate("shift"))
    phone.evaluate(PUSH)
    phone.wait_for_timeout(SETTLED_MS)
    assert seen < MOST_SHIFT
    # What is measured is measured.
    assert float(phone.evaluate("shift")) > seen + 0.01
