"""Titles with two things to do in them: morning and evening, or a run with strength."""

from __future__ import annotations

from midstance.formats.titles.decorations import Sport
from midstance.formats.titles.lexicon import evidence_of
from midstance.formats.titles.patterns import Lazy
from midstance.formats.titles.quantities import quantities_of
from midstance.formats.titles.understood import Part

_PART_MARK = Lazy(
    r"\b(?:(am|a\.m\.|morning|vormittags?|morgens?|fruh|matin|manana|mattina|manha|ochtend|formiddag|formiddag|rano|aamu|午前|朝)"
    r"|(pm|p\.m\.|evening|afternoon|nachmittags?|abends?|soir|apres-midi|tarde|sera|pomeriggio|avond|middag|kveld|kvall|"
    r"ettermiddag|eftermiddag|wieczor|popoludnie|ilta|午後|夜|夕))\s*[:：]\s*",
)
_PLAIN_PART = Lazy(r"\b(?:(am)|(pm))\b")
OR = Lazy(
    r"\s*(?:\bor\b|\boder\b|\bou\b|\beller\b|\blub\b|\balbo\b|\bveya\b|\btai\b|\bnebo\b|(?<=\s)o(?=\s)|\bof\b|或|または|もしくは)\s*"
)
"""What stands between choices."""
_OR_WORDS = ("or", "ou", "oder", "eller", "lub", "albo", "veya", "tai", "nebo", " o ", "of", "或", "または", "もしくは")
_JOINTS = frozenset("+&,/\n")
_JOINING_WORDS = (" and ", " und ", " et ", " y ", " e ", " og ", " och ", " i ", " en ", " plus ", " then ", " with ")
_PLUS = Lazy(r"\s*(?:\+|&|,|/|\n| and | und | et | y | e | og | och | i | en | plus | then | with )\s*")


def by_half_days(text: str) -> list[tuple[str, Part | None]]:
    """`AM: … / PM: …` as its two halves; anything else as one."""
    marks = list(_PART_MARK.finditer(text)) if ":" in text or "：" in text else []
    if not marks and "am" in text and "pm" in text:
        marks = list(_PLAIN_PART.finditer(text))
        marks = marks if {bool(mark[1]) for mark in marks} == {True, False} else []
    if not marks:
        match = _PLAIN_PART.search(text) if "am" in text or "pm" in text else None
        if match and not text[: match.start()].rstrip()[-1:].isdigit():
            return [(text, "am" if match[1] else "pm")]
        return [(text, None)]
    cuts = [mark.start() for mark in marks[1:]] + [len(text)]
    halves: list[tuple[str, Part | None]] = []
    for mark, cut in zip(marks, cuts, strict=True):
        half = text[mark.end() : cut].strip(" /;,|+·-\n")
        if half:
            halves.append((half, "am" if mark[1] else "pm"))
    lead = text[: marks[0].start()].strip(" /;,|+·-:\n")
    if lead and len(halves) == 1:
        return [(lead, None), halves[0]] if evidence_of(lead) else halves
    if lead and halves and evidence_of(lead):
        shared = quantities_of(lead).words.replace("#", " ").strip(" :-(")
        return [(f"{shared} {half}", part) for half, part in halves]
    return halves or [(text, None)]


_LEAST_BARE_RUN = 1800
"""Half an hour, or about two kilometres: less beside strength is its warm-up (our choice)."""
_LIFTED = frozenset({"strength", "other", "session", "workout"})
RAN = frozenset(
    {
        "run",
        "easy",
        "jog",
        "easycode",
        "longrun",
        "thr",
        "tempo",
        "interval",
        "hill",
        "stride",
        "recovery",
        "goalpace",
        "prog",
    }
)
"""Evidence that the legs run."""


def _may_join(text: str) -> bool:
    return not _JOINTS.isdisjoint(text) or any(map(text.__contains__, _JOINING_WORDS))


def choices(text: str) -> list[str]:
    """What stands on the sides of an `or`; the text alone where there is none."""
    return OR.split(text) if any(map(text.__contains__, _OR_WORDS)) else [text]


def _bare_and_lifted(text: str) -> list[str]:
    """`60' + weights`: an amount without a word before the strength is a run."""
    first, plus, rest = text.partition("+")
    found = quantities_of(first)
    bare = plus and len(found.quantities) == 1 and not any(map(str.isalpha, found.words))
    far = bare and found.quantities[0].dimension in {"m", "s"} and found.quantities[0].value >= _LEAST_BARE_RUN
    return [f"run {first.strip()}", rest.strip()] if far and evidence_of(rest) else [text]


def with_strength(text: str, sport: Sport | None) -> list[str]:
    """`Base + Strength` as run and strength; one piece where it is not such a pair."""
    if sport in {"strength", "cross-training", "rest"} or not (_may_join(text) and _PLUS.search(text)):
        return [text]
    whole = {item.concept for item in evidence_of(text)}
    if "strength" not in whole or "rest" in whole:
        return [text]
    if not whole & RAN:
        return _bare_and_lifted(text)
    lifted: list[str] = []
    ran: list[str] = []
    for piece in _PLUS.split(text):
        concepts = {item.concept for item in evidence_of(piece)}
        repeats = any(quantity.times and quantity.dimension == "m" for quantity in quantities_of(piece).quantities)
        (lifted if "strength" in concepts and concepts <= _LIFTED and not repeats else ran).append(piece)
    run_concepts = {item.concept for item in evidence_of(" ".join(ran))}
    if not lifted or not run_concepts & RAN or OR.search(text):
        return [text]
    return [" + ".join(piece for piece in ran if piece), " + ".join(lifted)]
