"""A settlement's paper as a workbook: for the one who pays, and the one who is paid."""

from __future__ import annotations

import datetime as dt

from data_pipeline.ledger import audit
from data_pipeline.meetings import PARTIES
from data_pipeline.papers import workbook
from data_pipeline.privacy import rights
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.reports import Board
from data_pipeline.settlements import Settlement
from data_pipeline.slides import words
from data_pipeline.views import settlement


def file_name(one: Settlement) -> str:
    """`settlement-1-AGREEMENT-2014-06-30.xlsx`: plain letters, so that every system takes it."""
    return f"settlement-{one.number}-{one.agreement}-{one.last_day.isoformat()}.xlsx"


def xlsx(board: Board, one: Settlement, language: str, *, by: Person) -> bytes:
    """The paper in `language`, noted in the audit trail. Raises `NotAllowed` for who may not see ids."""
    rights.require(by, Role.PARTNER, one.agreement)
    title = f"{one.terms.document.say(language)}"
    footer = f"{words.audience(PARTIES).say(language)} · {title} · {one.checksum or ''}"
    at = one.settled_at or dt.datetime.now(dt.UTC)
    made = workbook.written(settlement.tables(one, language), language, title, footer, by=one.author or by.name, at=at)
    audit.record(
        board.ledger,
        by,
        "export",
        agreement=one.agreement,
        settlement=one.number,
        format="xlsx",
        language=language,
        snapshot=one.snapshot,
    )
    return made
