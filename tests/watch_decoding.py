"""FIT workout files read by an independent decoder, told in the words of our own, so that the two can be compared."""

from __future__ import annotations

from typing import Literal

import fitdecode

from midstance.formats.watch.fit_workout import Ends, FitStep, FitTitle, FitWorkout, Intensity

ENDS: dict[str, Ends] = {"time": "time", "reps": "reps", "open": "open", "repeat_until_steps_cmplt": "repeat"}
INTENSITIES: dict[str, Intensity] = {"active": "active", "rest": "rest", "warmup": "warm-up", "cooldown": "cooldown"}
AMOUNTS = {"time": "duration_time", "reps": "duration_reps", "repeat": "repeat_steps"}
UNITS: dict[str, Literal["kg", "lb"]] = {"kilogram": "kg", "pound": "lb"}


def decoded(data: bytes) -> FitWorkout:
    """What fitdecode reads in a workout file; any complaint of it is an error."""
    found: dict[str, list[fitdecode.FitDataMessage]] = {}
    with fitdecode.FitReader(
        data, check_crc=fitdecode.CrcCheck.RAISE, error_handling=fitdecode.ErrorHandling.RAISE
    ) as frames:
        for frame in frames:
            if isinstance(frame, fitdecode.FitDataMessage):
                found.setdefault(frame.name, []).append(frame)
    (about,), (head,) = found["file_id"], found["workout"]
    assert about.get_value("type") == "workout"
    assert (head.get_value("sport"), head.get_value("sub_sport")) == ("training", "strength_training")
    steps = found.get("workout_step", [])
    assert head.get_value("num_valid_steps") == len(steps)
    assert [one.get_value("message_index") for one in steps] == list(range(len(steps)))
    return FitWorkout(
        name=head.get_value("wkt_name"),
        created=about.get_value("time_created"),
        serial=about.get_value("serial_number"),
        steps=tuple(_step(one) for one in steps),
        titles=tuple(
            FitTitle(
                category=one.get_raw_value("exercise_category"),
                exercise=one.get_raw_value("exercise_name", fallback=None),
                name=one.get_value("wkt_step_name"),
            )
            for one in found.get("exercise_title", [])
        ),
    )


def _step(one: fitdecode.FitDataMessage) -> FitStep:
    ends = ENDS[one.get_value("duration_type")]
    assert one.get_value("target_type") == "open"
    amount = one.get_value(AMOUNTS[ends]) if ends in AMOUNTS else None
    weight = one.get_value("exercise_weight", fallback=None)
    return FitStep(
        ends=ends,
        amount=round(amount) if amount is not None else None,
        back_to=one.get_value("duration_step") if ends == "repeat" else None,
        intensity=INTENSITIES.get(one.get_value("intensity", fallback=None)),
        name=one.get_value("wkt_step_name", fallback=None) or "",
        notes=one.get_value("notes", fallback=None) or "",
        category=one.get_raw_value("exercise_category", fallback=None),
        exercise=one.get_raw_value("exercise_name", fallback=None),
        weight_hundredths=round(weight * 100) if weight is not None else None,
        shown_in=UNITS.get(one.get_value("weight_display_unit", fallback=None)),
    )
