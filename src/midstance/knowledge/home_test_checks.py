"""What must hold of the tests at home."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise
from typing import get_args

from midstance.training.home_test import Bar, HomeTestGuide, TestGate
from midstance.training.log import HOME_TESTS


def home_test_problems(guide: HomeTestGuide) -> Iterator[str]:
    """What is wrong with one test."""
    for field in ("kit", "needs", "steps", "ends", "scoring", "sources"):
        if not getattr(guide, field):
            yield f"`{field}` is empty"
    if (guide.unit == "points") != (guide.better == "fewer"):
        yield "points count against you, everything else for you"
    if guide.beat_bpm is not None and (guide.unit != "reps" or guide.beat_bpm <= 0):
        yield "a beat belongs to repetitions"
    if bool(guide.regions) != (guide.enough is not None):
        yield "regions and what is enough for them go together"
    if "ours" not in guide.sources:
        yield "its bars are our own choice, so `ours` belongs to its sources"
    for bar in (*guide.gates, *((guide.enough,) if guide.enough else ())):
        yield from _bar(bar, guide)
    for gate in guide.gates:
        if gate.asymmetry_at_most is not None and not guide.sides:
            yield "without sides there is no asymmetry"
    yield from _norms(guide)


def _bar(bar: Bar, guide: HomeTestGuide) -> Iterator[str]:
    if (bar.at_least is None) == (bar.at_most is None):
        yield "a bar is either at least or at most a number"
    if (bar.at_most is not None) != (guide.better == "fewer"):
        yield "a bar points the way that is better"
    if bar.percent_of_middle is not None and not guide.norms:
        yield "a share of the middle needs norms"
    if not 0 <= (bar.at_least or bar.at_most or 0) <= guide.most:
        yield f"a bar lies above {guide.most}"


def _norms(guide: HomeTestGuide) -> Iterator[str]:
    for sex, group in groupby(guide.norms, key=lambda norm: norm.sex):
        norms = list(group)
        if any(one.ages[1] + 1 != other.ages[0] for one, other in pairwise(norms)):
            yield f"the ages of {sex} runners leave a gap or overlap"
        for norm in norms:
            if not (norm.ages[0] <= norm.ages[1] and 0 < norm.middle[0] <= norm.middle[1] <= guide.most):
                yield f"ages {norm.ages[0]} to {norm.ages[1]}: no ranges"
    if guide.norms and {norm.ages for norm in guide.norms if norm.sex == "female"} != {
        norm.ages for norm in guide.norms if norm.sex == "male"
    }:
        yield "female and male norms cover other ages"


def missing_tests(guides: Mapping[str, HomeTestGuide]) -> Iterator[str]:
    """Tests that can be recorded and have no file, and gates that no test opens."""
    for name in HOME_TESTS:
        if name not in guides:
            yield f"home_tests: {name} can be recorded, but nothing says how it is done"
    opened = {gate.gate for guide in guides.values() for gate in guide.gates}
    for gate in get_args(TestGate):
        if gate not in opened:
            yield f"home_tests: no test opens {gate}"
