"""Makes plans: phases, placement, composition, prescription, each a step that can be read alone."""
