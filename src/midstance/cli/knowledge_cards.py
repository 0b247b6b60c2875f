"""Cards of the library for a terminal: one exercise, drill, source or rule each, and lists of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from midstance.cli.paper import Paper
from midstance.formats.dose_words import said_amount, said_dose
from midstance.knowledge.library import Library, Source
from midstance.rules.rule import Rule
from midstance.training.exercise import Drill, Exercise, Kit

LABEL = 12
"""Columns of the words at the left of a card."""

SIDES = {"bilateral": "both legs together", "unilateral": "one leg at a time", "alternating": "sides in turn"}
GRADES = {
    "trial": "trials", "review": "reviews of trials", "consensus": "expert consensus",
    "sources": "the source documents", "ours": "our own choice",
}  # fmt: skip


def labelled(label: str, text: str, paper: Paper) -> list[str]:
    """A line with a word at its left; nothing where there is no text."""
    return paper.wrapped(text, label.ljust(LABEL), " " * LABEL) if text else []


def listed(label: str, entries: Sequence[str], paper: Paper, numbered: bool = False) -> list[str]:
    """Entries one under the other, behind a word."""
    lines: list[str] = []
    for number, entry in enumerate(entries, 1):
        mark = f"{number}. " if numbered else "- "
        first = (label if number == 1 else "").ljust(LABEL) + mark
        lines += paper.wrapped(entry, first, " " * len(first))
    return lines


def said_kit(kit: Iterable[Iterable[Kit]]) -> str:
    """`dumbbell, or bench and barbell`; `no kit` where it can be done without."""
    ways = [" and ".join(needed) for needed in kit]
    with_kit = [way for way in ways if way]
    if "" in ways:
        return "no kit" + (f", or {' or '.join(with_kit)}" if with_kit else "")
    return " or ".join(with_kit)


def exercise_card(exercise: Exercise, paper: Paper) -> list[str]:
    """Everything about one exercise."""
    lines = [paper.ink(exercise.name, "strong") + f"  {exercise.id}"]
    facts = [exercise.pattern, SIDES[exercise.laterality], f"from {exercise.level} on", said_kit(exercise.kit)]
    if exercise.loading == "optional":
        facts.append(f"with {' or '.join(exercise.load_kit)} if you like")
    lines += paper.joined(facts)
    lines += ["", *labelled("Works", ", ".join(exercise.primary) + _also(exercise.secondary), paper)]
    lines += labelled("Best for", ", ".join(exercise.best_for), paper)
    lines += _doses(exercise, paper)
    lines += ["", *listed("How", exercise.steps, paper, numbered=True), ""]
    for label, entries in (("Think", exercise.cues), ("Mend", exercise.faults), ("Tip", (exercise.tip,))):
        lines += listed(label, entries, paper)
    lines += ["", *listed("Take care", exercise.cautions, paper)]
    if exercise.gate == "plyometric":
        counted = f"{exercise.contacts} contact{'s' * (exercise.contacts > 1)} each, weighted {exercise.impact:g}"
        lines += labelled("", f"Only after the landing test; {counted}.", paper)
    if exercise.excluded_by:
        lines += labelled("", f"Left out with pain at: {', '.join(exercise.excluded_by)}.", paper)
    lines += ["", *labelled("Easier", ", ".join(exercise.regressions), paper)]
    lines += labelled("Harder", ", ".join(exercise.progressions), paper)
    if exercise.body_mass != exercise.id:
        lines += labelled("No kit", exercise.body_mass, paper)
    if exercise.aliases:
        lines += labelled("Also called", ", ".join(exercise.aliases), paper)
    return lines + _from(exercise.sources, paper)


def _also(secondary: Sequence[str]) -> str:
    return f"; also {', '.join(secondary)}" if secondary else ""


def _doses(exercise: Exercise, paper: Paper) -> list[str]:
    lines: list[str] = []
    for level, dose in exercise.dose.items():
        parts = said_dose(dose, exercise.per_side) + ["our choice"] * dose.ours
        label = ("Dose" if not lines else "").ljust(LABEL)
        lines += paper.joined([f"{level} {parts[0]}", *parts[1:]], label, " " * (LABEL + 2))
    return lines


def drill_card(drill: Drill, paper: Paper) -> list[str]:
    """A warm-up, cool-down or mobility item, or other training."""
    lines = [paper.ink(drill.name, "strong") + f"  {drill.id}"]
    amount = said_amount(drill.unit, drill.amount, drill.per_side)
    lines += paper.joined([drill.kind, amount + " (our choice)" * drill.ours, said_kit(drill.kit)])
    lines += ["", *listed("How", drill.steps, paper, numbered=True), "", *listed("Think", drill.cues, paper)]
    return lines + _from(drill.sources, paper)


def _from(sources: Sequence[str], paper: Paper) -> list[str]:
    return [paper.ink(line, "quiet") for line in labelled("Sources", ", ".join(sources), paper)]


def exercise_list(library: Library, paper: Paper) -> list[str]:
    """All exercises by movement pattern, then the drills by kind."""
    lines: list[str] = []
    width = max(map(len, (*library.exercises, *library.drills)))
    by_pattern = sorted(library.exercises.values(), key=lambda exercise: exercise.pattern)
    for pattern, group in groupby(by_pattern, key=lambda exercise: exercise.pattern):
        lines += [paper.ink(pattern, "strong")]
        for exercise in group:
            parts = [exercise.name, f"from {exercise.level} on", said_kit(exercise.kit)]
            lines += paper.joined(parts, f"  {exercise.id:<{width}}  ", " " * (width + 4))
    for kind, drills in groupby(
        sorted(library.drills.values(), key=lambda drill: drill.kind), key=lambda drill: drill.kind
    ):
        lines += [paper.ink(kind, "strong")]
        for drill in drills:
            lines += paper.wrapped(drill.name, f"  {drill.id:<{width}}  ")
    return lines


def source_card(source: Source, cited: str, cited_by: Sequence[str], paper: Paper) -> list[str]:
    """A source, and what rests on it. `cited` holds the lines asked for, such as `S4:17-38`, or nothing."""
    lines = [paper.ink(source.name, "strong") + f"  {cited or source.id}"]
    read = {
        "primary": "read in the text itself", "secondary": "read about elsewhere, not in the text itself",
        "unverified": "not verified",
    }[source.verified]  # fmt: skip
    lines += paper.joined([source.kind, *([f"{source.lines} lines"] if source.lines else []), read])
    lines += ["", *paper.wrapped(source.says), ""]
    unsure = "" if source.doi_checked else " (not checked)"
    lines += labelled("DOI", ", ".join(source.doi) + unsure, paper) if source.doi else []
    return lines + labelled("Cited by", ", ".join(cited_by), paper)


def source_list(library: Library, paper: Paper) -> list[str]:
    """All sources, a line each."""
    width = max(map(len, library.sources))
    lines: list[str] = []
    for source in library.sources.values():
        lines += paper.wrapped(f"{source.name}. {source.says}", f"{source.id:<{width}}  ", " " * (width + 2))
    return lines


def rule_card(rule: Rule, paper: Paper) -> list[str]:
    """A rule, why it is one, and a week that keeps and one that breaks it."""
    strict = "never broken" if rule.hard else f"a preference, weight {rule.weight}, for the sake of {rule.step}"
    lines = [paper.ink(rule.id, "strong"), *paper.joined([strict, f"rests on {GRADES[rule.grade]}"])]
    lines += ["", *paper.wrapped(rule.says), *paper.wrapped(rule.why), ""]
    for label, week in (("Kept", rule.kept), ("Broken", rule.broken)):
        rows = week.strip("\n").splitlines()
        lines += [f"{(label if not number else ''):<{LABEL}}{row}".rstrip() for number, row in enumerate(rows)]
    lines += ["", *labelled("Covers", ", ".join(rule.covers), paper)]
    return lines + _from(rule.sources, paper)


def rule_list(library: Library, paper: Paper) -> list[str]:
    """All rules: first what is never broken, then the preferences."""
    lines: list[str] = []
    for title, hard in (("Never broken", True), ("Preferred", False)):
        rules = [rule for rule in library.rules if rule.hard is hard]
        lines += [paper.ink(title, "strong")] if rules else []
        for rule in rules:
            lines += [f"  {rule.id}", *paper.wrapped(rule.says, "    ")]
    return lines
