"""Mutated recordings and exports through every reader: none may raise, and none may take long or much memory.

python -m bench.fuzz_readers --rounds 2000     # of each sample; those of MIDSTANCE_REAL_DATA too, where it is set
python -m bench.fuzz_readers --keep tests/samples/activities
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

from tests.activity_files import member

from midstance.formats.activities.bundles import read_file
from midstance.formats.activities.reading import Reader

SLOW_S, SLOW_S_PER_MB = 2.0, 10.0
"""Longer than this for a file, and for each of its megabytes, is a finding (ours; the slowest honest ones take a
fifteenth of a second for a megabyte)."""
LARGEST = 300_000
"""Samples beyond are left out: mutations of small files reach the same places sooner."""
TOKENS = (
    b"\0", b"\xff", b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x7f\xff\xff\xff", b"<", b">", b"</", b"<!--", b"-->",
    b"<![CDATA[", b"]]>", b"<trkseg>", b"</trkseg>", b"<trkpt ", b"</trkpt>", b"<trk>", b"&a;", b"&#0;", b"<?",
    b"\"", b",", b"\n", b"\r", b"nan", b"1e999", b"-1", b"99999999999999999999", b"{", b"}", b"[", b"]", b"\\", b"\\u",
    b"PK\x03\x04", b"PK\x01\x02", b".FIT", b"\x1f\x8b\x08\0", b"9999-12-31T23:59:59Z",
    b"0001-01-01T00:00:00+14:00", b"\xed\xa0\x80",
)  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The sample with a few bits turned, parts cut, doubled or moved, and foreign tokens in it."""
    work = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(work) + 1)
        match chance.randrange(6):
            case 0:
                del work[at : at + chance.randint(1, 60)]
            case 1:
                piece = work[at : at + chance.randint(1, 60)]
                work[at:at] = piece * chance.randint(1, 3)
            case 2:
                work[at:at] = chance.choice(TOKENS)
            case 3:
                token = chance.choice(TOKENS)
                work[at : at + len(token)] = token
            case 4 if at < len(work):
                work[at] ^= 1 << chance.randrange(8)
            case _:
                del work[at + chance.randint(0, len(work)) :]
    return bytes(work)


def samples() -> dict[str, bytes]:
    """Recordings and exports of every kind, invented, and those at hand."""
    from tests.test_activities_hostile import SAMPLES

    found = dict(SAMPLES)
    folder = os.environ.get("MIDSTANCE_REAL_DATA", "")
    if folder:
        for path in sorted(Path(folder).rglob("*.*")):
            if path.suffix in (".fit", ".gpx", ".tcx", ".gz", ".zip", ".csv", ".json", ".xml"):
                data = path.read_bytes()
                if 0 < len(data) <= LARGEST:
                    found[f"{path.parent.name}/{path.name}"] = data
    return found


def broken_by(data: bytes) -> str:
    """What went wrong in reading: a traceback, or how long it took; nothing where all is well."""
    began = time.process_time()
    try:
        for _ in read_file(member(data, "x"), Reader()):
            pass
    except Exception:
        return traceback.format_exc(limit=-4)
    took = time.process_time() - began
    return f"{took:.1f} s for {len(data)} bytes" if took > SLOW_S + SLOW_S_PER_MB * len(data) / 1e6 else ""


def findings(rounds: int, seed: int) -> Iterator[tuple[str, bytes, str]]:
    """Samples whose mutation breaks a reader, with the mutation and what went wrong."""
    for name, data in samples().items():
        chance = random.Random(f"{seed}:{name}")
        for _ in range(rounds):
            changed = mutated(data, chance)
            if wrong := broken_by(changed):
                yield name, changed, wrong


def main() -> int:
    """Fuzzes and says what broke; 1 where anything did."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=500, help="mutations of each sample")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder to put what broke a reader into")
    given = parser.parse_args()
    broken: dict[str, int] = {}
    for name, data, wrong in findings(given.rounds, given.seed):
        if wrong not in broken:
            print(f"{name}:\n{wrong}", flush=True)
            if given.keep is not None:
                (given.keep / f"found_{given.seed}_{len(broken) + 1}_{Path(name).name}").write_bytes(data)
        broken[wrong] = broken.get(wrong, 0) + 1
    print(f"{len(samples())} samples, {given.rounds} mutations of each: {sum(broken.values())} broke a reader")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
