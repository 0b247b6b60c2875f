"""Nothing the papers ask for is an orphan: each id has a place that keeps it and a test that proves it."""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from pathlib import Path

import pytest

from midstance.knowledge import rules_page
from midstance.knowledge.coverage import Kept, coverage
from tests.strip_cards import known
from tests.test_rules import GOLDEN

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "midstance"

GROUPS = {
    "FRQ": 8, "DUR": 5, "PLC": 9, "PER": 8, "PRG": 10, "EFF": 5, "TMP": 2, "RST": 2, "DEL": 3, "WUP": 3, "CMP": 14,
    "ORD": 2, "PLY": 7, "BEG": 5, "FLG": 6, "REC": 4, "XTR": 2, "WKP": 3, "FRM": 7, "CUS": 4, "CLM": 6,
}  # fmt: skip
"""The catalogue's rules by group, with how many each has."""
IDS = [
    *(f"R-{group}-{number}" for group, last in GROUPS.items() for number in range(1, last + 1)),
    *(f"H{number:02d}" for number in range(1, 23)),
    *(f"P{number:02d}" for number in range(1, 21)),
    *(f"C-{number:02d}" for number in range(1, 21)),
]
MAY_WAIT: frozenset[str] = frozenset()
"""Ids whose proof waits for something that is not built yet."""


@lru_cache(maxsize=1)
def all_kept() -> dict[str, Kept]:
    return {kept.entry.id: kept for kept in coverage(known().rules)}


@lru_cache(maxsize=64)
def functions(path: str) -> frozenset[str]:
    """Test functions of a file."""
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_the_ids_are_those_of_the_papers_in_their_order() -> None:
    assert list(all_kept()) == IDS


@pytest.mark.parametrize("name", IDS)
def test_an_id_is_no_orphan(name: str) -> None:
    kept = all_kept()[name]
    assert kept.entry.says
    if kept.entry.waits:
        assert name in MAY_WAIT
    else:
        assert kept.places
        assert kept.proofs


@pytest.mark.parametrize("name", IDS)
def test_what_keeps_an_id_exists(name: str) -> None:
    for place in all_kept()[name].entry.kept:
        if place.startswith("docs/"):
            assert (ROOT / place).is_file(), place
        else:
            path = PACKAGE / place.replace(".", "/")
            assert path.with_suffix(".py").is_file() or path.is_dir(), place


@pytest.mark.parametrize("name", IDS)
def test_what_proves_an_id_exists(name: str) -> None:
    for proof in all_kept()[name].proofs:
        path, _, function = proof.partition("::")
        test, _, case = function.partition("[")
        assert test in functions(path), proof
        assert not case or case.removesuffix("]") in GOLDEN


@pytest.mark.parametrize("name", IDS)
def test_a_page_answers_what_it_is_said_to_keep(name: str) -> None:
    for place in all_kept()[name].entry.kept:
        if place.startswith("docs/"):
            assert re.search(rf"\b{name}\b", (ROOT / place).read_text("utf-8")), f"{place} says nothing of {name}"


def test_rules_cover_only_what_the_papers_have() -> None:
    for rule in known().rules:
        assert set(rule.covers) <= set(IDS), rule.id
        assert rule.covers, rule.id


def test_only_what_may_wait_waits() -> None:
    assert {name for name, kept in all_kept().items() if kept.entry.waits} == MAY_WAIT


def test_the_pages_are_fresh() -> None:
    for name, text in rules_page.pages().items():
        assert (ROOT / "docs" / "reference" / name).read_text("utf-8") == text, "run `make docs`"


def test_the_rules_page_has_every_rule_once() -> None:
    text = rules_page.pages()[rules_page.RULES_PAGE]
    assert all(text.count(f"### {name}\n") == 1 for name in GOLDEN)


def test_a_stale_page_is_noticed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rules_page.main([str(tmp_path), "--check"]) == 1
    assert "stale" in capsys.readouterr().err
    assert rules_page.main([str(tmp_path)]) == 0
    assert rules_page.main([str(tmp_path), "--check"]) == 0
