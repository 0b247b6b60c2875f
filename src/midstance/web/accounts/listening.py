"""What is done when the sign-in says that something happened."""

from __future__ import annotations

from allauth.account.signals import password_changed, password_reset, user_signed_up
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone

from midstance.web.accounts import attempts, inviting


def listen() -> None:
    """Connects what follows."""
    user_signed_up.connect(_joined, dispatch_uid="midstance.joined")
    password_reset.connect(_new_password, dispatch_uid="midstance.reset")
    password_changed.connect(_new_password, dispatch_uid="midstance.changed")


def _joined(request: HttpRequest, user: User, **_: object) -> None:
    """An invitation to an account is used up by the account; one from a runner waits for the coach to say yes."""
    invitation = inviting.brought_by(request)
    if invitation is not None and invitation.owner is None:
        inviting.accept(invitation, user.seat, timezone.now())


def _new_password(user: User, **_: object) -> None:
    attempts.forgive(f"user:{user.pk}")
