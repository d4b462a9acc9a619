"""What a digest tells between meetings: the figures of a day, what moved since the last one, and who owes what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from data_pipeline import figures
from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.ledger import audit
from data_pipeline.meetings import changes_report, minutes
from data_pipeline.meetings.audience import HEADLINES, headlines
from data_pipeline.meetings.changes import End
from data_pipeline.meetings.changes_report import ChangesReport
from data_pipeline.meetings.minutes import Carried
from data_pipeline.meetings.proposal_rules import RULES, Asked, Proposal
from data_pipeline.meetings.records import definitions, heads_before
from data_pipeline.meetings.values import Audience, Head, Meeting
from data_pipeline.privacy.rights import Person
from data_pipeline.reports import ANSWERS, Board, OverviewReport
from data_pipeline.reports.view import View

# Proposals that are something owed; the others are for a meeting to weigh.
OWED = ("pending", "unmeasured", "overdue", "disputed")


@dataclass(frozen=True)
class Digest:
    """What a digest tells. `now`: the day's figures, as nobody froze them, for its audience.

    `before` and `changes`: the overview of the last digest's day and what moved since, by cause for the parties alone;
    None for the first one. `actions`: those of the meetings that are still open. `owed`: what else somebody owes. Both
    are empty for others.
    """

    now: Meeting
    before: OverviewReport | None
    changes: ChangesReport | None
    actions: tuple[Carried, ...] = ()
    owed: tuple[Proposal, ...] = ()

    @property
    def overview(self) -> OverviewReport:
        """The headline figures of the day."""
        found: OverviewReport = self.now.reports["overview"]
        return found


def last(board: Board, agreement: str, as_of: dt.date, audience: Audience, *, by: Person) -> End | None:
    """The day and data of the last digest for the same readers before a day; of the last meeting where there is none.

    Others hear nothing of meetings: without an earlier digest of theirs there is None. Raises `NotAllowed` for others
    than administrators, who alone may read the audit trail.
    """
    told = [
        (End(dt.date.fromisoformat(entry.details["as_of"]), int(entry.details["snapshot"])))
        for entry in audit.trail(board.ledger, by=by)
        if entry.action == "digest"
        and entry.details["agreement"] == agreement
        and entry.details["about"] == about(audience)
        and entry.details["as_of"] < as_of.isoformat()
    ]
    if told:
        return max(told, key=lambda one: one.as_of)
    if not audience.is_parties:
        return None
    before = [head for head in heads_before(board.ledger, agreement, as_of, _NEVER) if head.as_of < as_of]
    return End(before[-1].as_of, before[-1].snapshot) if before else None


def about(audience: Audience) -> str:
    """Whom a digest is for, as the audit trail has it."""
    return "parties" if audience.is_parties else "others"


def of(board: Board, agreement: str, as_of: dt.date, since: End | None, audience: Audience, *, by: Person) -> Digest:
    """The digest of a day against `since`, for its readers.

    Raises `NotAllowed` for who signs for no party, `Correctable` for a day that does not lie after `since`.
    """
    if since is not None and since.as_of >= as_of:
        raise Correctable(
            message("A digest tells what moved until {as_of}: choose an earlier day with --since.", as_of=as_of)
        )
    shown = board.view(agreement, as_of, by=by, has_ids=False)
    then = board.view(agreement, since.as_of, by=by, snapshot=since.snapshot, has_ids=False) if since else None
    before: OverviewReport | None = ANSWERS["overview"](then) if then else None
    moved = changes_report.since_day(board, shown, _meeting(then, ())) if then else None
    if not audience.is_parties:
        if moved is not None:
            moved = replace(
                moved, rows=(), meetings=(), differences=tuple(replace(one, causes=()) for one in moved.differences)
            )
        return Digest(headlines(board, agreement, as_of, by=by), before, moved)
    now = _meeting(shown, (*HEADLINES, "strategy", "data"))
    actions = tuple(
        one for one in minutes.from_last_time(board.ledger, now) if one.minute.kind == "action" and one.status == "open"
    )
    return Digest(now, before, moved, actions, tuple(_owed(board, now, actions)))


_NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)  # of several meetings of one day all come before


def _owed(board: Board, now: Meeting, actions: tuple[Carried, ...]) -> Iterator[Proposal]:
    """What the figures say that somebody owes, unless it is an open action already."""
    taken = {one.minute.id for one in actions}
    known = {
        choice.proposal
        for name in minutes.before(board.ledger, now)
        for choice in board.ledger.meetings.choices(name)
        if choice.minute_id in taken
    }
    for rule in RULES:
        yield from (one for one in rule(Asked(board.ledger, now)) if one.mark in OWED and one.id not in known)


def _meeting(shown: View, reports: tuple[str, ...]) -> Meeting:
    """The figures of a day as a meeting without a name, with these reports."""
    answer: dict[str, Any] = figures.all_figures(shown.store, shown.agreement, shown.as_of)
    stamp = shown.stamp
    return Meeting(
        head=Head("", shown.agreement.id, shown.as_of, stamp.snapshot, stamp.loaded_at),
        agreement=shown.agreement,
        definitions=definitions(),
        parts=tuple(sorted(part.name for load in shown.ledger.loads(stamp.snapshot) for part in load.parts)),
        figures=MappingProxyType(answer),
        reports=MappingProxyType({name: ANSWERS[name](shown) for name in reports}),
    )
