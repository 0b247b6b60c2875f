"""The diary in a database: what is acknowledged is never lost. `open_store` is the door; Django is loaded behind it."""

from __future__ import annotations

from midstance.storage.folder import DamagedDiary, NoDiary
from midstance.storage.opening import open_store

__all__ = ["DamagedDiary", "NoDiary", "open_store"]
