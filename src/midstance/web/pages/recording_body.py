"""Forms about how the runner is: check-in, illness, pain, signs to stop, and the word that training may go on."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from midstance.application.recording.identity import numbered
from midstance.application.recording.notebook import Draft, Notebook
from midstance.application.recording.wellbeing import (
    PAIN_TIMES,
    SYMPTOMS,
    checkin_draft,
    cleared_draft,
    illness_draft,
    last_pain,
    pain_draft,
    red_flag_draft,
    region_of,
    stop_sign_in,
    well_draft,
)
from midstance.coach.red_flags import SAID_FLAG
from midstance.training.exercise import PAIN_SITES, REGIONS, Region
from midstance.web.desk import DeskRequest, at_desk
from midstance.web.pages.recording_form import Sent, joined, opened_or_sent, options, recorded

SCORES = range(11)


@opened_or_sent
@at_desk(write=True)
def check_in(request: DeskRequest) -> HttpResponse:
    """How the runner is today; three taps on the page of the day, or all of it here."""
    context = {
        "regions": options({region: region.replace("-", " ").capitalize() for region in REGIONS}),
        "symptoms": options({one: one.replace("-", " ").capitalize() for one in SYMPTOMS}),
        "scale": range(1, 6),
        "scores": SCORES,
    }
    return recorded(request, "midstance/recording/check_in.html", _check_in, context)


def _check_in(book: Notebook, sent: Sent) -> Draft:
    at, ids = sent.moment(book), numbered(sent.id, 3)
    drafts: list[Draft] = []
    energy, fatigue = sent.whole("energy", "energy"), sent.whole("fatigue", "fatigue")
    sleep = sent.number("sleep", "hours of sleep")
    sore = _soreness(sent)
    says_more = any((sleep is not None, energy, fatigue, sore, sent.given("note")))
    if says_more or not (sent.many("ill") or sent.given("well")):
        draft = checkin_draft(
            at=at, entry_id=ids[0], sleep_h=sleep, energy=energy, fatigue=fatigue, soreness=sore, note=sent.text("note")
        )
        drafts.append(draft)
    if sent.many("ill"):
        drafts.append(illness_draft(sent.many("ill"), at=at, entry_id=ids[1]))
    if sent.given("well"):
        drafts.append(well_draft(book, sent.date("over", "well") or book.on_clock(at).date(), entry_id=ids[2]))
    return joined(*drafts)


def _soreness(sent: Sent) -> dict[Region, int]:
    """Soreness by region; a region whose score is 0 is not sore."""
    given = {region_of(region): sent.whole(f"sore-{region}", "soreness") or 0 for region in sent.with_prefix("sore-")}
    return {region: score for region, score in given.items() if score}


@opened_or_sent
@at_desk(write=True)
def pain(request: DeskRequest) -> HttpResponse:
    """Where it hurts, how much and when; the question of the next morning is answered here too."""
    times = {"during": _("during training"), "after": _("after it"), "running": _("while running"),
             "next-morning": _("the next morning"), "at-rest": _("at rest")}  # fmt: skip
    last = last_pain(request.desk.book, request.desk.book.now)
    context = {
        "sites": options({site: site.capitalize() for site in PAIN_SITES}),
        "sides": options({"left": _("left"), "right": _("right"), "": _("both, or the middle")}),
        "times": options({time: times[time] for time in PAIN_TIMES}),
        "scores": SCORES,
        "last": last,
    }
    return recorded(request, "midstance/recording/pain.html", _pain, context)


def _pain(book: Notebook, sent: Sent) -> Draft:
    words = [sent.text("site"), sent.text("side"), sent.text("score"), sent.text("when")]
    return pain_draft(
        book, [word for word in words if word], at=sent.moment(book), entry_id=sent.id, note=sent.text("note"),
        joint=True if sent.given("joint") else None, limping=sent.given("limping"), stiffer=sent.given("stiffer"),
    )  # fmt: skip


@opened_or_sent
@at_desk(write=True)
def stop(request: DeskRequest) -> HttpResponse:
    """Signs with which training stops until a professional was seen."""
    flags: dict[str, str] = {flag: said[:1].upper() + said[1:] for flag, said in SAID_FLAG.items()}
    return recorded(request, "midstance/recording/stop.html", _stop, {"flags": options(flags)})


def _stop(book: Notebook, sent: Sent) -> Draft:
    named = sent.many("flag") or tuple(filter(None, (stop_sign_in(sent.text("note")),)))
    words = named or (("unusual",) if sent.given("note") else ())
    if not words:
        return red_flag_draft(["unusual"], at=sent.moment(book), entry_id=sent.id)
    return red_flag_draft(words, at=sent.moment(book), entry_id=sent.id, note=sent.text("note"))


@opened_or_sent
@at_desk(write=True)
def cleared(request: DeskRequest) -> HttpResponse:
    """A professional was seen and training may go on."""

    def made(book: Notebook, sent: Sent) -> Draft:
        return cleared_draft(book, sent.text("by"), at=sent.moment(book), entry_id=sent.id)

    return recorded(request, "midstance/recording/cleared.html", made)


@opened_or_sent
@at_desk(write=True)
def well(request: DeskRequest) -> HttpResponse:
    """Well again, from today or from a day on."""

    def made(book: Notebook, sent: Sent) -> Draft:
        over: dt.date = sent.date("over", "well") or book.today
        return well_draft(book, over, entry_id=sent.id)

    return recorded(request, "midstance/recording/well.html", made, {"today": request.desk.book.today})


ADDRESSES: list[URLPattern] = [
    path("record/check-in", check_in, name="record-check-in"),
    path("record/pain", pain, name="record-pain"),
    path("record/stop", stop, name="record-stop"),
    path("record/cleared", cleared, name="record-cleared"),
    path("record/well", well, name="record-well"),
]
