"""How each exercise goes on from what was done: one step, one variable, and the reason for it."""
