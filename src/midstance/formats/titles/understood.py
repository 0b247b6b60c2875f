"""What a title was understood to be."""

from __future__ import annotations

from typing import Literal

import msgspec

from midstance.training.running import RunKind

Part = Literal["am", "pm"]
Unit = Literal["km", "mi"]

METRES_PER_MILE = 1609.344
HALF_MARATHON_M = 21_098
"""21.0975 km, to the metre (World Athletics)."""
MARATHON_M = 42_195

MOST_METRES = 500_000
"""Longer distances in a title are a slip or the sum of a season (our choice)."""
MOST_SECONDS = 48 * 3600
"""Longer durations are not one entry (our choice)."""


class Understood(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do that a title states. Distance and duration are of the whole entry, never of one repeat."""

    kind: RunKind
    distance_m: int | None = None
    duration_s: int | None = None
    part: Part | None = None
    """Which half of the day, where the title says so."""
    confident: bool = True
    """False where the words leave room for another kind."""
    assumed: str | None = None
    """What was taken for granted, as a sentence for the runner; None when the title says it plainly."""
    private: bool = False
    """Nothing to do with running (dentist, meeting): to be dropped."""
    banner: bool = False
    """A summary of a week or a mark of the plan, not something to do: to be dropped."""
    context: Literal["bare", "plain", "easy", "named"] | None = None
    """What its week may still change: a bare amount, a run with nothing said about its effort, an easy run, a race
    known only by a name."""
