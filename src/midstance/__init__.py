"""Leg strength for runners, placed around the runs already in the calendar."""

__version__ = "0.1.0"
