"""Tags and filters of single rooms."""
