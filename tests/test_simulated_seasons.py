"""Simulated runners live a season with the coach; `make seasons` does the same for thousands."""

from __future__ import annotations

import msgspec
import pytest
from bench.seasons.measures import Season
from bench.seasons.proving import season

SEEDS = (2, 5, 8, 13, 18)
"""A busy beginner, a lifter in a gym, two drawn at random and one with a red flag among them."""
ALWAYS_TESTED = {
    "no hard finding ahead",
    "one thing rises at a time",
    "the past stays as it was",
    "what was done stays",
    "corrected, out of order, replayed: the same plans byte by byte",
}


@pytest.fixture(scope="module", params=SEEDS)
def lived(request: pytest.FixtureRequest) -> Season:
    return season(request.param)


def test_every_promise_holds_all_season_long(lived: Season) -> None:
    assert lived.broken == []


def test_the_promises_were_really_put_to_the_test(lived: Season) -> None:
    assert set(lived.checked) >= ALWAYS_TESTED
    assert lived.checked["no hard finding ahead"] >= lived.revisions >= 20
    assert lived.entries > 100


def test_all_three_ways_of_planning_were_lived(lived: Season) -> None:
    assert all(lived.courses[way].done > 0 for way in ("coach", "blind", "fixed"))


def test_a_seed_is_a_season(lived: Season) -> None:
    if lived.seed != SEEDS[0]:
        pytest.skip("one seed is enough")
    again = season(lived.seed)
    for one in (lived, again):
        one.seconds, one.first_ms, one.revise_ms = 0.0, 0.0, []
    assert msgspec.json.encode(lived) == msgspec.json.encode(again)
