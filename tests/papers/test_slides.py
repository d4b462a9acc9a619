"""The slides to edit and those without network: the same numbers, nothing hidden given away, nothing cut off."""

from __future__ import annotations

import html
import io
import re
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from pptx import Presentation
from pptx.util import Pt

from data_pipeline.ledger import Ledger
from data_pipeline.meetings import Meeting
from data_pipeline.papers import html as html_paper
from data_pipeline.papers import pptx
from data_pipeline.papers.meeting_papers import Form
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.settings import Settings
from data_pipeline.slides import deck, occasion
from data_pipeline.views.chart import Bullets, Lines, Multiples, Shares, Stacks, Waterfall, translated
from data_pipeline.views.meeting_charts import Course, ThenNow
from tests.papers.conftest import Paper

LANGUAGES = {"da": "da-DK", "en": "en-GB"}


@pytest.fixture(scope="module", params=["da", "en"])
def reader(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def shown(held: tuple[Settings, Ledger, Meeting]) -> tuple[deck.Slide, ...]:
    return deck.slides(held[2], held[1])


@pytest.fixture(scope="module")
def presentation(paper: Paper, reader: str) -> Any:
    return Presentation(io.BytesIO(paper(Form.PPTX, reader)))


def words(slide: Any) -> str:
    """All text of a slide: boxes, tables and the names and labels of its charts."""
    told = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            told.append(shape.text_frame.text)
        elif shape.has_table:
            told += [cell.text for row in shape.table.rows for cell in row.cells]
        elif shape.has_chart:
            told += re.findall(r"<(?:a:t|c:v)>([^<]*)", shape.chart._chartSpace.xml)
    return plain("\n".join(told))


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(text).replace("\N{SOFT HYPHEN}", "")).strip()


def test_charts_are_native(presentation: Any, shown: tuple[deck.Slide, ...]):
    """Every chart is one that PowerPoint edits, of every kind; what stands behind them: test_every_number."""
    seen = set()
    for slide, one in zip(presentation.slides, shown, strict=True):
        if not isinstance(one.chart, Lines):
            seen.add(type(one.chart))
            assert any(shape.has_chart for shape in slide.shapes), one.id
            assert not [shape for shape in slide.shapes if shape.shape_type == 13], "a picture can't be edited"
    assert seen == {Bullets, Waterfall, Shares, Multiples, Stacks, ThenNow, Course}


def test_every_text_of_a_slide_stands_in_both_files(
    presentation: Any, shown: tuple[deck.Slide, ...], paper: Paper, reader: str
):
    """Title, headline numbers, remarks and what stands at the marks, hidden cells by their words."""
    page = paper(Form.HTML, reader).decode()
    sections = re.findall(r"<section.*?</section>", page, re.DOTALL)
    assert len(sections) == len(shown) == len(presentation.slides)
    for slide, section, one in zip(presentation.slides, sections, shown, strict=True):
        native, drawn = words(slide), plain(re.sub(r"<(?!/?(b|small)\b)[^>]+>", " ", section).replace("<b>", " "))
        drawn = plain(re.sub(r"<[^>]+>", " ", drawn))
        assert plain(translated(one.title, reader)) == plain(slide.shapes.title.text_frame.text)
        texts = [one.title, one.subtitle, *one.remarks[: len(one.remarks) - isinstance(one.chart, Bullets)]]
        texts += [text for lead in one.leads for text in (lead.label, lead.number, lead.remark)]
        if isinstance(one.chart, Shares):
            texts += [text for row in one.chart.rows for text in (row.label, row.written, row.count)]
        elif isinstance(one.chart, Waterfall):
            texts += [step.written for step in one.chart.steps]
        elif isinstance(one.chart, Multiples):
            texts += [bar.written for panel in one.chart.panels for bar in panel.bars]
        elif isinstance(one.chart, Bullets):
            texts += [row.value for row in one.chart.rows if row.target]
        elif isinstance(one.chart, ThenNow):
            for row in one.chart.rows:
                texts += [row.label, row.basis, row.now.written, row.now.verdict, row.then.written if row.then else ""]
        elif isinstance(one.chart, Course):
            texts += [text for each in one.chart.moments for text in (each.label, each.count, each.written)]
            texts.append(one.chart.goal_label)
        elif isinstance(one.chart, Lines):
            texts += [text for row in one.chart.lines for text in (row.text, row.value, row.remark)]
        # A waterfall's labels are written by PowerPoint from its amounts.
        labelled = [step.written for step in one.chart.steps] if isinstance(one.chart, Waterfall) else []
        for told in texts:
            text = plain(translated(told, reader))
            assert told in labelled or text in native, (one.id, text, native)
            squeezed = re.sub(r"[\s-]", "", text)
            assert squeezed in re.sub(r"[\s-]", "", drawn), (one.id, text)


def test_slides_are_for_everybody(presentation: Any, shown: tuple[deck.Slide, ...], reader: str):
    """A real title, a text for every chart, the language said, the speaker's notes, nothing off the slide."""
    for slide, one in zip(presentation.slides, shown, strict=True):
        assert slide.shapes.title.is_placeholder
        for shape in slide.shapes:
            if shape.has_chart:
                alt = shape._element.nvGraphicFramePr.cNvPr.get("descr")
                assert len(alt) > 20, one.id
                assert "<c:externalData" in shape.chart._chartSpace.xml, "the numbers can be edited"
            assert min(shape.left, shape.top) >= 0
            assert shape.left + shape.width <= presentation.slide_width
            assert shape.top + shape.height <= presentation.slide_height
            if shape.has_text_frame:
                for run in (run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs):
                    assert run._r.rPr.get("lang") == LANGUAGES[reader]
                    assert run.font.size >= Pt(16), (one.id, run.text)
        if one.notes:
            notes = plain(slide.notes_slide.notes_text_frame.text)
            assert plain(translated(one.notes[0], reader)) in notes


def test_files_give_no_id_and_ask_for_nothing(paper: Paper, client_ids: frozenset[str], reader: str):
    """R18; and the page without network names no address, and forbids itself to load anything."""
    page = paper(Form.HTML, reader).decode()
    assert not re.search(r"(?:src|href|url)\s*[=(]\s*[\"']?(?:https?:)?//", page)
    assert set(re.findall(r"https?://[^\s\"'<]+", page)) <= {"http://www.w3.org/2000/svg"}
    assert "default-src &#x27;none&#x27;" in page
    presentation = Presentation(io.BytesIO(paper(Form.PPTX, reader)))
    text = " ".join(words(slide) for slide in presentation.slides) + re.sub(r"base64,[^)]*", "", page)
    assert not client_ids & set(re.findall(r"[\w-]+", text))


def test_the_same_meeting_gives_the_same_bytes(
    held: tuple[Settings, Ledger, Meeting], shown: tuple[deck.Slide, ...], paper: Paper
):
    about = occasion.of(held[1], held[2], Person("læser", Role.PARTNER))
    assert pptx.made(about, shown, "da") == paper(Form.PPTX, "da")
    assert html_paper.made(about, shown, "da") == paper(Form.HTML, "da")


def test_amounts_keep_their_oere(meeting: Meeting, paper: Paper):
    """Øre in the headline, whole kroner at the marks (LOOK)."""
    amount = Decimal(meeting.figures["fee_total"]["amount"])
    text = " ".join(words(slide) for slide in Presentation(io.BytesIO(paper(Form.PPTX, "da"))).slides)
    assert f"{amount:,.2f}".translate(str.maketrans(",.", ".,")) in text


@pytest.mark.parametrize("part", ["fees", "jobs-created"])
def test_a_waterfall_s_numbers_follow_its_data(presentation: Any, part: str):
    """Its labels are its own amounts, and what hangs from an amount is a formula of it: no box keeps the old number."""
    slide = next(one for one in presentation.slides if one.name == part)
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    _feet, amounts, over = chart.plots[0].series
    assert [one.text for one in over._element.xpath("./c:val//c:f")] == [
        one.text for one in amounts._element.xpath("./c:val//c:f")
    ]
    assert set(over._element.xpath("./c:dLbls//c:showVal/@val")) == {"1"}
    assert over._element.xpath("./c:dLbls//a:t") == []
    boxes = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    # The headline and the title say what is payable; the rest stands in the chart alone.
    assert str(round(amounts.values[0])) not in re.sub(r"[.,\s]", "", boxes)
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, min_col=2, max_col=3)] == [
        [0, amounts.values[0]],
        ["=C2-C3", amounts.values[1]],
        [0, "=B3"],
        [0, amounts.values[3]],
    ]
