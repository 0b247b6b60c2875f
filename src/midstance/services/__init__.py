"""Clients of what lies on the network: calendars behind an address, and intervals.icu.

Only https, only public addresses, and always within bounds of bytes and seconds; what is secret is said to nobody but
the server it belongs to.
"""
