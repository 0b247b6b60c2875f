"""Wrong passwords are counted in the database, so that every worker knows of them, and a restart forgets none.

They are counted for an account and an address together: who guesses from elsewhere does not lock out its owner.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import ipaddress
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.crypto import salted_hmac

from midstance.web.accounts.models import Attempt

MOST = 10
"""Wrong passwords for one account from one address."""
MOST_ALTOGETHER = 100
"""Wrong passwords for one account from anywhere, so that many addresses do not help (ours)."""
MOST_FROM_ONE = 50
"""Wrong passwords from one address for any accounts, so that trying one password on everybody does not help (ours)."""
LASTS = dt.timedelta(minutes=15)
"""So long a wrong password counts (ours)."""


def account_of(login: str) -> str:
    """A name for the account that a login means: the same for its name and for its address of mail."""
    users = get_user_model()._default_manager
    found = users.filter(Q(username__iexact=login) | Q(email__iexact=login)).values_list("pk", flat=True).first()
    return f"user:{found}" if found is not None else f"nobody:{login.casefold()}"


class Tried(NamedTuple):
    """A password that is about to be looked at, already counted as a wrong one."""

    rows: tuple[int, ...] = ()
    locked_until: dt.datetime | None = None
    """Until when no password is looked at, where there were too many wrong ones."""


def count(account: str, address: str, now: dt.datetime) -> Tried:
    """Counts a password for an account from an address. It is written down before it is looked at, so that guesses
    that come at the same moment are all counted."""
    place = place_of(address)
    limits = (
        (_key(account, place), MOST),
        (_key(account, "anywhere"), MOST_ALTOGETHER),
        (_key("anybody", place), MOST_FROM_ONE),
    )
    rows = Attempt.objects.bulk_create([Attempt(sha256=key, at=now) for key, _ in limits])
    mine = tuple(row.pk for row in rows)
    for key, most in limits:
        before = Attempt.objects.filter(sha256=key, at__gt=now - LASTS).exclude(pk__in=mine)
        if before.count() >= most:
            Attempt.objects.filter(pk__in=mine).delete()
            return Tried(locked_until=before.order_by("-at").values_list("at", flat=True)[most - 1] + LASTS)
    return Tried(rows=mine)


def was_right(tried: Tried) -> None:
    """The password was right, so it counts no more."""
    Attempt.objects.filter(pk__in=tried.rows).delete()


def place_of(address: str) -> str:
    """An address as it is counted: of IPv6 the network, since a household has all of it."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{found}/64", strict=False)) if found.version == 6 else str(found)


def forgive(account: str) -> None:
    """Nothing tried before counts any more, wherever it came from: the password is a new one."""
    Attempt.objects.filter(sha256__startswith=_account_part(account)).delete()


def sweep(now: dt.datetime) -> int:
    """Takes away what counts no more; returns how many."""
    return Attempt.objects.filter(at__lt=now - LASTS).delete()[0]


def _account_part(account: str) -> str:
    return salted_hmac("midstance.attempts", account, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()[:32]


def _key(account: str, address: str) -> str:
    return _account_part(account) + hashlib.sha256(f"{account}\n{address}".encode()).hexdigest()[:32]
