"""No paper for others holds a marked number, an id, a name of somebody, or what a single party cost (R18, §6).

The frozen record has everything. So every marked number in it is exchanged for one that stands nowhere else, the papers
are made, taken apart, and searched for those.
"""

from __future__ import annotations

import dataclasses
import io
import itertools
import re
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from python_calamine import CalamineWorkbook

from data_pipeline import meetings
from data_pipeline.language import translate
from data_pipeline.meetings import Audience, Meeting
from data_pipeline.papers import meeting_papers
from data_pipeline.papers.meeting_papers import Form
from data_pipeline.privacy import small_cells
from data_pipeline.privacy.rights import NotAllowed, Person, Role
from data_pipeline.privacy.small_cells import Hidden
from data_pipeline.slides import occasion
from data_pipeline.views.table import FEW, FROZEN, SUPPRESSED, format_cell, is_marked, plain
from tests.papers.conftest import BEFORE, CHAIR, NAME
from tests.security.inside import inside

FIRST = 770_003  # and every seventh number after it: five digits and more, found nowhere else
READER = Person("Ida", Role.OBSERVER)
# Where a marked number is written as it is: shares and their ends are written in per cent.
WHOLE = ("guided", "screened", "programmes", "measured", "not_measured", "entrepreneur", "company", "companies", "debt")
# How a paper underlines with dots what is for the parties only.
DOTTED = {
    Form.PPTX: 'u="dottedHeavy"',
    Form.HTML: 'stroke-dasharray="0 8"',
    Form.XLSX: '<bottom style="dotted">',
    Form.DOCX: '<w:u w:val="dotted"/>',
    Form.PDF: "Stiplet understregning: kun for parterne",
}
AMOUNTS = ("created", "lost", "net", "revenue", "export", "full_time")


def planted(meeting: Meeting) -> tuple[Meeting, dict[str, str]]:
    """The meeting with other numbers in place of the marked ones and of what single parties cost, and what they are."""
    numbers = map(str, itertools.count(FIRST, 7))
    stand_for: dict[str, str] = {}
    reports: dict[str, Any] = dict(meeting.reports)
    for page, report in meeting.reports.items():
        instead: dict[Any, Any] = {}
        for path in report.marks.cells if hasattr(report, "marks") else ():
            if path[-1] in (*WHOLE, *AMOUNTS) or "debt" in path:
                number = next(numbers)
                stand_for[number] = f"{page} {path}"
                instead[path] = Decimal(number) if path[-1] in AMOUNTS else int(number)
        reports[page] = small_cells._replaced(report, (), instead)
    lines = []
    for line in meeting.fee_lines:
        stand_for[number := next(numbers)] = f"{line.fee} line {line.number}"
        lines.append(dataclasses.replace(line, amount_dkk=Decimal(number), uncapped_dkk=Decimal(number)))
    return dataclasses.replace(meeting, reports=MappingProxyType(reports), fee_lines=tuple(lines)), stand_for


@pytest.mark.parametrize("said", ["da", "en"])
@pytest.mark.parametrize("form", list(Form))
def test_a_paper_for_others_holds_nothing_marked(form: Form, said: str, held, client_ids: frozenset[str]):
    _settings, book, meeting = held
    changed, stand_for = planted(meeting)
    assert len([what for what in stand_for.values() if "line" not in what]) > 50
    others = meetings.for_audience(changed, meetings.OTHERS)
    file = meeting_papers.make(form, book, others, said, by=READER)
    made = inside(file)
    assert [what for number, what in stand_for.items() if number in made] == []
    assert [one for one in client_ids if one in made or one.encode() in file] == []
    for told in (CHAIR.name, "Send de manglende timesedler", "En stor virksomhed flyttede", "Ser vi på"):
        assert told not in made
    assert ("For andre: små tal er skjult" if said == "da" else "For others: small numbers are hidden") in made
    assert "Fortroligt" not in made
    assert DOTTED[form] not in made


def test_the_search_would_find_them(held, client_ids: frozenset[str]):
    """The parties' workbook has every one of them, and says whom it is for."""
    _settings, book, meeting = held
    changed, stand_for = planted(meeting)
    made = inside(meeting_papers.make(Form.XLSX, book, changed, "da", by=CHAIR))
    # Earlier points in time of a sector stand on its own page alone, and revenue in the specialised operator's table.
    elsewhere = re.compile(r"'course', 0|'operators', 0.*'(revenue|export)'|not_measured")
    missing = [what for number, what in stand_for.items() if number not in made and not elsewhere.search(what)]
    assert missing == []
    assert len([one for one in client_ids if one in made]) > 50
    assert "Fortroligt: kun for aftalens parter" in made


@pytest.mark.parametrize("form", list(Form))
def test_a_paper_for_the_parties_hides_nothing(form: Form, held):
    _settings, book, meeting = held
    made = inside(meeting_papers.make(form, book, meeting, "da", by=CHAIR)).replace("\u00ad", "")
    assert "diskretionsbeskyttet" not in made
    assert "1–4" not in made.replace("1–4 og det", "")
    assert "Fortroligt: kun for aftalens parter" in made
    assert DOTTED[form] in made


def test_others_get_the_parties_papers_from_nobody(held):
    _settings, book, meeting = held
    with pytest.raises(NotAllowed):
        meeting_papers.make(Form.XLSX, book, meeting, "da", by=READER)


def test_what_is_ticked_is_told(held):
    """Notes and stories only where they were ticked when the meeting was released, each by itself."""
    _settings, book, meeting = held
    for audience, note, story in (
        (Audience(False, has_notes=True, has_stories=False), True, False),
        (Audience(False, has_notes=False, has_stories=True), False, True),
    ):
        others = meetings.for_audience(meeting, audience)
        for form in Form:
            made = inside(meeting_papers.make(form, book, others, "da", by=READER))
            assert ("Send de manglende timesedler" in made) is note, form
            assert ("En stor virksomhed flyttede" in made) is story, form


def test_a_meeting_is_released_by_name(held_anew):
    """Others see released meetings alone; before, they are told no more than that there is none of that name."""
    _settings, book, _meeting = held_anew
    with pytest.raises(NotAllowed):
        meetings.find_for(book, BEFORE, READER)
    with pytest.raises(NotAllowed):
        meetings.find_for(book, "nothing", READER)
    with pytest.raises(NotAllowed):
        meetings.release(book, BEFORE, by=Person("Per", Role.PARTNER))
    meetings.release(book, BEFORE, by=CHAIR)
    assert [head.name for head in meetings.heads_for(book, "viborg-2014", READER)] == [BEFORE]
    assert [head.author for head in meetings.heads_for(book, "viborg-2014", READER)] == [""]
    assert {head.name for head in meetings.heads_for(book, "viborg-2014", CHAIR)} == {BEFORE, NAME}
    seen = meetings.find_for(book, BEFORE, READER)
    assert not seen.audience.is_parties
    assert Hidden.FEW in [one.screened for one in seen.reports["focus_sectors"].course[-1].sectors]
    assert meetings.find_for(book, BEFORE, CHAIR).audience.is_parties
    assert [entry.details for entry in book.audit(action="release")] == [{"meeting": BEFORE}]


def test_a_day_nobody_released_shows_others_headlines_alone(held):
    _settings, book, meeting = held
    unnamed = dataclasses.replace(meeting, head=dataclasses.replace(meeting.head, name=""))
    others = meetings.for_audience(unnamed, meetings.OTHERS)
    assert set(others.reports) == {"overview", "targets", "fees", "satisfaction", "jobs", "deadlines"}
    assert others.reports["satisfaction"].levels == ()
    for form in Form:
        made = inside(meeting_papers.make(form, book, others, "da", by=READER))
        assert "Grøn teknologi" not in made
        assert str(others.reports["fees"].total.count) in made


def by_heads(word: Any) -> dict[tuple[str, str], dict[str, str]]:
    """The cells of a Word file by their heads, by table and row; a table in parts is one."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for table in word.tables:
        caption = table._tbl.tblPr.find(qn("w:tblCaption"))
        title = re.sub(r", \d+ (af|of) \d+$", "", caption.get(qn("w:val"))) if caption is not None else ""
        heads, *rows = ([cell.text for cell in row.cells] for row in table.rows)
        for row in rows:
            found.setdefault((title, row[0]), {}).update(zip(heads, row, strict=True))
    return found


@pytest.mark.parametrize("said", ["da", "en"])
def test_cell_by_cell_others_read_the_word_where_a_number_is_marked(held, said: str):
    """And the parties' number where it is not: in the workbook, and in Word, whose words are the PDF's."""
    _settings, book, meeting = held
    others = meetings.for_audience(meeting, meetings.OTHERS)
    file = CalamineWorkbook.from_filelike(io.BytesIO(meeting_papers.make(Form.XLSX, book, others, said, by=READER)))
    lines = [file.get_sheet_by_name(name).to_python() for name in file.sheet_names]
    sheets = {one[0][0]: one[2:] for one in lines if len(one) > 2}
    word = by_heads(Document(io.BytesIO(meeting_papers.make(Form.DOCX, book, others, said, by=READER))))
    words = {FEW, *(translate(one, said).replace("\u00ad", "") for one in (SUPPRESSED, FROZEN))}
    hidden = told = 0
    for chapter in occasion.of(book, meeting, CHAIR).chapters(said):
        for table in chapter.tables:
            head, *rows = sheets.get(table.title, [[]])
            read = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
            for row in table.rows:
                name = str(plain(row[0]))
                for column, cell in zip(table.columns[1:], row[1:], strict=True):
                    if name not in read or column.title not in read[name]:
                        continue
                    written = word.get((table.title, name), {}).get(column.title)
                    if is_marked(cell):
                        hidden += 1
                        assert read[name][column.title] in words, (table.title, name, column.title)
                        assert written in (None, *words), (table.title, name, column.title)
                    elif written is not None:
                        told += 1
                        assert written in (format_cell(cell, column.kind, said), *words)
    assert hidden > 40
    assert told > 200
