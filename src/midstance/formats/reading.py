"""The door to the readers: bytes of any kind of running plan in, what was understood of it out.

The kind of a file is told from what is in it, not from its name. Nothing here touches disk or network.
"""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from midstance.formats.assembling import running_plan
from midstance.formats.brief_toml import BriefParts, read_brief
from midstance.formats.brief_words import parse_kit, parse_windows
from midstance.formats.entry import Extract, UnreadableFile, decode, one_line
from midstance.formats.merging import merge, shift_to, with_race_on
from midstance.formats.races import find_races, goal_of_distance
from midstance.formats.time_zones import is_zone, zone_meant
from midstance.formats.toml_values import Mistakes
from midstance.formats.week_strip import repeat_week, week_strip
from midstance.training.running import Problem, RunningPlan

__all__ = [
    "BriefParts",
    "Mistakes",
    "UnreadableFile",
    "check_zone",
    "find_races",
    "goal_of_distance",
    "merge",
    "parse_kit",
    "parse_windows",
    "read_brief",
    "read_running_plan",
    "repeat_week",
    "shift_to",
    "week_strip",
    "with_race_on",
]

_CALENDAR = re.compile(r"^[ \t]*BEGIN:V(?:CALENDAR|EVENT)\b", re.MULTILINE | re.IGNORECASE)
_YAML_PLAN = re.compile(r"^\"?schedule\"?\s*:", re.MULTILINE)
_TOML = re.compile(r"(?:\[\[?\s*(?:runs|races|athlete|pins|history)[\w.\s]*\]\]?|[\w-]+\s*=\s*\S)")
_KINDS = "a calendar (.ics), a table (.csv), a calendar-hack plan (.yaml) or a brief (.toml)"


def read_running_plan(
    name: str,
    data: bytes,
    *,
    today: dt.date | None = None,
    window: tuple[dt.date, dt.date] | None = None,
    zone: str | None = None,
) -> RunningPlan:
    """What is understood of a running plan. `name` is only used to say where something stands.

    `zone` holds where a calendar names none of its own; `today` and `window` bound what repeats without an end.
    Raises UnreadableFile, with the place and what to do, when it is no plan.
    """
    if zone is not None:
        check_zone(zone)
    text, problems = decode(name, data)
    if _is_brief(name, text):
        return _brief_runs(name, data)
    extract = _extract(name, text, today, window, zone)
    plan = running_plan(name, extract)
    return plan if not problems else _with_problems(plan, problems)


def check_zone(zone: str) -> str:
    """The zone's name, if there is such a zone. Raises UnreadableFile with what was probably meant."""
    if not is_zone(zone):
        raise UnreadableFile("--time-zone", f"{one_line(zone, 60)!r} is no time zone{zone_meant(zone)}")
    return zone


def _extract(
    name: str, text: str, today: dt.date | None, window: tuple[dt.date, dt.date] | None, zone: str | None
) -> Extract:
    """Hand the text to the reader of its kind, which is loaded only then."""
    if _CALENDAR.search(text):
        from midstance.formats.calendar_ics import read_calendar

        return read_calendar(name, text, today=today, window=window, zone=zone)
    if re.match(r"\s*<(?:!doctype|html|\?xml)", text, re.IGNORECASE):
        raise UnreadableFile(name, f"it is a web page, perhaps a log-in page saved in its stead; give {_KINDS}")
    if re.match(r"\s*[{\[]\s*[\"{\[\]}]", text):
        raise UnreadableFile(name, f"it is JSON, which no running plan is read from; give {_KINDS}")
    if _YAML_PLAN.search(text) or name.casefold().endswith((".yaml", ".yml")):
        from midstance.formats.calendar_hack import read_yaml_plan

        return read_yaml_plan(name, text)
    return _read_csv(name, text)


def _read_csv(name: str, text: str) -> Extract:
    from midstance.formats.csv_table import read_table
    from midstance.formats.plain_csv import looks_like_plan, read_plain
    from midstance.formats.trainingpeaks_csv import is_trainingpeaks, read_trainingpeaks
    from midstance.formats.week_table_csv import is_week_table, read_week_table

    table = read_table(name, text)
    if not table.rows or max(len(row.cells) for row in table.rows) < 2:
        raise UnreadableFile(name, f"it is none of the kinds of plan that are read; give {_KINDS}")
    if is_trainingpeaks(table):
        return read_trainingpeaks(table)
    if is_week_table(table):
        return read_week_table(table)
    if looks_like_plan(table):
        return read_plain(table)
    raise UnreadableFile(
        f"{name}:{table.rows[0].line}",
        "no header with dates or weekdays is found; a table needs columns such as date, title, distance_km",
    )


def _is_brief(name: str, text: str) -> bool:
    if _CALENDAR.search(text) or _YAML_PLAN.search(text):
        return False
    return name.casefold().endswith(".toml") or bool(_TOML.match(text.lstrip()))


def _brief_runs(name: str, data: bytes) -> RunningPlan:
    brief = read_brief(data, name)
    if not brief.runs:
        raise UnreadableFile(name, "the brief has no [[runs]]; give a running plan besides, and the brief with --brief")
    races = brief.races or find_races(brief.runs)
    goal = brief.athlete.goal if "athlete.goal" in brief.given else None
    return RunningPlan(runs=brief.runs, races=races, time_zone=brief.time_zone, goal=goal)


def _with_problems(plan: RunningPlan, problems: tuple[Problem, ...]) -> RunningPlan:
    return msgspec.structs.replace(plan, problems=(*problems, *plan.problems))
