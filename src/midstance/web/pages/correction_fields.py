"""What a correction asks: each field of an entry as the forms that record ask it, with its unit and what it may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from midstance.application.recording.checks import refused
from midstance.application.recording.running import RUN_KINDS_DONE
from midstance.coach.runs import said_kind
from midstance.formats.amounts import duration_seconds
from midstance.training.log import Entry, SetResult
from midstance.training.prescription import Load
from midstance.web.pages.recording_form import Option, Sent, options
from midstance.web.pages.recording_runs import METRES, feel_options

SHOWN = ("score", "side", "when", "minutes", "rpe", "sleep_h", "energy", "fatigue", "distance_m", "duration_s",
         "feel", "kind", "date", "start", "left", "right", "both", "first", "last", "over")  # fmt: skip
NAMES: dict[str, str | Promise] = {
    "score": gettext_lazy("How bad, 0 to 10"), "side": gettext_lazy("Side"), "when": gettext_lazy("When"),
    "minutes": gettext_lazy("Minutes"), "rpe": gettext_lazy("How hard, 0 to 10"),
    "sleep_h": gettext_lazy("Sleep, hours"), "energy": gettext_lazy("Energy, 1 empty to 5 full"),
    "fatigue": gettext_lazy("Tiredness, 1 fresh to 5 worn out"), "distance_m": gettext_lazy("Distance"),
    "duration_s": gettext_lazy("Time, hours:minutes:seconds"), "feel": gettext_lazy("How it felt"),
    "kind": gettext_lazy("Kind"), "date": gettext_lazy("Day"), "start": gettext_lazy("At"),
    "left": gettext_lazy("Left"), "right": gettext_lazy("Right"), "both": gettext_lazy("Both"),
    "first": gettext_lazy("First day"), "last": gettext_lazy("Last day"),
    "over": gettext_lazy("First day without symptoms"),
}  # fmt: skip
"""The fields of an entry as people read them."""
NUMBERS: dict[str, tuple[float, float, float]] = {
    "score": (0, 10, 1), "rpe": (0, 10, 1), "minutes": (1, 240, 1), "sleep_h": (0, 24, 0.5), "energy": (1, 5, 1),
    "fatigue": (1, 5, 1), "left": (0, 999, 1), "right": (0, 999, 1), "both": (0, 999, 1),
}  # fmt: skip
"""Least, most and step of what can be stepped."""
TYPES = {"date": "date", "first": "date", "last": "date", "over": "date", "start": "time"}


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One field of the form."""

    name: str
    says: str
    type: str
    value: str
    options: tuple[Option, ...] = ()
    least: str = ""
    most: str = ""
    step: str = ""


def asked_of(entry: Entry | None, unit: str) -> tuple[Asked, ...]:
    """The fields of an entry that a form can put right, with what they hold; distances in `unit`."""
    if entry is None or isinstance(entry, SetResult):
        return ()
    built = msgspec.to_builtins(entry)
    names = {field.name for field in msgspec.structs.fields(type(entry))}
    return tuple(_asked(name, built.get(name), unit) for name in SHOWN if name in names)


def _asked(name: str, held: object, unit: str) -> Asked:
    says, value = str(NAMES[name]), "" if held is None else str(held)
    if name == "distance_m":
        value = f"{round(int(value) / METRES[unit], 2):g}" if value else ""
        return Asked(name=name, says=f"{says}, {unit}", type="decimal", value=value)
    if name == "duration_s":
        return Asked(name=name, says=says, type="text", value=_clock(int(value)) if value else "")
    choices = _choices().get(name)
    if choices is not None:
        return Asked(name=name, says=says, type="choice", value=value, options=options(choices))
    if name in NUMBERS:
        least, most, step = (f"{number:g}" for number in NUMBERS[name])
        return Asked(name=name, says=says, type="number", value=value, least=least, most=most, step=step)
    return Asked(name=name, says=says, type=TYPES.get(name, "text"), value=value)


def _choices() -> dict[str, dict[str, str]]:
    """What a field may be, in words."""
    return {
        "side": {"left": _("left"), "right": _("right"), "": _("both, or the middle")},
        "when": {"during": _("during training"), "after": _("after it"), "running": _("while running"),
                 "next-morning": _("the next morning"), "at-rest": _("at rest")},
        "feel": {**feel_options(), "": _("not said")},
        "kind": {kind: said_kind(kind).capitalize() for kind in RUN_KINDS_DONE},
    }  # fmt: skip


def _clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def changed_words(sent: Sent, asked: Sequence[Asked], unit: str) -> str:
    """`field=value` for each field that was changed. Raises Implausible for what cannot be read."""
    changed = [one for one in asked if sent.text(f"field-{one.name}") != one.value]
    return " ".join(f"{one.name}={_stored(sent, one.name, unit) or 'none'}" for one in changed)


def _stored(sent: Sent, name: str, unit: str) -> str:
    typed = sent.text(f"field-{name}").replace(" ", "")
    if name == "distance_m" and typed:
        far = sent.number(f"field-{name}", "distance")
        return str(round(far * METRES[unit])) if far else ""
    if name == "duration_s" and typed:
        seconds = duration_seconds(typed, None)
        if seconds is None:
            raise refused("time", _("“%(typed)s” is no time; write it like 1:05:00") % {"typed": typed[:20]})
        return str(seconds)
    return typed.replace(",", ".")


class AskedSet(msgspec.Struct, frozen=True, kw_only=True):
    """A set as the form asks it."""

    amount: int | None
    timed: bool
    load: str
    of: str
    rir: int | None
    kinds: tuple[Option, ...]


def asked_set(entry: Entry | None, unit: str) -> AskedSet | None:
    """What a form asks of a set, a load without a mass yet in `unit`; None of anything else."""
    if not isinstance(entry, SetResult):
        return None
    load, timed = entry.load, entry.seconds is not None
    mass = f"{(load.kg if load.kind == 'kg' else load.lb) or 0:g}" if load.kind in ("kg", "lb") else ""
    return AskedSet(
        amount=entry.seconds if timed else entry.reps, timed=timed, load=mass, of=_word_of(load, unit), rir=entry.rir,
        kinds=options(_load_kinds()),
    )  # fmt: skip


def _word_of(load: Load, unit: str) -> str:
    if load.kind in ("kg", "lb"):
        return load.kind
    if load.kind == "band":
        return f"{load.band}-band" if load.band else "band"
    return "bm" if load.kind == "body-mass" else unit


def _load_kinds() -> Mapping[str, str]:
    return {"kg": "kg", "lb": "lb", "bm": _("body mass"), "light-band": _("light band"),
            "medium-band": _("medium band"), "heavy-band": _("heavy band"), "band": _("a band")}  # fmt: skip


def set_words(sent: Sent, asked: AskedSet) -> str:
    """The set as words of the log: `8 @16kg rir 2`; what was not touched is left out. Raises Implausible."""
    amount, load, of = sent.whole("amount", "amount"), sent.number("load", "load"), sent.text("of")
    if of not in _load_kinds():
        raise refused("load", _("choose what the load is in"))
    if of in ("kg", "lb") and load is None and (asked.load or of != asked.of):
        raise refused("load", _("how heavy? Or choose body mass"))
    words = [f"{amount or asked.amount}{'s' if asked.timed else ''}"]
    if of not in ("kg", "lb"):
        words.append(f"@{of}")
    elif load is not None:
        words.append(f"@{load:g}{of}")
    rir = sent.whole("rir", "left in you")
    return " ".join([*words, *([f"rir {rir}"] if rir is not None else [])])
