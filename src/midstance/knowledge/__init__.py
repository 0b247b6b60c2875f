"""What is known, as data reviewed by hand: exercises, drills, workouts, rules, sources and words."""
