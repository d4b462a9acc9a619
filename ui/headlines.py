"""Headline rows of a view: label, number, mark and a sentence, each target under the other; facts beside them."""

from __future__ import annotations

import re

from data_pipeline.figures import CATALOGUE
from data_pipeline.views import headline, terms
from data_pipeline.views.chart import Text
from data_pipeline.views.headline import Fact, Headline, Headlines
from ui import definitions, html, legend, marks, status, why
from ui.words import _, plain, safe

_UNIT = re.compile(r"[^\d]+$")  # what stands behind an amount


def show(shown: Headlines) -> None:
    """Show the rows under their title, with their legend."""
    title, target = safe(plain(shown.title)), plain(shown.target)
    over = "at-target" if target else "unseen"
    head = (
        f'<div role="row" class="top"><div role="columnheader" class="label">{safe(_("Headline"))}</div>'
        f'<div role="columnheader" class="number"><span class="unseen">{safe(_(terms.REACHED))}</span></div>'
        f'<div role="columnheader" class="figure"><span class="{over}">{safe(target or _("Bar"))}</span></div>'
        f'<div role="columnheader" class="verdict"><span class="unseen">{safe(_("Status"))}</span></div></div>'
    )
    body = "".join(_row(row, is_first=number == 0) for number, row in enumerate(shown.rows))
    html.append(
        f'<h2 class="section headlines-title">{title}</h2>'
        f'<div role="table" class="headlines" aria-label="{title}">{head}{body}</div>'
    )
    if shown.legend:
        legend.row([(mark, plain(word)) for mark, word in shown.legend])


def facts(listed: tuple[Fact, ...]) -> None:
    """Show facts beside each other."""
    body = "".join(
        f"<div><dt>{safe(plain(fact.term))}</dt><dd><strong>{_verdict(fact.status, fact.value)}</strong>"
        f"<span>{safe(plain(fact.aside))}</span></dd></div>"
        for fact in listed
    )
    html.append(f'<dl class="facts">{body}</dl>')


def _row(row: Headline, is_first: bool) -> str:
    mark, scale = "", ""
    if row.strip:
        mark = why.strip(row.strip, row.figure, marks.HEADLINE)
        expected = next((part.start for part in row.strip.parts if part.kind == "expected"), None)
        if is_first and expected is not None:  # over the first bar on a phone, where the head is not seen
            over = f'<span style="left:{100 / headline.END:.2f}%">{safe(_("target"))}</span>'
            if 1 / headline.END - expected > headline.CROWDED:
                over = f'<span style="left:max({expected * 100:.2f}%,30px)">{safe(_("expected"))}</span>{over}'
            scale = f'<span class="scale" aria-hidden="true">{over}</span>'
    number, of = safe(plain(row.number)), safe(plain(row.of))
    unit = again = ""
    if row.is_long:
        # An amount's unit is set smaller; on a phone its "of …" stands with the sentence, where there is room.
        number, unit = _UNIT.sub("", number), f' <span class="unit">{"".join(_UNIT.findall(number))}</span>'
        again = f'<span class="again">{of} · </span>'
    return (
        '<div role="row" class="headline">'
        f'<div role="rowheader" class="label"><strong>{safe(_(CATALOGUE[row.figure].label))}</strong> '
        f"{definitions.link(row.clause)} {why.link(row.figure)}</div>"
        f'<div role="cell" class="number"><strong>{number}</strong>{unit} <span class="of">{of}</span>'
        f'</div><div role="cell" class="figure">{scale}{mark}</div>'
        f'<div role="cell" class="verdict">{_verdict(row.status, row.verdict, "strong")} '
        f'<span class="sentence">{again}{safe(plain(row.sentence))}</span></div></div>'
    )


def _verdict(shape: str, verdict: Text, tag: str = "span") -> str:
    word = plain(verdict)
    if shape:
        return f'<span class="status {shape}">{status.shape(shape)}{safe(word)}</span>'
    return f"<{tag}>{safe(word)}</{tag}>" if word else ""
