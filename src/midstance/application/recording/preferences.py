"""How the runner likes things shown and said: wishes from which no plan follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec

from midstance.application.recording.checks import refused
from midstance.application.recording.entry_words import said_entry
from midstance.application.recording.notebook import Draft
from midstance.training.exercise import Kit
from midstance.training.log import Preferences

MOST_PLACES, LONGEST_PLACE = 12, 40
"""Places with kit of their own, and letters of a name (ours)."""


def preferences_draft(
    *, at: dt.datetime, entry_id: str, weight_unit: str | None = None, distance_unit: str | None = None,
    week_start: str | None = None, theme: str | None = None, sound: bool | None = None, voice: bool | None = None,
    places: Mapping[str, tuple[Kit, ...]] | None = None,
) -> Draft:  # fmt: skip
    """Wishes to be written down. Raises Implausible for a word that is none, or too many places."""
    if places is not None and (len(places) > MOST_PLACES or any(not 0 < len(name) <= LONGEST_PLACE for name in places)):
        raise refused("places", f"up to {MOST_PLACES} places, each with a name of 1 to {LONGEST_PLACE} letters")
    words = {
        "weight_unit": weight_unit, "distance_unit": distance_unit, "week_start": week_start, "theme": theme,
        "sound": sound, "voice": voice, "places": dict(places) if places is not None else None,
    }  # fmt: skip
    given = {name: value for name, value in words.items() if value is not None}
    try:
        entry = msgspec.convert({"id": entry_id, "at": at, "entry": "preferences", **given}, Preferences)
    except msgspec.ValidationError as error:
        raise refused("settings", f"this is none of the choices ({error})") from None
    return Draft(entries=(entry,), says=(f"Kept. {said_entry(entry, {}).partition(': ')[2].capitalize()}.",))
