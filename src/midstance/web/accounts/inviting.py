"""Invitations: a secret in a link, of which only a checksum is kept; used once, and not for ever."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from midstance.application.diary import DiaryError
from midstance.web.accounts.models import CoachAccess, Invitation, Seat

LASTS = dt.timedelta(days=14)
"""So long an invitation can be used (ours)."""
MOST_OPEN = 20
"""Invitations of one runner that wait at the same time (ours)."""
_IN_SESSION = "invitation"


def invite(owner: Seat | None, now: dt.datetime, *, email: str = "", may_write: bool = False) -> tuple[Invitation, str]:
    """Makes an invitation; returns it with its secret, which is known from here on only to whoever has the link.

    `owner` invites a coach; without one, the host invites somebody to an account. Raises DiaryError.
    """
    if owner is not None and waiting(owner, now).count() >= MOST_OPEN:
        raise DiaryError(f"{MOST_OPEN} invitations are waiting already; take some back first")
    secret = secrets.token_urlsafe(24)
    made = Invitation.objects.create(
        owner=owner, sha256=_sum(secret), email=email, may_write=may_write, made=now, expires=now + LASTS
    )
    return made, secret


def waiting(owner: Seat, now: dt.datetime) -> QuerySet[Invitation]:
    """Invitations of a runner that nobody has used yet and that still hold."""
    return Invitation.objects.filter(owner=owner, used=None, expires__gt=now).order_by("made")


def found(secret: str, now: dt.datetime) -> Invitation | None:
    """The invitation of a secret, where it still holds."""
    rows = Invitation.objects.select_related("owner__user").filter(sha256=_sum(secret), used=None, expires__gt=now)
    one = rows.first()
    return one if one is not None and (one.owner is None or one.owner.user.is_active) else None


def remember(request: HttpRequest, invitation: Invitation) -> None:
    """Keeps in mind, while somebody signs in or up, by which invitation they came."""
    request.session[_IN_SESSION] = invitation.pk


def brought_by(request: HttpRequest) -> Invitation | None:
    """The invitation by which a visitor came, where it still holds."""
    from django.utils import timezone

    number = request.session.get(_IN_SESSION)
    if number is None:
        return None
    rows = Invitation.objects.select_related("owner__user").filter(pk=number, used=None, expires__gt=timezone.now())
    return rows.first()


def accept(invitation: Invitation, coach: Seat, now: dt.datetime) -> None:
    """Uses an invitation up: the coach now sees the runner's diary. Raises DiaryError for one's own, or one used."""
    if invitation.owner is not None and invitation.owner.pk == coach.pk:
        raise DiaryError("this invitation is your own; send it to your coach")
    with transaction.atomic():
        if not Invitation.objects.filter(pk=invitation.pk, used=None).update(used=now):
            raise DiaryError("this invitation was used already; ask for a new one")
        if invitation.owner is not None:
            CoachAccess.objects.update_or_create(
                owner=invitation.owner, coach=coach, defaults={"may_write": invitation.may_write}
            )


def _sum(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
