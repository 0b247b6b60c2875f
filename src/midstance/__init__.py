"""Leg strength for runners, placed around the runs already in the calendar.

This is the public door: everything in `__all__` may be relied on, and is imported only when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from midstance.application.answers import Answer
    from midstance.application.auditing import ForeignAudit, audit, audit_foreign
    from midstance.application.briefing import BadInput, Wishes, brief_from
    from midstance.application.diary import DiaryError, MemoryDiary
    from midstance.application.explaining import why_date, why_not
    from midstance.application.explaining_exercises import why_exercise, why_load
    from midstance.application.planning import PlanRefused, make_plan
    from midstance.application.replanning import accept, begin, current_plan, propose, replan_chain
    from midstance.application.running_plans import read_running_plans
    from midstance.application.writing import CannotWrite, write_together
    from midstance.coach.changes import Change, changes_between
    from midstance.formats.entry import UnreadableFile
    from midstance.formats.plan_ics import write_ics
    from midstance.formats.plan_json import encode_plan, read_plan
    from midstance.formats.plan_schema import plan_schema
    from midstance.formats.reading import read_brief, read_running_plan
    from midstance.knowledge.library import library
    from midstance.storage import open_store
    from midstance.training import log
    from midstance.training.plan import Brief, Plan

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "BadInput",
    "Brief",
    "CannotWrite",
    "Change",
    "DiaryError",
    "ForeignAudit",
    "MemoryDiary",
    "Plan",
    "PlanRefused",
    "UnreadableFile",
    "Wishes",
    "accept",
    "audit",
    "audit_foreign",
    "begin",
    "brief_from",
    "changes_between",
    "current_plan",
    "encode_plan",
    "library",
    "log",
    "make_plan",
    "open_store",
    "plan_schema",
    "propose",
    "read_brief",
    "read_plan",
    "read_running_plan",
    "read_running_plans",
    "replan_chain",
    "why_date",
    "why_exercise",
    "why_load",
    "why_not",
    "write_ics",
    "write_together",
]

_ROOMS = {
    "application.answers": ("Answer",),
    "application.auditing": ("ForeignAudit", "audit", "audit_foreign"),
    "application.briefing": ("BadInput", "Wishes", "brief_from"),
    "application.diary": ("DiaryError", "MemoryDiary"),
    "application.explaining": ("why_date", "why_not"),
    "application.explaining_exercises": ("why_exercise", "why_load"),
    "application.planning": ("PlanRefused", "make_plan"),
    "application.replanning": ("accept", "begin", "current_plan", "propose", "replan_chain"),
    "application.running_plans": ("read_running_plans",),
    "application.writing": ("CannotWrite", "write_together"),
    "coach.changes": ("Change", "changes_between"),
    "formats.entry": ("UnreadableFile",),
    "formats.plan_ics": ("write_ics",),
    "formats.plan_json": ("encode_plan", "read_plan"),
    "formats.plan_schema": ("plan_schema",),
    "formats.reading": ("read_brief", "read_running_plan"),
    "knowledge.library": ("library",),
    "storage": ("open_store",),
    "training.plan": ("Brief", "Plan"),
}
_HOME = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> object:
    """A public name, imported now."""
    if name == "log":
        return import_module("midstance.training.log")
    room = _HOME.get(name)
    if room is None:
        raise AttributeError(f"module 'midstance' has no attribute {name!r}")
    return getattr(import_module(f"midstance.{room}"), name)


def __dir__() -> list[str]:
    """What is public."""
    return sorted([*__all__, "__version__"])
