"""Tests on running plans that people really follow; they live outside the repository."""
