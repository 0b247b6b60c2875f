"""What a week strip says of the log, and what it cannot say."""

from __future__ import annotations

import datetime as dt

import pytest

from midstance.rules.strip import plan_of
from midstance.rules.strip_items import StripError
from midstance.rules.strip_standing import day_of
from tests.strip_cards import cards


def test_a_strip_says_where_the_runner_stands() -> None:
    plan = plan_of(
        "since: wed2\npain: knee 4; calf 3 joint\njumpless: knee\nstopped: thu2\neased: mon2-tue2 heavy jumps\n"
        "earned: goblet-squat rise load 3x8-10 rir2-3 kg22 was 3x8-10 rir2-3 kg20\n"
        "run: . . . . . . . | . . . . . . .\nlegs: . moderate(goblet-squat 3x8-10 kg20) . . . . . | . . . . . . .",
        cards(),
    )
    standing = plan.brief.standing
    assert standing is not None
    assert plan.revision is not None
    assert (plan.revision.since, standing.since) == (dt.date(2026, 1, 14),) * 2
    assert [(pain.site, pain.score, pain.joint) for pain in plan.brief.athlete.pains] == [
        ("knee", 4, False), ("calf", 3, True),
    ]  # fmt: skip
    assert [(one.site, one.no_jumps) for one in standing.spared] == [("knee", True)]
    assert standing.stop is not None
    assert standing.stop.since == dt.date(2026, 1, 15)
    (easing,) = standing.easings
    assert (easing.first, easing.last, easing.bars) == (
        dt.date(2026, 1, 12), dt.date(2026, 1, 13), ("heavy-legs", "high-plyometric"),
    )  # fmt: skip
    dose = standing.doses["goblet-squat"]
    assert (dose.move, dose.variable, dose.amount, dose.load.kg) == ("rise", "load", (8, 10), 22.0)
    assert (dose.asked.load.kg, dose.date, dose.rir) == (20.0, dt.date(2026, 1, 6), (2, 3))
    assert plan_of("run: . . . . . . .").brief.standing is None


def test_days_of_a_strip_are_counted_from_its_first_monday() -> None:
    assert day_of("mon", dt.date(2026, 1, 5)) == dt.date(2026, 1, 5)
    assert day_of("sun3", dt.date(2026, 1, 5)) == dt.date(2026, 1, 25)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("pain: nose 4", "is no pain"), ("pain: knee", "is no pain"), ("since: someday", "is no day"),
        ("eased: mon fast", "no class of session"), ("earned: goblet-squat 3x8", "does not say whether it may"),
        ("earned: goblet-squat rise load 3x8 was lots", "says nothing known"),
    ],
)  # fmt: skip
def test_what_a_strip_cannot_mean_is_told(line: str, says: str) -> None:
    with pytest.raises(StripError, match=says):
        plan_of(f"{line}\nrun: . . . . . . .")
