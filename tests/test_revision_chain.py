"""A revision is a function of the log: order, repetition and late corrections change nothing but what they say."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from midstance.application.diary import Diary, DiaryError, MemoryDiary
from midstance.application.planning import known, make_plan
from midstance.application.replanning import (
    accept,
    begin,
    current_plan,
    proposal_of,
    propose,
    replan_chain,
    season_of,
    undo_revision,
    untaken,
)  # fmt: skip
from midstance.coach.changes import days_changed
from midstance.formats.plan_json import encode_plan
from midstance.training.exercise import PainSite
from midstance.training.log import (
    CheckIn,
    Entry,
    PainReport,
    Retraction,
    RunDone,
    RunMoved,
    SessionSkipped,
    SetResult,
)  # fmt: skip
from midstance.training.plan import Plan
from midstance.training.prescription import Load
from tests.living import at, log_until
from tests.running_weeks import MONDAY, brief_for
from tests.test_revisions import ADA

SEASON = brief_for([80, 85, 90, 70, 90, 95, 100, 60], ADA)
SITES: tuple[PainSite, ...] = ("knee", "calf", "achilles", "back")
BEGUN = at(MONDAY, "05:00")
MOMENTS = tuple(at(MONDAY + dt.timedelta(days=day), "21:30") for day in (6, 11, 17, 20, 27))


@cache
def first() -> Plan:
    return make_plan(SEASON)


@cache
def trained() -> tuple[Entry, ...]:
    """Four weeks done as the first plan asks; what later revisions ask differs, and the log says so."""
    return tuple(log_until(first(), MONDAY + dt.timedelta(days=28)))


def diary_with(entries: Sequence[Entry]) -> MemoryDiary:
    diary = MemoryDiary()
    begin(diary, first(), BEGUN)
    diary.record(entries)
    return diary


def go_on(diary: Diary, moments: Sequence[dt.datetime]) -> Plan:
    for as_of in moments:
        accept(diary, propose(diary, as_of).kept.id)
    plan = current_plan(diary)
    assert plan is not None
    return plan


def odd_entries(draw: st.DrawFn) -> list[Entry]:
    """Things that happen: pains, tired mornings, moved and heavy runs, skipped sessions."""
    found: list[Entry] = []
    for number in range(draw(st.integers(0, 6))):
        moment = at(MONDAY + dt.timedelta(days=draw(st.integers(0, 26))), "06:00")
        name = f"odd-{number}"
        kind = draw(st.sampled_from(["pain", "check", "ran", "moved", "skip"]))
        if kind == "pain":
            site: PainSite = draw(st.sampled_from(SITES))
            found.append(PainReport(id=name, at=moment, site=site, score=draw(st.integers(0, 8))))
        elif kind == "check":
            sore = draw(st.integers(0, 8))
            found.append(CheckIn(id=name, at=moment, energy=draw(st.integers(1, 5)), soreness={"quadriceps": sore}))
        elif kind == "ran":
            found.append(RunDone(id=name, at=moment, kind="threshold", distance_m=11_000, duration_s=3600, feel="bad"))
        elif kind == "moved":
            runs = [run.date for run in SEASON.runs if run.key and run.kind != "race"]
            planned = draw(st.sampled_from(runs))
            found.append(RunMoved(id=name, at=moment, planned=planned, date=planned + dt.timedelta(days=1)))
        else:
            session = draw(st.sampled_from([one.id for one in first().sessions[:6]]))
            found.append(SessionSkipped(id=name, at=moment, session=session))
    return found


@st.composite
def logs(draw: st.DrawFn) -> list[Entry]:
    return [*trained(), *odd_entries(draw)]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(log=logs(), seed=st.integers(0, 2**32))
def test_neither_order_nor_repetition_of_entries_matters(log: list[Entry], seed: int) -> None:
    plan = go_on(diary_with(log), MOMENTS)
    shuffled = [*log, *log[::3]]
    random.Random(seed).shuffle(shuffled)
    assert encode_plan(go_on(diary_with(shuffled), MOMENTS)) == encode_plan(plan)
    assert not plan.audit.hard


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(log=logs())
def test_entries_that_come_late_give_the_plan_they_would_have_given(log: list[Entry]) -> None:
    late = diary_with(log[::2])
    go_on(late, MOMENTS[:3])
    late.record(log)
    assert encode_plan(go_on(late, MOMENTS[3:])) == encode_plan(go_on(diary_with(log), MOMENTS))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(log=logs(), which=st.integers(0, 10_000), kg=st.integers(2, 60))
def test_a_corrected_mistake_leaves_no_trace(log: list[Entry], which: int, kg: int) -> None:
    sets = [entry for entry in log if isinstance(entry, SetResult)]
    right = sets[which % len(sets)]
    wrong = msgspec.structs.replace(right, load=Load(kind="kg", kg=float(kg)), reps=3, rir=0)
    mended = diary_with([wrong if entry is right else entry for entry in log])
    go_on(mended, MOMENTS[:4])
    mended.record([msgspec.structs.replace(right, id="mended", supersedes=right.id)])
    assert encode_plan(go_on(mended, MOMENTS[4:])) == encode_plan(go_on(diary_with(log), MOMENTS))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(log=logs())
def test_a_retracted_entry_never_was(log: list[Entry]) -> None:
    extra = PainReport(id="typo", at=at(MONDAY + dt.timedelta(days=4), "06:00"), site="knee", score=7)
    diary = diary_with([*log, extra])
    go_on(diary, MOMENTS[:4])
    diary.record([Retraction(id="undo", at=at(MONDAY + dt.timedelta(days=21)), supersedes="typo")])
    assert encode_plan(go_on(diary, MOMENTS[4:])) == encode_plan(go_on(diary_with(log), MOMENTS))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(log=logs())
def test_replaying_the_log_gives_the_same_plan_byte_by_byte(log: list[Entry]) -> None:
    diary = diary_with(log)
    plan = go_on(diary, MOMENTS)
    replayed = replan_chain(first(), MOMENTS, log, known())
    assert encode_plan(replayed[-1]) == encode_plan(plan)
    assert [one.as_of for one in season_of(diary)] == [BEGUN, *MOMENTS]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(log=logs())
def test_the_past_is_frozen_and_few_days_change(log: list[Entry]) -> None:
    chain = [first(), *replan_chain(first(), MOMENTS, log, known())]
    for before, after in pairwise(chain):
        assert after.revision is not None
        since = after.revision.since
        kept = {one.id: one.blocks for one in after.sessions if one.date < since}
        was = {one.id: one.blocks for one in before.sessions}
        assert all(was[name] == blocks for name, blocks in kept.items())
        assert not after.audit.hard
    changed = sorted(days_changed(before, after) for before, after in pairwise(chain))
    assert changed[len(changed) // 2] <= 2


def test_a_proposal_waits_until_it_is_accepted() -> None:
    diary = diary_with(trained())
    proposal = propose(diary, MOMENTS[0])
    assert current_plan(diary) == first()
    waiting = proposal_of(diary)
    assert waiting is not None
    assert waiting.kept == proposal.kept
    accept(diary, proposal.kept.id)
    assert current_plan(diary) == proposal.plan
    assert proposal_of(diary) is None
    assert untaken(diary) > 0


def test_an_undone_revision_gives_way_to_the_one_before() -> None:
    diary = diary_with(trained())
    one = go_on(diary, MOMENTS[:1])
    go_on(diary, MOMENTS[1:2])
    undo_revision(diary)
    assert current_plan(diary) == one
    undo_revision(diary)
    assert current_plan(diary) == first()
    with pytest.raises(DiaryError, match="no revision to undo"):
        undo_revision(diary)


def test_the_same_revision_made_twice_is_one() -> None:
    diary = diary_with(trained())
    assert propose(diary, MOMENTS[0]).kept == propose(diary, MOMENTS[0]).kept


def test_there_is_nothing_to_revise_without_a_plan_or_in_the_past() -> None:
    with pytest.raises(DiaryError, match="midstance init"):
        propose(MemoryDiary(), MOMENTS[0])
    diary = diary_with(trained())
    go_on(diary, MOMENTS[:2])
    with pytest.raises(DiaryError, match="later moment"):
        propose(diary, MOMENTS[0])
