"""What holds for every page: where requests may come from, the headers, and that the app can be installed."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client


@pytest.mark.usefixtures("season")
def test_a_page_of_another_site_is_turned_away(client: Client) -> None:
    assert client.get("/today").status_code == 200
    assert client.get("/today", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    followed = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert client.get("/today", headers=followed).status_code == 200
    assert client.post("/today", headers=followed).status_code == 403
    assert client.get("/today", headers={"host": "midstance.example"}).status_code == 400


@pytest.mark.usefixtures("season")
def test_pages_allow_nothing_from_elsewhere_and_are_not_stored(client: Client) -> None:
    headers = client.get("/today").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["Cache-Control"] == "no-store, private"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.usefixtures("home")
def test_without_a_plan_every_page_leads_to_welcome(client: Client) -> None:
    assert client.get("/today").headers["Location"] == "/welcome"


@pytest.mark.usefixtures("home")
def test_it_can_be_installed(client: Client) -> None:
    manifest = client.get("/manifest.webmanifest").json()
    assert manifest["start_url"] == "/today"
    assert {icon["sizes"] for icon in manifest["icons"]} == {"any", "192x192", "512x512"}
    assert client.get("/sw.js").headers["Content-Type"].startswith("text/javascript")


def test_the_key_that_signs_cookies_is_for_its_owner_alone(home: Path) -> None:
    from midstance.web.secrets_kept import kept_secret

    key = kept_secret(home)
    assert key == kept_secret(home)
    assert (home / "secret-key").stat().st_mode & 0o077 == 0
