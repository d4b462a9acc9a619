"""Words beside PowerPoint's charts: where they stand, in which letters and language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_TEXT_UNDERLINE_TYPE, PP_ALIGN
from pptx.util import Emu, Pt

from data_pipeline.papers import ink
from data_pipeline.papers.office import LANGUAGES
from data_pipeline.views.chart import Text, translated

PX, POINT = 6350, 0.5
LABEL = 36  # px
SMALL = 33  # px, the least for a label
LETTER = 0.55  # of the font size: how wide a letter is on average
MARK = MSO_TEXT_UNDERLINE_TYPE.DOTTED_HEAVY_LINE  # of what others than the parties do not see


class Place(NamedTuple):
    """A part of the stage, in px."""

    left: int
    top: int
    width: int
    height: int


class Line(NamedTuple):
    """A line of text beside a chart; `is_marked`: others than the parties do not see it (R18)."""

    told: str
    is_bold: bool = False
    colour: str = ink.INK
    is_marked: bool = False


def words(
    slide: Any, where: Place, lines: Sequence[Line], language: str, *, is_centred: bool = False, size: float = LABEL
) -> None:
    """Text beside a chart, in the middle of its place; smaller where the lines need it to stand whole."""
    widest = max((len(one.told) for one in lines), default=1)
    needed = sum(1 + int(len(one.told) * size * LETTER / max(where.width, 1)) for one in lines)
    fitting = max(min(size, where.height / (max(needed, 1) * 1.22)), min(size, SMALL)) if widest else size
    shape = slide.shapes.add_textbox(*(Emu(int(PX * part)) for part in where))
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for place, one in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        if is_centred:
            paragraph.alignment = PP_ALIGN.CENTER
        run = paragraph.add_run()
        run.text = one.told
        run.font.size, run.font.bold, run.font.name = Pt(int(fitting * POINT)), one.is_bold, ink.FONT
        run.font.color.rgb = rgb(one.colour)
        if one.is_marked:
            run.font.underline = MARK
        run._r.get_or_add_rPr().set("lang", LANGUAGES[language])


def rgb(colour: str) -> RGBColor:
    """The colour of `#RRGGBB`."""
    return RGBColor.from_string(colour[1:])


def plain(text: Text, language: str) -> str:
    """The text in one line, with no place to break a word."""
    return translated(text, language).replace("\N{SOFT HYPHEN}", "").replace("\n", " ")
