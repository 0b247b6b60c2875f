"""Simulated runners live a season with the coach; `make seasons` does the same for thousands."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Sequence

import msgspec
import pytest
from bench.seasons import proving
from bench.seasons.coaching import revise_from
from bench.seasons.measures import Season
from bench.seasons.proving import season

from midstance.training.log import Entry, RedFlags
from midstance.training.plan import Brief, Plan
from midstance.training.prescription import Block, Item
from midstance.training.session import Session

SEEDS = (2, 5, 16)
"""A busy beginner, a lifter in a gym, and one drawn at random."""
RED_FLAG = 13
"""A seed in whose season a red flag stands for a while."""
ALWAYS_TESTED = {
    "no hard finding ahead",
    "one thing rises at a time",
    "the past stays as it was",
    "what was done stays",
    "corrected, out of order, replayed: the same plans byte by byte",
}


@pytest.fixture(scope="module", params=SEEDS)
def lived(request: pytest.FixtureRequest) -> Season:
    return season(request.param, again=True)


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
    again = season(lived.seed, again=True)
    for one in (lived, again):
        one.seconds, one.first_ms, one.revise_ms = 0.0, 0.0, []
    assert msgspec.json.encode(lived) == msgspec.json.encode(again)


Revise = Callable[[Plan, Sequence[Entry], dt.datetime], Plan]


def deaf_to_red_flags(revise: Revise) -> Revise:
    return lambda plan, entries, moment: revise(
        plan, [entry for entry in entries if not isinstance(entry, RedFlags)], moment
    )


def counting(revise: Revise) -> Revise:
    """What a counter does: it has seen more than the log says."""
    calls: Iterator[int] = itertools.count()

    def counted(plan: Plan, entries: Sequence[Entry], moment: dt.datetime) -> Plan:
        made = revise(plan, entries, moment)
        return msgspec.structs.replace(made, made=msgspec.structs.replace(made.made, objective=next(calls)))

    return counted


def harder(item: Item) -> Item:
    if item.reps is None or item.tempo is None:
        return item
    slower = f"{int(item.tempo[0]) + 1}{item.tempo[1:]}" if item.tempo[0].isdigit() else item.tempo
    return msgspec.structs.replace(item, reps=(item.reps[0] + 1, item.reps[1] + 1), tempo=slower)


def greedy(revise: Revise) -> Revise:
    """Everything ahead gets harder in two ways at once."""

    def harder_session(session: Session) -> Session:
        blocks = tuple(Block(kind=block.kind, items=tuple(map(harder, block.items))) for block in session.blocks)
        return msgspec.structs.replace(session, blocks=blocks)

    def raised(plan: Plan, entries: Sequence[Entry], moment: dt.datetime) -> Plan:
        made = revise(plan, entries, moment)
        today = made.revision.since if made.revision is not None else moment.date()
        sessions = tuple(one if one.date < today else harder_session(one) for one in made.sessions)
        return msgspec.structs.replace(made, sessions=sessions)

    return raised


def forgetful(revise: Revise) -> Revise:
    """What was done is lost."""

    def lost(plan: Plan, entries: Sequence[Entry], moment: dt.datetime) -> Plan:
        made = revise(plan, entries, moment)
        since = made.revision.since if made.revision is not None else moment.date()
        return msgspec.structs.replace(made, sessions=tuple(one for one in made.sessions if one.date >= since))

    return lost


@pytest.mark.parametrize(
    ("fault", "promise"),
    [
        (deaf_to_red_flags, "a red flag stops everything"),
        (counting, "corrected, out of order, replayed"),
        (greedy, "one thing rises at a time"),
        (forgetful, "what was done stays"),
    ],
)
def test_a_planted_fault_is_caught(
    fault: Callable[[Revise], Revise], promise: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(first: Brief) -> Revise:
        return fault(revise_from(first))

    monkeypatch.setattr(proving, "revise_from", faulty)
    broken = season(RED_FLAG, again=True).broken
    assert any(said.startswith(promise) for said in broken), broken[:3]
