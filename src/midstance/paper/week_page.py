"""A week on paper: what stands on each day, each session in short, and room to write what became of it."""

from __future__ import annotations

from midstance.application.season_picture import PictureDay, PictureSession, PictureWeek
from midstance.formats.session_words import (
    SAID_PHASE,
    letters_of,
    name_of,
    said_dose,
    said_reserve,
    said_rest,
    said_stress,
)
from midstance.knowledge.library import library
from midstance.paper.marks import run_mark, strength_mark
from midstance.paper.said_in_units import load_said, whole_distance, with_distance
from midstance.paper.season_page import foot, kept
from midstance.paper.typesetting import Data, PrintOptions
from midstance.rules.saying import counted
from midstance.training.clock import said_date, said_weekday
from midstance.training.plan import Plan
from midstance.training.prescription import Item
from midstance.training.running import Run
from midstance.training.session import Session


def week_data(plan: Plan, week: PictureWeek, options: PrintOptions) -> Data:
    """What the page holds."""
    phase = SAID_PHASE[week.phase].capitalize()
    ran = f"{whole_distance(week.run_m, options)} {options.distance_unit} of running" if week.run_m else ""
    return {
        "title": f"Week of {said_date(week.monday)} {week.monday.year}",
        "says": "Runs and strength, day by day",
        "facts": [phase, "lighter week" if week.deload else "", ran, counted(_sets(week), "set")],
        "days": [_day(plan, day, options) for day in week.days if day.inside],
        "foot": foot(),
    }


def _sets(week: PictureWeek) -> int:
    return sum(item.sets for day in week.days for one in kept(day) for item in one.session.work())


def _day(plan: Plan, day: PictureDay, options: PrintOptions) -> Data:
    runs = [run for run in day.runs if run.kind != "rest"]
    return {
        "name": f"{said_weekday(day.date)[:3]} {day.date.day} {said_date(day.date).split()[1][:3]}",
        "runs": [{"mark": run_mark(run.kind), "says": _run(run, options)} for run in runs],
        "sessions": [_session(plan, one, options) for one in kept(day)],
        "empty": "No strength here, as you wished." if day.blocked else "Rest.",
    }


def _run(run: Run, options: PrintOptions) -> str:
    start = "" if run.start_assumed or run.start is None else f"{run.start} "
    return f"{start}{with_distance(run.title or run.kind.capitalize(), run.distance_m, options)}"


def _session(plan: Plan, one: PictureSession, options: PrintOptions) -> Data:
    session = one.session
    about = "about " if session.start_assumed and one.start == session.start else ""
    return {
        "mark": strength_mark(session.stress),
        "title": session.title,
        "facts": [f"{about}{one.start}", f"{session.minutes} min", said_stress(session)],
        "items": list(_items(plan, session, options)),
    }


def _items(plan: Plan, session: Session, options: PrintOptions) -> list[Data]:
    letters = letters_of(session.blocks)
    found: list[Data] = []
    for place, block in enumerate(session.blocks):
        if block.kind in ("warm-up", "cooldown"):
            continue
        for number, item in enumerate(block.items, 1):
            label = f"{letters[place]}{number} " if place in letters else ""
            parts = [said_dose(item), load_said(item.load, options), said_reserve(item), said_rest(item.rest_s)]
            found.append({"name": f"{label}{_name(plan, item)}", "parts": parts})
    return found


def _name(plan: Plan, item: Item) -> str:
    known = library().exercises.get(item.exercise)
    return known.name if known is not None else name_of(item.exercise, plan.exercises)
