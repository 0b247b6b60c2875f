"""The beginning of a season: what is asked of a runner, and when and where the first plan stands."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from midstance.training.exercise import Level
from midstance.training.plan import Brief, Plan

LEVELS_ASKED: dict[str, Level] = {"1": "beginner", "2": "intermediate", "3": "advanced"}
"""Answers to how long one has trained one's legs for strength (rules page, Levels)."""
HEALTH = (
    "a heart, circulation, metabolic or kidney illness that you know of",
    "pain or pressure in the chest, at rest or when you exert yourself",
    "dizziness, fainting, or a heart that races or stumbles without reason",
    "a bone, joint or back problem that training could make worse",
    "bone stress injuries more than once, or periods that have stayed away",
    "medicine for heart, blood pressure or circulation",
    "a pregnancy, or a birth within the last months",
    "anything else for which somebody told you not to train, or only under guidance",
)
"""What is asked before training begins (evidence, section 13), in our own words."""


def begun(plan: Plan, now: dt.datetime) -> dt.datetime:
    """The moment the season's first plan stands for: now, or the first day of a season that began earlier."""
    start = dt.datetime.combine(plan.brief.start, dt.time(), now.tzinfo)
    return now if plan.brief.start >= now.date() else start


def in_a_zone(brief: Brief) -> Brief:
    """The brief in this machine's time zone where the running plan names none: its times are those of the wall clock.

    Where the machine's own zone is not known, or is UTC as on servers, the zone stays assumed.
    """
    zone = machine_zone() if brief.time_zone_assumed else None
    if zone is None:
        return brief
    return msgspec.structs.replace(brief, time_zone=zone, time_zone_assumed=False)


def machine_zone(link: Path = Path("/etc/localtime")) -> str | None:
    """The IANA name of this machine's time zone, or None where it is UTC or cannot be told."""
    name = os.environ.get("TZ", "").lstrip(":")
    if not name:
        try:
            name = str(link.readlink()).rpartition("zoneinfo/")[2]
        except OSError:
            return None
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return None
    return name if name and not name.upper().endswith(("UTC", "UCT", "GMT", "ZULU", "UNIVERSAL")) else None
