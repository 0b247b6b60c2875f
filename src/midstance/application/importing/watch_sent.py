"""The workout a watch was sent, beside the sets it recorded: which planned set each step stands for.

A watch that followed a workout writes the step's number with each set. The numbers mean what they say only if it was
our workout of this session; the exercises it wrote beside them tell.
"""

from __future__ import annotations

from collections.abc import Mapping

from midstance.application.importing.watch_matching import StepSent
from midstance.formats.activities.activity import Activity
from midstance.formats.watch.as_fit import fit_workout
from midstance.formats.watch.workout import WatchWorkout, places

FEWEST_AGREEING = 2 / 3
"""Share of the sets whose family has to be the planned one's (ours: a runner may have changed one on the watch)."""


def steps_sent(workout: WatchWorkout, activity: Activity) -> Mapping[int, StepSent]:
    """What each step of the workout stands for, or nothing where the activity followed another workout or none."""
    steps = dict(places(workout))
    seen = [one for one in activity.sets if one.kind != "rest" and one.step is not None]
    if not seen or any(one.step not in steps for one in seen):
        return {}
    agreed = [
        fit.category_id in one.categories
        for one in seen
        if one.step is not None and one.categories and (fit := steps[one.step].fit) is not None
    ]
    ours = sum(agreed) >= len(agreed) * FEWEST_AGREEING if agreed else activity.title == fit_workout(workout).name
    if not ours:
        return {}
    return {
        place: StepSent(step.exercise or "" if step.kind == "work" else "", step.side)
        for place, step in steps.items()
        if step.kind != "rest"
    }
