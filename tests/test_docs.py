"""The docs are fresh where they are generated, and every link in them leads somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from midstance.knowledge.library import library

ROOT = Path(__file__).parents[1]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")


def test_generated_pages_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "generate.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def anchors(page: Path) -> set[str]:
    """What a link into a page may name: its headings, and ids set by hand."""
    text = page.read_text("utf-8")
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    slugs = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return slugs | set(re.findall(r'id="([^"]+)"', text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    broken = []
    for link in LINK.findall(text):
        file, _, anchor = link.partition("#")
        if link.startswith(("http:", "https:", "mailto:")):
            continue
        target = (page.parent / file).resolve() if file else page
        if not target.is_file() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_everything_known_is_on_its_page() -> None:
    reference = ROOT / "docs" / "reference"
    known = library()
    for page, names in (
        ("exercises.md", known.exercises), ("drills.md", known.drills), ("workouts.md", known.workouts),
        ("sources.md", known.sources), ("home-tests.md", known.home_tests),
    ):  # fmt: skip
        text = (reference / page).read_text("utf-8")
        assert [name for name in names if f'<a id="{name}"></a>' not in text] == []


def test_readme_names_commands_that_are_there() -> None:
    """Targets of make and commands of midstance that the readme and the how-to pages name exist."""
    text = "\n".join(page.read_text("utf-8") for page in PAGES if "reference" not in page.parts)
    targets = set(re.findall(r"`make ([a-z-]+)", text))
    made = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert targets
    assert targets <= made
    from midstance.cli.main import COMMANDS

    commands = set(re.findall(r"`(?:\.venv/bin/)?midstance ([a-z]+(?:-[a-z]+)*)", text))
    assert commands
    assert commands <= set(COMMANDS)
