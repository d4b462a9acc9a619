"""The fees line by line, and which cells an accountant expects to follow from others: payable = the smaller of cap and
hours × rate (R7). Lines are only for those who may see ids: each is one party's cost (R18).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from data_pipeline.ledger import FeeLineIds
from data_pipeline.meetings import FeeLine, Meeting
from data_pipeline.views import terms
from data_pipeline.views.table import Cell, Formula, Kind, Table, Translator, at, columns, total

# The lines' columns in kroner, by place.
CAP, UNCAPPED, AMOUNT, CUT = range(5, 9)
# Those of B2's table (agreement_tables.fees): counts and kroner.
COUNT, HOURS, TAKEN, PAYABLE, PENDING, BUDGET, LEFT = range(3, 10)


def lines(meeting: Meeting, ids: Mapping[tuple[str, int], FeeLineIds], language: str) -> Table:
    """One line per fee in B2's order, and a row that sums them."""
    _ = Translator(language)
    listed = _in_order(meeting)
    labels = {fee.id: fee.label.say(language) for fee in meeting.agreement.fees}
    rows = [
        _line(row, one, ids.get((one.fee, one.number)), labels[one.fee], language) for row, one in enumerate(listed)
    ]
    if listed:
        sums = [
            Formula(total(column, range(len(listed))), sum((getattr(one, name) for one in listed), Decimal(0)))
            for column, name in ((UNCAPPED, "uncapped_dkk"), (AMOUNT, "amount_dkk"), (CUT, "cut_dkk"))
        ]
        rows.append((_("In all"), None, None, None, None, None, *sums, None))
    head = columns(
        Kind.TEXT,
        _("Fee"),
        Kind.COUNT,
        _("Line"),
        Kind.DATE,
        _("Day"),
        Kind.TEXT,
        _("Client"),
        _("Screening"),
        Kind.MONEY,
        _("Cap"),
        _("Hours × rate"),
        _(terms.PAYABLE),
        _("Cut by the caps"),
        Kind.TEXT,
        _("Status"),
    )
    notes = (
        _("Payable is the smaller of the cap and hours × rate. Without hours a fee awaits a timesheet and is 0."),
        _("Client and screening are the CRM's ids. An id is missing where the client was forgotten."),
    )
    return Table(_("Fee by fee"), head, tuple(rows), notes)


def counted_up(table: Table, meeting: Meeting, language: str) -> Table:
    """B2's table with what follows from other cells as formulas: payable, what is left, and the sums."""
    rows = [list(row) for row in table.rows]
    fees, last = range(len(meeting.agreement.fees)), len(rows) - 1
    for row in fees:
        _put(rows, row, PAYABLE, f"{at(HOURS, row)}+{at(TAKEN, row)}")
        _put(rows, row, LEFT, f"{at(BUDGET, row)}-{at(PAYABLE, row)}")
    for column in (COUNT, HOURS, TAKEN, PAYABLE, PENDING, BUDGET):
        _put(rows, last, column, total(column, fees))
    _put(rows, last, LEFT, f"{at(BUDGET, last)}-{at(PAYABLE, last)}")
    told = Translator(language)("The budget is what was agreed times the cap; left is the budget less what is payable.")
    return replace(table, rows=tuple(tuple(row) for row in rows), notes=(*table.notes, told))


def _put(rows: Sequence[list[Cell]], row: int, column: int, expression: str) -> None:
    """The number in a cell as a formula of the same value."""
    value = rows[row][column]
    if isinstance(value, int | float | Decimal):
        rows[row][column] = Formula(expression, value)


def _in_order(meeting: Meeting) -> Sequence[FeeLine]:
    """The meeting's fee lines in B2's order."""
    place = {fee.id: number for number, fee in enumerate(meeting.agreement.fees)}
    return sorted(meeting.fee_lines, key=lambda one: (place[one.fee], one.number))


def _line(row: int, one: FeeLine, about: FeeLineIds | None, label: str, language: str) -> tuple[Cell, ...]:
    ids = (about.client_id, about.row_id) if about else (None, None)
    known = (label, one.number, one.fee_date, *ids, one.cap_dkk)
    if one.is_pending:
        # Hours nobody knows are no number: a spreadsheet's MIN passes over an empty cell and would pay the cap.
        return *known, None, one.amount_dkk, one.cut_dkk, Translator(language)("awaits a timesheet")
    payable = Formula(f"MIN({at(CAP, row)},{at(UNCAPPED, row)})", one.amount_dkk)
    cut = Formula(f"{at(UNCAPPED, row)}-{at(AMOUNT, row)}", one.cut_dkk)
    return *known, one.uncapped_dkk, payable, cut, None
