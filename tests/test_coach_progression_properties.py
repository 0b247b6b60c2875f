"""Whatever a runner does and however it is written down: one thing at a time, and nothing that was not earned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from midstance.coach.exercise_days import exercise_days
from midstance.coach.progression.changes import Trainee
from midstance.coach.progression.deciding import next_doses
from midstance.coach.progression.ledger import exercise_ledger
from midstance.rules.changes import harder_in
from midstance.training.exercise import Kit, Level
from midstance.training.log import Entry, Fault, SetResult, Side
from midstance.training.prescription import EFFORT, Item, Load
from midstance.training.standing import NextDose
from tests.progression_log import EXERCISES, done, item, kg, next_item, trainee


class Way(NamedTuple):
    """An exercise as someone trains it."""

    exercise: str
    level: Level
    kit: tuple[Kit, ...]
    load: Load
    reps: tuple[int, int]
    rir: tuple[int, int]


WAYS = (
    Way("goblet-squat", "beginner", ("dumbbell",), kg(12), (8, 10), (3, 4)),
    Way("goblet-squat", "intermediate", ("kettlebell",), EFFORT, (8, 10), (2, 3)),
    Way("back-squat", "advanced", ("barbell",), kg(100), (3, 5), (1, 3)),
    Way("back-squat", "advanced", ("barbell",), kg(40), (6, 8), (2, 3)),
    Way("romanian-deadlift", "advanced", ("dumbbell",), kg(24), (5, 6), (2, 3)),
    Way("split-squat", "beginner", (), Load(kind="body-mass"), (8, 10), (3, 4)),
    Way("split-squat", "intermediate", ("dumbbell", "box"), kg(10), (8, 10), (2, 3)),
    Way("split-squat", "intermediate", ("box",), Load(kind="body-mass"), (8, 10), (2, 3)),
    Way("alternating-reverse-lunge", "beginner", (), Load(kind="body-mass"), (16, 20), (3, 4)),
    Way("lateral-band-walk", "intermediate", ("mini-band",), Load(kind="band", band="light"), (8, 10), (4, 5)),
    Way("nordic-lower", "intermediate", (), Load(kind="body-mass"), (3, 5), (2, 3)),
    Way("leg-press", "intermediate", ("leg-press",), Load(kind="lb", lb=150.0), (8, 10), (2, 3)),
)


class Visit(NamedTuple):
    """How one session went."""

    below: tuple[int, int, int]
    """Reps each set stayed under the top of the range; negative for more."""
    reserve: tuple[int | None, int | None, int | None]
    fault: Fault | None
    pain: int | None
    left_out: int
    shift: float
    """Load of one's own choice: steps of 1 kg above or below what was asked."""
    extra: int
    extra_shift: int
    sides: bool
    """Written down side by side."""


def visits() -> st.SearchStrategy[Visit]:
    """Mostly good sessions, so that ladders are climbed, and all kinds of others."""
    reserve = st.sampled_from((0, 1, 2, 3, 3, 4, 4, 4, 5, None))
    same = st.integers(0, 9).map(lambda n: (0, 0, 0) if n < 7 else (0, 1, 2) if n < 8 else (0, 3, 4))
    alike = st.one_of(reserve.map(lambda n: (n, n, n)), st.just((4, 4, 4)), st.tuples(reserve, reserve, reserve))
    fault, pain = st.sampled_from((None,) * 9 + ("form", "knee-in")), st.sampled_from((None,) * 8 + (1, 2, 4))
    return st.builds(
        Visit, same, alike, fault, pain,
        st.sampled_from((0,) * 9 + (1,)), st.sampled_from((0.0,) * 8 + (1.0, 3.0, -3.0)), st.integers(0, 1),
        st.integers(-5, 5), st.booleans(),
    )  # fmt: skip


def written(day: int, asked: Item, visit: Visit) -> list[SetResult]:
    """The entries of a session."""
    top = (asked.reps or asked.seconds or (1, 1))[1]
    amounts = [max(top - less, 0) for less in visit.below][: max(asked.sets - visit.left_out, 1)]
    base = kg(14) if asked.load.kind == "effort" else asked.load
    load = base
    if base.kind == "kg" and visit.shift:
        load = kg(max((base.kg or 0) + visit.shift, 1))
    reserve = list(visit.reserve)[: len(amounts)]
    faults: tuple[Fault, ...] = (visit.fault,) if visit.fault else ()
    sides: tuple[Side | None, ...] = ("left", "right") if asked.per_side and visit.sides else (None,)
    entries: list[SetResult] = []
    for side in sides:
        entries += done(day, asked, amounts, load=load, rir=reserve, faults=faults, pain=visit.pain, side=side)
    if visit.extra:
        entries += extra_sets(day, asked, base, visit.extra_shift)
    return entries


def extra_sets(day: int, asked: Item, base: Load, shift: int) -> list[SetResult]:
    """Work beyond what was asked, heavier or lighter, easy or to the limit."""
    other = kg(max((base.kg or 0) + 2 * shift, 1)) if base.kind == "kg" else base
    return done(day, asked, (max(10 + shift, 1),), load=other, rir=5 + shift, extra=True)


class Lived(NamedTuple):
    """A stretch of training that followed the coach."""

    who: Trainee
    asked: list[Item]
    doses: list[NextDose]
    entries: list[list[SetResult]]

    @property
    def log(self) -> list[Entry]:
        """All entries, in order."""
        return [entry for visit in self.entries for entry in visit]


def live(way: Way, story: Sequence[Visit]) -> Lived:
    """Trains as the coach says, one dose after the other, up to a change of exercise."""
    who = trainee(way.level, way.kit)
    asked = item(way.exercise, way.load, way.reps, rir=way.rir)
    lived = Lived(who, [], [], [])
    for place, visit in enumerate(story):
        lived.asked.append(asked)
        lived.entries.append(written(3 * place, asked, visit))
        dose = next_doses(exercise_days(lived.log, None), who)[way.exercise]
        lived.doses.append(dose)
        if dose.instead is not None:
            break
        asked = next_item(asked, dose)
    return lived


WAY = st.sampled_from(WAYS)
STORY = st.lists(visits(), min_size=1, max_size=12)


def passes(asked: Item, sets: Sequence[SetResult]) -> bool:
    """The gate, told anew from the raw sets (R-PRG-2, R-PRG-3)."""
    own = [one for one in sets if not one.extra]
    top = (asked.reps or (0, 0))[1]
    low = asked.rir[0] if asked.rir else 0
    enough = len(own) >= asked.sets * len({one.side for one in own})
    lifted = all(
        ((one.load.kg or one.load.lb or 0) >= (asked.load.kg or asked.load.lb or 0) and one.load.kind != "body-mass")
        or asked.load.kind == one.load.kind
        for one in own
    ) and all((one.load.kg or 0) >= (asked.load.kg or 0) for one in own)  # fmt: skip
    clean = all(not one.faults and (one.pain is None or one.pain < 3) for one in own)
    return enough and lifted and clean and all(
        (one.reps or 0) >= top and (one.rir is None or one.rir >= low) for one in own
    )  # fmt: skip


@settings(deadline=None)
@given(WAY, STORY)
def test_never_two_things_at_once(way: Way, story: list[Visit]) -> None:
    lived = live(way, story)
    for asked, dose in zip(lived.asked, lived.doses, strict=True):
        harder = harder_in(asked, next_item(asked, dose))
        assert len(harder) <= 1
        if dose.move == "rise":
            assert harder == (dose.variable,) or dose.instead is not None
        else:
            assert harder == ()
            assert dose.variable is None


@settings(deadline=None)
@given(WAY, STORY)
def test_nothing_rises_after_a_failed_gate_or_a_single_good_session(way: Way, story: list[Visit]) -> None:
    lived = live(way, story)
    for place, dose in enumerate(lived.doses):
        if dose.move != "rise":
            continue
        assert passes(lived.asked[place], lived.entries[place])
        if way.level != "beginner" and spares(lived, place) and (is_small(lived, place) or was_asked(lived, place)):
            continue
        good = [at for at in range(place) if passes(lived.asked[at], lived.entries[at])]
        assert good
        silent = range(good[-1] + 1, place)
        assert all(any(one.rir is None for one in lived.entries[at]) for at in silent)
        before, now = lived.asked[good[-1]], lived.asked[place]
        assert (before.reps or (0, 0)) >= (now.reps or (0, 0)) or all(spares(lived, at) for at in (*silent, place))


def spares(lived: Lived, place: int) -> bool:
    """Whether each asked set that said so left a rep beyond the lowest reserve asked."""
    low = (lived.asked[place].rir or (0, 0))[0]
    return all(one.rir is None or one.rir > low for one in lived.entries[place] if not one.extra)


def mass(load: Load) -> float:
    """The figure on a load, in its own unit; 0 where it has none."""
    return load.kg or load.lb or 0.0


def is_small(lived: Lived, place: int) -> bool:
    """Whether what rises is worth about 2.5 %: so much load, or one rep."""
    asked, dose = lived.asked[place], lived.doses[place]
    if dose.variable == "load":
        return mass(dose.load) <= 1.025 * mass(asked.load) + 1e-9
    return dose.variable == "reps" and mass(asked.load) > 0 and dose.amount[1] <= (asked.reps or (0, 0))[1] + 1


def was_asked(lived: Lived, place: int) -> bool:
    """Whether the load, or so many reps with it, are what was asked before."""
    dose = lived.doses[place]
    found, reps = mass(dose.load), dose.amount if dose.variable == "reps" else (0, 0)
    before = [asked for asked in lived.asked[:place] if mass(asked.load) >= found > 0]
    return dose.variable in ("load", "reps") and any((asked.reps or (0, 0)) >= reps for asked in before)


@settings(deadline=None)
@given(WAY, STORY)
def test_a_step_of_load_is_one_the_kit_can_make_and_small(way: Way, story: list[Visit]) -> None:
    lived = live(way, story)
    for place, dose in enumerate(lived.doses):
        before = lived.asked[place].load
        if dose.move != "rise" or dose.variable != "load" or before.kind not in ("kg", "lb"):
            continue
        step = 10.0 if before.kind == "lb" else lived.who.runner.step_kg(EXERCISES[way.exercise])
        old, new = (before.kg or before.lb or 0), (dose.load.kg or dose.load.lb or 0)
        shown = {one.load.kg for one in lived.entries[place]}
        assert abs((new - old) / step - round((new - old) / step)) < 1e-6 or dose.load.kg in shown or new <= 1.025 * old
        assert new <= max(1.1 * old, old + step) + 1e-6
        assert new <= max(covered(lived.asked[place], lived.entries[place]) * old, old + step) + 1e-6 or kg(new) in [
            one.load for one in lived.entries[place]
        ]


def covered(asked: Item, sets: Sequence[SetResult]) -> float:
    """How much heavier the lowest reps with the lowest reserve may be, by Epley's line (evidence, section 5)."""
    left = [one.rir for one in sets if one.rir is not None and not one.extra]
    if not left or asked.reps is None or asked.rir is None:
        return 1.0
    return (30 + asked.reps[1] + min(left)) / (30 + asked.reps[0] + asked.rir[0])


@settings(deadline=None)
@given(WAY, STORY, st.lists(st.integers(-5, 5), min_size=12, max_size=12))
def test_extra_sets_never_steer(way: Way, story: list[Visit], shifts: list[int]) -> None:
    lived = live(way, [visit._replace(extra=0) for visit in story])
    more = [
        entry
        for place, asked in enumerate(lived.asked)
        for entry in extra_sets(3 * place, asked, kg(14) if asked.load == EFFORT else asked.load, shifts[place])
    ]
    assert next_doses(exercise_days([*lived.log, *more], None), lived.who)[way.exercise] == lived.doses[-1]


@settings(deadline=None)
@given(WAY, STORY, st.randoms(use_true_random=False))
def test_order_of_arrival_does_not_matter(way: Way, story: list[Visit], chance: st.DataObject) -> None:
    lived = live(way, story)
    log = lived.log
    chance.shuffle(log)  # type: ignore[attr-defined]
    again = next_doses(exercise_days(log, None), lived.who)
    assert msgspec.json.encode(again[way.exercise]) == msgspec.json.encode(lived.doses[-1])


@settings(deadline=None)
@given(WAY, STORY, st.data())
def test_a_corrected_mistake_is_as_if_it_had_been_right(way: Way, story: list[Visit], data: st.DataObject) -> None:
    lived = live(way, story)
    log = list(lived.log)
    place = data.draw(st.integers(0, len(log) - 1))
    right = log[place]
    assert isinstance(right, SetResult)
    log[place] = msgspec.structs.replace(right, reps=data.draw(st.integers(0, 30)), rir=0, faults=("form",))
    later = right.at + dt.timedelta(days=data.draw(st.integers(0, 40)))
    log.append(msgspec.structs.replace(right, id="correction", at=later, supersedes=right.id))
    assert next_doses(exercise_days(log, None), lived.who)[way.exercise] == lived.doses[-1]


@settings(deadline=None)
@given(WAY, STORY)
def test_the_ledger_ends_where_the_next_dose_begins(way: Way, story: list[Visit]) -> None:
    lived = live(way, story)
    steps = exercise_ledger(EXERCISES[way.exercise], exercise_days(lived.log, None)[way.exercise], lived.who)
    assert [(step.move, step.variable, step.because) for step in steps] == [
        (dose.move, dose.variable, dose.because) for dose in lived.doses
    ]


@settings(deadline=None)
@given(WAY, STORY)
def test_a_maximum_never_rests_on_sets_that_say_too_little(way: Way, story: list[Visit]) -> None:
    lived = live(way, story)
    poor = [
        msgspec.structs.replace(entry, rir=13 - min(entry.reps or 0, 12))
        for entry in lived.log
        if isinstance(entry, SetResult) and entry.reps
    ]
    for entry in poor:
        assert (entry.reps or 0) + (entry.rir or 0) > 12
    doses = next_doses(exercise_days(poor, None), lived.who)
    assert all(dose.e1rm_kg is None for dose in doses.values())


@settings(deadline=None)
@given(st.lists(st.sampled_from(("quiet", "quiet", "quiet", "loud", "pain")), min_size=1, max_size=14))
def test_jumps_grow_slowly_and_only_from_quiet_sessions(story: list[str]) -> None:
    who = trainee("advanced", gate=True)
    asked = item("squat-jump", reps=(3, 3), sets=2, rir=None, tempo=None)
    log: list[Entry] = []
    contacts = [0]
    for place, how in enumerate(story):
        reps = asked.reps[1] if asked.reps else 0
        faults: tuple[Fault, ...] = ("loud-landing",) if how == "loud" else ()
        log += done(3 * place, asked, [reps] * asked.sets, rir=None, faults=faults, pain=4 if how == "pain" else None)
        contacts.append(asked.sets * reps)
        dose = next_doses(exercise_days(log, None), who)["squat-jump"]
        after = (dose.sets or 0) * dose.amount[1]
        if dose.move == "rise":
            assert story[place] == story[place - 1] == "quiet"
        if dose.instead is not None:
            break
        assert after <= max(1.2 * max(contacts[-9:]), max(contacts[-9:]) + reps)
        if how != "quiet":
            assert after <= contacts[-1]
        asked = next_item(asked, dose)
