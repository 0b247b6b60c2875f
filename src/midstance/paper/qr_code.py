"""An address as a QR code."""

from __future__ import annotations

import io

from midstance.paper.typesetting import NOT_INSTALLED, NotInstalled


def qr_svg(address: str) -> str:
    """The code as SVG, with the quiet zone that readers need around it. Raises NotInstalled."""
    try:
        import segno
    except ImportError:
        raise NotInstalled(NOT_INSTALLED) from None
    room = io.BytesIO()
    segno.make(address, error="m", micro=False).save(room, kind="svg", scale=1, border=4, xmldecl=False, nl=False)
    return room.getvalue().decode()
