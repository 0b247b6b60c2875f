"""A test at home as the library knows it; one TOML file each in `knowledge/home_tests`."""

from __future__ import annotations

from typing import Literal

import msgspec

from midstance.training.athlete import Sex
from midstance.training.exercise import Kit, PainSite, Region
from midstance.training.log import HomeTest

TestUnit = Literal["reps", "seconds", "points", "centimetres"]
TestGate = Literal["plyometric", "high-plyometric", "loaded-single-leg", "bounds"]
"""What a test can open: two-leg jumps, high plyometrics, loads on one leg, bounds (evidence, section 11)."""
SAID_GATE: dict[TestGate, str] = {
    "plyometric": "jumps",
    "high-plyometric": "hard jumps",
    "loaded-single-leg": "loads on one leg",
    "bounds": "bounds",
}


class Bar(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A height to reach. Where several ways are given, one of them is enough."""

    at_least: int | None = None
    at_most: int | None = None
    percent_of_middle: int | None = None
    """Of the middle of the runner's age and sex, where that is known."""

    def met(self, value: int, middle: int | None = None) -> bool:
        """Whether a result reaches it; `middle` is what is usual for the runner."""
        return (
            (self.at_least is not None and value >= self.at_least)
            or (self.at_most is not None and value <= self.at_most)
            or (self.percent_of_middle is not None and middle is not None
                and value * 100 >= self.percent_of_middle * middle)
        )  # fmt: skip


class GateBar(Bar, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a test asks before a gate opens, of the weaker side where it has sides."""

    gate: TestGate
    asymmetry_at_most: int | None = None
    """Per cent by which one side may lie behind the other."""


class Norm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is usual at an age, in the unit of the test, for one side where it has sides."""

    sex: Sex
    ages: tuple[int, int]
    """First and last year of age."""
    middle: tuple[int, int]
    """The middle of the people tested; lowest and highest where reports differ."""
    spread: int | None = None
    """Standard deviation, where it was reported."""


class HomeTestGuide(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a test is done, what its result is compared with, and what it opens. It foretells no injury."""

    id: HomeTest
    name: str
    says: str
    """What it looks at, in a sentence."""
    unit: TestUnit
    sides: bool
    """Whether left and right are done one after the other."""
    better: Literal["more", "fewer"]
    most: int
    """A result above this is taken for a slip of the pen (our choice)."""
    kit: tuple[tuple[Kit, ...], ...]
    """Alternatives as for exercises; an empty alternative means nothing is needed."""
    needs: tuple[str, ...]
    """What else has to be at hand, in words."""
    beat_bpm: int | None = None
    """Beats a minute of the metronome, or None."""
    rest_s: int
    """Rest before the other side, seconds; 0 where there is none to rest for."""
    steps: tuple[str, ...]
    ends: tuple[str, ...]
    """When it is over."""
    scoring: tuple[str, ...]
    middle_is: Literal["median", "mean"] = "median"
    norms: tuple[Norm, ...] = ()
    doubt: str
    """How far its numbers can be trusted."""
    error: int | None = None
    """By how much two tries of the same leg differ without any change, in its unit."""
    enough: Bar | None = None
    """Below this a region counts as a weak point."""
    regions: tuple[Region, ...] = ()
    """The regions it speaks of."""
    gates: tuple[GateBar, ...] = ()
    sources: tuple[str, ...]
    after: TestGate | None = None
    """The gate that has to be open before it is offered."""
    excluded_by: tuple[PainSite, ...] = ()
    """Pains with which it is left out."""
    ours: bool
    """True where its numbers are our own choice."""
