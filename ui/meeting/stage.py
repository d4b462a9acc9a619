"""A meeting's slides as HTML for the screen: all of them once, so that showing the next one asks nobody anything.

Sizes are px on a stage 1080 high, 1920 or 1440 wide; the style sheet scales them to the window (`--u`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from data_pipeline.language import message
from data_pipeline.meetings import Meeting
from data_pipeline.papers import drawings, ink
from data_pipeline.slides import deck
from data_pipeline.slides.slide import MOST_IN_ONE_COLUMN, Lead, Slide
from data_pipeline.slides.words import FOOTER_LETTERS, footer_rows
from data_pipeline.views.chart import Bullets, Line, Lines, Multiples, Shares, Stacks, Text, has_marks, translated
from data_pipeline.views.meeting_charts import Chart, Proposals, ThenNow
from ui import words
from ui.meeting import opening
from ui.meeting.asked import Asked
from ui.words import _, safe

# Width of the chart in px: beside headline numbers or alone, on the stage of 16:9 and of 4:3.
WIDTHS = {"wide": (1060, 1760), "narrow": (836, 1312)}
HIGHEST = 660  # px: a chart that is higher says no more
NUMBER_WIDTH = {"wide": 620, "narrow": 430}  # px that a headline number may take


class Room(NamedTuple):
    """The stage without its head, in px, and what lines of the head and under a chart take of it."""

    height: int
    title: int
    title_letters: int
    subtitle_letters: int
    remark_letters: int
    footer_letters: int


ROOMS = {"wide": Room(825, 85, 47, 74, 76, 73), "narrow": Room(827, 76, 36, 56, 60, FOOTER_LETTERS)}
SUBTITLE, REMARK, LEGEND, FOOTER = 54, 57, 48, 43  # px of a line
DIGITS = "123456789"  # keys that choose a line
STRIP = 224  # px that the note takes between body and foot while it is written
ASKED = {"wide": 124, "narrow": 162}  # px that the strip with a proposal takes
LEAST_CHART, LEAST_ROW, LEAST_STACK = 400, 84, 230  # px of a chart and of one of its rows, over a strip that asks
AXIS = 110  # px of a chart that are no rows: titles or an axis
DIGIT = 0.6  # of the font size, half-bold


def html(meeting: Meeting, shown: Sequence[Slide], asked: Mapping[str, Asked] | None = None) -> str:
    """All slides, one after the other; the script shows one of them. `asked`: what one may write about."""
    return "".join(_slide(meeting, one, (place, len(shown)), asked) for place, one in enumerate(shown, 1))


def desk(*, may_write: bool) -> str:
    """What the speaker's window has besides: the clock, whether the projector is dark, and the keys."""
    told = [("← →", _("turn")), ("B", _("dark")), ("F", _("full screen")), ("Esc", _("close"))]
    if may_write:
        told[1:1] = [("N", _("note")), ("1–9", _("choose")), ("V", _("adopt")), ("R", _("change")), ("U", _("drop"))]
    keys = "".join(f"<span><kbd>{safe(key)}</kbd> {safe(means)}</span>" for key, means in told)
    return (
        f'<p class="clock" data-said="{safe(_("{hour}:{minute}"))}"></p>'
        f'<p class="dark">{safe(_("The projector is dark"))}</p><p class="all-keys">{keys}</p>'
    )


def _slide(meeting: Meeting, one: Slide, place: tuple[int, int], asked: Mapping[str, Asked] | None) -> str:
    may_write = asked is not None
    language = words.chosen()
    marked = has_marks(one.chart)
    confidential, stamp = deck.footer(meeting, meeting.agreement.title.say(language), language, has_marks=marked)
    leads = "".join(_lead(lead, language) for lead in one.leads)
    told, legend = _under(one)
    remarks = "".join(f"<p>{_text(line, language)}</p>" for line in told)
    remarks += "".join(f'<p class="legend">{_text(line, language)}</p>' for line in legend)
    beside = f'<div class="leads">{leads}{remarks}</div>' if leads else ""
    below = f'<div class="remarks">{remarks}</div>' if remarks and not leads else ""
    page = safe(message("{page} of {pages}", page=place[0], pages=place[1]))
    notes = "".join(f"<li>{_text(told, language)}</li>" for told in one.notes)
    rows = {shape: footer_rows(meeting, room.footer_letters, has_marks=marked) for shape, room in ROOMS.items()}
    body = _list(one.chart, language, asked or {}) if isinstance(one.chart, Lines) else ""
    about = f"proposal:{one.proposal}"
    asks = _asks(one, rows, language) if asked and about in asked else ()
    chart = body or "".join(_pictures(one, rows, language, asks, may_write=may_write))
    strip = opening.strip(asked[about], about, asks) if asked and asks else ""
    room = '<div class="strip-room"></div>' if may_write else ""
    write = (
        f'<button type="button" class="write" data-do="write">{safe(_("Take a note"))}</button>' if may_write else ""
    )
    now, coming = safe(_("Now on the screen:")), safe(_("Next:"))
    topic = safe(translated(one.topic, language))
    return (
        f'<section class="slide" data-id="{safe(one.id)}" aria-label="{page}"><p class="place"><b class="now">{now}</b>'
        f'<b class="next">{coming}</b> {page}, {topic}</p><div class="stage">'
        f'<header><h1 class="finding">{_text(one.title, language)}</h1>'
        f'<p class="subtitle">{_text(one.subtitle, language)}</p></header>'
        f'<div class="body{" alone" if not leads else ""}">{beside}{chart}{below}</div>{strip}{room}'
        f'<footer><p class="stamp"><b>{safe(confidential)}</b> · {_parts(stamp)}</p>{write}<p class="page">{page}</p>'
        f'</footer></div><aside class="notes"><ul>{notes}</ul></aside></section>'
    )


def _parts(stamp: str) -> str:
    """The stamp, broken between its parts alone."""
    return " · ".join(f"<span>{safe(part)}</span>" for part in stamp.split(" · "))


def _lead(lead: Lead, language: str) -> str:
    number, unit, remark = (translated(text, language) for text in (lead.number, lead.unit, lead.remark))
    room = len(number) + (len(unit) + 1) / 2.4 if unit else len(number)
    sizes = ";".join(
        f"--{shape}:{min(ink.NUMBER, width / (max(room, 1) * DIGIT)):.0f}" for shape, width in NUMBER_WIDTH.items()
    )
    told = f"<p>{_text(remark, language)}</p>" if remark else ""
    after = f" <small>{safe(unit)}</small>" if unit else ""
    label = f'<p class="label">{_text(lead.label, language)}</p>'
    return f'{label}<p class="number" style="{sizes}">{safe(number)}{after}</p>{told}'


def _asks(one: Slide, foot: Mapping[str, int], language: str) -> tuple[str, ...]:
    """The stages on which a strip with the slide's proposal leaves its chart room."""
    rows = len(getattr(one.chart, "rows", getattr(one.chart, "labels", ())))
    row = LEAST_STACK if isinstance(one.chart, Stacks) else LEAST_ROW
    least = max(LEAST_CHART, rows * row + (0 if isinstance(one.chart, Bullets) else AXIS))
    return tuple(
        shape
        for shape, strip in ASKED.items()
        if isinstance(one.chart, Lines)
        or _height(one, ROOMS[shape], foot[shape], bool(one.leads), language) - strip >= least
    )


def _pictures(
    one: Slide, foot: Mapping[str, int], language: str, asks: Sequence[str], *, may_write: bool
) -> Iterator[str]:
    """The chart for each stage, and again lower: so that a note beneath it takes no letter its size.

    `asks`: the stages on which a proposal stands in a strip.
    """
    is_beside = bool(one.leads)
    for shape, (beside, alone) in WIDTHS.items():
        width = beside if is_beside else alone
        room = _height(one, ROOMS[shape], foot[shape], is_beside, language)
        tall = min(room - (ASKED[shape] if shape in asks else 0), HIGHEST)
        low = min(room - STRIP, HIGHEST)
        drawings_of = {"tall": (one.chart, tall)} | ({"low": (_fewer(one.chart, tall, low), low)} if may_write else {})
        for kind, (chart, height) in drawings_of.items():
            mark = f"{one.id}-{shape}-{kind}"
            drawn = drawings.svg(chart, language, width, height, alt=one.alt(language), mark=mark)
            size = f"width:calc({width}*var(--u));height:calc({height}*var(--u))"
            yield f'<div class="chart {shape} {kind}" style="{size}">{drawn}</div>'


def _fewer(chart: Chart, tall: int, low: int) -> Chart:
    """The chart with as many of its rows, drawn for `tall` px, as find room in `low`: none is squeezed."""
    share = (low - AXIS) / max(tall - AXIS, 1)
    if isinstance(chart, Multiples):
        most = max(1, int(len(chart.labels) * share))
        panels = tuple(replace(one, bars=one.bars[:most]) for one in chart.panels)
        return replace(chart, labels=chart.labels[:most], panels=panels)
    if isinstance(chart, Bullets | Shares | Stacks | ThenNow):
        most = max(1, int(len(chart.rows) * share))
        return replace(chart, rows=chart.rows[:most])  # type: ignore[arg-type]
    return chart


def _height(one: Slide, room: Room, foot: int, is_beside: bool, language: str) -> int:
    """How many px are left for the chart; `foot`: rows of the footer."""
    left = room.height - (foot - 2) * FOOTER - room.title * _lines(one.title, room.title_letters, language)
    left -= SUBTITLE * _lines(one.subtitle, room.subtitle_letters, language)
    if is_beside:
        return left
    remarks, legend = _under(one)
    left -= sum(REMARK * _lines(told, room.remark_letters, language) for told in remarks)
    return left - LEGEND * len(legend)


def _lines(told: Text, letters: int, language: str) -> int:
    return math.ceil(len(translated(told, language)) / letters)


def _under(one: Slide) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
    """The lines under a chart, and how its marks are read (bullets say it last)."""
    at = len(one.remarks) - isinstance(one.chart, Bullets)
    return one.remarks[:at], one.remarks[at:]


def _list(listed: Lines, language: str, asked: Mapping[str, Asked]) -> str:
    if not listed.lines:
        return f'<p class="empty">{_text(listed.empty, language)}</p>'
    if listed.numbered:
        rows = "".join(f"<li>{_text(one.text, language)}</li>" for one in listed.lines)
        return f'<ol class="points{" two" if len(listed.lines) > MOST_IN_ONE_COLUMN else ""}">{rows}</ol>'
    digits = iter(DIGITS)
    if isinstance(listed, Proposals):
        return opening.lines(listed, asked, digits)
    rows = "".join(_line(one, language, asked.get(one.about), digits) for one in listed.lines)
    return f'<ul class="lines">{rows}</ul>'


def _line(one: Line, language: str, asked: Asked | None, digits: Iterator[str]) -> str:
    """A line of a list; where something can be written about it, with the next key that chooses it."""
    mark = opening.shape(one.shape)
    marked = " marked" if one.marked else ""
    remark = (
        f'<span class="remark{marked}">{_text(one.remark, language)}</span>' if translated(one.remark, language) else ""
    )
    value = f'<span class="value">{mark}{_text(one.value, language)}</span>' if translated(one.value, language) else ""
    about, key, keys = "", "", ""
    if asked and (digit := next(digits, "")):
        about = f'{asked.attributes(one.about)} data-digit="{digit}"'
        key, keys = f'<kbd class="digit">{digit}</kbd>', asked.said()
    return f'<li{about}><span class="what">{key}{_text(one.text, language)}</span>{value}{remark}{keys}</li>'


def _text(told: Text, language: str) -> str:
    return _joined(safe(translated(told, language))).replace("\n", "<br>")


def _joined(text: str) -> str:
    """The text with ranges such as 74–90 % kept in one line."""
    return re.sub(r"(?<=\d)–(?=\d)", "–\N{WORD JOINER}", text)
