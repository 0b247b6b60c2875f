"""Tables brought to the version that this program knows: all steps or none, by one process at a time."""

from __future__ import annotations

from pkgutil import iter_modules

from django.db import connections

from midstance.application.diary import DiaryError
from midstance.storage import migrations
from midstance.storage.engine import engine_of, where
from midstance.storage.troubles import in_words

APP = "diary"


def known_steps() -> frozenset[str]:
    """Names of the migrations that this version brings."""
    return frozenset(module.name for module in iter_modules(migrations.__path__))


def bring_up_to_date(using: str) -> None:
    """Makes or changes the tables where that is needed; one query where it is not.

    Raises DiaryError for a diary that a newer version has changed, which is then left as it is.
    """
    with in_words(using):
        if not _missing(using):
            return
        connection = connections[using]
        with engine_of(using).changing_tables(connection):
            # Another process may have done it while this one waited for its turn.
            if _missing(using):
                from django.db.migrations.executor import MigrationExecutor

                executor = MigrationExecutor(connection)
                executor.migrate(executor.loader.graph.leaf_nodes(APP))


def _missing(using: str) -> frozenset[str]:
    """The steps still to be done. Raises DiaryError where some are done that this version does not know."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if "django_migrations" not in connection.introspection.table_names(cursor):
            return known_steps()
        cursor.execute("SELECT name FROM django_migrations WHERE app = %s", [APP])
        done = {str(name) for (name,) in cursor.fetchall()}
    if newer := sorted(done - known_steps()):
        raise DiaryError(
            f"{where(using)} was last used by a newer midstance ({newer[-1]}); nothing was changed. "
            "Install the newest one"
        )
    return known_steps() - done
