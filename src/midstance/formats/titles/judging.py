"""What kind of run the evidence in a title speaks for.

Key evidence outweighs easy evidence, because taking a key run for an easy one would put hard leg work on its eve; where
both are there and the words leave room, the key kind is given, unconfidently and with what was assumed.
"""

from __future__ import annotations

import msgspec

from midstance.formats.titles.decorations import Sport
from midstance.formats.titles.events import ORDINARY
from midstance.formats.titles.lexicon import Evidence
from midstance.formats.titles.neighbours import EASY, NAMES, concepts_of
from midstance.formats.titles.patterns import Lazy
from midstance.formats.titles.totals import Amounts
from midstance.formats.titles.understood import HALF_MARATHON_M, MARATHON_M
from midstance.training.running import RunKind

LONG_FROM_M = 16_000
"""A run of which nothing else is said is a long run from here: ten miles, less rounding (our choice)."""
EASY_LONG_FROM_M = 18_000
"""A run called easy is still a long run from here (our choice; half-marathon plans peak at 18 to 19 km)."""
LONG_FROM_S, EASY_LONG_FROM_S = 100 * 60, 110 * 60
"""The same in time, at 6:00 to 6:15 min/km."""
BARE_LONG_FROM_S = 75 * 60
"""A bare time, without any word, is a long run from here (our choice)."""

FAST_LONG_FROM_M = 14_000
"""A run called long with a fast part is a long run from here, below it the fast part counts (our choice)."""
FAR_M, FAR_S = 26_000, 140 * 60
"""From here even a run with a fast part is a long run, whatever it is called (our choice)."""

TEMPO_REPEAT_M, TEMPO_REPEAT_S = 1200, 240
"""Repeats called tempo up to here are intervals; longer ones are a threshold run (our choice)."""

SHORT_REPEAT_M, SHORT_REPEAT_S = 120, 30
"""Repeats up to here can be strides (our choice)."""

_KEYED = frozenset(
    {"longrun", "thr", "tempo", "goalpace", "fastpace", "interval", "hill", "prog", "race", "sim", "quality", "bench"}
)
_PACED_HARD = frozenset({"thr", "tempo", "goalpace", "fastpace", "interval"})
_LONG_ADJECTIVES = frozenset(
    {"lungo", "fondo", "longo", "longa", "lunga", "langer", "uzun", "dlouhy", "dlugi", "pitka"}
)
"""Words for a long run that also stand beside a bike."""
_TRIALS = frozenset({"magic_mile", "tt", "time_trial"})
"""Races that can also be a part of a long run."""
_NOT_SAYING = frozenset({"run", "session", "warm", "cool", "neg", "walk", "halfweak", "workout", "inpart"})


_UNKNOWN_WORD = Lazy(r"[^\W\d_]{5,}")
_ALONE: dict[str, RunKind] = {
    "fri": "rest", "e": "easy", "l": "long", "t": "threshold", "i": "intervals", "start": "race", "x": "rest",
}  # fmt: skip
"""Words and coaches' letters that say something only where nothing else is said (`Fri` is also a weekday)."""


class Verdict(msgspec.Struct, frozen=True):
    """A kind, whether the words are plain, and what was assumed."""

    kind: RunKind
    confident: bool = True
    assumed: str | None = None
    context: str | None = None
    private: bool = False


def judge(evidence: list[Evidence], amounts: Amounts, sport: Sport | None, words: str) -> Verdict:
    """The kind of one thing to do."""
    concepts = concepts_of(evidence, words, amounts)
    if sport is not None and sport != "run":
        verdict = _by_sport(sport, concepts, amounts)
        if verdict is not None:
            return verdict
    for step in (_rest, _race, _not_running, _key, _gentle):
        verdict = step(concepts, amounts, evidence)
        if verdict is not None:
            return verdict
    return _unsaid(concepts, amounts, sport, words, evidence)


def _by_sport(sport: Sport, concepts: set[str], amounts: Amounts) -> Verdict | None:
    """What the file says of the sport outweighs the words, unless they say the runner rests."""
    if sport == "cross-training":
        return Verdict("cross-training")
    if sport == "strength":
        return Verdict("strength")
    if sport == "rest":
        return Verdict("rest") if not concepts & _KEYED else None
    if sport == "walk":
        return Verdict("cross-training") if "run" not in concepts else None
    return Verdict("other") if not concepts & (_KEYED | {"strength", "xt", "easy", "jog", "run"}) else None


def _rest(concepts: set[str], amounts: Amounts, evidence: list[Evidence]) -> Verdict | None:
    if "rest" not in concepts or amounts.repeats:
        return None
    first = next((item for item in evidence if item.concept not in {"run", "session", "neg"}), None)
    if concepts & {"thr", "tempo", "interval", "hill", "goalpace", "fastpace"}:
        return None
    leads = first is not None and first.concept == "rest"
    if leads or not concepts & (_KEYED | EASY | {"xt", "strength", "run"} | NAMES):
        return Verdict("rest")
    return None


def _race(concepts: set[str], amounts: Amounts, evidence: list[Evidence]) -> Verdict | None:
    if "parkrun" in concepts:
        return _parkrun(concepts)
    if "bench" in concepts:
        return Verdict("intervals", False, "a benchmark is run hard: taken as intervals, not as a race")
    if "errand" in concepts and not amounts.repeats and not concepts & (EASY | _PACED_HARD):
        return Verdict("other", private=True)
    trial = all(item.word in _TRIALS for item in evidence if item.concept == "race")
    first_race = next((item.start for item in evidence if item.concept == "race"), 0)
    if trial and any(item.concept in {"longrun", "long"} and item.start < first_race for item in evidence):
        return None
    if "race" in concepts and not concepts & {"sim"}:
        return Verdict("race")
    saying = concepts - _NOT_SAYING - NAMES
    names = concepts & NAMES
    if names and saying <= {"xt", "hilly", "other", "raceweak"} and not saying & {"xt"} and not amounts.repeats:
        if "neg" in concepts or not _fits_name(names, amounts):
            return Verdict("threshold", False, "a race's name with another amount: taken as a run at its pace")
        plain = not concepts & {"run", "session"}
        return Verdict("race", plain, "the name of a race distance is taken as the race")
    if "halfweak" in concepts and not saying and not concepts & {"run", "neg"} and amounts.metres is None:
        return Verdict("race", False, "'half' is taken as a half-marathon race")
    if "raceweak" in concepts and saying <= {"raceweak", "hilly", "other"} and not amounts.repeats:
        return Verdict("race", False, "the word also means any run: taken as a race")
    if "test" in concepts and saying <= {"test", "thr", "jog"}:
        return Verdict("race", False, "a test over a distance is taken as a race")
    return None


def _parkrun(concepts: set[str]) -> Verdict:
    if "race" in concepts or "test" in concepts:
        return Verdict("race")
    if concepts & EASY or "walk" in concepts:
        return Verdict("easy")
    return Verdict("threshold", False, "a parkrun without more is taken as a hard effort, not as a race")


def _fits_name(names: set[str], amounts: Amounts) -> bool:
    """Whether the amount, if any, is the distance the name stands for."""
    if amounts.metres is None:
        return True
    if "ultra" in names:
        return amounts.metres > 30_000
    expected = HALF_MARATHON_M if "half" in names else MARATHON_M
    return abs(amounts.metres - expected) <= 0.05 * expected


def _not_running(concepts: set[str], amounts: Amounts, evidence: list[Evidence]) -> Verdict | None:
    """Strength, cross-training, mobility: where nothing says that the legs run."""
    ran = concepts & (_KEYED | {"easy", "easycode", "jog", "stride", "run", "runwalk", "hard"})
    if "strength" in concepts and (amounts.repeat_m or 0) >= 400:
        return Verdict(
            "threshold", False, "repeats called strength are taken as a run near marathon pace, not as lifting"
        )
    if "active" in concepts and "run" not in concepts:
        kind: RunKind = "cross-training" if concepts & {"xt", "walk"} else "recovery"
        return Verdict(kind, "xt" in concepts, "active rest is taken as light exercise")
    only_legs = all(item.word == "legs" for item in evidence if item.concept == "strength")
    if "strength" in concepts and only_legs and concepts & {"jog", "easy", "recovery"}:
        return None
    if evidence and evidence[0].concept == "xt" and "strength" in concepts and not ran:
        return Verdict("cross-training")
    if "strength" in concepts and not (ran - {"hill", "stride"} - _soft(concepts)):
        return Verdict("strength")
    if "xt" in concepts and all(item.word in _LONG_ADJECTIVES for item in evidence if item.concept == "longrun"):
        concepts = concepts - {"longrun"}
    if "walk" in concepts and ran <= {"hill"} and not amounts.repeats:
        return Verdict("cross-training", False, "a walk is taken as cross-training")
    if "xt" in concepts and not concepts & {"longrun", "race"} and "run" not in concepts:
        return Verdict("cross-training")
    if "xt" in concepts and "run" in concepts and not concepts & (_KEYED - {"interval"}):
        return Verdict("cross-training")
    if "other" in concepts and not ran and not amounts.repeats:
        if "recovery" in concepts:
            return Verdict("rest", False, "recovery and mobility without a run is taken as a rest day")
        if "shakeout" not in concepts and "pace" not in concepts:
            return Verdict("other")
    return None


def _soft(concepts: set[str]) -> set[str]:
    """Words that also stand in the names of strength sessions."""
    return (
        {"run", "interval", "easy", "tempo", "hard", "jog"}
        if not concepts & {"longrun", "thr", "goalpace", "race"}
        else set()
    )


def _key(concepts: set[str], amounts: Amounts, evidence: list[Evidence]) -> Verdict | None:
    far = (amounts.metres or 0) >= LONG_FROM_M or (amounts.seconds or 0) >= LONG_FROM_S
    if "runwalk" in concepts and not concepts & {"longrun", "hill", "race", "thr"}:
        return Verdict("long", False, "its length is that of a long run") if far else Verdict("easy")
    if "sim" in concepts:
        return Verdict("long")
    if "longrun" in concepts:
        return Verdict("long")
    if "hill" in concepts:
        return Verdict("hills")
    hard = concepts & {"thr", "tempo", "interval", "goalpace", "fastpace"}
    if "long" in concepts and not hard and not amounts.repeats:
        plain = bool(concepts & {"run", "easy", "jog"})
        return Verdict("long", plain, "'long' without more is taken as a long run")
    if "long" in concepts and not amounts.repeats and (amounts.metres or 0) >= FAST_LONG_FROM_M:
        return Verdict("long")
    if amounts.repeats or "interval" in concepts:
        return _repeats(concepts, amounts)
    if "shakeout" in concepts and concepts & hard <= {"goalpace"} and "stride" not in concepts:
        return Verdict("easy")
    fast = hard | (concepts & {"prog", "quality"})
    if fast and ((amounts.metres or 0) >= FAR_M or (amounts.seconds or 0) >= FAR_S):
        return Verdict("long", False, "fast in part, but its length is that of a long run")
    if hard and "inpart" in concepts:
        return Verdict("long", False, "fast at its end, but its length is that of a long run")
    if hard == {"goalpace"} and "paceweak" in concepts:
        return Verdict("threshold", False, "'pace' without more is taken as goal pace: a threshold run")
    if hard:
        return Verdict("threshold")
    return _hard_somehow(concepts, far)


def _hard_somehow(concepts: set[str], far: bool) -> Verdict | None:
    """Key runs whose pace no word states."""
    if "hard" in concepts and not concepts & {"stride", "prog"}:
        return Verdict("intervals", False, "a hard run is taken as intervals")
    if "quality" in concepts and far:
        return Verdict("long", False, "a key run of that length is taken as a long run")
    if "quality" in concepts:
        return Verdict("threshold", False, "a quality session without more is taken as a threshold run")
    if "speed" in concepts and "prog" not in concepts:
        return _speed(concepts)
    if "prog" in concepts and "stride" not in concepts:
        if "easycode" in concepts:
            return Verdict("easy", False, "a progression inside an easy zone is taken as an easy run")
        return Verdict(
            "threshold", "easy" not in concepts, "a run called easy that gets faster is taken as a threshold run"
        )
    return None


def _repeats(concepts: set[str], amounts: Amounts) -> Verdict | None:
    short = (amounts.repeat_m or 0) <= SHORT_REPEAT_M and (amounts.repeat_s or 0) <= SHORT_REPEAT_S
    sized = amounts.repeat_m is not None or amounts.repeat_s is not None
    if (
        short
        and ("stride" in concepts or (sized and concepts & {"hard", "speed"} and concepts & EASY))
        and not concepts & _PACED_HARD
    ):
        return Verdict("strides")
    if concepts & {"thr", "goalpace"}:
        return Verdict("threshold") if "fastpace" not in concepts else Verdict("intervals")
    if "interval" in concepts or "fastpace" in concepts or ("hard" in concepts and "tempo" not in concepts):
        return Verdict("intervals")
    if amounts.repeat_m is None and amounts.repeat_s is None and concepts & (EASY | {"strength", "runwalk"}):
        return None
    longest_m, longest_s = amounts.repeat_m or 0, amounts.repeat_s or 0
    if 0 < longest_m <= 100 or (0 < longest_s <= 25 and not longest_m):
        if concepts & {"speed"} and not concepts & EASY:
            return Verdict("intervals", False, "short sprints are taken as intervals")
        return Verdict("strides", False, "short repeats with nothing said about their effort are taken as strides")
    if ("tempo" in concepts and 0 < longest_m <= TEMPO_REPEAT_M) or 0 < longest_s <= TEMPO_REPEAT_S:
        return Verdict("intervals")
    if "tempo" in concepts or longest_m >= 3000 or longest_s >= 480:
        return Verdict("threshold", "tempo" in concepts, "long repeats are taken as a threshold run")
    return Verdict("intervals")


def _speed(concepts: set[str]) -> Verdict:
    if concepts & ({"stride"} | EASY):
        return Verdict("strides")
    return Verdict("intervals", False, "a session for speed is taken as intervals")


def _gentle(concepts: set[str], amounts: Amounts, evidence: list[Evidence]) -> Verdict | None:
    """Runs that are not key, unless their length makes them so."""
    if "stride" in concepts and (amounts.metres or 0) >= EASY_LONG_FROM_M:
        return Verdict("long", False, "with strides at its end, but its length is that of a long run")
    if "stride" in concepts:
        return Verdict("strides")
    if "mod" in concepts:
        if concepts & (EASY - {"jog"}):
            return Verdict("easy", False, "between easy and steady: taken as an easy run", context="easy")
        return Verdict("threshold", False, "a steady run is taken as a threshold run")
    if "shakeout" in concepts:
        return Verdict("easy")
    if "recovery" in concepts:
        return Verdict("recovery")
    if concepts & {"easy", "easycode", "jog"}:
        if (amounts.metres or 0) >= EASY_LONG_FROM_M or (amounts.seconds or 0) >= EASY_LONG_FROM_S:
            return Verdict("long", False, "called easy, but its length is that of a long run", context="easy")
        return Verdict("easy", context="easy")
    if "pace" in concepts:
        return Verdict("threshold", False, "'pace' without more is taken as goal pace: a threshold run")
    if "hilly" in concepts and ((amounts.metres or 0) >= LONG_FROM_M or (amounts.seconds or 0) >= LONG_FROM_S):
        return Verdict("long", False, "a run over hills of that length is taken as a long run")
    if "hilly" in concepts:
        return Verdict("hills", False, "a run over hills is taken as hill training")
    return None


def _unsaid(concepts: set[str], amounts: Amounts, sport: Sport | None, words: str, evidence: list[Evidence]) -> Verdict:
    """Nothing is said about the effort: the length decides, and the week may still change it."""
    if words.strip() in _ALONE:
        return Verdict(_ALONE[words.strip()], False, "a single word, taken in its usual sense")
    far = (amounts.metres or 0) >= LONG_FROM_M or (amounts.seconds or 0) >= LONG_FROM_S
    known = amounts.metres is not None or amounts.seconds is not None
    if {"warm", "cool"} <= concepts and not concepts & {"run", "walk", "runwalk"}:
        return Verdict("threshold", False, "what stands between warm-up and cool-down is taken as a threshold run")
    if "run" in concepts or sport == "run":
        if "workout" in concepts:
            return Verdict("intervals", False, "a workout without more is taken as intervals")
        if far:
            return Verdict("long", False, "nothing said but its length: taken as a long run", context="plain")
        return _plain_run(words, evidence)
    if "private" in concepts:
        return Verdict("other", private=True)
    if not any(letter.isalpha() for letter in words) and (known or amounts.bare):
        return _bare(amounts)
    if "workout" in concepts and "session" not in concepts:
        return Verdict("intervals", False, "a workout without more is taken as intervals")
    if known or (amounts.bare and "session" in concepts):
        if far:
            return Verdict("long", False, "nothing said but its length: taken as a long run", context="plain")
        return Verdict("easy", False, "nothing known but its length: taken as an easy run", context="plain")
    if "warm" in concepts or "cool" in concepts:
        return Verdict("easy", False, "a warm-up or cool-down alone is taken as an easy run")
    return Verdict("other", False, "no words of a running plan are in it: left as it is, not counted as a run")


def _plain_run(words: str, evidence: list[Evidence]) -> Verdict:
    """A run with nothing said of its effort; where a word beside it is not known, that is said."""
    if any(item.concept == "unknownrun" for item in evidence):
        return Verdict("threshold", False, "a kind of run not known by its name: taken as a threshold run")
    covered = words
    for item in evidence:
        covered = covered[: item.start] + " " * (item.end - item.start) + covered[item.end :]
    if any(match.group() not in ORDINARY for match in _UNKNOWN_WORD.finditer(covered)):
        return Verdict("easy", False, "not every word is known: taken as an easy run", context="plain")
    return Verdict("easy", context="plain")


def _bare(amounts: Amounts) -> Verdict:
    if amounts.metres is None and amounts.seconds is not None and amounts.seconds < BARE_LONG_FROM_S:
        return Verdict("easy", False, "a time without a word is taken as an easy run", context="bare")
    return Verdict("long", False, "an amount without a word is taken as a long run", context="bare")
