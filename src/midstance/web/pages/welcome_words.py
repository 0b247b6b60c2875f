"""What the first form offers to choose from, and what is typed into it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from midstance.application.briefing import BadInput, Wishes
from midstance.formats.races import GOAL_DISTANCES_M
from midstance.training.clock import monday_of
from midstance.training.exercise import Kit
from midstance.web.units_said import METRES_PER_MILE

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
SAMPLE_WEEK = "easy:8km intervals:9km . tempo:9km . easy:7km long:16km"
SAMPLE_KIT: tuple[Kit, ...] = ("chair", "mini-band", "dumbbell")
METRES = {"km": 1000.0, "mi": METRES_PER_MILE}
UNIT_WORDS: dict[str, str | Promise] = {"km": gettext_lazy("kilometres"), "mi": gettext_lazy("miles")}
LONGEST_RACE_M, LONGEST_RUN_M = 1_000_000, 200_000
MOST_A_WEEK_M = 400_000
"""More is typed wrongly (ours)."""


def sample_wishes(today: dt.date) -> Wishes:
    """An invented runner: a half marathon at the end of twelve weeks, five runs a week, dumbbells at home."""
    start = monday_of(today) + dt.timedelta(weeks=0 if today.weekday() == 0 else 1)
    race = start + dt.timedelta(weeks=SAMPLE_WEEKS, days=-1)
    return Wishes(
        week=SAMPLE_WEEK, start=start, race=race, race_m=GOAL_DISTANCES_M["half"], level="beginner", kit=SAMPLE_KIT,
        prescreen="clear",
    )  # fmt: skip


def unit_of(given: Mapping[str, str], shown: str) -> str:
    """In what distances were typed; as distances are shown where it was not said."""
    return next((unit for unit in METRES if unit == given.get("unit")), shown)


def race_metres(distance: str, far: str, unit: str) -> int | None:
    """The metres of a race. Raises BadInput for what is no distance."""
    if distance != "other":
        return GOAL_DISTANCES_M.get(distance)
    if not far.strip():
        raise BadInput(_("Say how long the race is."))
    return metres_of(far, unit, LONGEST_RACE_M)


def metres_of(far: str, unit: str, most_m: int) -> int | None:
    """A distance as typed in a unit, or None where nothing is typed. Raises BadInput for what is none."""
    if not far.strip():
        return None
    try:
        metres = float(far.replace(",", ".")) * METRES[unit]
    except ValueError:
        raise BadInput(_("%(typed)s is no distance; write it like 8.5.") % {"typed": far}) from None
    if not 0 < metres <= most_m:
        most = {"typed": far, "unit": unit, "most": f"{most_m / METRES[unit]:.0f}"}
        raise BadInput(_("%(typed)s %(unit)s cannot be; up to %(most)s is plausible.") % most)
    return round(metres)


def week_of(given: Mapping[str, str], days: Iterable[str], unit: str) -> str:
    """The week of the first form as a strip. Raises BadInput without a run, and for what is no distance."""
    tokens = []
    for day in days:
        kind, far = given.get(day, ""), given.get(f"far-{day}", "")
        metres = metres_of(far, unit, LONGEST_RUN_M) if kind else None
        tokens.append(f"{kind}:{metres / 1000:g}km" if metres else kind or ".")
    if not set(tokens) - {"."}:
        raise BadInput(_("Choose at least one run of your week."))
    return " ".join(tokens)
