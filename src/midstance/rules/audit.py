"""The audit: every rule read against a finished plan, hard ones and preferences alike.

It reads only the document, so it judges plans made elsewhere too. For each session it looks only at the runs near it,
found by bisection, so that a year is audited in milliseconds.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from midstance.rules import changes, contacts, contents, earned, placing, shapes, sparing, weeks, windows
from midstance.rules.ledger import Ledger, RunAt, SessionAt, ledger_of
from midstance.rules.rule import Rule
from midstance.rules.saying import SAID_CLASS, Breach
from midstance.training.clock import (
    DAY,
    DAY_NAMES,
    HOUR,
    clock_of,
    date_of,
    day_number,
    gap,
    minute_of,
    said_date,
    said_weekday,
)
from midstance.training.plan import Audit, Finding, Plan
from midstance.training.running import Run
from midstance.training.session import Stress

SLACK = 2 * DAY
"""Minutes looked beyond a rule's hours: covers any change of clocks and a calendar eve."""
STANDING = (
    shapes.ClearBefore | shapes.SpikeClear | shapes.InsideWindows | shapes.ClearAfter | shapes.DaysAfterRace
    | shapes.RunFirst | shapes.BestDays | shapes.AwayFromDayAfter | shapes.OnlyClasses | shapes.SmallSession
)  # fmt: skip
"""The shapes that speak of one session and what lies around it."""
BETWEEN = shapes.SpacedOut | shapes.AtMost
"""The shapes that speak of sessions beside each other."""


class View:
    """A plan as the auditor sees it: the time line with its runs indexed."""

    def __init__(self, plan: Plan, ledger: Ledger | None = None) -> None:
        self.plan = plan
        self.ledger: Ledger = ledger or ledger_of(plan)
        self.behind, self.ahead_of_us = self.ledger.behind, self.ledger.ahead
        self.cards = plan.exercises
        self.weeks = weeks.weeks_of(self.ledger)
        self.days = {at.id: at.day for at in self.ledger.sessions}
        self._starts = [run.start.local for run in self.ledger.runs]
        self._near = {id(at): self._around(at) for at in self.ahead_of_us}
        self._holding: dict[tuple[Stress, ...], list[SessionAt]] = {}
        self._ahead: dict[tuple[int, int], Sequence[RunAt]] = {}

    def _around(self, at: SessionAt) -> tuple[RunAt, ...]:
        low = bisect_left(self._starts, (at.day - 2) * DAY)
        return self.ledger.runs[low : bisect_left(self._starts, (at.day + 2) * DAY)]

    def near(self, at: SessionAt) -> Sequence[RunAt]:
        """The runs from two days before a session's day to the day after it."""
        return self._near[id(at)]

    def ahead(self, at: SessionAt, hours: int) -> Sequence[RunAt]:
        """The runs from a session's start to some hours after it, and a little more."""
        key = (id(at), hours)
        found = self._ahead.get(key)
        if found is None:
            low = bisect_left(self._starts, at.start.local)
            high = bisect_right(self._starts, at.end.local + hours * HOUR + SLACK)
            found = self._ahead[key] = self.ledger.runs[low:high]
        return found

    def holding(self, classes: tuple[Stress, ...]) -> list[SessionAt]:
        """The sessions ahead that hold one of some classes: only of them a rule that counts these can speak."""
        found = self._holding.get(classes)
        if found is None:
            found = [at for at in self.ahead_of_us if not set(classes).isdisjoint(at.classes)]
            self._holding[classes] = found
        return found


def audit(
    plan: Plan, rules: Sequence[Rule], *, given: Sequence[Run] | None = None, ledger: Ledger | None = None
) -> Audit:
    """Every finding of every rule. `given` are the runs as the runner gave them, to see that none was moved.

    Of a revision, what speaks only of sessions that lie behind is left out: nothing can change them any more.
    `ledger`: the plan on its time line, where the caller has it already.
    """
    view = View(plan, ledger)
    hard: list[Finding] = []
    soft: list[Finding] = []
    for rule in rules:
        for breach in _breaches(rule, view, given):
            if breach.sessions and view.behind.issuperset(breach.sessions):
                continue
            finding = Finding(rule=rule.id, excess=breach.excess, text=_dated(breach, view), sessions=breach.sessions)
            (hard if rule.hard else soft).append(finding)
    return Audit(hard=tuple(hard), soft=tuple(soft))


def _dated(breach: Breach, view: View) -> str:
    """The sentence with the days of its sessions in front."""
    if not breach.sessions or breach.text.startswith("The week of"):
        return breach.text
    days = sorted({view.days[name] for name in breach.sessions})
    said = [f"{DAY_NAMES[day % 7]} {said_date(date_of(day))}" for day in days]
    return f"{', '.join(said[:-1])}{' and ' if said[:-1] else ''}{''.join(said[-1:])}: {breach.text}"


def _breaches(rule: Rule, view: View, given: Sequence[Run] | None) -> Iterator[Breach]:
    """All breaches of a rule, whichever its shape."""
    shape = rule.demand
    if isinstance(shape, STANDING):
        return _standing(rule, view)
    if isinstance(shape, BETWEEN):
        return _between(rule, view)
    if isinstance(shape, contents.INSIDE):
        return _of_contents(rule, view)
    return _of_plan(rule, view, given)


def _standing(rule: Rule, view: View) -> Iterator[Breach]:
    """Sessions against the runs, the runner's time and the runner."""
    for at, breach in _judged(rule.demand, view):
        if breach is not None:
            yield breach._replace(sessions=(at.id,))
    if isinstance(rule.demand, shapes.InsideWindows):
        yield from _lost_pins(view)


def _judged(shape: shapes.Shape, view: View) -> Iterator[tuple[SessionAt, Breach | None]]:
    """The sessions ahead that a shape can speak of, each with what its reader says."""
    brief, near = view.ledger.brief, view.near
    match shape:
        case shapes.ClearBefore():
            hours, there = max(shape.hours.values(), default=0), view.holding(shape.counted)
            return ((at, placing.clear_before(shape, at, view.ahead(at, hours))) for at in there)
        case shapes.ClearAfter():
            return ((at, placing.clear_after(shape, at, near(at))) for at in view.holding(shape.counted))
        case shapes.RunFirst():
            return ((at, placing.run_first(shape, at, near(at))) for at in view.ahead_of_us)
        case shapes.BestDays():
            return ((at, placing.best_days(shape, at, near(at))) for at in view.holding(shape.counted))
        case shapes.AwayFromDayAfter():
            return ((at, placing.day_after(shape, at, near(at))) for at in view.holding(shape.counted))
        case shapes.SpikeClear():
            spiking = placing.spikes(shape, view.ledger.runs)
            return ((at, placing.spike_clear(shape, at, spiking)) for at in view.holding(shape.counted) if spiking)
        case shapes.DaysAfterRace():
            return ((at, placing.days_after_race(shape, at, brief)) for at in view.holding(shape.counted))
        case shapes.OnlyClasses() if placing.applies(shape, brief):
            return ((at, placing.only_classes(shape, at, brief)) for at in view.holding(shape.forbidden))
        case shapes.SmallSession():
            return ((at, placing.small_session(shape, at, near(at))) for at in view.ahead_of_us if at.mini)
        case shapes.InsideWindows():
            return ((at, windows.inside_windows(at, brief)) for at in view.ahead_of_us)
    return iter(())


def _lost_pins(view: View) -> Iterator[Breach]:
    for pin in view.ledger.brief.pins:
        kept = any(
            at.day == day_number(pin.date)
            and (pin.start is None or at.start.local % DAY == minute_of(pin.start))
            and (pin.stress is None or pin.stress in at.classes)
            for at in view.ledger.sessions
        )
        if not kept:
            when = f" at {clock_of(minute_of(pin.start))}" if pin.start else ""
            yield Breach(1, f"Your pin on {said_weekday(pin.date)} {pin.date}{when} is not kept.")


def _between(rule: Rule, view: View) -> Iterator[Breach]:
    """Sessions against each other."""
    sessions, shape = view.ledger.sessions, rule.demand
    if isinstance(shape, shapes.AtMost):
        for group in placing.crowds(shape, sessions):
            what = "mini sessions" if shape.minis else f"sessions of {SAID_CLASS[group[0].classes[0]]}"
            most = "1 is the most" if shape.limit == 1 else f"{shape.limit} are the most"
            text = f"{len(group)} {what} start within {_span(shape.hours)}; {most}."
            yield Breach(1, text, tuple(at.id for at in group))
    if isinstance(shape, shapes.SpacedOut):
        classes, wanted = set(shape.counted), placing.hours_apart(shape, view.ledger.brief.athlete.age) * HOUR
        counted = [at for at in sessions if not classes.isdisjoint(at.classes)]
        reach = wanted + SLACK
        for index, first in enumerate(counted):
            for second in counted[index + 1 :]:
                if second.start.local - first.start.local >= reach:
                    break
                if gap(first.start, second.start) >= wanted:
                    continue
                found = placing.together(rule, first, second, view.ledger.brief.athlete.age)
                if found is not None:
                    yield found._replace(sessions=(first.id, second.id))


def _span(hours: int) -> str:
    """`7 days` for whole days of more than two, else hours."""
    return f"{hours // 24} days" if hours % 24 == 0 and hours > 48 else f"{hours} hours"


def _of_plan(rule: Rule, view: View, given: Sequence[Run] | None) -> Iterator[Breach]:
    """Shapes that look at the whole plan or at whole weeks."""
    match rule.demand:
        case shapes.RunsStay():
            yield from changes.runs_stay(view.ledger, given)
        case shapes.AfterExposures() as shape:
            yield from changes.after_exposures(shape, view.ledger)
        case shapes.OneVariable() as shape:
            yield from changes.one_variable(shape, view.ledger)
        case shapes.IntroduceOne() as shape:
            yield from changes.introduce_one(shape, view.ledger)
        case shapes.NothingNew() as shape:
            yield from changes.nothing_new(shape, view.ledger)
        case shapes.HoldsExercises() as shape:
            yield from changes.holds_exercises(shape, view.ledger)
        case shapes.ContactsWithin() as shape:
            yield from contacts.contacts_within(shape, view.ledger)
        case shapes.ContactsGrow() as shape:
            yield from contacts.contacts_grow(shape, view.ledger)
        case shapes.LoadStep() as shape:
            yield from earned.load_steps(shape, view.ledger)
        case shapes.PainSpared() as shape:
            yield from sparing.pain_spared(shape, view.ledger)
        case shapes.RisesWhenEarned() as shape:
            yield from earned.rises_when_earned(shape, view.ledger)
        case shapes.NothingWhileStopped():
            yield from earned.nothing_while_stopped(view.ledger)
        case shapes.EasedDays():
            yield from earned.eased_days(view.ledger)
        case shapes.TrueClasses() as shape:
            yield from contents.true_classes(shape, view.ledger.sessions, view.cards, view.behind)
        case _:
            yield from _of_weeks(rule, view)


def _of_weeks(rule: Rule, view: View) -> Iterator[Breach]:
    match rule.demand:
        case shapes.WeekCount():
            yield from weeks.week_count(_weeks_ahead(view))
        case shapes.NoCatchingUp():
            yield from earned.no_catching_up(view.weeks, view.ledger)
        case shapes.RestDay():
            yield from weeks.rest_day(view.weeks, view.ledger)
        case shapes.SameWeekdays():
            yield from weeks.same_weekdays(view.weeks)
        case shapes.EarlyInWeek():
            yield from weeks.early_in_week(view.weeks)
        case shapes.SetGrowth() as shape:
            yield from weeks.set_growth(shape, view.weeks, view.ledger)
        case shapes.EachWeek() as shape:
            yield from weeks.each_week(shape, view.weeks, view.ledger)
        case shapes.DosesAWeek() as shape:
            yield from weeks.doses_a_week(shape, view.weeks, view.ledger)


def _weeks_ahead(view: View) -> tuple[weeks.WeekAt, ...]:
    """The weeks that still have days to come, of a first plan all."""
    revision = view.plan.revision
    if revision is None:
        return view.weeks
    since = day_number(revision.since)
    return tuple(week for week in view.weeks if week.number * 7 + 7 > since)


def _of_contents(rule: Rule, view: View) -> Iterator[Breach]:
    """Shapes that look into one session at a time."""
    for at in view.ahead_of_us:
        if at.session is not None and at.session.blocks:
            for found in contents.within(rule.demand, at, at.session, view.plan, view.near(at)):
                yield found._replace(sessions=(at.id,))
