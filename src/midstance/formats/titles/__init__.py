"""Titles of calendar entries, in any of a dozen languages, as kinds of run with distance and duration.

`understand` reads one title by its words; `refine_week` looks at the days around and settles what only they can tell.
"""

from midstance.formats.titles.understanding import understand
from midstance.formats.titles.understood import Understood
from midstance.formats.titles.week import refine_week

__all__ = ["Understood", "refine_week", "understand"]
