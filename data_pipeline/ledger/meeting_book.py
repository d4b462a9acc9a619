"""The ledger's records of meetings: written once, never changed (ids of forgotten clients alone are taken out)."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any, TypeVar

import sqlalchemy as sa

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
from data_pipeline.ledger.tables import Instant, fields_of

V = TypeVar("V")
# What is written of a meeting beside what was written before.
Word = MinuteStatus | FigureComment | FigureMark | Agenda | MeetingRelease | ProposalChoice | SittingRecord


def _table(name: str, value: Any, *more: str) -> sa.TableClause:
    """The table that holds values of a class, a column for each field."""
    moments, days = {"written_at", "frozen_at"}, {"as_of", "due_date", "day", "next_day"}
    names = dict.fromkeys([*more, *value.__dataclass_fields__])
    kinds: dict[str, Any] = dict.fromkeys(moments, Instant) | dict.fromkeys(days, sa.Date)
    return sa.table(name, *(sa.column(column, kinds.get(column)) for column in names))


_TABLES: Mapping[type, sa.TableClause] = {
    MeetingRecord: _table("meeting", MeetingRecord),
    FeeLineIds: _table("meeting_fee_line", FeeLineIds, "meeting"),
    Minute: _table("minute", Minute),
    MinuteStatus: _table("minute_status", MinuteStatus, "id"),
    FigureComment: _table("figure_comment", FigureComment, "id"),
    FigureMark: _table("figure_mark", FigureMark, "id"),
    Agenda: _table("agenda", Agenda, "id"),
    MeetingRelease: _table("meeting_release", MeetingRelease, "id"),
    ProposalChoice: _table("proposal_choice", ProposalChoice, "id"),
    SittingRecord: _table("sitting", SittingRecord, "id"),
}
MEETING, FEE_LINE, MINUTE = (_TABLES[one] for one in (MeetingRecord, FeeLineIds, Minute))
# Fields that are kept as JSON, and how each is read.
_READ: Mapping[str, Callable[[str], Any]] = {
    "figures": json.loads,
    "slides": lambda text: tuple(json.loads(text)),
    "present": lambda text: tuple((name, party) for name, party in json.loads(text)),
}
# What people write, where they may have named a client by its id.
_TEXTS = ((Minute, "text"), (MinuteStatus, "note"), (FigureComment, "text"), (FigureMark, "note"))
SHORTEST_NUMBER = 5  # digits: `12` in a text is rather twelve companies than a Kunde-ID

Transaction = Callable[[], AbstractContextManager[sa.Connection]]


class MeetingBook:
    """The records of meetings; every method is one transaction. Reached as `Ledger.meetings`."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def all(self, agreement: str | None = None) -> tuple[MeetingRecord, ...]:
        """Every meeting (of one agreement), the first frozen first."""
        wanted = {} if agreement is None else {"agreement": agreement}
        return self._values(MeetingRecord, "frozen_at", "name", **wanted)

    def get(self, name: str) -> MeetingRecord | None:
        """The meeting of that name."""
        return next(iter(self._values(MeetingRecord, "name", name=name)), None)

    def day(self, name: str) -> dt.date:
        """The day whose figures the meeting of that name shows."""
        with self._reading() as connection:
            return connection.execute(sa.select(MEETING.c.as_of).where(MEETING.c.name == name)).scalar_one()

    def add(self, meeting: MeetingRecord, lines: Iterable[FeeLineIds]) -> bool:
        """Add a meeting; False, and nothing is written, when there is one of that name already."""
        with self._writing() as connection:
            known = sa.select(sa.func.count()).select_from(MEETING).where(MEETING.c.name == meeting.name)
            if connection.execute(known).scalar_one():
                return False
            connection.execute(sa.insert(MEETING).values(**fields_of(meeting)))
            rows = [{"meeting": meeting.name, **fields_of(line)} for line in lines]
            if rows:
                connection.execute(sa.insert(FEE_LINE), rows)
            return True

    def fee_line_ids(self, meeting: str) -> tuple[FeeLineIds, ...]:
        """Whom the lines of a meeting's fee basis are about."""
        return self._values(FeeLineIds, "fee", "number", meeting=meeting)

    def releases(self) -> tuple[MeetingRelease, ...]:
        """Return every release, oldest first."""
        return self._values(MeetingRelease)

    def release(self, meeting: str) -> MeetingRelease | None:
        """Return the last word on whether others may see a meeting; None when nobody released it."""
        return self._last(MeetingRelease, meeting)

    def minutes(self, meeting: str | None = None) -> tuple[Minute, ...]:
        """Every minute (of one meeting), oldest first."""
        return self._values(Minute) if meeting is None else self._values(Minute, meeting=meeting)

    def add_minute(self, minute: Minute) -> int:
        """Add a minute; returns its id."""
        values = {name: value for name, value in _row(minute).items() if name != "id"}
        with self._writing() as connection:
            return int(connection.execute(sa.insert(MINUTE).values(**values).returning(MINUTE.c.id)).scalar_one())

    def statuses(self) -> tuple[MinuteStatus, ...]:
        """What became of minutes, oldest first: the last word on each holds."""
        return self._values(MinuteStatus)

    def comments(self, agreement: str) -> tuple[FigureComment, ...]:
        """Every comment on the agreement's figures, oldest first."""
        return self._values(FigureComment, agreement=agreement)

    def marks(self, agreement: str) -> tuple[FigureMark, ...]:
        """Every mark on the agreement's figures, oldest first: a party's last word on a figure at a date holds."""
        return self._values(FigureMark, agreement=agreement)

    def agenda(self, meeting: str) -> Agenda | None:
        """The order of slides chosen last, None when nobody chose."""
        return self._last(Agenda, meeting)

    def choices(self, meeting: str) -> tuple[ProposalChoice, ...]:
        """Return what was chosen of a meeting's proposals, oldest first: the last word on each holds."""
        return self._values(ProposalChoice, meeting=meeting)

    def sitting(self, meeting: str) -> SittingRecord | None:
        """Return the last word on where, when and with whom a meeting sat; None when nobody wrote it."""
        return self._last(SittingRecord, meeting)

    def write(self, word: Word) -> None:
        """Write a word beside those before it: it holds from now on."""
        with self._writing() as connection:
            connection.execute(sa.insert(_TABLES[type(word)]).values(**_row(word)))

    def forget(self, client_ids: Iterable[str]) -> int:
        """Take the ids of clients out of frozen fee bases; returns how many lines lost theirs."""
        gone = {"client_id": None, "row_id": None}
        with self._writing() as connection:
            change = sa.update(FEE_LINE).where(FEE_LINE.c.client_id.in_(list(client_ids))).values(gone)
            return int(connection.execute(change).rowcount)

    def naming(self, client_id: str) -> int:
        """How many minutes, notes and comments name the client by its id.

        What people wrote is written once, so nobody can take the id out. A short number is no id that can be told from
        a count.
        """
        if client_id.isdigit() and len(client_id) < SHORTEST_NUMBER:
            return 0
        named = re.compile(rf"(?<![\w-]){re.escape(client_id)}(?![\w-])")
        with self._reading() as connection:
            texts = [row[0] for one, column in _TEXTS for row in connection.execute(sa.select(_TABLES[one].c[column]))]
        return sum(named.search(text or "") is not None for text in texts)

    def _last(self, made: type[V], meeting: str) -> V | None:
        found = self._values(made, meeting=meeting)
        return found[-1] if found else None

    def _values(self, made: type[V], *order: str, **wanted: str) -> tuple[V, ...]:
        """The values of a class whose fields are as `wanted`, by the fields of `order`, else as they were written."""
        table, names = _TABLES[made], made.__dataclass_fields__  # type: ignore[attr-defined]
        chosen = sa.select(*(table.c[name] for name in names))
        chosen = chosen.where(*(table.c[name] == value for name, value in wanted.items()))
        with self._reading() as connection:
            return tuple(
                made(**{name: _READ[name](value) if name in _READ else value for name, value in row._mapping.items()})
                for row in connection.execute(chosen.order_by(*(table.c[name] for name in order or ("id",))))
            )


def _row(value: Any) -> dict[str, Any]:
    """The row that holds a value."""
    row = fields_of(value)
    return row | {name: json.dumps(row[name], ensure_ascii=False, default=dict) for name in _READ if name in row}
