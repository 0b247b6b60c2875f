"""Placement is exact: on seasons small enough to try everything, nothing is cheaper than what the search finds."""

from __future__ import annotations

import datetime as dt
import importlib.util
import os
import random
import subprocess
import sys
from functools import cache

import msgspec
import pytest
from bench.comparing import chosen_of, compare, prepare, search
from bench.fuzz import rules, weeks_of
from bench.invented import invented

from midstance.planner.demands import Puzzle, puzzle_of, worth
from midstance.planner.oracle import brute_force, solve
from midstance.planner.search import Found
from midstance.rules import placing
from midstance.rules.ledger import Ledger, runs_at
from midstance.training.athlete import Athlete, Gates, Weekday, Window
from midstance.training.clock import date_of
from midstance.training.exercise import LEVELS
from midstance.training.plan import Brief, Pin
from midstance.training.running import KEY_KINDS, Priority, Race, Run, RunKind
from midstance.training.session import LOADED

WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KINDS: tuple[RunKind, ...] = ("easy", "easy", "long", "intervals", "threshold", "rest", "rest", "rest")
SPRING = dt.date(2027, 3, 15)
"""A Monday; in Europe clocks change on Sunday, 28 March 2027."""
TINY = range(60)
HAS_ORACLE = importlib.util.find_spec("ortools") is not None


def tiny(seed: int) -> Brief:
    """One to three weeks with two to four windows a week, around the change of clocks as often as not."""
    rng = random.Random(seed)
    weeks = rng.choice((1, 2, 2, 3))
    start = SPRING if rng.random() < 0.5 else dt.date(2027, 1, 4) + dt.timedelta(days=rng.randrange(100))
    end = start + dt.timedelta(days=7 * weeks - 1 - start.weekday())
    pattern = [rng.choice(KINDS) for _ in range(7)]
    hour = rng.choice(("06:30", "12:00", "19:00"))
    days = [start + dt.timedelta(days=day) for day in range((end - start).days + 1)]
    priority: Priority = rng.choice(("A", "B", "C"))
    races = (Race(date=days[-1], priority=priority, distance_m=10000),) if rng.random() < 0.3 else ()
    chosen = sorted(rng.sample(range(7), 2 if weeks == 3 else rng.randrange(2, 5)))
    lasting = rng.choice((30, 60, 75))
    windows = tuple(_window(WEEKDAYS[day], rng.choice((375, 720, 1080, 1110, 1200)), lasting) for day in chosen)
    done = {"heavy-legs": 4, "moderate-legs": 4} if rng.random() < 0.6 else {"moderate-legs": rng.randrange(4)}
    history = {
        stress: tuple(start - dt.timedelta(days=3 + 2 * n) for n in range(many)) for stress, many in done.items()
    }
    open_days = [day for day in days if day.weekday() in chosen]
    pins = [Pin(date=day, stress=rng.choice((None, "heavy-legs"))) for day in open_days if rng.random() < 0.08]
    return Brief(
        time_zone=rng.choice(("UTC", "Europe/Berlin", "America/New_York")),
        start=start,
        end=end,
        athlete=Athlete(
            level=rng.choice((*LEVELS, "advanced")),
            age=rng.choice((None, 52)),
            kit=("dumbbell",),
            gates=Gates(plyometric=True),
            windows=windows,
            minutes=rng.choice((None, 30)),
        ),
        races=races,
        runs=tuple(_run(day, pattern[day.weekday()], hour, races) for day in days),
        history=history,
        pins=tuple(pins),
    )


def _window(name: Weekday, low: int, minutes: int) -> Window:
    high = low + minutes
    return Window(weekday=name, start=f"{low // 60:02d}:{low % 60:02d}", end=f"{high // 60:02d}:{high % 60:02d}")


def _run(day: dt.date, kind: RunKind, hour: str, races: tuple[Race, ...]) -> Run:
    if any(race.date == day for race in races):
        return Run(date=day, start="09:00", kind="race", key=True, distance_m=10000, duration_s=3000)
    metres = {"rest": None, "long": 16000}.get(kind, 8000)
    seconds = None if metres is None else metres * 36 // 100
    return Run(date=day, start=hour, kind=kind, key=kind in KEY_KINDS, distance_m=metres, duration_s=seconds)


@cache
def solved(seed: int) -> tuple[Puzzle, Found | None]:
    brief = tiny(seed)
    weeks, grid = prepare(brief, rules())
    return puzzle_of(brief, rules(), weeks, grid), search(brief, rules(), weeks, grid)


@pytest.mark.parametrize("seed", TINY)
def test_nothing_is_cheaper_than_what_the_search_finds(seed: int) -> None:
    puzzle, found = solved(seed)
    assert (found.price if found else None) == brute_force(puzzle).price


@pytest.mark.parametrize("seed", TINY)
def test_what_the_search_finds_costs_what_it_says(seed: int) -> None:
    puzzle, found = solved(seed)
    if found is not None:
        chosen = chosen_of(puzzle, found)
        assert chosen is not None
        assert worth(puzzle, chosen) == found.price


def test_the_tiny_seasons_are_no_empty_proof() -> None:
    found = [solved(seed)[1] for seed in TINY]
    placed = [one for season in found if season for column in season.columns for one in column.chosen]
    assert any(season is None for season in found)
    assert sum("heavy-legs" in one.variant.classes for one in placed) >= 5
    assert sum(one.at.accustomed for one in placed) >= 3
    assert len(placed) >= len(TINY)


def test_weeks_reach_their_count_where_brute_force_finds_a_way() -> None:
    """The most loaded sessions that any placement holds, against what the search placed."""
    there = reached = 0
    for seed in TINY:
        puzzle, found = solved(seed)
        if found is None or puzzle.weeks > 1:
            continue
        free = msgspec.structs.replace(
            puzzle,
            choices=tuple(
                msgspec.structs.replace(choice, price=0 if LOADED & set(choice.variant.classes) else 1)
                for choice in puzzle.choices
            ),
            demands=tuple(
                msgspec.structs.replace(demand, price=min(demand.price, 100))
                for demand in puzzle.demands
                if not demand.price or demand.each
            ),
        )
        best = brute_force(free).chosen
        there += sum(bool(LOADED & set(puzzle.choices[index].variant.classes)) for index in best)
        reached += sum(one.variant.loaded for one in found.columns[0].chosen)
    assert there >= 10
    assert reached * 10 >= there * 9


@pytest.mark.parametrize("seed", range(1, 9))
def test_the_gauge_says_what_the_plain_readers_say(seed: int) -> None:
    brief = invented(seed)
    weeks, grid = prepare(brief, rules())
    ledger = Ledger(brief, runs_at(brief), ())
    asked = [variant for week in weeks[:3] for ask in week.asks for variant in ask.variants]
    for week in weeks[::3]:
        for variant in asked:
            for candidate in grid.of(week, variant, False, 0):
                broken = [rule for rule in rules() if placing.alone(rule, candidate.at, ledger) is not None]
                assert [rule.id for rule in broken if rule.hard] in ([], ["only-in-your-time"])
                assert grid.gauge.price(candidate.at) == sum(rule.price for rule in broken)


@pytest.mark.parametrize("seed", [seed for seed in range(1, 40) if invented(seed).pins == ()][:10])
def test_blocking_a_day_that_is_not_used_changes_nothing(seed: int) -> None:
    brief = invented(seed)
    before = starts_of(brief)
    used = {date_of(start // 1440) for start, _ in before}
    days = [brief.start + dt.timedelta(days=day) for day in range((brief.end - brief.start).days + 1)]
    unused = tuple(day for day in days if day not in used)
    assert starts_of(msgspec.structs.replace(brief, blocked=unused)) == before


def starts_of(brief: Brief) -> list[tuple[int, str]]:
    weeks, grid = prepare(brief, rules())
    found = search(brief, rules(), weeks, grid)
    return (
        [(one.at.start.local, one.variant.template) for column in found.columns for one in column.chosen]
        if found
        else []
    )


PRINT = "from tests.test_placement_exact import *; print([starts_of(invented(seed)) for seed in (3, 7, 11)])"


def test_the_same_season_is_placed_the_same_whatever_the_hash_seed() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", PRINT],
            capture_output=True,
            check=True,
            text=True,
            env=os.environ | {"PYTHONHASHSEED": str(seed), "PYTHONPATH": os.pathsep.join(["src", "."])},
        ).stdout
        for seed in (0, 1, 4711)
    }
    assert len(said) == 1
    assert len(said.pop()) > 100


@pytest.mark.skipif(not HAS_ORACLE, reason="the oracle is an extra: make oracle")
@pytest.mark.parametrize("seed", [*range(1, 13), 89, 125, 150, 939])
def test_the_oracle_agrees_on_whole_seasons(seed: int) -> None:
    assert compare(seed, invented(seed, weeks=weeks_of(seed)), rules()).wrong == ""


@pytest.mark.skipif(not HAS_ORACLE, reason="the oracle is an extra: make oracle")
@pytest.mark.parametrize("seed", range(0, 60, 6))
def test_the_oracle_agrees_with_brute_force(seed: int) -> None:
    puzzle, _ = solved(seed)
    assert solve(puzzle).price == brute_force(puzzle).price
