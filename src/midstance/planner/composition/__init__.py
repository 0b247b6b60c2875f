"""Composition: which exercises stand in a placed session, and in what order."""

from midstance.planner.composition.compose import compose
from midstance.planner.composition.composed import Composed, Cut

__all__ = ["Composed", "Cut", "compose"]
