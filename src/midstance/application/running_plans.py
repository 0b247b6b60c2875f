"""Running plans from files on disk: read, put together, moved to the race day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from midstance.formats.entry import MAX_BYTES, check_size
from midstance.formats.reading import UnreadableFile, check_zone, merge, read_running_plan, shift_to
from midstance.training.running import RunningPlan


def read_running_plans(
    paths: Sequence[str | Path],
    *,
    zone: str | None = None,
    today: dt.date | None = None,
    window: tuple[dt.date, dt.date] | None = None,
    race_day: dt.date | None = None,
) -> RunningPlan:
    """What is understood of the running plans in some files, as one plan.

    With `race_day`, plans without dates are moved there before they meet dated ones; when all have dates, all of them
    together are moved as a whole. Nothing is moved without it. `zone`, `today` and `window` as for `read_running_plan`.
    Raises UnreadableFile with the first file that cannot be read, and why.
    """
    if zone is not None:
        check_zone(zone)
    if not paths:
        raise UnreadableFile("plans", "no file given; name one or more running plans")
    contents = [(_shown(path), _content(path)) for path in paths]
    names = _told_apart([name for name, _ in contents])
    plans = [
        read_running_plan(name, data, today=today, window=window, zone=zone)
        for name, (_, data) in zip(names, contents, strict=True)
    ]
    if race_day is None:
        return merge(plans)
    if all(plan.dated for plan in plans):
        return shift_to(merge(plans), race_day)
    return merge([plan if plan.dated else shift_to(plan, race_day) for plan in plans])


def last_day(plan: RunningPlan) -> dt.date | None:
    """The last date of a dated plan, or None where it has no entries or no dates."""
    return max((run.date for run in plan.runs), default=None) if plan.dated else None


def as_document(plan: RunningPlan) -> dict[str, object]:
    """The plan as `midstance runs --json` prints it; where `dated` is false the days count from `EPOCH`."""
    return {
        "runs": msgspec.to_builtins(plan.runs),
        "dropped": msgspec.to_builtins(plan.dropped),
        "races": msgspec.to_builtins(plan.races),
        "dated": plan.dated,
        "time_zone": plan.time_zone,
        "goal": plan.goal,
        "problems": msgspec.to_builtins(plan.problems),
    }


def _content(path: str | Path) -> bytes:
    """The bytes of a file, with a clear message where there are none to be had."""
    name = _shown(path)
    if re.match(r"(?:https?|webcal)s?:/", str(path), re.IGNORECASE):
        raise UnreadableFile("address", "addresses are not fetched; save the calendar as a file and give that")
    file = Path(path)
    try:
        if file.is_dir():
            raise UnreadableFile(name, "it is a folder; name the files in it")
        if not file.is_file():
            raise UnreadableFile(name, "there is no such file" if not file.exists() else "it is no ordinary file")
        check_size(name, file.stat().st_size)
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, UnreadableFile):
            raise
        reason = getattr(error, "strerror", None) or "it cannot be opened"
        raise UnreadableFile(name, str(reason)) from error


def _shown(path: str | Path) -> str:
    """The file's own name, as places in messages begin with; never the tokens of an address."""
    return Path(path).name or str(path)


def _told_apart(names: Sequence[str]) -> list[str]:
    """Names of which none is there twice: the second `plan.ics` is `plan.ics(2)`."""
    seen: dict[str, int] = {}
    apart: list[str] = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        apart.append(name if seen[name] == 1 else f"{name}({seen[name]})")
    return apart
