"""Django's settings for the type checker: everything there can be, accounts among it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from midstance.web.configuration import settings_from

ACCOUNTS: bool
FEEDS_HOURS: int
HOME: Path
LARGEST_BROUGHT_IN: int
ORIGIN: str
PROXIES: int
REGISTRATION: str
SENDS_MAIL: bool

globals().update(
    settings_from(
        {"MIDSTANCE_ACCOUNTS": "1", "MIDSTANCE_HOME": tempfile.gettempdir(), "MIDSTANCE_SECRET_KEY": "x" * 50}
    )
)
