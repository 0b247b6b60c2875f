"""One set of Django's settings for all tests of a process: those of the one runner's app.

The tables of accounts are known too, so that tests can sign people in (`tests/web/accounts`); nothing else of them is.
"""

from __future__ import annotations

import os
import tempfile

from tests.postgresql import database_url as database_url
from tests.postgresql import postgresql as postgresql


def _set_up() -> None:
    """Before any test is read, so that nothing sets Django up for less."""
    import django
    from django.conf import global_settings, settings

    from midstance.web.configuration import settings_from

    environ = {"MIDSTANCE_HOME": tempfile.mkdtemp(prefix="midstance-tests-")}
    alone, everything = settings_from(environ), settings_from({**environ, "MIDSTANCE_ACCOUNTS": "1"})
    settings.configure(**everything)
    django.setup()
    for name in everything.keys() - {"INSTALLED_APPS"}:
        if name in alone or hasattr(global_settings, name):
            setattr(settings, name, alone.get(name, getattr(global_settings, name, None)))
        else:
            delattr(settings, name)


os.environ.pop("DATABASE_URL", None)
# Playwright runs an event loop in the thread of the tests, where Django else refuses to look into a database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
_set_up()
