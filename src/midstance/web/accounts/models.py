"""Who sits where: accounts and their diaries, coaches and what they may, invitations, comments, wrong passwords."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models

LONGEST_COMMENT = 2000
"""Letters of a comment (ours)."""


def new_key() -> str:
    """A name for addresses that says nothing of whom it stands for."""
    return secrets.token_hex(8)


class Seat(models.Model):
    """Whose diary an account writes: the runner's name in the store, and the name under which coaches come to it."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="seat")
    runner = models.CharField(max_length=64, unique=True)
    key = models.CharField(max_length=32, unique=True, default=new_key)
    made = models.DateTimeField(auto_now_add=True)


class CoachAccess(models.Model):
    """That a coach sees a runner's diary and comments on it, since the runner invited them."""

    owner = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="coaches")
    coach = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="runners")
    may_write = models.BooleanField(default=False)
    """Record, arrange and accept for the runner."""
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Somebody coaches a runner once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "coach"], name="coach_once")]


class Invitation(models.Model):
    """An invitation: as a coach by `owner`, or, without one, to an account by the host. Only a checksum is kept."""

    owner = models.ForeignKey(Seat, on_delete=models.CASCADE, null=True, related_name="invitations")
    sha256 = models.CharField(max_length=64, unique=True)
    email = models.EmailField(blank=True)
    may_write = models.BooleanField(default=False)
    made = models.DateTimeField()
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)


class Comment(models.Model):
    """What a runner or their coach says about a session or a day."""

    owner = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="comments_made")
    kind = models.CharField(max_length=8)
    about = models.CharField(max_length=200)
    text = models.TextField(max_length=LONGEST_COMMENT)
    at = models.DateTimeField()

    class Meta:
        """They are looked for by what they are about."""

        indexes: ClassVar = [models.Index(fields=["owner", "kind", "about", "at"], name="comment_about")]


class Attempt(models.Model):
    """A password that was tried for an account from an address, and was not right; neither can be read from it."""

    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        """They are counted by account and address."""

        indexes: ClassVar = [models.Index(fields=["sha256", "at"], name="attempt_at")]
