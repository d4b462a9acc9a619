"""The slides of a meeting as a PowerPoint file: charts one can edit, the finding as title, what the speaker knows."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from data_pipeline.papers import ink, native_courses, office, template
from data_pipeline.papers.native_words import MARK, Place
from data_pipeline.papers.office import LANGUAGES
from data_pipeline.slides import deck, paging
from data_pipeline.slides.occasion import Occasion
from data_pipeline.slides.slide import MOST_IN_ONE_COLUMN, Lead, Slide
from data_pipeline.views.chart import STATUS_SHAPES, Bullets, Line, Lines, has_marks, translated

TITLE_ONLY = 5  # the layout of python-pptx's own template with a title and nothing else
# The stage of the projector on a slide of 13.333 × 7.5 inches: 1080 px are 540 points.
PX = 6350  # English metric units
POINT = 0.5  # of a px
LEFT, RIGHT, TOP, BOTTOM = 80, 1840, 270, 950
STAGE = template.Area(PX * LEFT, PX * 200, PX * (RIGHT - LEFT), PX * 844)  # under the title
LEADS = 640
LIST = 44  # px of a list's letters
LEAST_LIST = 36  # px: of one that is longer than its slide
CELL = 8  # px over and under a cell's text together


def made(occasion: Occasion, shown: Sequence[Slide], language: str, own: bytes | None = None) -> bytes:
    """The file; the same slides give the same bytes. `own`: an organisation's template, in place of the house's look.

    Raises `Correctable` for a template that can't be used.
    """
    presentation = _house() if own is None else template.opened(own)
    chosen = presentation.slide_layouts[TITLE_ONLY] if own is None else template.layout(presentation)
    office.stamp(presentation.core_properties, occasion, occasion.title(language), language)
    office.say_who_made(presentation.part.package, "pptx")
    titles = [translated(one.title, language) for one in shown]
    size = template.title_size(chosen, titles) if own is not None else 0
    for place, (one, told) in enumerate(zip(shown, titles, strict=True), 1):
        made_slide = presentation.slides.add_slide(chosen)
        made_slide.name = one.id
        if own is None:
            _entitle(made_slide.shapes.title, told, language)
        else:
            template.entitle(made_slide, told, size, language)
        _fill(made_slide, occasion, one, place, language)
        if own is not None:
            template.fit(made_slide, STAGE, template.room(presentation, chosen))
    file = io.BytesIO()
    presentation.save(file)
    return office.fixed(file.getvalue())


def _house() -> Any:
    """An empty presentation in the house's look."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Emu(PX * 1920), Emu(PX * 1080)
    _dress(presentation)
    return presentation


def _entitle(title: Any, told: str, language: str) -> None:
    _put(title, (LEFT, 48, RIGHT - LEFT, 150))
    title.text_frame.word_wrap = True
    title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    _say(title.text_frame, told, language, size=_title_size(told), bold=True)


def _fill(made_slide: Any, occasion: Occasion, one: Slide, place: int, language: str) -> None:
    """What stands under the title, and what the speaker knows."""
    _box(
        made_slide,
        (LEFT, 200, RIGHT - LEFT, 60),
        translated(one.subtitle, language),
        language,
        size=40,
        colour=ink.SECONDARY,
    )
    room = _beside(made_slide, one, language)
    if isinstance(one.chart, Lines):
        _list(made_slide, one.chart, room, language)
    else:
        native_courses.add(made_slide, one.chart, room, language, one.alt(language))
    _footer(made_slide, occasion, str(place), language, has_marks=has_marks(one.chart))
    if one.notes:
        frame = made_slide.notes_slide.notes_text_frame
        frame.text = "\n".join(translated(told, language) for told in one.notes)
        for paragraph in frame.paragraphs:
            _tag(paragraph, language)


def _title_size(text: str) -> int:
    """The largest size in px at which a finding stands in two lines."""
    return 76 if len(text) <= 80 else 64


def _beside(made_slide: Any, one: Slide, language: str) -> Place:
    """The headline numbers and remarks, left of the chart; the room that is left for it."""
    # A native chart has a legend of its own for the marks of bullets.
    remarks = [translated(told, language) for told in one.remarks[: len(one.remarks) - isinstance(one.chart, Bullets)]]
    if not one.leads:
        if not remarks:
            return Place(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP)
        _box(made_slide, (LEFT, BOTTOM - 70, RIGHT - LEFT, 70), " · ".join(remarks), language, size=44)
        return Place(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP - 80)
    shape = made_slide.shapes.add_textbox(*_area((LEFT, TOP, LEADS, BOTTOM - TOP)))
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    _bare(frame)
    paragraphs: list[Any] = [frame.paragraphs[0]]
    for lead in one.leads:
        _lead(frame, paragraphs, lead, language)
    for told in remarks:
        _run(_next(frame, paragraphs), told, language, size=44)
    return Place(LEFT + LEADS + 40, TOP, RIGHT - LEFT - LEADS - 40, BOTTOM - TOP)


def _lead(frame: Any, paragraphs: list[Any], lead: Lead, language: str) -> None:
    number, unit = translated(lead.number, language), translated(lead.unit, language)
    _run(_next(frame, paragraphs), translated(lead.label, language), language, size=48, bold=True)
    line = _next(frame, paragraphs)
    size = min(ink.NUMBER, int((LEADS - len(unit) * 28) / (max(len(number), 1) * 0.66)))
    _run(line, number, language, size=size, bold=True, colour=ink.ACTUAL)
    if unit:
        _run(line, f" {unit}", language, size=48)
    if told := translated(lead.remark, language):
        _run(_next(frame, paragraphs), told, language, size=44)


def _next(frame: Any, paragraphs: list[Any]) -> Any:
    """A paragraph to write in: the frame's first one as long as it is empty."""
    if paragraphs[-1].runs:
        paragraphs.append(frame.add_paragraph())
    return paragraphs[-1]


def _list(made_slide: Any, listed: Lines, room: Place, language: str) -> None:
    if not listed.lines:
        _box(made_slide, (room.left, room.top, room.width, 80), translated(listed.empty, language), language, size=48)
        return
    if listed.numbered:
        _points(made_slide, listed.lines, room, language)
        return
    tall, beside, size = _fitting(listed, room, language)
    table = _table(made_slide, room, tall, (room.width - beside, beside))
    rows = iter(table.rows)
    for one in listed.lines:
        first, second = (cell.text_frame for cell in next(rows).cells)
        line = first.paragraphs[0]
        if shape := STATUS_SHAPES.get(one.shape, ""):
            _run(line, f"{shape} ", language, size=size, colour=ink.STATUS_COLOURS.get(one.shape, ink.INK))
        _run(line, translated(one.text, language), language, size=size)
        second.paragraphs[0].alignment = PP_ALIGN.RIGHT
        _run(second.paragraphs[0], translated(one.value, language), language, size=size, bold=True)
        if remark := translated(one.remark, language):
            left, right = next(rows).cells
            left.merge(right)
            run = _run(left.text_frame.paragraphs[0], remark, language, size=size, colour=ink.SECONDARY)
            if one.marked:
                run.font.underline = MARK


def _fitting(listed: Lines, room: Place, language: str) -> tuple[list[int], int, int]:
    """How high a list's rows are, how wide its values, in px, and the greatest letters that keep it on the slide."""
    for size in range(LIST, LEAST_LIST - 1, -2):
        scale = size / LIST  # lines are reckoned for the list's own letters
        width = round(room.width / scale)
        beside = max(paging.wide(one, language, width) for one in listed.lines)
        tall = []
        for one in listed.lines:
            tall.append(round((paging.first_row(one, language, width, beside) + CELL) * scale))
            if under := paging.second_row(one, language, width):
                tall.append(round((under + CELL) * scale))
        if sum(tall) <= room.height:
            break
    return tall, round((beside + paging.GAP) * scale), size


def _points(made_slide: Any, points: Sequence[Line], room: Place, language: str) -> None:
    """Numbered points, a long list in two columns."""
    columns = 2 if len(points) > MOST_IN_ONE_COLUMN else 1
    rows = -(-len(points) // columns)
    table = _table(made_slide, room, [min(room.height // rows, 96)] * rows, [room.width // columns] * columns)
    for place, one in enumerate(points):
        line = table.cell(place % rows, place // rows).text_frame.paragraphs[0]
        _run(line, f"{place + 1}  ", language, size=LIST, colour=ink.SECONDARY)
        _run(line, translated(one.text, language), language, size=LIST)


def _table(made_slide: Any, room: Place, tall: Sequence[int], wide: Sequence[int]) -> Any:
    """A table of text without grid: the heights of its rows and the widths of its columns in px."""
    where = _area((room.left, room.top, room.width, sum(tall)))
    frame = made_slide.shapes.add_table(len(tall), len(wide), *where)
    table = frame.table
    table.first_row = table.horz_banding = False
    frame._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId")).text = NO_STYLE
    for column, width in zip(table.columns, wide, strict=True):
        column.width = PX * width
    for row, height in zip(table.rows, tall, strict=True):
        row.height = PX * height
        for cell in row.cells:
            cell.margin_left = cell.margin_right = 0
            cell.margin_top = cell.margin_bottom = PX * CELL // 2
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    return table


NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's own name for a table without style or grid


def _footer(made_slide: Any, occasion: Occasion, page: str, language: str, *, has_marks: bool) -> None:
    line = made_slide.shapes.add_connector(1, PX * LEFT, PX * 972, PX * RIGHT, PX * 972)
    line.line.color.rgb, line.line.width = RGBColor.from_string(ink.RULE[1:]), Pt(2)
    line._element.nvCxnSpPr.cNvPr.append(_decorative(line._element))
    line._element.remove(line._element.find(qn("p:style")))  # which has a shadow
    confidential, stamp = deck.footer(
        occasion.meeting, occasion.meeting.agreement.title.say(language), language, has_marks=has_marks
    )
    shape = _box(made_slide, (LEFT, 984, 1500, 60), confidential, language, size=ink.FOOTER, bold=True)
    _run(shape.text_frame.paragraphs[0], f" · {stamp}", language, size=ink.FOOTER)
    number = _box(made_slide, (RIGHT - 250, 984, 250, 60), page, language, size=ink.FOOTER)
    number.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    _as_field(number.text_frame.paragraphs[0].runs[0])


def _as_field(run: Any) -> None:
    """Make a run the slide's number, which follows when slides are moved."""
    field = run._r.makeelement(qn("a:fld"), {"id": "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type": "slidenum"})
    field.extend(list(run._r))
    run._r.getparent().replace(run._r, field)


def _decorative(element: Any) -> Any:
    """The mark that tells a screen reader to pass a line over."""
    made = element.makeelement(qn("a:extLst"), {})
    ext = element.makeelement(qn("a:ext"), {"uri": "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"})
    name = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
    ext.append(element.makeelement(name, {"val": "1"}))
    made.append(ext)
    return made


def _box(made_slide: Any, where: tuple[int, int, int, int], told: str, language: str, **look: Any) -> Any:
    """A text box in px."""
    shape = made_slide.shapes.add_textbox(*_area(where))
    shape.text_frame.word_wrap = True
    _bare(shape.text_frame)
    _say(shape.text_frame, told, language, **look)
    return shape


def _say(frame: Any, told: str, language: str, **look: Any) -> None:
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    _run(frame.paragraphs[0], told, language, **look)


def _run(paragraph: Any, told: str, language: str, *, size: float, bold: bool = False, colour: str = ink.INK) -> Any:
    """Put text at the end of a paragraph and return its run; `size` in px of the stage."""
    run = paragraph.add_run()
    run.text = told.replace("\N{SOFT HYPHEN}", "")
    run.font.size, run.font.bold, run.font.name = Pt(size * POINT), bold, ink.FONT
    run.font.color.rgb = RGBColor.from_string(colour[1:])
    run._r.get_or_add_rPr().set("lang", LANGUAGES[language])
    return run


def _tag(paragraph: Any, language: str) -> None:
    for run in paragraph.runs:
        run._r.get_or_add_rPr().set("lang", LANGUAGES[language])


def _bare(frame: Any) -> None:
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def _put(shape: Any, where: tuple[int, int, int, int]) -> None:
    shape.left, shape.top, shape.width, shape.height = _area(where)
    _bare(shape.text_frame)


def _area(where: tuple[float, float, float, float]) -> tuple[Emu, Emu, Emu, Emu]:
    left, top, width, height = (Emu(int(PX * part)) for part in where)
    return left, top, width, height


def _dress(presentation: Any) -> None:
    """The house's letters and colours as the file's theme, and the title's place, for slides that are added later."""
    master = presentation.slide_master
    theme = next(one.target_part for one in master.part.rels.values() if one.reltype.endswith("/theme"))
    colours = {
        "dk1": ink.INK, "lt1": ink.BACKGROUND, "dk2": ink.SECONDARY, "lt2": ink.TRACK, "accent1": ink.ACTUAL,
        "accent2": ink.FORECAST, "accent3": ink.CUT, "accent4": ink.CONTROL, "accent5": ink.ORANGE, "accent6": ink.RULE,
        "hlink": "#0F5A99", "folHlink": "#0F5A99",
    }  # fmt: skip
    text = theme.blob.decode("utf-8")
    for name, colour in colours.items():
        text = re.sub(rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{colour[1:]}"/></a:{name}>', text)
    theme._blob = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{ink.FONT}", text).encode()
    for holder in (master, *presentation.slide_layouts):
        for shape in holder.placeholders:
            if shape.placeholder_format.type == TITLE_PLACEHOLDER:
                _put(shape, (LEFT, 48, RIGHT - LEFT, 150))
            elif shape.has_text_frame:
                shape.left, shape.width = int(shape.left * 4 / 3), int(shape.width * 4 / 3)


TITLE_PLACEHOLDER = 1
