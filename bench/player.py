"""The player on a phone of the middle class: what Lighthouse would measure, from Chromium's own observers.

python -m bench.player          # a processor four times slower than this one, a network of 1.6 Mbit/s and 150 ms

Layout shift is summed over the way from the first byte to the first rest; shifts right after a tap are not counted, as
in Chromium's own figure.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from bench.web import lived, served
from midstance.application.replanning import current_plan
from midstance.storage import open_store

PHONE = {"width": 390, "height": 844}
SLOWER, RTT_MS, BYTES_PER_S = 4, 150, 1_600_000 // 8
"""Lighthouse's own settings for a phone."""
MOST_SHIFT, MOST_BLOCKED_MS, MOST_INTERACTIVE_MS = 0.05, 200.0, 3800.0
"""Shift: half of what Chromium calls good. The others are what Lighthouse calls good."""
WATCH = """
globalThis.seen = { shift: 0, blocked: 0, painted: 0, ready: 0 };
const watch = (type, take) => {
  new PerformanceObserver((all) => all.getEntries().forEach(take)).observe({ type, buffered: true });
};
watch("layout-shift", (one) => { if (!one.hadRecentInput) seen.shift += one.value; });
watch("longtask", (one) => { seen.blocked += Math.max(0, one.duration - 50); });
watch("largest-contentful-paint", (one) => { seen.painted = one.startTime; });
new MutationObserver(() => {
  if (!seen.ready && document.body && document.body.dataset.screen === "start") seen.ready = performance.now();
}).observe(document, { subtree: true, attributes: true, childList: true });
"""


class Seen(NamedTuple):
    """One load: layout shift, milliseconds blocked, until the largest paint, and until it answers a tap."""

    shift: float
    blocked: float
    painted: float
    ready: float


def looked_at(browser: Browser, address: str) -> Seen:
    """Loads the player in a fresh profile, begins, and logs a set."""
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True)  # type: ignore[arg-type]
    try:
        page = context.new_page()
        tools = context.new_cdp_session(page)
        tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        speed = {
            "latency": RTT_MS,
            "downloadThroughput": BYTES_PER_S,
            "uploadThroughput": BYTES_PER_S,
            "offline": False,
        }
        tools.send("Network.emulateNetworkConditions", speed)
        page.add_init_script(WATCH)
        page.goto(address)
        page.wait_for_selector("body[data-screen='start']")
        page.wait_for_timeout(1500)
        loaded = _seen(page)
        page.click("#begin-work")
        page.wait_for_selector("body[data-screen='set']")
        page.wait_for_timeout(1500)
        return loaded._replace(shift=_seen(page).shift)
    finally:
        context.close()


def _seen(page: Page) -> Seen:
    return Seen(**json.loads(page.evaluate("JSON.stringify(seen)")))


def rows(times: int) -> Iterator[tuple[str, float, float, str]]:
    """What, measured, at most, unit."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        today = dt.datetime.now(dt.UTC).date()
        lived(home, today)
        store = open_store(home)
        plan = current_plan(store.diary("me"))
        store.close()
        assert plan is not None
        session = next(one.id for one in plan.sessions if one.date >= today)
        with served(home) as port, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            seen = [looked_at(browser, f"http://localhost:{port}/session/{session}/play") for _ in range(times)]
            browser.close()
    yield "layout shift, the worst", max(one.shift for one in seen), MOST_SHIFT, ""
    yield "blocked (TBT)", statistics.median(one.blocked for one in seen), MOST_BLOCKED_MS, "ms"
    yield "largest paint (LCP)", statistics.median(one.painted for one in seen), 2500.0, "ms"
    yield "answers a tap (TTI)", statistics.median(one.ready for one in seen), MOST_INTERACTIVE_MS, "ms"


def main() -> int:
    """Prints the table; 0 where every goal is reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    missed = 0
    for what, measured, most, unit in rows(parser.parse_args().times):
        missed += measured > most
        print(f"{'yes' if measured <= most else 'NO ':4} {what:28} {measured:8.3f} {unit:3} ≤ {most:g}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
