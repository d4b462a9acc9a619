"""What a figure rests on: its reasons, its rows for those who may see them, and its SQL."""

from __future__ import annotations

from data_pipeline.language import message
from data_pipeline.reports import WhyReport
from data_pipeline.reports.why import names, page_of
from data_pipeline.views import table
from data_pipeline.views import why as why_view
from data_pipeline.views.table import Kind, Table
from ui import address, ask, definitions, html, menu, sheet, why, words
from ui.sheet import Line
from ui.words import _, safe, say


def chosen() -> str:
    """The figure that the URL names."""
    return address.chosen(why.FIGURE, names(ask.sectors()))


def asked_with(figure: str) -> dict[str, str]:
    """What the report was asked with, for the files to ask it again."""
    return {why.FIGURE: figure}


def section(report: WhyReport) -> None:
    """Where the figure stands, what it is made of, and why its rows count or not."""
    html.append(f'<p class="way">{menu.link(page_of(report.name))}</p>')
    if report.parts:
        items = "".join(f"<li>{why.number(safe(why.label(part)), part)}</li>" for part in report.parts)
        html.append(f'<h2 class="part first">{safe(_("The sum of"))}</h2><ul class="parts">{items}</ul>')
        return
    with html.box("why_parts"):
        _table(why_view.reasons(report, words.chosen()))
    if report.trace is None:
        return
    with html.box("why_rows"):
        counted = why_view.rows(_("Rows that count"), report.trace.counted, words.chosen())
        _rows(counted, report.counts["counted"])
        left_out = why_view.rows(_("Rows left out"), report.trace.left_out, words.chosen())
        if left_out.rows:
            told = message("{count} row left out", "{count} rows left out", count=report.left_out)
            with html.fold(say(told)):
                _shortened(left_out, report.left_out)


def sql(report: WhyReport) -> None:
    """The SQL the figure is made by, folded away: for those who would check it."""
    if not report.sql:
        return
    with html.fold(_("The SQL behind the figure")):
        for name, text in report.sql.items():
            html.append(f'<h3 class="part">{safe(name)}</h3><pre class="sql">{safe(text)}</pre>')


def meanings(report: WhyReport) -> list[definitions.Definition]:
    """What the figure means."""
    figure = report.figure
    return [definitions.Definition(_(figure.label), _(figure.meaning), (report.clause,), figure.rule)]


def _rows(listed: Table, count: int) -> None:
    html.append(f'<h2 class="part">{safe(listed.title)}</h2>')
    if not listed.rows:
        html.append(f'<p class="note">{safe(_("No row counts."))}</p>')
        return
    _shortened(listed, count)


def _shortened(listed: Table, count: int) -> None:
    """The first rows of `count`."""
    _table(listed, is_head_shown=False)
    if count > len(listed.rows):
        told = message(
            "The first {shown} of {count} rows; the files below hold them all.", shown=len(listed.rows), count=count
        )
        html.append(f'<p class="note">{safe(told)}</p>')


def _table(listed: Table, *, is_head_shown: bool = True) -> None:
    """A neutral table as the house shows its tables."""
    if is_head_shown:
        html.append(f'<h2 class="part first">{safe(listed.title)}</h2>')
    said = words.chosen()

    def cell(value: table.Cell, kind: Kind) -> str:
        return safe(table.format_cell(value, kind, said)) or "–"

    head, *columns = listed.columns
    lines = [
        Line(
            cell(row[0], head.kind),
            [cell(value, column.kind) for value, column in zip(row[1:], columns, strict=True)],
        )
        for row in listed.rows
    ]
    sheet.table(
        listed.title, head.title, [column.title for column in columns], lines, stacks=len(columns) > 2, is_dense=True
    )
