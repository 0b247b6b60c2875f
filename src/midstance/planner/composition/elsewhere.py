"""Days that are not like the others: away with other kit, or while something hurts that will pass."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from midstance.planner.composition.season import Season
from midstance.planner.prescription.runner import runner_of
from midstance.training.athlete import Pain
from midstance.training.exercise import Kit
from midstance.training.plan import pains_on


class Elsewhere:
    """The season as it usually is, and as it is on days with other kit or other pains.

    On such days exercises are chosen anew from what can be done; what is done then counts for all days.
    """

    def __init__(self, usual: Season, first: dt.date) -> None:
        """`first` is the first day to come; the season stands for its pains."""
        self._usual = usual
        standing = usual.brief.standing
        self._away = standing.away if standing is not None else ()
        self._pains = pains_on(usual.brief, first)
        self._seasons: dict[tuple[frozenset[Kit], tuple[Pain, ...]], Season] = {}

    def on(self, date: dt.date) -> Season:
        """The season of a day."""
        usual = self._usual
        away = next((one for one in self._away if one.first <= date <= one.last), None)
        kit = frozenset(away.kit) if away is not None else usual.runner.kit
        pains = pains_on(usual.brief, date)
        if kit == usual.runner.kit and pains == self._pains:
            return usual
        season = self._seasons.get((kit, pains))
        if season is None:
            season = self._seasons[kit, pains] = self._made(kit, pains, at_home=away is None)
        season.first_strength = season.first_strength or usual.first_strength
        season.progress.stage = usual.progress.stage
        return season

    def _made(self, kit: frozenset[Kit], pains: tuple[Pain, ...], *, at_home: bool) -> Season:
        usual = self._usual
        athlete = replace(usual.brief.athlete, pains=pains)
        runner = replace(runner_of(replace(usual.brief, athlete=athlete)), kit=kit)
        pool = tuple(exercise for _, exercise in sorted(usual.exercises.items()) if runner.may_do(exercise))
        progress = replace(usual.progress, runner=runner)
        season = replace(usual, runner=runner, pool=pool, progress=progress, fits={}, around={}, scored={})
        return season if at_home else replace(season, menus={}, last_menu={})
