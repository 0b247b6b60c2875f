"""What the coach promises, read off every revision by means of its own: none of the coach's code judges itself here."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import msgspec
from tests.independent.auditor import Breach, hard

from bench.seasons.chain import Chain
from bench.seasons.steps import (
    done_as_planned,
    dose_rises,
    failed_gate,
    harder,
    is_eased,
    last_sets,
    told_item,
)
from midstance.rules.audit import audit
from midstance.rules.rule import Rule
from midstance.training.clock import monday_of
from midstance.training.exercise import Exercise
from midstance.training.log import (
    Away,
    CheckIn,
    Cleared,
    Entry,
    Illness,
    PainReport,
    RaceSet,
    RedFlags,
    RunMoved,
    RunsGiven,
    SessionEnd,
    SessionMoved,
    SetResult,
    Settings,
    TestDone,
)
from midstance.training.plan import Microcycle, Plan
from midstance.training.prescription import Item
from midstance.training.session import Session
from midstance.training.standing import Standing

LANDS = frozenset({"jump", "hop", "bound"})
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
HARD_LANDING = 1.0
"""Weight of a contact from which on a jump is no low one (rules page, H14)."""
OWN_TABLES = frozenset({"taper", "race", "recovery"})
SERIOUS = frozenset({"fever", "chest", "stomach"})
LEAST_CALF_RAISES = 9
"""Three quarters of the lowest median there is (70 years, 14 to 15), less what two tries differ by."""
AUDIT_EVERY, SECOND_AUDIT_EVERY, READINESS_EVERY = 3, 20, 9
"""Every revision carries its audit; every so many are audited again, by the second auditor too, and asked whether a
fine morning would raise anything."""
LEFT_OUT = "Left out:"
MAY_FORBID = (PainReport, Illness, RedFlags, Cleared, RunMoved, RunsGiven, RaceSet, Away, Settings)
"""News that may be stronger than where the runner wants a session."""

StandingOf = Callable[[Plan, Sequence[Entry], dt.datetime], Standing]


class Promises:
    """Broken promises of a season, as sentences, and how often each was put to the test."""

    def __init__(
        self, exercises: Mapping[str, Exercise], rules: Sequence[Rule], zone: dt.tzinfo, standing_of: StandingOf
    ) -> None:
        self._exercises, self._rules, self._zone = exercises, rules, zone
        self._standing_of = standing_of
        self._asked = 0
        self.broken: list[str] = []
        self.checked: dict[str, int] = {}
        self.left_out = 0
        """Sessions the last revision leaves out because what they held broke a rule."""

    def that(self, promise: str, holds: bool, says: str = "") -> None:
        """Notes whether a promise holds."""
        self.checked[promise] = self.checked.get(promise, 0) + 1
        if not holds and len(self.broken) < 40:
            self.broken.append(f"{promise}: {says}")

    def revision(self, chain: Chain, number: int) -> None:
        """Everything that can be said of one revision and what it was made from."""
        before, after = chain.before(number), chain.plans[number]
        known, moment = chain.known_at(number), chain.moments[number]
        today = moment.astimezone(self._zone).date()
        self._asked += 1
        self._clean(after, today)
        self.left_out = sum(note.text.startswith(LEFT_OUT) for note in after.notes)
        self._frozen(before, after, known, today)
        self._stops(after, known, today)
        self._ill_or_away(after, known, today)
        self._gates(chain.first, after, known, today)
        self._steps(after, known, today)
        self._no_catching_up(chain, number, today)
        self._moved(chain, number, today)
        if self._asked % READINESS_EVERY == 0:
            self._readiness(before, known, moment)

    def _clean(self, plan: Plan, today: dt.date) -> None:
        found = audit(plan, self._rules).hard if self._asked % AUDIT_EVERY == 0 else plan.audit.hard
        said = "; ".join(f"{one.rule}: {one.text}" for one in found[:2])
        self.that("no hard finding ahead", not found, f"{today}: {said}")
        if self._asked % SECOND_AUDIT_EVERY == 0:
            standing = plan.brief.standing
            done = {one.session for one in standing.done} if standing is not None else set()
            found_too = hard(json.loads(msgspec.json.encode(plan)))
            open_weeks = {monday_of(one.date) for one in plan.sessions if one.date >= today and one.id not in done}
            ahead = [
                one
                for one in found_too
                if _lies_ahead(one.where, today, open_weeks)
                and one.where.split(" ")[0] not in done
                and not _elsewhere(one, plan)
            ]
            said = "; ".join(f"{one.rule} {one.where}: {one.text}" for one in ahead[:2])
            self.that("no breach the second auditor sees", not ahead, f"{today}: {said}")

    def _frozen(self, before: Plan, after: Plan, known: Sequence[Entry], today: dt.date) -> None:
        since = after.revision.since if after.revision is not None else today
        old = {session.id: session for session in before.sessions}
        past = [session for session in after.sessions if session.date < since]
        changed = [one.id for one in past if one.id not in old or old[one.id].blocks != one.blocks]
        self.that("the past stays as it was", not changed, f"{today}: {changed[:3]}")
        done = {one.session for one in known if isinstance(one, SetResult | SessionEnd) and one.session}
        there = {session.id for session in after.sessions}
        lost = [one.id for one in before.sessions if one.date < since and one.id in done and one.id not in there]
        self.that("what was done stays", not lost, f"{today}: {lost[:3]}")

    def _stops(self, plan: Plan, known: Sequence[Entry], today: dt.date) -> None:
        flags = [entry for entry in known if isinstance(entry, RedFlags)]
        cleared = [entry.at for entry in known if isinstance(entry, Cleared)]
        standing = [flag for flag in flags if not any(moment > flag.at for moment in cleared)]
        if standing:
            done = {one.session for one in known if isinstance(one, SetResult | SessionEnd)}
            ahead = [one.id for one in plan.sessions if one.date >= today and one.id not in done]
            self.that("a red flag stops everything", not ahead, f"{today}: {ahead[:3]}")

    def _ill_or_away(self, plan: Plan, known: Sequence[Entry], today: dt.date) -> None:
        """Nothing today for who is seriously ill; away, nothing that needs what is at home."""
        standing = plan.brief.standing
        done = {one.session for one in standing.done} if standing is not None else set()
        ahead = [one for one in plan.sessions if one.date >= today and one.id not in done]
        for entry in known:
            if (
                isinstance(entry, Illness)
                and SERIOUS & set(entry.symptoms)
                and (entry.over is None or today < entry.over)
            ):
                bad = [one.id for one in ahead if one.date == today and one.stress != "mobility"]
                self.that("no training with fever", not bad, f"{today}: {bad}")
            if isinstance(entry, Away) and entry.last >= today:
                there = [one for one in ahead if entry.first <= one.date <= entry.last]
                if entry.kit is None:
                    self.that("away from everything, nothing is asked", not there, f"{today}: {[s.id for s in there]}")
                else:
                    wrong = [f"{one.date} {name}" for one in there for name in self._out_of_reach(one, entry.kit)]
                    self.that("away, only the kit that is there", not wrong, f"{today}: {wrong[:3]}")

    def _out_of_reach(self, session: Session, kit: Sequence[str]) -> Iterator[str]:
        for item in session.work():
            exercise = self._exercises.get(item.exercise)
            if exercise is None:
                continue
            possible = any({*kit, "wall"}.issuperset(way) for way in exercise.kit)
            loaded = item.load.kind in ("kg", "lb", "effort") and exercise.loading != "none"
            if not possible or (loaded and not set(exercise.load_kit) & set(kit)):
                yield item.exercise

    def _gates(self, first: Plan, plan: Plan, known: Sequence[Entry], today: dt.date) -> None:
        """No jumps for beginners, no hard ones for others, before calves, landing and squat were tested well.

        Who was never tested is taken at their word.
        """
        athlete, by_test = plan.brief.athlete, _passed(known)
        if by_test if by_test is not None else first.brief.athlete.gates.plyometric:
            return
        hard = 0.0 if athlete.level == "beginner" else HARD_LANDING
        jumps = [
            f"{session.date} {item.exercise}"
            for session, item in _ahead(plan, today, self._exercises)
            if (exercise := self._exercises[item.exercise]).pattern in LANDS and exercise.impact >= hard
        ]
        self.that("no plyometrics before the gate", not jumps, f"{today}: {jumps[:3]}")

    def _steps(self, plan: Plan, known: Sequence[Entry], today: dt.date) -> None:
        """What is asked next of an exercise, held against what was last asked and how it went."""
        last, full = last_sets(known), last_sets([one for one in known if not is_eased(one)])
        without_numbers = done_as_planned(plan, known)
        weeks = {week.start: week for week in plan.microcycles}
        seen: set[str] = set()
        for session, item in _ahead(plan, today, self._exercises):
            sets = last.get(item.exercise)
            week = weeks.get(monday_of(session.date))
            if item.exercise in seen or sets is None or week is None or sets[0].asked is None:
                continue
            seen.add(item.exercise)
            if without_numbers.get(item.exercise, sets[0].at) > sets[0].at:
                continue
            then = weeks.get(monday_of(sets[0].at.astimezone(self._zone).date()))
            if then is None or _free(week) or _free(then) or then.mesocycle != week.mesocycle:
                continue
            rises = harder(sets[0].asked, item, sets)
            usual = full.get(item.exercise)
            if rises and usual is not None and usual[0].asked is not None and is_eased(sets[0]):
                # After an eased session the dose that was eased may come back, also one that went badly; never more.
                back = harder(usual[0].asked, item, usual)
                rises = back if len(rises) > 1 or failed_gate(sets) else rises
            said = f"{today} {item.exercise} for {session.date}: {', '.join(rises)}"
            said += f" ({told_item(sets[0].asked)} -> {told_item(item)})"
            self.that("one thing rises at a time", len(rises) <= 1, said)
            failed = failed_gate(sets)
            if failed:
                self.that("nothing rises after a failed gate", not rises, f"{said} after {failed}")

    def _no_catching_up(self, chain: Chain, number: int, today: dt.date) -> None:
        """Where something is to come in a week: with what was done and missed it is no more than was asked."""
        plan, monday = chain.plans[number], monday_of(today)
        week = next((one for one in plan.microcycles if one.start == monday), None)
        standing = plan.brief.standing
        if week is None or standing is None or standing.moved or today == monday:
            return
        shown = [chain.before(number)]
        for earlier in range(number - 1, -1, -1):
            if chain.moments[earlier].astimezone(self._zone).date() < monday:
                break
            shown.append(chain.before(earlier))
        done = {one.session for one in standing.done}
        missed = {
            session.id
            for before in shown
            for session in _of_week(before, monday)
            if session.date < today and session.id in standing.missed
        }
        if not missed:
            return
        to_come = [one.id for one in _of_week(plan, monday) if one.date >= today and one.id not in done]
        if not to_come:  # What was done by an earlier revision, before a late entry changed it, is done.
            return
        now = {session.id for session in _of_week(plan, monday)} | missed
        now |= {session.id for before in shown for session in _of_week(before, monday) if session.id in done}
        asked = max(week.sessions_wanted, *(len(_of_week(before, monday)) for before in shown))
        said = f"{today}: {len(now)} in the week instead of {asked}, {sorted(missed)} missed"
        self.that("nothing is caught up", len(now) <= asked, said)

    def _moved(self, chain: Chain, number: int, today: dt.date) -> None:
        """What the runner put elsewhere stands there, or the plan says why not."""
        earlier = {entry.id for entry in chain.known_at(number - 1)} if number else set()
        new = [entry for entry in chain.known_at(number) if entry.id not in earlier]
        plan, there = chain.plans[number], {session.id for session in chain.before(number).sessions}
        told = [one for one in new if isinstance(one, MAY_FORBID)]
        if plan.brief.standing is not None:
            # What was moved and then done at once stands where it was done.
            there -= {done.session for done in plan.brief.standing.done}
        for move in new:
            if isinstance(move, SessionMoved) and not told and move.date >= today and move.session in there:
                stands = any(one.id == move.session and one.date == move.date for one in plan.sessions)
                said = any(note.about == move.session for note in plan.notes)
                self.that("a moved session stands where it was put", stands or said, f"{today}: {move.session}")

    def _readiness(self, before: Plan, known: Sequence[Entry], moment: dt.datetime) -> None:
        """The finest morning raises nothing, and without any check-in nothing would be lower."""
        fine = CheckIn(id="fine", at=moment, sleep_h=9.0, energy=5, fatigue=1)
        said = self._standing_of(before, known, moment)
        better = self._standing_of(before, (*known, fine), moment)
        silent = self._standing_of(before, [one for one in known if not isinstance(one, CheckIn)], moment)
        for name in ("a fine morning raises nothing", "check-ins only hold or lower"):
            low, high = (better, said) if name.startswith("a fine") else (said, silent)
            risen = [key for key, dose in low.doses.items() if key in high.doses and dose_rises(high.doses[key], dose)]
            self.that(name, not risen, f"{moment.date()}: {risen[:3]}")


def _ahead(plan: Plan, today: dt.date, exercises: Mapping[str, Exercise]) -> Iterator[tuple[Session, Item]]:
    """What is asked from today on, sessions already done left out."""
    done = {one.session for one in plan.brief.standing.done} if plan.brief.standing is not None else set()
    for session in plan.sessions:
        if session.date >= today and session.id not in done:
            for item in session.work():
                if item.exercise in exercises:
                    yield session, item


def _free(week: Microcycle) -> bool:
    return week.deload or week.phase in OWN_TABLES


def _of_week(plan: Plan, monday: dt.date) -> list[Session]:
    return [one for one in plan.sessions if 0 <= (one.date - monday).days < 7 and not one.mini]


def _passed(known: Sequence[Entry]) -> bool | None:
    """Whether calves, landing and squat were tested well enough, last time; None where none was tested."""
    last = {entry.test: entry for entry in known if isinstance(entry, TestDone)}
    if not {"calf-raises", "quiet-landing", "squat-pattern"} & last.keys():
        return None
    calves, landing, squat = (last.get(name) for name in ("calf-raises", "quiet-landing", "squat-pattern"))
    enough = calves is not None and min(calves.left or 0, calves.right or 0) >= LEAST_CALF_RAISES
    clean = (landing is None or landing.both == 3) and (squat is None or (squat.both or 0) >= 5)
    return (enough or calves is None) and clean


def _lies_ahead(where: str, since: dt.date, open_weeks: Collection[dt.date]) -> bool:
    """Whether a breach names a day that may still change, or a week with a session to come; the whole plan counts.

    What was done in a week before its gate closed again stays done: a revision can only mend what is still to come.
    """
    dates = [dt.date.fromisoformat(date) for date in ISO_DATE.findall(where)]
    if where.startswith("week"):
        return any(monday_of(date) in open_weeks for date in dates)
    return not dates or max(dates) >= since


def _elsewhere(breach: Breach, plan: Plan) -> bool:
    """Kit that is there on the days away: the second auditor reads only what there is at home."""
    away = plan.brief.standing.away if plan.brief.standing is not None else ()
    dates = [dt.date.fromisoformat(date) for date in ISO_DATE.findall(breach.where)]
    return breach.rule == "H22" and any(one.first <= max(dates) <= one.last for one in away if dates)
