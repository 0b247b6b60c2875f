"""What the first form offers to choose from, and what is typed into it."""

from __future__ import annotations

import datetime as dt

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from midstance.application.briefing import BadInput, Wishes
from midstance.formats.races import GOAL_DISTANCES_M
from midstance.training.clock import monday_of

RACE_DISTANCES: dict[str, str | Promise] = {
    "5k": gettext_lazy("5 km"), "10k": gettext_lazy("10 km"), "half": gettext_lazy("half marathon"),
    "marathon": gettext_lazy("marathon"), "other": gettext_lazy("another distance"),
}  # fmt: skip
WEEK_KINDS: dict[str, str | Promise] = {
    "": gettext_lazy("no run"), "easy": gettext_lazy("easy"), "recovery": gettext_lazy("recovery"),
    "long": gettext_lazy("long"), "intervals": gettext_lazy("intervals"), "tempo": gettext_lazy("tempo"),
    "hills": gettext_lazy("hills"), "strides": gettext_lazy("easy with strides"),
}  # fmt: skip
"""Kinds of runs by the words of a week strip."""
SAMPLE_WEEKS = 12
LONGEST_RACE_KM = 1000


def sample_wishes(today: dt.date) -> Wishes:
    """An invented runner: a half marathon at the end of twelve weeks, five runs a week."""
    start = monday_of(today) + dt.timedelta(weeks=0 if today.weekday() == 0 else 1)
    race = start + dt.timedelta(weeks=SAMPLE_WEEKS, days=-1)
    week = "easy intervals . tempo . easy long"
    return Wishes(week=week, start=start, race=race, race_m=GOAL_DISTANCES_M["half"])


def metres_of(distance: str, km: str) -> int | None:
    """The metres of a race. Raises BadInput for what is no distance."""
    if distance != "other":
        return GOAL_DISTANCES_M.get(distance)
    try:
        value = float(km.replace(",", "."))
    except ValueError:
        raise BadInput(_("Say how long the race is, in kilometres.")) from None
    if not 1 <= value <= LONGEST_RACE_KM:
        raise BadInput(_("A race of %(km)s km cannot be planned for.") % {"km": km})
    return round(value * 1000)
