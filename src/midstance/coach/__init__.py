"""The coach: what happened, and what changes because of it. Pure functions of the log; nothing is counted up."""
