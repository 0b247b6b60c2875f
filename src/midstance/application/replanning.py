"""The next revision of a plan from the diary: made from the log, told in words, accepted or undone.

A revision is a fold: each follows from the one before and from what had happened up to its moment. The latest revision
that was made from exactly what the log now says of its time is gone on from; where an old entry was corrected or came
late, the revisions since are made again, so that the plan is what it would have been had the log been right at first.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from midstance.application.diary import Diary, DiaryError, KeptRevision
from midstance.application.free_names import spoken_of, under_free_names
from midstance.application.planning import known, refused_in_words
from midstance.coach.changes import Change, changes_between
from midstance.coach.moments import local
from midstance.coach.standing import brief_after, taken_in
from midstance.formats.plan_json import encode_plan, read_plan
from midstance.knowledge.library import library
from midstance.planner.making import Known
from midstance.planner.remaking import remake
from midstance.rules.ledger import zone_of
from midstance.training.log import NOT_TRAINING, Entry, effective
from midstance.training.plan import Brief, Plan

MOST_LATE = 50
"""So many of the last entries are looked at for those that came after a revision but belong before it (ours)."""
NO_PLAN = "There is no plan in this diary yet. Make one with `midstance init`."


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A revision that is kept but not in effect yet, and what it changes."""

    kept: KeptRevision
    plan: Plan
    changes: tuple[Change, ...]

    @property
    def changed(self) -> bool:
        """Whether it changes anything that lies ahead."""
        return bool(self.changes)


def season_of(diary: Diary) -> tuple[KeptRevision, ...]:
    """The accepted revisions of the latest season, in order; none where there is no plan."""
    found: list[KeptRevision] = []
    for revision in diary.revisions():
        if revision.state == "accepted":
            found = [revision] if revision.parent is None else [*found, revision]
    return tuple(found)


def plan_of(revision: KeptRevision) -> Plan:
    """The plan a revision holds."""
    return _decoded(revision.document, revision.number)


@lru_cache(maxsize=16)
def _decoded(document: bytes, number: int) -> Plan:
    """Plans never change, so that a program that goes on running need not read the same one again."""
    return read_plan(document, f"revision {number}")


def first_plan(diary: Diary) -> Plan | None:
    """The first plan of the season, whose brief is what the runner said themselves; None without any."""
    season = season_of(diary)
    return plan_of(season[0]) if season else None


def current_plan(diary: Diary) -> Plan | None:
    """The plan in effect, or None."""
    season = season_of(diary)
    return plan_of(season[-1]) if season else None


def begin(diary: Diary, plan: Plan, as_of: dt.datetime) -> KeptRevision:
    """Keeps the first plan of a season; entries of earlier seasons go on to count for exercises and loads.

    The revision's own plan is the one in effect: its sessions have ids that the log does not speak of yet.
    """
    name = _id_of("", as_of, encode_plan(plan))
    kept = next((one for one in diary.revisions() if one.id == name), None)
    if kept is None:
        document = encode_plan(under_free_names(plan, spoken_of(diary.entries())))
        kept = KeptRevision(id=name, number=1, as_of=as_of, document=document, basis="")
        diary.keep(kept)
    return kept


def happened(entries: Sequence[Entry], as_of: dt.datetime) -> tuple[Entry, ...]:
    """The entries a plan may follow from that count and lie no later than a moment."""
    counting = effective(tuple(entries))
    return tuple(entry for entry in counting if entry.at <= as_of and not isinstance(entry, NOT_TRAINING))


def basis_of(entries: Sequence[Entry]) -> str:
    """What tells whether two logs say the same: SHA-256 of the entries that count, in hexadecimal."""
    return hashlib.sha256(msgspec.json.encode(tuple(entries), order="deterministic")).hexdigest()


def revise(first: Brief, previous: Plan, entries: Sequence[Entry], as_of: dt.datetime, knowledge: Known) -> Plan:
    """The plan that follows from one by what has happened up to a moment. Deterministic.

    `first` is the brief of the season's first plan. Raises what `planner.making.make` raises.
    """
    counted = happened(entries, as_of)
    brief = brief_after(first, previous, counted, as_of, knowledge, library().home_tests)
    before = previous.brief.standing.as_of if previous.brief.standing is not None else None
    return remake(previous, brief, knowledge, taken_in(counted, before))


def replan_chain(
    first: Plan, moments: Sequence[dt.datetime], entries: Sequence[Entry], knowledge: Known
) -> tuple[Plan, ...]:
    """The revisions of a season from its first plan on, one for each moment: a replay of the whole log."""
    plans: list[Plan] = []
    previous = first
    for as_of in moments:
        previous = revise(first.brief, previous, entries, as_of, knowledge)
        plans.append(previous)
    return tuple(plans)


def propose(diary: Diary, as_of: dt.datetime) -> Proposal:
    """Makes and keeps the revision that follows from what has happened up to a moment.

    Raises DiaryError where there is no plan, or for a moment before the last revision; PlanRefused in words.
    """
    season = season_of(diary)
    if not season:
        raise DiaryError(NO_PLAN)
    if as_of < season[-1].as_of:
        begun = f"Your season begins on {season[0].as_of:%Y-%m-%d}; a revision cannot be made for a day before it."
        made = "The plan in effect was made for a later moment; `midstance undo --revision` takes it back first."
        raise DiaryError(begun if len(season) == 1 else made)
    entries, knowledge = diary.entries(), known()
    current = plan_of(season[-1])
    with refused_in_words(current.brief):
        plan = _next_plan(season, entries, as_of, knowledge)
    document, basis = encode_plan(plan), basis_of(happened(entries, as_of))
    kept = KeptRevision(
        id=_id_of(f"{season[-1].id}|{basis}", as_of, document),
        number=season[-1].number + 1,
        as_of=as_of,
        document=document,
        basis=basis,
        parent=season[-1].id,
        why=plan.revision.why if plan.revision is not None else (),
        state="proposed",
    )
    if all(one.id != kept.id for one in diary.revisions()):
        diary.keep(kept)
    else:
        diary.mark(kept.id, "proposed")
    return Proposal(kept=kept, plan=plan, changes=changes_between(current, plan))


def _next_plan(season: Sequence[KeptRevision], entries: Sequence[Entry], as_of: dt.datetime, knowledge: Known) -> Plan:
    """The fold, from the latest revision that still says what the log says."""
    first = plan_of(season[0])
    back = range(len(season) - 1, 0, -1)
    start = next((at for at in back if season[at].basis == basis_of(happened(entries, season[at].as_of))), 0)
    previous = plan_of(season[start])
    for as_was in (*(one.as_of for one in season[start + 1 :]), as_of):
        previous = revise(first.brief, previous, entries, as_was, knowledge)
    return previous


def proposal_of(diary: Diary) -> Proposal | None:
    """The latest revision that is neither accepted nor undone and follows from the plan in effect, or None."""
    season = season_of(diary)
    waiting = [one for one in diary.revisions() if one.state == "proposed" and season and one.parent == season[-1].id]
    if not waiting:
        return None
    plan = plan_of(waiting[-1])
    return Proposal(kept=waiting[-1], plan=plan, changes=changes_between(plan_of(season[-1]), plan))


def accept(diary: Diary, revision: str) -> KeptRevision:
    """Puts a proposed revision into effect. Raises DiaryError where it does not follow from the plan in effect."""
    season = season_of(diary)
    found = next((one for one in diary.revisions() if one.id == revision), None)
    if found is None or not season or found.parent != season[-1].id:
        raise DiaryError(
            "This revision does not follow from the plan in effect. Make a new one with `midstance replan`."
        )
    diary.mark(revision, "accepted")
    return msgspec.structs.replace(found, state="accepted")


def undo_revision(diary: Diary) -> KeptRevision:
    """Takes the last revision back; the one before is in effect again. The log stays as it is. Raises DiaryError."""
    season = season_of(diary)
    if len(season) < 2:
        raise DiaryError("There is no revision to undo; this is the season's first plan.")
    diary.mark(season[-1].id, "undone")
    return season[-2]


def untaken(diary: Diary) -> int:
    """How many entries that count the plan in effect was not made from; at least 1 where something was taken back.

    Entries come in one after the other, so that those that came late are found by leaving out the last ones.
    """
    season = season_of(diary)
    if not season:
        return 0
    entries, as_of, basis = diary.entries(), season[-1].as_of, season[-1].basis
    known, late = entries, 0
    while basis and basis != basis_of(happened(known, as_of)):
        # What happened after the revision and corrects nothing cannot be what tells its log from the present one.
        back = range(late + 1, min(MOST_LATE, len(entries)) + 1)
        late = next((number for number in back if _may_matter(entries[-number], as_of)), MOST_LATE + 1)
        known = entries[: len(entries) - late] if late <= MOST_LATE else ()
        if not known:
            break
    before = {msgspec.json.encode(entry) for entry in happened(known, as_of)}
    training = [entry for entry in effective(entries) if not isinstance(entry, NOT_TRAINING)]
    new = sum(1 for entry in training if msgspec.json.encode(entry) not in before)
    return max(new, min(late, 1))


def _may_matter(entry: Entry, as_of: dt.datetime) -> bool:
    return entry.at <= as_of or entry.supersedes is not None


def local_now(plan: Plan | None, now: dt.datetime) -> dt.datetime:
    """A moment on the clock of a plan; on that of this machine where the plan's zone was only assumed."""
    if plan is None or plan.brief.time_zone_assumed:
        return now.astimezone()
    return local(now, zone_of(plan.brief.time_zone))


def _id_of(parent: str, as_of: dt.datetime, document: bytes) -> str:
    """The same content has the same id, whoever makes it."""
    said = f"{parent}|{as_of.isoformat()}|".encode() + document
    return hashlib.sha256(said).hexdigest()[:32]
