"""The Django app of the pages."""

from __future__ import annotations

import os

from django.apps import AppConfig
from django.core.checks import CheckMessage


class WebConfig(AppConfig):
    """The app; its tables begin with `web_`."""

    name = "midstance.web"
    label = "web"
    verbose_name = "Midstance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Lets Django's own check name what is wrong with the settings, as `midstance serve --check` does."""
        from django.core.checks import register

        register(_settings)


def _settings(**_: object) -> list[CheckMessage]:
    from midstance.web.checking import problems

    return problems(os.environ)
