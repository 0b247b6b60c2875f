"""The house stands as its page says: small rooms, one direction, plain names, nothing of one machine in it."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "midstance"
BIN = Path(sys.executable).parent

LONGEST_MODULE, LONGEST_FUNCTION, MEDIAN_MODULE = 400, 40, 200
FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "misc", "base"}
NOT_OURS = {".git", ".venv", "build", "dist", "out", "__pycache__", ".hypothesis"}


def files(*suffixes: str) -> Iterator[Path]:
    """Files of the repository with one of the suffixes; with none given, all of them."""
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT).parts
        if any(part in NOT_OURS or part.endswith(("_cache", ".egg-info")) for part in inside):
            continue
        if path.is_file() and (not suffixes or path.suffix in suffixes):
            yield path


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


MODULES = list(files(".py"))
OWN_MODULES = [path for path in MODULES if SOURCE in path.parents]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE


def test_the_median_module_is_shorter_still() -> None:
    assert statistics.median(len(path.read_text("utf-8").splitlines()) for path in OWN_MODULES) < MEDIAN_MODULE


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_function_is_short(path: Path) -> None:
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_names_say_what_about() -> None:
    named = {name_of(path) for path in files() if FORBIDDEN_NAMES & set(path.relative_to(ROOT).with_suffix("").parts)}
    assert named == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    assert len(said.split()) > 2


def public(tree: ast.AST) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    """Public classes and functions of a module, and the public methods of its public classes."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


@pytest.mark.parametrize("path", OWN_MODULES, ids=name_of)
def test_a_public_name_says_what_it_is(path: Path) -> None:
    silent = [node.name for node in public(ast.parse(path.read_text("utf-8"))) if not ast.get_docstring(node)]
    assert silent == []


def test_rooms_import_in_one_direction() -> None:
    done = subprocess.run(
        [BIN / "lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def imported(path: Path) -> set[str]:
    """Top names of what a module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", sorted((SOURCE / "training").glob("*.py")), ids=name_of)
def test_the_words_need_only_msgspec(path: Path) -> None:
    assert imported(path) <= sys.stdlib_module_names | {"msgspec", "midstance"}


@pytest.mark.parametrize("path", sorted((SOURCE / "formats").rglob("*.py")), ids=name_of)
def test_formats_know_no_disk_and_no_network(path: Path) -> None:
    outside = {"os", "pathlib", "shutil", "socket", "http", "urllib", "sqlite3", "tempfile", "requests", "click"}
    assert imported(path) & outside == set()


def test_nothing_names_a_machine_or_a_registry() -> None:
    """Paths and hosts are put together here, so that this file does not name them either."""
    foreign = re.compile(
        "|".join(["/" + "work/", "/" + "root/", r"\.\./" + "shared", "py" + "pi.org", "python" + "hosted"])
    )
    allowed = {"Makefile": "REAL_DATA ?= ../" + "shared/data"}
    found = []
    for path in files():
        try:
            lines = path.read_text("utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        found += [
            f"{name_of(path)}: {line.strip()[:80]}"
            for line in lines
            if foreign.search(line) and line != allowed.get(name_of(path))
        ]
    assert found == []


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.txt")), ids=name_of)
def test_what_is_installed_is_pinned_and_hashed(path: Path) -> None:
    entries = re.split(r"\n(?=\S)", path.read_text("utf-8").strip())
    loose = [
        entry.split("\n")[0] for entry in entries if not re.match(r"[\w.-]+==[^\s]+ [^\n]*\\\n +--hash=sha256:", entry)
    ]
    assert loose == []


HEAVY = {"pandas", "numpy", "ortools", "django", "highspy", "typst", "hypothesis", "pytest", "rich"}


def loaded_by(*arguments: str) -> set[str]:
    """Top names of the modules that a `midstance` command has loaded when it ends."""
    code = (
        "import sys\n"
        "from midstance.cli.main import main\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    assert not end.code, end.code\n"
        "print('LOADED', *sorted({name.split('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.rsplit("LOADED", 1)[1].split())


PLAN = ("--brief", "examples/runner.toml", "--race", "2027-04-18", "--from", "2027-01-25")


def test_planning_loads_nothing_heavy() -> None:
    assert loaded_by("plan", "examples/half_12_weeks.ics", *PLAN) & HEAVY == set()


def test_planning_without_a_calendar_loads_no_calendar_library() -> None:
    assert loaded_by("plan", "examples/half_12_weeks.yaml", *PLAN) & (HEAVY | {"icalendar"}) == set()
