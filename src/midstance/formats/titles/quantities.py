"""Amounts a title names, one by one, before it is decided which of them are of the whole entry.

Each is a distance, a duration, or the letter `m` that may be metres, minutes or miles. Amounts that belong to repeats,
to a pace or to a clock are told apart here, where their neighbours can still be seen.
"""

from __future__ import annotations

import re

import msgspec

from midstance.formats.titles.patterns import Lazy
from midstance.formats.titles.units import Dimension, Raw, amounts_in

_TIMES = Lazy(r"(\d{1,3})(?:\s?-\s?\d{1,3})?[\s-]?(?:x|\*|mal(?=\s)|times(?= \d)|fois|veces)\s?\(?\s?$")
_TIMES_END = frozenset("x*(ls")
_COUNT_AFTER = Lazy(r"(?:\s?-\s?\d{1,3})?\s?(?:x(?=[\s\d(]|$)|\*)(?!\s?(?:week|times))")
_NAMED_REPEATS = frozenset({"200", "300", "400", "500", "600", "800", "1000", "1200", "1500", "1600", "2000"})
_ZONE_BEFORE = Lazy(r"\b(?:zone|zona|zon|sone|strefa|bereich|vyohyke)\s?$")
_LEVEL_BEFORE = Lazy(r"\b(?:dl|ga|wb|owb|bc|rpe|niveau)\s?$")
_LEVELS = frozenset("12345678") | {"9", "10"}
"""Levels of effort as coaches count them (`DL 2`, `RPE 8`)."""
_WIDEST = 1.5
"""How much longer the end of a range is at most (our choice)."""
_FEW_LEVELS = frozenset("1234")
_PIECES_AFTER = Lazy(r"\s(?:st|stk|szt|kpl|ks|pcs)\b")
_BACK_TIMES = Lazy(r"\s?(?:x\s?(\d{1,2})(?!\s?\d*(?:km|m\b))|(\d{1,2})\s?(?:本|回|セット|组|組|次))")
_COUNT = Lazy(
    r"(?<![\w.,])\d{1,3}\s?(?:x(?=[\s\d(]|$)|\*)|(?<![a-z])x\s?\d{1,2}(?![\d.,]|\s?(?:km|min))|"
    r"\d{1,3}\s?(?:本|回|セット|组|組|次)"
    r"|(?<![\w.,])\d{1,2}\s(?:reps|repeats|repetitions|wiederholungen|wdh)\b"
)  # fmt: skip
_COUNT_MARKS = ("x", "*", "本", "回", "セット", "组", "組", "次", "rep", "wied", "wdh")
_PACE_BEFORE = Lazy(
    r"(?:@|\bat|<|>|\bpace|\bum|\bin|\bunter|\bunder|\bbelow|\bbajo|\babaixo de|\ba|\bbei|\bim|\btempo)\s?$"
)
_PACE_AFTER = Lazy(
    r"\s?(?:min)?\s?/\s?(?:km|mi|mile|k)\b|\s?(?:min\s)?(?:per|pro|par|por|al|al)\s(?:km|mile|mi)\b|\s?p/k"
)
_REFERENCE_AFTER = Lazy(r"[\s-]*(?:race |rp )?(?:pace|effort|speed|tempo|renntempo|fart|vauhti|ritmo)\b(?!\s?run)")
_REFERENCE_BEFORE = Lazy(
    r"(?:@|\bat|\bin|\ballure(?: specifique)?|\britmo(?: de| gara| gara sui| de carrera| de prova)?|\bfrom|"
    r"\bof my|\bas|\brace:? week|couch to|\bto)\s*$"
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
    for raw in amounts_in(folded):
        quantity = _quantity(raw, folded)
        if quantity is not None:
            if found and _is_range(found[-1], quantity, folded):
                quantity = _ranged(found.pop(), quantity)
            found.append(quantity)
            words = words[: raw.start] + "#" + " " * (raw.end - raw.start - 1) + words[raw.end :]
    may_count = any(map(folded.__contains__, _COUNT_MARKS))
    counts = tuple(match.start() for match in _COUNT.finditer(folded)) if may_count else ()
    return Found(tuple(found), words, counts)


def _is_range(low: Quantity, high: Quantity, text: str) -> bool:
    """`1h 40m - 1h 50m`: one amount, from and to."""
    if low.dimension != "s" or high.dimension != "s" or low.times or high.times or low.is_pace or high.is_pace:
        return False
    return text[low.end : high.start].strip() == "-" and 3600 <= low.value < high.value <= _WIDEST * low.value


def _ranged(low: Quantity, high: Quantity) -> Quantity:
    return Quantity((low.value + high.value) / 2, "s", low.start, high.end, low.value, high.value)


def _quantity(raw: Raw, text: str) -> Quantity | None:
    start, end = raw.start, raw.end
    before, after = text[max(0, start - 24) : start], text[end : end + 16]
    if start and (before[-1].isalnum() or before[-1] == "_") and before[-1].isascii() and not _TIMES.search(before):
        return None
    if raw.clock:
        return _clock(raw, before, after)
    if raw.hours:
        seconds = raw.hours[0] * 3600.0 + raw.hours[1] * 60
        return Quantity(seconds, "s", start, end, seconds, seconds, times=_times(before, after))
    if raw.unit is None and (_counts(before, after) or _is_level(raw, before)):
        return None
    if raw.unit and raw.unit.word == "s" and raw.number in _NAMED_REPEATS:
        return None
    dimension, factor = (raw.unit.dimension, raw.unit.factor) if raw.unit else ("bare", 1.0)
    high = _number(raw.number, raw.unit.word if raw.unit else None)
    low = high
    if raw.low:
        low_dimension, low_factor = (
            (raw.low_unit.dimension, raw.low_unit.factor) if raw.low_unit else (dimension, factor)
        )
        if low_dimension == "letter-m" and dimension == "s":
            low_dimension, low_factor = "s", 60.0
        low = _number(raw.low, raw.unit.word if raw.unit else None)
        low = low * low_factor / factor if low_dimension == dimension else high
    times = _times(before, after)
    is_pace = bool(after and _PACE_AFTER.match(after)) or (
        dimension == "m" and not times and _is_reference(raw, before, after)
    )
    value = (low + high) / 2 * factor
    return Quantity(value, dimension, start, end, low * factor, high * factor, times=times, is_pace=is_pace)


def _counts(before: str, after: str) -> bool:
    """Whether a number without a unit is no amount: a count (`6 x`, `5本`, `6 st`), a percentage, part of a clock."""
    if before[-1:] == ":" or after[:1] == ":" or after[:2].lstrip()[:1] == "%":
        return True
    if after[:1].isalpha() or (after[:1] == "-" and after[1:3].isalpha()):
        return True
    if _ZONE_BEFORE.search(before):
        return True
    return bool(after) and bool(_COUNT_AFTER.match(after) or _PIECES_AFTER.match(after))


def _is_level(raw: Raw, before: str) -> bool:
    """`DL 2`, `RPE 7-8`: how hard, not how much; `DL 14` is an amount."""
    if not before or not _LEVEL_BEFORE.search(before):
        return False
    levels = _LEVELS if before.rstrip().endswith("rpe") else _FEW_LEVELS
    return (raw.low or raw.number) in levels and raw.number in levels


def _is_reference(raw: Raw, before: str, after: str) -> bool:
    """`5k pace`, `@ 10 km`, `10er Tempo`: a race distance that says how fast, not how far."""
    if before and _REFERENCE_BEFORE.search(before) and not before.rstrip().endswith(" to"):
        return True
    word = raw.unit.word if raw.unit else ""
    if word.startswith("km") and not before.endswith((" a ", " en ", " au ", " i ", " im ")):
        return False
    return word.startswith("k") and bool(_REFERENCE_AFTER.match(after))


def _clock(raw: Raw, before: str, after: str) -> Quantity | None:
    """`1:45:00`, `2:15 h`, `30:00`; a pace or a time of day is passed over."""
    first, second, third = raw.clock or (0, 0, None)
    start, end = raw.start, raw.end
    if _PACE_AFTER.match(after) or (_PACE_BEFORE.search(before) and third is None and not raw.unit):
        return Quantity(0, "s", start, end, 0, 0, is_pace=True)
    if third is not None:
        seconds = first * 3600 + second * 60 + third
    elif raw.unit:
        seconds = first * 3600 + second * 60
    elif second == 0 and first >= 15:
        seconds = first * 60
    else:
        return Quantity(first * 60.0 + second, "s", start, end, 0, 0, is_pace=True)
    return Quantity(float(seconds), "s", start, end, seconds, seconds, times=_times(before, after))


def _times(before: str, after: str) -> int:
    match = _TIMES.search(before) if before.rstrip()[-1:] in _TIMES_END else None
    if match:
        return int(match[1])
    match = _BACK_TIMES.match(after) if after else None
    return int(match[1] or match[2]) if match else 0


def _number(digits: str, unit: str | None) -> float:
    if unit and unit.startswith("m") and re.fullmatch(r"\d{1,3}[.,]\d{3}", digits):
        return float(digits.replace(",", "").replace(".", ""))
    return float(digits.replace(",", "."))
