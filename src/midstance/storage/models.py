"""The tables of the diary. Every row has an owner; what is written stays as it was written.

Corrections, new revisions and new states are rows of their own, so nothing is ever changed in place. Only deleting a
runner, or restoring a backup, takes rows away, and `storage.store` alone does that.
"""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn, TypeVar

from django.db import models

LONGEST_ID, LONGEST_NAME, LONGEST_SESSION, LONGEST_BASIS = 64, 64, 200, 128


class Changed(TypeError):
    """A programming mistake: something that was written was to be changed."""


Row = TypeVar("Row", bound=models.Model)


class LastingRows(models.QuerySet[Row]):
    """Rows that can be read and added to, and nothing else."""

    def _refused(self) -> NoReturn:
        raise Changed(f"rows of {self.model._meta.db_table} are only ever added")

    def update(self, **kwargs: object) -> NoReturn:
        """Refused."""
        self._refused()

    def delete(self) -> NoReturn:
        """Refused."""
        self._refused()

    def bulk_update(self, objs: object, fields: object, batch_size: object = None) -> NoReturn:
        """Refused."""
        self._refused()


LastingManager = models.Manager.from_queryset(LastingRows)


class Lasting(models.Model):
    """A row that is written once."""

    objects = LastingManager()

    class Meta:
        """No table of its own."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes the row the first time, and refuses ever after."""
        if not self._state.adding:
            raise Changed(f"a row of {self._meta.db_table} never changes")
        super().save(*args, **kwargs)

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        """Refused."""
        raise Changed(f"a row of {self._meta.db_table} is never taken away alone")


class Runner(Lasting):
    """Whose diary it is: the owner of every other row."""

    name = models.CharField(max_length=LONGEST_NAME, unique=True)
    since = models.DateTimeField()


class LogEntry(Lasting):
    """An entry of the log. `body` is the entry to the letter; the other columns are read from it, to be searched by."""

    owner = models.ForeignKey(Runner, on_delete=models.PROTECT, related_name="entries", db_index=False)
    client_id = models.CharField(max_length=LONGEST_ID)
    kind = models.CharField(max_length=16)
    at = models.DateTimeField()
    arrived = models.DateTimeField()
    supersedes = models.CharField(max_length=LONGEST_ID, blank=True)
    session = models.CharField(max_length=LONGEST_SESSION, blank=True)
    exercise = models.CharField(max_length=LONGEST_SESSION, blank=True)
    version = models.PositiveSmallIntegerField()
    body = models.TextField()

    class Meta:
        """Sending an entry twice is harmless: its id is there once for each runner."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "client_id"], name="entry_once")]
        indexes: ClassVar = [
            models.Index(fields=["owner", "at"], name="entry_at"),
            models.Index(fields=["owner", "id"], name="entry_newest"),
            models.Index(fields=["owner", "exercise", "at"], name="entry_exercise"),
            models.Index(fields=["owner", "session"], name="entry_session"),
        ]


class Revision(Lasting):
    """A revision of the plan. `document` is the plan document, packed by zlib; `as_of` has its zone, as text."""

    owner = models.ForeignKey(Runner, on_delete=models.PROTECT, related_name="revisions", db_index=False)
    name = models.CharField(max_length=LONGEST_ID)
    number = models.PositiveIntegerField()
    as_of = models.CharField(max_length=40)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    basis = models.CharField(max_length=LONGEST_BASIS, blank=True)
    why = models.TextField()
    schema = models.CharField(max_length=40)
    knowledge = models.CharField(max_length=128, blank=True)
    engine = models.CharField(max_length=80, blank=True)
    made_by = models.CharField(max_length=80, blank=True)
    kept = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    document = models.BinaryField()

    class Meta:
        """A revision's name is there once for each runner."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "name"], name="revision_once")]


class RevisionMark(Lasting):
    """A state that a revision was put into. The latest one counts."""

    owner = models.ForeignKey(Runner, on_delete=models.PROTECT, related_name="marks", db_index=False)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="marks", db_index=False)
    state = models.CharField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        """At one moment a revision has one state."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["revision", "at"], name="mark_once")]
        indexes: ClassVar = [models.Index(fields=["owner", "at"], name="mark_at")]


class Subscription(models.Model):
    """A feed of a runner, with its secret: no part of the diary, and so in no export and no backup.

    `body` is `application.feeds.kept.Feed` as JSON; `mark` tells whether it is another by now. Unlike the diary's rows
    it changes and goes.
    """

    runner = models.CharField(max_length=LONGEST_NAME)
    name = models.CharField(max_length=LONGEST_NAME)
    mark = models.CharField(max_length=64)
    body = models.TextField()

    class Meta:
        """A feed's name is there once for each runner."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["runner", "name"], name="subscription_once")]


TABLES: tuple[type[Lasting], ...] = (RevisionMark, Revision, LogEntry, Runner)
"""All tables of the diary, those that refer to others first."""
