"""The agreement to come: numbers that a reader tries in inputs of our own, each with how often it is reached (R21).

What is typed goes into the address, as the sidebar's choices do (`document.js`): Back takes it back, a file has it.
"""

from __future__ import annotations

import datetime as dt
from functools import partial

from data_pipeline.agreements import draft
from data_pipeline.language import message
from data_pipeline.ledger import audit
from data_pipeline.meetings.compare_report import NextReport, next_year
from data_pipeline.privacy.rights import Person
from data_pipeline.views.next_year import FeeOdds, Odds, fees, notes, rests_on, rows, sentences, title
from ui import ask, files, html, marks, words
from ui.files import File
from ui.strokes import svg
from ui.theme import tokens
from ui.words import _, plain, safe, say

SQUARE, GAP = 9, 2  # px
MIME = "application/toml"


def show(report: NextReport) -> None:
    """Show the targets to try beside the fees that follow; where there is no year to go by, why."""
    told = f' <span class="unit">{safe(rests_on(report))}</span>' if report.found else ""
    html.append(f'<h2 class="section whole">{safe(title(report))}{told}</h2>')
    if report.found is None:
        html.append("".join(f'<p class="quiet">{safe(one)}</p>' for one in report.why))
        return
    said = "".join(f"<p>{safe(one)}</p>" for one in sentences(report, frozenset(ask.tried())))
    with html.box("next_year"), html.columns(5, 3) as column:
        with column():
            html.append(_targets(rows(report.found)))
        with column():
            html.append(f'<section class="said_of_it" role="status">{said}</section>')
            html.append(_fees(list(fees(report.found))))
            html.append(f'<p class="takeaway">{_draft(report)}</p>')
    html.note(*notes(len(report.years)))


def _targets(listed: list[Odds]) -> str:
    head = (_("Target"), _("Expected (80%)"), _("New target"), _("How often it is reached"))
    return _table(_("Targets to try"), head, [_target(one, head) for one in listed])


def _target(one: Odds, head: tuple[str, ...]) -> str:
    label = plain(one.label)
    told = safe(message("New target: {label}", label=label))
    typed = (
        f'<input type="number" name="{one.figure}" value="{one.target}" min="0" max="999999" step="1" '
        f'autocomplete="off" aria-label="{told}">'
    )
    often = f'<span class="often">{_squares(one.in_ten)}{safe(plain(one.often))}</span>'
    cells = (_words(plain(one.expected), plain(one.span)), typed, often)
    return _row(_words(label, plain(one.counts)), list(zip(head[1:], ("number", "number", "text"), cells, strict=True)))


def _table(title: str, head: tuple[str, ...], rows: list[str]) -> str:
    kinds = ("text", "number", "number", "text")
    top = "".join(
        f'<th role="columnheader" scope="col" class="{kind}">{safe(text)}</th>'
        for text, kind in zip(head, kinds, strict=False)
    )
    return (
        f'<table role="table" class="sheet odds" aria-label="{safe(title)}"><thead role="rowgroup">'
        f'<tr role="row">{top}</tr></thead><tbody role="rowgroup">{"".join(rows)}</tbody></table>'
    )


def _row(name: str, cells: list[tuple[str, str, str]], kind: str = "part") -> str:
    """A row; of each cell its column, its kind and what stands there, as HTML."""
    others = "".join(
        f'<td role="cell" class="{of}" data-column="{safe(column)}">{body}</td>' for column, of, body in cells
    )
    return f'<tr role="row" class="{kind}"><th role="rowheader" scope="row">{name}</th>{others}</tr>'


def _words(text: str, *under: str) -> str:
    small = "".join(f'<small class="under">{safe(one)}</small>' for one in under if one)
    return f"<span>{safe(text)} {small}</span>"


def _squares(in_ten: int | None) -> str:
    """Ten squares, filled from the left; the words beside them say the same."""
    if in_ten is None:
        return ""
    colours, side = tokens(), SQUARE - 1
    drawn = "".join(
        f'<rect x="{place * (SQUARE + GAP) + 0.5}" y=".5" width="{side}" height="{side}" stroke="{colours.actual}" '
        f'fill="{colours.actual if place < in_ten else "none"}"/>'
        for place in range(10)
    )
    return svg(drawn, "", str(10 * (SQUARE + GAP)), SQUARE)


def _fees(listed: list[FeeOdds]) -> str:
    head = (_("Fees that follow, kr."), _("Expected (80%)"), _("Budget"))
    rows = [_fee(one, head, "sum" if one is listed[-1] else "part") for one in listed]
    return _table(_("Fees that follow"), head, rows)


def _fee(one: FeeOdds, head: tuple[str, ...], kind: str) -> str:
    strip = f'<span class="figure">{marks.strip(one.strip, marks.ROW)}</span>' if one.strip else ""
    cells = (_words(plain(one.expected), plain(one.span)), _words(plain(one.budget), plain(one.of)))
    name = _words(plain(one.label), plain(one.under), plain(one.often)) + strip
    return _row(name, list(zip(head[1:], ("number", "number"), cells, strict=True)), kind)


def _draft(report: NextReport) -> str:
    """The link to the agreement to come as a file, its clauses empty."""
    asked = ask.selection()
    assert asked is not None
    language, tried = words.chosen(), tuple(ask.tried().items())
    file = File(
        f"_{report.agreed.id}.toml", MIME, language, partial(_made, asked.agreement, asked.as_of, tried, language)
    )
    link = files.link(_("Draft agreement (TOML)"), file, (asked.agreement, asked.as_of, tried))
    told = say(message("the numbers above; clauses are still to be filled in"))
    return f"<span>{safe(_('Download:'))}</span>{link} <span>{safe(told)}</span>"


def _made(agreement: str, as_of: dt.date, tried: tuple[tuple[str, str], ...], language: str, by: Person) -> bytes:
    report = next_year(ask.board(), agreement, as_of, by=by, numbers=dict(tried))
    audit.record(ask.board().ledger, by, "export", page="compare", format="toml", agreement=agreement)
    heading = message("A draft by `plan`: numbers and dates to be agreed, clauses to be filled in.").say(language)
    return draft.text(report.agreed, heading).encode()
