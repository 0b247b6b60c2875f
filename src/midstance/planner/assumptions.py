"""What a plan takes for granted, said once and plainly in its notes."""

from __future__ import annotations

from collections.abc import Iterator

from midstance.planner.asks import MINUTES
from midstance.training.athlete import YOUTH_AGE
from midstance.training.plan import Brief, Note
from midstance.training.running import ASSUMED_RACE_START, ASSUMED_RUN_START, ASSUMED_STRENGTH_START

DISCLAIMER = (
    "This is training information, not medical advice. Stop and ask a professional about sharp pain, numbness, "
    "dizziness, chest pain or anything unusual."
)
"""Sources: S4:349, S4:350 (R-FLG-1, R-FLG-5)."""

HEALTHY = (
    "Planned for someone without heart, lung, metabolic or bone trouble, without chest pain or fainting, and not "
    "pregnant. If that is not you, ask your doctor first and plan with --prescreen positive."
)
BEFORE_RUNS = (
    f"Your windows before {ASSUMED_RUN_START} lie before runs that have no hour of their own, and leg work just before "
    "a run is ruled out. If you run later on those days, say so in the running plan and they open up."
)


def assumptions(brief: Brief) -> tuple[Note, ...]:
    """One note for each thing that was taken for granted."""
    said = (*_of_time(brief), *_of_training(brief), *_of_health(brief))
    return tuple(Note(about=about, text=text) for about, text in said)


def _of_time(brief: Brief) -> Iterator[tuple[str, str]]:
    athlete = brief.athlete
    timed = sum(1 for run in brief.runs if run.is_running and not run.start_assumed)
    assumed = sum(1 for run in brief.runs if run.is_running and run.start_assumed)
    if assumed:
        share = "Your runs have" if not timed else f"{assumed} runs have"
        taken = f"{ASSUMED_RUN_START} is taken, {ASSUMED_RACE_START} for races"
        yield "times", f"{share} no hour: {taken}. Say real hours and the gaps become exact."
    before_runs = [
        window for window in athlete.windows if window.start is not None and window.start < ASSUMED_RUN_START
    ]
    if assumed and before_runs:
        yield "early windows", BEFORE_RUNS
    if not athlete.windows:
        usual = f"{ASSUMED_STRENGTH_START} on any day is taken for strength"
        yield "windows", f"You gave no windows: {usual}. Say yours with --windows."
    if brief.time_zone_assumed:
        yield "time zone", "No time zone was given: times are those of your own clock."


def _of_training(brief: Brief) -> Iterator[tuple[str, str]]:
    athlete = brief.athlete
    if athlete.minutes is None:
        yield (
            "minutes",
            f"A session takes about {MINUTES[athlete.level]} minutes at your level unless you say otherwise.",
        )
    if brief.replaced:
        count = len(brief.replaced)
        said = "strength entry of your running plan is" if count == 1 else "strength entries of your running plan are"
        yield "strength", f"{count} {said} replaced by these sessions, so that nothing is done twice."
    if not any(race.priority == "A" for race in brief.races):
        yield (
            "race",
            "No race is known, so the weeks come in waves of four. Say --race DATE and they build to that day.",
        )


def _of_health(brief: Brief) -> Iterator[tuple[str, str]]:
    if brief.prescreen == "clear":
        yield "health", HEALTHY
    if brief.athlete.young:
        yield "age", f"Under {YOUTH_AGE}: train with a coach or parent who knows these exercises beside you."
    yield "advice", DISCLAIMER
