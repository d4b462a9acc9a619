"""An organisation's own PowerPoint file as a template: its look, our figures, and nothing left of its slides."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches

from data_pipeline.command.line import main
from data_pipeline.ledger import Ledger
from data_pipeline.meetings import Meeting
from data_pipeline.papers import meeting_papers
from data_pipeline.papers.meeting_papers import Form
from data_pipeline.settings import Settings
from tests.papers.conftest import CHAIR, NAME, Paper
from tests.papers.test_slides import words
from tests.security.inside import inside

Held = tuple[Settings, Ledger, Meeting]
SECTIONS = (
    '<p:extLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
    '<p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"/></p:extLst>'
)


def own(*, inches: tuple[float, float] = (10, 7.5), title: bool = True, is_template: bool = True) -> bytes:
    """A file as an organisation has it: 4:3, a title at the top, a slide that says something, a section."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = (Inches(side) for side in inches)
    for chosen in presentation.slide_layouts:
        for shape in list(chosen.placeholders):
            if shape.placeholder_format.type in (1, 3):
                shape.left, shape.top, shape.width, shape.height = (Inches(one) for one in (0.5, 0.3, 9, 0.9))
                if not title:
                    shape._element.getparent().remove(shape._element)
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    if title:
        slide.shapes.title.text = "Hemmeligt udkast"
    slide.notes_slide.notes_text_frame.text = "Husk kaffen"
    presentation.part._element.append(etree.fromstring(SECTIONS))
    file = io.BytesIO()
    presentation.save(file)
    out = io.BytesIO()
    with zipfile.ZipFile(file) as given, zipfile.ZipFile(out, "w") as saved:
        for one in given.namelist():
            part = given.read(one)
            if is_template and one == "[Content_Types].xml":
                part = part.replace(b"presentation.main+xml", b"template.main+xml")
            saved.writestr(one, part)
    return out.getvalue()


@pytest.fixture(scope="module")
def made(held: Held) -> bytes:
    return meeting_papers.make(Form.PPTX, held[1], held[2], "da", by=CHAIR, template=own())


def test_the_slides_are_ours_and_the_look_is_theirs(made: bytes, paper: Paper):
    """The same words on every slide, in the template's letters, between its title and its foot."""
    ours = list(Presentation(io.BytesIO(paper(Form.PPTX, "da"))).slides)
    read = Presentation(io.BytesIO(made))
    theirs = list(read.slides)
    assert [one.name for one in theirs] == [one.name for one in ours]
    assert [words(one) for one in theirs] == [words(one) for one in ours]
    for slide in theirs:
        title = slide.shapes.title
        assert (title.left, title.top) == (Inches(0.5), Inches(0.3))
        for shape in slide.shapes:
            if shape != title:
                assert shape.left >= title.left - 1, (slide.name, shape.name)
                assert shape.top >= title.top + title.height - 1
                assert shape.left + shape.width <= read.slide_width
                assert shape.top + shape.height <= read.slide_height
        assert "IBM Plex" not in etree.tostring(slide._element).decode()


def test_letters_shrink_with_the_stage(made: bytes, paper: Paper):
    def largest(file: bytes) -> int:
        sizes: list[Any] = []
        for slide in Presentation(io.BytesIO(file)).slides:
            for shape in slide.shapes:
                if shape != slide.shapes.title:
                    sizes += [int(one.get("sz")) for one in shape._element.iter(qn("a:rPr")) if one.get("sz")]
        return max(sizes)

    # The stage has 9 of the 12.2 inches between the house's margins.
    assert largest(made) == pytest.approx(largest(paper(Form.PPTX, "da")) * 9 / (1760 / 144), abs=1)


def test_nothing_of_the_template_s_slides_is_left(made: bytes):
    text = inside(made)
    assert "Hemmeligt udkast" not in text
    assert "Husk kaffen" not in text
    assert "521415D9" not in text


def test_the_command_takes_it_and_says_what_it_can_not_use(held: Held, folder: Path, capsys):
    def run(form: str, template: Path) -> int:
        out = str(folder / f"x.{form}")
        words = ["export", form, "--agreement", "viborg-2014", "--meeting", NAME, "--template", str(template)]
        return main([*words, "--out", out], {"VAEKSTTAVLEN_HOME": str(held[0].home)})

    good, bad, bare = folder / "ours.potx", folder / "bad.pptx", folder / "bare.pptx"
    good.write_bytes(own())
    bad.write_bytes(b"not one")
    bare.write_bytes(own(title=False, is_template=False))
    assert run("pptx", good) == 0
    told = {}
    for name, form, template in (
        ("form", "pdf", good),
        ("bad", "pptx", bad),
        ("bare", "pptx", bare),
        ("none", "pptx", folder / "none.pptx"),
    ):
        capsys.readouterr()
        assert run(form, template) == 2
        told[name] = capsys.readouterr().err
    assert "--template" in told["form"]
    assert "ikke en PowerPoint-fil" in told["bad"]
    assert "layout med en titel" in told["bare"]
    assert "none.pptx" in told["none"]
    assert "Traceback" not in "".join(told.values())
