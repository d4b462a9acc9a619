"""Documents of the CVR register as employment figures: shapes, series, bands, and what is cut short."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest

from tests.exports.files import faults, kind_of, one, whole

YEAR = {"aar": 2014, "antalAarsvaerk": None, "intervalKodeAntalAarsvaerk": "ANTAL_10_19"}


def company(number: int = 99999993, **series: Any) -> dict[str, Any]:
    return {"_source": {"Vrvirksomhed": {"cvrNummer": number, "navne": [{"navn": "Ib ApS"}], **series}}}


def lines(*documents: Any) -> bytes:
    return "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in documents).encode()


def rows(content: bytes) -> list[dict[str, Any]]:
    sheet = one(content, "cvr.jsonl")
    assert kind_of(sheet).name == "beskæftigelse"
    assert faults(sheet) == []
    return sheet.rows.to_pylist()


def test_a_year_is_dated_at_its_end_and_a_band_keeps_its_ends():
    entry = YEAR | {"sidstOpdateret": "2015-10-02T00:00:00.000+02:00"}
    (row,) = rows(lines(company(aarsbeskaeftigelse=[entry])))
    assert (row["cvr"], row["measured_date"], row["data_source"]) == ("99999993", dt.date(2014, 12, 31), "CVR")
    assert (row["full_time_equivalents"], row["full_time_low"], row["full_time_high"]) == (None, 10, 19)
    assert (row["changed_at"], row["line"]) == (dt.datetime(2015, 10, 2), 1)


def test_quarters_and_months_are_dated_at_their_end():
    found = rows(
        lines(
            company(
                kvartalsbeskaeftigelse=[{"aar": 2014, "kvartal": 1, "antalAarsvaerk": 3}],
                maanedsbeskaeftigelse=[{"aar": 2016, "maaned": 2, "antalAarsvaerk": 4.5}],
            )
        )
    )
    assert [(row["measured_date"], row["full_time_equivalents"]) for row in found] == [
        (dt.date(2014, 3, 31), Decimal(3)),
        (dt.date(2016, 2, 29), Decimal("4.5")),
    ]


def test_for_one_day_an_exact_figure_goes_before_a_band_and_a_month_before_a_year():
    quarter = {"aar": 2014, "kvartal": 4, "intervalKodeAntalAarsvaerk": "ANTAL_20_29"}
    (row,) = rows(lines(company(aarsbeskaeftigelse=[YEAR], kvartalsbeskaeftigelse=[quarter])))
    assert row["full_time_low"] == 10
    month = {"aar": 2014, "maaned": 12, "antalAarsvaerk": 12}
    (row,) = rows(lines(company(aarsbeskaeftigelse=[YEAR | {"antalAarsvaerk": 11}], maanedsbeskaeftigelse=[month])))
    assert row["full_time_equivalents"] == 12
    (row,) = rows(
        lines(
            company(aarsbeskaeftigelse=[YEAR | {"antalAarsvaerk": 11}], maanedsbeskaeftigelse=[YEAR | {"maaned": 12}])
        )
    )
    assert row["full_time_equivalents"] == 11


def test_an_unknown_band_is_told_and_kept_as_unknown():
    sheet = one(lines(company(aarsbeskaeftigelse=[YEAR | {"intervalKodeAntalAarsvaerk": "ANTAL_20_29"}])))
    assert sheet.received == sheet.rows.num_rows == 1
    assert sheet.rows["full_time_low"].to_pylist() == [None]
    assert sheet.notes[-1].say("en") == "Årsværk: 1 row has a band that CVR does not use; it is kept as unknown."


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(company(aarsbeskaeftigelse=[YEAR]), indent=2).encode(),
        json.dumps({"hits": {"hits": [company(aarsbeskaeftigelse=[YEAR])]}}).encode(),
        json.dumps([company(aarsbeskaeftigelse=[YEAR])["_source"]]).encode(),
        b"\xef\xbb\xbf" + lines(company(aarsbeskaeftigelse=[YEAR])["_source"]["Vrvirksomhed"]),
    ],
    ids=["indented", "an answer", "a list", "bare"],
)
def test_a_document_may_come_in_several_wrappings(content):
    assert len(rows(content)) == 1


def test_a_company_number_that_is_none_refuses_its_rows():
    sheet = one(lines(company(99999999, aarsbeskaeftigelse=[YEAR]), company(aarsbeskaeftigelse=[YEAR])))
    assert sheet.received == 2
    assert faults(sheet) == [
        (1, "CVR-nr.", "CVR-nr. fails the check digit of CVR numbers; correct the CVR number in the CRM.")
    ]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (lines(company()) + b'{"Vrvirksomhed": {"cvrNu', 2),
        (lines(company(), {"Vrdeltagerperson": {}}), 2),
        (lines(company(aarsbeskaeftigelse=[{"aar": 2014, "maaned": 13, "antalAarsvaerk": 1}])), 1),
        (lines(company(aarsbeskaeftigelse=[{"aar": 2014, "antalAarsvaerk": [1]}])), 1),
        (b"[" * 100_000, 1),
        (b"{", 1),
    ],
)
def test_what_is_no_document_refuses_the_file(content, line):
    reason = whole(one(content))
    assert reason.say("en") == (
        f"The document in line {line} is no company of the CVR register, or is cut short; fetch the file again."
    )
    assert reason.say("da") == (
        f"Dokumentet i linje {line} er ingen virksomhed fra CVR-registret eller er afkortet; hent filen igen."
    )


def test_names_in_the_register_are_not_kept():
    assert "Ib ApS" not in str(rows(lines(company(aarsbeskaeftigelse=[YEAR]))))
