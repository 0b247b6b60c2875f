"""Pain: green, amber, red; the 24-hour rule; how a pain ends. Training advice, never a diagnosis.

Each place, and each side of it, has its own story, told by its reports in order of time:

- A report is green up to 2, red above 5 (in a joint above 3) or when limping, amber between.
- Amber holds the load. By the next morning it has to be back at 2 or at what it was before, and no stiffer; else red.
- Two days with amber within seven, or a worst that rises from week to week: less load and no jumps.
- Red stops the loading of that tissue until a later day's report is back at that level; then it is amber.
- Two green days end an amber. An amber of which nothing is said for a week of training is over; a red never is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from midstance.coach import tables
from midstance.coach.moments import date_of, of_kind, within
from midstance.planner.prescription.tables import NO_PROGRESS_FROM_PAIN, STOP_ABOVE_JOINT_PAIN, STOP_ABOVE_PAIN
from midstance.training.exercise import PainSite
from midstance.training.log import Entry, PainReport, PainTime, RunDone, SessionEnd, SetResult, Side

Light = Literal["green", "amber", "red"]
RESTING: frozenset[PainTime] = frozenset({"next-morning", "at-rest"})
"""Times at which a report tells how a pain has settled."""
TRAINED = (SetResult, SessionEnd, RunDone)
"""Entries that say that the runner has trained."""
DAY = dt.timedelta(days=1)


def light_of(score: int, *, joint: bool = False, limping: bool = False) -> Light:
    """The light of a score, 0 to 10 (rule H16)."""
    if limping or score > (STOP_ABOVE_JOINT_PAIN if joint else STOP_ABOVE_PAIN):
        return "red"
    return "amber" if score >= NO_PROGRESS_FROM_PAIN else "green"


@dataclass(slots=True)
class Episode:
    """One pain of one side as it stands after its reports."""

    since: dt.date
    """Of its first report that was not green."""
    light: Literal["amber", "red"]
    score: int
    """As it was last felt: the worst of the last day with a report."""
    last: dt.date
    settled: int
    """The score it has to come back to: green, or what it was before."""
    incident: dt.date
    """Of the report that is waited for to settle."""
    joint: bool = False
    unsettled: bool = False
    """Red because it was not back by the next morning, or stiffer."""
    ambers: list[dt.date] = field(default_factory=list)
    """Days whose training hurt, each once."""
    worst: dict[dt.date, int] = field(default_factory=dict)
    greens: list[dt.date] = field(default_factory=list)
    """Days with nothing but green, since the last that was not."""

    def repeated(self, today: dt.date) -> bool:
        """Whether there were two days with amber within a week, lately."""
        again = within(sorted(self.ambers), tables.AMBERS_DAYS, tables.AMBERS)
        return again is not None and (today - again).days < tables.AMBERS_DAYS

    def rises(self, today: dt.date) -> bool:
        """Whether the worst of the last week is above the worst of the week before, in which it hurt already."""
        now, before = self._worst(today, 0), self._worst(today, tables.PAIN_WEEK_DAYS)
        return before >= NO_PROGRESS_FROM_PAIN and now > before

    def _worst(self, today: dt.date, back: int) -> int:
        days = range(back, back + tables.PAIN_WEEK_DAYS)
        return max((self.worst.get(today - day * DAY, 0) for day in days), default=0)

    def old(self, today: dt.date) -> bool:
        """Whether it has lasted longer than two weeks."""
        return (today - self.since).days > tables.OLD_PAIN_DAYS


class OpenPain(NamedTuple):
    """A pain that is not over, and where it is."""

    site: PainSite
    side: Side | None
    episode: Episode


def open_pains(entries: Sequence[Entry], zone: ZoneInfo | None, today: dt.date) -> tuple[OpenPain, ...]:
    """Every pain that is not over, in order of place and side."""
    reports = of_kind(entries, PainReport)
    found = []
    for site in sorted({report.site for report in reports}):
        of_site = [report for report in reports if report.site == site]
        for side in _sides(of_site):
            told = [report for report in of_site if side is None or report.side in (None, side)]
            episode = _told(told, zone)
            if episode is not None and not _is_over_in_silence(episode, entries, zone, today):
                found.append(OpenPain(site, side, episode))
    return tuple(found)


def _sides(reports: Sequence[PainReport]) -> tuple[Side | None, ...]:
    """The sides that were named; a report without a side counts for all of them."""
    named: list[Side | None] = [*sorted({report.side for report in reports if report.side is not None})]
    return tuple(named) or (None,)


def _is_over_in_silence(episode: Episode, entries: Sequence[Entry], zone: ZoneInfo | None, today: dt.date) -> bool:
    silent = (today - episode.last).days >= tables.SILENT_DAYS
    # The log grows long and few pains go silent: most days of training are never asked for.
    return (
        episode.light == "amber"
        and silent
        and any(episode.last < date_of(one, zone) <= today for one in reversed(entries) if isinstance(one, TRAINED))
    )


def _told(reports: Sequence[PainReport], zone: ZoneInfo | None) -> Episode | None:
    """What the reports of one side come to; None where no pain is open."""
    episode: Episode | None = None
    over: Episode | None = None
    resting = 0
    for report in reports:
        date = date_of(report, zone)
        light = light_of(report.score, joint=report.joint, limping=report.limping)
        if episode is None:
            if light != "green":
                episode = _opened(report, date, light, resting, over)
        elif light == "green" and not (report.stiffer and report.when == "next-morning"):
            _greener(episode, report, date)
            if len(episode.greens) >= tables.GREENS_TO_END:
                episode, over = None, episode
        else:
            _worse(episode, report, date, light, resting)
        if report.when in RESTING:
            resting = report.score
    return episode


def _opened(report: PainReport, date: dt.date, light: Light, resting: int, over: Episode | None) -> Episode:
    """A new pain, or one that is back so soon that it is the same."""
    same = over is not None and (date - over.last).days <= tables.SAME_PAIN_DAYS
    return Episode(
        since=over.since if same and over is not None else date,
        light="red" if light == "red" else "amber",
        score=report.score,
        last=date,
        settled=max(tables.GREEN_PAIN_MOST, resting),
        incident=date,
        joint=report.joint,
        ambers=[*(over.ambers if same and over is not None else ()), _day_of_training(report, date)],
        worst={**(over.worst if same and over is not None else {}), date: report.score},
    )


def _greener(episode: Episode, report: PainReport, date: dt.date) -> None:
    """A green report: on a later day red turns to amber, and the days of an amber count towards its end."""
    was_red = episode.light == "red"
    if date > episode.incident:
        episode.light, episode.unsettled = "amber", False
    if episode.worst.get(date, 0) <= tables.GREEN_PAIN_MOST:
        episode.worst[date] = max(episode.worst.get(date, 0), report.score)
        episode.score = episode.worst[date]
        if not was_red and date not in episode.greens and date > episode.incident:
            episode.greens.append(date)
    if was_red and episode.light == "amber":
        episode.incident = date
    episode.last = date


def _worse(episode: Episode, report: PainReport, date: dt.date, light: Light, resting: int) -> None:
    """A report that is amber, red, or stiffer in the morning."""
    morning = report.when in RESTING
    if not morning and episode.light == "amber":
        episode.settled, episode.incident = max(tables.GREEN_PAIN_MOST, resting), date
    settled = report.score <= episode.settled and not report.stiffer
    if light == "red":
        episode.light, episode.incident = "red", date
    elif morning and date > episode.incident:
        episode.light, episode.unsettled = ("amber", False) if settled else ("red", True)
    episode.score = max(report.score, episode.score) if date == episode.last else report.score
    episode.joint = episode.joint or report.joint
    episode.worst[date] = max(episode.worst.get(date, 0), report.score)
    episode.greens = []
    episode.last = date
    if not morning and date not in episode.ambers:
        episode.ambers.append(date)


def _day_of_training(report: PainReport, date: dt.date) -> dt.date:
    """The day whose training hurt: the day before for a report of the next morning."""
    return date - DAY if report.when == "next-morning" else date
