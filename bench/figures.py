"""Drawing the whole library: seconds of the processor, and the largest drawing.

python -m bench.figures
"""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from typing import NamedTuple

from midstance.figure.figures import figure_svg
from midstance.knowledge.library import library
from midstance.knowledge.poses import poses

MOST_S = 10.0
MOST_BYTES = 25 * 1024


class Row(NamedTuple):
    """A line of the table."""

    what: str
    measured: str
    goal: str
    reached: bool


def rows() -> Iterator[Row]:
    """Every figure drawn once, moving, with the library and the poses already read."""
    library()
    names = sorted(poses())
    began = time.process_time()
    drawn = {name: figure_svg(name) for name in names}
    spent = time.process_time() - began
    yield Row(f"drawing all {len(names)} figures, processor time", f"{spent:.1f} s", f"≤ {MOST_S:g} s", spent <= MOST_S)
    sizes = {name: len(gzip.compress(svg.encode(), mtime=0)) for name, svg in drawn.items()}
    largest = max(sizes, key=lambda name: sizes[name])
    said = f"{sizes[largest] / 1024:.1f} KiB  ({largest}; all {sum(sizes.values()) / 1024**2:.1f} MiB)"
    yield Row("largest drawing, compressed", said, f"≤ {MOST_BYTES // 1024} KiB", sizes[largest] <= MOST_BYTES)


def main() -> None:
    """Print the table."""
    for row in rows():
        print(f"{row.what:56} {row.measured:32} {row.goal:14} {'yes' if row.reached else 'NO'}")


if __name__ == "__main__":
    main()
