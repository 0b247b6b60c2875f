"""A short session with one of everything, and a hand that plays it in a real browser."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
from playwright.sync_api import Page

from midstance.application.replanning import begin
from midstance.storage import open_store
from midstance.training.log import Entry, SetResult, effective
from midstance.training.prescription import Block, Item, Load
from midstance.training.session import Session
from tests.web.seasons import RUNNER, a_plan

KG = Load(kind="kg", kg=12.0)
WAIT_MS = 15_000
SECOND_TAP_MS = 320


def blocks() -> tuple[Block, ...]:
    """A drill, straight sets, a superset with sides, a hold of both sides, a stretch of both sides."""
    return (
        Block(kind="warm-up", items=(Item(exercise="leg-swings", sets=1, reps=(10, 10), per_side=True),)),
        Block(
            kind="straight",
            items=(
                Item(
                    exercise="goblet-squat", sets=1, reps=(8, 10), load=KG, rir=(2, 3), tempo="3-1-1-0", rest_s=60,
                    starts="same",
                ),
            ),
        ),
        Block(
            kind="superset",
            items=(
                Item(
                    exercise="reverse-lunge", sets=2, reps=(8, 10), per_side=True, load=KG, rir=(2, 3),
                    tempo="3-0-1-0", rest_s=60, starts="same",
                ),
                Item(exercise="calf-raise", sets=2, reps=(10, 12), rir=(2, 3), tempo="2-1-1-0", starts="same"),
            ),
        ),
        Block(
            kind="straight",
            items=(
                Item(exercise="single-leg-calf-raise", sets=1, seconds=(2, 4), per_side=True, rest_s=30, starts="same"),
            ),
        ),
        Block(kind="cooldown", items=(Item(exercise="hamstring-stretch", sets=1, seconds=(2, 2), per_side=True),)),
    )  # fmt: skip


SETS = 9
"""Sets of the short session, each side counted."""
SLOTS = [
    "goblet-squat.1", "reverse-lunge.1.left", "reverse-lunge.1.right", "calf-raise.1", "reverse-lunge.2.left",
    "reverse-lunge.2.right", "calf-raise.2", "single-leg-calf-raise.1.left", "single-leg-calf-raise.1.right",
]  # fmt: skip
"""What their ids end with, in the order of the session."""


def begin_short_season(home: Path, today: dt.date, runner: str = RUNNER) -> tuple[Session, ...]:
    """A season whose sessions are all the short one, but for their days; the first of them is today's."""
    plan = a_plan(today, weeks=10)
    ahead = [one for one in plan.sessions if one.date >= today]
    short = {
        one.id: msgspec.structs.replace(
            one, blocks=blocks(), minutes=15, title="Short legs", date=today if one is ahead[0] else one.date
        )
        for one in ahead
    }
    sessions = tuple(short.get(one.id, one) for one in plan.sessions)
    store = open_store(home)
    try:
        begin(store.diary(runner), msgspec.structs.replace(plan, sessions=sessions), dt.datetime.now(dt.UTC))
    finally:
        store.close()
    return tuple(short.values())


def written(home: Path, runner: str = RUNNER) -> tuple[Entry, ...]:
    """All entries of the diary, in the order they arrived."""
    store = open_store(home)
    try:
        return store.diary(runner).entries()
    finally:
        store.close()


def sets_of(home: Path) -> list[SetResult]:
    """The sets that count, in the order in which they were done."""
    return [one for one in effective(written(home)) if isinstance(one, SetResult)]


class Hand:
    """Plays a session on a page."""

    def __init__(self, page: Page, url: str, session: str) -> None:
        self.page, self.url, self.session = page, url, session

    def prepare(self) -> None:
        """Loads today while there is a network, and waits until all that lies ahead is kept."""
        self.page.goto(f"{self.url}/today")
        self.page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
        kept = f"caches.match('/api/v1/session/{self.session}', {{ignoreVary: true}}).then(found => !!found)"
        last = f"caches.match('/session/{self.session}/play', {{ignoreVary: true}}).then(found => !!found)"
        self.until(f"Promise.all([{kept}, {last}]).then(all => all.every(Boolean))")

    def until(self, script: str) -> None:
        """Waits until an expression is true; the page's own policy forbids to wait in the page."""
        for _ in range(WAIT_MS // 50):
            if self.page.evaluate(script):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"never true: {script}")

    def open(self, *changes: str) -> None:
        """Opens the player, with changes as the session's page gives them."""
        asked = "&".join(f"change={word}" for word in changes)
        self.page.goto(f"{self.url}/session/{self.session}/play{'?' if asked else ''}{asked}")
        self.page.wait_for_selector("body[data-screen]:not([data-screen='loading'])", timeout=WAIT_MS)

    @property
    def screen(self) -> str:
        """Which screen is shown."""
        return str(self.page.evaluate("document.body.dataset.screen"))

    def see(self, screen: str) -> None:
        """Waits for a screen."""
        self.page.wait_for_selector(f"body[data-screen='{screen}']", timeout=WAIT_MS)

    def start(self) -> None:
        """Begins with the work."""
        self.page.click("#begin-work")
        self.see("set")

    def done(self) -> None:
        """One set as asked, and on from the rest, where there is one."""
        self.see("set")
        before = self.logged()
        self.tap("#done")
        for _ in range(WAIT_MS // 25):
            if self.logged() > before:
                break
            self.page.wait_for_timeout(25)
        assert self.logged() > before
        self.page.wait_for_timeout(60)
        if self.screen == "rest":
            self.tap("#rest-skip")
            self.page.wait_for_selector("body:not([data-screen='rest'])")

    def tap(self, what: str) -> None:
        """A tap that is meant: one right after what it falls on has come is taken for the second of two."""
        self.page.wait_for_timeout(SECOND_TAP_MS)
        self.page.click(what)

    def logged(self) -> int:
        """How many rows stand in the store of this device, sent or not."""
        return int(self.page.evaluate(COUNT, None))

    def waiting(self) -> int:
        """How many of them wait."""
        return int(self.page.evaluate(COUNT, "waiting"))

    def sent(self) -> None:
        """Waits until nothing waits any more."""
        for _ in range(WAIT_MS // 50):
            if self.waiting() == 0:
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{self.waiting()} entries wait still")

    def end(self, rpe: int = 6) -> None:
        """From the cool-down to the end."""
        if self.screen == "drill":
            self.page.click("#drill-skip")
        self.see("finish")
        self.page.click(f"#rpe button:nth-child({rpe + 1})")
        self.see("end")


COUNT = """async (state) => {
  const runner = document.getElementById("player").dataset.runner;
  const open = indexedDB.open(`midstance.${runner}`);
  const database = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const store = database.transaction("log").objectStore("log");
  const asked = state ? store.index("state").count(state) : store.count();
  const found = await new Promise((done) => (asked.onsuccess = () => done(asked.result)));
  database.close();
  return found;
}"""
