"""The jointed figure: poses become a body in three dimensions, and the body a drawing that moves at a tempo."""
