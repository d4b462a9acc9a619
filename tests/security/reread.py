"""Files read again by readers that are not ours, and what would be done by whoever opens them: nothing."""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile

import openpyxl
import pypdf

# What our own formulas are made of: sums and the like of cells. A text of the data would need quotation marks.
OURS = re.compile(r"=[A-Z0-9:+\-*/(),.!' ]+")
NUMBER = re.compile(r"[-+]?\d[\d.,]*%?")
STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_texts(made: bytes) -> set[str]:
    """The cells; none begins as a formula does unless it is a number. An apostrophe before one is taken off."""
    found = set()
    for row in csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""), delimiter=";"):
        for cell in row:
            assert not cell.lstrip().startswith(STARTS) or NUMBER.fullmatch(cell), cell[:80]
            found.add(cell.removeprefix("'"))
    return found


def workbook_texts(made: bytes) -> set[str]:
    """The texts; a formula is one of ours, and the only links lead from a workbook's contents to its sheets."""
    found = set()
    for sheet in openpyxl.load_workbook(io.BytesIO(made)):
        assert not sheet.title.startswith(STARTS), sheet.title
        for row in sheet.iter_rows():
            for cell in row:
                leads = cell.hyperlink and (cell.hyperlink.target or sheet.title != "Indhold")
                assert not leads, cell.coordinate
                if cell.data_type == "f":
                    assert OURS.fullmatch(str(cell.value)), (sheet.title, cell.coordinate, str(cell.value)[:80])
                elif isinstance(cell.value, str):
                    found.add(cell.value)
    assert package_text(made)
    return found


def package_text(made: bytes) -> str:
    """All the text in an Office file; no part of it points outside, and none is a program."""
    found = []
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        for name in package.namelist():
            assert "vba" not in name.lower()
            part = package.read(name)
            if name.endswith(".rels"):
                assert b'TargetMode="External"' not in part, name
            if name.endswith((".xml", ".rels")):
                found.append(part.decode("utf-8"))
    return html.unescape("\n".join(found))


def is_quiet_pdf(made: bytes) -> bool:
    """Whether a PDF runs nothing and goes nowhere but within itself."""
    reader = pypdf.PdfReader(io.BytesIO(made))
    for number in range(1, reader.trailer["/Size"]):
        found = str(reader.get_object(number))
        if any(word in found for word in ("'/JS'", "'/JavaScript'", "'/Launch'", "'/URI'", "'/SubmitForm'")):
            return False
    return True
