"""Prescription: how much of an exercise is asked, how hard, with what load, and how long it takes."""
