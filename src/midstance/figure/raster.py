"""Drawings as PNG, by the optional package resvg_py; it knows no custom properties, so that drawings come in `print`
colours."""

from __future__ import annotations

from importlib import import_module

RASTERISER = "resvg_py"
PAPER = "#fbf8f3"
"""The ground of a PNG: the paper that the drawings are made for."""


class NoRasteriser(Exception):
    """The optional package is not installed."""


def png_of(svg: str, width_px: int) -> bytes:
    """A still drawing as PNG of a width. Raises NoRasteriser."""
    try:
        rasteriser = import_module(RASTERISER)
    except ImportError:
        raise NoRasteriser(f"a .png needs the package {RASTERISER} (`pip install midstance[figures]`)") from None
    return bytes(rasteriser.svg_to_bytes(svg_string=svg, width=width_px, background=PAPER))
