"""The one place where the readers ask what a title means (see `titles`)."""

from __future__ import annotations

from midstance.formats.entry import Entry
from midstance.formats.titles import Understood, understand

MOST_TITLE, MOST_DESCRIPTION = 1_000, 4_000
"""Letters of a title and of a description that are looked at (our choice)."""


def understand_entry(entry: Entry) -> tuple[Understood, ...]:
    """What the title of an entry means, by itself: one part, or one for each half of a double."""
    return understand(
        entry.title[:MOST_TITLE],
        description=entry.description[:MOST_DESCRIPTION],
        sport=entry.sport,
        distance_m=entry.distance_m,
        duration_s=entry.duration_s or entry.slot_s,
        default_unit=entry.default_unit,
    )
