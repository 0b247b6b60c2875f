"""Invented runners who live a season with the coach: what it promises is asserted, what it reaches is measured."""
