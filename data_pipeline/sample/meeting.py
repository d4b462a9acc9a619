"""The half-year meeting of the sample year: frozen on what had been delivered by then, with what was decided at it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from data_pipeline import meetings
from data_pipeline.figures import FigureId
from data_pipeline.meetings import Meeting, minutes
from data_pipeline.privacy.rights import Person
from data_pipeline.reports import Board
from data_pipeline.sample.story import MID_YEAR

AGREEMENT = "viborg-2014"
NAME = "2014-06-30"
FIRST_LOAD = 1
WHY = "Halvårlig opfølgning, 1. halvår 2014"

# What was agreed on: (slide, text, responsible party, due date). Sample data are Danish, as the CRM's are.
ACTIONS = (
    (
        "fees",
        "Efterregistrér timer og timesats på de vejledninger, der mangler dem, så honoraret kan opgøres.",
        "erhvervsraad",
        dt.date(2014, 8, 29),
    ),
    (
        "programmes",
        "Find to virksomheder på C-listen, der kan begynde et vækstforløb i efteråret.",
        "vaeksthus",
        dt.date(2014, 9, 30),
    ),
)
COMMENT = (
    "guided.total.entrepreneur",
    "Nogle vejledninger fra maj og juni er endnu ikke registreret i CRM-systemet; vi forventer, at tallet stiger.",
)


def hold(board: Board, *, by: Person) -> Meeting | None:
    """The meeting with its two actions and its comment, each written once; None without Viborg's agreement.

    It stands on the first delivery, whatever was loaded after it. Held again after it was cut short, it writes what is
    missing.
    """
    if not (board.settings.agreements / f"{AGREEMENT}.toml").is_file():
        return None
    if any(head.name == NAME for head in meetings.all_heads(board.ledger)):
        meeting = meetings.find(board.ledger, NAME)
    else:
        meeting = meetings.freeze(board, NAME, AGREEMENT, MID_YEAR, by=by, message_=WHY, snapshot=FIRST_LOAD)
    written = {minute.text for minute in board.ledger.meetings.minutes(NAME)}
    for slide, text, party, due in ACTIONS:
        if text not in written:
            shown = _figures(meeting, slide)
            minutes.add(
                board.ledger,
                meeting,
                "action",
                text,
                by=by,
                slide=slide,
                responsible=party,
                due_date=due,
                figures=shown,
            )
    figure, story = COMMENT
    if not any(one.text == story for one in board.ledger.meetings.comments(AGREEMENT)):
        minutes.comment(board.ledger, meeting, figure, story, by=by)
    return meeting


def _figures(meeting: Meeting, slide: str) -> dict[str, Any]:
    """What stood on the slide, as `figures` writes it."""
    if slide == "fees":
        return {"fee_total": meeting.figures["fee_total"]["amount"]}
    programmes = {target["id"]: str(target["actual"]) for target in meeting.figures["targets"]}
    return {figure: actual for figure, actual in programmes.items() if FigureId.parse(figure).measure == "programme.C"}
