"""Races known only by a name: `Brighton 10k`, `Hermannslauf`, `10 km de Paris`, `Bieg Niepodległości`.

No list of events is ever whole, so it is the shape that tells: a proper name of no training vocabulary beside a race
distance, or beside a word for running that a particle joins to it. Such a race is never certain
(`Understood.confident`) and its week may still take it back (`Understood.context` is "named"): a title that comes every
week is a route.
"""

from __future__ import annotations

import msgspec

from midstance.formats.titles.lexicon import Evidence, evidence_of, fold
from midstance.formats.titles.patterns import Lazy
from midstance.formats.titles.quantities import quantities_of
from midstance.formats.titles.understood import HALF_MARATHON_M, MARATHON_M, METRES_PER_MILE, Understood

RACE_DISTANCES = (
    5_000, 10_000, 15_000, round(10 * METRES_PER_MILE), 20_000, HALF_MARATHON_M, MARATHON_M, 50_000,
    round(50 * METRES_PER_MILE), 100_000, round(100 * METRES_PER_MILE),
)  # fmt: skip
"""Distances that road and trail races are commonly held over, in metres (our choice)."""
_ULTRA_NUMBERS = {50.0, 100.0}
_NAMED_AS_RACE = "a proper name with a race distance or after a word for a race: taken as the race"

_WORD = Lazy(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_DISTANCE_OF = Lazy(
    r"^\W*(?:[Ll]es )?\d+(?:[.,]\d+)?\s?(?:km|[Kk]|[Mm]iles?|[Kk]ilom\w+)\s"
    r"(?:(?:de|du|des|di|del|della|do|da|van|von|of)\s(?:la |the |los |l['’])?|d['’])[^\W\d_a-zß-öø-ÿ]"
)
"""`10 km du Parc`: a race distance, a particle and a capital, whatever the word."""
_FEASTS = Lazy(
    r"\b(?:new year\w*|boxing day|thanksgiving|christmas|xmas|easter|halloween|valentine\w*|"
    r"st\.? patrick\w*|july 4th|4th of july|resolution|silvester|nikolaus|noel|natale|navidad|natal\b|"
    r"befana|ny(?:tt)?ar|sylwest\w*|mikolaj\w*)"
)
_YEAR = Lazy(r"\b20[2-4]\d\b")
_MARKED = Lazy(r"^\W*[\[(]?(?:[ABC])[\])]|^\W*[ABC]\s?[:–—-]\s|[!]\s*$")
_RACE_SYMBOLS = ("🏁", "🏅", "🥇", "🏆", "🎽", "🎖")
_LEAST_NAME = 3
"""Shorter words in capitals are a coach's code, not a name (our choice: `TL 20k`, `RL 5 km`)."""
_COURSE = Lazy(r"[^\W\d_]{3,}\s?[-–]\s?[^\W\d_]{3,}(?: [^\W\d_]{3,})?$")
_COMPOUND = Lazy(r"(?P<first>\w{3,}?)s?(?:lauf|loop)$")
_ROUTINE_FIRST_WORDS = """
    morgen abend feierabend mittag mittags nacht montag dienstag mittwoch donnerstag freitag samstag sonntag
    wochenend park wald see fluss feld gelande strand hund hunde heim arbeit arbeitsweg pendel genuss wohlfuhl
    probe vor ein aus gruppe gruppen verein vereins club familie familien spass erholung grundlage basis alltag
    urlaub ferien regen schnee trail strasse ausdauer dauer kraft tempo test aufwarm warm nuchtern kurz start
    zwischen rund eingangs abschluss ochtend middag avond zondag zaterdag bos duin rust kern los in uit weg
    wissel climax blok rondje herstel lange duur techniek straat veld trein pauze mittagspausen pausen standard
    normal freund freundes gemeinschaft schnupper einstieg anfanger eck abschied kilometer minuten stunden
"""
_ROUTINE_FIRST = frozenset(_ROUTINE_FIRST_WORDS.split())
"""First parts of compounds that name when, where or how one trains, not an event."""
_ORDINARY_WORDS = """
    the and with before after from for into our your new old shoes work home lunch morning afternoon evening
    noon night dawn park lake river canal beach forest wood woods city town village seafront promenade harbour
    harbor bay valley creek coast island road street school office gym club group team crew friends family dog
    solo day week part phase block start warm hot cold rain snow sun weather heat indoor outdoor outside flat
    soft grass gravel weekly usual local regular my his her this that test shoe watch garmin strava zwift plan
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mon tue tues wed thu thur thurs fri sat jan feb mar apr jun jul aug sep
    sept oct nov dec commute podcast first second third last next final continuous nonstop taper tapering peak
    build volume mid midweek double triple single bonus adventure discovery exploration tester total about
    around approx only just make optional extra more less mit ohne nach vor zum zur und oder abends morgens
    mittags wald see fluss feld heim arbeit hund verein gruppe montag dienstag mittwoch donnerstag freitag
    samstag sonntag woche tag stadt rund umgebung strecke avec sans avant apres puis dimanche lundi mardi
    mercredi jeudi vendredi samedi matin midi soir parc foret plage lac plat route semaine jour chemin bois
    ville bord con sin antes despues domingo lunes martes miercoles jueves viernes sabado manana tarde noche
    parque playa rio bosque monte campo semana dia ciudad casa senza prima dopo domenica lunedi martedi
    mercoledi giovedi venerdi sabato mattina pomeriggio sera parco bosco lago mare spiaggia settimana giorno
    pianura com sem depois segunda terca quarta quinta sexta feira manha praia rua met zonder voor zondag
    maandag dinsdag woensdag donderdag vrijdag zaterdag ochtend avond bos strand duin dag med uten utan uden
    etter efter mandag tirsdag onsdag torsdag fredag lordag sondag tisdag skog skogen skov vecka uke uge vei
    poniedzialek wtorek sroda czwartek piatek sobota niedziela las tydzien dzien
"""
ORDINARY = frozenset(_ORDINARY_WORDS.split())
"""Words that are no training vocabulary and no names: places, times, company."""
_UNITS = frozenset({"k", "km", "mi", "mile", "miles", "miler", "miglia", "mil", "m"})
_PARTICLES = frozenset(
    {
        "to",
        "tot",
        "bis",
        "til",
        "till",
        "de",
        "du",
        "des",
        "d",
        "del",
        "della",
        "dei",
        "di",
        "do",
        "da",
        "dos",
        "das",
        "la",
        "le",
        "les",
        "el",
        "los",
        "of",
        "the",
        "von",
        "van",
        "zum",
        "zur",
        "y",
        "e",
        "et",
    }
)
_RUN_BEFORE_NAME = frozenset(
    {
        "bieg",
        "biegi",
        "corrida",
        "corri",
        "foulees",
        "trail",
        "course",
        "carrera",
        "corsa",
        "ronde",
        "cross",
        "cursa",
        "lauf",
        "loop",
        "beh",
        "run",
        "running",
    }
)
_RUN_AT_END = frozenset({"run", "runs", "trail", "lauf", "loop", "lop", "lob", "juoksu", "kosusu", "beh", "bieg"})
_ALLOWED = frozenset({"run", "raceweak", "hilly", "halfweak", "session"})


def as_event(title: str, one: Understood) -> Understood:
    """The same, or the race that a proper name in the title makes of it. Only for what its words left open."""
    open_run = one.kind in {"easy", "long"} and one.context == "plain"
    unknown = one.kind == "other" and not one.confident and not one.private
    if not (open_run or unknown) or one.duration_s is not None:
        return one
    found = quantities_of(fold(title))
    evidence = evidence_of(found.words)
    if any(item.concept not in _ALLOWED for item in evidence):
        return one
    marked = _is_marked(title)
    names = _names(title, evidence, strict=not marked)
    numbers = [quantity.value for quantity in found.quantities if quantity.dimension == "bare"]
    if marked and names and one.distance_m is None:
        return _as_race(one, None)
    if one.distance_m is not None and _is_race_distance(one.distance_m) and _names_distance(title):
        return _as_race(one, one.distance_m)
    if not names or (open_run and numbers and one.distance_m is None):
        return one
    metres = one.distance_m
    if metres is None and len(numbers) == 1 and numbers[0] in _ULTRA_NUMBERS and len(names) <= 3:
        metres = round(numbers[0] * 1000)
    if metres is not None:
        named = _is_race_distance(metres)
    else:
        named = not found.quantities and (
            _is_compound(names) or _joined(title, names) or _is_course(title, names) or _ends_in_run(title, names)
        )
    if named and metres is not None and _leads_run(title, names):
        return one
    if not named and not _is_far_compound(names, metres):
        return one
    return _as_race(one, metres)


def _is_race_distance(metres: int) -> bool:
    return any(abs(metres - distance) <= 0.01 * distance for distance in RACE_DISTANCES)


def _names_distance(title: str) -> bool:
    return _DISTANCE_OF.match(title) is not None or _FEASTS.search(fold(title)) is not None


def _as_race(one: Understood, metres: int | None) -> Understood:
    return msgspec.structs.replace(
        one, kind="race", confident=False, assumed=_NAMED_AS_RACE, context="named", distance_m=metres
    )


def _is_marked(title: str) -> bool:
    """What people set beside the name of a race: a flag or a medal, `[A]`, the year, an exclamation mark."""
    if not title.isascii() and any(map(title.__contains__, _RACE_SYMBOLS)):
        return True
    return _YEAR.search(title) is not None or _MARKED.search(title) is not None


def has_name(title: str) -> bool:
    """Whether a proper name of no training vocabulary is in a title."""
    return bool(_names(title, evidence_of(quantities_of(fold(title)).words)))


def _names(title: str, evidence: list[Evidence], *, strict: bool = True) -> list[str]:
    """Capitalised words of no vocabulary; if strict, none where an ordinary word shows that a run is described."""
    known = {word for item in evidence for word in item.word.split("_")} - _compounds(evidence)
    names: list[str] = []
    for match in _WORD.finditer(title):
        word = match.group()
        folded = fold(word).split("'")[-1]
        if folded in known or folded in _PARTICLES or folded in _UNITS or len(folded) < 2 or _is_roman(folded):
            continue
        if folded in ORDINARY:
            if strict:
                return []
            continue
        if len(folded) < _LEAST_NAME and word.isupper():
            continue
        if word[0].isupper() or ("'" in fold(word) and word[-len(folded) :][:1].isupper()):
            names.append(folded)
        elif len(folded) > 2 and strict:
            return []
    return names


def _is_roman(word: str) -> bool:
    """A number as in `Session III`."""
    return set(word) <= set("ivx")


def _compounds(evidence: list[Evidence]) -> set[str]:
    """Words that are evidence of a run only by their ending."""
    return {item.word for item in evidence if item.concept == "run" and _event_compound(item.word)}


def _event_compound(word: str) -> bool:
    match = _COMPOUND.match(word)
    return match is not None and match["first"] not in _ROUTINE_FIRST and word.rstrip("s") not in _RUN_BEFORE_NAME


def _is_compound(names: list[str]) -> bool:
    return any(_event_compound(name) for name in names)


def _is_far_compound(names: list[str], metres: int | None) -> bool:
    """`Hermannslauf 31 km`: events with a distance of their own."""
    return _is_compound(names) and metres is not None and metres >= 20_000


def _leads_run(title: str, names: list[str]) -> bool:
    """`Taper run 5 km`: a capital at the beginning, before a word for running, is no proper name."""
    words = [fold(match.group()) for match in _WORD.finditer(title)]
    return len(names) == 1 and words[:1] == names and words[1:2] in (["run"], ["lauf"], ["corsa"], ["loop"], ["bieg"])


def _is_course(title: str, names: list[str]) -> bool:
    """`Sierre-Zinal`: from one place to another, and nothing else."""
    return len(names) >= 2 and _COURSE.match(title.strip()) is not None


def _ends_in_run(title: str, names: list[str]) -> bool:
    """`Great Ocean Run`: two names and then a word for running, and nothing else."""
    words = [fold(match.group()) for match in _WORD.finditer(title)]
    return len(names) >= 2 and words[:-1] == names and words[-1] in _RUN_AT_END


def _joined(title: str, names: list[str]) -> bool:
    """A word for running, then a particle or nothing, then a name: `Foulées du Tricastin`, `Bieg Niepodległości`."""
    words = [fold(match.group()) for match in _WORD.finditer(title)]
    for at, word in enumerate(words[:-1]):
        if word in _RUN_BEFORE_NAME:
            after = [part.split("'")[-1] for part in words[at + 1 :] if part not in _PARTICLES]
            particle = words[at + 1] in _PARTICLES or "'" in words[at + 1]
            if after and after[0] in names and (particle or word in {"bieg", "biegi", "corri"}):
                return True
    return False
