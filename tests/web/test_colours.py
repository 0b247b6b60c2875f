"""Text stands out from its ground by 4.5 : 1, controls by 3 : 1, in both themes (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import midstance.web

CSS = Path(midstance.web.__file__).parent / "static" / "midstance" / "css"
TEXT, CONTROL = 4.5, 3.0
PAIRS = [
    *[
        (text, ground, TEXT)
        for text in ("ink", "quiet", "clay", "slate", "moss", "red", "amber")
        for ground in ("paper", "sheet")
    ],
    ("on-clay", "clay", TEXT),
    ("paper", "clay", TEXT),
    ("paper", "moss", TEXT),
    *[("ink", f"{name}-soft", TEXT) for name in ("moss", "clay", "slate", "amber", "red")],
    ("moss", "moss-soft", CONTROL),
    ("quiet", "moss-soft", TEXT),
    ("control", "paper", CONTROL),
    ("control", "sheet", CONTROL),
]


def themes() -> dict[str, dict[str, str]]:
    css = (CSS / "midstance.css").read_text("utf-8")
    blocks = re.findall(r"(:root[^{]*)\{([^{}]*--paper[^{}]*)\}", css)
    found = {}
    for selector, body in blocks:
        tokens = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", body))
        name = "light" if selector.strip() == ":root" else "dark" if "dark" in selector else "dark by the device"
        found[name] = tokens
    return found


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_and_controls_stand_out_from_their_ground(theme: str) -> None:
    tokens = themes()[theme]
    weak = [
        f"{text} on {ground}: {contrast(tokens[text], tokens[ground]):.2f}"
        for text, ground, least in PAIRS
        if contrast(tokens[text], tokens[ground]) < least
    ]
    assert weak == []


def test_the_dark_theme_is_the_same_whoever_asks_for_it() -> None:
    assert themes()["dark"] == themes()["dark by the device"]


@pytest.mark.parametrize("path", sorted(CSS.glob("*.css")), ids=lambda path: path.name)
def test_colours_have_values_only_as_tokens(path: Path) -> None:
    css = path.read_text("utf-8")
    outside = re.sub(r":root[^{]*\{[^{}]*\}", "", css)
    stray = [
        one
        for one in re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", outside)
        if one not in ("#fff", "#000", "#999")
    ]
    assert stray == []
