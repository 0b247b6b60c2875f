"""Who comes to whose desk, and with what rights. Nothing else in the house decides that."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from midstance.web.accounts.models import CoachAccess, Seat
from midstance.web.accounts.seats import seat_of
from midstance.web.desk import Desk, Rights

OWNER = Rights(write=True, comment=True, own=True)


def desk_for(request: HttpRequest, key: str) -> Desk:
    """The desk for a request: one's own, or that of the runner named by `key` who invited whoever asks as a coach.

    Raises Http404 where nobody is signed in, there is no such runner, or it is not theirs to see: all the same answer.
    """
    seat = seat_of(request.user)
    if not key:
        return Desk(seat.runner, OWNER, name=request.user.get_username())
    access = CoachAccess.objects.select_related("owner__user").filter(owner__key=key, coach=seat).first()
    if access is None or not access.owner.user.is_active:
        raise Http404
    rights = Rights(write=access.may_write, comment=True)
    return Desk(access.owner.runner, rights, key=key, name=access.owner.user.get_username())


def seat_at(request: HttpRequest, desk: Desk) -> Seat:
    """The seat of the runner whose desk it is."""
    if not desk.key:
        return seat_of(request.user)
    return Seat.objects.select_related("user").get(key=desk.key)
