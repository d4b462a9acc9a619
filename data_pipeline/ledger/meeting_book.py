"""The ledger's records of meetings: written once, never changed (ids of forgotten clients alone are taken out)."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Sequence
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


def _table(name: str, value: Any, *more: str) -> sa.TableClause:
    """The table that holds values of a class, a column for each field."""
    moments, days = {"written_at", "frozen_at"}, {"as_of", "due_date", "day", "next_day"}
    names = dict.fromkeys([*more, *value.__dataclass_fields__])
    kinds: dict[str, Any] = dict.fromkeys(moments, Instant) | dict.fromkeys(days, sa.Date)
    return sa.table(name, *(sa.column(column, kinds.get(column)) for column in names))


MEETING = _table("meeting", MeetingRecord)
FEE_LINE = _table("meeting_fee_line", FeeLineIds, "meeting")
MINUTE = _table("minute", Minute)
STATUS = _table("minute_status", MinuteStatus, "id")
COMMENT = _table("figure_comment", FigureComment, "id")
MARK = _table("figure_mark", FigureMark, "id")
AGENDA = _table("agenda", Agenda, "id")
RELEASE = _table("meeting_release", MeetingRelease, "id")
CHOICE = _table("proposal_choice", ProposalChoice, "id")
SITTING = _table("sitting", SittingRecord, "id")

# What people write, where they may have named a client by its id.
_TEXTS = ((MINUTE, "text"), (STATUS, "note"), (COMMENT, "text"), (MARK, "note"))
SHORTEST_NUMBER = 5  # digits: `12` in a text is rather twelve companies than a Kunde-ID

Transaction = Callable[[], AbstractContextManager[sa.Connection]]


class MeetingBook:
    """The records of meetings; every method is one transaction. Reached as `Ledger.meetings`."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def all(self, agreement: str | None = None) -> tuple[MeetingRecord, ...]:
        """Every meeting (of one agreement), the first frozen first."""
        wanted = sa.true() if agreement is None else MEETING.c.agreement == agreement
        return self._values(MeetingRecord, MEETING, wanted, MEETING.c.frozen_at, MEETING.c.name)

    def get(self, name: str) -> MeetingRecord | None:
        """The meeting of that name."""
        return next(iter(self._values(MeetingRecord, MEETING, MEETING.c.name == name)), None)

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
        return self._values(FeeLineIds, FEE_LINE, FEE_LINE.c.meeting == meeting, FEE_LINE.c.fee, FEE_LINE.c.number)

    def releases(self) -> tuple[MeetingRelease, ...]:
        """Return every release, oldest first."""
        return self._values(MeetingRelease, RELEASE, sa.true(), RELEASE.c.id)

    def release(self, meeting: str) -> MeetingRelease | None:
        """Return the last word on whether others may see a meeting; None when nobody released it."""
        found = self._values(MeetingRelease, RELEASE, RELEASE.c.meeting == meeting, RELEASE.c.id)
        return found[-1] if found else None

    def add_release(self, release: MeetingRelease) -> None:
        """Write that others may see a meeting."""
        self._add(RELEASE, release)

    def minutes(self, meeting: str | None = None) -> tuple[Minute, ...]:
        """Every minute (of one meeting), oldest first."""
        wanted = sa.true() if meeting is None else MINUTE.c.meeting == meeting
        return self._values(Minute, MINUTE, wanted, MINUTE.c.id, figures=json.loads)

    def add_minute(self, minute: Minute) -> int:
        """Add a minute; returns its id."""
        values = {name: value for name, value in fields_of(minute).items() if name != "id"}
        values["figures"] = json.dumps(dict(minute.figures), ensure_ascii=False)
        with self._writing() as connection:
            return int(connection.execute(sa.insert(MINUTE).values(**values).returning(MINUTE.c.id)).scalar_one())

    def statuses(self) -> tuple[MinuteStatus, ...]:
        """What became of minutes, oldest first: the last word on each holds."""
        return self._values(MinuteStatus, STATUS, sa.true(), STATUS.c.id)

    def add_status(self, status: MinuteStatus) -> None:
        """Add a status, which holds from now on."""
        self._add(STATUS, status)

    def comments(self, agreement: str) -> tuple[FigureComment, ...]:
        """Every comment on the agreement's figures, oldest first."""
        return self._values(FigureComment, COMMENT, COMMENT.c.agreement == agreement, COMMENT.c.id)

    def add_comment(self, comment: FigureComment) -> None:
        """Add a comment beside the earlier ones."""
        self._add(COMMENT, comment)

    def marks(self, agreement: str) -> tuple[FigureMark, ...]:
        """Every mark on the agreement's figures, oldest first: a party's last word on a figure at a date holds."""
        return self._values(FigureMark, MARK, MARK.c.agreement == agreement, MARK.c.id)

    def add_mark(self, mark: FigureMark) -> None:
        """Add a mark, which holds from now on."""
        self._add(MARK, mark)

    def agenda(self, meeting: str) -> Agenda | None:
        """The order of slides chosen last, None when nobody chose."""
        found = self._values(Agenda, AGENDA, AGENDA.c.meeting == meeting, AGENDA.c.id, slides=_tuple)
        return found[-1] if found else None

    def add_agenda(self, agenda: Agenda) -> None:
        """Add an order of slides, which holds from now on."""
        self._add(AGENDA, agenda, slides=json.dumps(agenda.slides))

    def choices(self, meeting: str) -> tuple[ProposalChoice, ...]:
        """Return what was chosen of a meeting's proposals, oldest first: the last word on each holds."""
        return self._values(ProposalChoice, CHOICE, CHOICE.c.meeting == meeting, CHOICE.c.id)

    def add_choice(self, choice: ProposalChoice) -> None:
        """Add a choice, which holds from now on."""
        self._add(CHOICE, choice)

    def sitting(self, meeting: str) -> SittingRecord | None:
        """Return the last word on where, when and with whom a meeting sat; None when nobody wrote it."""
        found = self._values(SittingRecord, SITTING, SITTING.c.meeting == meeting, SITTING.c.id, present=_pairs)
        return found[-1] if found else None

    def add_sitting(self, sitting: SittingRecord) -> None:
        """Add where, when and with whom a meeting sat, which holds from now on."""
        self._add(SITTING, sitting, present=json.dumps(sitting.present, ensure_ascii=False))

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
            texts = [row[0] for table, column in _TEXTS for row in connection.execute(sa.select(table.c[column]))]
        return sum(named.search(text or "") is not None for text in texts)

    def _add(self, table: sa.TableClause, value: Any, **written: str) -> None:
        with self._writing() as connection:
            connection.execute(sa.insert(table).values(**fields_of(value) | written))

    def _values(
        self, made: type[V], table: sa.TableClause, wanted: Any, *order: Any, **read: Callable[[str], Any]
    ) -> tuple[V, ...]:
        columns: Sequence[str] = list(made.__dataclass_fields__)  # type: ignore[attr-defined]
        chosen = sa.select(*(table.c[name] for name in columns)).where(wanted).order_by(*order)
        with self._reading() as connection:
            return tuple(
                made(**{name: read.get(name, _same)(getattr(row, name)) for name in columns})
                for row in connection.execute(chosen)
            )


def _same(value: Any) -> Any:
    return value


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, party) for name, party in json.loads(text))


def _tuple(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))
