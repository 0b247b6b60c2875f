"""`midstance exercises`, `workouts`, `sources` and `rules`: what is known, as cards or as JSON."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TypeVar

import click
import msgspec

from midstance.cli.guarding import UNUSABLE
from midstance.cli.knowledge_cards import (
    drill_card,
    exercise_card,
    exercise_list,
    rule_card,
    rule_list,
    source_card,
    source_list,
)
from midstance.cli.paper import paper_of
from midstance.cli.workout_card import workout_card, workout_list
from midstance.formats.brief_words import parse_kit
from midstance.knowledge.checks import CITATION
from midstance.knowledge.library import Library, Source, library
from midstance.knowledge.substitution import with_kit
from midstance.rules.rule import Rule
from midstance.training.exercise import Drill, Exercise, Kit
from midstance.training.workout import Workout

Record = TypeVar("Record")


class NotKnown(click.ClickException):
    """Something asked for that the library does not hold."""

    exit_code = UNUSABLE

    def show(self, file: object = None) -> None:
        """Print it the way all of Midstance does."""
        click.echo(f"midstance: {self.message}", err=True)


def plain(word: str) -> str:
    """A word as people vary it: small letters, hyphens for spaces and underscores."""
    return re.sub(r"[\s_]+", "-", word.strip().casefold())


def find(word: str, what: str, known: Mapping[str, Record]) -> Record:
    """The record a word names. Raises NotKnown with what was probably meant."""
    record = known.get(plain(word))
    if record is not None:
        return record
    near = difflib.get_close_matches(plain(word), known, n=1, cutoff=0.55)
    hint = f"did you mean {near[0]!r}?" if near else f"`midstance {what}s` lists them all"
    raise NotKnown(f"there is no {what} {word[:60]!r}; {hint}")


def put(record: object, as_json: bool, lines: Callable[[], Sequence[str]]) -> None:
    """Print a record as JSON, or its card."""
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(record), indent=2).decode())
    else:
        click.echo("\n".join(lines()))


as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def exercise_names(known: Library) -> dict[str, Exercise | Drill]:
    """Exercises and drills by every name they go by; ids come before names, names before catalogue ids."""
    records: list[Exercise | Drill] = [*known.exercises.values(), *known.drills.values()]
    found: dict[str, Exercise | Drill] = {record.id: record for record in records}
    for record in records:
        for name in (record.name, *(record.aliases if isinstance(record, Exercise) else ())):
            found.setdefault(plain(name), record)
    for record in sorted(records, key=lambda record: isinstance(record, Exercise) and record.variation):
        for number in record.catalogue:
            found.setdefault(plain(number), record)
    return found


@click.command("exercises", short_help="The exercises, or one of them.")
@click.argument("name", metavar="[ID]", required=False)
@as_json_option
def exercises_command(name: str | None, as_json: bool) -> None:
    """Show the exercises, or everything about one of them.

    ID is an id such as goblet-squat, a name, or a number of the catalogue such as E-01. Warm-up and cool-down items are
    here too.
    """
    known = library()
    if name is None:
        put([*known.exercises.values(), *known.drills.values()], as_json, lambda: exercise_list(known, paper_of()))
        return
    record = find(name, "exercise", exercise_names(known))
    if isinstance(record, Exercise):
        put(record, as_json, lambda: exercise_card(record, paper_of()))
    else:
        put(record, as_json, lambda: drill_card(record, paper_of()))


def kit_option(context: click.Context, option: click.Parameter, value: str | None) -> tuple[Kit, ...] | None:
    """The kit of a comma list; None where nothing was said. Raises UnreadableFile for unknown kit."""
    return None if value is None else parse_kit(value)


def workout_names(known: Library) -> dict[str, Workout]:
    """Workouts by id, number and name: `w-04`, `w04`, `w4`, `4`."""
    found = {plain(workout.id): workout for workout in known.workouts.values()}
    for workout in known.workouts.values():
        number = int(workout.id.partition("-")[2])
        for name in (workout.id.replace("-", ""), f"w{number}", f"w-{number}", str(number), workout.name):
            found.setdefault(plain(name), workout)
    return found


@click.command("workouts", short_help="The named workouts, or one of them with your kit.")
@click.argument("name", metavar="[ID]", required=False)
@click.option("--kit", metavar="LIST", callback=kit_option, help="Only with this kit, such as dumbbell,bench or none.")
@as_json_option
def workouts_command(name: str | None, kit: tuple[Kit, ...] | None, as_json: bool) -> None:
    """Show the named workouts W-01 to W-12, or one of them; with --kit, as your kit allows it."""
    known = library()
    asked = list(known.workouts.values()) if name is None else [find(name, "workout", workout_names(known))]
    if kit is not None:
        asked = [with_kit(workout, kit, known) for workout in asked]
    if name is None:
        put(asked, as_json, lambda: workout_list(known, paper_of()))
    else:
        put(asked[0], as_json, lambda: workout_card(asked[0], known, paper_of()))


def cited_by(source: str, known: Library, lines: Collection[int] = ()) -> list[str]:
    """Ids of what cites a source, or some of its lines."""
    citing: list[Exercise | Drill | Workout | Rule] = [
        *known.rules, *known.workouts.values(), *known.exercises.values(), *known.drills.values(),
    ]  # fmt: skip
    return [one.id for one in citing if any(_touches(citation, source, lines) for citation in one.sources)]


def _touches(citation: str, source: str, lines: Collection[int]) -> bool:
    cited = CITATION.match(citation)
    if cited is None:
        return citation == source
    return cited[1] == source and (not lines or bool(set(lines) & set(cited_lines(cited))))


def cited_lines(cited: re.Match[str]) -> range:
    """The lines that a citation names, within what any document holds."""
    first, last = int(cited[2][:5]), int((cited[3] or cited[2])[:5])
    return range(first, last + 1)


@click.command("sources", short_help="The sources, or one of them.")
@click.argument("name", metavar="[ID]", required=False)
@as_json_option
def sources_command(name: str | None, as_json: bool) -> None:
    """Show the source documents and studies, or one of them.

    ID is a key such as doma-2017, a document such as S4, or lines of one as the cards cite them, such as S4:17-38.
    """
    known = library()
    if name is None:
        put(list(known.sources.values()), as_json, lambda: source_list(known, paper_of()))
        return
    cited = CITATION.match(name.strip().upper())
    by_name = {plain(source.id): source for source in known.sources.values()}
    source: Source = find(cited[1] if cited else name, "source", by_name)
    shown = name.strip().upper() if cited else ""
    citing = cited_by(source.id, known, cited_lines(cited) if cited else ())
    put(source, as_json, lambda: source_card(source, shown, citing, paper_of()))


def rule_names(known: Iterable[Rule]) -> dict[str, Rule]:
    """Rules by id, then by the numbers of the pages they keep."""
    rules = list(known)
    found = {plain(rule.id): rule for rule in rules}
    for rule in rules:
        for number in rule.covers:
            found.setdefault(plain(number), rule)
    return found


@click.command("rules", short_help="The rules, or one of them.")
@click.argument("name", metavar="[ID]", required=False)
@as_json_option
def rules_command(name: str | None, as_json: bool) -> None:
    """Show the training rules, or one of them with a week that keeps and a week that breaks it."""
    known = library()
    if name is None:
        put(list(known.rules), as_json, lambda: rule_list(known, paper_of()))
        return
    rule = find(name, "rule", rule_names(known.rules))
    put(rule, as_json, lambda: rule_card(rule, paper_of()))
