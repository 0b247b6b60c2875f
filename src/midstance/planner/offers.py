"""What can stand for an ask, cheapest first, made no further than it is looked at.

Most weeks never come to the stand-ins: a light session in place of a loaded one costs more than any hour of the week.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from midstance.planner.grid import Candidate

HIGHEST = 1 << 60
"""Above every price."""


class Kind(NamedTuple):
    """Candidates of the same classes (`mask`), cheapest first, and what the cheapest of them costs at least."""

    mask: int
    least: int
    made: Callable[[], Sequence[Candidate]]


class Offers:
    """The candidates of some kinds, each made when nothing that is left is cheaper than it can be."""

    def __init__(self, kinds: Sequence[Kind]) -> None:
        self._made: Sequence[Candidate] = ()
        self._later = sorted(kinds, key=lambda kind: kind.least, reverse=True)

    @property
    def unmade(self) -> int:
        """What the candidates that are not made yet cost at least."""
        return self._later[-1].least if self._later else HIGHEST

    def within(self, limit: list[int], price: int) -> Iterator[Candidate]:
        """Candidates in order, until all that is left would lift a price above `limit[0]`, which may fall meanwhile."""
        place = 0
        while True:
            if place < len(self._made) and self._made[place].price < self.unmade:
                yield self._made[place]
                place += 1
            elif self._later and price + self.unmade <= limit[0]:
                self._make()
            else:
                return

    def on(self, days: Collection[int]) -> Offers:
        """Those on some days alone."""
        while self._later:
            self._make()
        kept = [one for one in self._made if one.day in days]
        return Offers([Kind(0, 0, lambda: kept)])

    def _make(self) -> None:
        # What has been given out is cheaper than all that comes in, so its place does not change.
        more = self._later.pop().made()
        self._made = sorted([*self._made, *more], key=_by_price) if self._made else more


def _by_price(candidate: Candidate) -> tuple[int, int]:
    return candidate.price, candidate.at.start.local
