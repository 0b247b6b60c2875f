"""Titles of calendar entries become run kinds with distance and duration."""

from __future__ import annotations

import csv
import datetime as dt
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from midstance.formats.titles import Understood, refine_week, understand
from midstance.training.running import KEY_KINDS, RUN_KINDS

SAMPLES = [Path(__file__).parent / "samples" / name for name in ("titles.csv", "titles_blind.csv")]
MILE_M = 1609.344


class Sample(NamedTuple):
    title: str
    label: str
    distance_km: float | None
    duration_min: float | None
    lang: str


def samples() -> list[Sample]:
    """Those the words were first collected with, and those that were written blind later."""
    return [
        Sample(
            row["title"],
            row["label"],
            float(row["distance_km"]) if row["distance_km"] else None,
            float(row["duration_min"]) if row["duration_min"] else None,
            row["lang"],
        )
        for path in SAMPLES
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    ]


def one(title: str, **more: str) -> Understood:
    (understood,) = understand(title, **more)  # type: ignore[arg-type]
    return understood


def close(stated: float | None, read: float | None) -> bool:
    if stated is None or read is None:
        return stated is read
    return abs(stated - read) <= 0.02 * stated + 0.05


def test_samples_have_every_kind_in_at_least_twelve_languages() -> None:
    table = samples()
    assert len(table) >= 1300
    assert {sample.label for sample in table} == set(RUN_KINDS)
    assert len({sample.lang for sample in table}) >= 12


@pytest.mark.parametrize("label", RUN_KINDS)
def test_each_kind_is_found_in_at_least_97_percent_of_its_samples(label: str) -> None:
    of_kind = [sample for sample in samples() if sample.label == label]
    missed = [sample.title for sample in of_kind if understand(sample.title)[0].kind != label]
    assert len(missed) <= 0.03 * len(of_kind), missed


def test_no_language_is_left_behind() -> None:
    table = samples()
    right = Counter(sample.lang for sample in table if understand(sample.title)[0].kind == sample.label)
    for lang, count in Counter(sample.lang for sample in table).items():
        assert right[lang] >= 0.9 * count, lang


def test_no_key_run_of_the_samples_is_taken_for_an_easy_or_rest_day() -> None:
    taken = [s.title for s in samples() if s.label in KEY_KINDS and understand(s.title)[0].kind not in KEY_KINDS]
    assert taken == []


def test_no_easy_or_rest_day_of_the_samples_is_taken_for_a_key_run() -> None:
    taken = [s.title for s in samples() if s.label not in KEY_KINDS and understand(s.title)[0].kind in KEY_KINDS]
    assert taken == []


def test_distances_and_durations_of_the_samples() -> None:
    wrong = []
    for sample in samples():
        read = understand(sample.title)[0]
        km = read.distance_m / 1000 if read.distance_m else None
        minutes = read.duration_s / 60 if read.duration_s else None
        if not (close(sample.distance_km, km) and close(sample.duration_min, minutes)):
            wrong.append((sample, km, minutes))
    assert len(wrong) <= 0.01 * len(samples()), wrong


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Rest or Easy", "rest"),
        ("Rest or Cross-Train", "rest"),
        ("Off Day or Cross Training or Strength Training", "rest"),
        ("Easy + Strides", "strides"),
        ("(after race) — rest or recovery jog", "rest"),
        ("Recovery Long", "long"),
        ("Marathon Simulation", "long"),
        ("Race Simulation", "long"),
        ("Race Pace Practice", "threshold"),
        ("5 mi pace", "threshold"),
        ("30 tempo", "threshold"),
        ("marathon pace", "threshold"),
        ("Half marathon pace 8 km", "threshold"),
        ("Steigerungslauf", "threshold"),
        ("Steigerungen", "strides"),
        ("Langlauf", "cross-training"),
        ("Langer Lauf", "long"),
        ("Base + Hill Sprints", "hills"),
        ("12 mi easy", "long"),
        ("Easy 5k", "easy"),
        ("Yoga Flow", "other"),
        ("Strength", "strength"),
        ("Strength: 6 x 1 mile", "threshold"),
        ("Pre-race shakeout", "easy"),
        ("Course", "race"),
        ("Course à pied", "easy"),
        ("Rest", "rest"),
        ("5 x 1000 m con descanso 2 min", "intervals"),
        ("Rest · Mobility", "rest"),
        ("parkrun", "threshold"),
        ("parkrun race", "race"),
        ("Walk 30 min", "cross-training"),
        ("Run/walk 30 min", "easy"),
        ("Easy run, race tomorrow", "easy"),
        ("Bike: 2h GA1", "cross-training"),
        ("GA1", "easy"),
        ("Fri: 6x400", "intervals"),
        ("Medium-long run 11 mi", "long"),
        ("Warm up, drills, 10 x 400, cool down", "intervals"),
        ("Easy, then 4 x 20 s fast", "strides"),
        ("Lungo bici 80 km", "cross-training"),
        ("Volkslauf Anmeldung", "other"),
    ],
)
def test_the_named_ambiguities(title: str, kind: str) -> None:
    assert understand(title)[0].kind == kind


@pytest.mark.parametrize(
    ("title", "km", "minutes"),
    [
        ("🏃 1km Repeats • 9km • 50m - 1h", 9.0, 55),
        ("🏋️ Legs & Core Strength • 25m - 35m", None, 30),
        ("6 x 400 m", None, None),
        ("400m Repeats", None, None),
        ("1h15 footing", None, 75),
        ("Langer Lauf 1:30 h", None, 90),
        ("Duurloop 1,5 uur", None, 90),
        ("Easy 7,5 km", 7.5, None),
        ("3 - 4 miles easy", 3.5 * MILE_M / 1000, None),
        ("07/10 Intervalado 6x400m", None, None),
        ("Qui 06/08 · Longão 14 km", 14.0, None),
        ("5-K Race", 5.0, None),
        ("Half Marathon", 21.098, None),
        ("Half marathon pace", None, None),
        ("Long run 18 km (last 5 km at goal pace)", 18.0, None),
        ("2 km warm up, 6x400 m, 2 km cool down", None, None),
        ("2 mile warm up, 4 miles at HMP, 2 mile cool down", 8 * MILE_M / 1000, None),
        ("Run 10 minutes, walk 60 seconds. Repeat 3 times", None, 33),
        ("10 km easy @ 5:30/km", 10.0, None),
        ("Tempo Run • 10km • 50m", 10.0, 50),
        ("30 tempo", None, 30),
        ("1:15 easy", None, 75),
    ],
)
def test_amounts_are_of_the_whole_entry(title: str, km: float | None, minutes: float | None) -> None:
    read = understand(title)[0]
    assert close(km, read.distance_m / 1000 if read.distance_m else None)
    assert close(minutes, read.duration_s / 60 if read.duration_s else None)


def test_total_stated_first_outweighs_a_wrong_distance_at_the_end() -> None:
    title = "8 miles, consisting of:\n2 mile Warm Up\n4 x 1200 at 10k pace with 2 minutes rest\n2 mile Warm Down 1 mi"
    assert one(title).distance_m == round(8 * MILE_M)


def test_a_double_gives_its_two_halves() -> None:
    morning, evening = understand("AM: Easy 5 km / PM: 6 x 400 m")
    assert (morning.kind, morning.part, morning.distance_m) == ("easy", "am", 5000)
    assert (evening.kind, evening.part) == ("intervals", "pm")


@pytest.mark.parametrize("title", ["Zahnarzt", "Dentist 10:30", "Team meeting", "RDV dentiste", "歯医者"])
def test_private_appointments_are_told_apart(title: str) -> None:
    assert one(title).private


@pytest.mark.parametrize("title", ["Yoga", "Massage", "Easy run with Sam", "Meeting point: long run 20 km"])
def test_what_belongs_to_training_is_not_private(title: str) -> None:
    assert not any(part.private for part in understand(title))


@pytest.mark.parametrize(
    "title",
    [
        "Training Week 3 Distance: 24.1 km",
        "Final Training Week! Distance: 34.2 mi",
        "Week 5",
        "Woche 4",
        "Plan Ends",
        "Taper week",
    ],
)
def test_banners_are_told_apart(title: str) -> None:
    assert one(title).banner


@pytest.mark.parametrize("title", ["Week 4 Day 1 - Easy Run 3 mi", "Race week easy 4 mi", "Week 3: Long run 18 km"])
def test_a_run_with_its_week_before_it_is_no_banner(title: str) -> None:
    read = one(title)
    assert not read.banner
    assert read.distance_m is not None


def test_an_empty_title_is_no_rest_day() -> None:
    read = one("")
    assert (read.kind, read.confident) == ("other", False)
    assert read.assumed is not None


def test_what_is_not_understood_says_so() -> None:
    read = one("Xyzzy plugh")
    assert (read.kind, read.confident) == ("other", False)
    assert read.assumed is not None


def test_what_was_taken_for_granted_is_said() -> None:
    assert one("5 mi pace").assumed is not None
    assert one("Long run 18 km").assumed is None


def test_a_title_without_effort_is_read_with_its_description() -> None:
    assert one("Tuesday run", description="2 km WU, 6x800 m, 2 km CD").kind == "intervals"
    assert one("Easy run 8 km", description="Tomorrow is the long run").kind == "easy"


def test_the_sport_outweighs_the_words() -> None:
    assert one("5 x 3 min hard", sport="Bike").kind == "cross-training"
    assert one("5 x 3 min hard", sport="Run").kind == "intervals"


def test_a_number_without_a_unit_is_in_the_unit_of_the_plan() -> None:
    assert one("Long Run 18", default_unit="km").distance_m == 18_000
    assert one("Long Run 18", default_unit="mi").distance_m == round(18 * MILE_M)


MONDAY = dt.date(2026, 10, 5)


def week(*titles: str) -> list[str]:
    """Kinds of a plan's days after refinement, one title a day."""
    entries = [
        (MONDAY + dt.timedelta(days=day), part, title) for day, title in enumerate(titles) for part in understand(title)
    ]
    return [part.kind for part in refine_week(entries)]


def test_a_bare_distance_is_the_long_run_of_its_week() -> None:
    assert week("Rest", "5 km run", "8 km run", "5 km run", "Rest", "13 km", "Cross")[5] == "long"


def test_a_bare_distance_is_easy_where_a_longer_run_is_near() -> None:
    assert week("Rest", "5 km", "8 km run", "5 km", "Rest", "20 km", "Cross")[3] == "easy"


def test_a_bare_distance_on_the_eve_of_a_race_is_easy() -> None:
    assert week("3 mi run", "4 mi run", "Rest", "2 mi", "Marathon")[3] == "easy"


def test_the_longest_plain_run_of_a_week_is_its_long_run() -> None:
    assert week("Rest", "3 mi run", "2 mi run", "3 mi run", "Rest", "Cross", "6 mi run")[6] == "long"


def test_no_run_becomes_long_in_a_week_with_a_long_run() -> None:
    assert week("Easy 5 km", "Easy 5 km", "Rest", "Easy 9 km", "Rest", "Long run 16 km")[3] == "easy"


def test_runs_of_equal_length_hold_no_long_run() -> None:
    assert "long" not in week("Easy 8 km", "Rest", "Easy 8 km", "Rest", "Easy 8 km", "Rest", "Easy 8 km")


def test_a_bare_race_distance_at_the_end_of_a_plan_without_race_is_the_race() -> None:
    days = ["Rest", "5 km run", "Rest", "6 km run", "Rest", "Rest", "8 km run"] * 2
    days[-1] = "10 km"
    assert week(*days)[-1] == "race"


def test_a_name_with_a_race_distance_is_the_race_unsurely() -> None:
    read = one("Bristol 10k")
    assert (read.kind, read.distance_m, read.confident) == ("race", 10_000, False)


@pytest.mark.parametrize("title", ["Lunch 10k", "Park loop 5 km", "Seerunde 10 km", "Footing du dimanche 10 km", "10k"])
def test_a_place_or_a_time_with_a_race_distance_is_no_race(title: str) -> None:
    assert one(title).kind != "race"


@pytest.mark.parametrize(
    "title", ["Hexenlauf", "Bieg Kazików", "Foulées du Roussillon", "Trail des Loups", "Alba-Monforte"]
)
def test_the_shape_of_an_event_name_is_the_race(title: str) -> None:
    assert one(title).kind == "race"


def test_a_name_that_keeps_coming_is_a_route() -> None:
    days = ["Rest", "Bristol 10k", "Rest", "Easy 6 km", "Rest", "Long run 18 km", "Rest"] * 3
    assert "race" not in week(*days)
    assert week(*days[:7])[1] == "race"


@pytest.mark.parametrize("last", ["Porto Run", "Zegamako"])
def test_the_last_entry_of_a_plan_without_race_is_the_race_when_it_has_a_name(last: str) -> None:
    days = ["Rest", "5 km run", "Rest", "6 km run", "Rest", "Rest", "Long run 12 km"] * 2
    assert week(*days[:-1], last)[-1] == "race"
    assert week("5K race", *days[1:-1], last)[-1] != "race"


def test_the_last_easy_run_of_a_plan_without_race_stays_easy() -> None:
    days = ["Rest", "5 km run", "Rest", "6 km run", "Rest", "Rest", "Long run 12 km"] * 2
    assert week(*days[:-1], "Easy run 5 km")[-1] == "easy"


def test_what_two_halves_of_a_day_share_counts_for_both() -> None:
    assert [part.kind for part in understand("Double threshold AM: 5x6 min / PM: 10x1k")] == ["threshold", "threshold"]


PIECES = st.sampled_from(
    [
        *("6 x 400", "easy", "Long", "Rest", "or", "+", "/", "AM:", "PM:", "km", "12-14", "1h15", "@", "T", "2E", "走"),
        *(
            "週",
            "Woche 3",
            "marathon",
            "pace",
            "race",
            "(",
            ")",
            "99999999999",
            "0",
            "x",
            "1:30:00",
            "•",
            "m",
            "½",
            "\n",
        ),
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map(" ".join)), st.text(max_size=30))
def test_any_text_is_understood_without_raising_and_in_bounds(title: str, description: str) -> None:
    parts = understand(title, description=description)
    assert parts
    for part in parts:
        assert part.distance_m is None or 0 < part.distance_m <= 500_000
        assert part.duration_s is None or 0 < part.duration_s <= 48 * 3600
        assert part.confident or part.assumed
    assert len(refine_week([(MONDAY, part, title) for part in parts])) == len(parts)


@pytest.mark.parametrize(
    "piece", ["final training ", "1 - ", "6 x ", "week ", "am: ", "easy or ", "5 mi + ", "1h", "(", "½", "\n"]
)
def test_a_long_repetitive_title_is_read_at_once(piece: str) -> None:
    started = time.process_time()
    understand(piece * 400)
    assert time.process_time() - started < 1.0
