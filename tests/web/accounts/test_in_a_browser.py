"""People in a real browser: the way in with a passkey, by keyboard, and pages that everybody can use."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.accounts.conftest import PASSWORD
from tests.web.accounts.test_on_a_real_server import accounts
from tests.web.conftest import Server, axe_findings
from tests.web.seasons import begin_season


@pytest.fixture
def server(home: Path, serve: Callable[..., Server], today: dt.date) -> Server:
    """A server with Ada's season."""
    begin_season(home, today, weeks_before=2, runner="ada")
    accounts(home, "add", "ada", "--password-stdin", "--email=ada@example.org", given=f"{PASSWORD}\n")
    return serve(home, "--accounts")


def sign_in(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/login/")
    page.get_by_label("Name or e-mail").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(f"{server.url}/today")


@pytest.fixture
def key_ring(desktop: Page) -> Iterator[None]:
    """A device that holds passkeys and says yes by itself."""
    session = desktop.context.new_cdp_session(desktop)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield
    session.send("WebAuthn.disable")


@pytest.mark.usefixtures("key_ring")
def test_a_passkey_is_added_and_signs_in(desktop: Page, server: Server) -> None:
    sign_in(desktop, server)
    desktop.goto(f"{server.url}/2fa/")
    desktop.get_by_role("link", name="Add a passkey").click()
    desktop.get_by_label("Password").fill(PASSWORD)
    desktop.get_by_role("button", name="Go on").click()
    desktop.get_by_label("Name", exact=False).first.fill("My phone")
    passwordless = desktop.get_by_role("checkbox")
    if passwordless.count():
        passwordless.check()
    desktop.get_by_role("button", name="Add it").click()
    expect(desktop.get_by_role("heading", name=re.compile("Recovery codes|Passkeys"))).to_be_visible()
    desktop.goto(f"{server.url}/account")
    expect(desktop.get_by_text("1 passkey")).to_be_visible()
    desktop.get_by_role("button", name="Sign out").click()
    expect(desktop).to_have_url(re.compile("/login/"))
    desktop.get_by_role("button", name="Sign in with a passkey").click()
    expect(desktop).to_have_url(f"{server.url}/today")


PAGES = (
    "account", "people", "2fa/", "email/", "password/change/", "sessions/", "account/leave", "2fa/totp/activate/",
    "2fa/webauthn/add/", "logout/",
)  # fmt: skip


def test_every_page_of_accounts_can_be_used_by_everybody(phone: Page, server: Server) -> None:
    wrong: dict[str, list[str]] = {}
    for name in ("login/", "signup/", "password/reset/"):
        phone.goto(f"{server.url}/{name}")
        wrong |= _looked_at(phone, name)
    sign_in(phone, server)
    phone.goto(f"{server.url}/reauthenticate/?next=/account")
    wrong |= _looked_at(phone, "reauthenticate/")
    phone.get_by_label("Password").fill(PASSWORD)
    phone.get_by_role("button", name="Go on").click()
    for name in PAGES:
        phone.goto(f"{server.url}/{name}")
        assert f"/{name}" in phone.url
        wrong |= _looked_at(phone, name)
    assert wrong == {}


def _looked_at(page: Page, name: str) -> dict[str, list[str]]:
    """What is wrong with a page in both themes, and at 320 px and 200 % text."""
    found: dict[str, list[str]] = {}
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        if lines := axe_findings(page):
            found[f"{name} {theme}"] = lines
    page.set_viewport_size({"width": 320, "height": 640})
    for size in ("16px", "32px"):
        page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > 320:
            found[f"{name} at 320 px, text of {size}"] = [f"{wide} px wide"]
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size({"width": 390, "height": 844})
    return found


def test_a_coach_is_invited_and_speaks(desktop: Page, chromium: Browser, server: Server) -> None:
    sign_in(desktop, server)
    desktop.goto(f"{server.url}/people")
    desktop.get_by_role("button", name="Make a link").click()
    link = desktop.get_by_label("Link").input_value()
    other = chromium.new_context()
    ben = other.new_page()
    ben.goto(link)
    ben.get_by_role("link", name="Make an account").click()
    ben.get_by_label("Name", exact=True).fill("ben")
    ben.get_by_label("Password").fill("a quiet river at noon")
    ben.get_by_role("button", name="Make the account").click()
    ben.get_by_role("button", name="Accept").click()
    ben.get_by_role("link", name="Open the diary").click()
    expect(ben.get_by_text("ada’s diary")).to_be_visible()
    expect(ben.get_by_role("link", name="Settings")).to_have_count(0)
    ben.get_by_role("link", name="Back to people").click()
    expect(ben.get_by_role("heading", name="Runners you coach")).to_be_visible()
    desktop.goto(f"{server.url}/people")
    desktop.get_by_role("button", name="End ben’s access").click()
    expect(desktop.get_by_text("Ended. ben is no longer connected with you.")).to_be_visible()
    ben.reload()
    expect(ben.get_by_role("heading", name="Runners you coach")).to_have_count(0)
    other.close()


def test_the_way_in_by_keyboard_alone(desktop: Page, server: Server) -> None:
    desktop.goto(f"{server.url}/login/")
    for _ in range(12):
        desktop.keyboard.press("Tab")
        if desktop.evaluate("document.activeElement.id") == "id_login":
            break
    desktop.keyboard.type("ada")
    desktop.keyboard.press("Tab")
    desktop.keyboard.type(PASSWORD)
    desktop.keyboard.press("Enter")
    expect(desktop).to_have_url(f"{server.url}/today")
