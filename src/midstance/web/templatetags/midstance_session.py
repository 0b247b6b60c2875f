"""How sessions and what is written down are said on pages: grounds, distances and loads in the runner's units."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.template import Context

from midstance.application.answers import Reason, said_ground, said_sources
from midstance.formats.session_words import said_km, said_load
from midstance.training.exercise import Region
from midstance.training.prescription import Load
from midstance.training.strength import KG_PER_POUND
from midstance.web.desk import Desk
from midstance.web.plain_words import plain
from midstance.web.region_words import said_regions

register = template.Library()

METRES_PER_MILE = 1609.344
HALF_POUNDS = 2
"""Converted loads are said to half a pound (ours: finer than any plate)."""


def _unit(context: Context, name: str, usual: str) -> str:
    desk = context.get("desk")
    return str(getattr(desk.shown, name)) if isinstance(desk, Desk) else usual


@register.simple_tag
def ground(reason: Reason) -> str:
    """What a reason rests on, as a sentence; nothing where it stands for itself."""
    said = said_ground(reason.grade, reason.sources)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


@register.simple_tag
def sources(keys: tuple[str, ...]) -> str:
    """Sources as people read them."""
    return said_sources(keys)


@register.simple_tag(takes_context=True)
def distance(context: Context, metres: int) -> str:
    """`10 km` or `6.2 mi`."""
    if _unit(context, "distance_unit", "km") == "mi":
        return f"{round(metres / METRES_PER_MILE, 1):g} mi"
    return said_km(metres)


@register.simple_tag(takes_context=True)
def load_said(context: Context, load: Load) -> str:
    """`14 kg` or `31 lb`, `body mass`, `light band`."""
    unit = _unit(context, "weight_unit", "kg")
    if load.kind == "kg" and unit == "lb":
        return f"{round((load.kg or 0) / KG_PER_POUND * HALF_POUNDS) / HALF_POUNDS:g} lb"
    if load.kind == "lb" and unit == "kg":
        return f"{round((load.lb or 0) * KG_PER_POUND * HALF_POUNDS) / HALF_POUNDS:g} kg"
    return said_load(load)


@register.filter
def words(name: str) -> str:
    """An id as words: `leg press`."""
    return str(name).replace("-", " ")


@register.filter
def regions(names: Iterable[Region]) -> str:
    """Regions of the body in words: `glutes, hip abductors`."""
    return said_regions(names)


@register.filter
def here(text: str) -> str:
    """A sentence of the house without what it says of commands of a terminal."""
    return plain(str(text))
