"""Illness: no training with fever, chest or stomach signs; light work with a cold; and the way back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from midstance.coach import tables
from midstance.coach.moments import date_of, of_kind
from midstance.training.log import Entry, Illness, Symptom
from midstance.training.session import STRESS, Because, Stress
from midstance.training.standing import Done, Easing

DAY = dt.timedelta(days=1)
LIGHT_BARS: tuple[Stress, ...] = tuple(stress for stress in STRESS if stress not in ("light", "mobility"))
FEVER_BARS: tuple[Stress, ...] = ("heavy-legs", "high-plyometric")


class Spell(NamedTuple):
    """One illness."""

    first: dt.date
    over: dt.date | None
    """The first day without symptoms; None while it lasts."""
    symptoms: frozenset[Symptom]

    @property
    def serious(self) -> bool:
        """Whether nothing is trained while it lasts."""
        return bool(self.symptoms & tables.SERIOUS)


def spells(entries: Sequence[Entry], zone: ZoneInfo | None) -> tuple[Spell, ...]:
    """The illnesses of the log, in order. A report while one lasts belongs to it, and its `over` ends it."""
    found: list[Spell] = []
    for entry in of_kind(entries, Illness):
        date = date_of(entry, zone)
        if found and (found[-1].over is None or date < found[-1].over):
            found[-1] = Spell(found[-1].first, entry.over or found[-1].over, found[-1].symptoms | set(entry.symptoms))
        elif entry.symptoms:
            found.append(Spell(date, entry.over, frozenset(entry.symptoms)))
    return tuple(found)


def easings(
    entries: Sequence[Entry], done: Sequence[Done], zone: ZoneInfo | None, today: dt.date
) -> tuple[Easing, ...]:
    """Days without training, with light work only, or without heavy legs, from `today` on."""
    found: list[Easing] = []
    for spell in spells(entries, zone):
        if spell.first > today:
            continue
        found += _during(spell, today)
        if spell.over is not None and spell.serious:
            found += _after(spell, spell.over, done, today)
    return tuple(easing for easing in found if easing.last >= today)


def _during(spell: Spell, today: dt.date) -> list[Easing]:
    """While it lasts; without an end, as far as is planned for now."""
    last = spell.over - DAY if spell.over is not None else today + tables.ILL_AHEAD_DAYS * DAY
    if last < spell.first:
        return []
    if spell.serious:
        text = "You are ill: no training until the signs are gone. Say when they are."
        return [_easing(spell.first, last, STRESS, text)]
    text = "You have a cold: light work only until it is over. Say when it is."
    return [_easing(spell.first, last, LIGHT_BARS, text)]


def _after(spell: Spell, over: dt.date, done: Sequence[Done], today: dt.date) -> list[Easing]:
    """Two light sessions before moderate work; after a fever a week before heavy legs and hard jumps."""
    found = []
    since = sum(1 for one in done if one.date >= over and set(one.classes) != {"mobility"})
    if since < tables.LIGHT_SESSIONS_AFTER and today >= over - tables.ILL_AHEAD_DAYS * DAY:
        left = tables.LIGHT_SESSIONS_AFTER - since
        text = f"Back from being ill: {left} light session{'s' if left > 1 else ''} first, then moderate work."
        last = max(today, over) + (tables.ILL_AHEAD_DAYS - 1) * DAY
        found.append(_easing(over, last, LIGHT_BARS, text))
    if "fever" in spell.symptoms:
        text = f"{tables.FEVER_HEAVY_DAYS} days without signs after a fever come before anything heavy or hard jumps."
        found.append(_easing(over, over + (tables.FEVER_HEAVY_DAYS - 1) * DAY, FEVER_BARS, text))
    return found


def _easing(first: dt.date, last: dt.date, bars: tuple[Stress, ...], text: str) -> Easing:
    because = Because(rule="illness", text=text, sources=tables.ILLNESS_SOURCES)
    return Easing(first=first, last=last, bars=bars, because=because)
