"""Marks of the season and how runs and sessions are said on pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import msgspec
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from midstance.application.answers import Reason
from midstance.application.answers import said_ground as ground_of
from midstance.application.season_picture import PictureDay, SeasonPicture
from midstance.formats.session_words import SAID_PHASE
from midstance.formats.session_words import said_stress as stress_of
from midstance.training.periods import Phase
from midstance.training.running import Run, RunKind
from midstance.training.session import STRESS, Session, Stress
from midstance.web.plots.season_volume import M_PER_MILE

register = template.Library()
One = TypeVar("One")

RUN_MARKS: dict[RunKind, tuple[str, str]] = {
    "race": ("run-race", "R"), "long": ("run-key", "L"), "intervals": ("run-key", "I"), "threshold": ("run-key", "T"),
    "hills": ("run-key", "H"), "strides": ("run-easy", "s"), "easy": ("run-easy", "e"),
    "recovery": ("run-recovery", "r"), "cross-training": ("run-cross", "x"),
}  # fmt: skip
STRENGTH_MARKS: dict[Stress, tuple[str, str]] = {
    "heavy-legs": ("strength-heavy", "H"), "high-plyometric": ("jump-high", "J"),
    "moderate-legs": ("strength-moderate", "M"), "low-plyometric": ("jump-low", "j"), "light": ("strength-light", "l"),
    "mobility": ("strength-mobility", "m"),
}  # fmt: skip


class MarkMeaning(msgspec.Struct, frozen=True):
    """A mark and what it stands for."""

    drawing: SafeString
    means: str


def _mark(drawing: str, letter: str, kind: str) -> SafeString:
    return format_html(
        '<span class="mark {}"><svg aria-hidden="true" focusable="false"><use href="#{}"></use></svg>'
        '<span class="letter" aria-hidden="true">{}</span></span>',
        kind, drawing, letter,
    )  # fmt: skip


@register.simple_tag
def run_mark(kind: RunKind) -> SafeString:
    """The mark of a kind of run; nothing for a day of rest."""
    if kind not in RUN_MARKS:
        return SafeString("")
    drawing, letter = RUN_MARKS[kind]
    return _mark(drawing, letter, drawing)


@register.simple_tag
def strength_mark(stress: Stress) -> SafeString:
    """The mark of a stress class."""
    drawing, letter = STRENGTH_MARKS[stress]
    return _mark(drawing, letter, drawing)


@register.filter
def nth(listed: Sequence[One], place: int) -> One:
    """One of a sequence, counted from 0."""
    return listed[place]


@register.filter
def said_phase(phase: Phase) -> str:
    """A phase with a capital: `Strength and power`."""
    return SAID_PHASE[phase].capitalize()


@register.filter
def said_stress(session: Session) -> str:
    """The stress classes of a session."""
    return stress_of(session)


@register.filter
def said_run_title(run: Run) -> str:
    """A run by the title it has in the running plan, else by its kind."""
    return run.title or run.kind.replace("-", " ")


@register.filter
def said_distance(metres: int, unit: str) -> str:
    """`10 km`, `6.2 mi`."""
    return f"{round(metres / (1000 if unit == 'km' else M_PER_MILE), 1):g} {unit}"


@register.filter
def said_ground(reason: Reason) -> str:
    """What a reason rests on."""
    return ground_of(reason.grade, reason.sources)


@register.filter
def said_marks(day: PictureDay) -> str:
    """A day of the picture in words."""
    said = [run.kind.replace("-", " ") for run in day.runs if run.kind in RUN_MARKS]
    for one in day.sessions:
        state = {"ended": _("done"), "skipped": _("let go")}.get(one.state, "")
        said.append(f"{stress_of(one.session)}{f' ({state})' if state else ''}")
    return ", ".join(said) or pgettext("a day", "rest")


@register.filter
def marks_in(picture: SeasonPicture) -> list[MarkMeaning]:
    """The marks that occur in a season."""
    days = [day for week in picture.weeks for day in week.days]
    kinds = {run.kind for day in days for run in day.runs}
    classes = {one.session.stress for day in days for one in day.sessions}
    runs = [MarkMeaning(run_mark(kind), kind.replace("-", " ")) for kind in RUN_MARKS if kind in kinds]
    strength = [MarkMeaning(strength_mark(one), one.replace("-", " ")) for one in STRESS if one in classes]
    return runs + strength


@register.filter
def undo_of(tags: str | None) -> str:
    """The id of the entry that a message can take back, or nothing."""
    return next((tag.partition(":")[2] for tag in (tags or "").split() if tag.startswith("undo:")), "")
