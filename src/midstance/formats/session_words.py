"""A session in words: doses, loads, effort, tempo and rest as a runner reads them, on a terminal or on a phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from midstance.rules.saying import SAID_CLASS
from midstance.training.periods import Phase
from midstance.training.plan import ExerciseCard
from midstance.training.prescription import Block, Item, Load, Starts
from midstance.training.session import Because, Session, Stress

SAID_STRESS: dict[Stress, str] = {**SAID_CLASS, "light": "light"}
"""Classes as they stand alone; in a sentence light work is said as such."""
SAID_PHASE: dict[Phase, str] = {
    "foundation": "foundation",
    "build": "build",
    "strength": "strength and power",
    "maintain": "maintenance",
    "taper": "taper",
    "race": "race week",
    "recovery": "recovery",
}
SAID_STARTS: dict[Starts, str] = {
    "new": "new",
    "same": "",
    "more-reps": "more reps than last time",
    "more-load": "heavier than last time",
    "more-range": "deeper than last time",
    "slower": "slower than last time",
    "harder-variation": "a harder way than last time",
    "less": "less than usual",
}
PHASE_RULE = "the-weeks-sessions"
"""The rule behind the reason that a phase gives; it is the same for every session of its weeks."""
WHOLE_MINUTES_FROM_S = 120
"""From here on a time is said in minutes where it has whole ones (ours)."""
_TURNS = ("paired", "superset", "circuit")


def name_of(exercise: str, cards: Mapping[str, ExerciseCard]) -> str:
    """The exercise's name, or its id in words where the document does not describe it."""
    card = cards.get(exercise)
    return card.name if card and card.name else exercise.replace("-", " ").capitalize()


def said_stress(session: Session) -> str:
    """The stress classes: `heavy legs`, `moderate legs + small jumps`."""
    return " + ".join(SAID_STRESS[stress] for stress in session.classes)


def telling(reasons: Sequence[Because]) -> tuple[Because, ...]:
    """The reasons for one session, the most telling first: why this hour, why these exercises, then the rest.

    The phase is left out: it says why the week is as it is. Reasons of the hour stand before it, those of the
    exercises behind it.
    """
    at = next((place for place, because in enumerate(reasons) if because.rule == PHASE_RULE), len(reasons))
    hour, exercises = tuple(reasons[:at]), tuple(reasons[at + 1 :])
    return (*hour[:1], *exercises[:1], *hour[1:], *exercises[1:])


def said_km(distance_m: int) -> str:
    """`10 km`, `21.1 km`."""
    return f"{round(distance_m / 1000, 1):g} km"


def said_range(low_high: tuple[int, int]) -> str:
    """`8-10`, or `8` where both ends are one."""
    low, high = low_high
    return str(low) if low == high else f"{low}-{high}"


def said_seconds(seconds: tuple[int, int]) -> str:
    """`20-30 s`, `6 min`."""
    low, high = seconds
    if low >= WHOLE_MINUTES_FROM_S and low % 60 == high % 60 == 0:
        return f"{said_range((low // 60, high // 60))} min"
    return f"{said_range(seconds)} s"


def said_amount(item: Item) -> str:
    """What one set is: `8-10`, `8 each side`, `20-30 s`."""
    amount = said_range(item.reps) if item.reps else said_seconds(item.seconds) if item.seconds else ""
    return f"{amount} each side" if item.per_side and amount else amount


def said_dose(item: Item) -> str:
    """Sets and what one set is: `3 x 8-10`, `6 min`."""
    amount = said_amount(item)
    if item.seconds and item.sets == 1:
        return amount
    return f"{item.sets} x {amount}" if amount else f"{item.sets} sets"


def said_load(load: Load) -> str:
    """`14 kg`, `body mass`, `light band`, `75 % of 1RM`, `load by feel`."""
    match load.kind:
        case "kg":
            return f"{load.kg or 0:g} kg"
        case "lb":
            return f"{load.lb or 0:g} lb"
        case "band":
            return f"{load.band} band" if load.band else "band"
        case "percent-1rm":
            return f"{load.percent or 0:g} % of 1RM"
        case "effort":
            return "load by feel"
        case "body-mass":
            return "body mass"


def said_with(*loads: Load) -> str:
    """What follows an amount: ` at 12 kg and 14 kg`, ` with a light band`, `, body mass`, `, load by feel`."""
    numbers = [said_load(load) for load in loads if load.kind in ("kg", "lb", "percent-1rm")]
    bands = [f"a {said_load(load)}" for load in loads if load.kind == "band"]
    others = [said_load(load) for load in loads if load.kind in ("effort", "body-mass")]
    parts = []
    for word, said in ((" at ", numbers), (" with ", bands), (", ", others)):
        listed = list(dict.fromkeys(said))
        parts += [word + " and ".join(listed)] if listed else []
    return "".join(parts)


def said_reserve(item: Item) -> str:
    """`2-3 in reserve`, or nothing."""
    return f"{said_range(item.rir)} in reserve" if item.rir else ""


def short_tempo(tempo: str | None) -> str:
    """`3-0-1` for `3-0-1-0`: a last pause of nothing is left out."""
    return (tempo or "").removesuffix("-0") if (tempo or "").count("-") == 3 else tempo or ""


def said_tempo(tempo: str | None) -> str:
    """`3 s down, 1 s pause, 1 s up` for `3-1-1-0`."""
    parts = (tempo or "").split("-")
    if len(parts) not in (3, 4):
        return tempo or ""
    words = ("down", "pause", "up", "pause")
    said = [
        f"{word} fast" if part.upper() == "X" else f"{part} s {word}"
        for part, word in zip(parts, words, strict=False)
        if part not in ("0", "")
    ]
    return ", ".join(said)


def said_rest(rest_s: int) -> str:
    """`rest 90 s`, `rest 2 min`, or nothing."""
    return f"rest {said_seconds((rest_s, rest_s))}" if rest_s else ""


def item_parts(item: Item) -> list[str]:
    """What follows the name on one line: dose, load, effort, tempo, rest, what is new. A note is left to the caller."""
    ramp = f"{item.ramp_sets} lighter set{'s' if item.ramp_sets != 1 else ''} first" if item.ramp_sets else ""
    parts = [said_dose(item), said_load(item.load), said_reserve(item), short_tempo(item.tempo), said_rest(item.rest_s)]
    return [part for part in (*parts, ramp, SAID_STARTS[item.starts]) if part]


def easy_parts(item: Item) -> list[str]:
    """What follows the name of a warm-up or cool-down item: only how much, and a note."""
    return [part for part in (said_dose(item), item.note or "") if part]


def letters_of(blocks: tuple[Block, ...]) -> dict[int, str]:
    """The letter of each block done in turns, by its place: `A`, `B`; its items are A1, A2."""
    turns = [place for place, block in enumerate(blocks) if block.kind in _TURNS and len(block.items) > 1]
    return {place: chr(65 + number % 26) for number, place in enumerate(turns)}


def said_turns(block: Block) -> str:
    """How a block done in turns is done."""
    return {
        "paired": "in turns: a set of each, with the rest between",
        "superset": "back to back, then rest",
        "circuit": "one after the other, then round again",
    }.get(block.kind, "")
