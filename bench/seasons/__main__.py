"""Seasons by the thousand, each lived with the coach and checked, and compared with plans that do not learn.

python -m bench.seasons --runners 2000      # goes on where it was stopped, as long as the program is the same
python -m bench.seasons --replay 4711       # one season, week by week
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

import midstance
from bench.seasons.measures import Season
from bench.seasons.page import write_page
from bench.seasons.proving import season, told
from bench.seasons.report import report

ROOT = Path(__file__).parents[2]
RECORD = ROOT / "out" / "seasons.jsonl"
ROOMS = ("training", "rules", "knowledge", "planner", "coach")
"""Rooms the answers depend on, with the functions of `application` that join them."""
JOINED_BY = ("planning.py", "replanning.py", "briefing.py")


def digest() -> str:
    """What the answers depend on: the code, the knowledge, and the runners drawn."""
    package = Path(midstance.__file__).parent
    sources = [
        path for room in ROOMS for path in (package / room).rglob("*") if path.suffix in (".py", ".toml", ".msgpack")
    ]
    sources += [package / "application" / name for name in JOINED_BY if (package / "application" / name).exists()]
    sources += [ROOT / "bench" / "invented.py", *(ROOT / "bench" / "seasons").glob("*.py")]
    taken = hashlib.sha256()
    for path in sorted(sources):
        taken.update(path.read_bytes())
    return taken.hexdigest()[:16]


def recorded(key: str) -> dict[int, Season]:
    """Seasons of an earlier call, if nothing they depend on has changed since."""
    if not RECORD.exists():
        return {}
    lines = RECORD.read_bytes().splitlines()
    if not lines or lines[0].decode() != key:
        return {}
    found = (msgspec.json.decode(line, type=Season) for line in lines[1:] if line.endswith(b"}"))
    return {one.seed: one for one in found}


def run(runners: int, first: int, processes: int, seconds: float) -> list[Season]:
    """All seasons, old and new; new ones are written down as they come."""
    key = digest()
    done = recorded(key)
    if not done:
        RECORD.parent.mkdir(exist_ok=True)
        RECORD.write_text(key + "\n", "utf-8")
    until = time.monotonic() + seconds
    with RECORD.open("ab") as record:
        for one in _lived([seed for seed in range(first, first + runners) if seed not in done], processes):
            done[one.seed] = one
            record.write(msgspec.json.encode(one) + b"\n")
            record.flush()
            if one.broken:
                print(f"seed {one.seed}: {one.broken[0]}", flush=True)
            if len(done) % 100 == 0:
                print(f"{len(done)} …", flush=True)
            if time.monotonic() > until:
                break
    return [done[seed] for seed in sorted(done) if first <= seed < first + runners]


def _lived(seeds: list[int], processes: int) -> Iterator[Season]:
    if processes == 1:
        yield from map(season, seeds)
        return
    with multiprocessing.get_context("spawn").Pool(processes, maxtasksperchild=200) as pool:
        yield from pool.imap_unordered(season, seeds, chunksize=4)


def replay(seed: int) -> int:
    """Prints a season in words, and what broke."""
    found, lived = told(seed)
    if lived is None:
        print(f"seed {seed}: no plan can be made for this draw")
        return 0
    athlete, truth = lived.runner.brief.athlete, lived.runner.truth
    print(f"{lived.runner.kind}: {athlete.level}, age {athlete.age}, {', '.join(athlete.kit) or 'no kit'}")
    print(f"hidden: endurance {truth.endurance:.0f}, under-predicts by {truth.rir_bias:.1f} ± {truth.rir_sd:.1f} reps")
    print(*lived.story, sep="\n")
    for way, course in found.courses.items():
        print(f"{way}: done {course.done}, missed {course.missed}, overshot {course.overshot} of {course.sets} sets")
    print(*(found.broken or ["every promise held"]), sep="\n")
    return 1 if found.broken else 0


def main() -> int:
    """Reads the arguments, runs, reports."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runners", type=int, default=2000)
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seconds", type=float, default=1e9, help="stop after so long; the next call goes on")
    parser.add_argument("--replay", type=int, help="one season, week by week")
    parser.add_argument("--page", action="store_true", help="write the figures to the docs page too")
    given = parser.parse_args()
    if given.replay is not None:
        return replay(given.replay)
    seasons = run(given.runners, given.first, given.processes, given.seconds)
    if given.page:
        write_page(seasons)
    return report(seasons)


if __name__ == "__main__":
    sys.exit(main())
