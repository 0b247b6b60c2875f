"""Spacing and weekly limits of strength itself: H07, H08, H13, H14, minis, screening and age."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from .contents import HL, JUMPING, LT, MB, ML, PH, PL, Season, Visit, impact_of, is_jump
from .document import DAY, WEEK, Breach, Item, Moment, longest, moment, shortest

CAPS = {"beginner": 30.0, "intermediate": 60.0, "advanced": 100.0}
MINIS_A_WEEK = 3


def done(season: Season, classes: frozenset[str]) -> list[tuple[Moment, Moment, str]]:
    """Sessions of the history: earliest and latest moment they may have begun (only the date is known)."""
    dates = {d for stress in classes for d in season.past(stress) if d < season.doc.start}
    zone = season.doc.zone
    return [(moment(d, 0, zone), moment(d, DAY - 1, zone), f"history {d}") for d in sorted(dates)]


def begun(season: Season, classes: frozenset[str]) -> list[tuple[Moment, Moment, str]]:
    planned = [
        (v.session.begins, v.session.begins, v.where)
        for v in season.visits
        if v.classes & classes and not v.session.mini
    ]
    return [*done(season, classes), *planned]


def check_gaps(season: Season) -> Iterator[Breach]:
    """H07: heavy sessions 48 h apart (72 from age 50), plyometric sessions 48 h apart."""
    heavy = 72 if (season.doc.athlete.age or 0) >= 50 else 48
    for name, classes, hours in (("heavy", frozenset({HL}), heavy), ("plyometric", JUMPING, 48)):
        for first, then in combinations(begun(season, classes), 2):
            least = shortest(first[1], then[0])
            if least >= hours * 60 or (first[2].startswith("history") and then[2].startswith("history")):
                continue
            doubtful = longest(first[0], then[1]) >= hours * 60
            yield Breach("H07", then[2], f"{name} {least / 60:.1f} h after {first[2]}, {hours} h wanted", doubtful)


def check_rolling(season: Season) -> Iterator[Breach]:
    """H08: in any half-open 168 h at most two heavy sessions, at most three loaded or plyometric ones."""
    for name, classes, most in (
        ("heavy", frozenset({HL}), 2),
        ("loaded or plyometric", frozenset({HL, PH, ML, PL}), 3),
    ):
        all_of_them = begun(season, classes)
        for first, last in zip(all_of_them, all_of_them[most:], strict=False):
            if shortest(first[1], last[0]) >= WEEK or last[2].startswith("history"):
                continue
            doubtful = longest(first[0], last[1]) >= WEEK
            yield Breach("H08", last[2], f"more than {most} {name} sessions in the 168 h since {first[2]}", doubtful)


def family_of(season: Season, item: Item) -> str | None:
    card = season.doc.card(item.exercise)
    if is_jump(season.doc, item):
        return "jump"
    if not item.outside_load:
        return None
    return card.family or (card.pattern if card.pattern in ("squat", "lunge", "hinge") else None)


def check_families(season: Season) -> Iterator[Breach]:
    """H13: a beginner meets at most one new family in 168 h; what a history or a known load covers is not new."""
    if season.doc.athlete.level != "beginner":
        return
    cards = season.doc.exercises
    familiar = {cards[e].family for e in season.doc.athlete.known_exercises if e in cards}
    trained = any(season.past(stress) for stress in (HL, ML))
    first: dict[str, Visit] = {}
    for visit in season.visits:
        for block in visit.session.blocks:
            for item in block.items:
                family = family_of(season, item)
                if family is not None and family not in first:
                    first[family] = visit
    for (one, earlier), (two, later) in combinations(first.items(), 2):
        least = shortest(earlier.session.begins, later.session.begins)
        if least < WEEK:
            strict = trained or one in familiar or two in familiar
            strict = strict or longest(earlier.session.begins, later.session.begins) >= WEEK
            yield Breach("H13", later.where, f"{two} is new {least / 60:.0f} h after {one}", strict)


def contact_cap(season: Season) -> float:
    """H14: weighted contacts a session, by level, gate and age."""
    athlete = season.doc.athlete
    if athlete.level == "beginner" and not athlete.plyometric_gate:
        return 0.0
    age = athlete.age or 0
    return CAPS.get(athlete.level, 30.0) * (0.5 if age >= 65 else 0.75 if age >= 50 else 1.0)


def check_contacts(season: Season) -> Iterator[Breach]:
    """H14: contacts a session, a week and their growth."""
    cap = contact_cap(season)
    weeks = [0.0] * len(season.doc.microcycles)
    sets = [0.0] * len(season.doc.microcycles)
    for visit in season.visits:
        contacts = visit.contents.contacts
        if contacts > cap:
            yield Breach("H14", visit.where, f"{contacts:g} weighted contacts, {cap:g} allowed a session", False)
        index = season.doc.week_of(visit.session.date)
        if index is not None:
            weeks[index] += contacts
            sets[index] = max(sets[index], largest_set(season, visit))
        window = [
            v.contents.contacts
            for v in season.visits
            if 0 <= shortest(visit.session.begins, v.session.begins) < WEEK and v.contents.contacts
        ]
        if sum(window) > 2 * cap:
            yield Breach("H14", visit.where, f"{sum(window):g} weighted contacts in 168 h, {2 * cap:g} allowed", True)
    for index, total in enumerate(weeks):
        where = f"week {season.doc.microcycles[index].start}"
        if total > 2 * cap:
            yield Breach("H14", where, f"{total:g} weighted contacts a week, {2 * cap:g} allowed", False)
        yield from growth(where, total, weeks[max(0, index - 4) : index], sets[index])


def largest_set(season: Season, visit: Visit) -> float:
    items = [i for b in visit.session.blocks for i in b.items if i.sets and i.contacts]
    return max((i.contacts * impact_of(i.exercise, season.doc.card(i.exercise)) / i.sets for i in items), default=0.0)


def growth(where: str, total: float, before: list[float], one_set: float) -> Iterator[Breach]:
    """At most 20 % over the highest of the four weeks before, or one set more; a first week is judged strictly."""
    highest = max(before, default=0.0)
    allowed = max(highest * 1.2, highest + one_set)
    if total > allowed + 1e-9:
        text = f"{total:g} weighted contacts after at most {highest:g} in the four weeks before"
        yield Breach("H14", where, text, highest == 0)


def check_dose_of_jumps(season: Season) -> Iterator[Breach]:
    """`contacts` is the raw number: sets × reps × sides, or one to two contacts for each second of hopping."""
    for visit in season.visits:
        for item in (i for b in visit.session.blocks for i in b.items):
            if not is_jump(season.doc, item):
                continue
            held = item.seconds[0] if item.seconds else 0
            low, high = item.reps or (held, 2 * held)
            least, most = item.sets * low * item.sides, item.sets * high * item.sides
            if item.contacts < most:
                text = f"{item.exercise}: {item.contacts} contacts written, {least} to {most} by its sets"
                yield Breach("H14-contacts", visit.where, text, item.contacts >= least)


def check_who(season: Season) -> Iterator[Breach]:
    """H02 and H19: screening, under 18, under 16; and the ladder of jumps by level."""
    athlete = season.doc.athlete
    age = 99 if athlete.age is None else athlete.age
    for visit in season.visits:
        if season.doc.prescreen == "positive" and visit.classes - {LT, MB}:
            yield Breach("H02", visit.where, "more than light work with a positive screen", False)
        if age < 16 and PH in visit.classes:
            yield Breach("H19", visit.where, "high plyometrics under 16", False)
        if PH in visit.classes and athlete.level != "advanced" and not athlete.plyometric_gate:
            yield Breach("plyometric-ladder", visit.where, f"high plyometrics, {athlete.level}, gate not passed", True)
        for item in visit.session.work if age < 18 else ():
            if item.load == "percent-1rm":
                yield Breach("H19", visit.where, f"{item.exercise}: a share of 1RM under 18", False)
            if item.outside_load and ((item.reps or (8, 8))[0] < 8 or (item.rir or (3, 3))[0] < 3):
                yield Breach("H19", visit.where, f"{item.exercise}: under 8 reps or RIR 3 under 18", True)
    if age < 18 and not any("supervis" in note.lower() for note in season.doc.notes):
        yield Breach("H19", "notes", "no note asks for supervision under 18", True)


def check_minis(season: Season) -> Iterator[Breach]:
    """Mini: up to 20 min, light or mobility, after an easy or recovery run that day, three a week."""
    minis = [v for v in season.visits if v.session.mini]
    for visit in minis:
        session = visit.session
        if session.minutes > 20:
            yield Breach("mini", visit.where, f"{session.minutes} min", False)
        if visit.classes - {LT, MB}:
            yield Breach("mini", visit.where, f"holds {sorted(visit.classes - {LT, MB})}", False)
        before = {r.kind for r in season.doc.runs if r.date == session.date and r.ends.wall <= session.begins.wall}
        if not before & {"easy", "recovery"}:
            yield Breach("mini", visit.where, "no easy or recovery run before it that day", "strides" in before)
    for first, last in zip(minis, minis[MINIS_A_WEEK:], strict=False):
        if shortest(first.session.begins, last.session.begins) < WEEK:
            same = season.doc.week_of(first.session.date) == season.doc.week_of(last.session.date)
            yield Breach("mini", last.where, "a fourth mini within a week", not same)


def check_spacing(season: Season) -> Iterator[Breach]:
    for check in (
        check_gaps,
        check_rolling,
        check_families,
        check_contacts,
        check_dose_of_jumps,
        check_who,
        check_minis,
    ):
        yield from check(season)
