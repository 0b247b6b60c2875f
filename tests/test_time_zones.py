"""Names of time zones: the quick look at one file says the same as the list of all."""

from __future__ import annotations

from zoneinfo import available_timezones

import pytest

from midstance.formats.time_zones import is_zone, zone_meant


def test_every_zone_of_the_database_is_a_zone() -> None:
    assert [name for name in sorted(available_timezones()) if not is_zone(name)] == []


@pytest.mark.parametrize(
    "name",
    ["Europe/Berln", "europe/berlin", "Europe/BERLIN", "Europe", "America/Argentina", "Europe/../UTC", "", "Mars"],
)
def test_nothing_else_is(name: str) -> None:
    assert not is_zone(name)


def test_what_was_meant_is_said() -> None:
    assert "Europe/Berlin" in zone_meant("berlin")
