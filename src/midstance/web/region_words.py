"""What the regions of the body are called on pages, everywhere the same."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from midstance.training.exercise import Region


def region_names() -> dict[Region, str]:
    """The regions in words."""
    return {
        "foot": _("foot"), "calf-soleus": _("calves"), "quadriceps": _("quadriceps"),
        "hamstrings": _("hamstrings"), "glutes": _("glutes"), "hip-abductors": _("hip abductors"),
        "adductors": _("adductors"), "hip-flexors": _("hip flexors"), "trunk": _("trunk"),
    }  # fmt: skip


def said_regions(regions: Iterable[Region]) -> str:
    """`glutes, calves`."""
    names = region_names()
    return ", ".join(names[region] for region in regions)
