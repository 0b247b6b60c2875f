"""The Python door: what it lists is there, what is there is listed, and its page is true."""

from __future__ import annotations

import ast
import doctest
import subprocess
import sys
from pathlib import Path

import midstance

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "python.md"


def typed_names() -> set[str]:
    """What type checkers see in the door."""
    tree = ast.parse((ROOT / "src" / "midstance" / "__init__.py").read_text("utf-8"))
    checked = next(node for node in tree.body if isinstance(node, ast.If))
    return {alias.name for node in checked.body if isinstance(node, ast.ImportFrom) for alias in node.names}


def test_the_door_lists_everything_and_nothing_else() -> None:
    assert set(midstance.__all__) == typed_names()
    assert midstance.__all__ == sorted(midstance.__all__)
    for name in midstance.__all__:
        assert getattr(midstance, name) is not None
    assert set(dir(midstance)) == {*midstance.__all__, "__version__"}


def test_everything_public_is_documented() -> None:
    page = PAGE.read_text("utf-8")
    assert [name for name in midstance.__all__ if f"`{name}" not in page] == []


def test_the_door_opens_fast() -> None:
    """Importing the package loads none of its rooms."""
    code = "import sys, midstance; print(*[name for name in sys.modules if name.startswith('midstance.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == []


def test_the_page_is_true() -> None:
    result = doctest.testfile(str(PAGE), module_relative=False)
    assert result.attempted > 10
    assert result.failed == 0
