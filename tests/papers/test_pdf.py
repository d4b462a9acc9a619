"""The minutes as a text extractor reads it, and its tags as PDF/UA-1 asks for them (ISO 14289-1)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdf
import pytest

from data_pipeline.language import translate
from data_pipeline.meetings import Meeting
from data_pipeline.papers.meeting_papers import Form
from tests.papers.conftest import NAME, Paper


@pytest.fixture(scope="module", params=["da", "en"])
def said(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def report(paper: Paper, said: str) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(paper(Form.PDF, said)))


@pytest.fixture(scope="module")
def lines(report: pypdf.PdfReader) -> list[str]:
    """Every line of text, no-break spaces as blanks."""
    text = "\n".join(page.extract_text() for page in report.pages)
    return text.replace("\N{NO-BREAK SPACE}", " ").splitlines()


def test_the_minutes_are_there(lines: list[str], said: str):
    """Decisions, actions with responsible party and due date, comments, marks."""
    text = " ".join(lines)
    due = "1. september 2014" if said == "da" else "1 September 2014"
    for told in (
        "Vi fortsætter som aftalt",
        "Viborgegnens Erhvervsråd",
        due,
        "En stor virksomhed flyttede i maj",
        "Ser vi på",
    ):
        assert told in text, told


def test_pages_are_numbered_and_stamped(report: pypdf.PdfReader, meeting: Meeting, said: str):
    """Under every page of which meeting it is, for whom, and which page of how many."""
    count = len(report.pages)
    for number, page in enumerate(report.pages, 1):
        text = page.extract_text().replace("\N{NO-BREAK SPACE}", " ")
        assert (f"side {number} af {count}" if said == "da" else f"page {number} of {count}") in text
        assert translate("Confidential: for the agreement's parties only", said) in text
        assert NAME in text


def test_claims_to_be_accessible(report: pypdf.PdfReader, said: str):
    """PDF/UA-1's head: the claim in XMP, language, a title that is shown, tags, tab order."""
    root = report.trailer["/Root"]
    assert root["/Lang"] == {"da": "da-DK", "en": "en-GB"}[said]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "Viborg 2014" in report.metadata.title
    xmp = report.xmp_metadata.stream.get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert report.metadata.title in xmp
    for page in report.pages:
        assert "/StructParents" in page
        assert page.get("/Tabs", "/S") == "/S"


def test_every_part_is_tagged(report: pypdf.PdfReader, said: str):
    """Headings in order, tables with heads, a text for every picture, and a bookmark for every part."""
    elements = list(structure(report.trailer["/Root"]["/StructTreeRoot"]))
    kinds = [kind for kind, _ in elements]
    levels = [int(kind[2:]) for kind in kinds if re.fullmatch(r"/H[1-6]", kind)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    assert kinds.count("/Table") >= 15
    assert kinds.count("/TH") >= 60
    figures = [element for kind, element in elements if kind == "/Figure"]
    assert len(figures) >= 7
    assert all(len(str(one.get("/Alt", ""))) > 40 for one in figures)
    titles = list(bookmarks(report.outline))
    assert {translate(one, said) for one in ("Agenda", "Fees", "Jobs", "Deadlines", "How it is counted")} <= set(titles)


def test_letters_are_the_house_s_own_and_all_of_them_are_in_the_file(report: pypdf.PdfReader):
    """No system's letters, so the same file everywhere."""
    fonts = {}
    for page in report.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = inner["/FontDescriptor"]
            fonts[str(inner["/BaseFont"])] = bool({"/FontFile2", "/FontFile3"} & set(descriptor))
    assert all("IBMPlexSans" in name or "NotoSansSymbols2" in name for name in fonts), fonts
    assert all(fonts.values())


def test_no_id_of_the_crm_is_in_it(paper: Paper, client_ids: frozenset[str]):
    """Not for partners either: the report is handed around."""
    pages = pypdf.PdfReader(io.BytesIO(paper(Form.PDF, "da"))).pages
    words = set(re.findall(r"[\w-]+", " ".join(page.extract_text() for page in pages)))
    assert not client_ids & words


def structure(element: Any) -> Iterator[tuple[str, Any]]:
    """Every element of the tag tree, as (kind, element), from the top."""
    found = element.get_object()
    if isinstance(found, pypdf.generic.DictionaryObject):
        if "/S" in found:
            yield str(found["/S"]), found
        inner = found.get("/K", [])
        for one in inner if isinstance(inner, list) else [inner]:
            if not isinstance(one, int):
                yield from structure(one)


def bookmarks(outline: list[Any]) -> Iterator[str]:
    for one in outline:
        if isinstance(one, list):
            yield from bookmarks(one)
        else:
            yield one.title
