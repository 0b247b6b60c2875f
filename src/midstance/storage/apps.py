"""The Django app that holds the diary's tables."""

from __future__ import annotations

from django.apps import AppConfig


class StorageConfig(AppConfig):
    """The app; its tables begin with `diary_`."""

    name = "midstance.storage"
    label = "diary"
    verbose_name = "Diary"
    default_auto_field = "django.db.models.BigAutoField"
