"""Recording: what the runner says they did becomes entries of the diary, checked and matched to the plan."""
