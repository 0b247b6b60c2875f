"""Entries of the diary in words, one line each."""

from __future__ import annotations

from collections.abc import Mapping

from midstance.coach.red_flags import SAID_FLAG
from midstance.coach.runs import said_kind
from midstance.formats.session_words import said_km, said_with
from midstance.training.athlete import Window
from midstance.training.exercise import Exercise
from midstance.training.log import (
    Away,
    CheckIn,
    Cleared,
    Entry,
    Illness,
    Imported,
    NameMapped,
    PainReport,
    Preferences,
    RaceSet,
    RedFlags,
    Retraction,
    RunDone,
    RunMoved,
    RunsGiven,
    SessionEnd,
    SessionMoved,
    SessionSkipped,
    SetResult,
    Settings,
    TestDone,
)


def said_entry(entry: Entry, exercises: Mapping[str, Exercise]) -> str:
    """An entry in a line, such as `Goblet squat, set 2: 8 at 14 kg, 2 in reserve`."""
    match entry:
        case SetResult():
            return said_set(entry, exercises)
        case SessionEnd() | SessionSkipped() | SessionMoved():
            return _session(entry)
        case PainReport():
            where = f"{entry.side} {entry.site}" if entry.side else entry.site
            more = ", limping" * entry.limping + ", stiffer than usual" * entry.stiffer
            return f"pain, {where}, {entry.when.replace('-', ' ')}: {entry.score} of 10{more}"
        case CheckIn() | Illness() | RedFlags() | Cleared():
            return _body(entry)
        case RunDone() | RunMoved() | RunsGiven() | RaceSet():
            return _run(entry)
        case TestDone():
            sides = (("left", entry.left), ("right", entry.right), ("both", entry.both))
            results = ", ".join(f"{name} {value}" for name, value in sides if value is not None)
            return f"test, {entry.test.replace('-', ' ')}: {results}"
        case Away():
            how = "no strength" if entry.kit is None else ", ".join(entry.kit) or "no kit"
            return f"away {entry.first} to {entry.last}: {how}"
        case Settings() | Preferences():
            given = [name for name in entry.__struct_fields__ if name not in ("id", "at", "supersedes")]
            said = {name: _said_setting(getattr(entry, name)) for name in given if getattr(entry, name) is not None}
            return f"{entry.__struct_config__.tag}: " + ", ".join(
                f"{name.removesuffix('_kg').replace('_', ' ')} {value}" for name, value in said.items()
            )
        case NameMapped() | Imported():
            return _imported(entry, exercises)
        case Retraction():
            return "taken back"


def _said_setting(value: object) -> str:
    """A setting as it was said: `30`, `fri`, `dumbbell and bench`, `tue 18:00-19:00 and sat`."""
    if isinstance(value, dict):
        steps = (f"{name} {of:g} kg" if isinstance(of, float) else f"{name} with {_said_setting(of)}"
                 for name, of in value.items())  # fmt: skip
        return " and ".join(steps)
    if isinstance(value, bool):
        return "on" if value else "off"
    if not isinstance(value, tuple):
        return str(value)
    said = [_said_window(one) if isinstance(one, Window) else str(one) for one in value]
    return " and ".join(said) or "none"


def _said_window(window: Window) -> str:
    return window.weekday + (f" {window.start or ''}-{window.end or ''}" if window.start or window.end else "")


def _imported(entry: NameMapped | Imported, exercises: Mapping[str, Exercise]) -> str:
    if isinstance(entry, Imported):
        days = f", {entry.first} to {entry.last}" if entry.first and entry.last else ""
        return f"imported from {entry.origin}, {entry.file}: {entry.entries} entries{days}"
    if entry.exercise is None:
        return f"the name {entry.name!r}: left out"
    known = exercises.get(entry.exercise)
    return f"the name {entry.name!r}: {known.name if known is not None else entry.exercise}"


def said_set(entry: SetResult, exercises: Mapping[str, Exercise]) -> str:
    """A set in a line."""
    exercise = exercises.get(entry.exercise)
    name = exercise.name if exercise is not None else entry.exercise
    amount = f"{entry.seconds} s" if entry.seconds is not None else str(entry.reps)
    parts = [f"{amount}{said_with(entry.load)}"]
    parts += [f"{entry.rir} in reserve"] if entry.rir is not None else []
    parts += [fault.replace("-", " ") for fault in entry.faults]
    parts += [f"pain {entry.pain}"] if entry.pain else []
    parts += ["extra"] if entry.extra else []
    parts += [f"in place of {entry.instead_of}"] if entry.instead_of else []
    parts += [f'"{entry.note}"'] if entry.note else []
    parts += [f"from {entry.origin}"] if entry.origin else []
    side = f" {entry.side}" if entry.side else ""
    return f"{name}, set {entry.index}{side}: {', '.join(parts)}"


def _session(entry: SessionEnd | SessionSkipped | SessionMoved) -> str:
    match entry:
        case SessionEnd():
            how = {"done": "done", "partly": "partly done", "stopped": "stopped"}[entry.ended]
            parts = [f"{how} as asked" if entry.as_planned else how]
            parts += [f"{entry.minutes} min"] if entry.minutes is not None else []
            parts += [f"effort {entry.rpe} of 10"] if entry.rpe is not None else []
            parts += [f'"{entry.note}"'] if entry.note else []
            return f"session {entry.session}: {', '.join(parts)}"
        case SessionSkipped():
            return f"session {entry.session}: let go" + (f", {entry.why}" if entry.why else "")
        case SessionMoved():
            return f"session {entry.session}: moved to {entry.date}" + (f" {entry.start}" if entry.start else "")


def _body(entry: CheckIn | Illness | RedFlags | Cleared) -> str:
    match entry:
        case CheckIn():
            parts = [f"slept {entry.sleep_h:g} h"] if entry.sleep_h is not None else []
            parts += [f"energy {entry.energy} of 5"] if entry.energy is not None else []
            parts += [f"fatigue {entry.fatigue} of 5"] if entry.fatigue is not None else []
            parts += [f"{region} sore {score}" for region, score in entry.soreness.items()]
            parts += [f'"{entry.note}"'] if entry.note else []
            return f"check-in: {', '.join(parts)}"
        case Illness():
            until = f", well from {entry.over}" if entry.over is not None else ""
            return f"ill: {', '.join(entry.symptoms)}{until}"
        case RedFlags():
            return f"stop sign: {', '.join(SAID_FLAG[flag] for flag in entry.flags) or 'not named'}"
        case Cleared():
            return "cleared to train" + (f" by {entry.by}" if entry.by else "")


def _run(entry: RunDone | RunMoved | RunsGiven | RaceSet) -> str:
    match entry:
        case RunDone():
            parts = [said_km(entry.distance_m)] if entry.distance_m else []
            parts += [f"{round(entry.duration_s / 60)} min"] if entry.duration_s else []
            parts += [f"felt {'as usual' if entry.feel == 'usual' else entry.feel}"] if entry.feel else []
            return f"ran, {said_kind(entry.kind)}: {', '.join(parts)}" if parts else f"ran, {said_kind(entry.kind)}"
        case RunMoved():
            to = f"moved to {entry.date}" if entry.date is not None else "not run"
            return f"run of {entry.planned}: {to}"
        case RunsGiven():
            return f"a new running plan with {len(entry.runs)} runs"
        case RaceSet():
            return f"race on {entry.race.date}: {'off' if entry.off else 'priority ' + entry.race.priority}"
