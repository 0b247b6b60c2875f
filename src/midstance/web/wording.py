"""Tags and filters for templates: addresses at the desk, and how numbers and days are said."""

from __future__ import annotations

from django import template
from django.template import Context
from django.urls import reverse

from midstance.web.desk import Desk, Shown
from midstance.web.units_said import distances_in, loads_in

register = template.Library()


@register.simple_tag(takes_context=True)
def page(context: Context, name: str, *arguments: object) -> str:
    """The address of a page at the desk of this request: `{% page 'session' session.id %}`."""
    desk = context.get("desk")
    return desk.url(name, *arguments) if isinstance(desk, Desk) else reverse(name, args=arguments)


@register.filter
def in_units(text: str, shown: Shown | str) -> str:
    """A sentence of the house with its loads and distances in the units the runner reads: `8 at 17.5 lb`."""
    if not isinstance(shown, Shown):
        return str(text)
    return distances_in(loads_in(str(text), shown.weight_unit), shown.distance_unit)
