"""What has to be done before the app answers: folder and tables up to date, static files gathered, settings checked."""

from __future__ import annotations

import os

SETTINGS = "midstance.web.settings"


def prepare(*, static: bool = True) -> None:
    """Makes everything ready; safe to do again, and by two processes at once. Raises DiaryError."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    from midstance.web.configuration import settings_from

    settings_from()
    import django

    django.setup()
    bring_up_to_date()
    if static:
        gather_static()


def bring_up_to_date() -> None:
    """The diary's tables first, by its own careful way; then those of the pages and accounts. Raises DiaryError."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import DEFAULT_DB_ALIAS as DEFAULT
    from django.db import connections
    from django.utils import timezone

    from midstance.storage import open_store
    from midstance.storage.engine import engine_of
    from midstance.storage.troubles import in_words

    open_store().close()
    with in_words(DEFAULT), engine_of(DEFAULT).starting(connections[DEFAULT]):
        call_command("migrate", verbosity=0, interactive=False)
        if settings.ACCOUNTS:
            call_command("createcachetable", verbosity=0)
            call_command("clearsessions", verbosity=0)
            from midstance.web.accounts import attempts

            attempts.sweep(timezone.now())
    connections.close_all()


def gather_static() -> None:
    """Static files under names with a hash, compressed, beside the diary."""
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)
