"""Titles as calendars of coaches, clubs, apps and runners word them, and what stands around a title."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import NamedTuple

import pytest

from midstance.formats.titles import Understood, refine_week, understand
from midstance.training.running import KEY_KINDS

CALENDARS = Path(__file__).parent / "samples" / "titles_calendars.csv"
"""Written before their words were looked up here; most by one who had not read the vocabulary."""
MONDAY = dt.date(2026, 10, 5)


class Sample(NamedTuple):
    title: str
    label: str
    distance_km: float | None
    duration_min: float | None
    lang: str
    read: Understood


def calendar_titles() -> list[Sample]:
    return [
        Sample(
            row["title"],
            row["label"],
            float(row["distance_km"]) if row["distance_km"] else None,
            float(row["duration_min"]) if row["duration_min"] else None,
            row["lang"],
            understand(row["title"])[0],
        )
        for row in csv.DictReader(CALENDARS.read_text(encoding="utf-8").splitlines())
    ]


def one(title: str, **more: str) -> Understood:
    (understood,) = understand(title, **more)  # type: ignore[arg-type]
    return understood


def close(stated: float | None, read: float | None) -> bool:
    if stated is None or read is None:
        return stated is read
    return abs(stated - read) <= 0.02 * stated + 0.05


def km_and_minutes(read: Understood) -> tuple[float | None, float | None]:
    return (
        read.distance_m / 1000 if read.distance_m else None,
        read.duration_s / 60 if read.duration_s else None,
    )


def week(*titles: str) -> list[str]:
    """Kinds of a plan's days after refinement, one title a day."""
    entries = [
        (MONDAY + dt.timedelta(days=day), part, title) for day, title in enumerate(titles) for part in understand(title)
    ]
    return [part.kind for part in refine_week(entries)]


def test_titles_of_calendars_are_read_to_98_percent() -> None:
    table = calendar_titles()
    missed = [(sample.title, sample.read.kind) for sample in table if sample.read.kind != sample.label]
    assert len(table) >= 800
    assert len({sample.lang for sample in table}) >= 20
    assert len(missed) <= 0.02 * len(table), missed


def test_no_key_run_in_200_of_calendars_is_taken_for_an_easy_or_rest_day() -> None:
    keyed = [sample for sample in calendar_titles() if sample.label in KEY_KINDS]
    taken = [sample.title for sample in keyed if sample.read.kind in {"easy", "recovery", "rest"}]
    assert len(taken) <= len(keyed) / 200, taken


def test_distances_and_durations_of_calendars() -> None:
    wrong = []
    for sample in calendar_titles():
        km, minutes = km_and_minutes(sample.read)
        if not (close(sample.distance_km, km) and close(sample.duration_min, minutes)):
            wrong.append((sample.title, km, minutes))
    assert len(wrong) <= 0.01 * len(calendar_titles()), wrong


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Registration opens for the race", "other"),
        ("Bib collected. Race at 9:30", "race"),
        ("Course, dossard 1243", "race"),
        ("Easy jog after the long run", "easy"),
        ("Corrida leve após treino longo", "easy"),
        ("Easy 3 km, then 4 km tempo", "threshold"),
        ("15 km DL 2", "threshold"),
        ("DL 14", "easy"),
        ("20 min @ RPE 7", "threshold"),
        ("5 x 4 min @ RPE 8-9", "intervals"),
        ("40 min at 85-88% HRmax", "threshold"),
        ("8 x 3 min at 95% VO2max", "intervals"),
        ("60 min below 80% HRmax", "easy"),
        ("12 km 600 hm", "hills"),
        ("Easy 12 km, 300 m elevation", "easy"),
        ("24 km incl. last 8 km at MP", "long"),
        ("Tempo 6 x 400", "intervals"),
        ("Tempo 3 x 2000", "threshold"),
        ("Velocità 6x300 m", "intervals"),
        ("20 km easy + strides", "long"),
        ("全力走", "intervals"),
        ("謎走", "threshold"),
        ("TL 20k", "long"),
        ("RL 5 km", "recovery"),
        ("Lari santai 5 km", "easy"),
        ("Antrenament cu intervale 6x800", "intervals"),
        ("Μακρύ τρέξιμο", "long"),
        ("START", "race"),
    ],
)
def test_what_the_words_beside_a_word_make_of_it(title: str, kind: str) -> None:
    assert understand(title)[0].kind == kind


@pytest.mark.parametrize(
    ("title", "km", "minutes"),
    [
        ("Tempo 15 min (7 km in all)", 7.0, None),
        ("Seuil 3x8' (1h10 au total)", None, 70),
        ("Intervalle 6x800 (10 km gesamt)", 10.0, None),
        ("2 km WU + 6x1 km + 2 km CD = 12 km", 12.0, None),
        ("14 km, 6 km of which at MP", 14.0, None),
        ("Trail 15 km D+ 800 m", 15.0, None),
        ("🏃 Long Run • 16km • 1h 40m - 1h 50m", 16.0, 105),
        ("5000mTT", 5.0, None),
        ("Интервалы 6х1000 м", None, None),
    ],
)
def test_a_total_is_told_from_its_parts(title: str, km: float | None, minutes: float | None) -> None:
    read_km, read_minutes = km_and_minutes(understand(title)[0])
    assert close(km, read_km)
    assert close(minutes, read_minutes)


@pytest.mark.parametrize("title", ["Base + Strength", "60' + pesas", "8 km + core"])
def test_run_with_strength_gives_both(title: str) -> None:
    assert [part.kind for part in understand(title)] == ["easy", "strength"]


def test_ten_minutes_beside_strength_are_its_warm_up() -> None:
    assert [part.kind for part in understand("10 min + core")] == ["strength"]


def test_fast_repeats_in_a_description_outweigh_a_title_that_says_easy() -> None:
    assert one("Easy run 8 km", description="2 km, then 6x800 m at 5k pace").kind == "intervals"
    assert one("Easy run 8 km", description="Yesterday was 6x800 m at 5k pace, so take it slow").kind == "easy"
    assert one("Easy run 8 km", description="Finish with 4x100 m strides").kind == "easy"


def test_what_stands_between_warm_up_and_cool_down_is_a_key_run() -> None:
    read = one("2 km WU, 6 km at 4:20/km, 2 km CD")
    assert (read.kind, read.confident) == ("threshold", False)


def test_a_run_with_words_not_known_says_so() -> None:
    assert not one("Brmblflx run 6 km").confident
    assert one("Run 6 km").confident
    assert one("Morning run 6 km").confident


@pytest.mark.parametrize(
    "title",
    ["Boston 2027", "🏁 Amsterdam", "[A] Wien", "CHICAGO!!", "Great Ocean Run", "10 km du Parc", "New Year 5 km"],
)
def test_what_people_set_beside_a_name_makes_it_the_race(title: str) -> None:
    read = one(title)
    assert (read.kind, read.confident) == ("race", False)


def test_a_name_alone_at_a_weekend_before_a_sure_race_is_a_race() -> None:
    days = ["Rest", "Easy 6 km", "Rest", "6x400 m", "Rest", "Rest", "Long run 15 km"] * 3
    days[13], days[20] = "Zegamako", "Half marathon race"
    assert week(*days)[13] == "race"
    days[13], days[9] = "Long run 15 km", "Zegamako"
    assert week(*days)[9] == "other"


def test_a_name_at_a_weekend_of_a_private_calendar_stays_what_it_is() -> None:
    days = ["Rest", "Easy 6 km", "Dentist", "6x400 m", "Rest", "Rest", "Long run 15 km"] * 3
    days[13], days[20] = "Zegamako", "Half marathon race"
    assert week(*days)[13] == "other"
