"""The meeting's workbook, read by programs that did not write it."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from data_pipeline.agreements import Words
from data_pipeline.language import translate
from data_pipeline.ledger import FeeLineIds, FigureComment
from data_pipeline.meetings import Meeting
from data_pipeline.papers import xlsx
from data_pipeline.papers.meeting_papers import Form
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.slides import occasion
from tests.papers import expected
from tests.papers.conftest import NAME, Paper

HOSTILE = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1", '=HYPERLINK("http://x")', "http://x.example/")


def tables(content: bytes) -> dict[str, list[list[Any]]]:
    """Every sheet's rows as an independent reader sees them, its title first."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def rows(content: bytes, msgid: str, said: str) -> dict[str, list[Any]]:
    """A sheet's rows by their first cell."""
    wanted = translate(msgid, said)
    found = next(lines for lines in tables(content).values() if lines and lines[0][0] == wanted)
    return {line[0]: line[1:] for line in found[3:] if line[0] != ""}


def same(cell: Any, value: Any) -> bool:
    return cell == "" if value is None else cell == pytest.approx(float(value), abs=1e-9)


@pytest.mark.parametrize("said", ["da", "en"])
def test_every_target_and_fee_is_what_the_figures_say(paper: Paper, meeting: Meeting, said: str):
    """B1 and B2 cell by cell against `figures --meeting`."""
    content = paper(Form.XLSX, said)
    b1 = rows(content, "The targets of B1 in numbers", said)
    for name, (actual, target, pace, *forecast) in expected.targets(meeting, said).items():
        row = b1[name]
        told = [row[1], row[2], row[3], *row[5:8]]
        assert all(same(*pair) for pair in zip(told, (actual, target, pace, *forecast), strict=True)), (name, row)
    b2 = rows(content, "B2's table", said)
    for name, numbers in expected.fees(meeting, said).items():
        assert all(same(*pair) for pair in zip(b2[name][2:], numbers, strict=True)), (name, b2[name])


@pytest.mark.parametrize("said", ["da", "en"])
def test_satisfaction_jobs_and_deadlines_are_what_the_figures_say(paper: Paper, meeting: Meeting, said: str):
    """The other headline figures, cell by cell."""
    content, found = paper(Form.XLSX, said), meeting.figures
    now = next(iter(rows(content, "Against the goal", said).items()))
    told = [now[0], *now[1]]
    one = found["satisfaction"]
    wanted = (one["satisfied"], one["answered"], one["share"], one["low"], one["high"], one["goal"])
    assert all(same(*pair) for pair in zip(told[:6], wanted, strict=True))
    assert same(told[7], one["invited"])
    assert same(told[8], one["response_rate"])
    last = list(rows(content, "Month by month against the goal", said).values())[-2]
    jobs = found["jobs"]
    numbers = (
        jobs["created"],
        -Decimal(jobs["lost"]),
        jobs["net"],
        jobs["measured"],
        jobs["not_measured"],
        jobs["goal"],
    )
    assert all(same(*pair) for pair in zip(last, numbers, strict=True)), last
    for one in found["deadlines"]:
        title = expected.label(f"deadline.{one['id']}", said)
        total = rows(content, title, said)[translate("In all", said)]
        assert all(
            same(cell, one[part]) for cell, part in zip(total, ("kept", "missed", "pending", "share"), strict=True)
        )


@pytest.mark.parametrize("said", ["da", "en"])
def test_breakdowns_show_the_parties_every_figure(paper: Paper, meeting: Meeting, said: str):
    content = paper(Form.XLSX, said)
    road = rows(content, "The client's road", said)
    for told in meeting.figures["road"]:
        row = road[expected.label(f"road.{told['step']}.company", said)]
        assert same(row[0], told["entrepreneur"])
        assert same(row[1], told["company"])


def test_lines_of_the_fees_add_up_to_the_table_of_b2(paper: Paper, meeting: Meeting):
    """One line per fee with its ids; the lines' sums are B2's amounts."""
    lines = tables(paper(Form.XLSX, "da"))[translate("Fee by fee", "da")]
    listed = [line for line in lines[3:] if isinstance(line[1], float)]
    assert len(listed) == meeting.figures["fee_total"]["count"]
    assert all(line[3] for line in listed)
    for part, column in (("uncapped", 6), ("amount", 7), ("cut", 8)):
        total = sum(Decimal(str(line[column] or 0)) for line in listed)
        assert total == Decimal(meeting.figures["fee_total"][part])
    waiting = translate("awaits a timesheet", "da")
    assert sum(line[9] == waiting for line in listed) == meeting.figures["fee_total"]["pending"]


def test_formulas_give_the_numbers_that_stand_beside_them(paper: Paper):
    """Worked out again from their cells, every formula is its cached value: payable = the smaller of the two, sums."""
    formulas = openpyxl.load_workbook(io.BytesIO(paper(Form.XLSX, "da")))
    values = openpyxl.load_workbook(io.BytesIO(paper(Form.XLSX, "da")), data_only=True)
    checked = 0
    for sheet in formulas:
        cached = values[sheet.title]
        for cell in (one for row in sheet.iter_rows() for one in row if one.data_type == "f"):
            worked_out = calculated(cell.value, cached)
            assert worked_out == pytest.approx(float(cached[cell.coordinate].value), abs=0.004), (
                sheet.title,
                cell.value,
            )
            checked += 1
    assert checked > 150


def calculated(formula: str, sheet: Any) -> float:
    """The formula's value from the sheet's cells: MIN, SUM, + and -, which is all we write."""

    def number(name: str) -> float:
        value = sheet[name].value
        return float(value or 0)

    if match := re.fullmatch(r"=MIN\((\w+),(\w+)\)", formula):
        assert all(sheet[name].value is not None for name in match.groups()), "MIN passes over what is empty"
        return min(map(number, match.groups()))
    if match := re.fullmatch(r"=SUM\((\w+):(\w+)\)", formula):
        return sum(float(one.value or 0) for row in sheet[f"{match[1]}:{match[2]}"] for one in row)
    assert re.fullmatch(r"=[A-Z]+\d+([+-][A-Z]+\d+)*", formula), formula
    return sum(number(name) * (-1 if sign == "-" else 1) for sign, name in re.findall(r"([+-=])([A-Z]+\d+)", formula))


def test_ids_stand_in_the_fee_lines_alone(paper: Paper, client_ids: frozenset[str]):
    own = translate("Fee by fee", "da")
    found = tables(paper(Form.XLSX, "da"))
    assert own in found
    assert client_ids <= {cell for line in found[own] for cell in line}
    for name, lines in found.items():
        assert name == own or not client_ids & {cell for line in lines for cell in line}, name


def test_the_workbook_says_what_it_is_and_what_was_said(paper: Paper, meeting: Meeting):
    """“Om dette udtræk” follows the contents, with stamp, definitions, clauses; the minutes come last."""
    sheets = tables(paper(Form.XLSX, "da"))
    _, first, *_ = sheets.values()
    assert first[0][0] == "Om dette udtræk"
    told = {line[0]: line[1] for line in first[3:]}
    assert told["Møde"] == NAME
    assert told["Kontrolsum"] == meeting.head.checksum
    assert {line[3] for line in first[3:]} >= {"R4", "R5", "R7", "R8", "R9", "R10", "R11"}
    words = {cell for lines in sheets.values() for line in lines for cell in line}
    assert {"Vi fortsætter som aftalt", "En stor virksomhed flyttede i maj", "Ser vi på"} <= words
    assert "Viborgegnens Erhvervsråd" in words
    assert dt.date(2014, 9, 1) in words


def test_prints_on_a4_with_heads_that_stay(paper: Paper):
    """Every sheet: A4 across, head repeated on paper and fixed on screen, the stamp under each page."""
    book = openpyxl.load_workbook(io.BytesIO(paper(Form.XLSX, "en")))
    for sheet in book:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.print_title_rows == "$3:$3"
        assert sheet.freeze_panes == "B4"
        assert NAME in sheet.oddFooter.left.text
        assert len(sheet.title) <= 31


def test_no_text_becomes_a_formula_or_a_link(held, meeting: Meeting):
    """Hostile text in every place that comes from files or people: a text it stays."""
    bad = HOSTILE[0]
    agreed = meeting.agreement
    words = Words(da=bad, en=bad)
    agreed = agreed.model_copy(
        update={
            "title": words,
            "document": words,
            "parties": tuple(one.model_copy(update={"name": HOSTILE[1]}) for one in agreed.parties),
            "fees": tuple(one.model_copy(update={"label": words}) for one in agreed.fees),
        }
    )
    fees = meeting.reports["fees"]
    fees = replace(fees, lines=tuple(replace(one, label=words) for one in fees.lines))
    sectors = meeting.reports["focus_sectors"]
    sectors = replace(sectors, names={name: Words(da=HOSTILE[3], en=HOSTILE[3]) for name in sectors.names})
    reports = {**meeting.reports, "fees": fees, "focus_sectors": sectors}
    about = occasion.of(held[1], replace(meeting, agreement=agreed, reports=reports), Person("=1", Role.PARTNER))
    spoken = (FigureComment(meeting.head.frozen_at, one, agreed.id, one, meeting.as_of, 1, one) for one in HOSTILE)
    minutes = tuple(
        replace(one, minute=replace(one.minute, text=bad, author=bad), responsible=bad, note=HOSTILE[4])
        for one in about.minutes
    )
    ids = {place: FeeLineIds(*place, HOSTILE[place[1] % len(HOSTILE)], bad) for place in about.fee_ids}
    content = xlsx.made(replace(about, comments=tuple(spoken), minutes=minutes, fee_ids=ids), "da")
    book = openpyxl.load_workbook(io.BytesIO(content))
    texts = []
    for cell in (one for sheet in book for row in sheet.iter_rows() for one in row):
        if cell.data_type == "f":
            assert re.fullmatch(r"=(MIN\(\w+,\w+\)|SUM\(\w+:\w+\)|[A-Z]+\d+([+-][A-Z]+\d+)*)", cell.value), cell.value
        elif isinstance(cell.value, str) and cell.value in HOSTILE:
            texts.append(cell.value)
            assert cell.quotePrefix or cell.value.startswith("http"), cell.coordinate
        assert cell.hyperlink is None or (cell.hyperlink.target is None and cell.parent.title == "Indhold")
    assert set(texts) == set(HOSTILE)


def test_the_same_meeting_gives_the_same_bytes(held, meeting: Meeting, paper: Paper):
    about = occasion.of(held[1], meeting, Person("læser", Role.PARTNER))
    assert xlsx.made(about, "en") == paper(Form.XLSX, "en")
