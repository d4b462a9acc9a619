"""Datagrundlag: what was loaded when and by whom, what was refused, what waits, and what the files lack (R14)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from data_pipeline.exports import reason
from data_pipeline.figures import CATALOGUE
from data_pipeline.figures.trace import clause_of
from data_pipeline.language import Message
from data_pipeline.ledger import Load
from data_pipeline.privacy import courses
from data_pipeline.privacy.small_cells import Count
from data_pipeline.reports.pieces import Stamp
from data_pipeline.reports.view import View

MOST_REFUSED = 200  # faults on screen; the command line lists them all


@dataclass(frozen=True)
class RefusedRow:
    """One fault of a refused row: where it stands and why, never what stood there."""

    load: int
    file: str
    line: int
    heading: str | None
    reason: Message


@dataclass(frozen=True)
class DataReport:
    """What the figures rest on, the newest first. `debt` counts the clients that lack a field on `debt_day` (the latest
    quarter end for those who may not see ids, None before the first, R18); `debtors` lists their Kunde-IDs, and like
    `refused` it is empty for those who may not see them.

    `refused` holds the newest faults, at most `MOST_REFUSED` of `refused_count`; `definitions` every figure the house
    knows, with its clause.
    """

    stamp: Stamp
    loads: tuple[Load, ...]
    refused: tuple[RefusedRow, ...]
    refused_count: int
    clause: str
    clients: int
    complete: int
    share: float | None
    debt: Mapping[str, Count]
    debtors: Mapping[str, tuple[str, ...]]
    definitions: tuple[tuple[str, str], ...]
    debt_day: dt.date | None = None

    @property
    def shows_ids(self) -> bool:
        """Whether it lists rows or clients of the CRM."""
        return bool(self.refused or self.debtors)


def answer(view: View) -> DataReport:
    """What the snapshot rests on, newest load first."""
    loads = view.ledger.loads(view.stamp.snapshot)
    files = {(load.number, file.position): file.file for load in loads for file in load.files}
    with view.asking() as question:
        faults = question.table("stg_refused")
    newest = faults.sort_by([("load", "descending"), ("source", "ascending"), ("line", "ascending")])
    refused = newest.slice(0, MOST_REFUSED).to_pylist() if view.sees_ids else []
    debt, debt_day = _debt(view)
    debtors = _debtors(view, view.as_of) if view.sees_ids else {}
    completeness = view.figures("completeness")["completeness"]
    return DataReport(
        stamp=view.stamp,
        loads=tuple(reversed(loads)),
        refused=tuple(
            RefusedRow(
                row["load"],
                files.get((row["load"], row["source"]), ""),
                row["line"],
                row["heading"],
                reason(row["reason"], row["reason_values"]),
            )
            for row in refused
        ),
        refused_count=faults.num_rows if view.sees_ids else 0,
        clause=clause_of(view.agreement, CATALOGUE["completeness"]),
        clients=completeness["clients"],
        complete=completeness["complete"],
        share=completeness["share"],
        debt=debt,
        debtors=debtors,
        definitions=tuple((name, clause_of(view.agreement, figure)) for name, figure in CATALOGUE.items()),
        debt_day=debt_day,
    )


def _debtors(view: View, day: dt.date) -> dict[str, tuple[str, ...]]:
    """The clients that lack a field on a day, by field: ids, so for who may see them alone."""
    found: dict[str, list[str]] = {}
    with view.asking(day) as question:
        clients = question.rows("client_file")
    for client in sorted(clients, key=lambda row: row["client_id"]):
        for field in client["missing_fields"]:
            found.setdefault(field, []).append(client["client_id"])
    return {field: tuple(ids) for field, ids in found.items()}


def _debt(view: View) -> tuple[dict[str, Count], dt.date | None]:
    """How many clients lack each field, and as of which day.

    Whoever sees the ids sees the numbers of the day; for others it is a breakdown of those that lack something, shown
    as of quarter ends (R18).
    """
    if view.sees_ids:
        return {field: len(ids) for field, ids in _debtors(view, view.as_of).items()}, view.as_of
    asked, earlier = view.courses(_ask)
    if not asked:
        return {}, None
    fields = sorted({field for course in (asked, *earlier) for lacking, _clients in course for field in lacking})

    def cells(of: list[tuple[dict[str, int], int]]) -> list[dict[str, int]]:
        return [{field: lacking.get(field, 0) for field in fields} for lacking, _clients in of]

    shown = courses.overlapping(
        cells(asked), [cells(one) for one in earlier], [clients for _lacking, clients in asked]
    )[-1]
    return {field: count for field, count in shown.items() if count != 0}, view.quarter_ends()[-1]


def _ask(view: View, day: dt.date) -> tuple[dict[str, int], int]:
    """How many clients lack each field on a day, and how many lack anything."""
    debtors = _debtors(view, day)
    return {field: len(ids) for field, ids in debtors.items()}, len({one for ids in debtors.values() for one in ids})
