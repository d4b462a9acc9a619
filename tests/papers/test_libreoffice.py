"""Office files and exported rows opened by LibreOffice, a program that did not write them (soak: it is large)."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pypdf
import pytest
from docx import Document
from pptx import Presentation

from data_pipeline.command.line import main
from data_pipeline.papers.meeting_papers import Form
from tests.installations import Installations
from tests.papers.conftest import Paper
from tests.papers.test_every_number import closed

pytestmark = pytest.mark.soak


# As a Danish LibreOffice is told to take a file for Danish Excel: semicolon, quotes, UTF-8, from line 1, in Danish.
DANISH = "--infilter=CSV:59,34,76,1,,1030,false,true"


def converted(file: Path, to: str, *options: str) -> Path:
    """The file as LibreOffice reads and writes it; it fails rather than mends."""
    soffice = shutil.which("soffice")
    assert soffice, "apt-get install libreoffice-writer libreoffice-calc libreoffice-impress"
    folder = file.parent / to
    command = [soffice, f"-env:UserInstallation=file://{file.parent}/office", "--headless", "--convert-to", to]
    subprocess.run(
        [*command, *options, "--outdir", str(folder), str(file)], check=True, timeout=300, capture_output=True
    )
    return folder / f"{file.stem}.{to}"


def printed(file: Path, *, around: int = 0) -> str:
    """All text of the file as it is printed, without blanks and the hyphens of broken words.

    `around`: so many lines over and under each page are left out, since they part what goes on from page to page.
    """
    pages = [page.extract_text().splitlines() for page in pypdf.PdfReader(converted(file, "pdf")).pages]
    assert len(pages) >= 10
    return bare("".join("".join(lines[around : len(lines) - around]) for lines in pages))


def bare(text: str) -> str:
    """Without the shapes of verdicts, which come from other letters and are read after their words."""
    return re.sub(r"[▲▼●□≠→]", "", closed(text))


def written(paper: Paper, form: Form, said: str, folder: Path) -> Path:
    file = folder / f"paper.{form}"
    file.write_bytes(paper(form, said))
    return file


@pytest.mark.parametrize("said", ["da", "en"])
def test_word_is_printed_with_the_same_words(paper: Paper, said: str, tmp_path: Path):
    """Every paragraph and cell, and the agenda's pages as LibreOffice counts them."""
    file = written(paper, Form.DOCX, said, tmp_path)
    text, word = printed(file, around=1), Document(file)
    # Of the agenda LibreOffice writes its own pages.
    told = [one.text for one in word.paragraphs if "PAGEREF" not in one._p.xml]
    told += [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert [one for one in told if bare(one) not in text] == []
    again = Document(converted(file, "docx"))
    levels = [one.style.name for one in word.paragraphs if one.style.name.startswith(("Heading", "Title"))]
    assert [one.style.name for one in again.paragraphs if one.style.name.startswith(("Heading", "Title"))] == levels


@pytest.mark.parametrize("said", ["da", "en"])
def test_slides_are_printed_with_the_same_words(paper: Paper, said: str, tmp_path: Path):
    file = written(paper, Form.PPTX, said, tmp_path)
    text = printed(file)
    slides = Presentation(file).slides
    told = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    told += [
        cell.text
        for slide in slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    words = {word for one in told for word in re.split(r"\s+", one)}
    assert [one for one in words if bare(one) not in text] == []
    assert len(pypdf.PdfReader(file.parent / "pdf" / "paper.pdf").pages) == len(slides)


def test_the_workbook_s_formulas_give_what_we_wrote(paper: Paper, tmp_path: Path):
    file = written(paper, Form.XLSX, "da", tmp_path)
    text = printed(file)
    ours, theirs = (
        openpyxl.load_workbook(source, data_only=True)
        for source in (io.BytesIO(file.read_bytes()), converted(file, "xlsx"))
    )
    assert ours.sheetnames == theirs.sheetnames
    for sheet in ours:
        for row in sheet.iter_rows():
            for cell in row:
                other = theirs[sheet.title][cell.coordinate].value
                if isinstance(cell.value, int | float):
                    assert other == pytest.approx(cell.value, abs=0.005), (sheet.title, cell.coordinate)
                elif isinstance(cell.value, str):
                    assert other == cell.value
                    assert bare(cell.value) in text, (sheet.title, cell.coordinate)


def test_sums_over_exported_rows_are_the_figures(installations: Installations, tmp_path: Path):
    """`export data` as a Danish LibreOffice opens its CSV: amounts are numbers, days are days, ids stay text."""
    home = shutil.copytree(installations.both_deliveries(), tmp_path / "home")
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main(["export", "data", "--out", str(tmp_path / "data")], {"VAEKSTTAVLEN_HOME": str(home)}) == 0
        out.truncate(out.seek(0))
        command = ["figures", "--agreement", "viborg-2014", "--format", "json"]
        assert main(command, {"VAEKSTTAVLEN_HOME": str(home)}) == 0
    known = json.loads(out.getvalue())

    def table(name: str) -> list[dict[str, object]]:
        opened = openpyxl.load_workbook(converted(tmp_path / "data" / "csv" / f"{name}.csv", "xlsx", DANISH))
        head, *rows = opened.active.iter_rows(values_only=True)
        return [dict(zip(head, row, strict=True)) for row in rows]

    fees = table("fee_line")
    assert f"{sum(row['amount_dkk'] for row in fees):.2f}" == known["fee_total"]["amount"]
    assert sum(row["is_pending"] for row in fees) == known["fee_total"]["pending"]
    assert all(isinstance(row["fee_date"], dt.datetime) for row in fees)
    changes = [row["change"] for row in table("job_party") if row["change"] is not None]
    assert f"{sum(changes):.2f}" == known["jobs"]["net"]
    assert len(changes) == known["jobs"]["measured"]
    voices = [row for row in table("voice") if row["scope"] == "all" and row["is_counted"]]
    assert len(voices) == known["satisfaction"]["answered"]
    assert sum(row["score"] >= 4 for row in voices) == known["satisfaction"]["satisfied"]
    assert all(isinstance(row["client_id"], str) for row in table("dim_client"))
