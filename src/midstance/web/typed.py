"""Numbers typed into forms."""

from __future__ import annotations

from django.utils.translation import gettext as _

from midstance.application.briefing import BadInput


def whole(typed: str, least: int, most: int) -> int | None:
    """A whole number within bounds, or None where nothing is typed. Raises BadInput."""
    if not typed.strip():
        return None
    if not typed.strip().isdecimal() or not least <= int(typed) <= most:
        raise BadInput(_("%(typed)s cannot be; from %(least)d to %(most)d is plausible.") % {
            "typed": typed, "least": least, "most": most,
        })  # fmt: skip
    return int(typed)
