"""A diary made up for tests of the coach: short ways to write entries, a plan around them, and logs at random."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from midstance.training.athlete import Athlete
from midstance.training.log import (
    CheckIn,
    Cleared,
    Entry,
    Illness,
    PainReport,
    PainTime,
    RedFlag,
    RedFlags,
    RunDone,
    RunFeel,
    SessionEnd,
    SetResult,
    Symptom,
)
from midstance.training.periods import Phase
from midstance.training.plan import Brief, Made, Microcycle, Plan
from midstance.training.prescription import Block, Item, Load
from midstance.training.running import RunKind
from midstance.training.session import Session, Stress

MONDAY = dt.date(2027, 1, 4)
"""Day 0 of these diaries."""
MADE = Made(midstance="0", knowledge="", engine="", status="optimal", objective=0, bound=0)


def day(number: int) -> dt.date:
    """The date of a day of the diary."""
    return MONDAY + dt.timedelta(days=number)


def at(number: float, hour: float = 18) -> dt.datetime:
    """A moment, UTC."""
    return dt.datetime.combine(MONDAY, dt.time(0), dt.UTC) + dt.timedelta(days=number, hours=hour)


def name(kind: str, number: float, hour: float, more: str = "") -> str:
    """An id that is the same each time."""
    return f"{kind}-{number:g}-{hour:g}{more}"


def pain(
    number: float, score: int, when: PainTime = "during", *, hour: float | None = None, side: str | None = "left",
    site: str = "calf", joint: bool = False, limping: bool = False, stiffer: bool = False, exercise: str | None = None,
) -> PainReport:  # fmt: skip
    """A pain report; a next-morning one at seven in the morning."""
    hour = hour if hour is not None else (7 if when == "next-morning" else 18)
    return PainReport(
        id=name("pain", number, hour, f"-{site}-{side}-{when}"), at=at(number, hour), site=site, score=score,  # type: ignore[arg-type]
        when=when, side=side, joint=joint, limping=limping, stiffer=stiffer, exercise=exercise,  # type: ignore[arg-type]
    )  # fmt: skip


def ended(number: float, session: str = "s", how: str = "done", rpe: int | None = None, hour: float = 19) -> SessionEnd:
    """A session that ended."""
    return SessionEnd(id=name("end", number, hour, session), at=at(number, hour), session=session, ended=how, rpe=rpe)  # type: ignore[arg-type]


def lifted(
    number: float, exercise: str = "goblet-squat", reps: int = 8, rir: int | None = 2, kg: float | None = 14,
    session: str | None = None, hour: float = 18, hurt: int | None = None, asked: Item | None = None,
) -> SetResult:  # fmt: skip
    """One set."""
    load = Load(kind="kg", kg=kg) if kg is not None else Load(kind="body-mass")
    return SetResult(
        id=name("set", number, hour, f"{exercise}{session}"), at=at(number, hour), exercise=exercise, session=session,
        reps=reps, rir=rir, load=load, pain=hurt, asked=asked,
    )  # fmt: skip


def ran(
    number: float, kind: RunKind = "easy", feel: RunFeel | None = None, hour: float = 7, metres: int | None = None,
    planned: dt.date | None = None,
) -> RunDone:  # fmt: skip
    """A run that was done."""
    return RunDone(
        id=name("run", number, hour), at=at(number, hour), kind=kind, feel=feel, distance_m=metres, planned=planned
    )


def check(number: float, hour: float = 6, **said: object) -> CheckIn:
    """A check-in."""
    return CheckIn(id=name("check", number, hour), at=at(number, hour), **said)  # type: ignore[arg-type]


def ill(number: float, *symptoms: Symptom, over: int | None = None) -> Illness:
    """An illness from a day on."""
    return Illness(
        id=name("ill", number, 8), at=at(number, 8), symptoms=symptoms, over=day(over) if over is not None else None
    )


def flagged(number: float, *flags: RedFlag) -> RedFlags:
    """Red flags."""
    return RedFlags(id=name("flag", number, 12), at=at(number, 12), flags=flags)


def cleared(number: float) -> Cleared:
    """A professional was seen."""
    return Cleared(id=name("cleared", number, 15), at=at(number, 15))


def session(number: int, *classes: Stress, items: tuple[Item, ...] = (), minutes: int = 40) -> Session:
    """A planned session at 18:00."""
    return Session(
        id=f"{day(number).isoformat()}-a", date=day(number), start="18:00", minutes=minutes,
        stress=classes[0] if classes else "moderate-legs", also=classes[1:], title="", template="general",
        blocks=(Block(kind="straight", items=items),) if items else (),
    )  # fmt: skip


def plan(
    phases: tuple[Phase, ...] = ("foundation",) * 4 + ("build",) * 4 + ("strength",) * 8, *, a_week: int = 2,
    sessions: tuple[Session, ...] = (), level: str = "intermediate",
) -> Plan:  # fmt: skip
    """A plan of weeks with these phases; the sessions are given."""
    brief = Brief(start=MONDAY, end=day(7 * len(phases) - 1), athlete=Athlete(level=level))  # type: ignore[arg-type]
    weeks = tuple(
        Microcycle(start=day(7 * week), phase=phase, sessions_wanted=a_week) for week, phase in enumerate(phases)
    )
    return Plan(made=MADE, brief=brief, microcycles=weeks, sessions=sessions)


ENTRIES: st.SearchStrategy[Entry] = st.one_of(
    st.builds(
        pain, st.integers(0, 20), st.integers(0, 10), st.sampled_from(["during", "next-morning", "at-rest"]),
        side=st.sampled_from(["left", "right", None]), limping=st.booleans(), joint=st.booleans(),
    ),
    st.builds(ended, st.integers(0, 20), rpe=st.integers(0, 10)),
    st.builds(lifted, st.integers(0, 20), hurt=st.integers(0, 10)),
    st.builds(ran, st.integers(0, 20), st.sampled_from(["easy", "long"]), st.sampled_from(["bad", "usual", "good"])),
    st.builds(
        check, st.integers(0, 20), energy=st.integers(1, 5), fatigue=st.integers(1, 5), sleep_h=st.floats(3, 10),
        soreness=st.dictionaries(st.sampled_from(["quadriceps", "trunk"]), st.integers(0, 10)),
    ),
    st.builds(ill, st.integers(0, 20), st.sampled_from(["fever", "head-cold"]), over=st.integers(0, 20)),
)  # fmt: skip
LOGS = st.lists(ENTRIES, max_size=25, unique_by=lambda entry: entry.id)
"""Three weeks of a diary, in any order, each id once."""
