"""Tests at home as one can ask for them: those that are fitting now, what is usual, and what the results say."""

from __future__ import annotations

from midstance.application.recording.notebook import Notebook
from midstance.application.replanning import first_plan
from midstance.coach.gates import gate_report
from midstance.coach.home_tests import TestReading, first_strength, middle_of, offered, readings
from midstance.knowledge.library import library
from midstance.training.athlete import Sex
from midstance.training.home_test import HomeTestGuide
from midstance.training.log import Settings
from midstance.training.plan import pains_on


def fitting_tests(book: Notebook) -> tuple[HomeTestGuide, ...]:
    """The tests this runner may do now, in their order. Raises DiaryError without a plan."""
    guides, plan = library().home_tests, book.the_plan()
    own = first_plan(book.diary) or plan
    report = gate_report(
        book.entries, own.brief.athlete, first_strength=first_strength(book.entries, plan.brief.history, book.zone),
        pains=pains_on(plan.brief, book.today), today=book.today, zone=book.zone, guides=guides,
    )  # fmt: skip
    jumps, light_only = report.of("plyometric").open, plan.brief.prescreen == "positive"
    return tuple(guides[name] for name in offered(plan.brief.athlete, guides, jumps=jumps, light_only=light_only))


def _who(book: Notebook) -> tuple[int | None, Sex | None]:
    """Age and sex as last said."""
    athlete = book.plan.brief.athlete if book.plan is not None else None
    age, sex = (athlete.age, athlete.sex) if athlete is not None else (None, None)
    for entry in book.entries:
        if isinstance(entry, Settings):
            age, sex = entry.age or age, entry.sex or sex
    return age, sex


def usual_of(book: Notebook, guide: HomeTestGuide) -> tuple[int, int] | None:
    """What is usual in a test at the runner's age and sex, lowest to highest; None where nobody knows."""
    age, sex = _who(book)
    return middle_of(guide.norms, age, sex)


def readings_of(book: Notebook) -> tuple[TestReading, ...]:
    """The latest result of each test that was done, and what it says."""
    age, sex = _who(book)
    return readings(book.entries, age, sex, book.zone, library().home_tests)
