"""Readers of the shapes that speak of *when* a session stands.

`alone` judges one session against the runs, `together` two sessions, `crowd` many. The planner asks them about
candidates, the auditor about the finished plan, the explainer about a session moved elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from midstance.rules import shapes
from midstance.rules.ledger import Ledger, RunAt, SessionAt
from midstance.rules.rule import Rule
from midstance.rules.saying import (
    SAID_CLASS,
    Breach,
    said_after,
    said_asked,
    said_before,
    said_doing,
    said_run,
    said_time,
)
from midstance.rules.windows import inside_windows
from midstance.training.clock import DAY, HOUR, date_of, day_number, gap, said_weekday
from midstance.training.plan import Brief
from midstance.training.session import Stress

AT_ONCE = 30
"""Minutes within which a session counts as standing right after a run (our own choice)."""


def _counted(session: SessionAt, classes: Sequence[Stress]) -> Stress | None:
    """The worst class of a session that a rule counts."""
    for stress in session.classes:
        if stress in classes:
            return stress
    return None


def clear_before(shape: shapes.ClearBefore, session: SessionAt, runs: Sequence[RunAt]) -> Breach | None:
    """The worst run that a session comes too close before."""
    stress = _counted(session, shape.counted)
    if stress is None or (shape.accustomed is not None and shape.accustomed != session.accustomed):
        return None
    worst: Breach | None = None
    hours, start, (end, truly) = shape.hours, session.start.local, session.end
    for run in runs:
        (local, fact), target = run.start, run.target
        if target not in hours or local < start:
            continue
        wanted, left = hours[target] * HOUR, min(local - end, fact - truly)
        eve = target in shape.never_eve and local // DAY - session.day == 1
        if left >= wanted and not eve:
            continue
        excess = max(wanted - left, 1)
        if worst is None or excess > worst.excess:
            rest = "on the eve of" if eve and left >= wanted else said_before(left)
            need = "never on its eve" if eve and left >= wanted else said_asked(wanted // HOUR)
            worst = Breach(excess, f"{said_doing(stress, 'sit')} {rest} {said_run(run)}; {need}.")
    return worst


def clear_after(shape: shapes.ClearAfter, session: SessionAt, runs: Sequence[RunAt]) -> Breach | None:
    """The run that a session follows too soon."""
    stress = _counted(session, shape.counted)
    if stress is None:
        return None
    start, overlap = session.start.local, is_overlap(shape)
    for run in runs:
        if (run.start.local > start and not overlap) or not is_followed(shape, run):
            continue
        if run.start.local > start:
            if run.start.local < session.end.local:
                return Breach(1, f"{said_run(run)} starts before the session ends.")
            continue
        if shape.same_day and run.day == session.day:
            return Breach(1, f"{said_doing(stress, 'come')} after {said_run(run)} on the same day.")
        left = gap(run.end, session.start)
        if left < 0:
            return Breach(shape.hours * HOUR - left, f"It starts before {said_run(run)} is over.")
        if left < shape.hours * HOUR:
            text = f"{said_doing(stress, 'follow')} {said_run(run)} {said_after(left)}; {said_asked(shape.hours)}."
            return Breach(shape.hours * HOUR - left, text)
    return None


def is_overlap(shape: shapes.Shape) -> bool:
    """Whether a shape only asks that nothing stands while a run goes on."""
    return isinstance(shape, shapes.ClearAfter) and not shape.hours and not shape.same_day


def is_followed(shape: shapes.ClearAfter, run: RunAt) -> bool:
    """Whether the time after a run is one that a shape speaks of."""
    if run.target is None:
        return is_overlap(shape) and run.run.kind == "cross-training" and not run.run.start_assumed
    if shape.runs == "key":
        return run.target != "easy"
    if shape.runs == "long":
        return run.run.kind == "long"
    return run.end.local - run.start.local >= shape.run_minutes


def days_after_race(shape: shapes.DaysAfterRace, session: SessionAt, brief: Brief) -> Breach | None:
    """The A race that a session follows within its days of recovery."""
    stress = _counted(session, shape.counted)
    if stress is None:
        return None
    for race in brief.races:
        if race.priority != "A":
            continue
        since = session.day - day_number(race.date)
        days = days_of_recovery(shape, race.distance_m)
        if 0 <= since <= days:
            when = f"{since} days after" if since else "on the day of"
            text = f"{said_doing(stress, 'come')} {when} the race; {days} days stay free."
            return Breach(days - since + 1, text)
    return None


def days_of_recovery(shape: shapes.DaysAfterRace, distance_m: int | None) -> int:
    """Days a shape asks for after a race of a distance; an unknown distance counts as the longest."""
    if distance_m is None:
        return shape.days[-1][1]
    return next((days for up_to, days in shape.days if distance_m <= up_to), shape.days[-1][1])


def run_first(shape: shapes.RunFirst, session: SessionAt, runs: Sequence[RunAt]) -> Breach | None:
    """A run later on the session's day, or one that ended too short a time before."""
    if session.mini:
        return None
    for run in runs:
        if run.day != session.day or run.target is None:
            continue
        if run.start.local > session.start.local:
            return Breach(1, f"Strength comes before {said_run(run)} on the same day.")
        left = gap(run.end, session.start)
        if left < shape.hours * HOUR and not (left <= AT_ONCE and may_follow_at_once(shape, run)):
            return Breach(1, f"Strength follows {said_run(run)} {said_after(left)}; {said_asked(shape.hours)}.")
    return None


def may_follow_at_once(shape: shapes.RunFirst, run: RunAt) -> bool:
    """Whether strength right after a run is as good as hours later."""
    return run.target == "easy" and shape.hours <= 3


def kind_of(run: RunAt) -> str | None:
    """What a run is to the session after it: easy, key (quality), long (races too) or cross-training."""
    if run.run.kind == "cross-training":
        return "cross-training"
    if run.run.kind in ("long", "race"):
        return "long"
    return None if run.target is None else "easy" if run.target == "easy" else "key"


def is_hard_day(day: int, runs: Sequence[RunAt]) -> bool:
    """Whether a day has a key run or a race."""
    return any(run.day == day and run.target not in (None, "easy") for run in runs)


def kinds_before(session: SessionAt, runs: Sequence[RunAt]) -> set[str]:
    """The kinds of what was run before a session on its day; `runs` in order of start."""
    kinds = set()
    for run in runs:
        if run.start.local > session.start.local:
            break
        kind = kind_of(run) if run.day == session.day else None
        if kind is not None:
            kinds.add(kind)
    return kinds


def best_days(shape: shapes.BestDays, session: SessionAt, runs: Sequence[RunAt]) -> Breach | None:
    """Whether a session stands on a day that suits it less."""
    stress = _counted(session, shape.counted)
    if stress is None:
        return None
    suits = bool(kinds_before(session, runs) & set(shape.after))
    if suits and shape.easy_tomorrow:
        suits = not is_hard_day(session.day + 1, runs)
    if suits:
        return None
    day = said_weekday(date_of(session.day))
    return Breach(1, f"{day} suits {SAID_CLASS[stress]} less: {_wish(shape)}.")


def _wish(shape: shapes.BestDays) -> str:
    said = {"key": "a key run", "easy": "an easy run", "cross-training": "cross-training"}
    wish = " or ".join(said[kind] for kind in shape.after)
    return (
        f"a day on which {wish} comes first"
        + (" and an easy day follows" if shape.easy_tomorrow else "")
        + " is better"
    )


def day_after(shape: shapes.AwayFromDayAfter, session: SessionAt, runs: Sequence[RunAt]) -> Breach | None:
    """Whether a session stands on the day after a kind of run."""
    stress = _counted(session, shape.counted)
    if stress is None:
        return None
    for run in runs:
        if run.run.kind == shape.run and run.day == session.day - 1:
            return Breach(1, f"{said_doing(stress, 'stand')} on the day after {said_run(run)}.")
    return None


LEAST_RUNS = 3
"""Runs in those days below which nothing is called usual (ours)."""


def spikes(shape: shapes.SpikeClear, runs: Sequence[RunAt]) -> tuple[RunAt, ...]:
    """Runs more than `percent` of the longest run in the days before them.

    All of those days have to be known: with less to go by, an ordinary long run would look like a leap.
    """
    running = [run for run in runs if run.target is not None]
    days, metres = [run.start.local // DAY for run in running], [run.run.distance_m or 0 for run in running]
    low, high = 0, bisect_left(days, days[0] + shape.days) if days else 0
    found = []
    for index in range(high, len(running)):
        day, far = days[index], metres[index] * 100
        while days[low] < day - shape.days:
            low += 1
        while days[high] < day:
            high += 1
        # Few runs are longer than the one before, so that the days before them need not be looked through.
        if high - low >= LEAST_RUNS and far > shape.percent * metres[high - 1]:
            longest = max(metres[low:high])
            if far > shape.percent * longest > 0:
                found.append(running[index])
    return tuple(found)


def spike_clear(shape: shapes.SpikeClear, session: SessionAt, spiking: Sequence[RunAt]) -> Breach | None:
    """Whether a session stands within the hours around a spike."""
    stress = _counted(session, shape.counted)
    if stress is None:
        return None
    for run in spiking:
        if abs(run.start.local - session.start.local) < shape.hours * HOUR:
            text = f"{said_run(run)} is far longer than any lately; {said_doing(stress, 'stand').lower()} close to it."
            return Breach(1, text)
    return None


def applies(shape: shapes.OnlyClasses, brief: Brief) -> bool:
    """Whether a shape speaks of this runner."""
    if shape.when == "prescreen-positive":
        return brief.prescreen == "positive"
    return brief.athlete.age is not None and brief.athlete.age < 16


def only_classes(shape: shapes.OnlyClasses, session: SessionAt, brief: Brief) -> Breach | None:
    """Whether a class stands that may not stand for this runner."""
    stress = _counted(session, shape.forbidden)
    if not applies(shape, brief) or stress is None:
        return None
    why = "until the health questions are cleared" if shape.when == "prescreen-positive" else "under 16"
    return Breach(1, f"No {SAID_CLASS[stress]} {why}.")


def small_session(shape: shapes.SmallSession, session: SessionAt, runs: Sequence[RunAt]) -> Breach | None:
    """Whether a mini session is more than it may be."""
    if not session.mini:
        return None
    if session.end.local - session.start.local > shape.minutes:
        return Breach(1, f"A mini session lasts at most {shape.minutes} minutes.")
    if any(stress not in shape.classes for stress in session.classes):
        return Breach(1, "A mini session is light work or mobility only.")
    before = [run for run in runs if run.day == session.day and run.end.local <= session.start.local]
    if not any(run.run.kind in ("easy", "recovery") for run in before):
        return Breach(1, "A mini session follows an easy run on its day.")
    return None


def after_past(shape: shapes.SpacedOut | shapes.AtMost, session: SessionAt, brief: Brief) -> Breach | None:
    """A session too soon after, or in too full a stretch with, those done before the plan.

    History has dates without hours, so each counts from the end of its day. A week adds up to one session less than a
    limit, so two done within a limit's hours leave no room.
    """
    stress = _counted(session, shape.counted)
    if stress is None:
        return None
    since = [session.start.local - end for end in _done_before(shape, brief)]
    if isinstance(shape, shapes.SpacedOut):
        wanted = hours_apart(shape, brief.athlete.age) * HOUR
        if since and since[-1] < wanted:
            text = f"{said_doing(stress, 'follow')} the last one you did {said_after(since[-1])}"
            return Breach(wanted - since[-1], f"{text}; {said_asked(wanted // HOUR)}.")
        return None
    if shape.minis or sum(1 for minutes in since if minutes < shape.hours * HOUR) < 2:
        return None
    return Breach(1, f"{said_doing(stress, 'crowd')} the sessions you did just before the plan.")


def full_until(shape: shapes.SpacedOut | shapes.AtMost, brief: Brief) -> int | None:
    """The local minute up to which sessions done before the plan leave no room for one; None without any."""
    past = _done_before(shape, brief)
    if isinstance(shape, shapes.SpacedOut):
        return past[-1] + hours_apart(shape, brief.athlete.age) * HOUR if past else None
    return past[-2] + shape.hours * HOUR if len(past) > 1 and not shape.minis else None


def _done_before(shape: shapes.SpacedOut | shapes.AtMost, brief: Brief) -> list[int]:
    """The local minutes at which days before the plan end that have a session which a shape counts."""
    days = {day for name in shape.counted for day in brief.history.get(name, ()) if day < brief.start}
    return [(day_number(day) + 1) * DAY for day in sorted(days)]


def alone(rule: Rule, session: SessionAt, ledger: Ledger) -> Breach | None:
    """How a rule of one session against the runs fails, or None; None too for shapes that speak of other things."""
    shape = rule.demand
    match shape:
        case shapes.ClearBefore():
            return clear_before(shape, session, ledger.runs)
        case shapes.ClearAfter():
            return clear_after(shape, session, ledger.runs)
        case shapes.DaysAfterRace():
            return days_after_race(shape, session, ledger.brief)
        case shapes.RunFirst():
            return run_first(shape, session, ledger.runs)
        case shapes.BestDays():
            return best_days(shape, session, ledger.runs)
        case shapes.AwayFromDayAfter():
            return day_after(shape, session, ledger.runs)
        case shapes.SpikeClear():
            return spike_clear(shape, session, spikes(shape, ledger.runs))
        case shapes.InsideWindows():
            return inside_windows(session, ledger.brief)
        case shapes.OnlyClasses():
            return only_classes(shape, session, ledger.brief)
        case shapes.SpacedOut() | shapes.AtMost():
            return after_past(shape, session, ledger.brief)
        case shapes.SmallSession():
            return small_session(shape, session, ledger.runs)
    return None


def hours_apart(shape: shapes.SpacedOut, age: int | None) -> int:
    """Hours a spacing asks for at an age."""
    return max([shape.hours] + [hours for from_age, hours in shape.from_age if age is not None and age >= from_age])


def together(rule: Rule, first: SessionAt, second: SessionAt, age: int | None) -> Breach | None:
    """How two sessions stand too close, or None."""
    shape = rule.demand
    if not isinstance(shape, shapes.SpacedOut):
        return None
    one, other = _counted(first, shape.counted), _counted(second, shape.counted)
    if one is None or other is None:
        return None
    wanted = hours_apart(shape, age) * HOUR
    left = gap(first.start, second.start)
    if left >= wanted:
        return None
    both = f"Two sessions of {SAID_CLASS[one]}" if one == other else f"{SAID_CLASS[one]} and {SAID_CLASS[other]}"
    apart = f"start {said_time(left)} apart" if left else "start at the same hour"
    return Breach(wanted - left, f"{both[0].upper()}{both[1:]} {apart}; {said_asked(wanted // HOUR)}.")


def counts(shape: shapes.AtMost, session: SessionAt) -> bool:
    """Whether a session counts towards a limit."""
    if shape.minis:
        return session.mini
    return not session.mini and _counted(session, shape.counted) is not None


def crowds(shape: shapes.AtMost, sessions: Sequence[SessionAt]) -> Iterator[tuple[SessionAt, ...]]:
    """Groups of sessions that stand within the hours and are one more than the limit."""
    counted = [session for session in sessions if counts(shape, session)]
    for index in range(len(counted) - shape.limit):
        group = counted[index : index + shape.limit + 1]
        if gap(group[0].start, group[-1].start) < shape.hours * HOUR:
            yield tuple(group)
