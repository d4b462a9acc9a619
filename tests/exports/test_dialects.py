"""The same facts in every dialect: encodings × separators × line ends × quoting × ways of writing numbers and dates."""

from __future__ import annotations

import csv
import itertools

import pyarrow as pa
import pytest

from tests.exports.files import kind_of, one, rows_of, text_of, with_values

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be-bom", "cp1252")
SEPARATORS = (";", ",", "\t", "|")
LINE_ENDS = ("\r\n", "\n", "\r")
QUOTING = (csv.QUOTE_MINIMAL, csv.QUOTE_ALL)
NUMBERS = {  # hours, rate
    "comma": ("7,50", "1234,50"),
    "thousands": ("7,5", "1.234,50"),
    "blank": ("7,5", "1 234,50"),
    "point": ("7.50", "1234.50"),
    "kroner": ("7,5", "kr. 1.234,50"),
    "after": ("07,50", "1.234,50 kr."),
    "hard blank": ("7,5", "1\u00a0234,50"),
}
DATES = {
    "hyphen": ("03-02-2014", "04-02-2014 08:30"),
    "slash": ("03/02/2014", "04/02/2014T08:30:00"),
    "point": ("03.02.2014 00:00", "04.02.2014 08:30:00"),
    "iso": ("2014-02-03", "2014-02-04 08:30"),
}
NASTY = {
    "Operatør": 'Væksthus "Midt"; afd. | A/S, Århus\nÆrø\tØst',
    "Hovedindhold": "a\r\nb;c,d\te|f",
}


def encoded(text: str, encoding: str) -> bytes:
    return b"\xfe\xff" + text.encode("utf-16-be") if encoding == "utf-16-be-bom" else text.encode(encoding)


def written(numbers: tuple[str, str], dates: tuple[str, str]) -> list[list[str]]:
    values = {
        "Timer": numbers[0],
        "Timesats": numbers[1],
        "Dato": dates[0],
        "Registreret": dates[0],
        "Ændret": dates[1],
    }
    return rows_of("vejledninger", values | NASTY, values | {"Vejledning-ID": "0042", "Kanal": "-"})


# Each way of writing numbers beside one of writing dates; in `make soak` beside every one.
BESIDE_ONE = list(zip(NUMBERS.values(), itertools.cycle(DATES.values()), strict=False))
BESIDE_EVERY = list(itertools.product(NUMBERS.values(), DATES.values()))
EXPECTED = one(text_of(written(NUMBERS["comma"], DATES["hyphen"]))).rows.drop_columns(["line"])


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", SEPARATORS, ids=["semicolon", "comma", "tab", "bar"])
@pytest.mark.parametrize("line_end", LINE_ENDS, ids=["crlf", "lf", "cr"])
@pytest.mark.parametrize("quoting", QUOTING, ids=["minimal", "all"])
@pytest.mark.parametrize("ways", [BESIDE_ONE, pytest.param(BESIDE_EVERY, marks=pytest.mark.soak)], ids=["one", "every"])
def test_every_dialect_gives_equal_rows(encoding, separator, line_end, quoting, ways):
    assert EXPECTED.num_rows == 2
    for numbers, dates in ways:
        sheet = one(encoded(text_of(written(numbers, dates), separator, line_end, quoting), encoding))
        assert kind_of(sheet).name == "vejledninger"
        assert sheet.refused.num_rows == 0
        assert sheet.rows.drop_columns(["line"]) == EXPECTED


def test_a_large_file_of_many_blocks_reads_as_its_parts():
    """Several of Arrow's blocks, with line ends inside quotes at their edges."""
    changes = [
        {"Vejledning-ID": f"V{number}", "Hovedindhold": ("x" * (number % 977)) + "\n;" + "y" * 500}
        for number in range(24_000)
    ]
    sheet = with_values("vejledninger", *changes)
    assert sheet.received == 24_000
    assert sheet.rows["guidance_id"].to_pylist() == [f"V{number}" for number in range(24_000)]
    assert sheet.rows["line"].to_pylist() == [2 + 2 * number for number in range(24_000)]
    assert pa.compute.all(sheet.rows["has_content"]).as_py()
