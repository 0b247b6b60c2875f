"""Drawings as answers of their own: SVG that may style itself and nothing else, kept long, asked for again cheaply."""

from __future__ import annotations

import hashlib

from csp.decorators import csp
from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from midstance.figure.paint import Theme

STAYS_S = 7 * 86_400
"""A drawing changes with a new version of Midstance alone; after a week a browser asks whether it has (ours)."""
THEMES: tuple[Theme, ...] = ("auto", "light", "dark", "print")

only_inline_style = csp({"default-src": ["'none'"], "style-src": ["'unsafe-inline'"]})
"""The policy of a drawing: the style that it carries, and nothing else, neither its own nor fetched."""


def asked_theme(asked: QueryDict) -> Theme:
    """The colours that `theme` asks for. Raises Http404 for others than the four."""
    theme = asked.get("theme", "") or "auto"
    if theme not in THEMES:
        raise Http404
    return theme


def drawing_answer(request: HttpRequest, drawn: bytes) -> HttpResponse:
    """The drawing, or that the browser has it already."""
    mark = f'"{hashlib.sha256(drawn).hexdigest()[:32]}"'
    headers = {"ETag": mark, "Cache-Control": f"private, max-age={STAYS_S}", "X-Content-Type-Options": "nosniff"}
    if request.headers.get("If-None-Match", "").removeprefix("W/") == mark:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(drawn, content_type="image/svg+xml", headers=headers)
