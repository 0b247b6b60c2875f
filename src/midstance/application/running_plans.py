"""Running plans from files on disk: read, put together, moved to the race day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from midstance.application.files import file_bytes, shown
from midstance.formats.reading import UnreadableFile, check_zone, merge, read_running_plan, shift_to
from midstance.training.running import RunningPlan


def read_running_plans(
    paths: Sequence[str | Path],
    *,
    zone: str | None = None,
    today: dt.date | None = None,
    window: tuple[dt.date, dt.date] | None = None,
    race_day: dt.date | None = None,
    fetched: Sequence[tuple[str, bytes]] = (),
) -> RunningPlan:
    """What is understood of running plans on disk, as one plan. Raises UnreadableFile as `read_given` does.

    `fetched`: further ones that were fetched from elsewhere, by their names.
    """
    contents = [*((shown(path), _content(path)) for path in paths), *fetched]
    return read_given(contents, zone=zone, today=today, window=window, race_day=race_day)


def read_given(
    contents: Sequence[tuple[str, bytes]],
    *,
    zone: str | None = None,
    today: dt.date | None = None,
    window: tuple[dt.date, dt.date] | None = None,
    race_day: dt.date | None = None,
) -> RunningPlan:
    """What is understood of running plans that were handed over, each a name and its bytes, as one plan.

    With `race_day`, plans without dates are moved there before they meet dated ones; when all have dates, all of them
    together are moved as a whole. Nothing is moved without it. `zone`, `today` and `window` as for `read_running_plan`.
    Raises UnreadableFile with the first file that cannot be read, and why.
    """
    if zone is not None:
        check_zone(zone)
    if not contents:
        raise UnreadableFile("plans", "no file given; name one or more running plans")
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


def is_address(word: str) -> bool:
    """Whether a word is the address of something on the net rather than a file."""
    return re.match(r"(?:https?|webcal)s?:/", word, re.IGNORECASE) is not None


def _content(path: str | Path) -> bytes:
    """The bytes of a file. Raises UnreadableFile, for an address too."""
    if is_address(str(path)):
        says = (
            "addresses are not fetched here; save the calendar as a file, or begin by `midstance init --feed ADDRESS`"
        )
        raise UnreadableFile("address", says)
    return file_bytes(path)


def _told_apart(names: Sequence[str]) -> list[str]:
    """Names of which none is there twice: the second `plan.ics` is `plan.ics(2)`."""
    seen: dict[str, int] = {}
    apart: list[str] = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        apart.append(name if seen[name] == 1 else f"{name}({seen[name]})")
    return apart
