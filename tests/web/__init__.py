"""The web app: its pages through a client, a real server and a real browser."""
