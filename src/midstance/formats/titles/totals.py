"""Which of the amounts in a title are of the whole entry.

`8 miles, consisting of: 2 miles warm up …` is 8 miles, `2 km Einlaufen, 5 km Tempo, 2 km Auslaufen` is 9 km, and of
`6 x 400 m` nothing is known but the repeats.
"""

from __future__ import annotations

import msgspec

from midstance.formats.titles.lexicon import Evidence
from midstance.formats.titles.patterns import Lazy
from midstance.formats.titles.quantities import Found, Quantity
from midstance.formats.titles.understood import METRES_PER_MILE
from midstance.formats.titles.units import Dimension

_SEPARATOR = Lazy(r"[+,;\n·|&]|•|\s-\s|\s(?:and|after|then|und|dann|et|puis|y|e|og|och|i|en|plus|followed by|a pak)\s")
_INCLUSIVE = Lazy(
    r"\(|:|w/|m/|\bw\b(?=\s?#)|\b(?:with|incl\w*|inkl\w*|consisting|contains?|last|final|"
    r"davon|darin|dont|avec|con|com|mit|med|met|of which|"
    r"as|split|broken|letzte\w*|derniers?|ultim\w*|sista|siste|sidste|ostatni\w*|w tym|inc|"
    r"first|erste|alternating|on)\b"
)
_INNER = Lazy(
    r"\s*(?:of (?:which|it|that|them)|davon|darunter|dont|di cui|waarvan|varav|hvorav|heraf|joista|z czego|"
    r"de los cuales|"
    r"dos quais|de los que)\b"
)
"""After an amount that is a part of another: `14 km, 6 km of which at MP`."""
_ALL_AFTER = Lazy(
    r"\s*(?:in all|in total|total(?:s|e|t|i)?|gesamt\w*|insgesamt|au total|en total|totaal|i alt|yhteensa|"
    r"lacznie|razem|"
    r"celkem|toplam|overall|altogether|all in)\b|\s?(?:合計|トータル|总|全程)"
)
_ALL_BEFORE = Lazy(
    r"(?:=|\b(?:total\w*(?: distance| time)?|gesamt\w*|insgesamt|au total|en total|totaal|i alt|yhteensa|"
    r"lacznie|razem|celkem|"
    r"toplam|overall)|合計|トータル|总计|总共|全程|共)\s?:?\s*(?:ca\.?|of|de|~)?\s*$"
)
_ALL_MARKS = (
    "total", "gesamt", "in all", "i alt", "totaal", "yhteensa", "lacznie", "razem", "celkem", "toplam", "overall",
    "altogether", "all in", "=", "合計", "トータル", "总", "全程", "共",
)  # fmt: skip
"""A text without any of these names no total by a word."""
_APART = Lazy(r"[+,;]")
_SETS = Lazy(r"x\s?\([^()]*\)")
"""`3 x (1 km + 400 m)`: all in the brackets is repeated."""
_LAST_COUNT = Lazy(r"(?<=\s)x\s?(?:\d{1,2}|#)\s*$")
"""`2 km @ 10k pace x 4`."""
_REPEAT_TIMES = Lazy(r"\brepeat\w*\D{0,9}(\d{1,2})\s?(?:x|times)?\b|\bx\s?(\d{1,2})\b|\b(\d{1,2})\s?times\b")
_STRIDE_M, _STRIDE_S = 120, 30
"""Repeats up to this long are strides or the like: they do not add to a total (our choice)."""
_AGREE = 0.06
"""A total and the sum of its parts are the same within this share (rounding of miles and kilometres; our choice)."""


class Amounts(msgspec.Struct, frozen=True):
    """Metres and seconds of the whole entry, and what there is of repeats in it."""

    metres: float | None = None
    seconds: float | None = None
    bare: float | None = None
    """A single number without a unit."""
    repeats: bool = False
    repeat_m: float | None = None
    """The longest repeat in metres, and in seconds below."""
    repeat_s: float | None = None


class _Part(msgspec.Struct, frozen=True):
    """One amount with what stands around it."""

    quantity: Quantity
    segment: int
    repeated: bool
    warming: bool
    alone: bool
    """Its segment, or the brackets around it, holds nothing else."""


def amounts_of(found: Found, evidence: list[Evidence], *, running: bool, long: bool) -> Amounts:
    """The totals of a title. `running` and `long` settle what the letter m means."""
    if not found.quantities:
        return Amounts(repeats=bool(found.counts))
    parts = _parts(found, evidence, running=running, long=long)
    repeats = [part.quantity for part in parts if part.repeated and part.quantity.times]
    repeat_m = max((metres for q in repeats if (metres := _as_metres(q))), default=None)
    repeat_s = max((q.value for q in repeats if q.dimension == "s"), default=None)
    again = _repeated_run_walk(found, evidence, parts)
    if again is not None:
        return Amounts(seconds=again)
    repeated = bool(found.counts) or any(part.repeated for part in parts)
    short = repeated and (repeat_m or 0) <= _STRIDE_M and (repeat_s or 0) <= _STRIDE_S
    plain = [part for part in parts if not part.repeated and not part.quantity.is_pace]
    if len(plain) > 1:
        plain = plain[:1] + [part for part in plain[1:] if not _INNER.match(found.words, part.quantity.end)]
    first_repeat = min([*found.counts, *(p.quantity.start for p in parts if p.repeated)], default=-1)
    warming = any(item.concept in {"warm", "cool"} for item in evidence)
    metres = _total(plain, "m", found.words, first_repeat if repeated and not short else -1, warming, evidence)
    seconds = _total(plain, "s", found.words, first_repeat if repeated and not short else -1, warming, evidence)
    stated = _stated(parts, found.words)
    if stated is not None:
        metres, seconds = stated
    if metres is None and seconds is None and running and not repeated:
        seconds = _hours_and_minutes(found)
    if metres is not None and running and metres < 800:
        metres = None
    bares = [part.quantity.value for part in plain if part.quantity.dimension == "bare"]
    single = len(bares) == 1 and metres is None and seconds is None and (short or not repeated)
    bare = bares[0] if single else None
    return Amounts(metres=metres, seconds=seconds, bare=bare, repeats=repeated, repeat_m=repeat_m, repeat_s=repeat_s)


def _stated(parts: list[_Part], words: str) -> tuple[float | None, float | None] | None:
    """Metres and seconds of what a word calls the total (`7 km in all`, `= 11 km`); None without such a word."""
    if not any(map(words.__contains__, _ALL_MARKS)):
        return None
    totals: dict[str, float] = {}
    for part in parts:
        quantity = part.quantity
        marked = _ALL_AFTER.match(words[quantity.end :]) or _ALL_BEFORE.search(words[: quantity.start])
        if marked and quantity.dimension in {"m", "s"} and not quantity.times and not quantity.is_pace:
            totals[quantity.dimension] = quantity.value
    return (totals.get("m"), totals.get("s")) if totals else None


def _hours_and_minutes(found: Found) -> float | None:
    """Seconds of `1:15`, the only amount in a title: hours and minutes, as no run lasts 75 seconds."""
    clocks = [q.value for q in found.quantities if q.dimension == "s" and q.is_pace]
    if len(found.quantities) == 1 and clocks and 60 <= clocks[0] < 300 and clocks[0] % 5 == 0:
        return clocks[0] * 60
    return None


def _as_metres(quantity: Quantity) -> float | None:
    if quantity.dimension == "m" or (quantity.dimension == "bare" and quantity.value >= 50):
        return quantity.value
    return None


def _parts(found: Found, evidence: list[Evidence], *, running: bool, long: bool) -> list[_Part]:
    cuts = [match.start() for match in _SEPARATOR.finditer(found.words)]
    parts: list[_Part] = []
    bound_until: int | None = None
    bullet = found.words.find("•")
    last = _LAST_COUNT.search(found.words) if " x" in found.words else None
    counted_last = sum(cut < last.start() for cut in cuts) if last else None
    sets = [match.span() for match in _SETS.finditer(found.words)] if "(" in found.words else []
    race = any(item.concept == "race" for item in evidence)
    for quantity in found.quantities:
        segment = sum(cut < quantity.start for cut in cuts)
        counted = any(sum(cut < count for cut in cuts) == segment and count < quantity.start for count in found.counts)
        named = _names_repeats(quantity, evidence)
        repeated = bool(quantity.times) or counted or named or bound_until == segment
        repeated = repeated or any(low <= quantity.start < high for low, high in sets) or segment == counted_last
        if repeated:
            bound_until = segment
        low, high = _segment_bounds(cuts, segment, len(found.words))
        warming = any(low <= item.start < high and item.concept in {"warm", "cool"} for item in evidence)
        alone = not any(low <= item.start < high for item in evidence) or _in_brackets(found.words, quantity)
        if alone and bound_until == segment and not quantity.times and _in_brackets(found.words, quantity):
            repeated = False
        after_bullet = -1 < bullet < quantity.start
        resolved = _resolved(quantity, repeated, after_bullet=after_bullet, running=running, long=long, race=race)
        parts.append(_Part(resolved, segment, repeated, warming, alone))
    return parts


def _segment_bounds(cuts: list[int], segment: int, length: int) -> tuple[int, int]:
    return cuts[segment - 1] if segment else 0, cuts[segment] if segment < len(cuts) else length


def _in_brackets(words: str, quantity: Quantity) -> bool:
    return words[: quantity.start].rstrip()[-1:] in {"(", "["} and words[quantity.end :].lstrip()[:1] in {")", "]"}


def _names_repeats(quantity: Quantity, evidence: list[Evidence]) -> bool:
    """`1 km repeats`, `1000m-Intervalle`, `3 min intervals`: the amount is of one repeat."""
    if quantity.dimension == "bare" and quantity.value < 31:
        return any(item.concept in {"stride", "hill"} and 0 <= item.start - quantity.end <= 2 for item in evidence)
    short = (quantity.dimension in {"m", "letter-m", "bare"} and 100 <= quantity.value <= 3300) or (
        quantity.dimension == "s" and quantity.value <= 300
    )
    return short and any(
        item.concept in {"interval", "hill", "stride"} and 0 <= item.start - quantity.end <= 2 for item in evidence
    )


def _resolved(
    quantity: Quantity, repeated: bool, *, after_bullet: bool, running: bool, long: bool, race: bool
) -> Quantity:
    """The letter m as metres, minutes or miles (our choice: see the limits below)."""
    if quantity.dimension != "letter-m":
        return quantity
    value = quantity.value
    dimension: Dimension = "m"
    factor = 1.0
    if after_bullet or (repeated and value < 40):
        dimension, factor = "s", 60.0
    elif repeated or value >= 300:
        pass
    elif (race and value in {50, 100}) or (running and (value <= 14 or (long and value <= 26.3))):
        factor = METRES_PER_MILE
    elif not (running and value in {50, 60, 80, 100, 150, 200} and not long):
        dimension, factor = "s", 60.0
    if dimension == "m" and factor == 1.0 and value in {50, 60} and not repeated:
        dimension, factor = "s", 60.0
    return msgspec.structs.replace(
        quantity, value=value * factor, dimension=dimension, low=quantity.low * factor, high=quantity.high * factor
    )


def _repeated_run_walk(found: Found, evidence: list[Evidence], parts: list[_Part]) -> float | None:
    """Seconds of `Run 60 seconds, walk 60 seconds. Repeat 10 times`; None where it is no such thing."""
    concepts = {item.concept for item in evidence}
    if not ("runwalk" in concepts or ("walk" in concepts and concepts & {"run", "easy"})):
        return None
    match = _REPEAT_TIMES.search(found.words.replace("#", "0")) or _REPEAT_TIMES.search(found.words)
    times = 0
    if match:
        times = next((int(group) for group in match.groups() if group), 0)
    if not times:
        last = parts[-1].quantity if parts else None
        times = int(last.value) if last and last.dimension == "bare" and "repeat" in found.words else 0
    seconds = sum(part.quantity.value for part in parts if part.quantity.dimension == "s" and not part.quantity.is_pace)
    return seconds * times if times and seconds else None


def _total(
    plain: list[_Part], dimension: Dimension, words: str, first_repeat: int, warming: bool, evidence: list[Evidence]
) -> float | None:
    """The total in one dimension. `first_repeat` is where repeats begin, -1 without any that matter."""
    parts = [part for part in plain if part.quantity.dimension == dimension]
    if not parts:
        return None
    first, last = parts[0], parts[-1]
    values = [part.quantity.value for part in parts]
    if len(parts) == 1:
        return first.quantity.value if _is_total(first, words, first_repeat, warming, evidence) else None
    fits_first = first.quantity.low * 0.98 <= values[-1] <= first.quantity.high * 1.02
    leads = (
        not first.warming
        and first.quantity.high >= max(values) * 0.98
        and _leads(first, parts[1].quantity.start, words)
    )
    added = "+" in words[first.quantity.end : last.quantity.start]
    if leads or (fits_first and not added and not (first.warming or last.warming) and first_repeat < 0):
        ends = last.alone or not words[last.quantity.end :].strip()
        if leads or ends or first.segment == last.segment or first.alone:
            return values[-1] if fits_first and ends else values[0]
    rest = sum(values[1:])
    apart = len({part.segment for part in parts}) == len(parts)
    if len(parts) == 2 and apart and (first.warming or last.warming) and first_repeat < 0:
        return sum(values)
    several = len(parts) > 2 or not apart
    if several and not first.warming and first_repeat < 0 and abs(values[0] - rest) <= _AGREE * values[0]:
        return values[0]
    if not last.warming and not added and values[-1] >= (sum(values) - values[-1]) * (1 - _AGREE) and last.alone:
        return values[-1]
    if first_repeat >= 0:
        return None
    return sum(values) if apart else max(values)


def _leads(part: _Part, until: int, words: str) -> bool:
    between = words[part.quantity.end : until]
    match = _INCLUSIVE.search(between)
    return match is not None and not _APART.search(between[: match.start()].rstrip(" ,"))


def _is_total(part: _Part, words: str, first_repeat: int, warming: bool, evidence: list[Evidence]) -> bool:
    """Whether a single amount is of the whole: not when it is a warm-up, or one part among repeats."""
    if part.warming:
        return False
    start = part.quantity.start
    if warming:
        nearest = min((item.start for item in evidence if item.concept in {"warm", "cool"}), default=0)
        hard = any(
            item.concept in {"tempo", "thr", "goalpace", "interval", "pace"}
            for item in evidence
            if item.start < nearest
        )
        if not (start < nearest and not hard and _leads(part, nearest, words)) and not part.alone:
            return False
    if first_repeat < 0:
        return True
    if start < first_repeat:
        return _leads(part, first_repeat, words) or part.segment == sum(
            1 for match in _SEPARATOR.finditer(words) if match.start() < first_repeat
        )
    return part.alone
