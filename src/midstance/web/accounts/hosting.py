"""What whoever runs the place does with accounts, from the command line: make, list, close, open, renew, delete."""

from __future__ import annotations

import datetime as dt
import os

import msgspec
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from midstance.application.diary import DiaryError
from midstance.formats.brief_words import meant
from midstance.formats.entry import one_line
from midstance.web.accounts import attempts, inviting, seats
from midstance.web.accounts.models import CoachAccess, Seat
from midstance.web.variables import ORIGIN, origin_of, port_of


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """An account as it is listed."""

    name: str
    email: str
    joined: dt.datetime
    last_seen: dt.datetime | None
    is_active: bool
    coaches: int
    runners: int


def add(name: str, password: str, *, email: str = "") -> str:
    """Makes an account whose diary is that of the same name, which may be there already. Raises DiaryError."""
    name = name.strip().casefold()
    trouble = "" if name == "me" else seats.name_trouble(name)
    if trouble:
        raise DiaryError(f"{one_line(name, 40)!r}: {trouble}")
    if User.objects.filter(username__iexact=name).exists():
        raise DiaryError(f"there is an account called {name} already")
    _check_email(email)
    with transaction.atomic():
        made = User(username=name, email=email)
        _check_password(password, made)
        made.set_password(password)
        made.save()
        seats.seat_for(made, seats.diary_called(name))
        if email:
            EmailAddress.objects.create(user=made, email=email.lower(), primary=True, verified=True)
    return name


def listed() -> tuple[Account, ...]:
    """All accounts, by name."""
    rows = User.objects.select_related("seat").order_by("username")
    return tuple(
        Account(
            name=one.username,
            email=one.email,
            joined=one.date_joined,
            last_seen=one.last_login,
            is_active=one.is_active,
            coaches=CoachAccess.objects.filter(owner__user=one).count(),
            runners=CoachAccess.objects.filter(coach__user=one).count(),
        )
        for one in rows
    )


def set_active(name: str, active: bool) -> None:
    """Closes an account, which ends its sessions, or opens it again. The diary stays. Raises DiaryError."""
    user = named(name)
    user.is_active = active
    user.save(update_fields=["is_active"])
    if not active:
        seats.sign_out_everywhere(user)


def set_password(name: str, password: str) -> None:
    """Gives an account a new password, which ends its sessions and its second factor stays. Raises DiaryError."""
    user = named(name)
    _check_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    attempts.forgive(f"user:{user.pk}")
    seats.sign_out_everywhere(user)


def invitation_link(*, email: str = "", at: str = "") -> str:
    """The link of a new invitation to an account, at the origin `at` or where the app is reached. Raises DiaryError."""
    if settings.REGISTRATION == "closed":
        raise DiaryError("MIDSTANCE_REGISTRATION is closed; set it to invite first")
    _check_email(email)
    origin = reached_at(at)
    __, secret = inviting.invite(None, timezone.now(), email=email)
    return f"{origin}{reverse('invited', args=[secret])}"


def reached_at(at: str = "") -> str:
    """Where people reach the app: as said here, by the settings, or at its port on this machine. Raises DiaryError."""
    try:
        said = origin_of({ORIGIN: at})
    except ValueError:
        raise DiaryError(f"{one_line(at, 60)!r} is no address like https://midstance.example") from None
    return str(said or settings.ORIGIN or f"http://localhost:{port_of(os.environ)}")


def delete(name: str) -> None:
    """Deletes an account with its diary. Raises DiaryError."""
    seats.leave(named(name))


def named(name: str) -> User:
    """The account of a name. Raises DiaryError where there is none, with who was meant."""
    found = User.objects.filter(username__iexact=name.strip()).first()
    if found is None:
        names = list(User.objects.order_by("username").values_list("username", flat=True))
        raise DiaryError(f"there is no account called {one_line(name, 40)!r}{meant(name, names)}")
    return found


def unseated() -> tuple[str, ...]:
    """Diaries of the store that no account writes."""
    from midstance.storage import open_store

    taken = set(Seat.objects.values_list("runner", flat=True))
    return tuple(held.runner for held in open_store().runners() if held.runner not in taken)


def _check_email(email: str) -> None:
    if not email:
        return
    try:
        validate_email(email)
    except ValidationError:
        raise DiaryError(f"{one_line(email, 60)!r} is no e-mail address") from None
    if EmailAddress.objects.filter(email__iexact=email).exists():
        raise DiaryError("another account has this e-mail address")


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise DiaryError(" ".join(error.messages)) from None
