"""The plan on paper: the season on one page, a week, and a session card to take to the gym, as PDF.

An extra: it needs typst, which sets the pages, and segno, which draws the QR code. Everything else works without.
"""
