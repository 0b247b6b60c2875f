"""The Django app of accounts."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The app; its tables begin with `accounts_`."""

    name = "midstance.web.accounts"
    label = "accounts"
    verbose_name = "Accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listens to what the sign-in says."""
        from midstance.web.accounts import listening

        listening.listen()
