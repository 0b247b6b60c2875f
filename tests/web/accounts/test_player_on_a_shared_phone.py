"""Two runners and one phone: what waits stays its runner's, and what was kept goes when somebody signs out or in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.web.accounts.conftest import PASSWORD
from tests.web.accounts.test_on_a_real_server import accounts
from tests.web.conftest import Server
from tests.web.playing import Hand, begin_short_season, written

KEPT = "caches.keys().then(all => all.filter(one => one.startsWith('midstance-pages')).length)"


def sign_in(page: Page, server: Server, name: str) -> None:
    page.goto(f"{server.url}/login/")
    page.get_by_label("Name or e-mail").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(f"{server.url}/today")


def sign_out(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/logout/")
    page.locator("main form button").first.click()
    page.wait_for_url(lambda url: "/logout/" not in url)


def test_what_waits_stays_its_runners(
    home: Path, today: dt.date, serve: Callable[..., Server], phone: Page, context: BrowserContext
) -> None:
    for name in ("ada", "cleo"):
        session = begin_short_season(home, today, name)[0].id
        accounts(home, "add", name, "--password-stdin", f"--email={name}@example.org", given=f"{PASSWORD}\n")
    server = serve(home, "--accounts")
    sign_in(phone, server, "ada")
    hand = Hand(phone, server.url, session)
    hand.prepare()
    server.kill()
    hand.open()
    hand.start()
    hand.done()
    hand.done()
    assert hand.waiting() == 2
    # Her sign-in ends while there is no network; then the phone is handed over.
    phone.goto("about:blank")
    context.clear_cookies()
    server.start()
    sign_in(phone, server, "cleo")
    hand.prepare()
    assert phone.evaluate(KEPT) == 1
    assert written(home, "ada") == ()
    hand.open()
    assert hand.logged() == 0
    hand.start()
    hand.done()
    hand.sent()
    assert len(written(home, "cleo")) == 1
    assert written(home, "ada") == ()
    sign_out(phone, server)
    hand.until(f"{KEPT}.then(count => count === 0)")
    sign_in(phone, server, "ada")
    hand.open()
    hand.sent()
    assert len(written(home, "ada")) == 2
    assert len(written(home, "cleo")) == 1
