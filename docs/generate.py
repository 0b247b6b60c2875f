"""Writes the reference pages from what is known, and the output that other pages show, from what is printed.

`python docs/generate.py` writes; with `--check` it says which pages are stale.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from outputs import shown_pages
from stills import picture, stills

from midstance.cli.knowledge_cards import SIDES, said_kit
from midstance.cli.reference import PAGE, reference_page
from midstance.formats.dose_words import said_dose, said_item, said_range
from midstance.knowledge import rules_page
from midstance.knowledge.catalogue import read_catalogue
from midstance.knowledge.library import Library, Source
from midstance.training.exercise import Exercise
from midstance.training.home_test import SAID_GATE, Bar, HomeTestGuide
from midstance.training.workout import Workout

REFERENCE = Path(__file__).parent / "reference"
WRITTEN_BY = "<!-- Written by `make docs` from the data; do not edit. -->"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A table in Markdown."""
    titles = list(head)
    lines = [f"| {' | '.join(titles)} |", f"|{'---|' * len(titles)}"]
    return lines + [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows]


def links(names: Iterable[str]) -> str:
    """Ids as links within the page."""
    return ", ".join(f"[{name}](#{name})" for name in names)


def anchored(name: str, title: str) -> list[str]:
    """A heading that can be linked to by its id."""
    return ["", f'<a id="{name}"></a>', "", f"## {title}", ""]


def exercise_section(exercise: Exercise) -> list[str]:
    """Everything about one exercise."""
    facts = [
        f"`{exercise.id}`",
        exercise.pattern,
        SIDES[exercise.laterality],
        f"from {exercise.level} on",
        said_kit(exercise.kit),
    ]
    lines = [*anchored(exercise.id, exercise.name), " · ".join(facts), "", *picture(exercise.id)]
    lines += [f"Works {', '.join(exercise.primary)}; also {', '.join(exercise.secondary) or 'nothing else'}. "
              f"Best for {', '.join(exercise.best_for)}.", ""]  # fmt: skip
    doses = (
        (level, *said_dose(dose, exercise.per_side), "ours" if dose.ours else "")
        for level, dose in exercise.dose.items()
    )
    lines += [f"- {' · '.join(part for part in dose if part)}" for dose in doses]
    lines += ["", *(f"{number}. {step}" for number, step in enumerate(exercise.steps, 1)), ""]
    for title, entries in (
        ("Think", exercise.cues),
        ("Mend", exercise.faults),
        ("Tip", (exercise.tip,)),
        ("Take care", exercise.cautions),
    ):
        lines += [f"**{title}.** {' '.join(entries)}", ""]
    if exercise.contacts:
        lines += [
            f"Ground contacts: {exercise.contacts} each, weighted {exercise.impact:g}; only after the landing test.",
            "",
        ]
    if exercise.excluded_by:
        lines += [f"Left out with pain at: {', '.join(exercise.excluded_by)}.", ""]
    ladder = [
        ("Easier", links(exercise.regressions)),
        ("Harder", links(exercise.progressions)),
        ("Body mass", links([exercise.body_mass])),
    ]
    lines += [f"- {title}: {named}" for title, named in ladder if named]
    lines += [f"- FIT: {exercise.fit_category} / {exercise.fit_name}", f"- Sources: {', '.join(exercise.sources)}"]
    return lines


def exercises_page(known: Library) -> list[str]:
    """All exercises, the table first."""
    rows = ((f"[{one.name}](#{one.id})", one.pattern, one.level, said_kit(one.kit)) for one in known.exercises.values())
    lines = ["# Exercises", "", *table(("exercise", "pattern", "from", "kit"), rows)]
    return lines + [line for one in known.exercises.values() for line in exercise_section(one)]


def drills_page(known: Library) -> list[str]:
    """Warm-up, cool-down and mobility items, and other training."""
    lines = ["# Warm-up, cool-down, mobility and other training"]
    for drill in known.drills.values():
        lines += [*anchored(drill.id, drill.name), f"`{drill.id}` · {drill.kind} · {said_kit(drill.kit)}", ""]
        lines += [f"{number}. {step}" for number, step in enumerate(drill.steps, 1)]
        lines += ["", f"**Think.** {' '.join(drill.cues)}", "", f"Sources: {', '.join(drill.sources)}"]
    return lines


def workout_section(workout: Workout, known: Library) -> list[str]:
    """One workout as a table."""
    facts: list[str] = [workout.level or "any level"]
    facts += [f"{said_range(workout.minutes)} min"] if workout.minutes else []
    facts += [f"{said_range(workout.per_week)} a week"] if workout.per_week else []
    facts += ["numbers are our choice"] if workout.ours else []
    lines = [*anchored(workout.id, f"{workout.id} {workout.name}"), workout.says, "", " · ".join(facts), ""]
    rows = []
    for block in workout.blocks:
        for item in block.items:
            record = known.exercises.get(item.exercise) or known.drills[item.exercise]
            rest = f"{said_range(item.rest_s)} s" if item.rest_s else ""
            more = [item.load, f"or {', '.join(item.alternatives)}" if item.alternatives else "", item.note]
            more += [f"ours: {', '.join(item.ours)}"] if item.ours and not workout.ours else []
            rows.append(
                (block.name or block.kind, record.name, said_item(item), rest, "; ".join(part for part in more if part))
            )
    lines += table(("block", "exercise", "sets and amount", "rest", ""), rows)
    return [*lines, "", *(f"- {note}" for note in workout.notes), f"- Sources: {', '.join(workout.sources)}"]


def workouts_page(known: Library) -> list[str]:
    """The named workouts."""
    return ["# The named workouts"] + [line for one in known.workouts.values() for line in workout_section(one, known)]


def said_bar(bar: Bar, better: str) -> str:
    """`20 or more, or 75 % of the middle of your age`."""
    ways = [f"{bar.at_least} or more"] if bar.at_least is not None else []
    ways += [f"{bar.at_most} or {better}"] if bar.at_most is not None else []
    ways += [f"{bar.percent_of_middle} % of the middle of your age"] if bar.percent_of_middle is not None else []
    return ", or ".join(ways)


def home_test_section(guide: HomeTestGuide) -> list[str]:
    """One test at home: how it is done, counted and compared."""
    facts = [f"`{guide.id}`", guide.unit, "each side" if guide.sides else "both legs together", said_kit(guide.kit)]
    facts += [f"{guide.beat_bpm} beats a minute"] if guide.beat_bpm else []
    lines = [*anchored(guide.id, guide.name), guide.says, "", " · ".join(facts), ""]
    lines += [f"You need {', and '.join(guide.needs)}.", ""]
    lines += [*(f"{number}. {step}" for number, step in enumerate(guide.steps, 1)), ""]
    lines += [f"**It is over when:** {' '.join(guide.ends)}", "", f"**Count.** {' '.join(guide.scoring)}", ""]
    lines += [f"**Doubt.** {guide.doubt}", ""]
    rows = (
        (norm.sex, said_range(norm.ages), said_range(norm.middle), f"± {norm.spread}" if norm.spread else "")
        for norm in guide.norms
    )
    lines += [*table(("sex", "age", guide.middle_is, "spread"), rows), ""] if guide.norms else []
    for gate in guide.gates:
        even = f", and at most {gate.asymmetry_at_most} % between the sides" if gate.asymmetry_at_most else ""
        lines.append(f"- before {SAID_GATE[gate.gate]}: {said_bar(gate, guide.better)}{even}")
    if guide.enough:
        lines.append(
            f"- a weak point is named ({', '.join(guide.regions)}) unless: {said_bar(guide.enough, guide.better)}"
        )
    if guide.after:
        lines.append(f"- only once the gate for {SAID_GATE[guide.after]} is open")
    lines += [f"- left out with pain at: {', '.join(guide.excluded_by)}", f"- Sources: {', '.join(guide.sources)}"]
    return lines


def home_tests_page(known: Library) -> list[str]:
    """The tests at home."""
    lines = ["# Tests at home", "", "Every six weeks, on a day with fresh legs. They choose what to work on and open"]
    lines += ["jumps; none of them foretells a running injury. What a gate asks holds for the weaker side."]
    return lines + [line for one in known.home_tests.values() for line in home_test_section(one)]


def said_doi(source: Source) -> str:
    """Its DOIs, and whether they were checked."""
    return " ".join(source.doi) + ("" if source.doi_checked else " (not checked)")


def sources_page(known: Library) -> list[str]:
    """Source documents, studies and guidelines."""
    lines = [
        "# Sources",
        "",
        "Verified: *primary* was read in the paper or its abstract, *secondary* only elsewhere.",
        "",
    ]
    rows = (
        (f'<a id="{one.id}"></a>{one.id}', one.name, one.says, one.verified, said_doi(one))
        for one in known.sources.values()
    )
    return lines + table(("key", "source", "what it says", "verified", "DOI"), rows)


def words_page(known: Library) -> list[str]:
    """The words of Midstance."""
    rows = ((word.word, word.means, ", ".join(word.not_called)) for word in known.glossary)
    return ["# Words", "", "These words, and only these.", "", *table(("word", "meaning here", "not"), rows)]


PAGES: dict[str, Callable[[Library], list[str]]] = {
    "exercises.md": exercises_page,
    "drills.md": drills_page,
    "workouts.md": workouts_page,
    "home-tests.md": home_tests_page,
    "sources.md": sources_page,
    "words.md": words_page,
}
"""By file name, what writes it."""


def pages() -> dict[Path, str]:
    """Every generated page with its text."""
    known, _ = read_catalogue()
    texts = {name: "\n".join([WRITTEN_BY, "", *write(known), ""]) for name, write in PAGES.items()}
    texts |= {PAGE.name: reference_page()} | rules_page.pages()
    return {REFERENCE / name: text for name, text in texts.items()} | shown_pages() | stills()


def main() -> int:
    """Write the pages, or check them; the exit code says whether all is well."""
    parser = argparse.ArgumentParser(description="Write the reference pages and the output shown on others.")
    parser.add_argument("--check", action="store_true", help="write nothing; leave with 1 when a page is stale")
    check = parser.parse_args().check
    stale = {path: text for path, text in pages().items() if not path.is_file() or path.read_text("utf-8") != text}
    for path, text in stale.items():
        if check:
            print(f"{path.name} is stale: run `make docs`", file=sys.stderr)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
