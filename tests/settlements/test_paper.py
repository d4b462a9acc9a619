"""The paper of a settlement: its tables add up cell by cell, as a spreadsheet works them out, and name the ids once."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from data_pipeline import reports, settlements
from data_pipeline.papers import settlement_paper
from data_pipeline.papers.workbook import FIRST
from data_pipeline.privacy.rights import NotAllowed, Person, Role
from data_pipeline.reports import Board
from data_pipeline.settings import Settings
from data_pipeline.settlements import Settlement
from data_pipeline.views import settlement
from data_pipeline.views.table import Formula, Table
from tests.settlements.crm import AGREEMENT, BOSS, H2, settle


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory, whole_year: Path) -> Board:
    """An installation with both half-years settled."""
    home = tmp_path_factory.mktemp("paper") / "home"
    shutil.copytree(whole_year, home)
    opened = reports.open_board(Settings.read({"VAEKSTTAVLEN_HOME": str(home)}))
    settle(opened, H2, message_="Ifølge referatet")
    return opened


@pytest.fixture(scope="module")
def both(board: Board) -> tuple[Settlement, ...]:
    return settlements.of(board.ledger, AGREEMENT, by=BOSS)


def worked_out(sheet: Table) -> list[str]:
    """Formulas whose result is not the value beside them, worked out from the other cells."""
    values: dict[str, Decimal] = {}

    def at(name: str) -> Decimal:
        if name not in values:
            cell = sheet.rows[int(name[1:]) - FIRST][ord(name[0]) - ord("A")]
            values[name] = result(cell.expression) if isinstance(cell, Formula) else Decimal(cell or 0)
        return values[name]

    def result(expression: str) -> Decimal:
        if found := re.fullmatch(r"SUM\(([A-Z])(\d+):([A-Z])(\d+)\)", expression):
            column, first, same, last = found.groups()
            assert column == same
            return sum((at(f"{column}{row}") for row in range(int(first), int(last) + 1)), Decimal(0))
        if found := re.fullmatch(r"MIN\(([A-Z]\d+),([A-Z]\d+)\)", expression):
            return min(at(one) for one in found.groups())
        terms = re.findall(r"([+-]?)([A-Z]\d+)", expression)
        assert "".join(map("".join, terms)) == expression, expression
        return sum((-at(name) if sign == "-" else at(name) for sign, name in terms), Decimal(0))

    return [
        f"{sheet.title}: {cell.expression} is {result(cell.expression)}, not {cell.value}"
        for row in sheet.rows
        for cell in row
        if isinstance(cell, Formula) and result(cell.expression) != cell.value
    ]


@pytest.mark.parametrize("said", ["da", "en"])
def test_every_formula_gives_what_stands_beside_it(both: tuple[Settlement, ...], said: str):
    tables = [table for one in both for table in settlement.tables(one, said)]
    assert [len(settlement.tables(one, said)) for one in both] == [4, 4], "H1 awaits, H2 corrects"
    assert sum(isinstance(cell, Formula) for table in tables for row in table.rows for cell in row) > 60
    assert not [line for table in tables for line in worked_out(table)]


def test_a_wrong_formula_would_be_seen(both: tuple[Settlement, ...]):
    table = settlement.summary(both[0], "da")
    cell = table.rows[0][5]
    assert isinstance(cell, Formula)
    broken = Formula(cell.expression, cell.value + 1)
    rows = ((*table.rows[0][:5], broken, *table.rows[0][6:]), *table.rows[1:])
    assert len(worked_out(Table(table.title, table.columns, rows))) == 1


def test_an_independent_reader_finds_the_same_amounts(board: Board, both: tuple[Settlement, ...]):
    one = both[1]
    made = settlement_paper.xlsx(board, one, "da", by=BOSS)
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    assert book.sheet_names[1:] == ["Afregningens linjer", "Rettelser af tidligere", "Afregnet indtil nu"]
    first = book.get_sheet_by_index(0).to_python()
    assert first[0][0] == "2. afregning: 1. juli 2014 – 31. december 2014"
    (total,) = [row for row in first if row[0] == "I alt"]
    assert [Decimal(str(cell)).quantize(Decimal("0.01")) for cell in total[5:8]] == [
        one.own.amount_dkk,
        one.corrections.amount_dkk,
        one.total.amount_dkk,
    ]
    text = [str(cell) for row in first for cell in row]
    assert "Ifølge referatet" in text
    assert f"Kontrolsum {one.checksum}" in text
    corrected = book.get_sheet_by_index(2).to_python()
    assert [row_cell for row in corrected for row_cell in (row[0], row[1], row[4], row[6]) if row[4] == "K-7"] == [
        "2",
        "",
        "K-7",
        "Sent indberettet",
    ]
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert b"<f>MIN(G4,H4)</f>" in packed.read("xl/worksheets/sheet2.xml")


def test_the_paper_is_for_those_who_may_see_ids_and_is_remembered(board: Board, both: tuple[Settlement, ...]):
    guest = Person("gæst", Role.OBSERVER)
    with pytest.raises(NotAllowed):
        settlement_paper.xlsx(board, both[0], "da", by=guest)
    known = len(board.ledger.audit(action="export"))
    settlement_paper.xlsx(board, both[0], "en", by=Person("bo", Role.PARTNER))
    trail = board.ledger.audit(action="export")[known:]
    assert [(one.author, one.details["settlement"], one.details["format"]) for one in trail] == [("bo", 1, "xlsx")]


def test_without_ids_the_paper_has_sums_alone(board: Board):
    shown = settlements.of(board.ledger, AGREEMENT, by=Person("gæst", Role.OBSERVER))
    tables = settlement.tables(shown[1], "da")
    assert [len(table.rows) for table in tables] == [4, 3]
    assert not any("K-" in str(cell) for table in tables for row in table.rows for cell in row)
