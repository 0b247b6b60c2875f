"""What Midstance knows, made to go elsewhere: logs other apps read, and tidy tables for people who analyse."""
