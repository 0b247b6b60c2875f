"""Which work loads the tissue of a painful place (rule H16).

The map is ours, to be reviewed by a physiotherapist.
"""

from __future__ import annotations

from typing import NamedTuple

from midstance.training.exercise import PainSite, Pattern, Region


class Tissue(NamedTuple):
    """What a place takes part in: regions that are worked, and movement patterns that load it whatever they work."""

    regions: frozenset[Region]
    patterns: frozenset[Pattern]


_LANDING: tuple[Pattern, ...] = ("jump", "hop", "bound")


def _tissue(regions: tuple[Region, ...], *patterns: Pattern) -> Tissue:
    return Tissue(frozenset(regions), frozenset(patterns))


TISSUE: dict[PainSite, Tissue] = {
    "foot": _tissue(("foot", "calf-soleus"), *_LANDING, "calf-raise"),
    "ankle": _tissue(("foot", "calf-soleus"), *_LANDING, "calf-raise"),
    "achilles": _tissue(("calf-soleus",), *_LANDING, "calf-raise"),
    "calf": _tissue(("calf-soleus",), *_LANDING, "calf-raise"),
    "shin": _tissue(("calf-soleus", "foot"), *_LANDING),
    "knee": _tissue(("quadriceps",), "squat", "lunge", "step-up", "press", *_LANDING),
    "hamstring": _tissue(("hamstrings",), "hinge", "knee-flexion", "bound"),
    "hip": _tissue(("glutes", "hip-abductors", "hip-flexors"), "hip-abduction", "hip-flexion"),
    "groin": _tissue(("adductors",)),
    "back": _tissue(("trunk",), "hinge"),
}
