"""Hostile strings wherever people write: the agreement's words, meetings, minutes, comments, settlements, strategy."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
from pathlib import Path

import openpyxl

from data_pipeline import meetings, settlements
from data_pipeline.ledger import strategy
from data_pipeline.meetings import minutes
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.reports import Board
from data_pipeline.settings import ROOT
from tests.load.deliveries import USUAL
from tests.security.hostile import STRINGS

AGREEMENT = "viborg-2014"
DAY = dt.date(2014, 6, 30)
SHORT = {word: text for word, text in STRINGS.items() if word != "long"}
# A word of the agreement: its key, and the text between plain quotation marks.
WORD = re.compile(r'\b(da|en|name|clause)( = )(?<!")"[^"\n]+"')
# Excel takes at most 31 letters in a sheet's name, and none of these.
SHEET = re.compile(r"[\[\]:*?/\\]")
BY = Person(STRINGS["script"], Role.ADMINISTRATOR)


def agreements(folder: Path) -> Path:
    """The folder with Viborg's agreement in which every title, label, text, clause and name is hostile, in turn."""
    folder.mkdir(parents=True)
    words = itertools.cycle(SHORT.values())
    text = (ROOT / "agreements" / f"{AGREEMENT}.toml").read_text(encoding="utf-8")
    written, count = WORD.subn(lambda found: f"{found[1]}{found[2]}{json.dumps(next(words))}", text)
    assert count > 150
    (folder / f"{AGREEMENT}.toml").write_text(written, encoding="utf-8")
    return folder


def workbook(path: Path) -> Path:
    """A workbook whose sheets have hostile names, each with a client of its own."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, (word, text) in enumerate(SHORT.items()):
        sheet = book.create_sheet(SHEET.sub(" ", text)[:31])
        row = USUAL["kunder"] | {"Kunde-ID": f"K-sheet-{number}-{word}", "Fokusområde": text}
        sheet.append(list(row))
        sheet.append(list(row.values()))
        for cells in sheet.iter_rows():
            for cell in cells:
                cell.data_type = "s"
    book.save(path)
    return path


def write(board: Board) -> meetings.Meeting:
    """The meeting with hostile name, remark, minutes, comments and marks; strategy values and a settlement beside."""
    names = {word: text[: meetings.freezing.LONGEST_NAME] for word, text in SHORT.items() if text.isprintable()}
    held = [
        meetings.freeze(board, names[word], AGREEMENT, DAY, by=BY, message_=STRINGS["image"])
        for word in ("beacon", "script")
    ]
    meeting, book = held[-1], board.ledger
    for number, text in enumerate(SHORT.values()):
        slide = ("targets", "fees", "jobs")[number % 3]
        kind = ("decision", "action")[number % 2]
        for one in held:
            minutes.add(book, one, kind, text, by=BY, slide=slide, responsible="kommune", due_date=DAY)
        minutes.comment(book, meeting, "jobs.net", text, by=BY)
    minutes.mark(book, meeting, "fee_total", "kommune", "disputed", by=BY, value="1", note=STRINGS["image"])
    agreed = board.view(AGREEMENT, DAY, by=BY).agreement
    for point, text in zip(strategy.points(agreed), itertools.cycle(SHORT.values()), strict=False):
        strategy.write(book, agreed, point, text, by=BY, source=text, note=text)
    settlements.settle(board, AGREEMENT, DAY, by=BY, is_early=True, message_=STRINGS["formula"])
    return meeting
