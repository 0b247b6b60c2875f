"""A season in the making: the running plan as it was understood, put right line by line, then planned around.

A draft goes back and forth between the runner and the program as one piece of text, so that nothing is kept before
the runner says so.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import re
import zlib
from collections.abc import Mapping

import msgspec

from midstance.application.beginning import in_a_zone
from midstance.application.briefing import BadInput, Wishes, brief_from
from midstance.formats.brief_toml import BriefParts
from midstance.formats.races import find_races
from midstance.formats.time_zones import is_zone
from midstance.training.plan import Brief
from midstance.training.running import KEY_KINDS, Dropped, Problem, Race, Run, RunKind, RunningPlan

AMOUNT = re.compile(r" \d\S*")
MOST_LETTERS, MOST_BYTES = 2_000_000, 8_000_000
"""Of a draft as text and unpacked; a year of runs takes a hundredth (ours)."""


class SeasonDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What was understood so far."""

    runs: tuple[Run, ...]
    races: tuple[Race, ...]
    start: dt.date
    end: dt.date
    time_zone: str | None = None
    goal: str = "general"
    minutes: int | None = None
    dropped: tuple[Dropped, ...] = ()
    problems: tuple[Problem, ...] = ()
    weekly_m: int | None = None
    made_up: bool = False
    """Whether the runs come from a week or a distance, so that there was nothing to misread."""


class RunPutRight(msgspec.Struct, frozen=True, kw_only=True):
    """What the runner says of one line of the draft."""

    kind: RunKind
    distance_m: int | None = None


def drafted(reading: RunningPlan | None, wishes: Wishes, today: dt.date, zone: str | None) -> SeasonDraft:
    """The draft of a running plan, a week or a mileage. `zone`: where the runner is, used where the plan names none.

    Raises BadInput and UnreadableFile, in words, where there is nothing to plan around.
    """
    brief = brief_from(reading, wishes, today)
    named = None if brief.time_zone_assumed else brief.time_zone
    runs = sorted((*brief.runs, *brief.replaced), key=lambda run: (run.date, run.start))
    return SeasonDraft(
        runs=tuple(map(_titled, runs)) if wishes.week is not None else tuple(runs),
        races=brief.races,
        start=brief.start,
        end=brief.end,
        time_zone=named or (zone if zone and is_zone(zone) else None),
        goal=brief.athlete.goal,
        minutes=brief.athlete.minutes,
        dropped=reading.dropped if reading is not None else (),
        problems=reading.problems if reading is not None else (),
        weekly_m=brief.weekly_m,
        made_up=reading is None,
    )


def _titled(run: Run) -> Run:
    """A run of a week with its title but for the amount, which is said beside it."""
    return msgspec.structs.replace(run, title=AMOUNT.sub("", run.title))


def put_right(draft: SeasonDraft, lines: Mapping[int, RunPutRight]) -> SeasonDraft:
    """The draft with lines as the runner says they are; a line that becomes a race is one, and the other way round."""
    runs = list(draft.runs)
    changed = False
    for place, said in lines.items():
        if not 0 <= place < len(runs):
            continue
        run = runs[place]
        if (said.kind, said.distance_m) == (run.kind, run.distance_m):
            continue
        changed = changed or "race" in (said.kind, run.kind)
        runs[place] = msgspec.structs.replace(
            run, kind=said.kind, key=said.kind in KEY_KINDS, distance_m=said.distance_m, assumed=None,
            duration_s=run.duration_s if said.distance_m == run.distance_m and not run.duration_assumed else None,
        )  # fmt: skip
    races = draft.races
    if changed:
        days = {run.date for run in runs if run.kind == "race"}
        kept = {race.date: race for race in draft.races if race.date in days}
        races = tuple(kept.get(race.date, race) for race in find_races(tuple(runs)))
    return msgspec.structs.replace(draft, runs=tuple(runs), races=races)


def brief_of_draft(draft: SeasonDraft, wishes: Wishes, today: dt.date) -> Brief:
    """The brief of a draft with what the runner says about themselves. Raises BadInput."""
    parts = BriefParts(
        runs=draft.runs, races=draft.races, start=draft.start, end=draft.end, time_zone=draft.time_zone,
        given=frozenset({"runs", "races", "start", "end"}),
    )  # fmt: skip
    brief = brief_from(None, msgspec.structs.replace(wishes, brief=parts), today)
    return in_a_zone(msgspec.structs.replace(brief, weekly_m=draft.weekly_m))


def draft_text(draft: SeasonDraft) -> str:
    """The draft as text for a form."""
    return base64.b64encode(zlib.compress(msgspec.json.encode(draft))).decode()


def read_draft(text: str) -> SeasonDraft:
    """The draft of a text. Raises BadInput for what is none."""
    try:
        packed = base64.b64decode(text[:MOST_LETTERS], validate=True)
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(packed, MOST_BYTES)
        return msgspec.json.decode(data, type=SeasonDraft)
    except (ValueError, binascii.Error, zlib.error, msgspec.MsgspecError):
        raise BadInput("The running plan was lost on the way. Hand it over once more.") from None
