"""What must hold of everything that is known; `problems` says what does not, by file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec

from midstance.knowledge.home_test_checks import home_test_problems, missing_tests
from midstance.knowledge.ladders import ladder_problems
from midstance.knowledge.library import Library
from midstance.knowledge.workout_checks import workout_problems
from midstance.training.exercise import LEVELS, Dose, Drill, Exercise
from midstance.training.workout import Workout


def numbered(letter: str, first: int, last: int) -> list[str]:
    """Catalogue ids such as E-01, E-02."""
    return [f"{letter}-{number:02d}" for number in range(first, last + 1)]


EXERCISE_IDS = (*numbered("E", 1, 36), *numbered("E", 40, 48))
DRILL_IDS = (*numbered("U", 1, 11), *numbered("D", 1, 8), *numbered("M", 1, 4), *numbered("X", 1, 3))
WORKOUT_IDS = tuple(numbered("W", 1, 12))
"""What the catalogue of the source documents holds; it has no E-37 to E-39."""

MOST_SETS = 6
"""More sets of one exercise are taken for a slip of the pen (our choice; the sources go up to five)."""

CLAIMS = re.compile(
    r"\b(prevent\w*|cur(?:e|es|ed|ing)|guarante\w*|heal(?:s|ing)?|bullet-?proof|injury-?proof)\b", re.IGNORECASE
)
"""Words that promise what nobody can: the library says what may help, never that it keeps injuries away."""

CITATION = re.compile(r"(S\d):(\d+)(?:-(\d+))?$")
TEMPO = re.compile(r"\d+-\d+-\d+-\d+$")


def problems(library: Library) -> list[str]:
    """Everything wrong with the library as sentences, each with its file; empty when all is well."""
    found: list[str] = []
    for name, exercise in library.exercises.items():
        found += [f"exercises/{name}.toml: {says}" for says in _exercise(exercise)]
    found += [f"exercises/{name}.toml: {says}" for name, says in ladder_problems(library.exercises)]
    for name, drill in library.drills.items():
        found += [f"drills/{name}.toml: {says}" for says in _drill(drill)]
    for name, workout in library.workouts.items():
        found += [f"workouts/{name}.toml: {says}" for says in workout_problems(workout, library)]
    for name, guide in library.home_tests.items():
        found += [f"home_tests/{name}.toml: {says}" for says in home_test_problems(guide)]
    found += [*_whole(library), *missing_tests(library.home_tests)]
    for place, cited in _citations(library):
        found += [f"{place}: {says}" for says in _sources(cited, library)]
    for place, record in _records(library):
        found += [f"{place}: {says}" for says in _prose(record)]
    return found


def _records(library: Library) -> Iterator[tuple[str, msgspec.Struct]]:
    """Everything that a runner may read, with its file."""
    yield from ((f"exercises/{name}.toml", exercise) for name, exercise in library.exercises.items())
    yield from ((f"drills/{name}.toml", drill) for name, drill in library.drills.items())
    yield from ((f"workouts/{name}.toml", workout) for name, workout in library.workouts.items())
    yield from ((f"home_tests/{name}.toml", guide) for name, guide in library.home_tests.items())
    yield from ((f"rules/*.toml, {rule.id}", rule) for rule in library.rules)
    yield from ((f"sources.toml, {source.id}", source) for source in library.sources.values())
    yield from ((f"glossary.toml, {word.word}", word) for word in library.glossary)


def _citations(library: Library) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What cites sources, with its file."""
    for place, record in _records(library):
        cited = getattr(record, "sources", None)
        if isinstance(cited, tuple):
            yield place, cited


def _exercise(exercise: Exercise) -> Iterator[str]:
    lands = exercise.contacts > 0
    if (exercise.impact > 0) != lands:
        yield f"impact {exercise.impact} does not fit {exercise.contacts} contacts"
    if (exercise.gate == "plyometric") != ("plyometric" in exercise.tags):
        yield "the plyometric gate and the tag go together"
    if ("plyometric" in exercise.tags) != lands:
        yield "the plyometric tag and ground contacts go together"
    if bool(exercise.load_kit) != (exercise.loading in ("optional", "external")):
        yield f"loading {exercise.loading!r} does not fit load_kit {list(exercise.load_kit)}"
    if exercise.loading == "external" and not all(set(kit) & set(exercise.load_kit) for kit in exercise.kit):
        yield "it is loaded from outside, but one of its kits holds nothing to load it with"
    if exercise.loading == "band" and not all("mini-band" in kit for kit in exercise.kit):
        yield "it is loaded by a band, but one of its kits has none"
    if set(exercise.primary) & set(exercise.secondary):
        yield "a region cannot be primary and secondary at once"
    for field in ("primary", "kit", "steps", "cues", "faults", "cautions", "best_for", "sources", "catalogue"):
        if not getattr(exercise, field):
            yield f"`{field}` is empty"
    expected = LEVELS[LEVELS.index(exercise.level) :]
    if set(exercise.dose) != set(expected):
        yield f"it has doses for {', '.join(exercise.dose) or 'no level'}, not for {', '.join(expected)}"
    for level, dose in exercise.dose.items():
        yield from (f"dose.{level}: {says}" for says in _dose(dose))


def _dose(dose: Dose) -> Iterator[str]:
    for field in ("sets", "amount", "rest_s"):
        low, high = getattr(dose, field)
        if not 0 < low <= high:
            yield f"`{field}` {low} to {high} is no range"
    if dose.sets[1] > MOST_SETS:
        yield f"{dose.sets[1]} sets are more than {MOST_SETS}"
    if dose.tempo is not None and not TEMPO.match(dose.tempo):
        yield f"tempo {dose.tempo!r} is not like 3-0-1-0"


def _drill(drill: Drill) -> Iterator[str]:
    low, high = drill.amount
    if not 0 < low <= high:
        yield f"`amount` {low} to {high} is no range"
    if drill.seconds <= 0:
        yield "`seconds` is not above 0"
    for field in ("kit", "steps", "cues", "sources", "catalogue"):
        if not getattr(drill, field):
            yield f"`{field}` is empty"


def _whole(library: Library) -> Iterator[str]:
    """What can only be said of all files together."""
    for room, expected, have in (
        ("exercises", EXERCISE_IDS, [one.catalogue for one in library.exercises.values()]),
        ("drills", DRILL_IDS, [one.catalogue for one in library.drills.values()]),
        ("workouts", WORKOUT_IDS, [(name,) for name in library.workouts]),
    ):
        covered = set(chain.from_iterable(have))
        for missing in sorted(set(expected) - covered):
            yield f"{room}: {missing} of the catalogue is missing"
        for unknown in sorted(covered - set(expected)):
            yield f"{room}: {unknown} is no id of the catalogue"
    called = Counter(name.casefold() for one in library.exercises.values() for name in {one.name, *one.aliases})
    for name in sorted(name for name, times in called.items() if times > 1):
        yield f"exercises: two exercises are called {name!r}"
    for both in sorted(set(library.exercises) & set(library.drills)):
        yield f"drills/{both}.toml: an exercise has the same id"
    for rule, times in Counter(rule.id for rule in library.rules).items():
        if times > 1:
            yield f"rules: {rule!r} is said {times} times"


def _sources(cited: Iterable[str], library: Library) -> Iterator[str]:
    """What is wrong with citations: lines of a document, the key of a study, or `ours`."""
    for citation in cited:
        lines = CITATION.match(citation)
        if lines:
            document = library.sources.get(lines[1])
            first, last = int(lines[2]), int(lines[3] or lines[2])
            if document is None or document.lines is None or not 0 < first <= last <= document.lines:
                yield f"{citation!r} lies outside its document"
        elif citation != "ours" and citation not in library.sources:
            yield f"{citation!r} is neither lines of a document, a key of sources.toml, nor `ours`"
        elif citation in library.sources and library.sources[citation].kind == "document":
            yield f"{citation!r} names a document without its lines"


def prose(record: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text within a record, with the field it stands in."""
    if isinstance(record, str):
        yield path, record
    elif isinstance(record, msgspec.Struct):
        for field in msgspec.structs.fields(record):
            yield from prose(getattr(record, field.name), f"{path}.{field.name}".strip("."))
    elif isinstance(record, tuple):
        for value in record:
            yield from prose(value, path)
    elif isinstance(record, dict):
        for key, value in record.items():
            yield from prose(value, f"{path}.{key}".strip("."))


MAY_BE_EMPTY = {"load", "note", "name"}
"""Texts of a named workout's lines that may say nothing."""


def _prose(record: msgspec.Struct) -> Iterator[str]:
    for field, text in prose(record):
        if not text.strip() and not (isinstance(record, Workout) and field.rsplit(".", 1)[-1] in MAY_BE_EMPTY):
            yield f"`{field}` is empty"
        for claim in CLAIMS.findall(text):
            yield f"`{field}` promises too much: {claim!r}"
        if text != text.strip() and field not in ("kept", "broken"):
            yield f"`{field}` has white space around it"
