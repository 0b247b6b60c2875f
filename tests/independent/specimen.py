"""A small plan document written by hand, clean by every rule, and handles to break it with."""

from __future__ import annotations

import copy
import datetime as dt
import json
from typing import cast

Json = dict[str, object]

START = dt.date(2027, 2, 15)
RACE = dt.date(2027, 4, 25)
PHASES = ["foundation"] * 4 + ["build"] * 4 + ["taper", "race"]
DELOADS = (3, 7)
AFTER_RUN = "18:00"


def card(name: str, pattern: str, tags: list[str], kit: list[list[str]], **more: object) -> Json:
    plain: Json = {"per_side": False, "impact": 0.0, "family": None, "regions": ["glutes"]}
    return {"name": name, "pattern": pattern, "tags": tags, "kit": kit, **plain, **more}


CARDS: dict[str, Json] = {
    "brisk-walk": card("Brisk walk", "drill", [], []),
    "hip-flexor-stretch": card("Hip flexor stretch", "drill", [], [], per_side=True),
    "goblet-squat": card("Goblet squat", "squat", ["squat-or-lunge"], [["dumbbell"], ["kettlebell"]], family="squat"),
    "reverse-lunge": card("Reverse lunge", "lunge", ["squat-or-lunge", "single-leg"], [[]], per_side=True),
    "split-squat": card("Split squat", "lunge", ["squat-or-lunge", "single-leg"], [[]], per_side=True),
    "romanian-deadlift": card("Romanian deadlift", "hinge", ["hinge"], [["dumbbell"], ["barbell"]], family="hinge"),
    "single-leg-romanian-deadlift": card("Single-leg RDL", "hinge", ["hinge", "single-leg"], [[]], per_side=True),
    "standing-calf-raise": card("Calf raise", "calf-raise", ["calf"], [[], ["wall"]]),
    "lateral-band-walk": card("Band walk", "hip-abduction", ["hip-stability"], [["mini-band"]], per_side=True),
    "clamshell": card("Clamshell", "hip-abduction", ["hip-stability"], [[]], per_side=True),
    "pogo-hop": card("Pogo hop", "hop", ["plyometric"], [[]], impact=0.5),
}


def item(exercise: str, sets: int, reps: tuple[int, int] | None, **more: object) -> Json:
    plain: Json = {"seconds": None, "load": {"kind": "body-mass"}, "rir": None, "tempo": None, "rest_s": 60}
    side = CARDS[exercise]["per_side"]
    rest: Json = {"per_side": side, "contacts": 0, "starts": "same", "ramp_sets": 0}
    return {"exercise": exercise, "sets": sets, "reps": list(reps) if reps else None, **plain, **rest, **more}


def lift(exercise: str, sets: int, reps: tuple[int, int], kg: float, **more: object) -> Json:
    plain: Json = {"load": {"kind": "kg", "kg": kg}, "rir": [2, 3], "tempo": "3-0-1-0", "rest_s": 90, "ramp_sets": 1}
    return item(exercise, sets, reps, **{**plain, **more})


def block(kind: str, *items: Json) -> Json:
    return {"kind": kind, "items": list(items)}


def around(*blocks: Json) -> list[Json]:
    warm = item("brisk-walk", 1, None, seconds=[360, 360], rest_s=0)
    stretch = item("hip-flexor-stretch", 1, None, seconds=[30, 30], rest_s=0)
    return [block("warm-up", warm), *blocks, block("cooldown", stretch)]


def squats_and_hinges(week: int) -> list[Json]:
    """Tuesday: moderate in foundation, heavy in build."""
    half = week in DELOADS or week >= 8
    sets = 1 if half else 3
    reps, kg, ramps = ((5, 6), 15.0, 2) if 4 <= week < 8 else ((8, 10), 14.0, 1)
    return around(
        block("straight", lift("goblet-squat", sets, reps, kg, ramp_sets=ramps)),
        block("straight", lift("romanian-deadlift", sets, (8, 10), 16.0)),
        block("straight", item("reverse-lunge", 1 if half else 2, (8, 8), rir=[3, 4])),
        block("straight", item("standing-calf-raise", 1 if half else 2, (12, 15), rir=[3, 4])),
        block("straight", item("lateral-band-walk", 2, (10, 10), load={"kind": "band", "band": "light"})),
    )


def one_leg(week: int) -> list[Json]:
    """Thursday: single-leg work, with a few hops first in build."""
    half = week in DELOADS
    hops = [block("straight", item("pogo-hop", sets, None, seconds=[10, 10], contacts=20 * sets))
            for sets in ({4: 1, 5: 2, 6: 2}.get(week, 0),) if sets]  # fmt: skip
    return around(
        *hops,
        block("straight", lift("split-squat", 1 if half else 3, (8, 8), 6.0)),
        block("straight", lift("single-leg-romanian-deadlift", 1 if half else 3, (8, 8), 8.0)),
        block("straight", item("standing-calf-raise", 2, (12, 15), rir=[3, 4])),
        block("straight", item("clamshell", 2, (15, 15), rir=[4, 5])),
    )


def light(_: int) -> list[Json]:
    walk = item("lateral-band-walk", 2, (10, 10), load={"kind": "band", "band": "light"})
    return around(block("straight", walk), block("straight", item("clamshell", 2, (15, 15), rir=[4, 5])))


def session(date: dt.date, stress: str, blocks: list[Json], **more: object) -> Json:
    reason = {"rule": "fresh-for-key-runs", "text": "Two days clear of the long run.", "sources": ["S4:321"]}
    plain: Json = {"start": AFTER_RUN, "minutes": 40, "title": "Legs", "template": "general", "because": [reason]}
    return {"id": f"{date}-a", "date": str(date), "stress": stress, "blocks": blocks, **plain, **more}


def week_of_sessions(week: int) -> list[Json]:
    tuesday = START + dt.timedelta(days=7 * week + 1)
    thursday = tuesday + dt.timedelta(days=2)
    if PHASES[week] == "race":
        return [session(tuesday, "light", light(week), minutes=20)]
    heavy = week in (4, 5, 6, 7)
    first = session(tuesday, "heavy-legs" if heavy else "moderate-legs", squats_and_hinges(week))
    if heavy:
        first["also"] = ["moderate-legs"]
    if PHASES[week] == "taper":
        return [first]
    second = session(thursday, "moderate-legs", one_leg(week))
    if week in (4, 5, 6):
        second["also"] = ["low-plyometric"]
    return [first, second]


def run(date: dt.date, kind: str, km: int, minutes: int, **more: object) -> Json:
    key = kind in ("long", "race", "threshold", "intervals", "hills")
    plain: Json = {"date": str(date), "start": "07:00", "kind": kind, "key": key, "title": kind}
    return {**plain, "distance_m": km * 1000, "duration_s": minutes * 60, **more}


def week_of_runs(week: int) -> list[Json]:
    monday = START + dt.timedelta(days=7 * week)
    days = [monday + dt.timedelta(days=d) for d in range(7)]
    last = run(days[6], "long", 18, 110)
    if PHASES[week] == "race":
        last = run(days[6], "race", 21, 110, start="10:00", distance_m=21098)
    return [
        run(days[1], "intervals", 9, 50),
        run(days[2], "easy", 7, 42),
        run(days[3], "easy", 8, 48),
        run(days[5], "easy", 6, 36),
        last,
    ]


def clean() -> Json:
    """Ten weeks to a half marathon: foundation, build with heavy legs and hops, taper, race."""
    weeks = range(len(PHASES))
    athlete: Json = {
        "level": "intermediate", "kit": ["dumbbell", "mini-band", "box"], "goal": "half", "age": 41, "minutes": 45,
        "gates": {"plyometric": False}, "pains": [], "windows": [{"weekday": "tue", "from": "18:00", "to": "19:00"},
                                                               {"weekday": "thu"}],
    }  # fmt: skip
    brief: Json = {
        "time_zone": "Europe/Berlin", "start": str(START), "end": str(RACE), "athlete": athlete,
        "blocked": ["2027-03-05"], "pins": [{"date": "2027-02-16", "start": None, "stress": None}],
        "prescreen": "clear", "history": {}, "runs": [r for w in weeks for r in week_of_runs(w)],
        "races": [{"date": str(RACE), "name": "Spring half", "priority": "A", "distance_m": 21098}],
    }  # fmt: skip
    cycles = [
        {"start": str(START + dt.timedelta(days=7 * w)), "phase": PHASES[w], "deload": w in DELOADS} for w in weeks
    ]
    made = {"midstance": "0", "knowledge": "0", "engine": "hand", "status": "optimal", "objective": 0, "bound": 0}
    sessions = [s for w in weeks for s in week_of_sessions(w)]
    whole = {
        "schema": "midstance.plan/1", "made": made, "brief": brief, "microcycles": cycles, "sessions": sessions,
        "audit": {"hard": [], "soft": []}, "exercises": CARDS, "notes": [],
    }  # fmt: skip
    return cast("Json", json.loads(json.dumps(whole)))


class Handle:
    """A clean document taken apart, for tests that break one thing in it."""

    def __init__(self) -> None:
        self.document = copy.deepcopy(clean())
        self.brief = cast("Json", self.document["brief"])
        self.athlete = cast("Json", self.brief["athlete"])
        self.runs = cast("list[Json]", self.brief["runs"])
        self.races = cast("list[Json]", self.brief["races"])
        self.weeks = cast("list[Json]", self.document["microcycles"])
        self.sessions = cast("list[Json]", self.document["sessions"])
        self.cards = cast("dict[str, Json]", self.document["exercises"])

    def session(self, date: str) -> Json:
        return next(s for s in self.sessions if s["date"] == date)

    def items(self, date: str) -> dict[str, Json]:
        blocks = cast("list[Json]", self.session(date)["blocks"])
        return {str(i["exercise"]): i for b in blocks for i in cast("list[Json]", b["items"])}

    def move(self, date: str, to: str, start: str = AFTER_RUN) -> None:
        """Move a session, windows and order following it, so that only its place is at fault."""
        self.athlete["windows"] = []
        self.session(date).update({"date": to, "start": start})
        self.sort()

    def add(self, more: Json) -> None:
        self.athlete["windows"] = []
        more["id"] = f"{more['date']}-{more['start']}-{len(self.sessions)}"
        self.sessions.append(more)
        self.sort()

    def sort(self) -> None:
        self.sessions.sort(key=lambda s: (str(s["date"]), str(s["start"])))

    def run(self, date: str) -> Json:
        return next(r for r in self.runs if r["date"] == date)

    def drop(self, date: str) -> None:
        self.sessions.remove(self.session(date))
