"""A page's tables to take away, with a last one that tells what they are: agreement, dates, filters, definitions.

Files are made when they are asked for, from the report as the person's role may see it, and each is remembered in the
audit trail.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Any

from data_pipeline.language import Message, date, message
from data_pipeline.ledger import audit
from data_pipeline.meetings import PARTIES, changes_report, compare_report
from data_pipeline.papers import csv_file, names, workbook
from data_pipeline.papers.about import audience
from data_pipeline.privacy.rights import Person
from data_pipeline.reports import Board
from data_pipeline.slides import words
from data_pipeline.views import pages, sector, sector_comparison, slices
from data_pipeline.views.table import Cell, Kind, Table, Translator, columns


class Form(StrEnum):
    """Which kind of file."""

    CSV = "csv"
    XLSX = "xlsx"


# Pages whose reports know of meetings; every other one is a report of the board.
OF_MEETINGS: Mapping[str, Callable[..., Any]] = {"changes": changes_report.answer, "compare": compare_report.answer}
MIME = {Form.CSV: "text/csv", Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@dataclass(frozen=True)
class Definition:
    """What a figure is called and means, its clauses and the rule book's number, in the reader's language."""

    label: str
    meaning: str
    clause: str
    rule: str


@dataclass(frozen=True)
class Wanted:
    """What is asked for: a page of an agreement as of a date, in a language; `asked` are the report's own choices,
    `slice` the one that stands beside the whole (R19).

    `title` is the page's and `document` the agreement's, in the reader's language; `definitions` explain its figures.
    """

    page: str
    title: str
    agreement: str
    document: str
    as_of: dt.date
    language: str
    definitions: tuple[Definition, ...] = ()
    slice: str = ""
    asked: Mapping[str, str] = field(default_factory=dict)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Every choice beside agreement and date."""
        return tuple(value for value in (*self.asked.values(), self.slice) if value)

    @property
    def sector(self) -> str:
        """The focus sector in depth; empty where none is, or on another page."""
        kind, _dot, name = self.slice.partition(".")
        return name if kind == "sector" and self.page == "focus_sectors" else ""


def file_name(wanted: Wanted, form: Form) -> str:
    """`fees-<agreement>-2014-06-30.xlsx`: plain letters, so that every system takes it."""
    parts = [wanted.page, *map(names.plain, wanted.chosen)]
    return f"{'-'.join([*parts, wanted.agreement, wanted.as_of.isoformat()])}.{form}"


def page(board: Board, wanted: Wanted, form: Form, by: Person) -> bytes:
    """The file, made now from what the role of `by` may see, and noted in the audit trail. Raises `NotAllowed`."""
    ask: Callable[..., Any] = OF_MEETINGS.get(wanted.page, partial(Board.answer, report=wanted.page))
    report = ask(board, agreement=wanted.agreement, as_of=wanted.as_of, by=by, **wanted.asked)
    choices = {"sector": wanted.sector} if wanted.sector else {}
    tables = pages.of(wanted.page, report, wanted.language, **choices)
    found = (*_slice(board, wanted, by), *tables, about(wanted, report, by))
    title = f"{wanted.title} · {wanted.document}"
    footer = f"{_say(words.audience(PARTIES), wanted)} · {title}"
    made = (
        csv_file.written(found, wanted.language)
        if form is Form.CSV
        else workbook.written(found, wanted.language, title, footer, by=by.name, at=dt.datetime.now(dt.UTC))
    )
    audit.record(
        board.ledger,
        by,
        "export",
        page=wanted.page,
        format=form.value,
        language=wanted.language,
        agreement=wanted.agreement,
        as_of=wanted.as_of.isoformat(),
        snapshot=report.stamp.snapshot,
    )
    return made


def _slice(board: Board, wanted: Wanted, by: Person) -> tuple[Table, ...]:
    """The slice beside the whole: of the page's figures, or one focus sector in depth; the sectors against the rest."""

    def answer(report: str, **choices: str) -> Any:
        return board.answer(report, wanted.agreement, wanted.as_of, by=by, **choices)

    if wanted.sector:
        return tuple(sector.tables(answer("sector", sector=wanted.sector), wanted.language))
    beside = answer("slices", page=wanted.page, slice=wanted.slice) if wanted.slice else None
    found = [slices.table(beside, wanted.language)] if beside else []
    if wanted.page == "focus_sectors":
        found += sector_comparison.tables(answer("sector_comparison"), wanted.language)
    return tuple(found)


def about(wanted: Wanted, report: Any, by: Person) -> Table:
    """“Om dette udtræk”: which data, which choices, seen by whom, and what the figures mean, with clause and rule."""
    _ = Translator(wanted.language)
    stamp = report.stamp
    facts: list[tuple[str, str]] = [
        (_("Agreement"), f"{wanted.document} ({wanted.agreement})"),
        (_("Page"), wanted.title),
        (_("Status as of"), date(wanted.as_of, wanted.language)),
        (_("Snapshot"), _say(message("load {number}, {at}", number=stamp.snapshot, at=stamp.loaded_at), wanted)),
        (_("Newest day in the data"), date(stamp.newest_day, wanted.language)),
        (_("Choices"), ", ".join(wanted.chosen) or _("none")),
        (_("Seen as"), _(by.role.label)),
        *audience(PARTIES, wanted.language),
    ]
    rows: list[tuple[Cell, ...]] = [(name, told, None, None) for name, told in facts]
    rows += [(one.label, one.meaning, one.clause, one.rule) for one in wanted.definitions]
    head = columns(Kind.TEXT, _("Name"), _("Meaning"), _("Clause"), _("Rule"))
    return Table(_("About this extract"), head, tuple(rows))


def _say(told: Message, wanted: Wanted) -> str:
    return told.say(wanted.language)
