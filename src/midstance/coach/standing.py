"""Where the runner stands: all that the log says, put together for the next revision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec

from midstance.coach import away, illness, layoff, readiness, tables
from midstance.coach.exercise_days import days_of
from midstance.coach.gates import gate_report
from midstance.coach.history import goes_on, with_known_loads
from midstance.coach.home_tests import Guides, emphasis, first_strength, readings
from midstance.coach.levels import level_up
from midstance.coach.moments import date_of, local, of_kind
from midstance.coach.progression.changes import Trainee
from midstance.coach.progression.deciding import next_doses
from midstance.coach.red_flags import stop
from midstance.coach.run_feel import after_heavy_legs
from midstance.coach.run_spikes import spike_notes
from midstance.coach.runs import is_logged, runs_after
from midstance.coach.sessions_done import sessions_done
from midstance.coach.spared import held_exercises, pains_after, pains_of, spared
from midstance.planner.making import Known
from midstance.planner.prescription.runner import runner_of
from midstance.rules.ledger import zone_of
from midstance.training.athlete import Athlete
from midstance.training.clock import monday_of
from midstance.training.exercise import Exercise
from midstance.training.log import Entry, RunDone, SessionMoved, Settings
from midstance.training.plan import Brief, Plan
from midstance.training.session import Because
from midstance.training.standing import Done, LetGo, NextDose, Spared, Standing, Wish

ATHLETE_SETTINGS = ("level", "kit", "goal", "age", "sex", "minutes", "windows", "weak_points", "load_steps_kg")
"""What a settings entry may change of the athlete."""


def brief_after(
    first: Brief,
    previous: Plan,
    entries: Sequence[Entry],
    as_of: dt.datetime,
    known: Known,
    guides: Guides,
) -> Brief:
    """The brief of the next revision: the season's first brief with all that has happened up to a moment.

    `entries` are the effective ones up to then; `previous` is the plan they happened under.
    """
    zone = zone_of(first.time_zone)
    today = max(local(as_of, zone).date(), first.start)
    runs, races, run_notes = runs_after(first, entries, zone, today)
    places = spared(entries, zone, today)
    athlete = with_known_loads(_with_settings(first.athlete, entries), entries, zone, first.start, today)
    athlete = msgspec.structs.replace(athlete, pains=pains_after(first.athlete.pains, entries, places))
    since = first_strength(entries, first.history, zone)
    passed = gate_report(
        entries, athlete, first_strength=since, pains=athlete.pains, today=today, zone=zone, guides=guides
    ).gates
    found = readings(entries, athlete.age, athlete.sex, zone, guides)
    weak = dict.fromkeys((*athlete.weak_points, *emphasis(found, guides)))
    end = max([first.end, *(race.date for race in races), *(run.date for run in runs if not is_logged(run))])
    brief = msgspec.structs.replace(
        first,
        athlete=msgspec.structs.replace(athlete, gates=passed, weak_points=tuple(weak)),
        blocked=tuple(sorted({*first.blocked, *away.blocked(entries), *away.rest_days(entries, zone, end)})),
        prescreen=_prescreen(first, entries),
        end=end,
        races=races,
        runs=runs,
    )
    standing = _standing(brief, previous, entries, today, known.exercises, places)
    notes = (*run_notes, *spike_notes(brief, known.rules, today), *standing.notes)
    passing = {place.site for place in places if place.planned is not None}
    lasting = tuple(pain for pain in brief.athlete.pains if pain.site not in passing)
    brief = msgspec.structs.replace(brief, athlete=msgspec.structs.replace(brief.athlete, pains=lasting))
    return msgspec.structs.replace(brief, standing=msgspec.structs.replace(standing, notes=notes, as_of=as_of))


def _standing(
    brief: Brief,
    previous: Plan,
    entries: Sequence[Entry],
    today: dt.date,
    exercises: Mapping[str, Exercise],
    places: Sequence[Spared],
) -> Standing:
    zone = zone_of(brief.time_zone)
    done, missed = sessions_done(previous.sessions, entries, zone, today, exercises)
    missed = _all_missed(previous, done, missed)
    eased, restart = layoff.layoff(done, missed, previous, today)
    heavy_eased, heavy_notes = after_heavy_legs(entries, done, brief, today)
    easings = (
        *readiness.easings(entries, brief, today),
        *illness.easings(entries, done, zone, today),
        *heavy_eased,
        *eased,
    )
    return Standing(
        since=today,
        done=done,
        missed=missed,
        let_go=_let_go(previous, missed, today),
        moved=_wishes(previous, entries, done, today),
        doses=doses_of(brief, previous, entries, exercises, places, today),
        spared=tuple(places),
        easings=easings,
        away=tuple(one for one in away.away_kits(entries) if one.last >= today),
        restart=restart,
        stop=stop(entries, zone, today),
        level_up=level_up(brief, done, today),
        notes=heavy_notes,
    )


def doses_of(
    brief: Brief,
    previous: Plan,
    entries: Sequence[Entry],
    exercises: Mapping[str, Exercise],
    places: Sequence[Spared],
    today: dt.date,
) -> dict[str, NextDose]:
    """What is asked next of every exercise that a plan asked for; lifts beside it say how strong the runner is."""
    zone = zone_of(brief.time_zone)
    visits = days_of(entries, zone, {session.id: session for session in previous.sessions})
    days = {name: listed for name, listed in visits.items() if goes_on(listed, brief.athlete, brief.start, today)}
    trainee = trainee_of(brief, entries, exercises)
    held = _held(brief, exercises, places) | held_exercises(entries, zone)
    return next_doses(days, trainee, {name: why for name, why in held.items() if name in days})


def trainee_of(brief: Brief, entries: Sequence[Entry], exercises: Mapping[str, Exercise]) -> Trainee:
    """Whom the coach decides for, as progression sees them."""
    zone = zone_of(brief.time_zone)
    worse = sorted({date_of(run, zone) for run in of_kind(entries, RunDone) if run.feel in tables.WORSE})
    return Trainee(runner=runner_of(brief), exercises=exercises, run_felt_bad=tuple(worse))


def _held(brief: Brief, exercises: Mapping[str, Exercise], places: Sequence[Spared]) -> dict[str, Because]:
    """Exercises that work where it hurts, each with the place: nothing of theirs rises (H16)."""
    held: dict[str, Because] = {}
    for place in places:
        sore = msgspec.structs.replace(brief.athlete, pains=pains_of([place]))
        runner = runner_of(msgspec.structs.replace(brief, athlete=sore))
        held |= {name: place.because for name, exercise in exercises.items() if runner.is_sore(exercise)}
    return held


def _with_settings(athlete: Athlete, entries: Sequence[Entry]) -> Athlete:
    changes: dict[str, object] = {}
    for entry in of_kind(entries, Settings):
        for name in ATHLETE_SETTINGS:
            said = getattr(entry, name)
            if said is not None:
                changes[name] = said
    return msgspec.convert(
        {**msgspec.to_builtins(athlete), **msgspec.to_builtins(changes)}, Athlete
    ) if changes else athlete  # fmt: skip


def _prescreen(first: Brief, entries: Sequence[Entry]) -> str:
    said = [entry.prescreen for entry in of_kind(entries, Settings) if entry.prescreen is not None]
    return said[-1] if said else first.prescreen


def _all_missed(previous: Plan, done: Sequence[Done], missed: Sequence[str]) -> tuple[str, ...]:
    """Missed sessions of this revision and of those before it; one that turns out to be done is missed no more."""
    before = previous.brief.standing.missed if previous.brief.standing is not None else ()
    there = {one.session for one in done}
    return tuple(dict.fromkeys(name for name in (*before, *missed) if name not in there))


def _let_go(previous: Plan, missed: Sequence[str], today: dt.date) -> tuple[LetGo, ...]:
    """The missed sessions of the week that goes on, those that revisions before have taken out of the plan too."""
    before = previous.brief.standing.let_go if previous.brief.standing is not None else ()
    there = [
        LetGo(session=one.id, date=one.date, template=one.template, mini=one.mini)
        for one in previous.sessions
        if one.id in missed
    ]
    known = {one.session: one for one in (*before, *there) if one.session in missed}
    return tuple(known[name] for name in sorted(known) if known[name].date >= monday_of(today))


def _wishes(previous: Plan, entries: Sequence[Entry], done: Sequence[Done], today: dt.date) -> tuple[Wish, ...]:
    """Sessions the runner put on a day that has not passed; the last word counts."""
    ids = {session.id for session in previous.sessions} - {one.session for one in done}
    last = {entry.session: entry for entry in of_kind(entries, SessionMoved)}
    return tuple(
        Wish(session=name, date=entry.date, start=entry.start)
        for name, entry in sorted(last.items())
        if name in ids and entry.date >= today
    )


def taken_in(entries: Sequence[Entry], since: dt.datetime | None) -> tuple[str, ...]:
    """What happened since the revision before was made, as short sentences; `since` None: everything."""
    new = [entry for entry in entries if since is None or entry.at > since]
    counts: dict[str, int] = {}
    for entry in new:
        words = SAID_ENTRIES.get(type(entry).__name__)
        if words is not None:
            counts[words] = counts.get(words, 0) + 1
    sessions = {getattr(entry, "session", None) for entry in new if type(entry).__name__ in ("SetResult", "SessionEnd")}
    said = [f"{len(sessions)} session{'s' if len(sessions) != 1 else ''} done"] if sessions else []
    return (*said, *(f"{count} {words}{'s' if count != 1 else ''}" for words, count in counts.items()))


SAID_ENTRIES = {
    "SessionSkipped": "skipped session", "SessionMoved": "moved session", "CheckIn": "check-in",
    "Illness": "illness entry", "PainReport": "pain report", "RedFlags": "red flag", "Cleared": "clearance",
    "RunDone": "run", "RunMoved": "moved run", "RunsGiven": "new running plan", "RaceSet": "race change",
    "Away": "time away", "TestDone": "test", "Settings": "change of setting",
}  # fmt: skip
"""Entries as they are counted in what a revision takes in; sets are counted as sessions."""
