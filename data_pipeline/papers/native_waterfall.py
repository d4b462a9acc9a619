"""What makes PowerPoint's waterfall follow its data: feet and results are formulas, numbers over columns labels."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from data_pipeline.language import MINUS
from data_pipeline.papers import ink
from data_pipeline.papers.native_words import LABEL, POINT
from data_pipeline.views.chart import Step, translated

FOOT, AMOUNT = "B", "C"  # columns of the sheet behind the chart
FIRST = 2  # line of the first step
_DECIMALS = re.compile(r"[.](\d+)$")


def feet(steps: Sequence[Step]) -> list[float]:
    """Return where each column begins: a cut hangs from where the column before it ends."""
    found: list[float] = []
    running = 0.0
    for one in steps:
        amount = float(abs(one.amount))
        running = running - amount if one.kind == "cut" else amount
        found.append(running if one.kind == "cut" else 0.0)
    return found


def follow(made: Any, steps: Sequence[Step], names: Sequence[str]) -> None:
    """Let the third series stand invisibly on the columns with their numbers, which are those of the second."""
    plot = made.plots[0]
    made.part.chart_workbook.update_from_xlsx_blob(_book(steps, [one.name for one in plot.series], names))
    over = plot.series[2]
    over.format.fill.background()
    for reference in over._element.iter(qn("c:f")):
        reference.text = reference.text.replace("$D$", f"${AMOUNT}$")
    labels = "".join(_label(place, one) for place, one in enumerate(steps))
    shown = "".join(f'<c:{name} val="{int(name == "showVal")}"/>' for name in _SHOWN)
    element = parse_xml(f"<c:dLbls {nsdecls('c', 'a')}>{labels}{shown}</c:dLbls>")
    over._element.find(qn("c:cat")).addprevious(element)


def _label(place: int, one: Step) -> str:
    """The amount right over its column, as its step writes it."""
    digits = _DECIMALS.search(translated(one.written, "en"))
    decimals = f".{'0' * len(digits[1])}" if digits else ""
    form = f"{f'&quot;{MINUS}&quot;' if one.kind == 'cut' else ''}#,##0{decimals}"
    colour = (ink.ORANGE if one.kind == "cut" else ink.INK)[1:]
    shown = "".join(f'<c:{name} val="{int(name == "showVal")}"/>' for name in _SHOWN)
    return (
        f'<c:dLbl><c:idx val="{place}"/><c:numFmt formatCode="{form}" sourceLinked="0"/>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:txPr><a:bodyPr wrap="none"/><a:p><a:pPr><a:defRPr sz="{int(LABEL * POINT * 100)}" b="1">'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:latin typeface="{ink.FONT}"/>'
        "</a:defRPr></a:pPr></a:p></c:txPr>"
        f'<c:dLblPos val="inBase"/>{shown}</c:dLbl>'
    )


_SHOWN = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")


def _book(steps: Sequence[Step], heads: Sequence[str], names: Sequence[str]) -> bytes:
    """The sheet behind the chart: whoever changes an amount moves what hangs from it."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.write_row(0, 1, heads[:2])
        running = 0.0
        for line, (one, name, foot) in enumerate(zip(steps, names, feet(steps), strict=True), start=FIRST):
            amount = float(abs(one.amount))
            before = f"{FOOT if line > FIRST and steps[line - FIRST - 1].kind == 'cut' else AMOUNT}{line - 1}"
            sheet.write_string(line - 1, 0, name)
            if one.kind == "cut":
                sheet.write_formula(line - 1, 1, f"={before}-{AMOUNT}{line}", None, foot)
            else:
                sheet.write_number(line - 1, 1, foot)
            if one.kind == "result" and amount == round(running, 2):
                sheet.write_formula(line - 1, 2, f"={before}", None, amount)
            else:
                sheet.write_number(line - 1, 2, amount)
            running = foot if one.kind == "cut" else amount
    return file.getvalue()
