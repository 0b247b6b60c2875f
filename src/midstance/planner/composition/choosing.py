"""Which menu a slot draws on: chosen once for a mesocycle and kept, held where nothing new may come."""

from __future__ import annotations

from collections.abc import Sequence

from midstance.planner.composition.lanes import Letter, Seat
from midstance.planner.composition.menu import Choice, Menu, choose, missing
from midstance.planner.composition.roles import RECIPES, Lane, Part, Role, plays
from midstance.planner.composition.scoring import Scene, score
from midstance.planner.composition.season import Held, Season, leg_pool
from midstance.planner.prescription.effort import is_compound, may_be_heavy, most_reps
from midstance.planner.prescription.loading import is_outside, wants_load
from midstance.planner.prescription.runner import is_high_jump, is_jump
from midstance.planner.prescription.tables import HOLDING_PHASES
from midstance.planner.slots import Slot
from midstance.training.exercise import Exercise

JUMP_WORTH = 30
SECOND_LIFT_MINUTES = 55
"""From here on a heavy session of the advanced has time for a second heavy lift (ours)."""


def menu_of(season: Season, slot: Slot, seat: Seat, *, heavy: bool, jumping: bool) -> Menu:
    """The menu of a leg session. `heavy`: it may hold a heavy lift; `jumping`: the slot grants jumps."""
    lane = _lane(season, seat.letter, heavy=heavy, jumping=jumping)
    held = season.last_menu.get(seat.letter)
    if slot.deload and (held is None or held.mesocycle != slot.mesocycle):
        held = season.last_menu.get("A") or held
    if held is not None and (slot.deload or slot.phase in HOLDING_PHASES):
        base = held.menu
    else:
        base = season.menus.get((slot.mesocycle, lane)) or _chosen(season, slot, seat.letter, lane)
        if (slot.mesocycle, lane) in season.carried:
            _taken_over(season, slot, seat.letter, lane, base)
    if season.nothing_new(slot) or slot.spike:
        return _familiar(season, slot, seat.letter, lane, base)
    return base


def _taken_over(season: Season, slot: Slot, letter: Letter, lane: Lane, menu: Menu) -> None:
    """The first time a menu of the revision before is drawn on: from then on it is like one chosen here."""
    season.carried.discard((slot.mesocycle, lane))
    season.last_menu[letter] = Held(slot.mesocycle, slot.phase, menu)
    for choice in menu:
        season.ages[choice.exercise.id] = season.ages.get(choice.exercise.id, 0) + 1


def _lane(season: Season, letter: Letter, *, heavy: bool, jumping: bool) -> Lane:
    if letter == "A":
        possible = heavy and any(may_be_heavy(exercise, season.runner) for exercise in season.pool)
        return "A-heavy" if possible else "A"
    return "B-power" if jumping else "B"


def _chosen(season: Season, slot: Slot, letter: Letter, lane: Lane) -> Menu:
    """Chooses a menu for the mesocycle; a heavy session has the first pick, wherever in the week it stands."""
    due = slot.mesocycle in season.heavy_waves and (slot.mesocycle, "A-heavy") not in season.menus
    if letter == "B" and due and _lane(season, "A", heavy=True, jumping=False) == "A-heavy":
        _choose(season, slot, "A", "A-heavy")
    return _choose(season, slot, letter, lane)


def _choose(season: Season, slot: Slot, letter: Letter, lane: Lane) -> Menu:
    pool = [exercise for exercise in leg_pool(season) if _suits(season, slot, lane, exercise)]
    menu = choose(recipe(season, slot, lane), pool, scene_of(season, slot, letter, lane), covering=True)
    twin = any((slot.mesocycle, other) in season.menus for other in ("A", "A-heavy", "B", "B-power"))
    season.menus[slot.mesocycle, lane] = menu
    if not slot.deload and (not season.nothing_new(slot) or not twin):
        season.last_menu[letter] = Held(slot.mesocycle, slot.phase, menu)
        for choice in menu:
            season.ages[choice.exercise.id] = season.ages.get(choice.exercise.id, 0) + 1
    return menu


def recipe(season: Season, slot: Slot, lane: Lane) -> tuple[Part, ...]:
    """The lane's parts: a heavy hinge where an advanced runner has the time, no squat where it has nothing to add."""
    runner, parts = season.runner, RECIPES[lane]
    timely = lane == "A-heavy" and runner.level == "advanced" and season.minutes(slot) >= SECOND_LIFT_MINUTES
    barbell = "barbell" in runner.kit and any(plays(e, "heavy-hinge") and may_be_heavy(e, runner) for e in season.pool)
    if timely and barbell:
        return _instead(_instead(parts, "hinge", "heavy-hinge"), "hamstring", "posterior")
    past = runner.rank > 0 and season.progress.stage != "foundation"
    if lane == "A" and past and not any(plays(e, "squat") and wants_load(e, runner) for e in season.pool):
        return _instead(parts, "squat", "lunge")
    return parts


def _instead(parts: tuple[Part, ...], old: Role, new: Role) -> tuple[Part, ...]:
    return tuple(part._replace(role=new) if part.role == old else part for part in parts)


def _suits(season: Season, slot: Slot, lane: Lane, exercise: Exercise) -> bool:
    """Eccentrics wait for heavy sessions until they are known; calf lowers are for who names the calf as weak."""
    if not exercise.eccentric:
        return True
    if exercise.pattern == "calf-raise" and "calf-soleus" not in season.runner.weak:
        return False
    adult = not season.runner.youth
    return adult and (lane == "A-heavy" or not season.eccentric_is_new(exercise))


def _familiar(season: Season, slot: Slot, letter: Letter, lane: Lane, base: Menu) -> Menu:
    """The menu without anything new; a run spike gives way where that would leave too little."""
    if all(choice.exercise.id in season.known for choice in base):
        return base
    pool = [exercise for exercise in leg_pool(season) if exercise.id in season.known]
    pool = [exercise for exercise in pool if _suits(season, slot, lane, exercise)]
    menu = choose(recipe(season, slot, lane), pool, scene_of(season, slot, letter, lane), covering=True)
    if season.nothing_new(slot) or not missing(choice.exercise for choice in menu):
        return menu
    return base


def scene_of(season: Season, slot: Slot, letter: Letter, lane: Lane) -> Scene:
    """What the choice is made for."""
    twin: Lane = "A" if lane == "A-heavy" else "A-heavy"
    other: Letter = "B" if letter == "A" else "A"
    beside = season.menus.get((slot.mesocycle, twin)) if letter == "A" else None
    held = season.last_menu.get(letter)
    before: dict[Role, str] = (
        {choice.role: choice.exercise.id for choice in beside} if beside else season.roles_before(letter)
    )
    facing = season.last_menu.get(other)
    same = facing is not None and facing.mesocycle == slot.mesocycle
    tracks = [(name, track) for name, track in season.progress.tracks.items() if track.phase == slot.phase]
    return Scene(
        runner=season.runner,
        stage=season.progress.stage,
        exercises=season.exercises,
        depth=season.depth,
        before=before,
        ages=season.ages,
        holding=beside is not None or slot.phase in HOLDING_PHASES or slot.deload or season.nothing_new(slot),
        same_phase=held is not None and held.phase == slot.phase,
        elsewhere=_light_now(season, slot)
        | (frozenset(choice.exercise.id for choice in facing.menu) if facing and same else frozenset()),
        moderate_now=frozenset(name for name, track in tracks if not track.heavy),
        heavy_now=frozenset(name for name, track in tracks if track.heavy),
        minutes=season.minutes(slot),
        beside_heavy=lane == "A-heavy",
        spent=_spent(season),
        kept=season.scored,
    )


def _spent(season: Season) -> frozenset[str]:
    """Compounds at body mass whose reps have come to the top: what follows is a harder variation."""
    return frozenset(
        name
        for name, track in season.progress.tracks.items()
        if is_compound(season.exercises[name])
        and season.runner.level in season.exercises[name].dose
        and not is_outside(track.load)
        and track.amount[1] >= most_reps(season.exercises[name], season.runner, loaded=False)
    )


def _light_now(season: Season, slot: Slot) -> frozenset[str]:
    """What the mesocycle's light sessions do with more in reserve than a leg session would."""
    return frozenset(
        choice.exercise.id
        for (mesocycle, name), menu in season.menus.items()
        if mesocycle == slot.mesocycle and name.startswith(("light", "mini"))
        for choice in menu
    )


def jump_choice(season: Season, slot: Slot) -> Choice | None:
    """The plyometric exercise of a slot: high where it is granted and the gate is passed, low otherwise."""
    granted = slot.variant.classes
    high = "high-plyometric" in granted and not slot.spike
    candidates = [e for e in season.pool if is_jump(e) and season.runner.may_jump(e, high=high)]
    candidates = [e for e in candidates if is_high_jump(e) or "low-plyometric" in granted]
    if season.nothing_new(slot) or slot.spike:
        candidates = [e for e in candidates if e.id in season.known]
    if high and any(is_high_jump(e) for e in candidates):
        candidates = [e for e in candidates if is_high_jump(e)]
    key = (slot.mesocycle, f"jump-{'high' if high else 'low'}")
    kept = season.menus.get(key)
    if kept is not None and kept[0].exercise in candidates:
        return kept[0]
    return _best_jump(season, candidates, scene_of(season, slot, "B", "B-power"), key)


def _best_jump(season: Season, candidates: Sequence[Exercise], scene: Scene, key: tuple[int, str]) -> Choice | None:
    best = max(candidates, key=lambda e: (score(e, "jump", scene) + _stays(season, e), e.id), default=None)
    if best is None:
        return None
    choice = Choice("jump", best, JUMP_WORTH)
    season.menus[key] = (choice,)
    season.ages[best.id] = season.ages.get(best.id, 0) + 1
    return choice


def _stays(season: Season, exercise: Exercise) -> int:
    """A jump stays for two mesocycles, then one of its progressions is due."""
    age = season.ages.get(exercise.id, 0)
    if age:
        return 12 if age < 2 else -4
    return 4 if any(season.ages.get(below, 0) >= 2 for below in exercise.regressions) else 0
