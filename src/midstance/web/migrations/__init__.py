"""Steps of the web tables."""
