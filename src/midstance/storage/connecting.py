"""Django, loaded only as far as a diary needs it, and its connections to diary files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connections

from midstance.storage import settings as ours

_IDENTITY = ("ENGINE", "HOST", "PORT", "USER", "NAME")


def connection_to(file: Path, database: Mapping[str, object] | None = None) -> str:
    """Django's name for the connection to a diary file, or to the database of `storage.address`.

    Django is set up where nobody has done so yet. Several can be open at once, each under a name of its own.
    """
    if not settings.configured:
        # Not by the environment: that may name the settings of somebody else's project.
        settings.configure(**{name: value for name, value in vars(ours).items() if name.isupper()})
    if not apps.ready:
        # `django.setup` would also load what answers web requests, which takes longer than all the rest.
        apps.populate(settings.INSTALLED_APPS)
    # What knows the tables can only be imported from here on.
    from midstance.storage import sqlite

    wanted = sqlite.settings_for(file) if database is None else dict(database)
    known = connections.settings
    for alias, given in known.items():
        if all(str(given.get(key) or "") == str(wanted.get(key) or "") for key in _IDENTITY):
            return alias
    name = "/".join(str(wanted.get(key) or "") for key in _IDENTITY)
    known[name] = connections.configure_settings({"default": {}, name: wanted})[name]
    return name


def disconnect(file: Path) -> None:
    """Lets go of a diary file, so that another may take its place."""
    for alias, given in connections.settings.items():
        if str(given.get("NAME")) == str(file):
            connections[alias].close()
