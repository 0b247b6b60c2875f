"""The application as servers call it."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "midstance.web.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from midstance.web import rounds  # noqa: E402
from midstance.web.warming import warm  # noqa: E402

warm()
rounds.begin()
