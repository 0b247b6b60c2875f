"""What a season leaves out that its phases would have, and what would bring it: heavy days and jumps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from midstance.planner.asks import HEAVY_KIT, means_of
from midstance.training.periods import Phase
from midstance.training.plan import Brief, Microcycle, Note
from midstance.training.session import Session, Stress

HEAVY_PHASES: tuple[Phase, ...] = ("build", "strength")
JUMP_PHASES: tuple[Phase, ...] = ("strength",)

NO_HEAVY_BEGINNER = (
    "No heavy days in this season: as a beginner you build the movements and the tissue first. They come with the "
    "intermediate level."
)
NO_HEAVY_KIT = (
    "No heavy days in this season: nothing you have is heavy enough for them. Dumbbells, a kettlebell, a barbell or a "
    "leg press would bring them; until then the harder exercises of each ladder stand in."
)
NO_JUMPS_BEGINNER = (
    "No jumps in this season: for a beginner they wait until the quiet-landing test is passed, which you can take at "
    "home at any time."
)


def left_out(brief: Brief, weeks: Sequence[Microcycle], sessions: Sequence[Session]) -> tuple[Note, ...]:
    """A note for heavy days and one for jumps, where a season has the phase for them and none of them.

    What pain, age or an open health question takes away has notes of its own.
    """
    phases = {week.phase for week in weeks}
    given = {stress for session in sessions for stress in session.classes}
    return tuple(_heavy(brief, phases, given)) + tuple(_jumps(brief, phases, given))


def _heavy(brief: Brief, phases: set[Phase], given: set[Stress]) -> Iterator[Note]:
    athlete = brief.athlete
    if not phases.intersection(HEAVY_PHASES) or "heavy-legs" in given or means_of(brief).light_only:
        return
    if athlete.level == "beginner":
        yield Note(about="heavy days", text=NO_HEAVY_BEGINNER)
    elif not HEAVY_KIT & set(athlete.kit):
        yield Note(about="heavy days", text=NO_HEAVY_KIT)


def _jumps(brief: Brief, phases: set[Phase], given: set[Stress]) -> Iterator[Note]:
    means = means_of(brief)
    if not phases.intersection(JUMP_PHASES) or means.light_only or {"low-plyometric", "high-plyometric"} & given:
        return
    athlete = brief.athlete
    if athlete.level == "beginner" and not athlete.gates.plyometric:
        yield Note(about="jumps", text=NO_JUMPS_BEGINNER)
