"""What placement hands to composition: sessions that have a time and a kind, and no content yet."""

from __future__ import annotations

import datetime as dt

import msgspec

from midstance.training.periods import Phase
from midstance.training.session import LOADED, Stress, Template


class Variant(msgspec.Struct, frozen=True, kw_only=True):
    """A session as placement sees it: a template, its stress classes and the minutes it may take."""

    template: Template
    classes: tuple[Stress, ...]
    """Worst first."""
    minutes: int
    full: bool
    """Counts as a full session (rules page, Words): loaded legs, over 20 minutes, no deload."""
    mini: bool = False

    @property
    def loaded(self) -> bool:
        """Whether any of its classes is loaded."""
        return any(stress in LOADED for stress in self.classes)


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """One placed session, still empty. `start` is minutes after midnight of `date`."""

    id: str
    date: dt.date
    start: int
    start_assumed: bool
    variant: Variant
    week: int
    """Index of the microcycle."""
    phase: Phase
    mesocycle: int
    """Index of the mesocycle; a phase longer than a wave has several."""
    deload: bool
    sets_percent: int
    """Share of the ordinary sets (100; deload and maintain 50; taper and race week by the phase table)."""
    load_percent: int
    """Share of the ordinary load."""
    after_run: bool
    """A run ended at most half an hour before: the run is the aerobic part of the warm-up (H20)."""
    days_to_a_race: int | None
    """Days to the next A race, or None."""
    no_new_exercise: bool
    """Inside the window before an A race in which nothing new may come (H17)."""
    body_mass_only: bool
    """Who starts inside that window trains with body mass (H17)."""
    holds: bool = False
    """Nothing rises: the log says so for this day."""
    bars: tuple[Stress, ...] = ()
    """Classes the log bars on this day."""
    contacts_percent: int = 100
    """Share of the ordinary ground contacts."""
    spike: bool
    """Within 72 h of a run far longer than any lately: nothing new, no step up, no high plyometrics (P18)."""
