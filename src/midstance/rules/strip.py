"""The week strip: one notation for rule examples, tests and the terminal.

```
who:  41 intermediate gate dumbbell bench      age, level, `positive` health question, plyometric gate, kit, weak-glutes
from: 2026-03-23                               first Monday; zone: Europe/Berlin
when: tue 17:00-20:00; sat                     windows
done: heavy heavy moderate:25                  sessions already done, every third day back, or so many days ago
want: 2                                        sessions every week asks for
phase: foundation | build deload               by week
was:  easy intervals . . . . long              the runs as they were given
run:  easy@17:30 intervals:12km rest race-A:10km easy:70min . easy&strides@18:00
pain: knee 4                                   and more of what the log says: see `strip_standing`
legs: . heavy+moderate@20:00:40min . mini light . moderate:W-04(goblet-squat 3x8 rir2 kg20; clamshell 2x15)
```
Seven words a week, weeks apart by ` | `; a line that starts with no name goes on with the one before.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import get_args

from midstance.rules.strip_items import WARM_UP, WARM_UP_ID, StripError, blocks_of
from midstance.rules.strip_standing import NAMES, pains_of, revision_of, standing_of
from midstance.training.athlete import Athlete, Gates, Pain, Window
from midstance.training.clock import WEEKDAYS, monday_of
from midstance.training.exercise import KIT, LEVELS, REGIONS
from midstance.training.periods import Phase
from midstance.training.plan import Brief, ExerciseCard, Made, Microcycle, Plan
from midstance.training.running import (
    ASSUMED_RACE_START,
    ASSUMED_RUN_START,
    ASSUMED_STRENGTH_START,
    EASY_PACE_S_PER_KM,
    KEY_KINDS,
    RUN_KINDS,
    Priority,
    Race,
    Run,
    RunKind,
)
from midstance.training.session import STRESS, Session, Stress

FIRST_DAY = dt.date(2026, 1, 5)
"""The Monday a strip starts on unless it says `from:`."""

LEG_WORDS: dict[str, Stress] = {
    "heavy": "heavy-legs",
    "jumps": "high-plyometric",
    "moderate": "moderate-legs",
    "hops": "low-plyometric",
    "light": "light",
    "mobility": "mobility",
}
LEG_WORD_OF = {stress: word for word, stress in LEG_WORDS.items()}

SESSION_MINUTES = 45
QUIET_MINUTES: dict[str, int] = {"light": 30, "mobility": 30, "mini": 15}
RUN_MINUTES: dict[RunKind, int] = {
    "recovery": 30, "easy": 45, "strides": 45, "long": 110, "threshold": 60, "intervals": 60, "hills": 60,
    "race": 60, "cross-training": 60, "strength": 45,
}  # fmt: skip
"""Minutes where a strip gives none (our own choice)."""

_PHASES = get_args(Phase)
_NAME = re.compile(r"^(who|from|zone|when|done|want|phase|was|run|legs|" + "|".join(NAMES) + "):", re.M)
_TAIL = re.compile(r"@(\d{1,2}:\d{2})|:([\d.]+)(km|min)|:(W-\d+)")
_TOKEN = re.compile(r"[^\s()]+(?:\([^)]*\))?|\|")

Weeks = list[list[str]]


def plan_of(strip: str, cards: Mapping[str, ExerciseCard] | None = None) -> Plan:
    """The made-up plan a strip describes; `cards` say what its exercises are. Raises StripError when it cannot."""
    lines = _lines(strip)
    first = dt.date.fromisoformat(lines["from"]) if "from" in lines else FIRST_DAY
    runs, races = _runs(_weeks(lines.get("run", "")), first)
    legs = _weeks(lines.get("legs", ""))
    count = max(len(_weeks(lines.get("run", ""))), len(legs), 1)
    known = {**(cards or {}), WARM_UP_ID: (cards or {}).get(WARM_UP_ID, WARM_UP)}
    sessions = _sessions(legs, first, known)
    used = {item.exercise for session in sessions for block in session.blocks for item in block.items}
    brief = Brief(
        time_zone=lines.get("zone", "UTC"),
        start=first,
        end=first + dt.timedelta(days=7 * count - 1),
        athlete=_athlete(lines.get("who", ""), lines.get("when", ""), pains_of(lines.get("pain", ""))),
        prescreen="positive" if "positive" in lines.get("who", "").split() else "clear",
        history=_history(lines.get("done", "").split(), first),
        races=races,
        runs=runs,
        standing=standing_of(lines, first, sessions, LEG_WORDS, known),
    )
    return Plan(
        made=Made(midstance="", knowledge="", engine="strip", status="", objective=0, bound=0),
        brief=brief,
        microcycles=_microcycles(lines, first, count),
        sessions=sessions,
        exercises={name: known[name] for name in sorted(used) if name in known},
        revision=revision_of(lines, first),
    )


def given_runs(strip: str) -> tuple[Run, ...] | None:
    """The runs of the line `was:`, or None where there is none."""
    lines = _lines(strip)
    first = dt.date.fromisoformat(lines["from"]) if "from" in lines else FIRST_DAY
    return _runs(_weeks(lines["was"]), first)[0] if "was" in lines else None


def _lines(strip: str) -> dict[str, str]:
    found: dict[str, str] = {}
    name = ""
    for line in strip.strip().splitlines():
        named = _NAME.match(line.strip())
        if named:
            name = named[1]
            found[name] = line.strip()[named.end() :].strip()
        elif not name:
            raise StripError(f"a strip starts with a line such as `run:`, not {line.strip()!r}")
        else:
            found[name] += " " + line.strip()
    return found


def _weeks(line: str) -> Weeks:
    weeks: Weeks = [[]]
    for token in _TOKEN.findall(line):
        if token == "|":
            weeks.append([])
        else:
            weeks[-1].append(token)
    if weeks == [[]]:
        return []
    for week in weeks:
        if len(week) != 7:
            raise StripError(f"a week has seven days, not {len(week)}: {' '.join(week)}")
    return weeks


def _days(weeks: Weeks, first: dt.date) -> list[tuple[dt.date, str]]:
    words = [word for week in weeks for word in week]
    return [(first + dt.timedelta(days=day), word) for day, word in enumerate(words) if word != "."]


def _runs(weeks: Weeks, first: dt.date) -> tuple[tuple[Run, ...], tuple[Race, ...]]:
    runs: list[Run] = []
    races: list[Race] = []
    for date, word in _days(weeks, first):
        for part in word.split("&"):
            run, priority = _run(part, date)
            runs.append(run)
            if priority is not None:
                races.append(Race(date=date, priority=priority, distance_m=run.distance_m))
    return tuple(runs), tuple(races)


def _run(word: str, date: dt.date) -> tuple[Run, Priority | None]:
    name = re.split("[@:]", word)[0]
    priority: Priority | None = None
    for letter in get_args(Priority):
        if name == f"race-{letter}":
            name, priority = "race", letter
    kind = next((kind for kind in RUN_KINDS if kind == name), None)
    if kind is None:
        raise StripError(f"{word!r} is no run: say {', '.join(RUN_KINDS)}, race-A, race-B or race-C")
    start, amounts, _ = _tail(word)
    metres = round(amounts["km"] * 1000) if "km" in amounts else None
    seconds = RUN_MINUTES.get(kind, 0) * 60
    if "min" in amounts:
        seconds = round(amounts["min"] * 60)
    elif metres is not None:
        seconds = metres * EASY_PACE_S_PER_KM // 1000
    clock = start or (ASSUMED_RACE_START if kind == "race" else ASSUMED_RUN_START)
    run = Run(date=date, start=clock, kind=kind, key=kind in KEY_KINDS, distance_m=metres, duration_s=seconds)
    return run, priority


def _tail(word: str) -> tuple[str | None, dict[str, float], str | None]:
    """Clock time, amounts by unit, and named workout that follow a word."""
    start, workout = None, None
    amounts: dict[str, float] = {}
    for clock, amount, unit, named in _TAIL.findall(word.split("(")[0]):
        start = clock.rjust(5, "0") if clock else start
        workout = named or workout
        if unit:
            amounts[unit] = float(amount)
    return start, amounts, workout


def _sessions(weeks: Weeks, first: dt.date, cards: Mapping[str, ExerciseCard]) -> tuple[Session, ...]:
    return tuple(
        _session(part, date, letter, cards)
        for date, word in _days(weeks, first)
        for letter, part in zip("abc", word.split("&"), strict=False)
    )


def _session(word: str, date: dt.date, letter: str, cards: Mapping[str, ExerciseCard]) -> Session:
    outside, _, inside = word.partition("(")
    names = re.split("[@:]", outside)[0].split("+")
    mini = names == ["mini"]
    classes = ["light"] if mini else [LEG_WORDS.get(name) for name in names]
    if None in classes:
        raise StripError(f"{outside!r} is no session: say {', '.join(LEG_WORDS)} or mini")
    ordered = [stress for stress in STRESS if stress in classes]
    start, amounts, workout = _tail(outside)
    return Session(
        id=f"{date.isoformat()}-{letter}",
        date=date,
        start=start or ASSUMED_STRENGTH_START,
        minutes=int(amounts.get("min", QUIET_MINUTES.get(names[0], SESSION_MINUTES))),
        stress=ordered[0],
        also=tuple(ordered[1:]),
        title=outside,
        template=workout or ("mini" if mini else "general"),
        blocks=blocks_of(inside.removesuffix(")"), cards),
        mini=mini,
    )


def _athlete(who: str, when: str, pains: tuple[Pain, ...]) -> Athlete:
    """An intermediate runner with every kit unless the words say otherwise."""
    words = who.split()
    kit = tuple(kit for kit in KIT if kit in words)
    unknown = [word for word in words if not _is_known(word)]
    if unknown:
        raise StripError(f"{unknown[0]!r} says nothing known about the runner")
    return Athlete(
        level=next((level for level in LEVELS if level in words), "intermediate"),
        kit=() if "none" in words else kit or KIT,
        gates=Gates(plyometric="gate" in words),
        age=next((int(word) for word in words if word.isdigit()), None),
        weak_points=tuple(region for region in REGIONS if f"weak-{region}" in words),
        windows=_windows(when),
        pains=pains,
    )


def _is_known(word: str) -> bool:
    named = word in (*KIT, *LEVELS, "none", "gate", "positive")
    return named or word.isdigit() or word.removeprefix("weak-") in REGIONS


def _windows(line: str) -> tuple[Window, ...]:
    windows = []
    for part in filter(None, (part.strip() for part in line.split(";"))):
        day, _, hours = part.partition(" ")
        name = next((name for name in WEEKDAYS if name == day), None)
        if name is None:
            raise StripError(f"{part!r} does not start with a weekday such as tue")
        start, _, end = hours.strip().partition("-")
        windows.append(Window(weekday=name, start=start or None, end=end or None))  # type: ignore[arg-type]
    return tuple(windows)


def _history(words: Sequence[str], first: dt.date) -> dict[str, tuple[dt.date, ...]]:
    """Dates of sessions already done: every third day back from two days before the start, or as many days as said."""
    found: dict[str, list[dt.date]] = {}
    for word in words:
        name, _, ago = word.partition(":")
        if name not in LEG_WORDS:
            raise StripError(f"{word!r} is no session that can have been done")
        dates = found.setdefault(LEG_WORDS[name], [])
        dates.append(first - dt.timedelta(days=int(ago) if ago else 2 + 3 * len(dates)))
    return {stress: tuple(sorted(dates)) for stress, dates in found.items()}


def _microcycles(lines: Mapping[str, str], first: dt.date, count: int) -> tuple[Microcycle, ...]:
    """A week each; a new mesocycle begins with a new phase and after a deload."""
    said = [part.split() for part in lines["phase"].split("|")] if "phase" in lines else []
    found: list[Microcycle] = []
    for week in range(count):
        words = said[min(week, len(said) - 1)] if said else ["build"]
        phase = next((phase for phase in _PHASES if phase in words), None)
        if phase is None:
            raise StripError(f"{' '.join(words)!r} names no phase: say {', '.join(_PHASES)}")
        last = found[-1] if found else None
        new = last is not None and (last.phase != phase or last.deload)
        found.append(
            Microcycle(
                start=first + dt.timedelta(weeks=week),
                phase=phase,
                deload="deload" in words,
                mesocycle=(last.mesocycle if last else 0) + new,
                sessions_wanted=int(lines.get("want", "0")),
            )
        )
    return tuple(found)


def strip_of(plan: Plan) -> str:
    """Two lines a week, runs above sessions, in columns; each week reads as a strip of its own."""
    races = {race.date: race.priority for race in plan.brief.races}
    monday = monday_of(plan.brief.start)
    runs: dict[dt.date, list[str]] = {}
    for run in sorted(plan.brief.runs, key=lambda run: (run.date, run.start)):
        if run.kind != "rest":
            name = f"race-{races[run.date]}" if run.kind == "race" and run.date in races else run.kind
            runs.setdefault(run.date, []).append(name)
    legs: dict[dt.date, list[str]] = {}
    for session in sorted(plan.sessions, key=lambda session: (session.date, session.start)):
        classes = "mini" if session.mini else "+".join(LEG_WORD_OF[stress] for stress in session.classes)
        legs.setdefault(session.date, []).append(classes)
    lines = []
    while monday <= plan.brief.end:
        days = [monday + dt.timedelta(days=day) for day in range(7)]
        above = ["&".join(runs.get(day, ["rest"])) for day in days]
        below = ["&".join(legs.get(day, ["."])) for day in days]
        widths = [max(len(one), len(other)) for one, other in zip(above, below, strict=True)]
        for name, words in (("run: ", above), ("legs:", below)):
            columns = [word.ljust(width) for word, width in zip(words, widths, strict=True)]
            lines.append(" ".join([name, *columns]).rstrip())
        monday += dt.timedelta(weeks=1)
    return "\n".join(lines)
