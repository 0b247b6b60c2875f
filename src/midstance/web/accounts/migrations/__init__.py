"""Tables of accounts, step by step."""
