"""Seats: which account writes which diary, how one comes to be, and how it goes with all that is in it."""

from __future__ import annotations

import re

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from midstance.application.diary import DiaryError
from midstance.storage import open_store
from midstance.storage.copies import forget
from midstance.storage.handed_over import HandedOver
from midstance.storage.store import Store
from midstance.web.accounts.models import Seat

NAME = re.compile(r"[^\W_][\w.-]{1,39}")
RESERVED = frozenset({"me", "admin", "root", "midstance", "coach"})
"""`me` is the runner of commands that name none; the others would be taken for the host (ours)."""


def name_trouble(name: str) -> str:
    """What is wrong with the name of an account, or nothing."""
    if not NAME.fullmatch(name):
        return _("A name has 2 to 40 letters, figures, dots or hyphens, and begins with a letter or figure.")
    if name.casefold() in RESERVED:
        return _("This name is kept for the program itself. Choose another.")
    return ""


def is_taken(name: str) -> bool:
    """Whether there is a seat, or a diary without one, by this name in any spelling: nobody comes to it by its name."""
    if Seat.objects.filter(runner__iexact=name).exists():
        return True
    return any(held.runner.casefold() == name.casefold() for held in open_store().runners())


def seat_for(user: User, runner: str = "") -> Seat:
    """The seat of an account, made where it has none; the diary has its name, or that of `runner`.

    Raises DiaryError where that diary has an account already.
    """
    found, name = Seat.objects.filter(user=user).first(), runner or user.get_username()
    if found is None:
        if Seat.objects.filter(runner=name).exists():
            raise DiaryError(f"the diary of {name} belongs to another account")
        found = Seat.objects.create(user=user, runner=name)
    return found


def diary_called(name: str) -> str:
    """The runner of the store who is meant by a name in any spelling; the name itself where nobody is."""
    runners = [held.runner for held in open_store().runners()]
    alike = [runner for runner in runners if runner.casefold() == name.casefold()]
    return alike[0] if len(alike) == 1 and name not in runners else name


def seat_of(user: AbstractBaseUser | AnonymousUser) -> Seat:
    """The seat of whoever asks. Raises Http404 where they have none."""
    if not user.is_authenticated:
        raise Http404
    seat = getattr(user, "seat", None)
    if not isinstance(seat, Seat):
        raise Http404
    return seat


def leave(user: User) -> None:
    """Deletes an account and all that is of it: diary, copies of it, comments, invitations, sessions. For good."""
    seat = Seat.objects.filter(user=user).first()
    runner = seat.runner if seat is not None else user.get_username()
    sign_out_everywhere(user)
    with transaction.atomic():
        from midstance.web.models import FeedKey

        FeedKey.objects.filter(runner=runner).delete()
        user.delete()
    store = open_store()
    HandedOver(store.home, runner).clear()
    forget(store.home, runner)
    if _has(store, runner):
        try:
            store.delete(runner)
        except DiaryError:
            # Somebody else reads at this moment, so that traces stay in the files until they are written over.
            if _has(store, runner):
                raise


def _has(store: Store, runner: str) -> bool:
    return any(held.runner == runner for held in store.runners())


def sign_out_everywhere(user: User) -> None:
    """Ends every session of an account."""
    from allauth.usersessions.models import UserSession

    keys = list(UserSession.objects.filter(user=user).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
