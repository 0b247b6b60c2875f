"""Reads the JSON values one by one, noting what is missing or of the wrong kind."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from .document import (
    Athlete,
    Block,
    Breach,
    Card,
    Document,
    Item,
    Microcycle,
    Pain,
    Pin,
    Race,
    Run,
    Session,
    Window,
    moment,
    words,
)

CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")
NO_DATE = dt.date(2000, 1, 3)
KEY_KINDS = frozenset({"long", "race", "threshold", "intervals", "hills"})
EASY_KINDS = frozenset({"easy", "recovery", "strides"})
RACE_START = 9 * 60
STRENGTH_START = 18 * 60
LB = 0.45359237


@dataclass
class Node:
    """One JSON object and where it stands; asks for values by key and notes what is wrong."""

    value: dict[str, object]
    path: str
    faults: list[Breach] = field(default_factory=list)

    def fault(self, key: str, text: str, *, strict: bool = False) -> None:
        self.faults.append(Breach("document", f"{self.path}.{key}", text, strict))

    def text(self, key: str, default: str = "", *, among: frozenset[str] | None = None) -> str:
        found = self.value.get(key)
        if not isinstance(found, str):
            self.fault(key, f"a text is wanted, not {found!r}")
            return default
        if among is not None and found not in among:
            self.fault(key, f"{found!r} is none of {sorted(among)}")
        return found

    def maybe_text(self, key: str) -> str | None:
        return None if self.value.get(key) is None else self.text(key)

    def number(self, key: str) -> float | None:
        found = self.value.get(key)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | float):
            self.fault(key, f"a number is wanted, not {found!r}")
            return None
        return float(found)

    def whole(self, key: str, default: int | None = None) -> int:
        found = self.number(key)
        if found is None:
            if default is None:
                self.fault(key, "a whole number is wanted")
            return default or 0
        if found != int(found) or found < 0:
            self.fault(key, f"a whole number from 0 up is wanted, not {found!r}")
        return int(found)

    def maybe_whole(self, key: str) -> int | None:
        return None if self.value.get(key) is None else self.whole(key)

    def flag(self, key: str, default: bool | None = None) -> bool:
        found = self.value.get(key, default)
        if not isinstance(found, bool):
            self.fault(key, f"true or false is wanted, not {found!r}")
        return found is True

    def date(self, key: str) -> dt.date:
        return self.as_date(key, self.value.get(key))

    def as_date(self, key: str, found: object) -> dt.date:
        try:
            return dt.date.fromisoformat(found if isinstance(found, str) else "")
        except ValueError:
            self.fault(key, f"a date is wanted, not {found!r}")
            return NO_DATE

    def clock(self, key: str) -> str:
        found = self.text(key, "00:00")
        if not CLOCK.fullmatch(found):
            self.fault(key, f"a time of day is wanted, not {found!r}")
            return "00:00"
        return found

    def child(self, key: str) -> Node:
        found = self.value.get(key)
        if not isinstance(found, dict):
            self.fault(key, f"an object is wanted, not {found!r}")
            found = {}
        return Node(found, f"{self.path}.{key}", self.faults)

    def listed(self, key: str, *, optional: bool = False) -> list[object]:
        found = self.value.get(key, [] if optional else None)
        if not isinstance(found, list):
            self.fault(key, f"a list is wanted, not {found!r}")
            return []
        return found

    def children(self, key: str, *, optional: bool = False) -> list[Node]:
        nodes = []
        for index, found in enumerate(self.listed(key, optional=optional)):
            if isinstance(found, dict):
                nodes.append(Node(found, f"{self.path}.{key}[{index}]", self.faults))
            else:
                self.fault(f"{key}[{index}]", f"an object is wanted, not {found!r}")
        return nodes

    def texts(self, key: str, *, optional: bool = False, among: frozenset[str] | None = None) -> tuple[str, ...]:
        found = []
        for value in self.listed(key, optional=optional):
            if not isinstance(value, str) or (among is not None and value not in among):
                self.fault(key, f"{value!r} is not one of the words for this")
            if isinstance(value, str):
                found.append(value)
        return tuple(found)

    def span(self, key: str) -> tuple[int, int] | None:
        found = self.value.get(key)
        if found is None:
            return None
        if isinstance(found, list) and len(found) == 2:
            low, high = found
            if isinstance(low, int) and isinstance(high, int) and 0 <= low <= high:
                return low, high
        self.fault(key, f"a range [low, high] is wanted, not {found!r}")
        return None


def minute_of(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


RUN_KINDS = words("rest recovery easy long threshold intervals hills strides race cross-training strength other")
STRESSES = ("heavy-legs", "high-plyometric", "moderate-legs", "low-plyometric", "light", "mobility")
STRESS_SET = frozenset(STRESSES)
PHASES = words("foundation build strength maintain taper race recovery")
BLOCKS = words("warm-up straight paired superset circuit cooldown")
LOADS = words("kg lb body-mass band percent-1rm effort")
STARTS = words("new same more-reps more-load more-range slower harder-variation less")
TAGS = words("squat-or-lunge hinge single-leg calf hip-stability core plyometric")
LEVELS = frozenset({"beginner", "intermediate", "advanced"})
DAYS = words("mon tue wed thu fri sat sun")
KIT = words(
    "wall dowel chair bench box mini-band dumbbell kettlebell barbell stability-ball leg-press hamstring-curl "
    "calf-machine seated-calf-machine foam-roller none"
)


def read_item(node: Node) -> Item:
    load = node.child("load")
    kind = load.text("kind", "body-mass", among=LOADS)
    kg = load.number("kg")
    pounds = load.number("lb")
    if kind == "kg" and not kg:
        load.fault("kg", "a load in kg without its kg")
    if kind == "lb":
        kg = pounds * LB if pounds else None
        if not pounds:
            load.fault("lb", "a load in lb without its lb")
    percent = load.number("percent")
    if kind == "percent-1rm" and not percent:
        load.fault("percent", "a share of 1RM without its percent")
    band = load.text("band", among=frozenset({"light", "medium", "heavy"})) if kind == "band" else ""
    item = Item(
        exercise=node.text("exercise"),
        sets=node.whole("sets"),
        reps=node.span("reps"),
        seconds=node.span("seconds"),
        per_side=node.flag("per_side", False),
        load=kind,
        kg=kg,
        band=band,
        percent=percent,
        rir=node.span("rir"),
        tempo=node.maybe_text("tempo"),
        rest_s=node.whole("rest_s", 0),
        contacts=node.whole("contacts", 0),
        starts=node.text("starts", "same", among=STARTS),
        ramp_sets=node.whole("ramp_sets", 0),
    )
    if (item.reps is None) == (item.seconds is None):
        node.fault("reps", "one of reps and seconds is a range, the other null")
    if item.sets < 1:
        node.fault("sets", "an item has at least one set")
    if item.tempo is not None and not re.fullmatch(r"\d+-\d+-[\dx]+-\d+", item.tempo.lower()):
        node.fault("tempo", f"{item.tempo!r} is not eccentric-pause-concentric-pause")
    return item


def read_session(node: Node, zone: ZoneInfo) -> Session:
    blocks = tuple(
        Block(b.text("kind", among=BLOCKS), tuple(read_item(i) for i in b.children("items")))
        for b in node.children("blocks")
    )
    date, start = node.date("date"), node.clock("start")
    reasons = node.children("because", optional=True)
    for reason in reasons:
        if not reason.text("rule") or not reason.text("text"):
            reason.fault("text", "a reason names its rule and says a sentence")
        if not reason.texts("sources", optional=True):
            reason.fault("sources", "a reason without a source", strict=True)
    return Session(
        id=node.text("id"),
        date=date,
        start=start,
        minutes=node.whole("minutes"),
        stress=node.text("stress", "mobility", among=STRESS_SET),
        also=node.texts("also", optional=True, among=STRESS_SET),
        title=node.text("title"),
        template=node.text("template"),
        mini=node.flag("mini", False),
        blocks=blocks,
        reasons=len(reasons),
        begins=moment(date, minute_of(start), zone),
    )


def read_run(node: Node, zone: ZoneInfo) -> Run:
    date, start = node.date("date"), node.clock("start")
    run = Run(
        date=date,
        start=start,
        kind=node.text("kind", "other", among=RUN_KINDS),
        key=node.flag("key"),
        title=node.text("title"),
        distance_m=node.maybe_whole("distance_m"),
        duration_s=node.maybe_whole("duration_s"),
        begins=moment(date, minute_of(start), zone),
    )
    if run.kind in KEY_KINDS and not run.key:
        node.fault("key", f"a {run.kind} run is a key run")
    if run.key and run.kind not in KEY_KINDS:
        node.fault("key", f"a {run.kind} entry is marked as a key run", strict=True)
    if run.kind in KEY_KINDS | EASY_KINDS and not run.duration_s:
        node.fault("duration_s", "an unknown duration is estimated and written")
    return run


def read_race(node: Node, runs: tuple[Run, ...], zone: ZoneInfo) -> Race:
    date = node.date("date")
    run = next((r for r in runs if r.date == date and r.kind == "race"), None)
    return Race(
        date=date,
        priority=node.text("priority", "A", among=frozenset("ABC")),
        distance_m=node.maybe_whole("distance_m") or (run.distance_m if run else None),
        begins=run.begins if run else moment(date, RACE_START, zone),
    )


def read_windows(node: Node) -> tuple[Window, ...]:
    return tuple(
        Window(
            weekday=w.text("weekday", "mon", among=DAYS),
            opens=minute_of(w.clock("from")) if w.value.get("from") is not None else None,
            closes=minute_of(w.clock("to")) if w.value.get("to") is not None else None,
        )
        for w in node.children("windows", optional=True)
    )


def read_athlete(node: Node) -> Athlete:
    gates = node.child("gates") if "gates" in node.value else Node({}, node.path, node.faults)
    steps = node.child("load_steps_kg") if "load_steps_kg" in node.value else Node({}, node.path, node.faults)
    return Athlete(
        level=node.text("level", "beginner", among=LEVELS),
        kit=node.texts("kit", optional=True, among=KIT),
        age=node.maybe_whole("age"),
        minutes=node.maybe_whole("minutes"),
        plyometric_gate=gates.flag("plyometric", False),
        windows=read_windows(node),
        pains=tuple(
            Pain(p.text("site"), p.whole("score"), p.flag("joint", False))
            for p in node.children("pains", optional=True)
        ),
        known_exercises=tuple(k.text("exercise") for k in node.children("loads", optional=True)),
        steps_kg={key: steps.number(key) or 0.0 for key in steps.value},
    )


def read_card(name: str, node: Node) -> Card:
    kit = []
    for way in node.listed("kit", optional=True):
        things = tuple(t for t in way if isinstance(t, str)) if isinstance(way, list) else ()
        if not isinstance(way, list) or len(things) != len(way) or not KIT.issuperset(things):
            node.fault("kit", f"{way!r} is not a set of known kit")
        kit.append(things)
    return Card(
        id=name,
        name=node.text("name"),
        pattern=node.text("pattern"),
        tags=node.texts("tags", optional=True, among=TAGS),
        regions=node.texts("regions", optional=True),
        kit=tuple(kit),
        per_side=node.flag("per_side", False),
        impact=node.number("impact") or 0.0,
        family=node.maybe_text("family"),
        eccentric=node.flag("eccentric", False),
    )


def read_zone(brief: Node) -> ZoneInfo:
    name = brief.text("time_zone", "UTC")
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        brief.fault("time_zone", f"{name!r} is no zone")
        return ZoneInfo("UTC")


def read_history(brief: Node) -> dict[str, tuple[dt.date, ...]]:
    if brief.value.get("history") is None:
        return {}
    node = brief.child("history")
    return {key: tuple(node.as_date(key, d) for d in node.listed(key)) for key in node.value}


def read_made(root: Node) -> None:
    if root.text("schema") != "midstance.plan/1":
        root.fault("schema", "is not midstance.plan/1")
    made = root.child("made")
    for key in ("midstance", "knowledge", "engine", "status"):
        made.text(key)
    if made.number("objective") is None or made.number("bound") is None:
        made.fault("objective", "objective and bound are numbers")


def read_document(raw: dict[str, object]) -> Document:
    """Decode a plan document; what is wrong with it is in `faults`."""
    root = Node(raw, "$")
    read_made(root)
    brief = root.child("brief")
    zone = read_zone(brief)
    runs = tuple(read_run(r, zone) for r in brief.children("runs", optional=True))
    weeks = tuple(
        Microcycle(m.date("start"), m.text("phase", among=PHASES), m.flag("deload", False), m.maybe_whole("mesocycle"))
        for m in root.children("microcycles")
    )
    pins = tuple(
        Pin(p.date("date"), p.maybe_text("start"), p.maybe_text("stress"))
        for p in brief.children("pins", optional=True)
    )
    cards = root.child("exercises")
    audit = root.child("audit")
    audit.listed("soft")
    return Document(
        start=brief.date("start"),
        end=brief.date("end"),
        zone=zone,
        athlete=read_athlete(brief.child("athlete")),
        blocked=tuple(brief.as_date("blocked", d) for d in brief.listed("blocked", optional=True)),
        pins=pins,
        prescreen=brief.text("prescreen", "clear", among=frozenset({"clear", "positive"})),
        history=read_history(brief),
        races=tuple(read_race(r, runs, zone) for r in brief.children("races", optional=True)),
        runs=runs,
        microcycles=weeks,
        sessions=tuple(read_session(s, zone) for s in root.children("sessions")),
        exercises={name: read_card(name, cards.child(name)) for name in cards.value},
        hard_findings=len(audit.listed("hard")),
        notes=tuple(n.text("text") for n in root.children("notes")),
        faults=tuple(root.faults),
    )
