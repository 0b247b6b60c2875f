"""Plans that come as feeds: what their new content means for the diary. No network here; that is `services`."""
