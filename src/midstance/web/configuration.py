"""What the web app is told from outside: environment variables in, Django's settings out.

Every variable begins with `MIDSTANCE_`, but for DATABASE_URL, which hosts give by that name.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from midstance.storage import sqlite
from midstance.storage.address import database_settings
from midstance.storage.folder import FILE_NAME, home_folder
from midstance.web.accounts.configuration import account_settings
from midstance.web.secrets_kept import secret_from
from midstance.web.variables import LOOPBACK, feeds_hours_of, has_accounts, upload_bytes_of

HERE = Path(__file__).parent
LARGEST_UPLOAD = 10 * 1024 * 1024
"""Bytes of one form that pages take (ours); what is brought in goes to the disk, up to another limit."""
POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "media-src": ["'self'", "blob:", "data:"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
"""Nothing from elsewhere, nothing inline."""

Settings = dict[str, object]


def settings_from(environ: Mapping[str, str] | None = None) -> Settings:
    """Django's settings for an environment. Raises DiaryError where no folder for the diary can be told."""
    given = os.environ if environ is None else environ
    home = home_folder(given)
    found: Settings = {
        "HOME": home,
        "ACCOUNTS": has_accounts(given),
        "SECRET_KEY": secret_from(given, home),
        "DEBUG": False,
        "ALLOWED_HOSTS": list(LOOPBACK),
        "ROOT_URLCONF": "midstance.web.urls",
        "WSGI_APPLICATION": "midstance.web.wsgi.application",
        "DATABASES": {"default": database_settings(given) or sqlite.settings_for(home / FILE_NAME)},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "CONTENT_SECURITY_POLICY": POLICY,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": LARGEST_UPLOAD,
        # Each line of a running plan has two fields; a year of doubles has a thousand lines.
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 5000,
        "FILE_UPLOAD_MAX_MEMORY_SIZE": LARGEST_UPLOAD,
        # As many as may be brought in at once (`pages.bring_in_files`), and one to say that it is too many.
        "DATA_UPLOAD_MAX_NUMBER_FILES": 501,
        "LARGEST_BROUGHT_IN": upload_bytes_of(given),
        "FEEDS_HOURS": feeds_hours_of(given),
        # Django's own is Chicago; pages say times on the runner's clock (desk.py), anything else says UTC.
        "TIME_ZONE": "UTC",
        "USE_TZ": True,
        "LOCALE_PATHS": [str(HERE / "locale")],
        "MESSAGE_STORAGE": "django.contrib.messages.storage.cookie.CookieStorage",
        "FORM_RENDERER": "django.forms.renderers.DjangoTemplates",
        **_apps(),
        **_templates(),
        **_static(home),
        **_security(),
        "LOGGING": _logging(),
    }
    return {**found, **account_settings(given, found)} if has_accounts(given) else found


def _apps() -> Settings:
    return {
        "INSTALLED_APPS": [
            "django.contrib.messages",
            "django.contrib.staticfiles",
            "django_htmx",
            "midstance.storage",
            "midstance.web",
        ],
        "MIDDLEWARE": [
            "midstance.web.middleware.OwnHosts",
            "django.middleware.security.SecurityMiddleware",
            "whitenoise.middleware.WhiteNoiseMiddleware",
            "django.middleware.locale.LocaleMiddleware",
            "django.middleware.common.CommonMiddleware",
            "midstance.web.middleware.UploadLimit",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
            "csp.middleware.CSPMiddleware",
            "django_htmx.middleware.HtmxMiddleware",
            "midstance.web.middleware.Trouble",
        ],
    }


def _templates() -> Settings:
    return {
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [str(HERE / "templates")],
                "APP_DIRS": True,
                "OPTIONS": {
                    "builtins": [
                        "django.templatetags.i18n",
                        "django.templatetags.static",
                        "midstance.web.wording",
                        "midstance.web.comment_room",
                    ],
                    "context_processors": [
                        "django.template.context_processors.request",
                        "midstance.web.desk.messages_in_page",
                        "midstance.web.desk.desk_in_page",
                    ],
                },
            }
        ]
    }


def _static(home: Path) -> Settings:
    """Files with a hash of their content in their name, compressed, gathered when the server starts."""
    return {
        "STATIC_URL": "/static/",
        "STATIC_ROOT": str(home / "static"),
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
            "staticfiles": {"BACKEND": "midstance.web.static_files.HashedStatic"},
        },
        "WHITENOISE_MAX_AGE": 3600,
    }


def _security() -> Settings:
    return {
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "DENY",
        "CSRF_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_HTTPONLY": False,
        "CSRF_FAILURE_VIEW": "midstance.web.pages.trouble.csrf_failed",
    }


def _logging() -> dict[str, object]:
    """Warnings and errors to the error stream; never what was sent."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "quiet": {"()": "midstance.web.quiet.QuietFormatter", "format": "%(levelname)s %(name)s %(message)s"}
        },
        "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "quiet"}},
        "root": {"handlers": ["stream"], "level": "WARNING"},
        "loggers": {
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            # What is not there, or not theirs, is no news; whoever asks is told.
            "django.request": {"level": "ERROR"},
        },
    }
