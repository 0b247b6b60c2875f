"""What the search does not look at could never have won: with and without its short cuts it finds the same season."""

from __future__ import annotations

import msgspec
import pytest
from bench.comparing import prepare, search
from bench.fuzz import rules
from bench.invented import invented

from midstance.planner.gauge import Gauge
from midstance.planner.search import Found
from midstance.rules.ledger import Ledger, runs_at
from midstance.rules.rule import Rule
from midstance.rules.shapes import ClearBefore
from midstance.training.plan import Brief

SEEDS = (*range(1, 25), 68, 76)
"""The last two are long searches."""


def found(brief: Brief, *, eases: bool) -> Found | None:
    weeks, grid = prepare(brief, rules())
    assert grid.gauge.eases
    grid.gauge.eases = eases
    return search(brief, rules(), weeks, grid)


@pytest.mark.parametrize("seed", SEEDS)
def test_ways_that_never_win_are_left_out(seed: int) -> None:
    brief = invented(seed)
    short, whole = found(brief, eases=True), found(brief, eases=False)
    assert (short is None) is (whole is None)
    if short is not None and whole is not None:
        assert short.price == whole.price
        assert [column.key for column in short.columns] == [column.key for column in whole.columns]


def changed(rule: Rule, hours: int) -> Rule:
    assert isinstance(rule.demand, ClearBefore)
    demand = msgspec.structs.replace(rule.demand, hours={**rule.demand.hours, "key": hours})
    return msgspec.structs.replace(rule, demand=demand)


def eases(some: tuple[Rule, ...]) -> bool:
    brief = invented(1)
    return Gauge(some, Ledger(brief, runs_at(brief), ())).eases


def test_the_short_cut_asks_for_stricter_rules_while_heavy_legs_are_new() -> None:
    assert eases(rules())
    assert not eases(tuple(rule for rule in rules() if rule.id != "new-heavy-legs-clear-of-runs"))
    assert not eases(tuple(changed(rule, 60) if rule.id == "heavy-legs-clear-of-runs" else rule for rule in rules()))
    preferred = "three-days-before-key-runs-when-new"
    assert not eases(
        tuple(msgspec.structs.replace(rule, weight=1) if rule.id == preferred else rule for rule in rules())
    )
