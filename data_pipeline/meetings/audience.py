"""Whom a meeting is shown to: the parties see all of it, others what was released, small cells hidden (R18)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.ledger import Ledger, MeetingRelease, audit
from data_pipeline.meetings.records import all_heads, find
from data_pipeline.meetings.values import OTHERS, Audience, Head, Meeting
from data_pipeline.privacy import rights, small_cells
from data_pipeline.privacy.rights import NotAllowed, Person, Role
from data_pipeline.reports import ANSWERS, Board

# What others see nothing of: years and neighbours are laid beside each other for the parties.
FOR_PARTIES = ("compare",)
# What others see of a day that nobody released: headlines and the agreement's own tables.
HEADLINES = ("overview", "targets", "fees", "satisfaction", "jobs", "deadlines")


def release(ledger: Ledger, name: str, *, by: Person, has_notes: bool = False, has_stories: bool = False) -> Meeting:
    """Let others see the meeting of that name from now on, small cells hidden; return it as they see it.

    `has_notes`: with decisions, actions and remarks; `has_stories`: with the stories and marks on figures; both with
    who wrote them. Released once more, the last word holds. Raises `NotAllowed`, and `Correctable` for no such meeting.
    """
    record = ledger.meetings.get(name)
    rights.require(by, Role.ADMINISTRATOR, record.agreement if record else None)
    meeting = find(ledger, name)
    ledger.meetings.write(MeetingRelease(dt.datetime.now(dt.UTC), by.name, name, has_notes, has_stories))
    audit.record(ledger, by, "release", meeting=name)
    return for_audience(meeting, Audience(False, has_notes, has_stories))


def released(ledger: Ledger, meeting: Meeting) -> Meeting:
    """Return the meeting as others see it. Raises `Correctable` where it is not released."""
    word = ledger.meetings.release(meeting.name)
    if word is None:
        raise Correctable(
            message(
                "The meeting {name} is not released, so it is for the parties alone. `release` does it.",
                name=meeting.name,
            )
        )
    return for_audience(meeting, Audience(False, word.has_notes, word.has_stories))


def find_for(ledger: Ledger, name: str, by: Person) -> Meeting:
    """Return the meeting of that name as `by` may see it. Raises `NotAllowed` for others where it is not released."""
    record = ledger.meetings.get(name)
    if by.may(Role.PARTNER, record.agreement if record else None):
        return _without_years_of_others(find(ledger, name), by)
    if name not in released_names(ledger):
        raise NotAllowed(message("There is no released meeting of that name."))
    return released(ledger, find(ledger, name))


def _without_years_of_others(meeting: Meeting, by: Person) -> Meeting:
    """The meeting without years and neighbours where they tell of a year of the series that `by` does not sign for."""
    compared = meeting.reports.get("compare")
    own = [row for row in compared.years.rows if row.is_own and (row.at or row.whole)] if compared else []
    if all(by.may(Role.PARTNER, row.agreed.id) for row in own):
        return meeting
    return replace(meeting, reports=MappingProxyType({**meeting.reports, "compare": None}))


def heads_for(ledger: Ledger, agreement: str, by: Person) -> tuple[Head, ...]:
    """Return the meetings of an agreement that `by` may see, the latest as-of date last."""
    heads = all_heads(ledger, agreement)
    if by.may(Role.PARTNER, agreement):
        return heads
    names = released_names(ledger)
    return tuple(replace(head, author="", message="") for head in heads if head.name in names)


def released_names(ledger: Ledger) -> frozenset[str]:
    """Return the names of the meetings that others may see."""
    return frozenset(word.meeting for word in ledger.meetings.releases())


def for_audience(meeting: Meeting, audience: Audience) -> Meeting:
    """Return the meeting as its audience sees it: the parties as it is, others without small cells, ids, names of
    people and what nobody ticked; where nobody froze it, headlines alone.
    """
    if audience.is_parties:
        return meeting
    reports = {
        name: _for_others(name, report, audience)
        for name, report in meeting.reports.items()
        if report is not None and name not in FOR_PARTIES
    }
    return replace(
        meeting,
        head=replace(meeting.head, author="", message=""),
        figures=_headlines(meeting.figures),
        reports=MappingProxyType(reports if meeting.name else _without_breakdowns(reports)),
        fee_lines=(),
        audience=audience,
    )


def headlines(board: Board, agreement: str, as_of: dt.date, *, by: Person) -> Meeting:
    """Return what others see of a day that nobody released, as a meeting without a name that holds headlines alone.

    Raises `NotAllowed` where `by`, who shows it to them, signs for no party.
    """
    shown = board.view(agreement, as_of, by=by, has_ids=False)
    reports = {name: _for_others(name, ANSWERS[name](shown), OTHERS) for name in HEADLINES}
    return Meeting(
        head=Head("", agreement, as_of, shown.stamp.snapshot, shown.stamp.loaded_at),
        agreement=shown.agreement,
        figures=MappingProxyType({}),
        reports=MappingProxyType(_without_breakdowns(reports)),
        audience=OTHERS,
    )


def _without_breakdowns(reports: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: reports[name] for name in HEADLINES}
    return kept | {"satisfaction": replace(kept["satisfaction"], levels=())}


def _for_others(name: str, report: Any, audience: Audience) -> Any:
    shown = small_cells.hide(report)
    if name == "fees":
        return replace(shown, awaiting=())
    if name == "jobs":
        return replace(shown, companies=())
    if name == "data":
        loads = (
            replace(load, author="", message="", files=tuple(replace(file, file="") for file in load.files))
            for load in shown.loads
        )
        return replace(shown, loads=tuple(loads), refused=(), refused_count=0, debtors={})
    if name == "changes":
        since = replace(shown.since, author="", message="")
        return replace(shown, since=since, meetings=(), rows=())
    if name == "strategy" and not audience.has_notes:
        return replace(
            shown,
            **{
                points: tuple(
                    replace(point, entries=tuple(replace(entry, author="", note="") for entry in point.entries))
                    for point in getattr(shown, points)
                )
                for points in ("milestones", "obligations")
            },
        )
    return shown


def _headlines(figures: Mapping[str, Any]) -> Mapping[str, Any]:
    """The figures without their breakdowns."""
    kept = {name: value for name, value in figures.items() if name not in ("sectors", "road")}
    whole = {name: value for name, value in figures["satisfaction"].items() if name != "levels"}
    return {**kept, "satisfaction": whole}
