"""Tables of the pages themselves; what is trained stands in the diary (`midstance.storage`)."""

from __future__ import annotations

from django.db import models


class FeedKey(models.Model):
    """The secret in the address of a runner's calendar feed; only its checksum is kept."""

    runner = models.CharField(max_length=64, unique=True)
    sha256 = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField()
