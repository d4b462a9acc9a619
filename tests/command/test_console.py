"""What commands write: tables for people, JSON and CSV for machines."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from pathlib import Path

import pytest

from data_pipeline.command.console import Console
from data_pipeline.command.load import described
from data_pipeline.exports.progress import Doing, Step
from data_pipeline.language import message
from data_pipeline.loading.load import load
from data_pipeline.settings import Settings
from tests.load import deliveries


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def console(language: str = "da", format_: str = "text", err: io.StringIO | None = None) -> Console:
    return Console(language, format_, io.StringIO(), err or io.StringIO())


def written(screen: Console) -> str:
    assert isinstance(screen.out, io.StringIO)
    return screen.out.getvalue()


def complained(screen: Console) -> str:
    assert isinstance(screen.err, io.StringIO)
    return screen.err.getvalue()


def test_numbers_stand_right_and_words_left():
    screen = console()
    screen.table([message("File"), message("Received")], [("kunder.csv", 7), ("x", 12_345)])
    assert written(screen).splitlines() == ["Fil         Modtaget", "kunder.csv         7", "x             12.345"]


def test_a_column_without_any_value_is_left_out():
    screen = console("en")
    screen.table([message("File"), message("Line"), message("Reason")], [("a", None, "x"), ("b", None, "y")])
    assert written(screen).splitlines() == ["File  Reason", "a     x", "b     y"]


def test_dates_and_amounts_are_written_as_the_language_writes_them():
    row = [(dt.date(2014, 6, 30), Decimal("1234.50"))]
    danish, english = console("da"), console("en")
    for screen in (danish, english):
        screen.table([message("Load"), message("Value")], row)
    assert written(danish).splitlines()[1] == "30.06.2014  1.234,50"
    assert written(english).splitlines()[1] == "30/06/2014  1,234.50"


def test_danish_csv_is_what_a_danish_spreadsheet_opens():
    screen = console("da", "csv")
    screen.csv(("figur", "værdi"), [("a", Decimal("1.50")), ("æ;ø", None), ("b", 0.25)])
    assert written(screen) == '\ufefffigur;værdi\r\na;1,50\r\n"æ;ø";\r\nb;0,25\r\n'


def test_english_csv_has_comma_and_point():
    screen = console("en", "csv")
    screen.csv(("figure", "value"), [("a", Decimal("1.50"))])
    assert written(screen) == "\ufefffigure,value\r\na,1.50\r\n"


def test_text_is_never_a_formula_and_numbers_stay_numbers():
    screen = console("da", "csv")
    screen.csv(("a", "b"), [("=1+1", -5), ("+45 12", Decimal("-0.5")), ("@x", True), ("＝y", ""), ("-", 1)])
    assert written(screen).splitlines()[1:] == ["'=1+1;-5", "'+45 12;-0,5", "'@x;true", "'＝y;", "'-;1"]


def test_json_stands_alone():
    screen = console("da", "json")
    screen.say(message("Nothing was refused."))
    screen.json({"æ": None})
    assert written(screen) == '{\n  "æ": null\n}\n'


def test_no_bar_is_drawn_into_a_file():
    screen = console()
    screen.progress(message("Reading {file}: {read}", file="a.csv", read="1 kB"), 1, 2)
    assert complained(screen) == ""


def test_a_bar_is_drawn_on_a_terminal_and_wiped_at_the_end():
    screen = console(err=Terminal())
    screen.progress(message("Reading {file}: {read}", file="a.csv", read="1 kB"), 1, 2)
    assert "████████████░░░░░░░░░░░░ Læser a.csv: 1 kB" in complained(screen)
    screen.progress(message("Reading {file}: {read}", file="a.csv", read="1 kB"), 2, 2)
    assert complained(screen).endswith("\r\033[K")
    assert written(screen) == ""


def test_a_long_line_is_cut_where_the_terminal_ends(monkeypatch: pytest.MonkeyPatch):
    """A line that wraps could not be wiped."""
    monkeypatch.setenv("COLUMNS", "40")
    screen = console(err=Terminal())
    screen.progress(message("Reading {file}: {read}", file="a" * 99, read="1 kB"), 1, 2)
    assert len(complained(screen).rpartition("\033[K")[2]) == 39
    assert complained(screen).endswith("…")


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (Step(Doing.READING, 0, 9_500, "k.csv"), "Læser k.csv: 0 af 10 kB"),
        (Step(Doing.READING, 9_000, 9_500, "k.csv", 1_500, 2_000), "Læser k.csv: 9 af 10 kB, 1.500 af 2.000 rækker"),
        (Step(Doing.READING, 84_000_000, 126_000_000, "v.csv"), "Læser v.csv: 84 af 126 MB"),
        (Step(Doing.BUILDING, 3, 18), "Bygger lageret: 3 af 18 tabeller"),
    ],
)
def test_a_load_tells_how_far_it_is(step: Step, said: str):
    assert described(step).say("da") == said


def test_rows_are_told_while_they_are_read(settings: Settings, tmp_path: Path):
    """The reader's child counts them; bytes go with them, then come the warehouse's tables."""
    steps: list[Step] = []
    path = deliveries.clients(tmp_path / "k.csv", *(f"K{n}" for n in range(30)))
    load(settings, [path], progress=steps.append)
    reading = [step for step in steps if step.doing is Doing.READING]
    counted = [step for step in reading if step.all_rows]
    assert {step.all_rows for step in counted} == {30}
    assert counted[-1].rows == 30
    assert len({step.rows for step in counted}) > 3
    assert [step.done for step in reading] == sorted(step.done for step in reading)
    assert reading[-1].done == reading[-1].total == path.stat().st_size
    building = [step for step in steps if step.doing is Doing.BUILDING]
    assert [step.done for step in building] == list(range(building[0].total + 1))
