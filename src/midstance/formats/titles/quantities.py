"""Amounts a title names, one by one, before it is decided which of them are of the whole entry.

Each is a distance, a duration, or the letter `m` that may be metres, minutes or miles. Amounts that belong to repeats,
to a pace or to a clock are told apart here, where their neighbours can still be seen.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from midstance.formats.titles.understood import METRES_PER_MILE

Dimension = Literal["m", "s", "letter-m", "bare"]

_NUM = r"\d{1,3}[.,]\d{3}(?=\s?m)(?!\d)|\d*[.,]\d+|\d+"
_KM = r"km|kms|kilom[eè]t\w*|kilomet\w*|k|公里|キロメートル|キロ|千米|км"
_MI = r"mi|mile|miles|mil[hl]as?|miglia|mijl|英里|マイル"
_METRE = r"mtr|met(?:er|re|ro|ri)s?|metrow|米|メートル|м|미터"
_HOUR = (
    r"h|hrs?|hours?|std|stunden?|heures?|horas?|ora|ore|uur|u|tim|timmar|timer?|godz|hodin\w*|saat|sa|tuntia?|t|"
    r"時間|小时|小時|час\w*|ч|시간"
)
_MIN = r"min|mins|minut\w*|minuut|mn|dk|dakika|'|分钟|分鐘|分|мин\w*|분"
_SEC = r"s|secs?|seconds?|sek|sekund\w*|segundos?|secondes?|secondi|\"|''|秒|сек\w*|초"
_END = r"(?:(?![a-z])|(?=x\s?\d))"

_QUANTITY = re.compile(
    rf"(?P<clock>(?<![\d.,:])(?P<c1>\d{{1,2}}):(?P<c2>\d{{2}})(?::(?P<c3>\d{{2}}))?(?![\d:])(?P<clockh>\s?(?:{_HOUR}){_END})?)"
    rf"|(?P<hm>(?<![\d.,])(?P<h>\d{{1,2}})\s?(?:{_HOUR})\s?(?P<hmin>\d{{1,2}})(?!\d)(?:\s?(?:m|{_MIN}){_END})?(?!\s?(?:x|km|k)\b))"
    rf"|(?<![\d.,])(?:(?P<low>{_NUM})\s?(?P<lowunit>{_KM}|{_MI}|{_METRE}|{_HOUR}|{_MIN}|{_SEC}|m)?\s?(?:-|/(?=\s?\d+\s?(?:mile|km|mi))|\bto\b|\bbis\b|\ba\b|\btil\b|\btill\b|\btot\b|\bor\b)\s?)?"
    rf"(?P<num>{_NUM})(?:(?:\s|-)?(?P<unit>(?:{_KM}|{_MI}|{_METRE}|{_HOUR}|{_MIN}|{_SEC}|m){_END}))?(?![\d])"
)  # fmt: skip
_UNITS = tuple(
    (re.compile(pattern), dimension, factor)
    for pattern, dimension, factor in (
        (_KM, "m", 1000.0), (_MI, "m", METRES_PER_MILE), (_METRE, "m", 1.0), ("m", "letter-m", 1.0),
        (_HOUR, "s", 3600.0), (_MIN, "s", 60.0), (_SEC, "s", 1.0),
    )
)  # fmt: skip
_TIMES = re.compile(r"(\d{1,3})(?:\s?-\s?\d{1,3})?\s?(?:x|\*|mal(?=\s)|times(?= \d)|fois|veces)\s?\(?\s?$")
_COUNT_AFTER = re.compile(r"(?:\s?-\s?\d{1,3})?\s?(?:x(?=[\s\d(]|$)|\*)(?!\s?(?:week|times))")
_NAMED_REPEATS = frozenset({"200", "300", "400", "500", "600", "800", "1000", "1200", "1500", "1600", "2000"})
_BACK_TIMES = re.compile(r"\s?(?:x\s?(\d{1,2})(?!\s?\d*(?:km|m\b))|(\d{1,2})\s?(?:本|回|セット|组|組|次))")
_COUNT = re.compile(
    r"(?<![\w.,])\d{1,3}\s?(?:x(?=[\s\d(]|$)|\*)|(?<![a-z])x\s?\d{1,2}(?![\d.,]|\s?(?:km|min))|\d{1,3}\s?(?:本|回|セット|组|組|次)"
    r"|(?<![\w.,])\d{1,2}\s(?:reps|repeats|repetitions|wiederholungen|wdh)\b"
)  # fmt: skip
_PACE_BEFORE = re.compile(
    r"(?:@|\bat|<|>|\bpace|\bum|\bin|\bunter|\bunder|\bbelow|\bbajo|\babaixo de|\ba|\bbei|\bim|\btempo)\s?$"
)
_PACE_AFTER = re.compile(
    r"\s?(?:min)?\s?/\s?(?:km|mi|mile|k)\b|\s?(?:min\s)?(?:per|pro|par|por|al|al)\s(?:km|mile|mi)\b|\s?p/k"
)
_REFERENCE_AFTER = re.compile(
    r"[\s-]*(?:race |rp )?(?:pace|effort|speed|tempo|renntempo|fart|vauhti|ritmo)\b(?!\s?run)"
)
_REFERENCE_BEFORE = re.compile(
    r"(?:@|\bat|\bin|\ballure|\britmo(?: de)?|\bfrom|\bof my|\bas|\brace:? week|couch to|\bto)\s*$"
)


class Quantity(msgspec.Struct, frozen=True):
    """One amount: metres, seconds, or a bare number; with its place in the folded text."""

    value: float
    dimension: Dimension
    start: int
    end: int
    low: float
    high: float
    times: int = 0
    """How often it is repeated; 0 where it stands alone."""
    is_pace: bool = False
    """It names a pace (`@ 10k`, `5:00/km`), not an amount."""


class Found(msgspec.Struct, frozen=True):
    """Amounts of a text in order, and the text with each of them replaced by `#` and blanks of the same length."""

    quantities: tuple[Quantity, ...]
    words: str
    counts: tuple[int, ...] = ()
    """Where a number of repeats stands (`6 x`, `x 8`, `10本`)."""


def quantities_of(folded: str) -> Found:
    """All amounts of a folded text."""
    if not any(map(str.isdigit, folded)):
        return Found((), folded)
    found: list[Quantity] = []
    words = folded
    for match in _QUANTITY.finditer(folded):
        quantity = _quantity(match, folded)
        if quantity is not None:
            found.append(quantity)
            blank = "#" + " " * (match.end() - match.start() - 1)
            words = words[: match.start()] + blank + words[match.end() :]
    return Found(tuple(found), words, tuple(match.start() for match in _COUNT.finditer(folded)))


def _quantity(match: re.Match[str], text: str) -> Quantity | None:
    start, end = match.span()
    before, after = text[max(0, start - 16) : start], text[end : end + 16]
    if start and (before[-1].isalnum() or before[-1] == "_") and before[-1].isascii() and not _TIMES.search(before):
        return None
    if (
        not match["unit"]
        and not match["clock"]
        and (_COUNT_AFTER.match(after) or after[:1].isalpha())
        and after[:1] not in ("本", "回")
    ):
        return None
    if not match["unit"] and (before[-1:] == ":" or after[:1] == ":") and not match["clock"] and not match["hm"]:
        return None
    if match["unit"] == "s" and match["num"] in _NAMED_REPEATS:
        return None
    if match["clock"]:
        return _clock(match, before, after)
    if match["hm"]:
        seconds = int(match["h"]) * 3600.0 + int(match["hmin"]) * 60
        return Quantity(seconds, "s", start, end, seconds, seconds, times=_times(before, after))
    dimension, factor = _unit(match["unit"])
    high = _number(match["num"], match["unit"])
    low = high
    if match["low"]:
        low_dimension, low_factor = _unit(match["lowunit"]) if match["lowunit"] else (dimension, factor)
        if low_dimension == "letter-m" and dimension == "s":
            low_dimension, low_factor = "s", 60.0
        low = _number(match["low"], match["unit"]) * low_factor / factor if low_dimension == dimension else high
    times = _times(before, after)
    is_pace = bool(_PACE_AFTER.match(after)) or (dimension == "m" and not times and _is_reference(match, before, after))
    value = (low + high) / 2 * factor
    return Quantity(value, dimension, start, end, low * factor, high * factor, times=times, is_pace=is_pace)


def _is_reference(match: re.Match[str], before: str, after: str) -> bool:
    """`5k pace`, `@ 10 km`, `10er Tempo`: a race distance that says how fast, not how far."""
    if _REFERENCE_BEFORE.search(before) and not before.rstrip().endswith(" to"):
        return True
    short = (match["unit"] or "").startswith("k") and not (match["unit"] or "").startswith("km")
    return short and bool(_REFERENCE_AFTER.match(after))


def _clock(match: re.Match[str], before: str, after: str) -> Quantity | None:
    """`1:45:00`, `2:15 h`, `30:00`; a pace or a time of day is passed over."""
    first, second, third = int(match["c1"]), int(match["c2"]), match["c3"]
    start, end = match.span()
    if _PACE_AFTER.match(after) or (_PACE_BEFORE.search(before) and third is None and not match["clockh"]):
        return Quantity(0, "s", start, end, 0, 0, is_pace=True)
    if third is not None:
        seconds = first * 3600 + second * 60 + int(third)
    elif match["clockh"]:
        seconds = first * 3600 + second * 60
    elif second == 0 and first >= 15:
        seconds = first * 60
    else:
        return Quantity(first * 60.0 + second, "s", start, end, 0, 0, is_pace=True)
    return Quantity(float(seconds), "s", start, end, seconds, seconds, times=_times(before, after))


def _times(before: str, after: str) -> int:
    match = _TIMES.search(before)
    if match:
        return int(match[1])
    match = _BACK_TIMES.match(after)
    return int(match[1] or match[2]) if match else 0


def _number(digits: str, unit: str | None) -> float:
    if unit and unit.startswith("m") and re.fullmatch(r"\d{1,3}[.,]\d{3}", digits):
        return float(digits.replace(",", "").replace(".", ""))
    return float(digits.replace(",", "."))


def _unit(unit: str | None) -> tuple[Dimension, float]:
    if unit:
        for pattern, dimension, factor in _UNITS:
            if pattern.fullmatch(unit):
                return dimension, factor  # type: ignore[return-value]
    return "bare", 1.0
