"""The longer proofs: what the planner must reach, measured, and invented runners without end."""
