"""Answers to a why: sentences a runner understands, each with its rule, sources and grade of evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from midstance.knowledge.library import library
from midstance.training.session import Because

SAID_GRADE = {
    "trial": "shown in trials",
    "review": "shown in reviews of trials",
    "consensus": "what experts agree on",
    "sources": "what the source documents say",
    "ours": "our own choice",
    "studies": "shown in studies",
}


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with what stands behind it. `hard`: a rule that is never broken; None where no rule speaks."""

    text: str
    rule: str | None = None
    sources: tuple[str, ...] = ()
    grade: str | None = None
    hard: bool | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer to a why: a headline, reasons, and what to do next where there is something."""

    about: str
    says: str
    reasons: tuple[Reason, ...] = ()
    next: str | None = None
    may: bool | None = None
    """For a move: whether it may be made without breaking a hard rule."""


def said_sources(keys: Sequence[str]) -> str:
    """Sources as people read them: `The 13 Best Leg Exercises for Runners, lines 317 and 320; Doma and others 2017`."""
    lines: dict[str, list[str]] = {}
    for key in keys:
        document, colon, line = key.partition(":")
        source = library().sources.get(document)
        name = source.name if source else "our own choice" if key == "ours" else document
        lines.setdefault(name, []).extend([line] if colon and line not in lines.get(name, []) else [])
    said = []
    for name, numbers in lines.items():
        many = len(numbers) > 1 or any("-" in number for number in numbers)
        said.append(f"{name}, line{'s' if many else ''} {said_list(numbers, words=False)}" if numbers else name)
    return "; ".join(said)


def said_ground(grade: str | None, keys: Sequence[str]) -> str:
    """What a rule rests on: how sure it is, and on what; studies before the documents that only agree with them."""
    how = SAID_GRADE.get(grade or "", "")
    found = library().sources
    documents = [key for key in keys if (source := found.get(key.partition(":")[0])) and source.kind == "document"]
    studies = said_sources([key for key in keys if key != "ours" and key not in documents])
    written = said_sources(documents)
    if grade == "ours":
        sources = "; ".join(part for part in (studies, written) if part)
        return f"{how}, after {sources}" if sources else how
    if how and studies and written:
        return f"{how}: {studies}. Also in {written}"
    sources = studies or written
    return f"{how}: {sources}" if how and sources else how or sources


def reason_of(because: Because) -> Reason:
    """A reason with the rule it stands for, by id or by what the rule covers, and how sure that is."""
    rule = next((rule for rule in library().rules if rule.id == because.rule), None)
    sources = because.sources or (rule.sources if rule else ())
    # A rule may cover a claim for other reasons than these; only where it rests on the same ground is it the reason.
    same = {key for key in sources if key != "ours"}
    covering = rule or next(
        (rule for rule in library().rules if because.rule in rule.covers and same & set(rule.sources)), None
    )
    return Reason(
        text=because.text,
        rule=covering.id if covering else None,
        sources=sources,
        grade=covering.grade if covering else _grade_of(sources),
        hard=rule.hard if rule else None,
    )


def _grade_of(sources: Sequence[str]) -> str:
    """How sure a claim without a rule of its own is, from what it cites."""
    kinds = {source.kind for key in sources if (source := library().sources.get(key.partition(":")[0]))}
    return "studies" if kinds - {"document"} else "sources" if kinds else "ours"


def said_day(date: dt.date) -> str:
    """`Tuesday 9 March`."""
    return f"{date:%A} {date.day} {date:%B}"


def said_list(items: Sequence[str], *, words: bool = True) -> str:
    """`a, b and c`; ids are said as words unless told otherwise."""
    said = [item.replace("-", " ") if words else item for item in items]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
