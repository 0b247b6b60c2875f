"""How the runner is: check-ins, illness, pains, signs with which training stops, and the word that it may go on."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import cast, get_args

import msgspec

from midstance.application.recording.checks import check_date, in_bounds, one_of, refused
from midstance.application.recording.entry_words import said_entry
from midstance.application.recording.notebook import Draft, Notebook
from midstance.coach.pain import RESTING, light_of
from midstance.coach.red_flags import stop
from midstance.coach.spared import spared
from midstance.formats.brief_words import meant
from midstance.formats.entry import one_line
from midstance.formats.log_line import JOINTS, site_of
from midstance.training.exercise import PAIN_SITES, REGIONS, PainSite, Region
from midstance.training.log import (
    RED_FLAGS,
    CheckIn,
    Cleared,
    Illness,
    PainReport,
    PainTime,
    RedFlag,
    RedFlags,
    Side,
    Symptom,
    effective,
)

SAME_MOMENT = dt.timedelta(minutes=1)
"""A typed moment has minutes only, so one said within it may be meant after it (ours)."""
PAIN_TIMES: tuple[PainTime, ...] = get_args(PainTime)
SYMPTOMS: tuple[Symptom, ...] = get_args(Symptom)
SAID_LIGHT = {
    "green": "Green: fine to go on. Say how it is tomorrow morning if it was there in training.",
    "amber": "Amber: the load holds, and by tomorrow morning it should be back to where it was. We will ask.",
    "red": "Red: no loading of that part for now. If it does not settle within days, let somebody look at it.",
}
_STOP_WORDS: tuple[tuple[str, RedFlag], ...] = (
    (r"chest (pain|tight)\w*|pain in (my|the) chest", "chest-pain"),
    (r"dizz\w*|light-?headed", "dizziness"),
    (r"faint(ed|ing|s)?|passed out|black(ed)? ?out", "fainting"),
    (r"numb(ness|ed)?|tingl\w*|pins and needles", "numbness"),
    (r"palpitation\w*|heart (is )?(rac|stumbl|flutter)\w*", "palpitations"),
    (r"breathless\w*|can'?t breathe|cannot breathe", "breathless"),
    (r"(sharp|stabbing|shooting) pain|sharp-pain", "sharp-pain"),
    (r"(swollen|warm|hot) calf|calf (is )?(swollen|swell\w*|hot|warm)", "calf-swelling"),
    (r"(swollen|swelling) (knee|ankle|joint|hip)|(knee|ankle|joint|hip) (is )?(swollen|swell\w*)", "joint-swelling"),
    (r"bone pain|night pain", "bone-or-night-pain"),
)
"""Words people use for the signs; a `no` or `not` before them takes them back."""


def stop_sign_in(text: str) -> RedFlag | None:
    """The sign a person speaks of in free words, or None. Negated words are passed over."""
    said = text.casefold()
    for flag in RED_FLAGS:
        if said.strip() in (flag, flag.replace("-", " ")):
            return flag
    for pattern, flag in _STOP_WORDS:
        found = re.search(rf"\b({pattern})\b", said)
        if found and not re.search(r"\b(no|not|never|without|isn'?t)\b[^.,;]{0,20}$", said[: found.start()]):
            return flag
    return None


def checkin_draft(
    *,
    at: dt.datetime,
    entry_id: str,
    sleep_h: float | None = None,
    energy: int | None = None,
    fatigue: int | None = None,
    soreness: Mapping[Region, int] | None = None,
    note: str = "",
) -> Draft:
    """A check-in. Raises Implausible for numbers that cannot be, or when nothing is said."""
    sore = dict(soreness or {})
    for what, value in (("hours of sleep", sleep_h), ("energy", energy), ("fatigue", fatigue)):
        if value is not None:
            in_bounds(what, value)
    for score in sore.values():
        in_bounds("soreness", score)
    if sleep_h is None and energy is None and fatigue is None and not sore and not note:
        raise refused("checkin", "nothing is said; write for example: midstance checkin --sleep 6.5 --energy 2")
    entry = CheckIn(id=entry_id, at=at, sleep_h=sleep_h, energy=energy, fatigue=fatigue, soreness=sore, note=note)
    said = said_entry(entry, {})
    return Draft(entries=(entry,), says=(f"{said[0].upper()}{said[1:]}. It can make a session easier, never harder.",))


def region_of(word: str) -> Region:
    """A region by its name; `calves` or `quads` will do. Raises Implausible."""
    short: dict[str, Region] = {
        "calf": "calf-soleus", "calves": "calf-soleus", "calfs": "calf-soleus", "soleus": "calf-soleus",
        "quads": "quadriceps", "quad": "quadriceps", "thighs": "quadriceps", "hams": "hamstrings", "glute": "glutes",
        "hips": "hip-abductors", "abductors": "hip-abductors", "groin": "adductors", "feet": "foot", "core": "trunk",
    }  # fmt: skip
    return short.get(word.strip().casefold()) or one_of("--sore", word, REGIONS)


def illness_draft(symptoms: Sequence[str], *, at: dt.datetime, entry_id: str) -> Draft:
    """Ill from that day on. Raises Implausible for symptoms we do not know."""
    short = {"cold": "head-cold", "cough": "chest", "gi": "stomach", "sore-throat": "head-cold"}
    found = tuple(dict.fromkeys(one_of("--ill", short.get(word.casefold(), word), SYMPTOMS) for word in symptoms))
    says = "Get well. Nothing is asked of you while it lasts; `midstance checkin --well` when it is over."
    if found == ("head-cold",):
        says = "Get well. With a head cold only, easy work is up to you; `midstance checkin --well` when it is over."
    return Draft(entries=(Illness(id=entry_id, at=at, symptoms=found),), says=(says,))


def well_draft(book: Notebook, over: dt.date, *, entry_id: str) -> Draft:
    """The end of the illness that is open, as a correction of it. Raises Implausible where there is none."""
    ill = [entry for entry in book.entries if isinstance(entry, Illness) and entry.over is None]
    if not ill:
        raise refused("--well", "no illness is written down that is still open")
    begun = book.date_of(ill[-1])
    check_date("--well", over, begun, book.today)
    entry = msgspec.structs.replace(ill[-1], id=entry_id, supersedes=latest_id(book, ill[-1].id), over=over)
    return Draft(entries=(entry,), says=(f"Good. Ill from {begun} to {over - dt.timedelta(days=1)}.",))


def latest_id(book: Notebook, entry_id: str) -> str:
    """The id of the last correction of an entry, or its own: what a further correction supersedes."""
    seen = {entry_id}
    while True:
        heirs = [one.id for one in book.all if one.supersedes == entry_id and one.id not in seen]
        if not heirs:
            return entry_id
        entry_id = max(heirs)
        seen.add(entry_id)


def pain_draft(
    book: Notebook, words: Sequence[str], *, at: dt.datetime, entry_id: str, joint: bool | None = None,
    limping: bool = False, stiffer: bool = False, note: str = "",
) -> Draft:  # fmt: skip
    """A pain of words such as `calf-left 4 during` or `next-morning 2`, which speaks of the last pain. Raises
    Implausible, in words."""
    site, side, score, when = _pain_words(words)
    if site is None:
        last = last_pain(book, at)
        if last is None:
            raise refused("pain", f"where does it hurt? Write for example: midstance pain calf-left {score} {when}")
        site, side, joint = last.site, last.side if side is None else side, last.joint if joint is None else joint
    in_bounds("pain", score)
    entry = PainReport(
        id=entry_id, at=at, site=site, score=score, when=when, side=side,
        joint=site in JOINTS if joint is None else joint, limping=limping, stiffer=stiffer, note=note,
    )  # fmt: skip
    where = f"{side} {site}" if side else site
    light = light_of(score, joint=entry.joint, limping=limping)
    resting = when in ("next-morning", "at-rest") and light == "green"
    says = "Good: that has settled." if resting and not stiffer else _unsettled(book, entry) or SAID_LIGHT[light]
    return Draft(entries=(entry,), says=(f"Pain, {where}, {when.replace('-', ' ')}: {score} of 10.", says))


def _unsettled(book: Notebook, entry: PainReport) -> str | None:
    """What the coach makes of a report of the next morning or at rest, by what came before it; None of any other."""
    places = spared(effective((*book.all, entry)), book.zone, book.date_of(entry)) if entry.when in RESTING else ()
    return next((one.because.text for one in places if one.site == entry.site), None)


def last_pain(book: Notebook, at: dt.datetime) -> PainReport | None:
    """The last report that was not green and not of a morning, or else the last of all."""
    reports = [entry for entry in book.entries if isinstance(entry, PainReport) and entry.at <= at]
    amber = [
        one for one in reports
        if one.when != "next-morning" and light_of(one.score, joint=one.joint, limping=one.limping) != "green"
    ]  # fmt: skip
    return next(reversed(amber or reports), None)


def _pain_words(words: Sequence[str]) -> tuple[PainSite | None, Side | None, int, PainTime]:
    """Site, side, score and time in whatever order."""
    site: PainSite | None = None
    side: Side | None = None
    score: int | None = None
    when: PainTime = "during"
    for word in words:
        low = "-".join(word.casefold().split())
        place = site_of(low)
        if re.fullmatch(r"-?\d{1,6}(/10)?", low):
            score = int(low.removesuffix("/10"))
        elif low in ("left", "right"):
            side = cast("Side", low)
        elif place is not None:
            site, side = place[0], place[1] or side
        elif low in PAIN_TIMES or low in ("morning", "rest"):
            when = {"morning": "next-morning", "rest": "at-rest"}.get(low, low)  # type: ignore[assignment]
        else:
            hint = meant(low, (*PAIN_SITES, *PAIN_TIMES))
            raise refused("pain", f"{one_line(word, 30)!r} is neither a place nor a time{hint}")
    if score is None:
        raise refused("pain", "how bad, 0 to 10? Write for example: midstance pain calf-left 4 during")
    return site, side, score, when


def red_flag_draft(words: Sequence[str], *, at: dt.datetime, entry_id: str, note: str = "") -> Draft:
    """Signs with which training stops, by their names or in free words."""
    found: list[RedFlag] = []
    joined = stop_sign_in(" ".join(words))
    for word in words:
        try:
            found.append(one_of("red-flag", word, RED_FLAGS))
        except ValueError:
            if joined is None:
                raise
            found.append(joined)
    entry = RedFlags(id=entry_id, at=at, flags=tuple(dict.fromkeys(found)), note=note)
    said = said_entry(entry, {})
    return Draft(entries=(entry,), says=(f"{said[0].upper()}{said[1:]}.",))


def cleared_draft(book: Notebook, by: str, *, at: dt.datetime, entry_id: str) -> Draft:
    """A professional was seen and training may go on. Raises Implausible where nothing is stopped, or only later was.

    Said within the minute of a sign, it is about that sign: moments of forms are whole seconds, typed ones minutes.
    """
    if book.stopped() is None:
        raise refused("cleared", "no stop sign is open, so there is nothing to clear")
    signs = [entry.at for entry in book.entries if isinstance(entry, (RedFlags, PainReport))]
    near = [moment for moment in signs if at <= moment < at + SAME_MOMENT]
    at = max(near, default=at) + dt.timedelta(milliseconds=1 if near else 0)
    entry = Cleared(id=entry_id, at=at, by=by)
    if stop((*book.entries, entry), book.zone, book.today) is not None:
        when = f"{book.on_clock(max(signs)):%Y-%m-%d %H:%M}"
        raise refused("cleared", f"a sign to stop was written down later, at {when}; only after that can it be cleared")
    says = "Good to have you back. Begin easily; stop at once if it comes back."
    return Draft(entries=(entry,), says=(says,))
