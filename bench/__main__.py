"""The table of what the planner must reach, with what it reaches here: ratios within one run, so that machines compare.

python -m bench             # all of it; without OR-tools the rows that need the oracle say so
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from bench import measuring, usual_seasons
from bench.comparing import compare, prepare
from bench.fuzz import digest, recorded, rules, weeks_of
from bench.invented import invented
from midstance.application.planning import PlanRefused, known, make_plan
from midstance.application.replanning import revise
from midstance.coach.changes import days_changed
from midstance.planner.asks import means_of
from midstance.planner.conflicts import clash_of
from midstance.planner.demands import puzzle_of
from midstance.planner.oracle import solve
from midstance.planner.placement import CannotPlace, NoTime, place
from midstance.training.clock import monday_of
from midstance.training.log import Away
from midstance.training.plan import Brief, Pin, Plan

WEEKS, YEAR = 18, 52
COMPARED = 40
"""Seasons compared with the oracle here; `make fuzz` compares thousands."""


class Row(msgspec.Struct, frozen=True):
    """A line of the table."""

    what: str
    measured: str
    goal: str
    reached: bool | None
    """None where it could not be measured."""


def ratio(what: str, part: float, whole: float, goal: float, unit: str = "ms") -> Row:
    """A row that divides two measures."""
    scale = {"ms": 1e3, "MiB": 1 / 1024}[unit]
    measured = f"{part / whole:.2f}  ({part * scale:.0f} / {whole * scale:.0f} {unit})"
    return Row(what, measured, f"≤ {goal:g}", part / whole <= goal)


def cold(folder: Path, times: int, oracle: bool) -> Iterator[Row]:
    """The command line from a standing start, against a bare import of the oracle."""
    forms = {name: (measuring.MIDSTANCE, "plan", *said) for name, said in usual_seasons.write(folder, WEEKS).items()}
    printed = {measuring.output((*forms["YAML"], "--format", "json"), seed) for seed in (0, 1, 2, 4711)}
    yield Row("byte-identical plan over hash seeds", f"{len(printed)} different of 4 runs", "1", len(printed) == 1)
    commands: dict[str, Sequence[str]] = dict(forms)
    if oracle:
        commands["oracle"] = measuring.IMPORT_ORACLE
    taken = measuring.children(commands, times)
    if not oracle:
        said = ", ".join(f"{name} {taken[name].seconds * 1e3:.0f} ms" for name in forms)
        yield Row("cold plan of 18 weeks ÷ import of cp_model", f"{said}; no oracle", "≤ 0.5, 0.5, 1", None)
        return
    for name, goal in (("YAML", 0.5), ("week strip", 0.5), ("ICS", 1.0)):
        what = f"cold plan of 18 weeks, {name} ÷ import of cp_model"
        yield ratio(what, taken[name].seconds, taken["oracle"].seconds, goal)
    for name in ("YAML", "ICS"):
        what = f"peak memory, {name} ÷ import of cp_model"
        yield ratio(what, taken[name].peak_kib, taken["oracle"].peak_kib, 0.35, "MiB")


def warm(times: int, oracle: bool) -> Iterator[Row]:
    """Whole plans inside one process."""
    usual, year = usual_seasons.brief(WEEKS), usual_seasons.brief(YEAR)
    plan_s, year_s = (measuring.median_seconds(partial(make_plan, brief), times) for brief in (usual, year))
    if oracle:
        weeks, grid = prepare(usual, rules())
        puzzle = puzzle_of(usual, rules(), weeks, grid)
        solver_s = measuring.median_seconds(partial(solve, puzzle), max(times // 2, 3))
        yield ratio("warm full plan ÷ tuned CP-SAT placement", plan_s, solver_s, 0.2)
    yield ratio("52 weeks ÷ 18 weeks, full plan", year_s, plan_s, 3)
    yield from again(usual, plan_s)
    yield conflict(usual, times)


def random_runners(many: int) -> Iterator[Row]:
    """Time and soundness of plans for runners drawn at random, 18 weeks each."""
    taken, findings, refused = [], 0, []
    for seed in range(1, many + 1):
        made: list[Plan] = []
        try:
            spent = measuring.seconds(partial(_make, invented(seed, weeks=(WEEKS, WEEKS)), made))
        except PlanRefused as no:
            if no.fault:
                refused.append(seed)
            continue
        taken.append(spent)
        findings += len(made[0].audit.hard)
    plans = len(taken)
    taken.sort()
    worst, middle = taken[len(taken) * 99 // 100], statistics.median(taken)
    yield Row("hard findings of the audit", f"{findings} in {plans} random plans", "0", findings == 0)
    said = f"{len(refused)} of {plans + len(refused)}" + (f": seeds {refused[:8]}" if refused else "")
    yield Row("random runners for whom no plan passes its audit", said, "0", not refused)
    yield ratio(f"p99 ÷ median over {plans} random runners", worst, middle, 5)


def _make(brief: Brief, made: list[Plan]) -> None:
    made.append(make_plan(brief))


def again(brief: Brief, first_s: float) -> Iterator[Row]:
    """On a morning of the season a day that was to be used falls away, and the next revision is made."""
    before = make_plan(brief)
    days = sorted({session.date for session in before.sessions if not session.mini})
    spent, changed = [], []
    for day in days[2:-2:3]:
        as_of = dt.datetime.combine(day, dt.time(6), tzinfo=dt.UTC)
        gone = Away(id="gone", at=as_of, first=day, last=day)
        after: list[Plan] = []
        _revise(brief, before, gone, after)
        spent.append(measuring.median_seconds(partial(_revise, brief, before, gone, after), 5))
        changed.append(days_changed(before, after[0]))
    yield ratio("re-plan after one change ÷ first plan", statistics.median(spent), first_s, 0.4)
    middle = statistics.median(changed)
    yield Row("days changed when one day falls away, median", f"{middle:g}  (most {max(changed)})", "≤ 2", middle <= 2)


def _revise(brief: Brief, before: Plan, gone: Away, made: list[Plan]) -> None:
    made.append(revise(brief, before, [gone], gone.at, known()))


def conflict(brief: Brief, times: int) -> Row:
    """Heavy legs pinned on the eve of a key run: what clashes, against one placement."""
    eve = next(
        run.date - dt.timedelta(days=1) for run in brief.runs if run.kind == "threshold" and run.date > brief.start
    )
    pinned = msgspec.structs.replace(brief, pins=(Pin(date=eve, stress="heavy-legs"),))
    what = "minimal conflict ÷ one placement"
    try:
        place(pinned, rules(), means_of(pinned))
    except (CannotPlace, NoTime):
        one = measuring.median_seconds(lambda: place(brief, rules(), means_of(brief)), times)
        found = measuring.median_seconds(lambda: clash_of(pinned, rules(), monday_of(eve)), times)
        return ratio(what, found, one, 5)
    return Row(what, "the pin did not clash", "≤ 5", None)


def exact() -> Iterator[Row]:
    """A few seasons solved twice, and what the last fuzz recorded."""
    done = [compare(seed, invented(seed, weeks=weeks_of(seed)), rules()) for seed in range(1, COMPARED + 1)]
    wrong = sum(bool(one.wrong) for one in done)
    yield Row("gap to the proven optimum", f"{wrong} of {len(done)} seasons differ", "0", not wrong)
    fuzzed = recorded(digest())
    wrong = sum(bool(one.wrong) for one in fuzzed.values())
    said = f"{wrong} of {len(fuzzed)} differ" if fuzzed else "no record of this version: run make fuzz"
    yield Row("the same in `make fuzz`", said, "0 of ≥ 10000", None if len(fuzzed) < 10_000 else not wrong)
    ordinary, short = sum(one.ordinary for one in done), sum(one.short for one in done)
    # A missing session outweighs every other price, so a proven optimum misses only what cannot be had.
    yield Row(
        "weeks that reach their count where there is a way",
        f"100 %  ({short} of {ordinary} have none)" if not any(one.wrong for one in done) else "see above",
        "≥ 90 %",
        not any(one.wrong for one in done),
    )


def main() -> int:
    """Measures and prints the table; 0 whatever it says, because another machine is another answer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=9, help="measures behind each median")
    parser.add_argument("--runners", type=int, default=200, help="random runners")
    given = parser.parse_args()
    oracle = importlib.util.find_spec("ortools") is not None
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for some in (
            cold(Path(folder), given.times, oracle),
            warm(given.times, oracle),
            random_runners(given.runners),
            exact() if oracle else (Row("gap to the proven optimum", "no oracle: make oracle", "0", None),),
        ):
            for row in some:
                rows.append(row)
                mark = {True: "yes", False: "NO", None: "-"}[row.reached]
                print(f"{row.what:56} {row.measured:32} {row.goal:14} {mark}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
