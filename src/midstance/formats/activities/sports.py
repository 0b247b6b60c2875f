"""Sports by the names and numbers that devices and services give them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from midstance.formats.activities.activity import Sport


class Played(NamedTuple):
    """A sport, and for a run where it was run."""

    sport: Sport
    detail: str = ""


UNKNOWN = Played("unknown")

FIT_SPORTS: dict[int, Sport] = {
    1: "running", 2: "cycling", 5: "swimming", 10: "other", 11: "walking", 12: "skiing", 13: "skiing", 14: "skiing",
    15: "rowing", 17: "hiking", 18: "multisport", 19: "rowing", 21: "cycling",
}  # fmt: skip
"""FIT's numbers of sports; those not named are `other`, 0 (generic) is `unknown`."""
_FIT_STRENGTH, _FIT_MOBILITY = 20, frozenset({19, 43, 44})
_FIT_RUN_DETAILS: dict[int, str] = {1: "treadmill", 3: "trail", 4: "track", 45: "treadmill", 58: "virtual"}
_FIT_TRAINING, _FIT_EQUIPMENT, _FIT_TREADMILLS = 10, 4, frozenset({1, 45})


def fit_sport(sport: int | None, sub_sport: int | None) -> Played:
    """The sport of FIT's two numbers."""
    if sub_sport == _FIT_STRENGTH:
        return Played("strength")
    if sub_sport in _FIT_MOBILITY and sport in (_FIT_TRAINING, _FIT_EQUIPMENT, 0, None):
        return Played("mobility")
    if sport == _FIT_EQUIPMENT and sub_sport in _FIT_TREADMILLS:
        return Played("running", "treadmill")
    if sport in (None, 0):
        return UNKNOWN
    found = FIT_SPORTS.get(sport, "other")
    return Played(found, _FIT_RUN_DETAILS.get(sub_sport or 0, "") if found == "running" else "")


STRAVA_NUMBERS: dict[str, Played] = {
    "1": Played("cycling"), "2": Played("skiing"), "3": Played("skiing"), "4": Played("hiking"),
    "9": Played("running"), "10": Played("walking"), "16": Played("swimming"), "23": Played("rowing"),
}  # fmt: skip
"""What Strava writes as `type` in GPX files; 9 and 1 were seen in files, the others in public code."""

_WORDS: tuple[tuple[str, Played], ...] = (
    (r"virtual ?run|virtueller lauf", Played("running", "virtual")),
    (r"(?:treadmill|indoor) ?(?:run|lauf)\w*|laufband|hktreadmill", Played("running", "treadmill")),
    (r"trail ?(?:run|lauf)\w*|trail|ultra ?run", Played("running", "trail")),
    (r"track ?run\w*|bahnlauf\w*", Played("running", "track")),
    (
        r"(?:weight|strength|krafttraining|krafttrening|muscu|pesas|fuerza|forza|pesi|musculac|krachttraining|styrke)"
        r".*|(?:traditional|functional) ?strength.*|crossfit",
        Played("strength"),
    ),
    (r"yoga|pilates|flexibility.*|stretching|mobility|mind ?and ?body|core ?training", Played("mobility")),
    (r"multi ?sport|triathlon|duathlon|swim ?bike ?run|transition\w*", Played("multisport")),
    (r"hik(?:e|ing)|wander\w*|wanderung|randonn\w*|senderismo|escursion\w*|caminhada|mountaineering", Played("hiking")),
    (r"walk(?:ing)?|spazier\w*|gehen|marche|caminata|camminata|wandelen", Played("walking")),
    (
        r".*(?:ride|cycl|bik|radfahr|velo|vélo|rad\b|radfahrt|ciclis|bicicl|fietsen|rennrad|mountainbik|gravel).*",
        Played("cycling"),
    ),
    (r".*(?:swim|schwimm|natation|nataci|nuoto|zwem).*", Played("swimming")),
    (r".*(?:row|ruder|aviron|remo|paddl|kayak|canoe|sup\b).*", Played("rowing")),
    (r".*(?:ski|snowboard).*", Played("skiing")),
    (
        r"run(?:ning)?|.* run|.* running|jog(?:ging)?|lauf(?:en)?|.*lauf|course(?: à pied)?|footing|carrera|correr"
        r"|corsa|corrida|hardlopen|loop|løp\w*|löpning|bieg\w*|ランニング|ラン|跑步|러닝|달리기|other_run",
        Played("running"),
    ),
)
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), played) for pattern, played in _WORDS)
_NO_SPORT = frozenset({"", "generic", "unknown", "all", "uncategorized"})
_MOST_LETTERS = 60


@lru_cache(maxsize=1024)
def sport_of_word(word: str) -> Played:
    """The sport of a service's own word for it: `Trail Run`, `trail_running`, `Lauf`, Strava's `9`.

    `unknown` for words that name none, `other` for those that are not understood.
    """
    text = " ".join(word[:_MOST_LETTERS].replace("_", " ").replace("-", " ").split()).casefold()
    if text in STRAVA_NUMBERS:
        return STRAVA_NUMBERS[text]
    if text in _NO_SPORT or text.isdecimal():
        return UNKNOWN
    for pattern, played in _PATTERNS:
        if pattern.fullmatch(text):
            return played
    return Played("other")


@lru_cache(maxsize=1024)
def sport_of_title(title: str) -> Played:
    """The sport that a title names (`Morning Run`, `Lauf am Morgen`), where it names one, else `unknown`."""
    text = " ".join(title[:_MOST_LETTERS].split())
    for part in (text, *(word.strip(".,;:!?") for word in text.split())):
        played = sport_of_word(part)
        if played.sport not in ("other", "unknown"):
            return played
    return UNKNOWN
