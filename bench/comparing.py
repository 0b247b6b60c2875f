"""One season solved twice: by the search, and by the oracle that shares nothing with it but the rules and the grid."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from itertools import product

import msgspec

from midstance.planner.asks import WeekAsk, means_of, week_asks
from midstance.planner.demands import Puzzle, puzzle_of, worth
from midstance.planner.gauge import Gauge
from midstance.planner.grid import Candidate, Grid
from midstance.planner.oracle import Solved, Unproven, solve
from midstance.planner.phases import outline
from midstance.planner.search import Found, NoSeason, Season
from midstance.planner.week_rules import WeekRules
from midstance.rules import placing, shapes
from midstance.rules.ledger import Ledger, SessionAt, runs_at, zone_of
from midstance.rules.rule import Rule
from midstance.training.clock import instant
from midstance.training.plan import Brief
from midstance.training.session import STRESS


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one season. Prices are None where a way found that nothing keeps the pins."""

    seed: int
    weeks: int
    search: int | None
    oracle: int | None
    same: bool
    """Placement for placement."""
    wrong: str = ""
    """What does not agree, or empty."""
    short: int = 0
    """Ordinary weeks below their count of loaded sessions: more could not be reached, where the two agree."""
    ordinary: int = 0
    search_ms: float = 0.0
    oracle_ms: float = 0.0


def prepare(brief: Brief, rules: Sequence[Rule]) -> tuple[tuple[WeekAsk, ...], Grid]:
    """The weeks and the grid of a brief."""
    weeks = week_asks(brief, outline(brief), means_of(brief))
    return weeks, Grid(brief, Gauge(rules, Ledger(brief, runs_at(brief), ())))


def search(brief: Brief, rules: Sequence[Rule], weeks: Sequence[WeekAsk], grid: Grid) -> Found | None:
    """What the search finds; None when it says that no season keeps the pins."""
    try:
        return Season(weeks, grid, WeekRules(rules, brief.athlete.age)).solve()
    except NoSeason:
        return None


def compare(seed: int, brief: Brief, rules: Sequence[Rule]) -> Compared:
    """Solves a brief both ways and says what differs."""
    started = time.perf_counter()
    weeks, grid = prepare(brief, rules)
    found = search(brief, rules, weeks, grid)
    searched = time.perf_counter()
    puzzle = puzzle_of(brief, rules, weeks, grid)
    chosen = chosen_of(puzzle, found) if found else ()
    proving = time.perf_counter()
    wrong, oracle, same = "", None, False
    try:
        solved = _proven(puzzle, chosen or ())
        oracle, same = solved.price, set(solved.chosen) == set(chosen or ())
    except Unproven as stuck:
        wrong = f"the oracle gave up: {stuck}"
    proved = time.perf_counter()
    price = found.price if found else None
    if not wrong and price != oracle:
        wrong = f"search {price}, oracle {oracle}"
    if found and chosen is None:
        wrong = "the search placed what is no choice of the oracle"
    elif found and worth(puzzle, chosen or ()) != price:
        wrong = f"search says {price}, its placement is worth {worth(puzzle, chosen or ())}"
    wrong = wrong or _gauge_differs(seed, brief, rules, grid)
    short, ordinary = _shortfall(weeks, found)
    return Compared(
        seed=seed,
        weeks=len(weeks),
        search=price,
        oracle=oracle,
        same=same,
        wrong=wrong,
        short=short,
        ordinary=ordinary,
        search_ms=round((searched - started) * 1e3, 1),
        oracle_ms=round((proved - proving) * 1e3, 1),
    )


def _proven(puzzle: Puzzle, hint: Sequence[int]) -> Solved:
    """The optimum, with a hint first; once in ten thousand seasons a hint keeps the oracle from its proof."""
    try:
        return solve(puzzle, hint, seconds=10.0)
    except Unproven:
        return solve(puzzle)


def chosen_of(puzzle: Puzzle, found: Found) -> tuple[int, ...] | None:
    """The search's placement as choices of the puzzle, each for the ask that makes it cheapest; None if one is none."""
    index: dict[tuple[object, ...], list[int]] = {}
    for number, choice in enumerate(puzzle.choices):
        index.setdefault((choice.week, choice.at.start, choice.variant, choice.at.accustomed), []).append(number)
    chosen: list[int] = []
    for week, column in enumerate(found.columns):
        options = [_same_price(puzzle, one, index.get(_key(week, one), [])) for one in column.chosen]
        ways = [way for way in product(*options) if _asks_hold(puzzle, week, way)]
        if not ways:
            return None
        chosen += ways[0]
    return tuple(chosen)


def _key(week: int, candidate: Candidate) -> tuple[object, ...]:
    return week, candidate.at.start, candidate.variant, candidate.at.accustomed


def _same_price(puzzle: Puzzle, candidate: Candidate, options: Sequence[int]) -> list[int]:
    return [number for number in options if puzzle.choices[number].price == candidate.price]


def _asks_hold(puzzle: Puzzle, week: int, way: Sequence[int]) -> bool:
    """Whether no ask of the week is met more often than it is asked."""
    taken = set(way)
    limits = [demand for demand in puzzle.demands if demand.high is not None and not demand.price]
    return all(
        sum(weight for weight, number in terms if number in taken) <= demand.high
        for demand in limits
        for terms in demand.counts
        if demand.high is not None
    )


def _shortfall(weeks: Sequence[WeekAsk], found: Found | None) -> tuple[int, int]:
    """Weeks that got fewer loaded sessions than they ask for, and weeks that ask for any."""
    short = ordinary = 0
    for week, column in zip(weeks, found.columns if found else (), strict=bool(found)):
        wanted = sum(ask.counts and ask.variants[0].loaded for ask in week.asks)
        ordinary += wanted > 0
        short += sum(one.variant.loaded for one in column.chosen) < wanted
    return short, ordinary


_OUTSIDE = shapes.InsideWindows | shapes.SmallSession
"""Shapes that the grid keeps, not the gauge."""


def _gauge_differs(seed: int, brief: Brief, rules: Sequence[Rule], grid: Grid, times: int = 12) -> str:
    """Sessions drawn at random, judged by the gauge and by the plain readers."""
    rng = random.Random(seed)
    ledger = Ledger(brief, runs_at(brief), ())
    judged = [rule for rule in rules if not isinstance(rule.demand, _OUTSIDE)]
    span = (brief.end - brief.start).days + 1
    for _ in range(times):
        at = _random_session(rng, brief, span)
        broken = [rule for rule in judged if placing.alone(rule, at, ledger) is not None]
        allowed = not any(rule.hard for rule in broken)
        if grid.gauge.allows(at) != allowed:
            return f"gauge allows {not allowed}, the readers {allowed}: {at}"
        if grid.gauge.price(at) != sum(rule.price for rule in broken):
            return f"gauge asks {grid.gauge.price(at)}, the readers {sum(rule.price for rule in broken)}: {at}"
    return ""


def _random_session(rng: random.Random, brief: Brief, span: int) -> SessionAt:
    classes = tuple(stress for stress in STRESS if rng.random() < 0.3) or (rng.choice(STRESS),)
    day = brief.start.toordinal() + rng.randrange(span)
    start = instant(type(brief.start).fromordinal(day), 5 * rng.randrange(288), zone_of(brief.time_zone))
    return SessionAt("", start, start.plus(rng.choice((10, 25, 45, 90))), classes, rng.random() < 0.5)
