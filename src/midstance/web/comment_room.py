"""`{% comments_on desk 'session' session.id %}`: what runner and coach say to each other, on the page it is about."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.template import Context

from midstance.web.desk import Desk

register = template.Library()


@register.inclusion_tag("midstance/accounts/comments.html", takes_context=True)
def comments_on(context: Context, desk: Desk | str | None, kind: str, about: object) -> dict[str, object]:
    """The comments on a session or a day, and room for one more; nothing where nobody signs in.

    `kind` is `session` or `day`; `about` a session's id, or a date.
    """
    if not settings.ACCOUNTS or not isinstance(desk, Desk):
        return {"room": None}
    from midstance.web.accounts.comments import room_for

    request = context["request"]
    return {"room": room_for(request, desk, kind, str(about)), "desk": desk, "request": request,
            "csrf_token": context.get("csrf_token")}  # fmt: skip
