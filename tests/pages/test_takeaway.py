"""What one takes away from a page: the same numbers as on the screen, in files that open right and do nothing."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from data_pipeline import reports
from data_pipeline.papers import csv_file, extract, workbook
from data_pipeline.papers.extract import Form, Wanted
from data_pipeline.privacy.rights import NotAllowed, Person, Role
from data_pipeline.reports import Board
from data_pipeline.settings import Settings
from data_pipeline.views import pages
from data_pipeline.views.table import Column, Kind, Table

AS_OF = dt.date(2014, 6, 30)
AT = dt.datetime(2014, 7, 1, 8, tzinfo=dt.UTC)
RISKY = ("=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x", "  =1", "\n=1")


@pytest.fixture(scope="module")
def board(sample_home: Path) -> Board:
    return reports.open_board(Settings.read({"VAEKSTTAVLEN_HOME": str(sample_home)}))


def wanted(page: str, said: str = "da", slice_: str = "") -> Wanted:
    return Wanted(page, page, "viborg-2014", "Viborg 2014", AS_OF, said, slice=slice_)


def rows(sheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_every_page_has_its_tables():
    assert set(pages.VIEWS) == {*reports.ANSWERS, *extract.OF_MEETINGS} - {"trace", *reports.BY_SLICE}


def test_a_file_of_every_page_opens_and_tells_what_it_is(board: Board):
    by = Person("Ida", Role.PARTNER)
    for page in pages.VIEWS:
        ask = extract.OF_MEETINGS.get(page, partial(Board.answer, report=page))
        report = ask(board, agreement="viborg-2014", as_of=AS_OF, by=by)
        for said, title, day in (
            ("da", "Om dette udtræk", "30. juni 2014"),
            ("en", "About this extract", "30 June 2014"),
        ):
            sheets = (*pages.of(page, report, said), extract.about(wanted(page, said), report, by))
            book = openpyxl.load_workbook(io.BytesIO(workbook.written(sheets, said, page, by="Anna", at=AT)))
            assert len(book.worksheets) > 1, page
            assert book.worksheets[-1].title == title
            assert day in [row[1] for row in rows(book.worksheets[-1])]
            text = csv_file.written(sheets, said).decode("utf-8-sig")
            assert not [line for line in text.splitlines() if "Hidden." in line or "None" in line], page
            assert "1–4" not in text.partition(title)[0]
            assert "diskretionsbeskyttet" not in text


def test_the_files_say_what_the_figures_say(board: Board):
    made = extract.page(board, wanted("fees"), Form.XLSX, Person("Ida", Role.PARTNER))
    table = rows(openpyxl.load_workbook(io.BytesIO(made)).worksheets[0])
    total = dict(zip(table[2], next(row for row in table if row[0] == "I alt"), strict=True))
    fees = board.answer("fees", "viborg-2014", AS_OF, by=Person("Ida", Role.PARTNER)).total
    assert Decimal(str(total["Til udbetaling"])) == fees.amount > 0
    assert Decimal(str(total["Skåret af loftet"])) == -fees.cut < 0
    assert total["Antal"] == fees.count


def test_what_has_changed_is_taken_home_cause_by_cause(board: Board):
    """Each row adds up, also where few are behind it."""
    asked = Wanted("changes", "x", "viborg-2014", "Viborg 2014", AS_OF, "da", asked={"meeting": "2014-06-30"})
    assert extract.file_name(asked, Form.XLSX) == "changes-2014-06-30-viborg-2014-2014-06-30.xlsx"
    made = extract.page(board, asked, Form.XLSX, Person("Ida", Role.PARTNER))
    book = openpyxl.load_workbook(io.BytesIO(made))
    counts, money, jobs = book.worksheets[:3]
    assert ["Vejledte virksomheder", 102, -2, 4, 104] in rows(counts)
    for _figure, before, *causes, after in [
        row for sheet in (counts, money, jobs) for row in rows(sheet)[3:] if row[1] is not None
    ]:
        assert before + sum(by or 0 for by in causes) == pytest.approx(after)
    assert "Hvad der er sket med rækkerne" in book.sheetnames


def test_what_is_for_the_parties_only_is_marked_in_files(board: Board):
    """In a CSV file by name, in a workbook by a dotted line under the number."""
    for page, row in (
        ("satisfaction", ["Lokal", "Utilfredse · Hverken eller"]),
        ("data", ["Kontaktperson", "Klienter"]),
        ("changes", ["Honorar til udbetaling", "Rettet · Sent indberettet"]),
    ):
        made = {form: extract.page(board, wanted(page), form, Person("Ida", Role.PARTNER)) for form in Form}
        text = made[Form.CSV].decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
        assert row in [[line[0], line[-1]] for line in lines if len(line) > 1]
        assert ["For hvem", "Fortroligt: kun for aftalens parter", "", ""] in lines
        book = openpyxl.load_workbook(io.BytesIO(made[Form.XLSX]))
        cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
        assert [cell for cell in cells if cell.border.bottom.style == "dotted"], page
        assert "Fortroligt: kun for aftalens parter" in book.worksheets[0].oddFooter.left.text


def test_ids_are_for_those_who_may_see_them(board: Board):
    ids = {
        client
        for ids in board.answer("data", "viborg-2014", AS_OF, by=Person("P", Role.PARTNER)).debtors.values()
        for client in ids
    }
    for page in ("data", "fees"):
        text = extract.page(board, wanted(page), Form.CSV, Person("Ida", Role.PARTNER)).decode()
        assert any(f";{one}" in text for one in ids), page
        with pytest.raises(NotAllowed):
            extract.page(board, wanted(page), Form.CSV, Person("Ida", Role.OBSERVER))


def test_a_sector_in_depth_has_its_own_file(board: Board):
    asked = wanted("focus_sectors", slice_="sector.green")
    made = extract.page(board, asked, Form.CSV, Person("Ida", Role.PARTNER))
    assert made.decode("utf-8-sig").startswith("Grøn")
    assert extract.file_name(asked, Form.CSV) == ("focus_sectors-sector.green-viborg-2014-2014-06-30.csv")


def test_every_file_made_is_remembered(board: Board):
    before = len(board.ledger.audit(action="export"))
    extract.page(board, wanted("jobs"), Form.CSV, Person("Ida", Role.PARTNER))
    (entry,) = board.ledger.audit(action="export")[before:]
    assert entry.author == "Ida"
    assert entry.details["page"] == "jobs"


def test_no_text_becomes_a_formula():
    sheet = Table("=1+1", (Column("=x"), Column("n", Kind.COUNT)), tuple((text, -5) for text in RISKY), ("=note",))
    for line in list(
        csv.reader(io.StringIO(csv_file.written([sheet], "da").decode("utf-8-sig"), newline=""), delimiter=";")
    ):
        assert not line or line[0].startswith("'"), line
        assert not line[1:] or line[1] in ("-5", "n")
    made = workbook.written([sheet], "da", "x", by="Anna", at=AT)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
    cells = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]
    assert [row[0].value for row in cells.iter_rows(min_row=4, max_row=3 + len(RISKY))] == [
        one.replace("\r", "_x000D_") for one in RISKY
    ]
    assert all(
        row[0].data_type == "s" and row[0].quotePrefix for row in cells.iter_rows(min_row=4, max_row=3 + len(RISKY))
    )


def test_numbers_and_dates_are_written_as_the_language_writes_them():
    sheet = Table(
        "T",
        (Column("Dag", Kind.DATE), Column("Kr.", Kind.MONEY), Column("Andel", Kind.SHARE), Column("n", Kind.COUNT)),
        ((dt.date(2014, 6, 30), Decimal("1234567.5"), 62 / 74, "1–4"), (None, Decimal("-0.005"), None, 1000)),
    )
    danish = csv_file.written([sheet], "da")
    assert danish.startswith(b"\xef\xbb\xbf")
    assert danish.decode("utf-8-sig").splitlines()[2:] == ["2014-06-30;1234567,50;83,78%;1–4", ";-0,01;;1000"]
    english = csv_file.written([sheet], "en").decode("utf-8-sig").splitlines()[2:]
    assert english == ["2014-06-30,1234567.50,83.78%,1–4", ",-0.01,,1000"]
    made = workbook.written([sheet], "da", "x", by="Anna", at=AT)
    cells = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]
    assert cells["A4"].value == dt.datetime(2014, 6, 30)
    assert (cells["B4"].value, cells["B4"].number_format) == (1234567.5, "#,##0.00")
    assert cells["C4"].number_format == "0%"
    assert cells["D4"].value == "1–4"
    assert made == workbook.written([sheet], "da", "x", by="Anna", at=AT)


def test_names_of_sheets_are_those_excel_takes():
    long = "Satisfied/by the end: of [each] month?"
    book = openpyxl.load_workbook(
        io.BytesIO(
            workbook.written(
                [Table(long, (Column("a"),), ())] * 3 + [Table("'", (Column("a"),), ())], "en", "x", by="Anna", at=AT
            )
        )
    )
    assert len({name.lower() for name in book.sheetnames}) == 4
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in book.sheetnames)


@pytest.mark.parametrize("page", ["overview", "jobs", "road", "deadlines"])
def test_a_page_asked_with_a_slice_holds_it_beside_the_whole(board, page):
    partner = Person("Ida", Role.PARTNER)
    asked = wanted(page, slice_="sector.green")
    text = extract.page(board, asked, Form.CSV, partner).decode("utf-8-sig")
    assert "Hele aftalen" in text
    assert "Et udsnit har intet mål" in text
    assert extract.file_name(asked, Form.CSV).startswith(f"{page}-sector.green-")
    assert "Et udsnit har intet mål" not in extract.page(board, wanted(page), Form.CSV, partner).decode("utf-8-sig")


def test_a_sectors_file_holds_its_lists(board):
    asked = replace(wanted("focus_sectors", slice_="sector.green"), as_of=dt.date(2014, 12, 31))
    text = extract.page(board, asked, Form.CSV, Person("Ida", Role.PARTNER)).decode("utf-8-sig")
    for told in ("K-10052", "Langt over resten", "Første kontakt til tiden: 3 af 12 for sent", "Områdets parter"):
        assert told in text
    side_by_side = extract.page(board, wanted("focus_sectors"), Form.CSV, Person("Ida", Role.PARTNER))
    assert "Områderne ved siden af helheden" in side_by_side.decode("utf-8-sig")
