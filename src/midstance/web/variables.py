"""What the web app may be told by the environment: every variable, what it says, and how it is read.

`docs/reference/settings.md` tells of each; `web.checking` names those that are wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args
from urllib.parse import urlsplit

ACCOUNTS, ORIGIN, SECRET_KEY = "MIDSTANCE_ACCOUNTS", "MIDSTANCE_ORIGIN", "MIDSTANCE_SECRET_KEY"
REGISTRATION, PROXIES = "MIDSTANCE_REGISTRATION", "MIDSTANCE_PROXIES"
EMAIL_URL, EMAIL_FROM = "MIDSTANCE_EMAIL_URL", "MIDSTANCE_EMAIL_FROM"
PORT, USUAL_PORT = "MIDSTANCE_PORT", 8437
"""Where nothing else commonly listens (ours)."""
UPLOAD_MB, FEEDS_HOURS = "MIDSTANCE_UPLOAD_MB", "MIDSTANCE_FEEDS_HOURS"
VARIABLES: dict[str, str] = {
    "MIDSTANCE_HOME": "the folder of the diary, the key that signs cookies, static files and copies",
    "MIDSTANCE_RUNNER": "whose diary it is, without accounts",
    ACCOUNTS: "1: people sign in, as with --accounts",
    "MIDSTANCE_HOST": "the address to answer on, as with --host",
    PORT: "the port to answer on, as with --port",
    "MIDSTANCE_WORKERS": "processes that answer, as with --workers",
    UPLOAD_MB: "megabytes of files that may be brought in at one time",
    FEEDS_HOURS: "hours between two looks at a feed that is followed; 0: none by itself",
    ORIGIN: "where people reach it from outside, such as https://midstance.example",
    PROXIES: "how many proxies of yours stand before it; each adds one address to X-Forwarded-For",
    REGISTRATION: "who may make an account: open, invite or closed",
    EMAIL_URL: "the server that sends mail: smtp://, smtps://, console: or a folder as file://",
    EMAIL_FROM: "from whom mail comes",
    SECRET_KEY: "signs cookies and links; without it a key is made and kept in the folder",
    "MIDSTANCE_SECRET_KEY_FILE": "a file that holds the key, as orchestrators hand in secrets",
}
"""Every variable that begins with `MIDSTANCE_` and means something to the app."""
TRUE, FALSE = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")
USUAL_UPLOAD_MB, LEAST_UPLOAD_MB, MOST_UPLOAD_MB = 2000, 1, 1_000_000
"""Exports of Strava with years of recordings have one to two gigabytes (ours)."""
USUAL_FEEDS_HOURS, MOST_FEEDS_HOURS = 6, 168
"""Coaches and apps change plans some times a week (ours)."""
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
Registration = Literal["open", "invite", "closed"]
REGISTRATIONS: tuple[Registration, ...] = get_args(Registration)


class Origin(NamedTuple):
    """Where people reach the app: a scheme and a host, with a port where it is not the usual one."""

    scheme: str
    host: str
    port: int | None

    @property
    def is_secure(self) -> bool:
        """Whether what is sent is encrypted on its way."""
        return self.scheme == "https"

    def __str__(self) -> str:
        name = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{name}" + (f":{self.port}" if self.port else "")


def has_accounts(environ: Mapping[str, str]) -> bool:
    """Whether people sign in; else the app is one runner's own, on their own machine."""
    return environ.get(ACCOUNTS, "").strip().casefold() in TRUE


def origin_of(environ: Mapping[str, str]) -> Origin | None:
    """Where people reach the app, or None where nothing is said. Raises ValueError for what is no origin."""
    given = environ.get(ORIGIN, "").strip()
    if not given:
        return None
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        raise ValueError("it is no origin")
    if parts.query or parts.fragment or parts.username or "," in given or " " in given or "*" in given:
        raise ValueError("it is no origin")
    usual = {"http": 80, "https": 443}[parts.scheme]
    return Origin(parts.scheme, parts.hostname, None if parts.port in (None, usual) else parts.port)


def port_of(environ: Mapping[str, str]) -> int:
    """The port to answer on; the usual one where nothing that can be is said."""
    given = environ.get(PORT, "").strip()
    return int(given) if given.isdecimal() and 0 < int(given) < 65536 else USUAL_PORT


def registration_of(environ: Mapping[str, str]) -> Registration:
    """Who may make an account; whom somebody invites, where nothing else is said. Raises ValueError."""
    given = environ.get(REGISTRATION, "").strip().casefold() or "invite"
    if given not in REGISTRATIONS:
        raise ValueError("it is none of open, invite and closed")
    return given


def proxies_of(environ: Mapping[str, str]) -> int:
    """How many proxies stand before the app: one where it has an origin from outside. Raises ValueError."""
    given = environ.get(PROXIES, "").strip()
    if given:
        number = int(given)
        if not 0 <= number <= 9:
            raise ValueError("it is not 0 to 9")
        return number
    origin = origin_of(environ)
    return 1 if origin is not None and origin.is_secure else 0


def upload_bytes_of(environ: Mapping[str, str]) -> int:
    """Bytes of files that may be brought in at one time. Raises ValueError."""
    given = int(environ.get(UPLOAD_MB, "").strip() or USUAL_UPLOAD_MB)
    if not LEAST_UPLOAD_MB <= given <= MOST_UPLOAD_MB:
        raise ValueError(f"it is not {LEAST_UPLOAD_MB} to {MOST_UPLOAD_MB}")
    return given * 1_000_000


def feeds_hours_of(environ: Mapping[str, str]) -> int:
    """Hours between two looks at a feed; 0: the runner alone asks for them. Raises ValueError."""
    given = int(environ.get(FEEDS_HOURS, "").strip() or USUAL_FEEDS_HOURS)
    if not 0 <= given <= MOST_FEEDS_HOURS:
        raise ValueError(f"it is not 0 to {MOST_FEEDS_HOURS}")
    return given


def email_settings(environ: Mapping[str, str], folder: str) -> dict[str, object]:
    """Django's settings for mail. Without a server, mail is written into a folder. Raises ValueError."""
    given = environ.get(EMAIL_URL, "").strip()
    found: dict[str, object] = {}
    origin = origin_of(environ)
    sender = environ.get(EMAIL_FROM, "").strip() or f"midstance@{origin.host if origin else 'localhost'}"
    found["DEFAULT_FROM_EMAIL"] = found["SERVER_EMAIL"] = sender
    if not given or given.startswith("file:"):
        path = urlsplit(given).path if given else folder
        if not path.startswith("/") and given:
            raise ValueError("file:// needs a whole path")
        return {**found, "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": path}
    if given in ("console:", "console://"):
        return {**found, "EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(given)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("it is no smtp://, smtps://, file:// or console:")
    from urllib.parse import unquote

    return {
        **found,
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.query != "tls=off",
        "EMAIL_TIMEOUT": 20,
    }


def sends_mail(environ: Mapping[str, str]) -> bool:
    """Whether mail leaves this machine."""
    return environ.get(EMAIL_URL, "").strip().startswith("smtp")
