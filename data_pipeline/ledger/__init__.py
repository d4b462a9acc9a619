"""The ledger: what was loaded, when, by whom and why; the only place of SQL against SQLite or PostgreSQL.

A load exists when its row stands here: `Ledger.commit_load` is the commit point of the whole installation. Rows are
written once (the database itself refuses changes); only the names of landing files are replaced, by `replace_parts`,
when a client is forgotten.
"""

from data_pipeline.ledger.book import Ledger, open
from data_pipeline.ledger.database import Hold
from data_pipeline.ledger.meeting_values import (
    Agenda,
    FeeLineIds,
    FigureComment,
    FigureMark,
    MeetingRecord,
    MeetingRelease,
    Minute,
    MinuteStatus,
    ProposalChoice,
    SittingRecord,
)
from data_pipeline.ledger.opening import LOADING_SECONDS
from data_pipeline.ledger.values import (
    AuditEntry,
    Load,
    LoadFile,
    Part,
    Receipt,
    Repeat,
    StrategyEntry,
    first_read,
    parts_of,
    repeats,
    standing,
)
