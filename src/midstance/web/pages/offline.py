"""What makes the app installable and lets it work without a network: the service worker, the manifest, one page."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

import midstance

QUEUE = "midstance/js/queue-core.js"
SCRIPTS = (
    QUEUE, "midstance/js/player-types.js", "midstance/js/player-steps.js", "midstance/js/player-store.js",
    "midstance/js/player-page.js", "midstance/js/player-sound.js", "midstance/js/player-beat.js",
    "midstance/js/player-clocks.js", "midstance/js/player-chosen.js", "midstance/js/player-start.js",
    "midstance/js/player-outside.js", "midstance/js/player-figures.js", "midstance/js/player-ends.js",
    "midstance/js/player-screens.js", "midstance/js/player-sheets.js", "midstance/js/player.js",
    "midstance/js/frame.js",
)  # fmt: skip
SHELL = (
    *SCRIPTS, "midstance/css/midstance.css", "midstance/icons/icon.svg",
    "midstance/icons/icon-192.png", "midstance/icons/icon-512.png",
)  # fmt: skip
"""Files that a device keeps: the player with all that it is made of. Also scripts that others import."""


def health(request: HttpRequest) -> HttpResponse:
    """Says that the server answers."""
    return HttpResponse("ok", content_type="text/plain")


def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest."""
    icons = [
        {"src": static(f"midstance/icons/{name}"), "sizes": sizes, "type": kind, "purpose": purpose}
        for name, sizes, kind, purpose in (
            ("icon.svg", "any", "image/svg+xml", "any"),
            ("icon-192.png", "192x192", "image/png", "any"),
            ("icon-512.png", "512x512", "image/png", "maskable"),
        )
    ]
    return JsonResponse(
        {
            "name": "Midstance",
            "short_name": "Midstance",
            "description": _("Leg strength for runners, placed around the runs already in the calendar."),
            "start_url": "/today",
            "scope": "/",
            "display": "standalone",
            "background_color": "#faf6ef",
            "theme_color": "#faf6ef",
            "icons": icons,
        },
        content_type="application/manifest+json",
    )


def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root so that all pages are in its scope; its caches carry the version."""
    shell = shell_addresses()
    known = {
        "version": version_of_shell(),
        "shell": [*shell, reverse("offline")],
        "static": settings.STATIC_URL,
        "queue": static(QUEUE),
        "today": reverse("api-today"),
    }
    context = {"version": midstance.__version__, "known": json.dumps(known)}
    response = render(request, "midstance/sw.js", context, content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


def shell_addresses() -> list[str]:
    """The addresses of what a device keeps, each with its hash: scripts name each other by it too."""
    return [static(name) for name in SHELL]


@lru_cache(maxsize=1)
def version_of_shell() -> str:
    """The version, and a checksum of what is kept: a device that keeps something else loads it anew."""
    seen = hashlib.sha256()
    for name in SHELL:
        found = finders.find(name)
        if isinstance(found, str):
            with open(found, "rb") as file:
                seen.update(file.read())
    return f"{midstance.__version__}-{seen.hexdigest()[:12]}"


def without_network(request: HttpRequest) -> HttpResponse:
    """Shown where a page was never loaded before and there is no network."""
    return render(request, "midstance/offline.html")
