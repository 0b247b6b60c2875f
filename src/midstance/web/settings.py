"""Django's settings of the web app, from the environment (`web.configuration`)."""

from __future__ import annotations

from midstance.web.configuration import settings_from

globals().update(settings_from())
