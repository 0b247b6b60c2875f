"""The tests of Midstance; each says what the software promises."""
