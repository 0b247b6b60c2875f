"""What follows from pain: places to spare, exercises to hold, and what may be done instead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import takewhile
from zoneinfo import ZoneInfo

from midstance.coach import tables
from midstance.coach.moments import date_of
from midstance.coach.pain import OpenPain, light_of, open_pains
from midstance.planner.prescription.tables import NO_PROGRESS_FROM_PAIN, STOP_ABOVE_JOINT_PAIN, STOP_ABOVE_PAIN
from midstance.training.athlete import Pain
from midstance.training.exercise import PainSite
from midstance.training.log import Entry, PainReport, SetResult
from midstance.training.session import Because
from midstance.training.standing import Spared

SAID_SITE: dict[PainSite, str] = {"achilles": "Achilles tendon"}
LOOKED_AT = "Have it looked at by a physiotherapist or doctor."


def spared(entries: Sequence[Entry], zone: ZoneInfo | None, today: dt.date) -> tuple[Spared, ...]:
    """Each place that hurts, once, by its worse side: red before amber, then by score. In order of place."""
    worst: dict[PainSite, OpenPain] = {}
    pains = open_pains(entries, zone, today)
    for pain in pains:
        before = worst.get(pain.site)
        if before is None or _badness(pain) > _badness(before):
            worst[pain.site] = pain
    return tuple(_spared(worst[site], [pain for pain in pains if pain.site == site], today) for site in sorted(worst))


def _badness(pain: OpenPain) -> tuple[bool, int]:
    return pain.episode.light == "red", pain.episode.score


def _spared(worst: OpenPain, all_here: Sequence[OpenPain], today: dt.date) -> Spared:
    """What follows for one place; each consequence holds when any side asks for it."""
    episode = worst.episode
    red = episode.light == "red"
    eased = [pain for pain in all_here if pain.episode.repeated(today) or pain.episode.rises(today)]
    refer = red or any(pain.episode.old(today) for pain in all_here)
    return Spared(
        site=worst.site,
        light=episode.light,
        score=episode.score,
        joint=episode.joint,
        no_jumps=red or bool(eased),
        load_percent=tables.AMBERS_LOAD_PERCENT if eased else 100,
        refer=refer,
        until=None if red else today + dt.timedelta(days=tables.AMBER_AHEAD_DAYS - 1),
        planned=None if red else _pain(worst.site, episode.score, episode.joint, red=False),
        because=Because(
            rule="H16", text=_text(worst, bool(eased), refer=refer, today=today), sources=tables.PAIN_SOURCES
        ),
    )


def _text(pain: OpenPain, eased: bool, *, refer: bool, today: dt.date) -> str:
    episode = pain.episode
    where = said_place(pain)
    if episode.unsettled:
        said = f"{where} had not settled by the next morning: nothing loads it until it has."
    elif episode.light == "red":
        said = f"{where} hurt too much at {episode.score} of 10: nothing loads it until it is calm."
    elif eased and episode.repeated(today):
        said = f"{where} hurt on {tables.AMBERS} days within a week: less load, and no jumps."
    elif eased:
        said = f"{where} hurts more than last week: less load, and no jumps."
    elif episode.score <= tables.GREEN_PAIN_MOST:
        said = f"{where} is calming down: loads stay where they are until it has been quiet for two days."
    else:
        said = f"{where} hurts at {episode.score} of 10: you may go on, and nothing that works it rises."
    return f"{said} {LOOKED_AT}" if refer else said


def said_place(pain: OpenPain) -> str:
    """`Your left calf`."""
    site = SAID_SITE.get(pain.site, pain.site)
    return f"Your {pain.side} {site}" if pain.side is not None else f"Your {site}"


def pains_of(places: Sequence[Spared]) -> tuple[Pain, ...]:
    """The pains of the brief. Their score says to the planner what the light says: amber holds, red bars."""
    return tuple(_pain(one.site, one.score, one.joint, red=one.light == "red") for one in places)


def _pain(site: PainSite, score: int, joint: bool, *, red: bool) -> Pain:
    stops = (STOP_ABOVE_JOINT_PAIN if joint else STOP_ABOVE_PAIN) + 1
    held = max(score, stops) if red else min(max(score, NO_PROGRESS_FROM_PAIN), stops - 1)
    return Pain(site=site, score=held, joint=joint)


def held_exercises(entries: Sequence[Entry], zone: ZoneInfo | None) -> dict[str, Because]:
    """Exercises in which it hurt when they were last done, whatever the place; they rise only after once without."""
    told: dict[str, list[SetResult | PainReport]] = {}
    for entry in entries:
        if not isinstance(entry, (SetResult, PainReport)) or entry.exercise is None:
            continue
        if isinstance(entry, SetResult) or entry.when == "during":
            told.setdefault(entry.exercise, []).append(entry)
    sore = (name for name in sorted(told) if any(_score(one) >= NO_PROGRESS_FROM_PAIN for one in told[name]))
    hurt = {name: _last_score(told[name], zone) for name in sore}
    return {name: _held(score) for name, score in hurt.items() if score >= NO_PROGRESS_FROM_PAIN}


def _last_score(told: Sequence[SetResult | PainReport], zone: ZoneInfo | None) -> int:
    """The worst of the last day."""
    last = date_of(told[-1], zone)
    return max(_score(one) for one in takewhile(lambda one: date_of(one, zone) == last, reversed(told)))


def _score(entry: SetResult | PainReport) -> int:
    if isinstance(entry, SetResult):
        return entry.pain or 0
    return entry.score


def _held(score: int) -> Because:
    text = f"It hurt at {score} of 10 when you last did it: it rises only after once without pain."
    if light_of(score) == "red":
        text = f"It hurt at {score} of 10 when you last did it: leave it out, and say where it hurts."
    return Because(rule="H16", text=text, sources=tables.PAIN_SOURCES)


def pains_after(given: Sequence[Pain], entries: Sequence[Entry], places: Sequence[Spared]) -> tuple[Pain, ...]:
    """The pains the brief gave at first, with what the log says in place of those it speaks of, over or not.

    `places` are those the log says to spare.
    """
    spoken_of = {entry.site for entry in entries if isinstance(entry, PainReport)}
    kept = tuple(pain for pain in given if pain.site not in spoken_of)
    return (*kept, *pains_of(places))
