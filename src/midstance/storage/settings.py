"""Django's settings where nothing but the diary is needed: tables, and none of the web.

The database here is an empty one in memory; diaries are connected to by their file (`storage.connecting`).
"""

from __future__ import annotations

INSTALLED_APPS = ["midstance.storage"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGGING_CONFIG = None
USE_I18N = False
USE_TZ = True
