"""Planned strength for watches: the steps of a session, as a FIT workout file and as Garmin Connect's workout JSON."""
