"""Every command that the readme and the docs ask a reader to type runs, in order, on files like the reader's."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


def _outputs() -> ModuleType:
    """`docs/outputs.py`, which lies outside every package."""
    spec = importlib.util.spec_from_file_location("outputs", ROOT / "docs" / "outputs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


OUTPUTS = _outputs()
PAGES = [
    page
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    if "reference" not in page.parts and OUTPUTS.commands(page.read_text("utf-8"))
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_of_the_page_runs(page: Path) -> None:
    with OUTPUTS.desk():
        for command in OUTPUTS.commands(page.read_text("utf-8")):
            code, printed = OUTPUTS.run(command)
            assert code == 0, f"{command}\n{printed}"
            assert printed.strip()


def test_the_pages_are_those_a_reader_types_from() -> None:
    names = {page.relative_to(ROOT).as_posix() for page in PAGES}
    assert {"README.md", "docs/tutorials/first-season-plan.md", "docs/how-to/plan-around-a-calendar.md"} <= names


def test_continued_lines_are_one_command_and_comments_none() -> None:
    shell = "```sh\nmake demo\n.venv/bin/midstance plan a.ics \\\n    --weeks 4   # four\n```\n"
    page = f"{shell}\n```text\nmidstance why\n```\n"
    assert OUTPUTS.commands(page) == [".venv/bin/midstance plan a.ics      --weeks 4"]


def test_a_block_that_a_command_no_longer_prints_is_refused() -> None:
    page = "<!-- shows: midstance --version :: nothing -> like it -->\n```text\n```\n"
    with pytest.raises(OUTPUTS.Stale, match="prints no lines"):
        OUTPUTS.filled(page)
    whole = OUTPUTS.filled(page.replace(" :: nothing -> like it", ""))
    assert whole.splitlines()[2].startswith("midstance ")
