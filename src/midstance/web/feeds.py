"""Calendar feeds: a secret address for each runner who wants one, of which only the checksum is kept."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from midstance.application.calendar_feed import feed_calendar
from midstance.web.desk import Desk, Rights
from midstance.web.models import FeedKey

BYTES = 24
"""Of chance in an address: 192 bits cannot be tried out (ours)."""
FRESH_S = 3600
"""How long calendar programs may keep what they fetched (ours; most fetch less often)."""


def _checksum(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def known(runner: str) -> FeedKey | None:
    """The runner's feed, where there is one."""
    return FeedKey.objects.filter(runner=runner).first()


def renew(runner: str, now: dt.datetime) -> str:
    """A new secret; the one before is forgotten."""
    token = secrets.token_urlsafe(BYTES)
    FeedKey.objects.update_or_create(runner=runner, defaults={"sha256": _checksum(token), "made": now})
    return token


def forget(runner: str) -> None:
    """No feed any more."""
    FeedKey.objects.filter(runner=runner).delete()


def address(token: str) -> str:
    """The path of a feed."""
    return reverse("feed", args=[token])


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a secret address. Open to calendar programs, which cannot sign in. Raises Http404."""
    key = FeedKey.objects.filter(sha256=_checksum(token)).first()
    desk = Desk(key.runner, Rights()) if key is not None else None
    if desk is None or not desk.has_plan:
        raise Http404
    data = desk.answer("feed", lambda: feed_calendar(desk.book))
    mark = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == mark:
        return HttpResponse(status=304, headers={"ETag": mark})
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["ETag"] = mark
    response["Cache-Control"] = f"private, max-age={FRESH_S}"
    response["Content-Disposition"] = 'inline; filename="midstance.ics"'
    return response
