"""Entries that are no day's work: summaries of a week, names of phases, marks of a plan's beginning and end."""

from __future__ import annotations

import re

from midstance.formats.titles.lexicon import evidence_of
from midstance.formats.titles.patterns import Lazy
from midstance.formats.titles.quantities import quantities_of

_WEEK = Lazy(
    r"^\W*(?:(?:final|last|trainings?|plan|race)\s){0,3}"
    r"(?:week|wk|woche|trainingswoche|kw|semaine|semana|settimana|vecka|uke|uge|viikko|tydzien|tyden|hafta|周|週|第)"
    r"(?:\s?\d{1,2}(?!\d|\s?(?:km|k|mi|m|x)\b)|\s*(?=[!:.]|$|distance))\s?"
    r"(?:(?:of|/|von|de|av|z|-)\s?\d{1,2})?\s?(?:週目?|周)?\s*[:!·|,.-]*\s*"
    r"(?P<rest>.*)$",
    re.DOTALL,
)
_WEEK_OF = Lazy(
    r"^\W*(?:taper\w*|race|recovery|rest|deload|cut ?back|down|peak|base|build|easy|regeneration\w*|final|last|off|"
    r"entlastungs|ruhe|wettkampf|regenerations|tapering)[\s-]?(?:week|wk|woche)\W*\d{0,2}\W*$|"
    r"^\W*(?:taper|tapering|base|build|peak|race|recovery)\s(?:phase|block|period|build)\b.*$|"
    r"^\W*(?:plan|programme|program|training plan)\s(?:ends?|starts?|begins?|complete\w*|finished|over)\W*$|"
    r"^\W*(?:end|start) of (?:the )?(?:training |marathon )?(?:plan|program\w*|block|cycle|training)\W*$|"
    r"^\W*(?:weekly\s)?(?:total|totals|summary|mileage|volume|gesamt|wochenumfang|summe|totale?|suma|weekly distance|"
    r"weekly total)\b\W*(?:distance|km|miles)?\W*\d.*$"
)
_WEEK_WORDS = (
    "week", "wk", "woche", "kw", "semaine", "semana", "settimana", "vecka", "uke", "uge", "viikko", "tydzien", "tyden",
    "hafta", "周", "週", "第",
)  # fmt: skip
_WEEK_OF_WORDS = (
    "week", "wk", "woche", "phase", "block", "period", "build", "plan", "program", "end of", "start of", "total",
    "summary", "mileage", "volume", "gesamt", "umfang", "summe", "suma",
)  # fmt: skip
"""A title without any of these is spared the patterns above."""
_SUMMED = Lazy(
    r"^(?:(?:total|distance|volume|mileage|umfang|distanz|distancia|kilometrage|gesamt)\b.*|#?\s*|\W*)$", re.DOTALL
)


def is_banner(text: str) -> bool:
    """Whether a folded title is such an entry."""
    if any(map(text.__contains__, _WEEK_OF_WORDS)) and _WEEK_OF.match(text):
        return True
    match = _WEEK.match(text) if any(map(text.__contains__, _WEEK_WORDS)) else None
    if match is None or not text:
        return False
    rest = match["rest"]
    found = quantities_of(rest)
    if _SUMMED.match(found.words):
        return True
    return not found.quantities and not any(
        item.concept not in {"session", "halfweak", "neg"}
        and item.word not in {"base", "foundation", "endurance", "speed"}
        for item in evidence_of(found.words)
    )
