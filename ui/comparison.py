"""Sectors side by side: each number on its column's axis, beside the whole, with its verdict against the rest (R19).

A real table, so that it is copied and read aloud as one; on a phone every sector is a block of its numbers.
"""

from __future__ import annotations

from data_pipeline.language import message
from data_pipeline.views import amounts
from data_pipeline.views.sector_comparison import AGAINST_REST, HIGH, LOW, Held, Scale, Side, Sides, how_tested
from ui import address, html, legend, multiples, panel, table, why
from ui.marks import Size
from ui.panel import Panel
from ui.strokes import svg
from ui.theme import tokens
from ui.words import _, plain, safe, say

ROW = Size(height=36, bar=0, target=36, expected=0, cap=13)
NARROWEST = 105  # px: a column on a small laptop


def show(shown: Sides) -> None:
    """Show the rows under their headings, over the axes and the legend."""
    axes = [_axis(column, [row.held[place] for row in shown.rows]) for place, column in enumerate(shown.columns)]
    head = "".join(_head(plain(one.title), plain(one.unit)) for one in shown.columns)
    body = "".join(_row(row, shown.columns, axes) for row in shown.rows)
    ticks = "".join(
        f"<td>{multiples.axis(along, amounts.ratio if column.is_share else multiples.whole, NARROWEST)}</td>"
        for column, along in zip(shown.columns, axes, strict=True)
    )
    html.append(
        f'<table role="table" class="sides" aria-label="{safe(_("Side by side"))}"><thead role="rowgroup">'
        f'<tr role="row">{_head(_("Focus sector"), "")}{head}{_head(_("Taken together"), _("and why"))}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody>'
        f'<tfoot aria-hidden="true"><tr><td></td>{ticks}<td></td></tr></tfoot></table>'
    )
    legend.row(
        [
            ("share", _("Sector with 95% interval")),
            ("whole", _("Whole agreement")),
            ("target", _("Goal")),
            ("high", _("Above the rest")),
            ("very_high", _("Far above the rest")),
            ("low", _("Below the rest")),
            ("very_low", _("Far below the rest")),
        ]
    )
    html.note(*how_tested())


def verdict(word: str, text: str) -> str:
    """A word of R19's scale as HTML: shape, outlined unless chance hardly explains it, colour and text."""
    kind = "met" if word in HIGH else "behind" if word in LOW else ""
    shape = svg(legend.triangle(word, tokens()), "", "14", 14) if kind else '<span class="shape">●</span>'
    return f'<span class="status {kind}"><span class="shape" aria-hidden="true">{shape}</span>{safe(text)}</span>'


def _head(text: str, under: str) -> str:
    small = f"<small>{safe(under)}</small>" if under else ""
    return f'<th role="columnheader" scope="col">{safe(text)}{small}</th>'


def _row(row: Side, columns: tuple[Scale, ...], axes: list[panel.Scale]) -> str:
    name = safe(plain(row.name))
    if row.sector:
        name = f'<a class="here" href="{safe(address.of_sector(row.sector))}">{name}</a>'
    cells = "".join(
        _cell(held, column, along, plain(row.name)) for held, column, along in zip(row.held, columns, axes, strict=True)
    )
    kind = "" if row.sector else ' class="sum"'
    return (
        f'<tr role="row"{kind}><th role="rowheader" scope="row">{name}<small>{safe(plain(row.under))}</small></th>'
        f'{cells}<td role="cell" class="why" data-column="{safe(_("Taken together"))}">{_in_all(row)}</td></tr>'
    )


def _in_all(row: Side) -> str:
    verdicts = "".join(f"<p>{verdict(word, plain(text))}</p>" for word, text in row.verdicts)
    reasons = "".join(f"<small>{safe(plain(text))}</small>" for text in row.reasons)
    leads = " ".join(
        f'<a class="here" href="{safe(why.lead(lead))}">{safe(plain(text))}</a>' for text, lead in row.leads
    )
    return f"{verdicts}{reasons}{f'<p class=who>{leads}</p>' if leads else ''}"


def _cell(held: Held, column: Scale, along: panel.Scale, name: str) -> str:
    written, of, word = plain(held.written), plain(held.of), _(AGAINST_REST[held.word]) if held.word else ""
    strong = f"<strong{table.mark(held.marked)}>{safe(written)}</strong>"
    if held.lead:
        strong = why.number(strong, held.lead.figure)
    if held.word in (*HIGH, *LOW):
        strong = verdict(held.word, "") + f'<span class="unseen">{safe(word)}</span> {strong}'
    words = ", ".join(part for part in (f"{written} {of}".strip(), word, plain(held.beside)) if part)
    told = message("{name}, {label}: {value}", name=name, label=plain(column.title), value=words)
    below = f"<small>{safe(plain(held.beside))}</small>" if held.beside else ""
    return (
        f'<td role="cell" data-column="{safe(plain(column.title))}"><p>{strong} <small>{safe(of)}</small></p>'
        f'<span class="figure">{_picture(held, column, along, say(told))}</span>{below}</td>'
    )


def _picture(held: Held, column: Scale, along: panel.Scale, told: str) -> str:
    drawing = Panel(tokens(), ROW, along)
    drawing.line(0, tokens().control)
    if column.whole is not None:
        drawing.whole(column.whole)
    if column.goal is not None:
        drawing.target(along.at(column.goal))
    if held.value is not None:
        drawing.point(held.value, held.interval)
    return drawing.picture(told)


def _axis(column: Scale, listed: list[Held]) -> panel.Scale:
    values = [value for one in listed for value in (one.value, *(one.interval or ())) if value is not None]
    if column.goal is not None:
        return panel.SHARES
    return (
        panel.part_scale(max(values, default=0))
        if column.is_share
        else panel.scale(min(values, default=0), max(values, default=0))
    )
