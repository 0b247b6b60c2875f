"""The runner: level, kit, goal, age, pains, and when there is time."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from midstance.training.exercise import Kit, Level, PainSite, Region
from midstance.training.running import ClockTime

Goal = Literal["5k", "10k", "half", "marathon", "ultra", "trail", "hills", "general"]
GOALS: tuple[Goal, ...] = get_args(Goal)
Sex = Literal["female", "male"]
SEXES: tuple[Sex, ...] = get_args(Sex)
YOUTH_AGE = 18
"""Below it a runner is young (rules page, H19)."""
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Gates(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Tests the runner has passed."""

    plyometric: bool = False


class Pain(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A pain as it is now, 0 to 10."""

    site: PainSite
    score: int
    joint: bool = False


class Window(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A time on a weekday in which strength may happen; without hours, any time from early to late."""

    weekday: Weekday
    start: ClockTime | None = msgspec.field(default=None, name="from")
    end: ClockTime | None = msgspec.field(default=None, name="to")


class KnownLoad(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the runner can lift: an e1RM, or a recent set from which one follows. Masses in kg per implement."""

    exercise: str
    e1rm_kg: float | None = None
    kg: float | None = None
    reps: int | None = None
    rir: int | None = None


class Athlete(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who trains. Beginner unless the runner says otherwise (rules page, Words)."""

    level: Level = "beginner"
    kit: tuple[Kit, ...] = ()
    goal: Goal = "general"
    gates: Gates = Gates()
    pains: tuple[Pain, ...] = ()
    age: int | None = None
    minutes: int | None = None
    """Minutes a session may take, warm-up included; None: by level (beginner 25, intermediate 35, advanced 45)."""
    windows: tuple[Window, ...] = ()
    weak_points: tuple[Region, ...] = ()
    loads: tuple[KnownLoad, ...] = ()
    load_steps_kg: dict[str, float] = {}
    """Smallest step of each loadable kit, kg; 2.5 for a barbell and 2 for dumbbells and kettlebells unless said."""
    sex: Sex | None = None
    """Only tests at home ask for it, to say what is usual; None: both are shown."""

    @property
    def young(self) -> bool:
        """Whether under 18; who does not say counts as grown up."""
        return self.age is not None and self.age < YOUTH_AGE
