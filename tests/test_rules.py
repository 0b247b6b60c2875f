"""Every rule is there, its kept week keeps it and its broken week breaks it."""

from __future__ import annotations

import pytest

from midstance.rules.audit import audit
from midstance.rules.rule import Rule
from midstance.rules.strip import given_runs, plan_of
from midstance.training.plan import Finding
from tests.strip_cards import cards, known

HARD = (
    "a-full-session-is-whole",
    "always-one-left",
    "only-what-you-have",
    "warm-first-then-lift",
    "jumps-come-first",
    "one-thing-harder-at-a-time",
    "meet-them-one-by-one",
    "landings-in-small-doses",
    "landings-grow-slowly",
    "nothing-new-before-the-race",
    "called-what-it-is",
    "young-legs-lift-with-ease",
    "heavy-legs-clear-of-runs",
    "new-heavy-legs-clear-of-runs",
    "hard-jumps-clear-of-runs",
    "moderate-legs-clear-of-runs",
    "small-jumps-clear-of-runs",
    "light-work-clear-of-races",
    "mobility-clear-of-races",
    "loaded-work-after-key-runs",
    "jumps-want-fresh-legs-that-day",
    "jumps-after-an-hour-of-running",
    "recovery-after-the-race",
    "heavy-legs-apart",
    "jumps-apart",
    "two-heavy-in-seven-days",
    "three-loaded-in-seven-days",
    "three-minis-in-seven-days",
    "minis-stay-small",
    "heavy-after-moderate",
    "only-in-your-time",
    "key-runs-stay",
    "light-only-until-cleared",
    "no-hard-jumps-under-sixteen",
    "one-thing-at-a-time",
    "nothing-after-a-red-flag",
    "loads-rise-in-small-steps",
    "what-hurts-is-spared",
    "more-when-it-was-clean",
    "steady-before-more",
    "quiet-before-more",
    "less-when-less-is-due",
    "nothing-is-caught-up",
)
SOFT = (
    "as-long-as-you-have",
    "hard-but-clean",
    "on-one-leg",
    "both-calf-muscles",
    "sets-grow-slowly",
    "hips-and-trunk-twice",
    "pairs-with-rest",
    "small-work-last",
    "your-weak-points-every-time",
    "keep-it-a-while",
    "the-weeks-sessions",
    "two-days-before-key-runs",
    "three-days-before-key-runs-when-new",
    "easy-runs-after-new-heavy-legs",
    "margin-after-moderate-legs",
    "margin-after-hard-jumps",
    "margin-after-small-jumps",
    "margin-after-light-work",
    "last-session-before-the-race",
    "last-heavy-a-week-before-the-race",
    "quiet-around-a-run-spike",
    "run-first",
    "six-hours-between-run-and-legs",
    "hard-days-hard",
    "after-easy-runs",
    "a-day-of-rest",
    "light-after-the-long-run",
    "no-heavy-legs-after-the-long-run",
    "no-heavy-legs-on-the-long-run-day",
    "no-leg-session-on-the-long-run-day",
    "three-days-between-sessions",
    "harder-session-early",
    "same-weekdays",
    "a-day-between-leg-sessions",
)
GOLDEN = (*HARD, *SOFT)
"""Every rule by name. A rule that leaves this list or the data leaves by intention."""


def rule(name: str) -> Rule:
    """The rule of that id; the test that asked for it fails when there is none."""
    found = [one for one in known().rules if one.id == name]
    assert found, f"the rule {name} is gone"
    return found[0]


def found_by(one: Rule, strip: str) -> tuple[Finding, ...]:
    """What a rule alone finds in a strip."""
    found = audit(plan_of(strip, cards()), [one], given=given_runs(strip))
    return found.hard if one.hard else found.soft


@pytest.mark.parametrize("name", GOLDEN)
def test_a_kept_week_keeps_its_rule(name: str) -> None:
    assert found_by(rule(name), rule(name).kept) == ()


@pytest.mark.parametrize("name", GOLDEN)
def test_a_broken_week_breaks_its_rule(name: str) -> None:
    found = found_by(rule(name), rule(name).broken)
    assert found
    assert {finding.rule for finding in found} == {name}
    assert all(finding.excess >= 1 for finding in found)


@pytest.mark.parametrize("name", GOLDEN)
def test_a_finding_is_a_sentence_with_a_day(name: str) -> None:
    for finding in found_by(rule(name), rule(name).broken):
        assert finding.text[0].isupper()
        assert finding.text.endswith(".")
        assert any(word in finding.text for word in ("day", "The week of"))


def test_no_rule_is_unlisted() -> None:
    assert sorted(one.id for one in known().rules) == sorted(GOLDEN)


@pytest.mark.parametrize("name", HARD)
def test_a_hard_rule_has_no_price(name: str) -> None:
    assert rule(name).hard
    assert rule(name).price == 0


@pytest.mark.parametrize("name", SOFT)
def test_a_preference_has_a_price_on_a_step(name: str) -> None:
    assert not rule(name).hard
    assert rule(name).step is not None
    assert rule(name).price > 0


@pytest.mark.parametrize("name", GOLDEN)
def test_a_rule_says_whose_it_is(name: str) -> None:
    one = rule(name)
    assert one.sources
    if one.grade == "ours":
        assert "ours" in one.sources
    if one.grade in ("trial", "review", "consensus"):
        assert set(one.sources) & known().sources.keys()
