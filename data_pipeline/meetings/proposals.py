"""What a meeting is asked to decide, and what it chose: adopted, changed, dropped, or still up (§6, B3).

What was chosen is written beside what was chosen before; adopting writes an action.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from data_pipeline.errors import Correctable
from data_pipeline.language import LANGUAGES, N_, message
from data_pipeline.ledger import Ledger, ProposalChoice, audit
from data_pipeline.meetings import minutes
from data_pipeline.meetings.minutes import Carried
from data_pipeline.meetings.proposal_rules import RULES, Asked, Proposal, part_of
from data_pipeline.meetings.values import Meeting
from data_pipeline.privacy import rights
from data_pipeline.privacy.rights import Person, Role

__all__ = ["CHOICES", "MOST", "Proposal", "choose", "of_meeting", "part_of"]
MOST = 5  # what three directors decide in one sitting
CHOICES = {"": N_("Proposal"), "adopted": N_("Adopted"), "changed": N_("Adopted, changed"), "dropped": N_("Dropped")}


def of_meeting(ledger: Ledger, meeting: Meeting) -> tuple[Proposal, ...]:
    """Return what the meeting is asked to decide with what was chosen, at most `MOST`, the weightiest first.

    Others see no choices where they may not read what was decided.
    """
    found = [one for rule in RULES for one in rule(Asked(ledger, meeting))][:MOST]
    if not meeting.audience.has_notes:
        return tuple(found)
    chosen = {one.proposal: one for one in ledger.meetings.choices(meeting.name)}
    told = {one.minute.id: one for one in minutes.of_meeting(ledger, meeting)}
    return tuple(_chosen(one, chosen.get(one.id), told) for one in found)


def choose(
    ledger: Ledger,
    meeting: Meeting,
    proposal: str,
    choice: str,
    *,
    by: Person,
    text: str = "",
    responsible: str = "",
    due_date: dt.date | None = None,
) -> None:
    """Write what the meeting chose of a proposal; adopting it writes an action, as changed by what else is given.

    It may be chosen anew: the action of the choice before is then struck out. Raises `NotAllowed` for role `observer`;
    `Correctable` for a proposal or choice there is not, and as `minutes.add` does.
    """
    rights.require(by, Role.PARTNER, meeting.agreement.id)
    asked = next((one for one in of_meeting(ledger, meeting) if one.id == proposal), None)
    if asked is None:
        raise Correctable(message("The meeting has no such proposal any more. Load the page again."))
    if choice not in CHOICES:
        known = ", ".join(filter(None, CHOICES))
        raise Correctable(message("There is no “{name}”; it may be {known}.", name=choice, known=known))
    number = None
    if choice in ("adopted", "changed"):
        wanted = (text or asked.text.say(), responsible or asked.responsible, due_date or asked.due_date)
        is_asked = wanted[0] in {asked.text.say(one) for one in LANGUAGES} and wanted[1:] == (
            asked.responsible,
            asked.due_date,
        )
        choice = "adopted" if is_asked else "changed"
        number = minutes.add(
            ledger,
            meeting,
            "action",
            wanted[0],
            by=by,
            slide=asked.part,
            responsible=wanted[1],
            due_date=wanted[2],
            figures=asked.figures,
        ).id
    ledger.meetings.write(ProposalChoice(dt.datetime.now(dt.UTC), by.name, meeting.name, proposal, choice, number))
    audit.record(ledger, by, "minute", meeting=meeting.name, about="proposal")
    _strike_earlier(ledger, meeting, proposal, by)


def _strike_earlier(ledger: Ledger, meeting: Meeting, proposal: str, by: Person) -> None:
    """Strike out the actions of all choices but the last: also where two browsers chose at once."""
    every = [one for one in ledger.meetings.choices(meeting.name) if one.proposal == proposal]
    standing = {one.minute.id for one in minutes.of_meeting(ledger, meeting)}
    for one in every[:-1]:
        if one.minute_id in standing and one.minute_id != every[-1].minute_id:
            minutes.set_status(ledger, one.minute_id, "struck", by=by)


def _chosen(one: Proposal, last: ProposalChoice | None, told: Mapping[int, Carried]) -> Proposal:
    """The proposal with its last choice; up again where the action it wrote was struck out."""
    if last is None:
        return one
    if last.minute_id is None:
        return replace(one, choice=last.choice)
    minute = told.get(last.minute_id)
    return replace(one, choice=last.choice if minute else "", minute=minute)
