"""The addresses of pages, gathered from the rooms that make them."""

from __future__ import annotations

import datetime as dt

from django.urls import URLPattern, path, register_converter
from django.views.generic import RedirectView

from midstance.web import feeds
from midstance.web.pages import offline


class DateInAddress:
    """A date in an address, as 2026-11-21."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> dt.date:
        """The date. Raises ValueError for one that is not in the calendar, which answers 404."""
        return dt.date.fromisoformat(value)

    def to_url(self, value: dt.date | str) -> str:
        """The date as text."""
        return str(value)


register_converter(DateInAddress, "date")


def open_pages() -> list[URLPattern]:
    """Addresses that are nobody's: the service worker, the manifest, and pages that need no diary."""
    return [
        path("", RedirectView.as_view(pattern_name="today"), name="home"),
        path("sw.js", offline.service_worker, name="service-worker"),
        path("manifest.webmanifest", offline.manifest, name="manifest"),
        path("offline", offline.without_network, name="offline"),
        path("health", offline.health, name="health"),
        path("calendar/<str:token>.ics", feeds.feed, name="feed"),
    ]


def diary_pages() -> list[URLPattern]:
    """Addresses of one runner's diary. Each view is made by `desk.at_desk`, so nothing here is open to others."""
    from midstance.web.pages import (
        body_map,
        bring_in,
        changes,
        downloads,
        feeds_in,
        library_pages,
        plan_check,
        progress,
        season,
        session,
        settings_page,
        today,
        welcome,
    )

    rooms = (
        welcome,
        season,
        changes,
        body_map,
        downloads,
        today,
        session,
        progress,
        library_pages,
        plan_check,
        settings_page,
        feeds_in,
        bring_in,
    )
    from midstance.web.api import resources
    from midstance.web.pages import player

    return [address for room in (*rooms, player, resources) for address in room.ADDRESSES]
