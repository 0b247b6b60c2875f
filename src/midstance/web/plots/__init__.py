"""Pictures of data as SVG, made on the server; behind each stands a table."""
