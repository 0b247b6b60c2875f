"""What is known is whole, linked, sourced, and compiled as it stands."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from midstance.knowledge.catalogue import FOLDER, read_catalogue
from midstance.knowledge.checks import problems
from midstance.knowledge.compile import compiled
from midstance.knowledge.library import COMPILED, Library, library
from midstance.training.exercise import Dose, Exercise
from midstance.training.workout import Workout


@pytest.fixture(scope="module")
def known() -> Library:
    found, unreadable = read_catalogue()
    assert unreadable == []
    return found


def test_nothing_is_wrong_with_what_is_known(known: Library) -> None:
    assert problems(known) == []


def test_the_compiled_form_is_fresh(known: Library) -> None:
    assert compiled(known) == COMPILED.read_bytes(), "run `make knowledge`"


def test_the_door_gives_what_the_files_say(known: Library) -> None:
    opened = library()
    assert msgspec.structs.replace(opened, digest="") == known
    assert re.fullmatch(r"[0-9a-f]{64}", opened.digest)


def test_the_digest_follows_the_data(known: Library) -> None:
    squat = msgspec.structs.replace(known.exercises["goblet-squat"], tip="Another tip.")
    changed = msgspec.structs.replace(known, exercises={**known.exercises, "goblet-squat": squat})
    assert msgspec.msgpack.decode(compiled(changed), type=Library).digest != library().digest


def test_the_bytes_depend_on_no_hash_order() -> None:
    code = "import hashlib as h; from midstance.knowledge.catalogue import read_catalogue as r; "
    code += "from midstance.knowledge.compile import compiled as c; print(h.sha256(c(r()[0])).hexdigest())"
    said = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


def with_exercise(known: Library, name: str, **changes: object) -> Library:
    changed = msgspec.structs.replace(known.exercises[name], **changes)
    return msgspec.structs.replace(known, exercises={**known.exercises, name: changed})


BAD_DOSE = Dose(sets=(3, 2), amount=(8, 10), rest_s=(60, 90))
FAULTS: list[tuple[str, dict[str, object], str]] = [
    ("goblet-squat", {"progressions": ("no-such-squat",)}, "no exercise"),
    ("bodyweight-squat", {"regressions": ("goblet-squat",)}, "harder than itself"),
    ("bodyweight-squat", {"progressions": ("bodyweight-squat",)}, "names itself"),
    ("goblet-squat", {"body_mass": "back-squat"}, "not for body mass alone"),
    ("goblet-squat", {"body_mass": "no-such-squat"}, "no exercise"),
    ("goblet-squat", {"body_mass": "bound"}, "only from advanced on"),
    ("goblet-squat", {"sources": ()}, "`sources` is empty"),
    ("goblet-squat", {"sources": ("S4:340-360",)}, "outside its document"),
    ("goblet-squat", {"sources": ("nobody-1999",)}, "neither lines"),
    ("goblet-squat", {"sources": ("S4",)}, "without its lines"),
    ("goblet-squat", {"catalogue": ("E-37",)}, "E-37 is no id"),
    ("depth-jump", {"catalogue": ("E-43",)}, "E-46 of the catalogue is missing"),
    ("goblet-squat", {"dose": {}}, "doses for no level"),
    ("back-squat", {"dose": {"advanced": BAD_DOSE}}, "3 to 2 is no range"),
    ("back-squat", {"dose": {"advanced": msgspec.structs.replace(BAD_DOSE, tempo="slow")}}, "not like 3-0-1-0"),
    ("goblet-squat", {"impact": 0.5}, "does not fit 0 contacts"),
    ("pogo-hop", {"gate": "none"}, "the plyometric gate and the tag"),
    ("pogo-hop", {"contacts": 0, "impact": 0.0}, "tag and ground contacts"),
    ("goblet-squat", {"load_kit": ()}, "does not fit load_kit"),
    ("goblet-squat", {"kit": (("box",),)}, "nothing to load it with"),
    ("goblet-squat", {"steps": ()}, "`steps` is empty"),
    ("goblet-squat", {"tip": " "}, "`tip` is empty"),
    ("goblet-squat", {"tip": "It prevents injury."}, "promises too much"),
    ("goblet-squat", {"cues": ("A cure for runner's knee.",)}, "promises too much"),
    ("goblet-squat", {"aliases": ("back squat",)}, "two exercises are called"),
]


@pytest.mark.parametrize(("name", "changes", "says"), FAULTS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_planted_fault_is_found(known: Library, name: str, changes: dict[str, object], says: str) -> None:
    assert any(says in sentence for sentence in problems(with_exercise(known, name, **changes)))


def test_a_ladder_must_lead_down_to_body_mass(known: Library) -> None:
    def alone(exercise: Exercise) -> Exercise:
        cut = tuple(name for name in exercise.progressions if name != "leg-press")
        return msgspec.structs.replace(exercise, progressions=cut)

    rest = {name: alone(exercise) for name, exercise in known.exercises.items()}
    rest["leg-press"] = msgspec.structs.replace(rest["leg-press"], regressions=())
    found = problems(msgspec.structs.replace(known, exercises=rest))
    assert "exercises/leg-press.toml: its ladder reaches no exercise that does without a load" in found


def test_a_fault_in_a_workout_is_found(known: Library) -> None:
    first = known.workouts["W-07"]
    item = msgspec.structs.replace(first.blocks[1].items[0], exercise="no-such-squat", sets=(0, 3))
    block = msgspec.structs.replace(first.blocks[1], items=(item,))
    broken: Workout = msgspec.structs.replace(first, blocks=(block,))
    found = problems(msgspec.structs.replace(known, workouts={**known.workouts, "W-07": broken}))
    assert "workouts/W-07.toml: 'no-such-squat' is neither an exercise nor a drill" in found
    assert "workouts/W-07.toml: no-such-squat: `sets` 0 to 3 is no range" in found


EDITS: list[tuple[str, Callable[[str], str], str]] = [
    ("exercises/goblet-squat.toml", lambda text: text.replace('tip = "', 'tipp = "'), "tipp"),
    ("exercises/goblet-squat.toml", lambda text: text.replace('["knee"]', '["nose"]'), "nose"),
    ("exercises/goblet-squat.toml", lambda text: text.replace("ours = false", ""), "dose.beginner.ours"),
    ("exercises/goblet-squat.toml", lambda text: text + "\n[[", "goblet-squat"),
    ("exercises/goblet-squat.toml", lambda text: text.replace('id = "goblet', 'id = "tin'), "named after its id"),
    ("glossary.toml", lambda text: text + "\n[[wort]]\n", "`wort` is unknown"),
    ("sources.toml", lambda text: text.replace('kind = "study"', 'kind = "rumour"', 1), "rumour"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "edit", "says"), EDITS, ids=[says for *_, says in EDITS])
def test_a_fault_in_a_file_is_told_with_the_file(
    tmp_path: Path, file: str, edit: Callable[[str], str], says: str
) -> None:
    for path in (*FOLDER.glob("*.toml"), *FOLDER.glob("*/*.toml")):
        copy = tmp_path / path.relative_to(FOLDER)
        copy.parent.mkdir(exist_ok=True)
        text = path.read_text("utf-8")
        copy.write_text(edit(text) if path == FOLDER / file else text, "utf-8")
    _, wrong = read_catalogue(tmp_path)
    assert any(sentence.startswith(file) and says in sentence for sentence in wrong), wrong


PROMISE = re.compile(r"prevents?\s+injur|injury.prevention|injury.proof|free of injuries? for", re.IGNORECASE)


def test_it_never_prevents_injury() -> None:
    """No page and no module promises what nobody can."""
    root = Path(__file__).parents[1]
    pages = [*root.glob("*.md"), *root.glob("docs/**/*.md"), *(root / "src").rglob("*.py"), *FOLDER.rglob("*.toml")]
    promising = [str(page.relative_to(root)) for page in pages if PROMISE.search(page.read_text("utf-8"))]
    assert promising == []
