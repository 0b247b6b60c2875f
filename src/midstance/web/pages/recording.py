"""The forms that record, gathered: about the runner, sets, runs, what is arranged, and the history."""

from __future__ import annotations

from django.urls import URLPattern

from midstance.web.pages import (
    recording_arranging,
    recording_body,
    recording_history,
    recording_runs,
    recording_sets,
)

ADDRESSES: list[URLPattern] = [
    *recording_body.ADDRESSES,
    *recording_sets.ADDRESSES,
    *recording_runs.ADDRESSES,
    *recording_arranging.ADDRESSES,
    *recording_history.ADDRESSES,
]
