"""Which kinds of work the tests at home have opened, and what is still missing for the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import get_args
from zoneinfo import ZoneInfo

import msgspec

from midstance.coach.home_tests import Guides, TestReading, readings
from midstance.planner.prescription.tables import HIGH_JUMPS_FROM_AGE, JUMPS_AFTER_DAYS, NO_PROGRESS_FROM_PAIN
from midstance.training.athlete import Athlete, Gates, Pain
from midstance.training.home_test import SAID_GATE, GateBar, HomeTestGuide, TestGate
from midstance.training.log import Cleared, Entry, RedFlags

RESTS_ON: dict[TestGate, TestGate | None] = {
    "plyometric": None,
    "high-plyometric": "plyometric",
    "loaded-single-leg": None,
    "bounds": "high-plyometric",
}
"""The gate that has to be open before another is asked about (ours: bounds are high plyometrics)."""
LANDING: frozenset[TestGate] = frozenset({"plyometric", "high-plyometric", "bounds"})
"""Gates behind which the runner lands: for these weeks of strength, pain and bones count too."""


class GateState(msgspec.Struct, frozen=True, kw_only=True):
    """A gate, and what is missing before it opens; nothing missing means open."""

    gate: TestGate
    missing: tuple[str, ...] = ()
    tested: bool = True
    """False where a test of it was never done."""

    @property
    def open(self) -> bool:
        """Whether it is passed."""
        return not self.missing


class GateReport(msgspec.Struct, frozen=True, kw_only=True):
    """All gates, in the order in which they come."""

    states: tuple[GateState, ...]

    def of(self, gate: TestGate) -> GateState:
        """The state of one gate."""
        return next(state for state in self.states if state.gate == gate)

    @property
    def gates(self) -> Gates:
        """What the planner asks for."""
        return Gates(plyometric=self.of("plyometric").open)


def gate_report(
    entries: Sequence[Entry],
    athlete: Athlete,
    *,
    first_strength: dt.date | None,
    pains: Sequence[Pain],
    today: dt.date,
    zone: ZoneInfo | None,
    guides: Guides,
) -> GateReport:
    """What is open and what is missing.

    `entries` are the effective ones up to today; `athlete` is as the runner says it, not as a revision has derived it:
    who says that the gate for jumps is passed needs no test of it, but a test that was done counts over their word, and
    so do pain and bones. `first_strength` is the first day of strength work that is known.
    """
    found = {reading.test: reading for reading in readings(entries, athlete.age, athlete.sex, zone, guides)}
    body = (*_pain(pains), *_bones(entries))
    states: dict[TestGate, GateState] = {}
    for gate in get_args(TestGate):
        word = gate == "plyometric" and athlete.gates.plyometric
        missing: list[str] = []
        tested = True
        below = RESTS_ON[gate]
        if below is not None and not states[below].open:
            missing.append(f"The gate for {SAID_GATE[below]} comes first.")
        elif gate in LANDING:
            missing += () if word else _weeks(first_strength, today)
            missing += body
        if gate == "high-plyometric" and athlete.age is not None and athlete.age < HIGH_JUMPS_FROM_AGE:
            missing.append(f"Hard jumps wait until {HIGH_JUMPS_FROM_AGE}.")
        for guide in guides.values():
            for bar in guide.gates:
                if bar.gate == gate:
                    reading = found.get(guide.id)
                    tested = tested and reading is not None
                    missing += () if word and reading is None else _short_of(bar, guide, reading)
        states[gate] = GateState(gate=gate, missing=tuple(missing), tested=tested)
    return GateReport(states=tuple(states.values()))


def _weeks(first_strength: dt.date | None, today: dt.date) -> tuple[str, ...]:
    done = 0 if first_strength is None else max((today - first_strength).days, 0)
    if done >= JUMPS_AFTER_DAYS:
        return ()
    so_far = f"{done // 7} so far" if done >= 7 else "none so far"
    return (f"{JUMPS_AFTER_DAYS // 7} weeks of strength come before jumps; {so_far}.",)


def _pain(pains: Sequence[Pain]) -> tuple[str, ...]:
    return tuple(
        f"The {pain.site} hurts at {pain.score} of 10; jumps wait until it is {NO_PROGRESS_FROM_PAIN - 1} or less."
        for pain in pains
        if pain.score >= NO_PROGRESS_FROM_PAIN
    )


def _bones(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Bone pain that no professional has cleared since."""
    open_since: dt.datetime | None = None
    for entry in sorted((one for one in entries if isinstance(one, RedFlags | Cleared)), key=lambda one: one.at):
        if isinstance(entry, Cleared):
            open_since = None
        elif "bone-or-night-pain" in entry.flags:
            open_since = entry.at
    return ("Bone pain was reported; a professional has to clear it before jumps.",) if open_since else ()


def _short_of(bar: GateBar, guide: HomeTestGuide, reading: TestReading | None) -> tuple[str, ...]:
    """What a test lacks for a gate."""
    if reading is None:
        return (f"{guide.name}: not tested yet.",)
    if guide.sides and not reading.whole:
        return (f"{guide.name}: the {'left' if reading.left is None else 'right'} side is not tested yet.",)
    missing = []
    if not bar.met(reading.value, reading.middle[1] if reading.middle else None):
        missing.append(f"{guide.name}: {reading.value}; {_asked(bar, reading)}.")
    uneven = reading.asymmetry
    if bar.asymmetry_at_most is not None and uneven is not None and uneven.percent > bar.asymmetry_at_most:
        missing.append(f"{guide.name}: the sides differ by {uneven.percent} %; {bar.asymmetry_at_most} is the most.")
    return tuple(missing)


def _asked(bar: GateBar, reading: TestReading) -> str:
    if bar.at_most is not None:
        return f"{bar.at_most} points or fewer are asked for"
    wanted = bar.at_least or 0
    if bar.percent_of_middle is not None and reading.middle is not None:
        wanted = min(wanted, -(-bar.percent_of_middle * reading.middle[1] // 100))
    each = " on each side" if reading.both is None else ""
    return f"{wanted} are asked for{each}"
