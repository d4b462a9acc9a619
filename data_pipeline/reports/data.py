"""Datagrundlag: what was loaded when and by whom, what was refused, what waits, and what the files lack (R14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from data_pipeline.exports import reason
from data_pipeline.figures import CATALOGUE
from data_pipeline.figures.trace import clause_of
from data_pipeline.language import Message
from data_pipeline.ledger import Load
from data_pipeline.privacy import small_cells
from data_pipeline.privacy.small_cells import Count, CountCell, Marks, Table
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
    """What the figures rest on, the newest first. `debt` counts the clients that lack a field; `debtors` lists their
    Kunde-IDs, and like `refused` it is empty where ids are not to be: in a meeting. `marks`: what others do not see.

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
    marks: Marks = field(default_factory=Marks)

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
    refused = newest.slice(0, MOST_REFUSED).to_pylist() if view.has_ids else []
    debtors = _debtors(view)
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
        refused_count=faults.num_rows if view.has_ids else 0,
        clause=clause_of(view.agreement, CATALOGUE["completeness"]),
        clients=completeness["clients"],
        complete=completeness["complete"],
        share=completeness["share"],
        debt={name: len(clients) for name, clients in debtors.items()},
        debtors=debtors if view.has_ids else {},
        definitions=tuple((name, clause_of(view.agreement, figure)) for name, figure in CATALOGUE.items()),
        # A client may lack several fields, so they add up to nothing.
        marks=small_cells.marks(
            [Table({name: CountCell(len(clients), (("debt", name),)) for name, clients in debtors.items()})]
        ),
    )


def _debtors(view: View) -> dict[str, tuple[str, ...]]:
    """The clients that lack a field, by field."""
    found: dict[str, list[str]] = {}
    with view.asking() as question:
        clients = question.rows("client_file")
    for client in sorted(clients, key=lambda row: row["client_id"]):
        for name in client["missing_fields"]:
            found.setdefault(name, []).append(client["client_id"])
    return {name: tuple(ids) for name, ids in found.items()}
