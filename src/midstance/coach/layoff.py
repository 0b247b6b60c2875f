"""Coming back after a gap, by how long it was (evidence, section 8).

Weeks of taper, race and recovery ask for little themselves, so they do not count towards a gap. The return is counted
in sessions that were done since, so that it waits for the runner: a week of the calendar alone brings no load back.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from midstance.coach import tables
from midstance.planner.prescription.tables import LOAD_STEP_MOST
from midstance.training.clock import monday_of
from midstance.training.periods import Phase
from midstance.training.plan import Microcycle, Plan
from midstance.training.session import Because
from midstance.training.standing import Done, Easing, Restart

DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(weeks=1)
ASKS_LITTLE: frozenset[Phase] = frozenset({"taper", "race", "recovery"})
UPWARDS: tuple[Phase, ...] = ("foundation", "build", "strength", "maintain")
"""Phases in the order in which they build on one another."""


class Gap(NamedTuple):
    """Days without strength work that the plan did not ask for."""

    before: dt.date
    """The last session before it."""
    after: dt.date | None
    """The first session after it; None where the runner is not back yet."""
    days: int
    since: int
    """Sessions done since it ended."""


def layoff(
    done: Sequence[Done], missed: Sequence[str], plan: Plan, today: dt.date
) -> tuple[tuple[Easing, ...], Restart | None]:
    """What is asked less on the way back, from `today` on, and whether the phases begin anew.

    `missed`: ids of all sessions that were missed; an id begins with the planned date.
    """
    trained = sorted({one.date for one in done if set(one.classes) != {"mobility"} and one.date <= today})
    if not trained:
        return (), _never_begun(plan, today)
    gaps = _gaps(trained, missed, plan, today)
    eased = [easing for gap in gaps for easing in _way_back(gap, plan, today)]
    return tuple(eased), _restart(gaps, trained[0], plan, today)


def sets_percent_of_one_less(plan: Plan, today: dt.date) -> int:
    """What is left when every exercise loses one set: by the median sets of an exercise in the sessions behind.

    What lies ahead is eased itself, so that it says nothing.
    """
    behind = [session for session in plan.sessions if not session.mini and session.date < today]
    sets = [item.sets for session in behind for item in session.work()]
    usual = statistics.median_high(sets) if sets else tables.USUAL_SETS
    return 100 if usual <= 1 else -(-100 * (usual - 1) // usual)


def return_after(days: int) -> tables.Return | None:
    """How to come back after so many days; None up to a week."""
    return next((band for band in reversed(tables.RETURNS) if days > band.after_days), None)


def loads_on_the_way_back(band: tables.Return) -> tuple[int, ...]:
    """Per cent of the load, session by session; after the first sessions it rises by at most one load step each."""
    loads = [band.load_percent] * band.sessions
    while (higher := int(loads[-1] * LOAD_STEP_MOST + 1e-9)) < 100:
        loads.append(higher)
    return tuple(loads)


def _gaps(trained: Sequence[dt.date], missed: Sequence[str], plan: Plan, today: dt.date) -> list[Gap]:
    """All gaps longer than a week, the open one last."""
    found = []
    for index, (before, after) in enumerate(zip(trained, [*trained[1:], None], strict=True)):
        days = _days(before, after or today, missed, plan)
        if return_after(days) is not None:
            found.append(Gap(before, after, days, len(trained) - index - 1))
    return found


def _days(before: dt.date, after: dt.date, missed: Sequence[str], plan: Plan) -> int:
    """The length of a gap without what the plan itself asked for."""
    days = (after - before).days
    if days <= tables.RETURNS[0].after_days:
        return 0
    between = [before + DAY * day for day in range(1, days)]
    weeks = {monday: _week(plan, monday) for monday in {monday_of(date) for date in between}}
    days -= sum(1 for date in between if (week := weeks[monday_of(date)]) is not None and week.phase in ASKS_LITTLE)
    one_a_week = any(week is not None and week.sessions_wanted <= 1 for week in weeks.values())
    skipped = any(before < date < after for date in _dates(missed, plan))
    return 0 if days <= tables.ASKED_GAP_DAYS and one_a_week and not skipped else days


def _week(plan: Plan, monday: dt.date) -> Microcycle | None:
    return next((week for week in plan.microcycles if week.start == monday), None)


def _dates(missed: Sequence[str], plan: Plan) -> list[dt.date]:
    """Dates of missed sessions where they stood last, those of earlier revisions too.

    What no revision at hand holds any more is known by its id, which begins with the day it was first planned for.
    """
    before = plan.brief.standing
    stood = {one.session: one.date for one in before.let_go} if before is not None else {}
    stood |= {session.id: session.date for session in plan.sessions}
    found = []
    for name in (*missed, *(before.missed if before is not None else ())):
        with suppress(ValueError):
            found.append(stood.get(name) or dt.date.fromisoformat(name[:10]))
    return found


def _way_back(gap: Gap, plan: Plan, today: dt.date) -> list[Easing]:
    """Easings week by week from today: in each the load of the first session it can hold."""
    band = return_after(gap.days)
    loads = loads_on_the_way_back(band)[gap.since :] if band is not None else ()
    if band is None or not loads:
        return []
    last = _week(plan, monday_of(gap.before))
    a_week = max(last.sessions_wanted, 1) if last is not None else tables.USUAL_WEEK_SESSIONS
    careful = band.sessions - gap.since
    text = (
        f"You are back after {gap.days} days without strength work: it begins at {loads[0]} % and comes back in steps."
    )
    because = Because(rule="layoff", text=text, sources=tables.LAYOFF_SOURCES)
    sets = sets_percent_of_one_less(plan, today) if band.one_set_less else 100
    return [
        Easing(
            first=today + WEEK * week,
            last=today + WEEK * (week + 1) - DAY,
            sets_percent=sets,
            load_percent=loads[week * a_week],
            contacts_percent=band.contacts_percent,
            bars=band.bars if week * a_week < careful else (),
            because=because,
        )
        for week in range(-(-len(loads) // a_week))
    ]


def _restart(gaps: Sequence[Gap], first: dt.date, plan: Plan, today: dt.date) -> Restart | None:
    """The last new beginning, also when it lies behind: phases go on from there."""
    for gap in reversed(gaps):
        if gap.days > tables.BACK_ONE_PHASE_AFTER_DAYS:
            anew = gap.days > tables.FOUNDATION_AFTER_DAYS
            phase = "foundation" if anew else _one_back(plan, gap.before)
            said = "foundation comes first again" if anew else f"the plan goes back to {phase}"
            text = f"After {gap.days} days without strength work {said}."
            because = Because(rule="layoff", text=text, sources=tables.LAYOFF_SOURCES)
            return Restart(monday=monday_of(gap.after or today), phase=phase, because=because)
    return _never_begun(plan, first)


def _one_back(plan: Plan, date: dt.date) -> Phase:
    """The phase before the one a date lies in; taper, race and recovery count as what came before them."""
    passed = [week.phase for week in plan.microcycles if week.start <= date and week.phase in UPWARDS]
    return UPWARDS[max(UPWARDS.index(passed[-1]) - 1, 0)] if passed else UPWARDS[0]


def _never_begun(plan: Plan, first: dt.date) -> Restart | None:
    """A plan that is begun long after its first day begins with its first phase all the same."""
    late = (first - plan.brief.start).days
    if late <= tables.BEGUN_LATE_DAYS or not plan.microcycles:
        return None
    text = f"Strength begins {late} days later than planned, so it begins at the beginning."
    because = Because(rule="layoff", text=text, sources=tables.LAYOFF_SOURCES)
    return Restart(monday=monday_of(first), phase=plan.microcycles[0].phase, because=because)
