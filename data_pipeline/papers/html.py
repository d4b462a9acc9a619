"""The slides of a meeting as one HTML file that needs no network: letters, pictures and keys are in it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from html import escape
from pathlib import Path

from data_pipeline.language import message, translate
from data_pipeline.papers import drawings, ink
from data_pipeline.slides import deck, paging
from data_pipeline.slides.occasion import Occasion
from data_pipeline.slides.slide import MOST_IN_ONE_COLUMN, Lead, Slide
from data_pipeline.views.chart import STATUS_SHAPES, Lines, Text, has_marks, translated

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "static" / "fonts"
FACES = (("IBM Plex Sans", 400, "IBMPlexSans-Regular"), ("IBM Plex Sans", 600, "IBMPlexSans-SemiBold"))
SYMBOLS = ("Symboler", 400, "symboler")
# The chart's room in px on a stage 1080 high: beside headline numbers or alone, on 16:9 and on 4:3.
SHAPES = {"wide": (1060, 1780), "narrow": (760, 1300)}
CHART_HEIGHT = 660
NUMBER_WIDTH = 600  # px a headline number may take beside a chart


def made(occasion: Occasion, shown: Sequence[Slide], language: str) -> bytes:
    """The file; the same slides give the same bytes."""
    style = _fonts() + (HERE / "slides.css").read_text("utf-8") + _number_sizes()
    script = (HERE / "slides.js").read_text("utf-8")
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; font-src data:"
    stages = "".join(_slide(occasion, one, place, len(shown), language) for place, one in enumerate(shown, 1))
    keys = translate("Keys: arrows or PageUp and PageDown, Home, End, B for a blank screen, N for notes.", language)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(occasion.title(language))}</title><style>{style}</style></head>"
        f'<body><main>{stages}</main><p class="keys">{escape(keys)}</p><div class="blank" hidden></div>'
        f"<script>{script}</script></body></html>"
    ).encode()


def _slide(occasion: Occasion, one: Slide, place: int, count: int, language: str) -> str:
    confidential, stamp = deck.footer(
        occasion.meeting, occasion.meeting.agreement.title.say(language), language, has_marks=has_marks(one.chart)
    )
    leads = "".join(_lead(lead, language) for lead in one.leads)
    remarks = "".join(f"<p>{_safe(told, language)}</p>" for told in one.remarks)
    beside = f'<div class="leads">{leads}{remarks}</div>' if leads else ""
    below = f'<div class="remarks">{remarks}</div>' if remarks and not leads else ""
    notes = "".join(f"<p>{_safe(told, language)}</p>" for told in one.notes)
    page = message("{page} of {pages}", page=place, pages=count).say(language)
    return (
        f'<section id="{escape(one.id)}" aria-label="{escape(page)}"><div class="stage">'
        f'<header><h1>{_safe(one.title, language)}</h1><p class="subtitle">{_safe(one.subtitle, language)}</p></header>'
        f'<div class="body">{beside}{_chart(one, bool(beside), language)}</div>{below}'
        f"<footer><p><b>{escape(confidential)}</b> · {escape(stamp)}</p><p>{escape(page)}</p></footer></div>"
        f'<aside class="notes">{notes}</aside></section>'
    )


def _lead(lead: Lead, language: str) -> str:
    number = translated(lead.number, language)
    unit = f" <small>{_safe(lead.unit, language)}</small>" if translated(lead.unit, language) else ""
    remark = f"<p>{_safe(lead.remark, language)}</p>" if translated(lead.remark, language) else ""
    return (
        f'<p class="label">{_safe(lead.label, language)}</p>'
        f'<p class="number n{min(len(number), LONGEST)}">{escape(number)}{unit}</p>{remark}'
    )


def _chart(one: Slide, is_beside: bool, language: str) -> str:
    if isinstance(one.chart, Lines):
        return _list(one.chart, language)
    pictures = []
    for name, (beside, alone) in SHAPES.items():
        width = beside if is_beside else alone
        mark = f"{one.id}-{name}"
        picture = drawings.svg(one.chart, language, width, CHART_HEIGHT, alt=one.alt(language), mark=mark)
        pictures.append(f'<div class="chart {name}">{picture}</div>')
    return "".join(pictures)


def _list(listed: Lines, language: str) -> str:
    if not listed.lines:
        return f'<p class="empty">{_safe(listed.empty, language)}</p>'
    tag = "ol" if listed.numbered else "ul"
    rows = []
    for one in listed.lines:
        shape = STATUS_SHAPES.get(one.shape, "")
        mark = f'<i class="{escape(one.shape)}">{shape}</i> ' if shape else ""
        value = f" <b>{_safe(one.value, language)}</b>" if translated(one.value, language) else ""
        marked = ' class="marked"' if one.marked else ""
        remark = f"<span{marked}>{_safe(one.remark, language)}</span>" if translated(one.remark, language) else ""
        rows.append(f"<li><div>{mark}{_safe(one.text, language)}</div>{value}{remark}</li>")
    columns = " many" if listed.numbered and len(rows) > MOST_IN_ONE_COLUMN else ""
    if not listed.numbered and sum(map(paging.tallest, listed.lines)) > paging.MOST:
        columns = " dense"  # what is proposed stays on one slide
    return f'<{tag} class="lines{columns}">{"".join(rows)}</{tag}>'


LONGEST = 16  # letters of a headline number with a size of its own


def _number_sizes() -> str:
    """A headline number is as large as its letters leave room for."""
    digit = 0.62  # of the font size, half-bold
    return "".join(
        f".n{count}{{font-size:calc({min(ink.NUMBER, NUMBER_WIDTH / (count * digit)):.0f}*var(--u))}}"
        for count in range(1, LONGEST + 1)
    )


def _fonts() -> str:
    """The letters as part of the style sheet."""
    rules = []
    for family, weight, name in (*FACES, SYMBOLS):
        data = base64.b64encode((FONTS / f"{name}.woff2").read_bytes()).decode()
        rules.append(
            f"@font-face{{font-family:'{family}';font-weight:{weight};"
            f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
        )
    return "".join(rules)


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _safe(told: Text, language: str) -> str:
    return escape(translated(told, language)).replace("\n", "<br>")
