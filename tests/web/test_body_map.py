"""The body map as an image: its values in the address, its own policy, kept by the browser."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.test import Client, override_settings
from django.urls import URLPattern

from midstance.training.exercise import REGIONS
from midstance.web.pages import body_map
from midstance.web.pages.body_map import body_map_query

SVG = "{http://www.w3.org/2000/svg}"
urlpatterns: list[URLPattern] = body_map.ADDRESSES


@pytest.fixture(autouse=True)
def only_this_page(home: Path) -> Iterator[None]:
    """The page on its own, whatever else there is."""
    with override_settings(ROOT_URLCONF=__name__):
        yield


def test_sets_and_soreness_are_drawn(client: Client) -> None:
    answered = client.get("/body-map.svg?" + body_map_query("sets", {"glutes": 12, "foot": 0}))
    assert answered.status_code == 200
    assert answered["Content-Type"] == "image/svg+xml"
    texts = [each.text for each in ElementTree.fromstring(answered.content).iter(f"{SVG}text")]
    assert texts[texts.index("glutes") + 1] == "12"
    assert len(texts) == 2 * len(REGIONS)
    sore = client.get("/body-map.svg?" + body_map_query("soreness", {"calf-soleus": 2}))
    assert sore.status_code == 200
    assert b'fill-opacity="1"' in client.get("/body-map.svg?" + body_map_query("sets", {"calf-soleus": 2})).content
    assert b'fill-opacity="1"' not in sore.content


def test_it_may_style_itself_and_nothing_else(client: Client) -> None:
    answered = client.get("/body-map.svg?of=sets")
    rules = {rule.strip() for rule in answered["Content-Security-Policy"].split(";")}
    assert rules == {"default-src 'none'", "style-src 'unsafe-inline'"}


def test_a_browser_keeps_it(client: Client) -> None:
    first = client.get("/body-map.svg?of=sets&glutes=3")
    assert "max-age=" in first["Cache-Control"]
    assert "private" in first["Cache-Control"]
    again = client.get("/body-map.svg?of=sets&glutes=3", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    other = client.get("/body-map.svg?of=sets&glutes=4", headers={"If-None-Match": first["ETag"]})
    assert other.status_code == 200


def test_themes_are_its_own(client: Client) -> None:
    dark = client.get("/body-map.svg?" + body_map_query("sets", {}, "dark")).content
    assert b"prefers-color-scheme" not in dark
    assert b"prefers-color-scheme" in client.get("/body-map.svg?of=sets").content


@pytest.mark.parametrize(
    "query",
    ["", "of=luck", "of=sets&theme=pink", "of=sets&glutes=many", "of=sets&glutes=-1", "of=sets&glutes=nan",
     "of=sets&glutes=1e9", "of=sets&nose=1", "of=sets&title=%3Cscript%3E"],
)  # fmt: skip
def test_other_questions_have_no_answer(client: Client, query: str) -> None:
    assert client.get(f"/body-map.svg?{query}").status_code == 404


def test_it_is_not_changed_by_posting(client: Client, today: dt.date) -> None:
    assert client.post("/body-map.svg?of=sets").status_code == 405
