"""Revisions that have been: the one that came into effect last, and those that the runner does not want."""

from __future__ import annotations

from midstance.application.diary import Diary, DiaryError
from midstance.application.replanning import NO_PLAN, Proposal, plan_of, season_of
from midstance.coach.changes import changes_between


def last_accepted(diary: Diary) -> Proposal:
    """The revision in effect and what it changed. Raises DiaryError where there is no plan."""
    season = season_of(diary)
    if not season:
        raise DiaryError(NO_PLAN)
    plan = plan_of(season[-1])
    changes = changes_between(plan_of(season[-2]), plan) if len(season) > 1 else ()
    return Proposal(kept=season[-1], plan=plan, changes=changes)


def withdraw(diary: Diary, revision: str) -> None:
    """Lets a revision that waits be. Raises DiaryError where it is none, or in effect already."""
    found = next((one for one in diary.revisions() if one.id == revision), None)
    if found is None or found.state != "proposed":
        raise DiaryError("This revision does not wait any more. The page shows how things stand now.")
    diary.mark(revision, "undone")
