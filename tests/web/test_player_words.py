"""Every sentence the player's script says is in its list of words, so that it can be translated, and no other is."""

from __future__ import annotations

import re
from pathlib import Path

from django.utils import translation

import midstance.web
from midstance.training.exercise import PAIN_SITES
from midstance.web.pages.offline import SCRIPTS
from midstance.web.pages.player_words import player_words

STATIC = Path(midstance.web.__file__).parent / "static"
TEMPLATES = Path(midstance.web.__file__).parent / "templates" / "midstance"
BUILT = ("site-", "why-", "entry-", "ended-")
"""Names that the script puts together."""


def scripts() -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted((STATIC / "midstance" / "js").glob("player*.js"))}


def test_every_sentence_is_in_the_list() -> None:
    said = {name for text in scripts().values() for name in re.findall(r'\bt\(\s*"([^"]+)"', text)}
    assert said
    assert said <= set(player_words())
    assert {f"site-{site}" for site in PAIN_SITES} <= set(player_words())


def test_nothing_in_the_list_is_never_said() -> None:
    text = "".join(scripts().values()) + (TEMPLATES / "player.html").read_text("utf-8")
    named = set(re.findall(r'"([a-z][a-z-]*)"', text))
    assert sorted(name for name in player_words() if name not in named and not name.startswith(BUILT)) == []


def test_places_are_filled_by_name_so_that_translations_may_move_them() -> None:
    with translation.override("en"):
        words = player_words()
    assert all(re.fullmatch(r"[^{}]*(\{[a-z]+\}[^{}]*)*", sentence) for sentence in words.values())


def test_every_script_of_the_player_is_kept_for_without_a_network() -> None:
    kept = {Path(name).name for name in SCRIPTS}
    assert set(scripts()) <= kept
    imported = {name for text in scripts().values() for name in re.findall(r'from "\./([^"]+)"', text)}
    assert imported <= kept
