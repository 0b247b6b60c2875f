"""JSON for the player and its queue: `/api/v1/`, named and versioned as if strangers used it."""
