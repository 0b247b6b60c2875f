"""What goes wrong with a service, said in words; never with the address or the key in it."""

from __future__ import annotations

from midstance.formats.entry import UnreadableFile


class ServiceTrouble(UnreadableFile):
    """A service that cannot be used as asked: which, what is wrong, and what to do.

    `retry_s`: seconds after which it may be tried again, where it said so. `passing`: trying again may well help.
    """

    def __init__(self, place: str, says: str, *, retry_s: float | None = None, passing: bool = False) -> None:
        super().__init__(place, says)
        self.retry_s = retry_s
        self.passing = passing


class Refused(ServiceTrouble):
    """An address that is not asked, whatever stands behind it."""
