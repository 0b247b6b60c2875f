"""What one can ask: make a plan. Values in, values out; files are read and written elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import midstance
from midstance.knowledge.library import library
from midstance.planner.asks import LEAST_FULL_MINUTES
from midstance.planner.grid import LEAST_MINUTES
from midstance.planner.making import CannotCompose, Known, Unsound, make
from midstance.planner.placement import CannotPlace, NoTime
from midstance.training.plan import Brief, Plan

if TYPE_CHECKING:
    from midstance.planner.conflicts import Clash


class PlanRefused(Exception):
    """No plan can be made of this brief; `lines` say why and what to do.

    `clash` holds the pins and rules in each other's way; `fault` is true where the program is to blame, not the brief.
    """

    def __init__(self, lines: Sequence[str], clash: Clash | None = None, *, fault: bool = False) -> None:
        super().__init__(" ".join(lines))
        self.lines = tuple(lines)
        self.clash = clash
        self.fault = fault


def known() -> Known:
    """The knowledge that plans are made from."""
    loaded = library()
    return Known(loaded.exercises, loaded.drills, loaded.rules, loaded.digest, midstance.__version__)


def _no_time(brief: Brief) -> tuple[str, ...]:
    """Why nothing can stand anywhere: every day is blocked, or no window is long enough."""
    days = {brief.start + dt.timedelta(days=day) for day in range((brief.end - brief.start).days + 1)}
    if days <= set(brief.blocked):
        return (f"Every day from {brief.start} to {brief.end} is blocked.", "Leave some days free, or plan further.")
    shortest = f"the shortest takes {LEAST_MINUTES} minutes, a full one {LEAST_FULL_MINUTES} or more"
    return (
        f"No session fits into the windows you gave: {shortest}.",
        "Give at least one window of that length on a free day between the plan's first and last day.",
    )


def make_plan(brief: Brief) -> Plan:
    """A complete plan that passed its audit. Raises PlanRefused."""
    with refused_in_words(brief):
        return make(brief, known())


@contextmanager
def refused_in_words(brief: Brief) -> Iterator[None]:
    """Turns what planning raises into PlanRefused, which says what is in the way and what to do."""
    try:
        yield
    except NoTime:
        raise PlanRefused(_no_time(brief)) from None
    except CannotPlace as refused:
        from midstance.planner.conflicts import clash_of

        clash = clash_of(brief, known().rules, refused.week)
        raise PlanRefused(clash.lines(), clash) from None
    except CannotCompose as refused:
        mend = "With your minutes and kit no such session can be put together. Pin another kind, or give it more time."
        raise PlanRefused((*(finding.text for finding in refused.findings[:5]), mend)) from None
    except Unsound as fault:
        raise PlanRefused(
            (
                "The plan that came out did not pass its own audit, so it is not given to you:",
                *(finding.text for finding in fault.findings[:5]),
                "This is a fault of the program. Please report it with your brief.",
            ),
            fault=True,
        ) from None
