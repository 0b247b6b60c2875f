"""The feeds of a runner in the database: the port `application.feeds.kept.FeedBox`."""

from __future__ import annotations

import msgspec
from django.db import IntegrityError, models, transaction

from midstance.application.feeds.kept import Feed, name_taken
from midstance.storage.models import Subscription
from midstance.storage.troubles import in_words


class DatabaseFeeds:
    """The box of one runner behind a connection."""

    def __init__(self, runner: str, using: str = "default") -> None:
        self.runner, self.using = runner, using

    def feeds(self) -> tuple[Feed, ...]:
        """All of them, by name."""
        with in_words(self.using):
            bodies = list(self._rows().values_list("body", flat=True))
        return tuple(sorted((msgspec.json.decode(body, type=Feed) for body in bodies), key=lambda feed: feed.name))

    def add(self, feed: Feed) -> None:
        """Keeps a new one. Raises DiaryError where the name is taken."""
        with in_words(self.using):
            try:
                with transaction.atomic(using=self.using):
                    row = Subscription(runner=self.runner, name=feed.name, mark=feed.mark(), body=_body(feed))
                    row.save(using=self.using)
            except IntegrityError:
                raise name_taken(feed.name) from None

    def change(self, before: Feed, after: Feed) -> bool:
        """Puts one in the place of what it was; False where another process was first, or it is gone."""
        with in_words(self.using):
            row = self._rows().filter(name=before.name, mark=before.mark())
            return row.update(mark=after.mark(), body=_body(after)) == 1

    def remove(self, name: str) -> bool:
        """Forgets one, secret and all; False where there is none."""
        with in_words(self.using):
            return self._rows().filter(name=name).delete()[0] > 0

    def clear(self) -> None:
        """Forgets all of them."""
        with in_words(self.using):
            self._rows().delete()

    def _rows(self) -> models.QuerySet[Subscription]:
        return Subscription.objects.using(self.using).filter(runner=self.runner)


def followers(using: str = "default") -> tuple[str, ...]:
    """The runners who follow anything, by name."""
    with in_words(using):
        return tuple(sorted(set(Subscription.objects.using(using).values_list("runner", flat=True))))


def _body(feed: Feed) -> str:
    return msgspec.json.encode(feed, order="deterministic").decode()
