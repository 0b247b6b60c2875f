"""The player document (`midstance.player/1`): one session with everything a player needs where there is no network.

Names and meanings are fixed as those of the plan document are: more keys may be added, none of these removed.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from midstance.application.recording.sessions import State
from midstance.training.exercise import Loading, PainSite
from midstance.training.log import Entry, RedFlag, Side
from midstance.training.prescription import BlockKind, Item, Load
from midstance.training.running import ClockTime

SCHEMA = "midstance.player/1"


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What may be done in the place of an exercise, and what follows from it."""

    exercise: str
    why: str
    says: str
    """What is asked of it, and what it means for the plan."""
    item: Item
    work_s: int
    """About how long one set of one side takes, seconds."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One set, of one side where it is done side by side, in the order of the session."""

    slot: str
    """What the id of its entry begins with: the id is `slot`, or `slot.left` and `slot.right`."""
    block: int
    """Place of its block in `blocks`."""
    label: str
    """`A1` within a pair, superset or circuit; else the number of the exercise."""
    planned: str
    """The exercise that the plan asks for, also where another is done; with `number` and `side` it tells a set."""
    number: int
    of: int
    side: Side | None = None
    rest_s: int = 0
    """After it; 0 between sides, and within a superset until the round is over."""
    work_s: int
    """About how long it takes, seconds; the first of an exercise with the lighter sets and the change before it."""
    asked: Item
    """Target reps or seconds, load, reps in reserve and tempo; to be echoed as `asked` in its entry."""


class PlayerItem(msgspec.Struct, frozen=True, kw_only=True):
    """One exercise of a block: what is said of it, how it may be loaded, what may take its place."""

    planned: str
    label: str
    says: tuple[str, ...]
    note: str = ""
    last_load: Load | None = None
    """Of the last set written down before this session; None where there is none with a mass."""
    step_kg: float = 0
    """The smallest step the runner's kit makes; 0 where there is nothing to load it with."""
    step_lb: float = 0
    swaps: tuple[Choice, ...] = ()
    """Easier, or without kit."""
    sore: dict[PainSite, tuple[str, ...]] = {}
    """By the place that hurts: exercises of `spares` that spare it, the nearest first."""
    spares: dict[str, Choice] = {}


class PlayerBlock(msgspec.Struct, frozen=True, kw_only=True):
    """Exercises done one after the other or in turns."""

    kind: BlockKind
    label: str = ""
    says: str = ""
    """How a block done in turns is done."""
    items: tuple[PlayerItem, ...] = ()


class PlayerDrill(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the warm-up or the cool-down; nothing is written down of it."""

    exercise: str
    name: str
    says: str
    seconds: tuple[int, int] | None = None
    """Of each side where `per_side`; None where it is counted in reps."""
    per_side: bool = False
    work_s: int
    steps: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()


class PlayerExercise(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an exercise of the session, or of one that may take its place."""

    name: str
    steps: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    tip: str = ""
    loading: Loading = "none"
    per_side: bool = False


class PlayerHead(msgspec.Struct, frozen=True, kw_only=True):
    """The session as a whole."""

    id: str
    ids: str
    """What the ids of its other entries begin with: its end is `<ids>.end`."""
    title: str
    date: dt.date
    """Where it stands now."""
    start: ClockTime
    minutes: int
    state: State
    stress: str
    why: tuple[str, ...] = ()
    easier: tuple[str, ...] = ()
    """Why less is asked than stands here, until the plan is made anew."""
    outside: bool = False
    """Work outside the plan: its entries name no session and nothing that was asked, and nothing of it has an end."""
    note: str = ""
    """What the first set of each exercise is noted with; empty for sessions of the plan."""


class SiteWords(msgspec.Struct, frozen=True, kw_only=True):
    """A place that may hurt. `joint`: its red begins sooner."""

    site: PainSite
    joint: bool


class PainWords(msgspec.Struct, frozen=True, kw_only=True):
    """From which score on a pain is amber and red, and what the coach says of each light."""

    sites: tuple[SiteWords, ...]
    amber_from: int
    red_above: int
    red_above_joint: int
    green: str
    amber: str
    red: str


class FlagWords(msgspec.Struct, frozen=True, kw_only=True):
    """A sign with which training stops."""

    flag: RedFlag
    says: str
    emergency: bool
    same_day: bool


class StopWords(msgspec.Struct, frozen=True, kw_only=True):
    """What is said to who reports such signs, in this order: reported, stopped, emergency, today or seen, then."""

    flags: tuple[FlagWords, ...]
    stopped: str
    emergency: str
    today: str
    seen: str
    then: str


class PlayerChosen(msgspec.Struct, frozen=True, kw_only=True):
    """How the runner wants to do the session this time; all of it beside what the plan asks."""

    words: tuple[str, ...] = ()
    """The changes as an address carries them; the same words are taken up once."""
    instead: dict[str, Choice] = {}
    """By planned exercise: what is done in its place, or of it without its load."""
    sets: dict[str, int] = {}
    """By planned exercise: how many sets, where fewer than planned."""
    left_out: tuple[str, ...] = ()


class PlayerDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A session to be played."""

    schema: str = SCHEMA
    session: PlayerHead
    stop: str | None = None
    """Training stands still: what to do instead. Nothing is to be played then."""
    warm_up: tuple[PlayerDrill, ...] = ()
    blocks: tuple[PlayerBlock, ...] = ()
    steps: tuple[Step, ...] = ()
    cool_down: tuple[PlayerDrill, ...] = ()
    exercises: dict[str, PlayerExercise] = {}
    entries: tuple[Entry, ...] = ()
    """What is written down of this session, corrections and retractions too, in the order it arrived."""
    chosen: PlayerChosen = PlayerChosen()
    pain: PainWords
    red_flags: StopWords
