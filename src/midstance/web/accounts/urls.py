"""Which address is which page, where people sign in.

Pages of a diary stand twice: one's own, and, for coaches, under `/with/<runner>/`.
"""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from midstance.web.accounts import account_page, comments, people_page
from midstance.web.addresses import diary_pages, open_pages

handler403 = "midstance.web.pages.trouble.not_found"
handler404 = "midstance.web.pages.trouble.not_found"
handler429 = "midstance.web.accounts.account_page.too_often"
handler500 = "midstance.web.pages.trouble.broken"

_AT_A_DESK = [*diary_pages(), *comments.ADDRESSES]
urlpatterns: list[URLPattern | URLResolver] = [
    *open_pages(),
    *_AT_A_DESK,
    *account_page.ADDRESSES,
    *people_page.ADDRESSES,
    path("", include("allauth.urls")),
    path("with/<slug:key>/", include((_AT_A_DESK, "with"))),
]
