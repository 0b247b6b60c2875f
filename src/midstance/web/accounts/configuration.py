"""Settings that are there only where people sign in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

from midstance.web.variables import email_settings, origin_of, proxies_of, registration_of, sends_mail

STAYS_SIGNED_IN_S = 60 * 24 * 3600
"""Two months (ours): a phone that was without a network for weeks still hands in what it recorded."""
ASKS_AGAIN_S = 15 * 60
"""After this long, whoever changes a password or a second factor is asked for the password again (ours)."""
LEAST_PASSWORD = 10
"""Letters of a password (ours; long is worth more than odd)."""
LIMITS = {
    # Wrong codes of a second factor. Wrong passwords are counted by `accounts.attempts`.
    "login_failed": "10/15m/key",
    "login": None,
    "signup": "20/h/ip",
    "reset_password": "20/h/ip,5/h/key",
    "reset_password_from_key": "20/h/ip",
    "reauthenticate": "10/15m/user",
    "change_password": "10/h/user",
    "manage_email": "20/h/user",
    "confirm_email": "3/h/key",
}
"""How often what may be done; several workers count together, in the database (ours)."""


def account_settings(environ: Mapping[str, str], single: Mapping[str, object]) -> dict[str, object]:
    """What accounts add to the settings of the single runner's app, or change in them. Raises ValueError."""
    home = Path(str(single["HOME"]))
    return {
        "ROOT_URLCONF": "midstance.web.accounts.urls",
        "REGISTRATION": registration_of(environ),
        "SENDS_MAIL": sends_mail(environ),
        **email_settings(environ, str(home / "mail")),
        **_apps(single),
        **_templates(single),
        **_signing_in(sends_mail(environ)),
        **_secrets(sends_mail(environ)),
        **_where(environ, single),
        "CACHES": {
            "default": {
                "BACKEND": "django.core.cache.backends.db.DatabaseCache",
                "LOCATION": "web_counted",
                "OPTIONS": {"MAX_ENTRIES": 100_000},
            }
        },
    }


def _apps(single: Mapping[str, object]) -> dict[str, object]:
    apps = [
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.humanize",
        "allauth",
        "allauth.account",
        "allauth.mfa",
        "allauth.usersessions",
        "midstance.web.accounts",
    ]
    before = cast("list[str]", single["MIDDLEWARE"])
    order = []
    for name in before:
        if name == "django.middleware.security.SecurityMiddleware":
            order.append("midstance.web.accounts.middleware.BehindProxy")
        if name == "django.middleware.locale.LocaleMiddleware":
            order.append("django.contrib.sessions.middleware.SessionMiddleware")
        if name == "django.contrib.messages.middleware.MessageMiddleware":
            order.append("django.contrib.auth.middleware.AuthenticationMiddleware")
        if name == "midstance.web.middleware.Trouble":
            order += [
                "allauth.account.middleware.AccountMiddleware",
                "midstance.web.accounts.middleware.SignedIn",
            ]
        order.append(name)
    return {"INSTALLED_APPS": [*cast("list[str]", single["INSTALLED_APPS"]), *apps], "MIDDLEWARE": order}


def _templates(single: Mapping[str, object]) -> dict[str, object]:
    (engine,) = cast("list[dict[str, object]]", single["TEMPLATES"])
    options = cast("dict[str, list[str]]", engine["OPTIONS"])
    more = [*options["context_processors"], "django.contrib.auth.context_processors.auth"]
    return {"TEMPLATES": [{**engine, "OPTIONS": {**options, "context_processors": more}}]}


def _signing_in(mail: bool) -> dict[str, object]:
    """How people sign in and join; with mail, their address is confirmed first."""
    return {
        "AUTHENTICATION_BACKENDS": ["midstance.web.accounts.backend.Backend"],
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "/",
        "ACCOUNT_ADAPTER": "midstance.web.accounts.adapter.Adapter",
        "ACCOUNT_FORMS": {
            "login": "midstance.web.accounts.forms.SignIn",
            "signup": "midstance.web.accounts.forms.SignUp",
        },
        "ACCOUNT_LOGIN_METHODS": {"username", "email"},
        "ACCOUNT_SIGNUP_FIELDS": ["username*", "email*" if mail else "email", "password1*"],
        "ACCOUNT_EMAIL_VERIFICATION": "mandatory" if mail else "none",
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": "Midstance: ",
        "ACCOUNT_EMAIL_NOTIFICATIONS": mail,
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,
        "ACCOUNT_MAX_EMAIL_ADDRESSES": 3,
        "ACCOUNT_PRESERVE_USERNAME_CASING": False,
        "ACCOUNT_USERNAME_MIN_LENGTH": 2,
        "ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION": False,
        "ACCOUNT_LOGOUT_REDIRECT_URL": "/login/",
        "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": ASKS_AGAIN_S,
        "ACCOUNT_RATE_LIMITS": LIMITS,
        "ACCOUNT_SESSION_REMEMBER": True,
        "SESSION_COOKIE_AGE": STAYS_SIGNED_IN_S,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_NAME": "midstance",
    }


def _secrets(mail: bool) -> dict[str, object]:
    """What passwords have to be like, and what may stand beside them or in their place."""
    validators = ("UserAttributeSimilarity", "MinimumLength", "CommonPassword", "NumericPassword")
    return {
        "AUTH_PASSWORD_VALIDATORS": [
            {
                "NAME": f"django.contrib.auth.password_validation.{name}Validator",
                **({"OPTIONS": {"min_length": LEAST_PASSWORD}} if name == "MinimumLength" else {}),
            }
            for name in validators
        ],
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_PASSKEY_SIGNUP_ENABLED": False,
        "MFA_TOTP_ISSUER": "Midstance",
        "MFA_TOTP_TOLERANCE": 1,
        "MFA_ALLOW_UNVERIFIED_EMAIL": not mail,
    }


def _where(environ: Mapping[str, str], single: Mapping[str, object]) -> dict[str, object]:
    """What hangs on where people reach the app from: hosts, cookies, what proxies say."""
    origin = origin_of(environ)
    found: dict[str, object] = {
        "ORIGIN": "" if origin is None else str(origin),
        "ALLAUTH_TRUSTED_PROXY_COUNT": proxies_of(environ),
        "PROXIES": proxies_of(environ),
    }
    if origin is None:
        return found
    found["ALLOWED_HOSTS"] = [f"[{origin.host}]" if ":" in origin.host else origin.host, *_loopback(single)]
    found["CSRF_TRUSTED_ORIGINS"] = [str(origin)]
    if origin.is_secure:
        found |= {
            "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
            "SECURE_HSTS_SECONDS": 365 * 24 * 3600,
            "SESSION_COOKIE_SECURE": True,
            "CSRF_COOKIE_SECURE": True,
            # The prefix: browsers then take the cookie from this host alone, and over TLS alone.
            "SESSION_COOKIE_NAME": "__Host-midstance",
            "CSRF_COOKIE_NAME": "__Host-csrf",
            "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https",
        }
    return found


def _loopback(single: Mapping[str, object]) -> list[str]:
    return cast("list[str]", single["ALLOWED_HOSTS"])
