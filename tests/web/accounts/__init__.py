"""Where people sign in: who gets in, who sees what, and what is done to keep it so."""
