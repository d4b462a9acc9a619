"""A table of a view as the parties read it: words left, numbers right, the sum at the foot, one row a line when copied.

`st.table` reads Markdown and has no row names; so the agreement's own tables are HTML. On a phone a wide one becomes
blocks: each row its name, and under it every column's name with its number.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from data_pipeline.language import N_, NO_BREAK_SPACE, message
from data_pipeline.views.table import (
    MARKED,
    Cell,
    Column,
    Kind,
    RowKind,
    Shown,
    Table,
    bare,
    format_cell,
    has_marks,
    plain,
)
from ui import address, definitions, html, page_run, sorting, status, why, words
from ui.words import _, safe, say

STACKS_FROM = 3  # columns: a table with more is shown as blocks on a phone
MOST_ROWS = 50  # files hold them all; a list of many is `rows`
REST = N_("The first {shown} of {count} rows; the files below hold them all.")
DENSE_FROM = 9  # rows: more of them stand closer


def show(
    table: Table, *, heading: bool = True, most: int = MOST_ROWS, is_narrow: bool = False, sorts_on: str = ""
) -> None:
    """Show the table under its title and over its notes: of a long one the first `most` rows, of an empty one none.

    `is_narrow`: its numbers are so short that on a phone it stays a table; `sorts_on`: the page on which its headings
    sort it.
    """
    if sorts_on:
        table = sorting.sorted_as_asked(table)
    if heading:
        unit = f' <span class="unit">{safe(table.unit)}</span>' if table.unit else ""
        clause = f" {definitions.link(table.clause)}" if table.clause else ""
        html.append(f'<h2 class="part">{safe(table.title)}{clause}{unit}</h2>')
    if table.rows:
        html.append(sheet(table, most, is_narrow=is_narrow, sorts_on=sorts_on))
    mark(has_marks([table]))
    notes = list(table.notes)
    if len(table.rows) > most:
        notes.append(say(message(REST, shown=most, count=len(table.rows))))
    if notes:
        html.append("".join(f'<p class="note">{safe(note)}</p>' for note in notes))


def behind_title(table: Table) -> None:
    """Show the table folded under its title; an empty one not at all."""
    if table.rows:
        with html.fold(table.title):
            show(table, heading=False)


def sheet(table: Table, most: int, *, is_narrow: bool = False, sorts_on: str = "") -> str:
    """Return the first `most` rows as HTML."""
    columns = [column for column in table.columns if not column.is_small]
    head = "".join(
        sorting.head(column, sorts_on)
        if sorts_on and column.sort
        else f'<th role="columnheader" scope="col" class="{column.kind}">{safe(column.title)}</th>'
        for column in columns
    )
    body = "".join(
        _row(row, table.columns, table.kinds.get(number, RowKind.PART)) for number, row in enumerate(table.rows[:most])
    )
    kinds = ["sheet", *(["stacks"] if len(columns) > STACKS_FROM and not is_narrow else [])]
    kinds += ["dense"] if len(table.rows) >= DENSE_FROM else []
    return (
        f'<table role="table" class="{" ".join(kinds)}" aria-label="{safe(table.title)}">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
    )


def foot() -> None:
    """Say at the page's foot what the dotted underline means, where a table of the page has one."""
    if page_run.is_known(_marked):
        html.append(f'<p class="note"><span class="marked">{safe(_(MARKED))}</span></p>')


def mark(is_marked: bool) -> str:
    """Return the attribute of an element that others than the parties do not see; the page's foot will say so (R18)."""
    if not is_marked:
        return ""
    page_run.once(_marked)
    return ' class="marked"'


def _marked() -> bool:
    return True


def folded(tables: Sequence[Table], title: str = "") -> None:
    """Fold tables under a title; without one they say what stands in the charts over them."""
    with html.fold(title or _("The same as a table")):
        for numbers in tables:
            show(numbers)


def _row(row: tuple[Cell, ...], columns: tuple[Column, ...], kind: RowKind) -> str:
    shown: list[tuple[Column, str, list[str]]] = []
    for cell, column in zip(row, columns, strict=True):
        if not column.is_small:
            aside = cell.aside if isinstance(cell, Shown) else ""
            shown.append((column, _sign(cell, column) + _cell(cell, column.kind), [aside] if aside else []))
        elif text := format_cell(cell, column.kind, words.chosen()):
            shown[-1][2].append(f"{column.title}:{NO_BREAK_SPACE}{text}")
    first, *others = [
        f'<span>{text} <small class="under">{safe(" · ".join(small))}</small></span>' if small else text
        for _, text, small in shown
    ]
    cells = "".join(
        f'<td role="cell" class="{column.kind}" data-column="{safe(column.title)}">{cell}</td>'
        for (column, *_), cell in zip(shown[1:], others, strict=True)
    )
    head = f'<th role="rowheader" scope="row">{first}</th>' if first else '<td role="cell"></td>'
    return f'<tr role="row" class="{kind}">{head}{cells}</tr>'


def written(cell: Cell, column: Column) -> str:
    """Return the cell as a page writes it in its column, as plain text."""
    return _sign(cell, column) + format_cell(cell, column.kind, words.chosen())


def _sign(cell: Cell, column: Column) -> str:
    value = plain(cell)
    return "+" if column.is_signed and isinstance(value, int | Decimal) and value > 0 else ""


def _cell(cell: Cell, kind: Kind) -> str:
    """The cell's value as HTML; a word in a number's place stands back."""
    value = bare(cell)
    if kind is Kind.CLAUSE:
        return definitions.link(str(value)) if value else ""
    text = safe(format_cell(cell, kind, words.chosen())).replace("\n", "<br>")
    if isinstance(value, str) and kind not in (Kind.TEXT, Kind.DATE):
        text = f'<span class="withheld">{text}</span>'
    if not isinstance(cell, Shown):
        return text
    if cell.status == "cut":
        text = f'<span class="cut">{text}</span>'
    elif cell.status:
        text = f'<span class="status {cell.status}">{status.shape(cell.status)}{text}</span>'
    if cell.marked:
        text = f'<span class="marked">{text}</span>'
    if cell.sector:
        return f'<a class="here because" href="{safe(address.of_sector(cell.sector))}">{text}</a>'
    if cell.agreement:
        return f'<a class="here because" href="{safe(address.of_agreement(cell.agreement))}">{text}</a>'
    if cell.undoes:
        told = safe(message("Undo load {number}", number=str(cell.undoes)))
        to = safe(address.here("data", {"undo": str(cell.undoes)}))
        return f'<a class="here choose" href="{to}" aria-label="{told}">{text}</a>'
    return why.number(text, cell.figure, cell.day, of_slice=cell.of_slice) if cell.figure and text else text
