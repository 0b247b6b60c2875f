"""Two other ways to the best placement, to prove the search by: CP-SAT, and trying everything on tiny seasons.

Both read the demands and nothing of the search. OR-tools is imported only when the oracle is asked; it is an extra.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from midstance.planner.demands import Choice, Demand, Puzzle, after_week, mode_of, worth

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

SECONDS = 120.0
"""Time after which the oracle gives up on a proof (our own choice; most take well under one)."""


class Solved(msgspec.Struct, frozen=True):
    """The least price and the choices that reach it; both None when nothing keeps what is hard."""

    price: int | None
    chosen: tuple[int, ...]


class Unproven(Exception):
    """The oracle ran out of time."""


def solve(puzzle: Puzzle, hint: Sequence[int] = (), seconds: float = SECONDS) -> Solved:
    """The proven optimum by CP-SAT, one worker. A hint only says where to look first. Raises Unproven."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    taken = [model.new_bool_var("") for _ in puzzle.choices]
    costs: list[cp_model.LinearExprT] = [
        choice.price * var for choice, var in zip(puzzle.choices, taken, strict=True) if choice.price
    ]
    for demand in puzzle.demands:
        _add(model, demand, taken, costs)
    _add_modes(model, puzzle, taken)
    model.minimize(sum(costs))
    for index in range(len(taken)) if hint else ():
        model.add_hint(taken[index], index in set(hint))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return Solved(None, ())
    if status != cp_model.OPTIMAL:
        raise Unproven(str(status))
    chosen = tuple(index for index, var in enumerate(taken) if solver.boolean_value(var))
    # The solver's objective is a float; adding up the placement is exact.
    return Solved(worth(puzzle, chosen), chosen)


def _add(
    model: cp_model.CpModel, demand: Demand, taken: list[cp_model.IntVar], costs: list[cp_model.LinearExprT]
) -> None:
    """One demand: a bound for a hard one, and something that costs for a priced one."""
    missed: cp_model.LinearExprT = 0
    if demand.price:
        most = demand.low if demand.each and demand.low else 1
        missed = model.new_int_var(0, most, "")
        costs.append(demand.price * missed)
    for terms in demand.counts:
        amount = sum(weight * taken[index] for weight, index in terms)
        if demand.high is not None:
            # One placement at most is over a limit by no more than one in every demand that may be missed.
            model.add(amount <= demand.high + missed)
        if demand.low is not None:
            model.add(amount + missed >= demand.low)


def _add_modes(model: cp_model.CpModel, puzzle: Puzzle, taken: list[cp_model.IntVar]) -> None:
    """What the runner is used to, as saturating counts from week to week, and the heavy legs that it lets stand."""
    if not any(choice.heavy for choice in puzzle.choices):
        return
    weeks = [
        [index for index, choice in enumerate(puzzle.choices) if choice.week == week] for week in range(puzzle.weeks)
    ]
    states = _reachable(puzzle, weeks)
    at = {state: model.new_constant(1) for state in states[0]}
    for week, here in enumerate(weeks):
        allowed = [var for state, var in at.items() if mode_of(state)[0]]
        accustomed = [var for state, var in at.items() if mode_of(state)[1]]
        heavy = [index for index in here if puzzle.choices[index].heavy]
        moderate = [index for index in here if _is_moderate(puzzle.choices[index])]
        for used in (False, True):
            mine = [taken[index] for index in heavy if puzzle.choices[index].at.accustomed == used]
            # Sessions of a week stand on different days, so there are at most seven.
            room = sum(accustomed) if used else sum(allowed) - sum(accustomed)
            model.add(sum(mine) <= 7 * room)
            for var in mine:
                model.add(var <= room)
        counts = {}
        for number, indices in (("heavy", heavy), ("moderate", moderate)):
            counts[number] = _exact_count(model, [taken[index] for index in indices])
        following = {state: model.new_bool_var("") for state in states[week + 1]}
        model.add_exactly_one(following.values())
        for state, var in at.items():
            for many, is_many in counts["heavy"].items():
                for mid, is_mid in counts["moderate"].items():
                    goes = following[after_week(state, many, mid)]
                    model.add_bool_or(goes, var.negated(), is_many.negated(), is_mid.negated())
        at = following


def _is_moderate(choice: Choice) -> bool:
    return "moderate-legs" in choice.variant.classes


def _exact_count(model: cp_model.CpModel, ones: list[cp_model.IntVar]) -> dict[int, cp_model.IntVar]:
    """For 0, 1, 2 and 3 or more: whether so many are taken."""
    if not ones:
        return {0: model.new_constant(1)}
    exact = {many: model.new_bool_var("") for many in range(4)}
    model.add_exactly_one(exact.values())
    total = sum(ones)
    model.add(total >= sum(many * var for many, var in exact.items()))
    for many in range(3):
        model.add(total <= many + 7 * (1 - exact[many]) if many else total <= 7 * (1 - exact[0]))
    return exact


def _reachable(puzzle: Puzzle, weeks: Sequence[Sequence[int]]) -> list[set[tuple[int, int, int]]]:
    """For each week the states the runner can be in at its start, whatever is placed."""
    found = [{(puzzle.moderate, puzzle.heavy, puzzle.since_heavy)}]
    for here in weeks:
        most_heavy = 3 if any(puzzle.choices[index].heavy for index in here) else 0
        most_moderate = 3 if any(_is_moderate(puzzle.choices[index]) for index in here) else 0
        found.append(
            {
                after_week(state, heavy, moderate)
                for state in found[-1]
                for heavy in range(most_heavy + 1)
                for moderate in range(most_moderate + 1)
            }
        )
    return found


def brute_force(puzzle: Puzzle) -> Solved:
    """The optimum by trying every way to fill every day; only for seasons of a week or two and few windows."""
    days: dict[int, list[int]] = defaultdict(list)
    for index, choice in enumerate(puzzle.choices):
        days[choice.at.day].append(index)
    best: tuple[int, tuple[int, ...]] | None = None
    ways: list[tuple[int, ...]] = [()]
    most = {(demand.counts, demand.high) for demand in puzzle.demands if demand.high and not demand.price}
    for day in sorted(days):
        ways += [(*way, index) for way in ways for index in days[day] if not _too_many((*way, index), most)]
    for way in ways:
        price = worth(puzzle, way)
        if price is not None and (best is None or price < best[0]):
            best = (price, way)
    return Solved(None, ()) if best is None else Solved(*best)


def _too_many(way: tuple[int, ...], most: set[tuple[tuple[tuple[tuple[int, int], ...], ...], int]]) -> bool:
    """Whether a hard upper limit is passed already; adding sessions never mends that."""
    taken = set(way)
    return any(
        sum(weight for weight, index in terms if index in taken) > high for counts, high in most for terms in counts
    )
