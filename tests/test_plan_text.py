"""The plan as text: golden pages at three widths, and what holds at every width."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import msgspec
import pytest

from midstance.cli.paper import Paper
from midstance.cli.plan_text import plan_text
from midstance.cli.season_strips import season
from midstance.formats.session_words import PHASE_RULE
from midstance.training.plan import Audit, Finding, Note
from midstance.training.session import Because
from tests.plan_fixture import small_plan

PLAN = small_plan()
GOLDEN = Path(__file__).parent / "golden"
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def text(columns: int = 80, *, colour: bool = False, shapes: bool = True, every_card: bool = False) -> str:
    paper = Paper(columns=columns, colour=colour, shapes=shapes)
    return plan_text(PLAN, paper, rules_checked=28, every_card=every_card)


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_the_page_is_as_it_was_approved(columns: int) -> None:
    """After a wanted change, read the new page, then write it to the golden file."""
    assert text(columns) == (GOLDEN / f"plan_{columns}.txt").read_text("utf-8")


@pytest.mark.parametrize("columns", [40, 41, 56, 63, 64, 80, 100, 120, 200])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    assert max(map(len, text(columns, every_card=True).splitlines())) <= columns


def test_plain_paper_has_no_colour_and_coloured_paper_says_the_same() -> None:
    assert "\x1b" not in text()
    coloured = text(colour=True)
    assert "\x1b[" in coloured
    assert ESCAPE.sub("", coloured) == text()


def test_without_shapes_the_letters_still_say_it() -> None:
    plain = text(shapes=False)
    strips = plain[plain.index("The season") : plain.index("The first two weeks")]
    assert strips.isascii()
    assert re.search(r"  R$|  R ", strips)
    assert [letter for letter in "RLIerMl" if letter not in strips] == []


def test_every_week_has_a_run_line_and_a_strength_line() -> None:
    lines = season(PLAN, Paper())
    assert lines[1].startswith(" 8 Mar foundation")
    assert "●I ○e ◌r  · ○e ●L" in lines[1]
    assert lines[1].endswith("43 km")
    assert "◧M  · □l" in lines[2]
    assert lines[2].endswith("14 sets")
    assert "deload" in lines[4]
    assert "×" in lines[4]
    assert "★R" in lines[7]


def test_the_first_two_weeks_are_shown_unless_all_are_asked_for() -> None:
    assert text().count("Squat, hinge and calves") == 2
    assert "2 more sessions: --all prints every card" in text()
    everything = text(every_card=True)
    assert everything.count("Squat, hinge and calves") == 3
    assert "--all" not in everything


def test_broken_rules_are_never_hidden() -> None:
    hard = Finding(rule="heavy-legs-clear-of-runs", excess=1, text="Heavy legs sit too close.")
    broken = msgspec.structs.replace(PLAN, audit=Audit(hard=(hard,)))
    page = plan_text(broken, Paper(), rules_checked=28)
    assert "1 rule broken" in page
    assert "Heavy legs sit too close." in page


def test_a_note_that_holds_for_several_weeks_is_said_once() -> None:
    notes = tuple(Note(about=f"week 2027-03-{day:02d}", text="One session only.") for day in (8, 15, 22))
    page = plan_text(msgspec.structs.replace(PLAN, notes=notes), Paper(), rules_checked=28)
    assert "Weeks of 8 Mar to 22 Mar: one session only." in " ".join(page.split())
    assert page.count("one session only.") == 1


def test_what_concerns_health_is_never_only_counted() -> None:
    notes = (
        *(Note(about=str(number), text=f"Note {number}.") for number in range(20)),
        Note(about="health", text="See a doctor."),
    )
    page = plan_text(msgspec.structs.replace(PLAN, notes=notes), Paper(), rules_checked=28)
    assert "See a doctor." in page
    assert "15 more notes stand in the plan document." in page


def test_a_preference_that_gave_way_is_said_by_its_rule_with_how_often_and_where_first() -> None:
    moved = msgspec.structs.replace(PLAN.audit.soft[2], sessions=(PLAN.sessions[2].id,))
    plan = msgspec.structs.replace(PLAN, audit=Audit(soft=(moved, moved)))
    page = plan_text(plan, Paper(), rules_checked=28, sayings={moved.rule: "Sessions keep their weekdays."})
    assert "- Sessions keep their weekdays: not so 2 times, first on Tue 16 Mar." in page


def test_a_session_that_repeats_an_earlier_one_says_so_unless_all_is_asked_for() -> None:
    again = msgspec.structs.replace(PLAN.sessions[1], id="again", date=PLAN.sessions[1].date + dt.timedelta(days=7))
    plan = msgspec.structs.replace(PLAN, sessions=(*PLAN.sessions[:3], again))
    assert "The same as on Thu 11 Mar." in plan_text(plan, Paper(), rules_checked=28)
    assert "The same as" not in plan_text(plan, Paper(), rules_checked=28, every_card=True)


def test_a_card_tells_the_two_most_telling_reasons_and_the_week_tells_the_phase() -> None:
    reasons = tuple(
        Because(rule=rule, text=f"Because of {rule}.", sources=("S4:321", "ours"))
        for rule in ("hour", "day", PHASE_RULE, "exercise", "region")
    )
    first = msgspec.structs.replace(PLAN.sessions[0], because=reasons)
    second = msgspec.structs.replace(PLAN.sessions[2], because=reasons)
    page = plan_text(msgspec.structs.replace(PLAN, sessions=(first, second)), Paper(), rules_checked=28)
    head, _, cards = page.partition("Week of 8 Mar")
    assert cards.count(f"Because of {PHASE_RULE}.") == 1
    assert re.findall(r"Why: Because of (\w+)\. \[S4:321\]", cards) == ["hour", "exercise", "day", "region"]
    assert "Because" not in head


def test_a_plan_without_sessions_or_weeks_is_still_a_page() -> None:
    empty = msgspec.structs.replace(PLAN, sessions=(), microcycles=(), audit=Audit(), notes=())
    assert "0 sessions" in plan_text(empty, Paper(), rules_checked=28)
