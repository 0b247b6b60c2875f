"""Which address is which page, where one runner is alone on their own machine (`accounts.urls` for the other way)."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from midstance.web.addresses import diary_pages, open_pages

handler404 = "midstance.web.pages.trouble.not_found"
handler500 = "midstance.web.pages.trouble.broken"

urlpatterns: list[URLPattern | URLResolver] = [*open_pages(), *diary_pages()]
