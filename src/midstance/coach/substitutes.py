"""What may be done in an exercise's place so that the pattern stays trained and the sore tissue is spared."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from midstance.coach.tables import SUBSTITUTES_MOST
from midstance.knowledge.ladders import downwards, easier_neighbours
from midstance.planner.composition.scoring import depths
from midstance.planner.prescription.runner import is_jump, runner_of
from midstance.planner.prescription.tables import STOP_ABOVE_PAIN
from midstance.training.athlete import Athlete, Pain
from midstance.training.clock import EPOCH
from midstance.training.exercise import COVERAGE, Exercise, PainSite, Tag
from midstance.training.plan import Brief

KIND_OF_WORK: frozenset[Tag] = frozenset(COVERAGE) - {"single-leg"}
"""Tags that say which work it is; single-leg says only how it is done."""


def substitutes(
    exercise_id: str, sites: Collection[PainSite], athlete: Athlete, exercises: Mapping[str, Exercise]
) -> tuple[str, ...]:
    """Exercises in place of one, best first, that need only the runner's kit and load none of the sore places.

    First the same pattern, then what a full session counts as the same kind of work (its tags), then what shares its
    main regions; within each the nearest easier rung, and nothing that jumps in place of what does not. Empty where
    every such exercise would load a sore place. Raises KeyError for an exercise that is not known.
    """
    wanted = exercises[exercise_id]
    sore = tuple(Pain(site=site, score=STOP_ABOVE_PAIN + 1) for site in sorted(set(sites)))
    known = {pain.site for pain in sore}
    pains = (*sore, *(pain for pain in athlete.pains if pain.site not in known))
    runner = runner_of(Brief(start=EPOCH, end=EPOCH, athlete=msgspec.structs.replace(athlete, pains=pains)))
    easier = list(downwards(exercise_id, easier_neighbours(exercises)))
    depth = depths(exercises)
    ranked = []
    for name, exercise in exercises.items():
        kinship = _kinship(wanted, exercise)
        jumps = is_jump(exercise)
        if name == exercise_id or kinship is None or not runner.may_do(exercise):
            continue
        if jumps and (not is_jump(wanted) or not runner.may_jump(exercise, high=is_jump(wanted))):
            continue
        rung = easier.index(name) if name in easier else len(exercises)
        ranked.append((kinship, rung, abs(depth[name] - depth[exercise_id]), name))
    return tuple(name for _, _, _, name in sorted(ranked)[:SUBSTITUTES_MOST])


def _kinship(wanted: Exercise, other: Exercise) -> int | None:
    """How close another exercise is: 0 of the same pattern, 1 by its tags, 2 by its main regions; None: not at all."""
    if other.pattern == wanted.pattern:
        return 0
    if set(other.tags) & set(wanted.tags) & KIND_OF_WORK:
        return 1
    return 2 if set(other.primary) & set(wanted.primary) else None
