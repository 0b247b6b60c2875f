"""What happened, as entries: the runner's side of the log."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import msgspec

from bench.seasons.body import Body
from bench.seasons.life import Ill, Life, Trip
from bench.seasons.lifting import Done, Lifted
from bench.seasons.logbook import Logbook
from bench.seasons.runners import Runner, noise
from midstance.coach.pain import open_pains
from midstance.training.clock import minute_of
from midstance.training.exercise import PainSite
from midstance.training.log import (
    Away,
    CheckIn,
    Cleared,
    HomeTest,
    Illness,
    PainReport,
    PainTime,
    RaceSet,
    RedFlags,
    RunDone,
    RunFeel,
    RunMoved,
    RunsGiven,
    SessionEnd,
    SessionMoved,
    SessionSkipped,
    SetResult,
    Settings,
    TestDone,
    effective,
)
from midstance.training.running import Run
from midstance.training.session import Session

MORNING = 6 * 60 + 20
TELLS_NEXT_MORNING = 0.8
ANSWERS = 0.5
"""Share of mornings on which somebody answers how a place is that the app asks about, because it is spared."""
AS_PLANNED = 0.05
"""Share of sessions of which only is said that they were done as planned."""


class Teller:
    """Writes entries for one runner."""

    def __init__(self, runner: Runner, life: Life, body: Body, book: Logbook) -> None:
        self._runner, self._life, self._body, self._book = runner, life, body, book
        self._zone = ZoneInfo(runner.brief.time_zone)

    def at(self, day: dt.date, minute: int, second: int = 0) -> dt.datetime:
        """A local time as the phone writes it."""
        local = dt.datetime.combine(day, dt.time(0)) + dt.timedelta(minutes=minute, seconds=second)
        return local.replace(tzinfo=self._zone).astimezone(self._runner.habits.offset)

    def morning(self, day: dt.date) -> bool:
        """What is said before the day begins; whether some of it is worth a new plan."""
        rng = noise(self._runner.seed, "morning", day)
        news = self._events(day)
        for site, score in sorted(self._body.pains.items()):
            if score >= 1 and rng.random() < TELLS_NEXT_MORNING:
                stiffer = rng.random() < 0.1
                self._book.write(self._report(day, MORNING, site, round(score), "next-morning", stiffer=stiffer))
                news = news or score >= 3
        news = self._answers(day) or news
        if rng.random() < self._runner.habits.check_ins:
            sleep = round(rng.gauss(7.1, 0.9), 1)
            low = sleep < 6 or self._body.ache > 6
            self._book.write(
                CheckIn(
                    id=self._book.next_id(), at=self.at(day, MORNING, 30), sleep_h=sleep,
                    energy=2 if low else rng.choice((3, 3, 4, 5)), fatigue=4 if low else rng.choice((1, 2, 3, 3)),
                    soreness={name: round(score) for name, score in self._body.sore.items() if score >= 1},
                )
            )  # fmt: skip
        return news

    def _answers(self, day: dt.date) -> bool:
        """How the places are that stay unloaded until they are said to be calm: `today` asks for them every day."""
        if not any(isinstance(entry, PainReport) for entry in self._book.right_at_first()):
            return False
        known = effective(self._book.arrived(self.at(day, MORNING, 45)))
        news = False
        for pain in open_pains(known, self._zone, day):
            rng = noise(self._runner.seed, "answers", day, pain.site)
            if pain.episode.light == "red" and pain.episode.last < day and rng.random() < ANSWERS:
                score = round(self._body.pains.get(pain.site, 0))
                self._book.write(self._report(day, MORNING + 1, pain.site, score, "at-rest", stiffer=False))
                news = True
        return news

    def _events(self, day: dt.date) -> bool:
        """Illness, red flags, trips, races and kit, on the day they are known."""
        told = False
        for ill in self._life.ills:
            if day == ill.first:
                self._ill(ill)
            told = told or day in (ill.first, ill.over)
        for flagged in self._life.flagged:
            if day == flagged.day:
                self._book.write(RedFlags(id=self._book.next_id(), at=self.at(day, MORNING, 5), flags=flagged.flags))
            if day == flagged.cleared:
                self._book.write(Cleared(id=self._book.next_id(), at=self.at(day, MORNING, 6), by="a physician"))
            told = told or day in (flagged.day, flagged.cleared)
        for trip in self._life.trips:
            if day == trip.first - dt.timedelta(days=3):
                self._away(day, trip)
                told = True
        for what in (self._race(day), self._kit(day), self._runs_given(day)):
            told = told or what
        if day in self._life.tests:
            self._tests(day)
        return told

    def _ill(self, ill: Ill) -> None:
        name, at = self._book.next_id(), self.at(ill.first, MORNING, 1)
        known = self.at(ill.over, MORNING, 1)
        at_first = Illness(id=name, at=at, symptoms=ill.symptoms)
        self._book.open_ended(at_first, Illness(id=name, at=at, symptoms=ill.symptoms, over=ill.over), known)

    def _away(self, day: dt.date, trip: Trip) -> None:
        away = Away(
            id=self._book.next_id(), at=self.at(day, MORNING, 2), first=trip.first, last=trip.last, kit=trip.kit
        )
        self._book.write(away)

    def _race(self, day: dt.date) -> bool:
        if self._life.new_race is None or self._life.new_race[0] != day:
            return False
        race = self._life.new_race[1]
        self._book.write(RaceSet(id=self._book.next_id(), at=self.at(day, MORNING, 3), race=race))
        return True

    def _kit(self, day: dt.date) -> bool:
        if self._life.new_kit is None or self._life.new_kit[0] != day:
            return False
        kit = self._life.new_kit[1]
        self._book.write(Settings(id=self._book.next_id(), at=self.at(day, MORNING, 4), kit=kit))
        return True

    def _runs_given(self, day: dt.date) -> bool:
        if self._life.new_plan != day:
            return False
        runs = tuple(run for run in runs_after_change(self._runner, self._life) if run.date >= day)
        self._book.write(RunsGiven(id=self._book.next_id(), at=self.at(day, MORNING, 7), runs=runs))
        return True

    def _tests(self, day: dt.date) -> None:
        """Better calves raise more often; the rest is drawn."""
        rng = noise(self._runner.seed, "test", day)
        age = self._runner.brief.athlete.age or 35
        calves = (36 - 0.28 * age) * self._body.gained["calf"] ** 3 * self._body.truth.strength**0.5
        left, right = (max(3, round(calves * rng.lognormvariate(0, 0.15))) for _ in range(2))
        steady = rng.random() < 0.75
        landing = rng.choice((3, 3, 2)) if self._body.truth.landing < 0.12 else rng.choice((3, 2, 1))
        results: tuple[tuple[HomeTest, int | None, int | None, int | None], ...] = (
            ("calf-raises", left, right, None),
            ("squat-pattern", None, None, 5 if steady else 3),
            ("quiet-landing", None, None, landing),
            ("step-down", rng.randint(0, 4), rng.randint(0, 4), None),
        )
        for second, (test, one, other, both) in enumerate(results, 10):
            at = self.at(day, MORNING, second)
            self._book.write(TestDone(id=self._book.next_id(), at=at, test=test, left=one, right=other, both=both))

    def _report(
        self, day: dt.date, minute: int, site: PainSite, score: int, when: PainTime, *, stiffer: bool
    ) -> PainReport:
        return PainReport(
            id=self._book.next_id(), at=self.at(day, minute, 40), site=site, score=min(10, score), when=when,
            stiffer=stiffer, limping=score >= 7,
        )  # fmt: skip

    def session(self, session: Session, lifted: Lifted) -> None:
        """A session that was done: its sets, its pains and its end."""
        rng = noise(self._runner.seed, "told", session.date)
        start = minute_of(session.start)
        late = dt.timedelta(0)
        if rng.random() < self._runner.habits.late:
            late = dt.timedelta(hours=rng.choice((20, 30, 50, 100, 150)))
        as_planned = lifted.whole and not lifted.pains and rng.random() < AS_PLANNED
        seconds = 120
        for one in () if as_planned else lifted.sets:
            seconds += 12
            self._book.write(self._set(session, one, self.at(session.date, start, seconds)), late=late)
        for site, score, exercise in lifted.pains:
            report = self._report(session.date, start + 5, site, score, "during", stiffer=False)
            self._book.write(msgspec.structs.replace(report, session=session.id, exercise=exercise))
        end = SessionEnd(
            id=self._book.next_id(), at=self.at(session.date, start + session.minutes), session=session.id,
            ended="done" if lifted.whole else "partly", as_planned=as_planned, minutes=session.minutes,
            rpe=min(10, max(1, round(8 - _hardest(lifted) + rng.gauss(0, 1)))),
        )  # fmt: skip
        self._book.write(end, late=late)

    def _set(self, session: Session, one: Done, at: dt.datetime) -> SetResult:
        timed = one.asked.seconds is not None
        return SetResult(
            id=self._book.next_id(), at=at, exercise=one.asked.exercise, session=session.id, index=one.number,
            side=one.side, reps=None if timed else one.amount, seconds=one.amount if timed else None, load=one.load,
            rir=None if one.asked.rir is None else one.felt_rir, faults=one.faults,
            pain=None if one.pain is None else min(10, one.pain), extra=one.extra, asked=one.asked,
        )  # fmt: skip

    def skipped(self, session: Session, why: str) -> None:
        """A session that was not done; most say nothing of it."""
        if noise(self._runner.seed, "silent", session.date).random() < self._runner.habits.silent:
            return
        at = self.at(session.date, minute_of(session.start))
        self._book.write(SessionSkipped(id=self._book.next_id(), at=at, session=session.id, why=why))

    def moved(self, session: Session, day: dt.date, to: dt.date) -> None:
        """A session is put on another day, said in the morning of its own."""
        self._book.write(
            SessionMoved(id=self._book.next_id(), at=self.at(day, MORNING, 50), session=session.id, date=to)
        )

    def run_moved(self, run: Run, to: dt.date | None) -> None:
        """Said the evening before the earlier of the two days."""
        first = min(run.date, to or run.date) - dt.timedelta(days=1)
        moved = RunMoved(id=self._book.next_id(), at=self.at(first, 20 * 60), planned=run.date, kind=run.kind, date=to)
        self._book.write(moved)

    def ran(self, run: Run, planned: dt.date) -> None:
        """A run that was done, if this runner writes down runs."""
        rng = noise(self._runner.seed, "ran", run.date, run.start)
        if rng.random() > self._runner.habits.runs_logged:
            return
        legs = max(self._body.sore["quadriceps"], self._body.sore["calf-soleus"])
        feel: RunFeel = "bad" if legs > 6.5 else "heavy" if legs > 5 else rng.choice(("usual", "usual", "good"))
        self._book.write(
            RunDone(
                id=self._book.next_id(), at=self.at(run.date, minute_of(run.start), 50), kind=run.kind, key=run.key,
                distance_m=run.distance_m, duration_s=run.duration_s, feel=feel,
                planned=planned if planned != run.date else None,
            )
        )  # fmt: skip


def _hardest(lifted: Lifted) -> float:
    return min((one.felt_rir for one in lifted.sets), default=5)


def runs_after_change(runner: Runner, life: Life) -> tuple[Run, ...]:
    """The runs as given, from the change of plan on those of the other plan: a tenth shorter."""
    if life.new_plan is None:
        return runner.brief.runs
    return tuple(
        run
        if run.date < life.new_plan or run.distance_m is None or run.kind == "race"
        else msgspec.structs.replace(
            run, distance_m=run.distance_m * 9 // 10, duration_s=(run.duration_s or 0) * 9 // 10 or None
        )
        for run in runner.brief.runs
    )
