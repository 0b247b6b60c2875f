"""Strength logs of other apps: what was lifted, as Strong, Hevy, FitNotes, Liftosaur, Fitbod and wger write it."""
