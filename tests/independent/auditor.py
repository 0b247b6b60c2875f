"""The auditor written elsewhere: reads a plan document as decoded JSON and knows the rules page by heart.

It shares no code with the product, so a rule that is wrong in the product's planner, audit and explanations alike
still shows here. `strict=False` marks what breaks the page on any reading; `strict=True` what breaks it on the
stricter of two readings, what only evidence page and catalogue ask for, and matters of judgement.

Not seen from a document alone, and so not checked: H01 (red flags), H12's validity of e1RM, H18 (whether a key run
was moved), a range of motion that changes without being said, which exercise is a variation of which.
"""

from __future__ import annotations

import datetime as dt

from .around_runs import check_around_runs
from .composition import check_composition
from .contents import LT, ML, Contents, Season, Visit, read_season, with_visit
from .decode import read_document
from .document import Breach, Session, moment
from .phases import WeekCount, check_phases, count_weeks
from .progression import check_progression
from .report import render
from .shape import check_shape
from .spacing import check_gaps, check_rolling, check_spacing
from .terms import LEVEL_MINUTES, check_days, check_terms

__all__ = ["Breach", "WeekCount", "audit", "coach_report", "hard", "room_for_session", "weekly_counts"]


def audit(document: dict[str, object]) -> list[Breach]:
    """All breaches of a plan document, sure ones first, each once."""
    season = read_season(read_document(document))
    checks = (check_shape, check_around_runs, check_spacing, check_composition, check_progression, check_terms)
    found = {breach: None for check in (*checks, check_phases) for breach in check(season)}
    return sorted(found, key=lambda b: (b.strict, b.rule, b.where, b.text))


def hard(document: dict[str, object]) -> list[Breach]:
    """The breaches that hold on any reading."""
    return [breach for breach in audit(document) if not breach.strict]


def weekly_counts(document: dict[str, object]) -> list[WeekCount]:
    """For each microcycle the sessions the rules page wants and those it got."""
    return count_weeks(read_season(read_document(document)))


def room_for_session(document: dict[str, object]) -> dict[dt.date, list[str]]:
    """For each week short of sessions, where one more moderate session would break nothing, all else unmoved.

    A week without an entry was full, or no such place exists; whether moving other sessions makes one is not asked.
    """
    season = read_season(read_document(document))
    before = placement_breaches(season)
    rooms: dict[dt.date, list[str]] = {}
    for row in count_weeks(season):
        if not row.ordinary or row.reached >= row.wanted:
            continue
        places = [
            f"{date} {hour:02d}:{minute:02d}"
            for date in (row.start + dt.timedelta(days=d) for d in range(7))
            for hour in range(5, 23)
            for minute in (0, 30)
            if placement_breaches(with_visit(season, moderate(season, date, hour * 60 + minute))) == before
        ]
        if places:
            rooms[row.start] = places
    return rooms


def placement_breaches(season: Season) -> int:
    """How many breaches of any reading the dates and hours alone cause."""
    checks = (check_around_runs, check_gaps, check_rolling, check_days)
    found = {breach for check in checks for breach in check(season)}
    return len(found) + sum(v.loaded and season.doc.phase_of(v.session.date) == "recovery" for v in season.visits)


def moderate(season: Season, date: dt.date, minute: int) -> Visit:
    """A moderate session of the usual length that is not in the plan."""
    doc = season.doc
    minutes = doc.athlete.minutes or LEVEL_MINUTES.get(doc.athlete.level, 25)
    start = f"{minute // 60:02d}:{minute % 60:02d}"
    session = Session(
        id="one-more", date=date, start=start, minutes=minutes, stress=ML, also=(), title="", template="",
        mini=False, blocks=(), reasons=0, begins=moment(date, minute, doc.zone),
    )  # fmt: skip
    return Visit(session, Contents(frozenset({ML, LT}), frozenset({ML, LT}), 0.0))


def coach_report(document: dict[str, object]) -> str:
    """The season for eyes: a row of runs and a row of strength for each week, then the breaches."""
    season = read_season(read_document(document))
    return render(season, audit(document))
