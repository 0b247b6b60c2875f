"""DATABASE_URL: which database keeps the diaries, where it is not a file in the home folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote, urlsplit

from midstance.application.diary import DiaryError

VARIABLE = "DATABASE_URL"
SCHEMES = ("postgresql", "postgres")
TLS = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
KNOWN = ("host", "port", "sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout")
WAITS = "-c lock_timeout=5s -c statement_timeout=60s -c idle_in_transaction_session_timeout=60s"
"""As long as a writer waits for another on SQLite; nothing hangs for ever (ours)."""


def database_settings(environ: Mapping[str, str] | None = None) -> dict[str, object] | None:
    """Django's settings for the database of DATABASE_URL; None where there is none, so that a file is meant.

    Raises DiaryError for what cannot be used; its message never holds the address, in which a password may stand.
    """
    given = (os.environ if environ is None else environ).get(VARIABLE, "").strip()
    if not given:
        return None
    try:
        parts = urlsplit(given)
        query, port = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query))), parts.port
    except ValueError:
        raise DiaryError(_unusable("it cannot be read")) from None
    if parts.scheme not in SCHEMES:
        raise DiaryError(_unusable("it does not begin with postgresql://"))
    name = unquote(parts.path.lstrip("/"))
    if not name or "/" in name:
        raise DiaryError(_unusable("it names no database"))
    if unknown := sorted(set(query) - set(KNOWN)):
        raise DiaryError(_unusable(f"{unknown[0]!r} is not known behind the ?"))
    if query.get("sslmode", "prefer") not in TLS:
        raise DiaryError(_unusable("sslmode is one of " + ", ".join(TLS)))
    host = query.pop("host", "") or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": query.pop("port", "") or ("" if port is None else str(port)),
        "OPTIONS": {"application_name": "midstance", "connect_timeout": 5, "options": WAITS, **query},
        "TIME_ZONE": "UTC",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _unusable(why: str) -> str:
    return (
        f"{VARIABLE}: {why}; write postgresql://user:password@host/database, "
        "or take the variable away to keep the diary in a file"
    )
