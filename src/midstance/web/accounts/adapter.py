"""What Midstance has its own way in where people sign in: who may join, names, wrong passwords, from where."""

from __future__ import annotations

import datetime as dt
import math
from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from midstance.web.accounts import attempts, inviting, seats


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's way, but where this says otherwise."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": lazy("Name and password do not go together. Nothing was changed; try again."),
        "email_password_mismatch": lazy("Name and password do not go together. Nothing was changed; try again."),
        "username_taken": lazy("This name is taken. Choose another."),
        "incorrect_password": lazy("This is not your password."),
        "too_many_login_attempts": lazy("That was too often in a short time. Wait some minutes, then try again."),
        "rate_limited": lazy("That was too often in a short time. Wait some minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether this visitor may make an account: anybody, whom somebody invited, or nobody."""
        if settings.REGISTRATION == "open":
            return True
        return settings.REGISTRATION == "invite" and inviting.brought_by(request) is not None

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """The name, fit to be one. Raises ValidationError; a diary that is there already is nobody's to take."""
        if trouble := seats.name_trouble(username):
            raise ValidationError(trouble)
        name: str = super().clean_username(username, shallow)
        if not shallow and seats.is_taken(name):
            raise self.validation_error("username_taken")
        return name

    def save_user(self, request: HttpRequest, user: User, form: object, commit: bool = True) -> User:
        """Keeps the account, and its seat with it."""
        with transaction.atomic():
            saved: User = super().save_user(request, user, form, commit)
            if commit:
                seats.seat_for(saved)
        return saved

    def is_email_verified(self, request: HttpRequest, email: str) -> bool:
        """Whether the address needs no letter of confirmation: the invitation reached them there."""
        invitation = inviting.brought_by(request)
        reached = invitation is not None and bool(invitation.email) and invitation.email.lower() == email.lower()
        return reached or bool(super().is_email_verified(request, email))

    def pre_authenticate(self, request: HttpRequest, **credentials: object) -> None:
        """Counts the password about to be tried. Raises ValidationError where there were too many wrong ones."""
        login = str(credentials.get("email") or credentials.get("username") or "")
        now = timezone.now()
        self._tried = attempts.count(attempts.account_of(login), self.get_client_ip(request), now)
        if self._tried.locked_until is not None:
            minutes = max(1, math.ceil((self._tried.locked_until - now) / dt.timedelta(minutes=1)))
            raise ValidationError(
                _("Too many wrong passwords for this account from where you are. Wait %(minutes)d min, then try again.")
                % {"minutes": minutes},
                code="too_many_login_attempts",
            )

    def authenticate(self, request: HttpRequest, **credentials: object) -> User | None:
        """Who it is, or None. A right password is not held against anybody."""
        user: User | None = super().authenticate(request, **credentials)
        if user is not None:
            attempts.was_right(self._tried)
        return user

    def get_client_ip(self, request: HttpRequest) -> str:
        """From where a request comes: what the last of our own proxies says, else who is connected."""
        chain = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",") if one.strip()]
        direct = str(request.META.get("REMOTE_ADDR") or "unknown")
        if settings.PROXIES and len(chain) >= settings.PROXIES:
            return chain[-settings.PROXIES]
        return direct
