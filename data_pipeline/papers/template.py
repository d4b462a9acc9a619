"""An organisation's own PowerPoint file as the slides' template: its letters, colours, title and logo, and our figures.

What stands on the stage of the projector is drawn to scale between the template's title and its foot.
"""

from __future__ import annotations

import io
import textwrap
import zipfile
from collections.abc import Sequence
from typing import Any, NamedTuple

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Pt

from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.papers import ink
from data_pipeline.papers.office import LANGUAGES

# A .potx says of itself that it is a template, and python-pptx opens presentations alone.
_TEMPLATE, _PRESENTATION = b"presentationml.template.main+xml", b"presentationml.presentation.main+xml"
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_FOOT = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_SIZES = {
    qn("a:rPr"): ("sz",),
    qn("a:endParaRPr"): ("sz",),
    qn("a:defRPr"): ("sz",),
    qn("a:gridCol"): ("w",),
    qn("a:tr"): ("h",),
    qn("a:tcPr"): ("marT", "marB"),
}
# The house's ink and paper are the template's text and background.
_SCHEME = {ink.INK: "tx1", ink.SECONDARY: "tx1", ink.BACKGROUND: "bg1"}
_USUAL, _LEAST = 4400, 1600  # hundredths of a point, of a title
_INNER = 0.94  # of a title's width, between its insets
LETTER, SPACING = 0.52, 1.2  # of the font size: how wide a letter and how high a line is
_EDGE = 0.03  # of the slide's height, under figures where the layout has no foot


class Area(NamedTuple):
    """A part of a slide, in English metric units."""

    left: int
    top: int
    width: int
    height: int


def opened(content: bytes) -> Any:
    """Return the file as a presentation without its slides. Raises `Correctable` for what is no such file."""
    try:
        presentation = Presentation(io.BytesIO(_as_presentation(content)))
    except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as fault:
        told = message("The template is no PowerPoint file. Save it as .pptx or .potx.")
        raise Correctable(told) from fault
    root = presentation.part._element
    listed = root.find(qn("p:sldIdLst"))
    for one in list(listed) if listed is not None else ():
        presentation.part.drop_rel(one.get(qn("r:id")))
        listed.remove(one)
    for names_slides in ("p:custShowLst", "p:extLst"):  # shows and sections of the slides that are gone
        for one in root.findall(qn(names_slides)):
            root.remove(one)
    return presentation


def layout(presentation: Any) -> Any:
    """Return the layout with a title and the least beside it. Raises `Correctable` where none has a title."""
    with_title = [one for one in presentation.slide_layouts if _title(one) is not None]
    if not with_title:
        raise Correctable(message("The template has no layout with a title. Add one, such as “Title only”."))
    return min(with_title, key=lambda one: sum(_kind(shape) not in _FOOT for shape in one.placeholders))


def room(presentation: Any, chosen: Any) -> Area:
    """Return what the layout leaves between its title and its foot."""
    title, tall = _title(chosen), presentation.slide_height
    top = title.top + title.height
    feet = [shape.top for shape in chosen.placeholders if _kind(shape) in _FOOT and shape.top > top]
    return Area(title.left, top, title.width, min(feet, default=int(tall * (1 - _EDGE))) - top)


def title_size(chosen: Any, titles: Sequence[str]) -> int:
    """Return the size in hundredths of a point, at most the template's own, at which each title stands in its place."""
    title = _title(chosen)
    styled = chosen.slide_master._element.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}//{qn('a:defRPr')}")
    usual = int(styled.get("sz", _USUAL)) if styled is not None else _USUAL
    for size in range(usual, _LEAST, -100):
        if all(_tall(told, size, title.width) <= title.height for told in titles):
            return size
    return _LEAST


def entitle(slide: Any, told: str, size: int, language: str) -> None:
    """Write the slide's title in the template's letters."""
    frame = slide.shapes.title.text_frame
    frame.text = told
    run = frame.paragraphs[0].runs[0]
    run.font.size = Pt(size / 100)
    run._r.get_or_add_rPr().set("lang", LANGUAGES[language])


def _tall(told: str, size: int, width: int) -> float:
    """How high a text is, in English metric units, at a size in hundredths of a point."""
    letters = Pt(size / 100) * LETTER
    return len(textwrap.wrap(told, max(int(width * _INNER / letters), 1))) * Pt(size / 100) * SPACING


def fit(slide: Any, stage: Area, where: Area) -> None:
    """Move what stands on the slide's stage to its place, to scale, in the template's letters and colours."""
    scale = min(where.width / stage.width, where.height / stage.height)
    for shape in slide.shapes:
        if shape == slide.shapes.title:
            continue
        shape.left, shape.top, shape.width, shape.height = (
            int(where.left + scale * (shape.left - stage.left)),
            int(where.top + scale * (shape.top - stage.top)),
            int(scale * shape.width),
            int(scale * shape.height),
        )
        _adapt(shape._element, scale)
        if shape.has_chart:
            _adapt(shape.chart._chartSpace, scale)


def _adapt(element: Any, scale: float) -> None:
    for one in list(element.iter()):
        for name in _SIZES.get(one.tag, ()):
            if one.get(name) is not None:
                one.set(name, str(int(int(one.get(name)) * scale)))
        if one.tag == qn("a:latin") and one.get("typeface") in (ink.FONT, ink.BOLD_FONT):
            one.getparent().remove(one)
        elif one.tag == qn("a:srgbClr") and (colour := _SCHEME.get(f"#{one.get('val')}")):
            one.getparent().replace(one, one.makeelement(qn("a:schemeClr"), {"val": colour}))


def _as_presentation(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as read:
        for one in given.infolist():
            part = given.read(one)
            read.writestr(
                one, part.replace(_TEMPLATE, _PRESENTATION) if one.filename == "[Content_Types].xml" else part
            )
    return out.getvalue()


def _title(chosen: Any) -> Any:
    return next((shape for shape in chosen.placeholders if _kind(shape) in _TITLES), None)


def _kind(shape: Any) -> Any:
    return shape.placeholder_format.type
