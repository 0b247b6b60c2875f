"""Accounts: who may see and write whose diary. Only there with `midstance serve --accounts`."""
