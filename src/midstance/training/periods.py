"""The stretches of a season and what each is for."""

from __future__ import annotations

from typing import Literal

Phase = Literal["foundation", "build", "strength", "maintain", "taper", "race", "recovery"]
