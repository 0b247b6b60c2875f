"""Mutated recordings and exports through every reader: none may raise, and none may take long or much memory.

python -m bench.fuzz_readers --rounds 2000     # of each sample; those of MIDSTANCE_REAL_DATA too, where it is set
python -m bench.fuzz_readers --keep tests/samples/activities
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.fuzzed import READERS, Sample, broken_by, samples

TOKENS = (
    b"\0", b"\xff", b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x7f\xff\xff\xff", b"<", b">", b"</", b"<!--", b"-->",
    b"<![CDATA[", b"]]>", b"<trkseg>", b"</trkseg>", b"<trkpt ", b"</trkpt>", b"<trk>", b"&a;", b"&#0;", b"<?",
    b"\"", b",", b"\n", b"\r", b"nan", b"1e999", b"-1", b"99999999999999999999", b"{", b"}", b"[", b"]", b"\\", b"\\u",
    b"PK\x03\x04", b"PK\x01\x02", b".FIT", b"\x1f\x8b\x08\0", b"9999-12-31T23:59:59Z",
    b"0001-01-01T00:00:00+14:00", b"\xed\xa0\x80", b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"RRULE:FREQ=SECONDLY\r\n",
    b"DTSTART:", b"TZID=", b"UID:", b";", b"\t", b": ", b"- ", b"&a", b"*a", b"!!python/object", b"'", b"null", b"=",
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


def findings(rounds: int, seed: int) -> Iterator[tuple[Sample, bytes, str]]:
    """Samples whose mutation breaks a reader, with the mutation and what went wrong."""
    for one in samples():
        chance = random.Random(f"{seed}:{one.name}")
        for _ in range(rounds):
            changed = mutated(one.data, chance)
            if wrong := broken_by(one.kind, one.name, changed):
                yield one, changed, wrong


def main() -> int:
    """Fuzzes and says what broke; 1 where anything did."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=500, help="mutations of each sample")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder of samples; what broke a reader is put beside it, by kind")
    given = parser.parse_args()
    broken: dict[str, int] = {}
    for one, data, wrong in findings(given.rounds, given.seed):
        if wrong not in broken:
            print(f"{one.kind}, {one.name}:\n{wrong}", flush=True)
            if given.keep is not None:
                folder = given.keep.parent / one.kind
                folder.mkdir(exist_ok=True)
                (folder / f"found_{given.seed}_{len(broken) + 1}_{Path(one.name).name}").write_bytes(data)
        broken[wrong] = broken.get(wrong, 0) + 1
    tried = f"{len(samples())} samples of {len(READERS)} kinds, {given.rounds} mutations of each"
    print(f"{tried}: {sum(broken.values())} broke a reader")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
