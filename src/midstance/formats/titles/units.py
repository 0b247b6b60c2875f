"""Units of distance and duration in a folded text, and the amounts that carry them, found without weighing them.

Units are looked up in tables, not matched by one long pattern: it is quicker to start and easier to add to.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from midstance.formats.titles.patterns import Lazy
from midstance.formats.titles.understood import METRES_PER_MILE

Dimension = Literal["m", "s", "letter-m", "bare"]

_WORDS: tuple[tuple[Dimension, float, str], ...] = (
    ("m", 1000.0, "km kms k 公里 キロメートル キロ 千米 км"),
    ("m", METRES_PER_MILE, "mi mile miles milha milhas milla millas mila milas miglia mijl miler milers 英里 マイル"),
    ("m", 1.0, "mtr meter meters metre metres metro metros metri metrow 米 メートル м 미터"),
    ("letter-m", 1.0, "m"),
    ("s", 3600.0,
     "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur u tim timmar time timer timers godz "
     "saat sa tunti tuntia t 時間 小时 小時 ч 시간"),
    ("s", 60.0, "min mins minuut mn dk dakika ' 分钟 分鐘 分 мин 분"),
    ("s", 1.0, "s sec secs second seconds sek segundo segundos seconde secondes secondi \" '' 秒 сек 초"),
)  # fmt: skip
_UNITS: dict[str, tuple[Dimension, float]] = {
    word: (dimension, factor) for dimension, factor, words in _WORDS for word in words.split()
}
_STEMS: tuple[tuple[str, tuple[Dimension, float]], ...] = (
    ("kilomet", ("m", 1000.0)), ("minut", ("s", 60.0)), ("sekund", ("s", 1.0)), ("hodin", ("s", 3600.0)),
    ("мин", ("s", 60.0)), ("сек", ("s", 1.0)), ("час", ("s", 3600.0)),
)  # fmt: skip
"""Beginnings of units that are inflected."""
_LONGEST_EASTERN = 6

_NUMBER = re.compile(r"\d{1,3}[.,]\d{3}(?=\s?m)(?!\d)|\d*[.,]\d+|\d+")
_CLOCK = Lazy(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?![\d:])")
_LETTERS = re.compile(r"\"|''?|[a-z]+")
_NO_MINUTES = Lazy(r"\s?(?:x|km|k)\b")
_BETWEEN = Lazy(r"\s?(?:-|/(?=\s?\d+\s?(?:mile|km|mi))|\b(?:to|bis|a|til|till|tot|or)\b)\s?")
_ORDINAL_TIMES = 3
"""`Run 5 - 45 min` is the fifth run and no range: its ends are further apart than those of ranges (our choice)."""


class Unit(NamedTuple):
    """A unit as it is written, what it measures, and where it ends."""

    word: str
    dimension: Dimension
    factor: float
    end: int


class Raw(NamedTuple):
    """An amount as it is written; for a clock the number has its digits, for `1h15` the minutes stand apart."""

    start: int
    end: int
    number: str
    unit: Unit | None = None
    low: str = ""
    low_unit: Unit | None = None
    clock: tuple[int, int, int | None] | None = None
    hours: tuple[int, int] | None = None


def unit_at(text: str, at: int) -> Unit | None:
    """The unit that begins at a place, after one blank or hyphen if there is one."""
    if text[at : at + 1] in {" ", "-", "\t", "\n"}:
        at += 1
    first = text[at : at + 1]
    if not first or first.isdigit():
        return None
    if not first.isascii():
        return _eastern(text, at)
    match = _LETTERS.match(text, at)
    if match is None:
        return None
    word, end = match.group(), match.end()
    if word not in _UNITS and word[-1] == "x" and text[end : end + 2].lstrip()[:1].isdigit():
        word, end = word[:-1], end - 1
    if word not in _UNITS and word.endswith("tt") and word[:-2] in _UNITS:
        word, end = word[:-2], end - 2
    if word in _UNITS:
        if word[0] in "'\"" and text[end : end + 1].isascii() and text[end : end + 1].isalpha():
            return None
        return Unit(word, *_UNITS[word], end)
    return next((Unit(word, *unit, end) for stem, unit in _STEMS if word.startswith(stem)), None)


def _eastern(text: str, at: int) -> Unit | None:
    """Scripts without blanks: the longest unit that the text goes on with; Cyrillic ones as whole words."""
    if "а" <= text[at] <= "я":
        end = at
        while end < len(text) and "а" <= text[end] <= "я":
            end += 1
        word = text[at:end]
        if word in _UNITS:
            return Unit(word, *_UNITS[word], end)
        return next((Unit(word, *unit, end) for stem, unit in _STEMS if word.startswith(stem)), None)
    for length in range(_LONGEST_EASTERN, 0, -1):
        word = text[at : at + length]
        if word in _UNITS:
            return Unit(word, *_UNITS[word], at + len(word))
    return None


def amounts_in(text: str) -> list[Raw]:
    """All amounts of a folded text, in order; every number is one."""
    found: list[Raw] = []
    at = 0
    while True:
        match = _NUMBER.search(text, at)
        if match is None:
            return found
        raw = _amount(text, match)
        found.append(raw)
        at = raw.end


def _amount(text: str, match: re.Match[str]) -> Raw:
    start = match.start()
    before = text[start - 1 : start]
    if before not in {".", ","} and not before.isdigit():
        raw = (_clock(text, start) if before != ":" else None) or _hours(text, match) or _range(text, match)
        if raw is not None:
            return raw
    return _plain(text, match)


def _plain(text: str, match: re.Match[str]) -> Raw:
    unit = unit_at(text, match.end())
    if unit is not None and text[unit.end : unit.end + 1].isdigit():
        unit = None
    if unit is None and match.group().endswith((",000", ".000")):
        unit = Unit("m", "m", 1.0, match.end())
    return Raw(match.start(), unit.end if unit else match.end(), match.group(), unit)


def _clock(text: str, start: int) -> Raw | None:
    match = _CLOCK.match(text, start) if ":" in text[start : start + 3] else None
    if match is None:
        return None
    unit = unit_at(text, match.end()) if text[match.end() : match.end() + 1] != "-" else None
    unit = unit if unit and unit.factor == 3600 else None
    parts = (int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
    return Raw(start, unit.end if unit else match.end(), match.group(), unit, clock=parts)


def _hours(text: str, match: re.Match[str]) -> Raw | None:
    """`1h15`, `1 h 15 min`."""
    if len(match.group()) > 2 or not match.group().isdigit() or text[match.end() : match.end() + 1] == "-":
        return None
    hour = unit_at(text, match.end())
    if hour is None or hour.factor != 3600:
        return None
    begin = hour.end + (text[hour.end : hour.end + 1] == " ")
    end = begin
    while text[end : end + 1].isdigit():
        end += 1
    if not 1 <= end - begin <= 2:
        return None
    minutes = unit_at(text, end) if text[end : end + 1] != "-" else None
    if minutes is not None and (minutes.word == "m" or (minutes.dimension == "s" and minutes.factor == 60)):
        last = minutes.end
    elif _NO_MINUTES.match(text, end):
        return None
    else:
        last = end
    return Raw(match.start(), last, match.group(), hours=(int(match.group()), int(text[begin:end])))


def _range(text: str, match: re.Match[str]) -> Raw | None:
    """`8-10 km`, `8 km to 10 km`."""
    if not any(map(str.isdigit, text[match.end() :])):
        return None
    unit = unit_at(text, match.end()) if text[match.end() : match.end() + 1] != "-" else None
    between = _BETWEEN.match(text, unit.end) if unit else None
    if between is None:
        unit, between = None, _BETWEEN.match(text, match.end())
    upper = _NUMBER.match(text, between.end()) if between else None
    if between is None or upper is None:
        return None
    if text[upper.end() : upper.end() + 1] == ":" and _CLOCK.match(text, upper.start()):
        return None
    whole = _plain(text, upper)
    if unit and whole.unit and unit.factor != whole.unit.factor and between.group().strip() == "a":
        return None
    if unit is None and between.group() == " - " and _is_ordinal(text, match, upper):
        return None
    return Raw(match.start(), whole.end, whole.number, whole.unit, low=match.group(), low_unit=unit)


def _is_ordinal(text: str, low: re.Match[str], high: re.Match[str]) -> bool:
    named = text[: low.start()].rstrip()[-1:].isalpha()
    digits = low.group().isdigit() and high.group().isdigit()
    return named and digits and int(high.group()) > _ORDINAL_TIMES * int(low.group())
