"""The runner's own terms: windows, blocked days, pins and minutes; and minutes that add up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from .contents import JUMPING, Season, Visit, is_jump
from .decode import minute_of
from .document import DAY, Block, Breach, Item, Session

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EARLY, LATE = 5 * 60, 23 * 60
LEVEL_MINUTES = {"beginner": 25, "intermediate": 35, "advanced": 45}
GRACE = 5
"""Minutes of tolerance (evidence, P09)."""
HONEST = 0.8
RAMP_SET_S = 30


def check_days(season: Season) -> Iterator[Breach]:
    """Windows and blocked days are hard; a session ends in the window it starts in."""
    doc = season.doc
    for visit in season.visits:
        session = visit.session
        if session.date in doc.blocked:
            yield Breach("blocked", visit.where, "on a blocked day", False)
        if not doc.start <= session.date <= doc.end:
            yield Breach("document", visit.where, "outside the brief's dates", False)
        begin = minute_of(session.start)
        end = begin + session.minutes
        if end > DAY:
            yield Breach("window", visit.where, "ends after midnight", False)
        if doc.athlete.windows:
            yield from in_window(season, visit, begin, end)
        elif begin < EARLY or end > LATE:
            yield Breach("window", visit.where, "in the middle of the night", True)


def in_window(season: Season, visit: Visit, begin: int, end: int) -> Iterator[Breach]:
    session, doc = visit.session, season.doc
    today = WEEKDAYS[session.date.weekday()]
    spans = sorted(
        (0 if w.opens is None else w.opens, DAY if w.closes is None else w.closes)
        for w in doc.athlete.windows
        if w.weekday == today
    )
    if any(opens <= begin and end <= closes for opens, closes in spans):
        return
    merged: list[tuple[int, int]] = []
    for opens, closes in spans:
        if merged and opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(closes, merged[-1][1]))
        else:
            merged.append((opens, closes))
    joined = any(opens <= begin and end <= closes for opens, closes in merged)
    pinned = any(p.date == session.date for p in doc.pins)
    text = f"{today} {session.start} to {end // 60:02d}:{end % 60:02d} is in no window"
    yield Breach("window", visit.where, text, joined or pinned)


def check_pins(season: Season) -> Iterator[Breach]:
    """Every pin has its session, at its time and of its class where it names them."""
    for pin in season.doc.pins:
        there = [v for v in season.visits if v.session.date == pin.date]
        timed = [v for v in there if pin.start in (None, v.session.start)]
        exact = [v for v in timed if pin.stress in (None, v.session.stress)]
        if not exact:
            mixed = any(pin.stress in v.classes for v in timed)
            yield Breach("pin", f"pin {pin.date}", "no session keeps it", mixed)


def check_minutes(season: Season) -> Iterator[Breach]:
    """No longer than the runner has, and no shorter than the work takes."""
    athlete = season.doc.athlete
    for visit in season.visits:
        minutes = visit.session.minutes
        if athlete.minutes is not None and minutes > athlete.minutes:
            text = f"{minutes} min, the runner has {athlete.minutes}"
            yield Breach("minutes", visit.where, text, minutes <= athlete.minutes + GRACE)
        most = LEVEL_MINUTES.get(athlete.level, 45) + GRACE
        if athlete.minutes is None and minutes > most:
            yield Breach("minutes", visit.where, f"{minutes} min, about {most - GRACE} by level", True)
        sure, likely = (session_seconds(season, visit.session, pessimist) / 60 for pessimist in (False, True))
        if minutes < HONEST * sure:
            yield Breach("honest-minutes", visit.where, f"{minutes} min stated, at least {sure:.0f} needed", False)
        elif minutes < HONEST * likely:
            yield Breach("honest-minutes", visit.where, f"{minutes} min stated, about {likely:.0f} needed", True)


def rep_seconds(item: Item, jump: bool) -> int:
    """Seconds one rep takes at least; by tempo where there is one (an explosive part counts as nothing)."""
    if item.tempo is None:
        return 1 if jump else 2
    return max(1, sum(int(p) if p.isdigit() else 0 for p in item.tempo.split("-")))


def set_seconds(season: Season, item: Item) -> int:
    if item.seconds:
        return item.seconds[0] * item.sides
    reps = item.reps or (0, 0)
    return reps[0] * rep_seconds(item, is_jump(season.doc, item)) * item.sides


def block_seconds(season: Season, block: Block, pessimist: bool) -> int:
    """A lower bound for a block: the sets, the rests between them, half a minute for each ramp set.

    In pairs and circuits the milder reading lets one exercise's work and rest fall into the other's rest.
    """
    work = sum(i.sets * set_seconds(season, i) + i.ramp_sets * RAMP_SET_S for i in block.items)
    if block.kind in ("straight", "warm-up", "cooldown") or pessimist:
        rests = sum(i.sets * i.rest_s for i in block.items)
        return work + rests - (block.items[-1].rest_s if block.items else 0)
    alone = [i.sets * set_seconds(season, i) + (i.sets - 1) * i.rest_s for i in block.items]
    return max([work, *alone])


def session_seconds(season: Season, session: Session, pessimist: bool) -> int:
    blocks = [b for b in session.blocks if b.items]
    between = sum(b.items[-1].rest_s for b in blocks[:-1] if b.kind == "straight") if pessimist else 0
    return between + sum(block_seconds(season, b, pessimist) for b in blocks)


def check_two_a_day(season: Season) -> Iterator[Breach]:
    """Two sessions on a day, minis aside, and plyometrics twice on one day, are a matter for a second look."""
    proper = [v for v in season.visits if not v.session.mini]
    for date, group in groupby(proper, key=lambda v: v.session.date):
        visits = list(group)
        if len(visits) > 1:
            kind = "plyometric " if sum(bool(v.classes & JUMPING) for v in visits) > 1 else ""
            yield Breach("two-a-day", str(date), f"{len(visits)} {kind}sessions on one day", True)


def check_terms(season: Season) -> Iterator[Breach]:
    for check in (check_days, check_pins, check_minutes, check_two_a_day):
        yield from check(season)
