"""The steps by which the tables of the diary came to be as they are."""
