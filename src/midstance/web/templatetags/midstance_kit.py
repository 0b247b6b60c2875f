"""Kit to choose from, by pictures."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec
from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from midstance.training.exercise import KIT, Kit

register = template.Library()

KIT_NAMES: dict[Kit, str | Promise] = {
    "wall": _("Wall"), "dowel": _("Stick"), "chair": _("Chair"), "bench": _("Bench"), "box": _("Box or step"),
    "mini-band": _("Mini-band"), "dumbbell": _("Dumbbells"), "kettlebell": _("Kettlebell"), "barbell": _("Barbell"),
    "stability-ball": _("Stability ball"), "leg-press": _("Leg press"), "hamstring-curl": _("Leg curl"),
    "calf-machine": _("Calf machine, standing"), "seated-calf-machine": _("Calf machine, seated"),
    "foam-roller": _("Foam roller"),
}  # fmt: skip


class KitChoice(msgspec.Struct, frozen=True):
    """One thing and whether it is there."""

    id: Kit
    name: str
    chosen: bool


@register.filter
def all_kit(chosen: Collection[Kit] | None) -> list[KitChoice]:
    """Everything one can train with; walls and chairs are everywhere and come last."""
    there = set(chosen or ())
    order = sorted(KIT, key=lambda one: (one in ("wall", "chair", "dowel"), KIT.index(one)))
    return [KitChoice(one, str(KIT_NAMES[one]), one in there) for one in order]


@register.filter
def kit_words(kit: Collection[Kit]) -> str:
    """Kit as a list of names, or what it means to have none."""
    return ", ".join(str(KIT_NAMES[one]).lower() for one in kit) or str(_("body mass alone"))


@register.filter
def split_words(words: str) -> list[str]:
    """Words apart, for short lists in templates."""
    return words.split()


WEEKDAY_NAMES = {
    "mon": _("Monday"), "tue": _("Tuesday"), "wed": _("Wednesday"), "thu": _("Thursday"), "fri": _("Friday"),
    "sat": _("Saturday"), "sun": _("Sunday"),
}  # fmt: skip


@register.filter
def weekday_name(day: str) -> str:
    """A weekday of the house's words as people say it."""
    return str(WEEKDAY_NAMES[day])


@register.filter
def value_of(given: Mapping[str, str], name: str) -> str:
    """What was given for a name, or nothing."""
    return given.get(name, "")


@register.filter
def as_kind(word: str) -> str:
    """A word of the house as people read it: `cross training`."""
    return word.replace("-", " ")


GOAL_NAMES: dict[str, str | Promise] = {
    "5k": _("5 km"), "10k": _("10 km"), "half": _("Half marathon"), "marathon": _("Marathon"), "ultra": _("Ultra"),
    "trail": _("Trail"), "hills": _("Hills"), "general": _("Running in general"),
}  # fmt: skip


@register.filter
def goal_name(goal: str) -> str:
    """What somebody trains for, as people say it: `Half marathon`."""
    return str(GOAL_NAMES.get(goal, goal))


@register.filter
def plain_number(value: float | str) -> str:
    """A number without the separators of a language, for fields."""
    return f"{value:g}" if isinstance(value, float) else str(value)
