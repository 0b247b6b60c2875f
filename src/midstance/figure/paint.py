"""Colours of the drawing, light and dark. A page may set its own by the custom properties named here."""

from __future__ import annotations

from typing import Literal

Theme = Literal["auto", "light", "dark", "print"]
"""`auto` follows the reader's setting or a `data-theme` around the drawing; `print` writes plain light colours
without custom properties, for readers that know none: paper, mail, PDF, picture makers."""

COLOURS: dict[str, tuple[str, str]] = {
    "paper": ("#fbf8f3", "#191816"),
    "skin": ("#d9b79d", "#b8957c"),
    "skin-far": ("#c19f87", "#95775f"),
    "shirt": ("#8fa3b3", "#7d93a5"),
    "shirt-far": ("#7b8f9f", "#647a8b"),
    "shorts": ("#44525f", "#3d4c5b"),
    "shorts-far": ("#394550", "#313e4a"),
    "shoe": ("#5d6b60", "#75877a"),
    "shoe-far": ("#4e5b51", "#5c6c60"),
    "sole": ("#efe7da", "#d9d2c6"),
    "sole-far": ("#dbd2c3", "#bdb6aa"),
    "hair": ("#5b4a41", "#6d5a4e"),
    "muscle": ("#c2532f", "#e0734a"),
    "muscle-weak": ("#c2532f", "#e0734a"),
    "floor": ("#ece5d9", "#26241f"),
    "earth": ("#ded4c4", "#312e28"),
    "mark": ("#d8cebd", "#3a362f"),
    "kit-top": ("#cfc4b2", "#5d574d"),
    "kit-side": ("#a99d8a", "#443f37"),
    "kit-front": ("#bbaf9c", "#504a41"),
    "dark-top": ("#85796a", "#5c564b"),
    "dark-side": ("#6f6558", "#48433a"),
    "dark-front": ("#7a6f61", "#524c42"),
    "wall-top": ("#ddd4c5", "#35322c"),
    "wall-side": ("#ddd4c5", "#35322c"),
    "wall-front": ("#d3c9b9", "#302d28"),
    "iron": ("#3f4347", "#8b9197"),
    "metal": ("#8d9196", "#b3b8bd"),
    "plate": ("#4a4f54", "#7c8288"),
    "wood": ("#b58f5f", "#c39d6d"),
    "band": ("#7a8f5a", "#a3b982"),
    "wrong": ("#a8332a", "#f08a7d"),
    "halo": ("#fbf8f3", "#191816"),
    "ring": ("#a8332a", "#f08a7d"),
    "ball": ("#a9bccb", "#51677a"),
    "ball-line": ("#8ba1b2", "#6b8296"),
}
"""Each as it is on light and on dark paper; ours, within the product's paper, clay, slate and moss."""
SHARES = {"muscle": 0.78, "muscle-weak": 0.3}
"""How much of the muscles' colour covers what it lies on (ours)."""


def _mixed(over: str, under: str, share: float) -> str:
    """One colour over another, both as #rrggbb."""
    pairs = zip(bytes.fromhex(over[1:]), bytes.fromhex(under[1:]), strict=True)
    return "#" + bytes(round(a * share + b * (1 - share)) for a, b in pairs).hex()


for _name, _share in SHARES.items():
    COLOURS[f"{_name}-worn"] = (
        _mixed(COLOURS[_name][0], COLOURS["shorts"][0], _share),
        _mixed(COLOURS[_name][1], COLOURS["shorts"][1], _share),
    )


def style(prefix: str, theme: Theme, used: set[str], seconds: float) -> str:
    """The style sheet of one drawing: only the colours it uses, all names with its prefix."""
    p = prefix
    if theme == "print":
        return "".join(_rule(p, name, COLOURS[name][0]) for name in sorted(used))
    light, dark = ("".join(f"--{name}:{COLOURS[name][k]};" for name in sorted(used)) for k in (0, 1))
    fills = "".join(_rule(p, name, f"var(--figure-{name},var(--{name}))") for name in sorted(used))
    moving = ""
    if seconds > 0:
        moving = (
            f".{p} .{p}m{{animation:{seconds:g}s linear infinite}}"
            f"@media(prefers-reduced-motion:reduce){{.{p} .{p}m{{animation:none}}}}"
        )
    return themed(p, theme, light, dark) + fills + moving


def themed(prefix: str, theme: Theme, light: str, dark: str) -> str:
    """Custom properties for light and dark, as the theme asks."""
    p = prefix
    if theme != "auto":
        return f".{p}{{{dark if theme == 'dark' else light}}}"
    return (
        f".{p}{{{light}}}@media(prefers-color-scheme:dark){{.{p}{{{dark}}}}}"
        f"[data-theme=light] .{p}{{{light}}}[data-theme=dark] .{p}{{{dark}}}"
    )


def _rule(prefix: str, name: str, colour: str) -> str:
    lines = {"ball-line": "2.5", "mark": "3", "wrong": "7;stroke-linecap:round", "ring": "4", "halo": "8"}
    if name in lines:
        return f".{prefix}-{name}{{fill:none;stroke:{colour};stroke-width:{lines[name]}}}"
    opacity = SHARES.get(name, {"plate": 0.8}.get(name))
    return f".{prefix}-{name}{{fill:{colour}{f';fill-opacity:{opacity:g}' if opacity else ''}}}"
