"""Documents of the CVR register as employment figures: shapes, series, bands, and what is cut short."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest

from data_pipeline.exports import preview
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


OPEN = {"periode": {"gyldigFra": "2008-03-01", "gyldigTil": None}}
INDUSTRIES = [
    {"branchekode": "620200", "periode": {"gyldigFra": "2014-07-01", "gyldigTil": None}},
    {"branchekode": "726000", "periode": {"gyldigFra": "2008-03-01", "gyldigTil": "2014-06-30"}},
]
FACTS = ("register_industry_code", "register_start_date", "register_end_date")


def quarter(number: int, year: int = 2014) -> dict[str, Any]:
    return {"aar": year, "kvartal": number, "antalAarsvaerk": number}


def life(**told: Any) -> dict[str, Any]:
    """The one row of a company of which this is told."""
    (row,) = rows(lines(company(**told)))
    return row


def test_each_figure_has_the_industry_of_its_day():
    found = rows(
        lines(company(livsforloeb=[OPEN], hovedbranche=INDUSTRIES, kvartalsbeskaeftigelse=[quarter(2), quarter(3)]))
    )
    start = dt.date(2008, 3, 1)
    assert [tuple(row[name] for name in FACTS) for row in found] == [("726000", start, None), ("620200", start, None)]


def test_a_day_without_an_industry_has_the_one_valid_now_else_the_newest():
    early = [quarter(1, 2007)]
    assert life(hovedbranche=INDUSTRIES, kvartalsbeskaeftigelse=early)["register_industry_code"] == "620200"
    assert life(hovedbranche=INDUSTRIES[1:], kvartalsbeskaeftigelse=early)["register_industry_code"] == "726000"


@pytest.mark.parametrize("code", ["999999", "62020", "", None, 620200])
def test_an_industry_that_is_none_is_unknown(code):
    told = [{"branchekode": code, "periode": None}]
    expected = "620200" if code == 620200 else None
    assert life(hovedbranche=told, kvartalsbeskaeftigelse=[quarter(1)])["register_industry_code"] == expected


def test_the_day_of_foundation_goes_before_the_first_life():
    told = {"livsforloeb": [OPEN], "kvartalsbeskaeftigelse": [quarter(1)]}
    assert life(**told)["register_start_date"] == dt.date(2008, 3, 1)
    founded = {"virksomhedMetadata": {"stiftelsesDato": "2008-02-20"}}
    assert life(**told, **founded)["register_start_date"] == dt.date(2008, 2, 20)


CLOSED = {"periode": {"gyldigFra": "2008-03-01", "gyldigTil": "2014-09-30"}}
AGAIN = {"periode": {"gyldigFra": "2014-11-01", "gyldigTil": None}}
BANKRUPT = {"status": "OPLØST EFTER KONKURS", "periode": {"gyldigFra": "2014-10-15", "gyldigTil": None}}


@pytest.mark.parametrize(
    ("lives", "status", "statuses", "end"),
    [
        ([CLOSED], "NORMAL", [], dt.date(2014, 9, 30)),
        ([CLOSED, AGAIN], "NORMAL", [], None),
        ([CLOSED], "OPLØSTEFTERKONKURS", [BANKRUPT], dt.date(2014, 9, 30)),
        ([OPEN], "OPLØSTEFTERKONKURS", [BANKRUPT], dt.date(2014, 10, 15)),
        ([OPEN], "OPLOESTEFTERKONKURS", [{"status": "NORMAL", "periode": None}], dt.date(2015, 2, 3)),
        ([OPEN], "TVANGSOPLØST", [], dt.date(2015, 2, 3)),
        ([OPEN], None, [BANKRUPT], dt.date(2014, 10, 15)),
        ([OPEN], "UNDERKONKURS", [], None),
        ([OPEN], "UNDERTVANGSOPLØSNING", [], None),
        ([OPEN], "NORMAL", [], None),
        ([CLOSED], "OPLØSTEFTERFUSION", [], None),
        ([CLOSED], "OPLØSTEFTERSPALTNING", [], None),
        ([], None, [], None),
    ],
)
def test_a_company_ends_with_its_life_or_its_status_and_not_in_another(lives, status, statuses, end):
    row = life(
        livsforloeb=lives,
        virksomhedsstatus=statuses,
        virksomhedMetadata={"sammensatStatus": status},
        sidstOpdateret="2015-02-03T04:05:06.000+01:00",
        kvartalsbeskaeftigelse=[quarter(1)],
    )
    assert row["register_end_date"] == end


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ({"livsforloeb": [OPEN]}, dt.date(2008, 3, 1)),
        ({"livsforloeb": [OPEN], "hovedbranche": INDUSTRIES}, dt.date(2014, 7, 1)),
        ({"livsforloeb": [CLOSED], "hovedbranche": INDUSTRIES}, dt.date(2014, 9, 30)),
        ({"hovedbranche": [{"branchekode": "620200"}], "sidstOpdateret": "2015-02-03T04:05:06"}, dt.date(2015, 2, 3)),
        ({"livsforloeb": [OPEN], "aarsbeskaeftigelse": [{"aar": 2014}]}, dt.date(2008, 3, 1)),
    ],
)
def test_a_company_without_figures_has_one_row_on_its_newest_day(told, day):
    row = life(**told)
    assert (row["measured_date"], row["data_source"], row["full_time_equivalents"]) == (day, "CVR", None)
    assert any(row[name] is not None for name in FACTS)


def test_a_company_of_which_nothing_is_told_has_no_row():
    assert rows(lines(company(), company(hovedbranche=[{"branchekode": "620200"}]))) == []


def test_other_exports_leave_the_register_columns_empty():
    content = "CVR-nr.;Opgjort;Kilde\r\n99999993;31-12-2014;CVR\r\n".encode("cp1252")
    (row,) = one(content).rows.to_pylist()
    assert [row[name] for name in FACTS] == [None, None, None]


def test_a_preview_knows_the_documents_of_the_register(tmp_path):
    path = tmp_path / "cvr.jsonl"
    path.write_bytes(lines(company(aarsbeskaeftigelse=[YEAR])))
    (found,) = preview(path)
    assert (found.kind, found.reason) == ("beskæftigelse", None)
    assert ("CVR-nr.", "CVR-nr.") in found.headings
