"""Workbooks: several sheets, headings below a title, dates of both epochs, and everything a hostile one can hold."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from data_pipeline.exports import Sheet, read_bytes
from tests.exports.files import KEY, danish, faults, kind_of, rows_of, whole, with_values

DATES = {"Dato", "Registreret", "Startdato", "Slutdato", "Stiftelsesdato", "Udsendt", "Besvaret", "Opgjort"}


def book(fill: Callable[[Any], None], **options: Any) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, options) as workbook:
        fill(workbook)
    return out.getvalue()


def sheet_with(workbook: Any, name: str, rows: list[list[Any]], first_row: int = 0) -> Any:
    sheet = workbook.add_worksheet(name)
    day = workbook.add_format({"num_format": "dd-mm-yyyy"})
    moment = workbook.add_format({"num_format": "dd-mm-yyyy hh:mm:ss"})
    for down, row in enumerate(rows, first_row):
        for right, cell in enumerate(row):
            if isinstance(cell, dt.datetime):
                sheet.write_datetime(down, right, cell, moment)
            elif isinstance(cell, dt.date):
                sheet.write_datetime(down, right, cell, day)
            elif cell not in (None, ""):
                sheet.write(down, right, cell)
    return sheet


def read(content: bytes) -> tuple[Sheet, ...]:
    sheets = read_bytes("crm.xlsx", content, KEY)
    for sheet in sheets:
        assert sheet.received == sheet.rows.num_rows + len(set(sheet.refused["line"].to_pylist()))
    return sheets


def read_rows(kind: str, *rows: list[Any]) -> Sheet:
    (sheet,) = read(book(lambda workbook: sheet_with(workbook, "Ark1", [rows_of(kind)[0], *rows])))
    return sheet


GUIDANCE = ["V1", 1001, dt.date(2014, 2, 3), "Lokal", "VER", "Telefon", 1.5, 1234.5, "Tekst", dt.date(2014, 2, 4), ""]


def but(row: list[Any], **cells: Any) -> list[Any]:
    return [cells.get(f"c{place}", cell) for place, cell in enumerate(row)]


def test_each_sheet_is_a_kind_of_its_own():
    def fill(workbook: Any) -> None:
        sheet_with(workbook, "Kunder", rows_of("kunder", {}))
        sheet_with(workbook, "Møder", rows_of("vejledninger", {}, {}))
        sheet_with(workbook, "Noter", [["hej"]])
        workbook.add_worksheet("Tom")

    clients, guidance, notes, empty = read(book(fill))
    assert [sheet.file for sheet in (clients, guidance, notes, empty)] == [
        "crm.xlsx#Kunder", "crm.xlsx#Møder", "crm.xlsx#Noter", "crm.xlsx#Tom",
    ]  # fmt: skip
    assert clients.rows.drop_columns(["line"]) == with_values("kunder", {}).rows.drop_columns(["line"])
    assert (kind_of(guidance).name, guidance.received) == ("vejledninger", 2)
    assert whole(notes).say("da") == (
        "Linje 1 har ikke overskrifterne fra nogen kendt eksport; eksportér med overskrifter i første linje."
    )
    assert (whole(empty).say("en"), whole(empty).say("da")) == ("The sheet is empty.", "Arket er tomt.")


def test_typed_cells_are_read_as_what_they_are():
    sheet = read_rows("vejledninger", but(GUIDANCE, c10=dt.datetime(2014, 2, 4, 8, 30)), but(GUIDANCE, c0="0042"))
    row, other = sheet.rows.to_pylist()
    assert (row["client_id"], row["guidance_date"], row["work_hours"]) == ("1001", dt.date(2014, 2, 3), Decimal("1.50"))
    assert (row["hourly_rate_dkk"], row["changed_at"]) == (Decimal("1234.50"), dt.datetime(2014, 2, 4, 8, 30))
    assert (other["guidance_id"], other["line"]) == ("0042", 3)


def test_a_number_that_only_looks_long_is_read_as_excel_shows_it():
    sheet = read_rows("vejledninger", but(GUIDANCE, c6=0.1 + 0.2), but(GUIDANCE, c6=1.005))
    assert sheet.rows["work_hours"].to_pylist() == [Decimal("0.30")]
    assert faults(sheet) == [(3, "Timer", "Timer has more than two decimals; write two.")]


@pytest.mark.parametrize("date_1904", [False, True])
def test_both_epochs_give_the_same_days(date_1904):
    content = book(
        lambda workbook: sheet_with(workbook, "A", [rows_of("vejledninger")[0], GUIDANCE]),
        default_date_format="dd-mm-yyyy",
        date_1904=date_1904,
    )
    assert read(content)[0].rows["guidance_date"].to_pylist() == [dt.date(2014, 2, 3)]


@pytest.mark.parametrize("days", [1, 59, 60])
def test_a_small_number_shown_as_a_date_is_no_day(days):
    """Excel counts a 29 February 1900 that never was: a cell of 5 in a column of dates shows 5 January 1900."""

    def fill(workbook: Any) -> None:
        sheet = sheet_with(workbook, "A", [rows_of("vejledninger")[0], GUIDANCE, GUIDANCE])
        sheet.write_number(2, 2, days, workbook.add_format({"num_format": "dd-mm-yyyy"}))

    (sheet,) = read(book(fill))
    assert faults(sheet) == [
        (3, "Dato", "Dato is a date in the first days of 1900, which is how Excel shows a small number; "
         "write the date as text.")
    ]  # fmt: skip
    assert danish(sheet) == [
        "Dato er en dato i de første dage af 1900, som Excel viser et lille tal; skriv datoen som tekst."
    ]


CELLS = [
    (2, 41673, "Dato", "{} is a number where a date belongs; format the cell as a date, or write 31-12-2014.",
     "{} er et tal, hvor der skal stå en dato; formatér cellen som dato, eller skriv 31-12-2014."),
    (6, dt.date(2014, 5, 1), "Timer", "{} is a date or a time where a number belongs; format the cell as a number.",
     "{} er en dato eller et klokkeslæt, hvor der skal stå et tal; formatér cellen som tal."),
    (1, dt.date(2014, 5, 1), "Kunde-ID",
     "{} is a date, a time or a truth value where text belongs; format the cell as text.",
     "{} er en dato, et klokkeslæt eller en sandhedsværdi, hvor der skal stå tekst; formatér cellen som tekst."),
    (1, 10**15, "Kunde-ID",
     "{} is a number too long for Excel to keep; format the column as text and export again.",
     "{} er et tal, der er for langt til, at Excel kan bevare det; formatér kolonnen som tekst, og eksportér igen."),
]  # fmt: skip


@pytest.mark.parametrize(("place", "cell", "heading", "english", "in_danish"), CELLS)
def test_a_cell_of_another_type_refuses_its_row(place, cell, heading, english, in_danish):
    sheet = read_rows("vejledninger", GUIDANCE, but(GUIDANCE, **{f"c{place}": cell}))
    assert faults(sheet) == [(3, heading, english.format(heading))]
    assert danish(sheet) == [in_danish.format(heading)]


def test_a_cpr_number_that_excel_made_a_number_has_lost_its_zero():
    rows = [
        ["Kunde-ID", "Kundetype", "Kommune", "CPR-nr."],
        [1, "Før start", 791, 6101601234],
        [2, "Før start", "0791", 101601234],
    ]
    (sheet,) = read(book(lambda workbook: sheet_with(workbook, "A", rows)))
    assert sheet.rows["client_id"].to_pylist() == ["1"]
    assert [(line, heading) for line, heading, _ in faults(sheet)] == [(3, "CPR-nr.")]


def test_errors_and_formulas_without_result_are_refused_with_their_cell():
    def fill(workbook: Any) -> None:
        sheet = sheet_with(workbook, "A", [rows_of("vejledninger")[0], GUIDANCE, GUIDANCE, GUIDANCE, GUIDANCE])
        sheet.write_formula("G2", "=1/0", None, "#DIV/0!")
        sheet.write_formula("G3", "=1+1", None, 2)
        sheet.write_formula("G4", "=1+1")
        sheet.write_formula("E5", "=A1", None, "#N/A")

    (sheet,) = read(book(fill))
    assert sheet.rows["work_hours"].to_pylist() == [Decimal(2)]
    assert faults(sheet) == [
        (2, "Timer", "Timer: cell G2 holds an error from Excel; mend the formula and save the workbook."),
        (4, "Timer", "Timer: cell G4 holds a formula without its result; open, save and load the workbook again."),
        (5, "Operatør", "Operatør: cell E5 holds an error from Excel; mend the formula and save the workbook."),
    ]
    assert danish(sheet)[:2] == [
        "Timer: celle G2 indeholder en fejl fra Excel; ret formlen, og gem projektmappen.",
        "Timer: celle G4 indeholder en formel uden resultat; åbn, gem og indlæs projektmappen igen.",
    ]


def test_a_formula_that_openpyxl_wrote_has_no_result():
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(rows_of("henvisninger")[0])
    sheet.append(["H1", "K1", "03-02-2014", '="Lokal"', "Lokal", ""])
    sheet.append(["H2", "K1", "03-02-2014", "Lokal", "Lokal", "=NOW()"])
    out = io.BytesIO()
    workbook.save(out)
    (read_sheet,) = read(out.getvalue())
    assert [(line, heading) for line, heading, _ in faults(read_sheet)] == [(2, "Niveau"), (3, "Ændret")]


def test_headings_may_stand_below_a_title_and_be_merged():
    def fill(workbook: Any) -> None:
        rows = rows_of("henvisninger", {}, {})
        sheet = sheet_with(workbook, "A", rows[1:], first_row=5)
        sheet.merge_range(0, 0, 0, 5, "Henvisninger 2014")
        for place, heading in enumerate(rows[0]):
            sheet.merge_range(3, place, 4, place, heading)

    (sheet,) = read(book(fill))
    assert sheet.received == 2
    assert sheet.rows["line"].to_pylist() == [6, 7]
    assert [note.say("en") for note in sheet.notes] == ["The headings were found in row 4."]
    assert [note.say("da") for note in sheet.notes] == ["Overskrifterne blev fundet i række 4."]


def test_a_hidden_sheet_is_not_read_and_mentioned():
    def fill(workbook: Any) -> None:
        sheet_with(workbook, "Nu", rows_of("henvisninger", {"Niveau": "Lokal"}))
        sheet_with(workbook, "Før", rows_of("henvisninger", {"Niveau": "Fokuseret"})).hide()
        sheet_with(workbook, "Ib 610160-1234", rows_of("kunder", {})).very_hidden()

    (sheet,) = read(book(fill))
    assert sheet.rows["level"].to_pylist() == ["local"]
    assert [note.say("en") for note in sheet.notes] == ["The hidden sheets Før and Ib … were not read."]
    assert [note.say("da") for note in sheet.notes] == ["De skjulte ark Før og Ib … er ikke læst."]


def test_a_workbook_whose_sheets_are_all_hidden_is_refused():
    content = repacked(lambda name, part: part.replace(b"<sheet name=", b'<sheet state="hidden" name='))
    (sheet,) = read(content)
    assert whole(sheet).say("en") == ("All sheets of the workbook are hidden; show the one to load, and save it again.")
    assert whole(sheet).say("da") == (
        "Alle ark i projektmappen er skjult; vis det, der skal indlæses, og gem den igen."
    )


def test_rows_hidden_by_a_filter_are_read_and_counted():
    def fill(workbook: Any) -> None:
        sheet = sheet_with(workbook, "A", [rows_of("vejledninger")[0], GUIDANCE, GUIDANCE, GUIDANCE, []])
        for row in (2, 3, 4):  # the last one is empty
            sheet.set_row(row, None, None, {"hidden": True})

    (sheet,) = read(book(fill))
    assert sheet.rows.num_rows == 3
    assert [note.say("en") for note in sheet.notes] == [
        "2 rows are hidden in the sheet, by a filter or by hand, and were read as the others."
    ]
    assert [note.say("da") for note in sheet.notes] == [
        "2 rækker er skjult i arket, af et filter eller i hånden, og er læst som de andre."
    ]


MERGED = (
    "{0}: cell {1} is merged with others, so it is not certain which rows its value is for; "
    "split the cells and write the value in each row."
)


@pytest.mark.parametrize(
    ("merged", "refused"),
    [
        ((2, 7, 3, 7, 1234.5), [(3, "Timesats", "H3"), (4, "Timesats", "H4")]),  # a rate for two rows
        ((2, 1, 3, 1, "K7"), [(3, "Kunde-ID", "B3"), (4, "Kunde-ID", "B4")]),
        ((2, 8, 3, 8, "Tekst"), [(3, "Hovedindhold", "I3"), (4, "Hovedindhold", "I4")]),
        ((2, 6, 2, 7, 2), [(3, "Timesats", "H3")]),  # hours that reach over the rate
        ((2, 12, 3, 13, "Note"), []),  # beside the columns that are read
    ],
)
def test_merged_cells_refuse_their_rows(merged, refused):
    def fill(workbook: Any) -> None:
        sheet = sheet_with(workbook, "A", [rows_of("vejledninger")[0], GUIDANCE, GUIDANCE, GUIDANCE, GUIDANCE])
        top, left, bottom, right, value = merged
        if right < 11:
            sheet.merge_range(top, left, bottom, right, value)
        else:
            sheet.write(0, 12, "Egen note")
            sheet.write(0, 13, "Mere")
            sheet.merge_range(top, left, bottom, right, value)

    (sheet,) = read(book(fill))
    assert faults(sheet) == [(line, heading, MERGED.format(heading, cell)) for line, heading, cell in refused]
    assert sheet.received == 4
    assert [text for text in danish(sheet) if "er flettet med andre, så det er usikkert" not in text] == []


def test_a_merged_row_of_sums_is_no_row():
    def fill(workbook: Any) -> None:
        sheet = sheet_with(workbook, "A", [rows_of("vejledninger")[0], GUIDANCE, [""] * 6 + [1.5]])
        sheet.merge_range(2, 0, 2, 3, "Total")

    (sheet,) = read(book(fill))
    assert (sheet.received, sheet.rows.num_rows) == (1, 1)


def test_headings_again_in_a_sheet_refuse_it():
    rows = rows_of("henvisninger", {}, {})
    (sheet,) = read(book(lambda workbook: sheet_with(workbook, "A", [*rows, rows[0], rows[1]])))
    assert whole(sheet).say("en") == (
        "Row 4 holds headings again, as where a second table begins; put each table in a sheet of its own."
    )
    clients = rows_of("kunder", {})
    (sheet,) = read(book(lambda workbook: sheet_with(workbook, "A", [*rows, [], *clients])))
    assert whole(sheet).say("da") == (
        "Række 5 indeholder overskrifter igen, som hvor en ny tabel begynder; læg hver tabel i sit eget ark."
    )


def test_dates_that_excel_understood_in_a_column_with_the_month_first_are_uncertain():
    """Danish Excel makes 01/06/2014 a 1 June and leaves 06/13/2014 as text."""
    sheet = read_rows(
        "vejledninger",
        but(GUIDANCE, c2=dt.date(2014, 6, 1)),
        but(GUIDANCE, c2="06/13/2014"),
        but(GUIDANCE, c2=dt.date(2014, 6, 21)),
    )
    assert [(line, heading) for line, heading, _ in faults(sheet)] == [(2, "Dato"), (3, "Dato")]
    assert sheet.rows["guidance_date"].to_pylist() == [dt.date(2014, 6, 21)]


def test_an_id_that_is_a_number_with_decimals_is_refused():
    sheet = read_rows("vejledninger", but(GUIDANCE, c1=1003.5), but(GUIDANCE, c1="1003.0"), but(GUIDANCE, c1=1003.0))
    assert [(line, heading) for line, heading, _ in faults(sheet)] == [(2, "Kunde-ID"), (3, "Kunde-ID")]
    assert sheet.rows["client_id"].to_pylist() == ["1003"]


def test_an_error_for_a_missing_value_is_missing_where_only_presence_counts():
    def fill(workbook: Any) -> None:
        sheet = sheet_with(workbook, "A", [rows_of("vejledninger")[0], GUIDANCE, GUIDANCE])
        sheet.write_formula("I2", "=NA()", None, "#N/A")
        sheet.write_formula("I3", "=1/0", None, "#DIV/0!")

    (sheet,) = read(book(fill))
    assert sheet.rows["has_content"].to_pylist() == [False]
    assert [(line, heading) for line, heading, _ in faults(sheet)] == [(3, "Hovedindhold")]


def test_rows_of_empty_cells_are_not_counted():
    sheet = read_rows("vejledninger", GUIDANCE, [], [" ", None, ""], GUIDANCE)
    assert sheet.received == 2
    assert sheet.rows["line"].to_pylist() == [2, 5]


def test_coloured_cells_with_nothing_in_them_are_nothing():
    """A colour painted to the end of a sheet makes cells, in rows up to Excel's last, and still no rows."""

    def fill(workbook: Any) -> None:
        sheet = sheet_with(workbook, "A", [rows_of("vejledninger")[0], GUIDANCE])
        yellow = workbook.add_format({"bg_color": "yellow"})
        for row in (2, 900_000, 1_048_575):
            sheet.write_blank(row, 12, None, yellow)

    (sheet,) = read(book(fill))
    assert (sheet.received, sheet.reason) == (1, None)


def test_a_sheet_named_for_its_adviser_is_read_without_the_name():
    for name, shown in (
        ("Jens Hansen", "…"),
        ("Hansen, Jens", "…"),
        ("Lokal", "Lokal"),
        ("Viborg Kommune", "Viborg Kommune"),
    ):
        (sheet,) = read(book(lambda one, name=name: sheet_with(one, name, [rows_of("vejledninger")[0], GUIDANCE])))
        assert (sheet.file, sheet.received) == (f"crm.xlsx#{shown}", 1)


def test_a_cpr_number_in_the_name_of_a_sheet_is_out_of_sight():
    (sheet,) = read(book(lambda workbook: sheet_with(workbook, "Ib 610160-1234", rows_of("henvisninger", {}))))
    assert sheet.file == "crm.xlsx#Ib …"


# --- What is refused whole ------------------------------------------------------------------------------------------

GOOD = book(lambda workbook: sheet_with(workbook, "Ark1", rows_of("henvisninger", {})))


def repacked(change: Callable[[str, bytes], bytes | None], *more: tuple[str, bytes], content: bytes = GOOD) -> bytes:
    """The workbook with its parts changed (None: left out) and more of them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in given.infolist():
            part = change(entry.filename, given.read(entry))
            if part is not None:
                made.writestr(entry.filename, part)
        for name, part in more:
            made.writestr(name, part)
    return out.getvalue()


def same(_: str, part: bytes) -> bytes:
    return part


def in_sheet(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, part: part.replace(old, new) if name == "xl/worksheets/sheet1.xml" else part


STRANGE = "The workbook is packed as no spreadsheet program packs it; open it in Excel, save it as .xlsx and load that."
DAMAGED = "The workbook is damaged or cut short; export it again, or open and save it in Excel."
TOO_LARGE = "The workbook unpacks to more than an export can be; divide it, or export it as CSV."
PROTECTED = "The workbook is protected by a password; save it without one and load it again."
BILLION = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'

REFUSED = {
    "cut short": (GOOD[:-200], DAMAGED),
    "a broken part": (GOOD.replace(b"PK\x01\x02", b"PK\x01\x03", 1), DAMAGED),
    "no sheets named": (
        repacked(lambda name, part: None if name.endswith("workbook.xml.rels") else part),
        "The workbook lacks the parts that name its sheets; open and save it in Excel.",
    ),
    "no workbook": (
        repacked(lambda name, part: None, ("kunder.csv", b"a;b")),
        "The file is packed but is no workbook; unpack it and load the files in it.",
    ),
    "an entity": (repacked(lambda name, part: BILLION + part[55:] if name.endswith("sheet1.xml") else part), STRANGE),
    "macros": (
        repacked(same, ("xl/vbaProject.bin", b"x")),
        "The workbook holds macros; save it as “Excel workbook (.xlsx)” without them.",
    ),
    "links": (
        repacked(same, ("xl/externalLinks/externalLink1.xml", b"<x/>")),
        "The workbook takes values from other workbooks; paste them as values and save it again.",
    ),
    "a way out": (repacked(same, ("../x", b"x")), STRANGE),
    "an absolute name": (repacked(same, ("/etc/x", b"x")), STRANGE),
    "one name twice": (repacked(same, ("XL/worksheets/sheet1.xml", b"<x/>")), STRANGE),
    "too many parts": (repacked(same, *((f"x{number}", b"") for number in range(2001))), STRANGE),
    "a zip bomb": (repacked(same, ("xl/media/x.xml", b"\x20" * 60_000_000)), TOO_LARGE),
    "XLSB": (
        repacked(lambda name, part: None if name == "xl/workbook.xml" else part, ("xl/workbook.bin", b"x")),
        "The file is a binary workbook (.xlsb), in which errors cannot be told from empty cells; "
        "save it as .xlsx in Excel.",
    ),
    "a password": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500, PROTECTED),
}  # fmt: skip


@pytest.mark.parametrize("fault", REFUSED)
def test_a_workbook_that_is_not_honest_is_refused_whole(fault):
    content, sentence = REFUSED[fault]
    (sheet,) = read(content)
    assert whole(sheet).say("en") == sentence
    assert whole(sheet).say("da") != sentence


BIG_SHEETS = {
    "two cells a world apart": (
        repacked(in_sheet(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')),
        TOO_LARGE,
    ),
    "a broken sheet": (
        repacked(in_sheet(b"</sheetData>", b"")),
        "A sheet of the workbook is damaged; open and save it in Excel.",
    ),
}


@pytest.mark.parametrize("fault", BIG_SHEETS)
def test_a_sheet_that_is_not_honest_is_refused(fault):
    content, sentence = BIG_SHEETS[fault]
    (sheet,) = read(content)
    assert whole(sheet).say("en") == sentence


def test_a_shared_string_shown_in_thousands_of_cells_is_no_bomb():
    """12 000 cells that share one text of 1 MiB: 109 kB that would unpack to 12 GB."""
    long = b"x" * (1 << 20)
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(2, 12_002))
    content = repacked(
        lambda name, part: (
            b'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
            + long
            + b"</t></si></sst>"
            if name == "xl/sharedStrings.xml"
            else in_sheet(b"</sheetData>", cells + b"</sheetData>")(name, part)
        )
    )
    (sheet,) = read(content)
    assert whole(sheet).say("en") == TOO_LARGE


def test_many_long_strings_together_are_no_bomb():
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(2, 12_002))
    content = repacked(
        lambda name, part: (
            b'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
            + b"x" * 32_000
            + b"</t></si></sst>"
            if name == "xl/sharedStrings.xml"
            else in_sheet(b"</sheetData>", cells + b"</sheetData>")(name, part)
        )
    )
    (sheet,) = read(content)
    assert whole(sheet).say("en") == TOO_LARGE


# --- OpenDocument ---------------------------------------------------------------------------------------------------

NAMES = "".join(
    f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
    for short in ("office", "style", "table", "text")
)
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"


def ods(*rows: str, manifest: str = "<manifest/>", styles: str = "", more: str = "") -> bytes:
    content = (
        f'<?xml version="1.0"?><office:document-content{NAMES} xmlns:calcext="{CALC}">{styles}<office:body>'
        f"<office:spreadsheet>{ods_sheet('Ark1', *rows)}{more}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", content)
        made.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def ods_sheet(name: str, *rows: str, style: str = "") -> str:
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}"{style}>{body}</table:table>'


def cell(kind: str, value: str = "", shown: str = "", more: str = "") -> str:
    said = {"float": f' office:value="{value}"', "date": f' office:date-value="{value}"'}.get(kind, "")
    typed = f' office:value-type="{kind}"' if kind else ""
    return f"<table:table-cell{typed}{said}{more}><text:p>{shown}</text:p></table:table-cell>"


def texts(*values: str) -> str:
    return "".join(cell("string", shown=value) if value else "<table:table-cell/>" for value in values)


HEADINGS = texts(*rows_of("vejledninger")[0][:7])


def test_an_open_document_is_read_with_its_types():
    row = (
        texts("V1", "K1")
        + cell("date", "2014-02-03", "3. feb")
        + texts("Lokal", "VER", "")
        + cell("float", "1.5", "1,5")
    )
    (sheet,) = read(ods(HEADINGS, row))
    (found,) = sheet.rows.to_pylist()
    assert (found["guidance_date"], found["work_hours"], found["channel"]) == (
        dt.date(2014, 2, 3),
        Decimal("1.5"),
        None,
    )


FORMULA_FAULTS = {
    "an error": cell("string", shown="#DIV/0!", more=' table:formula="of:=1/0" calcext:value-type="error"'),
    "an old error": cell("float", "0", "Err:502", ' table:formula="of:=1/0"'),
    "no result": '<table:table-cell table:formula="of:=1+1"/>',
}


@pytest.mark.parametrize("fault", FORMULA_FAULTS)
def test_errors_of_an_open_document_are_refused_with_their_cell(fault):
    right = texts("V1", "K1", "03-02-2014", "Lokal", "VER", "") + cell("float", "2", "2", ' table:formula="of:=1+1"')
    wrong = texts("V2", "K1", "03-02-2014", "Lokal", "VER") + '<table:table-cell table:number-columns-repeated="1"/>'
    (sheet,) = read(ods(HEADINGS, right, wrong + FORMULA_FAULTS[fault]))
    assert sheet.rows["guidance_id"].to_pylist() == ["V1"]
    assert [(line, heading) for line, heading, _ in faults(sheet)] == [(3, "Timer")]
    assert "cell G3 holds" in faults(sheet)[0][2]


def test_an_open_document_with_a_password_or_too_many_cells_is_refused():
    (sheet,) = read(ods(HEADINGS, manifest="<manifest><encryption-data/></manifest>"))
    assert whole(sheet).say("en") == PROTECTED
    bomb = cell("string", shown="x", more=' table:number-columns-repeated="16384"')
    (sheet,) = read(ods(*([HEADINGS] + [bomb] * 300)))
    assert whole(sheet).say("en") == TOO_LARGE


def test_a_hidden_sheet_of_an_open_document_is_not_read_and_mentioned():
    styles = (
        '<office:automatic-styles><style:style style:name="t2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    )
    rows = [texts(f"V{number}", "K1", "03-02-2014", "Lokal", "VER", "") + cell("float", "2", "2") for number in (1, 2)]
    older = ods_sheet("Før", HEADINGS, rows[1], style=' table:style-name="t2"')
    (sheet,) = read(ods(HEADINGS, rows[0], styles=styles, more=older))
    assert sheet.rows["guidance_id"].to_pylist() == ["V1"]
    assert [note.say("da") for note in sheet.notes] == ["Det skjulte ark Før er ikke læst."]


def test_merged_cells_and_hidden_rows_of_an_open_document():
    right = texts("V1", "K1", "03-02-2014", "Lokal", "VER", "") + cell("float", "2", "2")
    spanned = texts("V2", "K1", "03-02-2014", "Lokal", "VER", "") + cell(
        "float", "3", "3", ' table:number-rows-spanned="2"'
    )
    covered = texts("V3", "K1", "03-02-2014", "Lokal", "VER", "") + "<table:covered-table-cell/>"
    content = ods(HEADINGS, right, spanned, covered)
    (sheet,) = read(content)
    assert sheet.rows["guidance_id"].to_pylist() == ["V1"]
    assert faults(sheet) == [(line, "Timer", MERGED.format("Timer", f"G{line}")) for line in (3, 4)]
    hidden = repacked(
        lambda name, part: part.replace(b"<table:table-row>", b'<table:table-row table:visibility="filter">').replace(
            b'<table:table-row table:visibility="filter">', b"<table:table-row>", 1
        ),
        content=ods(HEADINGS, right),
    )
    (sheet,) = read(hidden)
    assert sheet.rows.num_rows == 1
    assert [note.say("en") for note in sheet.notes] == [
        "1 row is hidden in the sheet, by a filter or by hand, and was read as the others."
    ]
