"""The minutes as Word and PDF have them: the same words, the figures' own numbers, and what Word needs to use them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import itertools
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pypdf
import pytest
from docx import Document
from docx.oxml.ns import qn

from data_pipeline import language, meetings
from data_pipeline.language import translate
from data_pipeline.ledger import Ledger
from data_pipeline.meetings import Audience, Meeting, minutes, proposals, sitting
from data_pipeline.meetings.sitting import Present, Sitting
from data_pipeline.papers import meeting_papers
from data_pipeline.papers.meeting_papers import Form
from data_pipeline.settings import Settings
from data_pipeline.slides import minutes_tables, occasion
from tests.papers import expected
from tests.papers.conftest import BEFORE, CHAIR, NAME, Paper
from tests.papers.test_every_number import closed
from tests.security.inside import inside

Held = tuple[Settings, Ledger, Meeting]


@pytest.fixture(scope="module", params=["da", "en"])
def said(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def word(paper: Paper, said: str) -> Any:
    return Document(io.BytesIO(paper(Form.DOCX, said)))


@pytest.fixture(scope="module", params=[meetings.PARTIES, meetings.OTHERS], ids=["parties", "others"])
def rows(paper: Paper, said: str, request: pytest.FixtureRequest) -> dict[str, list[list[str]]]:
    """The tables' rows cell by cell, by what each begins with, for each audience."""
    found: dict[str, list[list[str]]] = {}
    for table in Document(io.BytesIO(paper(Form.DOCX, said, whom=request.param))).tables:
        for row in table.rows:
            first, *others = (cell.text for cell in row.cells)
            found.setdefault(first, []).append(others)
    return found


def headings(word: Any) -> list[tuple[int, str]]:
    return [
        (int(one.style.name[-1]), one.text.partition("\t")[2] or one.text)
        for one in word.paragraphs
        if one.style.name.startswith("Heading ")
    ]


def test_every_number_is_what_the_figures_say(rows: dict[str, list[list[str]]], meeting: Meeting, said: str):
    """B1, B2 and the other headline figures, cell by cell, as the language writes them."""

    def written(value: Any, decimals: int) -> str:
        return "" if value is None else language.number(value, said, decimals)

    def holds(name: str, *cells: str) -> bool:
        return any(list(cells) == [cell for cell in row if cell in cells][: len(cells)] for row in rows[name])

    for name, (actual, target, pace, *forecast) in expected.targets(meeting, said).items():
        cells = (written(actual, 0), written(target, 0), written(pace, 1), *(written(one, 0) for one in forecast))
        assert all(any(cell in row for row in rows[name]) for cell in cells if cell), name
    for name, (count, *kroner) in expected.fees(meeting, said).items():
        uncapped, cut, amount, pending, budget, left = kroner
        cells = [written(count, 0), *(written(one, 2) for one in (uncapped, cut, amount))]
        cells += [written(pending, 0), *(written(one, 2) for one in (budget, left))]
        assert any(row[-len(cells) :] == cells for row in rows[name]), (rows[name], cells)
    one = meeting.figures["satisfaction"]
    shares = [language.share(one[part], said) for part in ("share", "low", "high")]
    assert holds(str(one["satisfied"]), str(one["answered"]), *shares)
    jobs = meeting.figures["jobs"]
    last = [written(float(jobs["net"]), 2), *(str(jobs[part]) for part in ("measured", "not_measured", "goal"))]
    assert any(row[-4:] == last for listed in rows.values() for row in listed)
    for deadline in meeting.figures["deadlines"]:
        wanted = [str(deadline[part]) for part in ("kept", "missed", "pending")]
        assert [*wanted, language.share(deadline["share"], said)] in rows[translate("In all", said)]


def test_word_and_pdf_say_the_same(word: Any, paper: Paper, said: str):
    """Every paragraph and every row of a table."""
    pages = pypdf.PdfReader(io.BytesIO(paper(Form.PDF, said))).pages
    # Without what stands over and under each page.
    report = closed("".join("".join(page.extract_text().splitlines()[1:-1]) for page in pages))
    told = [one.text for one in word.paragraphs]
    told += ["".join(cell.text for cell in row.cells) for table in word.tables for row in table.rows]
    assert [one for one in told if closed(one) not in report] == []
    assert len([one for one in told if one]) > 300


def test_word_has_real_headings_and_repeated_heads(word: Any, said: str):
    assert [one.text for one in word.paragraphs if one.style.name == "Title"] == [NAME]
    found = headings(word)
    levels = [level for level, _ in found]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    titles = [title for _, title in found]
    for name in ("Agenda", "Figures and tables", "How it is counted", "About these minutes"):
        assert translate(name, said) in titles
    assert any(title.startswith(f"{translate('Jobs', said)}: ") for title in titles)
    *tables, _signatures = [], None
    for table in word.tables:
        if table._tbl.tblPr.find(qn("w:tblCaption")) is None:
            continue  # the lines to sign on
        tables.append(table)
        head, *others = (row._tr.trPr for row in table.rows)
        assert head.find(qn("w:tblHeader")) is not None
        assert all(one.find(qn("w:tblHeader")) is None for one in others)
        assert all(one.find(qn("w:cantSplit")) is not None for one in (head, *others))
    assert len(tables) >= 15


def test_word_has_texts_for_pictures_language_and_upright_pages(word: Any, paper: Paper, said: str):
    pictures = [shape._inline.docPr for shape in word.inline_shapes]
    assert len(pictures) >= 7
    assert all(len(one.get("descr")) > 40 for one in pictures)
    assert len({one.get("id") for one in pictures}) == len(pictures)
    for section in word.sections:
        sides = (section.page_width, section.page_height, section.left_margin, section.right_margin)
        assert [round(side.mm) for side in sides] == [210, 297, 20, 20]
    with zipfile.ZipFile(io.BytesIO(paper(Form.DOCX, said))) as file:
        styles, app = file.read("word/styles.xml").decode(), file.read("docProps/app.xml").decode()
    assert f'<w:lang w:val="{ {"da": "da-DK", "en": "en-GB"}[said] }"' in styles
    assert "<Application>Væksttavlen</Application>" in app


def test_word_says_who_made_it_and_when(word: Any, meeting: Meeting, said: str):
    core = word.core_properties
    assert core.author == core.last_modified_by == meeting.head.author
    assert core.created.replace(tzinfo=None) == meeting.head.frozen_at.replace(tzinfo=None, microsecond=0)
    assert (core.language, core.comments, core.revision) == ({"da": "da-DK", "en": "en-GB"}[said], "", 1)
    assert "Viborg 2014" in core.title


def test_the_agenda_leads_to_its_items(word: Any, paper: Paper, said: str):
    """Each item's field names a mark that is there, and tells the page on which the PDF has it."""
    marks = {one.get(qn("w:name")) for one in word.element.iter(qn("w:bookmarkStart"))}
    codes = [one.text.split()[1] for one in word.element.iter(qn("w:instrText")) if "PAGEREF" in one.text]
    assert len(codes) > 8
    assert set(codes) <= marks
    pages = [closed(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(paper(Form.PDF, said))).pages]
    for paragraph in word.paragraphs:
        if "PAGEREF" in paragraph._p.xml:
            number, name, page = paragraph.text.split("\t")
            assert closed(f"{number} {name}") in pages[int(page) - 1]


def test_nothing_technical_stands_before_the_last_page(word: Any, meeting: Meeting, said: str):
    text = "\n".join(one.text for one in word.paragraphs)
    before, _, last = text.rpartition(translate("About these minutes", said))
    assert meeting.head.checksum in last
    told = meeting.head.checksum[:8], meeting.definitions, "UTC", language.date_time(meeting.head.frozen_at, said)
    assert [one for one in told if one in before] == []


def test_a_day_nobody_froze_has_a_status_without_lines_to_sign_on(held: Held):
    """And others than the parties read no minutes either."""
    _settings, book, meeting = held
    unnamed = dataclasses.replace(meeting, head=dataclasses.replace(meeting.head, name=""))
    for found in (unnamed, meetings.for_audience(meeting, meetings.OTHERS)):
        made = Document(io.BytesIO(meeting_papers.make(Form.DOCX, book, found, "da", by=CHAIR, ids=())))
        titles = [title for _, title in headings(made)]
        assert "Om disse tal" in titles
        assert "Dagsorden" not in titles
        assert not any("Beslutninger" in title for title in titles if found is not unnamed)
        assert {one._tbl.tblPr.find(qn("w:tblCaption")) is None for one in made.tables} == {False}


def paragraphs(word: Any, item: str) -> Iterator[str]:
    """What stands under the item of the agenda with that name."""
    is_in = False
    for one in word.paragraphs:
        if one.style.name == "Heading 1":
            is_in = re.sub(r"^\d+\t", "", one.text).startswith(item)
        elif is_in:
            yield one.text


def test_what_was_said_stands_under_its_item(word: Any, said: str):
    """The decision, who owes what by when, the story and the dispute with its party."""
    decided = list(paragraphs(word, translate("Activity targets", said)))
    assert f"{translate('Decision', said)}\tVi fortsætter som aftalt" in decided
    disputed = " ".join(paragraphs(word, translate("Fees", said)))
    assert re.search(r"Viborg Kommune: .* 52[.,]650[.,]00\. Ser vi på", disputed)
    assert "En stor virksomhed flyttede i maj" in " ".join(paragraphs(word, translate("Jobs", said)))
    day = "1. september 2014" if said == "da" else "1 September 2014"
    owed = ["Send de manglende timesedler", "Viborgegnens Erhvervsråd", day]
    listed = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    assert owed in listed
    assert [row[1:] for row in listed if row[2:] == owed] == [[translate("Action", said), *owed]]


def test_where_when_and_with_whom_it_sat(held_anew: Held, said: str):
    """Names for those who may read notes; the next meeting as the last item; an action with what came of it."""
    _settings, book, meeting = held_anew
    there = (Present("fagchef", "kommune"), Present("direktør", "vaeksthus"), Present("borgmester", "kommune"))
    first, second = dt.date(2014, 8, 14), dt.date(2015, 1, 22)
    sat = Sitting(first, "13.00", "14.40", "Mødelokale 2", there, second, "Rådhuset")
    sitting.write(book, meeting, sat, by=CHAIR)
    before = meetings.find(book, BEFORE)
    action = minutes.add(
        book, before, "action", "Ring rundt", by=CHAIR, responsible="kommune", due_date=dt.date(2014, 5, 1)
    )
    minutes.set_status(book, action.id, "open", by=CHAIR, due_date=dt.date(2014, 9, 1))
    minutes.comment(book, meeting, "satisfaction", "Brevene kom sent ud", by=CHAIR, party="kommune")
    text = closed(inside(meeting_papers.make(Form.PDF, book, meeting, said, by=CHAIR)))
    word = Document(io.BytesIO(meeting_papers.make(Form.DOCX, book, meeting, said, by=CHAIR)))
    told = [one.text.strip("\t") for one in word.paragraphs]
    when = {"da": "torsdag den 14. august 2014 kl. 13.00–14.40", "en": "Thursday 14 August 2014, 13.00–14.40"}[said]
    names = [
        f"{translate('Present', said)}\tViborg Kommune\tfagchef, borgmester",
        "Væksthus Midtjylland\tdirektør",
        f"{translate('Place', said)}\tMødelokale 2",
        f"{translate('Time', said)}\t{when}",
        f"{translate('Remark', said)}\tViborg Kommune: {expected.label('satisfaction', said)}. Brevene kom sent ud",
    ]
    assert [one for one in names if one not in told] == []
    assert [one for one in names if closed(one) not in text] == []
    titles = [title for level, title in headings(word) if level == 1]
    assert titles.index(translate("Next meeting", said)) + 1 == titles.index(translate("Figures and tables", said))
    assert list(paragraphs(word, translate("Next meeting", said)))[:2] == [
        f"{translate('Place', said)}\tRådhuset",
        f"{translate('Time', said)}\t{language.weekday(second, said)}",
    ]
    came = [row.cells[3].text for table in word.tables for row in table.rows if row.cells[0].text == "Ring rundt"]
    day = language.date(dt.date(2014, 9, 1), said)
    owed = ["1", translate("Action", said), "Ring rundt", "Viborg Kommune", day]
    assert owed in [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    moved = {"da": "Åben, flyttet fra 1. maj 2014", "en": "Still open, moved from 1 May 2014"}[said]
    assert came == [moved]
    (carried,) = minutes_tables.carried(occasion.of(book, meeting, CHAIR), said).rows
    assert carried[1:4] == ("Ring rundt", "Viborg Kommune", dt.date(2014, 9, 1))
    for audience in (Audience(False, has_notes=False, has_stories=False), Audience(False, True, False)):
        made = inside(meeting_papers.make(Form.DOCX, book, meetings.for_audience(meeting, audience), said, by=CHAIR))
        assert ("borgmester" in made) is audience.has_notes


def test_what_was_not_taken_is_told(held_anew: Held, said: str):
    """Of the proposals those that were dropped and those nobody came to, each with why it was made."""
    _settings, book, meeting = held_anew
    first, second, *others = proposals.of_meeting(book, meeting)
    proposals.choose(book, meeting, first.id, "adopted", by=CHAIR)
    proposals.choose(book, meeting, second.id, "dropped", by=CHAIR)
    word = Document(io.BytesIO(meeting_papers.make(Form.DOCX, book, meeting, said, by=CHAIR)))
    told = [one.partition("\t") for one in paragraphs(word, translate("Decisions", said))]
    named = {label: text for label, _, text in reversed(told)}
    assert named[translate("Dropped", said)].startswith(f"{second.text.say(said)}. ")
    assert others
    assert named[translate("Not decided", said)].startswith(f"{others[0].text.say(said)}. ")
    assert sum(label == translate("Not decided", said) for label, _, _ in told) == len(others)
    rows = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    assert any(first.text.say("da") in row for row in rows)
