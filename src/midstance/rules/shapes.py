"""The closed set of shapes a training rule can have: the numbers of a rule, without its words.

A shape holds data only. `placing.py` reads the shapes that speak of when a session stands; `contents.py`, `contacts.py`
and `changes.py` those that speak of what is in it; `weeks.py` those of a whole week; `earned.py` and `sparing.py` those
that follow from the log and from pain. Planner, auditor and explainer all
go through these.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from midstance.training.exercise import Kit, Level, Tag
from midstance.training.prescription import BlockKind
from midstance.training.session import Stress

Target = Literal["easy", "key", "c-race", "b-race", "a-race"]
"""What stands at the far end of a clear time: an easy run, a key run that is no race, or a race by priority."""


class _Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="shape"):
    pass


class ClearBefore(_Shape, frozen=True, kw_only=True, tag="clear-before"):
    """Hours from the end of a session of a class to the start of a run, by what the run is."""

    counted: tuple[Stress, ...]
    accustomed: bool | None = None
    """For heavy legs: whether the rule is for the accustomed, the unaccustomed, or both (None)."""
    hours: dict[Target, int]
    never_eve: tuple[Target, ...] = ()
    """Runs on whose calendar eve the class never stands, whatever the hours."""


class ClearAfter(_Shape, frozen=True, kw_only=True, tag="clear-after"):
    """Hours from the end of a run to the start of a session of a class."""

    counted: tuple[Stress, ...]
    runs: Literal["key", "long", "lasting"]
    """Key runs, long runs, or any run that lasts `run_minutes` or more."""
    hours: int = 0
    run_minutes: int = 0
    same_day: bool = False
    """Not on the same day at all once the run is done."""


class DaysAfterRace(_Shape, frozen=True, kw_only=True, tag="days-after-race"):
    """Days after an A race without a class, by the race's distance: `[[up to metres, days], …]`."""

    counted: tuple[Stress, ...]
    days: tuple[tuple[int, int], ...]


class SpacedOut(_Shape, frozen=True, kw_only=True, tag="spaced-out"):
    """Hours from start to start between two sessions that both hold one of the classes."""

    counted: tuple[Stress, ...]
    hours: int
    from_age: tuple[tuple[int, int], ...] = ()
    """`[[age, hours], …]` where age asks for more."""


class AtMost(_Shape, frozen=True, kw_only=True, tag="at-most"):
    """No more than `limit` counted sessions in any half-open stretch of `hours`, start to start."""

    counted: tuple[Stress, ...] = ()
    minis: bool = False
    """Count mini sessions and nothing else."""
    hours: int
    limit: int


class OnlyClasses(_Shape, frozen=True, kw_only=True, tag="only-classes"):
    """Classes that may not stand at all while something holds of the runner."""

    when: Literal["prescreen-positive", "under-16"]
    forbidden: tuple[Stress, ...]


class AfterExposures(_Shape, frozen=True, kw_only=True, tag="after-exposures"):
    """A class stands only after a number of sessions of another."""

    counted: Stress
    after: Stress
    count: int


class InsideWindows(_Shape, frozen=True, kw_only=True, tag="inside-windows"):
    """Sessions lie inside the runner's windows and not on blocked days; pins are kept."""


class RunsStay(_Shape, frozen=True, kw_only=True, tag="runs-stay"):
    """The runs of the plan are those that were given, at the same time."""


class SmallSession(_Shape, frozen=True, kw_only=True, tag="small-session"):
    """What a mini session may be: its minutes, its classes, and the run before it."""

    minutes: int
    classes: tuple[Stress, ...]


class Contains(_Shape, frozen=True, kw_only=True, tag="contains"):
    """A full session holds so many exercises and these tags."""

    exercises: tuple[int, int]
    tags: tuple[Tag, ...]


class KeepsReserve(_Shape, frozen=True, kw_only=True, tag="keeps-reserve"):
    """No set is planned with fewer repetitions in reserve."""

    rir: int


class OnlyOwnKit(_Shape, frozen=True, kw_only=True, tag="only-own-kit"):
    """Nothing is asked for which the runner has no kit."""


class WarmsUp(_Shape, frozen=True, kw_only=True, tag="warms-up"):
    """A warm-up comes first, and lighter sets before loaded lifts."""

    seconds: int
    seconds_after_run: int
    ramp_sets: int
    ramp_sets_heavy: int


class ComesFirst(_Shape, frozen=True, kw_only=True, tag="comes-first"):
    """Items with a tag stand before all other work."""

    tag: Tag


class ComesLast(_Shape, frozen=True, kw_only=True, tag="comes-last"):
    """Items whose only tags are these stand behind all other work."""

    tags: tuple[Tag, ...]


class OneVariable(_Shape, frozen=True, kw_only=True, tag="one-variable"):
    """From one session to the next of a mesocycle an exercise changes at most `limit` variables."""

    limit: int


class IntroduceOne(_Shape, frozen=True, kw_only=True, tag="introduce-one"):
    """A beginner meets at most `limit` new families in any stretch of `hours`."""

    limit: int
    hours: int


class ContactsWithin(_Shape, frozen=True, kw_only=True, tag="contacts-within"):
    """Weighted ground contacts a session by level, a week as a multiple of it; less with age."""

    session: dict[str, int]
    beginner_before_gate: int
    week_times: int
    from_age: tuple[tuple[int, int], ...]
    """`[[age, percent], …]`."""


class ContactsGrow(_Shape, frozen=True, kw_only=True, tag="contacts-grow"):
    """Weekly weighted contacts grow by at most `percent` over the highest of `weeks` before, or by one set."""

    percent: int
    weeks: int


class NothingNew(_Shape, frozen=True, kw_only=True, tag="nothing-new"):
    """In the days before an A race no exercise is new to the runner in a loaded session."""

    days: int


class TrueClasses(_Shape, frozen=True, kw_only=True, tag="true-classes"):
    """A session is called by the classes of what is in it."""

    heavy_reps_and_rir: int
    light_rir: int
    low_contacts: int
    eccentric_exposures: int


class YouthEffort(_Shape, frozen=True, kw_only=True, tag="youth-effort"):
    """Under an age: repetitions, reserve, and no loads from an e1RM."""

    under: int
    reps: tuple[int, int]
    rir: int


class WeekCount(_Shape, frozen=True, kw_only=True, tag="week-count"):
    """The sessions a phase asks of a week."""


class RunFirst(_Shape, frozen=True, kw_only=True, tag="run-first"):
    """On a day with both, the run comes first and so many hours lie between."""

    hours: int


class BestDays(_Shape, frozen=True, kw_only=True, tag="best-days"):
    """Days on which a class stands well: the kinds of run that were done before it that day."""

    counted: tuple[Stress, ...]
    after: tuple[Literal["key", "easy", "cross-training"], ...]
    easy_tomorrow: bool = False


class AwayFromDayAfter(_Shape, frozen=True, kw_only=True, tag="away-from-day-after"):
    """Classes that should not stand on the day after a kind of run."""

    counted: tuple[Stress, ...]
    run: Literal["long"]


class RestDay(_Shape, frozen=True, kw_only=True, tag="rest-day"):
    """A week that has a day without running keeps one day without any session too."""


class SpikeClear(_Shape, frozen=True, kw_only=True, tag="spike-clear"):
    """Hours around a run more than `percent` of the longest in the `days` before, clear of classes."""

    counted: tuple[Stress, ...]
    percent: int
    days: int
    hours: int


class SameWeekdays(_Shape, frozen=True, kw_only=True, tag="same-weekdays"):
    """Sessions keep their weekdays from one week to the next."""


class EarlyInWeek(_Shape, frozen=True, kw_only=True, tag="early-in-week"):
    """The harder session of a week comes before the easier one."""


class SetGrowth(_Shape, frozen=True, kw_only=True, tag="set-growth"):
    """Weekly sets grow by at most `percent` outside deloads."""

    percent: int


class ShareOf(_Shape, frozen=True, kw_only=True, tag="share-of"):
    """At least `percent` of a full session's sets carry a tag."""

    tag: Tag
    percent: int


class EachWeek(_Shape, frozen=True, kw_only=True, tag="each-week"):
    """Every week with full sessions holds one exercise of each group."""

    groups: dict[str, tuple[str, ...]]
    """Exercise ids by what the group is called."""


class SessionLength(_Shape, frozen=True, kw_only=True, tag="session-length"):
    """A full session lasts about as long as the runner said, or as the level asks, within `slack` minutes."""

    minutes: dict[str, int]
    slack: int


class EffortWithin(_Shape, frozen=True, kw_only=True, tag="effort-within"):
    """Compound sets of a full session aim at a reserve by level, under 18 at `youth`: `[least, most]`."""

    rir: dict[str, tuple[int, int]]


class AvoidsBlock(_Shape, frozen=True, kw_only=True, tag="avoids-block"):
    """Full sessions are built without a kind of block."""

    kind: BlockKind


class DosesAWeek(_Shape, frozen=True, kw_only=True, tag="doses-a-week"):
    """A week with full sessions trains one of the tags in at least `count` sessions."""

    level: Level
    tags: tuple[Tag, ...]
    count: int


class WeakPoints(_Shape, frozen=True, kw_only=True, tag="weak-points"):
    """Every full session trains each region the runner named as weak."""


class HoldsExercises(_Shape, frozen=True, kw_only=True, tag="holds-exercises"):
    """Within a mesocycle an exercise stays for `weeks` before another takes its place."""

    weeks: int


class LoadStep(_Shape, frozen=True, kw_only=True, tag="load-step"):
    """From one session to the next of an exercise a load rises by at most `percent`, or by one step of its kit."""

    percent: int
    steps_kg: dict[Kit, float]
    """Smallest step of each loadable kit, unless the runner says otherwise."""


class PainSpared(_Shape, frozen=True, kw_only=True, tag="pain-spared"):
    """What loads a painful tissue does not rise from one score on, and is left out above another."""

    holds_from: int
    stops_above: int
    stops_above_in_a_joint: int


class RisesWhenEarned(_Shape, frozen=True, kw_only=True, tag="rises-when-earned"):
    """The first time after the log was read an exercise asks for no more than the log allows."""

    of: Literal["strength", "control", "landing"]
    """Work on two legs, work of one leg, hip or trunk, or work that lands."""


class NothingWhileStopped(_Shape, frozen=True, kw_only=True, tag="nothing-while-stopped"):
    """No session from the day of a red flag on."""


class EasedDays(_Shape, frozen=True, kw_only=True, tag="eased-days"):
    """On days for which the log asks for less, what it bars does not stand and what it holds does not rise."""


class NoCatchingUp(_Shape, frozen=True, kw_only=True, tag="no-catching-up"):
    """Weeks to come hold no more loaded sessions than their phase asks for."""


Shape = (
    ClearBefore | ClearAfter | DaysAfterRace | SpacedOut | AtMost | OnlyClasses | AfterExposures | InsideWindows
    | RunsStay | SmallSession | Contains | KeepsReserve | OnlyOwnKit | WarmsUp | ComesFirst | OneVariable
    | IntroduceOne | ContactsWithin | ContactsGrow | NothingNew | TrueClasses | YouthEffort | WeekCount | RunFirst
    | BestDays | AwayFromDayAfter | RestDay | SpikeClear | SameWeekdays | EarlyInWeek | SetGrowth | ShareOf | EachWeek
    | SessionLength | EffortWithin | AvoidsBlock | ComesLast | DosesAWeek | WeakPoints | HoldsExercises
    | LoadStep | PainSpared | RisesWhenEarned | NothingWhileStopped | EasedDays | NoCatchingUp
)  # fmt: skip
