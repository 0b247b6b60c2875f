"""Strength arithmetic: e1RM, the load it asks for, and what the kit can hold."""

from __future__ import annotations

import pytest

from midstance.training.athlete import KnownLoad
from midstance.training.strength import (
    brzycki_kg,
    counts_for_e1rm,
    epley_kg,
    known_e1rm_kg,
    rounded_down_kg,
    rounded_up_kg,
    share_of_e1rm,
)


def test_epley_and_brzycki_agree_at_ten_reps_to_failure() -> None:
    """The evidence page says so; they part below."""
    assert epley_kg(60, 8, 2) == pytest.approx(80)
    assert brzycki_kg(60, 8, 2) == pytest.approx(80)
    assert epley_kg(60, 5, 0) > brzycki_kg(60, 5, 0)


def test_eight_reps_with_two_in_reserve_are_three_quarters_of_the_maximum() -> None:
    assert share_of_e1rm(8, 2) == pytest.approx(0.75)
    assert epley_kg(100 * share_of_e1rm(5, 2), 5, 2) == pytest.approx(100)


@pytest.mark.parametrize(("reps", "rir", "counts"), [(10, 2, True), (11, 2, False), (0, 3, False), (12, 0, True)])
def test_a_set_counts_up_to_twelve_reps_to_failure(reps: int, rir: int, counts: bool) -> None:
    assert counts_for_e1rm(reps, rir) is counts
    known = KnownLoad(exercise="goblet-squat", kg=20, reps=reps, rir=rir)
    assert (known_e1rm_kg(known) is not None) is counts


def test_too_many_reps_or_no_load_raise() -> None:
    with pytest.raises(ValueError, match="say too little"):
        epley_kg(20, 15, 0)
    with pytest.raises(ValueError, match="no load"):
        brzycki_kg(0, 5, 0)


@pytest.mark.parametrize(
    ("kg", "step", "down", "up"), [(61.0, 2.5, 60.0, 62.5), (62.5, 2.5, 62.5, 62.5), (1.9, 2.0, 0.0, 2.0)]
)
def test_loads_come_in_steps_of_the_kit(kg: float, step: float, down: float, up: float) -> None:
    assert rounded_down_kg(kg, step) == down
    assert rounded_up_kg(kg, step) == up


def test_a_tested_maximum_goes_before_a_set() -> None:
    known = KnownLoad(exercise="back-squat", e1rm_kg=100, kg=60, reps=5, rir=2)
    assert known_e1rm_kg(known) == 100
    assert known_e1rm_kg(KnownLoad(exercise="back-squat")) is None
