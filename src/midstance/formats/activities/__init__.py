"""Recorded activities as devices and services write them: bytes or streams in, structs and problems out.

Positions are used to add up a distance and then forgotten: where somebody runs is nobody's business.
"""
