"""What is wrong or unsafe about how the app is set up: each with an id, what it is, and what to do.

`midstance serve --check` prints them. Errors (E) keep the app from starting, warnings (W) do not.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from django.core.checks import CheckMessage, Error, Warning

from midstance.application.diary import DiaryError
from midstance.storage.address import VARIABLE as DATABASE
from midstance.storage.address import database_settings
from midstance.storage.folder import home_folder
from midstance.web import variables
from midstance.web.secrets_kept import FILE_NAME as KEY_FILE
from midstance.web.secrets_kept import secret_from
from midstance.web.variables import VARIABLES, has_accounts

LEAST_KEY, LEAST_LETTERS = 40, 12
"""Letters of a key, and how many of them differ: fewer can be guessed (ours; Django warns below 50 and 5)."""
LOCAL = ("127.0.0.1", "localhost", "::1", "[::1]")
ELSEWHERE = ("MIDSTANCE_REAL_DATA", "MIDSTANCE_TESTS_ON", "MIDSTANCE_COMPLETE")
"""Variables of the tests and of the shell, which mean nothing to the app."""


def problems(environ: Mapping[str, str], host: str = "127.0.0.1", workers: int = 1) -> list[CheckMessage]:
    """What is wrong, errors first, each kind in the order of its ids."""
    accounts = has_accounts(environ)
    found = [*_everywhere(environ, workers)]
    if accounts:
        found += [*_reached(environ, host), *_people(environ)]
    else:
        found += [*_alone(environ)]
    return sorted(found, key=lambda one: (one.level < 40, one.id or ""))


def _error(number: int, says: str, hint: str) -> CheckMessage:
    return Error(says, hint=hint, id=f"MIDSTANCE-E{number:03}")


def _warning(number: int, says: str, hint: str) -> CheckMessage:
    return Warning(says, hint=hint, id=f"MIDSTANCE-W{number:03}")


def _everywhere(environ: Mapping[str, str], workers: int) -> Iterator[CheckMessage]:
    given = environ.get(variables.ACCOUNTS, "").strip().casefold()
    if given not in variables.TRUE + variables.FALSE:
        yield _error(10, f"{variables.ACCOUNTS} is {given[:20]!r}.", "Write 1 for accounts, or take it away.")
    yield from _unknown(environ)
    yield from _amounts(environ)
    yield from _folder(environ)
    yield from _database(environ, workers)


def _unknown(environ: Mapping[str, str]) -> Iterator[CheckMessage]:
    for name in sorted(environ):
        if name.startswith("MIDSTANCE_") and name not in VARIABLES and name not in ELSEWHERE:
            near = get_close_matches(name, VARIABLES, 1)
            hint = f"Did you mean {near[0]}?" if near else "docs/reference/settings.md lists those there are."
            yield _warning(1, f"{name} means nothing to Midstance.", hint)


def _amounts(environ: Mapping[str, str]) -> Iterator[CheckMessage]:
    try:
        variables.upload_bytes_of(environ)
    except ValueError:
        yield _error(12, f"{variables.UPLOAD_MB} is no number of megabytes.", "Write a whole one, such as 2000.")
    try:
        variables.feeds_hours_of(environ)
    except ValueError:
        yield _error(13, f"{variables.FEEDS_HOURS} is no number of hours.", "Write 1 to 168, or 0 for never by itself.")


def _folder(environ: Mapping[str, str]) -> Iterator[CheckMessage]:
    try:
        home = home_folder(environ)
    except DiaryError as error:
        yield _error(6, f"{error}.", "Set MIDSTANCE_HOME to a folder of your own.")
        return
    if os.name != "posix":
        return
    mode_of = {home: "700", home / KEY_FILE: "600"}
    for place in mode_of:
        try:
            mode = place.stat().st_mode
        except OSError:
            continue
        if mode & 0o077:
            says, hint = f"{place} can be looked into by others on this machine.", f"chmod {mode_of[place]} '{place}'"
            yield _error(6, says, hint) if has_accounts(environ) else _warning(7, says, hint)


def _database(environ: Mapping[str, str], workers: int) -> Iterator[CheckMessage]:
    try:
        found = database_settings(environ)
    except DiaryError as error:
        yield _error(4, f"{error}.", "docs/how-to/deploy.md shows one that works.")
        return
    if found is None:
        if workers > 2:
            says = f"{workers} workers write into one file, and wait for each other there."
            yield _warning(3, says, "Take 1 or 2, or PostgreSQL by DATABASE_URL.")
        return
    try:
        import psycopg  # noqa: F401
    except ImportError:
        yield _error(5, f"{DATABASE} is of PostgreSQL, whose driver is missing.", "pip install 'midstance[postgres]'")
    host, options = str(found["HOST"]), found["OPTIONS"]
    encrypted = isinstance(options, dict) and options.get("sslmode") in ("require", "verify-ca", "verify-full")
    if host and not host.startswith("/") and host not in LOCAL and not encrypted:
        says = "What is sent to the database can be read on its way, or may be."
        yield _warning(4, says, f"Put ?sslmode=require behind {DATABASE}, unless it is in the same private network.")


def _alone(environ: Mapping[str, str]) -> Iterator[CheckMessage]:
    only = (variables.ORIGIN, variables.REGISTRATION, variables.PROXIES, variables.EMAIL_URL, variables.EMAIL_FROM)
    for name in (*only, "MIDSTANCE_HOST"):
        if environ.get(name, "").strip():
            yield _warning(
                2, f"{name} means something only with accounts.", "Set MIDSTANCE_ACCOUNTS=1 or take it away."
            )


def _reached(environ: Mapping[str, str], host: str) -> Iterator[CheckMessage]:
    """From where it is reached, and by which way."""
    try:
        origin = variables.origin_of(environ)
    except ValueError:
        says = f"{variables.ORIGIN} is no address to be reached at."
        yield _error(2, says, "Write scheme and host alone, such as https://midstance.example")
        return
    beyond = host not in LOCAL or (origin is not None and origin.host not in ("localhost", "127.0.0.1", "::1"))
    if beyond and (origin is None or not origin.is_secure):
        says = "People would send their passwords in the clear: it is reached from other machines without TLS."
        yield _error(
            1, says, f"Put a proxy with TLS in front, and set {variables.ORIGIN}=https://… (docs/how-to/deploy.md)."
        )
    try:
        proxies = variables.proxies_of(environ)
    except ValueError:
        yield _error(
            11, f"{variables.PROXIES} is no number of proxies.", "Write how many of yours stand in a row: 0 to 9."
        )
        return
    if proxies and origin is None:
        says = "Addresses are taken from X-Forwarded-For, though nothing says that a proxy stands in front."
        yield _warning(
            5,
            says,
            f"Set {variables.ORIGIN}, or take {variables.PROXIES} away: whoever connects can write that header.",
        )


def _people(environ: Mapping[str, str]) -> Iterator[CheckMessage]:
    """Keys, who may join, and mail."""
    yield from _key(environ)
    try:
        registration = variables.registration_of(environ)
    except ValueError:
        yield _error(
            7, f"{variables.REGISTRATION} is {environ[variables.REGISTRATION][:20]!r}.", "Write open, invite or closed."
        )
        registration = "invite"
    try:
        variables.email_settings({**environ, variables.ORIGIN: ""}, "/")
    except ValueError:
        says = f"{variables.EMAIL_URL} cannot be read."
        yield _error(9, says, "Write smtp://user:password@host:587, smtps://…, file:///folder or console:")
        return
    if variables.sends_mail(environ):
        return
    if registration == "open":
        says = (
            "Anybody may make an account, and no mail can be sent: no address is confirmed, no password can be renewed."
        )
        yield _error(8, says, f"Set {variables.EMAIL_URL}, or {variables.REGISTRATION}=invite.")
    elif environ.get(variables.EMAIL_URL, "").strip() == "console:":
        yield _warning(6, "Mail, with links to new passwords, is written into the log.", f"Set {variables.EMAIL_URL}.")


def _key(environ: Mapping[str, str]) -> Iterator[CheckMessage]:
    named = [name for name in (variables.SECRET_KEY, f"{variables.SECRET_KEY}_FILE") if environ.get(name, "").strip()]
    if not named:
        return
    try:
        key = secret_from(environ, Path())
    except DiaryError as error:
        yield _error(3, f"{error}.", "Or take it away: a key is then made and kept in MIDSTANCE_HOME.")
        return
    if len(key) < LEAST_KEY or len(set(key)) < LEAST_LETTERS:
        says = f"{named[0]} is too short or too plain; whoever guesses it can sign in as anybody."
        yield _error(
            3,
            says,
            "Take it away, so that one is made, or: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'",
        )


def said(one: CheckMessage) -> str:
    """A problem as two lines."""
    return f"{one.id}: {one.msg}\n    {one.hint}"
