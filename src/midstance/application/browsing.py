"""The library as one can browse it: exercises by words and filters, their ladders, and what rests on a source."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import get_args

import msgspec

from midstance.knowledge.ladders import easier_neighbours
from midstance.knowledge.library import Library, Source, library
from midstance.knowledge.substitution import allowed
from midstance.rules.rule import Rule
from midstance.training.exercise import LEVELS, PAIN_SITES, Drill, Exercise, Kit, Level, Pattern
from midstance.training.workout import Workout

PATTERNS: tuple[Pattern, ...] = get_args(Pattern)
HURTS = frozenset({"pain", "sore", "hurts", "ache"})
"""Words that make of a place one that hurts."""
RUNGS_SHOWN = 3
"""Rungs shown above and below an exercise; one walks on from there (ours)."""
SAID_GRADE = {
    "trial": "shown in trials", "review": "shown in reviews of trials", "consensus": "what experts agree on",
    "sources": "what the source documents say", "ours": "our own choice",
}  # fmt: skip
SAID_VERIFIED = {
    "primary": "read in the text itself",
    "secondary": "read about elsewhere, not in the text itself",
    "unverified": "not verified",
}


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for; nothing: everything."""

    words: str = ""
    pattern: str = ""
    level: str = ""
    best_for: str = ""
    kit: tuple[Kit, ...] | None = None
    """Only what can be done with this kit; None: with any."""
    sore: str = ""
    """Only what is not left out with a pain at this place."""


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a card rests on."""

    source: str | None
    """Its id; None where it is our own choice."""
    name: str
    lines: str = ""
    kind: str = ""
    verified: str = ""


class Rung(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise on a ladder and the ones next to it on the row nearer to the middle."""

    exercise: Exercise
    to: tuple[str, ...]


class Ladder(msgspec.Struct, frozen=True, kw_only=True):
    """The rungs around an exercise, row by row: the hardest first, the exercise itself between."""

    harder: tuple[tuple[Rung, ...], ...]
    exercise: Exercise
    easier: tuple[tuple[Rung, ...], ...]


def search(asked: Asked) -> tuple[Exercise, ...]:
    """Exercises that fit, the best hits of the words first: names, then other names, then muscles, kit and pains."""
    asked = understood(asked)
    words = asked.words.split()
    found = []
    for exercise in library().exercises.values():
        rank = _rank(exercise, words)
        if rank is not None and _fits(exercise, asked):
            found.append((rank, LEVELS.index(exercise.level), exercise.name, exercise))
    return tuple(exercise for *_, exercise in sorted(found, key=lambda one: one[:3]))


def understood(asked: Asked) -> Asked:
    """The search with `sore knee` or `knee pain` in its words taken for what it is: only what spares the knee."""
    words = _plain(asked.words).split()
    sore = next((site for site in PAIN_SITES if site in words), "")
    if not sore or not HURTS.intersection(words):
        return msgspec.structs.replace(asked, words=" ".join(words))
    left = " ".join(word for word in words if word != sore and word not in HURTS)
    return msgspec.structs.replace(asked, words=left, sore=asked.sore or sore)


def _fits(exercise: Exercise, asked: Asked) -> bool:
    within: Collection[Level] = LEVELS[: LEVELS.index(asked.level) + 1] if asked.level in LEVELS else LEVELS
    return (
        (not asked.pattern or exercise.pattern == asked.pattern)
        and exercise.level in within
        and (not asked.best_for or asked.best_for in exercise.best_for)
        and (asked.kit is None or allowed(asked.kit, exercise))
        and (asked.sore not in PAIN_SITES or asked.sore not in exercise.excluded_by)
    )


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.casefold()).strip()


def _rank(exercise: Exercise, words: Collection[str]) -> int | None:
    """How well the words fit, 0 best; None where one of them is nowhere."""
    name = _plain(exercise.name)
    other = _plain(" ".join((*exercise.aliases, exercise.id, *exercise.catalogue)))
    more = _plain(" ".join((
        exercise.pattern, *exercise.primary, *exercise.secondary, *exercise.tags, *exercise.best_for,
        *exercise.load_kit, *(kit for way in exercise.kit for kit in way),
    )))  # fmt: skip
    worst = 0
    for word in words:
        stem = word.removesuffix("s") if len(word) > 3 else word
        places = [place for place, text in enumerate((name, other, more)) if f" {stem}" in f" {text}" or stem in text]
        if not places:
            return None
        begins = places[0] == 0 and f" {stem}" in f" {name}"
        worst = max(worst, 0 if begins else places[0] + 1)
    return worst


def best_for_words() -> tuple[str, ...]:
    """Everything exercises are said to be best for, the most frequent first."""
    counts: dict[str, int] = {}
    for exercise in library().exercises.values():
        for word in exercise.best_for:
            counts[word] = counts.get(word, 0) + 1
    return tuple(sorted(counts, key=lambda word: (-counts[word], word)))


def ladder_of(exercise: Exercise) -> Ladder:
    """The rungs around an exercise, up to three rows each way."""
    known = library().exercises
    down = easier_neighbours(known)
    up: dict[str, list[str]] = {name: [] for name in known}
    for name, easier in down.items():
        for other in easier:
            up[other].append(name)
    return Ladder(
        harder=tuple(reversed(list(_rows(exercise.id, up, known)))),
        exercise=exercise,
        easier=tuple(_rows(exercise.id, down, known)),
    )


def _rows(start: str, links: Mapping[str, list[str]], known: Mapping[str, Exercise]) -> Iterator[tuple[Rung, ...]]:
    seen, front = {start}, [start]
    for _ in range(RUNGS_SHOWN):
        names = list(dict.fromkeys(other for name in front for other in links[name] if other not in seen))
        if not names:
            return
        yield tuple(
            Rung(exercise=known[name], to=tuple(near for near in front if name in links[near])) for name in names
        )
        seen.update(names)
        front = names


def citations(keys: Collection[str]) -> tuple[Citation, ...]:
    """What sources a card names, each with its lines."""
    found: dict[str, list[str]] = {}
    for key in keys:
        document, _, line = key.partition(":")
        found.setdefault(document, []).extend([line] if line else [])
    return tuple(_citation(document, lines) for document, lines in found.items())


def _citation(document: str, lines: list[str]) -> Citation:
    source = library().sources.get(document)
    if source is None:
        return Citation(source=None, name="Our own choice" if document == "ours" else document)
    return Citation(
        source=document, name=source.name, lines=", ".join(lines), kind=source.kind,
        verified=SAID_VERIFIED[source.verified],
    )  # fmt: skip


class Citing(msgspec.Struct, frozen=True, kw_only=True):
    """What rests on a source."""

    rules: tuple[Rule, ...]
    workouts: tuple[Workout, ...]
    exercises: tuple[Exercise, ...]
    drills: tuple[Drill, ...]


def resting_on(source: Source, known: Library | None = None) -> Citing:
    """Everything in the library that cites a source."""
    found = known or library()

    def cites(keys: Collection[str]) -> bool:
        return any(key.partition(":")[0] == source.id for key in keys)

    return Citing(
        rules=tuple(rule for rule in found.rules if cites(rule.sources)),
        workouts=tuple(one for one in found.workouts.values() if cites(one.sources)),
        exercises=tuple(one for one in found.exercises.values() if cites(one.sources)),
        drills=tuple(one for one in found.drills.values() if cites(one.sources)),
    )
