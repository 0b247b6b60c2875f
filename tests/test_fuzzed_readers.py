"""Every reader of what strangers made bears whatever is cut, turned or doubled in it: in words, in bounded time.

`make fuzz` does the same for longer, and puts what it finds into `tests/samples`, by kind.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import get_args

import pytest
from bench.fuzz_readers import mutated
from bench.fuzzed import READERS, Kind, Sample, broken_by, samples

INVENTED = [one for one in samples() if "/" not in one.name]
FOUND = sorted(path for kind in READERS for path in (Path(__file__).parent / "samples" / kind).glob("*.*"))


def test_every_kind_has_a_reader_and_samples() -> None:
    assert set(READERS) == set(get_args(Kind)) == {one.kind for one in INVENTED}


@pytest.mark.parametrize("one", INVENTED, ids=lambda one: f"{one.kind}-{one.name}")
def test_no_mutation_breaks_a_reader(one: Sample) -> None:
    chance = random.Random(f"tests:{one.name}")
    for _ in range(25):
        changed = mutated(one.data, chance)
        assert broken_by(one.kind, one.name, changed) == ""


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_the_fuzzer_found_stays_found(path: Path) -> None:
    kind = next(kind for kind in READERS if kind == path.parent.name)
    assert broken_by(kind, path.name, path.read_bytes()) == ""
