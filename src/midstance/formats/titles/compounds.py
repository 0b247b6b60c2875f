"""Words made of words, and inflections: what an unknown word is evidence of by a part of it (`Bergintervalle`).

German, Dutch and Nordic calendars write compounds without end, so their parts are listed: anywhere in the word, at its
beginning, or at its end. Folded letters.
"""

from __future__ import annotations

import functools
from typing import NamedTuple


class _Parts(NamedTuple):
    concept: str
    anywhere: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()


def _of(concept: str, anywhere: str = "", first: str = "", last: str = "") -> _Parts:
    return _Parts(concept, tuple(anywhere.split()), tuple(first.split()), tuple(last.split()))


_LONG = tuple(
    start + end
    for start in ("lang", "lange")
    for end in ("lauf", "dauer", "lop", "lob", "pass", "tur", "run", "jog", "trail", "kjor", "dist")
)
_TABLE: tuple[_Parts, ...] = (
    _of("interval",
        "interval intervel interwal interwel fahrtspiel fahrtspil farrtspiel fahrtspeel fartlek fartleg farlek "
        "piramid pyramid",
        "ratatr rataha fraction ripet repetic repetition baantr banetr banelo banpass bahnint bahntr "
        "bahnein vetole vetohar "
        "tekrar usek"),
    _of("thr", "schwell troskel traskel taerskel tarskel terskel drempel"),
    _of("hill", "hugel huegel heuvel podbieg treppen",
        "bergla bergsp bergan bergau bergtr bergin bakke motbakk backe backtr backin backlo backsp makiv "
        "makit makij ylamaki "
        "alamaki uppforsback motbak cuest salit subid ladeir vybeh domb kopc kopec yokus tepe"),
    _of("stride", "steigerung stigning stegring", "avaav"),
    _of("race",
        "wettkampf wettbewerb wedstrijd konkurans konkuranc konkurrans konkurranc konkurrens konkurrenc tavling "
        "meisterschaft zawod"),
    _of("recovery", "regenera rigenera aterhamt restitu recuper herstel palaut"),
    _of("rest", "descans odpocz", "ruhe hvile vilo rustd lepo"),
    _of("strength", "kraft rumpf stabi krachttr musculat muskel musku", "styrke styrka voima"),
    _of("xt",
        "schwimm fahrrad radfahr sykkel sykl cykel cykl svomm svamm fiets zwem ergometer skilang pyorai", "velo"),
    _of("test", "", "laktattest leistungstest stufentest feldtest schwellentest conconitest"),
    _of("other", "dehn yoga pilates stretch blackroll mobilit faszien"),
    _Parts("longrun", (), (*_LONG, "longrun", "pitka")),
    _of("tempo", "", "tempo", "tempo"),
    _of("prog", "crescendo beschleunig", "progres"),
    _of("private", "zahnarzt arzttermin geburtstag besprechung"),
    _of("thr", "", "vauhtikest kynnys tempov tempow umbral soglia progow prahov pragov ritmad"),
    _of("easy", "",
        "spokojn lekk luzn klidn lehk lehc rahulik rauhal locker gemutl gemuetl rolig lugn tranquil suav legger "
        "kevy hafif"),
    _of("longrun", "", "dlouh dlug"),
    _of("warm", "",
        "uppvarm oppvarm opvarm inlop einlauf aufwarm warmlauf echauf calenta riscald aqueci rozgrz verryt"),
    _of("cool", "", "nedvarv nedjog uitlop auslauf defatic enfria desaquec schlodz jaahdy"),
    _of("run", "", "", "lauf laufe laufn laufen loop lop lob lopning lenkki juoksu beh runde rundan rondje"),
    _of("race", "", "", "lopet loppet lobet"),
)  # fmt: skip
_HALF = ("halb", "halv", "half", "semi", "demi", "puoli", "media", "medio", "mezza", "meia")
_PACED = ("tempo", "pace", "ritmo", "fart", "vauhti", "tempa")
_LEAST_LETTERS = 5


@functools.lru_cache(maxsize=4096)
def compound(word: str) -> tuple[str, ...]:
    """Evidence inside a folded ASCII word that is not in the vocabulary itself."""
    if len(word) < _LEAST_LETTERS:
        return ()
    if "marathon" in word or "maraton" in word:
        return (_marathon(word),)
    if "vorbereit" in word or "spezifisch" in word:
        return ()
    if word.startswith("veloc"):
        return ("speed",)
    found = tuple(dict.fromkeys(parts.concept for parts in _TABLE if _has(word, parts)))
    if found[:1] == ("interval",) or "thr" in found:
        return tuple(concept for concept in found if concept not in {"run", "tempo"})
    return found


def _marathon(word: str) -> str:
    if any(map(word.__contains__, _PACED)):
        return "goalpace"
    if word.startswith(("super", "ultra")):
        return "ultra"
    half = word.startswith(("pol", "pul")) or "maratonin" in word or any(map(word.__contains__, _HALF))
    return "half" if half else "marathon"


def _has(word: str, parts: _Parts) -> bool:
    if parts.first and word.startswith(parts.first):
        return True
    if parts.last and word.endswith(parts.last):
        return not word.startswith("lang") or word[4:] not in parts.last
    return any(part in word for part in parts.anywhere) and "kraftstoff" not in word
