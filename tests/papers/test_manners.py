"""Papers as people send them: who made them and when by the parties' clock, under names that all systems take."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from data_pipeline import meetings
from data_pipeline.meetings import Meeting, minutes
from data_pipeline.papers import meeting_papers, names
from data_pipeline.papers.meeting_papers import Form
from data_pipeline.slides import occasion
from tests.papers.conftest import CHAIR, NAME, Paper


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Årsmøde 2014", "Aarsmoede-2014"),
        ("A\u030arsmøde", "Aarsmoede"),
        ("Ærø-mødet/å", "Aeroe-moedet-aa"),
        ("Café Zoë", "Cafe-Zoe"),
        ("会议", ""),
    ],
)
def test_names_keep_danish_letters(name: str, plain: str, meeting: Meeting):
    assert names.plain(name) == plain
    if plain:
        called = replace(meeting, head=replace(meeting.head, name=name))
        assert meeting_papers.file_name(called, Form.PPTX) == f"viborg-2014-{plain}.pptx"


def test_the_workbook_has_an_author_a_time_and_a_way_to_each_sheet(paper: Paper, meeting: Meeting):
    book = openpyxl.load_workbook(io.BytesIO(paper(Form.XLSX, "da")))
    assert book.properties.creator == meeting.head.author
    assert book.properties.created == meeting.head.frozen_at.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    contents, *others = book.worksheets
    links = {cell.hyperlink.location: cell.value for (cell,) in contents.iter_rows(max_col=1) if cell.hyperlink}
    assert links == {f"'{sheet.title}'!A1": sheet["A1"].value for sheet in others}


def test_slides_are_ours_wide_and_numbered_by_fields(paper: Paper):
    made = paper(Form.PPTX, "da")
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        app = file.read("docProps/app.xml").decode()
        core = file.read("docProps/core.xml").decode()
        first = file.read("ppt/slides/slide1.xml").decode()
    assert "<Application>Væksttavlen</Application>" in app
    assert "4:3" not in app
    assert "python-pptx" not in app + core
    assert re.search(r'<a:fld id="[^"]+" type="slidenum">.*?<a:t>1</a:t></a:fld>', first)
    assert len(Presentation(io.BytesIO(made)).slides) > 10


def test_times_are_those_of_the_parties(paper: Paper, meeting: Meeting, held):
    about = occasion.of(held[1], meeting, CHAIR)
    summer = dt.datetime(2014, 7, 1, 22, 30, tzinfo=dt.UTC)
    told = replace(about, meeting=replace(meeting, head=replace(meeting.head, frozen_at=summer)))
    assert "fastfrosset 2. juli 2014 kl. 00.30 ·" in told.footer("da")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper(Form.PDF, "da"))).pages)
    assert "UTC" not in text


def test_parties_are_those_who_signed(paper: Paper, meeting: Meeting):
    book = openpyxl.load_workbook(io.BytesIO(paper(Form.XLSX, "da")))
    told = dict(book["Om dette udtræk"].iter_rows(min_row=4, max_col=2, values_only=True))
    named = {one.name: one.is_signatory for one in meeting.agreement.parties}
    assert {name for name in named if name in told["Parter"]} == {name for name, signed in named.items() if signed}
    assert not all(named.values())


def test_what_was_disputed_stands_as_tables_write_it(paper: Paper):
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper(Form.PDF, "da"))).pages)
    assert "52.650,00" in text
    assert not re.search(r"\d{4,}\.\d", text)


def test_every_paper_keeps_the_chosen_order_and_what_is_left_out(held_anew):
    _, book, _ = held_anew
    found = meetings.find(book, NAME)
    minutes.set_agenda(book, found, ("jobs", "fees", "decide_today", "decisions"), by=CHAIR)
    made = meeting_papers.make(Form.XLSX, book, found, "da", by=CHAIR)
    titles = [sheet.title for sheet in openpyxl.load_workbook(io.BytesIO(made)).worksheets]
    assert "Fokusområder" not in titles
    pdf = meeting_papers.make(Form.PDF, book, found, "da", by=CHAIR)
    heads = headings(PdfReader(io.BytesIO(pdf)).outline)
    assert "Fokusområder" not in heads
    assert heads.index("Arbejdspladser") < heads.index("Honorar")


def headings(outline: list) -> list[str]:
    """A PDF's headings in reading order."""
    return [title for one in outline for title in (headings(one) if isinstance(one, list) else [one.title])]
