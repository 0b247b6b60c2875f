"""Signs with which training stops at once. We say so plainly and calmly; what it is, a professional finds out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from midstance.coach import tables
from midstance.coach.moments import date_of
from midstance.training.exercise import PainSite
from midstance.training.log import RED_FLAGS, Cleared, Entry, PainReport, RedFlag, RedFlags, Side
from midstance.training.standing import Stop

SAID_FLAG: dict[RedFlag, str] = {
    "sharp-pain": "a sharp pain",
    "numbness": "numbness",
    "dizziness": "dizziness",
    "chest-pain": "chest pain",
    "unusual": "something unusual",
    "fainting": "fainting",
    "palpitations": "a racing or stumbling heart",
    "breathless": "breathlessness out of proportion",
    "calf-swelling": "a swollen or warm calf",
    "back-pain-with-weakness": "back pain with weakness in the legs, or a change in bladder or bowel",
    "bone-or-night-pain": "pain in one spot of a bone, or pain at night",
    "limp-over-a-day": "a limp that lasts longer than a day",
    "joint-swelling": "a swollen joint",
    "fever": "fever",
}
STOPPED = "Stop training now, running too."
EMERGENCY = "If it is there now, or comes back, call the emergency number where you are (112 in all of the EU)."
TODAY = "Let a doctor see you today."
SEEN = "See a doctor or physiotherapist before you train again."
THEN = "We cannot tell what it is. The plan waits; when a professional says you may go on, say so here."
UNSAID: RedFlag = "unusual"
"""What a report without a named sign is taken for."""


TELLING = (RedFlags, Cleared, PainReport)
"""Entries that may stop training or let it go on."""


class _Limp(NamedTuple):
    site: PainSite
    side: Side | None
    first: dt.datetime
    last: dt.datetime


def stop(entries: Sequence[Entry], zone: ZoneInfo | None, today: dt.date) -> Stop | None:
    """Whether training stands still, and what to do: red flags since the runner was last cleared.

    A limp that is reported twice, a day or more apart, is one too. Entries after `today` are not looked at.
    """
    telling = [entry for entry in entries if isinstance(entry, TELLING)]
    seen = [entry for entry in telling if date_of(entry, zone) <= today]
    cleared = [entry.at for entry in seen if isinstance(entry, Cleared)]
    since = max(cleared, default=None)
    raised: list[tuple[dt.datetime, tuple[RedFlag, ...]]] = [
        (entry.at, entry.flags or (UNSAID,))
        for entry in seen
        if isinstance(entry, RedFlags) and (since is None or entry.at >= since)
    ]
    raised += [(moment, ("limp-over-a-day",)) for moment in _long_limps(seen, since)]
    if not raised:
        return None
    flags = {flag for _, some in raised for flag in some}
    first = min(moment for moment, _ in raised)
    begun = next(date_of(entry, zone) for entry in seen if entry.at == first)
    named = tuple(flag for flag in RED_FLAGS if flag in flags)
    return Stop(since=begun, says=_says(named), flags=named)


def _says(flags: Sequence[RedFlag]) -> str:
    said = [SAID_FLAG[flag] for flag in flags]
    listed = said[0] if len(said) == 1 else ", ".join(said[:-1]) + " and " + said[-1]
    urgent: list[str] = []
    if tables.EMERGENCY.intersection(flags):
        urgent.append(EMERGENCY)
    urgent.append(TODAY if tables.SAME_DAY.intersection(flags) else SEEN)
    return " ".join((f"You reported {listed}.", STOPPED, *urgent, THEN))


def _long_limps(entries: Sequence[Entry], since: dt.datetime | None) -> list[dt.datetime]:
    """The moments at which a limp turned out to last: no report between says that it was gone."""
    open_limps: dict[tuple[PainSite, Side | None], _Limp] = {}
    found = []
    for entry in entries:
        if not isinstance(entry, PainReport) or (since is not None and entry.at < since):
            continue
        key = (entry.site, entry.side)
        if not entry.limping:
            _end_limps(open_limps, entry)
            continue
        limp = _limp_of(open_limps, entry)
        near = limp is not None and entry.at - limp.last <= dt.timedelta(days=tables.LIMP_LINK_DAYS)
        first = limp.first if limp is not None and near else entry.at
        open_limps[key] = _Limp(entry.site, entry.side, first, entry.at)
        if entry.at - first >= dt.timedelta(hours=tables.LIMP_HOURS):
            found.append(entry.at)
    return found


def _same_place(limp: _Limp, entry: PainReport) -> bool:
    return limp.site == entry.site and (limp.side == entry.side or None in (limp.side, entry.side))


def _limp_of(open_limps: dict[tuple[PainSite, Side | None], _Limp], entry: PainReport) -> _Limp | None:
    """The limp a report goes on with, the oldest where several fit."""
    fitting = [limp for limp in open_limps.values() if _same_place(limp, entry)]
    return min(fitting, key=lambda limp: limp.first, default=None)


def _end_limps(open_limps: dict[tuple[PainSite, Side | None], _Limp], entry: PainReport) -> None:
    for key in [key for key, limp in open_limps.items() if limp.side == entry.side and limp.site == entry.site]:
        del open_limps[key]
