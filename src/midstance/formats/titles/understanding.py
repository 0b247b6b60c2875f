"""From one title to what it means: decoration off, amounts out, words weighed, doubles parted."""

from __future__ import annotations

import functools

from midstance.formats.titles.banners import is_banner
from midstance.formats.titles.decorations import Sport, bared
from midstance.formats.titles.doubles import OR, RAN, by_half_days, choices, with_strength
from midstance.formats.titles.events import as_event
from midstance.formats.titles.judging import Verdict, judge
from midstance.formats.titles.lexicon import Evidence, evidence_of, fold
from midstance.formats.titles.patterns import Lazy
from midstance.formats.titles.quantities import quantities_of
from midstance.formats.titles.totals import Amounts, amounts_of
from midstance.formats.titles.understood import (
    HALF_MARATHON_M,
    MARATHON_M,
    METRES_PER_MILE,
    MOST_METRES,
    MOST_SECONDS,
    Part,
    Understood,
    Unit,
)
from midstance.training.running import KEY_KINDS, RUNNING_KINDS, RunKind

_MOST_LETTERS = 600
"""Titles are read this far (our choice: the longest seen has 300)."""

_UNSURE_OR = frozenset({"o", "of"})
_AMOUNT_LINE = Lazy(
    r"^\s*(?:total |planned |geplante )?(?:distance|duration|time|distanz|dauer|distancia|duree|durata)\s*:?\s*(?=\d)"
)


def understand(
    title: str,
    *,
    description: str = "",
    sport: str | None = None,
    distance_m: int | None = None,
    duration_s: int | None = None,
    default_unit: Unit | None = None,
) -> tuple[Understood, ...]:
    """What a title states: usually one thing, two for a double (`AM … / PM …`) or a run with strength.

    `distance_m` and `duration_s` are what the file plans beside the title; they are used where the title names none.
    `default_unit` is what a number without a unit is in. Never raises; whatever is not understood is `other`.
    """
    return _understand(title, description, sport, distance_m, duration_s, default_unit)


@functools.lru_cache(maxsize=8192)
def _understand(
    title: str, description: str, sport: str | None, distance_m: int | None, duration_s: int | None, unit: Unit | None
) -> tuple[Understood, ...]:
    bare = bared(title[:_MOST_LETTERS], sport)
    text = bare.text
    if is_banner(text):
        return (Understood(kind="other", banner=True),)
    marked = by_half_days(text)
    if len(marked) > 1:
        parts = tuple(_one(piece, "", bare.sport, None, None, unit, part) for piece, part in marked)
        return tuple(part for part in parts if part.kind != "rest" or len(parts) == 1) or parts[:1]
    text, part = marked[0]
    pieces = with_strength(text, bare.sport)
    first = _one(pieces[0], description, bare.sport, distance_m, duration_s, unit, part)
    if len(pieces) == 1 and bare.sport in {None, "run"}:
        first = as_event(title, first)
    others = tuple(_one(piece, "", None, None, None, unit, part) for piece in pieces[1:])
    return (first, *others)


_OTHER_DAYS = Lazy(
    r"\b(?:tomorrow|yesterday|next|last|morgen|gestern|hier|demain|manana|ayer|ieri|domani|amanha|ontem)\b"
)


def _one(
    text: str, description: str, sport: Sport | None, distance_m: int | None, duration_s: int | None, unit: Unit | None,
    part: Part | None,
) -> Understood:  # fmt: skip
    """One thing to do, out of alternatives if there are some."""
    if not text.strip():
        return _untitled(sport, description, distance_m, duration_s, unit, part)
    options = _options(text)
    if len(options) > 1:
        read = [_read(option, sport, None, None, unit) for option in options]
        chosen = next((one for one in read if one.kind in KEY_KINDS), read[0])
        whole = _read(text, sport, distance_m, duration_s, unit)
        assumed = f"several choices are given: taken as {_said(chosen.kind)}"
        return _with(chosen, part=part, confident=False, assumed=assumed,
                     distance_m=chosen.distance_m or (None if chosen.kind == "rest" else whole.distance_m),
                     duration_s=chosen.duration_s or (None if chosen.kind == "rest" else whole.duration_s))  # fmt: skip
    one = _read(text, sport, distance_m, duration_s, unit)
    if description and (one.context in {"plain", "bare"} or (one.kind == "other" and not one.confident)):
        one = _helped(one, description, sport, unit)
    elif description and one.context == "easy":
        one = _corrected(one, description, sport, unit)
    return _with(one, part=part)


def _options(text: str) -> list[str]:
    pieces = [piece for piece in choices(text) if piece.strip()]
    if len(pieces) < 2:
        return [text]
    kinds = [{item.concept for item in evidence_of(piece)} - {"session", "run", "neg"} for piece in pieces]
    separator = OR.search(text)
    if separator and separator.group().strip() in _UNSURE_OR and not kinds[0] & {"rest", "xt", "active", "strength"}:
        return [text]
    if not all(kinds) and not (kinds[0] & {"rest", "xt"} and len(pieces) == 2):
        return [text]
    return pieces


def _read(
    text: str, sport: Sport | None, distance_m: int | None, duration_s: int | None, unit: Unit | None
) -> Understood:
    found = quantities_of(text)
    evidence = evidence_of(found.words)
    concepts = {item.concept for item in evidence}
    running = sport in {None, "run"} and not (concepts & {"xt", "strength", "other"} and not concepts & RAN)
    amounts = amounts_of(found, evidence, running=running, long="longrun" in concepts or "long" in concepts)
    known = _filled(amounts, distance_m, duration_s)
    if any(q.is_pace and q.dimension == "m" and q.value <= 10_500 for q in found.quantities):
        evidence.append(Evidence("fastpace", "", len(text), len(text)))
    verdict = judge(evidence, known, sport, found.words)
    metres, seconds, remark = _measured(verdict.kind, known, evidence, unit)
    verdict = _lengthened(verdict, metres, seconds)
    if verdict.kind == "race" and any(q.high > 1.6 * q.low > 0 for q in found.quantities):
        metres = None
    elif verdict.kind == "race" and metres is None:
        metres = _named_distance(evidence)
    if "parkrun" in concepts and metres is None:
        metres = 5000.0
    if verdict.kind in RUNNING_KINDS and (seconds or 300) < 300:
        seconds = None
    return Understood(
        kind=verdict.kind, distance_m=_bounded(metres, MOST_METRES), duration_s=_bounded(seconds, MOST_SECONDS),
        confident=verdict.confident,
        assumed=_sentence(verdict, remark), private=verdict.private, context=verdict.context,  # type: ignore[arg-type]
    )  # fmt: skip


def _filled(amounts: Amounts, distance_m: int | None, duration_s: int | None) -> Amounts:
    """The amounts with what the file plans, where the title names none in that dimension."""
    if distance_m is None and duration_s is None:
        return amounts
    metres = amounts.metres if amounts.metres is not None else distance_m
    seconds = amounts.seconds if amounts.seconds is not None else duration_s
    return Amounts(
        metres=metres or None, seconds=seconds or None, bare=amounts.bare if not metres and not seconds else None,
        repeats=amounts.repeats, repeat_m=amounts.repeat_m, repeat_s=amounts.repeat_s,
    )  # fmt: skip


_BARE_MINUTES_FROM: dict[RunKind, float] = {
    "easy": 26.3, "recovery": 15, "strides": 26.3, "long": 45, "threshold": 15, "intervals": 20, "hills": 20,
    "race": 400, "cross-training": 10, "strength": 5, "other": 5, "rest": 1000,
}  # fmt: skip
"""A number without a unit is minutes from here, else a distance (our choice; `30 tempo`, `XT 45`, but `Long 18`)."""


_MOST_IN_ROW = 5
"""Workouts of one name are numbered from 1; such a number below this is no distance (our choice)."""
_LEAST_RUN_WALK_MIN = 15


def _measured(
    kind: RunKind, amounts: Amounts, evidence: list[Evidence], unit: Unit | None
) -> tuple[float | None, float | None, str | None]:
    """Metres and seconds; of a bare number what it most likely counts, with the remark that says so."""
    bare = amounts.bare
    if bare is None or bare <= 0 or bare > 300 or kind == "rest":
        return amounts.metres, amounts.seconds, None
    if not evidence or (bare < 3 and kind != "race"):
        return None, None, None
    if unit is None and _is_ordinal(kind, bare, evidence):
        return None, None, None
    if bare >= _BARE_MINUTES_FROM[kind]:
        return None, bare * 60, f"{bare:g} is taken as minutes"
    if kind in {"cross-training", "strength", "other"}:
        return None, None, None
    if kind in {"threshold", "intervals", "hills"} and unit is None:
        return None, None, None
    if unit is None:
        in_miles = bare <= 26.3 or (kind == "race" and bare in {50, 100})
        unit = "mi" if all(item.english for item in evidence) and in_miles else "km"
    return bare * (METRES_PER_MILE if unit == "mi" else 1000), None, f"{bare:g} is taken as {unit}"


def _is_ordinal(kind: RunKind, bare: float, evidence: list[Evidence]) -> bool:
    """`Foundation Run 3`, `League race 2`, `run 10 walk 1`: a number in a row of workouts or a part, not an amount."""
    if kind == "race":
        return bare < 20 and bare not in {5, 8, 10, 12, 13, 13.1, 15}
    if any(item.concept == "runwalk" for item in evidence):
        return bare < _LEAST_RUN_WALK_MIN
    return bare < _MOST_IN_ROW and evidence[-1].word.endswith("run") and bare == int(bare)


def _lengthened(verdict: Verdict, metres: float | None, seconds: float | None) -> Verdict:
    """A bare number, once known to be a distance, can still make an easy run a long one."""
    from midstance.formats.titles.judging import EASY_LONG_FROM_M, LONG_FROM_M

    limit = {"easy": EASY_LONG_FROM_M, "plain": LONG_FROM_M}.get(verdict.context or "")
    if verdict.kind == "easy" and limit and (metres or 0) >= limit:
        return Verdict("long", False, "its length is that of a long run", context=verdict.context)
    return verdict


def _named_distance(evidence: list[Evidence]) -> float | None:
    concepts = {item.concept for item in evidence}
    words = {word for item in evidence for word in item.word.split("_")}
    if concepts & {"half", "halfweak"} or "half" in words:
        return float(HALF_MARATHON_M)
    if "marathon" in concepts | words and "ultra" not in concepts:
        return float(MARATHON_M)
    return METRES_PER_MILE if {"magic", "mile"} <= words else None


def _bounded(value: float | None, most: int) -> int | None:
    return round(value) if value is not None and 0 < value <= most else None


def _sentence(verdict: Verdict, remark: str | None) -> str | None:
    said = [verdict.assumed] if verdict.assumed and not verdict.confident else []
    said += [remark] if remark else []
    return "; ".join(said) or None


def _untitled(
    sport: Sport | None, description: str, distance_m: int | None, duration_s: int | None, unit: Unit | None,
    part: Part | None,
) -> Understood:  # fmt: skip
    if description.strip():
        read = _read(fold(description[:_MOST_LETTERS]), sport, distance_m, duration_s, unit)
        assumed = f"the title is empty; by its description taken as {_said(read.kind)}"
        return _with(read, part=part, confident=False, assumed=assumed)
    if sport is not None and sport not in {"other"}:
        return _with(_read(_SPOKEN[sport], sport, distance_m, duration_s, unit), part=part)
    assumed = "the title is empty: left as it is, not counted as a run"
    return Understood(kind="other", confident=False, assumed=assumed, distance_m=distance_m or None,
                      duration_s=duration_s or None, part=part)  # fmt: skip


_SPOKEN: dict[Sport, str] = {
    "run": "run", "cross-training": "cross-training", "strength": "strength", "rest": "rest", "walk": "walk",
    "other": "",
}  # fmt: skip


def _helped(one: Understood, description: str, sport: Sport | None, unit: Unit | None) -> Understood:
    """A title that says nothing of the effort, read again with its description."""
    lines = fold(description[:_MOST_LETTERS])
    other = _read(lines, sport, one.distance_m, one.duration_s, unit)
    if (
        other.kind in RUNNING_KINDS
        and other.kind != "race"
        and other.context is None
        and (other.kind in KEY_KINDS or one.kind == "other" or other.kind in {"strides", "recovery", "easy"})
    ):
        assumed = f"the title does not say it; by its description taken as {_said(other.kind)}"
        stated = _AMOUNT_LINE.match(lines) is not None
        return _with(other, confident=False, assumed=assumed,
                     distance_m=one.distance_m or (other.distance_m if stated else None),
                     duration_s=one.duration_s or (other.duration_s if stated else None))  # fmt: skip
    return one


def _corrected(one: Understood, description: str, sport: Sport | None, unit: Unit | None) -> Understood:
    """An easy run whose description spells out fast repeats, which nobody runs easily."""
    text = fold(description[:_MOST_LETTERS])
    if not any(map(str.isdigit, text)) or _OTHER_DAYS.search(text):
        return one
    found = quantities_of(text)
    sized = [q for q in found.quantities if q.times and (q.value >= 200 if q.dimension == "m" else q.value >= 60)]
    concepts = {item.concept for item in evidence_of(found.words)}
    if any(q.is_pace and q.dimension == "m" for q in found.quantities):
        concepts.add("fastpace")
    if not sized or not concepts & {"interval", "thr", "fastpace", "goalpace", "hill", "hard", "tempo"}:
        return one
    other = _read(text, sport, one.distance_m, one.duration_s, unit)
    if other.kind not in KEY_KINDS or other.kind == "race":
        return one
    assumed = f"called easy, but its description has fast repeats: taken as {_said(other.kind)}"
    return _with(one, kind=other.kind, confident=False, assumed=assumed, context=None)


def _said(kind: RunKind) -> str:
    names: dict[str, str] = {
        "rest": "a rest day", "recovery": "a recovery run", "easy": "an easy run", "long": "a long run",
        "threshold": "a threshold run", "intervals": "intervals", "hills": "hills", "strides": "a run with strides",
        "race": "a race", "cross-training": "cross-training", "strength": "strength", "other": "something else",
    }  # fmt: skip
    return names[kind]


def _with(one: Understood, **changes: object) -> Understood:
    import msgspec

    return msgspec.structs.replace(one, **changes)
