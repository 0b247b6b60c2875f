"""How long to wait before a service is asked again: by its own word, else longer each time, never in step."""

from __future__ import annotations

import datetime as dt
import email.utils
import random
import time
from collections.abc import Callable, Mapping
from typing import TypeVar

from midstance.services.trouble import ServiceTrouble

FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 60.0
"""The first wait and the longest one within one command (ours)."""
TRIES = 3
FIRST_REST, LONGEST_REST = dt.timedelta(minutes=15), dt.timedelta(days=1)
"""How long a feed that failed is left alone: doubled with each failure (ours)."""
LONGEST_WORD_S = 7 * 86_400
"""A service that asks for longer is asked again after a week (ours)."""

Result = TypeVar("Result")


class Patience:
    """Waits between tries. `budget_s`: seconds of waiting there may be in all; 0 where somebody waits for a page."""

    def __init__(
        self, *, budget_s: float = 90.0, sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:  # fmt: skip
        self._left_s, self._sleep, self._chance = budget_s, sleep, chance

    def tried(self, attempt: Callable[[], Result]) -> Result:
        """What an attempt gives, tried again where that may help. Raises its last ServiceTrouble."""
        for number in range(1, TRIES + 1):
            try:
                return attempt()
            except ServiceTrouble as trouble:
                if number == TRIES or not trouble.passing or not self._waited(number, trouble.retry_s):
                    raise
        raise AssertionError

    def _waited(self, number: int, asked_s: float | None) -> bool:
        """Waits, at least as long as the service asked; False where that is longer than one may."""
        wait = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (number - 1))
        wait = max(wait * (0.5 + self._chance() / 2), asked_s or 0.0)
        if wait > min(self._left_s, LONGEST_WAIT_S):
            return False
        self._left_s -= wait
        self._sleep(wait)
        return True


def rest_after(failures: int, chance: Callable[[], float] = random.random) -> dt.timedelta:
    """How long a feed is left alone after so many failures in a row."""
    rest: dt.timedelta = FIRST_REST * 2 ** min(max(failures - 1, 0), 8)
    return min(rest, LONGEST_REST) * (0.75 + chance() / 2)


def retry_after_s(headers: Mapping[str, str], now: dt.datetime) -> float | None:
    """Seconds that `Retry-After` asks for, as a number or as a date; None where it says nothing that can be read."""
    word = headers.get("retry-after", "").strip()
    if word.isascii() and word.isdigit() and len(word) < 10:
        return float(min(int(word), LONGEST_WORD_S))
    try:
        moment = email.utils.parsedate_to_datetime(word)
    except (ValueError, TypeError):
        return None
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)
    return min(max((aware - now).total_seconds(), 0.0), float(LONGEST_WORD_S))
