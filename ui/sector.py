"""One focus sector in depth: its figures in times the whole, and its road beside what its share would be (R12, R19)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from data_pipeline.language import message
from data_pipeline.reports import SectorReport, SectorsReport
from data_pipeline.views import amounts, focus_sectors, sector, sector_comparison, slices
from data_pipeline.views.chart import Lead, Text
from data_pipeline.views.sector import Beside, RoadRow
from data_pipeline.views.sector_comparison import AGAINST_REST
from ui import answers, ask, chart, comparison, html, legend, multiples, rows, table, why, words
from ui.marks import Size
from ui.panel import Panel, Scale
from ui.theme import tokens
from ui.words import _, plain, safe, say

TIMES = Scale(0, 4, ())  # of the whole; an arrow beyond
MOST_LISTED = 20  # rows of a list on the page; the files have them all
NUMBER = 0.1  # of the axis: what a number needs beside a bar
MARK, STEP = Size(height=36, bar=0, target=0, expected=0, cap=13), Size(height=22, bar=16, target=0, expected=22, cap=0)


def in_depth(found: SectorReport, quarters: SectorsReport) -> None:
    """Show the sector beside the whole, why it is so, who is behind it, and how it came there."""
    language = words.chosen()
    beside(sector.beside(found))
    html.note(*sector_comparison.how_tested(), slices.NO_TARGET)
    with html.chart_columns(640, 416) as column:
        with column():
            chart.section(sector.course(found), over=ask.slice_name())
            table.folded([sector.by_month(found, language)])
            answers.section(sector.spreads(found))
        with column():
            road(sector.road(found))
    with html.box("sector_lists"), html.columns(1, 1) as column:
        with column():
            table.show(sector.movers(found, language))
            _more(sector.more_companies(found))
        with column():
            for numbers in sector.late(found, language):
                table.show(numbers)
            if found.awaiting:
                table.show(sector.awaiting(found, language), most=MOST_LISTED)
            if found.programmes:
                table.show(sector.programmes(found, language), most=MOST_LISTED)
    html.append(f'<h2 class="part">{safe(_("Quarter by quarter"))}</h2>')
    multiples.show(focus_sectors.quarters(quarters, found.id))
    table.folded(focus_sectors.tables(quarters, language, found.id))
    rows.show("parties", sector.parties(found, language))
    if found.id in quarters.names:
        html.aside(focus_sectors.belonging(quarters, found.id))


def beside(listed: Sequence[Beside]) -> None:
    """Show the figures under each other, the whole as a dashed line through all of them."""
    name, times = safe(_("The sector beside the whole")), safe(_("In times the whole"))
    titles = [
        (_("Figure"), ""),
        (_("The sector"), "number"),
        (_("By share"), "number"),
        (_("Whole agreement"), "number"),
    ]
    head = "".join(f'<th role="columnheader" scope="col" class="{kind}">{safe(text)}</th>' for text, kind in titles)
    ticks = "".join(
        f'<span style="left:{TIMES.at(tick) * 100:.1f}%">{safe(text)}</span>'
        for tick, text in ((1, _("like the whole")), (2, "2"), (3, "3"))
    )
    html.append(
        f'<h2 class="part">{name}</h2><table role="table" class="sheet beside" aria-label="{name}">'
        f'<thead role="rowgroup"><tr role="row">{head}<th role="columnheader" scope="col" class="text">'
        f'<span class="unseen">{times}</span><span class="ticks" aria-hidden="true">{ticks}</span>'
        f'</th><th role="columnheader" scope="col" class="text">{safe(_("Times and 95% interval"))}</th>'
        f'<th role="columnheader" scope="col" class="text">{safe(_("Against the rest"))}</th></tr></thead>'
        f'<tbody role="rowgroup">{"".join(map(_row, listed))}</tbody></table>'
    )
    legend.row([("whole", _("Whole agreement")), ("share", _("Sector with 95% interval"))])


def _row(row: Beside) -> str:
    label, told = safe(plain(row.label)), safe(plain(row.told))
    name = f'<a class="here because" href="{safe(why.lead(row.lead))}">{label}</a>' if row.lead else label
    own = f"<strong{table.mark(row.marked)}>{safe(plain(row.own))}</strong>"
    cells = [("number", own), ("number quiet", safe(plain(row.by_share))), ("number", safe(plain(row.whole)))]
    columns = [_("The sector"), _("By share"), _("Whole agreement")]
    numbers = "".join(
        f'<td role="cell" class="{kind}" data-column="{safe(column)}">{cell}</td>'
        for column, (kind, cell) in zip(columns, cells, strict=True)
    )
    if row.times is None:
        rest = f'<td role="cell" class="text" colspan="3"><small>{told}</small></td>'
    else:
        drawing = Panel(tokens(), MARK, TIMES)
        drawing.line(0, tokens().control)
        drawing.whole(1)
        drawing.point(row.times, row.interval)
        alt = say(message("{label}: {told}", label=plain(row.label), told=plain(row.told)))
        word = comparison.verdict(row.word, _(AGAINST_REST[row.word])) if row.word else ""
        rest = (
            f'<td role="cell" class="figure">{drawing.picture(alt)}</td>'
            f'<td role="cell" class="text"><small>{told}</small></td><td role="cell" class="text">{word}</td>'
        )
    return f'<tr role="row" class="part"><th role="rowheader" scope="row">{name}</th>{numbers}{rest}</tr>'


def road(steps: Sequence[RoadRow]) -> None:
    """Show the steps of the road as bars with what the sector's share would be, each segment leading to its rows."""
    end = max(max(row.count, row.by_share) for row in steps) or 1
    title = safe(_("The client's road"))
    html.append(f'<h2 class="part">{title}</h2>')
    body = "".join(_step(row, Scale(0, end * 1.12, ())) for row in steps)
    html.append(f'<ul class="steps">{body}</ul>')
    legend.row([("actual", _("Parties")), ("share_line", _("By share"))])


def _step(row: RoadRow, along: Scale) -> str:
    drawing = Panel(tokens(), STEP, along)
    drawing.bar(0, row.count, tokens().actual)
    drawing.by_share(row.by_share)
    is_crowded = 0 <= along.at(row.by_share) - along.at(row.count) < NUMBER
    at = along.at(row.by_share if is_crowded else row.count) * 100
    label = plain(row.label)
    told = message(
        "{label}: {count} parties, by share {share}",
        label=label,
        count=row.count,
        share=amounts.number(Decimal(repr(row.by_share)), 1),
    )
    return (
        f"<li><p>{safe(label)}<small>{_links(row.segments)}</small></p>"
        f'<span class="figure">{drawing.picture(say(told))}'
        f'<strong style="left:calc({at:.2f}% + 8px)">{row.count}</strong></span></li>'
    )


def _links(leads: Sequence[tuple[Text, Lead | None]]) -> str:
    """Texts beside each other as HTML, each where it leads."""
    return " · ".join(
        f'<a class="here because" href="{safe(why.lead(to))}">{safe(plain(text))}</a>' if to else safe(plain(text))
        for text, to in leads
    )


def _more(leads: Sequence[tuple[Text, Lead]]) -> None:
    """Put leads under a list, to all of it."""
    if leads:
        html.append(f'<p class="note">{_links(leads)}</p>')
