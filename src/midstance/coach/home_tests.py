"""Tests at home: what the results say, which gates they open, which side and which region want more work.

None of these tests foretells a running injury; they choose what to work on and when landings may begin.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import takewhile
from zoneinfo import ZoneInfo

import msgspec

from midstance.coach.moments import date_of
from midstance.training.athlete import Athlete, Sex
from midstance.training.exercise import REGIONS, Kit, Region
from midstance.training.home_test import HomeTestGuide, Norm, TestUnit
from midstance.training.log import HOME_TESTS, Entry, HomeTest, SessionEnd, SetResult, Side, TestDone

Guides = Mapping[str, HomeTestGuide]

HONESTLY = (
    "No test at home foretells a running injury, and what is usual is not well known. Read them as a place to start "
    "from, and compare yourself with yourself."
)
RETEST_DAYS = 42
"""Six weeks from one test to the next (evidence, section 11)."""
ONE_TEST_DAYS = 7
"""Sides tested within a week belong together (ours)."""
ASYMMETRY_PERCENT = 15
"""One side this far behind the other, in per cent, is worth acting on (evidence, section 11)."""
EXTRA_SETS_MOST = 1
"""Sets the weaker side may have on top (evidence, section 11)."""
SAID_UNIT: dict[TestUnit, str] = {"reps": "reps", "seconds": "s", "points": "points", "centimetres": "cm"}
AT_HOME: tuple[Kit, ...] = ("wall", "chair")
"""Kit that a test takes for granted (ours); what is trained with is asked for."""
STRENGTH_WORK = (SetResult, SessionEnd)
CLOCKS_APART = dt.timedelta(days=2)
"""More than any two clocks of the world differ by."""
COMPARED_SIDES: frozenset[TestUnit] = frozenset({"reps", "seconds", "centimetres"})
"""Units in which a share of the better side means something; points do not."""


class Asymmetry(msgspec.Struct, frozen=True, kw_only=True):
    """How far one side lies behind the other."""

    percent: int
    weaker: Side | None
    """None where both are alike."""
    flagged: bool
    """More than 15 per cent: start with the weaker side."""
    within_error: bool
    """No more apart than two tries of one leg."""
    extra_sets: int
    """Sets the weaker side may have on top, at most."""
    text: str


class TestReading(msgspec.Struct, frozen=True, kw_only=True):
    """The latest result of a test and what it says."""

    test: HomeTest
    date: dt.date
    left: int | None = None
    right: int | None = None
    both: int | None = None
    value: int
    """The weaker side's, or that of both legs together."""
    before: int | None = None
    """The same, the time before."""
    middle: tuple[int, int] | None = None
    """What is usual at the runner's age and sex, lowest to highest; over both sexes where theirs is not known."""
    enough: bool | None = None
    """Whether it is enough not to count as a weak point; None where nobody can say."""
    short_percent: int = 0
    """How far it is from enough."""
    asymmetry: Asymmetry | None = None
    says: str
    doubt: str

    @property
    def whole(self) -> bool:
        """Whether everything that was to be tested was."""
        return self.both is not None or (self.left is not None and self.right is not None)


def readings(
    entries: Sequence[Entry], age: int | None, sex: Sex | None, zone: ZoneInfo | None, guides: Guides
) -> tuple[TestReading, ...]:
    """The latest result of every test that was done, in the order of the tests; `entries` are the effective ones.

    `zone` is the runner's, None for UTC.
    """
    results = _all_results(entries, zone, guides)
    return tuple(_reading(guides[name], some, age, sex) for name, some in results.items() if some)


class _Result(msgspec.Struct, frozen=True):
    first: dt.date
    date: dt.date
    left: int | None
    right: int | None
    both: int | None

    def sides(self) -> tuple[int, ...]:
        return tuple(value for value in (self.left, self.right, self.both) if value is not None)


def _all_results(entries: Sequence[Entry], zone: ZoneInfo | None, guides: Guides) -> dict[HomeTest, list[_Result]]:
    """The results of every test, in the order of the tests; none where it was never done."""
    done = sorted((one for one in entries if isinstance(one, TestDone)), key=lambda one: (one.at, one.id))
    return {name: _results([one for one in done if one.test == name], zone, guides[name]) for name in HOME_TESTS}


def _results(done: Sequence[TestDone], zone: ZoneInfo | None, guide: HomeTestGuide) -> list[_Result]:
    """Results in order of time; sides tested within a week are one result, what cannot be is passed over."""
    found: list[_Result] = []
    for entry in done:
        day = date_of(entry, zone)
        new = _Result(day, day, entry.left, entry.right, entry.both)
        if not new.sides() or not all(0 <= value <= guide.most for value in new.sides()):
            continue
        if guide.sides and new.both is not None:
            left = new.left if new.left is not None else new.both
            new = _Result(day, day, left, new.right if new.right is not None else new.both, None)
        last = found[-1] if found else None
        if last is not None and (day - last.first).days < ONE_TEST_DAYS:
            found[-1] = _joined(last, new)
        else:
            found.append(new)
    return found


def _joined(last: _Result, new: _Result) -> _Result:
    """Two results of one week: the later value of each side."""
    return _Result(
        last.first,
        new.date,
        new.left if new.left is not None else last.left,
        new.right if new.right is not None else last.right,
        new.both if new.both is not None else last.both,
    )


def _worst(result: _Result, guide: HomeTestGuide) -> int:
    return max(result.sides()) if guide.better == "fewer" else min(result.sides())


def _reading(guide: HomeTestGuide, results: Sequence[_Result], age: int | None, sex: Sex | None) -> TestReading:
    last = results[-1]
    value = _worst(last, guide)
    before = _worst(results[-2], guide) if len(results) > 1 else None
    usual = middle_of(guide.norms, age, sex)
    enough = None if guide.enough is None else guide.enough.met(value, usual[1] if usual else None)
    uneven = asymmetry(guide, last.left, last.right)
    said = [_said_result(guide, last), _said_usual(guide, value, usual, age), _said_change(guide, value, before)]
    said += [uneven.text] if uneven is not None and uneven.flagged else []
    return TestReading(
        test=guide.id,
        date=last.date,
        left=last.left,
        right=last.right,
        both=last.both,
        value=value,
        before=before,
        middle=usual,
        enough=enough,
        short_percent=0 if enough or enough is None else _short_percent(guide, value, usual),
        asymmetry=uneven,
        says=" ".join(part for part in said if part),
        doubt=guide.doubt,
    )


def middle_of(norms: Sequence[Norm], age: int | None, sex: Sex | None) -> tuple[int, int] | None:
    """What is usual at an age; over both sexes where it is not said, None where nothing is known."""
    fitting = [
        norm for norm in norms
        if age is not None and norm.ages[0] <= age <= norm.ages[1] and sex in (None, norm.sex)
    ]  # fmt: skip
    if not fitting:
        return None
    return min(norm.middle[0] for norm in fitting), max(norm.middle[1] for norm in fitting)


def _short_percent(guide: HomeTestGuide, value: int, usual: tuple[int, int] | None) -> int:
    """How far a result is from enough, in per cent of what is enough, or of the worst where fewer is better."""
    bar = guide.enough
    if bar is None:
        return 0
    if bar.at_most is not None:
        return (value - bar.at_most) * 100 // guide.most
    wanted = bar.at_least or 0
    if bar.percent_of_middle is not None and usual is not None:
        wanted = min(wanted, -(-bar.percent_of_middle * usual[1] // 100))
    return (wanted - value) * 100 // wanted if wanted else 0


def asymmetry(guide: HomeTestGuide, left: int | None, right: int | None) -> Asymmetry | None:
    """How far the weaker side lies behind; None where a side is missing or the unit cannot be compared so."""
    if left is None or right is None or guide.unit not in COMPARED_SIDES or not max(left, right):
        return None
    high, low = max(left, right), min(left, right)
    weaker: Side | None = None if high == low else "left" if left < right else "right"
    flagged = (high - low) * 100 > ASYMMETRY_PERCENT * high
    within = guide.error is not None and high - low <= guide.error
    percent = round((high - low) * 100 / high)
    said = [f"The {weaker} side is {percent} % behind; begin sets with it."] if weaker else ["Both sides are alike."]
    if flagged and within:
        said.append(f"Two tries of one leg differ by up to {guide.error}, so it may be nothing: no extra sets.")
    elif flagged:
        said.append(f"It may have {EXTRA_SETS_MOST} set more than the other, not more.")
    extra = EXTRA_SETS_MOST if flagged and not within else 0
    return Asymmetry(
        percent=percent, weaker=weaker, flagged=flagged, within_error=within, extra_sets=extra, text=" ".join(said)
    )


def _said_result(guide: HomeTestGuide, last: _Result) -> str:
    unit = SAID_UNIT[guide.unit]
    named = [f"{name} {value}" for name, value in (("left", last.left), ("right", last.right)) if value is not None]
    return f"{guide.name}: {', '.join(named) or last.both} {unit}."


def _said_usual(guide: HomeTestGuide, value: int, usual: tuple[int, int] | None, age: int | None) -> str:
    """How the weaker side stands to what is usual, no closer than the test can tell."""
    if usual is None:
        return ""
    low, high = usual
    error = guide.error or 0
    where = "below" if value < low - error else "above" if value > high + error else "about"
    stands = {"below": "lower than", "above": "higher than", "about": "about"}[where]
    said = f"{low}" if low == high else f"{low} to {high}"
    spread = ", as far as one small study tells" if guide.middle_is == "mean" else ""
    return f"That is {stands} what is usual at {age}: {said} {SAID_UNIT[guide.unit]}{spread}."


def _said_change(guide: HomeTestGuide, value: int, before: int | None) -> str:
    if before is None:
        return ""
    if abs(value - before) <= (guide.error or 0):
        return f"Last time it was {before}: no change that the test could show."
    better = (value > before) == (guide.better == "more")
    return f"Last time it was {before}: {'better' if better else 'less'} now."


def emphasis(found: Sequence[TestReading], guides: Guides) -> tuple[Region, ...]:
    """Regions to work on, the one furthest from enough first."""
    short: dict[Region, int] = {}
    for reading in found:
        if reading.enough is False:
            for region in guides[reading.test].regions:
                short[region] = max(short.get(region, 0), reading.short_percent)
    return tuple(sorted(short, key=lambda region: (-short[region], REGIONS.index(region))))


def retest_due(entries: Sequence[Entry], today: dt.date, zone: ZoneInfo | None, guides: Guides) -> tuple[HomeTest, ...]:
    """Tests that were done six weeks ago or longer, and not since."""
    results = _all_results(entries, zone, guides)
    return tuple(name for name, some in results.items() if some and (today - some[-1].date).days >= RETEST_DAYS)


def offered(athlete: Athlete, guides: Guides, *, jumps: bool, light_only: bool) -> tuple[HomeTest, ...]:
    """Tests this runner may do now: none before a positive health question is cleared, none where it hurts, none
    that needs an open gate without one, and none for which the kit is missing. `jumps`: the gate for jumps is open."""
    sore = {pain.site for pain in athlete.pains if pain.score}
    owned = {*athlete.kit, *AT_HOME}
    return tuple(
        name
        for name in HOME_TESTS
        if not light_only
        and not sore & set(guides[name].excluded_by)
        and (guides[name].after is None or jumps)
        and any(owned.issuperset(way) for way in guides[name].kit)
    )


def first_strength(
    entries: Sequence[Entry], history: Mapping[str, Sequence[dt.date]], zone: ZoneInfo | None
) -> dt.date | None:
    """The first day of strength work that is known, in the log or from before it; None where there is none.

    `entries` are the effective ones.
    """
    logged = [entry for entry in entries if isinstance(entry, STRENGTH_WORK)]
    # By clocks that are hours apart, what came a little later may still have been on an earlier day.
    early = takewhile(lambda one: one.at - logged[0].at <= CLOCKS_APART, logged)
    dates = [date_of(entry, zone) for entry in early]
    return min([*dates, *(date for dates in history.values() for date in dates)], default=None)
