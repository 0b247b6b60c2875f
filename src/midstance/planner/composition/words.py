"""Titles of sessions and the reasons for what is in them, as a runner reads them."""

from __future__ import annotations

from collections.abc import Sequence

from midstance.planner.composition.lanes import Seat
from midstance.planner.composition.legs import Content
from midstance.planner.composition.lines import Line
from midstance.planner.composition.roles import LEGS
from midstance.planner.composition.scoring import favours
from midstance.planner.composition.season import Season
from midstance.planner.prescription.runner import is_high_jump
from midstance.planner.slots import Slot
from midstance.training.athlete import Goal
from midstance.training.exercise import Exercise, Family, Region
from midstance.training.session import Because

PROPER = ("Bulgarian", "Romanian", "Nordic", "Cossack")
MOST_REASONS = 3

GOAL_SAYS: dict[Goal, str] = {
    "hills": "Hills ask for one strong leg at a time",
    "trail": "Trails climb, drop and tilt",
    "5k": "A fast 5 km takes power and spring",
    "10k": "A fast 10 km takes power and spring",
    "half": "A half marathon asks for a strong, steady stride",
    "marathon": "A marathon asks for calves and hips that last",
    "ultra": "Long hours ask for calves and hips that last",
    "general": "The whole leg should get its share, with little to learn",
}
"""What a goal asks of the legs; the exercise that answers to it follows."""
REGION_SAYS: dict[Region, str] = {
    "quadriceps": "the front of your thighs", "hamstrings": "your hamstrings", "glutes": "your glutes",
    "calf-soleus": "your calves", "hip-abductors": "the side of your hips", "adductors": "your inner thighs",
    "hip-flexors": "your hip flexors", "foot": "your feet", "trunk": "your trunk",
}  # fmt: skip
FAMILY_SAYS: dict[Family, str] = {"squat": "squats", "lunge": "lunges and step-ups", "hinge": "hinges", "jump": "jumps"}
GOAL_SOURCES = ("S4:340", "ours")


def said(exercise: Exercise) -> str:
    """The name inside a sentence."""
    name = exercise.name
    return name if name.startswith(PROPER) else name[0].lower() + name[1:]


def title(slot: Slot, content: Content) -> str:
    """A short title in plain words."""
    lines = content.fit.lines
    worst = content.classes[0]
    if worst == "mobility":
        return "Mobility"
    if worst == "light" and not any(line.role in LEGS for line in lines):
        if slot.variant.mini:
            return "Short: hips and trunk"
        return "Race-week primer" if slot.variant.template == "primer" else _light_title(lines)
    names = " and ".join(said(line.exercise) for line in _mains(lines))
    return f"{_kind(slot, content, lines)}: {names}"


def _light_title(lines: Sequence[Line]) -> str:
    parts = []
    tags = {tag for line in lines for tag in line.exercise.tags}
    patterns = {line.exercise.pattern for line in lines}
    if "hip-stability" in tags or "hip-extension" in patterns:
        parts.append("hips")
    if "calf" in tags:
        parts.append("calves")
    if "core" in tags:
        parts.append("trunk")
    return "Light: " + (
        ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else "".join(parts) or "easy work"
    )


def _mains(lines: Sequence[Line]) -> Sequence[Line]:
    jumps = [line for line in lines if line.jumps][:1]
    heavy = [line for line in lines if line.heavy][:2]
    legs = [line for line in lines if line.role in LEGS and not line.heavy]
    return [*jumps, *heavy, *legs, *[line for line in lines if line.role not in LEGS and not line.jumps]][:2]


def _kind(slot: Slot, content: Content, lines: Sequence[Line]) -> str:
    if "heavy-legs" in content.classes:
        return "Heavy legs"
    if slot.deload:
        return "Lighter legs"
    if slot.phase == "taper":
        return "Legs, fewer sets"
    if any(is_high_jump(line.exercise) for line in lines if line.jumps):
        return "Power"
    if any(line.jumps for line in lines):
        return "Hops and legs"
    return "Legs, moderate"


def because(season: Season, slot: Slot, seat: Seat, content: Content) -> tuple[Because, ...]:
    """One to three reasons, the particular before the general."""
    found = [
        _family(season, slot, content),
        _heavy(content.fit.lines),
        _jumps(season, content.fit.lines),
        _goal(season, content.fit.lines),
        _weak(season, content.fit.lines),
        _sore(season, content.fit.lines),
        _less(slot, content),
    ]
    reasons = [reason for reason in found if reason is not None][:MOST_REASONS]
    return tuple(reasons) or (_general(slot, content),)


def _family(season: Season, slot: Slot, content: Content) -> Because | None:
    if content.opened is None:
        return None
    alone = "Nothing else gets weight or jumps for the first time this week."
    text = f"{FAMILY_SAYS[content.opened].capitalize()} get their first weight today. {alone}"
    if content.opened == "jump":
        text = f"The first small jumps come in today. {alone}"
    return Because(rule="R-BEG-1", text=text, sources=("S4:325",))


def _heavy(lines: Sequence[Line]) -> Because | None:
    line = next((line for line in lines if line.heavy), None)
    if line is None:
        return None
    low, high = line.dose.amount
    reps = f"Few, heavy reps: {low} to {high} of the {said(line.exercise)}."
    text = f"{reps} In trials heavy loads tended to help running economy more than light ones."
    return Because(rule="R-EFF-3", text=text, sources=("S1:20", "S1:47", "eihara-2022"))


def _jumps(season: Season, lines: Sequence[Line]) -> Because | None:
    line = next((line for line in lines if line.jumps), None)
    if line is None:
        return None
    kind = "Jumps" if is_high_jump(line.exercise) else "Small two-leg jumps"
    text = f"{kind} come first, while your legs are fresh, and grow in small steps."
    return Because(rule="R-PLY-2", text=text, sources=("S4:284-289", "S4:297"))


def _goal(season: Season, lines: Sequence[Line]) -> Because | None:
    goal = season.runner.goal
    favoured = [line for line in lines if favours(goal, line.exercise)]
    if not favoured:
        return None
    name = season.exercises[favoured[0].exercise.id].name
    named = _plural(name)
    named = named if named.startswith(PROPER) else named[0].lower() + named[1:]
    return Because(rule="R-WKP-2", text=f"{GOAL_SAYS[goal]}: hence the {named}.", sources=GOAL_SOURCES)


def _plural(name: str) -> str:
    """The name in the plural: `Step-ups with knee drive`, `Split squats`."""
    for word in (" with ", " from ", " on ", " for "):
        head, found, tail = name.partition(word)
        if found:
            return f"{_plural(head)}{word}{tail}"
    return name + ("es" if name.endswith(("ss", "sh", "ch")) else "s")


def _weak(season: Season, lines: Sequence[Line]) -> Because | None:
    for region in sorted(season.runner.weak):
        line = next((line for line in lines if region in line.exercise.primary), None)
        if line is not None:
            text = f"The {said(line.exercise)} is here for {REGION_SAYS[region]}, which you named as a weak point."
            return Because(rule="R-WKP-1", text=text, sources=("S1:12",))
    return None


def _sore(season: Season, lines: Sequence[Line]) -> Because | None:
    if not season.runner.sore or not lines:
        return None
    sites = " and ".join(sorted(season.runner.sore))
    text = f"Chosen around your {sites}: what loads it is easier or left out, and nothing there gets harder."
    return Because(rule="H16", text=text, sources=("silbernagel-2007", "ours"))


def _less(slot: Slot, content: Content) -> Because | None:
    legs = any(line.role in LEGS for line in content.fit.lines)
    if content.classes[0] == "mobility" or slot.sets_percent >= 100 or (content.classes[0] == "light" and not legs):
        return None
    if slot.deload:
        text = "You stop earlier than usual and keep more in reserve: this week the work is meant to feel easy."
        return Because(rule="R-DEL-2", text=text, sources=("bell-2023", "ours"))
    text = "The loads stay and the amount is small: that is enough to keep your strength."
    return Because(rule="R-PER-3", text=text, sources=("spiering-2021", "S0:90"))


def _general(slot: Slot, content: Content) -> Because:
    worst = content.classes[0]
    if worst == "mobility":
        return Because(rule="R-PER-4", text="Only easy movement today: it costs nothing.", sources=("S0:90", "S0:92"))
    if worst == "light":
        text = "Light work with plenty in reserve: it adds up and costs your runs next to nothing."
        return Because(rule="R-CMP-7", text=text, sources=("S1:26", "leppanen-2024"))
    text = "Squat or lunge, hinge, one leg, calf and hip: all five are in it, the hardest first."
    return Because(rule="R-CMP-2", text=text, sources=("S4:344",))
