"""What one can ask: make a plan. Values in, values out; files are read and written elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

import midstance
from midstance.knowledge.library import library
from midstance.planner.conflicts import Clash, clash_of
from midstance.planner.making import Known, Unsound, make
from midstance.planner.placement import CannotPlace, NoTime
from midstance.training.plan import Brief, Plan


class PlanRefused(Exception):
    """No plan can be made of this brief; `lines` say why and what to do."""

    def __init__(self, lines: Sequence[str], clash: Clash | None = None) -> None:
        super().__init__(" ".join(lines))
        self.lines = tuple(lines)
        self.clash = clash


def known() -> Known:
    """The knowledge that plans are made from."""
    loaded = library()
    return Known(loaded.exercises, loaded.drills, loaded.rules, loaded.digest, midstance.__version__)


def make_plan(brief: Brief) -> Plan:
    """A complete plan that passed its audit. Raises PlanRefused."""
    knowledge = known()
    try:
        return make(brief, knowledge)
    except NoTime:
        raise PlanRefused(
            (
                "No session fits into the windows you gave: the shortest takes 10 minutes, a full one 22 or more.",
                "Give at least one window of that length between the plan's first and last day.",
            )
        ) from None
    except CannotPlace as refused:
        clash = clash_of(brief, knowledge.rules, refused.week)
        raise PlanRefused(clash.lines(), clash) from None
    except Unsound as fault:
        raise PlanRefused(
            (
                "The plan that came out did not pass its own audit, so it is not given to you:",
                *(finding.text for finding in fault.findings[:5]),
                "This is a fault of the program. Please report it with your brief.",
            )
        ) from None
