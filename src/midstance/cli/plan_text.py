"""A plan as text for a terminal: who and what, the season at a glance, session cards, what the audit found."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from midstance.application.plan_notes import notes_told
from midstance.cli.paper import Paper
from midstance.cli.season_strips import season
from midstance.cli.session_cards import cards
from midstance.formats.session_words import said_km
from midstance.rules.saying import counted
from midstance.training.plan import Finding, Plan
from midstance.training.running import Race, Run
from midstance.training.session import Session

FIRST_CARDS_DAYS = 14
"""Days whose cards are shown when not all are asked for."""
MOST_PREFERENCES, MOST_NOTES = 3, 6
"""Preferences and notes said one by one; the rest is counted (ours)."""
IN_THE_HEAD = frozenset({"times", "windows", "time zone", "minutes"})
"""Subjects of notes that the head says in fewer words."""


def plan_text(
    plan: Plan,
    paper: Paper,
    *,
    rules_checked: int,
    every_card: bool = False,
    gaps: Sequence[str] = (),
    sayings: Mapping[str, str] | None = None,
) -> str:
    """The whole text, one new line at the end.

    `gaps` are sentences about what was not understood in reading, `sayings` what each rule says, by its id.
    """
    lines = [*head(plan, paper), ""]
    lines += [paper.ink("The season", "strong"), "", *season(plan, paper), ""]
    shown = plan.sessions if every_card else _first(plan)
    if shown:
        title = "Every session" if len(shown) == len(plan.sessions) else "The first two weeks"
        lines += [paper.ink(title, "strong"), "", *cards(plan, shown, paper, in_full=every_card), ""]
        lines += [*_reading_aid(shown, paper), ""]
    if len(shown) < len(plan.sessions):
        rest = len(plan.sessions) - len(shown)
        lines += [
            *paper.wrapped(
                f"{rest} more {'sessions' if rest > 1 else 'session'}: --all prints every card, --out DIR writes them."
            ),
            "",
        ]
    lines += closing(plan, paper, rules_checked, gaps, sayings or {})
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def head(plan: Plan, paper: Paper) -> list[str]:
    """Who it is for, what it builds to, how long it is, and what was taken for granted."""
    brief, athlete = plan.brief, plan.brief.athlete
    race = next((race for race in brief.races if race.priority == "A"), None)
    title = "Strength until your race" if race else "Strength beside your running"
    weeks = len(plan.microcycles)
    span = f"{_date(brief.start)} to {_date(brief.end)}"
    loaded = sum(1 for session in plan.sessions if not session.mini)
    minis = len(plan.sessions) - loaded
    counts = [counted(weeks, "week"), counted(loaded, "session")] + ([counted(minis, "mini session")] if minis else [])
    kit = ", ".join(athlete.kit) or "no kit"
    who = [athlete.level, f"{athlete.age} years" if athlete.age else "", kit]
    who += [f"{athlete.minutes} min a session"] if athlete.minutes else []
    lines = [paper.ink(line, "strong") for line in paper.wrapped(title)]
    if race:
        lines += paper.joined(_said_race(race))
    lines += paper.joined([span, *counts])
    lines += paper.joined(
        [part[0].upper() + part[1:] if not number else part for number, part in enumerate(who) if part]
    )
    assumed = assumptions(plan)
    return lines + ([*paper.wrapped(f"Assumed: {'; '.join(assumed)}.")] if assumed else [])


def assumptions(plan: Plan) -> list[str]:
    """What was taken for granted, as half sentences."""
    brief = plan.brief
    runs = [run for run in brief.runs if run.is_running and run.kind != "race"]
    said: list[str] = []
    if brief.weekly_m is not None:
        said.append(f"your week of {brief.weekly_m / 1000:g} km was made up, give your own runs for a truer plan")
    said += _assumed_starts([run for run in runs if run.start_assumed], len(runs))
    races = [run for run in brief.runs if run.kind == "race" and run.start_assumed]
    if races:
        said.append(f"{'races start' if len(races) > 1 else 'the race starts'} at {races[0].start}")
    hours = Counter(session.start for session in plan.sessions if session.start_assumed)
    if hours:
        said.append(f"strength at {hours.most_common(1)[0][0]} where you named no hour")
    if not brief.athlete.minutes and plan.sessions:
        longest = max(session.minutes for session in plan.sessions)
        said.append(f"up to {longest} minutes a session")
    lengths = sum(1 for run in runs if run.duration_assumed)
    if lengths:
        said.append(f"the length of {counted(lengths, 'run')} from distance and kind")
    if brief.time_zone_assumed:
        said.append("times are those of your own clock")
    if brief.athlete.level == "beginner":
        said.append("you are new to strength work (--level says otherwise)")
    return said


def _assumed_starts(assumed: Sequence[Run], of: int) -> list[str]:
    if not assumed:
        return []
    start = Counter(run.start for run in assumed).most_common(1)[0][0]
    return [f"runs start at {start}" + ("" if len(assumed) == of else " where your plan names no time")]


def closing(
    plan: Plan, paper: Paper, rules_checked: int, gaps: Sequence[str] = (), sayings: Mapping[str, str] | None = None
) -> list[str]:
    """What the audit found, and the notes."""
    lines: list[str] = []
    said = [*gaps, *_notes(plan)]
    for text in said:
        lines += paper.wrapped(text, "- ")
    if said:
        lines = [paper.ink("Good to know", "strong"), *lines, ""]
    return lines + _audit_lines(plan, paper, rules_checked, sayings or {})


def _audit_lines(plan: Plan, paper: Paper, rules_checked: int, sayings: Mapping[str, str]) -> list[str]:
    hard, soft = plan.audit.hard, plan.audit.soft
    broken = f"{counted(len({one.rule for one in hard}), 'rule')} broken" if hard else "none broken"
    bent = Counter(finding.rule for finding in soft)
    told = f"; {counted(len(bent), 'preference')} gave way" if bent else "; no preference gave way"
    lines = paper.wrapped(f"{rules_checked} rules checked, {broken}{told}{':' if bent or hard else '.'}")
    for finding in hard:
        lines += paper.wrapped(f"{finding.rule}: {finding.text}", "- ")
    for rule, count in bent.most_common(MOST_PREFERENCES):
        first: Finding = next(finding for finding in soft if finding.rule == rule)
        lines += paper.wrapped(_gave_way(plan, first, count, sayings), "- ")
    if len(bent) > MOST_PREFERENCES:
        lines += paper.wrapped(
            f"and {len(bent) - MOST_PREFERENCES} more; `midstance audit` on the plan.json lists them all.", "- "
        )
    return lines


def _gave_way(plan: Plan, first: Finding, count: int, sayings: Mapping[str, str]) -> str:
    """What a preference says, how often it gave way, and where first."""
    if first.rule not in sayings:
        return f"{first.text}{f' ({count} times in all.)' if count > 1 else ''}"
    days = [session.date for session in plan.sessions if session.id in first.sessions]
    where = f"{min(days):%a} {min(days).day} {min(days):%b}" if days else ""
    how = f"{count} times{', first' if where else ''}" if count > 1 else "once"
    return f"{sayings[first.rule].removesuffix('.')}: not so {how}{' on ' + where if where else ''}."


def _cited(sessions: Sequence[Session]) -> str | None:
    """A source that the cards name, for the example of how to open one."""
    found = [source for session in sessions for because in session.because for source in because.sources]
    return next((source for source in found if source != "ours"), None)


def _reading_aid(sessions: Sequence[Session], paper: Paper) -> list[str]:
    """What the short forms on the cards mean; only those that stand there."""
    items = [item for session in sessions for item in session.work()]
    said = ["In reserve: reps you could still have done cleanly."] if any(item.rir for item in items) else []
    if any(item.tempo for item in items):
        said.append("3-1-1: seconds down, held, up.")
    source = _cited(sessions)
    if source:
        said.append(f"[{source}]: a source; `midstance sources {source}` opens it.")
    return [paper.ink(line, "quiet") for line in paper.wrapped(" ".join(said))] if said else []


def _notes(plan: Plan) -> list[str]:
    """The notes the head has not said yet; many of them are counted, but never those on health."""
    told = notes_told(plan, IN_THE_HEAD)
    others = list(told.others)
    if len(others) > MOST_NOTES:
        left = len(others) - MOST_NOTES + 1
        others = [*others[: MOST_NOTES - 1], f"{left} more notes stand in the plan document."]
    return [*others, *told.always]


def _first(plan: Plan) -> tuple[Session, ...]:
    """The sessions of the first days of strength."""
    if not plan.sessions:
        return ()
    end = plan.sessions[0].date + dt.timedelta(days=FIRST_CARDS_DAYS)
    return tuple(session for session in plan.sessions if session.date < end)


def _said_race(race: Race) -> list[str]:
    parts = [race.name] if race.name.casefold() not in ("", "race") else []
    parts.append(_date(race.date))
    if race.distance_m:
        parts.append(said_km(race.distance_m))
    return parts


def _date(date: dt.date) -> str:
    return f"{date:%a} {date.day} {date:%b %Y}"
