"""The minutes of a meeting as a Word file to edit: real headings, heads repeated, a text for every picture."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_UNDERLINE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from data_pipeline.papers import ink, office, pdf
from data_pipeline.papers.minutes import Chapter, Minutes, Told
from data_pipeline.papers.sheets import PADDING, WIDTH, Mark, Sheet
from data_pipeline.slides.occasion import Occasion

FONT = "Calibri"  # on every machine that has Word
MARGIN, LABELS, PICTURE = 20, 27, 130  # mm
DOTS = 200  # an inch, of a picture
MUTED = "#52606D"
TOLD = "Told"  # the style of a line beside its label


def made(occasion: Occasion, minutes: Minutes, language: str, pages: Sequence[int] = ()) -> bytes:
    """The file; the same meeting and minutes give the same bytes.

    `pages`: where each item stands, until the reader's program has counted for itself.
    """
    document = Document()
    _dress(document, language)
    office.say_who_made(document.part.package, "docx")
    office.stamp(document.core_properties, occasion, minutes.name, language)
    _set_up(document.sections[0], minutes)
    document.add_paragraph(minutes.title, "Title")
    document.add_paragraph(minutes.subtitle, "Subtitle")
    for one in minutes.facts:
        _told(document, one)
    for place, (party, names) in enumerate(minutes.present):
        _told(document, Told("" if place else minutes.words["present"], f"{party}\t{names}"))
    document.add_heading(minutes.words["agenda"], 1)
    _agenda(document, minutes, pages)
    for number, item in enumerate(minutes.items, 1):
        _bookmark(document.add_heading(f"{number}\t{item.heading}", 1), number)
        for place, line in enumerate(item.told, 1):
            paragraph = _told(document, line)
            is_last = place == len(item.told) and item.owed is None
            paragraph.paragraph_format.keep_with_next = item.is_short and not is_last
        if item.owed is not None:
            _sheet(document, item.owed)
    _sign(document, minutes.signing)
    document.add_heading(minutes.words["tables"], 1)
    for chapter in (*minutes.chapters, *minutes.last):
        _chapter(document, chapter)
    document.add_heading(minutes.words["about"], 1)
    for name, value in minutes.stamp:
        _told(document, Told(name, value))
    file = io.BytesIO()
    document.save(file)
    return office.fixed(file.getvalue())


def _dress(document: Any, language: str) -> None:
    """The styles: Word's own by name, so that its list of headings and a screen reader know them."""
    styles = document.styles
    base = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    base.find(qn("w:lang")).set(qn("w:val"), office.LANGUAGES[language])
    document.settings.element.find(qn("w:themeFontLang")).set(qn("w:val"), office.LANGUAGES[language])
    looks: tuple[tuple[str, float, bool, str, float, float], ...] = (
        ("Normal", 10, False, ink.INK, 0, 4),
        ("Title", 20, True, ink.INK, 0, 2),
        ("Subtitle", 11, False, MUTED, 0, 10),
        ("Heading 1", 12.5, True, ink.INK, 16, 6),
        ("Heading 2", 11, True, ink.INK, 14, 4),
        ("Heading 3", 9.5, True, ink.INK, 10, 4),
        ("Header", 8.5, False, MUTED, 0, 0),
        ("Footer", 8.5, False, MUTED, 0, 0),
        (TOLD, 10, False, ink.INK, 0, 4),
    )
    styles.add_style(TOLD, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    for name, size, is_bold, colour, above, below in looks:
        style = styles[name]
        font = style.font
        font.name, font.size, font.bold, font.italic = FONT, Pt(size), is_bold, False
        font.color.rgb = RGBColor.from_string(colour[1:])
        letters = style.element.get_or_add_rPr()
        for spacing in letters.findall(qn("w:spacing")):
            letters.remove(spacing)
        fonts = letters.get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # the template's would win
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        form = style.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(above), Pt(below), 1.15
        if name.startswith("Heading"):
            form.keep_with_next = True
    _border(styles["Title"].element.get_or_add_pPr(), None)
    _border(styles["Heading 1"].element.get_or_add_pPr(), ink.CONTROL)
    _border(styles["Header"].element.get_or_add_pPr(), ink.RULE)
    _border(styles["Footer"].element.get_or_add_pPr(), ink.RULE, "top")
    styles["Heading 1"].paragraph_format.tab_stops.add_tab_stop(Mm(8))
    told = styles[TOLD].paragraph_format
    told.left_indent, told.first_line_indent = Mm(LABELS), -Mm(LABELS)
    told.tab_stops.add_tab_stop(Mm(LABELS))
    told.tab_stops.add_tab_stop(Mm(LABELS + 60))


def _set_up(section: Any, minutes: Minutes) -> None:
    """A4 upright, with what it is over every page and whom it is for under it."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.bottom_margin = Mm(MARGIN)
    section.top_margin, section.header_distance, section.footer_distance = Mm(25), Mm(13), Mm(10)
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    for paragraph in (head, foot):
        stops = paragraph.style.paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(Mm(WIDTH / 2), WD_TAB_ALIGNMENT.CENTER)
        stops.add_tab_stop(Mm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    head.add_run(f"{minutes.agreement}\t\t{minutes.kind}")
    audience, what = minutes.foot
    run = foot.add_run(audience)
    run.bold, run.font.color.rgb = True, RGBColor.from_string(ink.INK[1:])
    foot.add_run(f"\t{what}\t")
    before, _page, rest = minutes.words["page_of"].partition("{page}")
    between, _pages, after = rest.partition("{pages}")
    foot.add_run(before)
    _field(foot, "PAGE", "1")
    foot.add_run(between)
    _field(foot, "NUMPAGES", "1")
    foot.add_run(after)


def _agenda(document: Any, minutes: Minutes, pages: Sequence[int]) -> None:
    """The items in two columns, each with the page on which it stands."""
    width = (WIDTH - 10) / 2
    _columns(document.add_section(WD_SECTION.CONTINUOUS), 2)
    for number, item in enumerate(minutes.items, 1):
        paragraph = document.add_paragraph()
        form = paragraph.paragraph_format
        form.space_after = Pt(1)
        form.tab_stops.add_tab_stop(Mm(7))
        form.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
        _muted(paragraph.add_run(f"{number}"))
        paragraph.add_run(f"\t{item.name}\t")
        page = pages[number - 1] if number <= len(pages) else 1
        _field(paragraph, f"PAGEREF {_name(number)} \\h", str(page))
    _columns(document.add_section(WD_SECTION.CONTINUOUS), 1)


def _told(document: Any, one: Told) -> Any:
    paragraph = document.add_paragraph(style=TOLD)
    _muted(paragraph.add_run(one.label))
    paragraph.add_run("\t")
    if one.verdict:
        verdict = paragraph.add_run(f"{one.verdict} ")
        verdict.bold = True
        if one.verdict.startswith("▼"):
            verdict.font.color.rgb = RGBColor.from_string(ink.ORANGE[1:])
    paragraph.add_run(one.text).bold = one.is_decision or None
    return paragraph


def _sign(document: Any, parties: Sequence[str]) -> None:
    """A line for each party to sign on."""
    if not parties:
        return
    document.add_paragraph().paragraph_format.space_before = Pt(36)
    table = _bare_table(document, 1, len(parties))
    for cell, party in zip(table.rows[0].cells, parties, strict=True):
        _edge(cell, ink.CONTROL, "top")
        _muted(cell.paragraphs[0].add_run(party))


def _chapter(document: Any, one: Chapter) -> None:
    document.add_heading(one.title, 2)
    if one.finding:
        document.add_paragraph(one.finding).paragraph_format.keep_with_next = True
    for picture in one.pictures:
        added = document.add_picture(io.BytesIO(pdf.picture(picture.svg, DOTS)), width=Mm(PICTURE))
        added._inline.docPr.set("descr", picture.alt)
    for sheet in one.sheets:
        if sheet.title:
            document.add_heading(sheet.title, 3)
        _sheet(document, sheet)


def _sheet(document: Any, sheet: Sheet) -> None:
    """A table without grid, its head repeated on every page and no row broken over two."""
    table = _bare_table(document, 1 + len(sheet.rows), len(sheet.heads))
    for tag, told in (("w:tblCaption", sheet.title), ("w:tblDescription", ", ".join(sheet.heads))):
        table._tbl.tblPr.append(_element(tag, val=told))
    lines = [[Mark(head) for head in sheet.heads], *sheet.rows]
    for number, (row, marks) in enumerate(zip(table.rows, lines, strict=True)):
        settings = row._tr.get_or_add_trPr()
        settings.append(_element("w:cantSplit"))
        if number == 0:
            settings.append(_element("w:tblHeader"))
        for place, (cell, mark) in enumerate(zip(row.cells, marks, strict=True)):
            cell.width = Mm(sheet.widths[place])
            _edge(cell, ink.CONTROL if number == 0 else ink.RULE)
            paragraph = cell.paragraphs[0]
            form = paragraph.paragraph_format
            form.space_before = form.space_after = Pt(1.5)
            form.line_spacing = 1
            form.keep_with_next = number < min(len(sheet.rows), 2)
            if sheet.is_right[place]:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            run = paragraph.add_run(mark.text)
            run.font.size = Pt(sheet.size)
            if number == 0:
                _muted(run)
            if mark.is_marked:
                run.font.underline = WD_UNDERLINE.DOTTED
    for place, width in enumerate(sheet.widths):
        table.columns[place].width = Mm(width)
    for place, note in enumerate(sheet.notes or ("",)):
        paragraph = document.add_paragraph()
        form = paragraph.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(0 if place else 3), Pt(0), 1
        run = paragraph.add_run(note)
        run.font.size = Pt(8)
        _muted(run)


def _bare_table(document: Any, rows: int, columns: int) -> Any:
    """A table from margin to margin, whose texts begin at the left one."""
    table = document.add_table(rows, columns)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    margins = _element("w:tblCellMar")
    for side, width in (("left", 0), ("right", int(Mm(PADDING).twips))):
        margins.append(_element(f"w:{side}", w=str(width), type="dxa"))
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)
    return table


def _muted(run: Any) -> None:
    run.font.color.rgb = RGBColor.from_string(MUTED[1:])


def _columns(section: Any, count: int) -> None:
    """What stood before a section's break keeps its columns; what follows has `count`."""
    columns = section._sectPr.find(qn("w:cols"))
    columns.set(qn("w:num"), str(count))
    columns.set(qn("w:space"), str(int(Mm(10).twips)))


def _name(number: int) -> str:
    return f"item_{number}"


def _bookmark(paragraph: Any, number: int) -> None:
    begin = _element("w:bookmarkStart", id=str(number), name=_name(number))
    paragraph._p.insert(1, begin)
    paragraph._p.append(_element("w:bookmarkEnd", id=str(number)))


def _field(paragraph: Any, code: str, told: str) -> None:
    """A field that the reader's program counts anew; `told` until then."""
    parts: tuple[tuple[str, Callable[[], Any]], ...] = (
        ("begin", lambda: _element("w:fldChar", fldCharType="begin")),
        ("code", lambda: _text_element("w:instrText", f" {code} ")),
        ("separate", lambda: _element("w:fldChar", fldCharType="separate")),
        ("told", lambda: _text_element("w:t", told)),
        ("end", lambda: _element("w:fldChar", fldCharType="end")),
    )
    for _kind, part in parts:
        paragraph.add_run()._r.append(part())


def _element(tag: str, **attributes: str) -> Any:
    made_element = OxmlElement(tag)
    for name, value in attributes.items():
        made_element.set(qn(f"w:{name}"), value)
    return made_element


def _text_element(tag: str, told: str) -> Any:
    made_element = OxmlElement(tag)
    made_element.text = told
    made_element.set(qn("xml:space"), "preserve")
    return made_element


def _border(properties: Any, colour: str | None, side: str = "bottom") -> None:
    """A thin line under (or over) paragraphs; none where there is no colour."""
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    if colour is None:
        return
    border = _element("w:pBdr")
    border.append(_element(f"w:{side}", val="single", sz="6", space="4", color=colour[1:]))
    properties.insert_element_before(
        border,
        "w:shd",
        "w:tabs",
        "w:suppressAutoHyphens",
        "w:spacing",
        "w:ind",
        "w:contextualSpacing",
        "w:jc",
        "w:outlineLvl",
        "w:rPr",
    )


def _edge(cell: Any, colour: str, side: str = "bottom") -> None:
    """A thin line under (or over) a cell."""
    borders = _element("w:tcBorders")
    borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color=colour[1:]))
    cell._tc.get_or_add_tcPr().append(borders)
