"""The poses of the library: read from their TOML files by authors and `make knowledge`, decoded once when one is
drawn."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

import msgspec

from midstance.knowledge.library import Library, StaleKnowledge
from midstance.training.figure import Figure

FOLDER = Path(__file__).with_name("poses")
COMPILED = Path(__file__).with_name("poses.msgpack")
"""Apart from the rest of what is known, so that a plan does not read it."""


class UnreadablePose(Exception):
    """A pose file that is missing, is not TOML, or says something that no pose can; the message names the file."""


def _table(name: str, folder: Path) -> dict[str, object]:
    path = folder / f"{name}.toml"
    try:
        table: dict[str, object] = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadablePose(f"{path.name}: {error}") from error
    if table.get("id") != name:
        raise UnreadablePose(f"{path.name}: its id is {table.get('id')!r}, but a file is named after its id")
    return table


def merged(under: dict[str, object], over: dict[str, object]) -> dict[str, object]:
    """A table over another: tables are merged, everything else is replaced."""
    found = dict(under)
    for key, value in over.items():
        beneath = found.get(key)
        found[key] = merged(beneath, value) if isinstance(beneath, dict) and isinstance(value, dict) else value
    return found


def _inherited(name: str, folder: Path, seen: tuple[str, ...] = ()) -> dict[str, object]:
    """A file's table with what it takes over from the one it is `like`."""
    if name in seen:
        raise UnreadablePose(f"{name}.toml: `like` goes round in a circle: {' → '.join((*seen, name))}")
    table = _table(name, folder)
    like = table.pop("like", None)
    if like is None:
        return table
    if not isinstance(like, str) or not (folder / f"{like}.toml").is_file():
        raise UnreadablePose(f"{name}.toml: it is like {like!r}, which has no poses")
    under = _inherited(like, folder, (*seen, name))
    under.pop("fault", None)
    return merged(under, table)


def read_pose(name: str, folder: Path = FOLDER) -> Figure:
    """One figure from its file and those it is like. Raises UnreadablePose."""
    try:
        return msgspec.convert(_inherited(name, folder), type=Figure)
    except msgspec.ValidationError as error:
        raise UnreadablePose(f"{name}.toml: {error}") from error


def read_poses(folder: Path = FOLDER) -> tuple[dict[str, Figure], list[str]]:
    """All figures by id, and what could not be read."""
    found: dict[str, Figure] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            found[path.stem] = read_pose(path.stem, folder)
        except UnreadablePose as error:
            problems.append(f"poses/{error}")
    return found, problems


def unknown_poses(found: dict[str, Figure], known: Library) -> list[str]:
    """Figures of something that the library does not have."""
    ids = known.exercises.keys() | known.drills.keys() | known.home_tests.keys()
    return [f"poses/{name}.toml: there is no exercise, drill or test {name!r}" for name in sorted(found.keys() - ids)]


def compiled_poses(found: dict[str, Figure]) -> bytes:
    """The figures as bytes that depend on the data alone."""
    return msgspec.msgpack.encode(dict(sorted(found.items())))


@lru_cache(maxsize=1)
def poses() -> dict[str, Figure]:
    """The figures this package ships with, by id. Raises StaleKnowledge when the compiled form cannot be used."""
    try:
        return msgspec.msgpack.decode(COMPILED.read_bytes(), type=dict[str, Figure])
    except (OSError, msgspec.DecodeError) as error:
        raise StaleKnowledge(f"{COMPILED.name} cannot be used ({error}); run `make knowledge`") from error
