"""Playing: all a player needs to go through a session without a network, and the taking in of what it wrote down."""
