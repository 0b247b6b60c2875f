"""What tells the things of one runner on a device from those of another, and says nothing else."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from midstance.web.desk import Desk

SALT = "midstance.web.runner-key"
LETTERS = 16


def runner_key(desk: Desk) -> str:
    """The key of a desk's runner: the same on all devices, and not to be traced back to a name."""
    return salted_hmac(SALT, desk.runner, algorithm="sha256").hexdigest()[:LETTERS]
