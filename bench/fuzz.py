"""Invented runners by the thousand, each season solved by the search and by the oracle, and some planned in full.

python -m bench.fuzz --instances 10000      # goes on where it was stopped, as long as the planner is the same
python -m bench.fuzz --replay 4711          # one seed, with both placements
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import os
import statistics
import sys
import time
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import msgspec

import midstance
from bench.comparing import Compared, chosen_of, compare, prepare, search
from bench.invented import invented
from midstance.planner.demands import puzzle_of
from midstance.planner.oracle import solve
from midstance.rules.rule import Rule
from midstance.training.clock import clock_of, date_of

ROOT = Path(__file__).parents[1]
RULES = sorted((Path(midstance.__file__).parent / "knowledge" / "rules").glob("*.toml"))
RECORD = ROOT / "out" / "fuzz.jsonl"
PLAN_EVERY = 20
"""Every so many runners are planned in full: composed and audited too."""
LONG_EVERY = 25
"""Every so many have a season of 16 to 30 weeks instead of 8 to 14."""


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The rules as they are written, file by file, so that no stale compiled form is proven."""
    return tuple(
        msgspec.convert(rule, Rule) for path in RULES for rule in tomllib.loads(path.read_text("utf-8"))["rule"]
    )


def weeks_of(seed: int) -> tuple[int, int]:
    """Fewest and most weeks of a seed's season."""
    return (16, 30) if seed % LONG_EVERY == 0 else (8, 14)


def one(seed: int) -> Compared:
    """One runner, solved twice. What goes wrong is part of the answer."""
    try:
        brief = invented(seed, weeks=weeks_of(seed))
        found = compare(seed, brief, rules())
        if not found.wrong and seed % PLAN_EVERY == 0:
            found = msgspec.structs.replace(found, wrong=planned(seed))
    except Exception as fault:
        return Compared(
            seed=seed, weeks=0, search=None, oracle=None, same=False, wrong=f"{type(fault).__name__}: {fault}"
        )
    return found


def planned(seed: int) -> str:
    """The whole plan of a runner: what its own audit and the plain second auditor find, or empty.

    Pins that clash and windows too short are no fault.
    """
    from tests.independent.auditor import hard

    from midstance.application.planning import PlanRefused, make_plan

    try:
        plan = make_plan(invented(seed, weeks=weeks_of(seed)))
    except PlanRefused as refused:
        return f"no plan: {' '.join(refused.lines)[:300]}" if refused.fault else ""
    found = [f"{finding.rule}: {finding.text}" for finding in plan.audit.hard]
    found += [f"second auditor, {breach.rule}: {breach.text}" for breach in hard(json.loads(msgspec.json.encode(plan)))]
    return "; ".join(found[:3])


def digest() -> str:
    """What the answers depend on: the code and rules of planning and the runners drawn."""
    sources = [*RULES, *(Path(midstance.__file__).parent).rglob("*.py"), *(ROOT / "bench").glob("*.py")]
    taken = hashlib.sha256()
    for path in sorted(sources):
        if path.parent.name in ("planner", "rules", "training", "bench"):
            taken.update(path.read_bytes())
    return taken.hexdigest()[:16]


def recorded(key: str) -> dict[int, Compared]:
    """Answers of an earlier call, if nothing they depend on has changed since."""
    if not RECORD.exists():
        return {}
    lines = RECORD.read_bytes().splitlines()
    if not lines or lines[0].decode() != key:
        return {}
    found = (msgspec.json.decode(line, type=Compared) for line in lines[1:] if line.endswith(b"}"))
    return {compared.seed: compared for compared in found}


def run(instances: int, first: int, processes: int, seconds: float) -> dict[int, Compared]:
    """All answers, old and new; new ones are written down as they come."""
    key = digest()
    done = recorded(key)
    RECORD.parent.mkdir(exist_ok=True)
    RECORD.write_bytes(b"".join([key.encode() + b"\n", *(msgspec.json.encode(each) + b"\n" for each in done.values())]))
    todo = [seed for seed in range(first, first + instances) if seed not in done]
    until = time.monotonic() + seconds
    with RECORD.open("ab") as record:
        for compared in _answers(todo, processes):
            done[compared.seed] = compared
            record.write(msgspec.json.encode(compared) + b"\n")
            record.flush()
            if compared.wrong:
                print(f"seed {compared.seed}: {compared.wrong}", flush=True)
            if len(done) % 500 == 0:
                print(f"{len(done)} …", flush=True)
            if time.monotonic() > until:
                break
    return {seed: done[seed] for seed in sorted(done) if first <= seed < first + instances}


def _answers(seeds: list[int], processes: int) -> Iterator[Compared]:
    if processes == 1:
        yield from map(one, seeds)
        return
    with multiprocessing.get_context("spawn").Pool(processes, maxtasksperchild=2000) as pool:
        yield from pool.imap_unordered(one, seeds, chunksize=5)


def report(answers: dict[int, Compared]) -> int:
    """Prints the numbers; 1 when anything does not agree."""
    every = list(answers.values())
    wrong = [compared for compared in every if compared.wrong]
    solved = [compared for compared in every if compared.search is not None and not compared.wrong]
    clashes = sum(compared.search is None and compared.oracle is None and not compared.wrong for compared in every)
    print(f"{len(every)} seasons of {min(c.weeks for c in every)} to {max(c.weeks for c in every)} weeks")
    print(f"  {len(solved)} with the same proven optimum, {clashes} where both find that the pins clash")
    print(f"  {sum(compared.same for compared in solved)} of these placements identical, session for session")
    ordinary, short = sum(c.ordinary for c in solved), sum(c.short for c in solved)
    if ordinary:
        print(f"  {ordinary - short} of {ordinary} ordinary weeks reach their count; in the others nothing could")
    if solved:
        ours, theirs = (statistics.median(getattr(c, name) for c in solved) for name in ("search_ms", "oracle_ms"))
        print(f"  median {ours:.1f} ms by the search, {theirs:.0f} ms by the oracle")
    print(f"  {len(wrong)} that do not agree" + "".join(f"\n    seed {c.seed}: {c.wrong}" for c in wrong[:20]))
    return 1 if wrong else 0


def replay(seed: int) -> None:
    """Prints a seed's season with both placements."""
    brief = invented(seed, weeks=weeks_of(seed))
    weeks, grid = prepare(brief, rules())
    found = search(brief, rules(), weeks, grid)
    puzzle = puzzle_of(brief, rules(), weeks, grid)
    solved = solve(puzzle)
    print(compare(seed, brief, rules()))
    print("start", brief.start, "end", brief.end, brief.time_zone, "pins", brief.pins, "blocked", brief.blocked)
    both = {"search": set(chosen_of(puzzle, found) or ()) if found else set(), "oracle": set(solved.chosen)}
    for index in sorted(both["search"] | both["oracle"], key=lambda index: puzzle.choices[index].at.start):
        choice = puzzle.choices[index]
        start = choice.at.start.local
        who = "both" if all(index in some for some in both.values()) else next(w for w in both if index in both[w])
        when = f"{date_of(choice.at.day):%a %Y-%m-%d} {clock_of(start % 1440)}"
        phase = weeks[choice.week].outline.phase
        print(f"{choice.week:3} {phase:10} {when} {choice.variant.template:10} {choice.price:>15} {who}")


def main() -> int:
    """Reads the arguments, runs, reports."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--instances", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seconds", type=float, default=1e9, help="stop after so long; the next call goes on")
    parser.add_argument("--replay", type=int, help="one seed, with both placements")
    given = parser.parse_args()
    if given.replay is not None:
        replay(given.replay)
        return 0
    return report(run(given.instances, given.first, given.processes, given.seconds))


if __name__ == "__main__":
    sys.exit(main())
