"""A table of figures as the parties read it: words left, numbers right, the sum at the foot.

On a phone a wide one becomes blocks: each row its name, and under it every column's name with its number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ui import html
from ui.words import safe


@dataclass(frozen=True)
class Line:
    """A row. `name` and `cells` are HTML; the kind says how it stands: `part`, `sum`, or `quiet` for an aside."""

    name: str
    cells: Sequence[str]
    kind: str = "part"


def table(
    title: str,
    corner: str,
    columns: Sequence[str],
    lines: Sequence[Line],
    *,
    stacks: bool = False,
    is_dense: bool = False,
) -> None:
    """The table; `title` names it for screen readers, `corner` heads the rows' names, `columns` are text.

    `stacks`: too wide for a phone, so there it is shown as blocks; `is_dense`: many short rows.
    """
    head = "".join(f'<th role="columnheader" scope="col">{safe(column)}</th>' for column in (corner, *columns))
    body = "".join(_row(line, columns) for line in lines)
    kind = " ".join(["sheet", *(["stacks"] if stacks else []), *(["dense"] if is_dense else [])])
    html.append(
        f'<table role="table" class="{kind}" aria-label="{safe(title)}">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
    )


def _row(line: Line, columns: Sequence[str]) -> str:
    cells = "".join(
        f'<td role="cell" data-column="{safe(column)}">{cell}</td>'
        for column, cell in zip(columns, line.cells, strict=True)
    )
    return f'<tr role="row" class="{line.kind}"><th role="rowheader" scope="row">{line.name}</th>{cells}</tr>'
