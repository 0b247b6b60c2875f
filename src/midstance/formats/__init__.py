"""Bytes in, structs out, and back; no disk, no network."""
