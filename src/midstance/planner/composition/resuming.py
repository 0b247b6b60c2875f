"""Going on from a revision before: what a season knows of the sessions that lie behind and of the menus it is in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, cast, get_args

from midstance.planner.composition.lanes import LEG_TEMPLATES, Letter, Place, is_whole, letters_of, places_of
from midstance.planner.composition.menu import Choice, Menu, in_order
from midstance.planner.composition.roles import HEAVY, RECIPES, Role
from midstance.planner.composition.season import STRENGTH, Held, Season
from midstance.planner.prescription.contacts import JumpDose
from midstance.planner.prescription.loading import is_outside
from midstance.planner.prescription.runner import is_jump
from midstance.planner.prescription.tables import FULL_PHASES
from midstance.planner.prescription.track import Dose, Track
from midstance.training.clock import instant, minute_of, monday_of
from midstance.training.exercise import Exercise
from midstance.training.plan import Microcycle
from midstance.training.prescription import Item
from midstance.training.session import Session
from midstance.training.standing import Standing

LEG_LANES: frozenset[str] = frozenset({"A", "A-heavy", "B", "B-power"})
ROLES: frozenset[str] = frozenset(get_args(Role))
WORTH: dict[tuple[str, Role], int] = {
    (lane, part.role): part.worth for lane, recipe in RECIPES.items() for part in reversed(recipe)
}


class Behind(NamedTuple):
    """What a revision goes on from: the sessions that were done, all of the revision before, and its weeks."""

    kept: Sequence[Session]
    before: Sequence[Session]
    weeks: Sequence[Microcycle]
    standing: Standing
    settled: frozenset[int] = frozenset()
    """Mesocycles ahead whose weeks are what they were, for a runner who is who they were: their menus stay."""
    beside: Sequence[Session] = ()
    """Sessions ahead that stay word for word and are not composed."""


def taken(behind: Behind) -> tuple[Place, ...]:
    """The places in their weeks that what is not composed has."""
    return places_of((*behind.kept, *behind.beside), behind.standing.let_go)


class _Stood(NamedTuple):
    """A session of the revision before in its week."""

    session: Session
    number: int
    """Index of its microcycle."""
    week: Microcycle
    letter: Letter


def resume(season: Season, behind: Behind, mesocycle: int) -> None:
    """Fills a season with what lies behind. `mesocycle` is the one the first session ahead stands in."""
    placed, kept = list(_placed(behind)), {session.id for session in behind.kept}
    _waves(season, behind)
    for stood in placed:
        if stood.session.id in kept:
            _settle(season, stood)
    done = {one.session: one.classes for one in behind.standing.done}
    for session in behind.kept:
        classes = done.get(session.id, session.classes)
        season.moderate_days |= {session.date} if "moderate-legs" in classes else set()
        season.heavy_days |= {session.date} if "heavy-legs" in classes else set()
        if set(STRENGTH).intersection(classes) and (
            season.first_strength is None or session.date < season.first_strength
        ):
            season.first_strength = session.date
    _tracks(season, placed, behind)
    _menus(season, placed, behind, mesocycle)


def _placed(behind: Behind) -> Iterator[_Stood]:
    """The sessions of both, behind and ahead, each in its week; those behind as they were really done."""
    kept = {session.id: session for session in behind.kept}
    by_week: dict[int, list[Session]] = defaultdict(list)
    numbers = {week.start: at for at, week in enumerate(behind.weeks)}
    for session in behind.before:
        index = numbers.get(monday_of(session.date))
        if index is not None and (session.id in kept or session.date >= behind.standing.since):
            by_week[index].append(kept.get(session.id, session))
    for index, sessions in sorted(by_week.items()):
        week = behind.weeks[index].start
        gone = [one for one in behind.standing.let_go if monday_of(one.date) == week]
        legs = [(one.id, one.template) for one in places_of(sessions, gone) if one.template in LEG_TEMPLATES]
        letters = letters_of(legs)
        for session in sorted(sessions, key=lambda one: (one.date, one.start)):
            yield _Stood(session, index, behind.weeks[index], letters.get(session.id, "A"))


def _waves(season: Season, behind: Behind) -> None:
    for week in behind.weeks:
        if week.start >= behind.standing.since:
            return
        season.progress.enter(week.phase)
        if week.phase == "recovery":
            season.cut_back = len(season.waves)
        if week.phase in FULL_PHASES and week.mesocycle not in season.waves:
            season.waves.append(week.mesocycle)


def _settle(season: Season, stood: _Stood) -> None:
    """Takes in a session that was done, as `Season.settle` does with one that was composed."""
    session = stood.session
    at = instant(session.date, minute_of(session.start), season.zone)
    for item in session.work():
        exercise = season.exercises.get(item.exercise)
        if exercise is None:
            continue
        season.known[exercise.id] = season.known.get(exercise.id, 0) + 1
        if is_jump(exercise):
            amount = (item.reps or item.seconds or (0, 0))[0]
            season.contacts.note(exercise, JumpDose(item.sets, amount), stood.number, at)
        family = "jump" if is_jump(exercise) else exercise.family
        if family is not None and (is_jump(exercise) or is_outside(item.load)):
            season.families.setdefault(family, at)
    sets = sum(item.sets for item in session.work() if item.exercise in season.exercises and not item.contacts)
    if is_whole(stood.week.phase, stood.week.deload, session.template):
        season.full_sets[stood.letter] = sets
    if stood.week.phase == "maintain" and session.template in LEG_TEMPLATES:
        season.maintained[stood.letter] = sets


def _tracks(season: Season, placed: Sequence[_Stood], behind: Behind) -> None:
    """Where each exercise stands: by what the log says of it, else by what was last asked."""
    kept = {session.id for session in behind.kept}
    for stood in placed:
        if stood.session.id not in kept:
            continue
        for item in stood.session.work():
            if item.exercise not in season.exercises or is_jump(season.exercises[item.exercise]):
                continue
            old = season.progress.tracks.get(item.exercise)
            if stood.week.deload or stood.week.phase in ("taper", "race", "recovery"):
                if old is not None:
                    season.progress.tracks[item.exercise] = old.after(item.load.kg, rested=stood.week.deload)
                continue
            heavy = item.role in HEAVY and "heavy-legs" in stood.session.classes
            season.progress.tracks[item.exercise] = _track(item, stood.week, stood.number, old, heavy=heavy)
    for name, dose in sorted(behind.standing.doses.items()):
        if name not in season.exercises:
            continue
        if is_jump(season.exercises[name]):
            season.contacts.last[name] = JumpDose(dose.sets or dose.asked.sets, dose.amount[0])
            asked = JumpDose(dose.asked.sets, (dose.asked.reps or dose.asked.seconds or dose.amount)[0])
            season.contacts.coached[name] = asked if dose.move == "rise" else season.contacts.last[name]
            continue
        old = season.progress.tracks.get(name)
        if old is None:
            week = next((week for week in reversed(behind.weeks) if week.start <= dose.date), behind.weeks[0])
            old = _track(dose.asked, week, behind.weeks.index(week), None, heavy=dose.heavy)
        season.progress.tracks[name] = old.coached(dose)
        if dose.e1rm_kg is not None and not season.runner.youth:
            season.progress.e1rm_kg[name] = dose.e1rm_kg


def _track(item: Item, week: Microcycle, number: int, old: Track | None, *, heavy: bool) -> Track:
    """Where an exercise stands that was asked for in a week of that index."""
    amount = item.reps or item.seconds or (0, 0)
    rir = item.rir or (3, 4)
    shown = Dose(amount, item.seconds is not None, item.load, rir, item.tempo, item.starts)
    last_kg = item.load.kg if is_outside(item.load) or old is None else old.last_kg
    same = old is not None and (old.amount, old.load, old.tempo) == (amount, item.load, item.tempo)
    weeks = old.weeks + (old.week != number) if old is not None and same else 0
    return Track(
        amount, item.load, item.tempo, rir, heavy, week.phase, week.mesocycle, number,
        weeks=weeks, times=old.times + 1 if old is not None else 1, last_kg=last_kg, shown=shown,
    )  # fmt: skip


def _menus(season: Season, placed: Sequence[_Stood], behind: Behind, mesocycle: int) -> None:
    """The menus of the mesocycle that goes on and of settled ones, and the last one of each session of the week."""
    going_on = behind.settled | {mesocycle}
    found: dict[tuple[int, str], dict[Role, Exercise]] = {}
    for stood in placed:
        lane = _lane(stood.session, stood.letter)
        ahead = stood.session.date >= behind.standing.since
        if stood.week.deload or (ahead and stood.week.mesocycle not in going_on):
            continue
        menu = found.setdefault((stood.week.mesocycle, lane), {})
        for item in stood.session.work():
            exercise = season.exercises.get(item.exercise)
            if exercise is not None and item.role in ROLES:
                menu[cast("Role", item.role)] = exercise
    open_now = {exercise.id: exercise for exercise in season.pool}
    instead = {name: dose.instead for name, dose in season.doses.items() if dose.instead in season.exercises}
    aged: dict[str, set[int]] = defaultdict(set)
    for number, lane in sorted(found):
        choices = [Choice(role, one, _worth(lane, role)) for role, one in found[number, lane].items()]
        menu_now = in_order(_fitting(season, choices, open_now, instead))
        if number <= mesocycle:
            for choice in menu_now:
                aged[choice.exercise.id].add(number)
            _remember(season, number, lane, menu_now, placed)
        if number in going_on and menu_now:
            _hold(season, number, lane, menu_now)
            if number != mesocycle:
                season.carried.add((number, lane))
    season.ages.update({name: len(numbers) for name, numbers in aged.items()})


def _fitting(
    season: Season, choices: Iterable[Choice], open_now: Mapping[str, Exercise], instead: Mapping[str, str | None]
) -> list[Choice]:
    """The choices that are still open to the runner, with the neighbours the log asks for."""
    kept, there = [], set[str]()
    for choice in choices:
        swapped = open_now.get(instead.get(choice.exercise.id) or "")
        exercise = swapped or open_now.get(choice.exercise.id)
        if exercise is not None and exercise.id not in there:
            if swapped is not None:
                season.progress.replaces[swapped.id] = choice.exercise.id
            kept.append(Choice(choice.role, exercise, choice.worth))
            there.add(exercise.id)
    return kept


def _remember(season: Season, number: int, lane: str, menu: Menu, placed: Sequence[_Stood]) -> None:
    """Makes a menu the last of its session of the week; jumps are chosen beside it."""
    letter: Letter = "B" if lane.startswith("B") else "A"
    menu = tuple(choice for choice in menu if choice.role != "jump")
    if menu and lane in LEG_LANES:
        phase = next(stood.week.phase for stood in placed if stood.week.mesocycle == number)
        if phase in FULL_PHASES:
            season.last_menu[letter] = Held(number, phase, menu)


def _hold(season: Season, number: int, lane: str, menu: Menu) -> None:
    """Makes a menu the one of its mesocycle."""
    jumps = tuple(choice for choice in menu if choice.role == "jump")
    if jumps:
        high = jumps[0].exercise.impact >= 1 or "single-leg" in jumps[0].exercise.tags
        season.menus[number, f"jump-{'high' if high else 'low'}"] = jumps
    rest = tuple(choice for choice in menu if choice.role != "jump")
    if rest and lane in LEG_LANES:
        season.menus[number, lane] = rest
    elif rest:
        season.menus[number, f"{lane}-False"] = rest
        if all(choice.exercise.id in season.known for choice in rest):
            # Close to a race light work holds nothing new; where something is, it is chosen again from what is known.
            season.menus[number, f"{lane}-True"] = rest


def _lane(session: Session, letter: Letter) -> str:
    """The lane a session was composed in, read from its parts."""
    if session.template not in LEG_TEMPLATES:
        return f"{'mini' if session.mini else 'light'}-{session.template}"
    roles = {item.role for item in session.work()}
    if letter == "A":
        return "A-heavy" if "heavy" in roles else "A"
    return "B-power" if "jump" in roles else "B"


def _worth(lane: str, role: Role) -> int:
    """What leaving a part out would cost, by the lane's recipe; 8 for a part that was put in to mend it."""
    return WORTH.get((lane, role), 8)
