"""What the words of a title mean beside each other: what a neighbour takes back, adds, or turns into something else."""

from __future__ import annotations

from midstance.formats.titles.lexicon import Evidence
from midstance.formats.titles.patterns import Lazy
from midstance.formats.titles.totals import Amounts

EASY = frozenset({"easy", "easycode", "recovery", "shakeout", "longrun", "active", "jog"})
"""Evidence of a gentle run."""
NAMES = frozenset({"half", "marathon", "ultra"})
"""Evidence that names a race distance."""
_REPEAT_WORDS = frozenset({"repeats", "repeat", "reps", "repetitions"})
WHOLE_RUN_FROM_S = 30 * 60
"""A time from here is of a run, not of a drill (our choice)."""
_ZONE_4 = frozenset({"z4", "zone4", "zone_4"})
ZONE_4_REPEAT_S = 420
"""Repeats in zone 4 from here are near the threshold, not above it (our choice)."""
_TAKEN_BACK = frozenset({"longrun", "long", "race", "quality", "interval", "tempo", "half", "marathon", "sim"})
_DEPENDENT = _TAKEN_BACK | NAMES | {"pace", "recovery", "stride"}
"""Evidence that its neighbours may change."""
_OTHER_DAY = Lazy(
    r"\b(?:after|following|nach|apres|despues de|tras|dopo|apos|depois d[aeo]|etter|efter|po|before|vor|"
    r"avant|antes d[aeo]l?|"
    r"prima d\w*|voor|przed|inden|innan|ennen)"
    r"(?: (?:the|your|my|an?|dem|der|den|die|das|deine\w|la|le|el|il|o|treino|last|big|hard|today's|"
    r"tomorrow's|yesterday's))*"
    r"\s*$"
)
"""What stands before the name of yesterday's or tomorrow's run: `easy jog after the long run`."""
PART_LONG_FROM_M = 20_000
"""A run with a fast part in it is a long run from here (our choice)."""
_PART_OF = Lazy(
    r"\b(?:w/|(?:with|incl\w*|inkl\w*|dont|davon|di cui|of which|last|letzten?|final|ultim[aoei]s?|"
    r"derniers?|com|con|avec)\b)"
)
_BIBS = frozenset({"dossard", "bib", "startnummer"})
_SENTENCE = Lazy(r"[.!;\n]")
_GENTLE = EASY - {"longrun"}


def concepts_of(evidence: list[Evidence], words: str, amounts: Amounts) -> set[str]:
    """The evidence as a set, less what its neighbours take back (`easy pace`, `lockeres Tempo`)."""
    kept: list[str] = []
    for at, item in enumerate(evidence):
        if item.concept not in _DEPENDENT:
            kept.append(item.concept)
            continue
        around = [evidence[i] for i in (at - 1, at + 1) if 0 <= i < len(evidence)]
        beside = [n for n in around if not words[min(n.end, item.end) : max(n.start, item.start)].strip(" -")]
        if item.concept in _TAKEN_BACK and not amounts.repeats and _GENTLE & set(kept) and _is_other_day(item, words):
            continue
        if item.word == "progresivos" and len(evidence) == 1 and (amounts.seconds or 0) >= WHOLE_RUN_FROM_S:
            kept.append("prog")
            continue
        kept += _beside(item, beside, words, amounts)
    concepts = set(kept)
    if (
        (amounts.repeat_m or 0) < 100
        and "walk" in concepts
        and concepts & {"run", "easy", "jog"}
        and not concepts & {"xt", "active", "interval"}
    ):
        concepts.add("runwalk")
    if "errand" in concepts and _is_entered(evidence, words):
        concepts = concepts - {"errand"} | {"race"}
    if (amounts.metres or 0) >= PART_LONG_FROM_M and _PART_OF.search(words):
        concepts.add("inpart")
    return concepts


def _beside(item: Evidence, beside: list[Evidence], words: str, amounts: Amounts) -> tuple[str, ...]:
    """What one word is evidence of next to those beside it."""
    if item.concept == "pace" and any(n.concept in EASY for n in beside):
        return ()
    if item.concept == "pace" and amounts.repeats and words[item.end : item.end + 1] == ":":
        return ()
    if item.concept == "pace" and words[: item.start].rstrip().endswith("#") and "#" not in words[item.end :]:
        return ("goalpace", "paceweak")
    if item.concept == "recovery" and amounts.repeats and _between_repeats(item, words):
        return ()
    if item.word in _ZONE_4 and (amounts.repeat_s or 0) >= ZONE_4_REPEAT_S:
        return ("thr",)
    if item.word in _REPEAT_WORDS and any(n.concept == "stride" for n in beside):
        return ()
    if item.word == "tempo" and any(n.concept in EASY and not n.english for n in beside):
        return ()
    if item.concept in NAMES and words[: item.start].rstrip().endswith(("@", " at", " im", " in")):
        return ("goalpace",)
    if item.concept in NAMES and any(n.concept in {"pace", "tempo"} for n in beside):
        return ("goalpace",)
    return (item.concept,)


def _is_other_day(item: Evidence, words: str) -> bool:
    return _OTHER_DAY.search(words[max(0, item.start - 28) : item.start]) is not None


def _is_entered(evidence: list[Evidence], words: str) -> bool:
    """A bib with its number, or an errand and then, in a sentence of its own, the race."""
    if any(item.word in _BIBS and words[item.end :].lstrip(" :").startswith("#") for item in evidence):
        return any(item.concept in {"race", "raceweak", "run"} | NAMES for item in evidence)
    errand = next(item for item in evidence if item.concept == "errand")
    return any(item.concept == "race" and _SENTENCE.search(words[errand.end : item.start]) for item in evidence)


def _between_repeats(item: Evidence, words: str) -> bool:
    """`800 recovery`, `rec 2 min`: what lies between repeats, not a run for recovery."""
    return words[: item.start].rstrip(" (").endswith("#") or words[item.end :].lstrip(" :").startswith("#")
