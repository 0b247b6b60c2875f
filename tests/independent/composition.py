"""What a session holds: its classes, H09, H10, H15, H16, H20, H21, H22, and honest tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .contents import DOMINATED, LOADED, LT, MB, ML, Season, Visit, is_heavy, is_jump
from .decode import STRESSES
from .document import Breach, Card, Item, Session, words
from .wellknown import COMPOUNDS, COVERAGE, JUMPS, lookup, needed_kit

NAMED = re.compile(r"W-(0[1-9]|1[0-2])", re.IGNORECASE)
LOADABLE = words("dumbbell kettlebell barbell leg-press hamstring-curl calf-machine seated-calf-machine")
FREE_WEIGHTS = frozenset({"dumbbell", "kettlebell", "barbell"})
HIGH_REPS = 12
SETS = {"beginner": (8, 10), "intermediate": (10, 14), "advanced": (12, 18)}
WARM_UP_S = 5 * 60

SITES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "calf": (frozenset({"calf-raise"}) | JUMPS, frozenset({"calf-soleus"})),
    "achilles": (frozenset({"calf-raise"}) | JUMPS, frozenset({"calf-soleus"})),
    "shin": (JUMPS, frozenset({"calf-soleus"})),
    "ankle": (JUMPS, frozenset({"calf-soleus", "foot"})),
    "foot": (JUMPS, frozenset({"foot", "calf-soleus"})),
    "knee": (frozenset({"squat", "lunge", "step-up", "press"}) | JUMPS, frozenset({"quadriceps"})),
    "hamstring": (frozenset({"hinge", "knee-flexion"}), frozenset({"hamstrings"})),
    "hip": (frozenset({"hip-abduction", "hip-flexion"}), frozenset({"glutes", "hip-abductors", "hip-flexors"})),
    "groin": (frozenset[str](), frozenset({"adductors"})),
    "back": (frozenset({"hinge"}), frozenset({"trunk"})),
}
"""For each pain: patterns that surely load the place, and regions whose work may load it."""


def check_classes(season: Season) -> Iterator[Breach]:
    """Stress is the worst class in it, `also` the others, and nothing loaded or plyometric is left out or made up."""
    for visit in season.visits:
        session, inside = visit.session, visit.contents
        ranks = [STRESSES.index(c) for c in session.claimed if c in STRESSES]
        if ranks != sorted(set(ranks)):
            yield Breach("stress", visit.where, f"{list(session.claimed)} is not worst first, each once", False)
        for stress in STRESSES[:4]:
            if stress in session.claimed and stress not in inside.certain:
                strict = stress in inside.stricter or stress == ML
                yield Breach("stress", visit.where, f"says {stress}, nothing in it is", strict)
            if stress in inside.stricter and stress not in session.claimed:
                strict = stress not in inside.certain or DOMINATED.get(stress) in session.claimed
                yield Breach("stress", visit.where, f"holds {stress} and does not say so", strict)
        if session.stress == MB and inside.certain - {MB}:
            yield Breach("stress", visit.where, "holds more than mobility", False)


def check_coverage(season: Season) -> Iterator[Breach]:
    """H09 and H10 for full sessions, and sets by level; named workouts keep their own content."""
    doc = season.doc
    low, high = SETS.get(doc.athlete.level, (8, 18))
    for visit in season.visits:
        if not season.full(visit) or NAMED.fullmatch(visit.session.template):
            continue
        cards = {i.exercise: doc.card(i.exercise) for i in visit.session.work}
        count = sum(card.pattern != "drill" for card in cards.values())
        if not 4 <= count <= 7:
            yield Breach("H09", visit.where, f"{count} exercises", False)
        elif len(cards) > 7:
            yield Breach("H09", visit.where, f"{len(cards)} exercises, drills counted", True)
        missing = [tag for tag in COVERAGE if not any(tag in card.tags for card in cards.values())]
        if missing:
            yield Breach("H10", visit.where, f"without {', '.join(missing)}", False)
        sets = sum(i.sets for i in visit.session.work)
        if not low <= sets <= high:
            yield Breach("sets", visit.where, f"{sets} sets, {low} to {high} by level", True)
        heavy = sum(i.sets for i in visit.session.work if is_heavy(doc, i))
        if heavy > 10:
            yield Breach("sets", visit.where, f"{heavy} heavy sets, 10 at most", True)


def check_cards(season: Season) -> Iterator[Breach]:
    """An exercise carries no tag, pattern, impact or kit it cannot have."""
    for card in season.doc.exercises.values():
        if card.pattern == "drill":
            continue
        carried = [tag for tag in card.tags if tag in COVERAGE]
        if len(carried) > 2:
            yield Breach("tags", card.id, f"carries {len(carried)} of the five tags, two at most", False)
        yield from by_pattern(card)
        yield from by_name(card)


def by_pattern(card: Card) -> Iterator[Breach]:
    def wrong(text: str, strict: bool) -> Breach:
        return Breach("tags", card.id, text, strict)

    one_leg = card.per_side or card.pattern in ("lunge", "step-up", "hip-flexion", "bound")
    if "single-leg" in card.tags and not one_leg:
        yield wrong("single-leg, but not done per side", not re.match(r"(goblet|box|romanian|glute-b|hip-t)", card.id))
    if "calf" in card.tags and card.pattern != "calf-raise":
        yield wrong(f"a {card.pattern} tagged calf", card.pattern in JUMPS)
    if "hinge" in card.tags and card.pattern != "hinge":
        yield wrong(f"a {card.pattern} tagged hinge", card.pattern == "hip-extension")
    if "squat-or-lunge" in card.tags and card.pattern not in ("squat", "lunge"):
        yield wrong(f"a {card.pattern} tagged squat-or-lunge", card.pattern in ("press", "step-up", "jump"))
    if "hip-stability" in card.tags and card.pattern != "hip-abduction":
        yield wrong(f"a {card.pattern} tagged hip-stability", card.per_side or card.pattern in ("trunk", "hip-flexion"))
    if ("plyometric" in card.tags) != (card.impact > 0):
        yield wrong("plyometric and impact do not go together", card.impact > 0)
    if card.pattern in JUMPS and not card.impact:
        yield wrong(f"a {card.pattern} without impact", False)


def by_name(card: Card) -> Iterator[Breach]:
    found = lookup(card.id)
    if found is None:
        return
    impossible = [t for t in card.tags if t in COVERAGE and t not in found.tags]
    if impossible:
        yield Breach("tags", card.id, f"cannot be {', '.join(impossible)}", False)
    if card.pattern not in found.patterns:
        evades = bool(found.patterns & COMPOUNDS) and card.pattern not in COMPOUNDS
        yield Breach("tags", card.id, f"listed as {card.pattern}, expected {sorted(found.patterns)}", not evades)
    if card.impact < found.impact or (card.impact > 0 and not found.impact):
        yield Breach("tags", card.id, f"impact {card.impact:g}, {found.impact:g} by the table", False)
    if found.eccentric and not card.eccentric and "assisted" not in card.id:
        yield Breach("tags", card.id, "a listed eccentric that does not say so", "nordic" not in card.id)


def check_order(season: Season) -> Iterator[Breach]:
    """H15: plyometrics first after the warm-up; never heavy or jumping in supersets or circuits."""
    for visit in season.visits:
        lifted = drilled = False
        for block in visit.session.blocks:
            if block.kind in ("warm-up", "cooldown"):
                continue
            jumps = [is_jump(season.doc, i) for i in block.items]
            for item, jump in zip(block.items, jumps, strict=True):
                if jump and (lifted or drilled):
                    yield Breach("H15", visit.where, f"{item.exercise} comes after other work", not lifted)
                drill = season.doc.card(item.exercise).pattern == "drill"
                lifted, drilled = lifted or not (jump or drill), drilled or drill
            if block.kind != "straight" and any(jumps) and not all(jumps):
                yield Breach("H15", visit.where, f"jumps in turns with other work in a {block.kind} block", True)
            hard = any(jumps) or any(is_heavy(season.doc, i) for i in block.items)
            if block.kind in ("superset", "circuit") and hard:
                yield Breach("superset", visit.where, f"heavy or jumping work in a {block.kind}", True)


def check_pains(season: Season) -> Iterator[Breach]:
    """H16: above 5 no loading of the place (joints above 3); from 3 no progression there."""
    for pain in season.doc.athlete.pains:
        patterns, regions = SITES.get(pain.site, (frozenset(), frozenset()))
        stop = pain.score > (3 if pain.joint else 5)
        for visit in season.visits if pain.score >= 3 else ():
            for item in visit.session.work:
                card = season.doc.card(item.exercise)
                surely, perhaps = card.pattern in patterns, bool(regions.intersection(card.regions))
                if not (surely or perhaps):
                    continue
                harder = item.starts.startswith("more-") or item.starts in ("slower", "harder-variation")
                if stop:
                    sure = surely and (item.outside_load or is_jump(season.doc, item))
                    yield Breach("H16", visit.where, f"{item.exercise} with {pain.site} at {pain.score}", not sure)
                elif harder:
                    yield Breach("H16", visit.where, f"{item.exercise} progresses at {pain.score}", not surely)


def right_after_run(season: Season, session: Session, within: int = 30) -> bool:
    """Whether a run ended within so many minutes before."""
    return any(
        0 <= session.begins.wall - r.ends.wall <= within
        for r in season.doc.runs
        if r.kind not in ("rest", "strength", "other")
    )


def generous_seconds(item: Item) -> int:
    """How long a warm-up item may at most be said to take."""
    once = item.seconds[1] if item.seconds else 4 * (item.reps or (0, 0))[1]
    return item.sets * (once * item.sides + item.rest_s) + 15


def check_warm_up(season: Season) -> Iterator[Breach]:
    """H20: at least five minutes of warm-up; ramp sets for loaded lifts."""
    for visit in season.visits:
        session = visit.session
        warm = [i for b in session.blocks if b.kind == "warm-up" for i in b.items]
        light = not visit.classes - {LT, MB}
        ran, warm_still = right_after_run(season, session), right_after_run(season, session, 60)
        if not warm and not (light and ran):
            yield Breach("H20", visit.where, "no warm-up", light or warm_still)
        elif warm and not ran and sum(generous_seconds(i) for i in warm) < WARM_UP_S:
            yield Breach("H20", visit.where, "the warm-up is under 5 min", light or warm_still)
        if session.blocks and session.blocks[0].kind != "warm-up" and warm:
            yield Breach("H20", visit.where, "the warm-up does not come first", False)
        yield from ramps(season, visit)


def ramps(season: Season, visit: Visit) -> Iterator[Breach]:
    """At least one ramp set for a loaded lift, two for a heavy one; a lift of the same pattern before may do."""
    ramped: dict[str, int] = {}
    for item in visit.session.work if visit.classes & LOADED else ():
        card = season.doc.card(item.exercise)
        heavy = is_heavy(season.doc, item)
        need = 2 if heavy else 1 if item.outside_load else 0
        if item.ramp_sets < need:
            doubtful = ramped.get(card.pattern, 0) >= need or not item.outside_load or card.pattern not in COMPOUNDS
            yield Breach("H20", visit.where, f"{item.exercise}: {item.ramp_sets} ramp sets, {need} wanted", doubtful)
        ramped[card.pattern] = max(ramped.get(card.pattern, 0), item.ramp_sets)


def check_effort(season: Season) -> Iterator[Breach]:
    """H21: no set to failure; high reps only for calf, hip, core and bridges; rest between sets."""
    for visit in season.visits:
        for item in visit.session.work:
            card = season.doc.card(item.exercise)
            if item.rir is not None and item.rir[0] < 1:
                yield Breach("H21", visit.where, f"{item.exercise} to failure", False)
            if item.rir is None and item.outside_load and item.reps is not None:
                yield Breach("H21", visit.where, f"{item.exercise}: a loaded lift without RIR", True)
            if card.pattern in COMPOUNDS and item.outside_load and (item.reps or (0, 0))[0] > HIGH_REPS:
                yield Breach("high-reps", visit.where, f"{item.exercise}: {item.reps} reps under load", True)
        for block in visit.session.blocks:
            for item in block.items if block.kind == "straight" else ():
                if item.sets > 1 and not item.rest_s and season.doc.card(item.exercise).pattern != "drill":
                    yield Breach("rest", visit.where, f"{item.exercise}: no rest between sets", True)


def check_kit(season: Season) -> Iterator[Breach]:
    """H22: only kit the runner has; a wall is taken for granted on the milder reading."""
    owned = set(season.doc.athlete.kit)
    for visit in season.visits:
        for item in (i for b in visit.session.blocks for i in b.items):
            card = season.doc.card(item.exercise)
            ways = card.kit or ((),)
            if not any(owned.issuperset(set(way) - {"none"}) for way in ways):
                mild = any((owned | {"wall"}).issuperset(way) for way in ways)
                yield Breach("H22", visit.where, f"{item.exercise} needs {[list(w) for w in ways]}", mild)
            needed = needed_kit(item.exercise)
            if needed and not needed & owned:
                firm = card.pattern != "drill" and not needed & {"box", "bench", "chair"}
                yield Breach("H22", visit.where, f"{item.exercise} needs one of {sorted(needed)}", not firm)
            if item.outside_load and not owned & (FREE_WEIGHTS | LOADABLE.intersection(*[sum(ways, ())])):
                yield Breach("H22", visit.where, f"{item.exercise}: a load, and nothing to load with", False)
            if item.load == "band" and "mini-band" not in owned:
                yield Breach("H22", visit.where, f"{item.exercise}: a band, and none at hand", False)


def check_composition(season: Season) -> Iterator[Breach]:
    checks = (check_classes, check_coverage, check_cards, check_order, check_pains, check_warm_up, check_effort)
    for check in (*checks, check_kit):
        yield from check(season)
