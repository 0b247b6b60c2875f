"""Twenty weeks with the coach, day by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec

from bench.seasons.body import Body, wanted
from bench.seasons.chain import Chain, Revise
from bench.seasons.life import Life, life_of
from bench.seasons.lifting import Chooser, Done, lift_session
from bench.seasons.logbook import Logbook
from bench.seasons.measures import Course
from bench.seasons.promises import Promises
from bench.seasons.runners import Runner, noise
from bench.seasons.telling import Teller, runs_after_change
from midstance.knowledge.library import library
from midstance.rules.moved import audit_moved
from midstance.training.clock import minute_of
from midstance.training.exercise import Exercise, Kit
from midstance.training.plan import Plan
from midstance.training.running import Run
from midstance.training.session import Session

HALF_DONE, PUT_ELSEWHERE = 0.04, 0.12
TOO_SORE = 8.0
HURTS_TOO_MUCH = 7.5
DAY = dt.timedelta(days=1)


class Days:
    """A body and a life, and what is done with them; who plans is left open."""

    def __init__(self, runner: Runner, exercises: Mapping[str, Exercise]) -> None:
        self.runner = runner
        self.life: Life = life_of(runner)
        self.body = Body(runner, exercises)
        self.chooser = Chooser(self.body)
        self.course = Course()
        self._runs: dict[dt.date, list[tuple[Run, dt.date]]] = {}
        for run in runs_after_change(runner, self.life):
            planned = run.date
            to = self.life.moved_runs.get(planned, planned) if run.key else planned
            if to is not None and run.is_running:
                moved = run if to == planned else msgspec.structs.replace(run, date=to)
                self._runs.setdefault(to, []).append((moved, planned))

    def runs(self, day: dt.date) -> list[tuple[Run, dt.date]]:
        """The runs really run on a day, and the days they were planned for."""
        if self.life.ill(day):
            return []
        longer = day in self.life.longer
        return [
            (msgspec.structs.replace(run, distance_m=run.distance_m * 5 // 4), planned)
            if longer and run.distance_m and run.kind != "race" else (run, planned)
            for run, planned in self._runs.get(day, [])
        ]  # fmt: skip

    def why_not(self, session: Session, day: dt.date) -> str | None:
        """Why a session is not done, or None."""
        trip = self.life.away(day)
        if self.life.stopped(day):
            return "red flag"
        if self.life.ill(day):
            return "ill"
        if trip is not None and trip.kit is None:
            return "away"
        if trip is not None and trip.kit is not None and self._needs_more(session, trip.kit):
            return "its kit is at home"
        if day in self.life.missed:
            return "no time"
        if self.body.worst_pain >= HURTS_TOO_MUCH:
            return "it hurts"
        sore = self.body.ache >= TOO_SORE and noise(self.runner.seed, "too sore", day).random() < 0.5
        return "too sore" if sore else None

    def _needs_more(self, session: Session, kit: tuple[Kit, ...]) -> bool:
        """Whether a session asks for a load there is nothing here to make with."""
        return any(
            item.load.kind in ("kg", "effort") and not set(self.body.exercises[item.exercise].load_kit) & set(kit)
            for item in session.work()
            if item.exercise in self.body.exercises
        )

    def lift(self, session: Session, week: int) -> list[Done] | None:
        """Does a session, or does not (None); counts it either way."""
        self.course.planned += 1
        if self.why_not(session, session.date) is not None:
            self.course.missed += 1
            return None
        half = noise(self.runner.seed, "half", session.date).random() < HALF_DONE
        self.lifted = lift_session(self.body, self.chooser, session, half=half)
        self.course.take(self.lifted, week, [self.true_kg(one) for one in self.lifted.sets])
        return list(self.lifted.sets)

    def true_kg(self, one: Done) -> float:
        """The true load in the middle of what a set asked for, from this day's strength without luck."""
        (low, high), (least, most) = wanted(one.asked)
        if one.asked.seconds is not None or not self.body.lift(one.asked.exercise).max_kg:
            return 0.0
        return self.body.load_for_kg(one.asked.exercise, (low + high) / 2, (least + most) / 2)

    def sleep(self) -> None:
        """The day is over."""
        self.course.day(self.body.worst_pain, self.body.ache)

    def finish(self) -> Course:
        """What came of it."""
        won = [self.body.gained[group] for group in ("squat", "hinge", "calf")]
        self.course.gained = round(1000 * (sum(won) / 3 - 1))
        return self.course


class Coached(Days):
    """A season in which the plan learns."""

    def __init__(
        self, runner: Runner, exercises: Mapping[str, Exercise], first: Plan, revise: Revise, promises: Promises
    ) -> None:
        super().__init__(runner, exercises)
        self.book = Logbook(runner)
        self.teller = Teller(runner, self.life, self.body, self.book)
        self.chain = Chain(first, revise)
        self.promises = promises
        self.story: list[str] = []
        self._handled: set[tuple[str, dt.date]] = set()
        self._news = False
        self.changed: list[int] = []
        self.left_out: list[int] = []

    def live(self) -> Course:
        """The whole season."""
        for day in self.life.days:
            self.body.wake(day, ill=self.life.ill(day))
            self._news = self.teller.morning(day) or self._news
            self._put_elsewhere(day)
            at = self.runner.habits.replans_at
            self._hours(day, 0, at)
            if day > self.life.days[0] and (day.weekday() in self.runner.habits.replans_on or self._news):
                self._replan(day, at)
            self._hours(day, at, 24 * 60)
            self._tell_moved_runs(day)
            self.sleep()
        return self.finish()

    def _tell_moved_runs(self, day: dt.date) -> None:
        for run in self.runner.brief.runs:
            to = self.life.moved_runs.get(run.date, run.date)
            if run.key and to != run.date and min(run.date, to or run.date) - DAY == day:
                self.teller.run_moved(run, to)
                self._news = True

    def _put_elsewhere(self, day: dt.date) -> None:
        """Now and then today's session is put a day or two off, where no rule is in the way."""
        rng = noise(self.runner.seed, "elsewhere", day)
        if rng.random() > PUT_ELSEWHERE:
            return
        plan, to = self.chain.last, day + rng.choice((1, 1, 2)) * DAY
        for session in plan.sessions:
            taken = to in plan.brief.blocked or any(one.date == to and not one.mini for one in plan.sessions)
            if session.date != day or to > plan.brief.end or taken:
                continue
            if not audit_moved(plan, session.id, to, None, library().rules).hard:
                self.teller.moved(session, day, to)
                self._handled.add((session.id, day))
                self._news = True
                self.story.append(f"{day:%a %d %b}  {session.title}: put off to {to:%a}")

    def _hours(self, day: dt.date, low: int, high: int) -> None:
        """Runs and sessions of a day that end within some hours."""
        events: list[tuple[int, Run | Session, dt.date]] = [
            (minute_of(run.start), run, planned) for run, planned in self.runs(day)
        ]
        events += [
            (minute_of(session.start) + session.minutes, session, day)
            for session in self.chain.last.sessions
            if session.date == day and (session.id, day) not in self._handled
        ]
        for minute, what, planned in sorted(events, key=lambda event: event[0]):
            if not low < minute <= high and not (low == 0 == minute):
                continue
            if isinstance(what, Run):
                self.body.run(what)
                self.teller.ran(what, planned)
            else:
                self._session(what, day)

    def _session(self, session: Session, day: dt.date) -> None:
        self._handled.add((session.id, day))
        week = (day - self.life.days[0]).days // 7
        if self.lift(session, week) is None:
            why = self.why_not(session, day) or ""
            self.teller.skipped(session, why)
            self._news = self._news or why != "no time" or noise(self.runner.seed, "tell", day).random() < 0.5
            self.story.append(f"{day:%a %d %b}  {session.title}: not done ({why})")
            return
        self.teller.session(session, self.lifted)
        self._news = self._news or any(score >= 3 for _, score, _ in self.lifted.pains)
        self.story.append(f"{day:%a %d %b}  {session.title}: {_said(self.lifted.sets)}")

    def _replan(self, day: dt.date, minute: int) -> None:
        moment = self.teller.at(day, minute)
        before = self.chain.last
        touched = self.chain.advance(self.book.arrived(moment), moment)
        self._news = False
        for number in range(touched, len(self.chain.plans)):
            self.promises.revision(self.chain, number)
        after = self.chain.last
        self.left_out.append(self.promises.left_out)
        self.changed.append(len(_days(before, day) ^ _days(after, day)))
        self.story.append(f"{day:%a %d %b}  -- plan {len(self.chain.plans) + 1}: {self.changed[-1]} days changed")
        if after.revision is not None:
            self.story += [f"             {why}" for why in after.revision.why]


def _days(plan: Plan, since: dt.date) -> set[tuple[dt.date, str]]:
    return {(session.date, session.stress) for session in plan.sessions if session.date >= since and not session.mini}


def _said(sets: tuple[Done, ...]) -> str:
    """`goblet-squat 10 10 9 @14 kg RIR 2 (true 3.1)`, one after the other."""
    by_name: dict[str, list[Done]] = {}
    for one in sets:
        by_name.setdefault(one.asked.exercise, []).append(one)
    parts = []
    for name, some in by_name.items():
        last = some[-1]
        kg = f" @{last.load.kg:g} kg" if last.load.kg else ""
        amounts = " ".join(str(one.amount) for one in some)
        parts.append(f"{name} {amounts}{kg} RIR {last.felt_rir} (true {last.true_rir:.1f})")
    return "; ".join(parts)
